//! What each product does.

mod generic;

use std::sync::Arc;

use crate::contract::Contract;
use crate::product::Product;
use crate::service::Service;

/// A product in the state that it has at the start.
pub(crate) fn new(product: Product, contract: Option<&Arc<Contract>>) -> Box<dyn Service> {
    let _ = product;
    Box::new(generic::Generic::new(contract.cloned()))
}
