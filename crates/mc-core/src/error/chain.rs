//! What the chain of errors of an HTTP client says: which step failed, and whether the request may have gone out.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::Error;
use super::alert::Alert;

/// What a chain of errors says.
///
/// Most of its links have types that cannot be named here: the HTTP client's own, those of its pool, and those of a TLS stack
/// that this crate does not choose. They are known by their texts; tests against real servers notice when one changes.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found on its own")]
pub(super) struct Facts {
    pub(super) ours: Option<Error>,
    pub(super) timeout: bool,
    connect: bool,
    builder: bool,
    /// The connection ended before it took the request, which came back whole.
    unsent: bool,
    /// The HTTP client itself failed, not a middleware around it.
    client: bool,
    step: Option<Step>,
    alert: Option<Alert>,
    refused: bool,
}

/// The step that failed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Resolving,
    Proxy,
    Certificate(&'static str),
    Handshake,
    Sending,
    NotHttp,
}

impl Facts {
    pub(super) fn of(error: &(dyn StdError + 'static)) -> Self {
        let mut facts = Self::default();
        facts.look(error);
        facts
    }

    /// Whether the request may have gone out.
    pub(super) fn is_sent(&self) -> bool {
        !self.is_connect() && !self.builder && !self.unsent
    }

    /// Whether no usable connection came about.
    ///
    /// In TLS 1.3 a client has finished its handshake before the server looks at the client's certificate, so a refusal
    /// arrives where the response was expected. It still means that the server has not finished the handshake.
    pub(super) fn is_connect(&self) -> bool {
        self.connect || self.alert.as_ref().is_some_and(Alert::is_of_handshake)
    }

    /// Whether the same request may succeed later.
    pub(super) fn may_pass(&self) -> bool {
        let refused =
            self.alert.as_ref().is_some_and(Alert::is_of_handshake) || matches!(self.step, Some(Step::Certificate(_)));
        !self.builder && !refused && (self.connect || self.timeout || self.client)
    }

    /// Whether a connection that had been made ended before the response began, and no time-out had to do with it.
    pub(super) fn is_lost_connection(&self) -> bool {
        let other = matches!(self.step, Some(Step::NotHttp));
        self.ours.is_none() && self.client && !self.is_connect() && !self.builder && !self.timeout && !other
    }

    /// The TLS alert that was received.
    pub(super) fn alert(&self) -> Option<&Alert> {
        self.alert.as_ref()
    }

    /// What failed, and what to check.
    pub(super) fn message(&self) -> Cow<'static, str> {
        if let Some(alert) = &self.alert {
            return alert.message().into();
        }
        let text = match self.step {
            _ if self.builder => "the HTTP client refused the request",
            Some(Step::Certificate(why)) => why,
            Some(Step::Resolving) => {
                "the name of the server could not be resolved: check the host name and this machine's DNS"
            }
            Some(Step::Proxy) => {
                "the proxy opened no connection to the server: check the proxy's address and credentials"
            }
            Some(Step::Handshake) if self.connect => {
                "the TLS handshake failed: check the server's address, its versions of TLS and whether it demands a certificate"
            }
            _ if self.connect && self.timeout => "timed out while connecting to the server",
            _ if self.connect && self.refused => "no connection to the server: it refused the connection",
            _ if self.connect => "no connection to the server",
            _ if self.timeout => "the request timed out before the response began",
            _ if self.unsent => {
                "the connection ended before the request was sent; a server that demands a client certificate may end it so"
            }
            Some(Step::NotHttp) => "what the server answered is not HTTP: check scheme and port",
            Some(Step::Sending) => "the connection broke while the request was sent",
            _ if self.client => "the connection broke before the response began",
            _ => "the request failed on its way",
        };
        Cow::Borrowed(text)
    }

