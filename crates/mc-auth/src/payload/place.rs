//! One value of a document: taken, encrypted or decrypted, and put where it belongs.

use super::document::{Match, Member, Node, Object};
use super::path::Step;
use super::scheme::{Opening, Sealing, is_jwe};
use super::{EmptyValue, Mapping, MissingParent, Path, Rule, TextForm};
use crate::error::{Error, Kind, Result};

pub(super) fn encrypt_place(
    rule: &Rule,
    mapping: &Mapping,
    place: &Match,
    document: &mut Node<'_>,
    sealing: &mut Sealing<'_>,
) -> Result<()> {
    let from = &place.path;
    let to = mapping.to.bind(&place.bindings);
    let Some(node) = document.get(from)? else {
        // A mapping before this one has taken it away.
        return Err(refused("has a value that two mappings take"));
    };
    let text = zeroize::Zeroizing::new(node.text());
    if rule.empty == EmptyValue::Error && is_empty(&text) {
        return Err(Error::new(
            Kind::Payload,
            format!(
                "the request has false, 0, \"\" or null at {}; send a value or let the rule encrypt empty ones",
                mapping.from
            ),
        ));
    }
    let string = node.as_string().map(zeroize::Zeroizing::new);
    if mapping.is_bare && *from == to && string.as_ref().is_some_and(|text| is_jwe(text)) {
        if mapping.may_be_encrypted {
            return Ok(());
        }
        return Err(Error::new(
            Kind::Payload,
            format!(
                "the text at {} looks encrypted already, and the client encrypts it; give the value itself, or let the mapping \
                 say that it is encrypted already",
                mapping.from
            ),
        ));
    }
    let plaintext = match (&string, rule.text) {
        (Some(string), TextForm::Bare) => string.as_bytes(),
        _ => text.as_bytes(),
    };
    let fields = sealing.seal(plaintext)?;

    let at = if to.starts_with(from) {
        // What was here is replaced, or moves to somewhere below.
        if let Some(node) = document.get(from)? {
            *node = Node::empty_object();
        }
        None
    } else {
        let Some(at) = document.remove(from)? else {
            return Err(Error::new(
                Kind::Payload,
                format!(
                    "the element at {} cannot be taken out of its array; encrypt it in place or below it",
                    mapping.from
                ),
            ));
        };
        let siblings = from.split_last().map(|(_, parent)| parent);
        let above_to = to.split_last().map(|(_, parent)| parent);
        (siblings == Some(&to[..]) || siblings == above_to).then_some(at)
    };
    let creates = rule.parent == MissingParent::Create || to.starts_with(from);
    let above = to.split_last().map(|(_, parent)| parent);
    let from_is_sibling = from.split_last().map(|(_, parent)| parent) == above;
    let target = document
        .reach(&to, creates, at.filter(|_| from_is_sibling))?
        .ok_or_else(|| no_parent(&mapping.to))?;
    if mapping.is_bare {
        if let Some((_, jwe)) = fields.into_iter().next() {
            *target = Node::string(&jwe);
        }
        return Ok(());
    }
    if target.is_null() {
        *target = Node::empty_object();
    }
    let members = fields
        .into_iter()
        .map(|(name, value)| Member::new(name, Node::string(&value)))
        .collect();
    if target.merge(members, at.filter(|_| !from_is_sibling))? {
        Ok(())
    } else {
        Err(no_object(&mapping.to))
    }
}

