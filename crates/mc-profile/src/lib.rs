//! Profiles: which keys, certificates and servers a client uses, by a name.
//!
//! A profile makes the client of any product crate: it signs or presents its certificate, encrypts and decrypts, and retries
//! what may be repeated.
//!
//! ```no_run
//! # mod mc_mastercom {
//! #     pub(crate) const API: mc_core::Api = mc_core::Api::new("mastercom", &[], &[]);
//! #     pub(crate) struct Client(mc_core::Client);
//! #     impl From<mc_core::Client> for Client {
//! #         fn from(core: mc_core::Client) -> Self {
//! #             Self(core)
//! #         }
//! #     }
//! # }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use mc_profile::Profile;
//!
//! let client = mc_mastercom::Client::from(Profile::load("sandbox")?.client(&mc_mastercom::API)?);
//! # drop(client);
//! # Ok(())
//! # }
//! ```
//!
//! # The file
//!
//! Profiles are in `mcapi/profiles.toml` in the user's configuration directory (`~/.config` on Linux and macOS), or in the
//! file that `MCAPI_PROFILE_FILE` names. Names of files in it are relative to it. Secrets are not in it: it names the
//! environment variable or the file that holds one, and a literal secret is refused. The file `DIR/sandbox.json` that
//! `mcapi sandbox --dir DIR` writes is read as well; its profile is `sandbox`. [`write_template`] writes a file to fill in.
//!
//! ```toml
//! default = "sandbox"                      # the profile that is used if none is named; not needed where there is one
//!
//! [profile.sandbox]
//! environment = "sandbox"                  # the server, or base-url
//! consumer-key-env = "CONSUMER_KEY"        # or consumer-key, or consumer-key-file
//! roots = ["ca.pem"]                       # certificates trusted beside the public ones
//! signing = { file = "signing.p12", alias = "keyalias", password-env = "SIGNING_PASSWORD" }
//! client-certificate = { file = "client.p12", password-file = "client.password" }
//! encryption = { file = "mastercard-encryption.pem" }
//! decryption = [{ file = "decryption.pem" }, { file = "former.pem" }]
//!
//! [profile.sandbox.product.mastercom]      # what differs for one product
//! base-url = "https://127.0.0.1:8443/mastercom"
//! ```
//!
//! A key has `file`, or `env` for a variable that holds PEM, JWK or base64; `alias` where a store has several; and
//! `password-env` or `password-file` where it is encrypted. `certificate` names a file with the key's certificates where
//! they are not beside the key. `encryption` has `kid`, `content-encryption` and `field` (the member that holds the JWE, where a
//! server has another name than the product documents) as well, and `bearer` is `token-env` or `token-file`. `auth` is
//! `oauth1`, `mutual-tls` or `bearer` where it is not what the server documents.
//!
//! `guard` says where dispute events are remembered, so that none is filed twice ([`GuardSettings`]): `file`, or `redis-env` or
//! `postgres-env` for a variable that holds an address; `key-env` or `key-file`; and `scope`, `redis-replicas`,
//! `redis-allow-eviction`, `redis-allow-loss` and `postgres-root`.
//!
//! # Environment variables
//!
//! | variable | meaning |
//! | --- | --- |
//! | `MCAPI_PROFILE` | the profile's name, where the program names none |
//! | `MCAPI_PROFILE_FILE` | the file of profiles |
//! | `MCAPI_PROFILE__SETTING` | a setting in capitals, with `__` between the parts of its path: `MCAPI_PROFILE__ENVIRONMENT`, `MCAPI_PROFILE__SIGNING__FILE`, `MCAPI_PROFILE__PRODUCT__MASTERCOM__BASE_URL` |
//!
//! Variables take precedence over the file, and make a profile without one. Those that hold a secret may do so directly:
//! `MCAPI_PROFILE__SIGNING__PASSWORD`, `MCAPI_PROFILE__SIGNING__PRIVATE_KEY` (PEM, JWK or base64), `MCAPI_PROFILE__BEARER__TOKEN`.
//! Lists and tables are written as in TOML. A key is given whole: variables of `SIGNING` replace the `signing` of the file. Paths in
//! variables are relative to the working folder. A variable with this beginning that is no setting is an error.
//!
//! # Errors and logs
//!
//! An [`Error`] says what is wrong, where, and what to do. Neither it nor `Debug` of anything here holds a secret or the value of
//! a setting.

mod check;
mod error;
mod file;
mod guard;
mod keys;
mod profile;
mod sandbox;
mod settings;
mod variables;

pub use check::{ProfileFinding, Severity};
pub use error::{Error, Result};
pub use file::{own_file, write_template};
pub use guard::GuardSettings;
pub use profile::{ApiProfile, Profile, Source};
pub use settings::Auth;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
