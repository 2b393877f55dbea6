use std::fmt;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use regex_lite::Regex;

use crate::error::{Error, Kind, Result};

/// A call, as far as a rule is chosen by it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Call<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path of the URL, without its query.
    pub path: &'a str,
    /// The names of the operation, where it is known: ours and the published one.
    pub operations: [Option<&'a str>; 2],
    /// The path template of the operation, where it is known.
    pub template: Option<&'a str>,
}

impl<'a> Call<'a> {
    /// A call of which only the request is known.
    pub fn new(method: &'a str, path: &'a str) -> Self {
        Self {
            method,
            path: path.split(['?', '#']).next().unwrap_or(path),
            operations: [None; 2],
            template: None,
        }
    }

    /// Adds the operation's name.
    #[must_use]
    pub fn with_operation(mut self, id: &'a str) -> Self {
        self.operations[0] = Some(id);
        self
    }

    /// Adds what a generated crate knows of the operation.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    #[must_use]
    pub fn with_known_operation(mut self, operation: &mc_core::Operation) -> Self {
        self.operations = [Some(operation.id()), Some(operation.published_id())];
        self.template = Some(operation.path());
        self
    }
}

/// The calls for which a rule holds.
#[derive(Clone)]
pub struct Target(pub(super) Kinds);

