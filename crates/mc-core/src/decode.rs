//! Where in a JSON text something went wrong.

use crate::debug::is_name;

/// The path of the value at a line and column as `serde_json` counts them, as `$.claims[3].amount`.
///
/// Names that may be data, as the keys of a map are, show as `*`. The text may be cut short or malformed:
/// the path is that of the value that was begun last.
pub(crate) fn path_at(json: &[u8], line: usize, column: usize) -> String {
    let line_start = match line.checked_sub(2) {
        None => 0,
        Some(breaks) => json
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(breaks)
            .map_or(json.len(), |(index, _)| index + 1),
    };
    // The column counts the bytes that were read, the last of them belongs to what failed.
    let target = line_start + column.saturating_sub(1);
    Walk {
        json,
        at: 0,
        frames: Vec::new(),
    }
    .path_at(target)
}

enum Frame {
    /// An object: the name that was read last, and whether its value is next.
    Object { name: String, in_value: bool },
    /// A list, and how many elements were passed.
    List { index: usize },
}

struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    frames: Vec<Frame>,
}

impl Walk<'_> {
    fn path_at(mut self, target: usize) -> String {
        while let Some(&byte) = self.json.get(self.at) {
            if self.at > target {
                break;
            }
            match byte {
                b'{' => self.frames.push(Frame::Object {
                    name: String::new(),
                    in_value: false,
                }),
                b'[' => self.frames.push(Frame::List { index: 0 }),
                b'}' | b']' => {
                    self.frames.pop();
                }
                b':' => {
                    if let Some(Frame::Object { in_value, .. }) = self.frames.last_mut() {
                        *in_value = true;
                    }
                }
                // What fails at a comma is the value before it.
                b',' if self.at < target => match self.frames.last_mut() {
                    Some(Frame::Object { in_value, .. }) => *in_value = false,
                    Some(Frame::List { index }) => *index += 1,
                    None => {}
                },
                b'"' => self.string(),
                _ => {}
            }
            self.at += 1;
        }
        self.path()
    }

    /// Passes a string, up to its closing quote, and keeps it if it is a name.
    fn string(&mut self) {
        let start = self.at + 1;
        self.at = start;
        while let Some(&byte) = self.json.get(self.at) {
            match byte {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        if let Some(Frame::Object { name, in_value: false }) = self.frames.last_mut() {
            let text = self.json.get(start..self.at).unwrap_or_default();
            std::str::from_utf8(text).unwrap_or_default().clone_into(name);
        }
    }

    fn path(&self) -> String {
        let mut path = "$".to_owned();
        for frame in &self.frames {
            match frame {
                Frame::Object { in_value: false, .. } => {}
                Frame::Object { name, .. } if is_name(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Frame::Object { .. } => path.push_str(".*"),
                Frame::List { index } => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
            }
        }
        path
    }
}
