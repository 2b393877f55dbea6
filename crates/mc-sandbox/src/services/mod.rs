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
