// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A fraud report on the transaction of a claim.
    pub struct CreateFraudMasterCardRequest, rename_all = "camelCase" {
        /// Whether the account was closed.
        ///
        /// JSON `acctStatus`.
        #[serde(rename = "acctStatus", skip_serializing_if = "Option::is_none")]
        pub account_status: Option<super::CreateFraudMasterCardRequestAcctStatus>,
        /// Chargeback indicator.
        ///
        /// JSON `chgbkIndicator`.
        #[serde(rename = "chgbkIndicator")]
        pub chargeback_indicator: super::CreateFraudMasterCardRequestChgbkIndicator,
        /// Result of the card validation code.
        ///
        /// JSON `cvcInvalidIndicator`.
        pub cvc_invalid_indicator: super::CvcInvalidIndicator,
        /// What the account is used with.
        ///
        /// JSON `deviceType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub device_type: Option<super::FraudDeviceType>,
        /// Type of the fraud.
        ///
        /// JSON `fraudType`.
        pub fraud_type: super::FraudType,
        /// Day on which the fraud was reported.
        ///
        /// JSON `reportDate`; a date, `YYYY-MM-DD`.
        pub report_date: mc_core::values::Date,
        /// Subtype of the fraud.
        ///
        /// JSON `subType`.
        pub sub_type: super::FraudSubType,
    }
}

impl CreateFraudMasterCardRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        chargeback_indicator: impl Into<super::CreateFraudMasterCardRequestChgbkIndicator>,
        cvc_invalid_indicator: impl Into<super::CvcInvalidIndicator>,
        fraud_type: impl Into<super::FraudType>,
        report_date: mc_core::values::Date,
        sub_type: impl Into<super::FraudSubType>,
    ) -> Self {
        Self {
            account_status: None,
            chargeback_indicator: chargeback_indicator.into(),
            cvc_invalid_indicator: cvc_invalid_indicator.into(),
            device_type: None,
            fraud_type: fraud_type.into(),
            report_date,
            sub_type: sub_type.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account_status`.
    #[must_use]
    pub fn account_status(mut self, value: impl Into<super::CreateFraudMasterCardRequestAcctStatus>) -> Self {
        self.account_status = Some(value.into());
        self
    }

    /// Sets `chargeback_indicator`.
    #[must_use]
    pub fn chargeback_indicator(mut self, value: impl Into<super::CreateFraudMasterCardRequestChgbkIndicator>) -> Self {
        self.chargeback_indicator = value.into();
        self
    }

    /// Sets `cvc_invalid_indicator`.
    #[must_use]
    pub fn cvc_invalid_indicator(mut self, value: impl Into<super::CvcInvalidIndicator>) -> Self {
        self.cvc_invalid_indicator = value.into();
        self
    }

    /// Sets `device_type`.
    #[must_use]
    pub fn device_type(mut self, value: impl Into<super::FraudDeviceType>) -> Self {
        self.device_type = Some(value.into());
        self
    }

    /// Sets `fraud_type`.
    #[must_use]
    pub fn fraud_type(mut self, value: impl Into<super::FraudType>) -> Self {
        self.fraud_type = value.into();
        self
    }

    /// Sets `report_date`.
    #[must_use]
    pub fn report_date(mut self, value: mc_core::values::Date) -> Self {
        self.report_date = value;
        self
    }

    /// Sets `sub_type`.
    #[must_use]
    pub fn sub_type(mut self, value: impl Into<super::FraudSubType>) -> Self {
        self.sub_type = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateFraudMasterCardRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateFraudMasterCardRequest")
            .show_some("account_status", self.account_status.as_ref().map(|value| value as _))
            .show("chargeback_indicator", &self.chargeback_indicator)
            .show("cvc_invalid_indicator", &self.cvc_invalid_indicator)
            .show_some("device_type", self.device_type.as_ref().map(|value| value as _))
            .show("fraud_type", &self.fraud_type)
            .show_text("report_date", Some(self.report_date.as_str()))
            .show("sub_type", &self.sub_type)
            .extra(&self.extra)
            .finish()
    }
}
