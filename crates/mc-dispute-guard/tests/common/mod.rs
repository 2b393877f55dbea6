//! What the tests share: a server that counts, a Redis of their own, requests.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::HashMap;
use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener as StdListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use mc_core::Operation;
use mc_dispute_guard::{Guard, GuardKey};
use reqwest_middleware::ClientWithMiddleware;

pub(crate) const CREATE: Operation = Operation::new(
    "createChargeback",
    "createChargeback",
    "POST",
    "/v6/claims/{claim-id}/chargebacks",
)
.with_product("mastercom")
.with_event();

pub(crate) fn key() -> GuardKey {
    GuardKey::new([7; 32]).unwrap()
}

pub(crate) fn client(guard: &Guard) -> ClientWithMiddleware {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    reqwest_middleware::ClientBuilder::new(http).with(guard.clone()).build()
}

/// Files a chargeback for a claim.
pub(crate) async fn file(
    http: &ClientWithMiddleware,
    base: &str,
    claim: &str,
) -> Result<reqwest::Response, reqwest_middleware::Error> {
    let body = r#"{"amount":"100.00","currency":"USD","reasonCode":"4853","chargebackType":"CHARGEBACK"}"#;
    http.post(format!("{base}/v6/claims/{claim}/chargebacks"))
        .header("content-type", "application/json")
        .body(body)
        .with_extension(CREATE)
        .send()
        .await
}

/// A server on loopback that counts requests by path and answers by a function.
pub(crate) struct Server {
    pub(crate) base: String,
    pub(crate) seen: Arc<Mutex<HashMap<String, usize>>>,
}

impl Server {
    pub(crate) async fn start<F, A>(answer: F) -> Self
    where
        F: Fn(String) -> A + Clone + Send + Sync + 'static,
        A: Future<Output = hyper::Response<Full<Bytes>>> + Send,
    {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(HashMap::new()));
        let counts = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, counts) = (answer.clone(), Arc::clone(&counts));
                let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                    let (answer, counts) = (answer.clone(), Arc::clone(&counts));
                    async move {
                        let path = request.uri().path().to_owned();
                        request.into_body().collect().await?;
                        *counts.lock().unwrap().entry(path.clone()).or_default() += 1;
                        Ok::<_, hyper::Error>(answer(path).await)
                    }
                });
                tokio::spawn(async move {
                    let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        Self { base, seen }
    }

    pub(crate) fn count(&self, path: &str) -> usize {
        self.seen.lock().unwrap().get(path).copied().unwrap_or_default()
    }
}

pub(crate) fn answer(status: u16, body: &'static str) -> hyper::Response<Full<Bytes>> {
    let response = hyper::Response::builder()
        .status(status)
        .header("content-type", "application/json");
    response.body(Full::new(Bytes::from_static(body.as_bytes()))).unwrap()
}

pub(crate) fn free_port() -> u16 {
    StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A Redis of the test's own that forgets nothing; stopped when it is dropped.
pub(crate) struct Redis {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Redis {
    /// Starts one, or says why there is none and gives nothing.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        Self::start_at(folder, free_port())
    }

    pub(crate) fn start_at(folder: &Path, port: u16) -> Option<Self> {
        Self::start_with(folder, port, "always")
    }

    pub(crate) fn start_with(folder: &Path, port: u16, sync: &str) -> Option<Self> {
        let mut command = Command::new("redis-server");
        command
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--appendonly", "yes", "--appendfsync", sync, "--dir"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                let required = std::env::var_os("MC_INTEROP").is_some_and(|value| value == "required");
                assert!(!required, "redis-server has to be here: {error}");
                println!("skipped: redis-server is not here; install the package redis-server");
                return None;
            }
        };
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = lines.map_while(Result::ok);
        assert!(
            lines.any(|line| line.contains("Ready to accept connections")),
            "redis-server did not start"
        );
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            child,
            address: ([127, 0, 0, 1], port).into(),
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://{}", self.address)
    }

    /// SIGKILL: nothing is written on the way out.
    pub(crate) fn kill(mut self) -> u16 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.address.port()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
