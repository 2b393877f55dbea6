//! What `prepare` makes of specs, what it says about them, and what `emit` hands to the generator.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use xtask::spec::api::{
    Answer, Api, Body, Encryption, Environment, Field, Kind, Location, Model, Operation, TextForm, Type, Wrapper,
};
use xtask::spec::emit::emit;
use xtask::spec::prepare::{Prepared, prepare};

/// A spec with these paths and schemas.
fn spec(paths: &Value, schemas: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn prepared(spec: &Value) -> Prepared {
    prepare(spec, spec, &[])
}

fn of_schemas(schemas: &Value) -> Prepared {
    prepared(&spec(&json!({}), schemas))
}

/// The API of schemas that have nothing wrong.
fn clean(schemas: &Value) -> Api {
    let prepared = of_schemas(schemas);
    assert_eq!(prepared.findings, []);
    prepared.api
}

/// An operation at `GET /a` with more members.
fn get(more: &Value) -> Value {
    let mut operation = json!({"operationId": "getA", "responses": {"204": {"description": "x"}}});
    for (key, value) in more.as_object().unwrap() {
        operation[key] = value.clone();
    }
    json!({"/a": {"get": operation}})
}

fn operation(more: &Value) -> (Operation, Prepared) {
    let prepared = prepared(&spec(&get(more), &json!({})));
    (prepared.api.operations[0].clone(), prepared)
}

fn model<'a>(api: &'a Api, name: &str) -> &'a Model {
    api.models
        .iter()
        .find(|model| model.name == name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", names(api)))
}

fn names(api: &Api) -> Vec<&str> {
    api.models.iter().map(|model| model.name.as_str()).collect()
}

fn fields<'a>(api: &'a Api, name: &str) -> &'a [Field] {
    match &model(api, name).kind {
        Kind::Struct(fields) => fields,
        other => panic!("{name} is {other:?}"),
    }
}

fn field<'a>(api: &'a Api, model: &str, json: &str) -> &'a Field {
    fields(api, model).iter().find(|field| field.json == json).unwrap()
}

/// Asserts that there is one finding, where it is, what it says and what to do.
fn only(prepared: &Prepared, pointer: &str, what: &str, advice: &str) {
    assert_eq!(prepared.findings.len(), 1, "{:?}", prepared.findings);
    finds(prepared, pointer, what, advice);
}

fn finds(prepared: &Prepared, pointer: &str, what: &str, advice: &str) {
    let found = prepared.findings.iter().find(|finding| finding.pointer == pointer);
    let found = found.unwrap_or_else(|| panic!("nothing at {pointer}: {:?}", prepared.findings));
    assert!(found.what.contains(what), "{found}");
    assert!(found.advice.contains(advice), "{found}");
    assert_eq!(
        found.to_string(),
        format!("{pointer}: {} ({})", found.what, found.advice)
    );
}

// Names.

#[test]
fn schemas_that_share_a_rust_name_get_one_each() {
    let one = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let prepared = of_schemas(&json!({"FooBar": one, "Foo_Bar": one, "Option": one, "1st": one}));
    only(
        &prepared,
        "/components/schemas/Foo_Bar",
        "it becomes `FooBar2`",
        "x-mc-name",
    );
    assert_eq!(names(&prepared.api), ["FooBar", "FooBar2", "Model1st", "OptionModel"]);
    assert_eq!(model(&prepared.api, "FooBar2").published.as_deref(), Some("Foo_Bar"));
}

#[test]
fn names_of_our_own_win_and_the_published_ones_stay_as_aliases() {
    let api = clean(&json!({
        "c_rd": {"type": "object", "x-mc-name": "Card", "properties": {"nbr": {"type": "string", "x-mc-name": "number"}}},
    }));
    assert_eq!(
        (
            field(&api, "Card", "nbr").rust.as_str(),
            model(&api, "Card").published.as_deref()
        ),
        ("number", Some("c_rd"))
    );
    let emitted = emit(&api);
    assert_eq!(emitted["components"]["schemas"]["Card"]["x-mc-published"], "CRd");
    assert_eq!(
        emitted["components"]["schemas"]["Card"]["properties"]["nbr"]["x-mc-serde"],
        json!(["rename = \"nbr\", skip_serializing_if = \"Option::is_none\""])
    );
}

#[test]
fn a_published_name_that_is_anothers_own_is_no_alias() {
    let one = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let mut other = one.clone();
    other["x-mc-name"] = json!("Other");
    let api = clean(&json!({"foo_bar": other, "FooBar": one}));
    let emitted = emit(&api);
    assert_eq!(names(&api), ["FooBar", "Other"]);
    assert!(
        emitted["components"]["schemas"]["Other"]
            .get("x-mc-published")
            .is_none()
    );
}

#[test]
fn properties_that_share_a_field_name_get_one_each() {
    let text = json!({"type": "string"});
    let prepared = of_schemas(&json!({
        "A": {"type": "object", "properties": {"card-number": text, "cardNumber": text, "self": text, "extra": text, "new": text, "gen": text}},
    }));
    only(
        &prepared,
        "/components/schemas/A/properties/cardNumber",
        "second field `card_number`",
        "x-mc-name",
    );
    let rust: Vec<&str> = fields(&prepared.api, "A")
        .iter()
        .map(|field| field.rust.as_str())
        .collect();
    assert_eq!(
        rust,
        ["card_number", "card_number_2", "self_", "extra_", "new_", "r#gen"]
    );
}

