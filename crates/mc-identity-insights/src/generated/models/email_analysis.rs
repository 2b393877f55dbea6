// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on an e-mail address.
    pub struct EmailAnalysis, rename_all = "camelCase" {
        /// Whether the address is valid.
        ///
        /// JSON `valid`.
        pub valid: bool,
        /// When the domain of the address was created. By the product's documentation it is a date as
        /// `YYYY-MM-DD`; the published example has a time after it.
        ///
        /// JSON `domainCreationDate`; pattern `^\d{4}-\d{2}-\d{2}`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub domain_creation_date: Option<String>,
        /// Days since the service first met the address. It is 0 for one that it has not met.
        ///
        /// JSON `firstSeenDays`.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub first_seen_days: i64,
        /// How often the service has met the address within half a year (180 days).
        ///
        /// JSON `mailboxVelocity`; value 0 to 1000.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub mailbox_velocity: Option<i64>,
        /// Whether the domain offers throw-away addresses. The product's documentation counts this among the
        /// strongest signs of fraud and advises to review such cases.
        ///
        /// JSON `isDisposable`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_disposable: Option<bool>,
        /// Risk of the address, from 0 to 1 with three decimals. A higher value means more risk.
        ///
        /// JSON `emailRiskScore`; value 0 to 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub email_risk_score: Option<f64>,
        /// Whether the address belongs with the name.
        ///
        /// JSON `matchToName`.
        pub match_to_name: super::MatchToName,
    }
}

impl EmailAnalysis {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(valid: bool, first_seen_days: i64, match_to_name: impl Into<super::MatchToName>) -> Self {
        Self {
            valid,
            domain_creation_date: None,
            first_seen_days,
            mailbox_velocity: None,
            is_disposable: None,
            email_risk_score: None,
            match_to_name: match_to_name.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `valid`.
    #[must_use]
    pub fn valid(mut self, value: bool) -> Self {
        self.valid = value;
        self
    }

    /// Sets `domain_creation_date`.
    #[must_use]
    pub fn domain_creation_date(mut self, value: impl Into<String>) -> Self {
        self.domain_creation_date = Some(value.into());
        self
    }

    /// Sets `first_seen_days`.
    #[must_use]
    pub fn first_seen_days(mut self, value: i64) -> Self {
        self.first_seen_days = value;
        self
    }

    /// Sets `mailbox_velocity`.
    #[must_use]
    pub fn mailbox_velocity(mut self, value: i64) -> Self {
        self.mailbox_velocity = Some(value);
        self
    }

    /// Sets `is_disposable`.
    #[must_use]
    pub fn is_disposable(mut self, value: bool) -> Self {
        self.is_disposable = Some(value);
        self
    }

    /// Sets `email_risk_score`.
    #[must_use]
    pub fn email_risk_score(mut self, value: f64) -> Self {
        self.email_risk_score = Some(value);
        self
    }

    /// Sets `match_to_name`.
    #[must_use]
    pub fn match_to_name(mut self, value: impl Into<super::MatchToName>) -> Self {
        self.match_to_name = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for EmailAnalysis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EmailAnalysis")
            .show("valid", &self.valid)
            .show_some(
                "domain_creation_date",
                self.domain_creation_date.as_ref().map(|value| value as _),
            )
            .hide("first_seen_days", true)
            .hide("mailbox_velocity", self.mailbox_velocity.is_some())
            .show_some("is_disposable", self.is_disposable.as_ref().map(|value| value as _))
            .hide("email_risk_score", self.email_risk_score.is_some())
            .show("match_to_name", &self.match_to_name)
            .extra(&self.extra)
            .finish()
    }
}
