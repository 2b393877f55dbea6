//! Names of the metrics, for dashboards and alerts.
//!
//! They go to whatever recorder of the `metrics` crate the program has installed; without one they cost next to nothing. No
//! label holds anything that a sender chose. [`describe`] gives a recorder the texts and units.
//!
//! ```
//! mc_notifications::metric::describe();
//! assert_eq!(mc_notifications::metric::NOTIFICATIONS, "mc_notifications_total");
//! ```

use metrics::Unit;

use crate::queue::Figures;

/// Notifications that were kept, by `outcome`: `new`, `duplicate`, `conflict`; and by `understood`: `yes`, `no`.
pub const NOTIFICATIONS: &str = "mc_notifications_total";
/// Requests that were answered, by `status`.
pub const REQUESTS: &str = "mc_notifications_requests_total";
/// Seconds from the head of a request to its answer.
pub const REQUEST_SECONDS: &str = "mc_notifications_request_seconds";
/// Seconds until the sink had made a notification durable.
pub const STORE_SECONDS: &str = "mc_notifications_store_seconds";
/// Notifications that the sink failed to keep.
pub const STORE_FAILURES: &str = "mc_notifications_store_failures_total";
/// How many jobs the embedded database made durable by one write to the disk.
pub const COMMIT_UPDATES: &str = "mc_notifications_commit_jobs";
/// Handshakes, by `outcome`: one of [`HANDSHAKE_OUTCOMES`].
pub const HANDSHAKES: &str = "mc_notifications_handshakes_total";
/// How a handshake may end.
///
/// | outcome | what it means |
/// | --- | --- |
/// | `accepted` | the client is verified |
/// | `silent`, `timeout`, `broken_off` | no first byte in time, no end in time, ended by the client |
/// | `displaced`, `turned_away` | all slots were taken: a silent connection had to go, or the new one |
/// | `no_certificate`, `expired`, `not_yet_valid`, `not_for_clients` | what the client presented |
/// | `unknown_issuer` | no root of this name signs for it |
/// | `bad_signature` | a root of this name is there, and has not signed it: the authority has another key, or somebody pretends |
/// | `bad_proof` | the certificate is good, and the client does not have its key |
/// | `weak_key`, `unsupported_signature` | an RSA key below 2048 bits, a curve below 256, SHA-1 and the like |
/// | `revoked`, `revocation_list_expired`, `revocation_unknown` | what a revocation list says, that it has ended, or that it says nothing |
/// | `not_pinned` | an authority vouches for it, and no pin names it |
/// | `invalid_certificate` | anything else about the certificate |
/// | `incompatible`, `alert`, `no_tls`, `other` | no common version of TLS, a complaint of the client's, something that is no TLS, anything else |
pub const HANDSHAKE_OUTCOMES: [&str; 24] = [
    "accepted",
    "silent",
    "timeout",
    "broken_off",
    "displaced",
    "turned_away",
    "no_certificate",
    "expired",
    "not_yet_valid",
    "not_for_clients",
    "unknown_issuer",
    "bad_signature",
    "bad_proof",
    "weak_key",
    "unsupported_signature",
    "revoked",
    "revocation_list_expired",
    "revocation_unknown",
    "not_pinned",
    "invalid_certificate",
    "incompatible",
    "alert",
    "no_tls",
    "other",
];
/// Connections whose client is not verified yet; the slots for them are limited.
pub const HANDSHAKING: &str = "mc_notifications_handshaking";
/// Connections that stand now.
pub const CONNECTIONS: &str = "mc_notifications_connections";
/// Connections that were ended or turned away for a limit, by `limit`: `handshakes`, `handshakes_per_address`, `connections`, `head`,
/// `request`, `closing`.
pub const LIMITS: &str = "mc_notifications_limits_total";
/// Seconds since 1970 at which a certificate ends, by `certificate`: `server`, `root` or `revocation_list`; of several,
/// the first to end, and infinite where there is none.
pub const CERTIFICATE_ENDS: &str = "mc_notifications_certificate_ends_seconds";
/// Reloads of certificates, roots and pins, by `outcome`: `done`, `failed`.
pub const RELOADS: &str = "mc_notifications_reloads_total";
/// Updates that were handed out to consumers, each as often as it was.
pub const DELIVERIES: &str = "mc_notifications_deliveries_total";
/// Updates that nobody has acknowledged.
pub const PENDING: &str = "mc_notifications_pending";
/// Updates that consumers have under a lease.
pub const LEASED: &str = "mc_notifications_leased";
/// Notifications that were not understood.
pub const QUARANTINED: &str = "mc_notifications_quarantined";
/// Notifications that cannot be decrypted, because they were altered or their key is missing.
pub const UNREADABLE: &str = "mc_notifications_unreadable";
/// Updates that were delivered as often as is allowed and never acknowledged.
pub const DEAD_LETTERS: &str = "mc_notifications_dead_letters";
/// Seconds for which the oldest update that nobody has acknowledged has waited.
pub const OLDEST_SECONDS: &str = "mc_notifications_oldest_unacknowledged_seconds";

