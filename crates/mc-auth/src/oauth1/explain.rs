//! Reads the base string out of a gateway's refusal, and finds the first difference from ours.

use std::fmt;

use super::percent_encode;

/// The longest excerpt that is shown of either string.
const EXCERPT: usize = 60;

/// What a gateway's base string tells when it is held against ours.
///
/// Its `Display` is one line. It quotes a piece of either string, so it may show a piece of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    theirs: String,
    difference: Option<Difference>,
}

/// The first place where two base strings differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The byte at which they part.
    pub position: usize,
    /// The part of the base string in which that is.
    pub part: Part,
    /// Our string, from there on.
    pub ours: String,
    /// The gateway's string, from there on.
    pub theirs: String,
    /// Whether the gateway's string is ours in the other [`ParamEncoding`](super::ParamEncoding).
    pub other_encoding: bool,
}

/// A part of a base string.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The HTTP method.
    Method,
    /// Scheme, host, port and path.
    BaseUri,
    /// A parameter of the query or of the header, by its name.
    Parameter(String),
}

/// Compares our base string with the one that a gateway's message quotes; nothing where it quotes none.
///
/// # Examples
/// ```
/// use mc_auth::oauth1::{Part, explain};
///
/// let ours = "GET&https%3A%2F%2Fh.com%2Fx&a%3D1%26oauth_nonce%3Dn";
/// let message = "Acceptable signature base string: GET&https%3A%2F%2Fh.com%2Fx&a%3D2%26oauth_nonce%3Dn";
/// let explanation = explain(ours, message).unwrap();
/// let difference = explanation.difference().unwrap();
/// assert_eq!(difference.part, Part::Parameter("a".to_owned()));
/// assert_eq!((difference.ours.as_str(), difference.theirs.as_str()), ("1%26oauth_nonce%3Dn", "2%26oauth_nonce%3Dn"));
/// ```
pub fn explain(base_string: &str, server_message: &str) -> Option<Explanation> {
    let mut theirs = quoted(server_message)?;
    if theirs.ends_with('.') && !base_string.ends_with('.') {
        theirs.pop();
    }
    Some(Explanation {
        difference: difference(base_string, &theirs),
        theirs,
    })
}

impl Explanation {
    /// The base string that the gateway would have accepted.
    pub fn theirs(&self) -> &str {
        &self.theirs
    }

    /// The first difference; nothing where the strings are the same.
    pub fn difference(&self) -> Option<&Difference> {
        self.difference.as_ref()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(difference) = &self.difference else {
            return f.write_str(
                "the base strings are the same, so the signature was made with another key than the one that is \
                 registered for this consumer key, or by another signature method",
            );
        };
        let Difference {
            position,
            part,
            ours,
            theirs,
            other_encoding,
        } = difference;
        write!(
            f,
            "the base strings differ at byte {position}, in {part}: ours has `{ours}`, the gateway's has `{theirs}`; "
        )?;
        f.write_str(match part {
            _ if *other_encoding => "the gateway wants the other parameter encoding",
            Part::Method => "the method was changed after signing",
            Part::BaseUri => "scheme, host, port or path were changed after signing, as by a proxy",
            Part::Parameter(name) => match name.as_str() {
                "oauth_body_hash" => "the body was changed after signing",
                "oauth_nonce" | "oauth_timestamp" => "the message is about another request",
                "oauth_consumer_key" => "the gateway took the request for another consumer key's",
                "oauth_signature_method" => "the gateway expects another signature method",
                _ => "the query was changed after signing",
            },
        })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method => f.write_str("the method"),
            Self::BaseUri => f.write_str("the base URI"),
            Self::Parameter(name) => write!(f, "the parameter {name}"),
        }
    }
}

