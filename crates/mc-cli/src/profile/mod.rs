//! Profiles: which keys, certificates and servers a call uses.
//!
//! A file of profiles is TOML. Names of files are relative to it, and secrets stand elsewhere: in the environment or in
//! files. The file `DIR/sandbox.json` that `mcapi sandbox --dir DIR` writes is taken for one, too; its profile is `sandbox`.
//!
//! ```toml
//! default = "sandbox"                      # the profile that is used if none is named; not needed where there is one
//!
//! [profile.sandbox]
//! environment = "sandbox"                  # the server, unless --env or --base-url names one
//! consumer-key-env = "CONSUMER_KEY"        # or consumer-key, or consumer-key-file
//! roots = ["ca.pem"]                       # certificates trusted beside the public ones
//! signing = { file = "signing.p12", alias = "keyalias", password-env = "SIGNING_PASSWORD" }
//! client-certificate = { file = "client.p12", password-file = "client.password" }
//! encryption = { file = "mastercard-encryption.pem" }
//! decryption = [{ file = "decryption.pem" }, { file = "former.pem" }]
//!
//! [profile.sandbox.product.mastercom]      # what is other for one product
//! base-url = "https://127.0.0.1:8443/mastercom"
//! ```
//!
//! A key has `file`, or `env` for a variable that holds PEM, JWK or base64; `alias` where a store has several; and
//! `password-env` or `password-file` where it is encrypted. `certificate` names a file with the key's certificates where
//! they are not beside the key. `encryption` has `kid`, `content-encryption` and `field` (the member that holds the JWE, where a
//! server has another name than the product documents) as well, and `bearer` is `token-env` or
//! `token-file`. `auth` is `oauth1`, `mutual-tls` or `bearer` where it is not what the product has.

mod check;
mod sandbox;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use etcetera::BaseStrategy as _;
use mc_auth::bearer::{Bearer, Token, TokenSource};
use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth::keys::{Certificate, Identity, KeySource, Password, PrivateKey, PublicKey};
use mc_auth::oauth1::OAuth1;
use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::{ClientIdentity, ClientTls};
use mc_core::{Environment, Operation};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::failure::{Failure, Result};
use crate::product::{Auth, Product};
use crate::streams;

/// Where the user's own file is, below the configuration directory.
const OWN: &str = "mcapi/profiles.toml";

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    Check(check::Check),
    Init(Init),
    List(List),
}

impl ProfileCommand {
    pub(crate) fn run(self) -> Result<()> {
        match self {
            Self::Check(check) => check.run(),
            Self::Init(init) => init.run(),
            Self::List(list) => list.run(),
        }
    }
}

/// What a new file of profiles says.
const TEMPLATE: &str = include_str!("template.toml");

const INIT: &str = "\
Examples:
  mcapi profile init
  mcapi profile init --profile-file profile.toml";

/// Writes a file of profiles to be filled in, where there is none yet
#[derive(Debug, Args)]
#[command(after_help = INIT)]
pub(crate) struct Init {
    /// File to write, instead of that of the user
    #[arg(long, value_name = "FILE")]
    profile_file: Option<PathBuf>,
}

impl Init {
    fn run(self) -> Result<()> {
        let path = match self.profile_file {
            Some(path) => path,
            None => own()?,
        };
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)
            .and_then(|()| options.open(&path))
            .and_then(|mut file| file.write_all(TEMPLATE.as_bytes()))
            .map_err(|error| {
                let what = match error.kind() {
                    std::io::ErrorKind::AlreadyExists => "edit it, or name another by --profile-file",
                    _ => "check the folder and its rights",
                };
                Failure::new(format!(
                    "{} cannot be written: {}; {what}",
                    path.display(),
                    error.kind()
                ))
            })?;
        streams::print(
            format!(
                "{} is written: fill it in, then run mcapi profile check",
                path.display()
            )
            .as_bytes(),
        )
    }
}

const EXAMPLES: &str = "\
Examples:
  mcapi profile list
  mcapi profile list --profile-file sandbox/profile.toml";

/// Lists the profiles of a file; a star marks the default one
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// File with profiles, instead of that of the user
    #[arg(long, value_name = "FILE")]
    profile_file: Option<PathBuf>,
}

