//! What the tests share: a server that counts, a Redis of their own, requests.
#![allow(dead_code, reason = "each test file uses a part")]

mod servers;

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use mc_core::Operation;
use mc_dispute_guard::{Guard, GuardKey};
use reqwest_middleware::ClientWithMiddleware;
#[allow(unused_imports, reason = "each test file uses a part")]
pub(crate) use servers::{Postgres, Redis, free_port};

pub(crate) const CREATE: Operation = Operation::new(
    "createChargeback",
    "createChargeback",
    "POST",
    "/v6/claims/{claim-id}/chargebacks",
)
.with_product("mastercom")
.with_amounts(&["amount"])
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
