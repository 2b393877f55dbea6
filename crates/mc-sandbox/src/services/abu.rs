//! Automatic Billing Updater: answers by the last digit of the account number, and remembers who watches what.
//!
//! [`DIGITS`] and [`NOTIFICATIONS`] decide; [`manual()`] shows them to people.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, SecondsFormat, Utc};
use http::StatusCode;
use mc_automatic_billing_updater::operations;
use serde_json::{Value, json};

use super::seed::Node;
use super::support::{Ids, Ordinals, Refusal, body, found, shown, status_of, text, unserved};
use crate::manual::Section;
use crate::seeds;
use crate::service::{Call, Problem, ProblemKind, Push, Reply, Service, Table};

const INQUIRE: &str = operations::INQUIRE_ACCOUNT.id();
const SUBSCRIBE: &str = operations::SUBSCRIBE_ACCOUNT.id();
const INQUIRE_SUBSCRIPTION: &str = operations::INQUIRE_SUBSCRIPTION.id();
const UNSUBSCRIBE: &str = operations::UNSUBSCRIBE_ACCOUNT.id();

const VALIDATION: &str = "Validation";
const PRODUCT: &str = "ABU Service";
const INVALID: &str = "Invalid Params";

/// The account that an account update names: published for tests.
const UPDATED_ACCOUNT: &str = "5573491171029999";
/// The account that a notification of a new account names: of the form that the published notification shows.
const NOTIFIED_ACCOUNT: &str = "2200000000000056";
/// How far ahead a new expiry date lies.
const YEARS_AHEAD: i32 = 3;

/// What is said of an account, to an inquiry and to a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Updated,
    NonParticipating,
    Valid,
    Contact,
    Expiry,
    Unknown,
    NoData,
}

impl Standing {
    fn indicator(self) -> &'static str {
        match self {
            Self::Updated => "ACCOUNT_UPDATE",
            Self::NonParticipating => "NON_PARTICIPATING",
            Self::Valid => "VALID",
            Self::Contact => "CONTACT",
            Self::Expiry => "EXPIRY",
            Self::Unknown => "UNKNOWN",
            Self::NoData => "",
        }
    }

    fn explained(self) -> String {
        match self {
            Self::Updated => format!("`ACCOUNT_UPDATE` with account `{UPDATED_ACCOUNT}` and a new expiry date"),
            Self::Expiry => "`EXPIRY` with a new expiry date of the same account".to_owned(),
            Self::NoData => "500 `INTERNAL_ERROR`".to_owned(),
            other => format!("`{}`", other.indicator()),
        }
    }
}

/// What a question about a subscription is answered that nobody has made or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Subscribed,
    NotSubscribed,
    NoData,
    Unauthorized,
}

impl Asked {
    fn explained(self) -> &'static str {
        match self {
            Self::Subscribed => "subscribed",
            Self::NotSubscribed => "not subscribed",
            Self::NoData => "500 `SYSTEM_ERROR`",
            Self::Unauthorized => "401 `AUTHENTICATION_FAILED`",
        }
    }
}

/// What the last digit of an account number decides.
struct Digit {
    standing: Standing,
    asked: Asked,
    refuses_subscription: bool,
}

const fn digit(standing: Standing, asked: Asked) -> Digit {
    Digit {
        standing,
        asked,
        refuses_subscription: false,
    }
}

/// By the last digit, from 0 to 9. What 8 does, and what a question about 4 to 9 is answered, is not documented.
const DIGITS: [Digit; 10] = [
    digit(Standing::Updated, Asked::NotSubscribed),
    digit(Standing::NonParticipating, Asked::Subscribed),
    digit(Standing::Valid, Asked::NoData),
    digit(Standing::Updated, Asked::Unauthorized),
    digit(Standing::Contact, Asked::NotSubscribed),
    digit(Standing::Expiry, Asked::NotSubscribed),
    digit(Standing::NoData, Asked::NotSubscribed),
    digit(Standing::Unknown, Asked::NotSubscribed),
    digit(Standing::Valid, Asked::NotSubscribed),
    Digit {
        standing: Standing::Valid,
        asked: Asked::NotSubscribed,
        refuses_subscription: true,
    },
];

fn digit_of(account: &str) -> &'static Digit {
    let last = account.bytes().last().unwrap_or(b'0');
    DIGITS.get(usize::from(last.wrapping_sub(b'0'))).unwrap_or(&DIGITS[0])
}

/// What a notification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    Expiry,
    Account,
    Closed,
}