impl List {
    fn run(self) -> Result<()> {
        let file = File::read(self.profile_file.as_deref())?;
        let default = file.default_name().unwrap_or_default();
        let lines: Vec<String> = file
            .document
            .profile
            .keys()
            .map(|name| format!("{} {name}", if name == default { "*" } else { " " }))
            .collect();
        streams::print(lines.join("\n").as_bytes())
    }
}

/// Which profile is asked for.
pub(crate) struct Choice<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) file: Option<&'a Path>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    default: Option<String>,
    #[serde(default)]
    profile: BTreeMap<String, Settings>,
}

/// What a profile says, of all products or of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    environment: Option<String>,
    base_url: Option<String>,
    auth: Option<Auth>,
    roots: Option<Vec<PathBuf>>,
    consumer_key: Option<String>,
    consumer_key_env: Option<String>,
    consumer_key_file: Option<PathBuf>,
    signing: Option<Key>,
    client_certificate: Option<Key>,
    encryption: Option<Recipient>,
    decryption: Option<Vec<Key>>,
    bearer: Option<TokenPlace>,
    #[serde(default)]
    product: BTreeMap<String, Self>,
}

/// Where a private key is, and how to open it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Key {
    file: Option<PathBuf>,
    env: Option<String>,
    alias: Option<String>,
    password_env: Option<String>,
    password_file: Option<PathBuf>,
    certificate: Option<PathBuf>,
}

/// For whom payloads are encrypted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Recipient {
    file: Option<PathBuf>,
    env: Option<String>,
    alias: Option<String>,
    kid: Option<String>,
    content_encryption: Option<String>,
    /// The member that holds the JWE, where it is not the one that the product documents.
    field: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TokenPlace {
    token_env: Option<String>,
    token_file: Option<PathBuf>,
}

/// Keys whose value is a secret, and what takes their place.
const SECRETS: [(&str, &str); 6] = [
    ("password", "password-env or password-file"),
    ("passphrase", "password-env or password-file"),
    ("keystore-password", "password-env or password-file"),
    ("pin", "password-env or password-file"),
    ("token", "token-env or token-file"),
    ("private-key", "file or env"),
];

/// A file of profiles.
struct File {
    path: PathBuf,
    document: Document,
}

impl File {
    fn read(given: Option<&Path>) -> Result<Self> {
        let path = match given {
            Some(path) => path.to_owned(),
            None => own()?,
        };
        let text = streams::text(&path).map_err(|error| {
            let what = if given.is_some() {
                "check its name and rights"
            } else {
                "write one there, or name another by --profile-file"
            };
            Failure::new(format!(
                "the profiles in {} cannot be read: {}; {what}",
                path.display(),
                error.kind()
            ))
        })?;
        if path.extension().is_some_and(|extension| extension == "json") {
            let document = sandbox::document(&text).map_err(|error| Failure::at(&path.display(), &error))?;
            return Ok(Self { path, document });
        }
        Self::parse(path, &text)
    }

    fn parse(path: PathBuf, text: &str) -> Result<Self> {
        let at = |error: &toml::de::Error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            format!("{} line {line}", path.display())
        };
        let table: toml::Table = text
            .parse()
            .map_err(|error| Failure::new(format!("{}: this is no TOML", at(&error))))?;
        if let Some((place, instead)) = secret(&table, "") {
            return Err(Failure::new(format!(
                "{}: {place} may not stand in the file; put the secret into an environment variable or a file, and name \
                 that by {instead}",
                path.display()
            )));
        }
        let document: Document =
            toml::from_str(text).map_err(|error| Failure::new(format!("{}: {}", at(&error), without_value(&error))))?;
        let file = Self { path, document };
        file.check()?;
        Ok(file)
    }

    /// What the types do not say.
    fn check(&self) -> Result<()> {
        let fault = |what: String| Err(Failure::new(format!("{}: {what}", self.path.display())));
        if self.document.profile.is_empty() {
            return fault("there is no profile in it; begin one with [profile.NAME]".to_owned());
        }
        if let Some(name) = self.document.default.as_deref()
            && !self.document.profile.contains_key(name)
        {
            return fault(format!("the default profile is {name}, and there is none of that name"));
        }
        for (name, settings) in &self.document.profile {
            let products = settings
                .product
                .iter()
                .map(|(product, settings)| (Some(product), settings));
            for (product, settings) in [(None, settings)].into_iter().chain(products) {
                let place = match product {
                    Some(product) => format!("profile.{name}.product.{product}"),
                    None => format!("profile.{name}"),
                };
                if let Some(product) = product {
                    if Product::find(product).is_err() {
                        return fault(format!("{place}: there is no product of that name"));
                    }
                    if !settings.product.is_empty() {
                        return fault(format!("{place}: a product has no products"));
                    }
                }
                if let Err(what) = settings.check() {
                    return fault(format!("{place}: {what}"));
                }
            }
        }
        Ok(())
    }

    fn default_name(&self) -> Option<&str> {
        let only = || (self.document.profile.len() == 1).then(|| self.document.profile.keys().next());
        self.document
            .default
            .as_deref()
            .or_else(|| only().flatten().map(String::as_str))
    }
}

