//! Identity Insights for Accounts: scores that the input decides, warnings, and a memory of whom it has met.
//!
//! The same input gets the same scores in every run. How long somebody is known, how often and since when follow from
//! the input, too, plus what the sandbox has seen: an e-mail address counts once more with each call that names it,
//! except with calls about the same sign-up, which `hashedAccountId` tells. Nothing of the input is kept but digests.
//!
//! [`manual()`] shows it to people.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use http::{HeaderName, HeaderValue, StatusCode};
use mc_identity_insights::operations;
use serde_json::{Map, Value, json};

use super::seed::Node;
use super::support::{Ids, Refusal, body, digest, dotted, draw, found, hex, status_of, text, unserved};
use crate::manual::Section;
use crate::seeds;
use crate::service::{Call, Problem, ProblemKind, Reply, Service, Table};

const RETRIEVE: &str = operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS.id();

const PRODUCT: &str = "IIA";
const MISSING: &str = "Required Data Element Missing";
const MALFORMED: &str = "Invalid Format";
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-mc-correlation-id");

/// Sightings that count towards how often a mailbox is used.
const VELOCITY_DAYS: i64 = 180;
const MAX_VELOCITY: usize = 1000;
/// Scores have three decimals.
const THOUSAND: u32 = 1000;
const MAX_IDENTITY_RISK: u32 = 500;

/// Domains that offer throw-away addresses.
const DISPOSABLE: [&str; 5] = [
    "10minutemail.com",
    "guerrillamail.com",
    "mailinator.com",
    "trashmail.com",
    "yopmail.com",
];
/// Top-level domains that are reserved for not existing.
const NO_TLD: [&str; 7] = ["example", "home", "internal", "invalid", "local", "localhost", "test"];
const PLACES: [(&str, &str); 6] = [
    ("US", "Oregon"),
    ("GB", "Scotland"),
    ("DE", "Hessen"),
    ("FR", "Bretagne"),
    ("CA", "Ontario"),
    ("AU", "Victoria"),
];
/// Calling codes whose country is known here; none is the beginning of another.
const CALLING: [(&str, &str); 12] = [
    ("1", "US"),
    ("27", "ZA"),
    ("31", "NL"),
    ("32", "BE"),
    ("33", "FR"),
    ("34", "ES"),
    ("39", "IT"),
    ("44", "GB"),
    ("49", "DE"),
    ("61", "AU"),
    ("65", "SG"),
    ("91", "IN"),
];
const LINES: [&str; 8] = [
    "mobile",
    "landline",
    "fixed-voip",
    "non-fixed-voip",
    "toll-free",
    "premium",
    "voicemail",
    "other",
];
const CARRIERS: [&str; 4] = ["North Telecom", "South Mobile", "East Cable", "West Wireless"];
const PHONE_TO_ADDRESS: [&str; 7] = [
    "match",
    "postal-match",
    "zip4-match",
    "city-state-match",
    "metro-match",
    "country-match",
    "no-match",
];

