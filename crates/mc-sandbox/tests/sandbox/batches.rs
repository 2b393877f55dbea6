//! Batches of issuer enrolment, whose paths are the sandbox's own.

use std::time::Duration;

use mc_core::{Operation, PayloadEncryption};
use mc_sandbox::{Product, SandboxClock};
use serde_json::{Value, json};

use crate::support::{self, got};

const CLIENT: &str = "6e1f0d3c-0000-4000-8000-000000000003";
const ENROLL: Operation = Operation::new("batchEnroll", "batchEnroll", "POST", "/sandbox/batches")
    .with_encryption(PayloadEncryption::Field("enrollmentData"));

#[tokio::test]
async fn a_batch_goes_in_encrypted_and_its_records_are_worked_off() {
    let clock = SandboxClock::new();
    clock.set("2026-11-22T05:32:51Z".parse().unwrap());
    let sandbox = support::builder().with_clock(&clock).start().await.unwrap();
    let product = Product::IssuerEnrollment;
    let http = sandbox.http(product).unwrap();
    let url = format!("{}/sandbox/batches", sandbox.base_url(product));
    let record = |number: &str, id: u32| {
        json!({
            "externalConsumerId": format!("consumer-{id}"), "externalCardId": format!("card-{id}"),
            "primaryAccountNumber": number, "panExpirationMonth": "12", "panExpirationYear": "2029",
        })
    };
    let batch = json!({
        "srcClientId": CLIENT, "serviceId": "SRC", "externalBatchId": "batch-1",
        "enrollmentData": [record("5555555555554444", 1), record("55", 2)],
    });
    let post = |batch: &Value| {
        let request = http.post(&url).header("content-type", "application/json");
        request.body(batch.to_string())
    };
    // In the clear it is refused.
    let clear = got(post(&batch).send().await.unwrap()).await;
    assert_eq!(clear.status, 400, "{clear:?}");

    let sent = got(post(&batch).with_extension(ENROLL).send().await.unwrap()).await;
    assert_eq!(sent.status, 202, "{sent:?}");
    let id = sent.json()["batchId"].as_str().unwrap().to_owned();
    let status = async || {
        let status = got(http.get(format!("{url}/{id}")).send().await.unwrap()).await;
        assert_eq!(status.status, 200, "{status:?}");
        status.json()
    };
    assert_eq!(status().await["status"], "RECEIVED");
    clock.advance(Duration::from_secs(2));
    let done = status().await;
    assert_eq!(done["status"], "COMPLETED_WITH_FAILURES");
    assert_eq!(
        (&done["records"][0]["status"], &done["records"][1]["status"]),
        (&json!("SUCCESS"), &json!("FAILED"))
    );
    let card = done["records"][0]["srcDigitalCardId"].as_str().unwrap();
    let client = mc_issuer_enrollment::Client::new(http.clone(), sandbox.environment(product));
    let options = mc_issuer_enrollment::apis::cards::GetCardOptions::new();
    let card = client.cards().get_card(card, &options).await.unwrap();
    assert_eq!(card.masked_card.unwrap().pan_last_four.as_deref(), Some("4444"));
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}
