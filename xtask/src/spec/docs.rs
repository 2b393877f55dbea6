//! Documentation lines for generated items: prose made safe for rustdoc, and constraints in words.

use serde_json::Value;

/// Prose from a spec as doc-comment lines: no HTML, no accidental links, no code that rustdoc would compile.
///
/// ```
/// let lines = xtask::spec::docs::prose("Reads <b>all</b> of [it]. See http://example.com/a.");
/// assert_eq!(lines, ["Reads \\<b\\>all\\</b\\> of \\[it\\]. See <http://example.com/a>."]);
/// ```
pub fn prose(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    // How far the lines of a list's item stand in, while one is open.
    let mut item: Option<usize> = None;
    for raw in text.lines() {
        // Indentation would make a code block of it, and code blocks are compiled as tests.
        let line = raw.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            lines.push(if fenced { "```".to_owned() } else { "```text".to_owned() });
            fenced = !fenced;
        } else if fenced {
            lines.push(without_controls(line));
        } else if line.is_empty() {
            item = None;
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
        } else {
            let from = lines.len();
            wrap(&escape(line), &mut lines);
            item = bullet(line).or(item);
            if let (Some(width), None) = (item, bullet(line)) {
                for line in &mut lines[from..] {
                    line.insert_str(0, &" ".repeat(width));
                }
            }
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The width of what begins a list's item, if the line begins one.
fn bullet(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = if digits > 0 {
        line[digits..].starts_with(['.', ')'])
    } else {
        line.starts_with(['-', '*', '+'])
    };
    (mark && line[digits + 1..].starts_with(' ')).then_some(digits + 2)
}

/// The width of a documentation line.
const WIDTH: usize = 100;

/// Breaks a line between words, but for one that Markdown reads by its beginning.
fn wrap(line: &str, lines: &mut Vec<String>) {
    let begins_a_block = |word: &str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
        word.starts_with(['#', '|', '-', '+', '*', '>', '=', '~', '`'])
            || (digits.len() < word.len() && digits.starts_with(['.', ')']))
    };
    let mut words = line.split(' ');
    let mut current = words.next().unwrap_or_default().to_owned();
    let whole = begins_a_block(&current) && !current.starts_with('`');
    for word in words {
        // A word that would begin a list, a heading or a table stays where it is, and so does what stands in backticks.
        let open = !current.matches('`').count().is_multiple_of(2);
        if !whole && !open && current.len() + word.len() >= WIDTH && !begins_a_block(word.trim_start_matches('`')) {
            lines.push(std::mem::take(&mut current));
        } else {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

/// The text on one line: line breaks and other control characters become blanks.
fn without_controls(text: &str) -> String {
    text.replace(is_control, " ")
}

/// Control characters, line separators, and what changes the direction of text, which the compiler refuses.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Text as it can stand between backticks on one line.
pub fn code(text: &str) -> String {
    without_controls(&text.replace('`', "'"))
}

/// Makes a line of prose safe: what stands between backticks is code and stays, an odd backtick is none.
fn escape(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    let paired = parts.len() - usize::from(parts.len().is_multiple_of(2));
    let mut out = String::with_capacity(line.len());
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push(if index < paired { '`' } else { '\'' });
        }
        if index % 2 == 1 && index < paired {
            out.push_str(&without_controls(part));
        } else {
            out.push_str(&part.split(' ').map(word).collect::<Vec<_>>().join(" "));
        }
    }
    out
}

fn word(word: &str) -> String {
    if let Some(at) = word.find("http://").or_else(|| word.find("https://")) {
        let (before, rest) = word.split_at(at);
        let end = rest
            .find(['<', '>', '"', '\'', ')', ']', '*', '|', '\\'])
            .unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let after = &rest[url.len()..];
        if url.len() > "https://".len() {
            return format!("{}<{url}>{}", plain(before), plain(after));
        }
    }
    plain(word)
}

/// Escapes what Markdown or rustdoc would read as a tag or a link.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '<' | '>' | '[' | ']') {
            out.push('\\');
        }
        out.push(if is_control(c) { ' ' } else { c });
    }
    out
}

