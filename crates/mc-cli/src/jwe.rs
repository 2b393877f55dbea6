//! `mcapi encrypt` and `mcapi decrypt`: a JSON document in the clear, and encrypted.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::failure::{Failure, Result};
use crate::key_file::Opening;
use crate::official::{Layout, Policies, Wishes};
use crate::streams::{self, Input};

const ENCRYPT_EXAMPLES: &str = "\
Prints {\"encryptedData\": \"<JWE>\"}. The document is encrypted byte for
byte, without white space around it: numbers and the order of members stay.
With --fle it prints an object of encryptedValue, encryptedKey, iv and so on.
With --config the document is encrypted where the configuration says, and key
files that it names are used unless the command line names one.

Examples:
  mcapi encrypt --certificate mastercard-encryption.pem payload.json
  echo '{\"accountNumber\":\"5123456789012345\"}' |
      mcapi encrypt --certificate mastercard-encryption.pem --fle
  mcapi encrypt --certificate mastercard-encryption.pem \\
      --config encryption.json --path /accounts payload.json";

const DECRYPT_EXAMPLES: &str = "\
Reads {\"encryptedData\": \"<JWE>\"} and prints what was encrypted, byte for byte.
--field names the member where a product has another one.
With --fle and --config it reads what `mcapi encrypt` prints with them.

Examples:
  mcapi decrypt --key my-decryption.p12 --password-env PASSWORD response.json
  mcapi decrypt --key my-decryption.pem --config encryption.json \\
      --path /accounts response.json
  mcapi encrypt --certificate certificate.pem payload.json |
      mcapi decrypt --key key.pem";

/// Encrypts a JSON document: by JWE, by field-level encryption, or as a configuration says
#[derive(Debug, Args)]
#[command(after_help = ENCRYPT_EXAMPLES)]
pub(crate) struct Encrypt {
    #[command(flatten)]
    recipient: Recipient,
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    layout: Layout,
    #[command(flatten)]
    policies: Policies,
    /// Content encryption of JWE [default: A256GCM]
    #[arg(long, conflicts_with = "fle", value_parser = content_encryptions())]
    enc: Option<ContentEncryption>,
    /// Key id, or key fingerprint with --fle, instead of the key's SHA-256 in hex
    #[arg(long, value_name = "K")]
    kid: Option<String>,
    /// Member that holds the JWE: products differ, Benefit Allocation has encryptedValue
    #[arg(long, value_name = "NAME", default_value = MEMBER, conflicts_with_all = ["fle", "config"])]
    field: String,
    /// JSON document, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: OsString,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Recipient {
    /// File with the recipient's certificate or public key: PEM, DER or JWK
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// File with a private key, to encrypt for its holder: PKCS#12, PEM, DER or JWK
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

/// Decrypts a JSON document: from JWE, field-level encryption, or as a configuration says
#[derive(Debug, Args)]
#[command(after_help = DECRYPT_EXAMPLES)]
pub(crate) struct Decrypt {
    /// File with the private key: PKCS#12, PEM, DER or JWK
    #[arg(long, value_name = "FILE", required_unless_present = "config")]
    key: Option<PathBuf>,
    #[command(flatten)]
    opening: Opening,
    #[command(flatten)]
    layout: Layout,
    /// Refuse a document whose content is encrypted otherwise
    #[arg(long, conflicts_with = "fle", value_parser = content_encryptions())]
    enc: Option<ContentEncryption>,
    /// Refuse a document whose header names another key
    #[arg(long, value_name = "K", conflicts_with_all = ["fle", "config"])]
    kid: Option<String>,
    /// Member that holds the JWE
    #[arg(long, value_name = "NAME", default_value = MEMBER, conflicts_with_all = ["fle", "config"])]
    field: String,
    /// JSON document, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: OsString,
}

/// The member that holds a JWE in Mastercard's libraries.
const MEMBER: &str = "encryptedData";

impl Encrypt {
    pub(crate) fn run(self) -> Result<()> {
        let path = self.recipient.certificate.or(self.recipient.key);
        let input = Input::from(self.file);
        if !self.layout.is_plain() {
            let wishes = Wishes {
                enc: self.enc,
                kid: self.kid,
            };
            return self
                .layout
                .encrypt(path.as_deref(), &self.opening, &self.policies, &wishes, &input);
        }
        let path = path.ok_or_else(|| Failure::new("--certificate or --key is missing; name the file with the key"))?;
        let key = self
            .opening
            .source(&path)?
            .public_key()
            .map_err(|error| self.opening.explain(&error))?;
        let mut encrypter = Encrypter::new(&key)?;
        if let Some(enc) = self.enc {
            encrypter = encrypter.with_content_encryption(enc);
        }
        if let Some(kid) = self.kid {
            encrypter = encrypter.with_kid(kid);
        }
        let document = input.read()?;
        let document = mc_core::json::without_mark(&document);
        check_json(document).map_err(|fault| Failure::at(&input, &fault))?;
        // The bound is for servers: here the document is in memory already.
        let encrypter = encrypter.with_max_bytes(usize::MAX);
        let encrypted_data = encrypter.encrypt(document.trim_ascii())?;
        let answer = serde_json::to_string(&BTreeMap::from([(self.field, encrypted_data)]))
            .map_err(|error| Failure::at(&"the result", &error))?;
        streams::print(answer.as_bytes())
    }
}

impl Decrypt {
    pub(crate) fn run(self) -> Result<()> {
        let input = Input::from(self.file);
        if !self.layout.is_plain() {
            let wishes = Wishes {
                enc: self.enc,
                kid: None,
            };
            return self.layout.decrypt(self.key.as_deref(), &self.opening, &wishes, &input);
        }
        let path = self
            .key
            .ok_or_else(|| Failure::new("--key is missing; name the file with the private key"))?;
        let key = self
            .opening
            .source(&path)?
            .private_key()
            .map_err(|error| self.opening.explain(&error))?;
        let mut decrypter = Decrypter::new(&key)?;
        if let Some(enc) = self.enc {
            decrypter = decrypter.with_accepted([enc]);
        }
        let document = input.read()?;
        let document = mc_core::json::without_mark(&document);
        check_json(document).map_err(|fault| Failure::at(&input, &fault))?;
        // What serde_json would say quotes the document.
        let member: Option<Single> = serde_json::from_slice(document).ok();
        let encrypted_data = match member {
            Some(Single { name, text }) if name == self.field => text,
            other => {
                // Another member is named where it holds a JWE, for only then is it no data.
                let other = other.filter(|Single { name, text }| is_name(name) && kid(text).is_some());
                let hint = other.map_or_else(String::new, |other| {
                    format!(", or --field {}, which is there", other.name)
                });
                return Err(Failure::at(
                    &input,
                    &format!(
                        "is not of the form {{\"{}\": \"<JWE>\"}}; give an object with that member alone{hint}",
                        self.field
                    ),
                ));
            }
        };
        if let Some(expected) = &self.kid
            && kid(&encrypted_data).as_ref() != Some(expected)
        {
            return Err(Failure::at(
                &input,
                &"its header does not name the key that --kid names; leave --kid out to try --key all the same",
            ));
        }
        // The bound is for servers: here the document is in memory already.
        let decrypter = decrypter.with_max_bytes(encrypted_data.len());
        let plaintext = decrypter.decrypt(&encrypted_data).map_err(|error| {
            let hint = if error.is_crypto() {
                "; it was changed, or is for another key than --key"
            } else {
                ""
            };
            Failure::at(&input, &format!("{error}{hint}"))
        })?;
        check_json(&plaintext).map_err(|fault| Failure::at(&"the decrypted payload", &fault))?;
        streams::print(&plaintext)
    }
}

/// An object of one member, which is a text.
struct Single {
    name: String,
    text: String,
}

impl<'de> Deserialize<'de> for Single {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;