/// Tells the installed recorder what each metric is.
pub fn describe() {
    metrics::describe_counter!(NOTIFICATIONS, "Notifications that were kept");
    metrics::describe_counter!(REQUESTS, "Requests that were answered");
    metrics::describe_histogram!(
        REQUEST_SECONDS,
        Unit::Seconds,
        "From the head of a request to its answer"
    );
    metrics::describe_histogram!(STORE_SECONDS, Unit::Seconds, "Until a notification was durable");
    metrics::describe_counter!(STORE_FAILURES, "Notifications that could not be kept");
    metrics::describe_histogram!(COMMIT_UPDATES, "Jobs that shared one write to the disk");
    metrics::describe_counter!(HANDSHAKES, "TLS handshakes");
    metrics::describe_gauge!(HANDSHAKING, "Connections whose client is not verified yet");
    metrics::describe_gauge!(CONNECTIONS, "Connections that stand now");
    metrics::describe_counter!(LIMITS, "Connections that were ended for a limit");
    metrics::describe_gauge!(CERTIFICATE_ENDS, Unit::Seconds, "When a certificate ends, since 1970");
    metrics::describe_counter!(RELOADS, "Reloads of certificates, roots and pins");
    metrics::describe_gauge!(PENDING, "Updates that nobody has acknowledged");
    metrics::describe_gauge!(LEASED, "Updates that consumers have");
    metrics::describe_gauge!(QUARANTINED, "Notifications that were not understood");
    metrics::describe_counter!(DELIVERIES, "Updates that were handed out");
    metrics::describe_gauge!(UNREADABLE, "Notifications that cannot be decrypted");
    metrics::describe_gauge!(DEAD_LETTERS, "Updates that were delivered too often");
    metrics::describe_gauge!(
        OLDEST_SECONDS,
        Unit::Seconds,
        "How long the oldest unacknowledged update has waited"
    );
}

/// Has all counters begin at 0, so that the first event is an increase; [`Server::bind`](crate::server::Server::bind) calls it.
pub fn register() {
    for outcome in ["new", "duplicate", "conflict"] {
        for understood in ["yes", "no"] {
            metrics::counter!(NOTIFICATIONS, "outcome" => outcome, "understood" => understood).increment(0);
        }
    }
    for status in ["200", "400", "404", "405", "408", "413", "415", "503"] {
        metrics::counter!(REQUESTS, "status" => status).increment(0);
    }
    for outcome in HANDSHAKE_OUTCOMES {
        metrics::counter!(HANDSHAKES, "outcome" => outcome).increment(0);
    }
    for limit in [
        "handshakes",
        "handshakes_per_address",
        "connections",
        "head",
        "request",
        "closing",
    ] {
        metrics::counter!(LIMITS, "limit" => limit).increment(0);
    }
    for outcome in ["done", "failed"] {
        metrics::counter!(RELOADS, "outcome" => outcome).increment(0);
    }
    for counter in [STORE_FAILURES, DELIVERIES] {
        metrics::counter!(counter).increment(0);
    }
    for gauge in [CONNECTIONS, HANDSHAKING] {
        metrics::gauge!(gauge).increment(0.0);
    }
}

/// Sets the gauges of what waits, and the counter of deliveries.
///
/// Call it now and then with what [`Queue::figures`](crate::queue::Queue::figures) gives.
#[expect(clippy::cast_precision_loss, reason = "a gauge is a double")]
pub fn observe(figures: &Figures, now: chrono::DateTime<chrono::Utc>) {
    metrics::gauge!(PENDING).set(figures.pending as f64);
    metrics::gauge!(LEASED).set(figures.leased as f64);
    metrics::gauge!(QUARANTINED).set(figures.quarantined as f64);
    metrics::gauge!(UNREADABLE).set(figures.unreadable as f64);
    metrics::gauge!(DEAD_LETTERS).set(figures.dead_letters as f64);
    metrics::counter!(DELIVERIES).absolute(figures.deliveries);
    let waited = figures
        .oldest_pending
        .map_or(0, |oldest| (now - oldest).num_milliseconds());
    metrics::gauge!(OLDEST_SECONDS).set(waited.max(0) as f64 / 1_000.0);
}
