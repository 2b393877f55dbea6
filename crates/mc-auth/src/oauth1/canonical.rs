//! The parts of a URL in the one form that is both signed and sent.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::error::{Error, Kind, Result};

/// Percent-encodes all but the unreserved characters of RFC 3986, in upper-case hex.
///
/// # Examples
/// ```
/// use mc_auth::oauth1::percent_encode;
///
/// assert_eq!(percent_encode("Niño & *~+"), "Ni%C3%B1o%20%26%20%2A~%2B");
/// ```
pub fn percent_encode(text: impl AsRef<[u8]>) -> String {
    let mut encoded = String::with_capacity(text.as_ref().len() * 3 / 2);
    push_encoded(&mut encoded, text.as_ref());
    encoded
}

pub(super) fn push_encoded(into: &mut String, bytes: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// What a plus sign in a query stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlusSign {
    /// A space, as in HTML forms, in RFC 5849 and in `reqwest`'s `query`: it is sent as `%20`.
    #[default]
    Space,
    /// Itself: it is sent as `%2B`.
    Literal,
}

/// The address of a request, split and made canonical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Scheme, host and port without what goes without saying: `https://api.mastercard.com`.
    origin: String,
    /// As it is sent: nothing is decoded, resolved or folded.
    path: String,
    /// Names and values, encoded, in the order in which they are sent.
    query: Vec<(String, String)>,
}

impl Target {
    /// Splits an absolute URL, taking its path as it is.
    pub(super) fn parse(url: &str, plus: PlusSign) -> Result<Self> {
        check_reading(url)?;
        let (scheme, rest) = url
            .split_once("://")
            .ok_or_else(|| unusable("is not absolute: it needs a scheme and a host"))?;
        let rest = rest.split_once('#').map_or(rest, |(rest, _fragment)| rest);
        let (rest, query) = rest
            .split_once('?')
            .map_or((rest, None), |(rest, query)| (rest, Some(query)));
        let (authority, path) = rest.find('/').map_or((rest, ""), |start| rest.split_at(start));
        Self::new(scheme, authority, path, query, plus)
    }

    pub(super) fn new(scheme: &str, authority: &str, path: &str, query: Option<&str>, plus: PlusSign) -> Result<Self> {
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return Err(unusable("has a scheme other than http and https")),
        };
        let host_and_port = authority.rsplit_once('@').map_or(authority, |(_user, rest)| rest);
        let (host, port) = split_port(host_and_port)?;
        check_address(host)?;
        let port = port
            .filter(|port| *port != default_port)
            .map_or_else(String::new, |port| format!(":{port}"));
        if !path.bytes().all(stands_in_path) {
            return Err(unusable(
                "has a character in its path that no URL may have and that clients send in different ways; \
                 percent-encode it",
            ));
        }
        Ok(Self {
            origin: format!("{scheme}://{}{port}", host.to_ascii_lowercase()),
            path: if path.is_empty() {
                "/".to_owned()
            } else {
                path.to_owned()
            },
            query: query.map_or_else(Vec::new, |query| pairs(query, plus)),
        })
    }

    /// The base string URI of RFC 5849, section 3.4.1.2.
    pub(super) fn base_uri(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.query
    }

    /// The query as it is to be sent; none where there is no pair in it.
    pub(super) fn query(&self) -> Option<String> {
        let mut pairs = self.query.iter();
        let (name, value) = pairs.next()?;
        let mut query = format!("{name}={value}");
        for (name, value) in pairs {
            query.push('&');
            query.push_str(name);
            query.push('=');
            query.push_str(value);
        }
        Some(query)
    }

    /// The whole URL as it is to be sent.
    pub(super) fn url(&self) -> String {
        match self.query() {
            Some(query) => format!("{}{}?{query}", self.origin, self.path),
            None => self.base_uri(),
        }
    }
}

