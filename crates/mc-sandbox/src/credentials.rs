//! What authenticates the sandbox to its clients, and they to it.

use std::fmt;
use std::sync::Arc;
use std::thread;

use base64ct::{Base64, Encoding as _};
use chrono::{DateTime, Datelike as _, Days, TimeDelta, Utc};
use mc_auth::keys::{Certificate, Identity, PrivateKey};
use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize,
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::{Error, Result};

/// The alias and the password of every PKCS#12 file that the sandbox makes.
pub(crate) const ALIAS: &str = "keyalias";
pub(crate) const PASSWORD: &str = "sandbox";

/// The `kid` of the key that cards are encrypted to for enrolment, in the form that is published there.
pub(crate) const CARD_KEY_ID: &str = "000001-src-fpan-encryption";

/// How long certificates last, in days: 13 months, as the real ones.
const LIFE: i64 = 395;
/// Keys that were kept are replaced this many days before their certificates end: clients warn a month before.
const SPARE: i64 = 45;
/// The days of a certificate's life, counted from today: it begins a day early, for clocks that are behind.
const LIFE_FROM_YESTERDAY: (i64, i64) = (-1, LIFE);

/// All keys and certificates of a sandbox; clones share them.
///
/// Give the same credentials to several sandboxes, or to one that is started again: making five RSA keys takes time.
/// [`SandboxBuilder::with_folder`](crate::SandboxBuilder::with_folder) keeps them in a folder.
///
/// ```
/// # fn main() -> mc_sandbox::Result<()> {
/// let credentials = mc_sandbox::Credentials::generate()?;
/// assert!(credentials.ca_pem().starts_with("-----BEGIN CERTIFICATE-----"));
/// assert_eq!(credentials.consumer_key().len(), 97);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

struct Inner {
    authority: Authority,
    /// When the first of the certificates that have to be valid ends.
    ends: DateTime<Utc>,
    consumer_key: String,
    server: Pair,
    expired_server: Pair,
    client: Pair,
    push: Pair,
    signing: Pair,
    /// The sandbox's own: requests are encrypted to it.
    encryption: Pair,
    /// The client's: responses are encrypted to it.
    decryption: Pair,
}

struct Authority {
    params: CertificateParams,
    key: KeyPair,
    certificate: Vec<u8>,
}

/// A certificate and its private key.
///
/// `Debug` does not show the key.
#[derive(Clone)]
pub struct Pair {
    certificate: Vec<u8>,
    /// The authority's, where the certificate was issued by it.
    issuer: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

/// What a certificate is for.
#[derive(Clone, Copy)]
enum Use {
    Server,
    Client,
    Signing,
    Encryption,
}

impl Credentials {
    /// Makes an authority and all that it issues.
    ///
    /// # Errors
    ///
    /// If the system gives no random numbers.
    pub fn generate() -> Result<Self> {
        let rsa = || KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(unmade);
        let keys: Vec<Result<KeyPair>> = thread::scope(|scope| {
            let running: Vec<_> = (0..5).map(|_| scope.spawn(rsa)).collect();
            running
                .into_iter()
                .map(|thread| {
                    thread
                        .join()
                        .unwrap_or_else(|_| Err(Error::new("an RSA key could not be made; start again")))
                })
                .collect()
        });
        let mut keys = keys.into_iter();
        let mut rsa = || keys.next().unwrap_or_else(|| Err(Error::new("too few keys were made")));
        let authority = Authority::new()?;
        let ec = || KeyPair::generate().map_err(unmade);
        Ok(Self(Arc::new(Inner {
            server: authority.issue("localhost", Use::Server, LIFE_FROM_YESTERDAY, &ec()?)?,
            expired_server: authority.issue("localhost", Use::Server, (-60, -30), &ec()?)?,
            client: authority.issue("sandbox client", Use::Client, LIFE_FROM_YESTERDAY, &rsa()?)?,
            push: authority.issue("sandbox notifications", Use::Client, LIFE_FROM_YESTERDAY, &rsa()?)?,
            signing: authority.issue("sandbox signing", Use::Signing, LIFE_FROM_YESTERDAY, &rsa()?)?,
            encryption: authority.issue("sandbox encryption", Use::Encryption, LIFE_FROM_YESTERDAY, &rsa()?)?,
            decryption: authority.issue(
                "sandbox client decryption",
                Use::Encryption,
                LIFE_FROM_YESTERDAY,
                &rsa()?,
            )?,
            consumer_key: consumer_key()?,
            ends: Utc::now() + TimeDelta::days(LIFE),
            authority,
        })))
    }

