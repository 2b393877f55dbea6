use std::fmt;

use mc_core::Extra;
use mc_core::json::without_mark;
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::error::Result;
use crate::json;
use crate::update::{PushedUpdate, printable};

/// A body as it arrived, and the update in it if it is understood.
///
/// Any JSON is a notification, also where it nests without end, has numbers and strings that no program can hold, or a byte order
/// mark before it: what does not fit [`PushedUpdate`] is kept as it came, for a person or a newer version of this program to look
/// at. The bytes are wiped when it is dropped.
///
/// ```
/// use mc_notifications::Notification;
///
/// let newer = Notification::parse(br#"{"abuReferenceId":"a-1","batch":[]}"#.to_vec())?;
/// assert!(newer.update().is_none());
/// assert_eq!(newer.reference(), Some("a-1"));
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone)]
pub struct Notification {
    body: Zeroizing<Vec<u8>>,
    #[cfg_attr(
        not(any(test, feature = "sqlite", feature = "postgres")),
        allow(dead_code, reason = "only stores ask for it")
    )]
    canonical: Zeroizing<Vec<u8>>,
    reference: Option<String>,
    update: Option<PushedUpdate>,
}

impl Notification {
    /// Reads a body.
    ///
    /// # Errors
    /// When the body is not JSON; the error says at which place.
    pub fn parse(body: impl Into<Vec<u8>>) -> Result<Self> {
        let body = Zeroizing::new(body.into());
        let text = without_mark(&body);
        let (content, update, reference) = if let Ok(mut value) = serde_json::from_slice::<Value>(text) {
            // Some feature of serde_json, which anything in the same build may ask for, keeps the order of fields.
            value.sort_all_objects();
            let update = serde_json::from_slice::<PushedUpdate>(text)
                .ok()
                .filter(|update| !update.abu_reference_id.is_empty());
            let reference = match (&update, value.get("abuReferenceId")) {
                (Some(update), _) => Some(update.abu_reference_id.clone()),
                (None, Some(Value::String(id))) if !id.is_empty() => Some(id.clone()),
                _ => None,
            };
            let is_whole = json::is_all_of(&value, text);
            // Wiped when dropped, as the fields of an object are.
            let value = Extra::from_iter([(String::new(), value)]);
            let content = if is_whole { modelled(&value) } else { None };
            (content, update, reference)
        } else {
            json::check(text)?;
            (None, None, reference(text))
        };
        let canonical = content.unwrap_or_else(|| {
            // What a model would lose counts. No content of the other form begins like this.
            let mut content = Zeroizing::new(Vec::with_capacity(text.len() + 1));
            content.push(b'=');
            json::compact(text, &mut content);
            content
        });
        Ok(Self {
            body,
            canonical,
            reference,
            update,
        })
    }

    /// The bytes as they arrived, card data included.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The update; none if the body says something that this version does not understand.
    pub fn update(&self) -> Option<&PushedUpdate> {
        self.update.as_ref()
    }

    /// Takes the update out.
    pub fn into_update(self) -> Option<PushedUpdate> {
        self.update
    }

    /// The `abuReferenceId`, if there is one.
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// The content, the same for two bodies that differ in white space or in the order of fields.
    #[cfg(any(test, feature = "sqlite", feature = "postgres"))]
    pub(crate) fn canonical(&self) -> &[u8] {
        &self.canonical
    }

    /// The reference for a log.
    pub(crate) fn printable_reference(&self) -> &str {
        self.reference().map_or("none", printable)
    }
}

/// The content of a value that is all that was written.
fn modelled(value: &Extra) -> Option<Zeroizing<Vec<u8>>> {
    let mut content = Zeroizing::new(Vec::with_capacity(512));
    serde_json::to_writer(&mut *content, value).ok()?;
    Some(content)
}

/// The reference of what cannot be modelled as a whole.
fn reference(text: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "abuReferenceId")]
        id: String,
    }

    let named = serde_json::from_slice::<Named>(text).ok()?;
    Some(named.id).filter(|id| !id.is_empty())
}

impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("reference", &self.printable_reference())
            .field("update", &self.update)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UPDATE: &str = r#"{"abuReferenceId":"a-1","oldAccountNumber":"5555555555554444","reasonIdentifier":"C"}"#;

    fn parse(text: &str) -> Notification {
        Notification::parse(text).unwrap()
    }

    #[test]
    fn bytes_are_kept_as_they_came() {
        let body = format!(" {UPDATE}\n");
        let notification = parse(&body);
        assert_eq!(notification.body(), body.as_bytes());
        assert_eq!(notification.update().unwrap().abu_reference_id, "a-1");
        assert_eq!(notification.reference(), Some("a-1"));
    }

    #[test]
    fn layout_is_no_content() {
        let other = r#"{ "reasonIdentifier":"C", "oldAccountNumber":"5555555555554444", "abuReferenceId":"a-1" }"#;
        assert_eq!(parse(UPDATE).canonical(), parse(other).canonical());
        assert_ne!(
            parse(UPDATE).canonical(),
            parse(&UPDATE.replace("\"C\"", "\"E\"")).canonical()
        );
    }

    #[test]
    fn any_json_is_a_notification_and_nothing_else_is() {
        for (body, reference) in [
            ("null", None),
            ("[1]", None),
            (r#"{"abuReferenceId":""}"#, None),
            (r#"{"abuReferenceId":[]}"#, None),
            (r#"{"abuReferenceId":"x","reasonIdentifier":{}}"#, Some("x")),
            (
                r#"{"abuReferenceId":"","oldAccountNumber":"1","reasonIdentifier":"C"}"#,
                None,
            ),
        ] {
            let notification = parse(body);
            assert!(notification.update().is_none(), "{body}");
            assert_eq!(notification.reference(), reference, "{body}");
        }
        for body in [
            "",
            "{",
            "{}}",
            "a",
            "\u{feff}",
            "{}\u{feff}",
            "{\"a\":}",
            &"[".repeat(1000),
        ] {
            assert!(Notification::parse(body).unwrap_err().is_payload(), "{body}");
        }
        assert!(Notification::parse(b"\"\xff\"".to_vec()).unwrap_err().is_payload());
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z]{1,8}", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn an_update_keeps_whatever_stands_beside_its_fields(
            beside in prop::collection::btree_map("x[a-z]{1,8}", values(), 0..5),
        ) {
            let mut value: Value = serde_json::from_str(UPDATE).unwrap();
            let fields = value.as_object_mut().unwrap();
            fields.insert("newAccountNumber".to_owned(), Value::Null);
            fields.insert("newExpirationDate".to_owned(), Value::Null);
            fields.insert("oldExpirationDate".to_owned(), "0000".into());
            fields.insert("merchants".to_owned(), Value::Array(Vec::new()));
            fields.extend(beside);
            let text = value.to_string();
            let notification = parse(&text);
            prop_assert_eq!(notification.body(), text.as_bytes());
            prop_assert_eq!(serde_json::to_value(notification.update().unwrap()).unwrap(), value);
        }

        #[test]
        fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let is_json = serde_json::from_slice::<Value>(&bytes).is_ok();
            prop_assert!(Notification::parse(bytes).is_ok() || !is_json);
        }
    }

    #[test]
    fn what_no_model_holds_is_kept() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for (body, reference) in [
            (r#"{"abuReferenceId":"a-1","note":"\ud800"}"#.to_owned(), Some("a-1")),
            (r#"{"abuReferenceId":"a-1","amount":1e999}"#.to_owned(), Some("a-1")),
            (
                format!(r#"{{"deep":{},"abuReferenceId":"a-1"}}"#, deep(200)),
                Some("a-1"),
            ),
            (r#"{"abuReferenceId":"\ud800"}"#.to_owned(), None),
            (
                r#"{"abuReferenceId":"a-1","abuReferenceId":"a-2","x":1e999}"#.to_owned(),
                None,
            ),
            (deep(127), None),
            (deep(10_000), None),
            ("-1e999".to_owned(), None),
        ] {
            let notification = parse(&body);
            assert_eq!(notification.body(), body.as_bytes());
            assert!(notification.update().is_none(), "{body}");
            assert_eq!(notification.reference(), reference, "{body}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        let marked = format!("\u{feff}{UPDATE}");
        let notification = parse(&marked);
        assert_eq!(notification.body(), marked.as_bytes());
        assert_eq!(notification.update().unwrap().abu_reference_id, "a-1");
        assert_eq!(notification.canonical(), parse(UPDATE).canonical());
    }

    #[test]
    fn contents_that_a_model_would_take_for_one_are_two() {
        let with = |more: &str| parse(&UPDATE.replace('}', &format!(",{more}}}")));
        for (one, two) in [
            (r#""amount":0.1234567890123456789"#, r#""amount":0.1234567890123456788"#),
            (r#""amount":1e999"#, r#""amount":1e998"#),
            (r#""count":18446744073709551616"#, r#""count":18446744073709551617"#),
            (r#""x":1,"x":2"#, r#""x":2,"x":2"#),
            (r#""x":1,"x":2"#, r#""x":2"#),
            (r#""x":"\ud800""#, r#""x":"\ud801""#),
        ] {
            assert_ne!(with(one).canonical(), with(two).canonical(), "{one} {two}");
            assert_eq!(
                with(one).canonical(),
                with(&one.replace(':', " : ")).canonical(),
                "{one}"
            );
        }
        // What stores have kept is found again: this is the form of the first version.
        assert_eq!(
            parse(r#"{"b":1.10,"a":[1e2,"\u0041"]}"#).canonical(),
            br#"{"":{"a":[100.0,"A"],"b":1.1}}"#
        );
    }

    #[test]
    fn debug_shows_no_content() {
        let text = format!("{:?}", parse(UPDATE));
        assert!(text.contains("a-1") && !text.contains("4444"), "{text}");
        let text = format!("{:?}", parse(r#"{"abuReferenceId":"5555555555554444"}"#));
        assert!(!text.contains("4444"), "{text}");
    }
}
