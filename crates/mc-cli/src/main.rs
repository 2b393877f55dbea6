//! `mcapi`: signs requests, encrypts payloads, inspects keys and calls Mastercard's APIs, for scripts in any language.
//!
//! Results go to standard output. The exit status is 0, or another with one line on standard error that says what is wrong,
//! where, and what to do. Neither holds a password, key bytes or payload. See the README for examples.

mod call;
mod complete;
mod disputes;
mod failure;
mod guard;
mod inspect;
mod jwe;
mod key_file;
mod official;
mod operations;
mod probe;
mod product;
mod profile;
mod receive;
mod sandbox;
mod sign;
mod store;
mod streams;
mod updates;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};

use failure::{Failure, Result};

const EXAMPLES: &str = "\
Examples:
  mcapi sign --consumer-key \"$CONSUMER_KEY\" \\
      --key signing.p12 --password-env PASSWORD --method GET --url \"$URL\"
  mcapi encrypt --certificate mastercard-encryption.pem payload.json
  mcapi decrypt --key my-decryption.pem response.json
  mcapi key inspect signing.p12 --password-env PASSWORD
  mcapi call mastercom getClaimDetail --param claim-id=200002020654 --env sandbox

Exit status: 0, or 1 with one line on standard error; `mcapi call` has 2, 3
and 4 as well.";

/// Signs requests, encrypts payloads, inspects keys and calls Mastercard's APIs
#[derive(Debug, Parser)]
#[command(name = "mcapi", version, after_help = EXAMPLES, max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Sign(sign::Sign),
    Encrypt(jwe::Encrypt),
    Decrypt(jwe::Decrypt),
    Receive(Box<receive::Receive>),
    Updates(updates::Updates),
    /// Looks into key files
    #[command(subcommand)]
    Key(KeyCommand),
    Sandbox(sandbox::SandboxCommand),
    Call(call::Call),
    Disputes(disputes::Disputes),
    Operations(operations::Operations),
    /// Looks into the profiles that `mcapi call` uses
    #[command(subcommand)]
    Profile(profile::ProfileCommand),
    Probe(probe::Probe),
    Completions(complete::Completions),
    Man(complete::Man),
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    Inspect(inspect::Inspect),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) | Err(Failure::ClosedOutput) => ExitCode::SUCCESS,
        Err(failure) => {
            streams::complain(&failure);
            ExitCode::from(failure.exit_status())
        }
    }
}

fn run() -> Result<()> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return Err(usage(&error)),
        Err(help) => return help.print().map_err(|error| Failure::output(&error)),
    };
    match cli.command {
        Command::Sign(sign) => sign.run(),
        Command::Encrypt(encrypt) => encrypt.run(),
        Command::Decrypt(decrypt) => decrypt.run(),
        Command::Receive(receive) => receive.run(),
        Command::Updates(updates) => updates.run(),
        Command::Key(KeyCommand::Inspect(inspect)) => inspect.run(),
        Command::Sandbox(sandbox) => sandbox.run(),
        Command::Call(call) => call.run(),
        Command::Disputes(disputes) => disputes.run(),
        Command::Operations(operations) => operations.run(),
        Command::Profile(profile) => profile.run(),
        Command::Probe(probe) => probe.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    }
}

/// What is wrong with the command line, in one line.
fn usage(error: &clap::Error) -> Failure {
    let what = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "a command is missing".to_owned()
        }
        // It may be a password that somebody tried to hand over.
        ErrorKind::UnknownArgument if !names_an_option(error) => "there is an argument too many".to_owned(),
        _ => {
            let text = error.render().to_string();
            let lines = text
                .lines()
                .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"));
            let text = lines.collect::<Vec<_>>().join(" ");
            text.strip_prefix("error: ").unwrap_or(&text).trim().to_owned()
        }
    };
    Failure::new(format!(
        "{what}; `mcapi help` and `mcapi help COMMAND` say what there is"
    ))
}

fn names_an_option(error: &clap::Error) -> bool {
    matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::String(argument)) if argument.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(arguments: &[&str]) -> String {
        let error = Cli::try_parse_from(arguments).unwrap_err();
        assert!(error.use_stderr());
        usage(&error).to_string()
    }

    #[test]
    fn the_command_line_is_well_formed() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn complaints_are_one_line() {
        let end = "; `mcapi help` and `mcapi help COMMAND` say what there is";
        assert_eq!(complaint(&["mcapi"]), format!("a command is missing{end}"));
        assert_eq!(complaint(&["mcapi", "key"]), format!("a command is missing{end}"));
        assert_eq!(
            complaint(&["mcapi", "decrypt"]),
            format!("the following required arguments were not provided: --key <FILE>{end}")
        );
        assert!(complaint(&["mcapi", "sing"]).starts_with("unrecognized subcommand 'sing'"));
    }

    #[test]
    fn a_stray_argument_is_not_repeated() {
        let stray = complaint(&["mcapi", "decrypt", "--key", "k", "file", "hunter2"]);
        assert!(stray.starts_with("there is an argument too many"), "{stray}");
        assert!(!stray.contains("hunter2"));
        let option = complaint(&["mcapi", "decrypt", "--key", "k", "--password=hunter2"]);
        assert!(option.starts_with("unexpected argument '--password' found"), "{option}");
        assert!(!option.contains("hunter2"));
    }
}