/// The base string in a message: a method, an ampersand, an encoded http(s) URL, and on to the first foreign character.
fn quoted(message: &str) -> Option<String> {
    let message = message
        .replace("&amp;", "&")
        .replace("\\u0026", "&")
        .replace("&#38;", "&");
    let folded = message.to_ascii_lowercase();
    let uri = ["&http%3a%2f%2f", "&https%3a%2f%2f"]
        .iter()
        .filter_map(|start| folded.find(start))
        .min()?;
    let method = message[..uri]
        .rfind(|character: char| !character.is_ascii_alphabetic())
        .map_or(0, |before| {
            before + message[before..].chars().next().map_or(0, char::len_utf8)
        });
    let stands = |character: char| character.is_ascii_alphanumeric() || "-._~%&".contains(character);
    let end = message[uri..]
        .find(|character| !stands(character))
        .map_or(message.len(), |length| uri + length);
    (method < uri).then(|| message[method..end].to_owned())
}

fn difference(ours: &str, theirs: &str) -> Option<Difference> {
    if ours == theirs {
        return None;
    }
    let position = ours
        .bytes()
        .zip(theirs.bytes())
        .take_while(|(our, their)| our == their)
        .count();
    // Both strings are ASCII before this point, so it is a boundary in both, and so is every later point in ours.
    let excerpt = |text: &str| text.chars().skip(position).take(EXCERPT).collect::<String>();
    let method_end = ours.find('&').unwrap_or(ours.len());
    let uri_end = ours[method_end..]
        .get(1..)
        .and_then(|rest| rest.find('&'))
        .map_or(ours.len(), |at| method_end + 1 + at);
    let part = if position <= method_end {
        Part::Method
    } else if position <= uri_end {
        Part::BaseUri
    } else {
        Part::Parameter(first_different_name(&ours[uri_end + 1..], &theirs[uri_end + 1..]))
    };
    Some(Difference {
        position,
        part,
        ours: excerpt(ours),
        theirs: excerpt(theirs),
        other_encoding: encoded_twice(ours).as_deref() == Some(theirs)
            || encoded_twice(theirs).as_deref() == Some(ours),
    })
}

/// The name of the first parameter that is not the same in both; both are sorted, so of two names the smaller is missing
/// in the other string.
fn first_different_name(ours: &str, theirs: &str) -> String {
    let name = |pair: &str| pair.split("%3D").next().unwrap_or(pair).to_owned();
    let (mut ours, mut theirs) = (ours.split("%26"), theirs.split("%26"));
    loop {
        return match (ours.next(), theirs.next()) {
            (Some(our), Some(their)) if our == their => continue,
            (Some(our), Some(their)) => name(our).min(name(their)),
            (Some(only), None) | (None, Some(only)) => name(only),
            (None, None) => String::new(),
        };
    }
}

/// A base string in which `oauth_` values are encoded once, with them encoded twice.
fn encoded_twice(base_string: &str) -> Option<String> {
    let mut parts = base_string.splitn(3, '&');
    let (method, uri, parameters) = (parts.next()?, parts.next()?, parts.next()?);
    let parameters: Vec<String> = parameters
        .split("%26")
        .map(|pair| match pair.split_once("%3D") {
            Some((name, value)) if name.starts_with("oauth_") => {
                format!("{name}%3D{}", percent_encode(value))
            }
            _ => pair.to_owned(),
        })
        .collect();
    Some(format!("{method}&{uri}&{}", parameters.join("%26")))
}

#[cfg(test)]
mod tests {
    use super::super::{ParamEncoding, Parameters, SignatureMethod, body_hash};
    use super::*;

    const URL: &str = "https://h.com/x?a=1&z=2";

    fn base(encoding: ParamEncoding, body: &[u8], url: &str) -> String {
        Parameters {
            consumer_key: "ck!k".to_owned(),
            nonce: "n".to_owned(),
            timestamp: 1,
            method: SignatureMethod::RsaSha256,
            body_hash: body_hash(body),
        }
        .base_string(encoding, "POST", url)
        .unwrap()
    }

    fn ours() -> String {
        base(ParamEncoding::Compat, b"", URL)
    }

    fn found(theirs: &str) -> Difference {
        explain(&ours(), &format!("Acceptable signature base string: {theirs}"))
            .unwrap()
            .difference
            .unwrap()
    }

