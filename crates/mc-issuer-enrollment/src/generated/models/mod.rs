// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The types of requests and answers.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]

mod batch_enroll_request;
pub use self::batch_enroll_request::BatchEnrollRequest;
mod batch_enroll_response;
pub use self::batch_enroll_response::BatchEnrollResponse;
mod batch_status_item;
pub use self::batch_status_item::BatchStatusItem;
mod card;
pub use self::card::Card;
mod card_source;
pub use self::card_source::CardSource;
mod compliance_settings;
pub use self::compliance_settings::ComplianceSettings;
mod consent;
pub use self::consent::Consent;
mod consumer;
pub use self::consumer::Consumer;
mod consumer_identity;
pub use self::consumer_identity::ConsumerIdentity;
mod consumer_identity_identity_type;
pub use self::consumer_identity_identity_type::ConsumerIdentityIdentityType;
mod delete_card_response;
pub use self::delete_card_response::DeleteCardResponse;
mod digital_card_data;
pub use self::digital_card_data::DigitalCardData;
mod digital_card_data_status;
pub use self::digital_card_data_status::DigitalCardDataStatus;
mod enroll_card_request;
pub use self::enroll_card_request::EnrollCardRequest;
mod enroll_card_response;
pub use self::enroll_card_response::EnrollCardResponse;
mod enrollment_data;
pub use self::enrollment_data::EnrollmentData;
mod enrolment_reference_data;
pub use self::enrolment_reference_data::EnrolmentReferenceData;
mod enrolment_reference_data_enrolment_reference_type;
pub use self::enrolment_reference_data_enrolment_reference_type::EnrolmentReferenceDataEnrolmentReferenceType;
mod error;
pub use self::error::Error;
mod error_detail;
pub use self::error_detail::ErrorDetail;
mod gateway_error;
pub use self::gateway_error::GatewayError;
mod gateway_errors;
pub use self::gateway_errors::GatewayErrors;
mod get_card_response;
pub use self::get_card_response::GetCardResponse;
mod masked_card;
pub use self::masked_card::MaskedCard;
mod masked_consumer;
pub use self::masked_consumer::MaskedConsumer;
mod masked_consumer_identity;
pub use self::masked_consumer_identity::MaskedConsumerIdentity;
mod masked_consumer_identity_identity_type;
pub use self::masked_consumer_identity_identity_type::MaskedConsumerIdentityIdentityType;
mod masked_consumer_status;
pub use self::masked_consumer_status::MaskedConsumerStatus;
mod pending_event;
pub use self::pending_event::PendingEvent;
mod phone_number;
pub use self::phone_number::PhoneNumber;
mod sibling_error;
pub use self::sibling_error::SiblingError;
