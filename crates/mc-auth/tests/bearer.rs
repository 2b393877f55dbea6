//! Bearer tokens, with a source that is watched and a clock that is set.

#![cfg(feature = "reqwest")]

use std::error::Error as _;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::header::AUTHORIZATION;
use http::{Extensions, HeaderValue};
use mc_auth::bearer::{Bearer, BoxError, Token, TokenSource};
use mc_auth::oauth1::Clock;
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use tokio::sync::Semaphore;

/// A clock that goes when it is told to.
#[derive(Clone, Debug, Default)]
struct Set(Arc<AtomicU64>);

impl Clock for Set {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

impl Set {
    fn to(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

/// Gives tokens `t1`, `t2`, ... that last 100 seconds, when it is let.
#[derive(Clone)]
struct Source {
    asked: Arc<AtomicUsize>,
    fails: Arc<Mutex<bool>>,
    gate: Arc<Semaphore>,
    clock: Set,
    lasts: u64,
}

#[async_trait]
impl TokenSource for Source {
    async fn token(&self) -> Result<Token, BoxError> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let _open = self.gate.acquire().await?;
        if *self.fails.lock().unwrap() {
            return Err(format!("no answer {number}").into());
        }
        let expiry = self.clock.now() + Duration::from_secs(self.lasts);
        Ok(Token::new(format!("t{number}"))?.with_expiry(expiry))
    }
}

/// Answers in place of a server: 401 for tokens on its list.
#[derive(Clone, Default)]
struct Gateway {
    refused: Arc<Mutex<Vec<&'static str>>>,
    seen: Arc<Mutex<Vec<HeaderValue>>>,
}

#[async_trait]
impl Middleware for Gateway {
    async fn handle(&self, request: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
        let values: Vec<_> = request.headers().get_all(AUTHORIZATION).iter().collect();
        let [value] = values[..] else {
            panic!("{values:?}");
        };
        assert!(value.is_sensitive());
        self.seen.lock().unwrap().push(value.clone());
        let token = value.to_str().unwrap().strip_prefix("Bearer ").unwrap();
        let status = if self.refused.lock().unwrap().contains(&token) {
            401
        } else {
            200
        };
        Ok(http::Response::builder().status(status).body("").unwrap().into())
    }
}

struct Rig {
    client: ClientWithMiddleware,
    bearer: Bearer,
    source: Source,
    gateway: Gateway,
    clock: Set,
}

impl Rig {
    fn new() -> Self {
        let clock = Set::default();
        let source = Source {
            asked: Arc::default(),
            fails: Arc::default(),
            gate: Arc::new(Semaphore::new(1000)),
            clock: clock.clone(),
            lasts: 100,
        };
        let bearer = Bearer::new(source.clone())
            .with_clock(clock.clone())
            .with_margin(Duration::from_secs(30));
        let gateway = Gateway::default();
        Self {
            client: client(bearer.clone(), gateway.clone()),
            bearer,
            source,
            gateway,
            clock,
        }
    }

    async fn get(&self) -> Result<u16, reqwest_middleware::Error> {
        get(&self.client).await
    }

    fn asked(&self) -> usize {
        self.source.asked.load(Ordering::SeqCst)
    }

    fn fails(&self, fails: bool) {
        *self.source.fails.lock().unwrap() = fails;
    }

    fn tokens(&self) -> Vec<String> {
        let seen = self.gateway.seen.lock().unwrap();
        seen.iter()
            .map(|value| value.to_str().unwrap()["Bearer ".len()..].to_owned())
            .collect()
    }
}

fn client(bearer: Bearer, gateway: Gateway) -> ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(bearer)
        .with(gateway)
        .build()
}

async fn get(client: &ClientWithMiddleware) -> Result<u16, reqwest_middleware::Error> {
    let request = client.post("http://example.com/").header(AUTHORIZATION, "Basic eDp5");
    Ok(request.body("{}").send().await?.status().as_u16())
}

fn source_of(error: &reqwest_middleware::Error) -> (String, String) {
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!("{error}");
    };
    let error = error.downcast_ref::<mc_core::Error>().unwrap();
    assert!(error.is_middleware() && !error.may_have_been_processed());
    (error.to_string(), error.source().unwrap().to_string())
}

/// Lets every task run until it waits.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_is_kept_and_renewed_before_it_expires() {
    let rig = Rig::new();
    for second in [0, 69, 70, 139, 140, 400] {
        rig.clock.to(second);
        assert_eq!(rig.get().await.unwrap(), 200);
    }
    assert_eq!(rig.tokens(), ["t1", "t1", "t2", "t2", "t3", "t4"]);
}

