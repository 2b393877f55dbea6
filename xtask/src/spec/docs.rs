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
    for raw in text.lines() {
        // Indentation would make a code block of it, and code blocks are compiled as tests.
        let line = raw.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            lines.push(if fenced { "```".to_owned() } else { "```text".to_owned() });
            fenced = !fenced;
        } else if fenced {
            lines.push(without_controls(line));
        } else if line.is_empty() {
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
        } else {
            lines.push(escape(line));
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

fn escape(line: &str) -> String {
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    if let Some(at) = word.find("http://").or_else(|| word.find("https://")) {
        let (before, rest) = word.split_at(at);
        let end = rest
            .find(['<', '>', '"', '\'', ')', ']', '`', '*', '|', '\\'])
            .unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let after = &rest[url.len()..];
        if url.len() > "https://".len() {
            return format!("{}<{url}>{}", plain(before), plain(after));
        }
    }
    plain(word)
}

/// Escapes what Markdown or rustdoc would read as a tag or a link, but for what stands between backticks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let closed = text.matches('`').count() % 2 == 0;
    let mut code = false;
    for c in text.chars() {
        match c {
            '`' if closed => {
                code = !code;
                out.push(c);
            }
            '`' => out.push('\''),
            '<' | '>' | '[' | ']' if !code => {
                out.push('\\');
                out.push(c);
            }
            c if is_control(c) => out.push(' '),
            c => out.push(c),
        }
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
    words.extend(span(number("minimum"), number("maximum"), "").map(|text| format!("value {}", text.trim_end())));
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        if !pattern.contains('`') {
            words.push(format!("pattern `{}`", code(pattern).trim()));
        }
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        match format {
            "date" => words.push("a date, `YYYY-MM-DD`".to_owned()),
            "date-time" => words.push("date and time by RFC 3339".to_owned()),
            "byte" => words.push("base64".to_owned()),
            "uuid" => words.push("a UUID".to_owned()),
            "email" => words.push("an e-mail address".to_owned()),
            "uri" | "url" => words.push("a URI".to_owned()),
            _ => {}
        }
    }
    match schema.get("default") {
        Some(Value::String(text)) if !text.contains('`') && !text.is_empty() => {
            words.push(format!("default `{}`", code(text)))
        }
        Some(value @ (Value::Bool(_) | Value::Number(_))) => words.push(format!("default `{value}`")),
        _ => {}
    }
    words
}

/// The line under a field's prose: its JSON name and its constraints.
pub fn json_line(name: &str, schema: &Value) -> String {
    let mut line = format!("JSON `{}`", code(name));
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
    }
}