/// The page for people.
pub(super) fn manual() -> Vec<Section> {
    let listed = |words: &[&str]| {
        words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let countries = CALLING.map(|(code, country)| [format!("+{code}"), country.to_owned()]);
    vec![
        Section::new("What the input decides")
            .text(
                "Scores follow from a digest of the input: the same e-mail address, phone number, IP address and device get \
                 the same scores in every run. Low risks are more frequent than high ones. Three of four are known from \
                 before the sandbox, with a first and last sighting that follow from the input, too.",
            )
            .text(format!(
                "Whether somebody belongs with the name also follows from both: seven in ten are `match`, two `no-match`, one \
                 `not-found`; without a name all are `not-found`. The score of the identity is at most {MAX_IDENTITY_RISK}: \
                 half of it comes from the riskiest part, half from the mean."
            ))
            .text(format!(
                "An e-mail address of {} is disposable, and it is risky, as is an address that is malformed or whose domain \
                 ends with {}: at least 0.8.",
                listed(&DISPOSABLE),
                listed(&NO_TLD)
            )),
        Section::new("Countries of phone numbers")
            .text(
                "A number with one of these calling codes is of its country; any other of the country hint, or else of the \
                 United States. A number is valid with 7 to 15 digits.",
            )
            .table(&["Calling code", "Country"], countries),
        Section::new("What is remembered").text(format!(
            "Digests, and nothing else of the input. An e-mail address counts once more in `mailboxVelocity` with each call \
             that names it, for {VELOCITY_DAYS} days and up to {MAX_VELOCITY}, but not with another call about the same \
             sign-up, which `hashedAccountId` identifies."
        )),
        Section::new("What is refused or answered with a warning").table(
            &["Response", "When"],
            [
                [
                    "400 `VALIDATION_ERROR`",
                    "no user, no account, or neither e-mail address nor phone; a further field of the device without `ip` \
                     and `userAgent`; a value of a wrong form",
                ],
                [
                    "200 with `warnings`",
                    "an e-mail address, country hint, state or postal code that is malformed; a private IP address",
                ],
                ["200 with `alerts`", "a device from which no IP or device insights can be made"],
                ["400 `DECRYPTION_ERROR`", "the payload is not encrypted, or cannot be decrypted"],
            ]
            .map(|row| row.map(str::to_owned)),
        ),
        Section::new("Seed")
            .text(
                "Each entry names one of `email`, `phone` and `ip` and says what is answered about it in place of what the \
                 input would decide. All other members are optional. A risk, from 0 to 1, also goes into the score of the \
                 identity.",
            )
            .example(json!({
                "known": [
                    {"email": "jane.roe@example.com", "firstSeen": "2026-01-31T12:00:00Z", "times": 7, "risk": 0.9},
                    {"phone": "+12025550123", "lastSeen": "2026-11-01T00:00:00Z", "isMatch": false},
                    {"ip": "198.51.100.7", "risk": 0.95},
                ],
            })),
    ]
}

/// What a seed looks like.
pub(super) fn seed_schema() -> Value {
    let mut known = seeds::object(
        "What is answered about somebody.",
        &[],
        json!({
            "email": seeds::text("An e-mail address.", ""),
            "phone": seeds::text("A phone number.", ""),
            "ip": {"description": "An IP address.", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}], "type": "string"},
            "firstSeen": seeds::time("The first sighting.", "date-time"),
            "lastSeen": seeds::time("The last sighting.", "date-time"),
            "times": {"description": "How many sightings.", "type": "integer", "minimum": 0},
            "risk": {"description": "The risk.", "type": "number", "minimum": 0, "maximum": 1},
            "isMatch": {"description": "Whether it belongs with the name.", "type": "boolean"},
        }),
    );
    known["oneOf"] = json!([{"required": ["email"]}, {"required": ["phone"]}, {"required": ["ip"]}]);
    seeds::object(
        "Identity Insights for Accounts.",
        &[],
        json!({"known": seeds::list("Whom the sandbox knows.", known)}),
    )
}

type Key = [u8; 32];

/// The behaviour of Identity Insights for Accounts.
#[derive(Default)]
pub(crate) struct Insights {
    known: BTreeMap<Key, Known>,
    requests: usize,
    warnings: usize,
    ids: Ids,
}

/// What may be known of somebody, in the words of the status page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Email,
    Phone,
    PhoneWithEmail,
    Ip,
    Device,
}

impl Kind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Email, "E-mail addresses"),
        (Self::Phone, "Phone numbers"),
        (Self::PhoneWithEmail, "Phone numbers with e-mail address"),
        (Self::Ip, "IP addresses"),
        (Self::Device, "Devices"),
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::PhoneWithEmail => "phone with email",
            Self::Ip => "ip",
            Self::Device => "device",
        }
    }
}

struct Known {
    kind: Kind,
    /// When the sandbox met it, and about which sign-up.
    met: Vec<(DateTime<Utc>, Key)>,
    fixed: Fixed,
}

/// What a seed says of somebody.
#[derive(Clone, Default)]
struct Fixed {
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    times: Option<u32>,
    thousandths: Option<u32>,
    is_match: Option<bool>,
}

/// What is told of somebody.
struct History {
    first_days: i64,
    last_days: i64,
    velocity: usize,
    fixed: Fixed,
}