/// What a schema demands of a value, in a few words: `1 to 23 characters`, `pattern …`; empty without constraints.
pub fn constraints(schema: &Value) -> Vec<String> {
    let mut words = Vec::new();
    let number = |key: &str| schema.get(key).filter(|v| v.is_number()).map(ToString::to_string);
    let span = |low: Option<String>, high: Option<String>, unit: &str| match (low, high) {
        (Some(low), Some(high)) if low == high => Some(format!("{low} {unit}")),
        (Some(low), Some(high)) => Some(format!("{low} to {high} {unit}")),
        (Some(low), None) if low != "0" => Some(format!("at least {low} {unit}")),
        (None, Some(high)) => Some(format!("at most {high} {unit}")),
        _ => None,
    };
    words.extend(span(number("minLength"), number("maxLength"), "characters"));
    words.extend(span(number("minItems"), number("maxItems"), "items"));
    words.extend(span(number("minProperties"), number("maxProperties"), "members"));
    words.extend(match (number("minimum"), number("maximum")) {
        (Some(low), Some(high)) if low == high => Some(format!("value {low}")),
        (Some(low), Some(high)) => Some(format!("value {low} to {high}")),
        (Some(low), None) => Some(format!("value at least {low}")),
        (None, Some(high)) => Some(format!("value at most {high}")),
        (None, None) => None,
    });
    let is_set = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    for (key, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(limit) = number(limit).filter(|_| is_set(key)) {
            words.push(format!("not {limit} itself"));
        }
    }
    words.extend(number("multipleOf").map(|step| format!("a multiple of {step}")));
    if is_set("uniqueItems") {
        words.push("no item twice".to_owned());
    }
    match schema.get("pattern").and_then(Value::as_str) {
        Some(pattern) if !pattern.contains('`') => words.push(format!("pattern `{}`", code(pattern).trim())),
        Some(pattern) => words.push(format!("pattern ``` {} ```", without_controls(pattern).trim())),
        None => {}
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        match format {
            "date" => words.push("a date, `YYYY-MM-DD`".to_owned()),
            "date-time" => words.push("date and time by RFC 3339".to_owned()),
            "byte" => words.push("base64".to_owned()),
            "uuid" => words.push("a UUID".to_owned()),
            "email" => words.push("an e-mail address".to_owned()),
            "uri" | "url" => words.push("a URI".to_owned()),
            // What the type says already.
            "int32" | "int64" | "uint64" | "float" | "double" | "binary" | "" => {}
            other => words.push(format!("format `{}`", code(other))),
        }
    }
    match schema.get("default") {
        Some(Value::String(text)) if !text.contains('`') && !text.is_empty() => {
            words.push(format!("default `{}`", code(text)));
        }
        Some(Value::String(_) | Value::Null) | None => {}
        Some(value) => words.push(format!("default `{}`", code(&value.to_string()))),
    }
    for (key, each) in [("items", "each item"), ("additionalProperties", "each value")] {
        let inside = schema.get(key).map(constraints).unwrap_or_default();
        if !inside.is_empty() {
            words.push(format!("{each}: {}", inside.join(", ")));
        }
    }
    words
}

/// What is said of what the specification calls deprecated.
pub const DEPRECATED: &str = "Deprecated by the specification.";

/// Adds lines as a paragraph of its own.
pub fn paragraph(lines: &mut Vec<String>, more: Vec<String>) {
    if more.is_empty() {
        return;
    }
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
    lines.extend(more);
}

