// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations as data: what middleware, retry rules and tools know of them.

use mc_core::Operation;

/// `POST /inquiries`
pub const INQUIRE_ACCOUNT: Operation = Operation::new("inquireAccount", "accountInquiry", "POST", "/inquiries")
    .with_product("automatic-billing-updater")
    .with_idempotent();

/// `POST /subscription-inquiries`
pub const INQUIRE_SUBSCRIPTION: Operation = Operation::new(
    "inquireSubscription",
    "subscriptionInquiry",
    "POST",
    "/subscription-inquiries",
)
.with_product("automatic-billing-updater")
.with_idempotent();

/// `POST /subscriptions`
pub const SUBSCRIBE_ACCOUNT: Operation =
    Operation::new("subscribeAccount", "accountSubscription", "POST", "/subscriptions")
        .with_product("automatic-billing-updater");

/// `POST /subscription-deletions`
pub const UNSUBSCRIBE_ACCOUNT: Operation = Operation::new(
    "unsubscribeAccount",
    "accountSubscriptionDeletion",
    "POST",
    "/subscription-deletions",
)
.with_product("automatic-billing-updater");

/// All operations, by module and id.
pub const ALL: &[Operation] = &[
    INQUIRE_ACCOUNT,
    INQUIRE_SUBSCRIPTION,
    SUBSCRIBE_ACCOUNT,
    UNSUBSCRIBE_ACCOUNT,
];
