//! Each fault, as a typed client meets it.

use std::time::Duration;

use mc_automatic_billing_updater::models::{
    Account, Customer, Inquiry, ResponseIndicator, Subscription, SubscriptionInquiry,
};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
use mc_core::Error;
use mc_sandbox::{FAULT_HEADER, Fault, PlannedFault, Product, Sandbox};
use reqwest::header::{HeaderMap, HeaderValue};

use crate::support::{raw, start};

const ABU: Product = Product::AutomaticBillingUpdater;

fn client(sandbox: &Sandbox, time: Duration) -> mc_automatic_billing_updater::Client {
    let http = sandbox
        .client_builder(ABU)
        .unwrap()
        .without_retry()
        .with_timeout(time)
        .build()
        .unwrap();
    mc_automatic_billing_updater::Client::new(http, sandbox.environment(ABU))
}

async fn inquire(client: &mc_automatic_billing_updater::Client) -> Result<Option<ResponseIndicator>, Error> {
    let customer = Customer::new("1111", "100000000000001");
    let account = Account::new("5555555555554442".to_owned(), "1229".to_owned());
    let answer = client
        .inquiries()
        .inquire_account(&Inquiry::new("1", customer, account))
        .await?;
    Ok(answer.response_indicator)
}

/// The error of one call with a fault; the call after it is fine.
async fn error_of(fault: &str) -> Error {
    let sandbox = start().await;
    let client = client(&sandbox, Duration::from_secs(10));
    sandbox.fail(fault.parse::<Fault>().unwrap());
    let error = inquire(&client).await.unwrap_err();
    assert!(inquire(&client).await.is_ok(), "{fault} is over");
    let seen = sandbox.requests();
    assert_eq!(seen[0].faults, fault);
    error
}

#[tokio::test]
async fn statuses_come_in_the_envelope_of_the_product() {
    let error = error_of("rate-limit=7").await;
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    for status in [500, 502, 503, 504] {
        let error = error_of(&format!("status={status}")).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(!error.errors().is_empty(), "{error:?}");
        assert_ne!(error.errors()[0].source(), Some("Gateway"));
    }
}

#[tokio::test]
async fn connections_that_break_leave_it_open_whether_the_call_was_made() {
    for fault in ["reset", "truncate"] {
        let error = error_of(fault).await;
        assert!(error.may_have_been_processed(), "{fault}: {error:?}");
        assert!(!error.is_timeout(), "{fault}: {error:?}");
    }
}

#[tokio::test]
async fn connections_break_by_a_reset_or_by_an_orderly_end() {
    for (fault, reset) in [("reset", true), ("truncate", false)] {
        let sandbox = start().await;
        let http = sandbox
            .client_builder(Product::Mastercom)
            .unwrap()
            .without_retry()
            .with_tls(sandbox.client_tls().unwrap().with_alpn(["http/1.1"]))
            .build()
            .unwrap();
        let url = format!("{}/v6/healthcheck", sandbox.base_url(Product::Mastercom));
        let error = match http.get(url).header(FAULT_HEADER, fault).send().await {
            Ok(response) => {
                assert!(response.content_length().unwrap() > 0);
                response.bytes().await.unwrap_err()
            }
            Err(reqwest_middleware::Error::Reqwest(error)) => error,
            Err(error) => panic!("{error}"),
        };
        let mut cause: &dyn std::error::Error = &error;
        let mut was_reset = false;
        while let Some(next) = cause.source() {
            cause = next;
            was_reset |= cause
                .downcast_ref::<std::io::Error>()
                .is_some_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset);
        }
        assert_eq!(was_reset, reset, "{fault}: {error:?}");
    }
}

#[tokio::test]
async fn bodies_that_are_no_json_do_not_decode() {
    for fault in ["cut-json", "not-json"] {
        let error = error_of(fault).await;
        assert!(
            error.is_decode() && error.may_have_been_processed(),
            "{fault}: {error:?}"
        );
        assert_eq!(error.status().unwrap(), 200);
    }
}

