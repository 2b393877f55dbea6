//! What each product does with a call, one module a product.

mod abu;
mod benefits;
mod enrollment;
mod insights;
mod mastercom;
mod seed;
mod support;
#[cfg(test)]
mod testing;

use serde_json::Value;

use crate::manual::Section;
use crate::product::Product;
use crate::service::Service;

/// A product in the state that it has at the start.
pub(crate) fn new(product: Product) -> Box<dyn Service> {
    match product {
        Product::AutomaticBillingUpdater => Box::new(abu::Abu::new()),
        Product::BenefitAllocation => Box::new(benefits::Benefits::new()),
        Product::IdentityInsights => Box::new(insights::Insights::new()),
        Product::IssuerEnrollment => Box::new(enrollment::Enrollment::new()),
        Product::Mastercom => Box::new(mastercom::Mastercom::new()),
    }
}

/// What people should know of a product's behaviour.
pub(crate) fn manual(product: Product) -> Vec<Section> {
    match product {
        Product::AutomaticBillingUpdater => abu::manual(),
        Product::BenefitAllocation => benefits::manual(),
        Product::IdentityInsights => insights::manual(),
        Product::IssuerEnrollment => enrollment::manual(),
        Product::Mastercom => mastercom::manual(),
    }
}

/// What a seed of a product looks like, as JSON Schema.
pub(crate) fn seed_schema(product: Product) -> Value {
    match product {
        Product::AutomaticBillingUpdater => abu::seed_schema(),
        Product::BenefitAllocation => benefits::seed_schema(),
        Product::IdentityInsights => insights::seed_schema(),
        Product::IssuerEnrollment => enrollment::seed_schema(),
        Product::Mastercom => mastercom::seed_schema(),
    }
}
