//! A JSON document of which only the objects and arrays on a path are taken apart: everything else keeps its bytes.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::path::{Segment, Step};
use crate::error::{Error, Kind, Result};

/// Members are looked up one by one, so a wildcard over more of them would take too long.
const MAX_MEMBERS: usize = 4096;

#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A value as it stands in the text, without the space around it.
    Raw(Cow<'a, str>),
    Object(Vec<Member<'a>>),
    Array(Vec<Node<'a>>),
}

#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) name: String,
    /// The name as it stands in the text, with its quotes and escapes.
    raw: Cow<'a, str>,
    pub(super) node: Node<'a>,
}

impl<'a> Member<'a> {
    pub(super) fn new(name: String, node: Node<'a>) -> Self {
        Self {
            raw: Cow::Owned(quoted(&name)),
            name,
            node,
        }
    }

    fn into_owned(self) -> Member<'static> {
        Member {
            name: self.name,
            raw: Cow::Owned(self.raw.into_owned()),
            node: self.node.into_owned(),
        }
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    // Ciphertexts are long, and have nothing to escape. All bytes are looked at, for that can be done many at a time.
    let escapes = |byte: u8| matches!(byte, ..0x20 | b'"' | b'\\');
    if !text.bytes().fold(false, |found, byte| found | escapes(byte)) {
        return ["\"", text, "\""].concat();
    }
    serde_json::Value::from(text).to_string()
}

/// What a step comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Here,
    /// There is no such member or element, or `null` where an object or array would be.
    Missing,
    /// There is a value of another kind, in which nothing can be found.
    Mismatch,
}

