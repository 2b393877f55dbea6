// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Everything known about the opening of an account.
    pub struct AccountOpeningData, rename_all = "camelCase" {
        /// The device used. Send it to get insights about IP address or device.
        ///
        /// JSON `device`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device: Option<super::DeviceInput>,
        /// The applicant. Always needed.
        ///
        /// JSON `user`.
        pub user: super::UserInput,
        /// For resellers, the id of the customer on whose behalf they ask.
        ///
        /// JSON `endCustomerRefId`; 1 to 40 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub end_customer_ref_id: Option<String>,
        /// Where in your application the request was made, in your own words.
        ///
        /// JSON `placement`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub placement: Option<String>,
    }
}

impl AccountOpeningData {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(user: impl Into<super::UserInput>) -> Self {
        Self {
            device: None,
            user: user.into(),
            end_customer_ref_id: None,
            placement: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `device`.
    #[must_use]
    pub fn device(mut self, value: impl Into<super::DeviceInput>) -> Self {
        self.device = Some(value.into());
        self
    }

    /// Sets `user`.
    #[must_use]
    pub fn user(mut self, value: impl Into<super::UserInput>) -> Self {
        self.user = value.into();
        self
    }

    /// Sets `end_customer_ref_id`.
    #[must_use]
    pub fn end_customer_ref_id(mut self, value: impl Into<String>) -> Self {
        self.end_customer_ref_id = Some(value.into());
        self
    }

    /// Sets `placement`.
    #[must_use]
    pub fn placement(mut self, value: impl Into<String>) -> Self {
        self.placement = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AccountOpeningData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AccountOpeningData")
            .show_some("device", self.device.as_ref().map(|value| value as _))
            .show("user", &self.user)
            .show_some(
                "end_customer_ref_id",
                self.end_customer_ref_id.as_ref().map(|value| value as _),
            )
            .show_some("placement", self.placement.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
