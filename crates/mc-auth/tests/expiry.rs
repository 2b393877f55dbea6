//! Certificates that expire: what is said when asked, and what is warned of unasked.

use std::time::{Duration, SystemTime};

use mc_auth::keys::{Certificate, Expiry, Identity, KeySource, WARN_BEFORE};

const DAY: u64 = 24 * 3600;
// `certificate.pem` of `tests/keys` is valid from 1 January 2026 to 1 January 2036, `former.pem` to 1 February 2026.
const NOT_BEFORE: u64 = 1_767_225_600;
const NOT_AFTER: u64 = 2_082_758_400;
const FORMER_NOT_AFTER: u64 = 1_769_904_000;

fn source(name: &str) -> KeySource {
    KeySource::path(format!("{}/tests/keys/{name}", env!("CARGO_MANIFEST_DIR"))).with_password("keystorepassword")
}

fn certificate(name: &str) -> Certificate {
    source(name).certificate().unwrap()
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[test]
fn a_certificate_tells_how_it_stands() {
    let certificate = certificate("certificate.pem");
    assert_eq!(certificate.expires_at(), at(NOT_AFTER));
    for (now, expiry, text) in [
        (NOT_BEFORE - 1, Expiry::NotYetValid, "is not valid yet"),
        (NOT_BEFORE, Expiry::Valid, "valid"),
        (NOT_AFTER - 30 * DAY, Expiry::Valid, "valid"),
        (
            NOT_AFTER - 30 * DAY + 1,
            Expiry::ExpiresSoon { days: 29 },
            "expires in 29 days",
        ),
        (NOT_AFTER - DAY, Expiry::ExpiresSoon { days: 1 }, "expires in 1 day"),
        (NOT_AFTER - 5, Expiry::ExpiresSoon { days: 0 }, "expires within a day"),
        (NOT_AFTER, Expiry::ExpiresSoon { days: 0 }, "expires within a day"),
        (NOT_AFTER + 1, Expiry::Expired, "has expired"),
    ] {
        assert_eq!(certificate.expiry(at(now), WARN_BEFORE), expiry, "{now}");
        assert_eq!(expiry.to_string(), text);
        assert_eq!(expiry.is_valid(), text == "valid");
    }
    assert_eq!(certificate.expiry(at(NOT_AFTER), Duration::ZERO), Expiry::Valid);
}

#[test]
fn an_identity_stands_as_its_worst_certificate() {
    let key = source("pkcs8.pem").private_key().unwrap();
    let identity = Identity::new(key, &[certificate("former.pem"), certificate("issuing.pem")]).unwrap();
    assert_eq!(identity.expires_at(), at(FORMER_NOT_AFTER));
    for (now, expiry) in [
        (FORMER_NOT_AFTER - 40 * DAY, Expiry::Valid),
        (FORMER_NOT_AFTER - 3 * DAY, Expiry::ExpiresSoon { days: 3 }),
        (FORMER_NOT_AFTER + 1, Expiry::Expired),
        (0, Expiry::NotYetValid),
    ] {
        assert_eq!(identity.expiry(at(now), WARN_BEFORE), expiry, "{now}");
    }
}

#[test]
fn a_source_tells_how_its_certificate_stands() {
    assert_eq!(source("modern.p12").expires_at().unwrap(), at(NOT_AFTER));
    let expiry = source("modern.p12")
        .expiry(at(NOT_AFTER - 2 * DAY), WARN_BEFORE)
        .unwrap();
    assert_eq!(expiry, Expiry::ExpiresSoon { days: 2 });
    let error = source("without-certificate.p12").expires_at().unwrap_err();
    assert!(error.is_certificate());
}

#[cfg(feature = "tracing")]
mod warnings {
    use std::fmt::{Debug, Write as _};
    use std::sync::{Arc, Mutex};

    use mc_auth::oauth1::fixed::FixedClock;
    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Level, Metadata, Subscriber};

    use super::*;

    /// Writes down what is warned of.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<String>>);

    impl Visit for Log {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            write!(self.0.lock().unwrap(), "{field}={value:?} ").unwrap();
        }
    }

    impl Subscriber for Log {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target().starts_with("mc_auth") && *metadata.level() == Level::WARN
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            event.record(&mut self.clone());
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    fn warned(work: impl FnOnce()) -> String {
        let log = Log::default();
        tracing::subscriber::with_default(log.clone(), work);
        let text = log.0.lock().unwrap().clone();
        assert!(!text.contains("keystorepassword"));
        text
    }

    fn clock(seconds: u64) -> FixedClock {
        FixedClock::from_unix_seconds(seconds).unwrap()
    }

    #[test]
    fn loading_warns_within_the_time_and_not_before() {
        let soon = NOT_AFTER - 10 * DAY;
        let expected = "message=the certificate of the private key expires in 10 days: renew it \
                        subject=\"O=mc-auth tests, CN=client\" expires_at=Tue, 01 Jan 2036 00:00:00 GMT ";
        for name in ["modern.p12", "legacy.p12", "identity.pem"] {
            let load = |source: KeySource| warned(|| drop(source.private_key().unwrap()));
            assert_eq!(load(source(name).with_clock(clock(soon))), expected, "{name}");
            assert_eq!(load(source(name).with_clock(clock(NOT_BEFORE))), "", "{name}");
            let week = Duration::from_secs(7 * DAY);
            assert_eq!(load(source(name).with_clock(clock(soon)).with_expiry_warning(week)), "");
        }
        let late = source("certificate.pem").with_clock(clock(NOT_AFTER + 1));
        assert!(
            warned(|| drop(late.public_key().unwrap()))
                .contains("the certificate of the public key has expired: renew it")
        );
        assert!(warned(|| drop(late.certificate().unwrap())).contains("the certificate has expired"));
        // Nothing is known of a key without a certificate, and whoever presents an identity warns of it.
        let bare = source("pkcs8.pem").with_clock(clock(NOT_AFTER + 1));
        assert_eq!(warned(|| drop(bare.private_key().unwrap())), "");
        let identity = source("modern.p12").with_clock(clock(soon));
        assert_eq!(warned(|| drop(identity.identity().unwrap())), "");
    }

    #[cfg(feature = "tls")]
    #[test]
    fn tls_warns_of_identities_and_roots() {
        use mc_auth::tls::{ClientIdentity, ClientTls};

        let provider = || Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let identity = source("modern.p12").identity().unwrap();
        let soon = NOT_AFTER - 10 * DAY;
        let present = |identity: &Identity, now| {
            warned(|| drop(ClientIdentity::with_provider(identity, provider(), clock(now)).unwrap()))
        };
        let text = present(&identity, soon);
        assert!(
            text.starts_with("message=the client's certificate expires in 10 days: renew it "),
            "{text}"
        );
        assert_eq!(text.matches("message=").count(), 1, "{text}");
        assert_eq!(present(&identity, NOT_BEFORE), "");
        let long = identity.clone().with_expiry_warning(Duration::from_secs(3650 * DAY));
        assert!(present(&long, NOT_BEFORE + 10 * DAY).contains("the client's certificate expires in 3642 days"));

        let presented = ClientIdentity::with_provider(&identity, provider(), clock(soon)).unwrap();
        assert_eq!(presented.expires_at(), at(NOT_AFTER));
        assert_eq!(
            presented.expiry(at(soon), WARN_BEFORE),
            Expiry::ExpiresSoon { days: 10 }
        );
        assert!(warned(|| presented.replace(&identity).unwrap()).contains("expires in 10 days"));

        let root = certificate("certificate.pem");
        let build = |now| {
            let tls = ClientTls::new().with_only_roots([root.clone()]).with_clock(clock(now));
            warned(|| drop(tls.build().unwrap()))
        };
        assert!(build(soon).contains("a root certificate expires in 10 days"));
        assert_eq!(build(NOT_BEFORE), "");
    }
}
