//! What goes wrong on the way, and what the typed client says of it: nothing is lost, and nothing is filed twice unawares.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use http::StatusCode;
use mc_auth::ClientBuilder;
use mc_auth::retry::{Jitter, Retry, Timer};
use mc_automatic_billing_updater::models::{Inquiry, ResponseIndicator, Subscription};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
use mc_core::Error;
use mc_sandbox::{Fault, PlannedFault, Product, Sandbox};
use serde_json::Value;

use crate::support::{CARD, assert_silent, chargeback, chargebacks, inquiry, mastercom, open_claim, start};

const ABU: Product = Product::AutomaticBillingUpdater;

fn accounts(
    sandbox: &Sandbox,
    change: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> mc_automatic_billing_updater::Client {
    let builder = change(sandbox.client_builder(ABU).unwrap());
    mc_automatic_billing_updater::Client::new(builder.build().unwrap(), sandbox.environment(ABU))
}

fn about(account: &str) -> Inquiry {
    serde_json::from_value(inquiry(account)).unwrap()
}

/// What an error answers to the questions that a caller has.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is the answer to a question")]
struct Told {
    status: Option<u16>,
    may_have_been_processed: bool,
    is_retryable: bool,
    is_timeout: bool,
    is_decode: bool,
    is_connect: bool,
}

fn told(error: &Error) -> Told {
    Told {
        status: error.status().map(|status| status.as_u16()),
        may_have_been_processed: error.may_have_been_processed(),
        is_retryable: error.is_retryable(),
        is_timeout: error.is_timeout(),
        is_decode: error.is_decode(),
        is_connect: error.is_connect(),
    }
}

/// What is told where nothing is out of the ordinary: yes to nothing.
fn answered(status: u16) -> Told {
    Told {
        status: Some(status),
        may_have_been_processed: false,
        is_retryable: false,
        is_timeout: false,
        is_decode: false,
        is_connect: false,
    }
}

#[tokio::test]
async fn an_event_whose_answer_is_damaged_may_have_been_filed_and_was() {
    // Whether the product has seen it, and what the client says.
    let broken = || Told {
        may_have_been_processed: true,
        ..answered(200)
    };
    let unreadable = || Told {
        may_have_been_processed: true,
        is_decode: true,
        ..answered(200)
    };
    let table = [
        (Fault::Reset, 1, broken()),
        (Fault::Truncate, 1, broken()),
        (Fault::CutJson, 1, unreadable()),
        (Fault::NotJson, 1, unreadable()),
        (
            Fault::RateLimit(7),
            0,
            Told {
                is_retryable: true,
                ..answered(429)
            },
        ),
        (Fault::Status(StatusCode::BAD_REQUEST), 0, answered(400)),
        (
            Fault::Status(StatusCode::INTERNAL_SERVER_ERROR),
            0,
            Told {
                may_have_been_processed: true,
                ..answered(500)
            },
        ),
        (
            Fault::Status(StatusCode::SERVICE_UNAVAILABLE),
            0,
            Told {
                may_have_been_processed: true,
                ..answered(503)
            },
        ),
    ];
    let sandbox = start().await;
    for (fault, filed, expected) in table {
        sandbox.reset();
        // A client with its retry: an event is not repeated whatever happens.
        let http = sandbox.http(Product::Mastercom).unwrap();
        let client = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
        let claim = open_claim(&sandbox, &client).await;
        let before = sandbox.requests().len();
        sandbox.fail(
            PlannedFault::new(fault).for_operation(Product::Mastercom, &mc_mastercom::operations::CREATE_CHARGEBACK),
        );
        let error = client
            .chargebacks()
            .create_chargeback(&claim, &chargeback())
            .await
            .unwrap_err();
        assert_eq!(sandbox.requests().len(), before + 1, "{fault} was repeated");
        let mut found = told(&error);
        // Whether the head of a response gets through before its connection breaks is up to the network.
        if matches!(fault, Fault::Reset | Fault::Truncate) {
            found.status = expected.status;
        }
        assert_eq!(found, expected, "{fault}: {error:?}");
        assert_eq!(error.operation().unwrap().id(), "createChargeback");
        assert_silent(&error, &[CARD, &claim]);
        assert_eq!(chargebacks(&client, &claim).await, filed, "{fault}");
    }
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}

/// Passes no time, and notes how much was to pass.
#[derive(Clone, Debug, Default)]
struct NotedTimer(Arc<Mutex<Vec<Duration>>>);

#[async_trait]
impl Timer for NotedTimer {
    fn now(&self) -> Instant {
        Instant::now()
    }

    async fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

#[derive(Debug)]
struct NoJitter;

impl Jitter for NoJitter {
    fn up_to(&self, _: Duration) -> Duration {
        Duration::ZERO
    }
}

#[tokio::test]
async fn retry_after_is_honoured_for_what_is_idempotent_and_for_nothing_else() {
    let sandbox = start().await;
    let timer = NotedTimer::default();
    let retry = Retry::new().with_timer(timer.clone()).with_jitter(NoJitter);
    let client = accounts(&sandbox, |builder| builder.with_retry(retry));

    sandbox.fail(PlannedFault::new(Fault::RateLimit(7)).times(2).for_product(ABU));
    let answer = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap();
    assert_eq!(answer.response_indicator, Some(ResponseIndicator::Valid));
    assert_eq!(*timer.0.lock().unwrap(), [Duration::from_secs(7); 2]);
    let statuses: Vec<_> = sandbox.requests().iter().map(|seen| seen.status.unwrap()).collect();
    assert_eq!(statuses, [429, 429, 200], "each attempt has a signature of its own");

    sandbox.fail(PlannedFault::new(Fault::RateLimit(7)).for_product(ABU));
    let subscription: Subscription = serde_json::from_value(inquiry("5200000000000018")).unwrap();
    let error = client
        .subscriptions()
        .subscribe_account(&subscription)
        .await
        .unwrap_err();
    assert_eq!(
        told(&error),
        Told {
            is_retryable: true,
            ..answered(429)
        }
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(timer.0.lock().unwrap().len(), 2);
    assert_eq!(sandbox.requests().len(), 4);

    // Longer than anybody waits: the caller decides.
    sandbox.fail(PlannedFault::new(Fault::RateLimit(3600)).for_product(ABU));
    let error = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_hours(1)));
    assert_eq!(timer.0.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_may_have_been_done_is_left_to_the_caller_even_where_it_is_idempotent() {
    let sandbox = start().await;
    let retry = Retry::new().with_timer(NotedTimer::default()).with_jitter(NoJitter);
    let client = accounts(&sandbox, |builder| builder.with_retry(retry));
    let unavailable = Fault::Status(StatusCode::SERVICE_UNAVAILABLE);
    let table = [
        (unavailable, 2, true),
        (Fault::Status(StatusCode::INTERNAL_SERVER_ERROR), 1, false),
        (Fault::Status(StatusCode::BAD_GATEWAY), 1, false),
        (Fault::Reset, 1, false),
        (Fault::Truncate, 1, false),
        (Fault::NotJson, 1, false),
    ];
    for (fault, attempts, succeeds) in table {
        let before = sandbox.requests().len();
        sandbox.fail(PlannedFault::new(fault).for_product(ABU));
        let answer = client.inquiries().inquire_account(&about("5200000000000018")).await;
        if fault == Fault::Reset && answer.is_ok() {
            // The reset overtook the beginning of the response: a lost connection, after which an idempotent call is repeated once.
            assert_eq!(sandbox.requests().len(), before + 2, "{fault}");
            continue;
        }
        assert_eq!(answer.is_ok(), succeeds, "{fault}: {answer:?}");
        assert_eq!(sandbox.requests().len(), before + attempts, "{fault}");
        if let Err(error) = answer {
            assert!(error.may_have_been_processed(), "{fault}: {error:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_told_as_such() {
    let sandbox = start().await;
    let client = accounts(&sandbox, |builder| {
        builder.without_retry().with_timeout(Duration::from_secs(1))
    });
    sandbox.fail(
        PlannedFault::new(Fault::Latency(Duration::from_hours(1)))
            .for_operation(ABU, &mc_automatic_billing_updater::operations::INQUIRE_ACCOUNT),
    );
    let error = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap_err();
    let expected = Told {
        status: None,
        may_have_been_processed: true,
        is_retryable: true,
        is_timeout: true,
        ..answered(0)
    };
    assert_eq!(told(&error), expected, "{error:?}");
    assert_silent(&error, &["5200000000000018"]);
}

#[tokio::test]
async fn a_corrupt_tag_gives_nothing_of_the_answer_away() {
    let sandbox = start().await;
    let product = Product::BenefitAllocation;
    let client = mc_benefit_allocation::Client::new(sandbox.http(product).unwrap(), sandbox.environment(product));
    let date = crate::support::date(sandbox.clock().now().date_naive() + chrono::Days::new(10));
    let request = AssignBenefitAllocation::new(5_555_555_555_554_444, vec![Segment::new("DART", date)]);
    sandbox.fail(PlannedFault::new(Fault::CorruptTag).for_product(product));
    let error = client.segments().assign_segment(&request).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed(), "{error:?}");
    assert!(!error.is_connect() && !error.is_timeout());
    assert_silent(&error, &[CARD, "DART"]);
    assert_eq!(sandbox.requests().len(), 1, "it is not repeated");
    // The product has done its part: the same once more is refused by it, or done again.
    let _ = client.segments().assign_segment(&request).await;
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn what_nobody_knows_is_kept_and_sent_back_as_it_came() {
    let sandbox = start().await;
    let client = accounts(&sandbox, ClientBuilder::without_retry);
    sandbox.fail(PlannedFault::new(Fault::UnknownValue).for_product(ABU));
    let answer = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap();
    let value = serde_json::to_value(&answer).unwrap();
    assert_eq!(value["responseIndicator"], "SANDBOX_UNKNOWN_VALUE");

    sandbox.fail(PlannedFault::new(Fault::ExtraFields).for_product(ABU));
    let answer = client
        .inquiries()
        .inquire_account(&about("5200000000000025"))
        .await
        .unwrap();
    let value: Value = serde_json::to_value(&answer).unwrap();
    for place in ["/sandboxExtra/list/1", "/account/sandboxExtra/list/1"] {
        assert_eq!(value.pointer(place), Some(&Value::from("two")), "{place}");
    }
    assert!(!format!("{answer:?}").contains("two"), "what is unknown is not printed");
    assert_eq!(answer.account.unwrap().account_number.expose(), "5200000000000025");

    // In a large answer, too: a claim with all that is in it.
    let client = mastercom(&sandbox);
    let claim = open_claim(&sandbox, &client).await;
    client
        .chargebacks()
        .create_chargeback(&claim, &chargeback())
        .await
        .unwrap();
    let plain = serde_json::to_value(client.claims().get_claim_detail(&claim).await.unwrap()).unwrap();
    sandbox.fail(PlannedFault::new(Fault::ExtraFields).for_product(Product::Mastercom));
    let detail = client.claims().get_claim_detail(&claim).await.unwrap();
    let mut value = serde_json::to_value(&detail).unwrap();
    assert!(value["chargebackDetails"][0]["sandboxExtra"].is_object());
    without_extra(&mut value);
    assert_eq!(value, plain, "nothing else has changed");
}

fn without_extra(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("sandboxExtra");
            map.values_mut().for_each(without_extra);
        }
        Value::Array(list) => list.iter_mut().for_each(without_extra),
        _ => {}
    }
}

#[tokio::test]
async fn an_expired_certificate_of_the_server_is_refused_before_anything_is_sent() {
    let sandbox = start().await;
    let client = accounts(&sandbox, ClientBuilder::without_retry);
    sandbox.fail(Fault::ExpiredCertificate);
    let error = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap_err();
    let expected = Told {
        status: None,
        is_connect: true,
        ..answered(0)
    };
    assert_eq!(told(&error), expected, "{error:?}");
    assert_silent(&error, &["5200000000000018"]);
    assert!(sandbox.requests().iter().all(|seen| seen.status.is_none()));
    client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_client_whose_clock_is_wrong_learns_the_gateways_time() {
    let sandbox = start().await;
    let oauth1 = sandbox.oauth1().unwrap().with_clock_learning();
    let http = ClientBuilder::oauth1(oauth1.clone())
        .with_tls(sandbox.client_tls().unwrap())
        .without_retry()
        .build()
        .unwrap();
    let client = mc_automatic_billing_updater::Client::new(http, sandbox.environment(ABU));
    sandbox.fail(PlannedFault::new(Fault::ClockSkew(-1800)).times(3).for_product(ABU));
    let error = client
        .inquiries()
        .inquire_account(&about("5200000000000018"))
        .await
        .unwrap_err();
    assert_eq!(told(&error), answered(401), "{error:?}");
    assert_eq!(error.errors()[0].source(), Some("Gateway"));
    let offset = oauth1.clock_offset();
    assert!((-1803..=-1797).contains(&offset), "{offset}");
    for _ in 0..2 {
        client
            .inquiries()
            .inquire_account(&about("5200000000000018"))
            .await
            .unwrap();
    }
    assert_eq!(sandbox.faults_left(), 0);
}
