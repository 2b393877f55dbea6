//! Calling an operation by its name, with parameters as text and a body as JSON.
//!
//! Generated crates have a module `dynamic` behind a feature of that name: a table of what each operation takes
//! ([`Description`]), and a function that reads text and JSON into the arguments of the typed method, calls it, and hands
//! the typed answer back ([`Answer`]). It is what command lines, consoles and scripts are made of. Whatever does not fit
//! the interface is an [invalid request](crate::Error::is_invalid_request) that names the place and never
//! the value; nothing is sent then.
//!
//! ```
//! use mc_core::Operation;
//! use mc_core::dynamic::{Arguments, Description, Kind, Parameter, Place, find};
//!
//! const ALL: &[Description] = &[Description::new(
//!     Operation::new("getQueueClaims", "getQueue", "GET", "/v6/queues"),
//!     &[Parameter::new("queue-name", Place::Query, Kind::Text).required()],
//! )];
//!
//! let operation = find(ALL, "getQueue")?; // by the published id, or by ours
//! assert_eq!(operation.parameters()[0].name(), "queue-name");
//!
//! let arguments = Arguments::new().with("queue-nam", "Closed");
//! let error = operation.read(&arguments, None).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "operation getQueueClaims: there is no parameter queue-nam; did you mean queue-name?"
//! );
//! # Ok::<(), mc_core::Error>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::debug::is_name;
use crate::values::{Base64, Date, DateTime};
use crate::{Error, Multipart, Operation, Result};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    /// Its name in OpenAPI.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the text of a parameter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Itself.
    Text,
    /// A date, `2026-01-31`.
    Date,
    /// Date and time by RFC 3339.
    DateTime,
    /// Bytes in base64.
    Base64,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// JSON.
    Json,
    /// JSON where it reads as such, and otherwise itself.
    Any,
}

impl Kind {
    /// A word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Base64 => "base64",
            Self::Flag => "flag",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Json => "json",
            Self::Any => "any",
        }
    }

    /// What is said to somebody who wrote something else.
    const fn expected(self) -> &'static str {
        match self {
            Self::Text => "a value that the interface knows",
            Self::Date => "a date: write it as 2026-01-31",
            Self::DateTime => "a date and time: write it as 2026-01-31T12:00:00Z",
            Self::Base64 => "base64",
            Self::Flag => "true or false",
            Self::Integer => "a whole number that the interface can hold",
            Self::Number => "a number",
            Self::Json | Self::Any => "JSON as the interface has it",
        }
    }

    /// The JSON that a text stands for.
    fn json(self, text: &str) -> Option<Zeroizing<String>> {
        let quoted = || serde_json::to_string(text).ok();
        let json = match self {
            Self::Date => quoted().filter(|json| is_some(json, |date: &Date| date.value().is_ok())),
            Self::DateTime => quoted().filter(|json| is_some(json, |time: &DateTime| time.value().is_ok())),
            Self::Base64 => quoted().filter(|json| is_some(json, |bytes: &Base64| bytes.decode().is_ok())),
            Self::Flag | Self::Integer | Self::Number | Self::Json => is_json(text).then(|| text.to_owned()),
            Self::Any if is_json(text) => Some(text.to_owned()),
            Self::Text | Self::Any => quoted(),
        };
        json.map(Zeroizing::new)
    }
}

/// Whether JSON is that of a type, and of a value that holds what the type promises.
fn is_some<T: DeserializeOwned>(json: &str, holds: impl FnOnce(&T) -> bool) -> bool {
    serde_json::from_str(json).is_ok_and(|value| holds(&value))
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is known of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    name: &'static str,
    place: Place,
    kind: Kind,
    required: bool,
    list: bool,
    values: &'static [&'static str],
}

impl Parameter {
    /// A parameter that may be left out and takes one value.
    pub const fn new(name: &'static str, place: Place, kind: Kind) -> Self {
        Self {
            name,
            place,
            kind,
            required: false,
            list: false,
            values: &[],
        }
    }

    /// Says that it must be given.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Says that it may be given several times, a value each time.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    /// Names the values that the interface knows; others are sent all the same.
    #[must_use]
    pub const fn with_values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Its published name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where it travels.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// What its text stands for.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it must be given.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether it may be given several times.
    pub const fn is_list(&self) -> bool {
        self.list
    }