impl Notice {
    fn reason(self) -> &'static str {
        match self {
            Self::Expiry => "E",
            Self::Account => "A",
            Self::Closed => "C",
        }
    }

    fn explained(self) -> String {
        match self {
            Self::Expiry => "the account has a new expiry date".to_owned(),
            Self::Account => format!("account `{NOTIFIED_ACCOUNT}` takes its place, with a new expiry date"),
            Self::Closed => "the account is closed".to_owned(),
        }
    }
}

/// The last two digits of account numbers whose subscription sets off a notification.
const NOTIFICATIONS: [(&str, Notice); 3] = [("12", Notice::Expiry), ("22", Notice::Account), ("32", Notice::Closed)];

/// The page for people.
pub(super) fn manual() -> Vec<Section> {
    let digits = DIGITS.iter().enumerate().map(|(number, digit)| {
        let subscription = if digit.refuses_subscription {
            "503 `ABU_CONNECTION_ERROR`".to_owned()
        } else {
            digit.standing.explained()
        };
        [
            number.to_string(),
            digit.standing.explained(),
            subscription,
            digit.asked.explained().to_owned(),
        ]
    });
    let notifications = NOTIFICATIONS.iter().map(|(ending, notice)| {
        [
            (*ending).to_owned(),
            format!("`{}`", notice.reason()),
            notice.explained(),
        ]
    });
    vec![
        Section::new("Which account gets which response")
            .text(
                "The last digit of `account.accountNumber` decides. A new expiry date is three years from the sandbox's \
                 time. An account whose expiry date is more than 12 months in the past is refused with \
                 `INVALID_EXPIRY_DATE`.",
            )
            .table(
                &[
                    "Last digit",
                    "Inquiry",
                    "Subscription",
                    "Is it subscribed? (before anybody subscribes or unsubscribes)",
                ],
                digits,
            ),
        Section::new("What is remembered").text(
            "Subscriptions, by acquirer (`customer.ica`), merchant, sub-merchant and account. Once a merchant has \
             subscribed to an account, or ended that, the question about it is answered by what is remembered. Digit 8, \
             and the question about digits 4 to 9, are not documented by Mastercard.",
        ),
        Section::new("Which account sets off a notification")
            .text(
                "A subscription to an account with one of these endings is followed by a notification to all merchants who \
                 watch the account through the same acquirer. It goes to the address that `--push-url` or \
                 `SandboxBuilder::with_push_target` names, over mutual TLS.",
            )
            .table(&["Last two digits", "Reason", "Content"], notifications),
        Section::new("Seed")
            .text(
                "All members are optional. With `icas` any other acquirer is refused; with `push` false every subscription \
                 is refused, as for a client that is not entitled to notifications.",
            )
            .example(json!({
                "icas": ["1111"],
                "push": true,
                "subscriptions": [{
                    "requestId": "1", "ica": "1111", "merchantId": "100000000000001", "subMerchantId": "200000000000001",
                    "accountNumber": "5555555555554444", "expiryDate": "1229", "since": "2026-01-31T12:00:00Z",
                }],
            })),
    ]
}

/// What a seed looks like.
pub(super) fn seed_schema() -> Value {
    let subscription = seeds::object(
        "A subscription that is active.",
        &["requestId", "ica", "merchantId", "accountNumber", "expiryDate"],
        json!({
            "requestId": seeds::text("The id that notifications repeat.", ""),
            "ica": seeds::text("The acquirer.", ""),
            "merchantId": seeds::text("The merchant.", ""),
            "subMerchantId": seeds::text("The sub-merchant, if there is one.", ""),
            "accountNumber": seeds::text("The account that is watched.", "^[0-9]{13,19}$"),
            "expiryDate": seeds::text("Its month and year of expiry, as MMYY.", "^(0[1-9]|1[0-2])[0-9]{2}$"),
            "since": seeds::time("Since when.", "date-time"),
        }),
    );
    seeds::object(
        "Automatic Billing Updater.",
        &[],
        json!({
            "icas": seeds::list("The acquirers that are set up; any, if left out.", seeds::text("An ICA.", "")),
            "push": {"description": "Whether the client is entitled to notifications; true, if left out.", "type": "boolean"},
            "subscriptions": seeds::list("Who watches what.", subscription),
        }),
    )
}

/// The behaviour of Automatic Billing Updater.
#[derive(Default)]
pub(crate) struct Abu {
    /// The acquirers that are set up; none means any.
    icas: Option<BTreeSet<String>>,
    no_push: bool,
    subscriptions: BTreeMap<Key, Subscription>,
    accounts: Ordinals,
    ids: Ids,
}

/// Who watches what.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    ica: String,
    account: String,
    merchant: String,
    sub_merchant: Option<String>,
}

