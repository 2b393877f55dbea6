// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Dispute form of a case, which Mastercom fills in from these fields. Attach no document to the same
    /// request, or it fails.
    #[derive(Default)]
    pub struct CaseFilingEbdfStructure, rename_all = "camelCase" {
        /// Form for pre-compliance and compliance cases.
        ///
        /// JSON `expeditedBillingDrfDocument`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub expedited_billing_drf_document: Option<super::ExpeditedBillingDrfDocumentStructure>,
        /// Form for a case linked to the single-message system.
        ///
        /// JSON `smsLinkedCaseFilingDrfDocument`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sms_linked_case_filing_drf_document: Option<super::SmsLinkedCaseFilingDrfDocumentStructure>,
    }
}

impl CaseFilingEbdfStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            expedited_billing_drf_document: None,
            sms_linked_case_filing_drf_document: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `expedited_billing_drf_document`.
    #[must_use]
    pub fn expedited_billing_drf_document(
        mut self,
        value: impl Into<super::ExpeditedBillingDrfDocumentStructure>,
    ) -> Self {
        self.expedited_billing_drf_document = Some(value.into());
        self
    }

    /// Sets `sms_linked_case_filing_drf_document`.
    #[must_use]
    pub fn sms_linked_case_filing_drf_document(
        mut self,
        value: impl Into<super::SmsLinkedCaseFilingDrfDocumentStructure>,
    ) -> Self {
        self.sms_linked_case_filing_drf_document = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CaseFilingEbdfStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CaseFilingEbdfStructure")
            .show_some(
                "expedited_billing_drf_document",
                self.expedited_billing_drf_document.as_ref().map(|value| value as _),
            )
            .show_some(
                "sms_linked_case_filing_drf_document",
                self.sms_linked_case_filing_drf_document
                    .as_ref()
                    .map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
