//! Operations: parameters, bodies and responses.

use serde_json::Value;

use super::{At, Differ, Kind, Place, names, reference, resolve, schemas};
use crate::spec::grammar::METHODS;
use crate::spec::pointer::child;

/// An operation with the path item it stands in.
#[derive(Clone, Copy)]
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    item: &'a Value,
    body: &'a Value,
}

impl<'a> Operation<'a> {
    fn all(document: &'a Value) -> Vec<Self> {
        let items = document["paths"].as_object().into_iter().flatten();
        items
            .flat_map(|(path, item)| {
                let methods = item.as_object().into_iter().flatten();
                methods
                    .filter(|(method, _)| METHODS.contains(&method.as_str()))
                    .map(move |(method, body)| Self {
                        path,
                        method,
                        item,
                        body,
                    })
            })
            .collect()
    }

    fn id(&self) -> &'a str {
        self.body["operationId"].as_str().unwrap_or_default()
    }

    fn line(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn item_pointer(&self) -> String {
        child("/paths", self.path)
    }

    fn pointer(&self) -> String {
        child(&self.item_pointer(), self.method)
    }

    fn at(&self) -> At {
        let place = Place::Operation {
            id: self.id().to_owned(),
            method: self.method.to_uppercase(),
            path: self.path.to_owned(),
            part: None,
            property: None,
        };
        At::new(place, &self.pointer())
    }

    /// What names the operation in `from` and `to`.
    fn name(&self) -> Value {
        if self.id().is_empty() {
            self.line().into()
        } else {
            self.id().into()
        }
    }

    /// The parameters, those of the path first unless the operation has its own of that name.
    fn parameters(&self, document: &'a Value) -> Vec<Parameter<'a>> {
        let mut all: Vec<Parameter<'a>> = Vec::new();
        for (holder, pointer) in [(self.item, self.item_pointer()), (self.body, self.pointer())] {
            for (index, value) in holder["parameters"].as_array().into_iter().flatten().enumerate() {
                let resolved = resolve(document, value, "parameters");
                let place = resolved["in"].as_str().unwrap_or_default();
                let name = resolved["name"].as_str().unwrap_or_default();
                // HTTP does not tell `X-Id` from `x-id`.
                let key = if place == "header" {
                    name.to_lowercase()
                } else {
                    name.to_owned()
                };
                let parameter = Parameter {
                    key: (place, key),
                    name,
                    component: reference(value, "parameters"),
                    value: resolved,
                    pointer: format!("{pointer}/parameters/{index}"),
                };
                match all.iter_mut().find(|present| present.key == parameter.key) {
                    Some(present) => *present = parameter,
                    None => all.push(parameter),
                }
            }
        }
        all
    }
}

struct Parameter<'a> {
    key: (&'a str, String),
    name: &'a str,
    component: Option<&'a str>,
    value: &'a Value,
    pointer: String,
}

impl Parameter<'_> {
    fn part(&self) -> String {
        format!("{} parameter {}", self.key.0, self.name)
    }

    fn is_required(&self) -> bool {
        is_true(self.value, "required")
    }
}

impl<'a> Differ<'a> {
    pub(super) fn operations(&mut self) {
        let mut old = Operation::all(self.old);
        let new = Operation::all(self.new);
        let mut take = |fits: &dyn Fn(&Operation<'a>) -> bool| {
            let index = old.iter().position(fits)?;
            Some(old.remove(index))
        };
        // Operations that keep their path find their partner before those that keep only their id.
        let mut pairs: Vec<(Operation<'a>, Option<Operation<'a>>)> = new
            .into_iter()
            .map(|new| (new, take(&|old| old.path == new.path && old.method == new.method)))
            .collect();
        for (new, partner) in &mut pairs {
            if partner.is_none() && !new.id().is_empty() {
                *partner = take(&|old| old.id() == new.id());
            }
        }
        for (new, partner) in pairs {
            match partner {
                Some(old) => self.operation(old, new),
                None => self.report(Kind::OperationAdded, &new.at(), None, Some(new.name())),
            }
        }
        for old in old {
            self.report(Kind::OperationRemoved, &old.at(), Some(old.name()), None);
        }
        self.path_items();
    }

    /// What a path says beside its operations.
    fn path_items(&mut self) {
        let (old, new) = (&self.old["paths"], &self.new["paths"]);
        for path in names(old, new) {
            if let (Some(old), Some(new)) = (old.get(path), new.get(path)) {
                let at = At::new(Place::Document, &child("/paths", path));
                if path.starts_with("x-") {
                    continue;
                }
                self.member(Kind::OwnServersChanged, old, new, &at, "servers");
                let done: Vec<&str> = METHODS.into_iter().chain(["servers", "parameters"]).collect();
                self.rest(old, new, &at, &done);
            }
        }
        let extensions: Vec<&str> = names(old, new)
            .into_iter()
            .filter(|name| name.starts_with("x-"))
            .collect();
        for name in extensions {
            self.member(
                Kind::ExtensionChanged,
                old,
                new,
                &At::new(Place::Document, "/paths"),
                name,
            );
        }
    }