/// Refuses what the clients' parsers (WHATWG's URL standard) read in another way than RFC 3986 does: the signature would be for another
/// host or path than the request goes to.
fn check_reading(url: &str) -> Result<()> {
    if url.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(unusable(
            "has a control character or a line end in it, which clients leave out or encode; was it copied with one?",
        ));
    }
    if url.starts_with(' ') || url.ends_with(' ') {
        return Err(unusable(
            "begins or ends with a space, which clients leave out; remove it",
        ));
    }
    let before_query = url.split(['?', '#']).next().unwrap_or_default();
    if before_query.contains('\\') {
        return Err(unusable(
            "has a backslash in it, which many clients read as the end of the host; percent-encode it",
        ));
    }
    Ok(())
}

/// Refuses addresses that clients rewrite before they send them: `127.1`, `0x7f000001`, `[::0001]`.
fn check_address(host: &str) -> Result<()> {
    let rewritten = || unusable("has an IP address in a form that clients rewrite; write it as 127.0.0.1 or [::1]");
    if let Some(inner) = host.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or_else(rewritten)?;
        let address: Ipv6Addr = inner.parse().map_err(|_| rewritten())?;
        // Clients write an IPv4 address in it in hex, and Rust does not.
        let is_mapped = address.to_ipv4_mapped().is_some();
        if is_mapped || !address.to_string().eq_ignore_ascii_case(inner) {
            return Err(rewritten());
        }
        return Ok(());
    }
    if host.contains(['[', ']']) {
        return Err(unusable("has a bracket in its host"));
    }
    let last = host
        .strip_suffix('.')
        .unwrap_or(host)
        .rsplit('.')
        .next()
        .unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hex = |text: &str| {
        let text = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if (digits(last) || hex(last)) && host.parse::<Ipv4Addr>().is_err() {
        return Err(rewritten());
    }
    Ok(())
}

fn unusable(what: &str) -> Error {
    Error::new(Kind::Request, format!("the request cannot be signed: its URL {what}"))
}

/// What RFC 3986 lets a path have. Clients encode the other characters, or do not, each in its own way.
fn stands_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/%-._~!$&'()*+,;=:@".contains(&byte)
}

/// Whether a method is a token of RFC 9110: what no client could send is not signed.
pub(super) fn check_method(method: &str) -> Result<()> {
    if !method.is_empty()
        && method
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    {
        return Ok(());
    }
    Err(Error::new(
        Kind::Request,
        "the request cannot be signed: its method is no HTTP token; write one like POST",
    ))
}

/// Host (with the brackets of an IPv6 address) and port, if it is given.
fn split_port(authority: &str) -> Result<(&str, Option<u16>)> {
    let split = match authority.rfind(']') {
        Some(end) => authority[end..].find(':').map(|start| end + start),
        None => authority.find(':'),
    };
    let (host, port) = split.map_or((authority, ""), |at| (&authority[..at], &authority[at + 1..]));
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}/?#@%".contains(&byte);
    if host.is_empty() || !host.bytes().all(plain) {
        return Err(unusable("has no usable host; write an international one in Punycode"));
    }
    if port.is_empty() {
        return Ok((host, None));
    }
    match port.parse() {
        // A sign is no digit.
        Ok(number) if port.bytes().all(|byte| byte.is_ascii_digit()) => Ok((host, Some(number))),
        _ => Err(unusable("has a port that is none; ports are numbers up to 65535")),
    }
}

/// The pairs of a query, each decoded and encoded again; empty pieces are no pairs, and a name alone has an empty value.
fn pairs(query: &str, plus: PlusSign) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.split_once('=').unwrap_or((piece, "")))
        .map(|(name, value)| (recode(name, plus), recode(value, plus)))
        .collect()
}

/// Decodes and encodes again. A percent sign that begins no escape stands for itself.
fn recode(text: &str, plus: PlusSign) -> String {
    let mut encoded = String::with_capacity(text.len() * 3 / 2);
    let mut bytes = text.as_bytes();
    while let Some((&byte, rest)) = bytes.split_first() {
        bytes = rest;
        let decoded = match byte {
            b'+' if plus == PlusSign::Space => b' ',
            b'%' => match escape(rest) {
                Some(decoded) => {
                    bytes = &rest[2..];
                    decoded
                }
                None => byte,
            },
            _ => byte,
        };
        push_encoded(&mut encoded, &[decoded]);
    }
    encoded
}

