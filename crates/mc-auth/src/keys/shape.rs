//! Tells DER documents apart by the tags of their first elements, without decoding them.

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

/// What a DER document seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Pkcs1Private,
    Pkcs1Public,
    Pkcs8,
    EncryptedPkcs8,
    Spki,
    Certificate,
    Pkcs12,
    /// SEC 1, the older encoding of elliptic-curve keys: recognised in order to say so.
    EcPrivate,
}

/// The shape of a document, if it is one of those that this crate reads.
pub(super) fn of(der: &[u8]) -> Option<Shape> {
    let (SEQUENCE, content, _) = element(der)? else {
        return None;
    };
    let (first, first_content, rest) = element(content)?;
    let (second, _, rest) = element(rest)?;
    match (first, second) {
        (INTEGER, SEQUENCE) if first_content == [3] => Some(Shape::Pkcs12),
        (INTEGER, SEQUENCE) => Some(Shape::Pkcs8),
        (INTEGER, OCTET_STRING) => Some(Shape::EcPrivate),
        (INTEGER, INTEGER) if rest.is_empty() => Some(Shape::Pkcs1Public),
        (INTEGER, INTEGER) => Some(Shape::Pkcs1Private),
        (SEQUENCE, OCTET_STRING) => Some(Shape::EncryptedPkcs8),
        (SEQUENCE, BIT_STRING) => Some(Shape::Spki),
        (SEQUENCE, SEQUENCE) => Some(Shape::Certificate),
        _ => None,
    }
}

/// Whether a document with the shape of a certificate is a request for one: what is signed begins with version, name and key.
pub(super) fn is_request(der: &[u8]) -> bool {
    let tags = || {
        let (_, document, _) = element(der)?;
        let (_, signed, _) = element(document)?;
        let (version, _, rest) = element(signed)?;
        let (_name, _, rest) = element(rest)?;
        let (key, key_content, _) = element(rest)?;
        let (_, _, rest) = element(key_content)?;
        let (bits, _, _) = element(rest)?;
        Some([version, key, bits])
    };
    tags() == Some([INTEGER, SEQUENCE, BIT_STRING])
}

/// Whether the document is a PKCS#7 file: an object identifier, then what it says.
pub(super) fn is_signed_data(der: &[u8]) -> bool {
    const SIGNED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    // Of unknown length, as some programs write it, or of a known one.
    let content = match der {
        [SEQUENCE, 0x80, content @ ..] => Some(content),
        _ => element(der).map(|(_, content, _)| content),
    };
    content
        .and_then(element)
        .is_some_and(|(tag, oid, _)| tag == 0x06 && oid == SIGNED_DATA)
}

/// The first element of the input: its tag, its content, and what follows it.
fn element(input: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = input.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = if short < 0x80 {
        (usize::from(short), rest)
    } else {
        let count = usize::from(short & 0x7f);
        if count == 0 || count > 4 {
            return None;
        }
        let (bytes, rest) = rest.split_at_checked(count)?;
        (
            bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)),
            rest,
        )
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_documents_apart() {
        assert_eq!(of(&[0x30, 6, 2, 1, 0, 0x30, 1, 0]), Some(Shape::Pkcs8));
        assert_eq!(of(&[0x30, 6, 2, 1, 3, 0x30, 1, 0]), Some(Shape::Pkcs12));
        assert_eq!(of(&[0x30, 6, 2, 1, 5, 2, 1, 3]), Some(Shape::Pkcs1Public));
        assert_eq!(of(&[0x30, 9, 2, 1, 0, 2, 1, 5, 2, 1, 3]), Some(Shape::Pkcs1Private));
        assert_eq!(of(&[0x30, 6, 0x30, 1, 0, 4, 1, 0]), Some(Shape::EncryptedPkcs8));
        assert_eq!(of(&[0x30, 6, 0x30, 1, 0, 3, 1, 0]), Some(Shape::Spki));
        assert_eq!(of(&[0x30, 6, 0x30, 1, 0, 0x30, 1, 0]), Some(Shape::Certificate));
        assert_eq!(of(&[0x30, 6, 2, 1, 1, 4, 1, 0]), Some(Shape::EcPrivate));
    }

    #[test]
    fn survives_nonsense() {
        for nonsense in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x85, 1, 1, 1, 1, 1],
            &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
            b"text",
        ] {
            assert_eq!(of(nonsense), None, "{nonsense:?}");
        }
    }
}