    /// The values that the interface knows; empty where there is no list of them.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    fn is_called(&self, name: &str) -> bool {
        match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(name),
            _ => self.name == name,
        }
    }
}

/// In what form an operation takes its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Body {
    /// JSON, which passes through the request model.
    Json,
    /// A JSON object of texts, numbers and flags, or lists of them, which is sent as a form.
    Form,
    /// A JSON object, each member of which becomes a part: texts as they are, the rest as JSON.
    Multipart,
    /// The bytes as they are, under this media type.
    Bytes(&'static str),
}

impl Body {
    /// A word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Bytes(_) => "bytes",
        }
    }
}

/// What an operation takes.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Description {
    operation: Operation,
    parameters: &'static [Parameter],
    body: Option<Body>,
    body_required: bool,
    summary: &'static str,
    deprecated: bool,
}

impl Description {
    /// An operation with these parameters and no body.
    pub const fn new(operation: Operation, parameters: &'static [Parameter]) -> Self {
        Self {
            operation,
            parameters,
            body: None,
            body_required: false,
            summary: "",
            deprecated: false,
        }
    }

    /// Adds a body that must be given.
    pub const fn with_body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self.body_required = true;
        self
    }

    /// Adds a body that may be left out.
    pub const fn with_optional_body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }

    /// Says in a few words what it does.
    pub const fn with_summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Says that it should no longer be used.
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }

    /// The operation.
    pub const fn operation(&self) -> &Operation {
        &self.operation
    }

    /// Its parameters.
    pub const fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// The form of its body, if it takes one.
    pub const fn body(&self) -> Option<Body> {
        self.body
    }

    /// Whether a body must be given.
    pub const fn needs_body(&self) -> bool {
        self.body_required
    }

    /// What it does, in a few words.
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// Whether it should no longer be used.
    pub const fn is_deprecated(&self) -> bool {
        self.deprecated
    }

    /// Sorts arguments by parameter, for the typed method to be called with.
    ///
    /// # Errors
    ///
    /// If a parameter is unknown, ambiguous, missing, or given twice where it takes one value, and if a body is missing
    /// or is not taken.
    pub fn read(&self, arguments: &Arguments, body: Option<Bytes>) -> Result<Input> {
        let read = || {
            let mut values = vec![Vec::new(); self.parameters.len()];
            for (name, value) in &arguments.0 {
                let index = self.parameter(name)?;
                let values: &mut Vec<Zeroizing<String>> = &mut values[index];
                if !values.is_empty() && !self.parameters[index].list {
                    return Err(Error::invalid_request(format!(
                        "{} is given twice, and takes one value",
                        self.parameters[index].name
                    )));
                }
                values.push(value.clone());
            }
            let missing: Vec<String> = std::iter::zip(self.parameters, &values)
                .filter(|(parameter, values)| parameter.required && values.is_empty())
                .map(|(parameter, _)| format!("{} ({})", parameter.name, parameter.place))
                .collect();
            if !missing.is_empty() {
                return Err(Error::invalid_request(format!(
                    "what must be given is missing: {}",
                    missing.join(", ")
                )));
            }
            match (&body, self.body) {
                (Some(_), None) => Err(Error::invalid_request("it takes no body")),
                (None, Some(_)) if self.body_required => Err(Error::invalid_request("it needs a body")),
                _ => Ok(Input {
                    operation: self.operation,
                    parameters: self.parameters,
                    values,
                    body,
                }),
            }
        };
        read().map_err(|error| error.with_operation(self.operation))
    }

    /// Which parameter is meant by a name, or by a place and a name.
    fn parameter(&self, name: &str) -> Result<usize> {
        let find = |place: Option<&str>, name: &str| -> Vec<usize> {
            let fits = |parameter: &Parameter| {
                parameter.is_called(name) && place.is_none_or(|place| place == parameter.place.as_str())
            };
            (0..self.parameters.len())
                .filter(|index| fits(&self.parameters[*index]))
                .collect()
        };
        let mut found = find(None, name);
        if found.is_empty()
            && let Some((place, name)) = name.split_once(':')
        {
            found = find(Some(place), name);
        }
        match found[..] {
            [index] => Ok(index),
            [] => {
                let known = self.parameters.iter().map(|parameter| parameter.name);
                let hint = did_you_mean(name, known).unwrap_or_else(|| match self.parameters {
                    [] => "; it takes none".to_owned(),
                    all => {
                        let all: Vec<&str> = all.iter().map(|parameter| parameter.name).collect();
                        format!("; it takes {}", all.join(", "))
                    }
                });
                Err(Error::invalid_request(format!(
                    "there is no parameter{}{hint}",
                    shown(name)
                )))
            }
            [..] => {
                let ways: Vec<String> = found
                    .iter()
                    .map(|index| format!("{}:{}", self.parameters[*index].place, self.parameters[*index].name))
                    .collect();
                Err(Error::invalid_request(format!(
                    "the name of a parameter is that of several: write {}",
                    ways.join(" or ")
                )))
            }
        }
    }
}

