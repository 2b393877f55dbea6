// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Search for transactions and their authorization and clearing records.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Transactions<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Transactions<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Read the authorization record of a claim.
    ///
    /// Answers with the authorization record of the disputed transaction, for the issuer. The transaction id goes into the path percent-encoded, because it can hold `/`, `+` and `=`.
    ///
    /// `GET /v6/claims/{claim-id}/transactions/authorization/{transaction-id}`
    ///
    /// The specification calls it `retrieveAuthorizationDetail`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `transaction_id`: Id of the authorization or clearing as a transaction search gave it: opaque, and percent-encoded by this client. Parameter `transaction-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_authorization_detail(
        &self,
        claim_id: &str,
        transaction_id: &str,
    ) -> mc_core::Result<models::AuthorizationDetail> {
        mc_core::Request::new(self.client, &operations::GET_AUTHORIZATION_DETAIL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("transaction-id", transaction_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Read the clearing record of a claim.
    ///
    /// Answers with the clearing record of the disputed transaction, for issuers and acquirers. The transaction id goes into the path percent-encoded, because it can hold `/`, `+` and `=`.
    ///
    /// `GET /v6/claims/{claim-id}/transactions/clearing/{transaction-id}`
    ///
    /// The specification calls it `getTransactionClearingDetail`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    /// * `transaction_id`: Id of the authorization or clearing as a transaction search gave it: opaque, and percent-encoded by this client. Parameter `transaction-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_clearing_detail(
        &self,
        claim_id: &str,
        transaction_id: &str,
    ) -> mc_core::Result<models::ClearingDetail> {
        mc_core::Request::new(self.client, &operations::GET_CLEARING_DETAIL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .path("transaction-id", transaction_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Read the debit transaction of a claim.
    ///
    /// Answers with the authorization and clearing messages of the disputed debit transaction. Its path alone lacks the `/claims` segment of its siblings; every published copy has it so, and this client calls it as published. For debit cards and bridged debit (Europe Dual Acquirer) only.
    ///
    /// `GET /v6/{claim-id}/transactions/debitmc/detail`
    ///
    /// The specification calls it `transactionDebitMCMessageDetail`.
    ///
    /// * `claim_id`: Id of the claim, up to 19 digits. Parameter `claim-id`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_debit_transaction_detail(
        &self,
        claim_id: &str,
    ) -> mc_core::Result<models::TransactionSingleMessageDetail> {
        mc_core::Request::new(self.client, &operations::GET_DEBIT_TRANSACTION_DETAIL)
            .path("claim-id", claim_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Search for a debit transaction by card number.
    ///
    /// Finds the single-message transactions of a card by settlement date, as the first step towards a claim. The range is at most 30 days and may lie up to 180 days back. Changes nothing. For debit cards and bridged debit (Europe Dual Acquirer) only.
    ///
    /// `POST /v6/transactions/debitmc/search`
    ///
    /// The specification calls it `transactionMessageSearchDebitMC`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn search_debit_transactions(
        &self,
        body: &models::TransactionSingleSearchRequest,
    ) -> mc_core::Result<models::TransactionSingleMessageSummaryList> {
        mc_core::Request::new(self.client, &operations::SEARCH_DEBIT_TRANSACTIONS)
            .json(body)
            .send_json()
            .await
    }

    /// Search for a transaction by card or reference number.
    ///
    /// Finds the authorizations and clearings of a card or an acquirer reference number, as the first step towards a claim. The range is at most 30 days and may lie up to 730 days back. Clearings normally turn up when they came within 150 days of the authorization; for later ones, and for instalments in Brazil, give the acquirer reference number and the clearing date of the first presentment. Changes nothing.
    ///
    /// `POST /v6/transactions/search`
    ///
    /// The specification calls it `transactionSearch`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn search_transactions(
        &self,
        body: &models::TransactionSearchRequest,
    ) -> mc_core::Result<models::TransactionSummary> {
        mc_core::Request::new(self.client, &operations::SEARCH_TRANSACTIONS)
            .json(body)
            .send_json()
            .await
    }
}