#[test]
fn a_required_name_that_is_no_property_is_reported() {
    let prepared =
        of_schemas(&json!({"A": {"type": "object", "required": ["b"], "properties": {"a": {"type": "string"}}}}));
    only(
        &prepared,
        "/components/schemas/A/required",
        "`b` is required and no property",
        "remove it from `required`",
    );
}

#[test]
fn operations_have_one_id_each_in_the_whole_api() {
    let one = |id: &str, tag: &str| json!({"operationId": id, "tags": [tag], "responses": {}});
    let prepared = prepared(&spec(
        &json!({
            "/a": {"get": one("getItem", "x"), "put": one("get-item", "x"), "post": one("get_item", "y")},
            "/b": {"get": {"responses": {}}},
            "/c": {"get": one("new", "Environment"), "put": one("1st", "type")},
        }),
        &json!({}),
    ));
    finds(
        &prepared,
        "/paths/~1a/put",
        "two operations of `x` would be the method `get_item`",
        "another operationId",
    );
    finds(&prepared, "/paths/~1b/get", "no operationId", "give it an operationId");
    assert_eq!(
        prepared.findings.len(),
        2,
        "another module may have a method of the same name"
    );
    let told: Vec<_> = prepared
        .api
        .operations
        .iter()
        .map(|o| {
            (
                o.module.as_str(),
                o.id.as_str(),
                o.function.as_str(),
                o.constant.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("default", "getB", "get_b", "GET_B"),
            ("environment_operations", "new", "new_", "NEW"),
            ("type_operations", "n1st", "n1st", "N1ST"),
            ("x", "getItem", "get_item", "GET_ITEM"),
            ("x", "getItem2", "get_item_2", "GET_ITEM_2"),
            ("y", "getItem3", "get_item", "GET_ITEM_3"),
        ]
    );
}

#[test]
fn two_tags_are_one_module() {
    let (operation, prepared) = operation(&json!({"tags": ["Some Tag", "other"]}));
    assert_eq!(operation.module, "some_tag");
    only(&prepared, "/paths/~1a/get/tags", "has 2 tags", "x-mc-module");
    let (operation, prepared) = self::operation(&json!({"tags": ["a", "b"], "x-mc-module": "mine"}));
    assert_eq!((operation.module.as_str(), prepared.findings.len()), ("mine", 0));
}

// Types.

#[test]
fn formats_are_types() {
    for (schema, expected) in [
        (json!({"type": "string"}), Type::Text),
        (json!({"type": "string", "format": "date"}), Type::Date),
        (json!({"type": "string", "format": "date-time"}), Type::DateTime),
        (json!({"type": "string", "format": "byte"}), Type::Base64),
        (json!({"type": "string", "format": "uuid"}), Type::Text),
        (json!({"type": "integer"}), Type::I64),
        (json!({"type": "integer", "format": "int32"}), Type::I32),
        (
            json!({"type": "integer", "format": "int32", "maximum": 99_999_999_999_i64}),
            Type::I64,
        ),
        (json!({"type": "number"}), Type::Decimal),
        (json!({"type": "number", "format": "double"}), Type::F64),
        (json!({"type": "number", "format": "float"}), Type::F32),
        (json!({"type": "boolean"}), Type::Bool),
        (json!({}), Type::Any),
        (json!({"type": "object"}), Type::Any),
        (json!({"type": "array"}), Type::List(Box::new(Type::Any))),
        (
            json!({"type": "array", "items": {"type": "string", "nullable": true}}),
            Type::List(Box::new(Type::Nullable(Box::new(Type::Text)))),
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "integer"}}),
            Type::Map(Box::new(Type::I64)),
        ),
        (json!({"minLength": 1}), Type::Text),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "string", "format": "date"}]}),
            Type::Text,
        ),
        (
            json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}),
            Type::Decimal,
        ),
    ] {
        let api = clean(&json!({"A": {"type": "object", "properties": {"a": schema}}}));
        assert_eq!(field(&api, "A", "a").ty, expected, "{schema}");
    }
}

#[test]
fn top_level_aliases_are_no_types_of_their_own() {
    let api = clean(&json!({
        "Words": {"type": "array", "items": {"type": "string"}},
        "Other": {"$ref": "#/components/schemas/Words"},
        "Count": {"type": "integer", "description": "How many."},
        "A": {"type": "object", "properties": {"w": {"$ref": "#/components/schemas/Other"}, "c": {"$ref": "#/components/schemas/Count"}}},
    }));
    assert_eq!(names(&api), ["A"]);
    assert_eq!(field(&api, "A", "w").ty, Type::List(Box::new(Type::Text)));
    assert_eq!(field(&api, "A", "c").docs, ["How many.", "", "JSON `c`."]);
}

#[test]
fn inline_schemas_get_names_from_where_they_stand() {
    let api = clean(&json!({"A": {"type": "object", "properties": {
        "kind": {"type": "string", "enum": ["x"]},
        "list": {"type": "array", "items": {"type": "object", "properties": {"deep": {"type": "object", "properties": {"z": {"type": "string"}}}}}},
        "named": {"type": "object", "x-mc-name": "Chosen", "properties": {"z": {"type": "string"}}},
        "again": {"type": "object", "x-mc-name": "Chosen", "properties": {"z": {"type": "string"}}},
    }}}));
    assert_eq!(names(&api), ["A", "AKind", "AListItem", "AListItemDeep", "Chosen"]);
    assert_eq!(field(&api, "A", "again").ty, Type::Model("Chosen".to_owned()));
    assert_eq!(model(&api, "AListItemDeep").published, None);
}

