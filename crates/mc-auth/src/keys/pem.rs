//! Splits PEM text into blocks, more forgiving of layout than RFC 7468: keys are pasted into variables and consoles.

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

use crate::error::{Error, Kind, Result};

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// One block: its label and its bytes.
pub(super) struct Block {
    pub(super) label: String,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// Whether the bytes are text with a PEM block in it.
pub(super) fn is_pem(bytes: &[u8]) -> bool {
    bytes.windows(BEGIN.len()).any(|window| window == BEGIN.as_bytes())
}

/// All blocks of a text, in order; what stands between them is ignored.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(BEGIN) {
        let number = blocks.len() + 1;
        let fail = |what: &str| Error::new(Kind::File, format!("PEM block {number} {what}"));
        rest = &rest[start + BEGIN.len()..];
        let label_end = rest.find(DASHES).ok_or_else(|| fail("has no end to its first line"))?;
        let label = &rest[..label_end];
        if label.len() > 64 || !label.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return Err(fail("has no label"));
        }
        rest = &rest[label_end + DASHES.len()..];
        let footer = format!("{END}{label}{DASHES}");
        let end = rest
            .find(&footer)
            .ok_or_else(|| fail("is cut off: its last line is missing"))?;
        let body = &rest[..end];
        rest = &rest[end + footer.len()..];
        if body.contains("Proc-Type:") {
            return Err(Error::new(
                Kind::Algorithm,
                format!(
                    "PEM block {number} is encrypted in OpenSSL's traditional form, which is weak; \
                     convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`"
                ),
            ));
        }
        blocks.push(Block {
            label: label.to_owned(),
            der: decode(body).ok_or_else(|| fail("is not base64"))?,
        });
    }
    Ok(blocks)
}

/// Standard base64 with any white space in it, and with `\n` spelt out as environment files do.
pub(super) fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut compact = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if matches!(bytes.peek(), Some(b'n' | b'r')) => {
                bytes.next();
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => compact.push(byte),
        }
    }
    let mut der = Zeroizing::new(vec![0; compact.len() / 4 * 3]);
    let length = Base64::decode(compact.as_slice(), &mut der).ok()?.len();
    der.truncate(length);
    Some(der)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels_and_bytes(text: &str) -> Vec<(String, Vec<u8>)> {
        blocks(text)
            .unwrap()
            .into_iter()
            .map(|block| (block.label, block.der.to_vec()))
            .collect()
    }

    #[test]
    fn finds_blocks_among_text() {
        let text = "Bag Attributes\n-----BEGIN A-----\nAQID\n-----END A-----\r\nsubject=x\r\n-----BEGIN B C-----\r\nBA\r\n==\r\n-----END B C-----";
        assert_eq!(
            labels_and_bytes(text),
            [("A".to_owned(), vec![1, 2, 3]), ("B C".to_owned(), vec![4])]
        );
    }

    #[test]
    fn accepts_one_line_and_spelt_out_line_ends() {
        assert_eq!(
            labels_and_bytes("-----BEGIN A-----AQID-----END A-----"),
            [("A".to_owned(), vec![1, 2, 3])]
        );
        assert_eq!(
            labels_and_bytes(r"-----BEGIN A-----\nAQ\r\nID\n-----END A-----\n"),
            [("A".to_owned(), vec![1, 2, 3])]
        );
    }

    #[test]
    fn says_which_block_is_broken() {
        let message = |text| blocks(text).err().unwrap().to_string();
        assert_eq!(
            message("-----BEGIN A-----\nAQID\n"),
            "PEM block 1 is cut off: its last line is missing"
        );
        assert_eq!(
            message("-----BEGIN A-----\nAQID\n-----END A-----\n-----BEGIN B-----\n%%%\n-----END B-----"),
            "PEM block 2 is not base64"
        );
        assert!(
            message("-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END A-----")
                .contains("openssl pkcs8 -topk8")
        );
        assert!(blocks("no block at all").unwrap().is_empty());
    }
}
