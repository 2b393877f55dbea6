//! From an [`Api`] to the document that OpenAPI Generator reads.
//!
//! The document is plain OpenAPI 3.0 whose every schema is a named component or a simple type, so that nothing is left for
//! the generator to guess. What the templates need beyond that (Rust names and types, serde attributes, documentation
//! lines) stands in `x-mc-*` members; `codegen/templates/README.md` lists them.

use std::collections::HashSet;
use std::fmt::Write as _;

use heck::ToKebabCase as _;
use serde_json::{Map, Value, json};

use super::api::{
    Answer, Api, Body, Branch, Encryption, Field, Form, Kind, Location, Model, Operation, Parameter, Type, Variant,
    Wrapper,
};
use super::names;

/// Functions with more arguments than this need an `expect` for clippy.
const MANY: usize = 7;

/// Writes the generator's input.
pub fn emit(api: &Api) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut told = HashSet::new();
    for operation in &api.operations {
        let mut written = self::operation(operation, &api.models);
        if let Some(index) = api.modules.iter().position(|module| module.name == operation.module) {
            let module = &api.modules[index];
            written["tags"] = json!([tag(index)]);
            written["x-mc-module-type"] = json!(module.type_name);
            if told.insert(&operation.module) {
                written["x-mc-module-doc"] = lines(&module.docs);
                let types = api
                    .operations
                    .iter()
                    .filter(|other| other.module == module.name)
                    .any(names_models);
                written["x-mc-module-models"] = json!(types);
            }
        }
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = written;
    }
    // A published name serves as an alias only where it is nobody's own name.
    let mut names: HashSet<String> = api.models.iter().map(|model| model.name.to_ascii_lowercase()).collect();
    let mut schemas = Map::new();
    let described = in_unions(&api.models);
    for model in &api.models {
        let alias = model.published.as_deref().map(names::type_name);
        let alias = alias.filter(|alias| names.insert(alias.to_ascii_lowercase()));
        let mut written = self::model(model);
        if described.contains(model.name.as_str())
            && let Kind::Struct(fields) = &model.kind
        {
            written["x-mc-described"] = json!(true);
            written["x-mc-properties"] = fields.iter().map(property).collect();
            written["x-mc-others"] = match &model.others {
                Some(ty) => json!(format!("Some(&{})", looks(ty, &Form::default()))),
                None => json!("None"),
            };
        }
        if let Some(alias) = alias {
            written["x-mc-published"] = json!(alias);
        }
        schemas.insert(model.name.clone(), written);
    }
    let own_servers = api.operations.iter().any(|operation| !operation.servers.is_empty());
    let environments: Vec<Value> = api
        .environments
        .iter()
        .map(|environment| {
            let mut written = json!({
                "variant": environment.name,
                "name": quoted(&environment.name.to_kebab_case()),
                "url": quoted(&environment.url),
                "shown": super::docs::code(&environment.url),
            });
            if let Some(authentication) = environment.authentication {
                written["authentication"] = json!(authentication);
            }
            written
        })
        .collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "0"},
        "x-mc-has-environments": !environments.is_empty(),
        "x-mc-environments": environments,
        "x-mc-own-servers": own_servers,
        "x-mc-has-parameters": api.operations.iter().any(|operation| !operation.parameters.is_empty()),
        "x-mc-has-options": api.operations.iter().any(|operation| operation.parameters.iter().any(|parameter| !parameter.required)),
        "x-mc-has-body-models": api.operations.iter().any(reads_models),
        "x-mc-has-input": api.operations.iter().any(|operation| !operation.parameters.is_empty() || operation.body.is_some()),
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// What the generator is told a module is called: it makes a file's name of it, in ways of its own.
pub fn tag(module: usize) -> String {
    format!("m{module:04}")
}

