use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::document::{Member, Node};
use crate::error::{Error, Kind, Result};
use crate::{Shared, fle, jwe};

/// How values are encrypted, and with which keys.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Scheme {
    /// JWE.
    Jwe(JweScheme),
    /// Field-level encryption.
    Fle(Box<FleScheme>),
}

impl From<JweScheme> for Scheme {
    fn from(scheme: JweScheme) -> Self {
        Self::Jwe(scheme)
    }
}

impl From<FleScheme> for Scheme {
    fn from(scheme: FleScheme) -> Self {
        Self::Fle(Box::new(scheme))
    }
}

/// JWE in a field, `encryptedData` unless named otherwise.
#[derive(Clone, Debug)]
pub struct JweScheme {
    encrypter: Option<Shared<jwe::Encrypter>>,
    decrypter: Option<Shared<jwe::Decrypter>>,
    field: String,
    response_field: String,
}

impl JweScheme {
    /// A scheme without keys.
    pub fn new() -> Self {
        Self {
            encrypter: None,
            decrypter: None,
            field: "encryptedData".to_owned(),
            response_field: "encryptedData".to_owned(),
        }
    }

    /// Encrypts requests with this, or with whatever takes its place where it is [`Shared`].
    #[must_use]
    pub fn with_encrypter(mut self, encrypter: impl Into<Shared<jwe::Encrypter>>) -> Self {
        self.encrypter = Some(encrypter.into());
        self
    }

    /// Decrypts responses with this, or with whatever takes its place where it is [`Shared`].
    #[must_use]
    pub fn with_decrypter(mut self, decrypter: impl Into<Shared<jwe::Decrypter>>) -> Self {
        self.decrypter = Some(decrypter.into());
        self
    }

    /// Names the field, in requests and responses.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>) -> Self {
        self.field = name.into();
        self.response_field.clone_from(&self.field);
        self
    }

    /// Names the field of responses, where it differs; call it after [`with_field`](Self::with_field).
    #[must_use]
    pub fn with_response_field(mut self, name: impl Into<String>) -> Self {
        self.response_field = name.into();
        self
    }
}

impl Default for JweScheme {
    fn default() -> Self {
        Self::new()
    }
}

/// The names under which the parameters of field-level encryption travel, as fields or as headers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParameterNames {
    /// Of the initialisation vector.
    pub iv: String,
    /// Of the wrapped key.
    pub encrypted_key: String,
    /// Of the hash of RSA-OAEP, which is not sent without a name.
    pub oaep_hash: Option<String>,
    /// Of the certificate's fingerprint, which is not sent without a name.
    pub certificate_fingerprint: Option<String>,
    /// Of the public key's fingerprint, which is not sent without a name.
    pub key_fingerprint: Option<String>,
}

impl ParameterNames {
    /// Names of the two parameters that there must be.
    pub fn new(iv: impl Into<String>, encrypted_key: impl Into<String>) -> Self {
        Self {
            iv: iv.into(),
            encrypted_key: encrypted_key.into(),
            oaep_hash: None,
            certificate_fingerprint: None,
            key_fingerprint: None,
        }
    }

    /// Names the hash of RSA-OAEP.
    #[must_use]
    pub fn with_oaep_hash(mut self, name: impl Into<String>) -> Self {
        self.oaep_hash = Some(name.into());
        self
    }

    /// Names the certificate's fingerprint.
    #[must_use]
    pub fn with_certificate_fingerprint(mut self, name: impl Into<String>) -> Self {
        self.certificate_fingerprint = Some(name.into());
        self
    }

    /// Names the public key's fingerprint.
    #[must_use]
    pub fn with_key_fingerprint(mut self, name: impl Into<String>) -> Self {
        self.key_fingerprint = Some(name.into());
        self
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        [&self.iv, &self.encrypted_key].into_iter().chain(
            [&self.oaep_hash, &self.certificate_fingerprint, &self.key_fingerprint]
                .into_iter()
                .flatten(),
        )
    }

