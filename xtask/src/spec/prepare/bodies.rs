//! What operations send and what they answer.

use heck::ToUpperCamelCase;
use serde_json::Value;

use super::super::api::{Answer, Body, Style, Type};
use super::super::docs;
use super::{Builder, entries, string};

impl<'a> Builder<'a> {
    pub(super) fn body(&mut self, operation: &'a Value, pointer: &str, id: &str) -> Option<(Body, bool)> {
        let body = self.follow(operation.get("requestBody")?);
        let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
        let content = entries(body.get("content"));
        let place = format!("{pointer}/requestBody");
        let find = |fits: fn(&str) -> bool| content.iter().position(|(name, _)| fits(name));
        let chosen = find(is_plain_json)
            .or_else(|| find(is_json))
            .or_else(|| find(is_anything))
            .or_else(|| find(is_form))
            .or((!content.is_empty()).then_some(0))?;
        let (name, media) = content[chosen];
        self.not_used(&content, chosen, &place, "sent");
        let type_name = format!("{}Request", id.to_upper_camel_case());
        if is_json(name) || is_anything(name) {
            let ty = match media.get("schema") {
                Some(schema) => {
                    let used = self.resolve(schema, &type_name, &place);
                    nullable(used.ty, used.nullable)
                }
                None => Type::Any,
            };
            let body = if is_plain_json(name) || is_anything(name) {
                Body::Json(ty)
            } else {
                Body::JsonAs(media_type(name), ty)
            };
            return Some((body, required));
        }
        if is_form(name)
            && let Some(schema) = media.get("schema")
        {
            let used = self.resolve(schema, &type_name, &place);
            if matches!(used.ty, Type::Model(_) | Type::Map(_)) {
                let at = format!("{place}/content/{}/encoding", super::escape(name));
                return Some((Body::FormOf(used.ty, self.encoding(media, &at)), required));
            }
        }
        let body = match essence(name).as_str() {
            "application/x-www-form-urlencoded" => Body::Form,
            "multipart/form-data" => Body::Multipart,
            _ => Body::Bytes(name.clone()),
        };
        self.finding(
            &format!("{place}/content"),
            format!("the body is `{name}`, no JSON; the method takes it as it goes over the wire"),
            "products are held to JSON: replace the media type, or remove the operation",
        );
        if matches!(body, Body::Multipart) && media.get("encoding").is_some() {
            self.report(
                &format!("{place}/content/{}/encoding", super::escape(name)),
                "the caller writes each part of the form, and its type and headers",
            );
        }
        Some((body, required))
    }

