//! What must not stand in a tracked file.

use std::fs;

use anyhow::{Result, ensure};

use super::{Ci, Outcome};

// Everything here is put together when it runs: this file is looked at, too.

/// Folders of one machine: no path of the project begins there.
const FOLDERS: [&str; 5] = ["work", "root", "tmp", "home", "Users"];

/// Hosts of package registries: which one is asked is a machine's setting.
const REGISTRIES: [[&str; 2]; 6] = [
    ["pypi", "org"],
    ["pythonhosted", "org"],
    ["index.crates", "io"],
    ["static.crates", "io"],
    ["registry.npmjs", "org"],
    ["deb.debian", "org"],
];

/// Words of work that is not done, or that weakens a check.
const WORDS: [[&str; 2]; 6] = [
    ["TO", "DO"],
    ["FIX", "ME"],
    ["XX", "X"],
    ["todo", "!("],
    ["dbg", "!("],
    ["danger_accept", "_invalid"],
];

/// Card numbers that are published for tests; another one may be somebody's.
const CARDS: [&str; 10] = [
    "2223003122003222",
    "5105105105105100",
    "5200828282828210",
    "5454545454545454",
    "5555555555554444",
    // Of 13 digits; acquirers publish it beside those above.
    "4222222222222",
    // The sandboxes of benefit allocation and of the billing updater.
    "5291070000000000",
    "5291070000000898",
    "5573491171027315",
    "5573491171029999",
];

pub(super) fn check(ci: &Ci) -> Result<Outcome> {
    let listed = ci.git(&["ls-files", "-z"])?;
    let mut wrong = Vec::new();
    let mut count = 0;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        // What is tracked and just removed is gone; what is no text is not read.
        let Ok(text) = fs::read_to_string(ci.workspace.root().join(name)) else {
            continue;
        };
        count += 1;
        wrong.extend(look(name, &text));
    }
    for line in &wrong {
        println!("{line}");
    }
    ensure!(wrong.is_empty(), "{} lines do not belong into the tree", wrong.len());
    println!("{count} files looked at");
    Ok(Outcome::Passed)
}

/// What is wrong with a file, by lines.
fn look(name: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let folders: Vec<String> = FOLDERS.iter().map(|folder| format!("/{folder}/")).collect();
    let mut before = "";
    for (index, line) in text.lines().enumerate() {
        let mut say = |what: &str| wrong.push(format!("{name}:{}: {what}", index + 1));
        if folders.iter().any(|folder| has_path(line, folder)) {
            say("a path of one machine");
        }
        if REGISTRIES.iter().any(|parts| line.contains(&parts.join("."))) {
            say("the host of a package registry");
        }
        if WORDS.iter().any(|parts| has_word(line, &parts.concat())) {
            say("a word for work that is not done, or for a check that is weakened");
        }
        if name.contains("/src/generated/") && line.trim_start().starts_with("#![allow") {
            say("a lint that is allowed for a whole generated module");
        }
        let generated = name.starts_with("crates/") && name.contains("/src/generated/models/");
        if generated && line.trim_start().starts_with("/// JSON `") && !before.trim_start().starts_with("///") {
            say("a field whose documentation is only its JSON name: document it in the overlay");
        }
        before = line;
        if name != "Cargo.lock" && cards(line).any(|number| !CARDS.contains(&number)) {
            say("a valid card number that is not published for tests (the list is in xtask/src/commands/ci/tree.rs)");
        }
    }
    wrong
}

/// Whether a path begins with the folder, and not only goes through it.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || "._-~/})>*".contains(before))
    })
}

/// Whether a word stands by itself.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open = word.ends_with('_') || word.ends_with('(') || word.contains("accept");
        !before.is_some_and(part) && (open || !after.is_some_and(part))
    })
}

/// The runs of digits that could be card numbers: 13 to 19 of them, issued ranges, right check digit.
fn cards(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !(c.is_ascii_alphanumeric() || "+/=_".contains(c)))
        .filter(|run| (13..=19).contains(&run.len()) && run.starts_with(['2', '3', '4', '5', '6']))
        .filter(|run| run.bytes().all(|byte| byte.is_ascii_digit()) && luhn(run))
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0');
            match index % 2 {
                1 if digit > 4 => digit * 2 - 9,
                1 => digit * 2,
                _ => digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_is_found() {
        let bad = [
            format!("see /{}/project/x", "work"),
            format!("\"/{}/x\"", "tmp"),
            format!("https://{}.org/simple", "pypi"),
            format!("// {}: more", ["FIX", "ME"].concat()),
            format!("{}!(x)", "dbg"),
            format!(".{}_certs(true)", ["danger_accept", "_invalid"].concat()),
            // The check digit of a published number, and another that is right by chance.
            format!("pan {}", ["411111", "1111111111"].concat()),
        ];
        for line in bad {
            assert_eq!(look("a.rs", &line).len(), 1, "{line}");
        }
        let bare = "pub struct X {\n    /// JSON `x`.\n    pub x: u8,\n}\n";
        assert_eq!(look("crates/x/src/generated/models/x.rs", bare).len(), 1);
        let documented = bare.replace("/// JSON", "/// What it is.\n    ///\n    /// JSON");
        assert_eq!(look("crates/x/src/generated/models/x.rs", &documented).len(), 0);
        let line = "#![allow(dead_code)]";
        assert_eq!(look("crates/x/src/generated/mod.rs", line).len(), 1);
    }

    #[test]
    fn what_belongs_is_left_alone() {
        for line in [
            "https://example.com/home/page",
            "target/tmp/x",
            "../work/x",
            "XXXX-XXXX",
            "5555555555554444",
            "4111111111111112",
            "sha256 = \"41111111111111111111111111111111\"",
            "#![allow(dead_code)]",
        ] {
            assert_eq!(look("a.rs", line), Vec::<String>::new(), "{line}");
        }
    }
}