#[tokio::test]
async fn one_request_fetches_for_all_who_wait() {
    let rig = Rig::new();
    rig.source.gate.forget_permits(1000);
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let client = rig.client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    settle().await;
    assert_eq!(rig.asked(), 1);
    rig.source.gate.add_permits(1);
    for task in waiting {
        assert_eq!(task.await.unwrap().unwrap(), 200);
    }
    assert_eq!((rig.asked(), rig.tokens()), (1, vec!["t1".to_owned(); 20]));
}

#[tokio::test]
async fn all_who_wait_get_the_error_of_the_one_who_asked() {
    let rig = Rig::new();
    rig.fails(true);
    rig.source.gate.forget_permits(1000);
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let client = rig.client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    settle().await;
    rig.source.gate.add_permits(1);
    for task in waiting {
        assert_eq!(
            source_of(&task.await.unwrap().unwrap_err()),
            (
                "there is no bearer token, so the request was not sent".to_owned(),
                "the token source failed: no answer 1".to_owned()
            )
        );
    }
    assert_eq!(rig.asked(), 1);
    // The next request asks again, after a pause.
    rig.fails(false);
    rig.clock.to(1);
    assert_eq!(rig.get().await.unwrap(), 200);
    assert_eq!(rig.tokens(), ["t2"]);
}

#[tokio::test]
async fn a_source_that_fails_is_left_alone_for_growing_pauses() {
    let rig = Rig::new();
    rig.fails(true);
    // A request in each of 300 seconds: fetches at 0, 1, 3, 7, 15, 31, 63, and then each minute.
    for second in 0..300 {
        rig.clock.to(second);
        let (_, source) = source_of(&rig.get().await.unwrap_err());
        assert!(source.starts_with("the token source failed: no answer "), "{source}");
    }
    assert_eq!(rig.asked(), 10);
    rig.fails(false);
    rig.clock.to(303);
    assert_eq!(rig.get().await.unwrap(), 200);
    // A success ends them.
    rig.fails(true);
    for (second, asked) in [(403, 12), (404, 13), (405, 13), (406, 14)] {
        rig.clock.to(second);
        rig.get().await.unwrap_err();
        assert_eq!(rig.asked(), asked, "{second}");
    }
    // And so does a person.
    rig.bearer.invalidate();
    rig.get().await.unwrap_err();
    assert_eq!(rig.asked(), 15);
}

#[tokio::test]
async fn nobody_waits_for_a_renewal_while_the_old_token_lasts() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.clock.to(75);
    rig.source.gate.forget_permits(1000);
    let renewing = tokio::spawn({
        let client = rig.client.clone();
        async move { get(&client).await }
    });
    settle().await;
    assert_eq!(rig.asked(), 2);
    assert_eq!(rig.get().await.unwrap(), 200);
    rig.source.gate.add_permits(1);
    renewing.await.unwrap().unwrap();
    assert_eq!(
        (rig.asked(), rig.tokens()),
        (2, vec!["t1".into(), "t1".into(), "t2".into()])
    );
}

#[tokio::test]
async fn a_failed_renewal_is_no_error_while_the_old_token_lasts() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.fails(true);
    // It is not asked again at once, but after pauses of 1, 2, 4... seconds.
    for (second, asked) in [(75, 2), (75, 2), (76, 3), (77, 3), (78, 4), (81, 4), (82, 5), (99, 6)] {
        rig.clock.to(second);
        rig.get().await.unwrap();
        assert_eq!(rig.asked(), asked, "{second}");
    }
    rig.clock.to(100);
    let (_, source) = source_of(&rig.get().await.unwrap_err());
    assert_eq!(source, "the token source failed: no answer 6");
    assert_eq!(rig.tokens(), ["t1"; 9]);
}

