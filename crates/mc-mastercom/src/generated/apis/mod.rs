// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations, one module for each of the specification's groups.

pub mod cases;
pub mod chargebacks;
pub mod claims;
pub mod fees;
pub mod fraud;
pub mod health;
pub mod queues;
pub mod reconciliation;
pub mod retrievals;
pub mod transactions;