struct Subscription {
    request_id: String,
    since: Option<DateTime<Utc>>,
    is_active: bool,
    notifications: u32,
}

/// Month and year of expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Expiry {
    year: i32,
    month: u32,
}

impl Expiry {
    fn parse(text: &str) -> Option<Self> {
        if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let month = text[..2].parse().ok().filter(|month| (1..=12).contains(month))?;
        let year: i32 = text[2..].parse().ok()?;
        Some(Self {
            year: 2000 + year,
            month,
        })
    }

    fn of(now: DateTime<Utc>) -> Self {
        Self {
            year: now.year(),
            month: now.month(),
        }
    }

    fn months(self) -> i64 {
        i64::from(self.year) * 12 + i64::from(self.month)
    }

    /// A date that an issuer would give now, other than this one.
    fn renewed(self, now: DateTime<Utc>) -> Self {
        let mut new = Self::of(now);
        new.year += YEARS_AHEAD;
        if new == self {
            new.year += 1;
        }
        new
    }
}

impl std::fmt::Display for Expiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}{:02}", self.month, self.year.rem_euclid(100))
    }
}

/// What all four operations send.
struct Input<'a> {
    request_id: &'a str,
    ica: &'a str,
    merchant: &'a str,
    sub_merchant: Option<&'a str>,
    account: &'a str,
    expiry: Expiry,
}

impl<'a> Input<'a> {
    fn read(abu: &Abu, call: &Call<'a>) -> Result<Self, Refusal> {
        let body = body(call);
        let ica = text(body, "/customer/ica").unwrap_or_default();
        if ica.is_empty() {
            return Err(no_ica());
        }
        let account = text(body, "/account/accountNumber").unwrap_or_default();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(account) {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "System",
                "INVALID_INPUT_FORMAT",
                "Invalid characters",
                "Bad Request: account.accountNumber takes digits only".to_owned(),
            ));
        }
        if !digits(ica) || abu.icas.as_ref().is_some_and(|icas| !icas.contains(ica)) {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                VALIDATION,
                "INVALID_PARAM",
                "Invalid or unavailable acquirer",
                format!("{INVALID}: customer.ica"),
            ));
        }
        let expiry = text(body, "/account/expiryDate").and_then(Expiry::parse);
        Ok(Self {
            request_id: text(body, "/requestId").unwrap_or_default(),
            ica,
            merchant: text(body, "/customer/merchantId").unwrap_or_default(),
            sub_merchant: text(body, "/customer/subMerchantId"),
            account,
            expiry: expiry.ok_or_else(|| invalid("account.expiryDate is no month and year as MMYY"))?,
        })
    }

    /// An account that expired too long ago is not looked up.
    fn check_age(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if Expiry::of(now).months() - self.expiry.months() > 12 {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                VALIDATION,
                "INVALID_EXPIRY_DATE",
                INVALID,
                "Expiry is greater than 12 months in the past".to_owned(),
            ));
        }
        Ok(())
    }

    fn key(&self) -> Key {
        Key {
            ica: self.ica.to_owned(),
            account: self.account.to_owned(),
            merchant: self.merchant.to_owned(),
            sub_merchant: self.sub_merchant.map(str::to_owned),
        }
    }

    /// How the account stands, as inquiry and subscription answer.
    fn standing(&self, now: DateTime<Utc>) -> Result<Value, Refusal> {
        let new = self.expiry.renewed(now).to_string();
        let indicator = match digit_of(self.account).standing {
            Standing::Updated => {
                return Ok(json!({
                    "responseIndicator": "ACCOUNT_UPDATE",
                    "account": {"accountNumber": UPDATED_ACCOUNT, "expiryDate": new},
                }));
            }
            Standing::Expiry => {
                return Ok(json!({
                    "responseIndicator": "EXPIRY",
                    "account": {"accountNumber": self.account, "expiryDate": new},
                }));
            }
            Standing::NoData => return Err(no_data("INTERNAL_ERROR")),
            other => other.indicator(),
        };
        Ok(json!({"responseIndicator": indicator}))
    }
}

fn no_ica() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        VALIDATION,
        "ICA_VALUE_REQUIRED",
        "ICA required to know the client",
        "ICA is mandatory: customer.ica".to_owned(),
    )
}

fn invalid(found: &str) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        VALIDATION,
        "SYSTEM_ERROR",
        "Invalid value for parameter",
        format!("{INVALID}: {found}"),
    )
}

fn not_authentic(details: impl Into<Option<String>>) -> Refusal {
    Refusal::new(
        StatusCode::UNAUTHORIZED,
        "Security.Credential",
        "AUTHENTICATION_FAILED",
        "Unauthorized Access to Web Service",
        details,
    )
}