    /// Reads what [`document`](Self::document) has made. None of it where something is missing or ends soon.
    pub(crate) fn read(document: &Value, now: DateTime<Utc>) -> Option<Self> {
        let pair = |name: &str| Pair::read(document.get("pairs")?.get(name)?);
        let authority = document.get("authority")?;
        let authority = Authority {
            params: Authority::params(authority.get("name")?.as_str()?).ok()?,
            key: KeyPair::try_from(bytes(authority.get("key")?)?.as_slice()).ok()?,
            certificate: bytes(authority.get("certificate")?)?.to_vec(),
        };
        let ends: DateTime<Utc> = document.get("ends")?.as_str()?.parse().ok()?;
        if ends - TimeDelta::days(SPARE) < now {
            return None;
        }
        Some(Self(Arc::new(Inner {
            consumer_key: document.get("consumer_key")?.as_str()?.to_owned(),
            server: pair("server")?,
            expired_server: pair("expired_server")?,
            client: pair("client")?,
            push: pair("push")?,
            signing: pair("signing")?,
            encryption: pair("encryption")?,
            decryption: pair("decryption")?,
            ends,
            authority,
        })))
    }

    /// All keys and certificates as one document, to be kept where nobody else reads it.
    pub(crate) fn document(&self) -> Zeroizing<String> {
        let inner = &self.0;
        let encoded = |bytes: &[u8]| Base64::encode_string(bytes);
        let document = json!({
            "consumer_key": inner.consumer_key,
            "ends": inner.ends.to_rfc3339(),
            "authority": {
                "name": inner.authority.name(),
                "key": encoded(inner.authority.key.serialized_der()),
                "certificate": encoded(&inner.authority.certificate),
            },
            "pairs": {
                "server": inner.server.document(),
                "expired_server": inner.expired_server.document(),
                "client": inner.client.document(),
                "push": inner.push.document(),
                "signing": inner.signing.document(),
                "encryption": inner.encryption.document(),
                "decryption": inner.decryption.document(),
            },
        });
        Zeroizing::new(format!("{document:#}\n"))
    }

    /// The root that clients have to trust, as PEM.
    pub fn ca_pem(&self) -> String {
        pem("CERTIFICATE", &self.0.authority.certificate)
    }

    /// The consumer key of the one client that the sandbox knows.
    pub fn consumer_key(&self) -> &str {
        &self.0.consumer_key
    }

    /// The client's key for signing, and its certificate.
    pub fn signing(&self) -> &Pair {
        &self.0.signing
    }

    /// The client's identity for mutual TLS.
    pub fn client(&self) -> &Pair {
        &self.0.client
    }

    /// The client's key for decrypting responses, and its certificate.
    pub fn decryption(&self) -> &Pair {
        &self.0.decryption
    }

    /// The certificate that requests are encrypted to, as PEM.
    pub fn encryption_certificate_pem(&self) -> String {
        self.0.encryption.certificate_pem()
    }

    /// The identity that the sandbox presents where it delivers notifications.
    ///
    /// Its certificate is issued by the authority of [`ca_pem`](Self::ca_pem).
    pub fn push(&self) -> &Pair {
        &self.0.push
    }