    fn operation(&mut self, old: Operation<'a>, new: Operation<'a>) {
        let at = new.at().moved(old.pointer(), new.pointer());
        if old.path != new.path || old.method != new.method {
            self.report(
                Kind::OperationPathChanged,
                &at,
                Some(old.line().into()),
                Some(new.line().into()),
            );
        }
        self.member(Kind::OperationRenamed, old.body, new.body, &at, "operationId");
        self.tags(old.body, new.body, &at);
        self.deprecated(old.body, new.body, &at);
        self.member(Kind::SecurityChanged, old.body, new.body, &at, "security");
        self.member(Kind::OwnServersChanged, old.body, new.body, &at, "servers");
        self.member(Kind::CallbackChanged, old.body, new.body, &at, "callbacks");
        self.parameters(old, new, &at);
        self.body(old.body, new.body, &at);
        self.responses(&old.body["responses"], &new.body["responses"], &at.member("responses"));
        let done = [
            "operationId",
            "tags",
            "deprecated",
            "security",
            "servers",
            "callbacks",
            "parameters",
            "requestBody",
            "responses",
        ];
        self.rest(old.body, new.body, &at, &done);
    }

    /// The first tag is the module; others say nothing to a caller.
    fn tags(&mut self, old: &Value, new: &Value, at: &At) {
        let kind = if old["tags"].get(0) == new["tags"].get(0) {
            Kind::TagListChanged
        } else {
            Kind::OperationMoved
        };
        self.member(kind, old, new, at, "tags");
    }

    pub(super) fn deprecated(&mut self, old: &Value, new: &Value, at: &At) {
        let (from, to) = (is_true(old, "deprecated"), is_true(new, "deprecated"));
        if from != to {
            let kind = if to { Kind::Deprecated } else { Kind::NoLongerDeprecated };
            self.report(kind, &at.member("deprecated"), Some(from.into()), Some(to.into()));
        }
    }

