//! Specs as documents: reading, repairing, reducing to facts, merging, writing.

pub mod api;
pub mod contract;
pub mod diff;
pub mod docs;
pub mod emit;
pub mod facts;
pub mod grammar;
pub mod ledger;
pub mod merge;
pub mod names;
pub mod numbered;
pub mod openapi31;
pub mod overlay;
pub mod pointer;
pub mod prepare;
pub mod read;
pub mod refs;
pub mod todo;
pub mod variants;
pub mod yaml;

use std::fmt;

/// A line and a column, both counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Something in a document that was repaired, as yet without its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, as a JSON pointer into the document as it was read.
    pub pointer: String,
    /// What was wrong and what was done about it.
    pub text: String,
}

/// Something that a user should know about a file which could be read nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The file.
    pub origin: String,
    /// Where in its text.
    pub place: Option<Place>,
    /// Where in the document, as a JSON pointer; empty for the whole file.
    pub pointer: String,
    /// What was wrong and what was done about it.
    pub text: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)?;
        if let Some(place) = self.place {
            write!(f, ":{place}")?;
        }
        if !self.pointer.is_empty() {
            write!(f, ": {}", self.pointer)?;
        }
        write!(f, ": {}", self.text)
    }
}
