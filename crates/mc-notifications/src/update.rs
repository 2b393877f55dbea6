//! What an account update says.
//!
//! ```
//! use mc_notifications::update::{PushedUpdate, Reason};
//!
//! let update: PushedUpdate = serde_json::from_str(
//!     r#"{
//!         "abuReferenceId": "7d0c86a2-5a10-4b54-9b0e-2f6f0d0f7c11",
//!         "oldAccountNumber": "5555555555554444",
//!         "oldExpirationDate": "1126",
//!         "newAccountNumber": "5454545454545454",
//!         "newExpirationDate": "1129",
//!         "reasonIdentifier": "A",
//!         "eventDateTime": "2026-11-20T08:30:00.000Z",
//!         "ica": "1111",
//!         "merchants": [{"merchantId": "XXX000000000XXX", "requestId": "order-4711"}]
//!     }"#,
//! )?;
//! assert_eq!(update.reason_identifier, Reason::AccountChange);
//! assert_eq!(update.new_expiration_date.as_ref().and_then(|expiry| expiry.month()), Some((2029, 11)));
//! assert_eq!(update.requests().map(|request| request.request_id).collect::<Vec<_>>(), ["order-4711"]);
//! assert!(!format!("{update:?}").contains("5454"));
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::fmt;

use mc_core::values::DateTime;
use mc_core::{Sensitive, debug::Model};
use serde::{Deserialize, Serialize};

mc_core::open_enum! {
    /// Why an account is updated.
    pub enum Reason {
        /// The number stays, and the expiry date is a new one.
        Expiry = "E",
        /// The number is a new one, and so may the expiry date be.
        AccountChange = "A",
        /// The account is closed or its holder has to be asked: there is no new number.
        Contact = "C",
    }
}

mc_core::model! {
    /// News of one account: its number and expiry date before and after, and who had asked for them.
    pub struct PushedUpdate {
        /// What tells this update from all others; the same one may arrive more than once.
        #[serde(rename = "abuReferenceId", with = "serde_with::As::<mc_core::Lenient>")]
        pub abu_reference_id: String,
        /// The account number that was subscribed.
        #[serde(rename = "oldAccountNumber", with = "serde_with::As::<mc_core::Lenient>")]
        pub old_account_number: Sensitive<String>,
        /// The expiry date before; [`Expiry::is_absent`] where ABU has none.
        #[serde(rename = "oldExpirationDate", with = "serde_with::As::<mc_core::Lenient>", default)]
        pub old_expiration_date: Option<Expiry>,
        /// The account number from now on; none for a closed account.
        #[serde(rename = "newAccountNumber", with = "serde_with::As::<mc_core::Lenient>", default)]
        pub new_account_number: Option<Sensitive<String>>,
        /// The expiry date from now on; none for a closed account.
        #[serde(rename = "newExpirationDate", with = "serde_with::As::<mc_core::Lenient>", default)]
        pub new_expiration_date: Option<Expiry>,
        /// Why the account is updated.
        #[serde(rename = "reasonIdentifier", with = "serde_with::As::<mc_core::Lenient>")]
        pub reason_identifier: Reason,
        /// When it happened.
        #[serde(
            rename = "eventDateTime",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub event_date_time: Option<DateTime>,
        /// The acquirer's number.
        #[serde(
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub ica: Option<String>,
        /// The merchants that had subscribed the account.
        #[serde(with = "serde_with::As::<mc_core::Lenient>", default)]
        pub merchants: Vec<Merchant>,
    }
}

mc_core::model! {
    /// A merchant that had subscribed an account, by itself or through its sub-merchants.
    pub struct Merchant {
        /// The merchant's number.
        #[serde(
            rename = "merchantId",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub merchant_id: Option<String>,
        /// The subscription's request, where the merchant itself had subscribed.
        #[serde(
            rename = "requestId",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub request_id: Option<String>,
        /// The sub-merchants that had subscribed.
        #[serde(
            rename = "subMerchants",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Vec::is_empty"
        )]
        pub sub_merchants: Vec<SubMerchant>,
    }
}

mc_core::model! {
    /// A sub-merchant that had subscribed an account.
    pub struct SubMerchant {
        /// The sub-merchant's number.
        #[serde(
            rename = "subMerchantId",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub sub_merchant_id: Option<String>,
        /// The subscription's request.
        #[serde(
            rename = "requestId",
            with = "serde_with::As::<mc_core::Lenient>",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub request_id: Option<String>,
    }
}

/// A subscription's request that an update answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request<'a> {
    /// The id that the subscriber gave the request.
    pub request_id: &'a str,
    /// The merchant.
    pub merchant_id: Option<&'a str>,
    /// The sub-merchant, where one had subscribed.
    pub sub_merchant_id: Option<&'a str>,
}