impl History {
    /// Whether it belongs with the name: not found without one, by the seed, or by the input.
    fn match_to_name(&self, name: Option<&str>, kind: Kind, value: &str) -> &'static str {
        match (name, self.fixed.is_match) {
            (None, _) => "not-found",
            (Some(_), Some(true)) => "match",
            (Some(_), Some(false)) => "no-match",
            (Some(name), None) => match_to_name(Some(name), kind.name(), value),
        }
    }
}

fn match_to_name(name: Option<&str>, kind: &str, value: &str) -> &'static str {
    let Some(name) = name else { return "not-found" };
    match draw(10, &["match", kind, value, &name.to_lowercase()]) {
        0 => "not-found",
        1 | 2 => "no-match",
        _ => "match",
    }
}

/// A risk in thousandths: low ones are more frequent than high ones.
fn risk(kind: Kind, value: &str, fixed: &Fixed) -> u32 {
    let even = draw(THOUSAND + 1, &["risk", kind.name(), value]);
    fixed.thousandths.unwrap_or(even * even / THOUSAND)
}

fn decimal(thousandths: u32) -> f64 {
    f64::from(thousandths) / f64::from(THOUSAND)
}

impl Insights {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// What is known of somebody before this call; the call itself is remembered.
    fn meet(&mut self, kind: Kind, value: &str, sign_up: Key, now: DateTime<Utc>) -> History {
        let known = self
            .known
            .entry(digest(&[kind.name(), value]))
            .or_insert_with(|| Known {
                kind,
                met: Vec::new(),
                fixed: Fixed::default(),
            });
        let days = |since: DateTime<Utc>| (now - since).num_days().max(0);
        let others = || known.met.iter().filter(|(_, other)| *other != sign_up);
        // Three of four are known from before the sandbox.
        let is_new = draw(4, &["new", kind.name(), value]) == 0;
        let past = |what, most| {
            if is_new {
                0
            } else {
                1 + draw(most, &[what, kind.name(), value])
            }
        };
        let (first_past, last_past, times_past) = (past("first", 2000), past("last", 90), past("times", 20));
        let begin = known.met.first().map_or(now, |(time, _)| *time);
        let first = known
            .fixed
            .first
            .unwrap_or_else(|| begin - Duration::days(i64::from(first_past.max(last_past))));
        let last = known
            .fixed
            .last
            .or(known.fixed.first)
            .unwrap_or_else(|| begin - Duration::days(i64::from(last_past)));
        let last = others().map(|(time, _)| *time).max().map_or(last, |met| met.max(last));
        let recent = others()
            .filter(|(time, _)| now - *time <= Duration::days(VELOCITY_DAYS))
            .count();
        let times = known.fixed.times.unwrap_or(times_past);
        let history = History {
            first_days: days(first.min(last)),
            last_days: days(last),
            velocity: recent.saturating_add(times as usize).min(MAX_VELOCITY),
            fixed: known.fixed.clone(),
        };
        if !known.met.iter().any(|(_, other)| *other == sign_up) {
            if known.met.len() > MAX_VELOCITY {
                // The first stays: it says since when.
                known.met.remove(1);
            }
            known.met.push((now, sign_up));
        }
        history
    }

    fn retrieve(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let input = Input::read(body(call))?;
        let now = call.now;
        let id = self.ids.uuid("insights", now);
        let sign_up = match input.account_id {
            Some(account) => digest(&["sign-up", account]),
            None => digest(&["call", &id]),
        };
        self.requests += 1;
        let mut warnings = Vec::new();
        let mut insights = Map::new();
        insights.insert("user".to_owned(), self.user(&input, sign_up, now, &mut warnings));
        let mut alerts: Vec<&str> = Vec::new();
        if let Some(device) = &input.device {
            match device.ip {
                Some(ip) => {
                    insights.insert("ip".to_owned(), self.ip(ip, &input, sign_up, now, &mut warnings));
                }
                None => alerts.push("Unable to generate IP insights"),
            }
            match (device.ip, device.user_agent) {
                (Some(_), Some(user_agent)) => {
                    let insight = self.device(device, user_agent, sign_up, now);
                    insights.insert("device".to_owned(), insight);
                }
                _ => alerts.push("Unable to generate device insights"),
            }
        }
        let mut answer = json!({"requestRefId": id, "insights": insights});
        if !warnings.is_empty() {
            self.warnings += warnings.len();
            answer["warnings"] = warnings.into();
        }
        if !alerts.is_empty() {
            answer["alerts"] = alerts.into();
        }
        let mut reply = Reply::json(StatusCode::OK, answer);
        if let Ok(value) = HeaderValue::try_from(id) {
            reply.headers.insert(CORRELATION_ID, value);
        }
        Ok(reply)
    }