/// The first key of a table whose value would be a secret, by its path, and what takes its place.
fn secret(table: &toml::Table, above: &str) -> Option<(String, &'static str)> {
    table.iter().find_map(|(key, value)| {
        let place = if above.is_empty() {
            key.clone()
        } else {
            format!("{above}.{key}")
        };
        let spelled = key.to_lowercase().replace('_', "-");
        if let Some((_, instead)) = SECRETS.iter().find(|(name, _)| *name == spelled) {
            return Some((place, *instead));
        }
        match value {
            toml::Value::Table(table) => secret(table, &place),
            toml::Value::Array(items) => items
                .iter()
                .filter_map(toml::Value::as_table)
                .find_map(|table| secret(table, &place)),
            _ => None,
        }
    })
}

/// What is wrong with a file, without the value that is.
fn without_value(error: &toml::de::Error) -> String {
    let message = error.message();
    match message.rsplit_once(", expected ") {
        Some((start, expected)) if start.starts_with("invalid ") => format!("this is not {expected}"),
        _ => message.to_owned(),
    }
}

/// The user's own file of profiles.
fn own() -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy()
        .map_err(|_| Failure::new("there is no home directory; name a file by --profile-file"))?;
    Ok(strategy.config_dir().join(OWN))
}

impl Settings {
    fn check(&self) -> Result<(), String> {
        let consumer_keys = [
            self.consumer_key.is_some(),
            self.consumer_key_env.is_some(),
            self.consumer_key_file.is_some(),
        ];
        if consumer_keys.iter().filter(|given| **given).count() > 1 {
            return Err("give one of consumer-key, consumer-key-env and consumer-key-file".to_owned());
        }
        if self.environment.is_some() && self.base_url.is_some() {
            return Err("give one of environment and base-url".to_owned());
        }
        let keys = [
            ("signing", &self.signing),
            ("client-certificate", &self.client_certificate),
        ];
        let keys = keys.into_iter().filter_map(|(name, key)| Some((name, key.as_ref()?)));
        let decryption = self.decryption.iter().flatten().map(|key| ("decryption", key));
        for (name, key) in keys.chain(decryption) {
            if key.file.is_some() == key.env.is_some() {
                return Err(format!("{name}: give one of file and env"));
            }
            if key.password_env.is_some() && key.password_file.is_some() {
                return Err(format!("{name}: give one of password-env and password-file"));
            }
        }
        if let Some(recipient) = &self.encryption {
            if recipient.file.is_some() == recipient.env.is_some() {
                return Err("encryption: give one of file and env".to_owned());
            }
            if let Some(name) = &recipient.content_encryption
                && name.parse::<ContentEncryption>().is_err()
            {
                let all: Vec<&str> = ContentEncryption::ALL.iter().map(|known| known.as_str()).collect();
                return Err(format!("encryption: content-encryption is one of {}", all.join(", ")));
            }
        }
        if let Some(bearer) = &self.bearer
            && bearer.token_env.is_some() == bearer.token_file.is_some()
        {
            return Err("bearer: give one of token-env and token-file".to_owned());
        }
        Ok(())
    }

