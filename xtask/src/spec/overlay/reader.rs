//! From text to an [`Overlay`], with the position of each complaint.

use std::fmt;

use anyhow::{Result, anyhow};
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::super::pointer::{child, element};
use super::super::read::Read;
use super::{Action, Edition, Modifier, Overlay, Policy, Query, checks, kind};

/// Turns a value into an overlay, with the position of each complaint.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Read,
    pub(super) policy: Policy,
}

impl Reader<'_> {
    /// An error about the node at a JSON pointer of the overlay.
    fn error(&self, pointer: &str, message: impl fmt::Display) -> anyhow::Error {
        anyhow!("{}: {message}", self.source.locate(pointer))
    }

    pub(super) fn overlay(&self, value: &Value) -> Result<Overlay> {
        let root = self.object(value, "", "the overlay")?;
        self.members(root, "", "the overlay", &["overlay", "info", "extends", "actions"])?;
        let edition = self.edition(self.string(root, "", "the overlay", "overlay")?)?;

        let info = self.required(root, "", "the overlay", "info")?;
        let info = self.object(info, "/info", "`info`")?;
        let known: &[&str] = match edition {
            Edition::V1_0 => &["title", "version"],
            Edition::V1_1 => &["title", "version", "description"],
        };
        self.members(info, "/info", "`info`", known)?;
        self.string(info, "/info", "`info`", "title")?;
        self.string(info, "/info", "`info`", "version")?;
        self.optional_string(info, "/info", "description")?;
        self.optional_string(root, "", "extends")?;

        let Value::Array(list) = self.required(root, "", "the overlay", "actions")? else {
            return Err(self.error("/actions", "`actions` must be a list of actions"));
        };
        let actions = list
            .iter()
            .enumerate()
            .map(|(index, action)| self.action(action, index, edition))
            .collect::<Result<_>>()?;
        Ok(Overlay {
            file: self.source.origin.clone(),
            policy: self.policy,
            edition,
            actions,
        })
    }

    fn edition(&self, version: &str) -> Result<Edition> {
        let mut parts = version.split('.');
        let numbers = [parts.next(), parts.next(), parts.next()];
        if parts.next().is_none()
            && let [Some("1"), Some(minor), Some(patch)] = numbers
            && patch.parse::<u32>().is_ok()
        {
            match minor {
                "0" => return Ok(Edition::V1_0),
                "1" => return Ok(Edition::V1_1),
                _ => {}
            }
        }
        Err(self.error(
            "/overlay",
            format_args!("version {version:?} of the Overlay Specification is not known; write `overlay: 1.1.0`"),
        ))
    }

    fn action(&self, value: &Value, index: usize, edition: Edition) -> Result<Action> {
        let at = element("/actions", index);
        let what = format!("action {}", index + 1);
        let action = self.object(value, &at, &what)?;
        let known: &[&str] = match edition {
            Edition::V1_0 => &["target", "description", "update", "remove"],
            Edition::V1_1 => &["target", "description", "update", "remove", "copy"],
        };
        self.members(action, &at, &what, known)?;
        let target = self.string(action, &at, &what, "target")?;
        let target = self.query(target, &format!("{at}/target"), "target")?;
        let description = self.optional_string(action, &at, "description")?.map(str::to_owned);
        if self.policy == Policy::Project && description.as_deref().is_none_or(|text| text.trim().is_empty()) {
            return Err(self.error(&at, format_args!("{what} has no `description`; say why it is there")));
        }
        Ok(Action {
            number: index + 1,
            line: self.source.place(&at).map(|place| place.line),
            target,
            description,
            optional: self.flag(action, &at, "x-optional")?,
            creates: self.creates(action, &at)?,
            modifier: self.modifier(action, &at, &what, edition)?,
        })
    }

    /// The elements that an action says it adds.
    fn creates(&self, action: &Map<String, Value>, at: &str) -> Result<Vec<String>> {
        let at = child(at, "x-creates");
        let list = match action.get("x-creates") {
            None => return Ok(Vec::new()),
            Some(Value::Array(list)) if !list.is_empty() => list,
            Some(_) => {
                return Err(self.error(
                    &at,
                    "`x-creates` must be a list of JSON pointers, such as [/properties/name]",
                ));
            }
        };
        list.iter()
            .enumerate()
            .map(|(index, pointer)| match pointer.as_str() {
                Some(pointer) if pointer.starts_with('/') => Ok(pointer.to_owned()),
                _ => Err(self.error(
                    &element(&at, index),
                    "`x-creates` has JSON pointers from the selected node, each beginning with `/`",
                )),
            })
            .collect()
    }

    /// Refuses names and documentation that go by the order of an enum's values, which the publisher may change.
    fn refuse_positional(&self, value: &Value, at: &str) -> Result<()> {
        match value {
            Value::Object(members) => members.iter().try_for_each(|(name, value)| {
                let here = child(at, name);
                let instead = match name.as_str() {
                    "x-enum-varnames" | "x-enumNames" => "x-mc-variants: {value: Name}",
                    "x-enum-descriptions" | "x-enumDescriptions" => "x-mc-variant-docs: {value: text}",
                    _ => return self.refuse_positional(value, &here),
                };
                Err(self.error(
                    &here,
                    format_args!(
                        "`{name}` goes by the order of the values, so that each would get another's when the publisher \
                         reorders them; write `{instead}`"
                    ),
                ))
            }),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.refuse_positional(item, &element(at, index))),
            _ => Ok(()),
        }
    }

    fn modifier(&self, action: &Map<String, Value>, at: &str, what: &str, edition: Edition) -> Result<Modifier> {
        let copy = match self.optional_string(action, at, "copy")? {
            Some(text) => Some(self.query(text, &format!("{at}/copy"), "copy")?),
            None => None,
        };
        let remove = self.flag(action, at, "remove")?;
        match (action.get("update"), copy, remove) {
            (Some(update), None, false) => {
                if self.policy == Policy::Project {
                    self.refuse_positional(update, &child(at, "update"))?;
                }
                Ok(Modifier::Update(update.clone()))
            }
            (None, Some(query), false) => Ok(Modifier::Copy(query)),
            (None, None, true) => Ok(Modifier::Remove),
            (None, None, false) => {
                let members = match edition {
                    Edition::V1_0 => "`update` or `remove: true`",
                    Edition::V1_1 => "`update`, `copy` or `remove: true`",
                };
                Err(self.error(at, format_args!("{what} does nothing: give it {members}")))
            }
            (update, copy, remove) => {
                let names = [
                    ("update", update.is_some()),
                    ("copy", copy.is_some()),
                    ("remove", remove),
                ];
                let names: Vec<String> = names
                    .iter()
                    .filter(|(_, has)| *has)
                    .map(|(name, _)| format!("`{name}`"))
                    .collect();
                let message = format!("{what} has {} at once; make one action of each", names.join(" and "));
                Err(self.error(at, message))
            }
        }
    }

    fn query(&self, text: &str, at: &str, member: &str) -> Result<Query> {
        let parse = |text: &str| {
            JsonPath::parse(text).map_err(|error| {
                let position = error.position() + 1;
                let why = format!(
                    "`{member}` is not a JSONPath, at character {position}: {} in {text}",
                    error.message()
                );
                self.error(at, why)
            })
        };
        let path = parse(text)?;
        let Some(each) = checks::each_name(text) else {
            return Err(self.error(
                at,
                format_args!("`{member}` has too many combinations of names; split the action"),
            ));
        };
        Ok(Query {
            text: text.to_owned(),
            path,
            each: each
                .into_iter()
                .map(|text| parse(&text).map(|path| (text, path)))
                .collect::<Result<_>>()?,
        })
    }

    fn object<'v>(&self, value: &'v Value, at: &str, what: &str) -> Result<&'v Map<String, Value>> {
        value
            .as_object()
            .ok_or_else(|| self.error(at, format_args!("{what} must be an object, not {}", kind(value))))
    }

    /// Refuses members that are neither known nor extensions.
    fn members(&self, object: &Map<String, Value>, at: &str, what: &str, known: &[&str]) -> Result<()> {
        match object
            .keys()
            .find(|name| !name.starts_with("x-") && !known.contains(&name.as_str()))
        {
            None => Ok(()),
            Some(name) => Err(self.error(
                &child(at, name),
                format_args!("{what} has an unknown member `{name}`; known are {}", known.join(", ")),
            )),
        }
    }

    fn required<'v>(&self, object: &'v Map<String, Value>, at: &str, what: &str, name: &str) -> Result<&'v Value> {
        object
            .get(name)
            .ok_or_else(|| self.error(at, format_args!("{what} has no `{name}`")))
    }

    fn string<'v>(&self, object: &'v Map<String, Value>, at: &str, what: &str, name: &str) -> Result<&'v str> {
        self.required(object, at, what, name)?;
        self.optional_string(object, at, name)?
            .ok_or_else(|| self.error(at, format_args!("{what} has no `{name}`")))
    }

    fn optional_string<'v>(&self, object: &'v Map<String, Value>, at: &str, name: &str) -> Result<Option<&'v str>> {
        match object.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.error(
                &child(at, name),
                format_args!("`{name}` must be a string, not {}", kind(other)),
            )),
        }
    }

    fn flag(&self, object: &Map<String, Value>, at: &str, name: &str) -> Result<bool> {
        match object.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.error(
                &child(at, name),
                format_args!("`{name}` must be true or false, not {}", kind(other)),
            )),
        }
    }
}