    fn user(&mut self, input: &Input<'_>, sign_up: Key, now: DateTime<Utc>, warnings: &mut Vec<&'static str>) -> Value {
        let mut details = Map::new();
        let mut risks = Vec::new();
        if let Some(email) = input.email {
            let (insight, risk) = self.email(email, input, sign_up, now, warnings);
            details.insert("email".to_owned(), insight);
            risks.push(risk);
        }
        if let Some(number) = input.phone {
            let (insight, risk) = self.phone(number, input, sign_up, now, warnings);
            details.insert("phone".to_owned(), insight);
            risks.push(risk);
        }
        details.insert("address".to_owned(), address(input, warnings));
        // The riskiest part weighs as much as all of them together.
        let worst = risks.iter().copied().max().unwrap_or_default();
        let mean = risks.iter().sum::<u32>() / u32::try_from(risks.len()).unwrap_or(1).max(1);
        let identity = (worst + mean) * MAX_IDENTITY_RISK / (2 * THOUSAND);
        json!({"scores": {"identityRisk": identity}, "details": details})
    }

    fn email(
        &mut self,
        email: &str,
        input: &Input<'_>,
        sign_up: Key,
        now: DateTime<Utc>,
        warnings: &mut Vec<&'static str>,
    ) -> (Value, u32) {
        let email = email.trim().to_lowercase();
        let history = self.meet(Kind::Email, &email, sign_up, now);
        let warning = email_warning(&email);
        warnings.extend(warning);
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        let is_disposable = DISPOSABLE.contains(&domain);
        let mut risk = risk(Kind::Email, &email, &history.fixed);
        if history.fixed.thousandths.is_none() && (warning.is_some() || is_disposable) {
            risk = (risk / 5 + 800).min(THOUSAND);
        }
        let mut insight = json!({
            "valid": warning.is_none(),
            "firstSeenDays": history.first_days,
            "mailboxVelocity": history.velocity,
            "isDisposable": is_disposable,
            "emailRiskScore": decimal(risk),
            "matchToName": history.match_to_name(input.name, Kind::Email, &email),
        });
        // A domain that cannot be has no beginning.
        if warning.is_none() {
            let age = draw(9000, &["domain", domain]);
            let created = NaiveDate::from_ymd_opt(1999, 1, 1).map(|day| day + Duration::days(i64::from(age)));
            insight["domainCreationDate"] = created.map(|day| day.to_string()).into();
        }
        (insight, risk)
    }

