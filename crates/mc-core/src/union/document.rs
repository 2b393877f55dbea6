//! A JSON text as a tree that borrows from it.

use std::borrow::Cow;

use crate::text::DEPTH;

/// A value. Texts are as they were written: a member that is not chosen leaves no copy behind.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Text<'a>),
    List(Vec<Node<'a>>),
    Object(Vec<(Text<'a>, Node<'a>)>),
}

/// A JSON string with its quotes and escapes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// The string that it stands for.
    pub(super) fn value(self) -> Cow<'a, str> {
        if self.0.contains('\\') {
            serde_json::from_str(self.0).map_or(Cow::Borrowed(""), Cow::Owned)
        } else {
            Cow::Borrowed(self.0.get(1..self.0.len() - 1).unwrap_or_default())
        }
    }
}

impl<'a> Node<'a> {
    /// Reads a well-formed text; `None` if it is nested deeper than `serde_json` reads.
    pub(super) fn parse(json: &'a str) -> Option<Self> {
        Reader { json, at: 0 }.value(DEPTH)
    }
}

struct Reader<'a> {
    json: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next byte that is no blank and none of the signs between values.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.json.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        match self.peek()? {
            b'{' => {
                let depth = depth.checked_sub(1)?;
                self.at += 1;
                let mut fields = Vec::new();
                while self.peek()? != b'}' {
                    fields.push((self.text(), self.value(depth)?));
                }
                self.at += 1;
                Some(Node::Object(fields))
            }
            b'[' => {
                let depth = depth.checked_sub(1)?;
                self.at += 1;
                let mut items = Vec::new();
                while self.peek()? != b']' {
                    items.push(self.value(depth)?);
                }
                self.at += 1;
                Some(Node::List(items))
            }
            b'"' => Some(Node::Text(self.text())),
            first => {
                let start = self.at;
                let rest = &self.json.as_bytes()[start..];
                self.at += rest
                    .iter()
                    .position(|byte| !matches!(byte, b'a'..=b'z' | b'E' | b'0'..=b'9' | b'+' | b'-' | b'.'))
                    .unwrap_or(rest.len())
                    .max(1);
                match first {
                    b'n' => Some(Node::Null),
                    b't' => Some(Node::Bool(true)),
                    b'f' => Some(Node::Bool(false)),
                    _ => Some(Node::Number(self.json.get(start..self.at)?)),
                }
            }
        }
    }

    fn text(&mut self) -> Text<'a> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.json.as_bytes().get(self.at) {
            self.at += match byte {
                b'"' => break,
                b'\\' => 2,
                _ => 1,
            };
        }
        self.at += 1;
        Text(self.json.get(start..self.at).unwrap_or("\"\""))
    }
}