impl<'a> Node<'a> {
    /// The document, checked from end to end.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        Some(Self::Raw(Cow::Borrowed(raw.get())))
    }

    pub(super) fn parse_owned(text: &str) -> Option<Node<'static>> {
        Node::parse(text).map(Node::into_owned)
    }

    pub(super) fn string(text: &str) -> Self {
        Self::Raw(Cow::Owned(quoted(text)))
    }

    pub(super) fn empty_object() -> Self {
        Self::Object(Vec::new())
    }

    fn into_owned(self) -> Node<'static> {
        match self {
            Self::Raw(text) => Node::Raw(Cow::Owned(text.into_owned())),
            Self::Object(members) => Node::Object(members.into_iter().map(Member::into_owned).collect()),
            Self::Array(nodes) => Node::Array(nodes.into_iter().map(Node::into_owned).collect()),
        }
    }

    /// Takes an object or array apart by one level.
    fn open(&mut self) -> Result<()> {
        let Self::Raw(text) = self else { return Ok(()) };
        if !text.starts_with(['{', '[']) {
            return Ok(());
        }
        let opened = match std::mem::take(text) {
            Cow::Borrowed(text) => take_apart(text),
            Cow::Owned(text) => take_apart(&text).map(Node::into_owned),
        };
        *self = opened.ok_or_else(|| Error::new(Kind::Payload, "the payload is no JSON that can be read"))?;
        Ok(())
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Raw(text) if text == "null")
    }

    pub(super) fn is_object(&self) -> bool {
        match self {
            Self::Raw(text) => text.starts_with('{'),
            Self::Object(_) => true,
            Self::Array(_) => false,
        }
    }

    /// The text of a string.
    pub(super) fn as_string(&self) -> Option<String> {
        match self {
            Self::Raw(text) if text.starts_with('"') => serde_json::from_str(text).ok(),
            _ => None,
        }
    }

    pub(super) fn members(&mut self) -> Result<Option<&mut Vec<Member<'a>>>> {
        self.open()?;
        Ok(match self {
            Self::Object(members) => Some(members),
            _ => None,
        })
    }

    /// The place of a member. A name that is there twice is refused: the other side may read the other one.
    pub(super) fn position(members: &[Member<'_>], name: &str) -> Result<Option<usize>> {
        let mut found = members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.name == name)
            .map(|(at, _)| at);
        let first = found.next();
        if found.next().is_some() {
            return Err(Error::new(
                Kind::Payload,
                "the payload has an object with one name twice, on a path where it must be clear what is meant",
            ));
        }
        Ok(first)
    }

    fn child(&mut self, step: &Step) -> Result<(Found, Option<&mut Self>)> {
        if self.is_null() {
            return Ok((Found::Missing, None));
        }
        self.open()?;
        Ok(match (step, self) {
            (Step::Name(name), Self::Object(members)) => match Self::position(members, name)? {
                Some(at) => (Found::Here, members.get_mut(at).map(|member| &mut member.node)),
                None => (Found::Missing, None),
            },
            (Step::Index(index), Self::Array(nodes)) => match nodes.get_mut(*index) {
                Some(node) => (Found::Here, Some(node)),
                None => (Found::Missing, None),
            },
            _ => (Found::Mismatch, None),
        })
    }

    pub(super) fn get(&mut self, path: &[Step]) -> Result<Option<&mut Self>> {
        let mut node = self;
        for step in path {
            match node.child(step)? {
                (_, Some(child)) => node = child,
                _ => return Ok(None),
            }
        }
        Ok(Some(node))
    }

    /// Every place that the pattern means, with what its wildcards stand for, and whether something was not to be found.
    pub(super) fn expand(&mut self, pattern: &[Segment]) -> Result<Matches> {
        let mut matches = Matches::default();
        self.descend(pattern, &mut Vec::new(), &mut Vec::new(), &mut matches)?;
        Ok(matches)
    }

    fn descend(
        &mut self,
        pattern: &[Segment],
        path: &mut Vec<Step>,
        bindings: &mut Vec<Step>,
        matches: &mut Matches,
    ) -> Result<()> {
        let Some((segment, rest)) = pattern.split_first() else {
            matches.places.push(Match {
                path: path.clone(),
                bindings: bindings.clone(),
            });
            return Ok(());
        };
        let (steps, is_any) = match segment {
            Segment::Name(name) => (vec![Step::Name(name.clone())], false),
            Segment::Index(index) => (vec![Step::Index(*index)], false),
            Segment::Any => {
                if self.is_null() {
                    matches.missing = true;
                    return Ok(());
                }
                self.open()?;
                let steps = match self {
                    Self::Object(members) if members.len() > MAX_MEMBERS => {
                        return Err(Error::new(
                            Kind::Payload,
                            "the payload has an object with more members than a wildcard may stand for",
                        ));
                    }
                    Self::Object(members) => members.iter().map(|member| Step::Name(member.name.clone())).collect(),
                    Self::Array(nodes) => (0..nodes.len()).map(Step::Index).collect(),
                    Self::Raw(_) => {
                        matches.mismatch = true;
                        return Ok(());
                    }
                };
                (steps, true)
            }
        };
        for step in steps {
            match self.child(&step)? {
                (_, Some(child)) => {
                    path.push(step.clone());
                    if is_any {
                        bindings.push(step);
                    }
                    child.descend(rest, path, bindings, matches)?;
                    path.pop();
                    if is_any {
                        bindings.pop();
                    }
                }
                (Found::Mismatch, None) => matches.mismatch = true,
                (_, None) => matches.missing = true,
            }
        }
        Ok(())
    }

    /// Removes a member; its place in its object is returned, or nothing where there is none to remove.
    pub(super) fn remove(&mut self, path: &[Step]) -> Result<Option<usize>> {
        let Some((Step::Name(name), parent)) = path.split_last() else {
            return Ok(None);
        };
        let Some(members) = self.get(parent)?.map(Self::members).transpose()?.flatten() else {
            return Ok(None);
        };
        let at = Self::position(members, name)?;
        if let Some(at) = at {
            members.remove(at);
        }
        Ok(at)
    }

    /// The node at a path, made an empty object or `null` where there is none yet; nothing where it cannot be made.
    pub(super) fn reach(&mut self, path: &[Step], creates: bool, at: Option<usize>) -> Result<Option<&mut Self>> {
        let mut node = self;
        for (depth, step) in path.iter().enumerate() {
            let is_last = depth + 1 == path.len();
            if node.is_null() && depth > 0 && creates {
                *node = Self::empty_object();
            }
            node.open()?;
            node = match (step, node) {
                (Step::Name(name), Self::Object(members)) => {
                    let found = if let Some(found) = Self::position(members, name)? {
                        found
                    } else if is_last || creates {
                        let at = at.filter(|at| is_last && *at <= members.len()).unwrap_or(members.len());
                        let node = if is_last {
                            Self::Raw(Cow::Borrowed("null"))
                        } else {
                            Self::empty_object()
                        };
                        members.insert(at, Member::new(name.clone(), node));
                        at
                    } else {
                        return Ok(None);
                    };
                    match members.get_mut(found) {
                        Some(member) => &mut member.node,
                        None => return Ok(None),
                    }
                }
                (Step::Index(index), Self::Array(nodes)) => match nodes.get_mut(*index) {
                    Some(node) => node,
                    None => return Ok(None),
                },
                _ => return Ok(None),
            };
        }
        Ok(Some(node))
    }

    /// Puts members into an object: over those of the same name, else at the given place or at the end.
    pub(super) fn merge(&mut self, new: Vec<Member<'a>>, mut at: Option<usize>) -> Result<bool> {
        let Some(members) = self.members()? else {
            return Ok(false);
        };
        for member in new {
            if let Some(found) = Self::position(members, &member.name)? {
                members[found].node = member.node;
            } else {
                let place = at.filter(|at| *at <= members.len()).unwrap_or(members.len());
                members.insert(place, member);
                at = at.map(|at| at + 1);
            }
        }
        Ok(true)
    }

    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.render(&mut out);
        out
    }

    fn render(&self, out: &mut String) {
        match self {
            Self::Raw(text) => out.push_str(text),
            Self::Object(members) => {
                out.push('{');
                for (at, member) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    out.push_str(&member.raw);
                    out.push(':');
                    member.node.render(out);
                }
                out.push('}');
            }
            Self::Array(nodes) => {
                out.push('[');
                for (at, node) in nodes.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    node.render(out);
                }
                out.push(']');
            }
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) places: Vec<Match>,
    pub(super) missing: bool,
    pub(super) mismatch: bool,
}