#[tokio::test]
async fn who_gives_up_waiting_keeps_nobody_else_waiting() {
    let rig = Rig::new();
    rig.source.gate.forget_permits(1000);
    let first = tokio::spawn({
        let client = rig.client.clone();
        async move { get(&client).await }
    });
    settle().await;
    let second = tokio::spawn({
        let client = rig.client.clone();
        async move { get(&client).await }
    });
    settle().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    rig.source.gate.add_permits(1);
    assert_eq!(second.await.unwrap().unwrap(), 200);
    assert_eq!(rig.tokens(), ["t2"]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.gateway.refused.lock().unwrap().push("t1");
    rig.clock.to(10);
    assert_eq!(rig.get().await.unwrap(), 200);
    assert_eq!(rig.get().await.unwrap(), 200);
    assert_eq!(rig.tokens(), ["t1", "t1", "t2", "t2"]);

    rig.gateway.refused.lock().unwrap().extend(["t2", "t3"]);
    rig.clock.to(20);
    assert_eq!(rig.get().await.unwrap(), 401);
    assert_eq!(rig.tokens()[4..], ["t2", "t3"]);
}

#[tokio::test]
async fn a_token_fetched_a_moment_ago_is_not_the_reason_of_a_refusal() {
    let rig = Rig::new();
    rig.gateway.refused.lock().unwrap().extend(["t1", "t2"]);
    for second in [0, 0, 9] {
        rig.clock.to(second);
        assert_eq!(rig.get().await.unwrap(), 401);
    }
    assert_eq!((rig.asked(), rig.tokens()), (1, vec!["t1".to_owned(); 3]));
}

/// Stated: a call a second for an hour is a send each, and one more for each renewal; renewals come at 10 seconds, then after pauses of
/// 10, 20, 40, 80, 160, 320, 600, 600... seconds, and when a token expires.
#[tokio::test]
async fn a_server_that_always_answers_401_costs_next_to_nothing() {
    let mut rig = Rig::new();
    rig.source.lasts = 100_000;
    let names: Vec<&'static str> = (1..100).map(|number| &*format!("t{number}").leak()).collect();
    rig.gateway.refused.lock().unwrap().extend(names);
    let bearer = Bearer::new(rig.source.clone()).with_clock(rig.clock.clone());
    let client = client(bearer, rig.gateway.clone());
    for second in 0..3600 {
        rig.clock.to(second);
        assert_eq!(get(&client).await.unwrap(), 401);
    }
    // At 0 the first; at 10, 20, 40, 80, 160, 320, 640, 1240, 1840, 2440 and 3040 for the refusals.
    assert_eq!(rig.asked(), 12);
    assert_eq!(rig.tokens().len(), 3600 + 11);

    // A server that accepts a token again ends the pauses.
    rig.gateway.refused.lock().unwrap().clear();
    assert_eq!(get(&client).await.unwrap(), 200);
    rig.gateway.refused.lock().unwrap().push("t12");
    assert_eq!(get(&client).await.unwrap(), 200);
    assert_eq!(rig.asked(), 13);
}

#[tokio::test]
async fn the_failure_of_the_source_does_not_hide_a_refusal() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.gateway.refused.lock().unwrap().push("t1");
    rig.fails(true);
    // Renewals at 10, 11, 13, 17: the source's own pauses.
    for second in 10..20 {
        rig.clock.to(second);
        assert_eq!(rig.get().await.unwrap(), 401);
    }
    assert_eq!(rig.asked(), 5);
    rig.fails(false);
    rig.clock.to(30);
    assert_eq!(rig.get().await.unwrap(), 200);
}

#[tokio::test]
async fn all_who_are_refused_at_once_renew_once() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.gateway.refused.lock().unwrap().push("t1");
    rig.clock.to(10);
    rig.source.gate.forget_permits(1000);
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let client = rig.client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    settle().await;
    rig.source.gate.add_permits(1);
    for task in waiting {
        assert_eq!(task.await.unwrap().unwrap(), 200);
    }
    assert_eq!((rig.asked(), rig.tokens().len()), (2, 41));
}

#[tokio::test]
async fn the_same_token_again_is_not_sent_again() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let clock = Set::default();
    let bearer = Bearer::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(Token::new("same")?) }
    })
    .with_clock(clock.clone());
    let gateway = Gateway::default();
    gateway.refused.lock().unwrap().push("same");
    let client = client(bearer, gateway.clone());
    for (second, fetches) in [(0, 1), (10, 2), (11, 2), (19, 2), (20, 3)] {
        clock.to(second);
        assert_eq!(get(&client).await.unwrap(), 401);
        assert_eq!(asked.load(Ordering::SeqCst), fetches, "{second}");
    }
    assert_eq!(gateway.seen.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn a_token_can_be_dropped_by_hand() {
    let rig = Rig::new();
    rig.get().await.unwrap();
    rig.bearer.clone().invalidate();
    rig.get().await.unwrap();
    assert_eq!(rig.tokens(), ["t1", "t2"]);
}

#[tokio::test]
async fn an_expired_token_is_an_error_that_names_the_clock() {
    let mut rig = Rig::new();
    rig.source.lasts = 0;
    let bearer = Bearer::new(rig.source.clone()).with_clock(rig.clock.clone());
    let error = get(&client(bearer, rig.gateway.clone())).await.unwrap_err();
    assert_eq!(
        source_of(&error).1,
        "the token source gave a token that has expired; does this machine's clock go right?"
    );
    assert!(rig.tokens().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_source_that_says_nothing_is_not_waited_for() {
    let rig = Rig::new();
    rig.source.gate.forget_permits(1000);
    let begun = tokio::time::Instant::now();
    let (_, source) = source_of(&rig.get().await.unwrap_err());
    assert_eq!(source, "the token source gave no answer within 30s");
    assert_eq!(begun.elapsed().as_secs(), 30);
}
