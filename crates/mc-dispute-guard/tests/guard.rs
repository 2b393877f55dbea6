//! Each way in which a call can end, and what the guard makes of it.

mod common;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use common::{CREATE, Server, answer, client, file, key};
use http::Extensions;
use mc_core::Operation;
use mc_dispute_guard::store::{
    Attempt, Filter, LoggedAttempt, MemoryStore, Outcome, Record, Release, Sender, Store, StoreError, Taken, Ticket,
};
use mc_dispute_guard::{Event, Guard, Refused, State, StoreUnavailable, Windows};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Notify;

const BASE: &str = "http://127.0.0.1:9";

/// What stands where the network would be: with it, the clock can stand still.
#[derive(Clone, Default)]
struct Script {
    ends: Arc<Mutex<VecDeque<End>>>,
    sent: Arc<Mutex<usize>>,
    arrived: Arc<Notify>,
}

enum End {
    Answer(u16, &'static str),
    NotSent,
    Late,
    Never,
}

#[async_trait]
impl Middleware for Script {
    async fn handle(&self, _: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
        *self.sent.lock().unwrap() += 1;
        let end = self
            .ends
            .lock()
            .unwrap()
            .pop_front()
            .expect("no more calls are expected");
        self.arrived.notify_one();
        match end {
            End::Answer(status, body) => Ok(http::Response::builder().status(status).body(body).unwrap().into()),
            End::NotSent => Err(mc_core::Error::not_sent("no key").into()),
            End::Late => Err(reqwest_middleware::Error::middleware(std::io::Error::from(
                std::io::ErrorKind::TimedOut,
            ))),
            End::Never => std::future::pending().await,
        }
    }
}

struct Scripted {
    http: ClientWithMiddleware,
    script: Script,
    guard: Guard,
    store: MemoryStore,
}

fn scripted(ends: impl IntoIterator<Item = End>) -> Scripted {
    let store = MemoryStore::new();
    let guard = Guard::new(store.clone(), &key());
    let script = Script::default();
    script.ends.lock().unwrap().extend(ends);
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(guard.clone())
        .with(script.clone())
        .build();
    Scripted {
        http,
        script,
        guard,
        store,
    }
}

impl Scripted {
    fn sent(&self) -> usize {
        *self.script.sent.lock().unwrap()
    }

