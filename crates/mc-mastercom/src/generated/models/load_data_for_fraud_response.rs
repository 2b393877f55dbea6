// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Values that a fraud report on the claim may take.
    #[derive(Default)]
    pub struct LoadDataForFraudResponse, rename_all = "camelCase" {
        /// Device types that can be named.
        ///
        /// JSON `acctDeviceTypes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acct_device_types: Option<Vec<super::FraudAcctDeviceTypesNameValueDetail>>,
        /// Account states that can be named.
        ///
        /// JSON `acctStatuses`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acct_statuses: Option<Vec<super::FraudAcctStatusesNameValueDetail>>,
        /// Card validation codes that can be named.
        ///
        /// JSON `cardValidCodes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub card_valid_codes: Option<Vec<super::FraudCardValidCodesNameValueDetail>>,
        /// Fraud subtypes that can be named.
        ///
        /// JSON `subTypes`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sub_types: Option<Vec<super::FraudSubTypesNameValueDetail>>,
    }
}

impl LoadDataForFraudResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acct_device_types: None,
            acct_statuses: None,
            card_valid_codes: None,
            sub_types: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acct_device_types`.
    #[must_use]
    pub fn acct_device_types(mut self, value: impl Into<Vec<super::FraudAcctDeviceTypesNameValueDetail>>) -> Self {
        self.acct_device_types = Some(value.into());
        self
    }

    /// Sets `acct_statuses`.
    #[must_use]
    pub fn acct_statuses(mut self, value: impl Into<Vec<super::FraudAcctStatusesNameValueDetail>>) -> Self {
        self.acct_statuses = Some(value.into());
        self
    }

    /// Sets `card_valid_codes`.
    #[must_use]
    pub fn card_valid_codes(mut self, value: impl Into<Vec<super::FraudCardValidCodesNameValueDetail>>) -> Self {
        self.card_valid_codes = Some(value.into());
        self
    }

    /// Sets `sub_types`.
    #[must_use]
    pub fn sub_types(mut self, value: impl Into<Vec<super::FraudSubTypesNameValueDetail>>) -> Self {
        self.sub_types = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForFraudResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForFraudResponse")
            .show_some(
                "acct_device_types",
                self.acct_device_types.as_ref().map(|value| value as _),
            )
            .show_some("acct_statuses", self.acct_statuses.as_ref().map(|value| value as _))
            .show_some(
                "card_valid_codes",
                self.card_valid_codes.as_ref().map(|value| value as _),
            )
            .show_some("sub_types", self.sub_types.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
