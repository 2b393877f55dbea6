use std::borrow::Cow;
use std::fmt;

use url::{Host, Url};

use crate::{Error, Operation};

/// The server that is called: a name and a base URL.
///
/// Product crates have their own list of environments and turn its members into this type. A server of
/// one's own, say a local stand-in, is [`Environment::custom`].
///
/// ```
/// use mc_core::Environment;
///
/// const SANDBOX: Environment =
///     Environment::from_static("sandbox", "https://sandbox.example.com/mastercom/");
/// assert_eq!(SANDBOX.base_url(), "https://sandbox.example.com/mastercom");
///
/// let local = Environment::custom("http://127.0.0.1:8080")?;
/// assert_eq!(local.name(), "custom");
/// assert!(Environment::custom("http://example.com").is_err());
/// # Ok::<(), mc_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Environment {
    name: Cow<'static, str>,
    base_url: Cow<'static, str>,
    /// Whether operations that have servers of their own may be sent there.
    has_published_servers: bool,
    /// Servers of operations, and what is called in their place.
    stand_ins: Vec<(String, String)>,
}

impl Environment {
    /// An environment known when the program is written.
    ///
    /// The URL is looked at when a request is sent: one that [`Environment::new`] would refuse makes each
    /// request fail.
    pub const fn from_static(name: &'static str, base_url: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            base_url: Cow::Borrowed(base_url),
            has_published_servers: false,
            stand_ins: Vec::new(),
        }
    }

    /// Sends operations that have servers of their own to these, as the specification says.
    ///
    /// Generated crates do so for the environments that they know. For all others a server that is not named with
    /// [`with_server`](Self::with_server) is an error: a local stand-in must not make requests go elsewhere.
    #[must_use]
    pub const fn with_published_servers(mut self) -> Self {
        self.has_published_servers = true;
        self
    }

    /// Calls `base_url` in the place of a server that operations have of their own.
    ///
    /// `published` is its URL in the specification, as [`Operation::servers`] has it.
    ///
    /// # Errors
    ///
    /// As for [`Environment::new`], of `base_url`.
    pub fn with_server(mut self, published: &str, base_url: &str) -> Result<Self, Error> {
        parse_base(base_url)?;
        let published = published.trim_end_matches('/').to_owned();
        self.stand_ins.retain(|(known, _)| *known != published);
        self.stand_ins.push((published, base_url.to_owned()));
        Ok(self)
    }

    /// An environment of this name and base URL.
    ///
    /// # Errors
    ///
    /// If the URL is not absolute, is neither `https` nor `http` to the machine itself, or has a query, a
    /// fragment or credentials.
    pub fn new(name: impl Into<Cow<'static, str>>, base_url: &str) -> Result<Self, Error> {
        parse_base(base_url)?;
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self {
            name: name.into(),
            base_url: Cow::Owned(base_url),
            has_published_servers: false,
            stand_ins: Vec::new(),
        })
    }

    /// An environment called `custom`.
    ///
    /// # Errors
    ///
    /// As for [`Environment::new`].
    pub fn custom(base_url: &str) -> Result<Self, Error> {
        Self::new("custom", base_url)
    }

    /// The name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URL that paths are added to, without a slash at the end.
    pub fn base_url(&self) -> &str {
        self.base_url.trim_end_matches('/')
    }

    /// The base URL for an operation, checked.
    pub(crate) fn base_of(&self, operation: &Operation) -> Result<Url, Error> {
        let servers = operation.servers();
        if servers.is_empty() {
            return parse_base(&self.base_url);
        }
        let stand_in = self.stand_ins.iter().find(|(published, _)| {
            let is_it = |(_, url): &(&str, &str)| url.trim_end_matches('/') == published;
            servers.iter().any(is_it)
        });
        if let Some((_, base_url)) = stand_in {
            return parse_base(base_url);
        }
        let published = servers
            .iter()
            .find(|(name, _)| name.is_empty() || *name == self.name)
            .filter(|_| self.has_published_servers);
        match published {
            Some((_, url)) => parse_base(url),
            None => Err(Error::invalid_request(
                "the operation has a server of its own, and the environment has none for it: name one with \
                 Environment::with_server",
            )),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Shows the name only: a base URL may hold credentials or the name of an internal host.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Whether a URL leads to the machine itself: to `localhost` or to a loopback address.
///
/// This decides where plain HTTP is allowed and where no proxy of the environment is asked. Names are not resolved.
///
/// ```
/// assert!(mc_core::is_loopback(&"http://127.0.0.1:8080".parse()?));
/// assert!(!mc_core::is_loopback(&"http://127.0.0.1.example.com".parse()?));
/// # Ok::<(), url::ParseError>(())
/// ```
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        None => false,
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
    }
}

