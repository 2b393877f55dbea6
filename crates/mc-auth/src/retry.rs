//! Repeating what may be repeated: after a connection that did not come about, a 429 or a 503.
//!
//! [`Retry`] reads the [`mc_core::Operation`] that requests of the product crates carry. Only an operation that is
//! idempotent is repeated: never one that creates a dispute event, and never a request that carries no operation. Time-outs
//! and connections that broke are not repeated, for their outcome is unknown: the caller decides with
//! [`mc_core::Error::may_have_been_processed`].
//!
//! Put it above whatever signs, so that each attempt has a nonce and a timestamp of its own, and below whatever encrypts.
//!
//! The `reqwest-retry` crate is not used: its policies do not see the response and so not its `Retry-After`, they count
//! the total time by the wall clock, it refuses streaming bodies, and it wraps the errors that `mc_core` reads.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use http::header::{DATE, RETRY_AFTER};
use http::{Extensions, HeaderMap, StatusCode};
use mc_core::Operation;
use reqwest::{Request, Response};
use reqwest_middleware::{Error as MiddlewareError, Middleware, Next, Result as MiddlewareResult};

/// Measures and passes the time between attempts.
#[async_trait]
pub trait Timer: fmt::Debug + Send + Sync {
    /// The moment it is, on a clock that never goes back.
    fn now(&self) -> Instant;

    /// Waits.
    async fn sleep(&self, duration: Duration);
}

/// The timer of tokio, which its tests can pause.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[async_trait]
impl Timer for TokioTimer {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// Chooses how much of a delay is waited, so that clients that failed together do not come back together.
pub trait Jitter: fmt::Debug + Send + Sync {
    /// A duration from zero up to this one.
    fn up_to(&self, most: Duration) -> Duration;
}

/// Any part of the delay, with equal chances: "full jitter".
#[derive(Clone, Copy, Debug, Default)]
pub struct FullJitter;

impl Jitter for FullJitter {
    fn up_to(&self, most: Duration) -> Duration {
        let mut bytes = [0; 4];
        match getrandom::fill(&mut bytes) {
            Ok(()) => most.mul_f64(f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)),
            // Without randomness, waiting long is the polite choice.
            Err(_) => most,
        }
    }
}

/// How many attempts a call took; the middleware leaves it in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attempts(pub u32);

/// Middleware that repeats idempotent operations.
///
/// | | otherwise |
/// | --- | --- |
/// | attempts, with the first | 3 |
/// | delay before the second, doubled for each one after it, of which a random part is waited | 250 ms |
/// | longest such delay | 5 s |
/// | longest `Retry-After` that is waited for | 20 s |
/// | time after which no further attempt begins | 45 s |
///
/// What cannot be waited for within these bounds is handed to the caller as it came. How long a single attempt may take is the
/// HTTP client's time-out.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use mc_auth::retry::Retry;
///
/// let retry = Retry::new().with_max_attempts(5).with_max_total(Duration::from_secs(20));
/// # drop(retry);
/// ```
#[derive(Clone, Debug)]
pub struct Retry {
    max_attempts: u32,
    base: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    max_total: Duration,
    timer: Arc<dyn Timer>,
    jitter: Arc<dyn Jitter>,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base: Duration::from_millis(250),
            max_delay: Duration::from_secs(5),
            max_retry_after: Duration::from_secs(20),
            max_total: Duration::from_secs(45),
            timer: Arc::new(TokioTimer),
            jitter: Arc::new(FullJitter),
        }
    }
}

impl Retry {
    /// Repeats twice at most.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how often a request is made at most, the first time included.
    #[must_use]
    pub fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the delay before the second attempt, and the longest before any.
    #[must_use]
    pub fn with_delays(mut self, first: Duration, longest: Duration) -> Self {
        self.base = first;
        self.max_delay = longest;
        self
    }

    /// Sets how long a `Retry-After` may be to be waited for.
    #[must_use]
    pub fn with_max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Sets how long after the first attempt began the last may begin.
    #[must_use]
    pub fn with_max_total(mut self, total: Duration) -> Self {
        self.max_total = total;
        self
    }

    /// Waits by another timer.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// Chooses the part of the delay that is waited in another way.
    #[must_use]
    pub fn with_jitter(mut self, jitter: impl Jitter + 'static) -> Self {
        self.jitter = Arc::new(jitter);
        self
    }