/// The members of an event's request that are amounts, by their dotted places: two requests are compared there.
fn amounts(operation: &Operation, models: &[Model]) -> Vec<String> {
    fn walk(ty: &Type, models: &[Model], place: &mut Vec<String>, above: &mut Vec<String>, out: &mut Vec<String>) {
        match ty {
            Type::Form(form) if ["amount", "minor-units"].contains(&form.marker) => out.push(place.join(".")),
            Type::List(item) | Type::Nullable(item) => walk(item, models, place, above, out),
            // A model that contains itself has no further places in itself.
            Type::Model(name) if !above.contains(name) => {
                let Some(Kind::Struct(fields)) =
                    models.iter().find(|model| model.name == *name).map(|model| &model.kind)
                else {
                    return;
                };
                above.push(name.clone());
                for field in fields {
                    place.push(field.json.clone());
                    walk(&field.ty, models, place, above, out);
                    place.pop();
                }
                above.pop();
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let (true, Some((Body::Json(ty) | Body::JsonAs(_, ty), _))) = (operation.event, &operation.body) {
        walk(ty, models, &mut Vec::new(), &mut Vec::new(), &mut out);
    }
    out
}

/// A Rust string literal.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Lines as they stand behind `///`.
fn lines(docs: &[String]) -> Value {
    docs.iter()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
        .collect()
}

/// A type as a model's file writes it.
fn in_models(ty: &Type) -> String {
    ty.rust().replace("models::", "super::")
}

fn model(model: &Model) -> Value {
    let mut out = match &model.kind {
        Kind::Struct(fields) => object(fields),
        Kind::Strings(variants) => json!({
            "type": "string",
            "enum": variants.iter().map(|variant| json!(variant.wire)).collect::<Vec<_>>(),
            "x-mc-strings": true,
            "x-mc-variants": listed(variants, quoted),
        }),
        Kind::Integers(variants) => json!({
            "type": "integer",
            "format": "int64",
            "enum": variants.iter().filter_map(|variant| variant.wire.parse::<i64>().ok()).collect::<Vec<_>>(),
            "x-mc-integers": true,
            "x-mc-variants": listed(variants, str::to_owned),
        }),
        Kind::Union { tag, branches } => union(tag.as_deref(), branches),
    };
    out["x-mc-doc"] = lines(&model.docs);
    out
}

fn listed(variants: &[Variant], literal: impl Fn(&str) -> String) -> Vec<Value> {
    variants
        .iter()
        .map(|variant| json!({"variant": variant.rust, "literal": literal(&variant.wire), "doc": lines(&variant.docs)}))
        .collect()
}

/// The models that are members of unions, or inside them.
fn in_unions(models: &[Model]) -> HashSet<&str> {
    let mut out = HashSet::new();
    let mut open: Vec<&str> = Vec::new();
    for model in models {
        if let Kind::Union { branches, .. } = &model.kind {
            open.extend(branches.iter().filter_map(|branch| branch.ty.model()));
        }
    }
    while let Some(name) = open.pop() {
        if out.insert(name)
            && let Some(model) = models.iter().find(|model| model.name == name)
            && let Kind::Struct(fields) = &model.kind
        {
            open.extend(fields.iter().filter_map(|field| field.ty.model()));
            open.extend(model.others.as_ref().and_then(Type::model));
        }
    }
    out
}

/// What a property looks like on the wire, as `mc_core::__private::Property`.
fn property(field: &Field) -> String {
    let names: Vec<String> = std::iter::once(&field.json)
        .chain(&field.aliases)
        .map(|name| quoted(name))
        .collect();
    let looks = looks(&field.ty, &field.form);
    let looks = if field.nullable {
        format!("mc_core::__private::Schema::Nullable(&{looks})")
    } else {
        looks
    };
    format!(
        "mc_core::__private::Property {{ names: &[{}], required: {}, schema: {looks} }}",
        names.join(", "),
        field.required
    )
}

/// What a type looks like on the wire, as `mc_core::__private::Schema`.
fn looks(ty: &Type, form: &Form) -> String {
    let plain = match ty {
        Type::Any if form.object => "Object".to_owned(),
        Type::Any => "Any".to_owned(),
        Type::Text => formatted(form.format.as_deref().unwrap_or_default()),
        Type::Form(_) => "Text".to_owned(),
        Type::Date => formatted("date"),
        Type::DateTime => formatted("date-time"),
        Type::Base64 => formatted("byte"),
        Type::Bool => "Bool".to_owned(),
        Type::I32 => "Integer(i32::MIN as i64, i32::MAX as u64)".to_owned(),
        Type::I64 => "Integer(i64::MIN, i64::MAX as u64)".to_owned(),
        Type::U64 => "Integer(0, u64::MAX)".to_owned(),
        Type::F32 => "Float".to_owned(),
        Type::F64 => "Double".to_owned(),
        Type::Decimal => "Number".to_owned(),
        Type::List(item) => format!("List(&{})", looks(item, &Form::default())),
        Type::Map(value) => format!("Map(&{})", looks(value, &Form::default())),
        Type::Nullable(inner) => format!("Nullable(&{})", looks(inner, form)),
        Type::Model(name) => format!("Of(<super::{name} as mc_core::__private::Described>::schema)"),
    };
    let plain = format!("mc_core::__private::Schema::{plain}");
    let is_plain = !matches!(ty, Type::Model(_) | Type::List(_) | Type::Map(_));
    if form.values.is_empty() || !is_plain {
        return plain;
    }
    let values: Vec<String> = form.values.iter().map(|value| quoted(&value.to_string())).collect();
    format!("mc_core::__private::Schema::Only(&{plain}, &[{}])", values.join(", "))
}

/// A string of a form that is checked, or any.
fn formatted(format: &str) -> String {
    let name = match format {
        "date" => "Date",
        "date-time" => "DateTime",
        "time" => "Time",
        "uuid" => "Uuid",
        "ipv4" => "Ipv4",
        "ipv6" => "Ipv6",
        "email" => "Email",
        "uri" => "Uri",
        "byte" => "Base64",
        _ => return "Text".to_owned(),
    };
    format!("Formatted(mc_core::__private::Format::{name})")
}

fn union(tag: Option<&str>, branches: &[Branch]) -> Value {
    let listed: Vec<Value> = branches
        .iter()
        .map(|branch| {
            let plain = in_models(&branch.ty);
            json!({
                "variant": branch.rust,
                "shown": match &branch.ty {
                    Type::Model(name) => format!("[`{name}`](super::{name})"),
                    other => format!("`{}`", other.rust()),
                },
                "type": if matches!(branch.ty, Type::Model(_)) { format!("Box<{plain}>") } else { plain },
                "schema": looks(&branch.ty, &branch.form),
                "tags": if tag.is_some() { branch.tags.iter().map(|tag| quoted(tag)).collect::<Vec<_>>().join(", ") } else { String::new() },
            })
        })
        .collect();
    let mut out = json!({
        "oneOf": branches.iter().map(|branch| branch.ty.schema()).collect::<Vec<_>>(),
        "x-mc-branches": listed,
    });
    out["x-mc-union"] = json!(true);
    if let Some(tag) = tag {
        out["x-mc-tag"] = json!(format!(", tag = {}", quoted(tag)));
    }
    out
}

fn object(fields: &[Field]) -> Value {
    let renamed =
        |by_default: fn(&str) -> String| fields.iter().filter(|one| by_default(bare(one)) != one.json).count();
    let camel_case = renamed(camel) < renamed(str::to_owned);
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| (field.json.clone(), self::field(field, camel_case)))
        .collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.json.as_str())
        .collect();
    let needed = fields.iter().filter(|field| field.is_needed()).count();
    let mut out = json!({
        "type": "object",
        "properties": properties,
        "x-mc-struct": true,
        "x-mc-camel-case": camel_case,
        "x-mc-default": needed == 0,
        "x-mc-many": needed > MANY,
    });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    out
}

fn field(field: &Field, camel_case: bool) -> Value {
    let mut out = field.ty.schema();
    if out.get("$ref").is_some() {
        // A reference carries no other members in OpenAPI 3.0.
        out = json!({"allOf": [out]});
    }
    let plain = in_models(&field.ty);
    let bare = bare(field);
    let inner = if field.sensitive {
        format!("mc_core::Sensitive<{plain}>")
    } else if field.boxed {
        format!("Box<{plain}>")
    } else {
        plain.clone()
    };
    let (argument, convert): (String, fn(&str) -> String) = if field.boxed {
        (plain, |value| format!("Box::new({value})"))
    } else if field.ty.keeps_text() && field.ty != Type::Decimal && !field.sensitive {
        // What two types can be made of would fit both, and a swap of two arguments would compile.
        (inner.clone(), str::to_owned)
    } else if field.sensitive || !field.ty.is_copy() {
        (format!("impl Into<{inner}>"), |value| format!("{value}.into()"))
    } else {
        (inner.clone(), str::to_owned)
    };
    let serde = attributes(field, camel_case);
    for (key, hint) in [
        ("x-mc-field", json!(field.rust)),
        ("x-mc-plain", json!(bare)),
        ("x-mc-shown", json!(quoted(bare))),
        (
            "x-mc-type",
            json!(if field.is_option() {
                format!("Option<{inner}>")
            } else {
                inner
            }),
        ),
        ("x-mc-arg", json!(argument)),
        ("x-mc-value", json!(convert("value"))),
        ("x-mc-init", json!(initialiser(field, &convert(&field.rust)))),
        ("x-mc-option", json!(field.is_option())),
        ("x-mc-needed", json!(field.is_needed())),
        ("x-mc-public", json!(field.public && !field.sensitive)),
        ("x-mc-keeps-text", json!(field.ty.keeps_text())),
        ("x-mc-lists-texts", json!(field.ty.lists_texts())),
        ("x-mc-serde", json!(serde)),
        ("x-mc-doc", lines(&field.docs)),
    ] {
        out[key] = hint;
    }
    out
}

/// The name of a field without the mark of a keyword.
fn bare(field: &Field) -> &str {
    field.rust.trim_start_matches("r#")
}

/// A name as `rename_all = "camelCase"` makes it.
fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut is_first = true;
    for word in name.split('_') {
        let mut letters = word.chars();
        match letters.next() {
            Some(letter) if is_first => out.push(letter.to_ascii_lowercase()),
            Some(letter) => out.push(letter.to_ascii_uppercase()),
            None => continue,
        }
        is_first = false;
        out.push_str(letters.as_str());
    }
    out
}

