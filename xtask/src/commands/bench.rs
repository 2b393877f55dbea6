//! `cargo xtask bench`: the figures that this project promises, measured here and now.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum as _;

use crate::bench::{Amount, Bench, Figure, Row};
use crate::workspace::Workspace;

/// Measure the figures that this project promises
///
/// Times are taken side by side with the plain generator, in turn, and the middle ones compared. All that is built goes
/// to target/bench; the tree is not touched. Figures about published files need --mirror, most others Java. Signing and
/// encryption are measured beside Mastercard's own libraries, in turn; what is not here of them is skipped.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "\
Exit status:
  0  each figure is met
  1  one is missed
  3  one could not be measured, or failed; what was skipped does not count

Examples:
  cargo xtask bench --mirror ../shared/published
  cargo xtask bench idle warnings
  cargo xtask bench auth vectors                        signing and encryption alone
  cargo xtask bench auth --java-classpath signer.jar:encryption.jar:json-path.jar
  cargo xtask bench fidelity --mirror ../shared/published --json")]
pub struct BenchArgs {
    /// Figures to measure; all when none is named
    #[arg(value_enum, value_name = "NAME")]
    figures: Vec<Figure>,
    /// Published files, in a folder that is laid out as the publisher's host is
    #[arg(long, value_name = "DIR")]
    mirror: Option<PathBuf>,
    /// Class path with Mastercard's libraries for Java, oauth1-signer and client-encryption, and what they need
    #[arg(long, value_name = "PATH")]
    java_classpath: Option<OsString>,
    /// How often to measure each time
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
    rounds: Option<u16>,
    /// Print JSON in place of a table
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
///
/// If the project cannot be read. A figure that cannot be measured is part of the result.
pub fn run(workspace: &Workspace, arguments: &BenchArgs) -> Result<u8> {
    let bench = Bench::new(
        workspace.clone(),
        arguments.mirror.as_deref(),
        arguments.rounds.map(usize::from),
    )?
    .with_java_classpath(arguments.java_classpath.clone());
    let mut rows = Vec::new();
    for figure in Figure::value_variants() {
        if arguments.figures.is_empty() || arguments.figures.contains(figure) {
            rows.extend(bench.measure(*figure));
        }
    }
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        print!("{}", table(&rows));
    }
    Ok(status(&rows))
}

/// A figure that is missed weighs more than one that could not be measured.
fn status(rows: &[Row]) -> u8 {
    if rows.iter().any(|row| row.met == Some(false)) {
        1
    } else if rows.iter().any(|row| row.met.is_none() && !row.skipped) {
        3
    } else {
        0
    }
}

fn table(rows: &[Row]) -> String {
    let head = ["what", "ours", "peer", "ratio", "target", "met"].map(str::to_owned);
    let lines: Vec<[String; 6]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4, 5].map(width);
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let padded: Vec<String> = line
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
        if index > 0
            && let Some(note) = &rows[index - 1].note
        {
            for line in note.lines() {
                text.push_str("    ");
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
    }
    text
}

fn cells(row: &Row) -> [String; 6] {
    let amount = |amount: &Option<Amount>| amount.as_ref().map_or_else(|| "-".to_owned(), Amount::to_string);
    let name = row
        .figure
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default();
    let met = match row.met {
        Some(true) => "yes",
        Some(false) => "NO",
        None if row.skipped => "-",
        None => "?",
    };
    [
        format!("{name}: {}", row.what),
        amount(&row.ours),
        amount(&row.peer),
        row.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
        row.target.clone(),
        met.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(met: Option<bool>) -> Row {
        Row {
            met,
            ..Row::alone(Figure::Idle, "x", Amount::count(1, "file"), "0", true)
        }
    }

    #[test]
    fn the_status_tells_a_miss_from_a_gap() {
        assert_eq!(status(&[row(Some(true))]), 0);
        assert_eq!(status(&[row(Some(true)), row(None)]), 3);
        assert_eq!(status(&[row(None), row(Some(false))]), 1);
        assert_eq!(
            status(&[row(Some(true)), Row::skipped(Figure::Auth, "x", "no Java")]),
            0
        );
    }

    #[test]
    fn notes_stand_below_their_line() {
        let missing = Row::unmeasured(Figure::Build, "no Java".to_owned());
        assert_eq!(
            table(&[row(Some(false)), missing]),
            "what                          ours    peer  ratio  target  met\n\
             idle: x                       1 file  -     -      0       NO\n\
             build: could not be measured  -       -     -              ?\n    no Java\n"
        );
    }
}
