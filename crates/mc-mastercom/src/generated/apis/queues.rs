// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Queues, the lists of claims that wait for somebody.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Queues<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Queues<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// List the claims of a queue.
    ///
    /// Answers with the claims of a queue, last changed first, in one piece. How many fit depends on size and time, so use `search_queue_claims` where more than 10,000 are expected.
    ///
    /// `GET /v6/queues`
    ///
    /// The specification calls it `getQueueSummary`.
    ///
    /// * `queue_name`: Name of the queue, as `get_queue_names` lists it. Parameter `queue-name`; at most 30 characters.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_queue_claims(&self, queue_name: &str) -> mc_core::Result<Vec<models::ClaimSummary>> {
        mc_core::Request::new(self.client, &operations::GET_QUEUE_CLAIMS)
            .query("queue-name", queue_name, mc_core::Style::Form, true)
            .send_json()
            .await
    }

    /// List the queues that the caller may read.
    ///
    /// Answers with the names and descriptions of the queues. The names are data, different for issuers and acquirers: take them from here rather than from code.
    ///
    /// `GET /v6/queues/names`
    ///
    /// The specification calls it `getQueues`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_queue_names(&self) -> mc_core::Result<Vec<models::Queue>> {
        mc_core::Request::new(self.client, &operations::GET_QUEUE_NAMES)
            .send_json()
            .await
    }

    /// List the claims of a queue page by page.
    ///
    /// Answers with one page of at most 2,000 claims, last changed first, and with the number of pages. That number is exact only when both dates are given and lie no more than five days apart. Changes nothing.
    ///
    /// `POST /v6/queues`
    ///
    /// The specification calls it `getQueueSummaryPost`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn search_queue_claims(
        &self,
        body: &models::GetQueueContentRequest,
    ) -> mc_core::Result<models::QueueContentSummary> {
        mc_core::Request::new(self.client, &operations::SEARCH_QUEUE_CLAIMS)
            .json(body)
            .send_json()
            .await
    }
}