#[tokio::test]
async fn latency_runs_into_the_time_of_the_client() {
    let sandbox = start().await;
    sandbox.fail(Fault::Latency(Duration::from_hours(1)));
    let error = inquire(&client(&sandbox, Duration::from_millis(200)))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_processed(), "{error:?}");
    sandbox.fail(Fault::Latency(Duration::from_millis(1)));
    assert!(inquire(&client(&sandbox, Duration::from_secs(10))).await.is_ok());
    let seen = sandbox.requests();
    assert!(seen.last().unwrap().duration >= Duration::from_millis(1));
}

#[tokio::test]
async fn what_a_client_did_not_wait_for_was_done_all_the_same() {
    let sandbox = start().await;
    let hasty = client(&sandbox, Duration::from_millis(200));
    let customer = Customer::new("1111", "100000000000001");
    let account = Account::new("5555555555554448".to_owned(), "1229".to_owned());
    let subscription = Subscription::new("1", customer.clone(), account.clone());
    sandbox.fail(Fault::Latency(Duration::from_secs(1)));
    let error = hasty
        .subscriptions()
        .subscribe_account(&subscription)
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_processed(), "{error:?}");
    let patient = client(&sandbox, Duration::from_secs(10));
    let question = SubscriptionInquiry::new("2", customer, account);
    let answer = patient.subscriptions().inquire_subscription(&question).await.unwrap();
    assert_eq!(
        answer.subscribed,
        Some(true),
        "a number with this last digit is not watched unless somebody has asked"
    );
}

#[tokio::test]
async fn values_that_nobody_knows_are_kept() {
    let sandbox = start().await;
    let client = client(&sandbox, Duration::from_secs(10));
    sandbox.fail(Fault::UnknownValue);
    let indicator = inquire(&client).await.unwrap().unwrap();
    assert_eq!(indicator, ResponseIndicator::from("SANDBOX_UNKNOWN_VALUE"));
    assert!(
        !format!("{indicator:?}").contains("SANDBOX"),
        "what is unknown is not printed"
    );
    assert_eq!(inquire(&client).await.unwrap(), Some(ResponseIndicator::Valid));
}

#[tokio::test]
async fn fields_that_nobody_knows_are_kept() {
    let sandbox = start().await;
    let client = client(&sandbox, Duration::from_secs(10));
    sandbox.fail(Fault::ExtraFields);
    let customer = Customer::new("1111", "100000000000001");
    let account = Account::new("5555555555554440".to_owned(), "1229".to_owned());
    let answer = client
        .inquiries()
        .inquire_account(&Inquiry::new("1", customer, account))
        .await
        .unwrap();
    let text = serde_json::to_value(&answer).unwrap();
    assert_eq!(text["sandboxExtra"]["list"][1], "two");
    assert!(
        text["account"]["sandboxExtra"].is_object(),
        "each object has one: {text}"
    );
}

#[tokio::test]
async fn a_corrupt_tag_is_noticed() {
    let sandbox = start().await;
    let product = Product::BenefitAllocation;
    let http = sandbox
        .client_builder(product)
        .unwrap()
        .without_retry()
        .build()
        .unwrap();
    let client = mc_benefit_allocation::Client::new(http, sandbox.environment(product));
    let from: mc_core::values::Date = serde_json::from_value("2030-01-01".into()).unwrap();
    let request = AssignBenefitAllocation::new(5_291_070_000_000_000, vec![Segment::new("DART", from)]);
    sandbox.fail(Fault::CorruptTag);
    let error = client.segments().assign_segment(&request).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed(), "{error:?}");

    // Where nothing is ever encrypted, the fault itself is refused.
    sandbox.fail(Fault::CorruptTag);
    let error = inquire(&self::client(&sandbox, Duration::from_secs(10)))
        .await
        .unwrap_err();
    assert_eq!(error.errors()[0].reason_code(), Some("INVALID_FAULT"));
}

