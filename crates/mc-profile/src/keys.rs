//! The keys, certificates and secrets that settings name.

use std::env;
use std::path::{Path, PathBuf};

use mc_auth::bearer::{Bearer, Token, TokenSource};
use mc_auth::jwe::{Decrypter, Encrypter};
use mc_auth::keys::{Certificate, Identity, KeySource, Password, PrivateKey, PublicKey};
use mc_auth::oauth1::OAuth1;
use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
use mc_auth::rsa::LocalSigner;
use mc_auth::tls::{ClientIdentity, ClientTls};
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::file;
use crate::settings::{Key, Recipient, Settings, TokenPlace};

/// Where settings come from, for errors.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) name: String,
    pub(crate) file: Option<PathBuf>,
}

impl Origin {
    /// An error for something that is not set.
    pub(crate) fn lacks(&self, what: &str, instead: &str) -> Error {
        let Self { name, file } = self;
        Error::new(match file {
            Some(file) => format!(
                "profile {name} of {} has no {what}; add {instead} to [profile.{name}]",
                file.display()
            ),
            None => format!(
                "the environment variables of profiles name no {what}; set {instead} by a variable whose name begins with \
                 MCAPI_PROFILE__, or write a file of profiles"
            ),
        })
    }
}

/// Opens what settings name.
pub(crate) struct Keys<'a> {
    pub(crate) origin: &'a Origin,
    pub(crate) settings: &'a Settings,
}