/// The attributes of `serde` that a field has, each short enough for a line.
fn attributes(field: &Field, camel_case: bool) -> Vec<String> {
    const WIDTH: usize = 100;
    let bare = bare(field);
    let by_default = if camel_case { camel(bare) } else { bare.to_owned() };
    let mut all = Vec::new();
    if by_default != field.json {
        all.push(format!("rename = {}", quoted(&field.json)));
    }
    all.extend(field.aliases.iter().map(|alias| format!("alias = {}", quoted(alias))));
    if field.lenient {
        if field.is_option() {
            all.push("default".to_owned());
        }
        all.push("with = \"mc_core::__private::lenient\"".to_owned());
    } else if field.ty.is_whole() {
        if field.is_option() {
            all.push("default".to_owned());
        }
        all.push("deserialize_with = \"mc_core::__private::whole\"".to_owned());
    }
    if !field.required {
        all.push("skip_serializing_if = \"Option::is_none\"".to_owned());
    }
    let mut lines: Vec<String> = Vec::new();
    for one in all {
        match lines.last_mut() {
            Some(line) if line.len() + one.len() < WIDTH => {
                line.push_str(", ");
                line.push_str(&one);
            }
            _ => lines.push(one),
        }
    }
    lines
}

/// How the constructor sets a field.
fn initialiser(field: &Field, value: &str) -> String {
    if field.is_option() {
        let value = if field.is_needed() {
            format!("Some({value})")
        } else {
            "None".to_owned()
        };
        format!("{}: {value}", field.rust)
    } else if value == field.rust {
        value.to_owned()
    } else {
        format!("{}: {value}", field.rust)
    }
}

