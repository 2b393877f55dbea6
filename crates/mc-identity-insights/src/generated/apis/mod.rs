// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations, one module for each of the specification's groups.

pub mod openings;