#[test]
fn one_name_on_inline_schemas_that_differ_is_reported() {
    let prepared = of_schemas(&json!({"A": {"type": "object", "properties": {
        "a": {"type": "object", "x-mc-name": "Chosen", "properties": {"z": {"type": "string"}}},
        "b": {"type": "object", "x-mc-name": "Chosen", "properties": {"y": {"type": "string"}}},
    }}}));
    only(
        &prepared,
        "/components/schemas/A/properties/b",
        "stands on schemas that differ",
        "its own name",
    );
    assert_eq!(names(&prepared.api), ["A", "Chosen", "Chosen2"]);
}

#[test]
fn all_of_is_one_type() {
    let api = clean(&json!({
        "Base": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
        "Whole": {
            "required": ["own"],
            "allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["c"], "properties": {"c": {"type": "integer"}, "b": {"description": "Said here."}}}],
            "properties": {"own": {"type": "boolean"}},
        },
        "Holder": {"type": "object", "properties": {"only": {"allOf": [{"$ref": "#/components/schemas/Base"}], "description": "Words.", "nullable": true}}},
    }));
    let told: Vec<_> = fields(&api, "Whole")
        .iter()
        .map(|f| (f.json.as_str(), f.required, f.ty.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("a", true, Type::Text),
            ("b", false, Type::Text),
            ("c", true, Type::I64),
            ("own", true, Type::Bool)
        ]
    );
    assert_eq!(field(&api, "Whole", "b").docs[0], "Said here.");
    let only = field(&api, "Holder", "only");
    assert_eq!((&only.ty, only.nullable), (&Type::Model("Base".to_owned()), true));
}

#[test]
fn unions_know_their_tags() {
    let member = |extra: &str| json!({"type": "object", "properties": {"kind": {"type": "string"}, (extra): {"type": "string"}}});
    let api = clean(&json!({
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "kitten": "Cat"}}},
        "Cat": member("a"),
        "Dog": member("b"),
        "Loose": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"type": "array", "items": {"type": "string"}}, {"type": "boolean"}],
            "discriminator": {"propertyName": "kind"}},
    }));
    let Kind::Union { tag, branches } = &model(&api, "Pet").kind else {
        panic!()
    };
    assert_eq!(tag.as_deref(), Some("kind"));
    let told: Vec<_> = branches.iter().map(|b| (b.rust.as_str(), b.tags.join(" "))).collect();
    assert_eq!(
        told,
        [("Cat", "cat kitten Cat".to_owned()), ("Dog", "Dog".to_owned())],
        "by mapping, and by name"
    );
    let Kind::Union { tag, branches } = &model(&api, "Loose").kind else {
        panic!()
    };
    assert_eq!(tag.as_deref(), Some("kind"));
    let told: Vec<_> = branches.iter().map(|branch| branch.tags.join(" ")).collect();
    assert_eq!(told, ["Cat", "", ""], "what is no object has no tag");
    assert_eq!(
        branches.iter().map(|b| b.rust.as_str()).collect::<Vec<_>>(),
        ["Cat", "TextList", "Flag"]
    );
    let emitted = emit(&api);
    assert_eq!(
        emitted["components"]["schemas"]["Pet"]["x-mc-branches"][0]["tags"],
        "\"cat\", \"kitten\", \"Cat\""
    );
    assert_eq!(
        emitted["components"]["schemas"]["Loose"]["x-mc-tag"],
        ", tag = \"kind\""
    );
}

#[test]
fn enum_variants_are_distinct_names() {
    let api = clean(&json!({
        "S": {"type": "string", "nullable": true, "enum": ["", "*", "05", "Unknown", "open", "OPEN", "open", null]},
        "N": {"type": "integer", "enum": [1, -1]},
    }));
    let Kind::Strings(variants) = &model(&api, "S").kind else {
        panic!()
    };
    let told: Vec<_> = variants.iter().map(|v| (v.rust.as_str(), v.wire.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Empty", ""),
            ("Asterisk", "*"),
            ("Code05", "05"),
            ("UnknownValue", "Unknown"),
            ("Open", "open"),
            ("Open2", "OPEN")
        ]
    );
    let Kind::Integers(variants) = &model(&api, "N").kind else {
        panic!()
    };
    assert_eq!(
        variants.iter().map(|v| v.rust.as_str()).collect::<Vec<_>>(),
        ["Code1", "Minus1"]
    );
}

#[test]
fn variant_names_that_do_not_fit_are_reported() {
    let prepared = of_schemas(&json!({"S": {"type": "string", "enum": ["a", "b"], "x-enum-varnames": ["Alpha"]}}));
    only(
        &prepared,
        "/components/schemas/S",
        "1 x-enum-varnames stand beside 2 values",
        "one name for each value",
    );
    let prepared =
        of_schemas(&json!({"S": {"type": "string", "enum": ["a", "b"], "x-enum-varnames": ["Alpha", "Alpha"]}}));
    only(
        &prepared,
        "/components/schemas/S",
        "two values would be the variant `Alpha`",
        "x-mc-variants",
    );
}