/// Whether what an operation takes is read into models.
fn reads_models(operation: &Operation) -> bool {
    let body = matches!(&operation.body, Some((Body::Json(ty) | Body::JsonAs(_, ty) | Body::FormOf(ty, _), _)) if ty.model().is_some());
    let mut required = operation.parameters.iter().filter(|parameter| parameter.required);
    body || required.any(|parameter| parameter.ty.model().is_some())
}

fn names_models(operation: &Operation) -> bool {
    let answer = match &operation.answer {
        Answer::Json { ty, .. } => ty.model().is_some(),
        _ => false,
    };
    let body = matches!(&operation.body, Some((Body::Json(ty) | Body::JsonAs(_, ty) | Body::FormOf(ty, _), _)) if ty.model().is_some());
    answer
        || body
        || operation
            .parameters
            .iter()
            .any(|parameter| parameter.ty.model().is_some())
}

fn operation(operation: &Operation, models: &[Model]) -> Value {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let item = |name: &str, docs: &[String]| {
        let told: Vec<&str> = docs
            .iter()
            .map(String::as_str)
            .filter(|line| !line.is_empty())
            .collect();
        format!("* `{name}`: {}", told.join(" "))
    };
    let mut items: Vec<String> = required
        .clone()
        .map(|parameter| item(parameter.rust.trim_start_matches("r#"), &parameter.docs))
        .collect();
    if !operation.body_docs.is_empty() && !operation.body_docs.iter().any(|line| line.starts_with("```")) {
        items.push(item("body", &operation.body_docs));
    }
    let mut docs = operation.docs.clone();
    super::docs::paragraph(&mut docs, items);
    super::docs::paragraph(&mut docs, operation.answers_docs.clone());
    let mut own_docs = docs.clone();
    if let Some(function) = &operation.with_headers {
        let plain = function.trim_start_matches("r#");
        super::docs::paragraph(
            &mut own_docs,
            vec![format!(
                "[`{plain}`](Self::{plain}) gives the headers of the response as well."
            )],
        );
    }
    let mut out = json!({
        "operationId": operation.id,
        "responses": {"200": {"description": "good"}},
        "x-mc-doc": lines(&own_docs),
        "x-mc-fn": operation.function,
        "x-mc-fn-plain": operation.function.trim_start_matches("r#"),
        "x-mc-const": operation.constant,
        "x-mc-id": quoted(&operation.id),
        "x-mc-published-id": quoted(&operation.published_id),
        "x-mc-method": operation.method,
        "x-mc-path": quoted(&operation.path),
        "x-mc-shown-path": super::docs::code(&operation.path),
        "x-mc-module": operation.module,
        "x-mc-idempotent": operation.idempotent,
        "x-mc-event": operation.event,
        "x-mc-deprecated": operation.deprecated,
    });
    let amounts = amounts(operation, models);
    if !amounts.is_empty() {
        out["x-mc-amounts"] = json!(amounts.iter().map(|place| quoted(place)).collect::<Vec<_>>().join(", "));
    }
    if let Some(limit) = operation.rate_limit {
        out["x-mc-rate-limit"] = json!(limit);
    }
    if !operation.scopes.is_empty() {
        let scopes: Vec<String> = operation.scopes.iter().map(|scope| quoted(scope)).collect();
        out["x-mc-scopes"] = json!(scopes.join(", "));
    }
    match &operation.encryption {
        Encryption::None => {}
        Encryption::Body(wrapper) => out["x-mc-encryption"] = json!(body_encryption(wrapper)),
        Encryption::Field(field) => out["x-mc-encryption"] = json!(format!("Field({})", quoted(field))),
    }
    if !operation.servers.is_empty() {
        let servers = operation.servers.iter();
        let servers: Vec<String> = servers
            .map(|(name, url)| format!("({}, {})", quoted(name), quoted(url)))
            .collect();
        out["x-mc-servers"] = json!(servers.join(", "));
    }
    if let Some(function) = &operation.with_headers {
        super::docs::paragraph(&mut docs, vec!["The headers of the response are:".to_owned()]);
        super::docs::paragraph(&mut docs, operation.headers_docs.clone());
        out["x-mc-with-headers"] = json!(function);
        out["x-mc-with-headers-doc"] = lines(&docs);
    }
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(|known| parameter(known, models))
        .collect();
    if !parameters.is_empty() {
        out["parameters"] = json!(parameters);
    }
    // `self` counts too.
    let mut arguments = 1 + required.count();
    if operation.parameters.iter().any(|parameter| !parameter.required) {
        arguments += 1;
        out["x-mc-options"] = json!(names::options(&operation.id));
    }
    if let Some((body, required)) = &operation.body {
        arguments += 1;
        let (ty, call, schema) = self::body(body, *required);
        out["requestBody"] = json!({"required": required, "content": {"application/json": {"schema": schema}}});
        out["x-mc-body-type"] = json!(ty);
        out["x-mc-body-call"] = json!(call);
        let (form, read, lent) = read_body(body, *required);
        out["x-mc-body-form"] = json!(form);
        out["x-mc-body-read"] = json!(read);
        out["x-mc-body-lent"] = json!(lent);
    }
    out["x-mc-many"] = json!(arguments > MANY);
    let (ty, send, unwrap) = answer(&operation.answer);
    out["x-mc-return"] = json!(ty);
    out["x-mc-send"] = json!(send);
    if let Some(unwrap) = unwrap {
        out["x-mc-unwrap"] = json!(unwrap);
    }
    out["x-mc-told"] = json!(told(&operation.answer, models));
    out["x-mc-summary"] = json!(quoted(&summary(operation)));
    if let Answer::Text(media_type)
    | Answer::Bytes(media_type)
    | Answer::Json {
        accept: Some(media_type),
        ..
    } = &operation.answer
    {
        out["x-mc-accept"] = json!(quoted(media_type));
    }
    if let Answer::Json { ty, .. } = &operation.answer {
        out["responses"]["200"]["content"] = json!({"application/json": {"schema": ty.schema()}});
    }
    out
}

