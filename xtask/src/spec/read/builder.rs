//! From the events of the YAML parser to a value, with the place of each.

use std::collections::HashMap;

use anyhow::{Result, anyhow, bail};
use libyaml_safer::{Event, EventData, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::super::{Place, pointer};
use super::{MAX_ALIASED, MAX_DEPTH, kind_of, plain, text_of};

/// A finished value with its size and height, kept for aliases.
#[derive(Clone)]
struct Node {
    value: Value,
    size: usize,
    height: usize,
}

impl Node {
    fn scalar(value: Value) -> Self {
        Self {
            value,
            size: 1,
            height: 0,
        }
    }
}

/// A list or mapping that is being read.
struct Frame {
    anchor: Option<String>,
    pointer: String,
    at: Place,
    size: usize,
    height: usize,
    content: Content,
}

enum Content {
    List(Vec<Value>),
    Map {
        members: Map<String, Value>,
        keys: HashMap<String, Place>,
        key: Option<Key>,
        merged: Vec<(Value, Place)>,
    },
}

enum Key {
    Name(String),
    Merge,
}

pub(super) type Built = (Value, HashMap<String, Place>, HashMap<String, String>);

fn place_of(mark: libyaml_safer::Mark) -> Place {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_add(1);
    Place {
        line: count(mark.line),
        column: count(mark.column),
    }
}

/// What may be wrong where YAML does not parse.
fn advice(text: &str, place: Option<Place>) -> &'static str {
    let line = place.map_or(0, |place| place.line);
    let indent = text
        .lines()
        .nth(line.saturating_sub(1))
        .map(|line| line.trim_end_matches(|c| c != '\t'));
    if indent.is_some_and(|indent| !indent.is_empty() && indent.trim().is_empty()) {
        return "YAML forbids tabs for indentation: put spaces there";
    }
    if line >= text.lines().count() {
        return "The end of the file seems to be missing: fetch it again";
    }
    "Correct it where it comes from"
}

/// Hands over the events of a text, one after the other.
fn each_event(origin: &str, text: &str, mut take: impl FnMut(Event) -> Result<()>) -> Result<()> {
    // An explicit end of the document: the parser cannot look beyond the end of its input.
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    let padded = format!("{text}{newline}...\n\n\n\n");
    let mut input = padded.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    loop {
        let event = parser.parse().map_err(|error| {
            let place = error.problem_mark().or_else(|| error.context_mark()).map(place_of);
            let shown = place.map(|place| format!(":{place}")).unwrap_or_default();
            let advice = advice(text, place);
            anyhow!(
                "{origin}{shown}: the YAML does not parse: {}. {advice}",
                error.problem()
            )
        })?;
        if matches!(event.data, EventData::StreamEnd) {
            return Ok(());
        }
        take(event)?;
    }
}

/// Refuses `[!tag, next]`, at which the parser panics: a tag of an empty value with a comma directly after it.
///
/// Where such text occurs at all, it is parsed with a space before each such comma, which tells tags from text.
fn refuse_tags_before_commas(origin: &str, text: &str) -> Result<()> {
    let mut spaced = String::new();
    let mut commas = Vec::new();
    let mut copied = 0;
    for (start, _) in text.match_indices('!') {
        let rest = &text[start + 1..];
        let word = rest.find(char::is_whitespace).map_or(rest, |end| &rest[..end]);
        let in_brackets = word
            .find(['>', '!'])
            .filter(|end| word.starts_with('<') && word[*end..].starts_with('>'))
            .map(|end| end + 1);
        let tag = in_brackets.unwrap_or_else(|| word.find(',').unwrap_or(word.len()));
        let comma = start + 1 + tag;
        if comma >= copied && text[comma..].starts_with(',') {
            spaced.push_str(&text[copied..comma]);
            commas.push(spaced.len());
            spaced.push(' ');
            copied = comma;
        }
    }
    if commas.is_empty() {
        return Ok(());
    }
    spaced.push_str(&text[copied..]);
    each_event(origin, &spaced, |event| match &event.data {
        EventData::Scalar {
            tag: Some(_),
            value,
            style: ScalarStyle::Plain,
            ..
        } if value.is_empty() => {
            let end = usize::try_from(event.end_mark.index).unwrap_or(usize::MAX);
            let start = usize::try_from(event.start_mark.index).unwrap_or(usize::MAX);
            if commas.iter().any(|comma| (start..=end).contains(comma)) {
                bail!(
                    "{origin}:{}: a comma follows a tag directly, which this reader does not take: put a space before it",
                    place_of(event.start_mark)
                );
            }
            Ok(())
        }
        _ => Ok(()),
    })
}

