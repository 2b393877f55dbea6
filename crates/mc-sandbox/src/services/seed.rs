//! Reading a seed file so that every complaint says where it is wrong and what belongs there.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// A value in a seed, and where it stands.
#[derive(Clone)]
pub(super) struct Node<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Node<'a> {
    /// The part of a seed that is a product's own.
    pub(super) fn root(product: &str, value: &'a Value) -> Self {
        Self {
            value,
            path: product.to_owned(),
        }
    }

    /// The complaint about this value.
    pub(super) fn wrong(&self, expected: &str) -> String {
        format!("seed, {}: {expected} belongs here", self.path)
    }

    /// The value itself.
    pub(super) fn value(&self) -> &'a Value {
        self.value
    }

    /// Checks that it is an object with no other members than these.
    pub(super) fn object(self, known: &[&str]) -> Result<Self, String> {
        let Value::Object(members) = self.value else {
            return Err(self.wrong(&format!("an object with {}", known.join(", "))));
        };
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(self),
            Some(name) => Err(format!(
                "seed, {}: there is no member {name:?}; known are {}",
                self.path,
                known.join(", ")
            )),
        }
    }

    /// A member, if it is there and not null.
    pub(super) fn get(&self, name: &str) -> Option<Node<'a>> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(Node {
            value,
            path: format!("{}.{name}", self.path),
        })
    }

    /// A member that has to be there.
    pub(super) fn need(&self, name: &str) -> Result<Node<'a>, String> {
        self.get(name)
            .ok_or_else(|| format!("seed, {}: the member {name:?} is missing", self.path))
    }

    /// The elements of a list.
    pub(super) fn list(&self) -> Result<Vec<Node<'a>>, String> {
        let Value::Array(values) = self.value else {
            return Err(self.wrong("a list"));
        };
        let nodes = values.iter().enumerate().map(|(index, value)| Node {
            value,
            path: format!("{}[{index}]", self.path),
        });
        Ok(nodes.collect())
    }

    /// The elements of a list that may be missing.
    pub(super) fn list_of(&self, name: &str) -> Result<Vec<Node<'a>>, String> {
        self.get(name).map_or_else(|| Ok(Vec::new()), |node| node.list())
    }

    /// The members of an object that is a map.
    pub(super) fn entries(&self) -> Result<Vec<(&'a str, Node<'a>)>, String> {
        let Value::Object(members) = self.value else {
            return Err(self.wrong("an object"));
        };
        let nodes = members.iter().map(|(name, value)| {
            let path = format!("{}.{name}", self.path);
            (name.as_str(), Node { value, path })
        });
        Ok(nodes.collect())
    }

    pub(super) fn text(&self) -> Result<&'a str, String> {
        self.value.as_str().ok_or_else(|| self.wrong("a text"))
    }

    /// A text that passes a check, which `expected` words.
    pub(super) fn text_if(&self, expected: &str, check: impl FnOnce(&str) -> bool) -> Result<&'a str, String> {
        self.value
            .as_str()
            .filter(|text| check(text))
            .ok_or_else(|| self.wrong(expected))
    }

    pub(super) fn flag(&self) -> Result<bool, String> {
        self.value.as_bool().ok_or_else(|| self.wrong("true or false"))
    }

    pub(super) fn whole(&self) -> Result<u32, String> {
        self.value
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .ok_or_else(|| self.wrong("a whole number that is not negative"))
    }

    /// A number from 0 to 1.
    pub(super) fn share(&self) -> Result<f64, String> {
        self.value
            .as_f64()
            .filter(|number| (0.0..=1.0).contains(number))
            .ok_or_else(|| self.wrong("a number from 0 to 1"))
    }

    pub(super) fn date(&self) -> Result<NaiveDate, String> {
        self.value
            .as_str()
            .and_then(date)
            .ok_or_else(|| self.wrong("a date as YYYY-MM-DD"))
    }

    pub(super) fn time(&self) -> Result<DateTime<Utc>, String> {
        self.value
            .as_str()
            .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
            .map(|time| time.to_utc())
            .ok_or_else(|| self.wrong("a time as YYYY-MM-DDThh:mm:ssZ"))
    }
}

/// A date as `2026-11-22`, with two digits each for month and day.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    if text.len() != 10 {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn complaints_say_where_and_what_and_never_the_value() {
        let seed = json!({"list": [{"code": 7}, {"code": "x", "other": 1}], "date": "2026-2-3", "share": 1.5});
        let root = Node::root("abu", &seed);
        let list = root.need("list").and_then(|list| list.list()).unwrap();
        assert_eq!(
            list[0].need("code").and_then(|code| code.text().map(str::to_owned)),
            Err("seed, abu.list[0].code: a text belongs here".to_owned())
        );
        assert_eq!(
            list[1].clone().object(&["code"]).map(|_| ()),
            Err("seed, abu.list[1]: there is no member \"other\"; known are code".to_owned())
        );
        assert_eq!(
            root.need("none").map(|_| ()),
            Err("seed, abu: the member \"none\" is missing".to_owned())
        );
        assert_eq!(
            root.need("date").and_then(|date| date.date()),
            Err("seed, abu.date: a date as YYYY-MM-DD belongs here".to_owned())
        );
        assert_eq!(
            root.need("share").and_then(|share| share.share()),
            Err("seed, abu.share: a number from 0 to 1 belongs here".to_owned())
        );
    }
}