    fn phone(
        &mut self,
        number: &str,
        input: &Input<'_>,
        sign_up: Key,
        now: DateTime<Utc>,
        warnings: &mut Vec<&'static str>,
    ) -> (Value, u32) {
        let number = plain_number(number);
        let history = self.meet(Kind::Phone, &number, sign_up, now);
        let hint = input.country_hint.filter(|hint| is_country(hint));
        if input.country_hint.is_some() && hint.is_none() {
            warnings.push("Phone: Invalid country_hint value. Only Alpha-2 supported");
        }
        let digits = number.trim_start_matches('+');
        let is_valid = (7..=15).contains(&digits.len());
        let mut risk = risk(Kind::Phone, &number, &history.fixed);
        if history.fixed.thousandths.is_none() && !is_valid {
            risk = (risk / 5 + 800).min(THOUSAND);
        }
        let mut insight = json!({
            "valid": is_valid,
            "lastSeenDays": history.last_days,
            "matchToName": history.match_to_name(input.name, Kind::Phone, &number),
        });
        if is_valid {
            insight["lineType"] = pick(&LINES, &["line", &number]).into();
            insight["carrier"] = pick(&CARRIERS, &["carrier", &number]).into();
            let by_code = number.starts_with('+').then(|| {
                let known = CALLING.iter().find(|(code, _)| digits.starts_with(code));
                known.map(|(_, country)| (*country).to_owned())
            });
            // Without a calling code it counts as one of the United States, unless a hint says otherwise.
            let country = by_code
                .flatten()
                .unwrap_or_else(|| hint.map_or_else(|| "US".to_owned(), str::to_uppercase));
            insight["countryCode"] = country.into();
        }
        if let Some(email) = input.email {
            let both = format!("{number} {}", email.trim().to_lowercase());
            let history = self.meet(Kind::PhoneWithEmail, &both, sign_up, now);
            insight["emailFirstSeenDays"] = history.first_days.into();
        }
        if let Some(address) = &input.address {
            insight["matchToAddress"] = pick(&PHONE_TO_ADDRESS, &["phone", &number, &address.text]).into();
        }
        (insight, risk)
    }

    fn ip(
        &mut self,
        ip: IpAddr,
        input: &Input<'_>,
        sign_up: Key,
        now: DateTime<Utc>,
        warnings: &mut Vec<&'static str>,
    ) -> Value {
        let ip_text = ip.to_string();
        let history = self.meet(Kind::Ip, &ip_text, sign_up, now);
        let risk = risk(Kind::Ip, &ip_text, &history.fixed);
        let mut details = json!({"risk": risk >= THOUSAND / 2, "lastSeenDays": history.last_days});
        if is_private(ip) {
            warnings.push("Ip: IP address is in private range");
        } else {
            let (country, subdivision) = pick(&PLACES, &["place", &ip_text]);
            details["geolocationCountryCode"] = country.into();
            details["geolocationSubdivision"] = subdivision.into();
            if let Some(number) = input.phone {
                details["phoneDistance"] = draw(3000, &["distance", &ip_text, &plain_number(number)]).into();
            }
            if let Some(address) = &input.address {
                details["addressDistance"] = draw(3000, &["distance", &ip_text, &address.text]).into();
            }
        }
        json!({"scores": {"ipRisk": decimal(risk)}, "details": details})
    }

    fn device(&mut self, device: &Device<'_>, user_agent: &str, sign_up: Key, now: DateTime<Utc>) -> Value {
        // What a device is recognised by: an id of its own, or else how it presents itself.
        let print = match device.id {
            Some(id) => id.to_owned(),
            None => device.fields.to_string(),
        };
        let history = self.meet(Kind::Device, &print, sign_up, now);
        let factor = |what, from: u32| from + draw(6 - from, &[what, &print]);
        let days_ago = |days| (now - Duration::days(days)).to_rfc3339_opts(SecondsFormat::Secs, true);
        json!({
            "scores": {
                "deviceRiskFactor": factor("device risk", 1),
                "deviceInsightFactor": factor("device insight", 1),
                "deviceTrustFactor": factor("device trust", 1),
            },
            "details": {
                "id": {
                    "uDeviceId": format!("UDID-{}", hex(32, &["device", &print])),
                    "lastSeen": days_ago(history.last_days),
                    "firstSeen": days_ago(history.first_days),
                    "lastSeenDays": history.last_days,
                    "firstSeenDays": history.first_days,
                },
                "deviceInfo": {
                    "browser": browser(user_agent),
                    "platform": platform(user_agent),
                    "deviceType": device.model.unwrap_or_else(|| device_type(user_agent)),
                },
            },
        })
    }
}

/// The element of a list that the texts decide.
fn pick<T: Copy, const N: usize>(list: &[T; N], parts: &[&str]) -> T {
    let count = u32::try_from(N).unwrap_or(u32::MAX);
    list[draw(count, parts) as usize]
}

/// What a request holds, once the rules that the contract cannot say are met.
struct Input<'a> {
    account_id: Option<&'a str>,
    name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    country_hint: Option<&'a str>,
    address: Option<Address<'a>>,
    device: Option<Device<'a>>,
}

