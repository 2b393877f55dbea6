use std::fmt;
use std::time::{Duration, SystemTime};

use super::Certificate;

/// How long before its expiry a certificate is warned of, unless set otherwise: 30 days.
pub const WARN_BEFORE: Duration = Duration::from_secs(30 * 24 * 3_600);

/// How a certificate stands in time.
///
/// With the feature `tracing`, whatever loads a certificate that does not stand well emits a `WARN` event with its subject,
/// its last moment and the days that are left: [`KeySource::private_key`](super::KeySource::private_key), `public_key` and
/// `certificate`; `tls::ClientIdentity`, when it is made and replaced; `tls::ClientTls`, of roots that are given. An event
/// comes when something is loaded, and not again, so a service that runs for months asks by itself now and then.
///
/// # Examples
/// ```
/// use std::time::{Duration, SystemTime};
/// use mc_auth::keys::{Expiry, Identity, WARN_BEFORE};
///
/// fn check(identity: &Identity) {
///     match identity.expiry(SystemTime::now(), WARN_BEFORE) {
///         Expiry::Valid => {}
///         other => eprintln!("renew the certificate of {}: {other}", identity.certificate().subject()),
///     }
/// }
///
/// assert_eq!(Expiry::ExpiresSoon { days: 3 }.to_string(), "expires in 3 days");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expiry {
    /// It is valid, and is so for longer than the time of warning.
    Valid,
    /// It is valid, but not for long.
    ExpiresSoon {
        /// The whole days that are left.
        days: u64,
    },
    /// It was valid.
    Expired,
    /// It will be valid; or the clock is wrong.
    NotYetValid,
}

impl Expiry {
    pub(super) fn of(not_before: SystemTime, not_after: SystemTime, now: SystemTime, warn_before: Duration) -> Self {
        if now < not_before {
            return Self::NotYetValid;
        }
        match not_after.duration_since(now) {
            Err(_) => Self::Expired,
            Ok(left) if left < warn_before => Self::ExpiresSoon {
                days: left.as_secs() / (24 * 3600),
            },
            Ok(_) => Self::Valid,
        }
    }

    /// Whether there is nothing to do.
    pub fn is_valid(self) -> bool {
        self == Self::Valid
    }

    /// What needs attention first: expired, not valid yet, soon to expire.
    pub(super) fn urgency(self) -> (u8, u64) {
        match self {
            Self::Expired => (0, 0),
            Self::NotYetValid => (1, 0),
            Self::ExpiresSoon { days } => (2, days),
            Self::Valid => (3, 0),
        }
    }
}

impl fmt::Display for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Valid => f.write_str("valid"),
            Self::ExpiresSoon { days: 0 } => f.write_str("expires within a day"),
            Self::ExpiresSoon { days: 1 } => f.write_str("expires in 1 day"),
            Self::ExpiresSoon { days } => write!(f, "expires in {days} days"),
            Self::Expired => f.write_str("has expired"),
            Self::NotYetValid => f.write_str("is not valid yet"),
        }
    }
}

/// Emits the warning, where there is cause and something that listens.
pub(crate) fn warn(what: &'static str, certificate: &Certificate, now: SystemTime, warn_before: Duration) {
    #[cfg(feature = "tracing")]
    {
        let expiry = certificate.expiry(now, warn_before);
        if !expiry.is_valid() {
            tracing::warn!(
                subject = certificate.subject(),
                expires_at = %httpdate::fmt_http_date(certificate.expires_at()),
                "{what} {expiry}: renew it"
            );
        }
    }
    #[cfg(not(feature = "tracing"))]
    let _ = (what, certificate, now, warn_before);
}