/// The argument's type, the call that puts it into the request, and the schema.
fn body(body: &Body, required: bool) -> (String, String, Value) {
    let (ty, schema) = match body {
        Body::Json(ty) | Body::JsonAs(_, ty) | Body::FormOf(ty, _) => (reference(ty), ty.schema()),
        Body::Form => ("&[(&str, &str)]".to_owned(), json!({"type": "string"})),
        Body::Multipart => ("mc_core::Multipart".to_owned(), json!({"type": "string"})),
        Body::Bytes(_) => ("mc_core::Bytes".to_owned(), json!({"type": "string"})),
    };
    let call = match body {
        Body::Json(_) if ty.starts_with('&') => "json(body)".to_owned(),
        Body::Json(_) => "json(&body)".to_owned(),
        Body::JsonAs(media_type, _) if ty.starts_with('&') => format!("json_as({}, body)", quoted(media_type)),
        Body::JsonAs(media_type, _) => format!("json_as({}, &body)", quoted(media_type)),
        Body::Form => "form(body)".to_owned(),
        Body::FormOf(_, styles) => {
            let styles = styles.iter().map(|style| {
                format!(
                    "({}, mc_core::Style::{}, {})",
                    quoted(&style.name),
                    style.style,
                    style.explode
                )
            });
            format!("form_of(body, &[{}])", styles.collect::<Vec<_>>().join(", "))
        }
        Body::Multipart => "multipart(body)".to_owned(),
        Body::Bytes(content_type) => format!("bytes({}, body)", quoted(content_type)),
    };
    if required {
        return (ty, call, schema);
    }
    let set = match call.strip_suffix("(body)") {
        Some(method) => format!("mc_core::Request::{method}"),
        None => format!("|request, body| request.{call}"),
    };
    (format!("Option<{ty}>"), format!("with_some(body, {set})"), schema)
}