/// A name that somebody gave, unless it may be something that is not to be printed.
fn shown(name: &str) -> String {
    if is_name(name) {
        format!(" {name}")
    } else {
        String::new()
    }
}

fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let close = known.map(|known| (distance(&name.to_lowercase(), &known.to_lowercase()), known));
    let (distance, known) = close.min()?;
    (distance <= (known.chars().count() / 3).max(1)).then(|| format!("; did you mean {known}?"))
}

/// How many letters have to be added, taken away, changed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (line, letter) in a.chars().enumerate() {
        let mut next = vec![line + 1];
        for (column, other) in b.iter().enumerate() {
            let change = row[column] + usize::from(letter != *other);
            let mut least = change.min(row[column + 1] + 1).min(next[column] + 1);
            if column > 0 && previous == Some(*other) && b[column - 1] == letter {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        previous = Some(letter);
    }
    row[b.len()]
}

/// Finds an operation by our id or by the published one.
///
/// # Errors
///
/// If there is none of that name, or several are published under it.
pub fn find(all: &'static [Description], name: &str) -> Result<&'static Description> {
    if let Some(found) = all.iter().find(|description| description.operation.id() == name) {
        return Ok(found);
    }
    let published: Vec<&Description> = all
        .iter()
        .filter(|description| description.operation.published_id() == name)
        .collect();
    match published[..] {
        [found] => Ok(found),
        [] => {
            let ids =
                |description: &'static Description| [description.operation.id(), description.operation.published_id()];
            let hint = did_you_mean(name, all.iter().flat_map(ids)).unwrap_or_default();
            Err(Error::invalid_request(format!(
                "there is no operation{}{hint}",
                shown(name)
            )))
        }
        [..] => {
            let ids: Vec<&str> = published.iter().map(|description| description.operation.id()).collect();
            Err(Error::invalid_request(format!(
                "the published id is that of several operations: write {}",
                ids.join(" or ")
            )))
        }
    }
}

/// Parameters as text, by their published names.
///
/// Where a name stands in several places, the place goes before it, as in `query:page`. Values are wiped when dropped.
///
/// ```
/// use mc_core::dynamic::Arguments;
///
/// let arguments: Arguments = [("claim-id", "200002020654"), ("format", "ORIGINAL")].into_iter().collect();
/// assert_eq!(format!("{arguments:?}"), r#"Arguments(["claim-id", "format"])"#);
/// ```
#[derive(Clone, Default)]
pub struct Arguments(Vec<(String, Zeroizing<String>)>);

impl Arguments {
    /// No parameter.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value; lists have a value each time.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), Zeroizing::new(value.into())));
        self
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Arguments {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(arguments: I) -> Self {
        arguments
            .into_iter()
            .fold(Self::new(), |all, (name, value)| all.with(name, value))
    }
}

/// Shows names; one that may be something else is not shown.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|(name, _)| if is_name(name) { name } else { "*" });
        f.debug_tuple("Arguments").field(&names.collect::<Vec<_>>()).finish()
    }
}

/// Arguments sorted by parameter: what generated code reads typed values from.
pub struct Input {
    operation: Operation,
    parameters: &'static [Parameter],
    values: Vec<Vec<Zeroizing<String>>>,
    body: Option<Bytes>,
}

impl Input {
    /// The value of a parameter.
    ///
    /// # Errors
    ///
    /// If it is not given, or its text is not what the interface has.
    pub fn parameter<T: DeserializeOwned>(&self, name: &str, place: Place) -> Result<T> {
        match self.option(name, place)? {
            Some(value) => Ok(value),
            None => Err(self.wrong(format!("{name} is missing"))),
        }
    }