/// Where a value's `externalDocs` lead.
pub fn external(value: &Value) -> Vec<String> {
    let text = |key: &str| {
        let found = value.pointer(&format!("/externalDocs/{key}"))?.as_str()?.trim();
        (!found.is_empty()).then_some(found)
    };
    let words = match (text("description"), text("url")) {
        (Some(description), Some(url)) => format!("{description}: {url}"),
        (None, Some(url)) => format!("See {url}"),
        (_, None) => return Vec::new(),
    };
    prose(&words)
}

/// The line under a field's prose: its JSON name and its constraints.
pub fn json_line(name: &str, schema: &Value) -> String {
    let mut line = match name {
        "" => "JSON `\"\"`".to_owned(),
        name => format!("JSON `{}`", code(name)),
    };
    for part in constraints(schema) {
        line.push_str("; ");
        line.push_str(&part);
    }
    line.push('.');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn code_fences_become_text_and_are_closed() {
        assert_eq!(prose("a\n```json\n{}\n"), ["a", "```text", "{}", "```"]);
    }

    #[test]
    fn indentation_makes_no_code_block() {
        assert_eq!(prose("one\n\n\n      two"), ["one", "", "two"]);
    }

    #[test]
    fn links_tags_and_odd_backticks_are_plain() {
        assert_eq!(prose("[a](b) <i> `x"), ["\\[a\\](b) \\<i\\> 'x"]);
        assert_eq!(prose("(https://a.example/x)."), ["(<https://a.example/x>)."]);
        assert_eq!(prose("https://"), ["https://"]);
        assert_eq!(prose("`a [b] c` and [d] `e"), ["`a [b] c` and \\[d\\] 'e"]);
    }

    #[test]
    fn the_lines_of_an_item_stand_in() {
        assert_eq!(
            prose("- one\nmore\n2. two\nmore\n\nafter\n*bold* text"),
            ["- one", "  more", "2. two", "   more", "", "after", "*bold* text"]
        );
    }

    #[test]
    fn long_lines_break_between_words() {
        let word = "wordword ";
        let lines = prose(&word.repeat(30));
        assert!(
            lines.len() > 2 && lines.iter().all(|line| line.len() <= WIDTH),
            "{lines:?}"
        );
        assert_eq!(lines.join(" "), word.repeat(30).trim());
        // Nothing that would become a list, and no code in two parts.
        let lines = prose(&format!("{} - x 1. y `a b c d e f`", word.repeat(11)));
        assert!(lines.iter().all(|line| !line.starts_with(['-', '1'])), "{lines:?}");
        assert!(lines.iter().all(|line| line.matches('`').count() % 2 == 0), "{lines:?}");
        assert_eq!(prose(&format!("- {}", word.repeat(30))).len(), 1);
    }

    #[test]
    fn constraints_are_put_in_words() {
        let schema = json!({"minLength": 1, "maxLength": 23, "pattern": "^\\d+$", "default": "x"});
        assert_eq!(
            json_line("acquirerRefNum", &schema),
            "JSON `acquirerRefNum`; 1 to 23 characters; pattern `^\\d+$`; default `x`."
        );
        assert_eq!(constraints(&json!({"minLength": 4, "maxLength": 4})), ["4 characters"]);
        assert!(constraints(&json!({"minLength": 0})).is_empty());
        assert_eq!(constraints(&json!({"minimum": 0, "maximum": 1})), ["value 0 to 1"]);
        let number = json!({"minimum": 0, "exclusiveMinimum": true, "multipleOf": 0.01, "format": "money"});
        assert_eq!(
            constraints(&number),
            [
                "value at least 0",
                "not 0 itself",
                "a multiple of 0.01",
                "format `money`"
            ]
        );
        let list = json!({"uniqueItems": true, "default": ["a"], "items": {"maxLength": 3, "pattern": "`"}});
        assert_eq!(
            constraints(&list),
            [
                "no item twice",
                "default `[\"a\"]`",
                "each item: at most 3 characters, pattern ``` ` ```"
            ]
        );
    }
}
