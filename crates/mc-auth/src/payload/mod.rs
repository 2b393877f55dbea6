//! Where in a JSON document what is encrypted: schemes, mappings, rules for operations.
//!
//! A [`Mapping`] takes what is at one path and puts it, encrypted, at another. A [`Rule`] has the mappings of requests and of
//! responses, and says what is done with values that are missing or empty. An [`Encryption`] has a [`Scheme`] (JWE or
//! field-level encryption, with keys) and chooses the rule of each call by its [`Target`]. With feature `reqwest` or `tower`,
//! `EncryptionLayer` applies it to every call. Keys can be replaced while clients run: schemes take them
//! [`Shared`](crate::Shared). [`official`] reads the configurations of Mastercard's own libraries.
//!
//! **A configured field never leaves in the clear.** A path that is not there, and `false`, `0`, `""` and `null`, are errors
//! unless the rule says otherwise. So is a call that no rule matches, where there are rules; see [`UnmatchedCall`]. A request
//! whose operation demands encryption is not sent by any signer or client of this crate unless an `EncryptionLayer` has
//! handled it, or a `ClearRequests` layer names the operation. Whatever else is in the document keeps its bytes and its order: numbers of any length,
//! escapes, members with the same name. Only the objects on a path are written anew, without space between their members.
//!
//! # Examples
//! ```no_run
//! use mc_auth::jwe::{Decrypter, Encrypter};
//! use mc_auth::keys::KeySource;
//! use mc_auth::payload::{Call, Encryption, JweScheme, Mapping, Rule, Target};
//!
//! # fn main() -> mc_auth::Result<()> {
//! let scheme = JweScheme::new()
//!     .with_encrypter(Encrypter::new(&KeySource::path("mastercard-encryption.pem").public_key()?)?)
//!     .with_decrypter(Decrypter::new(&KeySource::path("my-decryption.pem").private_key()?)?);
//! let encryption = Encryption::new(scheme).with_rule(
//!     Target::route("POST", "/accounts/{id}/cards"),
//!     Rule::new()
//!         .with_encrypted(Mapping::new("card", "encryptedCard")?)
//!         .with_decrypted(Mapping::new("encryptedCard", "card")?),
//! )?;
//!
//! let call = Call::new("POST", "/accounts/7/cards");
//! let sealed = encryption.encrypt(&call, br#"{"card":{"number":"5555555555554444"},"note":1.50}"#)?;
//! // {"note":1.50,"encryptedCard":{"encryptedData":"eyJ..."}}
//! # drop(sealed);
//! # Ok(())
//! # }
//! ```

#[cfg(any(feature = "reqwest", feature = "tower"))]
mod clear;
mod document;
mod encryption;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod layer;
pub mod official;
mod path;
mod place;
#[cfg(feature = "reqwest")]
mod reqwest;
mod rule;
mod scheme;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod sites;
mod target;
#[cfg(feature = "tower")]
mod tower;

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub use clear::ClearRequests;
#[cfg(feature = "tower")]
pub use clear::ClearRequestsService;
#[cfg(all(feature = "reqwest", feature = "tls"))]
pub(crate) use clear::Guard;
#[cfg(feature = "tower")]
pub(crate) use clear::refuse_clear;
pub use encryption::{Encryption, MAX_BYTES, Opened, Sealed, UnmatchedCall};
#[cfg(any(feature = "reqwest", feature = "tower"))]
pub use layer::EncryptionLayer;
pub use path::Path;
pub use rule::{EmptyValue, Mapping, MissingParent, MissingValue, Rule, TextForm};
pub use scheme::{FleScheme, JweScheme, ParameterNames, Scheme};
pub use target::{Call, Target};
#[cfg(feature = "tower")]
pub use tower::{DecryptedBody, EncryptionService};