    /// Each parameter under its name.
    fn named(&self, parameters: &fle::Parameters) -> Vec<(String, String)> {
        let mut named = vec![
            (self.iv.clone(), parameters.iv.clone()),
            (self.encrypted_key.clone(), parameters.encrypted_key.clone()),
        ];
        for (name, value) in [
            (&self.certificate_fingerprint, &parameters.certificate_fingerprint),
            (&self.key_fingerprint, &parameters.key_fingerprint),
            (&self.oaep_hash, &parameters.oaep_hash),
        ] {
            if let (Some(name), Some(value)) = (name, value) {
                named.push((name.clone(), value.clone()));
            }
        }
        named
    }

    fn read(&self, value: impl Fn(&str) -> Option<String>) -> Option<fle::Parameters> {
        let optional = |name: &Option<String>| name.as_deref().and_then(&value);
        let mut parameters = fle::Parameters::new(value(&self.iv)?, value(&self.encrypted_key)?);
        parameters.oaep_hash = optional(&self.oaep_hash);
        parameters.certificate_fingerprint = optional(&self.certificate_fingerprint);
        parameters.key_fingerprint = optional(&self.key_fingerprint);
        Some(parameters)
    }
}

/// Field-level encryption, with its parameters in the body or in headers.
#[derive(Clone, Debug)]
pub struct FleScheme {
    encrypter: Option<Shared<fle::Encrypter>>,
    decrypter: Option<Shared<fle::Decrypter>>,
    request: Names,
    response: Names,
}

#[derive(Clone, Debug)]
pub(super) struct Names {
    value: String,
    fields: Option<ParameterNames>,
    headers: Option<ParameterNames>,
}

impl FleScheme {
    /// Parameters beside the value, in the body.
    pub fn in_body(value_field: impl Into<String>, names: ParameterNames) -> Self {
        Self::with_names(Names {
            value: value_field.into(),
            fields: Some(names),
            headers: None,
        })
    }

    /// Parameters in HTTP headers: one key and vector for all values of a message.
    ///
    /// # Errors
    /// When a name cannot be that of a header.
    pub fn in_headers(value_field: impl Into<String>, names: ParameterNames) -> Result<Self> {
        Self::new(value_field.into(), None, Some(names))
    }

    /// Names of fields, of headers, or both: headers are then written, and read first.
    pub(super) fn new(value: String, fields: Option<ParameterNames>, headers: Option<ParameterNames>) -> Result<Self> {
        if fields.is_none() && headers.is_none() {
            return Err(Error::new(
                Kind::Configuration,
                "the initialisation vector and the encrypted key have no names; name fields or headers for them",
            ));
        }
        for name in headers.iter().flat_map(ParameterNames::all) {
            header_name(name)?;
        }
        Ok(Self::with_names(Names { value, fields, headers }))
    }

    fn with_names(names: Names) -> Self {
        Self {
            encrypter: None,
            decrypter: None,
            request: names.clone(),
            response: names,
        }
    }

    /// Encrypts requests with this, or with whatever takes its place where it is [`Shared`].
    #[must_use]
    pub fn with_encrypter(mut self, encrypter: impl Into<Shared<fle::Encrypter>>) -> Self {
        self.encrypter = Some(encrypter.into());
        self
    }

    /// Decrypts responses with this, or with whatever takes its place where it is [`Shared`].
    #[must_use]
    pub fn with_decrypter(mut self, decrypter: impl Into<Shared<fle::Decrypter>>) -> Self {
        self.decrypter = Some(decrypter.into());
        self
    }

    /// Takes the names of responses from another scheme, where they differ.
    #[must_use]
    pub fn with_response_of(mut self, other: &Self) -> Self {
        self.response = other.response.clone();
        self
    }
}

fn header_name(name: &str) -> Result<HeaderName> {
    HeaderName::try_from(name)
        .map_err(|_| Error::new(Kind::Configuration, format!("{name} cannot be the name of a header")))
}