fn no_data(code: &'static str) -> Refusal {
    // The published sample has the name of a field where its value should be.
    Refusal::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "requestId",
        code,
        "ABU Data Unavailable",
        PRODUCT.to_owned(),
    )
}

impl Abu {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn subscribe(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let request = Input::read(self, call)?;
        if self.no_push {
            return Err(not_authentic("Client not registered for ABU Push service".to_owned()));
        }
        request.check_age(call.now)?;
        if digit_of(request.account).refuses_subscription {
            return Err(Refusal::new(
                StatusCode::SERVICE_UNAVAILABLE,
                PRODUCT,
                "ABU_CONNECTION_ERROR",
                "ABU Push system not available",
                None,
            ));
        }
        let mut reply = Reply::json(StatusCode::ACCEPTED, request.standing(call.now)?);
        self.accounts.note(request.account);
        let subscription = self.subscriptions.entry(request.key()).or_insert_with(|| Subscription {
            request_id: String::new(),
            since: None,
            is_active: false,
            notifications: 0,
        });
        // The last request id is the one that notifications repeat.
        request.request_id.clone_into(&mut subscription.request_id);
        if !subscription.is_active {
            subscription.since = Some(call.now);
        }
        subscription.is_active = true;
        reply.pushes.extend(self.notification(&request, call.now));
        Ok(reply)
    }

    /// The notification that a subscription to one of the accounts for it sets off: to all who watch the account through
    /// the same acquirer.
    fn notification(&mut self, request: &Input<'_>, now: DateTime<Utc>) -> Option<Push> {
        let renewed = request.expiry.renewed(now).to_string();
        let sent = request.expiry.to_string();
        let ending = request.account.get(request.account.len().checked_sub(2)?..)?;
        let (_, notice) = NOTIFICATIONS.iter().find(|(digits, _)| *digits == ending)?;
        let (old_expiry, new_account, new_expiry) = match notice {
            Notice::Expiry => (sent, json!(request.account), json!(renewed)),
            Notice::Account => (sent, json!(NOTIFIED_ACCOUNT), json!(renewed)),
            Notice::Closed => ("0000".to_owned(), Value::Null, Value::Null),
        };
        let reason = notice.reason();
        let mut merchants: Vec<Value> = Vec::new();
        let watching = self.subscriptions.iter_mut().filter(|(key, subscription)| {
            key.ica == request.ica && key.account == request.account && subscription.is_active
        });
        for (key, subscription) in watching {
            subscription.notifications += 1;
            let request_id = &subscription.request_id;
            let Some(sub_merchant) = &key.sub_merchant else {
                merchants.push(json!({"merchantId": key.merchant, "requestId": request_id}));
                continue;
            };
            let entry = json!({"subMerchantId": sub_merchant, "requestId": request_id});
            // Keys are in order, so the sub-merchants of a merchant follow each other.
            let list = merchants
                .last_mut()
                .filter(|last| last["merchantId"] == key.merchant.as_str())
                .and_then(|last| last.get_mut("subMerchants"))
                .and_then(Value::as_array_mut);
            match list {
                Some(list) => list.push(entry),
                None => merchants.push(json!({"merchantId": key.merchant, "subMerchants": [entry]})),
            }
        }
        Some(Push {
            body: json!({
                "abuReferenceId": self.ids.uuid("notification", now),
                "oldAccountNumber": request.account,
                "oldExpirationDate": old_expiry,
                "newAccountNumber": new_account,
                "newExpirationDate": new_expiry,
                "reasonIdentifier": reason,
                "eventDateTime": now.to_rfc3339_opts(SecondsFormat::Millis, true),
                "ica": request.ica,
                "merchants": merchants,
            }),
        })
    }

    fn inquire_subscription(&self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let request = Input::read(self, call)?;
        let subscribed = match (self.subscriptions.get(&request.key()), digit_of(request.account).asked) {
            (Some(subscription), _) => subscription.is_active,
            (None, Asked::Subscribed) => true,
            (None, Asked::NoData) => return Err(no_data("SYSTEM_ERROR")),
            (None, Asked::Unauthorized) => return Err(not_authentic(None)),
            (None, Asked::NotSubscribed) => false,
        };
        Ok(Reply::json(StatusCode::OK, json!({"subscribed": subscribed})))
    }

    /// Also remembered where there was no subscription: what then happens is not documented, and success does no harm.
    fn unsubscribe(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let request = Input::read(self, call)?;
        self.accounts.note(request.account);
        let subscription = self.subscriptions.entry(request.key()).or_insert_with(|| Subscription {
            request_id: request.request_id.to_owned(),
            since: None,
            is_active: false,
            notifications: 0,
        });
        subscription.is_active = false;
        subscription.since = None;
        Ok(Reply::empty(StatusCode::ACCEPTED))
    }
}

