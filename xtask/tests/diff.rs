//! What `diff` reports: the real step of Mastercom's file, each kind of change, and that nothing slips through.
//!
//! Published files are read from `../shared`; without that folder their tests are skipped.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use xtask::spec::diff::{self, Change, Kind, Severity};
use xtask::spec::{contract, read};

/// The contract of a published file.
fn shared(file: &str) -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(file);
    let Ok(bytes) = fs::read(path) else {
        println!("skipped: ../shared is not here");
        return None;
    };
    let read = read::read(&bytes, file).expect("the published file parses");
    Some(contract::contract(&[read]).expect("a contract").value)
}

/// A change in one line.
fn line(change: &Change) -> String {
    let mark = match change.severity {
        Severity::Breaking => "breaking",
        Severity::Compatible => "compatible",
    };
    let part = change.place.part().map(|part| format!(" [{part}]")).unwrap_or_default();
    let text = |value: &Option<Value>| match value {
        None => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let (from, to) = (text(&change.from), text(&change.to));
    format!("{mark} {} {}{part} {from} -> {to}", change.kind, change.place.heading())
}

fn lines(old: &Value, new: &Value) -> Vec<String> {
    diff::diff(old, new).iter().map(line).collect()
}

#[test]
fn mastercom_from_2024_to_now() {
    let file = "content/mastercom/swagger/mastercom-v6.yaml";
    let (Some(old), Some(new)) = (
        shared(&format!("published-2024/{file}")),
        shared(&format!("published/{file}")),
    ) else {
        return;
    };
    let expected = [
        "breaking operation-removed operation retrieveChargebackImageStatus (PUT /v6/chargebacks/imagestatus) \
         retrieveChargebackImageStatus -> -",
        "breaking operation-removed operation retrieveChargebackImageStatusDebitMC (PUT /v6/chargebacks/debitmc/imagestatus) \
         retrieveChargebackImageStatusDebitMC -> -",
        "breaking operation-removed operation retrieveFulfillmentDebitMCImageStatus \
         (PUT /v6/retrievalrequests/debitmc/imagestatus) retrieveFulfillmentDebitMCImageStatus -> -",
        "breaking operation-removed operation retrieveFulfillmentImageStatus (PUT /v6/retrievalrequests/imagestatus) \
         retrieveFulfillmentImageStatus -> -",
        "breaking schema-removed schema ChargebackImageStatusRequest object -> -",
        "breaking schema-removed schema ChargebackImageStatusResponse object -> -",
        "breaking schema-removed schema ChargebackImageStatusResponseStructure object -> -",
        "breaking schema-removed schema RetrievalsImageStatusRequest object -> -",
        "breaking schema-removed schema RetrievalsImageStatusResponse object -> -",
        "breaking schema-removed schema RetrievalsImageStatusResponseStructure object -> -",
        "breaking type-changed schema FeeDetails [creditReceiver] boolean -> string",
        "breaking type-changed schema FeeDetails [creditSender] boolean -> string",
        "compatible constraint-changed schema DocumentStructure [filename] 255 -> 100",
        r#"compatible enum-value-added schema CreateFraudMasterCardRequest [fraudType] - -> ["55","56","57"]"#,
        r#"compatible enum-value-added schema CreateFraudMasterCardRequest [subType] - -> ["A","I","V","H","R"]"#,
        "compatible property-added schema ChargebackDetails [mexicoDomesticSettlementFeesAndVat] - -> \
         MexicoDomesticSettlementFeesAndVat",
        "compatible property-added schema ChargebackDetails [mexicoDomesticTaxAmount] - -> MexicoDomesticTaxAmount",
        "compatible property-added schema ChargebackDetails [mexicoDomesticTransactionFeeAmount] - -> \
         MexicoDomesticTransactionFeeAmount",
        "compatible property-added schema ClaimDetail [auditControlNumber] - -> string",
        "compatible property-added schema ClearingDetail [mexicoDomesticSettlementFeesAndVat] - -> \
         MexicoDomesticSettlementFeesAndVat",
        "compatible property-added schema ClearingDetail [mexicoDomesticTaxAmount] - -> MexicoDomesticTaxAmount",
        "compatible property-added schema ClearingDetail [mexicoDomesticTransactionFeeAmount] - -> \
         MexicoDomesticTransactionFeeAmount",
        "compatible property-added schema FeeDetails [mexicoDomesticSettlementFeesAndVat] - -> \
         MexicoDomesticSettlementFeesAndVat",
        "compatible property-added schema FeeDetails [mexicoDomesticTaxAmount] - -> MexicoDomesticTaxAmount",
        "compatible property-added schema FeeDetails [mexicoDomesticTransactionFeeAmount] - -> \
         MexicoDomesticTransactionFeeAmount",
        "compatible schema-added schema MexicoDomesticSettlementFeesAndVat - -> string",
        "compatible schema-added schema MexicoDomesticTaxAmount - -> string",
        "compatible schema-added schema MexicoDomesticTransactionFeeAmount - -> string",
    ];
    let changes = diff::diff(&old, &new);
    let mut found: Vec<String> = changes.iter().map(line).collect();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(diff::worst(&changes), Some(Severity::Breaking));
    let pointer = |kind: Kind| {
        &changes
            .iter()
            .find(|change| change.kind == kind)
            .expect("one of the kind")
            .pointer
    };
    assert_eq!(
        pointer(Kind::ConstraintChanged),
        "/components/schemas/DocumentStructure/properties/filename/maxLength"
    );
    assert_eq!(
        pointer(Kind::OperationRemoved),
        "/paths/~1v6~1chargebacks~1debitmc~1imagestatus/put"
    );
}

/// A small contract with everything that the comparison looks at.
fn shop() -> Value {
    json!({
        "openapi": "3.0.1",
        "info": {"title": "Shop", "version": "1.0.0"},
        "servers": [{"url": "https://shop.example/api"}],
        "tags": [{"name": "orders"}, {"name": "stock"}],
        "security": [{"oauth": []}],
        "x-vendor": "a",
        "paths": {
            "/orders/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "shop", "in": "query", "required": true, "schema": {"type": "string"}},
                ],
                "get": {
                    "operationId": "getOrder",
                    "tags": ["orders", "all"],
                    "parameters": [
                        {"name": "limit", "in": "query", "style": "form", "schema": {"type": "integer", "format": "int32"}},
                        {"$ref": "#/components/parameters/Trace"},
                    ],
                    "responses": {
                        "200": {
                            "headers": {"X-Id": {"schema": {"type": "string"}}},
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                        },
                        "400": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}},
                        "404": {"$ref": "#/components/responses/Missing"},
                    },
                },
                "delete": {"operationId": "deleteOrder", "tags": ["orders"], "responses": {"204": {}}},
            },
            "/orders": {
                "post": {
                    "operationId": "createOrder",
                    "tags": ["orders"],
                    "security": [{"oauth": []}],
                    "requestBody": {
                        "required": true,
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Order"}},
                            "text/csv": {"schema": {"type": "string"}},
                        },
                    },
                    "responses": {
                        "201": {"content": {"application/json": {"schema": {"type": "object", "properties": {
                            "lines": {"type": "array", "items": {"type": "object", "properties": {
                                "sku": {"type": "string"},
                            }}},
                        }}}}},
                    },
                    "x-action": "create",
                },
            },
        },
        "components": {
            "parameters": {"Trace": {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}},
            "responses": {"Missing": {
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}},
            }},
            "securitySchemes": {"oauth": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Id": {"type": "string", "maxLength": 9},
                "Name": {"type": "string"},
                "Errors": {"type": "object", "properties": {"code": {"type": "string"}}},
                "Colour": {"type": "string", "enum": ["RED", "BLUE"]},
                "Base": {"type": "object", "required": ["created"], "properties": {
                    "created": {"type": "string", "format": "date-time"},
                }},
                "Order": {
                    "type": "object",
                    "required": ["id", "total"],
                    "properties": {
                        "id": {"$ref": "#/components/schemas/Id"},
                        "total": {"type": "number", "minimum": 0},
                        "colour": {"$ref": "#/components/schemas/Colour"},
                        "note": {"type": "string", "nullable": true, "default": "none", "pattern": "^a", "format": "email"},
                        "size": {"type": "string", "enum": ["S", "M"]},
                        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                        "lines": {"type": "array", "maxItems": 9, "items": {"$ref": "#/components/schemas/Line"}},
                    },
                },
                "Line": {"allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}}},
                ]},
                "Event": {
                    "oneOf": [{"$ref": "#/components/schemas/Order"}, {"$ref": "#/components/schemas/Line"}],
                    "discriminator": {"propertyName": "kind", "mapping": {"order": "#/components/schemas/Order"}},
                },
                "Either": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "integer", "maximum": 5}]},
                "Bag": {"type": "object"},
            },
        },
    })
}

