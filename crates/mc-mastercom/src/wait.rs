//! Waiting for what Mastercom does in the background: documents, claims, clearing records.
//!
//! ```no_run
//! use mc_mastercom::models::DocumentStatus;
//! use mc_mastercom::wait::{Event, Wait, wait_for_document};
//!
//! # async fn example(client: mc_mastercom::Client) -> Result<(), mc_mastercom::wait::WaitError> {
//! let event = Event::chargeback("200002020654", "300018439680");
//! match wait_for_document(&client, &event, &Wait::for_documents()).await? {
//!     DocumentStatus::Completed => println!("the documents are there"),
//!     status => println!("attach them again: {status}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Nothing but the caller's future waits, so dropping it ends the wait, as `tokio::select!` and `tokio::time::timeout` do.

use std::fmt;
use std::time::Duration;

use mc_core::Error;
use tokio::time::{Instant, sleep};

use crate::Client;
use crate::models::{
    CaseFilingStatusRequest, CaseFilingStatusRequestStructure, ChargebackStatusRequest,
    ChargebackStatusRequestStructure, ClaimDetail, DocumentStatus, RetrievalStatusRequest,
    RetrievalStatusRequestStructure, TransactionSearchRequest, TransactionSummary,
};

/// With which pauses, and for how long, to ask again.
///
/// Pauses double from the first to the longest. The last question is asked at the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "hand it to a function that waits"]
pub struct Wait {
    first: Duration,
    longest: Duration,
    deadline: Duration,
    usual: Option<&'static str>,
}

impl Wait {
    /// For documents: pauses from 30 seconds to an hour, for a day.
    pub fn for_documents() -> Self {
        Self {
            first: Duration::from_secs(30),
            longest: Duration::from_secs(3_600),
            deadline: Duration::from_secs(24 * 3_600),
            usual: Some("documents are processed within hours; ask again in a day"),
        }
    }

    /// For claims: pauses from two seconds to a minute, for ten minutes.
    pub fn for_claims() -> Self {
        Self {
            first: Duration::from_secs(2),
            longest: Duration::from_secs(60),
            deadline: Duration::from_secs(600),
            usual: None,
        }
    }

    /// For clearing records, which come up to three business days after the authorization: pauses from an hour to a day, for
    /// five days, which hold three business days wherever a weekend lies.
    pub fn for_clearing() -> Self {
        Self {
            first: Duration::from_secs(3_600),
            longest: Duration::from_secs(24 * 3_600),
            deadline: Duration::from_secs(5 * 24 * 3_600),
            usual: Some(
                "clearing records come up to three business days after the authorization; search again each day",
            ),
        }
    }

    /// Sets the first and the longest pause.
    pub fn with_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Sets how long to wait.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How long this takes as a rule, where the service says so: for a program that would rather come back than wait.
    pub fn usual(&self) -> Option<&'static str> {
        self.usual
    }
}

/// What a document belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Chargeback(String, String),
    DebitChargeback(String, String),
    Retrieval(String, String),
    DebitRetrieval(String, String),
    Case(String),
}

impl Event {
    /// A chargeback or second presentment, by the ids of its claim and its own.
    pub fn chargeback(claim_id: impl Into<String>, chargeback_id: impl Into<String>) -> Self {
        Self(Kind::Chargeback(claim_id.into(), chargeback_id.into()))
    }

    /// The same of a debit transaction.
    pub fn debit_chargeback(claim_id: impl Into<String>, chargeback_id: impl Into<String>) -> Self {
        Self(Kind::DebitChargeback(claim_id.into(), chargeback_id.into()))
    }

    /// The fulfilment of a retrieval request, by the ids of its claim and its own.
    pub fn retrieval(claim_id: impl Into<String>, request_id: impl Into<String>) -> Self {
        Self(Kind::Retrieval(claim_id.into(), request_id.into()))
    }

    /// The same of a debit transaction.
    pub fn debit_retrieval(claim_id: impl Into<String>, request_id: impl Into<String>) -> Self {
        Self(Kind::DebitRetrieval(claim_id.into(), request_id.into()))
    }

    /// A case.
    pub fn case(case_id: impl Into<String>) -> Self {
        Self(Kind::Case(case_id.into()))
    }