    /// Issues a certificate for a server on this machine, such as one that receives notifications.
    ///
    /// # Errors
    ///
    /// If the system gives no random numbers.
    pub fn issue_server(&self) -> Result<Pair> {
        let key = KeyPair::generate().map_err(unmade)?;
        self.0
            .authority
            .issue("localhost", Use::Server, LIFE_FROM_YESTERDAY, &key)
    }

    /// Issues a certificate for a client, valid from one day to another, both counted from today.
    ///
    /// # Errors
    ///
    /// If the days make no period, or the system gives no random numbers.
    pub fn issue_client(&self, name: &str, from: i64, to: i64) -> Result<Pair> {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(unmade)?;
        self.0.authority.issue(name, Use::Client, (from, to), &key)
    }

    /// The root, for rustls.
    pub(crate) fn ca_der(&self) -> &[u8] {
        &self.0.authority.certificate
    }

    pub(crate) fn server(&self, expired: bool) -> &Pair {
        if expired {
            &self.0.expired_server
        } else {
            &self.0.server
        }
    }

    pub(crate) fn encryption(&self) -> &Pair {
        &self.0.encryption
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

impl Pair {
    /// The certificate as PEM.
    pub fn certificate_pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    /// The certificate and its issuer's as PEM, in this order.
    pub fn chain_pem(&self) -> String {
        [self.certificate_pem(), pem("CERTIFICATE", &self.issuer)].concat()
    }

    /// The private key as PEM, in PKCS#8.
    pub fn key_pem(&self) -> Zeroizing<String> {
        Zeroizing::new(pem("PRIVATE KEY", &self.key))
    }

    /// Key and certificates as PKCS#12 under a password, with the alias `keyalias`.
    ///
    /// # Errors
    ///
    /// If the system gives no random numbers.
    pub fn pkcs12(&self, password: &str) -> Result<Zeroizing<Vec<u8>>> {
        let unwritten =
            |error: p12_keystore::error::Error| Error::new("the PKCS#12 file cannot be made").with_source(error);
        let key = p12_keystore::PrivateKey::from_der(&self.key).map_err(unwritten)?;
        let certificates =
            [&self.certificate, &self.issuer].map(|der| p12_keystore::Certificate::from_der(der).map_err(unwritten));
        let [own, issuer] = certificates;
        let chain = PrivateKeyChain::new(ALIAS, key, [own?, issuer?]);
        let mut store = KeyStore::new();
        store.add_entry(ALIAS, KeyStoreEntry::PrivateKeyChain(chain));
        store.writer(password).write().map(Zeroizing::new).map_err(unwritten)
    }

    /// Key and chain, for [`ClientIdentity`](mc_auth::tls::ClientIdentity).
    ///
    /// # Errors
    ///
    /// If the key is of a kind that `mc-auth` does not take.
    pub fn identity(&self) -> Result<Identity> {
        let chain = [
            Certificate::from_der(&self.certificate)?,
            Certificate::from_der(&self.issuer)?,
        ];
        Ok(Identity::new(self.private_key()?, &chain)?)
    }

    /// The private key, for `mc-auth`.
    ///
    /// # Errors
    ///
    /// If the key is of a kind that `mc-auth` does not take.
    pub fn private_key(&self) -> Result<PrivateKey> {
        Ok(PrivateKey::from_pkcs8_der(&self.key)?)
    }

    fn document(&self) -> Value {
        json!({
            "certificate": Base64::encode_string(&self.certificate),
            "issuer": Base64::encode_string(&self.issuer),
            "key": Base64::encode_string(&self.key),
        })
    }

    fn read(document: &Value) -> Option<Self> {
        let pair = Self {
            certificate: bytes(document.get("certificate")?)?.to_vec(),
            issuer: bytes(document.get("issuer")?)?.to_vec(),
            key: bytes(document.get("key")?)?,
        };
        Certificate::from_der(&pair.certificate).ok()?;
        Some(pair)
    }

    pub(crate) fn certificate_der(&self) -> &[u8] {
        &self.certificate
    }

    pub(crate) fn issuer_der(&self) -> &[u8] {
        &self.issuer
    }

    pub(crate) fn key_der(&self) -> &[u8] {
        &self.key
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pair").finish_non_exhaustive()
    }
}

/// The bytes of a text in base64.
fn bytes(value: &Value) -> Option<Zeroizing<Vec<u8>>> {
    Base64::decode_vec(value.as_str()?).ok().map(Zeroizing::new)
}

impl Authority {
    fn params(name: &str) -> Result<CertificateParams> {
        let mut params = named(name, (-90, LIFE))?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(params)
    }

    fn name(&self) -> String {
        match self.params.distinguished_name.get(&DnType::CommonName) {
            Some(DnValue::Utf8String(name)) => name.clone(),
            _ => String::new(),
        }
    }

    fn new() -> Result<Self> {
        let key = KeyPair::generate().map_err(unmade)?;
        let mut id = [0; 4];
        getrandom::fill(&mut id).map_err(|error| unmade(error.to_string()))?;
        // A name of its own, so that nobody takes one authority for another.
        let name = format!("mc-sandbox authority {:08x}", u32::from_be_bytes(id));
        let params = Self::params(&name)?;
        let certificate = params.self_signed(&key).map_err(unmade)?.der().to_vec();
        Ok(Self {
            params,
            key,
            certificate,
        })
    }

    fn issue(&self, name: &str, purpose: Use, life: (i64, i64), key: &KeyPair) -> Result<Pair> {
        let mut params = named(name, life)?;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = match purpose {
            Use::Encryption => vec![KeyUsagePurpose::KeyEncipherment],
            _ => vec![KeyUsagePurpose::DigitalSignature],
        };
        match purpose {
            Use::Server => {
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
                let names = CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()]);
                params.subject_alt_names = names.map_err(unmade)?.subject_alt_names;
            }
            Use::Client => params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
            Use::Signing | Use::Encryption => {}
        }
        let issuer = Issuer::from_params(&self.params, &self.key);
        let certificate = params.signed_by(key, &issuer).map_err(unmade)?.der().to_vec();
        Ok(Pair {
            certificate,
            issuer: self.certificate.clone(),
            key: Zeroizing::new(key.serialized_der().to_vec()),
        })
    }
}

/// Parameters with a name and a life, in days from today.
fn named(name: &str, (from, to): (i64, i64)) -> Result<CertificateParams> {
    let day = |days: i64| {
        let today = Utc::now().date_naive();
        let by = Days::new(days.unsigned_abs());
        let date = if days < 0 {
            today.checked_sub_days(by)
        } else {
            today.checked_add_days(by)
        };
        let date = date.ok_or_else(|| Error::new("a certificate cannot last that long"))?;
        let part = |value: u32| u8::try_from(value).unwrap_or(1);
        Ok::<_, Error>(rcgen::date_time_ymd(date.year(), part(date.month()), part(date.day())))
    };
    if from >= to {
        return Err(Error::new("a certificate has to end after it begins"));
    }
    let mut params = CertificateParams::default();
    params.not_before = day(from)?;
    params.not_after = day(to)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "mc-sandbox");
    params.distinguished_name.push(DnType::CommonName, name);
    Ok(params)
}

/// As real ones are: 48 characters, an exclamation mark, 32 characters and 16 zeros.
fn consumer_key() -> Result<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = [0; 80];
    getrandom::fill(&mut bytes).map_err(|error| unmade(error.to_string()))?;
    let mut text: String = bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte & 63)]))
        .collect();
    text.insert(48, '!');
    text.push_str("0000000000000000");
    Ok(text)
}

fn unmade(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new("the sandbox's keys cannot be made").with_source(error)
}

pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    let text = Zeroizing::new(Base64::encode_string(der));
    let mut out = format!("-----BEGIN {label}-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        out.push_str(line);
        out.push('\n');
        rest = more;
    }
    out.push_str("-----END ");
    out.push_str(label);
    out.push_str("-----\n");
    out
}
