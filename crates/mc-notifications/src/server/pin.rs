//! Which clients of a trusted authority may connect.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::x509::X509Name;

use crate::error::{Error, Kind, Result};

use super::claim::cleaned;

/// What the certificate of a client has to say of itself, beyond being signed by a trusted authority.
///
/// As text it is one of `subject:CN=...,O=...,C=...`, `dns:name`, `email:address`, `uri:identifier` and `ip:address`. A subject
/// is the whole distinguished name, in the order of the certificate or the reverse; upper and lower case are the same. A comma
/// within a value is written `\,`.
///
/// ```
/// use mc_notifications::server::Pin;
///
/// let name: Pin = "dns:client.example.com".parse()?;
/// let subject: Pin = r"subject:CN=client.example.com, O=Example\, Inc., C=US".parse()?;
/// assert_eq!(name.to_string(), "dns:client.example.com");
/// # drop(subject);
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin(What);

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Subject(Vec<Attribute>, String),
    Dns(String),
    Email(String),
    Uri(String),
    Ip(IpAddr),
}

/// Type by dotted number, and value without differences that do not count.
type Attribute = (String, String);

/// Short names of RFC 4519 and of PKCS #9, with what tools print for them.
const NAMES: [(&str, &str); 15] = [
    ("CN", "2.5.4.3"),
    ("SERIALNUMBER", "2.5.4.5"),
    ("C", "2.5.4.6"),
    ("L", "2.5.4.7"),
    ("ST", "2.5.4.8"),
    ("S", "2.5.4.8"),
    ("STREET", "2.5.4.9"),
    ("O", "2.5.4.10"),
    ("OU", "2.5.4.11"),
    ("POSTALCODE", "2.5.4.17"),
    ("ORGANIZATIONIDENTIFIER", "2.5.4.97"),
    ("EMAILADDRESS", "1.2.840.113549.1.9.1"),
    ("E", "1.2.840.113549.1.9.1"),
    ("UID", "0.9.2342.19200300.100.1.1"),
    ("DC", "0.9.2342.19200300.100.1.25"),
];

impl Pin {
    /// Whether a certificate, in DER, says what it has to.
    pub fn matches(&self, certificate: &[u8]) -> bool {
        X509Certificate::from_der(certificate).is_ok_and(|(_, certificate)| self.matches_parsed(&certificate))
    }

    fn matches_parsed(&self, certificate: &X509Certificate<'_>) -> bool {
        if let What::Subject(wanted, _) = &self.0 {
            let Some(mut found) = attributes(certificate.subject()) else {
                return false;
            };
            if *wanted == found {
                return true;
            }
            found.reverse();
            return *wanted == found;
        }
        let names = match certificate.subject_alternative_name() {
            Ok(Some(names)) => &names.value.general_names,
            _ => return false,
        };
        names.iter().any(|name| match (&self.0, name) {
            (What::Dns(wanted), GeneralName::DNSName(found))
            | (What::Email(wanted), GeneralName::RFC822Name(found)) => wanted.eq_ignore_ascii_case(found),
            (What::Uri(wanted), GeneralName::URI(found)) => wanted == found,
            (What::Ip(IpAddr::V4(wanted)), GeneralName::IPAddress(found)) => wanted.octets() == *found,
            (What::Ip(IpAddr::V6(wanted)), GeneralName::IPAddress(found)) => wanted.octets() == *found,
            _ => false,
        })
    }
}

fn attributes(name: &X509Name<'_>) -> Option<Vec<Attribute>> {
    name.iter_attributes()
        .map(|attribute| Some((attribute.attr_type().to_id_string(), folded(attribute.as_str().ok()?))))
        .collect()
}

/// Case and runs of white space do not count in a name.
fn folded(value: &str) -> String {
    value
        .split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a certificate says of its subject, for a log.
pub(super) fn subject(certificate: &[u8]) -> String {
    X509Certificate::from_der(certificate).map_or_else(
        |_| "unreadable".to_owned(),
        |(_, certificate)| cleaned(&certificate.subject().to_string()),
    )
}

fn malformed(what: &str) -> Error {
    Error::new(
        Kind::Configuration,
        format!("a pin {what}; write subject:CN=...,O=..., dns:name, email:address, uri:identifier or ip:address"),
    )
}

impl FromStr for Pin {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (kind, value) = text.split_once(':').ok_or_else(|| malformed("has no kind"))?;
        let value = value.trim();
        if value.is_empty() {
            return Err(malformed("is empty"));
        }
        Ok(Self(match kind.trim().to_ascii_lowercase().as_str() {
            "subject" => What::Subject(parse_name(value)?, value.to_owned()),
            "dns" => What::Dns(value.to_owned()),
            "email" => What::Email(value.to_owned()),
            "uri" => What::Uri(value.to_owned()),
            "ip" => What::Ip(value.parse().map_err(|_| malformed("has a wrong IP address"))?),
            _ => return Err(malformed("is of an unknown kind")),
        }))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            What::Subject(_, text) => write!(f, "subject:{text}"),
            What::Dns(name) => write!(f, "dns:{name}"),
            What::Email(address) => write!(f, "email:{address}"),
            What::Uri(identifier) => write!(f, "uri:{identifier}"),
            What::Ip(address) => write!(f, "ip:{address}"),
        }
    }
}

