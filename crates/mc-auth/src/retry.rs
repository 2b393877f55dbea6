//! Repeating what may be repeated: after a connection that did not come about or was lost, a 429 or a 503.
//!
//! [`Retry`] reads the [`mc_core::Operation`] that requests of the product crates carry. Only an operation that is
//! idempotent is repeated: never one that creates a dispute event, and never a request that carries no operation. Time-outs
//! are not repeated: the caller decides with [`mc_core::Error::is_retryable`].
//!
//! A server may close an idle connection at the moment it is used again. Then, and whenever a connection ends before the
//! response begins, the request is repeated once, at once, and on a [`FreshConnection`].
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
use http::Extensions;
use mc_core::{Operation, status};
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

/// Asks for a connection of its own: the request must not go out on one that was used before.
///
/// A request extension. The clients of [`ClientBuilder`](crate::ClientBuilder) follow it; with other clients nothing happens.
/// [`Retry`] sets it when it repeats a request whose connection was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreshConnection;

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
            Ok(response) if status::asks_to_wait(response.status()) => match status::retry_after(response.headers()) {
                Some(asked) if asked > self.max_retry_after => return None,
                // Not all at the same moment, and none before it.
                Some(asked) => asked.saturating_add(self.jitter.up_to(self.base)),
                None => self.backoff(attempt),
            },
            Err(error) if is_without_connection(error) => self.backoff(attempt),
            _ => return None,
        };
        self.has_time(begun, delay).then_some(delay)
    }

    /// Whether another attempt may begin after a delay.
    fn has_time(&self, begun: Instant, delay: Duration) -> bool {
        let passed = self.timer.now().saturating_duration_since(begun);
        passed.saturating_add(delay) <= self.max_total
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
        let mut lost = false;
        loop {
            extensions.insert(Attempts(attempt));
            // A body that is a stream cannot be sent twice.
            let Some(copy) = request.try_clone().filter(|_| repeatable) else {
                return next.run(request, extensions).await;
            };
            let result = next.clone().run(copy, extensions).await;
            let is_lost = matches!(&result, Err(error) if mc_core::Error::is_lost_connection(error));
            let delay = if is_lost && !lost && attempt < self.max_attempts && self.has_time(begun, Duration::ZERO) {
                lost = true;
                extensions.insert(FreshConnection);
                Duration::ZERO
            } else if let Some(delay) = self.delay(attempt, begun, &result) {
                delay
            } else {
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
            if !delay.is_zero() {
                self.timer.sleep(delay).await;
            }
            attempt += 1;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