/// What `dynamic` does for a body: the call that describes it, the expression that reads it, and how it is lent to the method.
fn read_body(body: &Body, required: bool) -> (String, String, &'static str) {
    let form = match body {
        Body::Json(_) | Body::JsonAs(..) => "Json".to_owned(),
        Body::Form | Body::FormOf(..) => "Form".to_owned(),
        Body::Multipart => "Multipart".to_owned(),
        Body::Bytes(media_type) => format!("Bytes({})", quoted(media_type)),
    };
    let with = if required { "with_body" } else { "with_optional_body" };
    let form = format!("{with}(mc_core::dynamic::Body::{form})");
    let (read, lent) = match body {
        Body::Json(ty) | Body::JsonAs(_, ty) | Body::FormOf(ty, _) => {
            let method = if required { "json" } else { "json_option" };
            let read = format!("input.{method}::<{}>()?", ty.rust());
            let lent = match (reference(ty).as_bytes().first(), ty, required) {
                (Some(b'&'), _, true) => "&body",
                (Some(b'&'), Type::Text | Type::List(_), false) => "body.as_deref()",
                (Some(b'&'), _, false) => "body.as_ref()",
                _ => "body",
            };
            (read, lent)
        }
        Body::Form => {
            let read = "input.form()?".to_owned();
            (read, if required { "&pairs" } else { "Some(&pairs)" })
        }
        Body::Multipart => (
            "input.multipart()?".to_owned(),
            if required { "body" } else { "Some(body)" },
        ),
        Body::Bytes(_) if required => ("input.bytes()?".to_owned(), "body"),
        Body::Bytes(_) => ("input.bytes_option()".to_owned(), "body"),
    };
    let read = match body {
        Body::Form => format!(
            "let body = {read};\nlet pairs: Vec<_> = body.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();"
        ),
        _ => format!("let body = {read};"),
    };
    (form, read, lent)
}

