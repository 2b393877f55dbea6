//! From bytes to a document: encoding, YAML or JSON, and where each value stands.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::panic::catch_unwind;

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
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let start: String = text
        .trim_start()
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.is_empty() {
        bail!("{origin}: the file is empty: check the address it came from");
    }
    let markup = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "!?/".contains(c));
    if start.strip_prefix('<').is_some_and(markup) {
        bail!(
            "{origin}: this is a web page (HTML or XML) where a spec should be: the server may have answered with an \
             error or a login page, so open the address in a browser"
        );
    }
    if text
        .lines()
        .all(|line| matches!(line.trim_start().chars().next(), None | Some('#')))
    {
        bail!("{origin}: the file holds nothing but comments: check the address it came from");
    }
    // The parser has loose ends; should one give way, the message must still name the file.
    let built = catch_unwind(|| Builder::new(origin).build(&text)).unwrap_or_else(|_| {
        Err(anyhow!(
            "{origin}: the YAML parser gave up: write the file in a simpler way, as JSON for example"
        ))
    });
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
                    "{}{shown}: the YAML does not parse: {}. {advice}",
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn value(text: &str) -> Value {
        yaml(text.as_bytes(), "test.yaml").unwrap().value
    }

    fn error(text: impl AsRef<[u8]>) -> String {
        format!("{:#}", read(text.as_ref(), "test.yaml").unwrap_err())
    }

    #[test]
    fn plain_scalars_become_numbers_only_when_nothing_is_lost() {
        let text =
            "[5002, -1, 1.5, 0, 18446744073709551615, 03, 1.10, 0x1F, 1_000, 1e3, .5, -0, +1, 2020-01-01, 12:30:00]";
        assert_eq!(
            value(text),
            json!([
                5002,
                -1,
                1.5,
                0,
                18_446_744_073_709_551_615_u64,
                "03",
                "1.10",
                "0x1F",
                "1_000",
                "1e3",
                ".5",
                "-0",
                "+1",
                "2020-01-01",
                "12:30:00"
            ])
        );
        assert_eq!(
            value("[yes, No, on, OFF, y, .inf, .nan, inf, nan]"),
            json!(["yes", "No", "on", "OFF", "y", ".inf", ".nan", "inf", "nan"])
        );
        assert_eq!(
            value("[true, False, TRUE, null, ~, Null, ]"),
            json!([true, false, true, null, null, null])
        );
    }

    #[test]
    fn quoted_and_tagged_scalars_keep_their_text() {
        assert_eq!(
            value("['5', \"true\", !!str 5, !!str null, !custom 5, '']"),
            json!(["5", "true", "5", "null", "5", ""])
        );
        assert_eq!(value("a: |\n  5\nb: >-\n  true\n"), json!({"a": "5\n", "b": "true"}));
    }

    #[test]
    fn keys_are_texts() {
        assert_eq!(
            value("200: a\ntrue: b\n1.0: c\n'x': d\n"),
            json!({"200": "a", "true": "b", "1.0": "c", "x": "d"})
        );
    }

    #[test]
    fn plain_scalars_may_span_lines() {
        assert_eq!(
            value("a: one\n  two\n\n  three # no\nb: 1\n"),
            json!({"a": "one two\nthree", "b": 1})
        );
        assert_eq!(value("a: 'one\ntwo'\nb: 1\n"), json!({"a": "one two", "b": 1}));
    }

    #[test]
    fn line_ends_of_other_systems_are_line_ends() {
        let unix = "a: |\n  one\n  two\n\n  three\nb: 'x\n\n  y'\n";
        let expected = json!({"a": "one\ntwo\n\nthree\n", "b": "x\ny"});
        assert_eq!(value(unix), expected);
        assert_eq!(value(&unix.replace('\n', "\r\n")), expected);
        assert_eq!(value(&unix.replace('\n', "\r")), expected);
        assert_eq!(value("a: |\n \n  - "), json!({"a": "\n- \n"}));
    }

    #[test]
    fn aliases_and_merge_keys_unfold() {
        let text = "a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd:\n  <<: [{z: 1}, *a]\n'<<': plain\n";
        let a = json!({"x": 1, "y": 2});
        assert_eq!(
            value(text),
            json!({"a": a, "b": a, "c": {"y": 3, "x": 1}, "d": {"z": 1, "x": 1, "y": 2}, "<<": "plain"})
        );
    }

    #[test]
    fn json_is_read_with_its_escapes() {
        let text = "{\n\t\"a\": \"\\ud83d\\ude00\",\n\t\"b\": [1, \"\\/\"]\n}";
        assert_eq!(value(text), json!({"a": "\u{1f600}", "b": [1, "/"]}));
        let text = "{\"a\": \"\\ud83d\\ude00\", \"b\": 1, \"b\": 2}";
        assert!(yaml(text.as_bytes(), "test.json").is_err());
    }

    #[test]
    fn places_are_those_of_keys_and_items() {
        let read = yaml(b"a:\n  b:\n    - x\n    - y: 1\n", "f").unwrap();
        assert_eq!(read.locate("/a/b"), "f:2:3");
        assert_eq!(read.locate("/a/b/1"), "f:4:7");
        assert_eq!(read.locate("/a/b/1/y/no/such"), "f:4:7");
        assert_eq!(read.locate("/nowhere"), "f:1:1");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_windows_1252() {
        let read = yaml(b"\xef\xbb\xbfa: x\nb: \"caf\xe9 \x96 \xc3\xa9\"\n", "f").unwrap();
        assert_eq!(read.value, json!({"a": "x", "b": "caf\u{e9} \u{2013} \u{e9}"}));
        let [warning] = read.warnings.as_slice() else {
            panic!("{:?}", read.warnings)
        };
        assert_eq!(
            warning.to_string(),
            "f:2:8: byte 12 (line 2) is not UTF-8; decoded as Windows-1252 (2 such bytes in all)"
        );
    }

    #[test]
    fn a_broken_sequence_before_a_quote_costs_one_character() {
        let read = yaml(b"a: \"x\xe2\x82\"\nb: \xe2\x82\xac\n", "f").unwrap();
        assert_eq!(read.value, json!({"a": "x\u{e2}\u{201a}", "b": "\u{20ac}"}));
    }

    #[test]
    fn utf16_is_decoded_by_its_mark() {
        let bytes: Vec<u8> = [0xfeff_u16]
            .into_iter()
            .chain("a: \u{e9}".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let read = yaml(&bytes, "f").unwrap();
        assert_eq!(read.value, json!({"a": "\u{e9}"}));
        assert!(read.warnings[0].text.contains("UTF-16LE"), "{:?}", read.warnings);
    }

    #[test]
    fn control_characters_are_removed_and_never_join_keys() {
        let read = yaml("a: x\u{7}y\u{84}z\u{feff}\nb: 1\u{7}\n".as_bytes(), "f").unwrap();
        assert_eq!(read.value, json!({"a": "xyz", "b": 1}));
        assert_eq!(
            read.warnings[0].to_string(),
            "f:1:5: 4 control characters (U+0007, U+0084, U+FEFF) that YAML forbids; removed, the first from line 1"
        );
        let text = error("openapi: 3.0.0\nk\u{1}ey: 1\nkey: 2\n");
        assert!(text.contains("`key` stands twice"), "{text}");
    }

    #[test]
    fn what_is_no_openapi_3_0_is_refused_with_advice() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"", &["test.yaml", "empty"]),
            (b" \n\t\n", &["test.yaml", "empty"]),
            (b"# nothing\n", &["test.yaml", "comments"]),
            (b"<!DOCTYPE html><html></html>", &["test.yaml", "web page", "browser"]),
            (b"\xef\xbb\xbf  <HTML>", &["web page"]),
            (b"swagger: '2.0'\n", &["test.yaml:1:1", "Swagger 2.0", "convert"]),
            (
                b"info: {}\nopenapi: 3.1.0\n",
                &["test.yaml:2:1", "OpenAPI 3.1.0", "3.0"],
            ),
            (b"openapi: 3.00.0\n", &["3.00.0"]),
            (b"- a\n", &["test.yaml", "mapping", "a list"]),
            (b"just text\n", &["test.yaml", "a text"]),
            (b"a: 1\n", &["test.yaml", "`openapi`"]),
            (b"a: {b: 1\n", &["test.yaml:2:1", "does not parse", "end of the file"]),
            (
                b"a: b: c\nd: 1\ne: 1\n",
                &["test.yaml:1:5", "does not parse", "Correct it"],
            ),
            (b"a:\n\tb: 1\nc: 1\n", &["test.yaml:2:1", "tabs"]),
            (
                b"a: 1\nb:\n  c: 1\n  c: 2\n",
                &["test.yaml:4:3", "`c`", "/b", "test.yaml:3:3"],
            ),
            (b"200: 1\n'200': 2\n", &["`200` stands twice", "test.yaml:1:1"]),
            (b"a: *b\n", &["test.yaml:1:4", "`*b`"]),
            (b"a: &a [*a]\n", &["test.yaml:1:8", "`*a`"]),
            (b"a: 1\n---\nb: 1\n", &["second YAML document"]),
            (b"? [a]\n: b\n", &["a key is a list"]),
            (b"{a}: b\n", &["a key is a list or a mapping", "quotes"]),
            (b"<<: 5\n", &["merge key", "a number"]),
        ];
        for (bytes, words) in cases {
            let text = error(bytes);
            for word in *words {
                assert!(text.contains(word), "{word:?} is not in {text:?}");
            }
        }
    }

    #[test]
    fn bombs_are_defused() {
        assert!(error("[".repeat(100_000)).contains("deeper than 100"));
        assert!(error("- ".repeat(5_000)).contains("deeper than 100"));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let items = format!("*a{}, ", level - 1).repeat(10);
            let _ = writeln!(bomb, "a{level}: &a{level} [{items}]");
        }
        assert!(error(bomb).contains("unfold to more than"));
        let mut tower = "a0: &a0 x\n".to_owned();
        for level in 1..200 {
            let _ = writeln!(tower, "a{level}: &a{level} [*a{}]", level - 1);
        }
        assert!(error(tower).contains("deeper than 100"));
    }

    #[test]
    fn odd_spellings_are_remembered() {
        let read = yaml(b"a: [TRUE, Null, true, ~, 'NULL']\n", "f").unwrap();
        let spellings: Vec<_> = (0..5).map(|index| read.spelling(&format!("/a/{index}"))).collect();
        assert_eq!(spellings, [Some("TRUE"), Some("Null"), None, Some("~"), None]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = without_controls(&String::from_utf8_lossy(&bytes), "f", &mut Vec::new());
            let _ = Builder::new("f").build(&text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "([a-c:,?*&!|>'\"%@`#~ \\t\n{}\\[\\]<0-2.-]|\n  |- |: |: \\|\n ){0,60}") {
            let _ = Builder::new("f").build(&text);
        }
    }
}
