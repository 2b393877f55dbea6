//! Text that people make with editors.

/// The text without the byte order mark that some editors put first.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}
