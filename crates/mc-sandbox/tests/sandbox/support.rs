//! A sandbox with keys that the tests share, and raw requests to it.

use std::sync::OnceLock;

use mc_sandbox::{Credentials, Product, Sandbox, SandboxBuilder};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;

/// Keys are made once: they are the same for all tests.
pub(crate) fn credentials() -> &'static Credentials {
    static CREDENTIALS: OnceLock<Credentials> = OnceLock::new();
    CREDENTIALS.get_or_init(|| Credentials::generate().unwrap())
}

pub(crate) fn builder() -> SandboxBuilder {
    Sandbox::builder().with_credentials(credentials())
}

pub(crate) async fn start() -> Sandbox {
    builder().start().await.unwrap()
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Source and reason code of an error in the gateway's envelope.
    pub(crate) fn error(&self) -> (String, String) {
        let error = &self.json()["Errors"]["Error"][0];
        let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        (text("Source"), text("ReasonCode"))
    }
}

/// A request by a client that signs or shows a certificate, but knows nothing of the operation: so nothing is encrypted.
pub(crate) async fn raw(
    sandbox: &Sandbox,
    http: &ClientWithMiddleware,
    product: Product,
    method: &str,
    path: &str,
    body: Option<&str>,
) -> Got {
    let url = format!("{}{path}", sandbox.base_url(product));
    let mut request = http.request(method.parse().unwrap(), url);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_owned());
    }
    got(request.send().await.unwrap()).await
}

pub(crate) async fn got(response: reqwest::Response) -> Got {
    Got {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

/// A client that trusts the sandbox, and neither signs nor shows a certificate.
pub(crate) fn plain(sandbox: &Sandbox) -> reqwest::Client {
    reqwest::Client::builder()
        .tls_backend_preconfigured(sandbox.client_tls().unwrap().build().unwrap())
        .build()
        .unwrap()
}