    /// How long to wait after an attempt, counted from 1; nothing where it was the last.
    fn delay(&self, attempt: u32, begun: Instant, result: &MiddlewareResult<Response>) -> Option<Duration> {
        if attempt >= self.max_attempts {
            return None;
        }
        let delay = match result {
            Ok(response) if is_passing(response.status()) => match retry_after(response.headers()) {
                Some(asked) if asked > self.max_retry_after => return None,
                // Not all at the same moment, and none before it.
                Some(asked) => asked.saturating_add(self.jitter.up_to(self.base)),
                None => self.backoff(attempt),
            },
            Err(error) if is_without_connection(error) => self.backoff(attempt),
            _ => return None,
        };
        let passed = self.timer.now().saturating_duration_since(begun);
        (passed.saturating_add(delay) <= self.max_total).then_some(delay)
    }

    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt - 1);
        self.jitter.up_to(self.base.saturating_mul(doubled).min(self.max_delay))
    }
}

#[async_trait]
impl Middleware for Retry {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let repeatable = extensions.get::<Operation>().is_some_and(Operation::is_idempotent);
        let begun = self.timer.now();
        let mut attempt = 1;
        loop {
            extensions.insert(Attempts(attempt));
            // A body that is a stream cannot be sent twice.
            let Some(copy) = request.try_clone().filter(|_| repeatable) else {
                return next.run(request, extensions).await;
            };
            let result = next.clone().run(copy, extensions).await;
            let Some(delay) = self.delay(attempt, begun, &result) else {
                return result;
            };
            #[cfg(feature = "tracing")]
            tracing::debug!(
                attempt,
                status = result.as_ref().ok().map(|response| response.status().as_u16()),
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                "will try again"
            );
            // Its connection is free before the next attempt.
            drop(result);
            self.timer.sleep(delay).await;
            attempt += 1;
        }
    }
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

/// Whether no connection came about, for a reason that may pass.
fn is_without_connection(error: &MiddlewareError) -> bool {
    let error = match error {
        MiddlewareError::Reqwest(error) => error,
        MiddlewareError::Middleware(error) => match error.downcast_ref() {
            Some(error) => error,
            None => return false,
        },
    };
    error.is_connect() && !is_refused_by_tls(error)
}

/// A certificate that was refused is refused the next time, too.
#[cfg(feature = "tls")]
fn is_refused_by_tls(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<rustls::Error>() {
            return true;
        }
        // An I/O error does not count what it wraps as its source, and it may wrap another.
        let wrapped = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .map(|error| error as &(dyn StdError + 'static));
        next = wrapped.or_else(|| error.source());
    }
    false
}

#[cfg(not(feature = "tls"))]
fn is_refused_by_tls(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// Seconds, or a date, which is taken relative to the response's own.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(RETRY_AFTER)?;
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit: longer than anybody waits.
        return Some(value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let from = httpdate::parse_http_date(text(DATE)?).ok()?;
    Some(until.duration_since(from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds_and_dates() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (value, from, wait) in [
            ("0", None, Some(0)),
            (" 120 ", None, Some(120)),
            ("99999999999999999999999", None, Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(date), Some(60)),
            ("Sun, 06 Nov 1994 08:40:37 GMT", Some(date), Some(0)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", None, None),
            ("-1", None, None),
            ("1.5", None, None),
            ("", None, None),
            ("soon", Some(date), None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            if let Some(from) = from {
                headers.insert(DATE, from.parse().unwrap());
            }
            assert_eq!(
                retry_after(&headers).map(|wait| wait.as_secs()),
                wait,
                "{value}, {from:?}"
            );
        }
    }

    #[test]
    fn full_jitter_stays_below_its_bound() {
        let most = Duration::from_secs(1);
        let drawn: Vec<_> = (0..1000).map(|_| FullJitter.up_to(most)).collect();
        assert!(drawn.iter().all(|part| *part <= most));
        // A thousand draws that all fall into one half have a chance of one in 2^999.
        assert!(drawn.iter().any(|part| *part < most / 2) && drawn.iter().any(|part| *part > most / 2));
        assert_eq!(FullJitter.up_to(Duration::ZERO), Duration::ZERO);
    }
}
