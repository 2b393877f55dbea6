//! The pace of one process, on tokio's paused clock.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use mc_pace::{Pace, Paused};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};
use tokio::time::Instant;

const LIMITED: Operation = Operation::new("limited", "limited", "GET", "/")
    .with_product("one")
    .with_rate_limit(100);
const OTHER: Operation = Operation::new("other", "other", "GET", "/")
    .with_product("two")
    .with_rate_limit(100);
const FREE: Operation = Operation::new("free", "free", "GET", "/").with_product("three");

/// Statuses and `Retry-After` of the answers to come.
type Answers = Arc<Mutex<VecDeque<(u16, Option<&'static str>)>>>;

/// Answers in place of a server: statuses and `Retry-After` from its list, then 200, each after a latency.
#[derive(Clone)]
struct Gateway {
    begun: Instant,
    latency: Duration,
    answers: Answers,
    /// When an attempt came, and its number.
    seen: Arc<Mutex<Vec<(u128, String)>>>,
    in_flight: Arc<Mutex<(usize, usize)>>,
}

#[async_trait]
impl Middleware for Gateway {
    async fn handle(&self, request: Request, _: &mut Extensions, _: Next<'_>) -> reqwest_middleware::Result<Response> {
        let number = request.url().query().unwrap_or_default().to_owned();
        self.seen
            .lock()
            .unwrap()
            .push((self.begun.elapsed().as_millis(), number));
        {
            let mut counts = self.in_flight.lock().unwrap();
            counts.0 += 1;
            counts.1 = counts.1.max(counts.0);
        }
        tokio::time::sleep(self.latency).await;
        self.in_flight.lock().unwrap().0 -= 1;
        let (status, wait) = self.answers.lock().unwrap().pop_front().unwrap_or((200, None));
        let mut response = http::Response::builder().status(status);
        if let Some(wait) = wait {
            response = response.header("retry-after", wait);
        }
        Ok(response.body("").unwrap().into())
    }
}

fn rig(pace: Pace, latency: u64, answers: &[(u16, Option<&'static str>)]) -> (ClientWithMiddleware, Gateway) {
    let gateway = Gateway {
        begun: Instant::now(),
        latency: Duration::from_millis(latency),
        answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
        seen: Arc::default(),
        in_flight: Arc::default(),
    };
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(pace)
        .with(gateway.clone())
        .build();
    (client, gateway)
}

async fn call(
    client: &ClientWithMiddleware,
    operation: Operation,
    number: usize,
) -> reqwest_middleware::Result<Response> {
    let url = format!("http://127.0.0.1:1/?{number}");
    client.get(url).with_extension(operation).send().await
}

/// Makes so many calls at once, in order, and says how long all of them took.
async fn all(client: &ClientWithMiddleware, operation: Operation, count: usize) -> Duration {
    let begun = Instant::now();
    let calls = (0..count).map(|number| {
        let client = client.clone();
        tokio::spawn(async move { call(&client, operation, number).await.map(|_| ()) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    begun.elapsed()
}

fn most_in_a_second(times: &[(u128, String)]) -> usize {
    let count = |first: u128| {
        times
            .iter()
            .filter(|(time, _)| (first..first + 1_000).contains(time))
            .count()
    };
    times.iter().map(|(time, _)| count(*time)).max().unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn attempts_come_at_the_documented_rate_and_in_order() {
    let (client, gateway) = rig(Pace::documented(), 0, &[]);
    let took = all(&client, LIMITED, 500).await;
    let seen = gateway.seen.lock().unwrap().clone();
    // Five hundred at a hundred a second; answers cost a little of it.
    assert!(
        (Duration::from_millis(4_980)..Duration::from_millis(5_200)).contains(&took),
        "{took:?}"
    );
    assert!(most_in_a_second(&seen) <= 100);
    let numbers: Vec<usize> = seen.iter().map(|(_, number)| number.parse().unwrap()).collect();
    assert!(numbers.is_sorted(), "not in the order of asking");
}

#[tokio::test(start_paused = true)]
async fn slow_answers_take_their_share_of_the_rate() {
    let (client, gateway) = rig(Pace::documented(), 100, &[]);
    let took = all(&client, LIMITED, 500).await;
    // A hundred in 1.1 seconds.
    assert!(
        (Duration::from_secs(5)..Duration::from_millis(5_700)).contains(&took),
        "{took:?}"
    );
    assert!(most_in_a_second(&gateway.seen.lock().unwrap()) <= 100);
}

#[tokio::test(start_paused = true)]
async fn products_do_not_count_for_each_other_and_clones_do() {
    let pace = Pace::documented();
    let (one, _) = rig(pace.clone(), 0, &[]);
    let (two, _) = rig(pace, 0, &[]);
    let begun = Instant::now();
    tokio::join!(all(&one, LIMITED, 100), all(&two, LIMITED, 100), all(&one, OTHER, 100));
    assert!(begun.elapsed() >= Duration::from_millis(1_980), "{:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_millis(2_200), "{:?}", begun.elapsed());
    assert!(all(&one, FREE, 1_000).await < Duration::from_millis(50));
}

#[tokio::test(start_paused = true)]
async fn a_rate_counts_all_requests() {
    let (client, _) = rig(Pace::per_second(NonZeroU32::new(50).unwrap()), 0, &[]);
    let begun = Instant::now();
    tokio::join!(all(&client, LIMITED, 50), all(&client, FREE, 50));
    assert!(begun.elapsed() >= Duration::from_millis(1_980), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn all_callers_wait_when_one_is_told_to() {
    let (client, gateway) = rig(Pace::documented(), 0, &[(429, Some("3"))]);
    assert_eq!(call(&client, LIMITED, 0).await.unwrap().status(), 429);
    all(&client, LIMITED, 100).await;
    let seen = gateway.seen.lock().unwrap().clone();
    assert!(seen[1].0 >= 3_000, "{}", seen[1].0);
    // Not at the full rate at once: half of it came back in the meantime, and a tenth each second.
    assert!(most_in_a_second(&seen[1..]) < 95, "{}", most_in_a_second(&seen[1..]));
    // A product without a rate waits as well.
    let (client, gateway) = rig(Pace::documented(), 0, &[(429, None), (503, Some("2")), (503, None)]);
    for number in 0..4 {
        call(&client, FREE, number).await.unwrap();
    }
    let times: Vec<u128> = gateway.seen.lock().unwrap().iter().map(|(time, _)| *time).collect();
    assert!((1_000..1_100).contains(&times[1]), "{times:?}");
    assert!((3_000..3_200).contains(&times[2]), "{times:?}");
    assert!((3_000..3_200).contains(&times[3]), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn a_long_silence_is_an_error_that_says_how_long() {
    let (client, gateway) = rig(Pace::documented(), 0, &[(429, Some("600"))]);
    call(&client, LIMITED, 0).await.unwrap();
    let error = call(&client, LIMITED, 1).await.unwrap_err();
    assert!(!mc_core::Error::may_have_been_sent(&error));
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!()
    };
    let paused = Paused::find(error.as_ref()).unwrap();
    assert!((599..=600).contains(&paused.remaining().as_secs()));
    assert_eq!(gateway.seen.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn so_many_are_in_flight() {
    let pace = Pace::documented().with_max_in_flight(NonZeroU32::new(3).unwrap());
    let (client, gateway) = rig(pace, 50, &[]);
    let took = all(&client, FREE, 30).await;
    assert_eq!(gateway.in_flight.lock().unwrap().1, 3);
    assert!(
        (Duration::from_millis(500)..Duration::from_millis(700)).contains(&took),
        "{took:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_being_read_is_in_flight() {
    let pace = Pace::documented().with_max_in_flight(NonZeroU32::MIN);
    let (client, _) = rig(pace, 0, &[]);
    let first = call(&client, FREE, 0).await.unwrap();
    let second = tokio::spawn({
        let client = client.clone();
        async move { call(&client, FREE, 1).await.map(|_| ()) }
    });
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(!second.is_finished());
    first.bytes().await.unwrap();
    second.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn whoever_goes_away_leaves_the_turn_to_others() {
    let (client, gateway) = rig(Pace::per_second(NonZeroU32::MIN), 0, &[]);
    call(&client, FREE, 0).await.unwrap();
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { call(&client, FREE, 1).await.map(|_| ()) }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    waiting.abort();
    call(&client, FREE, 2).await.unwrap();
    let times: Vec<u128> = gateway.seen.lock().unwrap().iter().map(|(time, _)| *time).collect();
    assert_eq!(times.len(), 2);
    assert!((1_000..1_200).contains(&times[1]), "{times:?}");
}
