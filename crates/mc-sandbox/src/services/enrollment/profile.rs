//! Consumers and their cards.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::super::support::{draw, hex, instant, text};
use super::Finding;

/// By what a consumer is known.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Identity {
    client: String,
    kind: String,
    value: String,
}

impl Identity {
    pub(super) fn read(consumer: &Value, client: &str, place: &str) -> Result<Self, Finding> {
        let member = |pointer, name: &str| {
            text(consumer, pointer)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .ok_or_else(|| Finding::missing(format!("{place}.consumerIdentity.{name}")))
        };
        Ok(Self {
            client: client.to_owned(),
            kind: member("/consumerIdentity/identityType", "identityType")?,
            value: member("/consumerIdentity/identityValue", "identityValue")?,
        })
    }

    pub(super) fn new(client: &str, kind: &str, value: &str) -> Self {
        Self {
            client: client.to_owned(),
            kind: kind.to_owned(),
            value: value.to_owned(),
        }
    }

    pub(super) fn client(&self) -> &str {
        &self.client
    }

    pub(super) fn kind(&self) -> &str {
        &self.kind
    }

    pub(super) fn key(&self) -> String {
        format!("{} {} {}", self.client, self.kind, self.value)
    }
}

/// A consumer.
pub(super) struct Profile {
    pub(super) identity: Identity,
    pub(super) consents: Option<Value>,
    pub(super) added: Option<DateTime<Utc>>,
    pub(super) used: Option<DateTime<Utc>>,
    first_name: Option<String>,
    last_name: Option<String>,
    country: Option<String>,
    language: Option<String>,
    /// Calling code of the country and the rest of the number.
    mobile: Option<(String, String)>,
}

impl Profile {
    pub(super) fn new(identity: Identity, added: Option<DateTime<Utc>>) -> Self {
        Self {
            identity,
            consents: None,
            added,
            used: None,
            first_name: None,
            last_name: None,
            country: None,
            language: None,
            mobile: None,
        }
    }

    /// Takes over what is there, and leaves what is not.
    pub(super) fn change(&mut self, consumer: &Value) {
        let set = |field: &mut Option<String>, pointer| {
            if let Some(text) = text(consumer, pointer) {
                *field = Some(text.to_owned());
            }
        };
        set(&mut self.first_name, "/firstName");
        set(&mut self.last_name, "/lastName");
        set(&mut self.country, "/countryCode");
        set(&mut self.language, "/languageCode");
        let mobile = (
            text(consumer, "/mobileNumber/countryCode"),
            text(consumer, "/mobileNumber/phoneNumber"),
        );
        if let (Some(country), Some(number)) = mobile {
            self.mobile = Some((country.to_owned(), number.to_owned()));
        }
    }

    /// The consumer as answers show it, with every letter and digit of what is personal hidden.
    pub(super) fn masked(&self, id: &str) -> Value {
        let mut shown = json!({
            "srcConsumerId": id,
            "maskedConsumerIdentity": {
                "identityType": self.identity.kind,
                "maskedIdentityValue": masked(&self.identity.value),
            },
            "status": "ACTIVE",
        });
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                shown[name] = value;
            }
        };
        let hidden = |text: &Option<String>| text.as_deref().map(|text| Value::from(masked(text)));
        let time = |time: Option<DateTime<Utc>>| time.map(|time| Value::from(instant(time)));
        put("maskedFirstName", hidden(&self.first_name));
        put("maskedLastName", hidden(&self.last_name));
        put("countryCode", self.country.clone().map(Value::from));
        put("languageCode", self.language.clone().map(Value::from));
        let mobile = self
            .mobile
            .as_ref()
            .map(|(country, number)| json!({"countryCode": country, "phoneNumber": masked(number)}));
        put("maskedMobileNumber", mobile);
        if self.identity.kind == "EMAIL_ADDRESS" {
            put("maskedEmailAddress", Some(masked(&self.identity.value).into()));
        }
        put("complianceSettings", self.consents.clone());
        put("dateConsumerAdded", time(self.added));
        put("dateConsumerLastUsed", time(self.used));
        shown
    }
}

fn masked(text: &str) -> String {
    let hide = |c: char| if c.is_alphanumeric() { '*' } else { c };
    text.chars().map(hide).collect()
}