    /// How far its documents are; nothing where the service does not know it.
    async fn status(&self, client: &Client) -> mc_core::Result<Option<DocumentStatus>> {
        let chargeback = |claim: &str, id: &str| {
            ChargebackStatusRequest::new(vec![ChargebackStatusRequestStructure::new(claim, id)])
        };
        let retrieval =
            |claim: &str, id: &str| RetrievalStatusRequest::new(vec![RetrievalStatusRequestStructure::new(claim, id)]);
        Ok(match &self.0 {
            Kind::Chargeback(claim, id) => {
                let answer = client
                    .chargebacks()
                    .retrieve_chargeback_status(&chargeback(claim, id))
                    .await?;
                let list = answer.chargeback_response_list.unwrap_or_default();
                list.into_iter().next().and_then(|entry| entry.status)
            }
            Kind::DebitChargeback(claim, id) => {
                let answer = client
                    .chargebacks()
                    .retrieve_debit_chargeback_status(&chargeback(claim, id))
                    .await?;
                let list = answer.chargeback_response_list.unwrap_or_default();
                list.into_iter().next().and_then(|entry| entry.status)
            }
            Kind::Retrieval(claim, id) => {
                let answer = client
                    .retrievals()
                    .retrieve_fulfillment_status(&retrieval(claim, id))
                    .await?;
                let list = answer.retrieval_response_list.unwrap_or_default();
                list.into_iter().next().and_then(|entry| entry.status)
            }
            Kind::DebitRetrieval(claim, id) => {
                let answer = client
                    .retrievals()
                    .retrieve_debit_fulfillment_status(&retrieval(claim, id))
                    .await?;
                let list = answer.retrieval_response_list.unwrap_or_default();
                list.into_iter().next().and_then(|entry| entry.status)
            }
            Kind::Case(id) => {
                let request = CaseFilingStatusRequest::new(vec![CaseFilingStatusRequestStructure::new(id)]);
                let answer = client.cases().retrieve_case_status(&request).await?;
                let list = answer.case_filing_response_list.unwrap_or_default();
                list.into_iter()
                    .next()
                    .and_then(|entry| entry.status)
                    .map(|text| of_case(&text))
            }
        })
    }
}

/// The state in a text such as `COMPLETED_SND_2/10/2021 8:43:21 AM`.
fn of_case(text: &str) -> DocumentStatus {
    DocumentStatus::from(text.split('_').next().unwrap_or_default())
}

/// Waits until the documents of an event are processed, and says how that ended.
///
/// The end is `Completed`, `Failed` or `NotApplicable`. While nobody has taken them up they are `Unavailable`, which is not the end.
///
/// # Errors
///
/// [`WaitError::Late`] at the deadline, and [`WaitError::Call`] when a question fails for a reason that does not pass.
pub async fn wait_for_document(client: &Client, event: &Event, wait: &Wait) -> Result<DocumentStatus, WaitError> {
    poll(wait, async || {
        let status = event.status(client).await?;
        let is_end = |status: &DocumentStatus| {
            matches!(
                status,
                DocumentStatus::Completed | DocumentStatus::Failed | DocumentStatus::NotApplicable
            )
        };
        Ok(status.filter(is_end))
    })
    .await
}

/// Waits until a claim is as wanted, and gives it.
///
/// A claim that is not found yet is waited for as well: it may have been created a moment ago.
///
/// # Errors
///
/// Those of [`wait_for_document`].
pub async fn wait_for_claim(
    client: &Client,
    claim_id: &str,
    wait: &Wait,
    is_wanted: impl Fn(&ClaimDetail) -> bool,
) -> Result<ClaimDetail, WaitError> {
    poll(wait, async || match client.claims().get_claim_detail(claim_id).await {
        Ok(claim) => Ok(Some(claim).filter(&is_wanted)),
        Err(error) if error.status().is_some_and(|status| status.as_u16() == 404) => Ok(None),
        Err(error) => Err(error),
    })
    .await
}

