// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on a phone number.
    pub struct PhoneAnalysis, rename_all = "camelCase" {
        /// Whether the number is valid.
        ///
        /// JSON `valid`.
        pub valid: bool,
        /// The kind of line.
        ///
        /// JSON `lineType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub line_type: Option<super::PhoneAnalysisLineType>,
        /// Company that serves the number; for a virtual network, its operator.
        ///
        /// JSON `carrier`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub carrier: Option<String>,
        /// Country, as a two-letter code of ISO 3166-1.
        ///
        /// JSON `countryCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country_code: Option<String>,
        /// Days since the service last met the number. It is 0 for one that it has not met.
        ///
        /// JSON `lastSeenDays`; value 0 to 999999999.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub last_seen_days: i64,
        /// Days since the service first met the number together with the e-mail address. It is 0 if it has not.
        ///
        /// JSON `emailFirstSeenDays`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub email_first_seen_days: Option<i64>,
        /// Whether the number belongs with the name.
        ///
        /// JSON `matchToName`.
        pub match_to_name: super::MatchToName,
        /// How closely the place of the number agrees with the postal address.
        ///
        /// JSON `matchToAddress`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub match_to_address: Option<super::PhoneAnalysisMatchToAddress>,
    }
}

impl PhoneAnalysis {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(valid: bool, last_seen_days: i64, match_to_name: impl Into<super::MatchToName>) -> Self {
        Self {
            valid,
            line_type: None,
            carrier: None,
            country_code: None,
            last_seen_days,
            email_first_seen_days: None,
            match_to_name: match_to_name.into(),
            match_to_address: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `valid`.
    #[must_use]
    pub fn valid(mut self, value: bool) -> Self {
        self.valid = value;
        self
    }

    /// Sets `line_type`.
    #[must_use]
    pub fn line_type(mut self, value: impl Into<super::PhoneAnalysisLineType>) -> Self {
        self.line_type = Some(value.into());
        self
    }

    /// Sets `carrier`.
    #[must_use]
    pub fn carrier(mut self, value: impl Into<String>) -> Self {
        self.carrier = Some(value.into());
        self
    }

    /// Sets `country_code`.
    #[must_use]
    pub fn country_code(mut self, value: impl Into<String>) -> Self {
        self.country_code = Some(value.into());
        self
    }

    /// Sets `last_seen_days`.
    #[must_use]
    pub fn last_seen_days(mut self, value: i64) -> Self {
        self.last_seen_days = value;
        self
    }

    /// Sets `email_first_seen_days`.
    #[must_use]
    pub fn email_first_seen_days(mut self, value: i64) -> Self {
        self.email_first_seen_days = Some(value);
        self
    }

    /// Sets `match_to_name`.
    #[must_use]
    pub fn match_to_name(mut self, value: impl Into<super::MatchToName>) -> Self {
        self.match_to_name = value.into();
        self
    }

    /// Sets `match_to_address`.
    #[must_use]
    pub fn match_to_address(mut self, value: impl Into<super::PhoneAnalysisMatchToAddress>) -> Self {
        self.match_to_address = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for PhoneAnalysis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "PhoneAnalysis")
            .show("valid", &self.valid)
            .show_some("line_type", self.line_type.as_ref().map(|value| value as _))
            .hide("carrier", self.carrier.is_some())
            .hide("country_code", self.country_code.is_some())
            .hide("last_seen_days", true)
            .hide("email_first_seen_days", self.email_first_seen_days.is_some())
            .show("match_to_name", &self.match_to_name)
            .show_some(
                "match_to_address",
                self.match_to_address.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
