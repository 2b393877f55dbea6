//! Rust names for what a spec calls by any name: types, fields, functions, variants.
//!
//! ```
//! use xtask::spec::names;
//!
//! assert_eq!(names::type_name("get queue-content"), "GetQueueContent");
//! assert_eq!(names::field("card-number"), "card_number");
//! assert_eq!(names::field("type"), "r#type");
//! ```

use std::collections::HashSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that cannot be identifiers, not even raw ones.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// The language's keywords, strict and reserved, of edition 2024.
const KEYWORDS: [&str; 52] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
    "raw",
    "safe",
];

/// Types and traits that generated model files use by their short names.
const TAKEN_TYPES: [&str; 18] = [
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Err",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "ToString",
    "Unknown",
    "Vec",
];

/// Field names that generated models need for themselves: the map of unknown fields and the constructor.
const TAKEN_FIELDS: [&str; 2] = ["extra", "new"];

/// Methods that a client has beside one for each module.
const TAKEN_MODULES: [&str; 5] = ["new", "environment", "with_max_response_bytes", "clone", "main"];

fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect()
}

/// A name in `UpperCamelCase` that stays as it is when the generator splits it into words and joins them again.
fn camel(text: &str) -> String {
    let mut name = ascii(text).to_upper_camel_case();
    loop {
        let again = joined(&name);
        if again == name {
            return name;
        }
        name = again;
    }
}

/// The generator's own rule: a word begins at a capital behind a small letter or a digit, and at the last of several
/// capitals if a small letter follows it.
fn joined(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len());
    for (index, &letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let after = letters.get(index + 1);
        let begins = match before {
            None => true,
            Some(before) if before.is_ascii_uppercase() => after.is_some_and(char::is_ascii_lowercase),
            Some(_) => true,
        };
        out.push(if begins { letter } else { letter.to_ascii_lowercase() });
    }
    out
}

/// A type's name in `UpperCamelCase`; never empty, never one that generated code uses itself.
pub fn type_name(text: &str) -> String {
    let name = camel(text);
    if name.is_empty() {
        return "Value".to_owned();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("Model{name}");
    }
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Model")
    } else {
        name
    }
}

