// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The types of requests and answers.

mod assign_benefit_allocation;
pub use self::assign_benefit_allocation::AssignBenefitAllocation;
mod bundle_details;
pub use self::bundle_details::BundleDetails;
mod bundles;
pub use self::bundles::Bundles;
mod cancel_benefit_allocation;
pub use self::cancel_benefit_allocation::CancelBenefitAllocation;
mod card_replacement;
pub use self::card_replacement::CardReplacement;
mod error;
pub use self::error::Error;
mod error_wrapper;
pub use self::error_wrapper::ErrorWrapper;
mod errors;
pub use self::errors::Errors;
mod frozen_card;
pub use self::frozen_card::FrozenCard;
mod replace_benefit_allocation;
pub use self::replace_benefit_allocation::ReplaceBenefitAllocation;
mod segment;
pub use self::segment::Segment;
mod segment_to_cancel;
pub use self::segment_to_cancel::SegmentToCancel;
