//! Every operation is there, and requests are held to the contract.

use mc_core::{PayloadEncryption, Style};
use mc_sandbox::{Product, Sandbox};
use serde_json::{Map, Value, json};

use crate::support::{raw, start};

fn facts(product: Product) -> Value {
    let path = format!("{}/src/generated/{product}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A small document that a schema allows.
fn sample(facts: &Value, schema: &Value, depth: usize) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return sample(facts, facts.pointer(&reference[1..]).unwrap(), depth);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|values| values.first()) {
        return first.clone();
    }
    let mut out = Map::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        match sample(facts, part, depth) {
            Value::Object(map) => out.extend(map),
            other => return other,
        }
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(first) = schema[key].as_array().and_then(|parts| parts.first()) {
            return sample(facts, first, depth);
        }
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str().unwrap(),
        other => other.as_str().unwrap_or("object"),
    };
    match kind {
        "string" => text(schema).into(),
        "integer" | "number" => schema["minimum"]
            .as_i64()
            .filter(|least| *least > 0)
            .unwrap_or(1)
            .into(),
        "boolean" => true.into(),
        "array" => json!([sample(facts, &schema["items"], depth + 1)]),
        _ => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if required.contains(&json!(name)) || depth == 0 {
                    out.insert(name.clone(), sample(facts, property, depth + 1));
                }
            }
            out.into()
        }
    }
}

fn text(schema: &Value) -> String {
    match schema["format"].as_str() {
        Some("date") => "2026-11-22".to_owned(),
        Some("date-time") => "2026-11-22T00:00:00Z".to_owned(),
        Some("uuid") => "00000000-0000-4000-8000-000000000000".to_owned(),
        Some("byte") => "AAAA".to_owned(),
        _ => {
            let least = schema["minLength"].as_u64().unwrap_or(1).max(1);
            "1".repeat(usize::try_from(least).unwrap())
        }
    }
}

/// Calls an operation with a sample of all that it takes, by the machinery of the typed crates.
async fn call(sandbox: &Sandbox, product: Product, facts: &Value, described: &Value) -> Result<Value, mc_core::Error> {
    let operation = product
        .operations()
        .iter()
        .find(|operation| operation.method() == described["method"] && operation.path() == described["path"])
        .unwrap();
    let client = mc_core::Client::new(sandbox.http(product).unwrap(), sandbox.environment(product));
    let mut request = mc_core::Request::new(&client, operation);
    for parameter in described["parameters"].as_array().into_iter().flatten() {
        let value = sample(facts, &parameter["schema"], 0);
        let name = parameter["name"].as_str().unwrap();
        request = match parameter["in"].as_str().unwrap() {
            "path" => request.path(name, &value, Style::Simple, false),
            "query" => request.query(name, &value, Style::Form, true),
            _ => request.header(name, &value),
        };
    }
    if let Some(schema) = described.pointer("/body/content/application~1json") {
        let mut body = sample(facts, schema, 0);
        if let PayloadEncryption::Field(field) = operation.encryption() {
            body[field] = sample(facts, &described["plaintext"]["schema"], 0).to_string().into();
        }
        request = request.json(&body);
    }
    let text = request.send_bytes().await?;
    Ok(serde_json::from_slice(&text).unwrap_or_default())
}

#[tokio::test]
async fn every_operation_is_served_and_every_answer_keeps_to_the_contract() {
    let sandbox = start().await;
    let mut count = 0;
    let mut refused = Vec::new();
    for product in Product::ALL {
        let facts = facts(product);
        let described = facts["operations"].as_array().unwrap();
        assert_eq!(described.len(), product.operations().len());
        for described in described {
            count += 1;
            if let Err(error) = call(&sandbox, product, &facts, described).await {
                // The product may know no such claim; it is the product that has to say so.
                let body = error
                    .body()
                    .map_or_else(String::new, |body| String::from_utf8_lossy(body).into_owned());
                assert!(
                    !body.contains("\"Gateway\"") && !body.contains("SANDBOX_DEFECT"),
                    "{product} {}: {error} {body}",
                    described["id"]
                );
                refused.push(format!("{product} {}: {error} {body}", described["id"]));
            }
        }
    }
    assert_eq!(sandbox.violations(), Vec::<String>::new());
    assert_eq!(count, 67);
    let seen = sandbox.requests();
    assert_eq!(seen.len(), 67);
    assert!(
        seen.iter()
            .all(|seen| seen.operation.is_some() && !seen.path.is_empty())
    );
    println!("{}", refused.join("\n"));
}

#[tokio::test]
async fn a_request_that_breaks_the_contract_is_told_where_and_not_what() {
    let sandbox = start().await;
    let abu = Product::AutomaticBillingUpdater;
    let good = json!({
        "requestId": "1",
        "customer": {"ica": "1111", "merchantId": "100000000000001"},
        "account": {"accountNumber": "5555555555554442", "expiryDate": "1229"},
    });
    let with = |pointer: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let mut without = good.clone();
    without["account"].as_object_mut().unwrap().remove("expiryDate");
    let bodies = [
        (without, "Missing /account/expiryDate: is missing"),
        (
            with("/account/accountNumber", json!(5_555_555_555_554_442_u64)),
            "Invalid /account/accountNumber: has another type than the contract gives it",
        ),
        (
            with("/account/accountNumber", json!("5555")),
            "Invalid /account/accountNumber: is shorter than 13 characters",
        ),
        (
            with("/requestId", json!("x".repeat(65))),
            "Invalid /requestId: is longer than 64 characters",
        ),
        (
            with("/customer", Value::Null),
            "Invalid /customer: has another type than the contract gives it",
        ),
        (json!([good]), "Invalid : has another type than the contract gives it"),
    ];
    let http = sandbox.http(abu).unwrap();
    for (body, _) in &bodies {
        let got = raw(&sandbox, &http, abu, "POST", "/inquiries", Some(&body.to_string())).await;
        assert_eq!(got.status, 400, "{got:?}");
        assert_ne!(got.error().0, "Gateway", "the product says it in its own envelope");
        assert!(!got.text.contains("5555"), "{got:?}");
    }
    let paths = [
        ("/v6/queues", "Missing queue-name: is missing"),
        (
            "/v6/queues?queue-name=a&queue-name=b",
            "Invalid queue-name: is there more than once",
        ),
        (
            "/v6/claims/200002020654/chargebacks/300018439680/documents?format=GIF",
            "Invalid format: is none of the values that the contract lists",
        ),
    ];
    let mastercom = Product::Mastercom;
    let http = sandbox.http(mastercom).unwrap();
    for (path, _) in paths {
        let got = raw(&sandbox, &http, mastercom, "GET", path, None).await;
        assert_eq!(got.status, 400, "{path}: {got:?}");
        assert!(
            got.json()["Errors"].is_array(),
            "Mastercom's envelope is another: {got:?}"
        );
    }
    let reasons: Vec<String> = sandbox.requests().into_iter().map(|seen| seen.reason).collect();
    let expected: Vec<&str> = bodies
        .iter()
        .map(|(_, reason)| *reason)
        .chain(paths.iter().map(|(_, reason)| *reason))
        .collect();
    assert_eq!(reasons, expected);
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}