    fn parameters(&mut self, old: Operation<'a>, new: Operation<'a>, at: &At) {
        let before = old.parameters(self.old);
        let after = new.parameters(self.new);
        for new in &after {
            let part = at.clone().part(&new.part());
            match before.iter().find(|old| old.key == new.key) {
                // A shared parameter is compared once, as a component.
                Some(old) if old.component.is_some() && old.component == new.component => {}
                Some(old) => self.parameter(old.value, new.value, &part.moved(&old.pointer, &new.pointer)),
                None => {
                    let kind = if new.is_required() {
                        Kind::RequiredParameterAdded
                    } else if before.iter().all(Parameter::is_required) {
                        Kind::OptionalSettingsAdded
                    } else {
                        Kind::OptionalParameterAdded
                    };
                    let to = schemas::summary(&new.value["schema"]);
                    self.report(kind, &part.moved("", &new.pointer), None, Some(to));
                }
            }
        }
        for old in before.iter().filter(|old| !after.iter().any(|new| new.key == old.key)) {
            let part = at.clone().part(&old.part()).moved(&old.pointer, "");
            self.report(
                Kind::ParameterRemoved,
                &part,
                Some(schemas::summary(&old.value["schema"])),
                None,
            );
        }
        let order = |mine: &[Parameter<'a>], others: &[Parameter<'a>]| -> Vec<Value> {
            let stays = |parameter: &&Parameter<'a>| {
                let other = others.iter().find(|other| other.key == parameter.key);
                parameter.is_required() && other.is_some_and(Parameter::is_required)
            };
            mine.iter()
                .filter(stays)
                .map(|parameter| Value::from(parameter.key.1.as_str()))
                .collect()
        };
        let (from, to) = (order(&before, &after), order(&after, &before));
        if from != to {
            self.report(
                Kind::ArgumentsReordered,
                &at.member("parameters"),
                Some(from.into()),
                Some(to.into()),
            );
        }
    }

    pub(super) fn parameter(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let (from, to) = (is_true(old, "required"), is_true(new, "required"));
        if from != to {
            let kind = if to {
                Kind::ParameterBecameRequired
            } else {
                Kind::ParameterBecameOptional
            };
            self.report(kind, &at.member("required"), Some(from.into()), Some(to.into()));
        }
        for name in ["style", "explode", "allowReserved", "allowEmptyValue"] {
            self.member(Kind::ParameterStyleChanged, old, new, at, name);
        }
        // Only a component can change these two: elsewhere they are what a parameter is known by.
        self.member(Kind::ParameterStyleChanged, old, new, at, "in");
        let spelling = |value: &Value| value["name"].as_str().map(str::to_lowercase);
        let kind = if spelling(old) == spelling(new) && new["in"] == "header" {
            Kind::ParameterStyleChanged
        } else {
            Kind::ParameterRemoved
        };
        self.member(kind, old, new, at, "name");
        self.deprecated(old, new, at);
        self.optional_schema(old, new, at, !(from && to));
        self.contents(old, new, at);
        let done = [
            "required",
            "style",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "in",
            "name",
            "deprecated",
            "schema",
            "content",
        ];
        self.rest(old, new, at, &done);
    }

    /// The `schema` of a parameter or of a media type; without one anything goes.
    fn optional_schema(&mut self, old: &'a Value, new: &'a Value, at: &At, optional: bool) {
        match (old.get("schema"), new.get("schema")) {
            (Some(old), Some(new)) => self.schema(old, new, &at.member("schema"), optional),
            (None, None) => {}
            (old, new) => {
                let brief = |schema: Option<&Value>| Some(schema.map_or_else(|| "any".into(), schemas::summary));
                self.report(Kind::TypeChanged, &at.member("schema"), brief(old), brief(new));
            }
        }
    }

    fn body(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let at = at.member("requestBody").part("request body");
        match (old.get("requestBody"), new.get("requestBody")) {
            (Some(old), Some(new)) => {
                let (before, after) = (reference(old, "requestBodies"), reference(new, "requestBodies"));
                if before.is_none() || before != after {
                    let old = resolve(self.old, old, "requestBodies");
                    let new = resolve(self.new, new, "requestBodies");
                    self.request_body(old, new, &at);
                }
            }
            (Some(old), None) => {
                let brief = content_summary(resolve(self.old, old, "requestBodies"));
                self.report(Kind::RequestBodyRemoved, &at, Some(brief), None);
            }
            (None, Some(new)) => {
                let brief = content_summary(resolve(self.new, new, "requestBodies"));
                self.report(Kind::RequestBodyAdded, &at, None, Some(brief));
            }
            (None, None) => {}
        }
    }

    pub(super) fn request_body(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let (from, to) = (is_true(old, "required"), is_true(new, "required"));
        if from != to {
            let kind = if to {
                Kind::RequestBodyBecameRequired
            } else {
                Kind::RequestBodyBecameOptional
            };
            self.report(kind, &at.member("required"), Some(from.into()), Some(to.into()));
        }
        self.contents(old, new, at);
        self.rest(old, new, at, &["required", "content"]);
    }

    /// Compares the `content` of two bodies.
    fn contents(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let at = at.member("content");
        let (used_before, used_after) = (media_type(old), media_type(new));
        let (from, to) = (&old["content"], &new["content"]);
        let mut swapped = false;
        if let (Some(before), Some(after)) = (used_before, used_after)
            && before != after
        {
            swapped = true;
            self.report(Kind::MediaTypeChanged, &at, Some(before.into()), Some(after.into()));
            if is_json(before) && is_json(after) {
                let at = at.moved(child(&at.old, before), child(&at.new, after));
                self.media(&from[before], &to[after], &at);
            }
        }
        for name in names(from, to) {
            let at = at.member(name);
            match (from.get(name), to.get(name)) {
                (Some(old), Some(new)) => self.media(old, new, &at),
                (Some(_), None) if !(swapped && used_before == Some(name)) => {
                    self.report(Kind::MediaTypeRemoved, &at, Some(name.into()), None);
                }
                (None, Some(_)) if !(swapped && used_after == Some(name)) => {
                    self.report(Kind::MediaTypeAdded, &at, None, Some(name.into()));
                }
                _ => {}
            }
        }
    }

    fn media(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        self.optional_schema(old, new, at, false);
        self.member(Kind::EncodingChanged, old, new, at, "encoding");
        self.rest(old, new, at, &["schema", "encoding"]);
    }

    fn responses(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let (was, is) = (success(old), success(new));
        if let (Some(was), Some(is)) = (was, is)
            && was != is
            && (new.get(was).is_none() || old.get(is).is_none())
        {
            self.report(Kind::SuccessStatusChanged, at, Some(was.into()), Some(is.into()));
            let at = at
                .moved(child(&at.old, was), child(&at.new, is))
                .part(&format!("response {is}"));
            self.response(&old[was], &new[is], &at, true);
        }
        for status in names(old, new) {
            if status.starts_with("x-") {
                self.member(Kind::ExtensionChanged, old, new, at, status);
                continue;
            }
            let at = at.member(status).part(&format!("response {status}"));
            match (old.get(status), new.get(status)) {
                (Some(before), Some(after)) => {
                    let success = is_success(status) || was == Some(status) || is == Some(status);
                    self.response(before, after, &at, success);
                }
                (Some(gone), None) if !(was == Some(status) && is.is_some()) => {
                    let brief = content_summary(resolve(self.old, gone, "responses"));
                    let left = is.map(|is| content_summary(resolve(self.new, &new[is], "responses")));
                    let kind = if is_success(status) && left.as_ref() != Some(&brief) {
                        Kind::SuccessResponseRemoved
                    } else {
                        Kind::ResponseRemoved
                    };
                    self.report(kind, &at, Some(brief), None);
                }
                (None, Some(come)) if !(is == Some(status) && was.is_some()) => {
                    let brief = content_summary(resolve(self.new, come, "responses"));
                    let present = was.map(|was| content_summary(resolve(self.old, &old[was], "responses")));
                    let kind = if is_success(status) && present.as_ref() != Some(&brief) {
                        Kind::SuccessResponseAdded
                    } else {
                        Kind::ResponseAdded
                    };
                    self.report(kind, &at, None, Some(brief));
                }
                _ => {}
            }
        }
    }

    fn response(&mut self, old: &'a Value, new: &'a Value, at: &At, success: bool) {
        let (before, after) = (reference(old, "responses"), reference(new, "responses"));
        if before.is_some() && before == after {
            return;
        }
        let old = resolve(self.old, old, "responses");
        let new = resolve(self.new, new, "responses");
        if success {
            self.success_response(old, new, at);
        } else {
            self.error_response(old, new, at);
        }
    }

    pub(super) fn success_response(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        match (media_type(old), media_type(new)) {
            (None, Some(_)) => {
                self.report(
                    Kind::ResponseBodyAdded,
                    &at.member("content"),
                    None,
                    Some(content_summary(new)),
                );
            }
            (Some(_), None) => {
                self.report(
                    Kind::ResponseBodyRemoved,
                    &at.member("content"),
                    Some(content_summary(old)),
                    None,
                );
            }
            _ => self.contents(old, new, at),
        }
        self.response_rest(old, new, at);
    }

    pub(super) fn error_response(&mut self, old: &'a Value, new: &'a Value, at: &At) {
        let (from, to) = (&old["content"], &new["content"]);
        let differs = names(from, to).into_iter().any(|name| {
            let facts = |content: &Value| content.get(name).map(super::without_prose);
            facts(from) != facts(to)
        });
        if differs {
            let brief = (Some(content_summary(old)), Some(content_summary(new)));
            self.report(Kind::ErrorResponseChanged, &at.member("content"), brief.0, brief.1);
        }
        self.response_rest(old, new, at);
    }

    fn response_rest(&mut self, old: &Value, new: &Value, at: &At) {
        for (member, kind) in [("headers", Kind::ResponseHeaderChanged), ("links", Kind::LinkChanged)] {
            let pointer = at.member(member);
            for name in names(&old[member], &new[member]) {
                self.member(kind, &old[member], &new[member], &pointer, name);
            }
        }
        self.rest(old, new, at, &["content", "headers", "links"]);
    }

    /// Whether a shared response is what some operation returns when all went well.
    pub(super) fn is_success_response(&self, component: &str) -> bool {
        [self.old, self.new]
            .into_iter()
            .flat_map(Operation::all)
            .any(|operation| {
                let responses = &operation.body["responses"];
                let main = success(responses);
                responses.as_object().into_iter().flatten().any(|(status, response)| {
                    reference(response, "responses") == Some(component)
                        && (is_success(status) || main == Some(status.as_str()))
                })
            })
    }
}

fn is_true(value: &Value, name: &str) -> bool {
    value[name].as_bool().unwrap_or(false)
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// The status whose body a method returns: the lowest of success, or `default` if it stands alone.
fn success(responses: &Value) -> Option<&str> {
    let statuses = || {
        responses
            .as_object()
            .into_iter()
            .flatten()
            .map(|(status, _)| status.as_str())
    };
    statuses()
        .filter(|status| is_success(status))
        .min()
        .or_else(|| statuses().find(|status| *status == "default"))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// The media type that generated code uses: JSON if there is one, else the first.
fn media_type(body: &Value) -> Option<&str> {
    let types = || {
        body["content"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
    };
    types().find(|name| is_json(name)).or_else(|| types().next())
}

/// What a body holds, in short.
fn content_summary(body: &Value) -> Value {
    match media_type(body) {
        None => "no body".into(),
        Some(name) => body["content"][name]
            .get("schema")
            .map_or_else(|| Value::from(name), schemas::summary),
    }
}
