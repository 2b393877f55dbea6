use std::fmt;
use std::str::FromStr;

use mc_core::Operation;
use serde_json::Value;

use crate::GuardKey;

/// Which dispute event a request is: an HMAC-SHA-256 of what makes it this one.
///
/// It covers the operation, the scope (the server asked, or the one name given by
/// [`Guard::with_scope`](crate::Guard::with_scope)), the path with its identifiers, the query, and the body in a canonical
/// form. There, the order of members, white space, members that are null, and the difference between `"1"`, `1` and `"1.00"`
/// do not count. Left out is what changes from attempt to attempt, although the event is the same:
///
/// - `memo`, which is free text;
/// - what is in `fileAttachment` of a request that creates something (`POST`), for an archive that is packed again is another
///   file. In a request that adds a document to what there is (`PUT`), the file is the event, and counts;
/// - what [`Guard::with_volatile`](crate::Guard::with_volatile) names.
///
/// A body that is no JSON counts byte by byte.
///
/// ```
/// use mc_dispute_guard::Event;
///
/// let text = "07".repeat(32);
/// let event: Event = text.parse()?;
/// assert_eq!(event.to_string(), text);
/// # Ok::<(), mc_dispute_guard::InvalidEvent>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Event([u8; 32]);

impl Event {
    /// The fingerprint of 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The fingerprint's bytes, which say nothing without the key.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn of(key: &GuardKey, request: &Described<'_>) -> Self {
        let mut canonical = Vec::with_capacity(request.body.len());
        if let Ok(body) = serde_json::from_slice::<Value>(request.body) {
            canonical.push(b'j');
            write(&body, request, &mut Vec::new(), &mut canonical);
        } else {
            canonical.push(b'b');
            canonical.extend_from_slice(request.body);
        }
        let fingerprint = key.fingerprint(&[
            request.operation.product().as_bytes(),
            request.operation.id().as_bytes(),
            request.scope.0.as_bytes(),
            request.scope.1.as_bytes(),
            &request.scope.2.to_be_bytes(),
            request.path.as_bytes(),
            request.query.as_bytes(),
            &canonical,
        ]);
        zeroize::Zeroize::zeroize(&mut canonical);
        Self(fingerprint)
    }
}

/// What an event is told by.
pub(crate) struct Described<'a> {
    pub(crate) operation: &'a Operation,
    /// Scheme, host and port; or the one name that stands for them.
    pub(crate) scope: (&'a str, &'a str, u16),
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
    /// Operation and dotted place of further parts that do not count.
    pub(crate) volatile: &'a [(String, String)],
}

impl Described<'_> {
    fn is_volatile(&self, place: &[&str]) -> bool {
        match place {
            ["memo"] => true,
            ["fileAttachment", _] => self.operation.method() == "POST",
            _ => self.volatile.iter().any(|(operation, volatile)| {
                (operation == self.operation.id() || operation == self.operation.published_id())
                    && volatile.split('.').eq(place.iter().copied())
            }),
        }
    }
}

/// Writes a value so that two of the same meaning are the same bytes, and no two others.
fn write<'a>(value: &'a Value, request: &Described<'_>, place: &mut Vec<&'a str>, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.push(b'n'),
        Value::Bool(value) => text(if *value { "true" } else { "false" }, out),
        Value::Number(value) => text(&value.to_string(), out),
        Value::String(value) => text(value, out),
        Value::Array(items) => {
            out.push(b'[');
            for item in items {
                write(item, request, place, out);
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().filter(|(_, value)| !value.is_null()).collect();
            members.sort_unstable_by_key(|(name, _)| name.as_str());
            out.push(b'{');
            for (name, value) in members {
                place.push(name);
                if !request.is_volatile(place) {
                    text(name, out);
                    write(value, request, place, out);
                }
                place.pop();
            }
            out.push(b'}');
        }
    }
}

/// A text behind its length; a decimal number without the zeros at its end.
fn text(text: &str, out: &mut Vec<u8>) {
    let text = without_zeros(text);
    out.push(b's');
    out.extend_from_slice(&(text.len() as u64).to_be_bytes());
    out.extend_from_slice(text.as_bytes());
}

fn without_zeros(text: &str) -> &str {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) if digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction) => {
            text.trim_end_matches('0').trim_end_matches('.')
        }
        _ => text,
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event({self})")
    }
}

/// A text that is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEvent(());

impl fmt::Display for InvalidEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event is written as 64 hexadecimal digits")
    }
}

impl std::error::Error for InvalidEvent {}

