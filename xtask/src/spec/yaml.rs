//! Writes documents as YAML in one stable layout.
//!
//! What [`write()`] gives, [`super::read::yaml`] reads back as the very same value.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::read::plain;

/// A document as YAML: block style, two spaces a level, quotes only where they are needed.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => mapping(members, 0, &mut out),
        Value::Array(items) if !items.is_empty() => sequence(items, 0, &mut out),
        other => {
            scalar(other, &mut out);
            out.push('\n');
        }
    }
    out
}

fn mapping(members: &Map<String, Value>, depth: usize, out: &mut String) {
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            indent(depth, out);
        }
        let start = out.len();
        text(key, out);
        if out.len() - start > 1000 {
            // YAML limits the length of a key that stands before a colon on one line.
            out.insert_str(start, "? ");
            out.push('\n');
            indent(depth, out);
        }
        out.push(':');
        match value {
            Value::Object(members) if !members.is_empty() => {
                out.push('\n');
                indent(depth + 1, out);
                mapping(members, depth + 1, out);
            }
            Value::Array(items) if !items.is_empty() => {
                out.push('\n');
                indent(depth + 1, out);
                sequence(items, depth + 1, out);
            }
            other => {
                out.push(' ');
                scalar(other, out);
                out.push('\n');
            }
        }
    }
}

fn sequence(items: &[Value], depth: usize, out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            indent(depth, out);
        }
        out.push_str("- ");
        match item {
            Value::Object(members) if !members.is_empty() => mapping(members, depth + 1, out),
            Value::Array(items) if !items.is_empty() => sequence(items, depth + 1, out),
            other => {
                scalar(other, out);
                out.push('\n');
            }
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn scalar(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::String(string) => text(string, out),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
        // A number that does not read back as itself does not exist: `plain` compares with this very text.
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

fn text(string: &str, out: &mut String) {
    if is_plain(string) {
        out.push_str(string);
    } else if string.chars().all(is_printable) {
        out.push('\'');
        out.push_str(&string.replace('\'', "''"));
        out.push('\'');
    } else {
        out.push('"');
        for c in string.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                c if is_printable(c) => out.push(c),
                c if u32::from(c) <= 0xff => {
                    let _ = write!(out, "\\x{:02X}", u32::from(c));
                }
                c if u32::from(c) <= 0xffff => {
                    let _ = write!(out, "\\u{:04X}", u32::from(c));
                }
                c => {
                    let _ = write!(out, "\\U{:08X}", u32::from(c));
                }
            }
        }
        out.push('"');
    }
}

/// Whether a character may stand in quotes as it is.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text needs no quotes, for this reader and for those that follow YAML 1.1.
fn is_plain(string: &str) -> bool {
    let starts_well = string.starts_with(|c: char| c.is_ascii_alphabetic() || "/$_".contains(c));
    let all_safe = string
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " /$_-.+(){}".contains(c));
    let word = matches!(
        string.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    // One way to write a number begins with a letter: a float such as `inf`, which `plain` does not take.
    starts_well && all_safe && !word && !string.ends_with(' ') && plain(string).is_string()
}
