//! The walk that repairs a document by the table of OpenAPI objects.

mod operations;
mod schema;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Field, Kind, Prose, Shape, is_fact};
use crate::spec::read::{Read, kind_of, number, text_of};
use crate::spec::refs::percent_decoded;
use crate::spec::{Finding, pointer};

/// The state of one walk.
pub(super) struct Repair<'a> {
    pub(super) mode: Prose,
    pub(super) source: Option<&'a Read>,
    pub(super) findings: &'a mut Vec<Finding>,
    /// The names of the examples among the components.
    pub(super) examples: Vec<String>,
}

impl Repair<'_> {
    fn note(&mut self, at: &str, text: impl Into<String>) {
        self.findings.push(Finding {
            pointer: at.to_owned(),
            text: text.into(),
        });
    }

    /// Repairs a whole document.
    pub(super) fn document(&mut self, document: &mut Value) {
        let Some(root) = document.as_object_mut() else {
            return;
        };
        self.root(root);
        self.component_names(document);
        self.examples = document
            .pointer("/components/examples")
            .and_then(Value::as_object)
            .map(|examples| examples.keys().cloned().collect())
            .unwrap_or_default();
        if let Some(tidied) = self.object(document.take(), Kind::Document, "") {
            *document = tidied;
        }
        self.operations(document);
    }

    fn root(&mut self, root: &mut Map<String, Value>) {
        let version = root.get("openapi").map(text_of).unwrap_or_default();
        if version.matches('.').count() < 2 {
            self.note("/openapi", "the version of OpenAPI has no patch number; taken as 3.0.3");
            root.insert("openapi".to_owned(), "3.0.3".into());
        }
        if !root.get("paths").is_some_and(Value::is_object) {
            self.note("/paths", "there are no paths; added an empty mapping");
            root.insert("paths".to_owned(), json!({}));
        }
        if !root.get("info").is_some_and(Value::is_object) {
            self.note("/info", "there is no `info`; added an empty one");
            root.insert("info".to_owned(), json!({}));
        }
        let Some(info) = root.get_mut("info").and_then(Value::as_object_mut) else {
            return;
        };
        for (name, fallback) in [("title", "Untitled"), ("version", "0.0.0")] {
            let missing = match info.get(name) {
                None | Some(Value::Null | Value::Array(_) | Value::Object(_)) => true,
                Some(Value::String(text)) => text.trim().is_empty(),
                Some(_) => false,
            };
            if missing {
                self.note("/info", format!("`{name}` is missing; taken as `{fallback}`"));
                info.insert(name.to_owned(), fallback.into());
            }
        }
    }

    /// Gives components whose names OpenAPI forbids names that it allows.
    fn component_names(&mut self, document: &mut Value) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let mut renamed = BTreeMap::new();
        let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) else {
            return;
        };
        for (section, value) in components {
            let Some(members) = value.as_object_mut() else {
                continue;
            };
            if members.keys().all(|name| name.chars().all(allowed) && !name.is_empty()) {
                continue;
            }
            let at = format!("/components/{section}");
            let mut tidied = Map::new();
            let old = std::mem::take(members);
            let taken: Vec<String> = old.keys().cloned().collect();
            for (name, value) in old {
                let mut new: String = name.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
                if new.is_empty() {
                    new.push('_');
                }
                while new != name && (taken.contains(&new) || tidied.contains_key(&new)) {
                    new.push('_');
                }
                if new != name {
                    let from = pointer::child(&at, &name);
                    self.note(
                        &from,
                        format!("the name has characters that OpenAPI forbids; renamed to `{new}`"),
                    );
                    renamed.insert(format!("#{from}"), format!("#{}", pointer::child(&at, &new)));
                }
                tidied.insert(new, value);
            }
            *members = tidied;
        }
        if !renamed.is_empty() {
            rename_refs(document, &renamed);
        }
    }

    /// The members of a value where an object belongs, or nothing if it cannot be one.
    fn mapping(&mut self, value: Value, kind: Kind, at: &str) -> Option<Map<String, Value>> {
        let (members, text) = match value {
            Value::Object(members) => return Some(members),
            Value::Null if matches!(kind, Kind::Schema | Kind::MediaType | Kind::Response | Kind::PathItem) => {
                (Map::new(), format!("{} is empty; taken as `{{}}`", name_of(kind)))
            }
            Value::Bool(true) if kind == Kind::Schema => {
                (Map::new(), "a schema that is `true`; taken as `{}`".to_owned())
            }
            Value::String(name) if kind == Kind::Discriminator => (
                Map::from_iter([("propertyName".to_owned(), name.into())]),
                "a text where a discriminator belongs; taken as its property name".to_owned(),
            ),
            Value::Array(items) if kind == Kind::Schema && items.first().is_some_and(Value::is_object) => {
                self.note(at, "a list of schemas where one belongs; taken the first");
                return items.into_iter().next().and_then(|first| self.mapping(first, kind, at));
            }
            other => {
                let (is, should) = (kind_of(&other), name_of(kind));
                self.note(at, format!("{is} where {should} belongs; dropped"));
                return None;
            }
        };
        self.note(at, text);
        Some(members)
    }

    /// Whether the object is a reference; nothing if it is one to an example that is not here.
    fn reference(&mut self, members: &mut Map<String, Value>, kind: Kind, at: &str) -> Option<bool> {
        if kind.field("$ref").is_none() {
            return Some(false);
        }
        let Some(target) = members.get("$ref") else {
            return Some(false);
        };
        let Some(target) = target.as_str() else {
            self.note(&pointer::child(at, "$ref"), "a `$ref` that is no text; dropped");
            members.shift_remove("$ref");
            return Some(false);
        };
        if kind == Kind::Example {
            let name = target.strip_prefix("#/components/examples/").map(percent_decoded);
            let is_here = name.is_some_and(|name| self.examples.contains(&pointer::unescape(&name)));
            if !is_here {
                // An example is prose, and no reason to refuse a file.
                let text = format!("the example refers to `{target}`, which is not here; dropped");
                self.note(at, text);
                return None;
            }
        }
        Some(true)
    }

    /// Repairs an object, or says that it is to go.
    fn object(&mut self, value: Value, kind: Kind, at: &str) -> Option<Value> {
        let mut members = self.mapping(value, kind, at)?;
        match kind {
            Kind::Callback => return Some(self.paths(members, at, false)),
            Kind::SecurityRequirement => return Some(self.requirement(members, at)),
            _ => {}
        }
        let is_reference = self.reference(&mut members, kind, at)?;
        if !is_reference {
            match kind {
                Kind::Schema => self.before_schema(&mut members, at),
                Kind::Parameter | Kind::Header => self.before_parameter(&mut members, kind, at),
                _ => {}
            }
        }
        let mut tidied = Map::new();
        for field in kind.fields() {
            let Some(value) = members.shift_remove(field.name) else {
                continue;
            };
            if field.prose && self.mode == Prose::Drop {
                continue;
            }
            if let Some(value) = self.member(value, field, kind, &pointer::child(at, field.name)) {
                tidied.insert(field.name.to_owned(), value);
            }
        }
        if !is_reference {
            if let Some(missing) = kind.required().iter().find(|name| !tidied.contains_key(**name)) {
                self.note(at, format!("{} without `{missing}`; dropped", name_of(kind)));
                return None;
            }
            match kind {
                Kind::Schema => self.after_schema(&mut tidied, at),
                Kind::Response if self.mode == Prose::Keep && !tidied.contains_key("description") => {
                    tidied.shift_insert(0, "description".to_owned(), "".into());
                }
                Kind::Parameter | Kind::Header if !tidied.contains_key("schema") && !tidied.contains_key("content") => {
                    self.note(at, "no schema is left; taken as a text");
                    let index = tidied
                        .keys()
                        .position(|key| key.starts_with("example"))
                        .unwrap_or(tidied.len());
                    tidied.shift_insert(index, "schema".to_owned(), json!({"type": "string"}));
                }
                Kind::OAuthFlow if !tidied.contains_key("scopes") => {
                    tidied.insert("scopes".to_owned(), json!({}));
                }
                _ => {}
            }
        }
        self.others(members, &mut tidied, name_of(kind), at);
        Some(Value::Object(tidied))
    }

    /// Sorts out the members that the table does not know: extensions, and what is out of place.
    fn others(&mut self, members: Map<String, Value>, tidied: &mut Map<String, Value>, of: &str, at: &str) {
        let mut extensions = BTreeMap::new();
        for (name, value) in members {
            if !name.starts_with("x-") {
                let text = format!("`{}` is no member of {of} in OpenAPI 3.0; dropped", name.escape_debug());
                self.note(&pointer::child(at, &name), text);
            } else if self.mode == Prose::Keep || is_fact(&name, &value) {
                extensions.insert(name, value);
            }
        }
        tidied.extend(extensions);
    }

    /// Repairs one member that the table knows.
    fn member(&mut self, value: Value, field: &Field, of: Kind, at: &str) -> Option<Value> {
        match field.shape {
            Shape::One(kind) => self.object(value, kind, at),
            Shape::List(kind) => {
                let Value::Array(items) = value else {
                    return self.misfit(at, &value, "a list");
                };
                let items = items.into_iter().enumerate();
                Some(
                    items
                        .filter_map(|(index, item)| self.object(item, kind, &pointer::element(at, index)))
                        .collect(),
                )
            }
            Shape::Map(kind) => {
                let Value::Object(members) = value else {
                    return self.misfit(at, &value, "a mapping");
                };
                let mut tidied = Map::new();
                for (name, value) in members {
                    if let Some(value) = self.object(value, kind, &pointer::child(at, &name)) {
                        tidied.insert(name, value);
                    }
                }
                Some(Value::Object(tidied))
            }
            Shape::Paths => match value {
                Value::Object(members) => Some(self.paths(members, at, true)),
                other => self.misfit(at, &other, "a mapping"),
            },
            Shape::Responses => match value {
                Value::Object(members) => Some(self.responses(members, at)),
                other => self.misfit(at, &other, "a mapping"),
            },
            Shape::SchemaOrBool => match value {
                Value::Bool(_) => Some(value),
                Value::String(text) if text == "true" || text == "false" => {
                    self.note(at, "a boolean in quotes; taken as a boolean");
                    Some(Value::Bool(text == "true"))
                }
                other => self.object(other, Kind::Schema, at),
            },
            Shape::Text => self.text(value, at),
            Shape::Choice(choices) => self.choice(value, choices, at),
            Shape::Texts => self.texts(value, of == Kind::Schema, at),
            Shape::TextMap => {
                let Value::Object(members) = value else {
                    return self.misfit(at, &value, "a mapping");
                };
                let blank = of == Kind::OAuthFlow && self.mode == Prose::Drop;
                let mut tidied = Map::new();
                for (name, value) in members {
                    let text = if blank {
                        Some("".into())
                    } else {
                        self.text(value, &pointer::child(at, &name))
                    };
                    if let Some(text) = text {
                        tidied.insert(name, text);
                    }
                }
                Some(Value::Object(tidied))
            }
            Shape::Bool => self.boolean(value, at),
            Shape::Number => self.number(value, at),
            Shape::Count => self.count(value, at),
            Shape::Values => match value {
                Value::Array(_) => Some(value),
                other => self.misfit(at, &other, "a list"),
            },
            Shape::Any => Some(value),
        }
    }

    fn misfit<T>(&mut self, at: &str, value: &Value, wanted: &str) -> Option<T> {
        self.note(at, format!("{} where {wanted} belongs; dropped", kind_of(value)));
        None
    }

    /// A scalar as it was spelled.
    fn spelled(&self, value: &Value, at: &str) -> String {
        let spelling = self.source.and_then(|source| source.spelling(at));
        spelling.map_or_else(|| text_of(value), str::to_owned)
    }

    fn text(&mut self, value: Value, at: &str) -> Option<Value> {
        match value {
            Value::String(_) => Some(value),
            Value::Number(_) | Value::Bool(_) => {
                let text = self.spelled(&value, at);
                self.note(
                    at,
                    format!("{} where a text belongs; taken as the text `{text}`", kind_of(&value)),
                );
                Some(text.into())
            }
            other => self.misfit(at, &other, "a text"),
        }
    }

    fn choice(&mut self, value: Value, choices: &[&str], at: &str) -> Option<Value> {
        let Value::String(text) = value else {
            return self.misfit(at, &value, "a text");
        };
        if choices.contains(&text.as_str()) {
            return Some(text.into());
        }
        if let Some(choice) = choices.iter().find(|choice| choice.eq_ignore_ascii_case(text.trim())) {
            self.note(
                at,
                format!("`{}` is spelled `{choice}`; corrected", text.escape_debug()),
            );
            return Some((*choice).into());
        }
        self.note(
            at,
            format!("`{}` is none of {}; dropped", text.escape_debug(), choices.join(", ")),
        );
        None
    }

    fn texts(&mut self, value: Value, in_schema: bool, at: &str) -> Option<Value> {
        let items = match value {
            Value::Array(items) => items,
            Value::Bool(_) if in_schema => {
                self.note(
                    at,
                    "a schema's `required` lists the names of its required properties; this boolean was dropped",
                );
                return None;
            }
            Value::String(_) => {
                self.note(at, "a text where a list of texts belongs; taken as a list of one");
                vec![value]
            }
            other => return self.misfit(at, &other, "a list of texts"),
        };
        let mut texts: Vec<Value> = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let at = pointer::element(at, index);
            let Some(text) = self.text(item, &at) else {
                continue;
            };
            if texts.contains(&text) {
                self.note(&at, format!("{text} stands twice in the list; dropped the second"));
            } else {
                texts.push(text);
            }
        }
        if texts.is_empty() && in_schema {
            self.note(at, "an empty `required` requires nothing; dropped");
            return None;
        }
        Some(Value::Array(texts))
    }

    fn boolean(&mut self, value: Value, at: &str) -> Option<Value> {
        match value {
            Value::Bool(_) => Some(value),
            Value::String(text) if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => {
                self.note(at, "a boolean in quotes; taken as a boolean");
                Some(Value::Bool(text.eq_ignore_ascii_case("true")))
            }
            other => self.misfit(at, &other, "a boolean"),
        }
    }

    fn number(&mut self, value: Value, at: &str) -> Option<Value> {
        match value {
            Value::Number(_) => Some(value),
            Value::String(text) => {
                let Some(number) = number(&text) else {
                    return self.misfit(at, &text.into(), "a number");
                };
                self.note(
                    at,
                    format!("`{text}` is a text where a number belongs; taken as {number}"),
                );
                Some(Value::Number(number))
            }
            other => self.misfit(at, &other, "a number"),
        }
    }

    fn count(&mut self, value: Value, at: &str) -> Option<Value> {
        let Value::Number(number) = self.number(value, at)? else {
            return None;
        };
        if number.as_u64().is_some() {
            return Some(Value::Number(number));
        }
        let whole = number
            .to_string()
            .strip_suffix(".0")
            .and_then(|text| text.parse::<u64>().ok());
        if let Some(whole) = whole {
            self.note(at, format!("{number} where a whole number belongs; taken as {whole}"));
            return Some(whole.into());
        }
        self.note(at, format!("{number} where a whole number from 0 belongs; dropped"));
        None
    }

    fn requirement(&mut self, members: Map<String, Value>, at: &str) -> Value {
        let mut tidied = Map::new();
        for (name, scopes) in members {
            let at = pointer::child(at, &name);
            let scopes = if scopes.is_null() {
                None
            } else {
                self.texts(scopes, false, &at)
            };
            tidied.insert(name, scopes.unwrap_or_else(|| json!([])));
        }
        Value::Object(tidied)
    }

    fn paths(&mut self, members: Map<String, Value>, at: &str, slash: bool) -> Value {
        let (extensions, paths): (Map<_, _>, Map<_, _>) =
            members.into_iter().partition(|(name, _)| name.starts_with("x-"));
        let mut tidied = Map::new();
        for (name, value) in paths {
            let at = pointer::child(at, &name);
            let Some(value) = self.object(value, Kind::PathItem, &at) else {
                continue;
            };
            let name = if slash && !name.starts_with('/') {
                self.note(&at, "the path does not begin with `/`; added it");
                format!("/{name}")
            } else {
                name
            };
            if tidied.contains_key(&name) {
                self.note(&at, "the path stands twice; dropped the second");
            } else {
                tidied.insert(name, value);
            }
        }
        self.others(extensions, &mut tidied, "the paths", at);
        Value::Object(tidied)
    }

    fn responses(&mut self, members: Map<String, Value>, at: &str) -> Value {
        let (extensions, responses): (Map<_, _>, Map<_, _>) =
            members.into_iter().partition(|(name, _)| name.starts_with("x-"));
        let mut tidied = Map::new();
        for (status, value) in responses {
            let at = pointer::child(at, &status);
            let canonical = status.trim().to_ascii_uppercase();
            let is_status = match canonical.as_bytes() {
                [b'1'..=b'5', a, b] => (a.is_ascii_digit() && b.is_ascii_digit()) || [*a, *b] == *b"XX",
                _ => false,
            };
            let canonical = if canonical == "DEFAULT" {
                "default".to_owned()
            } else {
                canonical
            };
            if !is_status && canonical != "default" {
                self.note(
                    &at,
                    format!("`{}` is no HTTP status; dropped the response", status.escape_debug()),
                );
                continue;
            }
            if canonical != status {
                self.note(
                    &at,
                    format!("`{}` is written `{canonical}`; corrected", status.escape_debug()),
                );
            }
            if let Some(value) = self.object(value, Kind::Response, &at)
                && tidied.insert(canonical, value).is_some()
            {
                self.note(&at, "the status stands twice; kept the last");
            }
        }
        self.others(extensions, &mut tidied, "the responses", at);
        Value::Object(tidied)
    }
}