    /// Says which media types of several are not used.
    fn not_used(&mut self, content: &[(&String, &Value)], chosen: usize, place: &str, what: &str) {
        let others: Vec<String> = content
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != chosen)
            .map(|(_, (name, _))| format!("`{name}`"))
            .collect();
        if !others.is_empty() {
            let (name, _) = content[chosen];
            self.report(
                &format!("{place}/content"),
                format!(
                    "of several media types `{name}` is {what}, and not {}",
                    others.join(", ")
                ),
            );
        }
    }

    /// How the fields of a form are written, where that is not the default.
    fn encoding(&mut self, media: &Value, at: &str) -> Vec<Style> {
        let mut out = Vec::new();
        for (name, encoding) in entries(media.get("encoding")) {
            let place = format!("{at}/{}", super::escape(name));
            let style = string(encoding, "style");
            let explode = encoding.get("explode").and_then(Value::as_bool);
            let known = match style {
                None | Some("form") => "Form",
                Some("spaceDelimited") => "SpaceDelimited",
                Some("pipeDelimited") => "PipeDelimited",
                Some("deepObject") => "DeepObject",
                Some(other) => {
                    self.finding(
                        &format!("{place}/style"),
                        format!("the style `{other}` does not exist in a form; `form` is taken"),
                        "set form, spaceDelimited, pipeDelimited or deepObject",
                    );
                    "Form"
                }
            };
            let as_json = style.is_none() && explode.is_none() && string(encoding, "contentType").is_some_and(is_json);
            if !as_json && let Some(media) = string(encoding, "contentType") {
                self.report(
                    &format!("{place}/contentType"),
                    format!("the field is written as text, whatever `{media}` may demand"),
                );
            }
            if encoding.get("allowReserved") == Some(&Value::Bool(true)) {
                self.report(
                    &format!("{place}/allowReserved"),
                    "reserved characters of a form are encoded all the same; they are read as they were",
                );
            }
            let (known, explode) = if as_json {
                ("Json", false)
            } else {
                (known, explode.unwrap_or(known == "Form"))
            };
            if (known, explode) != ("Form", true) {
                out.push(Style {
                    name: name.clone(),
                    style: known,
                    explode,
                });
            }
        }
        out
    }

    /// What the specification says of the body.
    pub(super) fn body_docs(&self, operation: &'a Value) -> Vec<String> {
        let body = operation.get("requestBody").map(|body| self.follow(body));
        docs::prose(body.and_then(|body| string(body, "description")).unwrap_or_default())
    }

    /// The good answers of an operation.
    fn good(&self, operation: &'a Value) -> Vec<(&'a String, &'a Value)> {
        let responses = entries(operation.get("responses"));
        let mut good: Vec<_> = responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .copied()
            .collect();
        good.sort_by_key(|(status, _)| *status);
        if good.is_empty() {
            good = responses
                .into_iter()
                .filter(|(status, _)| status.as_str() == "default")
                .collect();
        }
        good.into_iter()
            .map(|(status, response)| (status, self.follow(response)))
            .collect()
    }

    /// The headers of good answers, with what is said of each.
    pub(super) fn headers(&self, operation: &'a Value) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = Vec::new();
        for (_, response) in self.good(operation) {
            for (name, header) in entries(response.get("headers")) {
                // OpenAPI, response object: this one is to be ignored.
                if name.eq_ignore_ascii_case("content-type")
                    || out.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
                {
                    continue;
                }
                let header = self.follow(header);
                let mut told = docs::prose(string(header, "description").unwrap_or_default());
                told.retain(|line| !line.is_empty());
                if header.get("required") == Some(&Value::Bool(true)) {
                    told.push("Always there.".to_owned());
                }
                if header.get("deprecated") == Some(&Value::Bool(true)) {
                    told.push(docs::DEPRECATED.to_owned());
                }
                if told.is_empty() {
                    told.push("a header of the response.".to_owned());
                }
                out.push((name.clone(), told.join(" ")));
            }
        }
        out
    }

    /// Reports what is said of errors, which are one type whatever their body.
    pub(super) fn check_errors(&mut self, operation: &'a Value, pointer: &str) {
        let good: Vec<&String> = self.good(operation).into_iter().map(|(status, _)| status).collect();
        for (status, response) in entries(operation.get("responses")) {
            if good.contains(&status) {
                continue;
            }
            let response = self.follow(response);
            let has_some = |key: &str| {
                response
                    .get(key)
                    .and_then(Value::as_object)
                    .is_some_and(|map| !map.is_empty())
            };
            let place = format!("{pointer}/responses/{status}");
            if has_some("content") {
                self.report(
                    &format!("{place}/content"),
                    "an error has its body as bytes, in `Error::body`: its schema decides nothing, but its type can read them",
                );
            }
            if has_some("headers") {
                self.report(
                    &format!("{place}/headers"),
                    "of the headers of an error `Retry-After` and the correlation id are kept, and no others",
                );
            }
        }
    }

    /// What the specification says of answers by their status, as a list.
    pub(super) fn told_answers(&self, operation: &'a Value) -> Vec<String> {
        let mut out = Vec::new();
        for (status, response) in entries(operation.get("responses")) {
            let told = docs::prose(string(self.follow(response), "description").unwrap_or_default());
            let told: Vec<String> = told.into_iter().filter(|line| !line.is_empty()).collect();
            if !told.is_empty() && !told.iter().any(|line| line.starts_with("```")) {
                out.push(format!("* `{}`: {}", docs::code(status), told.join(" ")));
            }
        }
        if !out.is_empty() {
            out.splice(0..0, ["Responses:".to_owned(), String::new()]);
        }
        out
    }

    pub(super) fn answer(&mut self, operation: &'a Value, method: &str, pointer: &str, id: &str) -> Answer {
        let mut answers: Vec<Answer> = Vec::new();
        let mut accepts: Vec<String> = Vec::new();
        let mut empty = false;
        for (status, response) in self.good(operation) {
            let place = format!("{pointer}/responses/{status}");
            let content = entries(response.get("content"));
            let find = |fits: fn(&str) -> bool| content.iter().position(|(name, _)| fits(name));
            let chosen = find(is_plain_json)
                .or_else(|| find(is_json))
                .or_else(|| find(is_anything))
                .or((!content.is_empty()).then_some(0));
            let Some(chosen) = chosen else {
                empty = true;
                continue;
            };
            if method == "head" || matches!(status.as_str(), "204" | "205") {
                self.report(
                    &format!("{place}/content"),
                    "HTTP gives this response no body; what is said of one is passed over",
                );
                empty = true;
                continue;
            }
            let (name, media) = content[chosen];
            self.not_used(&content, chosen, &place, "asked for");
            let schema = media.get("schema");
            let binary = schema.is_some_and(|schema| string(self.follow(schema), "format") == Some("binary"));
            let answer = if (is_json(name) || is_anything(name)) && !binary {
                match schema {
                    Some(schema) => {
                        let accept = if is_json(name) {
                            media_type(&essence(name))
                        } else {
                            PLAIN.to_owned()
                        };
                        if !accepts.contains(&accept) {
                            accepts.push(accept);
                        }
                        let used = self.resolve(schema, &format!("{}Response", id.to_upper_camel_case()), &place);
                        Answer::Json {
                            lenient: used.lenient && matches!(used.ty, Type::List(_)),
                            ty: nullable(used.ty, used.nullable),
                            or_empty: false,
                            accept: None,
                        }
                    }
                    None => Answer::Bytes(media_type(name)),
                }
            } else {
                self.finding(
                    &format!("{place}/content"),
                    format!("the answer is `{name}`, no JSON; the method hands it over as it comes"),
                    "products are held to JSON: replace the media type, or remove the operation",
                );
                if name.starts_with("text/") {
                    Answer::Text(media_type(name))
                } else {
                    Answer::Bytes(media_type(name))
                }
            };
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        let accepted = (accepts != [PLAIN]).then(|| accepts.join(", "));
        match (answers.len(), answers.pop()) {
            (_, None) => Answer::Empty,
            (1, Some(Answer::Json { ty, lenient, .. })) => Answer::Json {
                ty,
                or_empty: empty,
                lenient,
                accept: accepted,
            },
            (1, Some(other)) => other,
            (_, Some(last)) => {
                self.finding(
                    &format!("{pointer}/responses"),
                    "good answers of several types; the method hands over what comes, undecoded".to_owned(),
                    "leave one good answer, or give all one schema",
                );
                let is_json = |answer: &Answer| matches!(answer, Answer::Json { .. });
                if answers.iter().chain([&last]).all(is_json) {
                    Answer::Json {
                        ty: Type::Any,
                        or_empty: empty,
                        lenient: false,
                        accept: accepted,
                    }
                } else {
                    Answer::Bytes("*/*".to_owned())
                }
            }
        }
    }
}

/// A type of which a whole body may be `null`; what can be anything can be that already.
fn nullable(ty: Type, is_nullable: bool) -> Type {
    if is_nullable && ty != Type::Any {
        Type::Nullable(Box::new(ty))
    } else {
        ty
    }
}

/// What requests accept and send unless something else is said.
const PLAIN: &str = "application/json";

fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type as an `Accept` header can carry it.
fn media_type(name: &str) -> String {
    let fits = essence(name)
        .split_once('/')
        .is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty());
    if fits && name.is_ascii() {
        name.trim().to_owned()
    } else {
        "*/*".to_owned()
    }
}

fn is_plain_json(name: &str) -> bool {
    essence(name) == PLAIN
}

pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn is_form(name: &str) -> bool {
    essence(name) == "application/x-www-form-urlencoded"
}

fn is_anything(name: &str) -> bool {
    matches!(essence(name).as_str(), "*/*" | "application/*")
}
