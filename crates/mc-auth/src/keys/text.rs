//! Names out of files, as they may be shown.

/// A longer name is cut off.
const LONGEST: usize = 200;

/// A name without what a terminal or a log would act on: control characters, line ends, changes of direction and other
/// invisible characters are spelt out as in Rust, `\n` or `\u{1b}`.
pub(crate) fn printable(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    let mut escaped = name.escape_debug();
    let mut count = 0;
    while let Some(character) = escaped.next() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        count += 1;
        if character != '\\' {
            shown.push(character);
            continue;
        }
        // Quotes and backslashes are harmless, and names have them.
        match escaped.next() {
            Some(harmless @ ('\'' | '"' | '\\')) => shown.push(harmless),
            Some(other) => shown.extend(['\\', other]),
            None => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_nothing_to_a_terminal() {
        assert_eq!(printable("O'Brien \"x\" a\\b"), "O'Brien \"x\" a\\b");
        assert_eq!(printable("Müller, 山田"), "Müller, 山田");
        // An umlaut in two parts, as macOS writes it.
        assert_eq!(printable("u\u{308}"), "u\u{308}");
        assert_eq!(
            printable("key\r\nwarning: \u{1b}[31mred\u{9b}0m\u{7}\u{202e}gpj\u{200b}"),
            r"key\r\nwarning: \u{1b}[31mred\u{9b}0m\u{7}\u{202e}gpj\u{200b}"
        );
        assert_eq!(printable(&"a".repeat(300)).chars().count(), 201);
    }
}