        impl<'de> Visitor<'de> for One {
            type Value = Single;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of one text")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Single, A::Error> {
                let wrong = || A::Error::custom("not one text");
                let (name, text) = map.next_entry()?.ok_or_else(wrong)?;
                match map.next_key::<IgnoredAny>()? {
                    None => Ok(Single { name, text }),
                    Some(_) => Err(wrong()),
                }
            }
        }

        deserializer.deserialize_map(One)
    }
}

/// Whether a text is shown in an error: it may be data otherwise.
fn is_name(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// Says where a document is wrong and never what it holds.
pub(crate) fn check_json(document: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(document).map_err(|_| "is not UTF-8, so it is not JSON".to_owned())?;
    serde_json::from_str::<IgnoredAny>(text)
        .map(|_| ())
        .map_err(|error| format!("is not JSON: look at line {}, column {}", error.line(), error.column()))
}

/// The `kid` of a JWE's header, read as leniently as the rest of it is.
fn kid(jwe: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Header {
        kid: Option<String>,
    }
    let (header, _) = jwe.trim().split_once('.')?;
    let header = header.trim_end_matches('=').replace('+', "-").replace('/', "_");
    let header = Base64UrlUnpadded::decode_vec(&header).ok()?;
    serde_json::from_slice::<Header>(&header).ok()?.kid
}

fn content_encryptions() -> impl TypedValueParser<Value = ContentEncryption> {
    PossibleValuesParser::new(ContentEncryption::ALL.map(ContentEncryption::as_str))
        .try_map(|text| text.parse::<ContentEncryption>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_placed_and_not_quoted() {
        assert_eq!(check_json(b" {\"a\": 1.00} \n"), Ok(()));
        let fault = check_json(b"{\"a\":\n \"x\" 5123456789012345}").unwrap_err();
        assert_eq!(fault, "is not JSON: look at line 2, column 6");
        assert!(check_json(b"\"\xff\"").unwrap_err().contains("UTF-8"));
        assert!(check_json(b"").is_err());
        assert!(check_json(b"{} {}").is_err());
    }

    #[test]
    fn kids_are_read_from_every_base64() {
        // {"kid":"?>a"}, clean and as the libraries also write it
        for header in ["eyJraWQiOiI_PmEifQ", "eyJraWQiOiI/PmEifQ", "eyJraWQiOiI/PmEifQ=="] {
            assert_eq!(kid(&format!("{header}.x")).as_deref(), Some("?>a"), "{header}");
        }
        assert_eq!(kid("e30.x"), None);
        assert_eq!(kid("eyJraWQiOiI_PmEifQ"), None);
    }
}
