//! How a union finds the member that a value belongs to.
//!
//! The form on the wire decides: a string is no number, a known name or value is better than an unknown one, and
//! where two members fit equally well, none is chosen. Members are compared by their [`Schema`], before anything
//! is decoded, so the work is linear in the value however deep unions are nested.

mod document;
mod fit;
mod numbers;
mod schema;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::de::{self, DeserializeOwned, Deserializer};

pub use self::schema::{Described, Format, Member, Property, Schema};

use self::document::Node;
use crate::{RawJson, text};

/// A value of which a union decodes the member that it belongs to.
#[doc(hidden)]
#[derive(Debug)]
pub struct Input<'de> {
    json: Cow<'de, str>,
    /// The member's position, if one fits better than all others.
    chosen: Option<usize>,
    /// The position that is asked for next.
    next: usize,
}

impl<'de> Input<'de> {
    /// Keeps the next value as text, and chooses the member.
    ///
    /// # Errors
    ///
    /// If the text is not well-formed, or nested deeper than `serde_json` reads.
    pub fn new<D: Deserializer<'de>>(deserializer: D, union: &'static Schema) -> Result<Self, D::Error> {
        let json = text::json_text(deserializer)?;
        let node = Node::parse(&json).ok_or_else(|| de::Error::custom(text::TooDeep))?;
        let chosen = fit::member(union, &node);
        Ok(Self { json, chosen, next: 0 })
    }

    /// Decodes the value as the next member, if that is the one.
    pub fn member<T: DeserializeOwned>(&mut self) -> Option<T> {
        let is_chosen = self.chosen == Some(self.next);
        self.next += 1;
        if is_chosen { self.decode() } else { None }
    }

    /// The value, as what no member fits.
    pub fn unknown(self) -> RawJson {
        RawJson::new(self.json.into_owned())
    }

    fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.json.as_bytes()).ok()
    }
}