struct Address<'a> {
    fields: &'a Value,
    text: String,
}

struct Device<'a> {
    fields: &'a Value,
    ip: Option<IpAddr>,
    user_agent: Option<&'a str>,
    id: Option<&'a str>,
    model: Option<&'a str>,
}

impl<'a> Input<'a> {
    fn read(body: &'a Value) -> Result<Self, Refusal> {
        let mut missing = Vec::new();
        let mut malformed = Vec::new();
        let is_there = |pointer| body.pointer(pointer).is_some_and(|value| !value.is_null());
        if is_there("/user") {
            if !is_there("/user/account") {
                missing.push("user.account");
            }
            if !is_there("/user/email") && !is_there("/user/phone") {
                missing.extend(["user.email", "user.phone"]);
            } else if is_there("/user/phone") && !is_there("/user/phone/number") {
                missing.push("user.phone.number");
            }
        } else {
            missing.push("user");
        }
        let fields = body.get("device").and_then(Value::as_object);
        let has_more = fields.is_some_and(|fields| {
            fields
                .iter()
                .any(|(name, value)| !matches!(name.as_str(), "ip" | "userAgent") && !value.is_null())
        });
        if has_more {
            let needed = [("/device/ip", "device.ip"), ("/device/userAgent", "device.userAgent")];
            missing.extend(
                needed
                    .iter()
                    .filter(|(pointer, _)| !is_there(pointer))
                    .map(|(_, name)| *name),
            );
        }
        let sign_up = text(body, "/user/account/signupTime");
        if sign_up.is_some_and(|time| !is_minute(time)) {
            malformed.push("user.account.signupTime");
        }
        for (pointer, name, most) in [
            ("/user/address/streetLine1", "user.address.streetLine1", 1000),
            ("/user/address/streetLine2", "user.address.streetLine2", 1000),
            ("/user/address/city", "user.address.city", 500),
            ("/user/address/postalCode", "user.address.postalCode", 100),
        ] {
            if text(body, pointer).is_some_and(|text| text.chars().count() > most) {
                malformed.push(name);
            }
        }
        let ip_text = text(body, "/device/ip");
        let ip = ip_text.and_then(|ip| ip.parse().ok());
        if ip_text.is_some() && ip.is_none() {
            malformed.push("device.ip");
        }
        if !missing.is_empty() {
            return Err(invalid(MISSING, missing.join(", ")));
        }
        if !malformed.is_empty() {
            return Err(invalid(MALFORMED, malformed.join(", ")));
        }
        let address = body.pointer("/user/address").filter(|address| {
            let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
            address.as_object().is_some_and(|fields| fields.values().any(filled))
        });
        Ok(Self {
            account_id: text(body, "/user/account/hashedAccountId"),
            name: text(body, "/user/name").filter(|name| !name.trim().is_empty()),
            email: text(body, "/user/email"),
            phone: text(body, "/user/phone/number"),
            country_hint: text(body, "/user/phone/countryHint"),
            address: address.map(|fields| Address {
                fields,
                text: fields.to_string().to_lowercase(),
            }),
            device: body
                .get("device")
                .filter(|device| device.is_object())
                .map(|fields| Device {
                    fields,
                    ip,
                    user_agent: text(fields, "/userAgent"),
                    id: ["/storedDeviceId", "/vendorAppId", "/androidId"]
                        .iter()
                        .find_map(|pointer| text(fields, pointer)),
                    model: text(fields, "/model"),
                }),
        })
    }
}

fn invalid(description: &'static str, details: String) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        PRODUCT,
        "VALIDATION_ERROR",
        description,
        details,
    )
}

