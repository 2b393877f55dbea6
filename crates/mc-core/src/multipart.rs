use bytes::Bytes;

/// A `multipart/form-data` body, built in memory.
///
/// It is bytes like any other body: middleware can hash it and send it again.
///
/// ```
/// use mc_core::Multipart;
///
/// let form = Multipart::new()
///     .text("claimId", "200002020654")
///     .file("document", "note.pdf", "application/pdf", &b"%PDF"[..]);
/// # let _ = form;
/// ```
#[derive(Default)]
#[must_use = "hand it to `Request::multipart`"]
pub struct Multipart {
    parts: Vec<(String, Bytes)>,
}

impl Multipart {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    pub fn text(self, name: &str, value: impl Into<String>) -> Self {
        let head = format!("content-disposition: form-data; name=\"{}\"\r\n", quoted(name));
        self.part(head, value.into().into())
    }

    /// Adds a file.
    ///
    /// Line breaks and quotation marks in the names are percent-encoded, as browsers do it.
    pub fn file(self, name: &str, file_name: &str, content_type: &str, content: impl Into<Bytes>) -> Self {
        let head = format!(
            "content-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\ncontent-type: {}\r\n",
            quoted(name),
            quoted(file_name),
            content_type.replace(['\r', '\n'], " "),
        );
        self.part(head, content.into())
    }

    fn part(mut self, head: String, content: Bytes) -> Self {
        self.parts.push((head, content));
        self
    }

    /// The content type, which names the boundary, and the body.
    ///
    /// The boundary is the first of a series that occurs in no part, so the same form is the same bytes.
    pub(crate) fn build(self) -> (String, Bytes) {
        let mut number = 0_u64;
        let boundary = loop {
            let boundary = format!("mc-core-boundary-{number:016x}");
            if !self
                .parts
                .iter()
                .any(|(_, content)| contains(content, boundary.as_bytes()))
            {
                break boundary;
            }
            number += 1;
        };
        let mut body = Vec::new();
        for (head, content) in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body.into())
    }
}

impl std::fmt::Debug for Multipart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Multipart").field("parts", &self.parts.len()).finish()
    }
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn contains(content: &[u8], boundary: &[u8]) -> bool {
    content.windows(boundary.len()).any(|window| window == boundary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_these_bytes() {
        let (content_type, body) = Multipart::new()
            .text("a\"b", "1")
            .file("f", "x\r\n.pdf", "application/pdf", &b"%PDF\0"[..])
            .build();
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=mc-core-boundary-0000000000000000"
        );
        assert_eq!(
            body,
            "--mc-core-boundary-0000000000000000\r\n\
             content-disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n\
             --mc-core-boundary-0000000000000000\r\n\
             content-disposition: form-data; name=\"f\"; filename=\"x%0D%0A.pdf\"\r\n\
             content-type: application/pdf\r\n\r\n%PDF\0\r\n\
             --mc-core-boundary-0000000000000000--\r\n"
        );
    }

    #[test]
    fn the_boundary_occurs_in_no_part() {
        let (content_type, _) = Multipart::new()
            .text("a", "x mc-core-boundary-0000000000000000 y")
            .build();
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=mc-core-boundary-0000000000000001"
        );
    }

    #[test]
    fn debug_counts_parts() {
        assert_eq!(
            format!("{:?}", Multipart::new().text("a", "s3cret")),
            "Multipart { parts: 1 }"
        );
    }
}
