//! Queues and searches, page after page.
//!
//! ```no_run
//! use mc_mastercom::pages::QueuePages;
//! use mc_mastercom::models::GetQueueContentRequest;
//!
//! # async fn example(client: mc_mastercom::Client) -> mc_core::Result<()> {
//! let mut pages = QueuePages::new(&client, GetQueueContentRequest::new("Acquirer First CB Unworked"));
//! while let Some(claims) = pages.next().await? {
//!     for claim in claims {
//!         println!("{:?} is due {:?}", claim.claim_id, claim.due_date);
//!     }
//! }
//! # Ok(())
//! # }
//! ```

use std::collections::{BTreeSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use mc_core::Result;
use mc_core::values::NumberText;

use crate::Client;
use crate::models::{ClaimSummary, GetQueueContentRequest};

/// How many claims a full page has.
const FULL: usize = 2_000;

/// The pages of a queue, from the one that the request names or the first.
///
/// The service lists claims by their last change, the latest first, and gives an exact number of pages only for a range of
/// dates of five days or less. So the end is where a page is empty, or where it is not full and no further page is announced.
///
/// A claim that changes while the pages are read moves to the front and pushes the others back: the one that it pushes onto the
/// next page is given once only. The claim itself is found by reading the queue again.
#[derive(Debug)]
pub struct QueuePages {
    client: Client,
    request: GetQueueContentRequest,
    page: u64,
    before: BTreeSet<String>,
    is_over: bool,
}

impl QueuePages {
    /// The pages of a queue, with all that the request says about dates.
    pub fn new(client: &Client, request: GetQueueContentRequest) -> Self {
        let first = request.page_number.as_ref().and_then(|page| page.to_u64().ok());
        Self {
            client: client.clone(),
            request,
            page: first.unwrap_or(1),
            before: BTreeSet::new(),
            is_over: false,
        }
    }

    /// The next page; nothing behind the last one. After an error the same page is asked for again.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] of the call.
    pub async fn next(&mut self) -> Result<Option<Vec<ClaimSummary>>> {
        if self.is_over {
            return Ok(None);
        }
        self.request.page_number = Some(NumberText::from(self.page));
        let answer = self.client.queues().search_queue_claims(&self.request).await?;
        let announced = answer.page_count.as_ref().and_then(|count| count.to_u64().ok());
        let mut claims = answer.claim_list.unwrap_or_default();
        let count = claims.len();
        self.is_over = count == 0 || (count < FULL && announced.is_none_or(|announced| announced <= self.page));
        self.page += 1;
        if count == 0 {
            return Ok(None);
        }
        let ids = claims.iter().filter_map(|claim| claim.claim_id.clone()).collect();
        let before = std::mem::replace(&mut self.before, ids);
        claims.retain(|claim| claim.claim_id.as_ref().is_none_or(|id| !before.contains(id)));
        Ok(Some(claims))
    }

    /// The claims one by one, a page read whenever one is needed. The stream ends behind an error.
    pub fn into_stream(self) -> Claims {
        Claims {
            read: VecDeque::new(),
            state: State::Idle(self),
        }
    }
}

/// The claims of a queue as a stream; made by [`QueuePages::into_stream`].
pub struct Claims {
    read: VecDeque<ClaimSummary>,
    state: State,
}

type Reading = Pin<Box<dyn Future<Output = (QueuePages, Result<Option<Vec<ClaimSummary>>>)> + Send>>;

enum State {
    Idle(QueuePages),
    Reading(Reading),
    Over,
}

impl Stream for Claims {
    type Item = Result<ClaimSummary>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(claim) = self.read.pop_front() {
                return Poll::Ready(Some(Ok(claim)));
            }
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle(mut pages) => {
                    self.state = State::Reading(Box::pin(async move {
                        let page = pages.next().await;
                        (pages, page)
                    }));
                }
                State::Reading(mut reading) => match reading.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    }
                    Poll::Ready((pages, Ok(Some(claims)))) => {
                        self.read = claims.into();
                        self.state = State::Idle(pages);
                    }
                    Poll::Ready((_, Ok(None))) => return Poll::Ready(None),
                    Poll::Ready((_, Err(error))) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claims")
            .field("read", &self.read.len())
            .finish_non_exhaustive()
    }
}
