//! Documents as bytes: what goes into a request and what comes out of an answer.

use mc_core::values::Base64;
use mc_core::{Error, Result, Sensitive};

use crate::models::{DocumentArchive, DocumentStructure};

/// The longest name, its ending included.
const MAX_NAME: usize = 16;

/// The largest content: more would not fit into the 22,000,000 characters that the field may have.
const MAX_BYTES: usize = 16_500_000;

const ENDINGS: [&str; 6] = ["jpeg", "jpg", "pdf", "tif", "tiff", "zip"];

impl DocumentStructure {
    /// A document of this name and content, ready to be attached.
    ///
    /// Mastercom refuses, or loses, documents that break its rules, and says so long after the call. What can
    /// be told beforehand is checked here, by the stricter rule where two differ:
    ///
    /// - the name is made of ASCII letters and digits and ends in `.jpeg`, `.jpg`, `.pdf`, `.tif`, `.tiff` or
    ///   `.zip`; it has at most 16 characters, the ending counted in,
    /// - the content is not empty and has at most 16,500,000 bytes, for that is what fits into the field once it
    ///   is encoded. All documents of a transaction together may have 18,000,000 bytes, which only the caller
    ///   can count.
    ///
    /// What is in the file is not looked at, nor is what is in a ZIP file, whose names have the same rules.
    ///
    /// ```
    /// use mc_mastercom::models::DocumentStructure;
    ///
    /// let document = DocumentStructure::from_bytes("receipt.pdf", b"%PDF-1.7")?;
    /// assert_eq!(document.filename.as_deref(), Some("receipt.pdf"));
    /// assert!(DocumentStructure::from_bytes("my receipt.pdf", b"%PDF-1.7").is_err());
    /// # Ok::<(), mc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If a rule is broken; the [`mc_core::Error`] is one of an invalid request and says which rule it was.
    pub fn from_bytes(name: &str, content: impl AsRef<[u8]>) -> Result<Self> {
        check_name(name)?;
        let content = content.as_ref();
        if content.is_empty() {
            return Err(Error::invalid_request(
                "the document is empty: attach a file with content",
            ));
        }
        if content.len() > MAX_BYTES {
            return Err(Error::invalid_request(
                "the document has more than 16500000 bytes: make it smaller or split it",
            ));
        }
        let file = Sensitive::new(Base64::from_bytes(content));
        Ok(Self::new().filename(name).file(file.expose().as_str()))
    }
}

impl DocumentArchive {
    /// The ZIP file as bytes, or nothing if the answer has no file.
    ///
    /// ```
    /// use mc_mastercom::models::DocumentArchive;
    ///
    /// let archive = DocumentArchive::new().filename("CS_536092.zip").file("UEsDBA==");
    /// let bytes = archive.to_bytes()?;
    /// assert_eq!(bytes.as_ref().map(|bytes| bytes.expose().as_slice()), Some(&b"PK\x03\x04"[..]));
    /// # Ok::<(), mc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text of the file is not Base64.
    pub fn to_bytes(&self) -> Result<Option<Sensitive<Vec<u8>>>> {
        let Some(file) = &self.file else {
            return Ok(None);
        };
        let file = Sensitive::new(Base64::from_wire(file.expose().as_str()));
        let bytes = file.expose().decode().map_err(|error| {
            Error::broken_response("the file of the document archive cannot be read").with_source(error)
        })?;
        Ok(Some(Sensitive::new(bytes)))
    }
}

fn check_name(name: &str) -> Result<()> {
    if name.len() > MAX_NAME {
        return Err(Error::invalid_request(
            "the document's name has more than 16 characters: shorten it",
        ));
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return Err(Error::invalid_request(
            "the document's name has no ending: add .pdf, .jpg, .tif or .zip",
        ));
    };
    if !ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return Err(Error::invalid_request(
            "the document's name has an ending that is not taken: use a PDF, JPEG, TIFF or ZIP file",
        ));
    }
    if stem.is_empty() || !stem.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Error::invalid_request(
            "the document's name has other characters than English letters and digits before its ending: rename it",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, content: &[u8]) -> String {
        let error = DocumentStructure::from_bytes(name, content).unwrap_err();
        assert!(error.is_invalid_request() && !error.may_have_been_processed());
        error.to_string()
    }

    #[test]
    fn a_document_becomes_base64_and_an_archive_bytes() {
        let document = DocumentStructure::from_bytes("A1.PDF", [0xFF, 0xD8, 0xFF, 0x00]).unwrap();
        assert_eq!(document.filename.as_deref(), Some("A1.PDF"));
        assert_eq!(document.file.as_ref().unwrap().expose(), "/9j/AA==");
        assert!(!format!("{document:?}").contains("/9j/"));

        let archive = DocumentArchive::new().file("/9j/\r\nAA==");
        assert_eq!(archive.to_bytes().unwrap().unwrap().expose(), &[0xFF, 0xD8, 0xFF, 0x00]);
        assert_eq!(DocumentArchive::new().to_bytes().unwrap(), None);
    }

    #[test]
    fn an_archive_that_is_not_base64_is_a_broken_response() {
        let error = DocumentArchive::new().file("5555555555554444!").to_bytes().unwrap_err();
        assert!(error.is_decode() && error.may_have_been_processed());
        assert!(!format!("{error} {error:?}").contains("5555"));
    }

    #[test]
    fn names_follow_the_rules() {
        for name in [
            "a.pdf",
            "A1.ZIP",
            "123456789012.jpg",
            "12345678901.tiff",
            "x.jpeg",
            "x.tif",
        ] {
            assert!(DocumentStructure::from_bytes(name, b"x").is_ok(), "{name}");
        }
        for (name, why) in [
            ("1234567890123.pdf", "more than 16"),
            ("", "no ending"),
            ("pdf", "no ending"),
            ("a.docx", "not taken"),
            ("a.", "not taken"),
            (".pdf", "other characters"),
            ("a b.pdf", "other characters"),
            ("CS_5.pdf", "other characters"),
            ("a.b.pdf", "other characters"),
            ("é.pdf", "other characters"),
            ("../a.pdf", "other characters"),
        ] {
            assert!(refused(name, b"x").contains(why), "{name}");
        }
    }

    #[test]
    fn content_is_neither_empty_nor_too_large() {
        assert!(refused("a.pdf", b"").contains("empty"));
        let mut content = vec![0; MAX_BYTES + 1];
        assert!(refused("a.pdf", &content).contains("16500000"));
        content.pop();
        let document = DocumentStructure::from_bytes("a.pdf", &content).unwrap();
        assert_eq!(document.file.unwrap().expose().len(), 22_000_000);
    }
}
