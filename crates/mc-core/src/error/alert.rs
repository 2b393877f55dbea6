//! Fatal alerts of TLS: their names of RFC 8446, which of them end a handshake, and what to check.

use std::borrow::Cow;

/// A fatal alert that the server sent.
pub(super) struct Alert {
    name: Cow<'static, str>,
    /// What to check, for an alert that a server sends instead of finishing the handshake.
    check: Option<&'static str>,
}

const RENEW: &str = "renew the client certificate";
const CIPHERS: &str = "compare the versions and ciphers of TLS that both sides allow";

/// The name in rustls, the name in RFC 8446, and what to check. Alerts that may also come later have nothing to check.
const ALERTS: &[(&str, &str, Option<&str>)] = &[
    (
        "HandshakeFailure",
        "handshake_failure",
        Some("check whether the server demands a client certificate, and the versions and ciphers of TLS"),
    ),
    ("NoCertificate", "no_certificate", Some("present a client certificate")),
    (
        "BadCertificate",
        "bad_certificate",
        Some("check that the client certificate is the one issued for this environment, with its chain"),
    ),
    (
        "UnsupportedCertificate",
        "unsupported_certificate",
        Some("check that the certificate is one for clients, of a kind of key that the server accepts"),
    ),
    ("CertificateRevoked", "certificate_revoked", Some(RENEW)),
    ("CertificateExpired", "certificate_expired", Some(RENEW)),
    (
        "CertificateUnknown",
        "certificate_unknown",
        Some("check that the client certificate is the one registered for this environment"),
    ),
    ("IllegalParameter", "illegal_parameter", Some(CIPHERS)),
    (
        "UnknownCA",
        "unknown_ca",
        Some("check that the client certificate was issued for this environment, and that its chain is sent whole"),
    ),
    (
        "AccessDenied",
        "access_denied",
        Some("ask the server's operator whether this client certificate is admitted"),
    ),
    (
        "DecryptError",
        "decrypt_error",
        Some("check that the private key belongs to the client certificate"),
    ),
    ("ProtocolVersion", "protocol_version", Some(CIPHERS)),
    ("InsufficientSecurity", "insufficient_security", Some(CIPHERS)),
    ("InappropriateFallback", "inappropriate_fallback", Some(CIPHERS)),
    ("MissingExtension", "missing_extension", Some(CIPHERS)),
    ("UnsupportedExtension", "unsupported_extension", Some(CIPHERS)),
    (
        "UnrecognisedName",
        "unrecognized_name",
        Some("check the host name of the server"),
    ),
    (
        "CertificateRequired",
        "certificate_required",
        Some("present a client certificate"),
    ),
    (
        "NoApplicationProtocol",
        "no_application_protocol",
        Some("check the ALPN protocols that both sides allow"),
    ),
    ("UnknownPSKIdentity", "unknown_psk_identity", Some(CIPHERS)),
    ("CloseNotify", "close_notify", None),
    ("UnexpectedMessage", "unexpected_message", None),
    ("BadRecordMac", "bad_record_mac", None),
    ("DecryptionFailed", "decryption_failed", None),
    ("RecordOverflow", "record_overflow", None),
    ("DecompressionFailure", "decompression_failure", None),
    ("DecodeError", "decode_error", None),
    ("InternalError", "internal_error", None),
    ("UserCanceled", "user_canceled", None),
];

impl Alert {
    /// The alert of this name in rustls.
    pub(super) fn of(name: &str) -> Self {
        match ALERTS.iter().find(|(known, ..)| *known == name) {
            Some((_, name, check)) => Self {
                name: Cow::Borrowed(name),
                check: *check,
            },
            None => Self {
                name: name.chars().filter(char::is_ascii_alphanumeric).take(40).collect(),
                check: None,
            },
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a server sends it only while it has not finished the handshake, so that it has read no request.
    pub(super) fn is_of_handshake(&self) -> bool {
        self.check.is_some()
    }

    pub(super) fn message(&self) -> String {
        match self.check {
            Some(check) => format!(
                "TLS: the server refused the connection by the alert {}: {check}",
                self.name
            ),
            None => format!("TLS: the server ended the connection by the alert {}", self.name),
        }
    }
}