    async fn refused(&self, claim: &str) -> Refused {
        let before = self.sent();
        let error = file(&self.http, BASE, claim).await.unwrap_err();
        assert_eq!(self.sent(), before, "it went out");
        assert!(!mc_core::Error::may_have_been_sent(&error));
        match &error {
            reqwest_middleware::Error::Middleware(error) => Refused::find(error.as_ref()).expect("refused").clone(),
            reqwest_middleware::Error::Reqwest(error) => panic!("{error}"),
        }
    }
}

async fn advance(by: Duration) {
    tokio::time::advance(by).await;
}

const CREATED: &str = r#"{"chargebackId":"300018439680"}"#;

#[tokio::test(start_paused = true)]
async fn what_was_filed_is_refused_for_a_minute_with_its_identifiers() {
    let calls = scripted([End::Answer(200, CREATED), End::Answer(200, CREATED)]);
    let response = file(&calls.http, BASE, "200").await.unwrap();
    assert_eq!(response.text().await.unwrap(), CREATED, "the answer is the caller's");
    let refused = calls.refused("200").await;
    assert_eq!(refused.state(), State::Succeeded);
    assert_eq!(refused.remaining(), Duration::from_mins(1));
    assert_eq!(refused.identifiers().get("chargebackId"), Some("300018439680"));
    assert_eq!(refused.identifiers().get("claimId"), Some("200"));
    assert_eq!(refused.operation().id(), "createChargeback");
    assert_eq!(
        refused.to_string(),
        "the same dispute event was filed: another one within 60 s would not be seen to be a duplicate"
    );
    assert!(refused.until() > SystemTime::now() + Duration::from_secs(50));
    let debug = format!("{refused:?}");
    assert!(!debug.contains("300018439680"), "{debug}");

    advance(Duration::from_millis(59_999)).await;
    assert_eq!(calls.refused("200").await.remaining(), Duration::from_millis(1));
    advance(Duration::from_millis(1)).await;
    assert!(file(&calls.http, BASE, "200").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_success_that_is_no_json_is_unknown() {
    let page = "<html><body>You are connected to the wireless network of the hotel.</body></html>";
    for (status, body) in [
        (200, page),
        (201, ""),
        (204, ""),
        (200, r#"{"chargebackId":"3000"#),
        (202, "ok"),
    ] {
        let calls = scripted([End::Answer(status, body)]);
        let response = file(&calls.http, BASE, "200").await.unwrap();
        assert_eq!(response.text().await.unwrap(), body, "the answer is the caller's");
        let refused = calls.refused("200").await;
        assert_eq!(refused.state(), State::Unknown, "{status} {body}");
        assert_eq!(refused.remaining(), Duration::from_hours(1));
        assert_eq!(refused.identifiers().get("claimId"), Some("200"));
    }
    for body in ["{}", " [1.50] ", "\u{feff}{}", "null"] {
        let calls = scripted([End::Answer(200, body)]);
        file(&calls.http, BASE, "200").await.unwrap();
        assert_eq!(calls.refused("200").await.state(), State::Succeeded, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_are_listed_with_who_made_them_and_what_became_of_them() {
    let calls = scripted([
        End::Answer(200, CREATED),
        End::Answer(504, ""),
        End::Answer(400, "{}"),
        End::Answer(200, CREATED),
    ]);
    for claim in ["1", "2", "3"] {
        file(&calls.http, BASE, claim).await.unwrap();
    }
    calls.refused("1").await;
    let all = calls.guard.list(&Filter::new()).await.unwrap();
    let states: Vec<State> = all.iter().map(|logged| logged.state).collect();
    assert_eq!(
        states,
        [State::Failed, State::Unknown, State::Succeeded],
        "newest first; no refusal"
    );
    let identifiers = calls.guard.identifiers(&all[2]);
    assert_eq!(identifiers.get("claimId"), Some("1"));
    assert_eq!(identifiers.get("chargebackId"), Some("300018439680"));
    assert_eq!(calls.guard.identifiers(&all[1]).get("claimId"), Some("2"));
    assert_eq!(all[2].remaining, Some(Duration::from_mins(1)));
    assert_eq!(all[0].remaining, None, "it is free");
    assert!(
        all.iter()
            .all(|logged| logged.attempt.operation == "createChargeback" && logged.ended.is_some())
    );
    let sender = &all[0].attempt.sender;
    assert!(
        sender.process().ends_with(&format!("[{}]", std::process::id())),
        "{sender:?}"
    );
    let other = Guard::new(calls.store.clone(), &mc_dispute_guard::GuardKey::new([8; 32]).unwrap());
    assert!(other.identifiers(&all[2]).is_empty(), "another key opens nothing");

    let unknown = calls
        .guard
        .list(&Filter::new().with_state(State::Unknown))
        .await
        .unwrap();
    assert_eq!(unknown.len(), 1);
    let event = unknown[0].attempt.event;
    assert!(calls.guard.release(&event, "not in the claim").await.unwrap());
    let history = calls.guard.history(&event).await.unwrap();
    let released = history[0].released.as_ref().unwrap();
    assert_eq!((history.len(), released.reason.as_str()), (1, "not in the claim"));
    assert_eq!(released.by, **sender);
    assert_eq!(history[0].remaining, None);
}

#[tokio::test(start_paused = true)]
async fn what_was_filed_is_filed_again_for_a_reason() {
    let calls = scripted([End::Answer(200, CREATED), End::Answer(504, ""), End::Never]);
    let again = calls
        .guard
        .clone()
        .with_again("ticket 4711")
        .with_sender(Sender::new("host", "clerk[1]"));
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(again)
        .with(calls.script.clone())
        .build();
    file(&calls.http, BASE, "1").await.unwrap();
    let event = *calls.refused("1").await.event();
    // Filed, then of unknown fate: both give way to a reason.
    file(&http, BASE, "1").await.unwrap();
    assert_eq!(calls.refused("1").await.state(), State::Unknown);
    let (third, script) = (http.clone(), calls.script.clone());
    let third = tokio::spawn(async move { file(&third, BASE, "1").await });
    script.arrived.notified().await;
    while calls.sent() < 3 {
        script.arrived.notified().await;
    }
    // In flight gives way to nothing.
    let error = file(&http, BASE, "1").await.unwrap_err();
    assert_eq!(state_of(&error), Some(State::InFlight));
    assert_eq!(calls.sent(), 3);
    third.abort();
    let history = calls.guard.history(&event).await.unwrap();
    let reasons: Vec<Option<&str>> = history.iter().map(|logged| logged.attempt.again.as_deref()).collect();
    assert_eq!(reasons, [Some("ticket 4711"), Some("ticket 4711"), None]);
    assert_eq!(history[0].attempt.sender.host(), "host");
    let held: Vec<bool> = history.iter().map(|logged| logged.remaining.is_some()).collect();
    assert_eq!(held, [true, false, false], "the last one holds it");
}

#[tokio::test(start_paused = true)]
async fn another_claim_is_another_event() {
    let calls = scripted([End::Answer(200, CREATED), End::Answer(201, "{}")]);
    file(&calls.http, BASE, "200").await.unwrap();
    file(&calls.http, BASE, "201").await.unwrap();
    assert_eq!(
        calls.refused("201").await.state(),
        State::Succeeded,
        "without an identifier, too"
    );
}

#[tokio::test(start_paused = true)]
async fn what_timed_out_is_refused_for_an_hour() {
    let calls = scripted([End::Late, End::Answer(200, CREATED)]);
    let error = file(&calls.http, BASE, "200").await.unwrap_err();
    assert!(mc_core::Error::may_have_been_sent(&error));
    let refused = calls.refused("200").await;
    assert_eq!(refused.state(), State::Unknown);
    assert_eq!(refused.remaining(), Duration::from_hours(1));
    assert_eq!(refused.identifiers().get("claimId"), Some("200"));
    assert!(refused.to_string().contains("look it up, release it or wait 3600 s"));
    advance(Duration::from_millis(3_599_999)).await;
    calls.refused("200").await;
    advance(Duration::from_millis(1)).await;
    assert!(file(&calls.http, BASE, "200").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_status_decides() {
    for (status, state) in [
        (200, Some(State::Succeeded)),
        (202, Some(State::Succeeded)),
        (302, None),
        (400, None),
        (401, None),
        (404, None),
        (408, Some(State::Unknown)),
        (409, None),
        (429, None),
        (500, Some(State::Unknown)),
        (502, Some(State::Unknown)),
        (503, Some(State::Unknown)),
        (504, Some(State::Unknown)),
    ] {
        let calls = scripted([End::Answer(status, "{}"), End::Answer(400, "{}")]);
        let response = file(&calls.http, BASE, "200").await.unwrap();
        assert_eq!(response.status(), status);
        match state {
            Some(state) => assert_eq!(calls.refused("200").await.state(), state, "{status}"),
            None => assert_eq!(file(&calls.http, BASE, "200").await.unwrap().status(), 400, "{status}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_did_not_leave_is_free() {
    let calls = scripted([End::NotSent, End::Answer(200, CREATED)]);
    assert!(file(&calls.http, BASE, "200").await.is_err());
    assert!(file(&calls.http, BASE, "200").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn in_flight_is_refused_and_counts_as_unknown_when_it_takes_too_long() {
    let calls = scripted([End::Never]);
    let http = calls.http.clone();
    let call = tokio::spawn(async move { file(&http, BASE, "200").await });
    calls.script.arrived.notified().await;
    let refused = calls.refused("200").await;
    assert_eq!(refused.state(), State::InFlight);
    assert_eq!(refused.remaining(), Windows::new().taken());
    advance(Windows::new().in_flight()).await;
    assert_eq!(calls.refused("200").await.state(), State::Unknown);
    call.abort();
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_leaves_it_unknown() {
    let calls = scripted([End::Never]);
    let http = calls.http.clone();
    let call = tokio::spawn(async move { file(&http, BASE, "200").await });
    calls.script.arrived.notified().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    tokio::task::yield_now().await;
    let refused = calls.refused("200").await;
    assert_eq!(refused.state(), State::Unknown);
    assert_eq!(refused.remaining(), Duration::from_hours(1));
}

#[tokio::test(start_paused = true)]
async fn who_knows_better_releases_it() {
    let calls = scripted([End::Late, End::Answer(200, CREATED)]);
    assert!(file(&calls.http, BASE, "200").await.is_err());
    let refused = calls.refused("200").await;
    let event: Event = refused.event().to_string().parse().unwrap();
    assert!(calls.guard.release(&event, "not in the claim").await.unwrap());
    assert!(!calls.guard.release(&event, "again").await.unwrap());
    assert!(file(&calls.http, BASE, "200").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_answer_after_a_release_changes_nothing() {
    let calls = scripted([End::Never, End::Answer(200, CREATED)]);
    let http = calls.http.clone();
    let call = tokio::spawn(async move { file(&http, BASE, "200").await });
    calls.script.arrived.notified().await;
    let event = *calls.refused("200").await.event();
    calls.guard.release(&event, "by hand").await.unwrap();
    file(&calls.http, BASE, "200").await.unwrap();
    call.abort();
    assert!(call.await.is_err());
    tokio::task::yield_now().await;
    assert_eq!(calls.refused("200").await.state(), State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn other_calls_pass() {
    let calls = scripted((0..4).map(|_| End::Answer(200, "{}")));
    let read = Operation::new("getClaimDetail", "getClaim", "GET", "/v6/claims/{claim-id}");
    for _ in 0..2 {
        let request = calls.http.get(format!("{BASE}/v6/claims/200"));
        request.with_extension(read).send().await.unwrap();
        calls.http.post(BASE).send().await.unwrap();
    }
    assert!(calls.store.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_stream_cannot_be_compared() {
    let calls = scripted([]);
    let body = reqwest::Body::wrap(http_body_util::Full::<bytes::Bytes>::from("{}"));
    let request = calls.http.post(format!("{BASE}/v6/claims/1/chargebacks")).body(body);
    let error = request.with_extension(CREATE).send().await.unwrap_err();
    assert!(format!("{error:?}").contains("body is a stream"), "{error:?}");
    assert!(calls.store.is_empty());
}

/// A store that is down, or goes down.
#[derive(Debug, Default)]
struct Down {
    settled: Mutex<Vec<Outcome>>,
}

#[async_trait]
impl Store for Down {
    async fn take(&self, _: &Attempt, _: Ticket, _: &Windows) -> Result<Taken, StoreError> {
        Err(StoreError::new("it is down"))
    }

    async fn settle(&self, _: &Event, _: Ticket, outcome: &Outcome, _: &Windows) -> Result<bool, StoreError> {
        self.settled.lock().unwrap().push(outcome.clone());
        Ok(false)
    }

    async fn release(&self, _: &Event, _: &Release, _: &Windows) -> Result<Option<Record>, StoreError> {
        Err(StoreError::new("it is down"))
    }

    async fn list(&self, _: &Filter, _: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        Err(StoreError::new("it is down"))
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_is_down_refuses_or_lets_go_as_was_chosen() {
    let down = Arc::new(Down::default());
    let script = Script::default();
    script.ends.lock().unwrap().push_back(End::Answer(200, CREATED));
    let guard = Guard::shared(down.clone(), &key());
    let http = |guard| {
        reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
            .with::<Guard>(guard)
            .with(script.clone())
            .build()
    };
    let error = file(&http(guard.clone()), BASE, "200").await.unwrap_err();
    assert!(!mc_core::Error::may_have_been_sent(&error));
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!("{error}")
    };
    assert!(StoreUnavailable::find(error.as_ref()).is_some());
    assert!(Refused::find(error.as_ref()).is_none());
    assert_eq!(*script.sent.lock().unwrap(), 0);
    tokio::task::yield_now().await;
    assert_eq!(
        *down.settled.lock().unwrap(),
        [Outcome::Failed],
        "what it may have taken is given back"
    );

    file(&http(guard.clone().with_fail_open()), BASE, "200").await.unwrap();
    assert_eq!(*script.sent.lock().unwrap(), 1);
    tokio::task::yield_now().await;
    assert_eq!(*down.settled.lock().unwrap(), [Outcome::Failed, Outcome::Unknown]);
    let error = guard.release(&Event::from_bytes([0; 32]), "by hand").await.unwrap_err();
    assert_eq!(error.to_string(), "it is down");
}

/// A store that loses its connection while the event is in flight.
#[derive(Debug)]
struct Lost(MemoryStore);

#[async_trait]
impl Store for Lost {
    async fn take(&self, attempt: &Attempt, ticket: Ticket, windows: &Windows) -> Result<Taken, StoreError> {
        self.0.take(attempt, ticket, windows).await
    }

    async fn settle(&self, _: &Event, _: Ticket, _: &Outcome, _: &Windows) -> Result<bool, StoreError> {
        Err(StoreError::new("it is down"))
    }

    async fn release(&self, event: &Event, release: &Release, windows: &Windows) -> Result<Option<Record>, StoreError> {
        self.0.release(event, release, windows).await
    }

    async fn list(&self, filter: &Filter, windows: &Windows) -> Result<Vec<LoggedAttempt>, StoreError> {
        self.0.list(filter, windows).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_stored_still_reaches_the_caller() {
    let script = Script::default();
    script.ends.lock().unwrap().push_back(End::Answer(200, CREATED));
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(Guard::new(Lost(MemoryStore::new()), &key()))
        .with(script)
        .build();
    let response = file(&http, BASE, "200").await.unwrap();
    assert_eq!(response.text().await.unwrap(), CREATED);
    // It stays in flight, which is the careful reading.
    assert!(file(&http, BASE, "200").await.is_err());
}

/// A server that reads a request and then does what it is told to the connection.
async fn raw(reply: &'static [u8]) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = Vec::new();
            while !bytes.ends_with(b"}") {
                if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                    break;
                }
            }
            let _ = stream.write_all(reply).await;
        }
    });
    base
}

fn state_of(error: &reqwest_middleware::Error) -> Option<State> {
    match error {
        reqwest_middleware::Error::Middleware(error) => Refused::find(error.as_ref()).map(Refused::state),
        reqwest_middleware::Error::Reqwest(_) => None,
    }
}

#[tokio::test]
async fn a_real_connection_that_breaks_leaves_it_unknown() {
    for reply in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\ncontent-le",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"chargebackId\":",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"cha",
    ] {
        let base = raw(reply).await;
        let http = client(&Guard::new(MemoryStore::new(), &key()));
        let broken = match file(&http, &base, "1").await {
            Err(error) => state_of(&error).is_none(),
            Ok(response) => response.text().await.is_err(),
        };
        assert!(
            broken,
            "the caller sees what happened: {}",
            String::from_utf8_lossy(reply)
        );
        let error = file(&http, &base, "1").await.unwrap_err();
        assert_eq!(
            state_of(&error),
            Some(State::Unknown),
            "{}",
            String::from_utf8_lossy(reply)
        );
    }
}

#[tokio::test]
async fn a_real_time_out_leaves_it_unknown() {
    let server = Server::start(|_| std::future::pending()).await;
    let http = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let guard = Guard::new(MemoryStore::new(), &key());
    let http = reqwest_middleware::ClientBuilder::new(http).with(guard).build();
    let error = file(&http, &server.base, "1").await.unwrap_err();
    assert_eq!(state_of(&error), None);
    let error = file(&http, &server.base, "1").await.unwrap_err();
    assert_eq!(state_of(&error), Some(State::Unknown));
    assert_eq!(server.count("/v6/claims/1/chargebacks"), 1);
}

#[tokio::test]
async fn a_refused_connection_leaves_it_free() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let http = client(&Guard::new(MemoryStore::new(), &key()));
    for _ in 0..2 {
        let error = file(&http, &format!("http://{free}"), "1").await.unwrap_err();
        assert_eq!(state_of(&error), None, "{error:?}");
    }
}

#[tokio::test]
async fn a_large_answer_arrives_whole() {
    let large: &'static str = Box::leak(format!("{{\"chargebackId\":\"{}\"}}", "7".repeat(1_000_000)).into_boxed_str());
    let server = Server::start(move |_| async move { answer(200, large) }).await;
    let http = client(&Guard::new(MemoryStore::new(), &key()));
    let response = file(&http, &server.base, "1").await.unwrap();
    assert_eq!(
        response.url().as_str(),
        format!("{}/v6/claims/1/chargebacks", server.base)
    );
    assert_eq!(response.text().await.unwrap(), large);
    assert_eq!(
        state_of(&file(&http, &server.base, "1").await.unwrap_err()),
        Some(State::Succeeded)
    );
}

#[tokio::test]
async fn a_large_page_is_no_answer() {
    let large: &'static str = Box::leak(format!("<html>{}</html>", "x".repeat(1_000_000)).into_boxed_str());
    let server = Server::start(move |_| async move { answer(200, large) }).await;
    let http = client(&Guard::new(MemoryStore::new(), &key()));
    let response = file(&http, &server.base, "1").await.unwrap();
    assert_eq!(response.text().await.unwrap(), large);
    assert_eq!(
        state_of(&file(&http, &server.base, "1").await.unwrap_err()),
        Some(State::Unknown)
    );
}

/// What the operation table says of Mastercom: each amount that an event's request can hold.
#[cfg(feature = "look-up")]
#[test]
fn the_amounts_of_mastercom_s_events_are_known() {
    let mut known: Vec<(&str, &[&str])> = mc_mastercom::operations::ALL
        .iter()
        .filter(|operation| operation.creates_event() && !operation.amounts().is_empty())
        .map(|operation| (operation.id(), operation.amounts()))
        .collect();
    known.sort_unstable();
    let expected: [(&str, &[&str]); 9] = [
        (
            "createCase",
            &[
                "disputeAmount",
                "caseFilingEbdfDocuments.expeditedBillingDrfDocument.transactionAmount",
            ],
        ),
        (
            "createChargeback",
            &[
                "amount",
                "localTax1IVA",
                "installmentFee",
                "chargebackEbdfDocuments.transactionInformation.disputedAmount",
                "chargebackEbdfDocuments.cardholderDisputeChargebackDrfDocument.transactionAmount",
                "chargebackEbdfDocuments.pointOfInteractionErrorsDrfDocument.transactionAmount",
            ],
        ),
        ("createClaim", &["disputedAmount"]),
        ("createDebitChargeback", &["replacementAmount"]),
        ("createDebitChargebackReversal", &["replacementAmount"]),
        ("createDebitFee", &["handlingFee"]),
        ("createDebitRetrievalRequest", &["replacementAmount"]),
        ("createFee", &["feeAmount"]),
        ("fulfillRetrievalRequest", &["refundReversalAmount"]),
    ];
    assert_eq!(known, expected);
}

#[cfg(feature = "look-up")]
#[tokio::test]
async fn the_typed_client_is_told_and_looks_it_up() {
    use mc_dispute_guard::look_up;
    use mc_mastercom::models::CreateChargebackRequest;

    let server = Server::start(|path: String| async move {
        match path.as_str() {
            "/v6/claims/200002020654/chargebacks" => answer(504, "{}"),
            "/v6/claims/200002020654" => answer(
                200,
                r#"{"claimId":"200002020654","chargebackDetails":[{"chargebackId":"300018439680"}]}"#,
            ),
            _ => answer(404, "{}"),
        }
    })
    .await;
    let environment = mc_core::Environment::custom(&server.base).unwrap();
    let guard = Guard::new(MemoryStore::new(), &key());
    let mastercom = mc_mastercom::Client::new(client(&guard), environment);
    let body: CreateChargebackRequest = serde_json::from_str(
        r#"{"amount":"100.00","currency":"USD","reasonCode":"4853","chargebackType":"CHARGEBACK","documentIndicator":"false"}"#,
    )
    .unwrap();
    let file = || async {
        mastercom
            .chargebacks()
            .create_chargeback("200002020654", &body)
            .await
            .unwrap_err()
    };

    let error = file().await;
    assert!(error.may_have_been_processed() && Refused::find(&error).is_none());
    let error = file().await;
    assert!(error.is_middleware() && !error.may_have_been_processed(), "{error:?}");
    let refused = Refused::find(&error).unwrap();
    assert_eq!(refused.state(), State::Unknown);
    let found = look_up(&mastercom, refused).await.unwrap();
    let filed = found.claim.unwrap().chargeback_details.unwrap();
    assert_eq!(filed[0].chargeback_id.as_deref(), Some("300018439680"));
    assert!(found.case.is_none());
    assert_eq!(server.count("/v6/claims/200002020654/chargebacks"), 1);
}
