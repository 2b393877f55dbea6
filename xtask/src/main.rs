//! `cargo xtask`: pulls, pins and compares the published specs, and generates the client crates.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::commands::{bench, check, ci, demo, diff, generate, new_product, package, pull, release};
use xtask::workspace::Workspace;

/// Everything that this project does beyond what cargo does
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bench(bench::BenchArgs),
    Check(check::CheckArgs),
    Ci(ci::CiArgs),
    Demo(demo::DemoArgs),
    Generate(generate::GenerateArgs),
    NewProduct(new_product::NewProductArgs),
    Package(package::PackageArgs),
    Pull(pull::PullArgs),
    Release(release::ReleaseArgs),
    Diff(diff::DiffArgs),
}

impl Command {
    /// Runs the command, and gives its exit status.
    fn run(&self) -> Result<u8> {
        match self {
            Self::Bench(args) => bench::run(&Workspace::find()?, args),
            Self::Check(args) => check::run(&Workspace::find()?, args),
            Self::Ci(args) => ci::run(&Workspace::find()?, args),
            Self::Demo(args) => demo::run(&Workspace::find()?, args),
            Self::Generate(args) => generate::run(&Workspace::find()?, args),
            Self::NewProduct(args) => new_product::run(&Workspace::find()?, args),
            Self::Package(args) => package::run(&Workspace::find()?, args),
            Self::Release(args) => release::run(&Workspace::find()?, args),
            Self::Diff(args) => diff::run(args).map(diff::Status::code),
            Self::Pull(args) => pull::run(args).map(|outcome| u8::from(outcome == pull::Outcome::Differs)),
        }
    }
}

/// The exit status of every command that failed, and of a command line that is wrong.
const FAILED: u8 = 3;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Nothing is left to do when even this cannot be printed.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(FAILED)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match cli.command.run() {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}