fn parse_base(text: &str) -> Result<Url, Error> {
    let refuse = |why: &'static str| Err(Error::invalid_request(why));
    let Ok(url) = Url::parse(text) else {
        return refuse("the base URL is not an absolute URL: write it as https://host/path");
    };
    if url.host().is_none() {
        return refuse("the base URL has no host: write it as https://host/path");
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return refuse("the base URL is http, which is only allowed to localhost: use https");
        }
        _ => return refuse("the base URL is neither https nor http"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("the base URL has credentials in it: remove them");
    }
    if text.contains('?') || text.contains('#') {
        return refuse("the base URL has a query or a fragment: remove it");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_at_the_end_are_dropped() {
        let environment = Environment::custom("https://example.com/a//").unwrap();
        assert_eq!(environment.base_url(), "https://example.com/a");
        assert_eq!(
            Environment::custom("https://example.com/").unwrap().base_url(),
            "https://example.com"
        );
        assert_eq!(
            Environment::from_static("x", "https://e.com/").base_url(),
            "https://e.com"
        );
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for url in [
            "http://localhost:1/x",
            "http://127.0.0.1",
            "http://127.9.9.9:80",
            "http://[::1]:8080",
        ] {
            assert!(Environment::custom(url).is_ok(), "{url}");
        }
        for url in [
            "http://example.com",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://[::2]",
        ] {
            let error = Environment::custom(url).unwrap_err();
            assert!(error.is_invalid_request());
            assert!(error.to_string().contains("only allowed to localhost"), "{error}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused_without_being_shown() {
        for (url, why) in [
            ("", "absolute"),
            ("/v6", "absolute"),
            ("example.com", "absolute"),
            ("ftp://example.com", "neither https nor http"),
            ("https://s3cret:pw@example.com", "credentials"),
            ("https://s3cret@example.com", "credentials"),
            ("https://example.com/?s3cret", "query"),
            ("https://example.com/#s3cret", "fragment"),
            ("https://example.com/?", "query"),
        ] {
            let error = Environment::custom(url).unwrap_err();
            assert!(error.to_string().contains(why), "{url}: {error}");
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{url}");
        }
    }

    #[test]
    fn an_operation_s_own_server_is_called_where_that_was_said() {
        const PLAIN: Operation = Operation::new("a", "a", "GET", "/a");
        const UPLOAD: Operation = PLAIN.with_servers(&[("", "https://upload.example.com/2.0/")]);
        const BY_NAME: Operation = PLAIN.with_servers(&[
            ("Sandbox", "https://sandbox.auth.example.com"),
            ("Production", "https://auth.example.com"),
        ]);
        let base = |environment: &Environment, operation: &Operation| {
            environment
                .base_of(operation)
                .map(|url| url.to_string())
                .map_err(|error| error.to_string())
        };
        let production = Environment::from_static("Production", "https://api.example.com").with_published_servers();
        assert_eq!(base(&production, &PLAIN).unwrap(), "https://api.example.com/");
        assert_eq!(base(&production, &UPLOAD).unwrap(), "https://upload.example.com/2.0/");
        assert_eq!(base(&production, &BY_NAME).unwrap(), "https://auth.example.com/");
        let other = Environment::from_static("Other", "https://other.example.com").with_published_servers();
        assert!(base(&other, &BY_NAME).unwrap_err().contains("Environment::with_server"));

        // What is called in the place of the API is not called beside the API itself.
        let local = Environment::custom("http://127.0.0.1:1").unwrap();
        assert!(base(&local, &UPLOAD).unwrap_err().contains("Environment::with_server"));
        let local = local
            .with_server("https://upload.example.com/2.0", "http://127.0.0.1:2/up")
            .unwrap();
        assert_eq!(base(&local, &UPLOAD).unwrap(), "http://127.0.0.1:2/up");
        assert!(base(&local, &BY_NAME).is_err());
        assert!(
            production
                .with_server("https://upload.example.com/2.0", "http://example.com")
                .is_err()
        );
    }

    #[test]
    fn debug_shows_the_name_alone() {
        for url in ["https://s3cret.example.com/s3cret", "https://me:s3cret@example.com"] {
            let environment = Environment::from_static("sandbox", url);
            assert_eq!(format!("{environment:?}"), r#"Environment { name: "sandbox", .. }"#);
            assert_eq!(environment.to_string(), "sandbox");
        }
    }
}