    fn look(&mut self, error: &(dyn StdError + 'static)) {
        let mut next = Some(error);
        let mut above = String::new();
        while let Some(error) = next {
            if let Some(ours) = error.downcast_ref::<Error>() {
                self.ours = Some(ours.clone());
                return;
            }
            if let Some(error) = error.downcast_ref::<reqwest_middleware::Error>() {
                return match error {
                    reqwest_middleware::Error::Reqwest(error) => self.look(error),
                    reqwest_middleware::Error::Middleware(error) => self.look(error.as_ref()),
                };
            }
            #[cfg(feature = "reqwest-retry")]
            if let Some(error) = error.downcast_ref::<reqwest_retry::RetryError>() {
                return match error {
                    reqwest_retry::RetryError::Error(error)
                    | reqwest_retry::RetryError::WithRetries { err: error, .. } => self.look(error),
                };
            }
            if let Some(error) = error.downcast_ref::<reqwest::Error>() {
                self.timeout |= error.is_timeout();
                self.connect |= error.is_connect();
                self.builder |= error.is_builder();
                self.client = true;
            } else {
                if let Some(error) = error.downcast_ref::<std::io::Error>() {
                    self.io(error);
                }
                let text = error.to_string();
                self.text(&text, &above);
                above = text;
            }
            next = error.source();
        }
    }

    fn io(&mut self, error: &std::io::Error) {
        use std::io::ErrorKind;

        self.client = true;
        self.timeout |= error.kind() == ErrorKind::TimedOut;
        match error.kind() {
            ErrorKind::ConnectionRefused => {
                self.connect = true;
                self.refused = true;
            }
            ErrorKind::BrokenPipe | ErrorKind::WriteZero => self.found(Step::Sending),
            _ => {}
        }
    }

    /// Reads a link by its text and by that of the link above it.
    fn text(&mut self, text: &str, above: &str) {
        match text {
            "operation timed out" => self.timeout = true,
            "client error (Connect)" => {
                self.connect = true;
                self.client = true;
            }
            "client error (SendRequest)" => self.client = true,
            "client error (Canceled)" => {
                self.unsent = true;
                self.client = true;
            }
            // The connection was gone before it was asked to take the request.
            "channel closed" if above == "client error (SendRequest)" => self.unsent = true,
            "dns error" => self.found(Step::Resolving),
            "error writing a body to connection" => self.found(Step::Sending),
            "message head is too large" => self.found(Step::NotHttp),
            "tls handshake eof" | "received corrupt message" => self.found(Step::Handshake),
            _ if text.starts_with("tunnel error") || text.starts_with("SOCKS error") => self.found(Step::Proxy),
            _ if text.starts_with("invalid ") && text.contains(" parsed") => self.found(Step::NotHttp),
            _ => self.tls(text),
        }
    }

    /// The texts of rustls.
    fn tls(&mut self, text: &str) {
        if let Some(name) = text.strip_prefix("received fatal alert: ") {
            self.alert.get_or_insert_with(|| Alert::of(name));
            self.found(Step::Handshake);
        } else if let Some(why) = text.strip_prefix("invalid peer certificate: ") {
            self.found(Step::Certificate(distrust(why)));
        } else if [
            "received corrupt message",
            "peer is incompatible",
            "peer misbehaved",
            "received unexpected ",
        ]
        .iter()
        .any(|start| text.starts_with(start))
        {
            self.found(Step::Handshake);
        }
    }

    /// The first finding is the one nearest to what was asked of the HTTP client; one further down says more.
    fn found(&mut self, step: Step) {
        self.step = Some(step);
    }
}

/// Why the server's certificate was not accepted, by what rustls says, without the names and times in it.
fn distrust(why: &str) -> &'static str {
    let has = |part: &str| why.contains(part);
    if has("UnknownIssuer") {
        "TLS: the server's certificate comes from an authority that is not trusted: check the trusted roots"
    } else if has("not valid for name") || has("NotValidForName") {
        "TLS: the server's certificate is for another host: check the server's address"
    } else if has("xpired") {
        "TLS: the server's certificate has expired: check this machine's clock"
    } else if has("not valid yet") || has("NotValidYet") {
        "TLS: the server's certificate is not valid yet: check this machine's clock"
    } else if has("Revoked") {
        "TLS: the server's certificate has been revoked"
    } else {
        "TLS: the server's certificate is not valid"
    }
}

/// A link of a chain of foreign errors, with its text if that is harmless.
pub(super) struct Cause {
    text: String,
    source: Option<Box<Cause>>,
}

impl Cause {
    pub(super) fn of(error: &(dyn StdError + 'static), url: &str) -> Option<Self> {
        let mut texts: Vec<String> = Vec::new();
        let mut next = Some(error);
        while let Some(error) = next {
            let text = harmless(error, url);
            if texts.last() != Some(&text) {
                texts.push(text);
            }
            next = error.source();
        }
        texts.into_iter().rev().fold(None, |source, text| {
            Some(Self {
                text,
                source: source.map(Box::new),
            })
        })
    }
}

/// The text of a foreign error, unless it may hold something of the request or the response.
fn harmless(error: &(dyn StdError + 'static), url: &str) -> String {
    let text = match error.downcast_ref::<reqwest::Error>() {
        Some(_) => return "the http client failed".to_owned(),
        None => error.to_string(),
    };
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    let parts = path.split(['/', '?', '&', '=']).filter(|part| part.len() > 3);
    let is_harmless = text.len() <= 200
        && !text.contains("://")
        && !text.contains(['"', '\n', '{'])
        && text.bytes().filter(u8::is_ascii_digit).count() < 9
        && !parts.into_iter().any(|part| text.contains(part));
    if is_harmless {
        text
    } else {
        "an error whose text may hold data".to_owned()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
