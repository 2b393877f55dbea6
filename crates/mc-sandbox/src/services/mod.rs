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

use mc_core::Operation;
use serde_json::Value;

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

/// What the sandbox serves of a product besides its contract, as the contract would describe it.
pub(crate) fn own_operations(product: Product) -> Vec<(&'static Operation, Value)> {
    match product {
        Product::IssuerEnrollment => enrollment::own_operations().into(),
        _ => Vec::new(),
    }
}
