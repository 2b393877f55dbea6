//! What a client that was refused has said of itself.
//!
//! A sender that has changed its certificate or authority is refused, and only these lines say who it is now.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use tokio::time::Instant;
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::public_key::PublicKey;

use super::door::network;
use super::seldom::Seldom;

/// How often one address is logged for one outcome.
const EVERY: Duration = Duration::from_secs(10);
/// So many addresses and outcomes are told from each other; beyond that they share a line.
const KNOWN: usize = 1024;
/// Below these, nothing that was signed proves anything.
const RSA_BITS: usize = 2048;
const CURVE_BITS: usize = 256;

tokio::task_local! {
    /// What the client of the handshake at hand has presented.
    static PRESENTED: RefCell<Option<Presented>>;
}

/// A chain of certificates that nobody has vouched for.
pub(super) struct Presented {
    chain: Vec<CertificateDer<'static>>,
    /// Whether an authority stands behind it, so that what failed came later.
    is_trusted: bool,
}

/// What a handshake gives, and what its client has presented.
pub(super) async fn presented<F: Future>(handshake: F) -> (F::Output, Option<Presented>) {
    PRESENTED
        .scope(RefCell::new(None), async {
            let output = handshake.await;
            (output, PRESENTED.with(RefCell::take))
        })
        .await
}

/// Remembers what is presented; says whether somebody will ask.
pub(super) fn present(end_entity: &CertificateDer<'_>, intermediates: &[CertificateDer<'_>]) -> bool {
    let chain = std::iter::once(end_entity).chain(intermediates);
    let presented = Presented {
        chain: chain.map(|certificate| certificate.clone().into_owned()).collect(),
        is_trusted: false,
    };
    PRESENTED.try_with(|place| place.replace(Some(presented))).is_ok()
}

/// Remembers that an authority stands behind what was presented.
pub(super) fn trust() {
    // Nobody asks where the server is another one.
    let _ = PRESENTED.try_with(|place| {
        if let Some(presented) = &mut *place.borrow_mut() {
            presented.is_trusted = true;
        }
    });
}

impl Presented {
    pub(super) fn is_trusted(&self) -> bool {
        self.is_trusted
    }

    /// Whether one of the keys is too short to be relied on.
    pub(super) fn has_weak_key(&self) -> bool {
        self.chain.iter().any(|certificate| {
            let Ok((_, certificate)) = X509Certificate::from_der(certificate) else {
                return false;
            };
            match certificate.public_key().parsed() {
                Ok(PublicKey::RSA(key)) => key.key_size() < RSA_BITS,
                Ok(PublicKey::EC(point)) => point.key_size() < CURVE_BITS,
                Ok(PublicKey::DSA(_)) => true,
                _ => false,
            }
        })
    }

    /// Subject, issuer and serial number of the first certificate, made fit for a log.
    pub(super) fn claims(&self) -> Claims {
        let parsed = self
            .chain
            .first()
            .and_then(|certificate| X509Certificate::from_der(certificate).ok());
        let Some((_, certificate)) = parsed else {
            return Claims::default();
        };
        Claims {
            subject: cleaned(&certificate.subject().to_string()),
            issuer: cleaned(&certificate.issuer().to_string()),
            serial: cleaned(&certificate.raw_serial_as_string()),
        }
    }
}

#[derive(Default)]
pub(super) struct Claims {
    pub(super) subject: String,
    pub(super) issuer: String,
    pub(super) serial: String,
}

/// A text that a stranger wrote: short, without what commands a terminal, and without what could be the number of a card.
pub(super) fn cleaned(text: &str) -> String {
    const LONGEST: usize = 256;

    let mut clean = String::with_capacity(text.len().min(LONGEST));
    for character in text.chars().take(LONGEST) {
        let is_plain = character == ' ' || character.is_ascii_graphic() || character.is_alphanumeric();
        clean.push(if is_plain { character } else { '?' });
    }
    let runs = clean.split(|character: char| !character.is_ascii_digit());
    if runs.into_iter().any(|run| run.len() >= 13) {
        return "[REDACTED]".to_owned();
    }
    clean
}

/// Which refusals have been logged lately.
#[derive(Default)]
pub(super) struct Refusals(Mutex<HashMap<(Option<IpAddr>, &'static str), Seldom>>);

impl Refusals {
    /// Whether a refusal may be logged now, and how many of its kind were not.
    pub(super) fn allows(&self, peer: SocketAddr, outcome: &'static str, now: Instant) -> Option<u64> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut key = (Some(network(peer.ip())), outcome);
        if known.len() >= KNOWN && !known.contains_key(&key) {
            known.retain(|_, seldom| !seldom.is_over(now, EVERY));
            if known.len() >= KNOWN {
                key.0 = None;
            }
        }
        known.entry(key).or_default().allows(now, EVERY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_command_no_terminal_and_name_no_card() {
        assert_eq!(
            cleaned("CN=a\u{1b}[2J\u{202e}b\n, O=Bäcker & Söhne"),
            "CN=a?[2J?b?, O=Bäcker & Söhne"
        );
        assert_eq!(cleaned(&"x".repeat(1000)).len(), 256);
        assert_eq!(cleaned("CN=5555555555554444"), "[REDACTED]");
        assert_eq!(cleaned("04:d2:55"), "04:d2:55");
    }

    #[test]
    fn one_address_does_not_hide_another_and_is_logged_seldom() {
        let refusals = Refusals::default();
        let peer = |last: u8| SocketAddr::from(([192, 0, 2, last], 1));
        let now = Instant::now();
        assert_eq!(refusals.allows(peer(1), "expired", now), Some(0));
        for _ in 0..5 {
            assert_eq!(refusals.allows(peer(1), "expired", now), None);
        }
        assert_eq!(refusals.allows(peer(1), "revoked", now), Some(0));
        assert_eq!(refusals.allows(peer(2), "expired", now), Some(0));
        assert_eq!(refusals.allows(peer(1), "expired", now + EVERY), Some(5));
    }

    #[test]
    fn however_many_there_are_the_memory_is_bounded() {
        let refusals = Refusals::default();
        let now = Instant::now();
        let logged = (0..5_000_u32).filter(|number| {
            let peer = SocketAddr::from((number.to_be_bytes(), 1));
            refusals.allows(peer, "expired", now).is_some()
        });
        assert_eq!(logged.count(), KNOWN + 1);
        assert!(refusals.0.lock().unwrap().len() <= KNOWN + 1);
        // Later there is room again.
        let peer = SocketAddr::from(([250, 0, 0, 1], 1));
        assert!(refusals.allows(peer, "expired", now + EVERY).is_some());
    }
}
