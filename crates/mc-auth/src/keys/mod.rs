//! Private keys, public keys, certificates and key stores, from every encoding that Mastercard's portals hand out.
//!
//! [`KeySource`] is the way in: it says where the bytes are (a path, memory, the environment), finds out what they are,
//! and picks one key. What comes out is a [`PrivateKey`], a [`PublicKey`], a [`Certificate`], or an [`Identity`]: a key
//! with its certificate and the chain above it.
//!
//! | encoding | private key | public key | certificate |
//! | --- | --- | --- | --- |
//! | PKCS#12 (`.p12`, `.pfx`) in DER or BER: PBES2, 3DES and RC2 of old | yes, by alias | | yes, with the chain |
//! | PEM, any number of blocks, with text between them | PKCS#1, PKCS#8, encrypted PKCS#8 | PKCS#1, SPKI | yes |
//! | DER | PKCS#1, PKCS#8, encrypted PKCS#8 | PKCS#1, SPKI | yes |
//! | JWK and JWKS | yes | yes | from `x5c` |
//!
//! Text may begin with a byte order mark. A file of another kind (a Java key store, a key of OpenSSH, a PKCS#7 file, a request...) is
//! named in the error, with the command that converts it. Control characters in the names of keys and certificates are spelt out.
//!
//! Encrypted PKCS#8 is PBES2 (PBKDF2 or scrypt, AES or 3DES), or 3DES and RC2 as PKCS#12 derives them; PBES1 is refused.
//!
//! A set that is published at an address is `jwks::JwksSource` (feature `reqwest`). Certificates tell when they expire, and
//! are warned of before: [`Expiry`].
//!
//! Keys are RSA with 2048 to 8192 bits. Buffers of this crate that held secrets are overwritten when they are dropped. What the
//! crates below it copy for a moment is not in its hands: the ciphers that open an encrypted key, and the numbers that the
//! `rustcrypto` backend computes with, whose key itself is overwritten. Nothing secret is in any `Debug`, `Display` or error.
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

mod ber;
mod certificate;
mod contents;
mod ec;
mod encrypted;
mod expiry;
mod hint;
mod identity;
pub(crate) mod jwk;
#[cfg(feature = "reqwest")]
pub mod jwks;
mod open;
mod password;
mod pbe;
mod pem;
mod pkcs12;
mod private;
mod public;
mod shape;
mod signature;
mod source;
pub(crate) mod text;

pub use certificate::Certificate;
pub use contents::{Contents, Format, Named};
#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
pub use ec::EcPrivateKey;
pub use ec::EcPublicKey;
pub(crate) use expiry::warn;
pub use expiry::{Expiry, WARN_BEFORE};
pub use identity::Identity;
#[cfg(feature = "tls")]
pub(crate) use identity::{chain_expires_at, chain_expiry};
pub use jwk::{Jwk, JwkSet};
pub(crate) use open::without_mark;
pub use password::Password;
pub use private::PrivateKey;
pub use public::{Fingerprint, PublicKey};
pub use source::KeySource;