impl FromStr for Event {
    type Err = InvalidEvent;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidEvent(());
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| invalid())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CREATE: Operation = Operation::new(
        "createChargeback",
        "createChargeback",
        "POST",
        "/v6/claims/{claim-id}/chargebacks",
    )
    .with_product("mastercom");
    const UPDATE: Operation = Operation::new("updateCase", "updateCaseFiling", "PUT", "/v6/cases/{case-id}");

    fn of(operation: &Operation, path: &str, body: &str) -> Event {
        let volatile = vec![("updateCaseFiling".to_owned(), "note.text".to_owned())];
        let request = Described {
            operation,
            scope: ("https", "sandbox.api.mastercard.com", 443),
            path,
            query: "",
            body: body.as_bytes(),
            volatile: &volatile,
        };
        Event::of(&GuardKey::new([7; 32]).unwrap(), &request)
    }

    fn created(body: &str) -> Event {
        of(&CREATE, "/v6/claims/1/chargebacks", body)
    }

    #[test]
    fn layout_order_spelling_and_null_do_not_count() {
        let event = created(r#"{"amount":"100.00","partial":false,"code":"4853"}"#);
        for same in [
            r#"{ "code" : "4853", "amount":"100.00", "partial":false }"#,
            r#"{"amount":100,"partial":"false","code":4853}"#,
            r#"{"amount":"100.0","partial":false,"code":"4853","text":null}"#,
            "{\"amount\":\"1\\u00300.00\",\"partial\":false,\"code\":\"4853\"}",
        ] {
            assert_eq!(created(same), event, "{same}");
        }
        for other in [
            r#"{"amount":"100.01","partial":false,"code":"4853"}"#,
            r#"{"amount":"1000","partial":false,"code":"4853"}"#,
            r#"{"amount":"100.00","partial":true,"code":"4853"}"#,
            r#"{"amount":"100.00","partial":false,"code":"4853","text":""}"#,
            r#"{"amount":"100.00","partial":false,"code":"04853"}"#,
            "",
        ] {
            assert_ne!(created(other), event, "{other}");
        }
    }

    #[test]
    fn claim_operation_scope_and_key_count() {
        let event = created("{}");
        assert_ne!(of(&CREATE, "/v6/claims/2/chargebacks", "{}"), event);
        assert_ne!(of(&UPDATE, "/v6/claims/1/chargebacks", "{}"), event);
        let request = |scope, query| Described {
            operation: &CREATE,
            scope,
            path: "/v6/claims/1/chargebacks",
            query,
            body: b"{}",
            volatile: &[],
        };
        let here = ("https", "sandbox.api.mastercard.com", 443);
        let (key, other) = (GuardKey::new([7; 32]).unwrap(), GuardKey::new([8; 32]).unwrap());
        assert_eq!(Event::of(&key, &request(here, "")), event);
        assert_ne!(
            Event::of(&key, &request(("https", "api.mastercard.com", 443), "")),
            event
        );
        assert_ne!(Event::of(&key, &request(here, "a=b")), event);
        assert_ne!(Event::of(&other, &request(here, "")), event);
    }

    #[test]
    fn what_changes_between_attempts_does_not_count() {
        let with = |memo: &str, file: &str| format!(r#"{{"memo":"{memo}","fileAttachment":{{"file":"{file}"}}}}"#);
        assert_eq!(created(&with("a", "AAAA")), created(&with("b", "BBBB")));
        assert_ne!(
            created(&with("a", "AAAA")),
            created(r#"{"memo":"a"}"#),
            "there is one, or none"
        );
        let updated = |body: &str| of(&UPDATE, "/v6/cases/1", body);
        assert_eq!(updated(&with("a", "AAAA")), updated(&with("b", "AAAA")));
        assert_ne!(
            updated(&with("a", "AAAA")),
            updated(&with("a", "BBBB")),
            "the file is the event"
        );
        assert_eq!(
            updated(r#"{"note":{"text":"a"}}"#),
            updated(r#"{"note":{"text":"b"}}"#),
            "named by the user"
        );
        assert_ne!(created(r#"{"note":{"text":"a"}}"#), created(r#"{"note":{"text":"b"}}"#));
        assert_ne!(created(r#"{"x":{"memo":"a"}}"#), created(r#"{"x":{"memo":"b"}}"#));
    }

    #[test]
    fn bytes_that_are_no_json_count_as_they_are() {
        assert_ne!(created("{"), created("{ "));
        assert_eq!(created("{"), created("{"));
    }

    #[test]
    fn it_is_written_in_hexadecimal() {
        let event = created("{}");
        assert_eq!(event.to_string().len(), 64);
        assert_eq!(event.to_string().parse::<Event>().unwrap(), event);
        for wrong in ["", "0", &"g".repeat(64), &"é".repeat(32)] {
            assert!(wrong.parse::<Event>().is_err(), "{wrong}");
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-z0-9.]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// The same value, laid out otherwise and with members in the other order.
    fn turned(value: &Value) -> String {
        match value {
            Value::Array(items) => format!("[ {} ]", items.iter().map(turned).collect::<Vec<_>>().join(" , ")),
            Value::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .rev()
                    .map(|(name, value)| format!("{name:?} : {}", turned(value)))
                    .collect();
                format!("{{\n{}\n}}", members.join(" , "))
            }
            _ => value.to_string(),
        }
    }

    proptest! {
        #[test]
        fn any_document_is_the_same_event_in_any_order(body in json()) {
            prop_assert_eq!(created(&body.to_string()), created(&turned(&body)));
        }

        #[test]
        fn any_further_member_is_another_event(body in json()) {
            let more = serde_json::json!({"inner": body, "further": "1"});
            let less = serde_json::json!({"inner": body});
            prop_assert_ne!(created(&more.to_string()), created(&less.to_string()));
        }
    }
}