fn rename_refs(value: &mut Value, renamed: &BTreeMap<String, String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rename_refs(item, renamed)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(target) if key == "$ref" => {
                        let plain = percent_decoded(target);
                        if let Some(new) = renamed.get(&plain) {
                            target.clone_from(new);
                        }
                    }
                    other => rename_refs(other, renamed),
                }
            }
        }
        _ => {}
    }
}

/// What an object of this kind is called in messages.
fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "the document",
        Kind::Info => "the info object",
        Kind::Contact => "a contact",
        Kind::License => "a license",
        Kind::Server => "a server",
        Kind::ServerVariable => "a server variable",
        Kind::Tag => "a tag",
        Kind::ExternalDocs => "an externalDocs object",
        Kind::PathItem => "a path",
        Kind::Operation => "an operation",
        Kind::Parameter => "a parameter",
        Kind::Header => "a header",
        Kind::RequestBody => "a request body",
        Kind::MediaType => "a media type",
        Kind::Encoding => "an encoding",
        Kind::Response => "a response",
        Kind::Link => "a link",
        Kind::Callback => "a callback",
        Kind::Example => "an example",
        Kind::Schema => "a schema",
        Kind::Discriminator => "a discriminator",
        Kind::Xml => "an xml object",
        Kind::Components => "the components",
        Kind::SecurityScheme => "a security scheme",
        Kind::OAuthFlows => "a flows object",
        Kind::OAuthFlow => "a flow",
        Kind::SecurityRequirement => "a security requirement",
    }
}
