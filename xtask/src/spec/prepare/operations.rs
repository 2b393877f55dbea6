//! Operations, with their parameters, bodies and answers.

use std::collections::{HashMap, HashSet};

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use serde_json::Value;

use super::super::api::{Encryption, Location, Module, Operation, Parameter, Type, Wrapper};
use super::super::grammar::METHODS;
use super::super::{docs, names};
use super::bodies::is_json;
use super::{Builder, UNCONFIRMED, Use, entries, escape, string};

/// What a path or a query cannot carry as it is; a percent sign begins what is encoded already.
const NOT_IN_PATHS: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|')
    .add(b'[')
    .add(b']');

impl<'a> Builder<'a> {
    pub(super) fn build_operations(&mut self) -> (Vec<Module>, Vec<Operation>) {
        let mut operations = Vec::new();
        let mut functions: HashMap<String, names::Unique> = HashMap::new();
        let mut constants = names::Unique::default();
        let mut paths = entries(self.spec.get("paths"));
        paths.sort_by_key(|(path, _)| *path);
        for (path, item) in paths {
            let item = self.follow(item);
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                let pointer = format!("/paths/{}/{method}", escape(path));
                let built = self.operation(path, method, item, operation, &pointer, &mut functions, &mut constants);
                operations.push(built);
            }
        }
        operations.sort_by(|a, b| (&a.module, &a.id).cmp(&(&b.module, &b.id)));
        (self.modules(&operations), operations)
    }

    fn modules(&self, operations: &[Operation]) -> Vec<Module> {
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        for operation in operations {
            if !seen.insert(operation.module.clone()) {
                continue;
            }
            let name = operation.module.clone();
            let told = self
                .spec
                .pointer(&format!("/x-mc-modules/{}/description", escape(&name)))
                .and_then(Value::as_str)
                .or_else(|| {
                    let tags = self.spec.get("tags").and_then(Value::as_array)?;
                    let tag = tags
                        .iter()
                        .find(|tag| string(tag, "name").is_some_and(|tag| names::module(tag) == name))?;
                    string(tag, "description")
                });
            let mut lines = docs::prose(told.unwrap_or_default());
            if lines.is_empty() {
                lines.push(format!("The operations of `{name}`."));
            }
            let tags = self.spec.get("tags").and_then(Value::as_array).into_iter().flatten();
            for tag in tags.filter(|tag| string(tag, "name").is_some_and(|tag| names::module(tag) == name)) {
                docs::paragraph(&mut lines, docs::external(tag));
            }
            let mut type_name = names::type_name(&name);
            if operations
                .iter()
                .any(|other| other.module == name && names::options(&other.id) == type_name)
            {
                type_name.push_str("Module");
            }
            out.push(Module {
                type_name,
                docs: lines,
                name,
            });
        }
        out
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one place in the spec and the names given so far"
    )]
    fn operation(
        &mut self,
        path: &str,
        method: &str,
        item: &'a Value,
        operation: &'a Value,
        pointer: &str,
        functions: &mut HashMap<String, names::Unique>,
        constants: &mut names::Unique,
    ) -> Operation {
        let given = string(operation, "operationId").map(str::to_owned);
        if given.is_none() {
            self.finding(
                pointer,
                "the operation has no operationId; it gets one from method and path".to_owned(),
                "give it an operationId",
            );
        }
        let id_text = given.unwrap_or_else(|| format!("{method} {path}"));
        let published_id = self
            .original
            .pointer(&format!("{pointer}/operationId"))
            .and_then(Value::as_str)
            .map_or_else(|| id_text.clone(), str::to_owned);
        let tags: Vec<&str> = operation
            .get("tags")
            .and_then(Value::as_array)
            .map(|tags| tags.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let module = if let Some(module) = string(operation, "x-mc-module") {
            names::module(module)
        } else {
            if tags.len() > 1 {
                self.finding(
                    &format!("{pointer}/tags"),
                    format!(
                        "the operation has {} tags and would be there as often; the first, `{}`, is taken",
                        tags.len(),
                        tags[0]
                    ),
                    "give it an x-mc-module",
                );
            }
            names::module(tags.first().copied().unwrap_or("default"))
        };
        let (function, free) = functions
            .entry(module.clone())
            .or_default()
            .take(&names::function(&id_text));
        if !free {
            self.finding(
                pointer,
                format!(
                    "two operations of `{module}` would be the method `{}`; one becomes `{function}`",
                    names::function(&id_text)
                ),
                "give one another operationId",
            );
        }
        let spoken = names::identifier(&id_text);
        let spoken = spoken.trim_start_matches("r#");
        let (constant, free) = constants.take(&names::constant(spoken));
        // An id is unique in the whole API, as the constant is.
        let id = if free { spoken } else { constant.as_str() }.to_lower_camel_case();
        let parameters = self.parameters(path, item, operation, pointer, &id_text);
        let body = self.body(operation, pointer, &id_text);
        let answer = self.answer(operation, method, pointer, &id_text);
        self.check_errors(operation, pointer);
        let headers = self.headers(operation);
        let with_headers = (!headers.is_empty()).then(|| {
            let wanted = format!(
                "{}_with_headers",
                function.trim_start_matches("r#").trim_end_matches('_')
            );
            functions.entry(module.clone()).or_default().take(&wanted).0
        });
        // What a path says of all its operations counts where they say nothing themselves.
        let said = |key: &str| string(operation, key).or_else(|| string(item, key)).unwrap_or_default();
        let mut lines = docs::prose(said("summary"));
        if let Some(last) = lines.last_mut()
            && !last.ends_with(['.', '!', '?', ':', '`'])
        {
            last.push('.');
        }
        docs::paragraph(&mut lines, docs::prose(said("description")));
        if lines.is_empty() {
            lines.push(format!("Calls `{}`.", docs::code(&id_text)));
        }
        docs::paragraph(&mut lines, docs::external(operation));
        lines.push(String::new());
        lines.push(format!("`{} {}`", method.to_uppercase(), docs::code(path)));
        if published_id != id_text {
            lines.push(String::new());
            lines.push(format!("The specification calls it `{}`.", docs::code(&published_id)));
        }
        let flag = |key: &str| operation.get(key).and_then(Value::as_bool);
        if flag("x-unconfirmed") == Some(true) {
            lines.push(String::new());
            lines.push(UNCONFIRMED.to_owned());
        }
        let told = headers
            .iter()
            .map(|(name, told)| format!("* `{}`: {told}", docs::code(name)));
        let headers_docs: Vec<String> = told.collect();
        Operation {
            id,
            published_id,
            function,
            constant,
            method: method.to_uppercase(),
            path: self.wire_path(path, method, pointer),
            module,
            docs: lines,
            parameters,
            body_docs: self.body_docs(operation),
            answers_docs: self.told_answers(operation),
            body,
            answer,
            with_headers,
            headers_docs,
            servers: self.own_servers(item, operation, pointer),
            scopes: self.scopes(operation),
            encryption: self.encryption(operation, pointer),
            idempotent: flag("x-mc-idempotent").unwrap_or(matches!(method, "get" | "head" | "options")),
            event: flag("x-mc-event").unwrap_or(false),
            rate_limit: self.rate_limit(),
            deprecated: flag("deprecated").unwrap_or(false),
        }
    }

    /// The OAuth 2.0 scopes of an operation: what an overlay says, or else its `security`, or else that of the document.
    ///
    /// Of alternatives the first that has such scopes is taken.
    fn scopes(&self, operation: &Value) -> Vec<String> {
        let texts = |value: &Value| -> Vec<String> {
            let items = value.as_array().into_iter().flatten();
            items.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        if let Some(scopes) = operation.get("x-mc-scopes") {
            return texts(scopes);
        }
        let has_scopes = |name: &str| {
            let scheme = self
                .spec
                .pointer(&format!("/components/securitySchemes/{}", escape(name)));
            let kind = scheme.and_then(|scheme| string(self.follow(scheme), "type"));
            matches!(kind, Some("oauth2" | "openIdConnect"))
        };
        let security = operation.get("security").or_else(|| self.spec.get("security"));
        let alternatives = security.and_then(Value::as_array).into_iter().flatten();
        let of = |alternative| -> Vec<String> {
            let mut scopes: Vec<String> = Vec::new();
            for (_, listed) in entries(Some(alternative))
                .into_iter()
                .filter(|(name, _)| has_scopes(name))
            {
                scopes.extend(texts(listed));
            }
            let mut seen = HashSet::new();
            scopes.retain(|scope| seen.insert(scope.clone()));
            scopes
        };
        alternatives
            .map(of)
            .find(|scopes| !scopes.is_empty())
            .unwrap_or_default()
    }

    /// A path template as it goes over the wire: what no path can carry is percent-encoded, what no request carries goes.
    fn wire_path(&mut self, path: &str, method: &str, pointer: &str) -> String {
        let sent = match path.split_once('#') {
            Some((sent, fragment)) => {
                self.finding(
                    pointer,
                    format!(
                        "the path has a fragment, `#{fragment}`, which no request carries; {method} goes to `{sent}`"
                    ),
                    "remove the fragment, and tell the operations apart by path, query or body",
                );
                sent
            }
            None => path,
        };
        let mut out = String::with_capacity(sent.len());
        let mut in_braces = false;
        for c in sent.chars() {
            match c {
                '{' => in_braces = true,
                '}' => in_braces = false,
                _ => {}
            }
            if in_braces || c == '}' {
                out.push(c);
            } else {
                let mut bytes = [0; 4];
                out.extend(percent_encoding::utf8_percent_encode(
                    c.encode_utf8(&mut bytes),
                    NOT_IN_PATHS,
                ));
            }
        }
        out
    }

    /// How many requests a second the document says are allowed for a key.
    fn rate_limit(&mut self) -> Option<u32> {
        let marker = self.spec.get("x-mc-rate-limit")?;
        let limit = marker.as_u64().and_then(|limit| u32::try_from(limit).ok());
        let limit = limit.filter(|limit| *limit > 0);
        if limit.is_none() {
            self.finding(
                "/x-mc-rate-limit",
                "the marker is no count of requests a second, and clients would not be held to it".to_owned(),
                "write a whole number of 1 or more",
            );
        }
        limit
    }

    fn encryption(&mut self, operation: &Value, pointer: &str) -> Encryption {
        let Some(said) = operation.get("x-mc-encrypt") else {
            return Encryption::None;
        };
        read_encryption(said).unwrap_or_else(|| {
            self.finding(
                &format!("{pointer}/x-mc-encrypt"),
                "the marker is not understood, and the payload would be sent in the clear".to_owned(),
                "write {body: true, member, accepts, answers: encrypted, clear or either} or {field, schema}",
            );
            Encryption::None
        })
    }

    fn parameters(
        &mut self,
        path: &str,
        item: &'a Value,
        operation: &'a Value,
        pointer: &str,
        id: &str,
    ) -> Vec<Parameter> {
        let mut all: Vec<(&'a Value, String)> = Vec::new();
        // An operation's parameter takes the place of its path's parameter of the same name.
        for (holder, base) in [
            (operation, format!("{pointer}/parameters")),
            (
                item,
                pointer
                    .rsplit_once('/')
                    .map_or(String::new(), |(path, _)| format!("{path}/parameters")),
            ),
        ] {
            for (index, parameter) in holder
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                let parameter = self.follow(parameter);
                let key = (string(parameter, "name"), string(parameter, "in"));
                if !all
                    .iter()
                    .any(|(known, _)| (string(known, "name"), string(known, "in")) == key)
                {
                    all.push((parameter, format!("{base}/{index}")));
                }
            }
        }
        let mut out = Vec::new();
        for (parameter, place) in all {
            let name = string(parameter, "name").unwrap_or_default().to_owned();
            let location = match string(parameter, "in") {
                Some("path") => Location::Path,
                Some("query") => Location::Query,
                Some("header") => Location::Header,
                Some("cookie") => Location::Cookie,
                other => {
                    self.finding(
                        &place,
                        format!("a parameter is in `{}`; it is left out", other.unwrap_or("nothing")),
                        "OpenAPI knows path, query, header and cookie",
                    );
                    continue;
                }
            };
            // OpenAPI 3.0, parameter object: these three header parameters are to be ignored.
            if location == Location::Header
                && ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
            {
                continue;
            }
            if location == Location::Path && !path.contains(&format!("{{{name}}}")) {
                self.finding(
                    &place,
                    format!("the path has no place for the parameter `{name}`; it is left out"),
                    "remove it, or mend the path",
                );
                continue;
            }
            let content = entries(parameter.get("content"));
            if let Some((media, _)) = content.first().filter(|(media, _)| !is_json(media)) {
                self.finding(
                    &format!("{place}/content"),
                    format!("the parameter has the media type `{media}`; it is written as JSON"),
                    "give it a schema in place of a media type",
                );
            }
            let schema = parameter
                .get("schema")
                .or_else(|| content.first().and_then(|(_, media)| media.get("schema")));
            let type_name = format!("{}{}", id.to_upper_camel_case(), name.to_upper_camel_case());
            let used = match schema {
                Some(schema) => self.resolve(schema, &type_name, &format!("{place}/schema")),
                None => Use::of(Type::Text),
            };
            let required =
                location == Location::Path || parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
            let mut lines = docs::prose(
                string(parameter, "description")
                    .or(used.description.as_deref())
                    .unwrap_or_default(),
            );
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(
                docs::json_line(&name, &Value::Object(used.constraints.clone())).replacen("JSON", "Parameter", 1),
            );
            let flag = |key: &str| parameter.get(key).and_then(Value::as_bool).unwrap_or(false);
            if flag("allowEmptyValue") {
                docs::paragraph(&mut lines, vec!["It may be empty.".to_owned()]);
            }
            if flag("deprecated") || used.deprecated {
                docs::paragraph(&mut lines, vec![docs::DEPRECATED.to_owned()]);
            }
            if used.nullable {
                self.report(&place, "a parameter that may be `null`, which no URL and no header can say; left out where it has no value");
            }
            let reserved = flag("allowReserved");
            if reserved && location != Location::Query {
                self.report(
                    &format!("{place}/allowReserved"),
                    "`allowReserved` is of queries alone; elsewhere reserved characters are encoded",
                );
            }
            let (style, explode) = self.style(parameter, location, !content.is_empty(), &place);
            out.push(Parameter {
                rust: names::identifier(string(parameter, "x-mc-name").unwrap_or(&name)),
                name,
                location,
                ty: used.ty,
                style,
                explode,
                reserved: reserved && location == Location::Query,
                required,
                public: used.public,
                docs: lines,
            });
        }
        out.sort_by_key(|parameter| {
            let place = path
                .find(&format!("{{{}}}", parameter.name))
                .filter(|_| parameter.location == Location::Path);
            (place.is_none(), place)
        });
        // Names that the generated method uses itself.
        let mut taken = names::Unique::default();
        for own in ["body", "request", "options", "self_", "value", "new"] {
            taken.take(own);
        }
        for parameter in &mut out {
            let suffix = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            let wanted = if taken.is_taken(&parameter.rust) {
                format!(
                    "{}_{suffix}",
                    parameter.rust.trim_start_matches("r#").trim_end_matches('_')
                )
            } else {
                parameter.rust.clone()
            };
            parameter.rust = taken.take(&wanted).0;
        }
        out
    }

    fn style(&mut self, parameter: &Value, location: Location, as_json: bool, place: &str) -> (&'static str, bool) {
        if as_json {
            return ("Json", false);
        }
        let default = if matches!(location, Location::Query | Location::Cookie) {
            "form"
        } else {
            "simple"
        };
        let style = string(parameter, "style").unwrap_or(default);
        let explode = parameter
            .get("explode")
            .and_then(Value::as_bool)
            .unwrap_or(style == "form");
        let checked = parameter.get("x-mc-style-checked").and_then(Value::as_bool) == Some(true);
        let known = match (location, style) {
            (Location::Path | Location::Header, "simple") => Some("Simple"),
            (Location::Path, "label") => Some("Label"),
            (Location::Path, "matrix") => Some("Matrix"),
            (Location::Query | Location::Cookie, "form") => Some("Form"),
            (Location::Query, "spaceDelimited") => Some("SpaceDelimited"),
            (Location::Query, "pipeDelimited") => Some("PipeDelimited"),
            (Location::Query, "deepObject") => Some("DeepObject"),
            _ => None,
        };
        match known {
            None => {
                self.finding(
                    &format!("{place}/style"),
                    format!("the style `{style}` does not exist in a {location:?} parameter; `{default}` is taken"),
                    "set one of the styles of OpenAPI 3.0 for the place",
                );
            }
            // The generator's own code joins every array with commas and drops cookies: a product's spec is held to what
            // has been seen to work with the service.
            Some("SpaceDelimited" | "PipeDelimited" | "DeepObject" | "Label" | "Matrix") if !checked => self.finding(
                &format!("{place}/style"),
                format!("the parameter style `{style}` is rare and untried with this service"),
                "check it against the service and say so with x-mc-style-checked: true",
            ),
            Some(_) => {}
        }
        let is_list = parameter
            .get("schema")
            .is_some_and(|schema| matches!(super::resolve::kind_of(self.follow(schema)), "array" | "object"));
        if location == Location::Cookie && explode && is_list {
            self.finding(
                &format!("{place}/explode"),
                "a cookie that would be several; its values are joined by commas".to_owned(),
                "set explode: false",
            );
        }
        if location == Location::Cookie && !checked {
            self.finding(
                place,
                "a cookie parameter is untried with this service".to_owned(),
                "remove it, make it a header, or check it and say so with x-mc-style-checked: true",
            );
        }
        let style = known.unwrap_or(if default == "form" { "Form" } else { "Simple" });
        (style, explode)
    }
}

/// What `x-mc-encrypt` says; nothing where it is malformed.
fn read_encryption(said: &Value) -> Option<Encryption> {
    let said = said.as_object()?;
    let has_only = |names: &[&str]| said.keys().all(|name| names.contains(&name.as_str()));
    if let Some(field) = said.get("field") {
        let is_known = has_only(&["field", "schema"]);
        return Some(Encryption::Field(field.as_str().filter(|_| is_known)?.to_owned()));
    }
    if said.get("body") != Some(&Value::Bool(true)) || !has_only(&["body", "member", "accepts", "answers"]) {
        return None;
    }
    let accepts = match said.get("accepts") {
        None => Vec::new(),
        Some(names) => {
            let names = names.as_array()?.iter().map(|name| name.as_str().map(str::to_owned));
            names.collect::<Option<_>>()?
        }
    };
    Some(Encryption::Body(Wrapper {
        member: match said.get("member") {
            None => "encryptedData".to_owned(),
            Some(name) => name.as_str()?.to_owned(),
        },
        accepts,
        answers: match said.get("answers").map(Value::as_str) {
            None | Some(Some("encrypted")) => "Encrypted",
            Some(Some("clear")) => "Clear",
            Some(Some("either")) => "Either",
            Some(_) => return None,
        },
    }))
}
