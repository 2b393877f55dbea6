//! Queues page by page, and waiting for documents and claims.

use std::collections::BTreeSet;
use std::time::Duration;

use mc_mastercom::models::{DocumentStatus, GetQueueContentRequest};
use mc_mastercom::pages::QueuePages;
use mc_mastercom::wait::{Event, Wait, WaitError, wait_for_claim, wait_for_document};
use serde_json::{Value, json};

use crate::support::{builder, mastercom, open_claim, start};

/// So many open claims, each on a transaction of its own.
fn seed(claims: usize) -> Value {
    let transaction = json!({
        "primaryAccountNumber": "5555555555554444", "amount": "100.00", "currency": "USD", "daysAgo": 20,
    });
    let planned: Vec<Value> = (0..claims)
        .map(|index| json!({"transaction": index, "daysAgo": 10, "steps": []}))
        .collect();
    json!({"mastercom": {"transactions": vec![transaction; claims], "claims": planned}})
}

async fn pages(claims: usize) -> Vec<usize> {
    let sandbox = builder().with_seed(seed(claims)).start().await.unwrap();
    let client = mastercom(&sandbox);
    let mut pages = QueuePages::new(&client, GetQueueContentRequest::new("Claims List"));
    let (mut ids, mut sizes) = (BTreeSet::new(), Vec::new());
    while let Some(page) = pages.next().await.unwrap() {
        sizes.push(page.len());
        ids.extend(page.into_iter().filter_map(|claim| claim.claim_id));
    }
    assert_eq!(ids.len(), claims);
    sizes
}

#[tokio::test]
async fn a_queue_is_read_to_its_last_page() {
    assert_eq!(pages(0).await, [0; 0]);
    assert_eq!(pages(3).await, [3]);
    assert_eq!(pages(2_000).await, [2_000]);
    assert_eq!(pages(2_001).await, [2_000, 1]);
}

#[tokio::test]
async fn a_queue_is_a_stream_of_claims_that_ends_behind_an_error() {
    let sandbox = builder().with_seed(seed(3)).start().await.unwrap();
    let client = mastercom(&sandbox);
    let read = async |queue: &str| {
        let mut claims = QueuePages::new(&client, GetQueueContentRequest::new(queue)).into_stream();
        let mut read = Vec::new();
        while let Some(claim) =
            std::future::poll_fn(|context| futures_core::Stream::poll_next(std::pin::Pin::new(&mut claims), context))
                .await
        {
            read.push(claim.is_ok());
        }
        read
    };
    assert_eq!(read("Claims List").await, [true, true, true]);
    assert_eq!(read("No Such Queue").await, [false]);
}

#[tokio::test]
async fn a_claim_is_waited_for_until_it_is_as_wanted() {
    let sandbox = start().await;
    let client = mastercom(&sandbox);
    let id = open_claim(&sandbox, &client).await;
    let wait = Wait::for_claims().with_pauses(Duration::from_millis(10), Duration::from_millis(20));
    let found = wait_for_claim(&client, &id, &wait, |claim| claim.is_open.is_some())
        .await
        .unwrap();
    assert_eq!(found.claim_id, Some(id.clone()));
    let short = wait.with_deadline(Duration::from_millis(50));
    let late = wait_for_claim(&client, &id, &short, |_| false).await.unwrap_err();
    assert!(matches!(late, WaitError::Late { questions: 2.., .. }), "{late:?}");
}

#[tokio::test]
async fn documents_are_waited_for_until_they_are_processed() {
    let sandbox = start().await;
    let client = mastercom(&sandbox);
    let claim = client.claims().get_claim_detail("200002020655").await.unwrap();
    let chargeback = claim.chargeback_details.unwrap().remove(0).chargeback_id.unwrap();
    let wait = Wait::for_documents().with_pauses(Duration::from_millis(10), Duration::from_millis(20));
    let event = Event::chargeback("200002020655", &chargeback);
    let status = wait_for_document(&client, &event, &wait).await.unwrap();
    assert_eq!(status, DocumentStatus::Completed);
    // A failure of the question that passes is no end of the wait, and one that does not is.
    let busy = mc_sandbox::Fault::Status(http::StatusCode::SERVICE_UNAVAILABLE);
    sandbox.fail(mc_sandbox::PlannedFault::new(busy).times(2));
    assert!(wait_for_document(&client, &event, &wait).await.is_ok());
    let other = Event::chargeback("200002020655", "1");
    assert!(matches!(
        wait_for_document(&client, &other, &wait).await,
        Err(WaitError::Call(_))
    ));
}
