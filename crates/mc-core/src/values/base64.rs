//! Bytes that are texts.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroize as _;

use super::{ParseError, strict_from_str, text_type};

/// Bytes as Base64.
///
/// ```
/// use mc_core::values::Base64;
///
/// let file = Base64::from_bytes(b"%PDF");
/// assert_eq!(file.as_str(), "JVBERg==");
/// assert_eq!(file.decode(), Ok(b"%PDF".to_vec()));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64(String);

text_type!(Base64);
strict_from_str!(Base64, "Base64", |text| STRICT.decode(text).is_ok());

/// The standard alphabet; padding is written, and read whether it is there or not.
const STANDARD: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The standard alphabet, with padding.
const STRICT: GeneralPurpose = base64::engine::general_purpose::STANDARD;

impl Base64 {
    /// Encodes bytes, with padding.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes; line breaks in the text do not matter.
    ///
    /// # Errors
    ///
    /// If the text is not Base64 in the standard alphabet.
    pub fn decode(&self) -> Result<Vec<u8>, ParseError> {
        const ERROR: ParseError = ParseError::new("Base64");
        if !self.0.bytes().any(|b| b.is_ascii_whitespace()) {
            return STANDARD.decode(&self.0).map_err(|_| ERROR);
        }
        let mut text: Vec<u8> = self.0.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        let bytes = STANDARD.decode(&text).map_err(|_| ERROR);
        text.zeroize();
        bytes
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn base64_reads_what_servers_send() {
        for text in ["JVBERg==", "JVBERg", "JVBE\r\nRg==", "JV BE\tRg"] {
            assert_eq!(Base64::from_wire(text).decode(), Ok(b"%PDF".to_vec()), "{text}");
        }
        for text in ["J", "-_-_", "JVBERh=="] {
            assert!(Base64::from_wire(text).decode().is_err(), "{text}");
        }
        assert_eq!(Base64::from_bytes([0xfb, 0xff]).as_str(), "+/8=");
        assert_eq!(serde_json::from_str::<Base64>("\"!\"").unwrap().as_str(), "!");
        assert_eq!(Base64::from(vec![0_u8]), Base64::from_wire("AA=="));
        assert!("JVBERg==".parse::<Base64>().is_ok());
        assert!("JVBERg".parse::<Base64>().is_err());
    }

    proptest! {
        #[test]
        fn bytes_survive(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
            prop_assert_eq!(Base64::from_bytes(&bytes).decode().unwrap(), bytes);
        }
    }
}