impl PushedUpdate {
    /// All requests that the update answers: those of merchants and of sub-merchants, in the order sent.
    pub fn requests(&self) -> impl Iterator<Item = Request<'_>> {
        self.merchants.iter().flat_map(|merchant| {
            let merchant_id = merchant.merchant_id.as_deref();
            let own = merchant.request_id.as_deref().map(move |request_id| Request {
                request_id,
                merchant_id,
                sub_merchant_id: None,
            });
            let below = merchant.sub_merchants.iter().filter_map(move |sub| {
                Some(Request {
                    request_id: sub.request_id.as_deref()?,
                    merchant_id,
                    sub_merchant_id: sub.sub_merchant_id.as_deref(),
                })
            });
            own.into_iter().chain(below)
        })
    }
}

impl fmt::Debug for PushedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Model::new(f, "PushedUpdate")
            .show("abu_reference_id", &printable(&self.abu_reference_id))
            .hide("old_account_number", true)
            .hide("old_expiration_date", self.old_expiration_date.is_some())
            .hide("new_account_number", self.new_account_number.is_some())
            .hide("new_expiration_date", self.new_expiration_date.is_some())
            .show("reason_identifier", &self.reason_identifier)
            .hide("event_date_time", self.event_date_time.is_some())
            .hide("ica", self.ica.is_some())
            .show("merchants", &self.merchants)
            .extra(&self.extra)
            .finish()
    }
}

impl fmt::Debug for Merchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Model::new(f, "Merchant")
            .hide("merchant_id", self.merchant_id.is_some())
            .show_some(
                "request_id",
                self.request_id.as_deref().map(printable).as_ref().map(|id| id as _),
            )
            .show("sub_merchants", &self.sub_merchants)
            .extra(&self.extra)
            .finish()
    }
}

impl fmt::Debug for SubMerchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Model::new(f, "SubMerchant")
            .hide("sub_merchant_id", self.sub_merchant_id.is_some())
            .show_some(
                "request_id",
                self.request_id.as_deref().map(printable).as_ref().map(|id| id as _),
            )
            .extra(&self.extra)
            .finish()
    }
}

/// A month of expiry as ABU writes it, `MMYY`; `0000` says that there is none.
///
/// It keeps the text it came as and prints as `[REDACTED]`.
///
/// ```
/// use mc_notifications::update::Expiry;
///
/// assert_eq!(Expiry::from("0923").month(), Some((2023, 9)));
/// assert!(Expiry::from("0000").is_absent());
/// assert_eq!(Expiry::from("1399").month(), None);
/// assert_eq!(Expiry::from("1399").expose(), "1399");
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expiry(Sensitive<String>);

impl Expiry {
    /// The text as it came.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether ABU says that there is no date.
    pub fn is_absent(&self) -> bool {
        self.expose() == "0000"
    }

    /// Year and month, where the text is one; the card is good to the end of that month.
    pub fn month(&self) -> Option<(u16, u8)> {
        let digits = self.expose().as_bytes();
        if digits.len() != 4 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let pair = |at: usize| (digits[at] - b'0') * 10 + (digits[at + 1] - b'0');
        let month = pair(0);
        (1..=12).contains(&month).then(|| (2000 + u16::from(pair(2)), month))
    }
}

