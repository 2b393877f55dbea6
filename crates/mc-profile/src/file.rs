//! Files of profiles.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use mc_core::Api;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::sandbox;
use crate::settings::Document;

/// Where the user's own file is, below the configuration directory.
const OWN: &str = "mcapi/profiles.toml";

/// What a new file of profiles says.
const TEMPLATE: &str = include_str!("template.toml");

/// Keys whose value is a secret, what takes their place, and the setting that names a variable with it.
pub(crate) const SECRETS: [(&str, &str, &str); 6] = [
    ("password", "password-env or password-file", "password-env"),
    ("passphrase", "password-env or password-file", "password-env"),
    ("keystore-password", "password-env or password-file", "password-env"),
    ("pin", "password-env or password-file", "password-env"),
    ("token", "token-env or token-file", "token-env"),
    ("private-key", "file or env", "env"),
];

/// The user's own file of profiles: `mcapi/profiles.toml` in the configuration directory.
///
/// # Errors
/// When there is no home directory.
pub fn own_file() -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy()
        .map_err(|_| Error::new("there is no home directory; name a file of profiles by MCAPI_PROFILE_FILE"))?;
    Ok(strategy.config_dir().join(OWN))
}

/// Writes a file of profiles to fill in, which nobody else may read. A file that exists stays as it is.
///
/// # Errors
/// When the file exists or cannot be written.
pub fn write_template(path: &Path) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| options.open(path))
        .and_then(|mut file| file.write_all(TEMPLATE.as_bytes()))
        .map_err(|error| {
            let what = match error.kind() {
                io::ErrorKind::AlreadyExists => "edit it, or name another file",
                _ => "check the folder and its rights",
            };
            Error::new(format!(
                "{} cannot be written: {}; {what}",
                path.display(),
                error.kind()
            ))
        })
}

/// The text of a file that a person made, without the byte order mark that some editors put first.
pub(crate) fn text(path: &Path) -> io::Result<Zeroizing<String>> {
    let text = fs::read_to_string(path).map(Zeroizing::new)?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(Zeroizing::new(rest.to_owned())),
        None => Ok(text),
    }
}

/// A file of profiles; the paths in it are relative to nothing any more.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) document: Document,
}

impl File {
    /// Reads a file, and refuses settings for APIs that are not among those that are known, if any are.
    pub(crate) fn read(path: PathBuf, advice: &str, known: &[&'static Api]) -> Result<Self> {
        let text = text(&path).map_err(|error| {
            Error::new(format!(
                "the profiles in {} cannot be read: {}; {advice}",
                path.display(),
                error.kind()
            ))
        })?;
        let mut file = if path.extension().is_some_and(|extension| extension == "json") {
            let document = sandbox::document(&text).map_err(|error| Error::at(&path.display(), &error))?;
            Self { path, document }
        } else {
            Self::parse(path, &text, known)?
        };
        let folder = file.path.parent().unwrap_or(Path::new("")).to_owned();
        for path in file.document.profile.values_mut().flat_map(|settings| settings.paths()) {
            *path = folder.join(&*path);
        }
        Ok(file)
    }

    fn parse(path: PathBuf, text: &str, known: &[&'static Api]) -> Result<Self> {
        let at = |error: &toml::de::Error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            format!("{} line {line}", path.display())
        };
        let table: toml::Table = text
            .parse()
            .map_err(|error| Error::new(format!("{}: this is no TOML", at(&error))))?;
        if let Some((place, instead)) = secret(&table, "") {
            return Err(Error::new(format!(
                "{}: {place} may not stand in the file; put the secret into an environment variable or a file, and name \
                 that by {instead}",
                path.display()
            )));
        }
        let document: Document =
            toml::from_str(text).map_err(|error| Error::new(format!("{}: {}", at(&error), without_value(&error))))?;
        let file = Self { path, document };
        file.check(known)?;
        Ok(file)
    }

    /// What the types do not say.
    fn check(&self, known: &[&'static Api]) -> Result<()> {
        let fault = |what: String| Err(Error::new(format!("{}: {what}", self.path.display())));
        if self.document.profile.is_empty() {
            return fault("there is no profile in it; begin one with [profile.NAME]".to_owned());
        }
        if let Some(name) = self.document.default.as_deref()
            && !self.document.profile.contains_key(name)
        {
            return fault(format!("the default profile is {name}, and there is none of that name"));
        }
        for (name, settings) in &self.document.profile {
            if let Some(product) = unknown(settings.product.keys(), known) {
                return fault(format!(
                    "profile.{name}.product.{product}: there is no product of that name"
                ));
            }
            if let Err(what) = settings.check() {
                return fault(format!("profile.{name}: {what}"));
            }
        }
        Ok(())
    }

    pub(crate) fn default_name(&self) -> Option<&str> {
        let only = || (self.document.profile.len() == 1).then(|| self.document.profile.keys().next());
        self.document
            .default
            .as_deref()
            .or_else(|| only().flatten().map(String::as_str))
    }
}

/// The first name that no known API has; none where no API is known.
pub(crate) fn unknown<'a>(mut names: impl Iterator<Item = &'a String>, known: &[&'static Api]) -> Option<&'a String> {
    names.find(|name| !known.is_empty() && !known.iter().any(|api| api.id() == *name))
}

/// The first key of a table whose value would be a secret, by its path, and what takes its place.
pub(crate) fn secret(table: &toml::Table, above: &str) -> Option<(String, &'static str)> {
    table.iter().find_map(|(key, value)| {
        let place = if above.is_empty() {
            key.clone()
        } else {
            format!("{above}.{key}")
        };
        let spelled = key.to_lowercase().replace('_', "-");
        if let Some((_, instead, _)) = SECRETS.iter().find(|(name, ..)| *name == spelled) {
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
pub(crate) fn without_value(error: &toml::de::Error) -> String {
    let message = error.message();
    match message.rsplit_once(", expected ") {
        Some((start, expected)) if start.starts_with("invalid ") || start.starts_with("unknown variant ") => {
            format!("this is not {expected}")
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MASTERCOM: Api = Api::new("mastercom", &[], &[]);

    fn complaint(text: &str) -> String {
        match File::parse("p.toml".into(), text, &[&MASTERCOM]) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("{text} is taken"),
        }
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
            (
                "[profile.x]\nauth = \"s3cret\"\n",
                "p.toml line 2: this is not one of `oauth1`, `mutual-tls`",
            ),
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
            assert!(!said.contains("s3cret"), "{said}");
        }
    }

    #[test]
    fn the_template_is_a_file_of_profiles() {
        let file = File::parse("p.toml".into(), TEMPLATE, &[]).unwrap();
        assert_eq!(file.default_name(), Some("sandbox"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/profiles.toml");
        write_template(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), TEMPLATE);
        let said = write_template(&path).unwrap_err().to_string();
        assert!(said.contains("edit it, or name another"), "{said}");
    }
}