/// Whether a text is a time as `2026-11-22 13:45`.
fn is_minute(text: &str) -> bool {
    text.len() == 16 && NaiveDateTime::parse_from_str(&format!("{text}:00"), "%Y-%m-%d %H:%M:%S").is_ok()
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A phone number without dashes and extension.
fn plain_number(number: &str) -> String {
    let number = number.split('x').next().unwrap_or_default();
    number.chars().filter(|c| *c == '+' || c.is_ascii_digit()).collect()
}

/// What is wrong with an e-mail address, the first finding only.
fn email_warning(email: &str) -> Option<&'static str> {
    let Some((user, domain)) = email.rsplit_once('@') else {
        return Some("Email: General syntax error");
    };
    let is_user = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_label = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    if email.contains(char::is_whitespace) || user.contains('@') {
        return Some("Email: General syntax error");
    }
    if user.len() > 64 {
        return Some("Email: Address is too long");
    }
    let dots = user.starts_with('.') || user.ends_with('.') || user.contains("..");
    if user.is_empty() || dots || !user.chars().all(is_user) {
        return Some("Email: Invalid username syntax");
    }
    let tld = domain.rsplit_once('.').map(|(_, tld)| tld);
    match tld {
        Some(tld) if domain.split('.').all(is_label) => {
            let letters = tld.bytes().all(|byte| byte.is_ascii_alphabetic()) || tld.starts_with("xn--");
            let exists = tld.len() >= 2 && letters && !NO_TLD.contains(&tld);
            (!exists).then_some("Email: Invalid top-level-domain (TLD) in address")
        }
        _ => Some("Email: Invalid domain syntax"),
    }
}

