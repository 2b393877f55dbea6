use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::error::{Error, Kind, Result};

/// More steps than this no product's documents have.
const MAX_STEPS: usize = 64;

/// A place in a JSON document, or several where it has wildcards.
///
/// What the official libraries write is understood: `$`, `$.a.b`, `a.b`, `$['a']['b']`, `a[0]`, and `[*]` or `.*` for every
/// element of an array or member of an object, also without the dot after it. Filters, slices and `..` are refused.
///
/// # Examples
/// ```
/// use mc_auth::payload::Path;
///
/// let path: Path = "accounts[*]card".parse()?;
/// assert_eq!(path.to_string(), "$.accounts[*].card");
/// # Ok::<(), mc_auth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(pub(super) Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Segment {
    Name(Arc<str>),
    Index(usize),
    Any,
}

impl Segment {
    fn may_equal(&self, other: &Self) -> bool {
        self == other || matches!(self, Self::Any) || matches!(other, Self::Any)
    }
}

/// One step of a path without wildcards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Name(Arc<str>),
    Index(usize),
}

impl Path {
    /// The whole document: `$`.
    pub fn root() -> Self {
        Self(Vec::new())
    }

    /// A member of the whole document, whatever characters its name has.
    pub fn member(name: impl Into<String>) -> Self {
        Self(vec![Segment::Name(name.into().into())])
    }

    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn has_wildcards(&self) -> bool {
        self.wildcards() > 0
    }

    pub(super) fn wildcards(&self) -> usize {
        self.0.iter().filter(|segment| **segment == Segment::Any).count()
    }

    /// The name of what the path leads to, where it is a member.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn last_name(&self) -> Option<String> {
        match self.0.last()? {
            Segment::Name(name) => Some(name.to_string()),
            Segment::Index(_) | Segment::Any => None,
        }
    }

    /// Whether something at `other` may be at or below something at this path.
    pub(super) fn may_hold(&self, other: &Self) -> bool {
        self.0.len() <= other.0.len() && self.0.iter().zip(&other.0).all(|(ours, theirs)| ours.may_equal(theirs))
    }

    /// The path with its wildcards replaced, one after another.
    pub(super) fn bind(&self, bindings: &[Step]) -> Vec<Step> {
        let mut bindings = bindings.iter();
        self.0
            .iter()
            .filter_map(|segment| match segment {
                Segment::Name(name) => Some(Step::Name(Arc::clone(name))),
                Segment::Index(index) => Some(Step::Index(*index)),
                Segment::Any => bindings.next().cloned(),
            })
            .collect()
    }
}

impl FromStr for Path {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = |what: &str| {
            Error::new(
                Kind::Configuration,
                format!("the path {text} {what}; write it like $.accounts[*].card"),
            )
        };
        if text.is_empty() {
            return Err(Error::new(
                Kind::Configuration,
                "a path is empty; write $ for the whole document",
            ));
        }
        let mut rest = text.strip_prefix('$').unwrap_or(text);
        let mut segments = Vec::new();
        let mut is_first = rest.len() == text.len();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (segment, after) =
                    bracket(inside).ok_or_else(|| refused("has brackets that are not understood"))?;
                segments.push(segment);
                rest = after;
                // Java's configurations write `[*]name`.
                is_first = segments.last() == Some(&Segment::Any);
                continue;
            }
            let name = match rest.strip_prefix('.') {
                Some(name) => name,
                None if is_first => rest,
                None => return Err(refused("lacks a dot")),
            };
            let end = name.find(['.', '[']).unwrap_or(name.len());
            let (name, after) = name.split_at(end);
            segments.push(match name {
                "" => return Err(refused("has an empty step")),
                "*" => Segment::Any,
                name if name.contains([']', '\'', '"', '?', '(', '@']) => {
                    return Err(refused("has a step that is not understood"));
                }
                name => Segment::Name(name.into()),
            });
            rest = after;
            is_first = false;
        }
        if segments.len() > MAX_STEPS {
            return Err(refused("is too long"));
        }
        Ok(Self(segments))
    }
}

/// What is between brackets, and what follows them.
fn bracket(inside: &str) -> Option<(Segment, &str)> {
    let quote = inside.chars().next()?;
    if quote == '\'' || quote == '"' {
        let mut name = String::new();
        let mut chars = inside.char_indices().skip(1);
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => name.push(chars.next()?.1),
                char if char == quote => {
                    let after = inside.get(at + 1..)?.strip_prefix(']')?;
                    return Some((Segment::Name(name.into()), after));
                }
                char => name.push(char),
            }
        }
        return None;
    }
    let (content, after) = inside.split_once(']')?;
    if content == "*" {
        return Some((Segment::Any, after));
    }
    if content.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Segment::Index(content.parse().ok()?), after));
    }
    None
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for segment in &self.0 {
            match segment {
                Segment::Any => f.write_str("[*]")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Name(name)
                    if !name.is_empty()
                        && &**name != "*"
                        && name
                            .chars()
                            .all(|char| char.is_alphanumeric() || "_-*:/ ".contains(char)) =>
                {
                    write!(f, ".{name}")?;
                }
                Segment::Name(name) => write!(f, "['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        for (text, shown) in [
            ("$", "$"),
            ("$.a.b", "$.a.b"),
            ("a.b", "$.a.b"),
            ("$['a']['b']", "$.a.b"),
            ("$[\"a.b\"].c", "$['a.b'].c"),
            ("['it\\'s']", "$['it\\'s']"),
            ("$.fields[*]field1", "$.fields[*].field1"),
            ("fields[*].x.*.y[3]", "$.fields[*].x[*].y[3]"),
            ("[*]", "$[*]"),
            ("*", "$[*]"),
            ("$['*']", "$['*']"),
            ("é.ü", "$.é.ü"),
        ] {
            let path: Path = text.parse().unwrap();
            assert_eq!(path.to_string(), shown, "{text}");
            assert_eq!(shown.parse::<Path>().unwrap(), path, "{text}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_do() {
        for text in [
            "",
            "$..a",
            "a..b",
            "a.",
            ".",
            "$a",
            "a[-1]",
            "a[1:2]",
            "a[?(@.b)]",
            "a[",
            "a['b",
            "a['b'",
            "a[]",
            "a[0]b",
            "a[99999999999999999999999]",
            "$.a]b",
        ] {
            let parsed = text.parse::<Path>();
            // `a[]` has no digits at all, which is no index either.
            assert!(parsed.is_err(), "{text}: {parsed:?}");
        }
        assert!(".a".repeat(65).parse::<Path>().is_err());
    }
}
