//! A JSON document of which only the objects and arrays on a path are taken apart: everything else keeps its bytes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::path::{Segment, Step};
use crate::error::{Error, Kind, Result};

/// More places than this the wildcards of one document may stand for.
const MAX_PLACES: usize = 1 << 17;
/// More members or elements than this one object or array on a path may have, for each takes memory of its own.
const MAX_PARTS: usize = 1 << 18;
/// Members of smaller objects are looked up one by one.
const INDEXED: usize = 16;

#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A value as it stands in the text, without the space around it.
    Raw(Cow<'a, str>),
    Object(Object<'a>),
    Array(Vec<Node<'a>>),
}

/// The members of an object in their order; each is found, taken and added in a time that does not depend on their number.
#[derive(Debug, Default)]
pub(super) struct Object<'a> {
    /// What was removed leaves its place empty.
    members: Vec<Option<Member<'a>>>,
    /// Where the members of a large object are.
    index: Option<HashMap<String, Position>>,
}

#[derive(Clone, Copy, Debug)]
enum Position {
    Once(usize),
    Twice,
}

impl<'a> Object<'a> {
    fn iter(&self) -> impl Iterator<Item = &Member<'a>> {
        self.members.iter().flatten()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    pub(super) fn at(&self, at: usize) -> Option<&Member<'a>> {
        self.members.get(at)?.as_ref()
    }

    fn at_mut(&mut self, at: usize) -> Option<&mut Member<'a>> {
        self.members.get_mut(at)?.as_mut()
    }

    /// The place of a member. A name that is there twice is refused: the other side may read the other one.
    pub(super) fn position(&mut self, name: &str) -> Result<Option<usize>> {
        let found = if self.members.len() <= INDEXED {
            let mut places = self
                .members
                .iter()
                .enumerate()
                .filter(|(_, member)| member.as_ref().is_some_and(|member| member.name == name))
                .map(|(at, _)| at);
            match (places.next(), places.next()) {
                (None, _) => None,
                (Some(at), None) => Some(Position::Once(at)),
                (Some(_), Some(_)) => Some(Position::Twice),
            }
        } else {
            let index = self.index.get_or_insert_with(|| {
                let mut index = HashMap::with_capacity(self.members.len());
                for (at, member) in self.members.iter().enumerate() {
                    if let Some(member) = member {
                        note(&mut index, &member.name, at);
                    }
                }
                index
            });
            index.get(name).copied()
        };
        match found {
            None => Ok(None),
            Some(Position::Once(at)) => Ok(Some(at)),
            Some(Position::Twice) => Err(Error::new(
                Kind::Payload,
                "the payload has an object with one name twice, on a path where it must be clear what is meant",
            )),
        }
    }

    pub(super) fn remove(&mut self, at: usize) {
        let removed = self.members.get_mut(at).and_then(Option::take);
        if let (Some(member), Some(index)) = (removed, &mut self.index)
            && let Some(Position::Twice) = index.remove(&member.name)
        {
            self.index = None;
        }
    }

    pub(super) fn retain(&mut self, keeps: impl Fn(&Member<'a>) -> bool) {
        self.members.retain(|member| member.as_ref().is_some_and(&keeps));
        self.index = None;
    }

    /// Adds a member at a place, or at the end, and says where it is.
    fn insert(&mut self, at: Option<usize>, member: Member<'a>) -> usize {
        match at.and_then(|at| Some((at, self.members.get_mut(at)?))) {
            // One was removed from here.
            Some((at, free @ None)) => {
                if let Some(index) = &mut self.index {
                    note(index, &member.name, at);
                }
                *free = Some(member);
                at
            }
            Some((at, Some(_))) => {
                self.index = None;
                self.members.insert(at, Some(member));
                at
            }
            None => {
                let at = self.members.len();
                if let Some(index) = &mut self.index {
                    note(index, &member.name, at);
                }
                self.members.push(Some(member));
                at
            }
        }
    }

    /// The members, taken out.
    pub(super) fn take(&mut self) -> Vec<Member<'a>> {
        self.index = None;
        std::mem::take(&mut self.members).into_iter().flatten().collect()
    }
}

fn note(index: &mut HashMap<String, Position>, name: &str, at: usize) {
    index
        .entry(name.to_owned())
        .and_modify(|position| *position = Position::Twice)
        .or_insert(Position::Once(at));
}

impl<'a> FromIterator<Member<'a>> for Object<'a> {
    fn from_iter<T: IntoIterator<Item = Member<'a>>>(members: T) -> Self {
        Self {
            members: members.into_iter().map(Some).collect(),
            index: None,
        }
    }
}

/// What the wildcards of one document may still stand for.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_PLACES)
    }
}