    /// These settings where they are given, and others where not.
    fn over(&self, other: &Self) -> Self {
        let server = if self.environment.is_some() || self.base_url.is_some() {
            self
        } else {
            other
        };
        let consumer = if self.has_consumer_key() { self } else { other };
        Self {
            environment: server.environment.clone(),
            base_url: server.base_url.clone(),
            auth: self.auth.or(other.auth),
            roots: self.roots.clone().or_else(|| other.roots.clone()),
            consumer_key: consumer.consumer_key.clone(),
            consumer_key_env: consumer.consumer_key_env.clone(),
            consumer_key_file: consumer.consumer_key_file.clone(),
            signing: self.signing.clone().or_else(|| other.signing.clone()),
            client_certificate: self
                .client_certificate
                .clone()
                .or_else(|| other.client_certificate.clone()),
            encryption: self.encryption.clone().or_else(|| other.encryption.clone()),
            decryption: self.decryption.clone().or_else(|| other.decryption.clone()),
            bearer: self.bearer.clone().or_else(|| other.bearer.clone()),
            product: BTreeMap::new(),
        }
    }

    fn has_consumer_key(&self) -> bool {
        self.consumer_key.is_some() || self.consumer_key_env.is_some() || self.consumer_key_file.is_some()
    }
}

/// A profile that was chosen.
pub(crate) struct Profile {
    name: String,
    file: PathBuf,
    settings: Settings,
}

impl Profile {
    pub(crate) fn choose(choice: &Choice<'_>) -> Result<Self> {
        let mut file = File::read(choice.file)?;
        let all = || file.document.profile.keys().cloned().collect::<Vec<_>>().join(", ");
        let Some(name) = choice.name.or_else(|| file.default_name()).map(str::to_owned) else {
            return Err(Failure::new(format!(
                "{} has several profiles and no default; name one by --profile: {}",
                file.path.display(),
                all()
            )));
        };
        let unknown = format!("{} has no profile of that name; it has {}", file.path.display(), all());
        let settings = file
            .document
            .profile
            .remove(&name)
            .ok_or_else(|| Failure::new(unknown))?;
        Ok(Self {
            name,
            file: file.path,
            settings,
        })
    }

    /// What the profile says of a product.
    pub(crate) fn of(&self, product: &'static Product) -> Chosen<'_> {
        let settings = match self.settings.product.get(product.name) {
            Some(own) => own.over(&self.settings),
            None => self.settings.clone(),
        };
        Chosen {
            profile: self,
            product: Some(product),
            settings,
        }
    }

    /// What the profile says of all products.
    fn common(&self) -> Chosen<'_> {
        Chosen {
            profile: self,
            product: None,
            settings: self.settings.clone(),
        }
    }
}

/// The settings for one product.
pub(crate) struct Chosen<'a> {
    profile: &'a Profile,
    product: Option<&'static Product>,
    settings: Settings,
}

