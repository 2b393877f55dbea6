// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The types of requests and answers.

mod account;
pub use self::account::Account;
mod account_update;
pub use self::account_update::AccountUpdate;
mod base_account;
pub use self::base_account::BaseAccount;
mod base_customer;
pub use self::base_customer::BaseCustomer;
mod customer;
pub use self::customer::Customer;
mod customer_account;
pub use self::customer_account::CustomerAccount;
mod error;
pub use self::error::Error;
mod error_wrapper;
pub use self::error_wrapper::ErrorWrapper;
mod errors;
pub use self::errors::Errors;
mod inquiry;
pub use self::inquiry::Inquiry;
mod out_inquiry;
pub use self::out_inquiry::OutInquiry;
mod out_subscription;
pub use self::out_subscription::OutSubscription;
mod out_subscription_inquiry;
pub use self::out_subscription_inquiry::OutSubscriptionInquiry;
mod response_indicator;
pub use self::response_indicator::ResponseIndicator;
mod subscription;
pub use self::subscription::Subscription;
mod subscription_deletion;
pub use self::subscription_deletion::SubscriptionDeletion;
mod subscription_inquiry;
pub use self::subscription_inquiry::SubscriptionInquiry;