impl Service for Abu {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        let answer = match call.operation.id() {
            INQUIRE => Input::read(self, call).and_then(|request| {
                request.check_age(call.now)?;
                Ok(Reply::json(StatusCode::OK, request.standing(call.now)?))
            }),
            SUBSCRIBE => self.subscribe(call),
            INQUIRE_SUBSCRIPTION => self.inquire_subscription(call),
            UNSUBSCRIBE => self.unsubscribe(call),
            _ => Err(unserved(PRODUCT, call.operation)),
        };
        answer.unwrap_or_else(Refusal::reply)
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        let status = status_of(problem);
        let refusal = match (problem.kind, status) {
            (ProblemKind::Missing, _) if problem.place.ends_with("ica") => no_ica(),
            (ProblemKind::Missing | ProblemKind::Invalid, _) => invalid(&found(problem)),
            (ProblemKind::Fault(_), StatusCode::UNAUTHORIZED) => not_authentic(None),
            (ProblemKind::Fault(_), StatusCode::INTERNAL_SERVER_ERROR) => no_data("INTERNAL_ERROR"),
            (ProblemKind::Fault(_), StatusCode::TOO_MANY_REQUESTS) => {
                Refusal::new(status, PRODUCT, "TOO_MANY_REQUESTS", "Too many requests", None)
            }
            (ProblemKind::Fault(_), _) if status.is_server_error() => {
                Refusal::new(status, PRODUCT, "ABU_CONNECTION_ERROR", "ABU Data Unavailable", None)
            }
            _ => Refusal::new(
                status,
                "System",
                "INVALID_INPUT_FORMAT",
                "Invalid input",
                format!("Bad Request: {}", found(problem)),
            ),
        };
        refusal.reply()
    }

    fn tables(&self) -> Vec<Table> {
        let mut rows: Vec<(usize, Vec<String>)> = self
            .subscriptions
            .iter()
            .map(|(key, subscription)| {
                let row = vec![
                    self.accounts.name("account", &key.account),
                    key.ica.clone(),
                    key.merchant.clone(),
                    key.sub_merchant.clone().unwrap_or_default(),
                    subscription.request_id.clone(),
                    if subscription.is_active { "watched" } else { "ended" }.to_owned(),
                    subscription.since.map(shown).unwrap_or_default(),
                    subscription.notifications.to_string(),
                ];
                (self.accounts.of(&key.account), row)
            })
            .collect();
        rows.sort_by_key(|(ordinal, _)| *ordinal);
        vec![Table {
            title: "Subscriptions",
            columns: &[
                "Account",
                "ICA",
                "Merchant",
                "Sub-merchant",
                "Request id",
                "State",
                "Since",
                "Notifications",
            ],
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }]
    }

    fn seed(&mut self, seed: &Value) -> Result<(), String> {
        let root = Node::root("automatic-billing-updater", seed).object(&["icas", "push", "subscriptions"])?;
        let mut abu = Self::new();
        if let Some(icas) = root.get("icas") {
            let icas = icas.list()?;
            let icas: Result<_, _> = icas.iter().map(|ica| ica.text().map(str::to_owned)).collect();
            abu.icas = Some(icas?);
        }
        if let Some(push) = root.get("push") {
            abu.no_push = !push.flag()?;
        }
        for node in root.list_of("subscriptions")? {
            let node = node.object(&[
                "requestId",
                "ica",
                "merchantId",
                "subMerchantId",
                "accountNumber",
                "expiryDate",
                "since",
            ])?;
            let account = node
                .need("accountNumber")?
                .text_if("an account number of 13 to 19 digits", |text| {
                    (13..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
                })?;
            node.need("expiryDate")?
                .text_if("month and year as MMYY", |text| Expiry::parse(text).is_some())?;
            let sub_merchant = node.get("subMerchantId").map(|node| node.text()).transpose()?;
            let key = Key {
                ica: node.need("ica")?.text()?.to_owned(),
                account: account.to_owned(),
                merchant: node.need("merchantId")?.text()?.to_owned(),
                sub_merchant: sub_merchant.map(str::to_owned),
            };
            let subscription = Subscription {
                request_id: node.need("requestId")?.text()?.to_owned(),
                since: node.get("since").map(|node| node.time()).transpose()?,
                is_active: true,
                notifications: 0,
            };
            abu.accounts.note(account);
            abu.subscriptions.insert(key, subscription);
        }
        *self = abu;
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}
