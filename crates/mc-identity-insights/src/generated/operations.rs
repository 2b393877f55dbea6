// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations as data: what middleware, retry rules and tools know of them.

use mc_core::Operation;

/// `POST /openings`
pub const RETRIEVE_ACCOUNT_OPENING_INSIGHTS: Operation = Operation::new(
    "retrieveAccountOpeningInsights",
    "retrieveAccountOpeningInsights",
    "POST",
    "/openings",
)
.with_product("identity-insights")
.with_encryption(mc_core::PayloadEncryption::Body(
    mc_core::BodyEncryption::new("encryptedData").with_answers(mc_core::AnswerForm::Clear),
));

/// All operations, by module and id.
pub const ALL: &[Operation] = &[RETRIEVE_ACCOUNT_OPENING_INSIGHTS];
