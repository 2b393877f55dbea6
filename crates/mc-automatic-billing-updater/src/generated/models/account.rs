// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// A card account by number and expiry date. Responses are also understood when they name the fields `number` and `expiry`, as the published examples do.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Account {
    /// The account number; in a response the current one.
    ///
    /// JSON `accountNumber`; 13 to 19 characters.
    #[serde(rename = "accountNumber", alias = "number")]
    pub account_number: mc_core::Sensitive<String>,
    /// Month and year of expiry as `MMYY`; in a response the current one.
    ///
    /// JSON `expiryDate`; 4 characters.
    #[serde(rename = "expiryDate", alias = "expiry")]
    pub expiry_date: mc_core::Sensitive<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl Account {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        account_number: impl Into<mc_core::Sensitive<String>>,
        expiry_date: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        Self {
            account_number: account_number.into(),
            expiry_date: expiry_date.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account_number`.
    #[must_use]
    pub fn account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.account_number = value.into();
        self
    }

    /// Sets `expiry_date`.
    #[must_use]
    pub fn expiry_date(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.expiry_date = value.into();
        self
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Account")
            .hide("account_number", true)
            .hide("expiry_date", true)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for Account {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