/// A card of a consumer, without its number.
#[derive(Clone)]
pub(super) struct Card {
    /// The consumer's `srcConsumerId`.
    pub(super) consumer: String,
    /// A digest by which the card is known again.
    pub(super) print: String,
    pub(super) service: Option<String>,
    pub(super) added: Option<DateTime<Utc>>,
    pub(super) has_address: bool,
    bin: Option<String>,
    last_four: String,
    /// Month and year.
    expiry: Option<(String, String)>,
}

impl Card {
    /// Reads the plaintext of an encrypted card: an object, or the text of one.
    pub(super) fn read(card: &Value, place: &str) -> Result<Self, Finding> {
        let parsed: Option<Map<String, Value>> = card.as_str().and_then(|text| serde_json::from_str(text).ok());
        let parsed = parsed.map(Value::Object);
        let card = parsed.as_ref().unwrap_or(card);
        if !card.is_object() {
            return Err(Finding::invalid(place, "is no card"));
        }
        let at = |name: &str| format!("{place}.{name}");
        let member = |name: &str| {
            let value = card.get(name).filter(|value| !value.is_null());
            let value = value.ok_or_else(|| Finding::missing(at(name)))?;
            value.as_str().ok_or_else(|| Finding::invalid(at(name), "is no text"))
        };
        let digits = |name: &str, least: usize, most: usize| {
            let text = member(name)?;
            let fits = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            if fits {
                Ok(text)
            } else {
                Err(Finding::invalid(at(name), "has not the digits expected"))
            }
        };
        let number = digits("primaryAccountNumber", 16, 20)?;
        let month = digits("panExpirationMonth", 2, 2)?;
        let year = digits("panExpirationYear", 4, 4)?;
        if !matches!(month.parse(), Ok(1..=12)) {
            return Err(Finding::invalid(at("panExpirationMonth"), "is no month"));
        }
        if card.get("cardholderFullName").and_then(Value::as_str) == Some("") {
            return Err(Finding::invalid(at("cardholderFullName"), "must not be empty"));
        }
        if card.get("cardSecurityCode").is_some_and(|code| !code.is_null()) {
            digits("cardSecurityCode", 3, 6)?;
        }
        Ok(Self {
            consumer: String::new(),
            print: hex(64, &["number", number]),
            service: None,
            added: None,
            has_address: false,
            bin: Some(number[..6].to_owned()),
            last_four: number[number.len() - 4..].to_owned(),
            expiry: Some((month.to_owned(), year.to_owned())),
        })
    }

    /// A card that Mastercard knows by a reference, which decides its last digits.
    pub(super) fn by_reference(reference: &str) -> Self {
        Self {
            consumer: String::new(),
            print: hex(64, &["reference", reference]),
            service: None,
            added: None,
            has_address: false,
            bin: None,
            last_four: format!("{:04}", draw(10_000, &["reference", reference])),
            expiry: None,
        }
    }

    /// Takes over what may have changed.
    pub(super) fn renew(&mut self, other: Self) {
        self.expiry = other.expiry.or(self.expiry.take());
        self.service = other.service.or(self.service.take());
    }

    /// The card as answers show it.
    pub(super) fn masked(&self, id: &str) -> Value {
        let mut shown = json!({
            "srcDigitalCardId": id,
            "panLastFour": self.last_four,
            "tokenUniqueReference": format!("DSBX{}", hex(28, &["token", id])),
            "tokenLastFour": format!("{:04}", draw(10_000, &["token", id])),
            "paymentCardDescriptor": "mastercard",
            "paymentCardType": "CREDIT",
            "paymentAccountReference": hex(29, &["account", id]).to_uppercase(),
            "digitalCardData": {
                "status": "ACTIVE",
                "descriptorName": "Sandbox card",
                "artUri": "https://sandbox.example/card.png",
                "isCoBranded": "false",
            },
        });
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                shown[name] = value.into();
            }
        };
        put("panBin", self.bin.as_deref());
        put(
            "panExpirationMonth",
            self.expiry.as_ref().map(|(month, _)| month.as_str()),
        );
        put("panExpirationYear", self.expiry.as_ref().map(|(_, year)| year.as_str()));
        put(
            "tokenExpirationMonth",
            self.expiry.as_ref().map(|(month, _)| month.as_str()),
        );
        put(
            "tokenExpirationYear",
            self.expiry.as_ref().map(|(_, year)| year.as_str()),
        );
        put("serviceId", self.service.as_deref());
        put("dateOfCardCreated", self.added.map(instant).as_deref());
        shown
    }
}