impl Chosen<'_> {
    /// An error for something that the profile does not have.
    fn lacks(&self, what: &str, instead: &str) -> Failure {
        Failure::new(format!(
            "profile {} of {} has no {what}; add {instead} to [profile.{}]",
            self.profile.name,
            self.profile.file.display(),
            self.profile.name
        ))
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        self.profile.file.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The server that is asked, and how it knows its callers.
    pub(crate) fn server(&self) -> Result<(Environment, Auth)> {
        let product = self.product.ok_or_else(|| self.lacks("product", "a product"))?;
        if let Some(url) = &self.settings.base_url {
            let name = format!("profile {}", self.profile.name);
            return Ok((Environment::new(name, url)?, product.auth));
        }
        let Some(name) = &self.settings.environment else {
            return Err(Failure::new(format!(
                "it is not said which server to ask: give --env or --base-url, or add environment or base-url to \
                 [profile.{}] in {}",
                self.profile.name,
                self.profile.file.display()
            )));
        };
        let server = product.server(name)?;
        Ok((server.environment(), server.auth))
    }

    pub(crate) fn auth(&self) -> Option<Auth> {
        self.settings.auth
    }

    pub(crate) fn has_identity(&self) -> bool {
        self.settings.client_certificate.is_some()
    }

    fn consumer_key(&self) -> Result<String> {
        let settings = &self.settings;
        let key = if let Some(key) = &settings.consumer_key {
            key.clone()
        } else if let Some(variable) = &settings.consumer_key_env {
            secret_env(variable)?.to_string()
        } else if let Some(path) = &settings.consumer_key_file {
            self.secret_in(path)?.to_string()
        } else {
            return Err(self.lacks("consumer key", "consumer-key"));
        };
        Ok(key)
    }

    pub(crate) fn oauth1(&self) -> Result<OAuth1> {
        let consumer_key = self.consumer_key()?;
        let signing = self.settings.signing.as_ref();
        let signing = signing.ok_or_else(|| self.lacks("signing key", "signing = { file = \"…\" }"))?;
        let key = self.source(signing)?.private_key()?;
        Ok(OAuth1::new(consumer_key, LocalSigner::new(&key)?)?)
    }

    pub(crate) fn identity(&self) -> Result<ClientIdentity> {
        let key = self.settings.client_certificate.as_ref();
        let key = key.ok_or_else(|| self.lacks("client certificate", "client-certificate = { file = \"…\" }"))?;
        Ok(ClientIdentity::new(&self.pair(key)?)?)
    }

    /// A key with its certificates, from one file or two.
    fn pair(&self, key: &Key) -> Result<Identity> {
        let source = self.source(key)?;
        match &key.certificate {
            None => Ok(source.identity()?),
            Some(path) => {
                let path = self.resolve(path);
                let certificates = KeySource::path(&path).certificates()?;
                Identity::new(source.private_key()?, &certificates)
                    .map_err(|error| Failure::at(&format_args!("file {}", path.display()), &error))
            }
        }
    }

    pub(crate) fn bearer(&self) -> Result<Bearer> {
        let place = self.settings.bearer.as_ref();
        let place = place.ok_or_else(|| self.lacks("bearer token", "bearer = { token-env = \"…\" }"))?;
        Ok(Bearer::new(Fixed(Token::new(self.token(place)?.trim())?)))
    }

    fn token(&self, place: &TokenPlace) -> Result<Zeroizing<String>> {
        match (&place.token_env, &place.token_file) {
            (Some(variable), _) => secret_env(variable),
            (None, Some(path)) => self.secret_in(path),
            (None, None) => Err(self.lacks("bearer token", "token-env")),
        }
    }

    pub(crate) fn tls(&self) -> Result<ClientTls> {
        Ok(ClientTls::new().with_extra_roots(self.roots()?))
    }

    fn roots(&self) -> Result<Vec<Certificate>> {
        let mut roots = Vec::new();
        for path in self.settings.roots.iter().flatten() {
            roots.extend(KeySource::path(self.resolve(path)).certificates()?);
        }
        Ok(roots)
    }

    /// The key that payloads are encrypted for, and the `kid` that a key set gives it.
    fn recipient(&self, recipient: &Recipient) -> Result<(PublicKey, Option<String>)> {
        let mut source = match (&recipient.file, &recipient.env) {
            (Some(path), _) => KeySource::path(self.resolve(path)),
            (None, Some(variable)) => KeySource::env(variable),
            (None, None) => return Err(self.lacks("encryption key", "encryption = { file = \"…\" }")),
        };
        if let Some(alias) = recipient.alias.as_ref().or(recipient.kid.as_ref()) {
            source = source.with_alias(alias);
        }
        let key = source.public_key()?;
        let contents = source.contents()?;
        let named = contents
            .public_keys()
            .iter()
            .find(|named| named.key().fingerprint_sha256() == key.fingerprint_sha256());
        let name = named.and_then(|named| named.name().map(str::to_owned));
        Ok((key, recipient.kid.clone().or(name)))
    }

    pub(crate) fn encryption(&self, operation: &Operation) -> Result<EncryptionLayer> {
        let Some(recipient) = &self.settings.encryption else {
            let what = format!("encryption certificate, which {operation} needs");
            return Err(self.lacks(&what, "encryption = { file = \"…\" }"));
        };
        let (key, kid) = self.recipient(recipient)?;
        let mut encrypter = Encrypter::new(&key)?;
        if let Some(kid) = kid {
            encrypter = encrypter.with_kid(kid);
        }
        if let Some(name) = &recipient.content_encryption {
            encrypter = encrypter.with_content_encryption(name.parse()?);
        }
        let mut scheme = JweScheme::new().with_encrypter(encrypter);
        if let Some(field) = &recipient.field {
            scheme = scheme.with_field(field);
        }
        let mut decrypter: Option<Decrypter> = None;
        for key in self.settings.decryption.iter().flatten() {
            let key = self.source(key)?.private_key()?;
            decrypter = Some(match decrypter {
                None => Decrypter::new(&key)?,
                Some(decrypter) => decrypter.with_key(&key, &[])?,
            });
        }
        if let Some(decrypter) = decrypter {
            scheme = scheme.with_decrypter(decrypter);
        }
        Ok(EncryptionLayer::new(Encryption::new(scheme)))
    }

    fn source(&self, key: &Key) -> Result<KeySource> {
        let mut source = match (&key.file, &key.env) {
            (Some(path), _) => KeySource::path(self.resolve(path)),
            (None, Some(variable)) => KeySource::env(variable),
            (None, None) => return Err(self.lacks("key", "file")),
        };
        if let Some(alias) = &key.alias {
            source = source.with_alias(alias);
        }
        if let Some(variable) = &key.password_env {
            source = source.with_password(Password::from(secret_env(variable)?));
        } else if let Some(path) = &key.password_file {
            source = source.with_password(Password::from(self.secret_in(path)?));
        }
        Ok(source)
    }

    fn private_key(&self, key: &Key) -> Result<PrivateKey> {
        Ok(self.source(key)?.private_key()?)
    }

    /// The text of a file that holds a secret, without its line end.
    fn secret_in(&self, path: &Path) -> Result<Zeroizing<String>> {
        let path = self.resolve(path);
        let text = streams::text(&path).map_err(|error| {
            Failure::new(format!(
                "file {} cannot be read: {}; check its name and rights",
                path.display(),
                error.kind()
            ))
        })?;
        Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// What is wrong with files, and does not stop anything.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let settings = &self.settings;
        let keys = [settings.signing.as_ref(), settings.client_certificate.as_ref()];
        let keys = keys.into_iter().flatten().chain(settings.decryption.iter().flatten());
        let mut secrets: Vec<&PathBuf> = keys
            .flat_map(|key| [key.file.as_ref(), key.password_file.as_ref()])
            .flatten()
            .collect();
        secrets.extend(settings.bearer.iter().filter_map(|place| place.token_file.as_ref()));
        let mut secrets: Vec<PathBuf> = secrets.into_iter().map(|path| self.resolve(path)).collect();
        secrets.sort();
        secrets.dedup();
        let mut warnings = Vec::new();
        if others_may(&self.profile.file, WRITE) {
            let file = self.profile.file.display();
            warnings.push(format!("others may change file {file}; run chmod go-w on it"));
        }
        for path in secrets.iter().filter(|path| others_may(path, READ)) {
            warnings.push(format!("others may read file {}; run chmod 600 on it", path.display()));
        }
        warnings
    }
}