type Predicate = Arc<dyn Fn(&Call<'_>) -> bool + Send + Sync>;

#[derive(Clone)]
pub(super) enum Kinds {
    Any,
    Operation(String),
    Route(String, String),
    Pattern(Regex),
    Predicate(Predicate),
}

impl Target {
    /// Every call.
    pub fn any() -> Self {
        Self(Kinds::Any)
    }

    /// The operation of this id, ours or the published one.
    pub fn operation(id: impl Into<String>) -> Self {
        Self(Kinds::Operation(id.into()))
    }

    /// Calls of this method whose path ends as the template says; `{name}` stands for one segment.
    ///
    /// What a server may take for the same path matches as well: percent-encoded letters, capitals, empty segments, `.` and
    /// `..`, and parameters after `;`. A rule that matches too much encrypts too much, which the server refuses; one that
    /// matches too little would let a payload out.
    pub fn route(method: impl Into<String>, template: impl Into<String>) -> Self {
        Self(Kinds::Route(method.into(), template.into()))
    }

    /// Calls in whose path this regular expression is found, as in the configurations of Node's library.
    ///
    /// # Errors
    /// When the expression is malformed, or uses what needs backtracking.
    pub fn pattern(expression: &str) -> Result<Self> {
        let regex = Regex::new(expression).map_err(|error| {
            Error::new(
                Kind::Configuration,
                format!("the pattern {expression} of an endpoint is no regular expression that is supported"),
            )
            .with_source(error)
        })?;
        Ok(Self(Kinds::Pattern(regex)))
    }

    /// Calls for which a function says so.
    pub fn matching(predicate: impl Fn(&Call<'_>) -> bool + Send + Sync + 'static) -> Self {
        Self(Kinds::Predicate(Arc::new(predicate)))
    }

    /// Whether a call is one of them.
    pub fn matches(&self, call: &Call<'_>) -> bool {
        match &self.0 {
            Kinds::Any => true,
            Kinds::Operation(id) => call.operations.contains(&Some(id)),
            Kinds::Route(method, template) => {
                method.eq_ignore_ascii_case(call.method)
                    && (call.template == Some(template) || ends_as(call.path, template))
            }
            Kinds::Pattern(regex) => {
                regex.is_match(call.path)
                    || readings(call.path)
                        .iter()
                        .any(|segments| regex.is_match(&format!("/{}", segments.join("/"))))
            }
            Kinds::Predicate(predicate) => predicate(call),
        }
    }
}

fn ends_as(path: &str, template: &str) -> bool {
    let wanted: Vec<String> = template
        .split('/')
        .filter(|wanted| !wanted.is_empty())
        .map(decoded)
        .collect();
    readings(path).iter().any(|segments| {
        let mut segments = segments.iter().rev();
        wanted.iter().rev().all(|wanted| match segments.next() {
            None => false,
            Some(_) if wanted.starts_with('{') && wanted.ends_with('}') => true,
            Some(segment) => segment.to_lowercase() == wanted.to_lowercase(),
        })
    })
}

/// What servers may make of a path: slashes that are percent-encoded separate segments or do not, and empty segments count or
/// do not.
fn readings(path: &str) -> [Vec<String>; 4] {
    let encoded: Vec<String> = split(path).map(decoded).collect();
    let whole = decoded(path);
    let plain: Vec<String> = split(&whole).map(str::to_owned).collect();
    let without_empty = |segments: &[String]| normalised(segments.iter().filter(|segment| !segment.is_empty()));
    [
        normalised(encoded.iter()),
        normalised(plain.iter()),
        without_empty(&encoded),
        without_empty(&plain),
    ]
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches(['/', '\\'])
        .split(['/', '\\'])
        .map(|segment| segment.split(';').next().unwrap_or_default())
}

fn decoded(text: impl AsRef<str>) -> String {
    let text = percent_decode_str(text.as_ref()).decode_utf8_lossy();
    let text = text.split(';').next().unwrap_or_default();
    text.trim_matches(|char: char| char.is_whitespace() || char.is_control())
        .to_owned()
}

/// Segments without those of dots.
fn normalised<'a>(segments: impl Iterator<Item = &'a String>) -> Vec<String> {
    segments.fold(Vec::new(), |mut kept, segment| {
        match segment.as_str() {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment.clone()),
        }
        kept
    })
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kinds::Any => f.write_str("Any"),
            Kinds::Operation(id) => f.debug_tuple("Operation").field(id).finish(),
            Kinds::Route(method, template) => f.debug_tuple("Route").field(method).field(template).finish(),
            Kinds::Pattern(regex) => f.debug_tuple("Pattern").field(&regex.as_str()).finish(),
            Kinds::Predicate(_) => f.write_str("Predicate"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_match_what_they_say() {
        let call = Call::new("POST", "/mastercom/v6/claims/7/cases?x=/other").with_operation("create_case");
        for target in [
            Target::any(),
            Target::operation("create_case"),
            Target::route("post", "/v6/claims/{claim-id}/cases"),
            Target::route("POST", "cases"),
            Target::pattern("/claims/[0-9]+").unwrap(),
            Target::matching(|call| call.method == "POST"),
        ] {
            assert!(target.matches(&call), "{target:?}");
        }
        for target in [
            Target::operation("create"),
            Target::route("GET", "/v6/claims/{claim-id}/cases"),
            Target::route("POST", "/v6/claims/{claim-id}"),
            Target::route("POST", "/a/b/mastercom/v6/claims/7/cases"),
            Target::route("POST", "/laims/7/cases"),
            Target::pattern("other").unwrap(),
            Target::matching(|_| false),
        ] {
            assert!(!target.matches(&call), "{target:?}");
        }
        assert!(Target::pattern("(").unwrap_err().is_configuration());
    }

    #[test]
    fn a_route_matches_however_its_path_is_written() {
        let route = Target::route("POST", "/accounts/{id}/cards");
        for path in [
            "/accounts/7/cards",
            "/accounts//cards",
            "/accounts/7/CARDS",
            "/Accounts/7/cards",
            "/accounts/7/%63ards",
            "/accounts/7/%43ARDS",
            "/accounts/7/cards;v=1",
            "/accounts;a=b/7;c/cards",
            "/accounts/7/cards%3Bv=1",
            "/accounts/7/cards/",
            "/accounts/7/cards//",
            "/accounts//7//cards",
            "/accounts/7/./cards",
            "/accounts/7/x/../cards",
            "/accounts/7%2Fcards",
            "/accounts/7%2F8/cards",
            "/accounts%2f7/cards",
            "/accounts/7\\cards",
            "/accounts/7/cards%20",
            "/accounts/7/cards%00",
            "/api/v1/accounts/7/cards?x=1",
        ] {
            assert!(route.matches(&Call::new("POST", path)), "{path}");
        }
        for path in [
            "/accounts/7/cards/8",
            "/accounts/7",
            "/accounts/7/card",
            "/accounts/7/discards",
            "/cards",
            "/accounts/cards",
            "/accounts/7/%2563ards",
        ] {
            assert!(!route.matches(&Call::new("POST", path)), "{path}");
        }
        let pattern = Target::pattern("^/accounts/[^/]+/cards$").unwrap();
        for path in [
            "/accounts/7/cards",
            "/accounts//7/cards",
            "/accounts/7/%63ards",
            "/accounts/7/cards;v=1",
        ] {
            assert!(pattern.matches(&Call::new("POST", path)), "{path}");
        }
        assert!(!pattern.matches(&Call::new("POST", "/accounts/7/cards/8")));
    }
}