/// A name in `snake_case` that is no keyword of the language; keywords become raw identifiers.
pub fn identifier(text: &str) -> String {
    let name = ascii(text).to_snake_case();
    if name.is_empty() {
        return "value".to_owned();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("n{name}");
    }
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// A model field's name: [`identifier`], apart from the names that models need themselves.
pub fn field(text: &str) -> String {
    let name = identifier(text);
    if TAKEN_FIELDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// A method's name: [`identifier`], apart from the constructor's.
pub fn function(text: &str) -> String {
    let name = identifier(text);
    if name == "new" { "new_".to_owned() } else { name }
}

/// A module's name, which is also the name of its accessor on the client and of a file.
///
/// ```
/// use xtask::spec::names::module;
///
/// assert_eq!(module("Case Filing"), "case_filing");
/// assert_eq!(module("type"), "type_operations");
/// ```
pub fn module(text: &str) -> String {
    let name = identifier(text);
    let bare = name.trim_start_matches("r#").trim_end_matches('_');
    let taken = TAKEN_MODULES.contains(&bare) || name != bare;
    if taken { format!("{bare}_operations") } else { name }
}

/// A constant's name in `SHOUTY_SNAKE_CASE`.
pub fn constant(text: &str) -> String {
    let name = ascii(text).to_shouty_snake_case();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("OP_{name}")
    } else {
        name
    }
}

/// An enum variant's name for a value on the wire.
///
/// ```
/// use xtask::spec::names::variant;
///
/// assert_eq!(variant("FIRST_CHARGEBACK"), "FirstChargeback");
/// assert_eq!(variant("05"), "Code05");
/// assert_eq!(variant("*"), "Asterisk");
/// assert_eq!(variant(""), "Empty");
/// assert_eq!(variant("Unknown"), "UnknownValue");
/// ```
pub fn variant(value: &str) -> String {
    let spoken = if value.chars().any(|c| c.is_ascii_alphanumeric()) {
        ascii(value).to_upper_camel_case()
    } else {
        value.chars().map(|c| symbol(c).to_upper_camel_case()).collect()
    };
    match spoken.as_str() {
        "" => "Empty".to_owned(),
        "Unknown" | "Self" => format!("{spoken}Value"),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("Code{name}"),
        name => name.to_owned(),
    }
}

fn symbol(c: char) -> String {
    match c {
        '*' => "asterisk",
        '?' => "question mark",
        '-' => "minus",
        '+' => "plus",
        ' ' => "blank",
        '_' => "underscore",
        '.' => "dot",
        ',' => "comma",
        '/' => "slash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '#' => "hash",
        '%' => "percent",
        '&' => "and",
        '$' => "dollar",
        '@' => "at",
        other => return format!("u {:x}", u32::from(other)),
    }
    .to_owned()
}

/// Hands out each name once: the second taker of a name gets it with a number behind.
///
/// Names that differ only in case count as one: they would share a file.
#[derive(Debug, Default)]
pub struct Unique {
    taken: HashSet<String>,
}

impl Unique {
    /// The name itself if it is free, else the first free one made of it; the flag says whether it was free.
    pub fn take(&mut self, name: &str) -> (String, bool) {
        if self.taken.insert(key(name)) {
            return (name.to_owned(), true);
        }
        let base = name.strip_prefix("r#").unwrap_or(name).trim_end_matches('_');
        let joint = if base.contains('_') || base.starts_with(|c: char| c.is_ascii_lowercase()) {
            "_"
        } else {
            ""
        };
        let mut number = 2;
        loop {
            let next = format!("{base}{joint}{number}");
            if self.taken.insert(key(&next)) {
                return (next, false);
            }
            number += 1;
        }
    }

    /// Whether the name has been handed out.
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(&key(name))
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches("r#")
        .trim_end_matches('_')
        .replace('_', "")
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        for text in [
            "",
            " ",
            "self",
            "Self",
            "crate",
            "1st",
            "card-number",
            "@type",
            "#text",
            "é",
            "gen",
            "a b",
        ] {
            for name in [identifier(text), field(text), module(text)] {
                let bare = name.trim_start_matches("r#");
                assert!(
                    bare.starts_with(|c: char| c.is_ascii_lowercase()),
                    "{text:?} gave {name:?}"
                );
            }
            assert!(
                type_name(text).starts_with(|c: char| c.is_ascii_uppercase()),
                "{text:?}"
            );
            assert!(variant(text).starts_with(|c: char| c.is_ascii_uppercase()), "{text:?}");
        }
    }

    #[test]
    fn names_that_models_need_are_kept_free() {
        assert_eq!(field("extra"), "extra_");
        assert_eq!(field("new"), "new_");
        assert_eq!(type_name("option"), "OptionModel");
        assert_eq!(module("self"), "self_operations");
    }

    #[test]
    fn types_are_named_as_the_generator_would_name_them() {
        // Each right side goes through the generator's splitting and joining unchanged.
        for (text, name) in [
            ("a b", "Ab"),
            ("get a claim", "GetAClaim"),
            ("HTTPError", "HttpError"),
            ("x", "X"),
        ] {
            assert_eq!(type_name(text), name);
            assert_eq!(type_name(name), name);
        }
    }

    #[test]
    fn unique_ignores_case_and_underscores() {
        let mut names = Unique::default();
        assert_eq!(names.take("FooBar"), ("FooBar".to_owned(), true));
        assert_eq!(names.take("Foobar"), ("Foobar2".to_owned(), false));
        assert_eq!(names.take("r#type"), ("r#type".to_owned(), true));
        assert_eq!(names.take("type_"), ("type_2".to_owned(), false));
    }
}
