//! `mcapi profile`: the profiles of `mcapi call`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, Subcommand, ValueEnum};
use mc_profile::{ProfileFinding, Severity, Source};
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::product;
use crate::streams;

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    Check(Check),
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

/// Which profile is used, and from where: the same for every command that takes one
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Choice {
    /// Profile to take keys and server from, instead of the default one
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// File with profiles, instead of that of the user
    #[arg(long, value_name = "FILE")]
    pub(crate) profile_file: Option<PathBuf>,
}

impl Choice {
    /// Where the profile is read from.
    pub(crate) fn source(&self) -> Source {
        let mut source = Source::new().with_apis(product::apis());
        if let Some(path) = &self.profile_file {
            source = source.with_file(path);
        }
        if let Some(name) = &self.profile {
            source = source.with_name(name);
        }
        source
    }
}

impl From<mc_profile::Error> for Failure {
    fn from(error: mc_profile::Error) -> Self {
        Self::new(error.to_string())
    }
}

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
            None => mc_profile::own_file()?,
        };
        mc_profile::write_template(&path)?;
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
        let choice = Choice {
            profile: None,
            profile_file: self.profile_file,
        };
        let (names, default) = choice.source().names()?;
        let lines: Vec<String> = names
            .iter()
            .map(|name| {
                let mark = if Some(name) == default.as_ref() { "*" } else { " " };
                format!("{mark} {name}")
            })
            .collect();
        streams::print(lines.join("\n").as_bytes())
    }
}

const CHECK: &str = "\
A file of profiles is TOML; names of files are relative to it, and secrets stand
in the environment or in files of their own:

  [profile.sandbox]
  environment = \"sandbox\"
  consumer-key-env = \"CONSUMER_KEY\"
  signing = { file = \"signing.p12\", alias = \"keyalias\",
              password-env = \"SIGNING_PASSWORD\" }
  client-certificate = { file = \"client.pem\", password-file = \"client.password\" }
  encryption = { file = \"mastercard-encryption.pem\" }
  decryption = [{ file = \"decryption.pem\" }]
  roots = [\"ca.pem\"]

  [profile.sandbox.product.mastercom]
  base-url = \"https://127.0.0.1:8443/mastercom\"

MCAPI_PROFILE names the profile and MCAPI_PROFILE_FILE the file where no option
does. Each setting can be a variable as well: MCAPI_PROFILE__SIGNING__FILE.

Nothing is sent. The exit status is 0 where all is well or there are warnings
alone, and 1 where something cannot be used.

Examples:
  mcapi profile check
  mcapi profile check production --expires-within 60 --output json";

/// Says whether the keys of a profile load and match, their fingerprints, and when they expire
#[derive(Debug, Args)]
#[command(after_help = CHECK)]
pub(crate) struct Check {
    /// Profile to check, the default one otherwise
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// File with profiles, instead of that of the user
    #[arg(long, value_name = "FILE")]
    profile_file: Option<PathBuf>,
    /// Warn of certificates that expire within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    expires_within: u32,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// Lines to read
    #[default]
    Text,
    /// One object
    Json,
}

/// What is found, as it is printed.
#[derive(Debug, Serialize)]
struct Finding {
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'static str>,
    what: &'static str,
    level: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    profile: String,
    level: &'static str,
    findings: Vec<Finding>,
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Ok => "ok",
        Severity::Warning => "warning",
        _ => "error",
    }
}

impl From<ProfileFinding> for Finding {
    fn from(finding: ProfileFinding) -> Self {
        Self {
            product: finding.product,
            what: finding.what,
            level: level(finding.severity),
            message: finding.message,
            fingerprint: finding.fingerprint,
            kid: finding.kid,
            expires: finding.expires.map(time),
        }
    }
}

/// A moment as RFC 3339 writes it.
pub(crate) fn time(at: SystemTime) -> String {
    DateTime::<Utc>::from(at).to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Check {
    pub(crate) fn run(self) -> Result<()> {
        let choice = Choice {
            profile: self.name,
            profile_file: self.profile_file,
        };
        let profile = choice.source().load()?;
        let within = Duration::from_secs(u64::from(self.expires_within) * 24 * 3_600);
        let apis: Vec<_> = product::apis().collect();
        let findings = profile.check(&apis, SystemTime::now(), within);
        let worst = findings.iter().map(|finding| finding.severity).max();
        let worst = worst.unwrap_or(Severity::Ok);
        let report = Report {
            profile: profile.name().to_owned(),
            level: level(worst),
            findings: findings.into_iter().map(Finding::from).collect(),
        };
        let text = match self.output {
            Output::Text => report.text(),
            Output::Json => {
                serde_json::to_string_pretty(&report).map_err(|error| Failure::at(&"the result", &error))?
            }
        };
        streams::print(text.as_bytes())?;
        if worst < Severity::Error {
            return Ok(());
        }
        Err(Failure::new(format!(
            "profile {} cannot be used as it is; mend what is marked as error",
            report.profile
        )))
    }
}

impl Report {
    fn text(&self) -> String {
        let mut text = format!("profile {}\n", self.profile);
        for finding in &self.findings {
            let level = finding.level;
            let product = finding
                .product
                .map(|product| format!("{product}: "))
                .unwrap_or_default();
            let _ = writeln!(text, "  {level:8} {product}{}: {}", finding.what, finding.message);
            for (name, value) in [
                ("fingerprint", &finding.fingerprint),
                ("kid", &finding.kid),
                ("expires", &finding.expires),
            ] {
                if let Some(value) = value {
                    let _ = writeln!(text, "           {name} {value}");
                }
            }
        }
        text
    }
}
