// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to enrol many cards. Its operation's path is that of a sibling API.
    #[derive(Default)]
    pub struct BatchEnrollRequest, rename_all = "camelCase" {
        /// Id of the integrating party.
        ///
        /// JSON `srcClientId`; a UUID.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_client_id: Option<String>,
        /// Id of the program.
        ///
        /// JSON `serviceId`; at most 255 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub service_id: Option<String>,
        /// Your id of the batch. The documentation spells it with `ID` at the end in one place and `Id` in
        /// another.
        ///
        /// JSON `externalBatchId`.
        #[serde(alias = "externalBatchID", skip_serializing_if = "Option::is_none")]
        pub external_batch_id: Option<String>,
        /// The cards and their holders, as JSON: each record is an `EnrollmentData`. It never leaves like this:
        /// the client's encryption layer replaces it by a compact JWE, and without such a layer the request is
        /// not sent. Unconfirmed: the field may have another name, and whether the records are a list is not
        /// known.
        ///
        /// JSON `enrollmentData`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enrollment_data: Option<mc_core::RawJson>,
    }
}

impl BatchEnrollRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            src_client_id: None,
            service_id: None,
            external_batch_id: None,
            enrollment_data: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_client_id`.
    #[must_use]
    pub fn src_client_id(mut self, value: impl Into<String>) -> Self {
        self.src_client_id = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }

    /// Sets `external_batch_id`.
    #[must_use]
    pub fn external_batch_id(mut self, value: impl Into<String>) -> Self {
        self.external_batch_id = Some(value.into());
        self
    }

    /// Sets `enrollment_data`.
    #[must_use]
    pub fn enrollment_data(mut self, value: impl Into<mc_core::RawJson>) -> Self {
        self.enrollment_data = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for BatchEnrollRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "BatchEnrollRequest")
            .show_some("src_client_id", self.src_client_id.as_ref().map(|value| value as _))
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .show_some(
                "external_batch_id",
                self.external_batch_id.as_ref().map(|value| value as _),
            )
            .hide("enrollment_data", self.enrollment_data.is_some())
            .extra(&self.extra)
            .finish()
    }
}
