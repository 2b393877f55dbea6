//! BER, as some programs write key stores: indefinite lengths, strings in parts, lengths longer than they need to be.
//!
//! [`to_der`] rewrites it as DER, for readers that know no more than that; [`Elements`] walks through what comes out.

use zeroize::Zeroizing;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const BMP_STRING: u8 = 0x1e;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// `[0]` with elements in it, and `[0]` in place of the tag of a string.
pub(super) const CONTEXT_0: u8 = 0xa0;
pub(super) const IMPLICIT_0: u8 = 0x80;

const CONSTRUCTED: u8 = 0x20;
/// The strings of the universal class that may come in parts.
const STRINGS: [u8; 11] = [4, 12, 18, 19, 20, 21, 22, 26, 27, 28, 30];
/// How deep elements may nest; a key store has some 15 levels.
const MAX_DEPTH: usize = 40;

/// The first element of the input as DER; what follows it is left out.
///
/// Nothing where the input is no BER, or nests too deep.
pub(super) fn to_der(input: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut der = Zeroizing::new(Vec::with_capacity(input.len()));
    rewrite(input, 0, &mut der)?;
    Some(der)
}

/// Appends the first element as DER and returns what follows it.
fn rewrite<'a>(input: &'a [u8], depth: usize, der: &mut Zeroizing<Vec<u8>>) -> Option<&'a [u8]> {
    if depth > MAX_DEPTH {
        return None;
    }
    let (&tag, rest) = input.split_first()?;
    if tag & 0x1f == 0x1f {
        return None; // tags of several bytes are in no key
    }
    let (length, mut rest) = length(rest)?;
    let constructed = tag & CONSTRUCTED != 0;
    let is_string = constructed && STRINGS.contains(&(tag & !CONSTRUCTED));
    let mut content = Zeroizing::new(Vec::new());
    let mut part = |input: &'a [u8]| {
        if is_string {
            let mut whole = Zeroizing::new(Vec::new());
            let rest = rewrite(input, depth + 1, &mut whole)?;
            content.extend_from_slice(Elements(&whole).next()?.content);
            Some(rest)
        } else {
            rewrite(input, depth + 1, &mut content)
        }
    };
    match length {
        Some(length) => {
            let (mut inside, after) = rest.split_at_checked(length)?;
            rest = after;
            if constructed {
                while !inside.is_empty() {
                    inside = part(inside)?;
                }
            } else {
                content.extend_from_slice(inside);
            }
        }
        None if constructed => loop {
            if let Some(after) = rest.strip_prefix(&[0, 0]) {
                rest = after;
                break;
            }
            rest = part(rest)?;
        },
        None => return None,
    }
    append(if is_string { tag & !CONSTRUCTED } else { tag }, &content, der);
    Some(rest)
}

/// The length that the input begins with, and what follows; no length is an indefinite one.
fn length(input: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let (&first, rest) = input.split_first()?;
    if first < 0x80 {
        return Some((Some(usize::from(first)), rest));
    }
    let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
    if bytes.is_empty() {
        return Some((None, rest));
    }
    let length = bytes.iter().try_fold(0_usize, |length, byte| {
        length.checked_mul(256)?.checked_add(usize::from(*byte))
    })?;
    Some((Some(length), rest))
}

/// Appends one element of DER.
fn append(tag: u8, content: &[u8], der: &mut Zeroizing<Vec<u8>>) {
    der.push(tag);
    let length = content.len().to_be_bytes();
    match (u8::try_from(content.len()), length.iter().position(|byte| *byte != 0)) {
        (Ok(short), _) if short < 0x80 => der.push(short),
        (_, Some(start)) => {
            let digits = &length[start..];
            der.push(digits.iter().fold(0x80, |count, _| count + 1));
            der.extend_from_slice(digits);
        }
        (_, None) => der.push(0),
    }
    der.extend_from_slice(content);
}

/// One element of DER.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    /// With its tag and length.
    pub(super) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// The content, if the tag is this one.
    pub(super) fn is(self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.content)
    }

    /// The elements in it, if the tag is this one.
    pub(super) fn within(self, tag: u8) -> Option<Elements<'a>> {
        self.is(tag).map(Elements)
    }

    /// An integer that is not negative and not large.
    pub(super) fn number(self) -> Option<u32> {
        let digits = self.is(INTEGER)?;
        if digits.first().is_none_or(|first| *first >= 0x80) {
            return None;
        }
        digits.iter().try_fold(0_u32, |number, digit| {
            number.checked_mul(256)?.checked_add(u32::from(*digit))
        })
    }
}

/// Elements of DER, one after the other; they end where the input does, or is none.
pub(super) struct Elements<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let input = self.0;
        let (&tag, rest) = input.split_first()?;
        let (length, rest) = length(rest)?;
        let (content, rest) = rest.split_at_checked(length?)?;
        self.0 = rest;
        let whole = &input[..input.len() - rest.len()];
        Some(Element { tag, content, whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(ber: &[u8], der: &[u8]) {
        assert_eq!(to_der(ber).as_deref().map(Vec::as_slice), Some(der));
    }

    #[test]
    fn ber_becomes_der() {
        becomes(&[0x30, 3, 2, 1, 5], &[0x30, 3, 2, 1, 5]);
        becomes(&[0x30, 0x80, 2, 1, 5, 0, 0, 0xff], &[0x30, 3, 2, 1, 5]);
        becomes(&[0x30, 0x82, 0, 3, 2, 1, 5], &[0x30, 3, 2, 1, 5]);
        becomes(&[0x30, 0x87, 0, 0, 0, 0, 0, 0, 3, 2, 1, 5], &[0x30, 3, 2, 1, 5]);
        // Octets in parts, of known and of unknown length, and parts of parts.
        becomes(&[0x24, 6, 4, 1, 1, 4, 1, 2], &[4, 2, 1, 2]);
        becomes(&[0x24, 0x80, 4, 1, 1, 0x24, 0x80, 4, 1, 2, 0, 0, 0, 0], &[4, 2, 1, 2]);
        becomes(&[0x3e, 0x80, 0x1e, 2, 0, 65, 0, 0], &[0x1e, 2, 0, 65]);
        becomes(&[0xa0, 0x80, 0x24, 0x80, 0, 0, 0, 0], &[0xa0, 2, 4, 0]);
        let long = [&[0x24, 0x80, 4, 0x81, 200][..], &[7; 200], &[0, 0]].concat();
        becomes(&long, &[&[4, 0x81, 200][..], &[7; 200]].concat());
    }

    #[test]
    fn what_is_no_ber_is_none() {
        let deep = [0x30, 0x80].repeat(1000);
        for nonsense in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x80, 2, 1, 5],
            &[0x30, 0x80, 2, 1, 5, 0],
            &[0x04, 0x80, 0, 0],
            &[0x30, 0xff],
            &[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            &[0x30, 3, 2, 5, 0],
            &[0x1f, 1, 1, 0],
            &deep,
        ] {
            assert!(to_der(nonsense).is_none(), "{nonsense:?}");
        }
    }
}