impl Budget {
    fn spend(&mut self, places: usize) -> Result<()> {
        self.0 = self.0.checked_sub(places).ok_or_else(|| {
            Error::new(
                Kind::Payload,
                format!("the payload has more than {MAX_PLACES} places for the wildcards of its rule"),
            )
        })?;
        Ok(())
    }
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
        Self::Object(Object::default())
    }

    fn into_owned(self) -> Node<'static> {
        match self {
            Self::Raw(text) => Node::Raw(Cow::Owned(text.into_owned())),
            Self::Object(mut object) => Node::Object(object.take().into_iter().map(Member::into_owned).collect()),
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
        *self = opened.ok_or_else(|| {
            Error::new(
                Kind::Payload,
                format!("the payload has more than {MAX_PARTS} values in one place on a path, or cannot be read"),
            )
        })?;
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

    pub(super) fn object(&mut self) -> Result<Option<&mut Object<'a>>> {
        self.open()?;
        Ok(match self {
            Self::Object(object) => Some(object),
            _ => None,
        })
    }

    /// Whether it is an object that was not taken apart, and need not be: nothing in its text is of interest.
    pub(super) fn is_raw_object_without(&self, interests: impl Fn(&str) -> bool) -> bool {
        matches!(self, Self::Raw(text) if text.starts_with('{') && !interests(text))
    }

    fn child(&mut self, step: &Step) -> Result<(Found, Option<&mut Self>)> {
        if self.is_null() {
            return Ok((Found::Missing, None));
        }
        self.open()?;
        Ok(match (step, self) {
            (Step::Name(name), Self::Object(object)) => match object.position(name)? {
                Some(at) => (Found::Here, object.at_mut(at).map(|member| &mut member.node)),
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
    pub(super) fn expand(&mut self, pattern: &[Segment], budget: &mut Budget) -> Result<Matches> {
        let mut matches = Matches::default();
        self.descend(pattern, &mut Vec::new(), &mut Vec::new(), &mut matches, budget)?;
        Ok(matches)
    }

    fn descend(
        &mut self,
        pattern: &[Segment],
        path: &mut Vec<Step>,
        bindings: &mut Vec<Step>,
        matches: &mut Matches,
        budget: &mut Budget,
    ) -> Result<()> {
        let Some((segment, rest)) = pattern.split_first() else {
            matches.places.push(Match {
                path: path.clone(),
                bindings: bindings.clone(),
            });
            return Ok(());
        };
        let step = match segment {
            Segment::Name(name) => Step::Name(Arc::clone(name)),
            Segment::Index(index) => Step::Index(*index),
            Segment::Any => return self.descend_everywhere(rest, path, bindings, matches, budget),
        };
        match self.child(&step)? {
            (_, Some(child)) => {
                path.push(step);
                child.descend(rest, path, bindings, matches, budget)?;
                path.pop();
            }
            (Found::Mismatch, None) => matches.mismatch = true,
            (_, None) => matches.missing = true,
        }
        Ok(())
    }

    /// Goes on below every element or member.
    fn descend_everywhere(
        &mut self,
        rest: &[Segment],
        path: &mut Vec<Step>,
        bindings: &mut Vec<Step>,
        matches: &mut Matches,
        budget: &mut Budget,
    ) -> Result<()> {
        if self.is_null() {
            matches.missing = true;
            return Ok(());
        }
        self.open()?;
        budget.spend(match self {
            Self::Object(object) => object.members.len(),
            Self::Array(nodes) => nodes.len(),
            Self::Raw(_) => 0,
        })?;
        let mut go = |step: Step, node: &mut Self| {
            path.push(step.clone());
            bindings.push(step);
            let result = node.descend(rest, path, bindings, matches, budget);
            path.pop();
            bindings.pop();
            result
        };
        match self {
            Self::Object(object) => {
                for member in object.members.iter_mut().flatten() {
                    go(Step::Name(member.name.as_str().into()), &mut member.node)?;
                }
            }
            Self::Array(nodes) => {
                for (index, node) in nodes.iter_mut().enumerate() {
                    go(Step::Index(index), node)?;
                }
            }
            Self::Raw(_) => matches.mismatch = true,
        }
        Ok(())
    }

    /// Removes a member; its place in its object is returned, or nothing where there is none to remove.
    pub(super) fn remove(&mut self, path: &[Step]) -> Result<Option<usize>> {
        let Some((Step::Name(name), parent)) = path.split_last() else {
            return Ok(None);
        };
        let Some(object) = self.get(parent)?.map(Self::object).transpose()?.flatten() else {
            return Ok(None);
        };
        let at = object.position(name)?;
        if let Some(at) = at {
            object.remove(at);
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
                (Step::Name(name), Self::Object(object)) => {
                    let found = if let Some(found) = object.position(name)? {
                        found
                    } else if is_last || creates {
                        let node = if is_last {
                            Self::Raw(Cow::Borrowed("null"))
                        } else {
                            Self::empty_object()
                        };
                        object.insert(at.filter(|_| is_last), Member::new(name.to_string(), node))
                    } else {
                        return Ok(None);
                    };
                    match object.at_mut(found) {
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
        let Some(object) = self.object()? else {
            return Ok(false);
        };
        for member in new {
            if let Some(found) = object.position(&member.name)? {
                if let Some(known) = object.at_mut(found) {
                    known.node = member.node;
                }
            } else {
                let place = object.insert(at, member);
                at = at.map(|_| place + 1);
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
            Self::Object(object) => {
                out.push('{');
                for (at, member) in object.iter().enumerate() {
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
                if members.len() == MAX_PARTS {
                    return Err(serde::de::Error::custom("too many"));
                }
                let raw = raw.get();
                members.push(Member {
                    name: serde_json::from_str(raw).map_err(serde::de::Error::custom)?,
                    raw: Cow::Borrowed(raw),
                    node: Node::Raw(Cow::Borrowed(value.get())),
                });
            }
            Ok(Node::Object(members.into_iter().collect()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
            let mut nodes = Vec::new();
            while let Some(value) = seq.next_element::<&'de RawValue>()? {
                if nodes.len() == MAX_PARTS {
                    return Err(serde::de::Error::custom("too many"));
                }
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
        let object = node.object().unwrap().unwrap();
        assert_eq!(object.at(0).unwrap().name, "é/");
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
