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

/// Names of types that generated code uses itself: those of the prelude of edition 2024, the traits that models implement, and the
/// name of the folder that the models are in.
const TAKEN_TYPES: [&str; 49] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Models",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unknown",
    "Unpin",
    "Vec",
];

/// Methods that every value has by a trait of the prelude, so that a method of the same name would not be found or would hide it.
const TAKEN_METHODS: [&str; 7] = ["new", "clone", "from", "into", "into_iter", "try_from", "try_into"];

/// Fields that models cannot have: what arrives under names that nobody knows, and what makes an empty one.
const TAKEN_FIELDS: [&str; 2] = ["extra", "default"];

/// Methods that a client has beside one for each module, and the functions that a program begins with.
const TAKEN_MODULES: [&str; 3] = ["environment", "with_max_response_bytes", "main"];

/// Files that some systems cannot have, and one that Rust gives a meaning.
const TAKEN_FILES: [&str; 24] = [
    "aux", "con", "mod", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lib",
];

/// A text in letters and digits of ASCII and blanks; letters of other scripts are transliterated.
fn ascii(text: &str) -> String {
    let plain = if text.is_ascii() {
        text.to_owned()
    } else {
        deunicode::deunicode_with_tofu(text, " ")
    };
    plain
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect()
}

/// A type's name in `UpperCamelCase`; never empty, never one that generated code uses itself.
pub fn type_name(text: &str) -> String {
    let name = ascii(text).to_upper_camel_case();
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

/// A model field's name, which is also that of its setter: [`identifier`], apart from the names that models need themselves.
pub fn field(text: &str) -> String {
    let name = function(text);
    if TAKEN_FIELDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// A method's name: [`identifier`], apart from the constructor's and from methods that every value has.
///
/// ```
/// use xtask::spec::names::function;
///
/// assert_eq!(function("getPet"), "get_pet");
/// assert_eq!(function("into"), "into_");
/// ```
pub fn function(text: &str) -> String {
    let name = identifier(text);
    if TAKEN_METHODS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of a model's file, without `.rs`: no keyword, and none that a system cannot have.
///
/// ```
/// use xtask::spec::names::file;
///
/// assert_eq!(file("CardList"), "card_list");
/// assert_eq!(file("Type"), "type_model");
/// assert_eq!(file("Con"), "con_model");
/// ```
pub fn file(type_name: &str) -> String {
    let name = type_name.to_snake_case();
    if KEYWORDS.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str()) || TAKEN_FILES.contains(&name.as_str()) {
        format!("{name}_model")
    } else {
        name
    }
}

/// The name of the struct of an operation's optional parameters.
pub fn options(operation: &str) -> String {
    format!("{}Options", type_name(operation))
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
    let taken = [&TAKEN_MODULES[..], &TAKEN_METHODS, &TAKEN_FILES]
        .iter()
        .any(|names| names.contains(&bare))
        || name != bare;
    if taken { format!("{bare}_operations") } else { name }
}

/// A constant's name in `SHOUTY_SNAKE_CASE`.
pub fn constant(text: &str) -> String {
    let name = ascii(text).to_shouty_snake_case();
    // `ALL` is the list of all operations.
    if name.is_empty() || name == "ALL" || name.starts_with(|c: char| c.is_ascii_digit()) {
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
/// assert_eq!(variant("-1"), "Minus1");
/// assert_eq!(variant(">=10"), "GreaterEqual10");
/// ```
pub fn variant(value: &str) -> String {
    let words = ascii(value).to_upper_camel_case();
    let spoken = if words.is_empty() {
        value.chars().map(spoken).collect()
    } else {
        // A sign before a number or a word is part of what it says: `+1`, `-1`, `<10`.
        let signs = value.trim_start();
        let end = signs.find(|c| !"+-<>=!~".contains(c)).unwrap_or_default();
        let (signs, rest) = signs.split_at(end);
        let says = signs.chars().map(spoken).collect::<String>();
        if says.is_empty() || (signs == "-" && !rest.starts_with(|c: char| c.is_ascii_digit())) {
            words
        } else {
            format!("{says}{words}")
        }
    };
    match spoken.as_str() {
        "" => "Empty".to_owned(),
        "Unknown" | "Self" => format!("{spoken}Value"),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("Code{name}"),
        name => name.to_owned(),
    }
}

fn spoken(c: char) -> String {
    symbol(c).to_upper_camel_case()
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
        '~' => "tilde",
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
        assert_eq!(module("into"), "into_operations");
        assert_eq!(module("con"), "con_operations");
        assert_eq!(constant("all"), "OP_ALL");
        assert_eq!(field("default"), "default_");
    }

    #[test]
    fn types_keep_the_words_of_the_specification() {
        for (text, name) in [
            ("a b", "AB"),
            ("get a claim", "GetAClaim"),
            ("HTTPError", "HttpError"),
            ("IDs", "IDs"),
            ("CardPANs", "CardPaNs"),
            ("Gen", "Gen"),
            ("Error", "Error"),
            ("Box", "BoxModel"),
            ("Iterator", "IteratorModel"),
            ("\u{fc}ber gr\u{f6}\u{df}e", "UberGrosse"),
            ("x", "X"),
        ] {
            assert_eq!(type_name(text), name);
        }
    }

    #[test]
    fn unique_ignores_case_and_underscores() {
        let mut names = Unique::default();
        assert_eq!(names.take("FooBar"), ("FooBar".to_owned(), true));
        assert_eq!(names.take("Foobar"), ("Foobar2".to_owned(), false));
        assert_eq!(names.take("r#type"), ("r#type".to_owned(), true));
        assert_eq!(names.take("type_"), ("type_2".to_owned(), false));
        assert_eq!(names.take("self_"), ("self_".to_owned(), true));
        assert_eq!(names.take("self_"), ("self_2".to_owned(), false));
    }
}