/// How far an address could be confirmed.
fn address(input: &Input<'_>, warnings: &mut Vec<&'static str>) -> Value {
    let Some(address) = &input.address else {
        return json!({"validityLevel": "missing_address", "matchToName": "not-found"});
    };
    let part = |name: &str| {
        text(address.fields, name)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    let is_corrected = |pointer| {
        let given = text(address.fields, pointer);
        given.is_some_and(|text| text != text.trim().to_uppercase())
    };
    if is_corrected("/state") {
        warnings.push("Address: Input state corrected");
    }
    if is_corrected("/postalCode") {
        warnings.push("Address: Input postal code was corrected");
    }
    let street = part("/streetLine1");
    let has_number = street.is_some_and(|street| street.bytes().any(|byte| byte.is_ascii_digit()));
    let has_city = part("/city").is_some() && part("/postalCode").is_some();
    let level = match (street, has_city, part("/country")) {
        (Some(_), true, Some(_)) if draw(10, &["address", &address.text]) == 0 => "invalid",
        (Some(_), true, _) if has_number && part("/streetLine2").is_some() => "valid",
        (Some(_), true, _) if has_number && draw(3, &["apartment", &address.text]) == 0 => {
            "valid_to_house_number_missing_apt"
        }
        (Some(_), true, _) if has_number => "valid_to_house_number",
        (Some(_), true, _) => "valid_to_street",
        (None, true, _) => "valid_to_city",
        (_, false, Some(_)) => "valid_to_country",
        (_, false, None) => "invalid",
    };
    json!({
        "validityLevel": level,
        "matchToName": match_to_name(input.name, "address", &address.text),
    })
}

fn is_private(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified() || is_shared
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// The first of the words that the user agent has says what it is.
fn told(user_agent: &str, words: &[(&str, &'static str)]) -> Option<&'static str> {
    words
        .iter()
        .find_map(|(word, name)| user_agent.contains(word).then_some(*name))
}

fn browser(user_agent: &str) -> &'static str {
    let words = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("MSIE", "Internet Explorer"),
        ("Trident/", "Internet Explorer"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    told(user_agent, &words).unwrap_or("Unknown")
}

fn platform(user_agent: &str) -> &'static str {
    let words = [
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    told(user_agent, &words).unwrap_or("Unknown")
}

fn device_type(user_agent: &str) -> &'static str {
    let words = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mobile", "Phone"),
        ("Android", "Tablet"),
    ];
    told(user_agent, &words).unwrap_or("Desktop")
}

impl Service for Insights {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        let answer = match call.operation.id() {
            RETRIEVE => self.retrieve(call),
            _ => Err(unserved(PRODUCT, call.operation)),
        };
        answer.unwrap_or_else(Refusal::reply)
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        let status = status_of(problem);
        let place = || {
            let place = dotted(&problem.place);
            if place.is_empty() { found(problem) } else { place }
        };
        let refusal = match problem.kind {
            ProblemKind::Missing => invalid(MISSING, place()),
            ProblemKind::Invalid => invalid(MALFORMED, place()),
            ProblemKind::Plaintext | ProblemKind::Undecryptable | ProblemKind::ForeignKey => Refusal::new(
                status,
                PRODUCT,
                "DECRYPTION_ERROR",
                "The payload cannot be decrypted",
                found(problem),
            ),
            ProblemKind::NotJson | ProblemKind::MediaType => {
                Refusal::new(status, PRODUCT, "VALIDATION_ERROR", MALFORMED, found(problem))
            }
            ProblemKind::Fault(_) => fault(status),
        };
        refusal.reply()
    }

    fn tables(&self) -> Vec<Table> {
        let known = Kind::ALL.iter().map(|(kind, name)| {
            let of_kind = || self.known.values().filter(|known| known.kind == *kind);
            let times: usize = of_kind().map(|known| known.met.len()).sum();
            vec![(*name).to_owned(), of_kind().count().to_string(), times.to_string()]
        });
        vec![
            Table {
                title: "Applicants",
                columns: &["Assessed", "Warnings given"],
                rows: vec![vec![self.requests.to_string(), self.warnings.to_string()]],
            },
            Table {
                title: "What is remembered, as digests",
                columns: &["Kind", "Different ones", "Sign-ups with them"],
                rows: known.collect(),
            },
        ]
    }

    fn seed(&mut self, seed: &Value) -> Result<(), String> {
        let root = Node::root("identity-insights", seed).object(&["known"])?;
        let mut insights = Self::new();
        for node in root.list_of("known")? {
            let members = [
                "email",
                "phone",
                "ip",
                "firstSeen",
                "lastSeen",
                "times",
                "risk",
                "isMatch",
            ];
            let node = node.object(&members)?;
            let (kind, value) = match (node.get("email"), node.get("phone"), node.get("ip")) {
                (Some(email), None, None) => (Kind::Email, email.text()?.trim().to_lowercase()),
                (None, Some(phone), None) => (Kind::Phone, plain_number(phone.text()?)),
                (None, None, Some(ip)) => {
                    let parsed: Option<IpAddr> = ip.text()?.parse().ok();
                    let parsed = parsed.ok_or_else(|| ip.wrong("an IP address"))?;
                    (Kind::Ip, parsed.to_string())
                }
                _ => return Err(node.wrong("an object with exactly one of email, phone and ip")),
            };
            let share = node.get("risk").map(|risk| risk.share()).transpose()?;
            let fixed = Fixed {
                first: node.get("firstSeen").map(|time| time.time()).transpose()?,
                last: node.get("lastSeen").map(|time| time.time()).transpose()?,
                times: node.get("times").map(|times| times.whole()).transpose()?,
                thousandths: share.map(thousandths),
                is_match: node.get("isMatch").map(|is_match| is_match.flag()).transpose()?,
            };
            let known = Known {
                kind,
                met: Vec::new(),
                fixed,
            };
            insights.known.insert(digest(&[kind.name(), &value]), known);
        }
        *self = insights;
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}

/// A share in thousandths.
fn thousandths(share: f64) -> u32 {
    (0..=THOUSAND)
        .find(|number| decimal(*number) >= share)
        .unwrap_or(THOUSAND)
}

/// A fault that was asked for.
fn fault(status: StatusCode) -> Refusal {
    let (code, description) = match status {
        StatusCode::UNAUTHORIZED => ("UNAUTHORIZED_REQUEST", "The caller is not known"),
        StatusCode::FORBIDDEN => ("FORBIDDEN", "The caller may not do this"),
        StatusCode::TOO_MANY_REQUESTS => ("TOO_MANY_REQUESTS", "Too many requests"),
        StatusCode::SERVICE_UNAVAILABLE => ("SERVICE_UNAVAILABLE", "Transient System Failure"),
        _ if status.is_server_error() => ("SYSTEM_ERROR", "System Failure"),
        _ => ("BAD_REQUEST", "The request is refused"),
    };
    let refusal = Refusal::new(status, PRODUCT, code, description, None);
    if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS {
        refusal.recoverable()
    } else {
        refusal
    }
}
