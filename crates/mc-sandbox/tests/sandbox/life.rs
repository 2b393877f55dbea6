//! Beginning, many at once, and end.

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use mc_automatic_billing_updater::models::{Account, Customer, Inquiry, ResponseIndicator};
use mc_sandbox::{Fault, Product, Sandbox, SandboxClock};

use crate::support::{builder, start};

const ABU: Product = Product::AutomaticBillingUpdater;

fn client(sandbox: &Sandbox) -> mc_automatic_billing_updater::Client {
    let http = sandbox.client_builder(ABU).unwrap().without_retry().build().unwrap();
    mc_automatic_billing_updater::Client::new(http, sandbox.environment(ABU))
}

async fn inquire(
    client: &mc_automatic_billing_updater::Client,
    digit: usize,
) -> mc_core::Result<Option<ResponseIndicator>> {
    let customer = Customer::new("1111", "100000000000001");
    let account = Account::new(format!("555555555555444{digit}"), "1229".to_owned());
    let answer = client
        .inquiries()
        .inquire_account(&Inquiry::new("1", customer, account))
        .await?;
    Ok(answer.response_indicator)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_are_not_crossed() {
    let sandbox = builder().with_log_capacity(2000).start().await.unwrap();
    let client = Arc::new(client(&sandbox));
    let expected = [
        ResponseIndicator::AccountUpdate,
        ResponseIndicator::NonParticipating,
        ResponseIndicator::Valid,
        ResponseIndicator::AccountUpdate,
        ResponseIndicator::Contact,
        ResponseIndicator::Expiry,
    ];
    let calls: Vec<_> = (0..1000)
        .map(|number| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { (number % 6, inquire(&client, number % 6).await) })
        })
        .collect();
    for call in calls {
        let (digit, answer) = call.await.unwrap();
        assert_eq!(answer.unwrap(), Some(expected[digit].clone()));
    }
    let seen = sandbox.requests();
    assert_eq!(seen.len(), 1000);
    assert!(
        seen.iter().all(|seen| seen.status == Some(200)),
        "no nonce was used twice"
    );
}

#[tokio::test]
async fn ports_are_free_at_once() {
    let first = start().await;
    let ports = [
        first.oauth_address().port(),
        first.mtls_address().port(),
        first.control_url().rsplit(':').next().unwrap().parse().unwrap(),
    ];
    let client = client(&first);
    assert!(inquire(&client, 2).await.is_ok());
    let mut running = Some(first);
    for round in 0..4 {
        // A connection stands open all the while.
        let standing = TcpStream::connect(("127.0.0.1", ports[0])).unwrap();
        match running.take() {
            Some(sandbox) if round % 2 == 0 => drop(sandbox),
            Some(sandbox) => sandbox.shutdown().await,
            None => unreachable!(),
        }
        assert!(inquire(&client, 2).await.unwrap_err().is_transport());
        for port in ports {
            drop(TcpListener::bind(("127.0.0.1", port)).unwrap());
        }
        let again = builder()
            .with_oauth_port(ports[0])
            .with_mtls_port(ports[1])
            .with_control_port(ports[2])
            .start()
            .await
            .unwrap();
        assert!(inquire(&client, 2).await.is_ok(), "round {round}");
        drop(standing);
        running = Some(again);
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = builder().with_mtls_port(port).start().await.unwrap_err().to_string();
    assert!(
        error.contains(&format!(
            "port {port} for client certificates cannot be had; choose another"
        )),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_gives_the_answers_that_are_under_way() {
    let sandbox = start().await;
    let client = client(&sandbox);
    sandbox.fail(Fault::Latency(Duration::from_millis(300)));
    let call = tokio::spawn(async move { inquire(&client, 2).await });
    while sandbox.faults_left() > 0 {
        tokio::task::yield_now().await;
    }
    sandbox.shutdown().await;
    assert_eq!(call.await.unwrap().unwrap(), Some(ResponseIndicator::Valid));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drop_waits_for_nothing() {
    let sandbox = start().await;
    let client = client(&sandbox);
    sandbox.fail(Fault::Latency(Duration::from_hours(1)));
    let call = tokio::spawn(async move { inquire(&client, 2).await });
    while sandbox.faults_left() > 0 {
        tokio::task::yield_now().await;
    }
    drop(sandbox);
    assert!(call.await.unwrap().unwrap_err().may_have_been_processed());
}

#[tokio::test]
async fn sandboxes_share_a_clock_and_keys_but_no_state() {
    let clock = SandboxClock::new();
    clock.set("2026-01-31T12:00:00Z".parse().unwrap());
    let (one, other) = (
        builder().with_clock(&clock).start().await.unwrap(),
        builder().with_clock(&clock).start().await.unwrap(),
    );
    assert!(inquire(&client(&one), 2).await.is_ok());
    clock.advance(Duration::from_hours(1));
    assert!(
        inquire(&client(&one), 2).await.is_ok(),
        "the client goes by the same clock"
    );
    let times: Vec<String> = one.requests().iter().map(|seen| seen.time.to_rfc3339()).collect();
    assert_eq!(times, ["2026-01-31T12:00:00+00:00", "2026-01-31T13:00:00+00:00"]);
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn whoever_watches_is_told_of_each_request() {
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let sandbox = builder()
        .with_observer(move |seen| heard.lock().unwrap().push((seen.path.clone(), seen.status)))
        .start()
        .await
        .unwrap();
    assert!(inquire(&client(&sandbox), 2).await.is_ok());
    assert_eq!(
        *told.lock().unwrap(),
        [("/abu/accounts/inquiries".to_owned(), Some(200))]
    );
}
