// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations, one module for each of the specification's groups.

pub mod batches;
pub mod cards;
pub mod profiles;