#[test]
fn names_of_values_are_bound_to_the_values() {
    let names = json!({"a": "Alpha", "b": "Beta"});
    let variants = |values: &Value| {
        let schema = json!({"type": "string", "enum": values, "x-mc-variants": names, "x-mc-variant-docs": {"b": "The second."}});
        let api = clean(&json!({"S": schema}));
        let Kind::Strings(variants) = &api.models[0].kind else {
            panic!("no enum")
        };
        variants
            .iter()
            .map(|v| format!("{}={} {}", v.rust, v.wire, v.docs[0]))
            .collect::<Vec<_>>()
    };
    assert_eq!(variants(&json!(["a", "b"])), ["Alpha=a `a`.", "Beta=b The second."]);
    assert_eq!(variants(&json!(["b", "a"])), ["Beta=b The second.", "Alpha=a `a`."]);
    for (values, what) in [
        (json!(["a", "b", "c"]), "the value `c` has no name in `x-mc-variants`"),
        (json!(["a"]), "`x-mc-variants` has `b`, which is no value of the enum"),
    ] {
        let prepared = of_schemas(&json!({"S": {"type": "string", "enum": values, "x-mc-variants": names}}));
        only(&prepared, "/components/schemas/S", what, "x-mc-variants");
    }
}

#[test]
fn what_holds_itself_is_boxed_and_nothing_else() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let api = clean(&json!({
        "Node": {"type": "object", "properties": {
            "next": to("Node"), "list": {"type": "array", "items": to("Node")},
            "map": {"type": "object", "additionalProperties": to("Node")}, "leaf": to("Leaf"), "via": to("Via")}},
        "Via": {"type": "object", "properties": {"back": to("Node")}},
        "Leaf": {"type": "object", "properties": {"a": {"type": "string"}}},
    }));
    let boxed: Vec<_> = fields(&api, "Node")
        .iter()
        .map(|f| (f.json.as_str(), f.boxed))
        .collect();
    assert_eq!(
        boxed,
        [
            ("next", true),
            ("list", false),
            ("map", false),
            ("leaf", false),
            ("via", true)
        ]
    );
    assert!(field(&api, "Via", "back").boxed);
}

#[test]
fn references_that_lead_nowhere_or_in_circles_become_any_json() {
    let prepared = of_schemas(&json!({
        "A": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/None"}, "b": {"$ref": "other.yaml#/B"}, "c": {"$ref": "#/components/schemas/C1"}}},
        "C1": {"$ref": "#/components/schemas/C2"},
        "C2": {"$ref": "#/components/schemas/C1"},
    }));
    finds(
        &prepared,
        "/components/schemas/A/properties/a",
        "leads nowhere",
        "inside the file",
    );
    finds(
        &prepared,
        "/components/schemas/A/properties/b",
        "`other.yaml#/B` leads nowhere",
        "merge the files",
    );
    finds(
        &prepared,
        "/components/schemas/A/properties/c",
        "contains itself",
        "a type that ends",
    );
    assert!(fields(&prepared.api, "A").iter().all(|field| field.ty == Type::Any));
}

