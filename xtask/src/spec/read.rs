//! From bytes to a document: encoding, YAML or JSON, and where each value stands.

mod builder;
mod encoding;
mod json;

use std::collections::HashMap;

use anyhow::{Result, bail};
use serde_json::{Number, Value};

use super::{Finding, Place, Warning, pointer};
use builder::Builder;
use encoding::{decode, without_controls};

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

/// Reads a document of OpenAPI 3.0 or 3.1, in YAML or JSON.
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
            "{}: this is Swagger {}, and only OpenAPI 3.0 and 3.1 are supported: convert the file first, or ask the \
             publisher for an edition in one of them",
            read.locate("/swagger"),
            text_of(swagger),
        );
    }
    let Some(version) = root.get("openapi") else {
        bail!("{origin}: there is no `openapi` member, so this is no OpenAPI document: check the address it came from");
    };
    let version = text_of(version);
    let known = ["3.0", "3.1"].iter().any(|known| {
        version
            .strip_prefix(known)
            .is_some_and(|patch| patch.is_empty() || patch.starts_with('.'))
    });
    if !known {
        bail!(
            "{}: this is OpenAPI {version}, and only OpenAPI 3.0 and 3.1 are supported: convert the file first, or ask the \
             publisher for an edition in one of them",
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

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
    fn what_is_no_openapi_3_0_or_3_1_is_refused_with_advice() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"", &["test.yaml", "empty"]),
            (b" \n\t\n", &["test.yaml", "empty"]),
            (b"# nothing\n", &["test.yaml", "comments"]),
            (b"<!DOCTYPE html><html></html>", &["test.yaml", "web page", "browser"]),
            (b"\xef\xbb\xbf  <HTML>", &["web page"]),
            (b"swagger: '2.0'\n", &["test.yaml:1:1", "Swagger 2.0", "convert"]),
            (
                b"info: {}\nopenapi: 3.2.0\n",
                &["test.yaml:2:1", "OpenAPI 3.2.0", "3.1"],
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

    #[test]
    fn a_comma_after_a_tag_is_refused_and_one_in_text_is_not() {
        for text in [
            "[!x, y]",
            "[!!str,x]",
            "{a: !<b>,c: d}",
            "{!x, b: c}",
            "[\"a #b\", &e !x,\ny]",
        ] {
            let message = yaml(text.as_bytes(), "f").unwrap_err().to_string();
            assert!(message.contains("a comma follows a tag directly"), "{text}: {message}");
        }
        let text = b"# no !x, here\na: Hello!, you !x, there\nb: ['!x, y', \"!!str,\", !<tag:yaml.org,2002:str> 1]\n";
        let read = yaml(text, "f").unwrap();
        assert_eq!(
            read.value,
            json!({"a": "Hello!, you !x, there", "b": ["!x, y", "!!str,", "1"]})
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = without_controls(&String::from_utf8_lossy(&bytes), "f", &mut Vec::new());
            let _ = Builder::new("f").build(&text);
        }

        #[test]
        fn no_tag_makes_it_panic(text in "(!|!!|!<a>|!<|[ab,%41&* ]|\"|'|:|\\{|\\}|\\[|\\]|#|\n|- |, |\\||\\?){0,16}") {
            let _ = Builder::new("f").build(&text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "([a-c:,?*&!|>'\"%@`#~ \\t\n{}\\[\\]<0-2.-]|\n  |- |: |: \\|\n ){0,60}") {
            let _ = Builder::new("f").build(&text);
        }
    }
}
