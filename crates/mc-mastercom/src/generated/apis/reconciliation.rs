// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Reconciliation reports, ordered first and collected later.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Reconciliation<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Reconciliation<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Collect a reconciliation report.
    ///
    /// Answers with the state of an ordered report and, once it is available, with the report as CSV in base64. Ask again later while it is unavailable; a failed report has to be ordered anew. The request has no body and changes nothing.
    ///
    /// `POST /v6/reconreport/data/retrieval/{reportIdentifier}`
    ///
    /// The specification calls it `reconReportDataRetrieval`.
    ///
    /// * `report_identifier`: Identifier that was given when the report was ordered, 36 characters. Parameter `reportIdentifier`; 36 characters.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_reconciliation_report(
        &self,
        report_identifier: &str,
    ) -> mc_core::Result<models::ReconReportDataRetrievalResponse> {
        mc_core::Request::new(self.client, &operations::GET_RECONCILIATION_REPORT)
            .path("reportIdentifier", report_identifier, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Order a reconciliation report.
    ///
    /// Orders a reconciliation report, plain or enhanced, for a range of dates and answers with its identifier. The report is made in the background: collect it with `get_reconciliation_report`. Each call orders another report.
    ///
    /// `POST /v6/reconreport/data/request`
    ///
    /// The specification calls it `reconReportDataAcknowledge`.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn request_reconciliation_report(
        &self,
        body: &models::ReconReportDataAcknowledgeRequest,
    ) -> mc_core::Result<models::ReconReportDataAcknowledgeResponse> {
        mc_core::Request::new(self.client, &operations::REQUEST_RECONCILIATION_REPORT)
            .json(body)
            .send_json()
            .await
    }
}
