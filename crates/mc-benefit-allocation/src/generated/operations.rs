// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations as data: what middleware, retry rules and tools know of them.

use mc_core::Operation;

/// `POST /cards`
pub const REPLACE_CARD: Operation = Operation::new("replaceCard", "cardReplacement", "POST", "/cards")
    .with_product("benefit-allocation")
    .with_encryption(mc_core::PayloadEncryption::Body(
        mc_core::BodyEncryption::new("encryptedValue")
            .accepting(&["encryptedData"])
            .with_answers(mc_core::AnswerForm::Either),
    ));

/// `PUT /cards`
pub const SET_CARD_FROZEN: Operation = Operation::new("setCardFrozen", "freezeUnfreeze", "PUT", "/cards")
    .with_product("benefit-allocation")
    .with_encryption(mc_core::PayloadEncryption::Body(
        mc_core::BodyEncryption::new("encryptedValue")
            .accepting(&["encryptedData"])
            .with_answers(mc_core::AnswerForm::Either),
    ));

/// `POST /card-segments`
pub const ASSIGN_SEGMENT: Operation = Operation::new("assignSegment", "assignSegment", "POST", "/card-segments")
    .with_product("benefit-allocation")
    .with_encryption(mc_core::PayloadEncryption::Body(
        mc_core::BodyEncryption::new("encryptedValue")
            .accepting(&["encryptedData"])
            .with_answers(mc_core::AnswerForm::Either),
    ));

/// `PUT /card-segments-cancellations`
pub const CANCEL_SEGMENT: Operation =
    Operation::new("cancelSegment", "cancelSegment", "PUT", "/card-segments-cancellations")
        .with_product("benefit-allocation")
        .with_encryption(mc_core::PayloadEncryption::Body(
            mc_core::BodyEncryption::new("encryptedValue")
                .accepting(&["encryptedData"])
                .with_answers(mc_core::AnswerForm::Either),
        ));

/// `PUT /card-segments-replacements`
pub const REPLACE_SEGMENT: Operation =
    Operation::new("replaceSegment", "replaceSegment", "PUT", "/card-segments-replacements")
        .with_product("benefit-allocation")
        .with_encryption(mc_core::PayloadEncryption::Body(
            mc_core::BodyEncryption::new("encryptedValue")
                .accepting(&["encryptedData"])
                .with_answers(mc_core::AnswerForm::Either),
        ));

/// All operations, by module and id.
pub const ALL: &[Operation] = &[
    REPLACE_CARD,
    SET_CARD_FROZEN,
    ASSIGN_SEGMENT,
    CANCEL_SEGMENT,
    REPLACE_SEGMENT,
];
