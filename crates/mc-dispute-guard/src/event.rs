use std::fmt;
use std::str::FromStr;

use crate::GuardKey;
use crate::document::Document;
use mc_core::Operation;

/// Which dispute event a request is: an HMAC-SHA-256 of what makes it this one.
///
/// It covers the operation, the scope (the server asked, or the one name given by
/// [`Guard::with_scope`](crate::Guard::with_scope)), the path with its identifiers, the query, and the body in a canonical
/// form. There, the order of members, white space, members that are null, and whether a value is quoted (`"1"` and `1`) do not
/// count. Amounts, which the operation names ([`Operation::amounts`]), are compared as amounts: `100`, `"100.00"` and `"1e2"`
/// are one. All other texts and numbers count digit by digit: `"1.10"` and `"1.1"` in a memo are two events.
///
/// Left out is what changes from attempt to attempt although the event is the same:
///
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
        if let Some(document) = request.document {
            canonical.push(b'j');
            write(document, request, &mut Vec::new(), &mut canonical);
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

/// What an event is known by.
pub(crate) struct Described<'a> {
    pub(crate) operation: &'a Operation,
    /// Scheme, host and port; or the one name that stands for them.
    pub(crate) scope: (&'a str, &'a str, u16),
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
    /// The body, where it is JSON.
    pub(crate) document: Option<&'a Document<'a>>,
    /// Operation and dotted place of further parts that do not count.
    pub(crate) volatile: &'a [(String, String)],
}

impl Described<'_> {
    fn is_volatile(&self, place: &[&str]) -> bool {
        match place {
            ["fileAttachment", _] => self.operation.method() == "POST",
            _ => self.volatile.iter().any(|(operation, volatile)| {
                (operation == self.operation.id() || operation == self.operation.published_id())
                    && volatile.split('.').eq(place.iter().copied())
            }),
        }
    }

    fn is_amount(&self, place: &[&str]) -> bool {
        let mut amounts = self.operation.amounts().iter();
        amounts.any(|amount| amount.split('.').eq(place.iter().copied()))
    }
}

/// Writes a value so that two of the same meaning are the same bytes, and no two others.
fn write<'a>(value: &'a Document<'a>, request: &Described<'_>, place: &mut Vec<&'a str>, out: &mut Vec<u8>) {
    match value {
        Document::Null => out.push(b'n'),
        Document::Plain(value) if request.is_amount(place) => match amount(value) {
            Some(amount) => text(b'a', &amount, out),
            None => text(b's', value, out),
        },
        Document::Plain(value) => text(b's', value, out),
        Document::Array(items) => {
            out.push(b'[');
            for item in items {
                write(item, request, place, out);
            }
            out.push(b']');
        }
        Document::Object(members) => {
            let mut members: Vec<_> = members.iter().filter(|(_, value)| *value != Document::Null).collect();
            // Of a name that is there twice, both count, in their order.
            members.sort_by_key(|(name, _)| name.as_ref());
            out.push(b'{');
            for (name, value) in members {
                place.push(name);
                if !request.is_volatile(place) {
                    text(b's', name, out);
                    write(value, request, place, out);
                }
                place.pop();
            }
            out.push(b'}');
        }
    }
}

/// A text behind its kind and its length.
fn text(kind: u8, text: &str, out: &mut Vec<u8>) {
    out.push(kind);
    out.extend_from_slice(&(text.len() as u64).to_be_bytes());
    out.extend_from_slice(text.as_bytes());
}

