// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations as data: what middleware, retry rules and tools know of them.

use mc_core::Operation;

/// `POST /cards/batch`
pub const ENROLL_BATCH: Operation = Operation::new("enrollBatch", "enrollBatch", "POST", "/cards/batch")
    .with_product("issuer-enrollment")
    .with_encryption(mc_core::PayloadEncryption::Field("enrollmentData"));

/// `GET /cards/batch/{batchId}`
pub const GET_BATCH: Operation = Operation::new("getBatch", "getBatch", "GET", "/cards/batch/{batchId}")
    .with_product("issuer-enrollment")
    .with_idempotent();

/// `DELETE /cards/{cardId}`
pub const DELETE_CARD: Operation =
    Operation::new("deleteCard", "deleteCard", "DELETE", "/cards/{cardId}").with_product("issuer-enrollment");

/// `POST /cards`
pub const ENROLL_CARD: Operation = Operation::new("enrollCard", "putCard", "POST", "/cards")
    .with_product("issuer-enrollment")
    .with_encryption(mc_core::PayloadEncryption::Field("encryptedCard"));

/// `GET /cards/{cardId}`
pub const GET_CARD: Operation = Operation::new("getCard", "getCard", "GET", "/cards/{cardId}")
    .with_product("issuer-enrollment")
    .with_idempotent();

/// `PUT /cards/{cardId}`
pub const UPDATE_CARD: Operation =
    Operation::new("updateCard", "updateCard", "PUT", "/cards/{cardId}").with_product("issuer-enrollment");

/// `DELETE /profiles`
pub const DELETE_PROFILES: Operation =
    Operation::new("deleteProfiles", "deleteProfiles", "DELETE", "/profiles").with_product("issuer-enrollment");

/// `GET /profiles/{consumerId}`
pub const GET_PROFILE: Operation = Operation::new("getProfile", "getProfile", "GET", "/profiles/{consumerId}")
    .with_product("issuer-enrollment")
    .with_idempotent();

/// `PUT /profiles/{consumerId}`
pub const UPDATE_PROFILE: Operation =
    Operation::new("updateProfile", "updateProfile", "PUT", "/profiles/{consumerId}").with_product("issuer-enrollment");

/// All operations, by module and id.
pub const ALL: &[Operation] = &[
    ENROLL_BATCH,
    GET_BATCH,
    DELETE_CARD,
    ENROLL_CARD,
    GET_CARD,
    UPDATE_CARD,
    DELETE_PROFILES,
    GET_PROFILE,
    UPDATE_PROFILE,
];