impl Scheme {
    /// Whether what rules encrypt can be encrypted.
    pub(super) fn check(&self) -> Result<()> {
        let missing = || {
            Error::new(
                Kind::Configuration,
                "a rule encrypts requests, but the scheme has no encrypter; give it Mastercard's public key",
            )
        };
        let Self::Fle(scheme) = self else {
            return self.sealing().map(drop).map_err(|_| missing());
        };
        let encrypter = scheme.encrypter.as_ref().ok_or_else(missing)?.current();
        let names = scheme.request.headers.as_ref().or(scheme.request.fields.as_ref());
        if names.is_some_and(|names| names.certificate_fingerprint.is_some()) && !encrypter.knows_certificate() {
            return Err(Error::new(
                Kind::Configuration,
                "the certificate's fingerprint has a name but is not known; make the encrypter from the certificate",
            ));
        }
        Ok(())
    }

    pub(super) fn sealing(&self) -> Result<Sealing<'_>> {
        let missing = || {
            Error::new(
                Kind::Configuration,
                "there is no key to encrypt with; give the scheme an encrypter",
            )
        };
        Ok(match self {
            Self::Jwe(scheme) => Sealing::Jwe(scheme.encrypter.as_ref().ok_or_else(missing)?.current(), &scheme.field),
            Self::Fle(scheme) => Sealing::Fle {
                encrypter: scheme.encrypter.as_ref().ok_or_else(missing)?.current(),
                names: &scheme.request,
                session: None,
            },
        })
    }

    pub(super) fn opening<'a>(&'a self, headers: &'a HeaderMap) -> Opening<'a> {
        let (jwe, fle) = match self {
            Self::Jwe(scheme) => (scheme.decrypter.as_ref().map(Shared::current), None),
            Self::Fle(scheme) => (None, scheme.decrypter.as_ref().map(Shared::current)),
        };
        Opening {
            scheme: self,
            jwe,
            fle,
            headers,
        }
    }
}

/// The encryption of one request.
pub(super) enum Sealing<'a> {
    Jwe(Arc<jwe::Encrypter>, &'a str),
    Fle {
        encrypter: Arc<fle::Encrypter>,
        names: &'a Names,
        /// What all values share where parameters are in headers.
        session: Option<fle::Session>,
    },
}

impl Sealing<'_> {
    /// The fields that stand for a value.
    pub(super) fn seal(&mut self, plaintext: &[u8]) -> Result<Vec<(String, String)>> {
        match self {
            Self::Jwe(encrypter, field) => Ok(vec![((*field).to_owned(), encrypter.encrypt(plaintext)?)]),
            Self::Fle {
                encrypter,
                names,
                session,
            } => {
                let Some(fields) = names.fields.as_ref().filter(|_| names.headers.is_none()) else {
                    let session = match session {
                        Some(session) => session,
                        None => session.insert(encrypter.session()?),
                    };
                    return Ok(vec![(names.value.clone(), session.encrypt(plaintext)?)]);
                };
                let message = encrypter.encrypt(plaintext)?;
                let mut all = vec![(names.value.clone(), message.value)];
                all.extend(fields.named(&message.parameters));
                Ok(all)
            }
        }
    }

    pub(super) fn headers(&self) -> Result<Vec<(HeaderName, HeaderValue)>> {
        let Self::Fle {
            names,
            session: Some(session),
            ..
        } = self
        else {
            return Ok(Vec::new());
        };
        let Some(headers) = &names.headers else {
            return Ok(Vec::new());
        };
        let unusable = |_| {
            Error::new(
                Kind::Configuration,
                "a fingerprint has characters that no header can have",
            )
        };
        headers
            .named(session.parameters())
            .into_iter()
            .map(|(name, value)| Ok((header_name(&name)?, HeaderValue::try_from(value).map_err(unusable)?)))
            .collect()
    }
}

/// The decryption of one response.
pub(super) struct Opening<'a> {
    scheme: &'a Scheme,
    /// The keys of now: one response is decrypted with the same ones to its end.
    jwe: Option<Arc<jwe::Decrypter>>,
    fle: Option<Arc<fle::Decrypter>>,
    headers: &'a HeaderMap,
}