#[tokio::test]
async fn an_expired_certificate_ends_connections_and_is_not_trusted() {
    let sandbox = start().await;
    let client = client(&sandbox, Duration::from_secs(10));
    assert!(inquire(&client).await.is_ok());
    sandbox.fail(Fault::ExpiredCertificate);
    // The connection that stood may have got its last request in: it is the next handshake that fails.
    let mut errors = Vec::new();
    for _ in 0..3 {
        errors.extend(inquire(&client).await.err());
    }
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].is_connect() && !errors[0].may_have_been_processed(),
        "{errors:?}"
    );
    assert!(format!("{:?}", errors[0]).contains("Expired"), "{errors:?}");
}

#[tokio::test]
async fn a_gateway_whose_clock_is_wrong_refuses_and_says_its_time() {
    let sandbox = start().await;
    let oauth1 = sandbox.oauth1().unwrap().with_clock_learning();
    let http = mc_auth::ClientBuilder::oauth1(oauth1.clone())
        .with_tls(sandbox.client_tls().unwrap())
        .without_retry()
        .build()
        .unwrap();
    let client = mc_automatic_billing_updater::Client::new(http, sandbox.environment(ABU));
    sandbox.fail(PlannedFault::new(Fault::ClockSkew(3600)).times(2));
    let error = inquire(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert!(
        (3598..=3602).contains(&oauth1.clock_offset()),
        "{}",
        oauth1.clock_offset()
    );
    assert!(
        inquire(&client).await.is_ok(),
        "the client has learnt the gateway's time"
    );
}

#[tokio::test]
async fn faults_are_asked_for_by_header_for_one_call() {
    let sandbox = start().await;
    let mut headers = HeaderMap::new();
    headers.insert(FAULT_HEADER, HeaderValue::from_static("latency=1ms, status=503"));
    let http = sandbox
        .client_builder(ABU)
        .unwrap()
        .without_retry()
        .with_http(move |http| http.default_headers(headers.clone()))
        .build()
        .unwrap();
    let failing = mc_automatic_billing_updater::Client::new(http, sandbox.environment(ABU));
    assert_eq!(inquire(&failing).await.unwrap_err().status().unwrap(), 503);
    assert!(inquire(&client(&sandbox, Duration::from_secs(10))).await.is_ok());
    assert_eq!(sandbox.requests()[0].faults, "latency=1ms, status=503");

    let http = sandbox.http(ABU).unwrap();
    let url = format!("{}/inquiries", sandbox.base_url(ABU));
    let response = http.post(url).header(FAULT_HEADER, "explode").send().await.unwrap();
    let got = crate::support::got(response).await;
    assert_eq!((got.status, got.error().1.as_str()), (400, "INVALID_FAULT"));
}

#[tokio::test]
async fn faults_are_planned_for_an_operation_and_a_number_of_calls() {
    let sandbox = start().await;
    let client = client(&sandbox, Duration::from_secs(10));
    let mastercom = sandbox.http(Product::Mastercom).unwrap();
    sandbox.fail(
        PlannedFault::new(Fault::Status(http::StatusCode::BAD_GATEWAY))
            .times(2)
            .for_operation(ABU, &mc_automatic_billing_updater::operations::INQUIRE_ACCOUNT),
    );
    let health = raw(&sandbox, &mastercom, Product::Mastercom, "GET", "/v6/healthcheck", None).await;
    assert_eq!(health.status, 200);
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(
            inquire(&client)
                .await
                .err()
                .map(|error| error.status().unwrap().as_u16()),
        );
    }
    assert_eq!(statuses, [Some(502), Some(502), None]);
    sandbox.fail(PlannedFault::new(Fault::Reset).times(5));
    sandbox.clear_faults();
    assert!(inquire(&client).await.is_ok());
}

#[tokio::test]
async fn what_exceeds_the_rate_is_refused() {
    let rate = std::num::NonZeroU32::new(3).unwrap();
    let sandbox = Sandbox::builder().with_rate(ABU, rate).start().await.unwrap();
    let client = client(&sandbox, Duration::from_secs(10));
    // Nobody is so slow that these take a second each.
    let mut refused = Vec::new();
    for _ in 0..20 {
        refused.extend(inquire(&client).await.err());
    }
    let error = refused
        .first()
        .expect("twenty requests in a row exceed three in a second");
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert!(!error.errors().is_empty(), "{error:?}");
    assert!(sandbox.violations().is_empty());
}
