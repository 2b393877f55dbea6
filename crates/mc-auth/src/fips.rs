//! FIPS 140-3: whether the build has the validated module of AWS-LC, and what is refused where it has.
//!
//! The module is chosen by the application, through the feature `fips` of the crates that contain it; cargo unifies features, so no
//! feature of this crate is needed:
//!
//! ```toml
//! aws-lc-rs = { version = "1", features = ["fips"] }
//! rustls = { version = "0.23", default-features = false, features = ["fips"] }
//! ```
//!
//! Where the module is there, this crate signs, wraps keys, encrypts, hashes and draws random numbers by it alone. What it cannot do
//! is an error that names the algorithm ([`Error::is_algorithm`](crate::Error::is_algorithm)): AES-GCM with vectors of 16 bytes,
//! encryption by A192GCM, the backend `rustcrypto`, PKCS#12 stores and keys that are encrypted by anything but PBES2 with PBKDF2 and
//! AES-CBC, and RSA-OAEP whose padding a PKCS#11 device leaves to software. SHA-1 fingerprints are names and are computed all the
//! same, and OAuth nonces come from the operating system.
//!
//! # Examples
//! ```
//! # // The documentation is built without the module.
//! let error = mc_auth::fips::require().unwrap_err();
//! assert!(error.is_configuration());
//! assert!(!mc_auth::fips::is_active());
//! ```

use crate::error::{Error, Kind, Result};

/// Whether AWS-LC in this build is the validated module, and has passed its self-tests.
pub fn is_active() -> bool {
    #[cfg(feature = "aws-lc-rs")]
    return aws_lc_rs::try_fips_mode().is_ok();
    #[cfg(not(feature = "aws-lc-rs"))]
    return false;
}

/// Fails unless the validated module is there: for the start of a program that must not run without it.
///
/// # Errors
/// [`is_configuration`](Error::is_configuration) when AWS-LC is not in this build, or is not the validated module.
pub fn require() -> Result<()> {
    if is_active() {
        Ok(())
    } else {
        Err(Error::new(
            Kind::Configuration,
            "this program has no FIPS module: build it with the feature `fips` of aws-lc-rs and of rustls, and with the feature \
             aws-lc-rs of mcapi-auth",
        ))
    }
}

/// Refuses an algorithm that the module does not have, where the module is there.
pub(crate) fn outside(what: &str) -> Result<()> {
    if is_active() { Err(refused(what)) } else { Ok(()) }
}

/// The refusal by itself.
pub(crate) fn refused(what: &str) -> Error {
    Error::new(
        Kind::Algorithm,
        format!("{what} is outside of the FIPS module that this program is built with"),
    )
}