#[test]
fn compositions_that_contain_themselves_end() {
    let me = json!({"$ref": "#/components/schemas/Y"});
    // Each would be unfolded for ever: through a hoisted property, and twice at each step.
    let prepared = of_schemas(&json!({
        "Y": {"oneOf": [{"properties": {"a": {"allOf": [me, {"maxProperties": 3, "title": "t", "example": 1}]}}}]},
        "A": {"type": "object", "properties": {"y": me}},
    }));
    assert_eq!(prepared.findings, []);
    assert_eq!(names(&prepared.api), ["A", "Y"]);
    let inner = field(&prepared.api, "Y", "a");
    assert_eq!((&inner.ty, inner.boxed), (&Type::Model("Y".to_owned()), true));
    let two = json!([{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/B"}, {"properties": {"c": {"type": "string"}}}]);
    let api = of_schemas(&json!({"B": {"allOf": two}})).api;
    assert_eq!(fields(&api, "B").len(), 1);
    let two = json!([{"$ref": "#/components/schemas/C"}, {"$ref": "#/components/schemas/C"}]);
    assert!(of_schemas(&json!({"C": {"anyOf": two}})).api.models.len() <= 1);
}

#[test]
fn markers_reach_the_fields() {
    let api = clean(&json!({
        "Pan": {"type": "string", "x-mc-sensitive": true},
        "A": {"type": "object", "required": ["pan"], "properties": {
            "pan": {"$ref": "#/components/schemas/Pan"},
            "list": {"type": "array", "items": {"$ref": "#/components/schemas/Pan"}},
            "seen": {"type": "string", "x-mc-public": true, "x-mc-alias": ["old", "older"], "x-mc-lenient": true},
        }},
    }));
    assert!(field(&api, "A", "pan").sensitive && field(&api, "A", "list").sensitive);
    let seen = field(&api, "A", "seen");
    assert!(seen.public && seen.lenient && !seen.sensitive);
    assert_eq!(seen.aliases, ["old", "older"]);
    let emitted = emit(&api);
    let properties = &emitted["components"]["schemas"]["A"]["properties"];
    assert_eq!(properties["pan"]["x-mc-type"], "mc_core::Sensitive<String>");
    assert_eq!(properties["pan"]["x-mc-public"], false);
    assert_eq!(
        properties["list"]["x-mc-type"],
        "Option<mc_core::Sensitive<Vec<String>>>"
    );
    assert_eq!(properties["seen"]["x-mc-public"], true);
}

#[test]
fn a_form_of_text_is_a_type_and_anything_else_is_reported() {
    let amount = Type::Form(TextForm::of("amount").unwrap());
    let api = clean(&json!({
        "Word": {"type": "string"},
        "A": {"type": "object", "properties": {
            "a": {"type": "string", "x-mc-text": "amount", "x-mc-lenient": true},
            "b": {"$ref": "#/components/schemas/Word", "x-mc-text": "amount"},
            "c": {"type": "array", "items": {"type": "string", "x-mc-text": "amount"}},
        }},
    }));
    assert_eq!(field(&api, "A", "a").ty, amount);
    assert!(
        !field(&api, "A", "a").lenient,
        "these types take any scalar by themselves"
    );
    assert_eq!(field(&api, "A", "b").ty, amount);
    assert_eq!(field(&api, "A", "c").ty, Type::List(Box::new(amount)));
    for (marked, what) in [
        (json!({"type": "string", "x-mc-text": "amounts"}), "is no form of text"),
        (
            json!({"type": "integer", "x-mc-text": "amount"}),
            "is on a schema that is not plain text",
        ),
        (
            json!({"type": "string", "format": "date", "x-mc-text": "amount"}),
            "is on a schema that is not plain text",
        ),
    ] {
        let prepared = of_schemas(&json!({"A": {"type": "object", "properties": {"a": marked}}}));
        let [finding] = prepared.findings.as_slice() else {
            panic!("{:?}", prepared.findings)
        };
        assert_eq!(finding.pointer, "/components/schemas/A/properties/a");
        assert!(finding.what.contains(what), "{finding}");
    }
}

#[test]
fn sensitive_on_what_cannot_be_is_reported() {
    let prepared = of_schemas(&json!({"A": {"type": "object", "properties": {"a": {"x-mc-sensitive": true}}}}));
    only(
        &prepared,
        "/components/schemas/A/properties/a",
        "x-mc-sensitive stands on",
        "fields inside",
    );
    assert!(!field(&prepared.api, "A", "a").sensitive);
}

// Operations.

#[test]
fn an_operation_s_parameter_takes_the_place_of_its_path_s() {
    let parameter = |name: &str, place: &str, kind: &str| json!({"name": name, "in": place, "required": true, "schema": {"type": kind}});
    let spec = spec(
        &json!({"/a/{id}": {
            "parameters": [parameter("id", "path", "string"), parameter("q", "query", "string")],
            "get": {"operationId": "x", "responses": {}, "parameters": [parameter("id", "query", "boolean"), parameter("q", "query", "integer"), {"$ref": "#/components/parameters/H"}]},
        }}),
        &json!({}),
    );
    let mut spec = spec;
    spec["components"]["parameters"] = json!({"H": {"name": "X-H", "in": "header", "schema": {"type": "string"}}});
    let prepared = prepared(&spec);
    assert_eq!(prepared.findings, []);
    let told: Vec<_> = prepared.api.operations[0]
        .parameters
        .iter()
        .map(|p| (p.rust.as_str(), p.location, p.ty.clone(), p.required))
        .collect();
    assert_eq!(
        told,
        [
            ("id", Location::Path, Type::Text, true),
            ("id_query", Location::Query, Type::Bool, true),
            ("q", Location::Query, Type::I64, true),
            ("x_h", Location::Header, Type::Text, false),
        ]
    );
}

#[test]
fn parameters_that_cannot_be_are_reported() {
    let one = |name: &str, place: &str, more: Value| {
        let mut parameter = json!({"name": name, "in": place, "schema": {"type": "string"}});
        for (key, value) in more.as_object().unwrap() {
            parameter[key] = value.clone();
        }
        operation(&json!({"parameters": [parameter]}))
    };
    let at = "/paths/~1a/get/parameters/0";
    for (name, place, more, pointer, what, advice, stays) in [
        (
            "q",
            "matrix",
            json!({}),
            at,
            "is in `matrix`",
            "path, query, header and cookie",
            false,
        ),
        (
            "q",
            "path",
            json!({}),
            at,
            "no place for the parameter `q`",
            "mend the path",
            false,
        ),
        (
            "q",
            "cookie",
            json!({}),
            at,
            "cookie parameter is untried",
            "header",
            true,
        ),
        (
            "q",
            "query",
            json!({"style": "pipeDelimited"}),
            &format!("{at}/style"),
            "`pipeDelimited` is rare",
            "x-mc-style-checked",
            true,
        ),
        (
            "q",
            "query",
            json!({"style": "label"}),
            &format!("{at}/style"),
            "`label` does not exist in a Query",
            "styles of OpenAPI",
            true,
        ),
    ] {
        let (operation, prepared) = one(name, place, more);
        only(&prepared, pointer, what, advice);
        assert_eq!(operation.parameters.len(), usize::from(stays), "{what}");
    }
    for (place, style) in [("query", "deepObject"), ("cookie", "form")] {
        let (_, prepared) = one("q", place, json!({"style": style, "x-mc-style-checked": true}));
        assert_eq!(prepared.findings, [], "it was checked");
    }
    let (operation, prepared) = one("Authorization", "header", json!({}));
    assert!(
        operation.parameters.is_empty() && prepared.findings.is_empty(),
        "OpenAPI ignores it"
    );
}

#[test]
fn bodies_are_what_their_media_type_says() {
    let body = |media: &str, required: bool| {
        let (operation, prepared) = operation(
            &json!({"requestBody": {"required": required, "content": {media: {"schema": {"type": "string"}}}}}),
        );
        (operation.body.unwrap(), prepared)
    };
    let (json, prepared) = body("application/json; charset=utf-8", true);
    assert!(matches!(json, (Body::Json(Type::Text), true)) && prepared.findings.is_empty());
    let (patch, prepared) = body("application/merge-patch+json", false);
    assert!(matches!(&patch, (Body::JsonAs(name, Type::Text), false) if name == "application/merge-patch+json"));
    assert_eq!(prepared.findings, []);
    let at = "/paths/~1a/get/requestBody/content";
    for (media, fits) in [
        (
            "application/x-www-form-urlencoded",
            (|body| matches!(body, Body::Form)) as fn(&Body) -> bool,
        ),
        ("multipart/form-data", |body| matches!(body, Body::Multipart)),
        (
            "application/xml",
            |body| matches!(body, Body::Bytes(name) if name == "application/xml"),
        ),
        (
            "application/octet-stream",
            |body| matches!(body, Body::Bytes(name) if name == "application/octet-stream"),
        ),
    ] {
        let (body, prepared) = body(media, true);
        assert!(fits(&body.0), "{media}: {body:?}");
        only(
            &prepared,
            at,
            &format!("the body is `{media}`, no JSON"),
            "held to JSON",
        );
    }
}

#[test]
fn answers_are_the_good_ones() {
    let answer = |responses: Value| {
        let (operation, prepared) = operation(&json!({"responses": responses}));
        (operation.answer, prepared)
    };
    let text = |kind: &str| json!({"description": "x", "content": {"application/json": {"schema": {"type": kind}}}});
    let empty = json!({"description": "x"});
    let (found, prepared) = answer(json!({"200": text("string"), "400": text("integer")}));
    assert!(
        matches!(
            found,
            Answer::Json {
                ty: Type::Text,
                or_empty: false,
                ..
            }
        ) && prepared.findings.is_empty()
    );
    let (found, _) = answer(json!({"200": text("string"), "204": empty}));
    assert!(matches!(
        found,
        Answer::Json {
            ty: Type::Text,
            or_empty: true,
            ..
        }
    ));
    let (found, _) = answer(json!({"default": text("string")}));
    assert!(matches!(found, Answer::Json { ty: Type::Text, .. }));
    let (found, _) = answer(json!({"400": text("string")}));
    assert!(matches!(found, Answer::Empty));
    let (found, prepared) = answer(json!({"200": text("string"), "201": text("integer")}));
    assert!(matches!(found, Answer::Json { ty: Type::Any, .. }));
    only(&prepared, "/paths/~1a/get/responses", "several types", "one schema");
    for (media, fits) in [
        (
            "text/plain",
            (|answer| matches!(answer, Answer::Text(_))) as fn(&Answer) -> bool,
        ),
        ("application/pdf", |answer| matches!(answer, Answer::Bytes(_))),
    ] {
        let (found, prepared) =
            answer(json!({"200": {"description": "x", "content": {media: {"schema": {"type": "string"}}}}}));
        assert!(fits(&found), "{found:?}");
        only(&prepared, "/paths/~1a/get/responses/200/content", media, "held to JSON");
    }
}

#[test]
fn markers_reach_the_operations() {
    let (operation, _) = operation(&json!({
        "x-mc-event": true, "x-mc-idempotent": false, "deprecated": true, "x-mc-encrypt": {"field": "card"},
    }));
    assert!(operation.event && !operation.idempotent && operation.deprecated);
    assert_eq!(operation.encryption, Encryption::Field("card".to_owned()));
    let (operation, _) = self::operation(&json!({"x-mc-encrypt": {"body": true}}));
    let wrapped = |member: &str, accepts: &[&str], answers| {
        Encryption::Body(Wrapper {
            member: member.to_owned(),
            accepts: accepts.iter().map(|name| (*name).to_owned()).collect(),
            answers,
        })
    };
    assert_eq!(operation.encryption, wrapped("encryptedData", &[], "Encrypted"));
    assert!(operation.idempotent, "a GET is");
    let (operation, _) = self::operation(&json!({"x-mc-encrypt": {
        "body": true, "member": "encryptedValue", "accepts": ["encryptedData"], "answers": "either",
    }}));
    assert_eq!(
        operation.encryption,
        wrapped("encryptedValue", &["encryptedData"], "Either")
    );
}

#[test]
fn a_marker_of_encryption_that_is_misspelt_is_no_silent_clear_text() {
    for marker in [
        json!({"bdy": true}),
        json!({"body": "yes"}),
        json!({"body": true, "membr": "x"}),
        json!({"body": true, "answers": "maybe"}),
        json!({"body": true, "accepts": "x"}),
        json!({"field": 1}),
        json!(true),
    ] {
        let (_, prepared) = operation(&json!({ "x-mc-encrypt": marker }));
        let mut findings = prepared.findings.iter();
        assert!(
            findings.any(|finding| finding.pointer.ends_with("/x-mc-encrypt")),
            "{marker}"
        );
    }
}

#[test]
fn a_better_id_keeps_the_published_one() {
    let original = spec(&get(&json!({"operationId": "op_1_x"})), &json!({}));
    let patched = spec(&get(&json!({"operationId": "readIt"})), &json!({}));
    let prepared = prepare(&patched, &original, &[]);
    let operation = &prepared.api.operations[0];
    assert_eq!(
        (operation.id.as_str(), operation.published_id.as_str()),
        ("readIt", "op_1_x")
    );
    assert!(
        operation
            .docs
            .contains(&"The specification calls it `op_1_x`.".to_owned())
    );
}

#[test]
fn scopes_are_those_of_the_overlay_or_else_of_the_security() {
    let paths = json!({"/a": {
        "get": {"responses": {}},
        "put": {"responses": {}, "security": [{"key": []}, {"key": [], "oauth": ["pets:write", "pets:read", "pets:write"]}]},
        "post": {"responses": {}, "security": [], "x-mc-scopes": ["ours"]},
        "delete": {"responses": {}, "security": [{"key": ["no scope"]}]},
    }});
    let mut spec = spec(&paths, &json!({}));
    spec["security"] = json!([{"oauth": ["pets:read"]}]);
    spec["components"]["securitySchemes"] = json!({
        "oauth": {"type": "oauth2", "flows": {}}, "key": {"type": "apiKey", "name": "k", "in": "header"},
    });
    let operations = prepare(&spec, &spec, &[]).api.operations;
    let of = |method: &str| {
        let found = operations.iter().find(|operation| operation.method == method);
        found.unwrap().scopes.clone()
    };
    assert_eq!(of("GET"), ["pets:read"]);
    assert_eq!(of("PUT"), ["pets:write", "pets:read"]);
    assert_eq!(of("POST"), ["ours"]);
    assert!(of("DELETE").is_empty());
}

#[test]
fn servers_are_environments_unless_the_catalog_has_some() {
    let mut spec = spec(&json!({}), &json!({}));
    spec["servers"] = json!([
        {"url": "https://sandbox.example/x/"}, {"url": "https://{r}.example/x", "description": "Production", "variables": {"r": {"default": "api"}}},
        {"url": "https://mtf.example"}, {"url": "https://sandbox.other.example"}, {"url": "/here"}, {"url": "ftp://x"}, {"url": "https://mtf.example"},
    ]);
    let told = |environments: &[Environment]| -> Vec<(String, String)> {
        let api = prepare(&spec, &spec, environments).api;
        api.environments.into_iter().map(|e| (e.name, e.url)).collect()
    };
    let pair = |name: &str, url: &str| (name.to_owned(), url.to_owned());
    assert_eq!(
        told(&[]),
        [
            pair("Sandbox", "https://sandbox.example/x/"),
            pair("Production", "https://api.example/x"),
            pair("Mtf", "https://mtf.example"),
            pair("Sandbox2", "https://sandbox.other.example"),
        ]
    );
    let ours = Environment {
        name: "Ours".to_owned(),
        url: "https://ours.example".to_owned(),
        authentication: Some("OAuth1"),
    };
    assert_eq!(told(&[ours]), [pair("Ours", "https://ours.example")]);
}

// Anything at all.

/// Names that collide, that are words of the language, or that are none.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "A",
        "a",
        "B",
        "Foo_Bar",
        "FooBar",
        "foobar",
        "Option",
        "self",
        "type",
        "new",
        "extra",
        "",
        "1",
        "card-number",
        "cardNumber",
        "é",
        "a/b",
        "a~b",
        "Models",
        "x y",
    ])
    .prop_map(str::to_owned)
}

