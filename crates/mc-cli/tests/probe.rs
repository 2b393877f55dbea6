//! `mcapi probe` as a container's health check runs it.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Output};

fn probe(url: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mcapi"))
        .args(["probe", "--timeout", "10", url])
        .output()
        .unwrap()
}

/// Answers one request with a status, and gives the address.
fn answering(status: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/readyz", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
            head.push(byte[0]);
        }
        write!(
            stream,
            "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        String::from_utf8(head).unwrap()
    });
    (url, served)
}

#[test]
fn a_healthy_endpoint_is_status_0_and_no_word() {
    let (url, served) = answering("200 OK");
    let output = probe(&url);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    assert!(served.join().unwrap().starts_with("GET /readyz HTTP/1.1\r\n"));
}

#[test]
fn everything_else_is_status_1_and_says_why() {
    let (url, served) = answering("503 Service Unavailable");
    let output = probe(&url);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("503 Service Unavailable"),
        "{output:?}"
    );
    served.join().unwrap();

    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = probe(&format!("http://{free}/readyz"));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("no answer: Connection refused"),
        "{output:?}"
    );

    let output = probe("https://127.0.0.1/readyz");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("http://"),
        "{output:?}"
    );
}
