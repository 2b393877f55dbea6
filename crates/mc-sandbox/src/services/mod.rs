//! What each product does with a call, one module a product.

pub(crate) mod abu;
pub(crate) mod benefits;
pub(crate) mod enrollment;
pub(crate) mod insights;
mod seed;
mod support;
#[cfg(test)]
mod testing;
