// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations, one module for each of the specification's groups.

pub mod cards;
pub mod segments;