fn reference() -> impl Strategy<Value = Value> {
    name().prop_map(
        |name| json!({"$ref": format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"))}),
    )
}

/// JSON that may stand where it should not.
fn junk() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(1),
        json!(-1.5),
        json!("x"),
        json!([]),
        json!({}),
        json!([null]),
        json!(true),
    ])
}

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => prop::sample::select(vec!["string", "integer", "number", "boolean", "object", "array", "null"]).prop_map(|kind| json!({"type": kind})),
        1 => prop::sample::select(vec![json!({"type": "string", "enum": ["a", "A", "", null]}), json!({"type": "integer", "enum": [1, -1, "x"]}), json!({"enum": []})]),
        4 => reference(),
        1 => junk(),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (
                prop::collection::vec((name(), inner.clone()), 0..5),
                prop::collection::vec(name(), 0..2),
                any::<bool>()
            )
                .prop_map(|(properties, required, nullable)| {
                    let properties: serde_json::Map<String, Value> = properties.into_iter().collect();
                    json!({"type": "object", "properties": properties, "required": required, "nullable": nullable})
                }),
            inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            inner
                .clone()
                .prop_map(|value| json!({"type": "object", "additionalProperties": value, "x-mc-sensitive": true})),
            (
                prop::sample::select(vec!["allOf", "oneOf", "anyOf"]),
                list,
                any::<bool>(),
                name()
            )
                .prop_map(|(key, list, tagged, name)| {
                    let mut schema = json!({key: list, "x-mc-name": name});
                    if tagged {
                        schema["discriminator"] =
                            json!({"propertyName": "kind", "mapping": {"a": "#/components/schemas/A"}});
                    }
                    schema
                }),
        ]
    })
}