/// Edits of the shop: a pointer, and the new value (`None`: removed).
type Edit<'a> = (&'a str, Option<Value>);

fn edit(document: &mut Value, (pointer, value): &Edit<'_>) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer to a member");
    let name = name.replace("~1", "/").replace("~0", "~");
    match (
        document.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")),
        value,
    ) {
        (Value::Object(object), Some(value)) => {
            object.insert(name, value.clone());
        }
        (Value::Object(object), None) => {
            object.shift_remove(&name).unwrap_or_else(|| panic!("no {pointer}"));
        }
        (Value::Array(list), Some(value)) if name == "-" => list.push(value.clone()),
        (Value::Array(list), Some(value)) => {
            list[name.parse::<usize>().expect("an index")] = value.clone();
        }
        (Value::Array(list), None) => {
            list.remove(name.parse().expect("an index"));
        }
        _ => panic!("{pointer} is in a primitive"),
    }
}

const GET: &str = "operation getOrder (GET /orders/{id})";
const POST: &str = "operation createOrder (POST /orders)";

/// Every kind of change: the edits of the shop that make it, and all that `diff` then says.
fn cases() -> Vec<(Vec<Edit<'static>>, Vec<String>)> {
    fn one(pointer: &'static str, value: Option<Value>, expected: &str) -> (Vec<Edit<'static>>, Vec<String>) {
        (vec![(pointer, value)], vec![expected.to_owned()])
    }
    fn get(pointer: &'static str, value: Option<Value>, mark: &str, rest: &str) -> (Vec<Edit<'static>>, Vec<String>) {
        one(pointer, value, &format!("{mark} {GET}{rest}"))
    }
    fn post(pointer: &'static str, value: Option<Value>, mark: &str, rest: &str) -> (Vec<Edit<'static>>, Vec<String>) {
        one(pointer, value, &format!("{mark} {POST}{rest}"))
    }
    let string = || json!({"type": "string"});
    let errors = || json!({"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}});
    let order = || json!({"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}});
    let operation =
        || json!({"operationId": "listOrders", "tags": ["orders"], "responses": {"200": {"content": errors()}}});
    vec![
        // The document.
        one("/openapi", Some(json!("3.0.3")), "compatible openapi-version-changed document 3.0.1 -> 3.0.3"),
        one("/info/version", Some(json!("1.1.0")), "compatible version-changed document 1.0.0 -> 1.1.0"),
        one("/info/title", Some(json!("Store")), "compatible info-changed document Shop -> Store"),
        one(
            "/servers/0/url",
            Some(json!("https://b.example")),
            r#"compatible servers-changed document [{"url":"https://shop.example/api"}] -> [{"url":"https://b.example"}]"#,
        ),
        one("/security", None, r#"breaking security-changed document [{"oauth":[]}] -> -"#),
        one(
            "/components/securitySchemes/oauth/scheme",
            Some(json!("basic")),
            r#"breaking security-changed security scheme oauth {"type":"http","scheme":"bearer"} -> {"type":"http","scheme":"basic"}"#,
        ),
        one(
            "/tags/1",
            None,
            r#"compatible tag-list-changed document [{"name":"orders"},{"name":"stock"}] -> [{"name":"orders"}]"#,
        ),
        one("/x-vendor", Some(json!("b")), "compatible extension-changed document a -> b"),
        one("/webhooks", Some(json!({})), "breaking unknown-member-changed document - -> {}"),
        // Operations.
        one(
            "/paths/~1orders/get",
            Some(operation()),
            "compatible operation-added operation listOrders (GET /orders) - -> listOrders",
        ),
        one(
            "/paths/~1orders~1{id}/delete",
            None,
            "breaking operation-removed operation deleteOrder (DELETE /orders/{id}) deleteOrder -> -",
        ),
        one(
            "/paths/~1orders/post/operationId",
            Some(json!("addOrder")),
            "breaking operation-renamed operation addOrder (POST /orders) createOrder -> addOrder",
        ),
        (
            vec![
                ("/paths/~1v2~1orders", Some(shop()["paths"]["/orders"].clone())),
                ("/paths/~1orders", None),
            ],
            vec![
                "compatible operation-path-changed operation createOrder (POST /v2/orders) POST /orders -> POST /v2/orders"
                    .to_owned(),
            ],
        ),
        post("/paths/~1orders/post/tags/0", Some(json!("shop")), "breaking operation-moved", r#" ["orders"] -> ["shop"]"#),
        get(
            "/paths/~1orders~1{id}/get/tags/1",
            None,
            "compatible tag-list-changed",
            r#" ["orders","all"] -> ["orders"]"#,
        ),
        post("/paths/~1orders/post/deprecated", Some(json!(true)), "compatible deprecated", " false -> true"),
        post("/paths/~1orders/post/security", Some(json!([])), "breaking security-changed", r#" [{"oauth":[]}] -> []"#),
        post(
            "/paths/~1orders/post/servers",
            Some(json!([{"url": "https://b.example"}])),
            "breaking own-servers-changed",
            r#" - -> [{"url":"https://b.example"}]"#,
        ),
        one(
            "/paths/~1orders/servers",
            Some(json!([])),
            "breaking own-servers-changed document - -> []",
        ),
        post(
            "/paths/~1orders/post/parameters",
            Some(json!([{"name": "page", "in": "query", "schema": {"type": "integer"}}])),
            "breaking optional-settings-added",
            " [query parameter page] - -> integer",
        ),
        post("/paths/~1orders/post/callbacks", Some(json!({})), "compatible callback-changed", " - -> {}"),
        post("/paths/~1orders/post/x-action", None, "compatible extension-changed", " create -> -"),
        // Parameters.
        get(
            "/paths/~1orders~1{id}/get/parameters/-",
            Some(json!({"name": "page", "in": "query", "required": true, "schema": {"type": "integer"}})),
            "breaking required-parameter-added",
            " [query parameter page] - -> integer",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/-",
            Some(json!({"name": "page", "in": "query", "schema": {"type": "integer"}})),
            "compatible optional-parameter-added",
            " [query parameter page] - -> integer",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/0",
            None,
            "breaking parameter-removed",
            " [query parameter limit] integer (int32) -> -",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/0/required",
            Some(json!(true)),
            "breaking parameter-became-required",
            " [query parameter limit] false -> true",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/0/style",
            Some(json!("pipeDelimited")),
            "compatible parameter-style-changed",
            " [query parameter limit] form -> pipeDelimited",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/0/schema/format",
            Some(json!("int64")),
            "breaking format-changed",
            " [query parameter limit] int32 -> int64",
        ),
        get(
            "/paths/~1orders~1{id}/get/parameters/0/schema/maximum",
            Some(json!(5_000_000_000_i64)),
            "breaking integer-size-changed",
            " [query parameter limit] - -> 5000000000",
        ),
        (
            vec![
                ("/paths/~1orders~1{id}/parameters/0/name", Some(json!("shop"))),
                ("/paths/~1orders~1{id}/parameters/0/in", Some(json!("query"))),
                ("/paths/~1orders~1{id}/parameters/1/name", Some(json!("id"))),
                ("/paths/~1orders~1{id}/parameters/1/in", Some(json!("path"))),
            ],
            vec![
                format!(r#"breaking arguments-reordered {GET} ["id","shop"] -> ["shop","id"]"#),
                r#"breaking arguments-reordered operation deleteOrder (DELETE /orders/{id}) ["id","shop"] -> ["shop","id"]"#
                    .to_owned(),
            ],
        ),
        one(
            "/components/parameters/Trace/required",
            Some(json!(true)),
            "breaking parameter-became-required parameter Trace false -> true",
        ),
        one(
            "/components/parameters/Trace/name",
            Some(json!("x-trace")),
            "compatible parameter-style-changed parameter Trace X-Trace -> x-trace",
        ),
        // Bodies.
        post("/paths/~1orders/post/requestBody", None, "breaking request-body-removed", " [request body] Order -> -"),
        get(
            "/paths/~1orders~1{id}/get/requestBody",
            Some(json!({"content": order()})),
            "breaking request-body-added",
            " [request body] - -> Order",
        ),
        post(
            "/paths/~1orders/post/requestBody/required",
            None,
            "breaking request-body-became-optional",
            " [request body] true -> false",
        ),
        post(
            "/paths/~1orders/post/requestBody/content/text~1csv",
            None,
            "compatible media-type-removed",
            " [request body] text/csv -> -",
        ),
        post(
            "/paths/~1orders/post/requestBody/content/text~1html",
            Some(json!({"schema": string()})),
            "compatible media-type-added",
            " [request body] - -> text/html",
        ),
        post(
            "/paths/~1orders/post/requestBody/content/application~1json",
            None,
            "breaking media-type-changed",
            " [request body] application/json -> text/csv",
        ),
        post(
            "/paths/~1orders/post/requestBody/content/text~1csv/encoding",
            Some(json!({})),
            "compatible encoding-changed",
            " [request body] - -> {}",
        ),
        post(
            "/paths/~1orders/post/requestBody/content/application~1json/schema",
            Some(json!({"$ref": "#/components/schemas/Line"})),
            "breaking type-changed",
            " [request body] Order -> Line",
        ),
        // Responses.
        get(
            "/paths/~1orders~1{id}/get/responses/500",
            Some(json!({"content": errors()})),
            "compatible response-added",
            " [response 500] - -> Errors",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/400",
            None,
            "compatible response-removed",
            " [response 400] Errors -> -",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/400/content/application~1json/schema",
            Some(string()),
            "compatible error-response-changed",
            " [response 400] Errors -> string",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/202",
            Some(json!({"content": errors()})),
            "breaking success-response-added",
            " [response 202] - -> Errors",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/202",
            Some(json!({"content": order()})),
            "compatible response-added",
            " [response 202] - -> Order",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/200",
            None,
            "breaking success-response-removed",
            " [response 200] Order -> -",
        ),
        (
            vec![
                ("/paths/~1orders/post/responses/200", Some(shop()["paths"]["/orders"]["post"]["responses"]["201"].clone())),
                ("/paths/~1orders/post/responses/201", None),
            ],
            vec![format!("compatible success-status-changed {POST} 201 -> 200")],
        ),
        one(
            "/paths/~1orders~1{id}/delete/responses/204/content",
            Some(order()),
            "breaking response-body-added operation deleteOrder (DELETE /orders/{id}) [response 204] - -> Order",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/200/content",
            None,
            "breaking response-body-removed",
            " [response 200] Order -> -",
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/200/headers/X-Id",
            None,
            "compatible response-header-changed",
            r#" [response 200] {"schema":{"type":"string"}} -> -"#,
        ),
        get(
            "/paths/~1orders~1{id}/get/responses/200/links",
            Some(json!({"next": {"operationId": "getOrder"}})),
            "compatible link-changed",
            r#" [response 200] - -> {"operationId":"getOrder"}"#,
        ),
        post(
            "/paths/~1orders/post/responses/201/content/application~1json/schema/properties/lines/items/properties/sku/type",
            Some(json!("integer")),
            "breaking type-changed",
            " [response 201: lines[].sku] string -> integer",
        ),
        one(
            "/components/responses/Missing/content/application~1json/schema",
            Some(string()),
            "compatible error-response-changed response Missing Errors -> string",
        ),
        // Components.
        one("/components/schemas/New", Some(json!({"type": "object", "properties": {"a": string()}})), "compatible schema-added schema New - -> object"),
        one("/components/schemas/Bag", None, "breaking schema-removed schema Bag free-form object -> -"),
        one("/components/headers", Some(json!({"X": {}})), "compatible component-added header X - -> headers"),
        one("/components/securitySchemes/oauth", None, "compatible component-removed security scheme oauth securitySchemes -> -"),
        // Types.
        one("/components/schemas/Id/type", Some(json!("integer")), "breaking type-changed schema Id string -> integer"),
        one(
            "/components/schemas/Order/properties/id",
            Some(json!({"$ref": "#/components/schemas/Name"})),
            "compatible reference-changed schema Order [id] Id -> Name",
        ),
        one(
            "/components/schemas/Order/properties/id",
            Some(string()),
            "compatible reference-changed schema Order [id] Id -> string",
        ),
        one(
            "/components/schemas/Order/properties/colour",
            Some(string()),
            "breaking type-changed schema Order [colour] Colour -> string",
        ),
        one(
            "/components/schemas/Order/properties/lines/items",
            Some(json!({"$ref": "#/components/schemas/Order"})),
            "breaking type-changed schema Order [lines[]] Line -> Order",
        ),
        one(
            "/components/schemas/Order/properties/note/format",
            Some(json!("hostname")),
            "compatible format-hint-changed schema Order [note] email -> hostname",
        ),
        one(
            "/components/schemas/Order/properties/note/format",
            Some(json!("date")),
            "breaking format-changed schema Order [note] email -> date",
        ),
        one(
            "/components/schemas/Order/properties/total/nullable",
            Some(json!(true)),
            "breaking became-nullable schema Order [total] false -> true",
        ),
        one(
            "/components/schemas/Order/properties/note/nullable",
            None,
            "compatible nullability-changed schema Order [note] true -> false",
        ),
        one(
            "/components/schemas/Order/properties/note/pattern",
            Some(json!("^b")),
            "compatible constraint-changed schema Order [note] ^a -> ^b",
        ),
        one(
            "/components/schemas/Order/properties/note/default",
            None,
            "compatible default-changed schema Order [note] none -> -",
        ),
        one(
            "/components/schemas/Order/properties/note/readOnly",
            Some(json!(true)),
            "compatible access-changed schema Order [note] - -> true",
        ),
        one("/components/schemas/Bag/properties", Some(json!({"a": string()})), "breaking type-changed schema Bag free-form object -> object"),
        one("/components/schemas/Bag/title", Some(json!("Sack")), "compatible title-changed schema Bag - -> Sack"),
        one(
            "/components/schemas/Order/properties/size/title",
            Some(json!("Size")),
            "breaking inline-type-renamed schema Order [size] - -> Size",
        ),
        // Enums.
        one("/components/schemas/Colour/enum/-", Some(json!("PINK")), r#"compatible enum-value-added schema Colour - -> ["PINK"]"#),
        one("/components/schemas/Colour/enum/0", None, r#"breaking enum-value-removed schema Colour ["RED"] -> -"#),
        one("/components/schemas/Colour/enum", None, r#"breaking enum-removed schema Colour ["RED","BLUE"] -> -"#),
        one("/components/schemas/Id/enum", Some(json!(["A"])), r#"breaking enum-added schema Id - -> ["A"]"#),
        one(
            "/components/schemas/Colour/x-enum-varnames",
            Some(json!(["Red", "Blue"])),
            r#"breaking variant-names-changed schema Colour - -> ["Red","Blue"]"#,
        ),
        // Properties.
        one("/components/schemas/Order/properties/a", Some(string()), "compatible property-added schema Order [a] - -> string"),
        (
            vec![("/components/schemas/Order/properties/a", Some(string())), ("/components/schemas/Order/required/-", Some(json!("a")))],
            vec!["breaking required-property-added schema Order [a] - -> string".to_owned()],
        ),
        one("/components/schemas/Order/properties/size", None, "breaking property-removed schema Order [size] string enum -> -"),
        one(
            "/components/schemas/Order/required/-",
            Some(json!("size")),
            "breaking property-became-required schema Order [size] false -> true",
        ),
        one(
            "/components/schemas/Order/required/1",
            None,
            "breaking property-became-optional schema Order [total] true -> false",
        ),
        one(
            "/components/schemas/Line/allOf/1/properties/count/type",
            Some(json!("number")),
            "breaking type-changed schema Line [count] integer -> number",
        ),
        one(
            "/components/schemas/Base/properties/created/format",
            Some(json!("date")),
            "breaking format-changed schema Base [created] date-time -> date",
        ),
        (
            vec![
                ("/components/schemas/Order/properties/id", None),
                ("/components/schemas/Order/properties/id", Some(json!({"$ref": "#/components/schemas/Id"}))),
            ],
            vec![r#"breaking constructor-arguments-reordered schema Order ["id","total"] -> ["total","id"]"#.to_owned()],
        ),
        one(
            "/components/schemas/Order/additionalProperties",
            Some(json!(false)),
            "compatible additional-properties-changed schema Order - -> false",
        ),
        one(
            "/components/schemas/Order/additionalProperties",
            Some(string()),
            r#"breaking map-values-changed schema Order - -> {"type":"string"}"#,
        ),
        one(
            "/components/schemas/Order/properties/labels/additionalProperties/type",
            Some(json!("integer")),
            "breaking type-changed schema Order [labels{}] string -> integer",
        ),
        // The same fields by other means.
        one("/components/schemas/Line/allOf/0", None, "breaking property-removed schema Line [created] string (date-time) -> -"),
        // Unions.
        one(
            "/components/schemas/Event/oneOf/-",
            Some(json!({"$ref": "#/components/schemas/Bag"})),
            "compatible variant-added schema Event - -> Bag",
        ),
        one("/components/schemas/Event/oneOf/1", None, "breaking variant-removed schema Event Line -> -"),
        one(
            "/components/schemas/Either/anyOf/1/maximum",
            Some(json!(6)),
            "compatible constraint-changed schema Either [<1>] 5 -> 6",
        ),
        one(
            "/components/schemas/Either/anyOf",
            Some(json!([{"type": "integer", "maximum": 5}, {"$ref": "#/components/schemas/Id"}])),
            r#"breaking variants-reordered schema Either ["Id","1"] -> ["1","Id"]"#,
        ),
        one(
            "/components/schemas/Event/discriminator/mapping/line",
            Some(json!("#/components/schemas/Line")),
            r##"compatible discriminator-mapping-added schema Event - -> {"line":"#/components/schemas/Line"}"##,
        ),
        one(
            "/components/schemas/Event/discriminator",
            None,
            r##"breaking discriminator-changed schema Event {"propertyName":"kind","mapping":{"order":"#/components/schemas/Order"}} -> -"##,
        ),
    ]
}

#[test]
fn each_kind_of_change() {
    for (edits, mut expected) in cases() {
        let mut new = shop();
        for change in &edits {
            edit(&mut new, change);
        }
        let mut found = lines(&shop(), &new);
        // A base that goes is noted as well as the properties that go with it.
        found.retain(|line| !line.contains("reference-changed schema Line"));
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{edits:?}");
    }
}

/// The kinds that only the way back makes, or that are rare, are the exception.
#[test]
fn the_table_has_nearly_every_kind() {
    let shop = shop();
    let mut seen = BTreeSet::new();
    for (edits, _) in cases() {
        let mut new = shop.clone();
        for change in &edits {
            edit(&mut new, change);
        }
        seen.extend(diff::diff(&shop, &new).into_iter().map(|change| change.kind));
        seen.extend(diff::diff(&new, &shop).into_iter().map(|change| change.kind));
    }
    let missing: Vec<&str> = Kind::ALL
        .iter()
        .filter(|kind| !seen.contains(kind))
        .map(|kind| kind.id())
        .collect();
    assert_eq!(missing, ["component-changed"]);
}

#[test]
fn ids_are_kebab_case_and_unique() {
    let ids: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    assert_eq!(ids.len(), Kind::ALL.len());
    assert!(
        ids.iter()
            .all(|id| { id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-') })
    );
}

#[test]
fn prose_and_order_are_no_change() {
    let mut new = shop();
    for change in [
        ("/info/description", json!("A shop.")),
        ("/tags/0/description", json!("Orders.")),
        ("/paths/~1orders/post/summary", json!("Create.")),
        ("/paths/~1orders/post/responses/201/description", json!("Created.")),
        ("/paths/~1orders~1{id}/get/parameters/0/description", json!("How many.")),
        ("/paths/~1orders~1{id}/get/parameters/0/example", json!(5)),
        ("/components/schemas/Order/description", json!("An order.")),
        ("/components/schemas/Order/properties/note/example", json!("x")),
        ("/components/schemas/Order/required", json!(["total", "id"])),
        ("/components/schemas/Colour/enum", json!(["BLUE", "RED"])),
        ("/components/examples", json!({"a": {"value": 1}})),
    ] {
        edit(&mut new, &(change.0, Some(change.1)));
    }
    let moved = new["components"]["schemas"]
        .as_object_mut()
        .expect("schemas")
        .shift_remove("Id")
        .expect("Id");
    new["components"]["schemas"]["Id"] = moved;
    assert_eq!(lines(&shop(), &new), [] as [&str; 0]);
}

#[test]
fn all_of_and_the_same_properties_inline_are_one() {
    let mut new = shop();
    new["components"]["schemas"]["Line"] = json!({
        "type": "object",
        "required": ["created", "sku"],
        "properties": {
            "created": {"type": "string", "format": "date-time"},
            "sku": {"type": "string"},
            "count": {"type": "integer"},
        },
    });
    assert_eq!(
        lines(&shop(), &new),
        [r#"compatible reference-changed schema Line ["Base"] -> []"#]
    );
}

#[test]
fn fields_that_a_base_hands_over_are_none_lost() {
    let mut new = shop();
    let line = &mut new["components"]["schemas"]["Line"]["allOf"];
    *line = json!([line[1], {"type": "object", "properties": {"created": {"type": "string"}}}]);
    assert_eq!(
        lines(&shop(), &new),
        [
            r#"compatible reference-changed schema Line ["Base"] -> []"#,
            "breaking property-became-optional schema Line [created] true -> false",
            "breaking format-changed schema Line [created] date-time -> -",
        ]
    );
}

#[test]
fn recursive_schemas_end() {
    let old = json!({"components": {"schemas": {
        "Tree": {"allOf": [{"$ref": "#/components/schemas/Tree"}, {"type": "object", "properties": {"a": {"type": "string"}}}]},
        "Loop": {"$ref": "#/components/schemas/Loop"},
    }}});
    let mut new = old.clone();
    new["components"]["schemas"]["Tree"]["allOf"][0]["$ref"] = json!("#/components/schemas/Loop");
    new["components"]["schemas"]["Loop"] = json!({"$ref": "#/components/schemas/Tree"});
    assert!(!lines(&old, &new).is_empty());
    assert!(!lines(&new, &old).is_empty());
}

/// Pointers to everything in a document but the root, and prose.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                pointers(value, &at, out);
                out.push(at);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let at = format!("{at}/{index}");
                pointers(value, &at, out);
                out.push(at);
            }
        }
        _ => {}
    }
}

/// Changes every `stride`th element of a contract, in turn, and wants each change to be seen both ways.
fn nothing_slips_through(contract: &Value, stride: usize) {
    let mut all = Vec::new();
    pointers(contract, "", &mut all);
    for pointer in all.iter().step_by(stride) {
        let value = contract.pointer(pointer).expect("the element");
        // These are what an absent member means, or what the schema around it says, too.
        let repeated = pointer.strip_suffix("/type").is_some_and(|schema| {
            let parts = contract.pointer(schema).and_then(|schema| schema.get("allOf"));
            parts.is_some() || schema.contains("/allOf/")
        });
        let default = repeated || *value == json!(false) || *value == json!({}) || *value == json!([]);
        let other = match value {
            Value::Bool(flag) => Some(json!(!flag)),
            Value::Number(number) => Some(json!(number.as_f64().expect("a number") + 1.0)),
            Value::String(text) => Some(json!(format!("{text}x"))),
            _ => None,
        };
        let edits = [other, None];
        for edited in edits.iter().filter(|edited| edited.is_some() || !default) {
            let mut changed = contract.clone();
            edit(&mut changed, &(pointer, edited.clone()));
            let what = if edited.is_some() { "changed" } else { "removed" };
            assert!(
                !lines(contract, &changed).is_empty(),
                "{pointer} {what}, and nothing was said"
            );
            assert!(
                !lines(&changed, contract).is_empty(),
                "{pointer} {what}, and nothing was said on the way back"
            );
        }
    }
}

#[test]
fn every_change_of_the_shop_is_seen() {
    nothing_slips_through(&shop(), 1);
}

#[test]
fn every_change_of_a_real_contract_is_seen() {
    let specs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../specs");
    for (product, stride) in [
        ("automatic-billing-updater", 7),
        ("benefit-allocation", 7),
        ("identity-insights", 7),
        ("issuer-enrollment", 7),
        ("mastercom", 97),
    ] {
        let file = specs.join(format!("{product}.yaml"));
        let bytes = fs::read(&file).expect("a contract of this project");
        let contract = read::read(&bytes, product).expect("the contract parses").value;
        assert_eq!(lines(&contract, &contract), [] as [&str; 0], "{product}");
        nothing_slips_through(&contract, stride);
    }
}
