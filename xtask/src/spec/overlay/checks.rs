//! Whether the actions of an overlay still fit the document: what they name is there, and what they say has an effect.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::super::pointer::{child, parent};
use super::super::variants;
use super::{Problem, Query, Written, is_extension};

/// How many combinations of names a target may have.
const COMBINATIONS: usize = 4096;

/// The queries that a query with lists of names stands for, one for each combination of names.
///
/// `$.a['b','c'].d` stands for `$.a['b'].d` and `$.a['c'].d`. A query without such a list stands for itself, and gives none.
/// `None`: there are more than [`COMBINATIONS`].
pub(super) fn each_name(text: &str) -> Option<Vec<String>> {
    let mut done = vec![String::new()];
    let mut rest = text;
    let mut lists = 0;
    while let Some(open) = rest.find(['[', '\'', '"']) {
        let (before, from) = rest.split_at(open);
        append(&mut done, before);
        let end = if from.starts_with('[') {
            bracket(from)
        } else {
            quoted(from)
        };
        let (whole, after) = from.split_at(end);
        let names = whole
            .starts_with('[')
            .then(|| names(whole))
            .flatten()
            .unwrap_or_default();
        if names.len() > 1 {
            lists += 1;
            if done.len() * names.len() > COMBINATIONS {
                return None;
            }
            done = done
                .iter()
                .flat_map(|query| names.iter().map(move |name| format!("{query}[{name}]")))
                .collect();
        } else {
            append(&mut done, whole);
        }
        rest = after;
    }
    append(&mut done, rest);
    Some(if lists == 0 { Vec::new() } else { done })
}

fn append(queries: &mut [String], text: &str) {
    for query in queries {
        query.push_str(text);
    }
}

/// The length of the text in quotes at the beginning of `text`.
fn quoted(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, quote)) = chars.next() else { return 0 };
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The length of the bracket at the beginning of `text`, with all brackets and texts inside.
fn bracket(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match rest.chars().next() {
            Some('\'' | '"') => at += quoted(rest),
            Some('[') => {
                depth += 1;
                at += 1;
            }
            Some(']') => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return at;
                }
            }
            Some(c) => at += c.len_utf8(),
            None => break,
        }
    }
    text.len()
}

/// The members of a bracket that holds a list of names; `None` for a filter, a slice, a wildcard or an index.
fn names(bracket: &str) -> Option<Vec<&str>> {
    let mut rest = bracket.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut out = Vec::new();
    loop {
        if !rest.starts_with(['\'', '"']) {
            return None;
        }
        let (name, after) = rest.split_at(quoted(rest));
        out.push(name);
        let after = after.trim_start();
        match after.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None if after.is_empty() => return Some(out),
            None => return None,
        }
    }
}

/// The names of a target's lists that select nothing, where others do.
pub(super) fn selectors(target: &Query, document: &Value) -> Vec<Problem> {
    let selects = |path: &JsonPath| !path.query(document).is_empty();
    let lost: Vec<&str> = target
        .each
        .iter()
        .filter(|(_, path)| !selects(path))
        .map(|(text, _)| text.as_str())
        .collect();
    if lost.len() == target.each.len() {
        // The whole target selects nothing, which is said of the action.
        return Vec::new();
    }
    lost.into_iter()
        .map(|text| Problem {
            pointer: String::new(),
            text: format!("`{text}` selects nothing: correct the name, or leave it out of the target"),
        })
        .collect()
}

/// What an action has added without saying so, and what it says it adds and found there.
pub(super) fn created(listed: &[String], written: &Written) -> Vec<Problem> {
    let unlisted = written.created.iter().filter(|pointer| !listed.contains(pointer));
    let there = listed.iter().filter(|pointer| !written.created.contains(*pointer));
    let unlisted = unlisted.map(|pointer| {
        format!(
            "`{pointer}` is not in the document, and would be added: correct the name, or, if the contract lacks it, list it \
             in the action's `x-creates`"
        )
    });
    let there = there.map(|pointer| {
        format!(
            "`x-creates` lists `{pointer}`, which the action does not add: it is there already, or the name is wrong"
        )
    });
    unlisted
        .chain(there)
        .map(|text| Problem {
            pointer: String::new(),
            text,
        })
        .collect()
}