pub(super) struct Builder<'a> {
    origin: &'a str,
    stack: Vec<Frame>,
    anchors: HashMap<String, Node>,
    aliased: usize,
    places: HashMap<String, Place>,
    texts: HashMap<String, String>,
    root: Option<Value>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(origin: &'a str) -> Self {
        Self {
            origin,
            stack: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            places: HashMap::new(),
            texts: HashMap::new(),
            root: None,
        }
    }

    pub(super) fn build(mut self, text: &str) -> Result<Built> {
        let origin = self.origin;
        refuse_tags_before_commas(origin, text)?;
        each_event(origin, text, |event| self.event(event))?;
        let Some(root) = self.root else {
            bail!(
                "{}: the file holds no document: check the address it came from",
                self.origin
            );
        };
        Ok((root, self.places, self.texts))
    }

    fn event(&mut self, event: Event) -> Result<()> {
        let at = place_of(event.start_mark);
        match event.data {
            EventData::DocumentStart { .. } if self.root.is_some() => {
                bail!("{}:{at}: a second YAML document begins; keep one a file", self.origin)
            }
            EventData::Alias { anchor } => self.alias(&anchor, at),
            EventData::Scalar {
                anchor,
                tag,
                value,
                style,
                ..
            } => self.scalar(&value, style, anchor, tag.as_deref(), at),
            EventData::SequenceStart { anchor, .. } => self.open(anchor, at, Content::List(Vec::new())),
            EventData::MappingStart { anchor, .. } => {
                let (members, keys) = (Map::new(), HashMap::new());
                self.open(
                    anchor,
                    at,
                    Content::Map {
                        members,
                        keys,
                        key: None,
                        merged: Vec::new(),
                    },
                )
            }
            EventData::SequenceEnd | EventData::MappingEnd => self.close(),
            _ => Ok(()),
        }
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.stack.last(),
            Some(Frame {
                content: Content::Map { key: None, .. },
                ..
            })
        )
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: Option<String>,
        tag: Option<&str>,
        at: Place,
    ) -> Result<()> {
        let is_plain = style == ScalarStyle::Plain;
        if self.awaits_key() {
            if let Some(anchor) = anchor {
                self.anchors.insert(anchor, Node::scalar(text.into()));
            }
            return self.key(text, is_plain && text == "<<", at);
        }
        let value = match tag.map(|tag| tag.strip_prefix("tag:yaml.org,2002:").unwrap_or_default()) {
            Some("int" | "float" | "bool" | "null") => plain(text),
            None if is_plain => plain(text),
            _ => text.into(),
        };
        if matches!(value, Value::Null | Value::Bool(_))
            && !matches!(text, "null" | "true" | "false")
            && !text.is_empty()
        {
            let pointer = self.next_pointer();
            self.texts.insert(pointer, text.to_owned());
        }
        let node = Node::scalar(value);
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node.clone());
        }
        self.add(node, at);
        Ok(())
    }

    fn key(&mut self, text: &str, merge: bool, at: Place) -> Result<()> {
        let origin = self.origin;
        let Some(Frame {
            content: Content::Map { keys, key, .. },
            pointer,
            ..
        }) = self.stack.last_mut()
        else {
            return Ok(());
        };
        if merge {
            *key = Some(Key::Merge);
            return Ok(());
        }
        if let Some(first) = keys.insert(text.to_owned(), at) {
            let of = if pointer.is_empty() {
                "the document".to_owned()
            } else {
                pointer.clone()
            };
            bail!(
                "{origin}:{at}: the key `{}` stands twice in {of}, first at {origin}:{first}: remove or rename one of them",
                text.escape_debug()
            );
        }
        self.places.insert(pointer::child(pointer, text), at);
        *key = Some(Key::Name(text.to_owned()));
        Ok(())
    }

    fn alias(&mut self, name: &str, at: Place) -> Result<()> {
        let Some(node) = self.anchors.get(name) else {
            bail!(
                "{}:{at}: the alias `*{name}` names no value that ends before it",
                self.origin
            );
        };
        self.aliased += node.size;
        if self.aliased > MAX_ALIASED {
            bail!(
                "{}:{at}: the aliases of this file unfold to more than {MAX_ALIASED} values",
                self.origin
            );
        }
        if self.stack.len() + node.height > MAX_DEPTH {
            bail!("{}:{at}: values nest deeper than {MAX_DEPTH} levels", self.origin);
        }
        let node = node.clone();
        if self.awaits_key() {
            return match &node.value {
                Value::Array(_) | Value::Object(_) => Err(self.complex_key(at)),
                scalar => self.key(&text_of(scalar), false, at),
            };
        }
        self.add(node, at);
        Ok(())
    }

    fn open(&mut self, anchor: Option<String>, at: Place, content: Content) -> Result<()> {
        if self.awaits_key() {
            return Err(self.complex_key(at));
        }
        if self.stack.len() >= MAX_DEPTH {
            bail!("{}:{at}: values nest deeper than {MAX_DEPTH} levels", self.origin);
        }
        let pointer = self.next_pointer();
        self.stack.push(Frame {
            anchor,
            pointer,
            at,
            size: 1,
            height: 0,
            content,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        let Frame {
            anchor,
            at,
            size,
            height,
            content,
            ..
        } = frame;
        let value = match content {
            Content::List(items) => Value::Array(items),
            Content::Map {
                mut members, merged, ..
            } => {
                for (value, at) in merged {
                    self.merge(&mut members, value, at)?;
                }
                Value::Object(members)
            }
        };
        let node = Node {
            value,
            size,
            height: height + 1,
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node.clone());
        }
        self.add(node, at);
        Ok(())
    }

    fn merge(&self, members: &mut Map<String, Value>, value: Value, at: Place) -> Result<()> {
        match value {
            Value::Object(more) => {
                for (key, value) in more {
                    members.entry(key).or_insert(value);
                }
                Ok(())
            }
            Value::Array(list) => list.into_iter().try_for_each(|value| match value {
                Value::Object(_) => self.merge(members, value, at),
                other => Err(self.bad_merge(&other, at)),
            }),
            other => Err(self.bad_merge(&other, at)),
        }
    }

    fn bad_merge(&self, value: &Value, at: Place) -> anyhow::Error {
        anyhow!(
            "{}:{at}: the merge key `<<` takes a mapping, and this is {}",
            self.origin,
            kind_of(value)
        )
    }

    fn complex_key(&self, at: Place) -> anyhow::Error {
        anyhow!(
            "{}:{at}: a key is a list or a mapping; braces in a value need quotes around it",
            self.origin
        )
    }

    /// The pointer to the value that comes next.
    fn next_pointer(&self) -> String {
        match self.stack.last() {
            None => String::new(),
            Some(Frame {
                pointer,
                content: Content::List(items),
                ..
            }) => pointer::element(pointer, items.len()),
            Some(Frame {
                pointer,
                content: Content::Map { key, .. },
                ..
            }) => match key {
                Some(Key::Name(name)) => pointer::child(pointer, name),
                _ => pointer::child(pointer, "<<"),
            },
        }
    }

    fn add(&mut self, node: Node, at: Place) {
        let Some(frame) = self.stack.last_mut() else {
            self.places.insert(String::new(), at);
            self.root = Some(node.value);
            return;
        };
        frame.size += node.size;
        frame.height = frame.height.max(node.height);
        match &mut frame.content {
            Content::List(items) => {
                self.places.insert(pointer::element(&frame.pointer, items.len()), at);
                items.push(node.value);
            }
            Content::Map {
                members, key, merged, ..
            } => match key.take() {
                Some(Key::Name(name)) => {
                    members.insert(name, node.value);
                }
                Some(Key::Merge) => merged.push((node.value, at)),
                None => {}
            },
        }
    }
}
