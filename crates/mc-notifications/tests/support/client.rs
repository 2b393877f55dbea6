//! A client that says on the wire what a test wants said.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

pub struct Client {
    stream: TlsStream<TcpStream>,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects; with TLS 1.3 a refusal shows only when something is read.
    pub async fn connect(address: SocketAddr, config: &Arc<ClientConfig>) -> io::Result<Self> {
        Self::over(TcpStream::connect(address).await?, config).await
    }

    pub async fn over(stream: TcpStream, config: &Arc<ClientConfig>) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        let name = ServerName::try_from("localhost").unwrap();
        let stream = TlsConnector::from(Arc::clone(config)).connect(name, stream).await?;
        Ok(Self {
            stream,
            buffer: Vec::new(),
        })
    }

    pub fn version(&self) -> rustls::ProtocolVersion {
        self.stream.get_ref().1.protocol_version().unwrap()
    }

    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(bytes.as_ref()).await?;
        self.stream.flush().await
    }

    /// The status of the next answer.
    pub async fn status(&mut self) -> io::Result<u16> {
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .map_or(0, |length| length.trim().parse().unwrap());
        while self.buffer.len() < end + length {
            self.more().await?;
        }
        self.buffer.drain(..end + length);
        Ok(head[9..12].parse().unwrap())
    }

    async fn more(&mut self) -> io::Result<()> {
        let mut chunk = [0; 4096];
        match self.stream.read(&mut chunk).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                self.buffer.extend_from_slice(&chunk[..read]);
                Ok(())
            }
        }
    }

    /// Whether the server ends the connection before it says anything.
    pub async fn is_closed_by_server(&mut self) -> bool {
        let mut byte = [0; 1];
        !matches!(self.stream.read(&mut byte).await, Ok(1))
    }

    pub async fn post(&mut self, body: &str) -> io::Result<u16> {
        self.send(post(body)).await?;
        self.status().await
    }
}

pub fn post(body: &str) -> String {
    format!(
        "POST /abu HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}
