use crate::error::{Error, Kind, Result};

/// Where a request goes, as a proof names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The URL without query and fragment, and without the default port; the path is as it is sent.
    pub(super) url: String,
    /// How much of it is scheme, host and port.
    origin: usize,
}

impl Target {
    /// Reads an absolute URL.
    pub(super) fn parse(url: &str) -> Result<Self> {
        let uri: http::Uri = url
            .split('#')
            .next()
            .unwrap_or_default()
            .parse()
            .map_err(|_| refused("its URL is malformed"))?;
        Self::of(&uri)
    }

    pub(super) fn of(uri: &http::Uri) -> Result<Self> {
        let scheme = uri.scheme_str().unwrap_or_default();
        let authority = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        Self::new(scheme, authority, uri.path())
    }

    pub(super) fn new(scheme: &str, authority: &str, path: &str) -> Result<Self> {
        if !scheme.eq_ignore_ascii_case("https") {
            return Err(refused(
                "OAuth 2.0 needs an https URL, or the token would be readable on its way",
            ));
        }
        if authority.is_empty() || authority.contains(['@', '\\', '/', '?', '#']) {
            return Err(refused("its URL has no host, or user information before the host"));
        }
        let authority = authority.strip_suffix(":443").unwrap_or(authority);
        let mut url = String::with_capacity(8 + authority.len() + path.len());
        url.push_str("https://");
        url.push_str(authority);
        url.make_ascii_lowercase();
        let origin = url.len();
        url.push_str(if path.is_empty() { "/" } else { path });
        Ok(Self { url, origin })
    }

    pub(super) fn origin(&self) -> &str {
        self.url.get(..self.origin).unwrap_or_default()
    }
}

fn refused(what: &str) -> Error {
    Error::new(Kind::Request, format!("the request cannot be authorized: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_is_that_of_the_request_without_query_fragment_and_default_port() {
        for (url, written, origin) in [
            (
                "https://api.example/a?b=c#d",
                "https://api.example/a",
                "https://api.example",
            ),
            (
                "https://API.Example:443/A%2fb/%7Ec",
                "https://api.example/A%2fb/%7Ec",
                "https://api.example",
            ),
            (
                "HTTPS://api.example:8443",
                "https://api.example:8443/",
                "https://api.example:8443",
            ),
            ("https://[::1]:443/x//y", "https://[::1]/x//y", "https://[::1]"),
        ] {
            let target = Target::parse(url).unwrap();
            assert_eq!((target.url.as_str(), target.origin()), (written, origin), "{url}");
        }
        for url in [
            "http://api.example/a",
            "https://user@api.example/",
            "/a",
            "",
            "https://",
            "https://api.example\\@evil.example/x",
        ] {
            assert!(Target::parse(url).unwrap_err().is_request(), "{url}");
        }
    }
}