/// How `dynamic` makes its answer of what the method gives.
fn told(answer: &Answer, models: &[Model]) -> String {
    let path = "mc_core::dynamic::Answer";
    match answer {
        Answer::Json { ty, or_empty, .. } => {
            let how = if is_redacted(ty, models) { "model" } else { "hidden" };
            if *or_empty && !matches!(ty, Type::Nullable(_)) {
                format!("|answer| {path}::or_empty(answer, {path}::{how})")
            } else {
                format!("{path}::{how}")
            }
        }
        Answer::Text(_) => format!("{path}::text"),
        Answer::Bytes(_) => format!("{path}::bytes"),
        Answer::Empty => format!("|()| {path}::empty()"),
    }
}

/// Whether a type's `Debug` shows only what is known to be harmless.
fn is_redacted(ty: &Type, models: &[Model]) -> bool {
    match ty {
        Type::List(inner) | Type::Nullable(inner) => is_redacted(inner, models),
        Type::Model(name) => models.iter().any(|model| model.name == *name),
        _ => false,
    }
}

/// What an operation does, in the first sentence of its documentation that says so.
fn summary(operation: &Operation) -> String {
    let first = operation.docs.iter().find(|line| !line.is_empty());
    let first = first.map_or("", |line| line.as_str());
    if first.starts_with("Calls `") {
        String::new()
    } else {
        first.to_owned()
    }
}

/// The `Kind` of a parameter, whether it is a list, and the values that are known.
fn kind<'m>(ty: &Type, models: &'m [Model]) -> (&'static str, bool, &'m [Variant]) {
    match ty {
        Type::Text | Type::Form(_) => ("Text", false, &[]),
        Type::Date => ("Date", false, &[]),
        Type::DateTime => ("DateTime", false, &[]),
        Type::Base64 => ("Base64", false, &[]),
        Type::Bool => ("Flag", false, &[]),
        Type::I32 | Type::I64 | Type::U64 => ("Integer", false, &[]),
        Type::F32 | Type::F64 | Type::Decimal => ("Number", false, &[]),
        Type::Any => ("Any", false, &[]),
        Type::Map(_) => ("Json", false, &[]),
        Type::Nullable(inner) => kind(inner, models),
        Type::List(inner) => match kind(inner, models) {
            (kind, false, values) => (kind, true, values),
            _ => ("Json", true, &[]),
        },
        Type::Model(name) => {
            let model = models.iter().find(|model| model.name == *name);
            match model.map(|model| &model.kind) {
                Some(Kind::Strings(variants)) => ("Text", false, variants),
                Some(Kind::Integers(variants)) => ("Integer", false, variants),
                Some(Kind::Union { tag: None, .. }) => ("Any", false, &[]),
                _ => ("Json", false, &[]),
            }
        }
    }
}

/// A parameter in the table of `dynamic`.
fn described(parameter: &Parameter, place: &str, models: &[Model]) -> String {
    let (kind, list, values) = kind(&parameter.ty, models);
    let mut text = format!(
        "Parameter::new({}, Place::{place}, Kind::{kind})",
        quoted(&parameter.name)
    );
    if parameter.required {
        text.push_str(".required()");
    }
    if list {
        text.push_str(".list()");
    }
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|variant| quoted(&variant.wire)).collect();
        let _ = write!(text, ".with_values(&[{}])", values.join(", "));
    }
    text
}