/// The byte that two hex digits stand for.
fn escape(bytes: &[u8]) -> Option<u8> {
    let digit = |index: usize| {
        char::from(*bytes.get(index)?)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    Some(digit(0)? << 4 | digit(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str) -> Target {
        Target::parse(url, PlusSign::Space).unwrap()
    }

    fn query(query: &str) -> Option<String> {
        target(&format!("https://h/x?{query}")).query()
    }

    #[test]
    fn encodes_strictly() {
        let every: Vec<u8> = (0..=255).collect();
        let encoded = percent_encode(&every);
        assert!(encoded.starts_with("%00%01") && encoded.ends_with("%FE%FF"));
        assert!(encoded.contains("%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABC"));
        assert!(encoded.contains("XYZ%5B%5C%5D%5E_%60abc") && encoded.contains("xyz%7B%7C%7D~%7F%80"));
    }

    #[test]
    fn base_uris() {
        for (url, base) in [
            ("https://api.mastercard.com", "https://api.mastercard.com/"),
            (
                "HTTPS://API.Mastercard.COM:443/Path/X",
                "https://api.mastercard.com/Path/X",
            ),
            ("http://h:80/x", "http://h/x"),
            ("http://h:443/x", "http://h:443/x"),
            ("https://h:80/x", "https://h:80/x"),
            ("https://h:8443/x", "https://h:8443/x"),
            ("https://h:/x", "https://h/x"),
            ("https://h:0443/x", "https://h/x"),
            ("https://h:65535/x", "https://h:65535/x"),
            ("https://user:p%40w@h/x", "https://h/x"),
            ("https://[::1]:8443/x", "https://[::1]:8443/x"),
            ("https://[::1]/x", "https://[::1]/x"),
            ("https://[::1]:443", "https://[::1]/"),
            ("https://h/a//b/./c/../d/", "https://h/a//b/./c/../d/"),
            ("https://h/a%2Fb/%c3%a9/c", "https://h/a%2Fb/%c3%a9/c"),
            ("https://h/a;p=1/b,c:d@e!*'()", "https://h/a;p=1/b,c:d@e!*'()"),
            ("https://h?a=1", "https://h/"),
            ("https://h#f/x?a", "https://h/"),
            ("https://h/x?a=1#frag", "https://h/x"),
            ("https://h/x#a?b", "https://h/x"),
        ] {
            assert_eq!(target(url).base_uri(), base, "{url}");
        }
    }

    #[test]
    fn refuses_what_has_no_base_uri() {
        for url in [
            "/x",
            "h/x",
            "https:///x",
            "ftp://h/x",
            "https://h:port/x",
            "https://é.com/",
            "https://h/a b",
            "https://h/é",
            "https://h/a|b",
            "https://h/{id}",
            "https://h/a\"b",
            "https://h/a\\b",
            "https://h/a^b",
            "https://h/a[0]",
            "https://h /",
            "https://a:b:c/",
            "https://h:65536/",
            "https://h:99999/",
            "https://h:+1/",
            "https://h:-1/",
        ] {
            let error = Target::parse(url, PlusSign::Space).unwrap_err();
            assert!(error.is_request(), "{url}");
            assert!(
                error.to_string().starts_with("the request cannot be signed: its URL "),
                "{error}"
            );
        }
    }

    /// The hosts and paths that `url` reads, which is what reqwest sends to; or a refusal.
    #[test]
    fn no_url_is_signed_for_another_host_than_clients_read() {
        let refused = [
            r"https://api.example\@evil.example/x",
            r"https://api.example\.evil.example/x",
            r"https:\\api.example/x",
            r"https://api.example\/x",
            r"https://user\:pw@api.example/x",
            "https://api.example\t/x",
            "https://api.\nexample/x",
            "https://api.example/x?a=1\tb",
            "https://api.example/x?a=1\r\nb",
            " https://api.example/x",
            "https://api.example/x ",
            "https://api.example/x?a=b ",
            "https://127.1/x",
            "https://0x7f.1/x",
            "https://0x7f000001/x",
            "https://2130706433/x",
            "https://127.0.0.01/x",
            "https://127.0.0.1./x",
            "https://a.0x/x",
            "https://256.1.1.1/x",
            "https://[::0001]/x",
            "https://[0:0:0:0:0:0:0:1]/x",
            "https://[::ffff:1.2.3.4]/x",
            "https://[::1/x",
            "https://a[::1]/x",
            "https://[v1.x]/x",
        ];
        for url in refused {
            assert!(Target::parse(url, PlusSign::Space).unwrap_err().is_request(), "{url}");
        }
        for url in [
            "https://api.example@evil.example/x",
            "https://api.example:443@evil.example/x",
            "https://a@b@evil.example/x",
            "https://api.example?@evil.example/x",
            "https://api.example#@evil.example/x",
            "https://api.example/@evil.example/x",
            "https://127.0.0.1:8443/x",
            "https://[::1]:8443/x",
            "https://[2001:DB8::1]/x",
            "https://h:00443/x",
            "https://api.example./x",
            "https://1.example/x",
            "https://0x7f.example/x",
        ] {
            let read = url::Url::parse(url).unwrap();
            let expected = format!("{}{}", read.origin().ascii_serialization(), read.path());
            assert_eq!(target(url).base_uri(), expected, "{url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_signed_is_read_so_by_clients(
            url in "https://[a-c.@:\\\\0x17%?#/\\[\\] \t_-]{1,12}(/[a-c.@:\\\\%?#;=&+ ]{0,8})?"
        ) {
            if let Ok(target) = Target::parse(&url, PlusSign::Space) {
                // A host that is none for clients is never sent to.
                if let Ok(read) = url::Url::parse(&url) {
                    let expected = read.origin().ascii_serialization();
                    proptest::prop_assert_eq!(&target.origin, &expected);
                    let sent = url::Url::parse(&target.url()).unwrap();
                    proptest::prop_assert_eq!(sent.origin().ascii_serialization(), expected);
                }
            }
        }
    }

    #[test]
    fn methods_are_tokens() {
        for method in ["GET", "patch", "M-SEARCH", "!#$%&'*+-.^_`|~09"] {
            check_method(method).unwrap();
        }
        for method in ["", "GET ", "GET\r\nX: 1", "G/T", "POST,GET", "(", "PÖST", "\u{7f}"] {
            assert!(check_method(method).unwrap_err().is_request(), "{method:?}");
        }
    }

    #[test]
    fn queries_are_sent_in_their_order_and_strictly_encoded() {
        for (given, sent) in [
            ("b=2&a=1", "b=2&a=1"),
            ("a=1&a=1", "a=1&a=1"),
            ("empty&odd=&c=1", "empty=&odd=&c=1"),
            ("=novalue", "=novalue"),
            ("a=1&&b=2&", "a=1&b=2"),
            ("a=x=y", "a=x%3Dy"),
            ("a=x%26y=z", "a=x%26y%3Dz"),
            ("a=b:c,d/e?f", "a=b%3Ac%2Cd%2Fe%3Ff"),
            ("a=%3a%7E~", "a=%3A~~"),
            ("a=!*'()", "a=%21%2A%27%28%29"),
            ("a=1;b=2", "a=1%3Bb%3D2"),
            ("a[]=1", "a%5B%5D=1"),
            ("a=é", "a=%C3%A9"),
            ("a=100%", "a=100%25"),
            ("a=%zz%4", "a=%25zz%254"),
            ("a=%ff", "a=%FF"),
            ("a=b+c", "a=b%20c"),
        ] {
            assert_eq!(query(given).as_deref(), Some(sent), "{given}");
            assert_eq!(query(sent).as_deref(), Some(sent), "canonical already");
        }
        assert_eq!(query(""), None);
        assert_eq!(query("&&"), None);
        assert_eq!(target("https://h/x?").url(), "https://h/x");
        let literal = Target::parse("https://H/x?a=b+c#f", PlusSign::Literal).unwrap();
        assert_eq!(literal.url(), "https://h/x?a=b%2Bc");
    }
}
