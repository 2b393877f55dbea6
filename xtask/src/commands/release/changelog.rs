//! The changelog: what is unreleased, and the section of a version.

use anyhow::{Result, bail, ensure};

use super::version::Impact;

const UNRELEASED: &str = "Unreleased";

/// The text under `## NAME` or `## NAME - DATE`.
fn body<'t>(changelog: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = changelog;
    loop {
        let start = if rest.starts_with("## ") {
            0
        } else {
            rest.find("\n## ")? + 1
        };
        let after = &rest[start..];
        let (heading, text) = after.split_once('\n').unwrap_or((after, ""));
        let title = heading
            .trim_start_matches("## ")
            .split(" - ")
            .next()
            .unwrap_or_default()
            .trim();
        if title == name {
            let end = text.find("\n## ").map_or(text.len(), |at| at + 1);
            return Some(text.get(..end).unwrap_or(text));
        }
        rest = text;
    }
}

/// What is written of a version.
///
/// # Errors
///
/// If the changelog has no section of it, or an empty one.
pub(super) fn section(changelog: &str, version: &str) -> Result<String> {
    match body(changelog, version).map(str::trim) {
        Some(text) if !text.is_empty() => Ok(format!("{text}\n")),
        _ => bail!("CHANGELOG.md says nothing of {version}: it needs a section `## {version} - DATE`"),
    }
}

/// How much the unreleased sections say has changed.
///
/// # Errors
///
/// If nothing is unreleased.
pub(super) fn impact(changelog: &str) -> Result<Impact> {
    let text = section(changelog, UNRELEASED)?;
    let has = |name: &str| {
        let heading = format!("### {name}");
        let mut lines = text.lines().skip_while(|line| line.trim() != heading).skip(1);
        lines
            .find(|line| !line.trim().is_empty())
            .is_some_and(|line| !line.starts_with('#'))
    };
    Ok(if has("Changed") || has("Removed") {
        Impact::Breaking
    } else if has("Added") || has("Deprecated") {
        Impact::Minor
    } else {
        Impact::Patch
    })
}

/// Makes a section of the version of what is unreleased, and leaves an empty one above it.
///
/// # Errors
///
/// If nothing is unreleased, or the version has a section already.
pub(super) fn close(changelog: &str, version: &str, date: &str) -> Result<String> {
    section(changelog, UNRELEASED)?;
    ensure!(
        body(changelog, version).is_none(),
        "CHANGELOG.md has a section of {version} already"
    );
    let heading = format!("## {UNRELEASED}\n");
    Ok(changelog.replacen(&heading, &format!("{heading}\n## {version} - {date}\n"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str =
        "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- A.\n\n## 0.1.0 - 2026-01-31\n\n### Changed\n\n- B.\n";

    #[test]
    fn a_section_ends_where_the_next_begins() {
        assert_eq!(section(LOG, "Unreleased").unwrap(), "### Added\n\n- A.\n");
        assert_eq!(section(LOG, "0.1.0").unwrap(), "### Changed\n\n- B.\n");
        assert!(section(LOG, "0.2.0").is_err());
        assert!(section("## Unreleased\n\n## 0.1.0 - x\n\n- A.\n", "Unreleased").is_err());
    }

    #[test]
    fn sections_say_how_much_has_changed() {
        assert_eq!(impact(LOG).unwrap(), Impact::Minor);
        assert_eq!(impact(&LOG.replace("Added", "Removed")).unwrap(), Impact::Breaking);
        assert_eq!(impact(&LOG.replace("Added", "Fixed")).unwrap(), Impact::Patch);
        let empty = "## Unreleased\n\n### Changed\n\n### Fixed\n\n- A.\n";
        assert_eq!(impact(empty).unwrap(), Impact::Patch);
        assert!(impact("## 0.1.0 - x\n\n- A.\n").is_err());
    }

    #[test]
    fn what_is_unreleased_becomes_a_version() {
        let closed = close(LOG, "0.2.0", "2026-03-01").unwrap();
        let expected = "# Changelog\n\nWords.\n\n## Unreleased\n\n## 0.2.0 - 2026-03-01\n\n### Added\n\n- A.\n\n## 0.1.0 - 2026-01-31\n\n### Changed\n\n- B.\n";
        assert_eq!(closed, expected);
        assert!(close(LOG, "0.1.0", "2026-03-01").is_err());
    }
}