#[derive(Debug)]
pub(super) struct Match {
    pub(super) path: Vec<Step>,
    pub(super) bindings: Vec<Step>,
}

fn take_apart(text: &str) -> Option<Node<'_>> {
    struct Parts;

    impl<'de> Visitor<'de> for Parts {
        type Value = Node<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or an array")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
            let mut members = Vec::new();
            while let Some((raw, value)) = map.next_entry::<&'de RawValue, &'de RawValue>()? {
                let raw = raw.get();
                members.push(Member {
                    name: serde_json::from_str(raw).map_err(serde::de::Error::custom)?,
                    raw: Cow::Borrowed(raw),
                    node: Node::Raw(Cow::Borrowed(value.get())),
                });
            }
            Ok(Node::Object(members))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
            let mut nodes = Vec::new();
            while let Some(value) = seq.next_element::<&'de RawValue>()? {
                nodes.push(Node::Raw(Cow::Borrowed(value.get())));
            }
            Ok(Node::Array(nodes))
        }
    }

    serde_json::Deserializer::from_str(text).deserialize_any(Parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_apart_keeps_every_byte_of_the_parts() {
        let text =
            "{ \"\\u00e9\\/\" : 1.50e+3 ,\"n\":12345678901234567890.10, \"o\": {\"b\" : [ 1 , 2]},\"s\":\"\\u0041\" }";
        let mut node = Node::parse(text).unwrap();
        assert_eq!(node.text(), text);
        let members = node.members().unwrap().unwrap();
        assert_eq!(members[0].name, "é/");
        assert_eq!(
            node.text(),
            "{\"\\u00e9\\/\":1.50e+3,\"n\":12345678901234567890.10,\"o\":{\"b\" : [ 1 , 2]},\"s\":\"\\u0041\"}"
        );
    }

    #[test]
    fn depth_is_no_danger() {
        let text = format!("{{\"a\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let mut node = Node::parse(&text).unwrap();
        assert!(node.get(&[Step::Name("a".into())]).unwrap().is_some());
        assert_eq!(node.text(), text);
    }

    #[test]
    fn broken_documents_are_none() {
        for text in ["", "{", "{}x", "{\"a\":1,}", "[1 2]", "nul", "\u{feff}{}"] {
            assert!(Node::parse(text).is_none(), "{text}");
        }
    }
}