    #[test]
    fn finds_the_string_in_text_json_and_xml() {
        let ours = ours();
        for message in [
            format!("OAuth signatures did not match. Acceptable signature base string: {ours}"),
            format!("OAuth signatures did not match. Acceptable signature base string: {ours}."),
            ours.clone(),
            format!("\u{2014}{ours}\u{2014}"),
            format!(r#"{{"Description":"base string: {ours}"}}"#),
            format!(r#"{{"Description":"base string: {}\n"}}"#, ours.replace('&', "\\u0026")),
            format!("<Description>base string: {}</Description>", ours.replace('&', "&amp;")),
        ] {
            let explanation = explain(&ours, &message).unwrap();
            assert_eq!(explanation.theirs(), ours, "{message}");
            assert!(
                explanation.to_string().starts_with("the base strings are the same"),
                "{message}"
            );
        }
        for message in ["", "nothing", "&https%3A%2F%2F", "https%3A%2F%2Fh", "\u{e9}&http"] {
            assert_eq!(explain(&ours, message), None, "{message}");
        }
    }

    #[test]
    fn names_the_part_that_differs() {
        let other = |from: &str, to: &str| found(&ours().replace(from, to)).part;
        assert_eq!(other("POST", "PUT"), Part::Method);
        assert_eq!(other("POST", "POSTE"), Part::Method);
        assert_eq!(other("https", "http"), Part::BaseUri);
        assert_eq!(other("h.com%2Fx", "h.com%2Fy"), Part::BaseUri);
        assert_eq!(other("h.com%2Fx", "h.com%2Fx%2Fy"), Part::BaseUri);
        assert_eq!(other("a%3D1", "a%3D9"), Part::Parameter("a".to_owned()));
        assert_eq!(other("a%3D1", "a%3D11"), Part::Parameter("a".to_owned()));
        assert_eq!(other("a%3D1%26", ""), Part::Parameter("a".to_owned()));
        assert_eq!(
            other("nonce%3Dn", "nonce%3Dm"),
            Part::Parameter("oauth_nonce".to_owned())
        );
        assert_eq!(other("z%3D2", "z%3D3"), Part::Parameter("z".to_owned()));
        assert_eq!(other("z%3D2", "z%3D22"), Part::Parameter("z".to_owned()));
        assert_eq!(other("%26z%3D2", ""), Part::Parameter("z".to_owned()));
        assert_eq!(other("z%3D2", "z%3D2%26zz%3D3"), Part::Parameter("zz".to_owned()));
    }

    #[test]
    fn tells_the_usual_reason() {
        let line = |theirs: &str| explain(&ours(), theirs).unwrap().to_string();
        let hash = base(ParamEncoding::Compat, b"body", URL);
        assert!(
            line(&hash).contains("in the parameter oauth_body_hash: ours has `47DEQpj8HBSa"),
            "{}",
            line(&hash)
        );
        assert!(line(&hash).ends_with("; the body was changed after signing"));
        let double = base(ParamEncoding::Rfc5849, b"", URL);
        assert!(found(&double).other_encoding);
        assert!(line(&double).ends_with("; the gateway wants the other parameter encoding"));
        let reversed = explain(&double, &ours()).unwrap();
        assert!(reversed.difference().unwrap().other_encoding);
        let both = base(ParamEncoding::Rfc5849, b"body", URL);
        assert!(!found(&both).other_encoding);
        assert!(line(&ours().replace("h.com", "proxy")).ends_with("as by a proxy"));
    }

    #[test]
    fn survives_nonsense() {
        let ours = ours();
        for theirs in [
            "A&http%3A%2F%2F",
            "A&http%3A%2F%2F&&&",
            "POST&https%3A%2F%2F",
            "POST&https%3A%2F%2Fh.com%2Fx&",
        ] {
            assert!(explain(&ours, theirs).unwrap().difference().is_some());
            assert!(explain(theirs, &ours).unwrap().difference().is_some());
            assert!(explain("", theirs).unwrap().difference().is_some());
        }
    }
}