impl From<&str> for Expiry {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Expiry {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An identifier, or what stands for it where it could be a card number or command a terminal.
pub(crate) fn printable(id: &str) -> &str {
    let plain = (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte));
    let letters = id.bytes().any(|byte| byte.is_ascii_alphabetic());
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    let longest = id.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    if plain && longest < 13 && (letters || digits < 13) {
        id
    } else {
        "[REDACTED]"
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const PAN: &str = "5555555555554444";
    const NEW: &str = "5454545454545454";

    fn expiry() -> Value {
        json!({
            "abuReferenceId": "1f4c2b9e-6d5a-4c3b-8e7f-0a1b2c3d4e5f", "oldAccountNumber": PAN, "oldExpirationDate": "0226",
            "newAccountNumber": PAN, "newExpirationDate": "0229", "reasonIdentifier": "E",
            "eventDateTime": "2026-01-15T10:11:12.131Z", "ica": "1111",
            "merchants": [{"merchantId": "XXX000000000XXX", "requestId": "8c0f9d3a-1b2c-4d5e-8f90-a1b2c3d4e5f6"}],
        })
    }

    fn account_change() -> Value {
        let mut value = expiry();
        value["reasonIdentifier"] = "A".into();
        value["newAccountNumber"] = NEW.into();
        value
    }

    fn contact() -> Value {
        json!({
            "abuReferenceId": "0e9d8c7b-6a5f-4e3d-9c2b-1a0f9e8d7c6b", "oldAccountNumber": PAN, "oldExpirationDate": "0000",
            "newAccountNumber": null, "newExpirationDate": null, "reasonIdentifier": "C",
            "eventDateTime": "2026-01-15T10:11:12.131Z", "ica": "1111",
            "merchants": [{"merchantId": "XXX000000000XXX", "subMerchants": [
                {"subMerchantId": "XXX100000001XXX", "requestId": "a-1"},
                {"subMerchantId": "XXX100000002XXX", "requestId": "a-2"},
            ]}],
        })
    }

    fn read(value: &Value) -> PushedUpdate {
        serde_json::from_str(&value.to_string()).unwrap()
    }

    #[test]
    fn each_published_shape_comes_back_as_it_was() {
        for value in [expiry(), account_change(), contact()] {
            assert_eq!(serde_json::to_value(read(&value)).unwrap(), value);
        }
    }

    #[test]
    fn a_new_expiry_date() {
        let update = read(&expiry());
        assert_eq!(update.reason_identifier, Reason::Expiry);
        assert_eq!(update.old_account_number, update.new_account_number.clone().unwrap());
        assert_eq!(update.old_expiration_date.unwrap().month(), Some((2026, 2)));
        assert_eq!(update.new_expiration_date.unwrap().month(), Some((2029, 2)));
        let time = update.event_date_time.unwrap().value().unwrap();
        let since = time.duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(since.as_millis(), 1_768_471_872_131);
    }

    #[test]
    fn a_closed_account_has_neither_number_nor_date() {
        let update = read(&contact());
        assert_eq!(update.reason_identifier, Reason::Contact);
        assert!(update.old_expiration_date.as_ref().unwrap().is_absent());
        assert_eq!(update.old_expiration_date.unwrap().month(), None);
        assert_eq!((update.new_account_number, update.new_expiration_date), (None, None));
    }

    #[test]
    fn requests_of_both_places_are_found() {
        let mut value = contact();
        value["merchants"]
            .as_array_mut()
            .unwrap()
            .push(json!({"merchantId": "M2", "requestId": "b-1"}));
        let update = read(&value);
        let request = |request_id, merchant_id, sub_merchant_id| Request {
            request_id,
            merchant_id: Some(merchant_id),
            sub_merchant_id,
        };
        assert_eq!(
            update.requests().collect::<Vec<_>>(),
            [
                request("a-1", "XXX000000000XXX", Some("XXX100000001XXX")),
                request("a-2", "XXX000000000XXX", Some("XXX100000002XXX")),
                request("b-1", "M2", None),
            ]
        );
    }

    #[test]
    fn what_is_new_is_kept() {
        let mut value = account_change();
        value["reasonIdentifier"] = "Z".into();
        value["tokenRequestor"] = json!({"id": [1, null]});
        value["merchants"][0]["region"] = Value::Null;
        let update = read(&value);
        assert_eq!(update.reason_identifier, Reason::from("Z"));
        assert_eq!((update.extra.len(), update.merchants[0].extra.len()), (1, 1));
        assert_eq!(serde_json::to_value(update).unwrap(), value);
    }

    #[test]
    fn what_is_not_as_it_should_be_is_understood() {
        let text = r#"{"abuReferenceId":7,"oldAccountNumber":5555555555554444,"reasonIdentifier":"E","ica":1111,"merchants":null}"#;
        let update: PushedUpdate = serde_json::from_str(text).unwrap();
        assert_eq!(update.abu_reference_id, "7");
        assert_eq!(update.old_account_number.expose(), PAN);
        assert_eq!(update.ica.as_deref(), Some("1111"));
        assert_eq!(update.requests().count(), 0);
        assert_eq!((update.old_expiration_date, update.event_date_time), (None, None));
    }

    #[test]
    fn debug_shows_no_card_data() {
        let mut value = account_change();
        value["note"] = format!("was {PAN}").into();
        let text = format!("{:?}", read(&value));
        assert!(
            text.contains("reason_identifier: AccountChange") && text.contains("1f4c2b9e-"),
            "{text}"
        );
        for secret in ["4444", "5454", "0226", "0229", "1111", "XXX000000000XXX"] {
            assert!(!text.contains(secret), "{text}");
        }
        value["abuReferenceId"] = PAN.into();
        assert!(!format!("{:?}", read(&value)).contains(PAN));
    }

    #[test]
    fn only_plain_identifiers_print() {
        assert_eq!(
            printable("583a6cae-57fe-40a6-b520-e24e6f969d60"),
            "583a6cae-57fe-40a6-b520-e24e6f969d60"
        );
        assert_eq!(printable("order-4711"), "order-4711");
        for odd in ["", PAN, "5555-5555-5555-4444", "a5555555555554444", "a b", "a\u{1b}[2J"] {
            assert_eq!(printable(odd), "[REDACTED]");
        }
    }
}