fn parse_name(text: &str) -> Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    for part in split(text)? {
        let (name, value) = part.split_once('=').ok_or_else(|| malformed("has a part without ="))?;
        let name = name.trim();
        let upper = name.to_ascii_uppercase();
        let number = match NAMES.iter().find(|(short, _)| *short == upper) {
            Some((_, number)) => (*number).to_owned(),
            None if name.contains('.') && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                name.to_owned()
            }
            None => return Err(malformed("has an unknown attribute")),
        };
        attributes.push((number, folded(value)));
    }
    Ok(attributes)
}

/// The parts between commas and plus signs, with escapes resolved.
fn split(text: &str) -> Result<Vec<String>> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let part = parts.last_mut().ok_or_else(|| malformed("is empty"))?;
        match character {
            '\\' => part.push(characters.next().ok_or_else(|| malformed("ends in a backslash"))?),
            '"' => quoted = !quoted,
            ',' | '+' if !quoted => parts.push(String::new()),
            other => part.push(other),
        }
    }
    if quoted {
        return Err(malformed("has a quotation mark too few"));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SanType};

    use super::*;

    fn certificate() -> Vec<u8> {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        for (kind, value) in [
            (DnType::CountryName, "US"),
            (DnType::StateOrProvinceName, "Missouri"),
            (DnType::LocalityName, "O'Fallon"),
            (DnType::OrganizationName, "Example, Incorporated"),
            (DnType::CommonName, "client.example.com"),
        ] {
            params.distinguished_name.push(kind, value);
        }
        params.subject_alt_names = vec![
            SanType::DnsName("client.example.com".try_into().unwrap()),
            SanType::Rfc822Name("push@example.com".try_into().unwrap()),
            SanType::URI("urn:example:push".try_into().unwrap()),
            SanType::IpAddress("192.0.2.7".parse().unwrap()),
            SanType::IpAddress("2001:db8::7".parse().unwrap()),
        ];
        params
            .self_signed(&KeyPair::generate().unwrap())
            .unwrap()
            .der()
            .to_vec()
    }

    fn matches(pin: &str) -> bool {
        pin.parse::<Pin>().unwrap().matches(&certificate())
    }

    #[test]
    fn a_subject_matches_as_a_whole() {
        for pin in [
            r"subject:C=US,ST=Missouri,L=O'Fallon,O=Example\, Incorporated,CN=client.example.com",
            r#"subject: CN=Client.Example.COM, O="example,  incorporated", L=O'Fallon, S=missouri, c=us"#,
            r"subject:2.5.4.6=US,2.5.4.8=Missouri,2.5.4.7=O'Fallon,2.5.4.10=Example\, Incorporated,2.5.4.3=client.example.com",
        ] {
            assert!(matches(pin), "{pin}");
        }
        for pin in [
            "subject:CN=client.example.com",
            r"subject:C=US,ST=Missouri,L=O'Fallon,O=Example\, Incorporated,CN=other.example.com",
            r"subject:C=US,ST=Missouri,L=O'Fallon,O=Example\, Incorporated,OU=client.example.com",
            r"subject:ST=Missouri,C=US,L=O'Fallon,O=Example\, Incorporated,CN=client.example.com",
            r"subject:C=US,ST=Missouri,L=O'Fallon,O=Example\, Incorporated,CN=client.example.com,CN=client.example.com",
        ] {
            assert!(!matches(pin), "{pin}");
        }
    }

    #[test]
    fn names_match_by_kind() {
        for pin in [
            "dns:CLIENT.example.com",
            "email:push@example.com",
            "uri:urn:example:push",
            "ip:192.0.2.7",
            "IP: 2001:db8::7",
        ] {
            assert!(matches(pin), "{pin}");
        }
        for pin in [
            "dns:example.com",
            "dns:*.example.com",
            "dns:push@example.com",
            "uri:URN:example:push",
            "ip:192.0.2.8",
        ] {
            assert!(!matches(pin), "{pin}");
        }
        let bare = CertificateParams::default()
            .self_signed(&KeyPair::generate().unwrap())
            .unwrap();
        assert!(!"dns:client.example.com".parse::<Pin>().unwrap().matches(bare.der()));
        assert!(
            !"dns:client.example.com"
                .parse::<Pin>()
                .unwrap()
                .matches(b"no certificate")
        );
    }

    #[test]
    fn malformed_pins_say_what_is_meant() {
        for text in [
            "",
            "client.example.com",
            "dns:",
            "sha256:00",
            "ip:a",
            "subject:client",
            "subject:X=1",
            "subject:CN=\"a",
            "subject:CN=a\\",
        ] {
            let error = text.parse::<Pin>().unwrap_err();
            assert!(
                error.is_configuration() && error.to_string().contains("dns:name"),
                "{text}"
            );
        }
    }
}