    /// The value of a parameter, if it is given.
    ///
    /// # Errors
    ///
    /// If its text is not what the interface has.
    pub fn option<T: DeserializeOwned>(&self, name: &str, place: Place) -> Result<Option<T>> {
        let Some((parameter, json)) = self.json_of(name, place)? else {
            return Ok(None);
        };
        match serde_json::from_str(&json) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(self.misread(parameter)),
        }
    }

    fn json_of(&self, name: &str, place: Place) -> Result<Option<(&Parameter, Zeroizing<String>)>> {
        let found = std::iter::zip(self.parameters, &self.values)
            .find(|(parameter, _)| parameter.name == name && parameter.place == place);
        let Some((parameter, values)) = found.filter(|(_, values)| !values.is_empty()) else {
            return Ok(None);
        };
        let read = |text: &Zeroizing<String>| parameter.kind.json(text).ok_or_else(|| self.misread(parameter));
        if !parameter.list {
            return Ok(Some((parameter, read(&values[0])?)));
        }
        let mut list = Zeroizing::new("[".to_owned());
        for (index, text) in values.iter().enumerate() {
            list.push_str(if index > 0 { "," } else { "" });
            list.push_str(&read(text)?);
        }
        list.push(']');
        Ok(Some((parameter, list)))
    }

    fn misread(&self, parameter: &Parameter) -> Error {
        self.wrong(format!("{} is not {}", parameter.name, parameter.kind.expected()))
    }

    fn wrong(&self, message: String) -> Error {
        Error::invalid_request(message).with_operation(self.operation)
    }

    /// The body as the request model has it.
    ///
    /// What the model does not know it keeps. A field that is sent encrypted may be an object, which becomes the text that
    /// the interface wants there.
    ///
    /// # Errors
    ///
    /// If there is no body, or its JSON is not that of the model; the error has the place.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        match self.json_option()? {
            Some(value) => Ok(value),
            None => Err(self.wrong("it needs a body".to_owned())),
        }
    }

    /// The body as the request model has it, if there is a body.
    ///
    /// # Errors
    ///
    /// If its JSON is not that of the model; the error has the place.
    pub fn json_option<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        let Some(body) = &self.body else {
            return Ok(None);
        };
        let json = crate::json::without_mark(body);
        match serde_json::from_slice(json) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Error::from_given_json(json, &error).with_operation(self.operation)),
        }
    }

    /// The pairs of a form.
    ///
    /// # Errors
    ///
    /// If the body is no JSON object of texts, numbers and flags, or lists of them.
    pub fn form(&self) -> Result<Vec<(String, String)>> {
        let mut pairs = Vec::new();
        for (name, value) in self.members()? {
            let items = serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_else(|_| vec![value]);
            for item in items {
                let text = scalar(item).ok_or_else(|| {
                    self.wrong(format!(
                        "the body is to be an object of texts, numbers and flags, and{} is none",
                        shown(&name)
                    ))
                })?;
                pairs.push((name.clone(), text));
            }
        }
        Ok(pairs)
    }

    /// The parts of a form of several parts.
    ///
    /// # Errors
    ///
    /// If the body is no JSON object.
    pub fn multipart(&self) -> Result<Multipart> {
        let mut form = Multipart::new();
        for (name, value) in self.members()? {
            form = form.text(&name, scalar(value).unwrap_or_else(|| value.get().to_owned()));
        }
        Ok(form)
    }

    fn members(&self) -> Result<BTreeMap<String, &RawValue>> {
        let body: &[u8] = self.body.as_deref().unwrap_or(b"{}");
        serde_json::from_slice(body)
            .map_err(|_| self.wrong("the body is no JSON object: write one, with a member for each field".to_owned()))
    }

    /// The body as it is.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn bytes(&self) -> Result<Bytes> {
        self.body
            .clone()
            .ok_or_else(|| self.wrong("it needs a body".to_owned()))
    }

    /// The body as it is, if there is one.
    pub fn bytes_option(&self) -> Option<Bytes> {
        self.body.clone()
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input")
            .field("operation", &self.operation.id())
            .field("body_bytes", &self.body.as_ref().map_or(0, Bytes::len))
            .finish_non_exhaustive()
    }
}

/// A form's text of a JSON value that is one text, number or flag.
fn scalar(value: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Scalar {
        Text(String),
        Flag(bool),
    }
    let json = value.get();
    match serde_json::from_str(json) {
        Ok(Scalar::Text(text)) => Some(text),
        Ok(Scalar::Flag(flag)) => Some(flag.to_string()),
        Err(_) => json
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
            .then(|| json.to_owned()),
    }
}

