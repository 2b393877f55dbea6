//! An answer that nobody sent: every field of its schema filled.

use serde_json::{Map, Value, json};

/// A value that the schema allows, with `count` elements in the outermost array.
#[must_use]
pub fn fill(document: &Value, schema: &Value, count: usize) -> Value {
    Filler { document, serial: 0 }.value(schema, "", count, 0)
}

struct Filler<'d> {
    document: &'d Value,
    serial: usize,
}

impl<'d> Filler<'d> {
    fn value(&mut self, schema: &'d Value, name: &str, count: usize, depth: usize) -> Value {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').and_then(|at| self.document.pointer(at));
            // Schemas that hold themselves end somewhere.
            return match target {
                Some(target) if depth < 16 => self.value(target, name, count, depth + 1),
                _ => Value::Null,
            };
        }
        if let Some(first) = schema.pointer("/enum/0") {
            return first.clone();
        }
        self.serial += 1;
        match schema.get("type").and_then(Value::as_str) {
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                (0..count).map(|_| self.value(items, name, 1, depth + 1)).collect()
            }
            Some("boolean") => json!(self.serial.is_multiple_of(2)),
            Some("integer") => json!(self.serial),
            Some("number") => json!(f64::from(u16::try_from(self.serial % 10_000).unwrap_or_default()) + 0.25),
            Some("string") => json!(self.text(schema, name)),
            _ => {
                let mut fields = Map::new();
                if let Some(Value::Object(properties)) = schema.get("properties") {
                    for (name, property) in properties {
                        fields.insert(name.clone(), self.value(property, name, count, depth + 1));
                    }
                }
                Value::Object(fields)
            }
        }
    }

    /// Text of a usual length: what is counted, or a day where the name says so.
    fn text(&self, schema: &Value, name: &str) -> String {
        let lower = name.to_ascii_lowercase();
        let text = match () {
            () if lower.contains("datetime") => "2026-02-28T12:30:00".to_owned(),
            () if lower.contains("date") => "2026-02-28".to_owned(),
            () if lower.contains("accountnum") => "5555555555554444".to_owned(),
            () if lower.contains("value") || lower.contains("amount") => format!("{}.25 USD", self.serial % 10_000),
            () => format!("{}-{:08}", name.get(..4).unwrap_or(name), self.serial),
        };
        let most = schema.get("maxLength").and_then(Value::as_u64);
        let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        text.chars().take(most).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_filled_and_the_outer_list_is_long() {
        let document = json!({"components": {"schemas": {"Item": {"type": "object", "properties": {
            "createDate": {"type": "string"},
            "isOpen": {"type": "boolean"},
            "code": {"type": "string", "maxLength": 3},
            "kind": {"type": "string", "enum": ["A", "B"]},
            "notes": {"type": "array", "items": {"type": "integer"}},
            "self": {"$ref": "#/components/schemas/Item"},
        }}}}});
        let schema = json!({"type": "object", "properties": {
            "list": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}});
        let page = fill(&document, &schema, 20);
        let list = page["list"].as_array().unwrap();
        assert_eq!(list.len(), 20);
        assert_eq!(list[3]["createDate"], "2026-02-28");
        assert_eq!(list[3]["code"].as_str().map(str::len), Some(3));
        assert_eq!(list[3]["kind"], "A");
        assert_eq!(list[3]["notes"].as_array().map(Vec::len), Some(1));
        assert!(list[3]["isOpen"].is_boolean() && list[3]["self"]["isOpen"].is_boolean());
    }
}
