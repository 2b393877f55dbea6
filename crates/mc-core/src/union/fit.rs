//! How well a value fits a schema.

use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::document::{Node, Text};
use super::numbers;
use super::schema::{Format, Member, Property, Schema};

/// The position of the one member that a value fits best; none if there is no such member.
pub(super) fn member(union: &'static Schema, node: &Node<'_>) -> Option<usize> {
    Fitting::default().union(follow(union), node)?.member
}

/// What a schema does not know of a value that fits it. The less, the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Loss {
    /// Values of enums and texts of forms that are not as the schema says.
    values: usize,
    /// Fields that it does not name.
    fields: usize,
}

impl Loss {
    const VALUE: Self = Self { values: 1, fields: 0 };
    const FIELD: Self = Self { values: 0, fields: 1 };

    fn and(self, other: Self) -> Self {
        Self {
            values: self.values.saturating_add(other.values),
            fields: self.fields.saturating_add(other.fields),
        }
    }
}

/// What a union makes of a value that fits at least one of its members.
#[derive(Clone, Copy, Debug)]
struct Choice {
    loss: Loss,
    /// The member; none if several fit equally well.
    member: Option<usize>,
}

/// Compares values and schemas; what was compared before is not compared a second time.
#[derive(Default)]
struct Fitting {
    unions: HashMap<(usize, usize), Option<Choice>>,
    structs: HashMap<(usize, usize), Option<Loss>>,
}

