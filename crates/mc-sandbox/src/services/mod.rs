//! What each product does with a call, one module a product.

pub(crate) mod mastercom;