fn document() -> impl Strategy<Value = Value> {
    let parameter = (
        name(),
        prop::sample::select(vec!["path", "query", "header", "cookie", "body"]),
        schema(),
    )
        .prop_map(|(name, place, schema)| json!({"name": name, "in": place, "schema": schema, "required": true}));
    let method = prop::sample::select(vec!["get", "post", "delete"]);
    let media = prop::sample::select(vec!["application/json", "text/plain", "multipart/form-data", "", "é"]);
    let operation = (method, name(), name(), prop::collection::vec(parameter, 0..3), media, schema()).prop_map(
        |(method, id, tag, parameters, media, schema)| {
            let content = json!({media: {"schema": schema}});
            let operation = json!({
                "operationId": id, "tags": [tag], "parameters": parameters, "requestBody": {"content": content}, "responses": {"200": {"content": content}},
            });
            (method, operation)
        },
    );
    let path = prop::sample::select(vec!["/", "/a/{A}", "/{a}/{self}", "no slash"]);
    let paths = prop::collection::vec(
        (
            path,
            prop_oneof![9 => operation, 1 => junk().prop_map(|junk| ("get", junk))],
        ),
        0..5,
    );
    (prop::collection::vec((name(), schema()), 0..8), paths).prop_map(|(schemas, list)| {
        let mut paths = json!({});
        for (path, (method, operation)) in list {
            paths[path][method] = operation;
        }
        let schemas: serde_json::Map<String, Value> = schemas.into_iter().collect();
        spec(&paths, &Value::Object(schemas))
    })
}