pub(super) fn decrypt_place(
    rule: &Rule,
    mapping: &Mapping,
    place: &Match,
    document: &mut Node<'_>,
    opening: &Opening<'_>,
) -> Result<bool> {
    let from = &place.path;
    let to = mapping.to.bind(&place.bindings);
    let Some(node) = document.get(from)? else {
        return Ok(false);
    };
    if node.is_null() || node.is_raw_object_without(|text| opening.may_hold(text)) {
        return Ok(false);
    }
    let string = node.as_string();
    let is_string = string.is_some();
    let plaintext = if let (Some(jwe), true) = (string, opening.reads_strings()) {
        // A whole document that is a string is JSON of some other kind unless it is a JWE.
        if from.is_empty() && !is_jwe(&jwe) {
            return Ok(false);
        }
        opening.open_string(&jwe)?
    } else if let Some(object) = node.object()? {
        match opening.open_members(object)? {
            Some(plaintext) => plaintext,
            None => return Ok(false),
        }
    } else if from.is_empty() {
        return Ok(false);
    } else {
        return Err(no_object(&mapping.from));
    };
    let value = decrypted(&plaintext, rule.text)?;

    // What is left of the object that held the encrypted fields.
    let mut at = None;
    let is_left_over = !is_string && document.get(from)?.is_some_and(|node| !is_empty_object(node));
    if *from == to {
        if !is_left_over {
            if let Some(node) = document.get(from)? {
                *node = value;
            }
            return Ok(true);
        }
    } else if !is_left_over && !to.starts_with(from) {
        let place = document.remove(from)?;
        let parent = from.split_last().map(|(_, parent)| parent);
        if parent == to.split_last().map(|(_, parent)| parent) || parent == Some(&to[..]) {
            at = place;
        }
        // A JWE by itself leaves the object around it, which had nothing else.
        if let Some(parent) = parent
            && is_string
            && !parent.is_empty()
            && !to.starts_with(parent)
            && document.get(parent)?.is_some_and(|node| is_empty_object(node))
        {
            document.remove(parent)?;
        }
    }
    put(rule, mapping, document, &to, value, at)
}

/// Puts a decrypted value where it belongs.
fn put<'a>(
    rule: &Rule,
    mapping: &Mapping,
    document: &mut Node<'a>,
    to: &[Step],
    mut value: Node<'a>,
    at: Option<usize>,
) -> Result<bool> {
    let exists = document.get(to)?.is_some_and(|node| !node.is_null());
    let creates = rule.parent == MissingParent::Create;
    let target = document.reach(to, creates, at)?.ok_or_else(|| no_parent(&mapping.to))?;
    if value.is_object() && exists && !is_array(target) {
        let members = value.object()?.map(Object::take).unwrap_or_default();
        // A name that comes twice in what was decrypted stays so: it is not for this layer to choose one.
        return if target.merge(members, at)? {
            Ok(true)
        } else {
            Err(no_object(&mapping.to))
        };
    }
    *target = value;
    Ok(true)
}

fn decrypted(plaintext: &[u8], form: TextForm) -> Result<Node<'static>> {
    // What cannot be read fails as what cannot be decrypted does: in field-level encryption it may be a forgery.
    let text = std::str::from_utf8(plaintext).map_err(|_| crate::fle::failed())?;
    match (Node::parse_owned(text), form) {
        (Some(node), _) => Ok(node),
        (None, TextForm::Bare) => Ok(Node::string(text)),
        (None, TextForm::Json) => Err(crate::fle::failed()),
    }
}

fn is_empty_object(node: &mut Node<'_>) -> bool {
    node.object().ok().flatten().is_some_and(|object| object.is_empty())
}

fn is_array(node: &Node<'_>) -> bool {
    match node {
        Node::Raw(text) => text.starts_with('['),
        Node::Array(_) => true,
        Node::Object(_) => false,
    }
}

/// `false`, `null`, `""`, or a zero however it is written.
fn is_empty(text: &str) -> bool {
    if matches!(text, "false" | "null" | "\"\"") {
        return true;
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    text.starts_with(['-', '0']) && mantissa.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'))
}

pub(super) fn refused(what: &str) -> Error {
    Error::new(Kind::Payload, format!("the payload {what}"))
}

fn no_parent(path: &Path) -> Error {
    Error::new(
        Kind::Payload,
        format!("the payload has no object to hold {path}; correct the path or let the rule create it"),
    )
}

fn no_object(path: &Path) -> Error {
    Error::new(
        Kind::Payload,
        format!("the payload has no object at {path} but another value; correct the path"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_empty_however_they_are_written() {
        for text in ["false", "null", "\"\"", "0", "-0", "0.0", "-0.00e5", "0E+9"] {
            assert!(is_empty(text), "{text}");
        }
        for text in ["true", "\"0\"", "\" \"", "1", "-1", "0.01", "1e0", "{}", "[]", "[0]"] {
            assert!(!is_empty(text), "{text}");
        }
    }
}