/// The schema that a reference leads to.
fn follow(mut schema: &'static Schema) -> &'static Schema {
    while let Schema::Of(other) = schema {
        schema = other();
    }
    schema
}

fn key(schema: &'static Schema, node: &Node<'_>) -> (usize, usize) {
    (std::ptr::from_ref(schema).addr(), std::ptr::from_ref(node).addr())
}

impl Fitting {
    /// What is lost if a value is read by a schema; `None` if it cannot be, or would be sent back in another form.
    fn fit(&mut self, schema: &'static Schema, node: &Node<'_>) -> Option<Loss> {
        let nothing = Some(Loss::default());
        match (schema, node) {
            (Schema::Of(other), _) => self.fit(other(), node),
            (Schema::Any, _)
            | (Schema::Object, Node::Object(_))
            | (Schema::Text, Node::Text(_))
            | (Schema::Bool, Node::Bool(_))
            | (Schema::Number, Node::Number(_))
            | (Schema::Nullable(_), Node::Null) => nothing,
            (Schema::Formatted(format), Node::Text(text)) => one_of(is_formatted(*format, &text.value()), 2),
            (Schema::Integer(least, most), Node::Number(text)) => {
                let value = numbers::integer(text)?;
                (i128::from(*least) <= value && value <= i128::from(*most)).then(Loss::default)
            }
            (Schema::Double, Node::Number(text)) => numbers::fits_double(text).then(Loss::default),
            (Schema::Float, Node::Number(text)) => numbers::fits_float(text).then(Loss::default),
            (Schema::Texts(values), Node::Text(text)) => one_of(values.contains(&text.value().as_ref()), values.len()),
            (Schema::Integers(values), Node::Number(text)) => {
                let value = i64::try_from(numbers::integer(text)?).ok()?;
                one_of(values.contains(&value), values.len())
            }
            (Schema::Only(schema, values), _) => {
                let loss = self.fit(schema, node)?;
                let is_one = values.iter().any(|value| is_value(value, node));
                Some(loss.and(one_of(is_one, values.len())?))
            }
            (Schema::Nullable(schema), _) => self.fit(schema, node),
            (Schema::List(item), Node::List(items)) => {
                let mut loss = Loss::default();
                for node in items {
                    loss = loss.and(self.inside(item, node)?);
                }
                Some(loss)
            }
            (Schema::Map(value), Node::Object(fields)) => {
                let mut loss = Loss::default();
                for (_, node) in fields {
                    loss = loss.and(self.inside(value, node)?);
                }
                Some(loss)
            }
            (Schema::Struct(properties, others), Node::Object(fields)) => {
                let key = key(schema, node);
                if let Some(known) = self.structs.get(&key) {
                    return *known;
                }
                let loss = self.object(properties, *others, fields);
                self.structs.insert(key, loss);
                loss
            }
            (Schema::Union(..), _) => self.union(schema, node).map(|choice| choice.loss),
            _ => None,
        }
    }

    /// As [`Self::fit`], for a value inside another: a union there reads anything, and keeps what fits no member.
    fn inside(&mut self, schema: &'static Schema, node: &Node<'_>) -> Option<Loss> {
        let mut bare = follow(schema);
        while let Schema::Nullable(inner) = bare {
            bare = follow(inner);
        }
        let loss = self.fit(schema, node);
        if matches!(bare, Schema::Union(..)) {
            return loss.or(Some(Loss::VALUE));
        }
        loss
    }

    fn object(
        &mut self,
        properties: &'static [Property],
        others: Option<&'static Schema>,
        fields: &[(Text<'_>, Node<'_>)],
    ) -> Option<Loss> {
        let mut loss = Loss::default();
        let mut seen = vec![false; properties.len()];
        let mut is_known = fields.is_empty();
        for (name, node) in fields {
            let name = name.value();
            let position = properties
                .iter()
                .position(|property| property.names.contains(&name.as_ref()));
            let Some((position, property)) = position.and_then(|at| Some((at, properties.get(at)?))) else {
                loss = loss.and(match others {
                    Some(schema) => {
                        is_known = true;
                        self.inside(schema, node).unwrap_or(Loss::VALUE)
                    }
                    None => Loss::FIELD,
                });
                continue;
            };
            // A name that stands twice cannot be read.
            if std::mem::replace(seen.get_mut(position)?, true) {
                return None;
            }
            is_known = true;
            if property.required || !matches!(node, Node::Null) {
                loss = loss.and(self.inside(&property.schema, node)?);
            }
        }
        let is_whole = properties
            .iter()
            .zip(&seen)
            .all(|(property, seen)| *seen || !property.required);
        (is_whole && is_known).then_some(loss)
    }

    fn union(&mut self, schema: &'static Schema, node: &Node<'_>) -> Option<Choice> {
        let Schema::Union(tag, members) = schema else {
            return None;
        };
        let key = key(schema, node);
        if let Some(known) = self.unions.get(&key) {
            return *known;
        }
        // A union that is its own member adds nothing to itself.
        self.unions.insert(key, None);
        let tag = tag.and_then(|tag| tag_of(node, tag));
        let is_named = |member: &Member| tag.as_ref().is_some_and(|tag| member.tags.contains(&tag.as_str()));
        let by_tag = members.iter().any(is_named);
        let mut best: Option<Choice> = None;
        for (position, member) in members.iter().enumerate() {
            // Where the tag names nobody, only those that have no tag are left.
            let may_be = match node {
                Node::Object(_) if by_tag => is_named(member),
                Node::Object(_) => member.tags.is_empty(),
                _ => true,
            };
            if !may_be {
                continue;
            }
            let Some(loss) = self.fit(&member.schema, node) else {
                continue;
            };
            match &mut best {
                Some(best) if loss > best.loss => {}
                Some(best) if loss == best.loss => best.member = None,
                _ => {
                    best = Some(Choice {
                        loss,
                        member: Some(position),
                    });
                }
            }
        }
        self.unions.insert(key, best);
        best
    }
}

/// One that is not among the values is a newer one, but where there is only one value it tells types apart.
fn one_of(is_one: bool, values: usize) -> Option<Loss> {
    match (is_one, values) {
        (true, _) => Some(Loss::default()),
        (false, 1) => None,
        (false, _) => Some(Loss::VALUE),
    }
}

/// The text of the field that tells members apart.
fn tag_of(node: &Node<'_>, name: &str) -> Option<String> {
    let Node::Object(fields) = node else { return None };
    let (_, value) = fields.iter().find(|(field, _)| field.value() == name)?;
    match value {
        Node::Text(text) => Some(text.value().into_owned()),
        Node::Number(text) => Some((*text).to_owned()),
        _ => None,
    }
}

/// Whether a value is the one that a JSON text stands for.
fn is_value(json: &str, node: &Node<'_>) -> bool {
    same_value(Node::parse(json).as_ref(), node)
}

fn same_value(expected: Option<&Node<'_>>, node: &Node<'_>) -> bool {
    match (expected, node) {
        (Some(Node::Number(expected)), Node::Number(text)) => numbers::same(expected, text),
        (Some(Node::Text(expected)), Node::Text(text)) => expected.value() == text.value(),
        (Some(Node::Bool(expected)), Node::Bool(value)) => expected == value,
        (Some(Node::Null), Node::Null) => true,
        _ => false,
    }
}

fn is_formatted(format: Format, text: &str) -> bool {
    let like = |pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, sign)| match sign {
                b'0' => byte.is_ascii_digit(),
                b'x' => byte.is_ascii_hexdigit(),
                sign => byte == sign,
            })
    };
    let starts_like = |pattern: &str| {
        text.get(..pattern.len()).is_some_and(|start| {
            start.bytes().zip(pattern.bytes()).all(|(byte, sign)| match sign {
                b'0' => byte.is_ascii_digit(),
                b'T' => matches!(byte, b'T' | b't' | b' '),
                sign => byte == sign,
            })
        })
    };
    match format {
        Format::Date => like("0000-00-00"),
        Format::DateTime => starts_like("0000-00-00T00:00"),
        Format::Time => starts_like("00:00"),
        Format::Uuid => like("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
        Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        Format::Email => text
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty()),
        Format::Uri => text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        }),
        Format::Base64 => text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte) || byte.is_ascii_whitespace()),
    }
}