/// The bits by which others than the owner may read or change a file.
const READ: u32 = 0o044;
const WRITE: u32 = 0o022;

#[cfg(unix)]
fn others_may(path: &Path, bits: u32) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & bits != 0)
}

#[cfg(not(unix))]
fn others_may(_: &Path, _: u32) -> bool {
    false
}

/// The value of an environment variable; the name is not repeated where it may be the secret itself.
fn secret_env(variable: &str) -> Result<Zeroizing<String>> {
    let is_name = !variable.is_empty()
        && variable
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_name {
        return Err(Failure::new(
            "the profile names an environment variable by a text that is no name of one; give the name, not the secret",
        ));
    }
    env::var(variable).map(Zeroizing::new).map_err(|_| {
        Failure::new(format!(
            "the environment variable {variable}, which the profile names, is not set or is no text; export it"
        ))
    })
}

/// A token that does not change.
struct Fixed(Token);

#[async_trait::async_trait]
impl TokenSource for Fixed {
    async fn token(&self) -> Result<Token, mc_auth::bearer::BoxError> {
        Ok(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<File> {
        File::parse("p.toml".into(), text)
    }

    fn complaint(text: &str) -> String {
        match parse(text) {
            Err(failure) => failure.to_string(),
            Ok(_) => panic!("{text} is taken"),
        }
    }

    #[test]
    fn the_documented_example_is_a_profile() {
        let source = include_str!("mod.rs");
        let example: String = source
            .lines()
            .skip_while(|line| *line != "//! ```toml")
            .skip(1)
            .take_while(|line| *line != "//! ```")
            .map(|line| line.trim_start_matches("//!").trim_start().to_owned() + "\n")
            .collect();
        let file = parse(&example).unwrap();
        assert_eq!(file.default_name(), Some("sandbox"));
        let mastercom = Product::find("mastercom").unwrap();
        let profile = Profile {
            name: "sandbox".to_owned(),
            file: "dir/p.toml".into(),
            settings: file.document.profile["sandbox"].clone(),
        };
        let (environment, auth) = profile.of(mastercom).server().unwrap();
        assert_eq!(environment.base_url(), "https://127.0.0.1:8443/mastercom");
        assert_eq!(auth, Auth::Oauth1);
        let updater = Product::find("automatic-billing-updater").unwrap();
        let (environment, _) = profile.of(updater).server().unwrap();
        assert_eq!(
            environment.base_url(),
            "https://sandbox.api.mastercard.com/abu/accounts"
        );
        assert_eq!(
            profile.of(updater).resolve(Path::new("ca.pem")),
            Path::new("dir/ca.pem")
        );
    }

    #[test]
    fn secrets_have_to_stand_elsewhere() {
        for (line, place) in [
            (
                "signing = { file = \"k\", password = \"s3cret\" }",
                "profile.x.signing.password",
            ),
            (
                "decryption = [{ file = \"k\", passphrase = \"s3cret\" }]",
                "profile.x.decryption.passphrase",
            ),
            ("bearer = { token = \"s3cret\" }", "profile.x.bearer.token"),
            ("keystore_password = \"s3cret\"", "profile.x.keystore_password"),
        ] {
            let said = complaint(&format!("[profile.x]\n{line}\n"));
            assert!(
                said.starts_with(&format!("p.toml: {place} may not stand in the file;")),
                "{said}"
            );
            assert!(said.contains("name that by") && !said.contains("s3cret"), "{said}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_without_its_value() {
        for (text, expected) in [
            ("[profile.x]\nsinging = {}\n", "p.toml line 2: unknown field `singing`"),
            (
                "[profile.x]\n\nsigning = \"s3cret\"\n",
                "p.toml line 3: this is not struct Key",
            ),
            ("[profile.x]\nauth = \"s3cret\"\n", "p.toml line 2: "),
            ("[profile.x\n", "p.toml line 1: this is no TOML"),
            ("a = \"s3cret\nb = 1", "p.toml line 1: this is no TOML"),
            ("", "p.toml: there is no profile in it; begin one with [profile.NAME]"),
            (
                "default = \"y\"\n[profile.x]\n",
                "p.toml: the default profile is y, and there is none",
            ),
            (
                "[profile.x]\nsigning = {}\n",
                "p.toml: profile.x: signing: give one of file and env",
            ),
            (
                "[profile.x]\nsigning = { file = \"f\", password-env = \"A\", password-file = \"b\" }",
                "signing: give one of password-env and password-file",
            ),
            (
                "[profile.x]\nconsumer-key = \"s3cret\"\nconsumer-key-env = \"B\"",
                "give one of consumer-key, consumer-key-env and consumer-key-file",
            ),
            (
                "[profile.x.product.mastercon]\n",
                "profile.x.product.mastercon: there is no product of that name",
            ),
            (
                "[profile.x.product.mastercom.product.mastercom]\n",
                "a product has no products",
            ),
            (
                "[profile.x]\nencryption = { file = \"f\", content-encryption = \"s3cret\" }",
                "content-encryption is one of A128GCM, ",
            ),
            (
                "[profile.x]\nenvironment = \"a\"\nbase-url = \"b\"",
                "give one of environment and base-url",
            ),
        ] {
            let said = complaint(text);
            assert!(said.contains(expected), "{text}: {said}");
            assert!(!said.contains("s3cret") || expected == "p.toml line 2: ", "{said}");
        }
    }

    #[test]
    fn a_product_s_settings_go_over_the_common_ones() {
        let text = "[profile.x]\nenvironment = \"sandbox\"\nconsumer-key = \"common\"\nauth = \"bearer\"\n\
                    [profile.x.product.mastercom]\nconsumer-key-file = \"own\"\n";
        let file = parse(text).unwrap();
        let common = &file.document.profile["x"];
        let own = common.product["mastercom"].over(common);
        assert_eq!((own.consumer_key, own.consumer_key_file), (None, Some("own".into())));
        assert_eq!(
            (own.environment.as_deref(), own.auth),
            (Some("sandbox"), Some(Auth::Bearer))
        );
    }

    #[test]
    fn a_variable_that_may_be_a_secret_is_not_repeated() {
        let said = secret_env("hunter2!").unwrap_err().to_string();
        assert!(!said.contains("hunter2"), "{said}");
        let said = secret_env("MC_NO_SUCH_VARIABLE").unwrap_err().to_string();
        assert!(said.contains("MC_NO_SUCH_VARIABLE"), "{said}");
    }
}
