//! From bytes to a document: encoding, YAML or JSON, and where each value stands.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::{Result, anyhow, bail};
use libyaml_safer::{Event, EventData, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

use super::{Finding, Place, Warning, pointer};

/// How deep values may nest; real specs stay under 40.
const MAX_DEPTH: usize = 100;
/// How many values the aliases of a file may add.
const MAX_ALIASED: usize = 500_000;

/// A document, with what was noticed while it was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The file or address that it came from, for messages.
    pub origin: String,
    /// The document.
    pub value: Value,
    /// What had to be decoded or removed to read it.
    pub warnings: Vec<Warning>,
    places: HashMap<String, Place>,
    texts: HashMap<String, String>,
}

impl Read {
    /// A document that was made in memory, and therefore has no places.
    #[must_use]
    pub fn from_value(origin: impl Into<String>, value: Value) -> Self {
        Self {
            origin: origin.into(),
            value,
            warnings: Vec::new(),
            places: HashMap::new(),
            texts: HashMap::new(),
        }
    }

    /// Where the value at `pointer` stands, or else the nearest value that holds it.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Option<Place> {
        let mut at = Some(pointer);
        while let Some(here) = at {
            if let Some(place) = self.places.get(here) {
                return Some(*place);
            }
            at = pointer::parent(here);
        }
        None
    }

    /// `file:line:column` of the value at `pointer`, or the file alone when that is not known.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> String {
        match self.place(pointer) {
            Some(place) => format!("{}:{place}", self.origin),
            None => self.origin.clone(),
        }
    }

    /// The text of a plain scalar that reads as null or a boolean but is spelled in another way, as `NULL` or `True`.
    #[must_use]
    pub fn spelling(&self, pointer: &str) -> Option<&str> {
        self.texts.get(pointer).map(String::as_str)
    }

    /// Findings as warnings with their file and place.
    #[must_use]
    pub fn warnings_of(&self, findings: Vec<Finding>) -> Vec<Warning> {
        findings
            .into_iter()
            .map(|finding| Warning {
                origin: self.origin.clone(),
                place: self.place(&finding.pointer),
                pointer: finding.pointer,
                text: finding.text,
            })
            .collect()
    }
}

/// Reads an OpenAPI 3.0 document, in YAML or JSON.
///
/// # Errors
/// When the bytes are something else, each time with the file, the place where there is one, and what to do.
pub fn read(bytes: &[u8], origin: &str) -> Result<Read> {
    let read = yaml(bytes, origin)?;
    let Some(root) = read.value.as_object() else {
        bail!(
            "{origin}: an OpenAPI document is a mapping, and this file holds {}",
            kind_of(&read.value)
        );
    };
    if let Some(swagger) = root.get("swagger") {
        bail!(
            "{}: this is Swagger {}, and only OpenAPI 3.0 is supported: convert the file first, or ask the publisher for \
             an OpenAPI 3.0 edition",
            read.locate("/swagger"),
            text_of(swagger),
        );
    }
    let Some(version) = root.get("openapi") else {
        bail!("{origin}: there is no `openapi` member, so this is no OpenAPI document: check the address it came from");
    };
    let version = text_of(version);
    if version != "3.0" && !version.starts_with("3.0.") {
        bail!(
            "{}: this is OpenAPI {version}, and only OpenAPI 3.0 is supported: convert the file first, or ask the \
             publisher for an OpenAPI 3.0 edition",
            read.locate("/openapi"),
        );
    }
    Ok(read)
}

/// Reads any YAML or JSON document, an overlay for example.
///
/// Mapping keys become strings, and a plain scalar becomes a number only if the number is written in no other way.
///
/// # Errors
/// When the bytes are no YAML document.
pub fn yaml(bytes: &[u8], origin: &str) -> Result<Read> {
    let mut warnings = Vec::new();
    let text = decode(bytes, origin, &mut warnings);
    let text = without_controls(&text, origin, &mut warnings);
    let start: String = text
        .trim_start()
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.is_empty() {
        bail!("{origin}: the file is empty: check the address it came from");
    }
    if start.starts_with('<') {
        bail!(
            "{origin}: this is a web page (HTML or XML) where a spec should be: the server may have answered with an \
             error or a login page, so open the address in a browser"
        );
    }
    let built = Builder::new(origin).build(&text);
    let (value, places, texts) = match built {
        Ok(built) => built,
        // YAML lacks the surrogate pairs of JSON, and some of its freedom with tabs.
        Err(error) if start.starts_with(['{', '[']) => match serde_json::from_str::<json::Unique>(&text) {
            Ok(json::Unique(value)) => (value, HashMap::new(), HashMap::new()),
            Err(_) => return Err(error),
        },
        Err(error) => return Err(error),
    };
    Ok(Read {
        origin: origin.to_owned(),
        value,
        warnings,
        places,
        texts,
    })
}

/// The value that a plain scalar stands for.
///
/// ```
/// use serde_json::json;
/// use xtask::spec::read::plain;
/// assert_eq!(plain("5002"), json!(5002));
/// assert_eq!(plain("03"), json!("03"));
/// assert_eq!(plain("1.10"), json!("1.10"));
/// assert_eq!(plain("yes"), json!("yes"));
/// ```
#[must_use]
pub fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    number(text)
        .filter(|number| number.to_string() == text)
        .map_or_else(|| text.into(), Value::Number)
}

