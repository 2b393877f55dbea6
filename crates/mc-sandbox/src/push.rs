use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::header::CONTENT_TYPE;
use mc_auth::ClientBuilder;
use mc_auth::keys::KeySource;
use mc_auth::tls::{ClientIdentity, ClientTls};
use reqwest_middleware::ClientWithMiddleware;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

use crate::credentials::Credentials;
use crate::log::Bounded;
use crate::service::Push;
use crate::{Error, Result};

/// Where notifications go.
///
/// The sandbox opens TLS to the address and presents the certificate of [`Credentials::push`], which its own authority has
/// issued: the receiver has to trust [`Credentials::ca_pem`]. A delivery that is not answered by 2xx is repeated.
///
/// ```no_run
/// use std::time::Duration;
///
/// use mc_sandbox::{PushTarget, Sandbox};
///
/// # async fn example(receivers_ca: &str) -> mc_sandbox::Result<()> {
/// let target = PushTarget::new("https://localhost:9443/abu", receivers_ca)?.with_delay(Duration::ZERO);
/// let sandbox = Sandbox::builder().with_push_target(target).start().await?;
/// // ... subscribe to an account that triggers a notification ...
/// sandbox.delivered().await;
/// assert!(sandbox.deliveries().iter().all(|delivery| delivery.status == Some(200)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct PushTarget {
    url: Url,
    ca_pem: String,
    attempts: u32,
    delay: Duration,
    timeout: Duration,
}

/// What became of a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// When it was sent first, by the sandbox's clock.
    pub time: DateTime<Utc>,
    /// How often it was sent.
    pub attempts: u32,
    /// The last status; none if no answer came.
    pub status: Option<u16>,
    /// Why it was not delivered; empty if it was.
    pub reason: String,
}

impl Delivery {
    pub(crate) fn json(&self) -> Value {
        json!({
            "time": self.time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            "attempts": self.attempts,
            "status": self.status,
            "reason": self.reason,
        })
    }
}

impl PushTarget {
    /// An address, and the root that its certificate hangs on, as PEM.
    ///
    /// # Errors
    ///
    /// If the address is no HTTPS URL.
    pub fn new(url: &str, ca_pem: impl Into<String>) -> Result<Self> {
        let url = Url::parse(url)
            .map_err(|error| Error::new("the address for notifications is no URL").with_source(error))?;
        if url.scheme() != "https" {
            return Err(Error::new("notifications go over HTTPS only: give an https:// address"));
        }
        Ok(Self {
            url,
            ca_pem: ca_pem.into(),
            attempts: 4,
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(10),
        })
    }

    /// How often a notification is sent at most, 4 times otherwise.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How long the first pause is, a second otherwise; each further one is twice as long.
    #[must_use]
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// How long an attempt may take, ten seconds otherwise.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

/// The notifications of a running sandbox.
pub(crate) struct Pushes {
    target: Option<Arc<Sender>>,
    results: Arc<Bounded<Delivery>>,
    under_way: watch::Sender<usize>,
    /// What goes nowhere, because no address was given.
    unsent: Mutex<u64>,
}

struct Sender {
    target: PushTarget,
    client: ClientWithMiddleware,
}

impl Pushes {
    pub(crate) fn new(target: Option<PushTarget>, credentials: &Credentials, capacity: usize) -> Result<Self> {
        let target = match target {
            None => None,
            Some(target) => {
                let roots = KeySource::bytes(target.ca_pem.as_bytes()).certificates()?;
                let identity = ClientIdentity::new(&credentials.push().identity()?)?;
                let client = ClientBuilder::mutual_tls(&identity)
                    .with_tls(ClientTls::new().with_only_roots(roots))
                    .without_retry()
                    .with_timeout(target.timeout)
                    .build()?;
                Some(Arc::new(Sender { target, client }))
            }
        };
        Ok(Self {
            target,
            results: Arc::new(Bounded::new(capacity)),
            under_way: watch::Sender::new(0),
            unsent: Mutex::new(0),
        })
    }

    /// Sends a notification in the background.
    pub(crate) fn deliver(&self, push: Push, time: DateTime<Utc>) {
        let Some(sender) = self.target.clone() else {
            *self.unsent.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            return;
        };
        let results = Arc::clone(&self.results);
        let under_way = self.under_way.clone();
        under_way.send_modify(|count| *count += 1);
        tokio::spawn(async move {
            results.push(sender.send(&push.body, time).await);
            under_way.send_modify(|count| *count -= 1);
        });
    }

    pub(crate) fn results(&self) -> Vec<Delivery> {
        self.results.list()
    }

    /// How many notifications had nowhere to go.
    pub(crate) fn unsent(&self) -> u64 {
        *self.unsent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn under_way(&self) -> watch::Receiver<usize> {
        self.under_way.subscribe()
    }
}

impl Sender {
    async fn send(&self, body: &Value, time: DateTime<Utc>) -> Delivery {
        let mut delivery = Delivery {
            time,
            attempts: 0,
            status: None,
            reason: String::new(),
        };
        let mut pause = self.target.delay;
        loop {
            delivery.attempts += 1;
            let request = self
                .client
                .post(self.target.url.clone())
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string());
            match request.send().await {
                Ok(response) => {
                    delivery.status = Some(response.status().as_u16());
                    if response.status().is_success() {
                        delivery.reason.clear();
                        return delivery;
                    }
                    delivery.reason = format!("answered by {}", response.status().as_u16());
                }
                Err(error) => {
                    delivery.status = None;
                    delivery.reason = reason(&error);
                }
            }
            if delivery.attempts >= self.target.attempts {
                return delivery;
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
    }
}

/// The innermost cause, which is what helps; no address is in it.
fn reason(error: &reqwest_middleware::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