/// A typed answer, whatever its type.
///
/// `Debug` is that of the model, which shows what is known to be harmless; what is no model is `[REDACTED]`.
pub struct Answer(Told);

enum Told {
    Empty,
    Text(String),
    Bytes(Bytes),
    Model(Box<dyn Model>),
}

trait Model: Send + Sync {
    fn json(&self) -> serde_json::Result<Vec<u8>>;
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

struct Shown<T>(T);

impl<T: Serialize + fmt::Debug + Send + Sync> Model for Shown<T> {
    fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self.0)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

struct Hidden<T>(T);

impl<T: Serialize + Send + Sync> Model for Hidden<T> {
    fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self.0)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl Answer {
    /// An answer that says nothing.
    pub fn empty() -> Self {
        Self(Told::Empty)
    }

    /// Text.
    pub fn text(text: String) -> Self {
        Self(Told::Text(text))
    }

    /// Bytes.
    pub fn bytes(bytes: Bytes) -> Self {
        Self(Told::Bytes(bytes))
    }

    /// A model, or a list of models; its `Debug` must print nothing that is not known to be harmless.
    pub fn model<T: Serialize + fmt::Debug + Send + Sync + 'static>(model: T) -> Self {
        Self(Told::Model(Box::new(Shown(model))))
    }