/// A number by its decimal text, whatever its spelling.
pub(crate) fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None; // `inf` and `nan` are floats for Rust, not for JSON
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

/// A scalar as text.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a value is, for messages.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

fn decode(bytes: &[u8], origin: &str, warnings: &mut Vec<Warning>) -> String {
    let mut warn = |place, text| {
        warnings.push(Warning {
            origin: origin.to_owned(),
            place,
            pointer: String::new(),
            text,
        });
    };
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        warn(
            None,
            format!("the file is {}, not UTF-8; decoded as such", encoding.name()),
        );
        return encoding.decode(bytes).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    let mut first = None;
    let mut count = 0_usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| (offset, end_of(&text)));
            count += chunk.invalid().len();
            text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
            offset += chunk.invalid().len();
        }
    }
    if let Some((offset, place)) = first {
        let rest = if count == 1 {
            String::new()
        } else {
            format!(" ({count} such bytes in all)")
        };
        warn(
            Some(place),
            format!(
                "byte {offset} (line {}) is not UTF-8; decoded as Windows-1252{rest}",
                place.line
            ),
        );
    }
    text
}

/// The place just after `text`.
fn end_of(text: &str) -> Place {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    Place {
        line,
        column: last.chars().count() + 1,
    }
}

/// Characters that YAML forbids.
fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn without_controls(text: &str, origin: &str, warnings: &mut Vec<Warning>) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut found: Option<(Place, String)> = None;
    let mut count = 0_usize;
    for c in text.chars() {
        if forbidden(c) {
            let (_, names) = found.get_or_insert_with(|| (end_of(&clean), String::new()));
            let name = format!("U+{:04X}", u32::from(c));
            if !names.contains(&name) {
                let comma = if names.is_empty() { "" } else { ", " };
                let _ = write!(names, "{comma}{name}");
            }
            count += 1;
        } else {
            clean.push(c);
        }
    }
    if let Some((place, names)) = found {
        let what = if count == 1 {
            "one control character".to_owned()
        } else {
            format!("{count} control characters")
        };
        warnings.push(Warning {
            origin: origin.to_owned(),
            place: Some(place),
            pointer: String::new(),
            text: format!(
                "{what} ({names}) that YAML forbids; removed, the first from line {}",
                place.line
            ),
        });
    }
    clean
}

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

type Built = (Value, HashMap<String, Place>, HashMap<String, String>);

fn place_of(mark: libyaml_safer::Mark) -> Place {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_add(1);
    Place {
        line: count(mark.line),
        column: count(mark.column),
    }
}

struct Builder<'a> {
    origin: &'a str,
    stack: Vec<Frame>,
    anchors: HashMap<String, Node>,
    aliased: usize,
    places: HashMap<String, Place>,
    texts: HashMap<String, String>,
    root: Option<Value>,
}

impl<'a> Builder<'a> {
    fn new(origin: &'a str) -> Self {
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

    fn build(mut self, text: &str) -> Result<Built> {
        let mut input = text.as_bytes();
        let mut parser = Parser::new();
        parser.set_input_string(&mut input);
        loop {
            let event = parser.parse().map_err(|error| {
                let mark = error.problem_mark().or_else(|| error.context_mark());
                let place = mark.map(|mark| format!(":{}", place_of(mark))).unwrap_or_default();
                anyhow!(
                    "{}{place}: the YAML does not parse: {}. A file that was cut off looks like this, too: fetch it \
                     again, or correct it where it comes from",
                    self.origin,
                    error.problem()
                )
            })?;
            if matches!(event.data, EventData::StreamEnd) {
                break;
            }
            self.event(event)?;
        }
        let Some(root) = self.root else {
            bail!(
                "{}: the file holds nothing but comments: check the address it came from",
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
        let value = match tag.and_then(|tag| tag.strip_prefix("tag:yaml.org,2002:")) {
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

/// JSON whose keys are unique.
mod json {
    use std::fmt;

    use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
    use serde_json::{Map, Number, Value};

    pub(super) struct Unique(pub(super) Value);

    impl<'de> Deserialize<'de> for Unique {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(UniqueVisitor).map(Self)
        }
    }

    struct UniqueVisitor;

    impl<'de> Visitor<'de> for UniqueVisitor {
        type Value = Value;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a JSON value")
        }

        fn visit_unit<E>(self) -> Result<Value, E> {
            Ok(Value::Null)
        }

        fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
            Ok(Value::Bool(value))
        }

        fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
            Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
        }

        fn visit_str<E>(self, value: &str) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
            let mut items = Vec::new();
            while let Some(Unique(item)) = list.next_element()? {
                items.push(item);
            }
            Ok(Value::Array(items))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
            let mut members = Map::new();
            while let Some((key, Unique(value))) = map.next_entry::<String, Unique>()? {
                if members.contains_key(&key) {
                    return Err(A::Error::custom(format!("the key `{key}` stands twice")));
                }
                members.insert(key, value);
            }
            Ok(Value::Object(members))
        }
    }
}
