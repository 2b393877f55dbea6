//! What a file is that this crate does not read, and the command that makes a key of it that it does.

use super::shape;
use crate::error::{Error, Kind};

const KEYTOOL: &str = "keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12";

/// The error of bytes in which no key, certificate or store was recognised.
pub(super) fn unfamiliar(bytes: &[u8]) -> Error {
    let start = &bytes[..bytes.len().min(64)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start();
    let said = if bytes.iter().all(u8::is_ascii_whitespace) {
        "is empty".to_owned()
    } else if start.starts_with(&[0xfe, 0xed, 0xfe, 0xed]) {
        convert("a Java key store (JKS)", KEYTOOL)
    } else if start.starts_with(&[0xce, 0xce, 0xce, 0xce]) {
        convert(
            "a Java key store (JCEKS)",
            &KEYTOOL.replace("-srckeystore", "-srcstoretype JCEKS -srckeystore"),
        )
    } else if start.starts_with(&[0, 0, 0, 1, 0, 0, 0]) || start.starts_with(&[0, 0, 0, 2, 0, 0, 0]) {
        convert(
            "a key store of BouncyCastle (BKS or UBER), it seems",
            &KEYTOOL.replace(
                "-srckeystore",
                "-srcstoretype BKS -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar \
                 -srckeystore",
            ),
        )
    } else if start.starts_with(&[0x1e, 0xf1, 0xb5, 0xb0]) {
        convert(
            "a private key in Microsoft's PVK form",
            "openssl rsa -inform PVK -in FILE | openssl pkcs8 -topk8 -out FILE.pem",
        )
    } else if is_utf16(start) {
        convert("text in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE > FILE.pem")
    } else if text.starts_with("ssh-") || text.starts_with("ecdsa-") {
        convert("a public key of OpenSSH", "ssh-keygen -e -m PKCS8 -f FILE > FILE.pem")
    } else if text.starts_with("---- BEGIN SSH2 PUBLIC KEY") {
        convert(
            "a public key of SSH (RFC 4716)",
            "ssh-keygen -i -m RFC4716 -f FILE > FILE.pub && ssh-keygen -e -m PKCS8 -f FILE.pub > FILE.pem",
        )
    } else if text.starts_with("PuTTY-User-Key-File") {
        convert(
            "a key of PuTTY",
            "puttygen FILE -O private-openssh -o FILE.ssh && ssh-keygen -p -m PKCS8 -f FILE.ssh",
        )
    } else if text.starts_with("<RSAKeyValue") {
        "is an RSA key of .NET in XML: export it there with ExportPkcs8PrivateKeyPem or ExportSubjectPublicKeyInfoPem"
            .to_owned()
    } else if text.starts_with('<') {
        "is HTML or XML, and no key: was an error page or a login page saved in its place?".to_owned()
    } else if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0x1f, 0x8b]) {
        "is an archive: unpack it first".to_owned()
    } else if text.starts_with('[') {
        "is a JSON array, and no JWK: a JWK set is an object with the member `keys`".to_owned()
    } else if let Some(inside) = super::pem::decode(&String::from_utf8_lossy(bytes)).filter(|inside| inside.len() > 64)
    {
        if shape::of(&inside).is_some() || inside.starts_with(&[0x30, 0x80]) {
            convert("base64 without the lines that make it PEM", "base64 -d FILE > FILE.der")
        } else {
            "is base64 of something that is no key in PKCS#12 or DER form".to_owned()
        }
    } else if shape::is_signed_data(bytes) {
        convert(
            "a PKCS#7 file, which holds certificates and no key",
            "openssl pkcs7 -inform DER -in FILE -print_certs -out FILE.pem",
        )
    } else {
        "is no key in PKCS#12, PEM, DER or JWK form".to_owned()
    };
    Error::new(Kind::File, said)
}

/// The error of a PEM block under a label that names something else than a key or certificate.
pub(super) fn block(label: &str) -> Option<Error> {
    let said = match label {
        "OPENSSH PRIVATE KEY" => convert(
            "a private key of OpenSSH; this rewrites the file itself",
            "ssh-keygen -p -m PKCS8 -f FILE",
        ),
        "SSH2 ENCRYPTED PRIVATE KEY" | "SSH2 PUBLIC KEY" => {
            "is a key of SSH, which is not read; make one with OpenSSL".to_owned()
        }
        "TRUSTED CERTIFICATE" => convert(
            "a certificate with OpenSSL's trust settings",
            "openssl x509 -in FILE -out FILE.pem",
        ),
        "PKCS7" | "PKCS #7 SIGNED DATA" | "CMS" => convert(
            "a PKCS#7 file, which holds certificates and no key",
            "openssl pkcs7 -in FILE -print_certs -out FILE.pem",
        ),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => request(),
        "X509 CRL" => "is a revocation list, and holds neither a key nor a certificate".to_owned(),
        "ATTRIBUTE CERTIFICATE" => "is an attribute certificate, which certifies no key".to_owned(),
        "DSA PRIVATE KEY" => "is a DSA key, but an RSA key is needed".to_owned(),
        "PGP PRIVATE KEY BLOCK" | "PGP PUBLIC KEY BLOCK" | "PGP MESSAGE" => {
            "is a file of PGP, whose keys are of no use for TLS, OAuth or JWE".to_owned()
        }
        "EC PARAMETERS" | "DH PARAMETERS" | "X9.42 DH PARAMETERS" | "DSA PARAMETERS" => return None,
        other => format!(
            "is a PEM block of a kind that is not read: {}",
            super::text::printable(other)
        ),
    };
    let kind = if label == "DSA PRIVATE KEY" {
        Kind::Algorithm
    } else {
        Kind::File
    };
    Some(Error::new(kind, said))
}

/// The error of a certificate request.
pub(super) fn request() -> String {
    "is a certificate request (CSR): send it to the authority, and use the certificate that it answers with".to_owned()
}

fn convert(what: &str, command: &str) -> String {
    format!("is {what}; convert it with `{command}`")
}

/// Text in UTF-16, with its mark or without.
fn is_utf16(start: &[u8]) -> bool {
    let every_second = |offset| {
        start.len() >= 8
            && start.iter().skip(offset).step_by(2).take(8).all(|byte| *byte == 0)
            && start.iter().any(|byte| *byte != 0)
    };
    start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) || every_second(0) || every_second(1)
}