/// The method's return type, the sending call, and what is done to its result.
fn answer(answer: &Answer) -> (String, String, Option<&'static str>) {
    let (ty, or_empty, lenient) = match answer {
        Answer::Json {
            ty, or_empty, lenient, ..
        } => (ty, *or_empty, *lenient),
        Answer::Text(_) => return ("String".to_owned(), "send_text()".to_owned(), None),
        Answer::Bytes(_) => return ("mc_core::Bytes".to_owned(), "send_bytes()".to_owned(), None),
        Answer::Empty => return ("()".to_owned(), "send_empty()".to_owned(), None),
    };
    let rust = ty.rust();
    match (or_empty, ty) {
        // Nothing and `null` are one to the caller.
        (true, Type::Nullable(_)) => (rust, "send_json_or_empty()".to_owned(), Some("Option::flatten")),
        (true, _) => (format!("Option<{rust}>"), "send_json_or_empty()".to_owned(), None),
        (false, _) if lenient => {
            let send = format!("send_json::<serde_with::de::DeserializeAsWrap<{rust}, mc_core::Lenient>>()");
            (rust, send, Some("serde_with::de::DeserializeAsWrap::into_inner"))
        }
        (false, _) if ty.is_whole() => {
            let send = format!("send_json::<mc_core::__private::ReadWhole<{rust}>>()");
            (rust, send, Some("mc_core::__private::ReadWhole::into_inner"))
        }
        (false, _) => (rust, "send_json()".to_owned(), None),
    }
}

/// How a value is lent to a method.
fn reference(ty: &Type) -> String {
    match ty {
        Type::Text => "&str".to_owned(),
        Type::List(item) => format!("&[{}]", item.rust()),
        other if other.is_copy() => other.rust(),
        other => format!("&{}", other.rust()),
    }
}

/// How a body is wrapped, as an expression.
fn body_encryption(wrapper: &Wrapper) -> String {
    let mut out = format!("Body(mc_core::BodyEncryption::new({})", quoted(&wrapper.member));
    if !wrapper.accepts.is_empty() {
        let names: Vec<String> = wrapper.accepts.iter().map(|name| quoted(name)).collect();
        let _ = write!(out, ".accepting(&[{}])", names.join(", "));
    }
    if wrapper.answers != "Encrypted" {
        let _ = write!(out, ".with_answers(mc_core::AnswerForm::{})", wrapper.answers);
    }
    out.push(')');
    out
}

fn parameter(parameter: &Parameter, models: &[Model]) -> Value {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let argument = reference(&parameter.ty);
    let field = parameter.ty.rust();
    let bare = parameter.rust.trim_start_matches("r#");
    let value = match (parameter.required, argument.starts_with('&')) {
        (false, _) => format!("&options.{}", parameter.rust),
        (true, true) => parameter.rust.clone(),
        (true, false) => format!("&{}", parameter.rust),
    };
    let style = format!("mc_core::Style::{}, {}", parameter.style, parameter.explode);
    let (method, styled) = match parameter.location {
        Location::Query if parameter.reserved => ("query_reserved", format!(", {style}")),
        Location::Path | Location::Query => (place, format!(", {style}")),
        Location::Header if parameter.explode || parameter.style == "Json" => ("header_as", format!(", {style}")),
        Location::Cookie if parameter.style == "Json" => ("cookie_json_text", String::new()),
        Location::Header | Location::Cookie => (place, String::new()),
    };
    let copies = parameter.ty.is_copy();
    let variant = match parameter.location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Header",
        Location::Cookie => "Cookie",
    };
    let read = format!("({}, Place::{variant})?", quoted(&parameter.name));
    let lent = if argument.starts_with('&') { "&" } else { "" };
    json!({
        "name": parameter.name,
        "in": place,
        "required": parameter.required,
        "schema": parameter.ty.schema(),
        "x-mc-call": format!("{method}({}, {value}{styled})", quoted(&parameter.name)),
        "x-mc-rust": parameter.rust,
        "x-mc-plain": bare,
        "x-mc-shown": quoted(bare),
        "x-mc-arg": argument,
        "x-mc-field-type": field,
        "x-mc-setter": if copies { field.clone() } else { format!("impl Into<{field}>") },
        "x-mc-into": if copies { "value" } else { "value.into()" },
        "x-mc-described": described(parameter, variant, models),
        "x-mc-lent": format!("{lent}input.parameter::<{field}>{read}"),
        "x-mc-option-read": format!("input.option{read}"),
        "x-mc-public": parameter.public,
        "x-mc-keeps-text": parameter.ty.keeps_text(),
        "x-mc-lists-texts": parameter.ty.lists_texts(),
        "x-mc-required": parameter.required,
        "x-mc-optional": !parameter.required,
        "x-mc-doc": lines(&parameter.docs),
    })
}
