//! Writing `Debug` for models that hide their values.
//!
//! Generated models do not derive `Debug`: they say for each field whether it may be shown. One
//! non-generic builder keeps what the compiler has to do for that small.
//!
//! ```
//! use std::fmt;
//!
//! struct Card {
//!     number: Option<String>,
//!     status: String,
//!     brand: Option<String>,
//!     extra: mc_core::Extra,
//! }
//!
//! impl fmt::Debug for Card {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         mc_core::debug::Model::new(f, "Card")
//!             .hide("number", self.number.is_some())
//!             .show("status", &self.status)
//!             .show_some("brand", self.brand.as_ref().map(|value| value as &dyn fmt::Debug))
//!             .extra(&self.extra)
//!             .finish()
//!     }
//! }
//!
//! let card = Card {
//!     number: Some("5555555555554444".to_owned()),
//!     status: "ACTIVE".to_owned(),
//!     brand: None,
//!     extra: mc_core::Extra::default(),
//! };
//! assert_eq!(format!("{card:?}"), r#"Card { number: [REDACTED], status: "ACTIVE" }"#);
//! ```

use std::fmt::{self, Debug};

use crate::Extra;

/// What stands for a value that is not shown.
pub(crate) const REDACTED: &str = "[REDACTED]";

/// Prints as `[REDACTED]`.
pub(crate) struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Builds the `Debug` text of a model; absent fields are left out.
#[must_use = "call `finish`"]
pub struct Model<'a, 'f>(fmt::DebugStruct<'a, 'f>);

impl<'a, 'f> Model<'a, 'f> {
    /// Starts the text of the type of this name.
    pub fn new(f: &'a mut fmt::Formatter<'f>, name: &str) -> Self {
        Self(f.debug_struct(name))
    }

    /// Shows a field.
    pub fn show(mut self, field: &str, value: &dyn Debug) -> Self {
        self.0.field(field, value);
        self
    }

    /// Shows a field if it is there.
    pub fn show_some(mut self, field: &str, value: Option<&dyn Debug>) -> Self {
        if let Some(value) = value {
            self.0.field(field, value);
        }
        self
    }

    /// Shows a field that is a text whose own `Debug` hides it, if it is there.
    pub fn show_text(mut self, field: &str, text: Option<&str>) -> Self {
        if let Some(text) = text {
            self.0.field(field, &text);
        }
        self
    }

    /// Shows a field that is a list of such texts, if it is there.
    pub fn show_texts(mut self, field: &str, texts: Option<Vec<&str>>) -> Self {
        if let Some(texts) = texts {
            self.0.field(field, &texts);
        }
        self
    }

    /// Names a field without showing what is in it, if it is there.
    pub fn hide(mut self, field: &str, is_present: bool) -> Self {
        if is_present {
            self.0.field(field, &Redacted);
        }
        self
    }

    /// Names the fields that the model does not know, if there are any.
    pub fn extra(mut self, extra: &Extra) -> Self {
        if !extra.is_empty() {
            self.0.field("extra", extra);
        }
        self
    }

    /// Ends the text.
    ///
    /// # Errors
    ///
    /// If the formatter cannot be written to.
    pub fn finish(mut self) -> fmt::Result {
        self.0.finish()
    }
}

impl Debug for Model<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Model")
    }
}

/// Whether a name from a body may be printed: it looks like a field's name and holds no number.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.$".contains(&b))
        && digits(text) < 6
}

/// Whether a code from a body may be printed: it looks like a code and is too short for an account number.
pub(crate) fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b" _-./:".contains(&b))
        && digits(text) < 9
}

/// Whether a correlation id may be printed: letters and digits as in a UUID, without as many digits in a row as an account
/// number has, whatever separates them.
pub(crate) fn is_correlation_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.:".contains(&b))
        && (digits(text) < 9 || text.bytes().any(|b| b.is_ascii_alphabetic()))
        && text
            .split(|c: char| c.is_ascii_alphabetic())
            .all(|run| digits(run) < 13)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Probe(Extra);

    impl Debug for Probe {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            Model::new(f, "Probe")
                .show("shown", &1)
                .show_some("some", Some(&"x"))
                .show_some("none", None)
                .show_text("text", Some("t"))
                .show_text("no_text", None)
                .show_texts("texts", Some(vec!["t", "u"]))
                .show_texts("no_texts", None)
                .hide("hidden", true)
                .hide("absent", false)
                .extra(&self.0)
                .finish()
        }
    }

    #[test]
    fn only_what_is_shown_prints() {
        let mut probe = Probe(Extra::default());
        assert_eq!(
            format!("{probe:?}"),
            r#"Probe { shown: 1, some: "x", text: "t", texts: ["t", "u"], hidden: [REDACTED] }"#
        );
        probe.0.insert("newField", serde_json::json!("s3cret"));
        assert_eq!(
            format!("{probe:?}"),
            r#"Probe { shown: 1, some: "x", text: "t", texts: ["t", "u"], hidden: [REDACTED], extra: {"newField"} }"#
        );
    }

    #[test]
    fn names_and_codes_hold_no_account_number() {
        assert!(is_name("claimId") && is_name("card-number") && is_name("line2"));
        assert!(!is_name("5555555555554444") && !is_name("a555555") && !is_name("") && !is_name("Jane Doe"));
        assert!(is_code("INVALID_BODY_HASH") && is_code("50") && is_code("ABU Service"));
        assert!(!is_code("5555555555554444") && !is_code("5555 5555 5555 4444") && !is_code("a\nb"));
        assert!(is_correlation_id("0b1f8f3e-1d2c-4e57-9b6a-123456789012"));
        assert!(is_correlation_id("abc") && !is_correlation_id("a5555555555554444"));
        assert!(!is_correlation_id("5555-5555-5555-4444") && !is_correlation_id("a b"));
        for id in [
            "a-5555-5555-5555-4444",
            "id:5555.5555.5555.4444",
            "x5555_555555_54444",
            "0b1f-5-5-5-5-5-5-5-5-5-5-5-5-4444",
        ] {
            assert!(!is_correlation_id(id), "{id}");
        }
        for code in [
            "5555-5555-5555-4444",
            "E-5555.5555.5555.4444",
            "5555/5555/5555/4444",
            "a5555:5555b5555",
        ] {
            assert!(!is_code(code), "{code}");
        }
    }
}
