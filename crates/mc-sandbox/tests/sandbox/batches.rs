//! Batches of issuer enrolment.

use std::time::Duration;

use mc_issuer_enrollment::apis::batches::EnrollBatchOptions;
use mc_issuer_enrollment::models::BatchEnrollRequest;
use mc_sandbox::{Product, SandboxClock};
use serde_json::{Value, json};

use crate::support::{self, got};

const CLIENT: &str = "6e1f0d3c-0000-4000-8000-000000000003";

#[tokio::test]
async fn a_batch_goes_in_encrypted_and_its_records_are_worked_off() {
    let clock = SandboxClock::new();
    clock.set("2026-11-22T05:32:51Z".parse().unwrap());
    let sandbox = support::builder().with_clock(&clock).start().await.unwrap();
    let product = Product::IssuerEnrollment;
    let http = sandbox.http(product).unwrap();
    let url = format!("{}/cards/batch", sandbox.base_url(product));
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

    let client = mc_issuer_enrollment::Client::new(http.clone(), sandbox.environment(product));
    let request = BatchEnrollRequest::new()
        .src_client_id(CLIENT)
        .service_id("SRC")
        .external_batch_id("batch-1")
        .enrollment_data(batch["enrollmentData"].clone());
    let options = EnrollBatchOptions::new();
    let taken = client.batches().enroll_batch(&request, &options).await.unwrap();
    let id = taken.batch_id.unwrap();
    let status = async || {
        let batches = client.batches();
        let told = batches.get_batch(&id).await.unwrap();
        serde_json::to_value(told).unwrap()
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
    let options = mc_issuer_enrollment::apis::cards::GetCardOptions::new();
    let card = client.cards().get_card(card, &options).await.unwrap();
    assert_eq!(card.masked_card.unwrap().pan_last_four.as_deref(), Some("4444"));
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}