impl Keys<'_> {
    pub(crate) fn consumer_key(&self) -> Result<String> {
        let settings = self.settings;
        let key = if let Some(key) = &settings.consumer_key {
            key.clone()
        } else if let Some(variable) = &settings.consumer_key_env {
            secret_env(variable)?.to_string()
        } else if let Some(path) = &settings.consumer_key_file {
            secret_in(path)?.to_string()
        } else {
            return Err(self.origin.lacks("consumer key", "consumer-key"));
        };
        Ok(key)
    }

    pub(crate) fn signing(&self) -> Result<KeySource> {
        let signing = self.settings.signing.as_ref();
        let signing = signing.ok_or_else(|| self.origin.lacks("signing key", "signing = { file = \"…\" }"))?;
        self.source(signing)
    }

    pub(crate) fn oauth1(&self) -> Result<OAuth1> {
        let consumer_key = self.consumer_key()?;
        let key = self.signing()?.private_key()?;
        Ok(OAuth1::new(consumer_key, LocalSigner::new(&key)?)?)
    }

    pub(crate) fn identity(&self) -> Result<ClientIdentity> {
        let key = self.settings.client_certificate.as_ref();
        let key = key.ok_or_else(|| {
            self.origin
                .lacks("client certificate", "client-certificate = { file = \"…\" }")
        })?;
        Ok(ClientIdentity::new(&self.pair(key)?)?)
    }

    /// A key with its certificates, from one file or two.
    pub(crate) fn pair(&self, key: &Key) -> Result<Identity> {
        let source = self.source(key)?;
        match &key.certificate {
            None => Ok(source.identity()?),
            Some(path) => {
                let certificates = KeySource::path(path).certificates()?;
                Identity::new(source.private_key()?, &certificates)
                    .map_err(|error| Error::at(&format_args!("file {}", path.display()), &error))
            }
        }
    }

    pub(crate) fn bearer(&self) -> Result<Bearer> {
        let place = self.settings.bearer.as_ref();
        let place = place.ok_or_else(|| self.origin.lacks("bearer token", "bearer = { token-env = \"…\" }"))?;
        Ok(Bearer::new(Fixed(Token::new(self.token(place)?.trim())?)))
    }

    fn token(&self, place: &TokenPlace) -> Result<Zeroizing<String>> {
        match (&place.token_env, &place.token_file) {
            (Some(variable), _) => secret_env(variable),
            (None, Some(path)) => secret_in(path),
            (None, None) => Err(self.origin.lacks("bearer token", "token-env")),
        }
    }

    pub(crate) fn tls(&self) -> Result<ClientTls> {
        Ok(ClientTls::new().with_extra_roots(self.roots()?))
    }

    pub(crate) fn roots(&self) -> Result<Vec<Certificate>> {
        let mut roots = Vec::new();
        for path in self.settings.roots.iter().flatten() {
            roots.extend(KeySource::path(path).certificates()?);
        }
        Ok(roots)
    }

    /// The key that payloads are encrypted for, and the `kid` that a key set gives it.
    pub(crate) fn recipient(&self, recipient: &Recipient) -> Result<(PublicKey, Option<String>)> {
        let mut source = match (&recipient.file, &recipient.env) {
            (Some(path), _) => KeySource::path(path),
            (None, Some(variable)) => KeySource::env(variable),
            (None, None) => return Err(self.origin.lacks("encryption key", "encryption = { file = \"…\" }")),
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

    /// The layer that encrypts and decrypts; none where no recipient is named.
    pub(crate) fn encryption(&self) -> Result<Option<EncryptionLayer>> {
        let Some(recipient) = &self.settings.encryption else {
            return Ok(None);
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
        Ok(Some(EncryptionLayer::new(Encryption::new(scheme))))
    }

    pub(crate) fn source(&self, key: &Key) -> Result<KeySource> {
        let mut source = match (&key.file, &key.env) {
            (Some(path), _) => KeySource::path(path),
            (None, Some(variable)) => KeySource::env(variable),
            (None, None) => return Err(self.origin.lacks("key", "file")),
        };
        if let Some(alias) = &key.alias {
            source = source.with_alias(alias);
        }
        if let Some(variable) = &key.password_env {
            source = source.with_password(Password::from(secret_env(variable)?));
        } else if let Some(path) = &key.password_file {
            source = source.with_password(Password::from(secret_in(path)?));
        }
        Ok(source)
    }

    pub(crate) fn private_key(&self, key: &Key) -> Result<PrivateKey> {
        Ok(self.source(key)?.private_key()?)
    }

    /// Every file that holds a secret.
    pub(crate) fn secret_files(&self) -> Vec<&Path> {
        let settings = self.settings;
        let keys = [settings.signing.as_ref(), settings.client_certificate.as_ref()];
        let keys = keys.into_iter().flatten().chain(settings.decryption.iter().flatten());
        let mut secrets: Vec<&Path> = keys
            .flat_map(|key| [key.file.as_deref(), key.password_file.as_deref()])
            .flatten()
            .collect();
        secrets.extend(settings.bearer.iter().filter_map(|place| place.token_file.as_deref()));
        secrets
    }
}

/// The text of a file that holds a secret, without its line end.
pub(crate) fn secret_in(path: &Path) -> Result<Zeroizing<String>> {
    let text = file::text(path).map_err(|error| {
        Error::new(format!(
            "file {} cannot be read: {}; check its name and rights",
            path.display(),
            error.kind()
        ))
    })?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The value of an environment variable; the name is not repeated where it may be the secret itself.
pub(crate) fn secret_env(variable: &str) -> Result<Zeroizing<String>> {
    let is_name = !variable.is_empty()
        && variable
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_name {
        return Err(Error::new(
            "the profile names an environment variable by a text that is no name of one; give the name, not the secret",
        ));
    }
    env::var(variable).map(Zeroizing::new).map_err(|_| {
        Error::new(format!(
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

    #[test]
    fn a_variable_that_may_be_a_secret_is_not_repeated() {
        let said = secret_env("hunter2!").unwrap_err().to_string();
        assert!(!said.contains("hunter2"), "{said}");
        let said = secret_env("MC_NO_SUCH_VARIABLE").unwrap_err().to_string();
        assert!(said.contains("MC_NO_SUCH_VARIABLE"), "{said}");
    }
}
