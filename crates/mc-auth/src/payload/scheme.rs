use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::document::Object;
#[cfg(any(feature = "reqwest", feature = "tower"))]
use super::sites::Suspicious;
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

/// JWE in a member of an object.
///
/// The member has the name that the operation of the call documents, or `encryptedData` where nothing is known; a name given
/// here takes the place of both.
#[derive(Clone, Debug)]
pub struct JweScheme {
    encrypter: Option<Shared<jwe::Encrypter>>,
    decrypter: Option<Shared<jwe::Decrypter>>,
    field: Option<String>,
    response_field: Option<String>,
}

/// The members that hold an encrypted body, as far as an operation says.
#[derive(Clone, Debug)]
pub(super) struct Members {
    request: String,
    answers: Vec<String>,
}

impl Default for Members {
    fn default() -> Self {
        Self {
            request: "encryptedData".to_owned(),
            answers: vec!["encryptedData".to_owned()],
        }
    }
}

#[cfg(any(feature = "reqwest", feature = "tower"))]
impl From<&mc_core::BodyEncryption> for Members {
    fn from(known: &mc_core::BodyEncryption) -> Self {
        Self {
            request: known.request_member().to_owned(),
            answers: known.answer_members().map(str::to_owned).collect(),
        }
    }
}

impl JweScheme {
    /// A scheme without keys.
    pub fn new() -> Self {
        Self {
            encrypter: None,
            decrypter: None,
            field: None,
            response_field: None,
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

    /// Names the member, in requests and responses, whatever the operation documents.
    #[must_use]
    pub fn with_field(mut self, name: impl Into<String>) -> Self {
        self.field = Some(name.into());
        self
    }

    /// Names the member of responses, where it differs.
    #[must_use]
    pub fn with_response_field(mut self, name: impl Into<String>) -> Self {
        self.response_field = Some(name.into());
        self
    }

    fn request_member<'a>(&'a self, known: &'a Members) -> &'a str {
        self.field.as_deref().unwrap_or(&known.request)
    }

    fn answer_members<'a>(&'a self, known: &'a Members) -> Vec<&'a str> {
        match self.response_field.as_deref().or(self.field.as_deref()) {
            Some(name) => vec![name],
            None => known.answers.iter().map(String::as_str).collect(),
        }
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
            return self.sealing(&Members::default()).map(drop).map_err(|_| missing());
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

    pub(super) fn sealing<'a>(&'a self, members: &'a Members) -> Result<Sealing<'a>> {
        let missing = || {
            Error::new(
                Kind::Configuration,
                "there is no key to encrypt with; give the scheme an encrypter",
            )
        };
        Ok(match self {
            Self::Jwe(scheme) => Sealing::Jwe(
                scheme.encrypter.as_ref().ok_or_else(missing)?.current(),
                scheme.request_member(members),
            ),
            Self::Fle(scheme) => Sealing::Fle {
                encrypter: scheme.encrypter.as_ref().ok_or_else(missing)?.current(),
                names: &scheme.request,
                session: None,
            },
        })
    }

    /// The key id that requests are encrypted for now, where the scheme has one.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn key_id(&self) -> Option<String> {
        match self {
            Self::Jwe(scheme) => scheme.encrypter.as_ref()?.current().kid().map(str::to_owned),
            Self::Fle(scheme) => scheme.encrypter.as_ref()?.current().key_id(),
        }
    }

    /// Which members tell of an encrypted value that was not decrypted.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(super) fn suspicious(&self, rule: &super::Rule, members: &Members) -> Suspicious {
        let mut harmless = Vec::new();
        let mut names: Vec<String> = match self {
            Self::Jwe(scheme) => scheme.answer_members(members).into_iter().map(str::to_owned).collect(),
            Self::Fle(scheme) => {
                harmless.extend(scheme.response.fields.iter().flat_map(ParameterNames::all).cloned());
                vec![scheme.response.value.clone()]
            }
        };
        names.extend(rule.decrypted.iter().filter_map(|mapping| mapping.from.last_name()));
        // Where a rule puts what was decrypted into a member of this name, a clear value there is no sign of anything.
        let targets: Vec<String> = rule
            .decrypted
            .iter()
            .filter_map(|mapping| mapping.to.last_name())
            .collect();
        harmless.extend(targets.iter().filter(|target| !names.contains(target)).cloned());
        Suspicious { names, harmless }
    }

    pub(super) fn opening<'a>(&'a self, members: &'a Members, headers: &'a HeaderMap) -> Opening<'a> {
        let (jwe, fle) = match self {
            Self::Jwe(scheme) => (scheme.decrypter.as_ref().map(Shared::current), None),
            Self::Fle(scheme) => (None, scheme.decrypter.as_ref().map(Shared::current)),
        };
        let fields = match self {
            Self::Jwe(scheme) => scheme.answer_members(members),
            Self::Fle(scheme) => vec![scheme.response.value.as_str()],
        };
        Opening {
            scheme: self,
            fields,
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
    /// The members that may hold an encrypted value.
    fields: Vec<&'a str>,
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

    /// Whether a text that was not taken apart yet may hold an encrypted value: one without its member's name holds none.
    pub(super) fn may_hold(&self, text: &str) -> bool {
        text.contains('\\') || self.fields.iter().any(|field| text.contains(field))
    }

    /// Decrypts what is in an object and takes the fields out of it; nothing where there is no encrypted value.
    pub(super) fn open_members(&self, object: &mut Object<'_>) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let mut found = None;
        for field in &self.fields {
            if let Some(at) = object.position(field)?
                && object.at(at).is_some_and(|member| !member.node.is_null())
            {
                found = Some((at, *field));
                break;
            }
        }
        let Some((at, field)) = found else {
            return Ok(None);
        };
        let value = object
            .at(at)
            .and_then(|member| member.node.as_string())
            .ok_or_else(|| {
                Error::new(
                    Kind::Payload,
                    format!("the field {field} of the encrypted payload is no string"),
                )
            })?;
        let plaintext = match self.scheme {
            Scheme::Jwe(_) => {
                let plaintext = self.open_string(&value)?;
                object.remove(at);
                plaintext
            }
            Scheme::Fle(scheme) => {
                let decrypter = self.fle.as_ref().ok_or_else(no_decrypter)?;
                let parameters = self.parameters(&scheme.response, object)?;
                let plaintext = decrypter.decrypt(&value, &parameters)?;
                object.retain(|member| {
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

    fn parameters(&self, names: &Names, object: &mut Object<'_>) -> Result<fle::Parameters> {
        let in_headers = names
            .headers
            .as_ref()
            .and_then(|headers| headers.read(|name| Some(self.headers.get(name)?.to_str().ok()?.to_owned())));
        let parameters = match (in_headers, &names.fields) {
            (Some(parameters), _) => Some(parameters),
            (None, Some(fields)) => {
                let mut values = Vec::new();
                for name in fields.all() {
                    if let Some(at) = object.position(name)?
                        && let Some(value) = object.at(at).and_then(|member| member.node.as_string())
                    {
                        values.push((name.as_str(), value));
                    }
                }
                let value = |wanted: &str| {
                    values
                        .iter()
                        .find(|(name, _)| *name == wanted)
                        .map(|(_, value)| value.clone())
                };
                fields.read(value)
            }
            (None, None) => None,
        };
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
