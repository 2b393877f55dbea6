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
/// Handshakes, by `outcome`: `accepted`, or why one was refused.
pub const HANDSHAKES: &str = "mc_notifications_handshakes_total";
/// Connections that stand now.
pub const CONNECTIONS: &str = "mc_notifications_connections";
/// Connections that were ended for a limit, by `limit`.
pub const LIMITS: &str = "mc_notifications_limits_total";
/// Seconds since 1970 at which a certificate ends, by `certificate`: `server` or `root`; of several, the first to end.
pub const CERTIFICATE_ENDS: &str = "mc_notifications_certificate_ends_seconds";
/// Reloads of certificates, roots and pins, by `outcome`: `done`, `failed`.
pub const RELOADS: &str = "mc_notifications_reloads_total";
/// Updates that nobody has acknowledged.
pub const PENDING: &str = "mc_notifications_pending";
/// Updates that consumers have under a lease.
pub const LEASED: &str = "mc_notifications_leased";
/// Notifications that were not understood.
pub const QUARANTINED: &str = "mc_notifications_quarantined";
/// Notifications that could not be decrypted.
pub const UNREADABLE: &str = "mc_notifications_unreadable";
/// Seconds for which the oldest pending update has waited.
pub const OLDEST_SECONDS: &str = "mc_notifications_oldest_pending_seconds";

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
    metrics::describe_gauge!(CONNECTIONS, "Connections that stand now");
    metrics::describe_counter!(LIMITS, "Connections that were ended for a limit");
    metrics::describe_gauge!(CERTIFICATE_ENDS, Unit::Seconds, "When a certificate ends, since 1970");
    metrics::describe_counter!(RELOADS, "Reloads of certificates, roots and pins");
    metrics::describe_gauge!(PENDING, "Updates that nobody has acknowledged");
    metrics::describe_gauge!(LEASED, "Updates that consumers have");
    metrics::describe_gauge!(QUARANTINED, "Notifications that were not understood");
    metrics::describe_gauge!(UNREADABLE, "Notifications that could not be decrypted");
    metrics::describe_gauge!(
        OLDEST_SECONDS,
        Unit::Seconds,
        "How long the oldest pending update has waited"
    );
}

/// Sets the gauges of what waits.
///
/// Call it now and then with what [`Queue::figures`](crate::queue::Queue::figures) gives.
#[expect(clippy::cast_precision_loss, reason = "a gauge is a double")]
pub fn observe(figures: &Figures, now: chrono::DateTime<chrono::Utc>) {
    metrics::gauge!(PENDING).set(figures.pending as f64);
    metrics::gauge!(LEASED).set(figures.leased as f64);
    metrics::gauge!(QUARANTINED).set(figures.quarantined as f64);
    metrics::gauge!(UNREADABLE).set(figures.unreadable as f64);
    let waited = figures
        .oldest_pending
        .map_or(0, |oldest| (now - oldest).num_milliseconds());
    metrics::gauge!(OLDEST_SECONDS).set(waited.max(0) as f64 / 1_000.0);
}
