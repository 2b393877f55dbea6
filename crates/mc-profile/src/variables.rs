//! Settings in environment variables.

use std::env;

use mc_core::Api;
use serde::Deserialize as _;

use crate::error::{Error, Result};
use crate::file::{SECRETS, secret, unknown, without_value};
use crate::settings::Settings;

/// The name of the profile.
const NAME: &str = "MCAPI_PROFILE";
/// The file of profiles.
const FILE: &str = "MCAPI_PROFILE_FILE";
/// What the names of settings begin with.
pub(crate) const PREFIX: &str = "MCAPI_PROFILE__";

/// What the environment says of profiles.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    pub(crate) name: Option<String>,
    pub(crate) file: Option<String>,
    /// None where no variable sets anything.
    pub(crate) settings: Option<Settings>,
}

impl Variables {
    pub(crate) fn of_process(known: &[&'static Api]) -> Result<Self> {
        let mut all = Vec::new();
        for (name, value) in env::vars_os() {
            let Some(name) = name.to_str().filter(|name| name.starts_with(NAME)) else {
                continue;
            };
            let value = value
                .into_string()
                .map_err(|_| Error::new(format!("the environment variable {name} is no text; set it to UTF-8")))?;
            all.push((name.to_owned(), value));
        }
        Self::read(all, known)
    }

    pub(crate) fn read(mut all: Vec<(String, String)>, known: &[&'static Api]) -> Result<Self> {
        all.sort();
        let take = |wanted: &str| {
            let found = all.iter().find(|(name, value)| name == wanted && !value.is_empty());
            found.map(|(_, value)| value.clone())
        };
        let (name, file) = (take(NAME), take(FILE));
        let mut table = toml::Table::new();
        for (name, value) in all.iter().filter(|(name, _)| name.starts_with(PREFIX)) {
            let mut alone = toml::Table::new();
            insert(&mut alone, name, value)?;
            settings(alone).map_err(|what| Error::new(format!("the environment variable {name}: {what}")))?;
            insert(&mut table, name, value)?;
        }
        if table.is_empty() {
            return Ok(Self {
                name,
                file,
                settings: None,
            });
        }
        let at = |what: &str| Error::new(format!("the environment variables {PREFIX}…: {what}"));
        let settings = settings(table).map_err(|what| at(&what))?;
        if let Some(product) = unknown(settings.product.keys(), known) {
            return Err(at(&format!("there is no product {product}")));
        }
        settings.check().map_err(|what| at(&what))?;
        Ok(Self {
            name,
            file,
            settings: Some(settings),
        })
    }
}

fn settings(table: toml::Table) -> Result<Settings, String> {
    if let Some((_, instead)) = secret(&table, "") {
        return Err(format!("there is a secret in a list or table; name it by {instead}"));
    }
    Settings::deserialize(table).map_err(|error| without_value(&error))
}

/// `MCAPI_PROFILE__SIGNING__FILE` is the setting `signing.file`.
fn insert(table: &mut toml::Table, name: &str, value: &str) -> Result<()> {
    let refused = |what: &str| Error::new(format!("the environment variable {name}: {what}"));
    let path = name.strip_prefix(PREFIX).unwrap_or_default();
    let mut keys: Vec<String> = path
        .split("__")
        .map(|part| part.to_ascii_lowercase().replace('_', "-"))
        .collect();
    let mut last = keys.pop().unwrap_or_default();
    let value = if let Some((_, _, reference)) = SECRETS.iter().find(|(secret, ..)| *secret == last) {
        // The secret stays where it is.
        (*reference).clone_into(&mut last);
        toml::Value::String(name.to_owned())
    } else if value.starts_with(['[', '{']) {
        let parsed: toml::Table = format!("value = {value}")
            .parse()
            .map_err(|_| refused("it begins like a list or a table of TOML, and is none"))?;
        parsed
            .get("value")
            .cloned()
            .ok_or_else(|| refused("it is no value of TOML"))?
    } else {
        toml::Value::String(value.to_owned())
    };
    let mut table = table;
    for key in keys {
        let below = table
            .entry(key)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        table = below
            .as_table_mut()
            .ok_or_else(|| refused("another variable sets the whole of what this one is part of"))?;
    }
    if table.insert(last, value).is_some() {
        return Err(refused("another variable sets the same"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MASTERCOM: Api = Api::new("mastercom", &[], &[]);

    fn read(all: &[(&str, &str)]) -> Result<Variables> {
        let all = all
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Variables::read(all.collect(), &[&MASTERCOM])
    }

    #[test]
    fn variables_are_settings_by_their_path() {
        let variables = read(&[
            ("MCAPI_PROFILE", "x"),
            ("MCAPI_PROFILE_FILE", ""),
            ("MCAPI_PROFILE__ENVIRONMENT", "sandbox"),
            ("MCAPI_PROFILE__SIGNING__FILE", "signing.p12"),
            ("MCAPI_PROFILE__SIGNING__PASSWORD", "s3cret"),
            ("MCAPI_PROFILE__ROOTS", "[\"a.pem\", \"b.pem\"]"),
            ("MCAPI_PROFILE__PRODUCT__MASTERCOM__BASE_URL", "https://localhost:1"),
        ])
        .unwrap();
        assert_eq!((variables.name.as_deref(), variables.file), (Some("x"), None));
        let settings = variables.settings.unwrap();
        assert_eq!(settings.environment.as_deref(), Some("sandbox"));
        let signing = settings.signing.unwrap();
        assert_eq!(signing.file, Some("signing.p12".into()));
        assert_eq!(
            signing.password_env.as_deref(),
            Some("MCAPI_PROFILE__SIGNING__PASSWORD")
        );
        assert_eq!(settings.roots.unwrap().len(), 2);
        assert_eq!(
            settings.product["mastercom"].base_url.as_deref(),
            Some("https://localhost:1")
        );
    }

    #[test]
    fn without_settings_there_are_none() {
        assert!(read(&[("MCAPI_PROFILE", "x")]).unwrap().settings.is_none());
    }

    #[test]
    fn what_is_wrong_names_the_variable_and_no_value() {
        for (name, value, expected) in [
            ("MCAPI_PROFILE__SINGING__FILE", "s3cret", "unknown field `singing`"),
            ("MCAPI_PROFILE__AUTH", "s3cret", "this is not one of `oauth1`"),
            ("MCAPI_PROFILE__ROOTS", "[s3cret", "begins like a list"),
            (
                "MCAPI_PROFILE__BEARER",
                "{ token = \"s3cret\" }",
                "name it by token-env or token-file",
            ),
        ] {
            let said = read(&[(name, value)]).unwrap_err().to_string();
            assert!(said.contains(name) && said.contains(expected), "{said}");
            assert!(!said.contains("s3cret"), "{said}");
        }
        let said = read(&[("MCAPI_PROFILE__PRODUCT__MASTERCON__AUTH", "oauth1")])
            .unwrap_err()
            .to_string();
        assert!(said.contains("no product mastercon"), "{said}");
        let twice = [
            ("MCAPI_PROFILE__BEARER__TOKEN", "a"),
            ("MCAPI_PROFILE__BEARER__TOKEN_ENV", "B"),
        ];
        assert!(read(&twice).unwrap_err().to_string().contains("sets the same"));
    }
}
