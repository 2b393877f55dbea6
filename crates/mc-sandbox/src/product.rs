use std::fmt;
use std::str::FromStr;

use mc_core::{Environment, Operation};

use crate::manual::Manual;
use crate::{Error, Result};

/// A product that the sandbox stands in for.
///
/// ```
/// use mc_sandbox::Product;
///
/// assert_eq!("mastercom".parse::<Product>()?, Product::Mastercom);
/// assert_eq!(Product::Mastercom.operations().len(), 48);
/// # Ok::<(), mc_sandbox::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Product {
    /// Automatic Billing Updater.
    AutomaticBillingUpdater,
    /// Benefit Allocation Service.
    BenefitAllocation,
    /// Identity Insights for Accounts.
    IdentityInsights,
    /// Issuer Enrollment into Click to Pay.
    IssuerEnrollment,
    /// Mastercom.
    Mastercom,
}

/// How a product knows who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Authentication {
    /// A signature in each request.
    OAuth1,
    /// The certificate of the connection.
    MutualTls,
}

impl Product {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::AutomaticBillingUpdater,
        Self::BenefitAllocation,
        Self::IdentityInsights,
        Self::IssuerEnrollment,
        Self::Mastercom,
    ];

    /// The product's id: the name of its crate without `mc-`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AutomaticBillingUpdater => "automatic-billing-updater",
            Self::BenefitAllocation => "benefit-allocation",
            Self::IdentityInsights => "identity-insights",
            Self::IssuerEnrollment => "issuer-enrollment",
            Self::Mastercom => "mastercom",
        }
    }

    /// The product's name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::AutomaticBillingUpdater => "Automatic Billing Updater",
            Self::BenefitAllocation => "Benefit Allocation Service",
            Self::IdentityInsights => "Identity Insights for Accounts",
            Self::IssuerEnrollment => "Issuer Enrollment",
            Self::Mastercom => "Mastercom",
        }
    }

    /// How the sandbox behaves as this product.
    pub fn manual(self) -> Manual {
        Manual::of(self)
    }

    /// All that can be called.
    pub const fn operations(self) -> &'static [Operation] {
        match self {
            Self::AutomaticBillingUpdater => mc_automatic_billing_updater::operations::ALL,
            Self::BenefitAllocation => mc_benefit_allocation::operations::ALL,
            Self::IdentityInsights => mc_identity_insights::operations::ALL,
            Self::IssuerEnrollment => mc_issuer_enrollment::operations::ALL,
            Self::Mastercom => mc_mastercom::operations::ALL,
        }
    }

    /// How callers are known.
    pub const fn authentication(self) -> Authentication {
        match self {
            Self::BenefitAllocation | Self::IdentityInsights => Authentication::MutualTls,
            _ => Authentication::OAuth1,
        }
    }

    /// The path that is before that of every operation, as at the real host.
    pub fn base_path(self) -> String {
        let environment: Environment = match self {
            Self::AutomaticBillingUpdater => mc_automatic_billing_updater::Environment::Sandbox.into(),
            Self::BenefitAllocation => mc_benefit_allocation::Environment::Sandbox.into(),
            Self::IdentityInsights => mc_identity_insights::Environment::SandboxEurope.into(),
            Self::IssuerEnrollment => mc_issuer_enrollment::Environment::Sandbox.into(),
            Self::Mastercom => mc_mastercom::Environment::Sandbox.into(),
        };
        url::Url::parse(environment.base_url()).map_or_else(|_| String::new(), |url| url.path().to_owned())
    }

    /// Whether it is served where callers are known in this way: one product has two editions.
    pub(crate) const fn is_served(self, authentication: Authentication) -> bool {
        matches!(
            (self, self.authentication(), authentication),
            (Self::BenefitAllocation, _, _)
                | (_, Authentication::OAuth1, Authentication::OAuth1)
                | (_, Authentication::MutualTls, Authentication::MutualTls)
        )
    }

    /// What the specs say of it.
    pub(crate) const fn facts(self) -> &'static str {
        match self {
            Self::AutomaticBillingUpdater => include_str!("generated/automatic-billing-updater.json"),
            Self::BenefitAllocation => include_str!("generated/benefit-allocation.json"),
            Self::IdentityInsights => include_str!("generated/identity-insights.json"),
            Self::IssuerEnrollment => include_str!("generated/issuer-enrollment.json"),
            Self::Mastercom => include_str!("generated/mastercom.json"),
        }
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Product {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|product| product.id() == text)
            .ok_or_else(|| {
                let known: Vec<&str> = Self::ALL.iter().map(|product| product.id()).collect();
                Error::new(format!("there is no such product; there are {}", known.join(", ")))
            })
    }
}
