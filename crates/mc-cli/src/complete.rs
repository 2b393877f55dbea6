//! `mcapi completions` and `mcapi man`: what shells and `man` know of the commands.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_complete::Shell;

use crate::Cli;
use crate::failure::{Failure, Result};
use crate::product::PRODUCTS;
use crate::streams;

const COMPLETIONS: &str = "\
Products and the ids of their operations are completed as well.

Examples:
  mcapi completions bash >~/.local/share/bash-completion/completions/mcapi
  mcapi completions zsh >~/.zfunc/_mcapi
  mcapi completions fish >~/.config/fish/completions/mcapi.fish";

/// Prints the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct Completions {
    /// Shell to print it for
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut with_operations(), "mcapi", &mut script);
        streams::print(&script)
    }
}

/// The commands as shells see them: products and operations are commands of their own, so that those of the product that
/// was chosen are offered and no others.
fn with_operations() -> Command {
    let call = |call: Command| {
        let options: Vec<clap::Arg> = call
            .get_arguments()
            .filter(|argument| !argument.is_positional())
            .cloned()
            .collect();
        let products = PRODUCTS.iter().map(|product| {
            let operations = product.operations.iter().map(|description| {
                Command::new(description.operation().id())
                    .about(description.summary())
                    .args(options.clone())
            });
            Command::new(product.name).subcommands(operations)
        });
        let products: Vec<Command> = products.collect();
        // Options of a command stay with it; positional arguments give way to the commands.
        Command::new("call")
            .about(call.get_about().cloned().unwrap_or_default())
            .args(options.clone())
            .subcommands(products)
    };
    let command = Cli::command();
    let subcommands: Vec<Command> = command
        .get_subcommands()
        .map(|known| {
            if known.get_name() == "call" {
                call(known.clone())
            } else {
                known.clone()
            }
        })
        .collect();
    Command::new("mcapi")
        .about(command.get_about().cloned().unwrap_or_default())
        .version(env!("CARGO_PKG_VERSION"))
        .subcommands(subcommands)
}

const MAN: &str = "\
Examples:
  mcapi man | man -l -
  mcapi man --dir ~/.local/share/man/man1";

/// Prints the manual page, or writes one for each command
#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(crate) struct Man {
    /// Folder to write all pages to
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self) -> Result<()> {
        let mut command = Cli::command();
        command.build();
        match self.dir {
            None => streams::print(&page(&command, "mcapi")?),
            Some(folder) => write_all(&folder, &command, "mcapi"),
        }
    }
}

fn page(command: &Command, name: &str) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .title(name)
        .render(&mut page)
        .map_err(|error| Failure::at(&"the manual page", &error.kind()))?;
    Ok(page)
}

/// A page for a command, and those of its own commands.
fn write_all(folder: &Path, command: &Command, name: &str) -> Result<()> {
    let path = folder.join(format!("{name}.1"));
    let text = page(command, name)?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| {
            Failure::new(format!(
                "{} cannot be written: {}; check the folder and its rights",
                path.display(),
                error.kind()
            ))
        })?;
    let own = command.get_subcommands().filter(|known| known.get_name() != "help");
    for known in own {
        write_all(folder, known, &format!("{name}-{}", known.get_name()))?;
    }
    Ok(())
}