/// Waits until a search for a transaction finds a clearing record.
///
/// [`Wait::usual`] says how long that takes: a program that ends each night had better keep the search and ask once a day.
///
/// # Errors
///
/// Those of [`wait_for_document`].
pub async fn wait_for_clearing(
    client: &Client,
    request: &TransactionSearchRequest,
    wait: &Wait,
) -> Result<TransactionSummary, WaitError> {
    poll(wait, async || {
        let found = client.transactions().search_transactions(request).await?;
        let has_clearing = found.authorization_summary.iter().flatten().any(|authorization| {
            let clearings = authorization.clearing_summary.as_ref();
            clearings.is_some_and(|clearings| !clearings.is_empty())
        });
        Ok(Some(found).filter(|_| has_clearing))
    })
    .await
}

/// Why a wait ended without what was waited for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WaitError {
    /// A question failed, for a reason that does not pass by itself.
    Call(Error),
    /// The deadline came first.
    Late {
        /// How often was asked.
        questions: u32,
        /// How long this takes as a rule, where the service says so.
        usual: Option<&'static str>,
    },
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Late { questions, usual } => {
                write!(f, "the deadline came first, after {questions} questions")?;
                usual.map_or(Ok(()), |usual| write!(f, "; {usual}"))
            }
        }
    }
}

impl std::error::Error for WaitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => Some(error),
            Self::Late { .. } => None,
        }
    }
}

/// Asks until there is an answer.
async fn poll<T>(wait: &Wait, ask: impl AsyncFn() -> mc_core::Result<Option<T>>) -> Result<T, WaitError> {
    let begun = Instant::now();
    let (mut pause, mut questions) = (wait.first, 0_u32);
    loop {
        questions += 1;
        let asked = match ask().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => None,
            Err(error) if error.is_retryable() => error.retry_after(),
            Err(error) => return Err(WaitError::Call(error)),
        };
        let left = wait.deadline.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return Err(WaitError::Late {
                questions,
                usual: wait.usual,
            });
        }
        sleep(asked.map_or(pause, |asked| asked.max(pause)).min(left)).await;
        pause = pause.saturating_mul(2).min(wait.longest);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn wait() -> Wait {
        Wait::for_claims().with_pauses(Duration::from_secs(1), Duration::from_secs(4))
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_up_to_the_longest_and_end_with_the_deadline() {
        let (begun, asked) = (Instant::now(), RefCell::new(Vec::new()));
        let result = poll(&wait().with_deadline(Duration::from_secs(14)), async || {
            asked.borrow_mut().push(begun.elapsed().as_secs());
            Ok(None::<()>)
        })
        .await;
        assert_eq!(asked.into_inner(), [0, 1, 3, 7, 11, 14]);
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "the deadline came first, after 6 questions");
    }

    #[tokio::test(start_paused = true)]
    async fn the_service_may_say_how_long_it_takes() {
        let late = poll(&Wait::for_clearing(), async || Ok(None::<()>)).await.unwrap_err();
        assert!(late.to_string().contains("three business days"), "{late}");
        // One hour, doubled to a day at most: five days have ten questions.
        assert!(matches!(late, WaitError::Late { questions: 10, .. }), "{late:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_does_not_pass_ends_the_wait() {
        let error = poll(&wait(), async || Err::<Option<()>, _>(Error::invalid_request("no"))).await;
        assert!(matches!(error, Err(WaitError::Call(_))));
    }

    #[tokio::test(start_paused = true)]
    async fn dropping_the_future_ends_the_wait() {
        let asked = RefCell::new(0);
        let patience = wait();
        let waiting = poll(&patience, async || {
            *asked.borrow_mut() += 1;
            Ok(None::<()>)
        });
        assert!(
            tokio::time::timeout(Duration::from_millis(1_500), waiting)
                .await
                .is_err()
        );
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(asked.into_inner(), 2);
    }

    #[test]
    fn the_state_of_a_case_is_the_first_word() {
        assert_eq!(of_case("COMPLETED_SND_2/10/2021 8:43:21 AM"), DocumentStatus::Completed);
        assert_eq!(of_case("FAILED_REC_2/10/2021 8:43:21 AM_REBUT"), DocumentStatus::Failed);
        assert_eq!(of_case("UNAVAILABLE"), DocumentStatus::Unavailable);
    }
}
