//! How the stores of this project connect to PostgreSQL: the address, time-outs and TLS.
//!
//! A connection over TCP is by TLS with the server's certificate verified, unless the address says `sslmode=disable`. A Unix
//! socket has no TLS.
//!
//! ```
//! use std::time::Duration;
//! use tokio_postgres::config::SslMode;
//!
//! # fn main() -> Result<(), mc_postgres::Error> {
//! let mut config = mc_postgres::config("postgresql://role@db.example.com/disputes", "my-store")?;
//! assert_eq!(config.get_ssl_mode(), SslMode::Require);
//! mc_postgres::set_timeout(&mut config, Duration::from_secs(5));
//! let tls = mc_postgres::Tls::new(&[])?; // trusts the public roots
//! # drop((config, tls));
//! # Ok(())
//! # }
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]

mod tls;

use std::fmt;
use std::str::FromStr as _;
use std::time::Duration;

pub use tls::{Connect, Stream, Tls};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Why a connection to PostgreSQL cannot be set up. No text of the address is in it, for that may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The address is neither a URL nor a list of settings.
    Address,
    /// A root certificate is not one in PEM.
    Root,
    /// The TLS provider lacks a version of TLS.
    Provider,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => {
                "the address of the database is malformed; write postgresql://role:password@host:port/database"
            }
            Self::Root => "the root of the database's certificate cannot be used; give it as PEM",
            Self::Provider => "the TLS provider lacks a version of TLS",
        })
    }
}

impl std::error::Error for Error {}

/// Reads a URL (`postgresql://role@host/database`) or a list of settings (`host=... dbname=...`).
///
/// `sslmode=verify-ca` and `verify-full` are accepted and mean what `require` means here, for certificates are verified in any
/// case. `application` is what the server calls the connection, unless the address names it.
///
/// # Errors
///
/// [`Error::Address`] when it is malformed.
pub fn config(address: &str, application: &str) -> Result<Config, Error> {
    let address = address
        .replace("sslmode=verify-full", "sslmode=require")
        .replace("sslmode=verify-ca", "sslmode=require");
    let mut config = Config::from_str(&address).map_err(|_| Error::Address)?;
    let is_remote = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_)));
    if is_remote && config.get_ssl_mode() == SslMode::Prefer {
        config.ssl_mode(SslMode::Require);
    }
    if config.get_application_name().is_none() {
        config.application_name(application);
    }
    Ok(config)
}

/// Limits how long connecting takes, and how long a connection whose other end has gone silent is taken for a live one.
pub fn set_timeout(config: &mut Config, timeout: Duration) {
    config
        .connect_timeout(timeout)
        .tcp_user_timeout(timeout)
        .keepalives(true)
        .keepalives_idle(timeout)
        .keepalives_interval(timeout)
        .keepalives_retries(2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_is_required_of_every_host_but_a_socket() {
        let mode = |address: &str| config(address, "test").unwrap().get_ssl_mode();
        assert_eq!(mode("postgresql://role@db.example.com/x"), SslMode::Require);
        assert_eq!(
            mode("postgresql://role@db.example.com/x?sslmode=verify-full"),
            SslMode::Require
        );
        assert_eq!(mode("host=db.example.com sslmode=verify-ca"), SslMode::Require);
        assert_eq!(mode("postgresql://role@127.0.0.1/x?sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("host=/run/postgresql"), SslMode::Prefer);
    }

    #[test]
    fn a_malformed_address_is_not_repeated() {
        let error = config("postgresql://role:hunter2@host:port/x", "test").unwrap_err();
        assert_eq!(error, Error::Address);
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn the_address_may_name_the_application() {
        let name = |address: &str| {
            config(address, "test")
                .unwrap()
                .get_application_name()
                .map(str::to_owned)
        };
        assert_eq!(name("host=/run").as_deref(), Some("test"));
        assert_eq!(name("host=/run application_name=own").as_deref(), Some("own"));
    }

    #[test]
    fn a_root_that_is_no_certificate_is_refused() {
        for root in [&b"no certificate"[..], b""] {
            assert!(matches!(Tls::new(&[root.to_vec()]), Err(Error::Root)));
        }
        assert!(Tls::new(&[]).is_ok());
    }
}
