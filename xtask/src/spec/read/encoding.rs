//! From bytes to text that YAML can hold.

use std::fmt::Write as _;

use super::super::{Place, Warning};

pub(super) fn decode(bytes: &[u8], origin: &str, warnings: &mut Vec<Warning>) -> String {
    let mut warn = |place, text| {
        warnings.push(Warning {
            origin: origin.to_owned(),
            place,
            pointer: String::new(),
            text,
        });
    };
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        warn(
            None,
            format!("the file is {}, not UTF-8; decoded as such", encoding.name()),
        );
        return encoding.decode(bytes).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    let mut first = None;
    let mut count = 0_usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| (offset, end_of(&text)));
            count += chunk.invalid().len();
            text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
            offset += chunk.invalid().len();
        }
    }
    if let Some((offset, place)) = first {
        let rest = if count == 1 {
            String::new()
        } else {
            format!(" ({count} such bytes in all)")
        };
        warn(
            Some(place),
            format!(
                "byte {offset} (line {}) is not UTF-8; decoded as Windows-1252{rest}",
                place.line
            ),
        );
    }
    text
}

/// The place just after `text`.
fn end_of(text: &str) -> Place {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    Place {
        line,
        column: last.chars().count() + 1,
    }
}

/// Characters that YAML forbids.
fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

pub(super) fn without_controls(text: &str, origin: &str, warnings: &mut Vec<Warning>) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut found: Option<(Place, String)> = None;
    let mut count = 0_usize;
    for c in text.chars() {
        if forbidden(c) {
            let (_, names) = found.get_or_insert_with(|| (end_of(&clean), String::new()));
            let name = format!("U+{:04X}", u32::from(c));
            if !names.contains(&name) {
                let comma = if names.is_empty() { "" } else { ", " };
                let _ = write!(names, "{comma}{name}");
            }
            count += 1;
        } else {
            clean.push(c);
        }
    }
    if let Some((place, names)) = found {
        let what = if count == 1 {
            "one control character".to_owned()
        } else {
            format!("{count} control characters")
        };
        warnings.push(Warning {
            origin: origin.to_owned(),
            place: Some(place),
            pointer: String::new(),
            text: format!(
                "{what} ({names}) that YAML forbids; removed, the first from line {}",
                place.line
            ),
        });
    }
    clean
}