/// The members of a schema that do not count beside a `$ref`.
const LOST: [&str; 13] = [
    "type",
    "format",
    "enum",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    variants::NAMES,
    variants::DOCS,
];

/// What actions have written that has no effect, or not the one that is meant, each with the index of its action.
pub(super) fn marks(document: &Value, writers: &HashMap<String, usize>) -> Vec<(usize, Problem)> {
    let mut found = Vec::new();
    let places: BTreeSet<&str> = writers.keys().filter_map(|pointer| parent(pointer)).collect();
    for at in places {
        let Some(value) = document.pointer(at).filter(|_| !is_extension(at)) else {
            continue;
        };
        if let Value::Object(members) = value {
            let writer = |name: &str| writers.get(&child(at, name)).copied();
            references(members, at, writer, &mut found);
            values(value, members, at, writer, &mut found);
        }
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.pointer).cmp(&(b, &other.pointer)));
    found
}

/// Members beside a `$ref`.
fn references(
    members: &Map<String, Value>,
    at: &str,
    writer: impl Fn(&str) -> Option<usize>,
    found: &mut Vec<(usize, Problem)>,
) {
    let Some(reference) = members.get("$ref").and_then(Value::as_str) else {
        return;
    };
    let schema = reference.starts_with("#/components/schemas/");
    for name in members.keys().filter(|name| *name != "$ref") {
        if schema && !LOST.contains(&name.as_str()) {
            continue;
        }
        if let Some(index) = writer(name) {
            let text = format!("`{name}` has no effect beside `$ref: {reference}`: set it on what is referred to");
            found.push((
                index,
                Problem {
                    pointer: at.to_owned(),
                    text,
                },
            ));
        }
    }
}

/// An enum's values, and the names that are bound to them.
fn values(
    schema: &Value,
    members: &Map<String, Value>,
    at: &str,
    writer: impl Fn(&str) -> Option<usize>,
    found: &mut Vec<(usize, Problem)>,
) {
    let mut say = |index: usize, text: String| {
        let pointer = at.to_owned();
        found.push((index, Problem { pointer, text }));
    };
    if members.contains_key("$ref") {
        return;
    }
    if let Some(index) = writer(variants::NAMES).or_else(|| writer(variants::DOCS)) {
        for text in variants::mismatches(schema) {
            say(index, text);
        }
    }
    let (Some(index), Some(Value::Array(list))) = (writer("enum"), members.get("enum")) else {
        return;
    };
    if let Some(twice) = list.iter().enumerate().find(|(at, value)| list[..*at].contains(value)) {
        say(
            index,
            format!("the enum has {} twice: the document has it already", twice.1),
        );
    }
    let fits: fn(&Value) -> bool = match members.get("type").and_then(Value::as_str) {
        Some("string") => Value::is_string,
        Some("integer") => |value| value.is_i64() || value.is_u64(),
        Some("number") => Value::is_number,
        Some("boolean") => Value::is_boolean,
        Some("object") => Value::is_object,
        Some("array") => Value::is_array,
        _ => return,
    };
    if let Some(value) = list.iter().find(|value| !value.is_null() && !fits(value)) {
        let kind = members.get("type").and_then(Value::as_str).unwrap_or_default();
        say(
            index,
            format!("the enum has {value}, which is no {kind} as `type` demands"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::each_name;

    #[test]
    fn a_list_of_names_stands_for_a_query_each() {
        let cases: [(&str, &[&str]); 6] = [
            ("$.a.b", &[]),
            ("$.a['b']", &[]),
            ("$.a['b','c'].d", &["$.a['b'].d", "$.a['c'].d"]),
            (
                "$['a', \"b\"]['c','d,]e']",
                &["$['a']['c']", "$['a']['d,]e']", "$[\"b\"]['c']", "$[\"b\"]['d,]e']"],
            ),
            ("$.a[?@['b','c'] == '[']", &[]),
            (
                "$.a[?@.b == 'x']['c','d']",
                &["$.a[?@.b == 'x']['c']", "$.a[?@.b == 'x']['d']"],
            ),
        ];
        for (query, expected) in cases {
            assert_eq!(each_name(query).unwrap(), expected, "{query}");
        }
        let many = format!("$[{}]", vec!["'a'"; 100].join(","));
        assert!(each_name(&format!("{many}{}", many.trim_start_matches('$'))).is_none());
    }
}