/// A decimal number in its one form: sign, digits without zeros at either end, and the power of ten of the last digit. What is
/// no decimal number has none.
fn amount(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, power) = match rest.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let digits = [whole, fraction].concat();
    let short = digits.trim_end_matches('0');
    let dropped = i64::try_from(digits.len() - short.len()).ok()?;
    let power = power
        .checked_add(dropped)?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let short = short.trim_start_matches('0');
    if short.is_empty() {
        return Some("0".to_owned());
    }
    Some(format!("{sign}{short}e{power}"))
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
    use serde_json::Value;

    use super::*;

    const CREATE: Operation = Operation::new(
        "createChargeback",
        "createChargeback",
        "POST",
        "/v6/claims/{claim-id}/chargebacks",
    )
    .with_product("mastercom")
    .with_amounts(&["amount", "form.total"]);
    const UPDATE: Operation = Operation::new("updateCase", "updateCaseFiling", "PUT", "/v6/cases/{case-id}");

    static EMPTY: Document<'static> = Document::Object(Vec::new());

    fn of(operation: &Operation, path: &str, body: &str) -> Event {
        let volatile = vec![("updateCaseFiling".to_owned(), "note.text".to_owned())];
        let document = Document::read(body.as_bytes());
        let request = Described {
            operation,
            scope: ("https", "sandbox.api.mastercard.com", 443),
            path,
            query: "",
            body: body.as_bytes(),
            document: document.as_ref(),
            volatile: &volatile,
        };
        Event::of(&GuardKey::new([7; 32]).unwrap(), &request)
    }

    fn created(body: &str) -> Event {
        of(&CREATE, "/v6/claims/1/chargebacks", body)
    }

    #[test]
    fn layout_order_quotes_and_null_do_not_count() {
        let event = created(r#"{"amount":"100.00","partial":false,"code":"4853"}"#);
        for same in [
            r#"{ "code" : "4853", "amount":"100.00", "partial":false }"#,
            r#"{"amount":100,"partial":"false","code":4853}"#,
            r#"{"amount":"100.0","partial":false,"code":"4853","text":null}"#,
            r#"{"amount":100.00,"partial":false,"code":"4853"}"#,
            r#"{"amount":"1.0E2","partial":false,"code":"4853"}"#,
            r#"{"amount":"0100","partial":false,"code":"4853"}"#,
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
            r#"{"amount":"100.00","partial":false,"code":"4853.0"}"#,
            r#"{"amount":"-100.00","partial":false,"code":"4853"}"#,
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
            document: Some(&EMPTY),
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
    fn amounts_are_compared_as_amounts_and_all_else_digit_by_digit() {
        let differ = |a: &str, b: &str| created(a) != created(b);
        for place in ["memo", "messageText", "other", "form"] {
            let with = |value: &str| format!(r#"{{"{place}":{value}}}"#);
            assert!(differ(&with(r#""1.10""#), &with(r#""1.1""#)), "{place}");
            assert!(differ(&with("1.10"), &with("1.1")), "{place}");
            assert!(differ(&with("9007199254740993"), &with("9007199254740992")), "{place}");
            assert!(differ(&with("0.1000000000000000055"), &with("0.1")), "{place}");
        }
        assert!(!differ(r#"{"amount":"1.10"}"#, r#"{"amount":"1.1"}"#));
        assert!(!differ(r#"{"form":{"total":"5"}}"#, r#"{"form":{"total":"5.00"}}"#));
        assert!(
            differ(r#"{"form":{"amount":"5"}}"#, r#"{"form":{"amount":"5.00"}}"#),
            "of another place"
        );
        // A text that reads like an amount's one form is not that amount.
        assert!(differ(r#"{"amount":"1"}"#, r#"{"amount":"1e0x"}"#));
        let update = |body: &str| of(&UPDATE, "/v6/cases/1", body);
        assert_ne!(
            update(r#"{"amount":"1"}"#),
            update(r#"{"amount":"1.0"}"#),
            "of another operation"
        );
    }

    #[test]
    fn amounts_have_one_form() {
        for (text, form) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("100", "1e2"),
            ("100.00", "1e2"),
            ("+1.0E2", "1e2"),
            ("9.5E8", "95e7"),
            ("950000000", "95e7"),
            ("0012.3400", "1234e-2"),
            ("-1.10", "-11e-1"),
        ] {
            assert_eq!(amount(text).as_deref(), Some(form), "{text}");
        }
        for text in [
            "",
            ".",
            ".5",
            "1,000.00",
            "10.00 USD",
            "1e",
            "1.2.3",
            "--1",
            "1e99999999999999999999",
            "٣",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn what_changes_between_attempts_does_not_count() {
        let with = |memo: &str, file: &str| format!(r#"{{"memo":"{memo}","fileAttachment":{{"file":"{file}"}}}}"#);
        assert_eq!(created(&with("a", "AAAA")), created(&with("a", "BBBB")));
        assert_ne!(created(&with("a", "AAAA")), created(&with("b", "AAAA")));
        assert_ne!(
            created(&with("a", "AAAA")),
            created(r#"{"memo":"a"}"#),
            "there is one, or none"
        );
        let updated = |body: &str| of(&UPDATE, "/v6/cases/1", body);
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
