//! The blind spot of the other side, without the guard and with it.

use std::time::Duration;

use mc_dispute_guard::store::FileStore;
use mc_dispute_guard::{Guard, GuardKey, Refused, State, look_up};
use mc_sandbox::{Fault, PlannedFault, Product, Sandbox};
use tempfile::TempDir;

use crate::support::{assert_silent, chargeback, chargebacks, mastercom, open_claim, start};

/// A Mastercom client under guard, whose store goes by the sandbox's clock.
fn guarded(sandbox: &Sandbox, folder: &TempDir) -> mc_mastercom::Client {
    let clock = sandbox.clock().clone();
    let store = FileStore::open(folder.path().join("events.sqlite"))
        .unwrap()
        .with_clock(move || clock.now().into());
    let guard = Guard::new(store, &GuardKey::new([7; 32]).unwrap());
    let http = sandbox
        .client_builder(Product::Mastercom)
        .unwrap()
        .with_layer(guard)
        .build()
        .unwrap();
    mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom))
}

#[tokio::test]
async fn without_the_guard_a_minute_is_enough_to_file_twice() {
    let sandbox = start().await;
    let client = mastercom(&sandbox);
    let claim = open_claim(&sandbox, &client).await;
    client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap();
    sandbox.clock().advance(Duration::from_secs(58));
    client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap();
    assert_eq!(chargebacks(&client, &claim).await, 2, "this is the blind spot");
    sandbox.clock().advance(Duration::from_secs(62));
    let error = client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
    assert_eq!(chargebacks(&client, &claim).await, 2);
}

#[tokio::test]
async fn with_the_guard_an_event_is_filed_once_at_any_time() {
    let sandbox = start().await;
    let folder = tempfile::tempdir().unwrap();
    let client = guarded(&sandbox, &folder);
    let claim = open_claim(&sandbox, &client).await;
    let filed = client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap();
    for seconds in [0, 1, 28, 30] {
        sandbox.clock().advance(Duration::from_secs(seconds));
        let error = client
            .chargebacks()
            .create_chargeback(&claim, &chargeback())
            .await
            .unwrap_err();
        let refused = Refused::find(&error).unwrap_or_else(|| panic!("{error:?}"));
        assert_eq!(refused.state(), State::Succeeded);
        assert!(!error.may_have_been_processed());
        assert_eq!(
            refused.identifiers().get("chargebackId"),
            filed.chargeback_id.as_deref()
        );
    }
    // Past the blind spot Mastercom sees it, and tells the first one's identifier.
    for seconds in [2, 60, 3600] {
        sandbox.clock().advance(Duration::from_secs(seconds));
        let error = client
            .chargebacks()
            .create_chargeback(&claim, &chargeback())
            .await
            .unwrap_err();
        assert!(Refused::find(&error).is_none(), "{error:?}");
        assert_eq!(error.status().unwrap(), 409, "{error:?}");
    }
    assert_eq!(chargebacks(&client, &claim).await, 1);
    // A different event of the same claim is none of the guard's business.
    let other = chargeback().message_text("another one".to_owned());
    if let Err(error) = client.chargebacks().create_chargeback(&claim, &other).await {
        assert!(Refused::find(&error).is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn many_tasks_with_one_event_file_it_once() {
    let sandbox = start().await;
    let folder = tempfile::tempdir().unwrap();
    // Two clients, as two processes have them, on one store.
    let clients = [guarded(&sandbox, &folder), guarded(&sandbox, &folder)];
    let claim = open_claim(&sandbox, &clients[0]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..64 {
        let (client, claim) = (clients[number % 2].clone(), claim.clone());
        tasks.spawn(async move { client.chargebacks().create_chargeback(&claim, &chargeback()).await });
    }
    let mut filed = 0;
    while let Some(outcome) = tasks.join_next().await {
        match outcome.unwrap() {
            Ok(_) => filed += 1,
            Err(error) => assert!(Refused::find(&error).is_some(), "{error:?}"),
        }
    }
    assert_eq!(filed, 1);
    assert_eq!(chargebacks(&clients[0], &claim).await, 1);
}

#[tokio::test]
async fn an_event_whose_answer_was_lost_is_looked_up_and_not_sent_for_an_hour() {
    let sandbox = start().await;
    let folder = tempfile::tempdir().unwrap();
    let client = guarded(&sandbox, &folder);
    let claim = open_claim(&sandbox, &client).await;
    sandbox.fail(
        PlannedFault::new(Fault::Reset).for_operation(Product::Mastercom, &mc_mastercom::operations::CREATE_CHARGEBACK),
    );
    let error = client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap_err();
    assert!(
        error.may_have_been_processed() && Refused::find(&error).is_none(),
        "{error:?}"
    );

    sandbox.clock().advance(Duration::from_secs(61));
    let error = client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap_err();
    let refused = Refused::find(&error).unwrap();
    assert_eq!(refused.state(), State::Unknown);
    assert!(refused.remaining() > Duration::from_mins(58), "{refused:?}");
    assert_silent(&error, &[&claim]);
    let found = look_up(&client, refused).await.unwrap().claim.unwrap();
    assert_eq!(found.chargeback_details.unwrap().len(), 1, "it had been filed");

    sandbox.clock().advance(Duration::from_hours(1));
    let error = client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 409, "now Mastercom decides: {error:?}");
    assert_eq!(chargebacks(&client, &claim).await, 1);
}
