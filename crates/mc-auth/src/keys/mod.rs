//! Private keys, public keys, certificates and key stores, from every encoding that Mastercard's portals hand out.
//!
//! [`KeySource`] is the way in: it says where the bytes are (a path, memory, the environment), finds out what they are,
//! and picks one key. What comes out is a [`PrivateKey`], a [`PublicKey`], a [`Certificate`], or an [`Identity`]: a key
//! with its certificate and the chain above it.
//!
//! | encoding | private key | public key | certificate |
//! | --- | --- | --- | --- |
//! | PKCS#12 (`.p12`, `.pfx`): PBES2, 3DES and RC2 of old | yes, by alias | | yes, with the chain |
//! | PEM, any number of blocks, with text between them | PKCS#1, PKCS#8, encrypted PKCS#8 | PKCS#1, SPKI | yes |
//! | DER | PKCS#1, PKCS#8, encrypted PKCS#8 | PKCS#1, SPKI | yes |
//! | JWK and JWKS | yes | yes | from `x5c` |
//!
//! Encrypted PKCS#8 is PBES2 (PBKDF2 or scrypt, AES or 3DES), or 3DES and RC2 as PKCS#12 derives them; PBES1 is refused.
//!
//! A set that is published at an address is `jwks::JwksSource` (feature `reqwest`). Certificates tell when they expire, and
//! are warned of before: [`Expiry`].
//!
//! Keys are RSA with 2048 to 8192 bits. Buffers that held secrets are overwritten when they are dropped; the PKCS#12
//! reader's own short-lived copies are the exception. Nothing secret is in any `Debug`, `Display` or error.
//!
//! # Examples
//! ```no_run
//! use mc_auth::keys::{KeySource, Password};
//!
//! # fn main() -> mc_auth::Result<()> {
//! let key = KeySource::path("sandbox-signing.p12")
//!     .with_alias("keyalias")
//!     .with_password_env("SIGNING_PASSWORD")
//!     .private_key()?;
//! # Ok(())
//! # }
//! ```

/// The smallest modulus that is accepted, in bits.
pub const MIN_BITS: usize = 2048;
/// The largest modulus that is accepted, in bits: larger ones cost seconds and come from mistakes or attacks.
pub const MAX_BITS: usize = 8192;

mod certificate;
mod expiry;
mod identity;
mod jwk;
#[cfg(feature = "reqwest")]
pub mod jwks;
mod password;
mod pem;
mod pkcs12;
mod private;
mod public;
mod shape;
mod signature;
mod source;

pub use certificate::Certificate;
pub(crate) use expiry::warn;
pub use expiry::{Expiry, WARN_BEFORE};
pub use identity::Identity;
#[cfg(feature = "tls")]
pub(crate) use identity::{chain_expires_at, chain_expiry};
pub use jwk::{Jwk, JwkSet};
pub use password::Password;
pub use private::PrivateKey;
pub use public::{Fingerprint, PublicKey};
pub use source::{Contents, Format, KeySource, Named};