    /// A value whose `Debug` would print all of it.
    pub fn hidden<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        Self(Told::Model(Box::new(Hidden(value))))
    }

    /// Nothing, or what `of` makes of a value.
    pub fn or_empty<T>(value: Option<T>, of: impl FnOnce(T) -> Self) -> Self {
        value.map_or_else(Self::empty, of)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Told::Empty)
    }

    /// Whether it is a model, and so has JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.0, Told::Model(_))
    }

    /// What the server said, as the model has it: JSON of a model, text and bytes as they are.
    ///
    /// # Errors
    ///
    /// If a value has no JSON.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        match &self.0 {
            Told::Empty => Ok(Zeroizing::default()),
            Told::Text(text) => Ok(Zeroizing::new(text.clone().into_bytes())),
            Told::Bytes(bytes) => Ok(Zeroizing::new(bytes.to_vec())),
            Told::Model(model) => match model.json() {
                Ok(json) => Ok(Zeroizing::new(json)),
                Err(_) => Err(Error::broken_response("the answer could not be written as JSON")),
            },
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Told::Empty => f.write_str("()"),
            Told::Text(text) => write!(f, "text of {} bytes", text.len()),
            Told::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Told::Model(model) => model.debug(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Decimal;

    const CALL: Description = Description::new(
        Operation::new("call", "callIt", "POST", "/calls/{id}"),
        &[
            Parameter::new("id", Place::Path, Kind::Text).required(),
            Parameter::new("page", Place::Query, Kind::Integer),
            Parameter::new("day", Place::Query, Kind::Date),
            Parameter::new("amount", Place::Query, Kind::Number),
            Parameter::new("tag", Place::Query, Kind::Text).list(),
            Parameter::new("number", Place::Query, Kind::Integer).list(),
            Parameter::new("choice", Place::Query, Kind::Any),
            Parameter::new("twin", Place::Query, Kind::Flag),
            Parameter::new("twin", Place::Header, Kind::Text),
            Parameter::new("X-Flow", Place::Header, Kind::Text),
        ],
    )
    .with_optional_body(Body::Json);

    const ALL: &[Description] = &[
        CALL,
        Description::new(Operation::new("listOld", "list", "GET", "/old"), &[]).deprecated(),
        Description::new(Operation::new("listNew", "list", "GET", "/new"), &[]).with_summary("Lists."),
        Description::new(Operation::new("update", "Update Claim", "PUT", "/u"), &[]).with_body(Body::Json),
    ];

    fn read(arguments: &[(&str, &str)]) -> Result<Input> {
        CALL.read(&arguments.iter().copied().collect(), None)
    }

    fn body(json: &str) -> Input {
        let arguments = Arguments::new().with("id", "1");
        CALL.read(&arguments, Some(Bytes::copy_from_slice(json.as_bytes())))
            .unwrap()
    }

    fn message(result: Result<impl Sized>) -> String {
        let error = result.err().unwrap();
        assert!(error.is_invalid_request() && !error.may_have_been_processed());
        error.to_string()
    }

    #[test]
    fn operations_go_by_both_ids() {
        assert_eq!(find(ALL, "call").unwrap().operation().id(), "call");
        assert_eq!(find(ALL, "callIt").unwrap().operation().id(), "call");
        assert_eq!(find(ALL, "Update Claim").unwrap().operation().id(), "update");
        assert_eq!(
            message(find(ALL, "list")),
            "the published id is that of several operations: write listOld or listNew"
        );
        assert_eq!(
            message(find(ALL, "lsitNew")),
            "there is no operation lsitNew; did you mean listNew?"
        );
        assert_eq!(message(find(ALL, "5555555555554444")), "there is no operation");
    }

    #[test]
    fn texts_become_values() {
        let input = read(&[
            ("id", "1"),
            ("page", "3"),
            ("day", "2026-01-31"),
            ("amount", "1.10"),
            ("tag", "a,b"),
            ("tag", "\"c\""),
            ("number", "1"),
            ("number", "2"),
            ("x-flow", "f"),
        ])
        .unwrap();
        assert_eq!(input.parameter::<String>("id", Place::Path).unwrap(), "1");
        assert_eq!(input.option::<i32>("page", Place::Query).unwrap(), Some(3));
        let day: Date = input.parameter("day", Place::Query).unwrap();
        assert_eq!(day.as_str(), "2026-01-31");
        let amount: Decimal = input.parameter("amount", Place::Query).unwrap();
        assert_eq!(amount.as_str(), "1.10");
        let tags: Vec<String> = input.parameter("tag", Place::Query).unwrap();
        assert_eq!(tags, ["a,b", "\"c\""]);
        assert_eq!(
            input.option::<Vec<i64>>("number", Place::Query).unwrap(),
            Some(vec![1, 2])
        );
        assert_eq!(
            input.option::<String>("X-Flow", Place::Header).unwrap().as_deref(),
            Some("f")
        );
        assert_eq!(input.option::<bool>("twin", Place::Query).unwrap(), None);
    }

    #[test]
    fn a_choice_is_json_or_text() {
        let choice = |text| -> serde_json::Value {
            let input = read(&[("id", "1"), ("choice", text)]).unwrap();
            input.parameter("choice", Place::Query).unwrap()
        };
        assert_eq!(choice("5"), 5);
        assert_eq!(choice("five"), "five");
        assert_eq!(choice("\"5\""), "5");
    }

    #[test]
    fn the_place_tells_twins_apart() {
        assert_eq!(
            message(read(&[("id", "1"), ("twin", "true")])),
            "operation call: the name of a parameter is that of several: write query:twin or header:twin"
        );
        let input = read(&[("id", "1"), ("query:twin", "true"), ("header:twin", "h")]).unwrap();
        assert!(input.parameter::<bool>("twin", Place::Query).unwrap());
        assert_eq!(input.parameter::<String>("twin", Place::Header).unwrap(), "h");
        assert!(message(read(&[("id", "1"), ("cookie:twin", "x")])).contains("there is no parameter"));
    }

    #[test]
    fn what_is_wrong_with_arguments_is_said_without_their_values() {
        assert_eq!(
            message(read(&[("pgae", "1")])),
            "operation call: there is no parameter pgae; did you mean page?"
        );
        assert_eq!(
            message(read(&[("unlike anything", "1")])),
            "operation call: there is no parameter; it takes id, page, day, amount, tag, number, choice, twin, twin, X-Flow"
        );
        assert_eq!(
            message(read(&[("id", "1"), ("id", "2")])),
            "operation call: id is given twice, and takes one value"
        );
        assert_eq!(
            message(read(&[("page", "1")])),
            "operation call: what must be given is missing: id (path)"
        );
        let bad = |name, text| {
            let input = read(&[("id", "1"), (name, text)]).unwrap();
            match name {
                "page" => message(input.option::<i32>(name, Place::Query)),
                "number" => message(input.option::<Vec<i64>>(name, Place::Query)),
                "day" => message(input.option::<Date>(name, Place::Query)),
                _ => message(input.option::<bool>("twin", Place::Query)),
            }
        };
        let whole = "is not a whole number that the interface can hold";
        assert_eq!(bad("page", "1;s3cret"), format!("operation call: page {whole}"));
        assert_eq!(bad("page", "3000000000"), format!("operation call: page {whole}"));
        assert_eq!(bad("number", "1,2"), format!("operation call: number {whole}"));
        assert_eq!(
            bad("day", "31.1.2026"),
            "operation call: day is not a date: write it as 2026-01-31"
        );
        assert_eq!(bad("query:twin", "yes"), "operation call: twin is not true or false");
    }

    #[test]
    fn a_body_is_there_where_it_has_to_be() {
        let arguments = Arguments::new();
        let (old, update) = (&ALL[1], &ALL[3]);
        assert_eq!(
            message(old.read(&arguments, Some(Bytes::new()))),
            "operation listOld: it takes no body"
        );
        assert_eq!(
            message(update.read(&arguments, None)),
            "operation update: it needs a body"
        );
        assert!(read(&[("id", "1")]).unwrap().json_option::<i32>().unwrap().is_none());
    }

    #[derive(Debug, Deserialize)]
    struct Request {
        card: Option<String>,
        #[serde(default)]
        lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    struct Line {
        amount: u32,
    }

    #[test]
    fn what_is_wrong_with_a_body_has_a_place_and_no_value() {
        for (json, expected) in [
            (
                r#"{"lines":[{"amount":1},{"amount":"s3cret"}]}"#,
                "the body does not fit: expected u32, line 1 column 41, at $.lines[1].amount",
            ),
            (
                r#"{"lines":[{}]}"#,
                "the body does not fit: missing field `amount`, line 1 column 12, at $.lines[0]",
            ),
            (
                "{\n\"lines\":[5555,]}",
                "the body does not fit: expected struct Line, line 2 column 13, at $.lines[0]",
            ),
            ("s3cret", "the body is not JSON: line 1 column 1"),
            (r#"{"lines":["#, "the body ends too early: line 1 column 10"),
            ("", "the body is empty"),
        ] {
            let said = message(body(json).json::<Request>());
            assert_eq!(said, format!("operation call: {expected}"));
        }
    }

    #[test]
    fn a_byte_order_mark_before_a_body_is_taken() {
        let request: Request = body("\u{feff}{\"card\":\"1\",\"lines\":[{\"amount\":1}]}")
            .json()
            .unwrap();
        assert_eq!((request.card.as_deref(), request.lines[0].amount), (Some("1"), 1));
    }

    #[test]
    fn forms_are_objects() {
        let pairs = body(r#"{"b":[1,"2",true],"a":"x&y","n":1.50}"#).form().unwrap();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        assert_eq!(
            pairs,
            [("a", "x&y"), ("b", "1"), ("b", "2"), ("b", "true"), ("n", "1.50")]
        );
        assert!(message(body(r#"{"a":{}}"#).form()).contains("and a is none"));
        assert!(message(body(r#"["s3cret"]"#).form()).contains("no JSON object"));
        assert_eq!(
            format!("{:?}", body(r#"{"a":"x","b":{"c":1}}"#).multipart().unwrap()),
            "Multipart { parts: 2 }"
        );
    }

    #[test]
    fn answers_print_what_models_print() {
        #[derive(Debug, Serialize)]
        struct Shy;
        assert_eq!(format!("{:?}", Answer::model(vec![Shy])), "[Shy]");
        assert_eq!(format!("{:?}", Answer::hidden("s3cret")), "[REDACTED]");
        assert_eq!(Answer::hidden("s3cret").to_bytes().unwrap().as_slice(), b"\"s3cret\"");
        assert_eq!(format!("{:?}", Answer::text("s3cret".to_owned())), "text of 6 bytes");
        assert_eq!(format!("{:?}", Answer::bytes(Bytes::from_static(b"abc"))), "3 bytes");
        assert!(Answer::or_empty(None::<i32>, Answer::hidden).is_empty());
        assert!(Answer::or_empty(Some(1), Answer::hidden).is_json());
        let printed = format!(
            "{:?} {:?}",
            body("s3cret"),
            Arguments::new().with("5555555555554444", "s3cret")
        );
        assert!(!printed.contains("s3cret") && !printed.contains("5555"), "{printed}");
    }

    #[test]
    fn distances_count_letters() {
        for (a, b, expected) in [
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("acb", "abc", 1),
            ("ab", "abc", 1),
            ("xbc", "abc", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }
}