/// Every `$ref` in a document.
fn references(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            into.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| references(value, into));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, into)),
        _ => {}
    }
}

/// Whether a name is an identifier, and the names differ also where case does not count.
fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), TestCaseError> {
    let mut seen = HashSet::new();
    for name in names {
        let bare = name.trim_start_matches("r#");
        prop_assert!(bare.starts_with(|c: char| c.is_ascii_alphabetic()), "{}", name);
        prop_assert!(bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{}", name);
        prop_assert!(seen.insert(bare.to_ascii_lowercase()), "{} twice", name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_document_gives_distinct_names_and_references_that_resolve(document in document()) {
        let prepared = prepared(&document);
        let api = &prepared.api;
        distinct(api.models.iter().map(|model| model.name.as_str()))?;
        distinct(api.modules.iter().map(|module| module.name.as_str()))?;
        distinct(api.operations.iter().map(|operation| operation.id.as_str()))?;
        distinct(api.operations.iter().map(|operation| operation.constant.as_str()))?;
        for model in &api.models {
            match &model.kind {
                Kind::Struct(fields) => distinct(fields.iter().map(|field| field.rust.as_str()))?,
                Kind::Strings(variants) | Kind::Integers(variants) => distinct(variants.iter().map(|v| v.rust.as_str()))?,
                Kind::Union { branches, .. } => distinct(branches.iter().map(|branch| branch.rust.as_str()))?,
            }
        }
        for operation in &api.operations {
            distinct(operation.parameters.iter().map(|parameter| parameter.rust.as_str()))?;
        }
        let emitted = emit(api);
        let mut found = Vec::new();
        references(&emitted, &mut found);
        for reference in found {
            prop_assert!(emitted.pointer(&reference[1..]).is_some(), "{} leads nowhere", reference);
        }
        // The same document always gives the same crate.
        prop_assert_eq!(emitted, emit(&self::prepared(&document).api));
        for finding in &prepared.findings {
            prop_assert!(finding.pointer.starts_with('/') && !finding.advice.is_empty(), "{}", finding);
        }
    }

    #[test]
    fn any_json_is_survived(value in prop_oneof![junk(), junk().prop_map(|junk| json!({"paths": junk, "components": junk, "servers": junk, "info": junk})),
        (junk(), junk()).prop_map(|(a, b)| json!({"paths": {"/a": {"get": a, "parameters": b}}, "components": {"schemas": {"A": a, "B": {"properties": b, "required": a, "enum": b}}}}))]) {
        emit(&prepared(&value).api);
    }
}

#[test]
fn paths_are_what_requests_can_carry() {
    let operation = |id: &str| json!({"get": {"operationId": id, "responses": {"204": {"description": "x"}}}});
    let paths = json!({
        "/q?kind=a": operation("a"),
        "/a|b": operation("b"),
        "/sp ace/{an id}": {"get": {
            "operationId": "c",
            "parameters": [{"name": "an id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"204": {"description": "x"}},
        }},
        "/\u{fc}ber%20": operation("d"),
        "/h#v1": operation("e"),
    });
    let prepared = prepared(&spec(&paths, &json!({})));
    let sent: Vec<(&str, &str)> = prepared
        .api
        .operations
        .iter()
        .map(|operation| (operation.id.as_str(), operation.path.as_str()))
        .collect();
    assert_eq!(
        sent,
        [
            ("a", "/q?kind=a"),
            ("b", "/a%7Cb"),
            ("c", "/sp%20ace/{an id}"),
            ("d", "/%C3%BCber%20"),
            ("e", "/h"),
        ]
    );
    only(&prepared, "/paths/~1h#v1/get", "`#v1`", "remove the fragment");
}

#[test]
fn a_module_does_not_have_the_name_of_its_operations_options() {
    let prepared = operation(&json!({"operationId": "date", "tags": ["date options"]})).1;
    assert_eq!(prepared.api.modules[0].type_name, "DateOptionsModule");
    let prepared = operation(&json!({"operationId": "day", "tags": ["date options"]})).1;
    assert_eq!(prepared.api.modules[0].type_name, "DateOptions");
}
