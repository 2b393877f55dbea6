// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The types of requests and answers.

#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]

mod account_info;
pub use self::account_info::AccountInfo;
mod account_opening_data;
pub use self::account_opening_data::AccountOpeningData;
mod account_opening_insights;
pub use self::account_opening_insights::AccountOpeningInsights;
mod address;
pub use self::address::Address;
mod address_analysis;
pub use self::address_analysis::AddressAnalysis;
mod address_analysis_validity_level;
pub use self::address_analysis_validity_level::AddressAnalysisValidityLevel;
mod device_details;
pub use self::device_details::DeviceDetails;
mod device_id;
pub use self::device_id::DeviceId;
mod device_info;
pub use self::device_info::DeviceInfo;
mod device_input;
pub use self::device_input::DeviceInput;
mod device_insights;
pub use self::device_insights::DeviceInsights;
mod device_scores;
pub use self::device_scores::DeviceScores;
mod email_analysis;
pub use self::email_analysis::EmailAnalysis;
mod error;
pub use self::error::Error;
mod error_list;
pub use self::error_list::ErrorList;
mod error_message;
pub use self::error_message::ErrorMessage;
mod insights_list;
pub use self::insights_list::InsightsList;
mod ip_details;
pub use self::ip_details::IpDetails;
mod ip_insights;
pub use self::ip_insights::IpInsights;
mod ip_scores;
pub use self::ip_scores::IpScores;
mod match_to_name;
pub use self::match_to_name::MatchToName;
mod phone_analysis;
pub use self::phone_analysis::PhoneAnalysis;
mod phone_analysis_line_type;
pub use self::phone_analysis_line_type::PhoneAnalysisLineType;
mod phone_analysis_match_to_address;
pub use self::phone_analysis_match_to_address::PhoneAnalysisMatchToAddress;
mod phone_number;
pub use self::phone_number::PhoneNumber;
mod user_details;
pub use self::user_details::UserDetails;
mod user_input;
pub use self::user_input::UserInput;
mod user_insights;
pub use self::user_insights::UserInsights;
mod user_scores;
pub use self::user_scores::UserScores;
mod warning;
pub use self::warning::Warning;