impl Opening<'_> {
    /// Whether a string may be an encrypted value by itself.
    pub(super) fn reads_strings(&self) -> bool {
        matches!(self.scheme, Scheme::Jwe(_))
    }

    pub(super) fn open_string(&self, text: &str) -> Result<Zeroizing<Vec<u8>>> {
        match self.scheme {
            Scheme::Jwe(_) => self.jwe.as_ref().ok_or_else(no_decrypter)?.decrypt(text),
            Scheme::Fle(_) => Err(no_decrypter()),
        }
    }

    /// Decrypts what is in an object and takes the fields out of it; nothing where there is no encrypted value.
    pub(super) fn open_members(&self, members: &mut Vec<Member<'_>>) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let field = match self.scheme {
            Scheme::Jwe(scheme) => &scheme.response_field,
            Scheme::Fle(scheme) => &scheme.response.value,
        };
        let Some(at) = Node::position(members, field)? else {
            return Ok(None);
        };
        if members[at].node.is_null() {
            return Ok(None);
        }
        let value = members[at].node.as_string().ok_or_else(|| {
            Error::new(
                Kind::Payload,
                format!("the field {field} of the encrypted payload is no string"),
            )
        })?;
        let plaintext = match self.scheme {
            Scheme::Jwe(_) => {
                let plaintext = self.open_string(&value)?;
                members.remove(at);
                plaintext
            }
            Scheme::Fle(scheme) => {
                let decrypter = self.fle.as_ref().ok_or_else(no_decrypter)?;
                let parameters = self.parameters(&scheme.response, members)?;
                let plaintext = decrypter.decrypt(&value, &parameters)?;
                members.retain(|member| {
                    member.name != *field
                        && !scheme
                            .response
                            .fields
                            .as_ref()
                            .is_some_and(|names| names.all().any(|name| *name == member.name))
                });
                plaintext
            }
        };
        Ok(Some(plaintext))
    }

    fn parameters(&self, names: &Names, members: &[Member<'_>]) -> Result<fle::Parameters> {
        let in_headers = names
            .headers
            .as_ref()
            .and_then(|headers| headers.read(|name| Some(self.headers.get(name)?.to_str().ok()?.to_owned())));
        let parameters = in_headers.or_else(|| {
            names.fields.as_ref()?.read(|name| {
                let at = Node::position(members, name).ok()??;
                members.get(at)?.node.as_string()
            })
        });
        parameters.ok_or_else(|| {
            Error::new(
                Kind::Payload,
                "the encrypted payload comes without its initialisation vector or key; check their names",
            )
        })
    }

    pub(super) fn used_headers(&self) -> Vec<HeaderName> {
        let Scheme::Fle(scheme) = self.scheme else {
            return Vec::new();
        };
        scheme
            .response
            .headers
            .iter()
            .flat_map(ParameterNames::all)
            .filter_map(|name| HeaderName::try_from(name).ok())
            .filter(|name| self.headers.contains_key(name))
            .collect()
    }
}

fn no_decrypter() -> Error {
    Error::new(
        Kind::Configuration,
        "there is no key to decrypt with; give the scheme a decrypter",
    )
}

/// Whether a text has the form of a JWE that was encrypted as this crate does.
pub(super) fn is_jwe(text: &str) -> bool {
    let mut parts = text.split('.');
    let header = parts
        .next()
        .and_then(|header| Base64UrlUnpadded::decode_vec(header).ok());
    let header: Option<serde_json::Value> = header.and_then(|header| serde_json::from_slice(&header).ok());
    let is_header = header.is_some_and(|header| header["alg"] == "RSA-OAEP-256" && header["enc"].is_string());
    let rest: Vec<&str> = parts.collect();
    is_header
        && rest.len() == 4
        && rest
            .iter()
            .all(|part| !part.is_empty() && Base64UrlUnpadded::decode_vec(part).is_ok())
}
