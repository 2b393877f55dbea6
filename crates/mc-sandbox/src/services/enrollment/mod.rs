//! Issuer Enrollment: the consumers and cards that are enrolled in Click to Pay, and batches of them.
//!
//! The contract is a reconstruction, so this fills in what nobody has published, in the plainest way:
//!
//! - A consumer is known by client, kind and value of the identity. To enrol the same card for the same consumer again
//!   changes nothing and gives the same ids.
//! - `x-openapi-clientid` may be left out behind the gateway, which knows the client by its signature; if it comes it has
//!   to be the first 48 characters of the consumer key. Without a signature it is required.
//! - The client id of zeros is unknown, and with a seed all that it does not name: `INVALID_STATE`.
//! - A change of card or profile takes any object. Of a profile it changes what enrolment has too: names, country,
//!   language, mobile number and consents.
//! - Deleting profiles deletes the one that the query names as `consumerId` or `srcConsumerId`, or all of them.
//!
//! [`manual()`] shows it to people.

mod batch;
mod profile;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use http::StatusCode;
use mc_issuer_enrollment::operations;
use serde_json::{Map, Value, json};

use self::batch::Batch;
use self::profile::{Card, Identity, Profile};
use super::seed::Node;
use super::support::{Ids, Ordinals, body, found, shown, status_of, text, uuid};
use crate::manual::Section;
use crate::seeds;
use crate::service::{Call, Problem, ProblemKind, Reply, Service, Table};

const ENROLL: &str = operations::ENROLL_CARD.id();
const GET_CARD: &str = operations::GET_CARD.id();
const UPDATE_CARD: &str = operations::UPDATE_CARD.id();
const DELETE_CARD: &str = operations::DELETE_CARD.id();
const GET_PROFILE: &str = operations::GET_PROFILE.id();
const UPDATE_PROFILE: &str = operations::UPDATE_PROFILE.id();
const DELETE_PROFILES: &str = operations::DELETE_PROFILES.id();
const ENROLL_BATCH: &str = operations::ENROLL_BATCH.id();
const GET_BATCH: &str = operations::GET_BATCH.id();

const CLIENT_ID_HEADER: &str = "x-openapi-clientid";
/// How much of a consumer key is the client id.
const CLIENT_ID_LENGTH: usize = 48;
/// A client id that nobody has.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// The page for people.
pub(super) fn manual() -> Vec<Section> {
    vec![
        Section::new("What the sandbox fills in").text(
            "The contract is a reconstruction, so the plainest behaviour stands for what nobody has published: \
             a consumer is known by client, kind and value of the identity, and to enroll the same card for the same consumer \
             again changes nothing and gives the same ids. A change of card or profile takes any object; of a profile it \
             changes names, country, language, mobile number and consents. Deleting profiles deletes the one that the query \
             names as `consumerId` or `srcConsumerId`, or all of them.",
        ),
        Section::new("Clients")
            .text(format!(
                "`x-openapi-clientid` is optional, since the signature says who calls; if it is sent it has to be the first \
                 {CLIENT_ID_LENGTH} characters of the consumer key. Any `srcClientId` is known, except where a seed lists \
                 `clients`."
            ))
            .table(
                &["`srcClientId`", "Response"],
                [[format!("`{NOBODY}`"), "`INVALID_STATE`: nobody has it".to_owned()]],
            ),
        Section::new("Batches").text(format!(
            "A batch has at most {} records. It is answered with 202 and processed by the sandbox's clock: the first record after {} ms, then one each {} \
             ms. Its state says how many records are enrolled and how many failed, each with its reason.",
            batch::MOST,
            batch::FIRST_AFTER.num_milliseconds(),
            batch::EACH_AFTER.num_milliseconds()
        )),
        Section::new("Seed")
            .text(
                "All members are optional. With `clients` or `services` any other is unknown. The id of a consumer or card that \
                 is seeded is the same in every run.",
            )
            .example(json!({
                "clients": ["6e1f0d3c-0000-4000-8000-000000000003"],
                "services": ["SRC"],
                "consumers": [{
                    "srcClientId": "6e1f0d3c-0000-4000-8000-000000000003",
                    "serviceId": "SRC",
                    "consumer": {
                        "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "jane.roe@example.com"},
                    },
                    "cards": [{
                        "primaryAccountNumber": "5555555555554444", "panExpirationMonth": "12", "panExpirationYear": "2029",
                    }],
                    "since": "2026-01-31T12:00:00Z",
                }],
            })),
    ]
}

/// What a seed looks like.
pub(super) fn seed_schema() -> Value {
    let uuid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    let consumer = seeds::object(
        "A consumer who is enrolled.",
        &["srcClientId", "consumer"],
        json!({
            "srcClientId": seeds::text("The client.", uuid),
            "serviceId": seeds::text("The service of the cards.", ""),
            "consumer": {
                "description": "The consumer, as a request has it.",
                "type": "object",
                "required": ["consumerIdentity"],
                "properties": {"consumerIdentity": {
                    "type": "object",
                    "required": ["identityType", "identityValue"],
                    "properties": {"identityType": {"type": "string"}, "identityValue": {"type": "string"}},
                }},
            },
            "cards": seeds::list("The cards, as a request has them before encryption.", json!({"type": "object"})),
            "since": seeds::time("When they were enrolled.", "date-time"),
        }),
    );
    seeds::object(
        "Issuer Enrollment.",
        &[],
        json!({
            "clients": seeds::list("The clients that are set up; any, if left out.", seeds::text("A UUID.", uuid)),
            "services": seeds::list("The services that are set up; any, if left out.", seeds::text("A service id.", "")),
            "consumers": seeds::list("Who is enrolled.", consumer),
        }),
    )
}

/// The behaviour of Issuer Enrollment.
#[derive(Default)]
pub(crate) struct Enrollment {
    /// The clients and services that are set up; none means any.
    clients: Option<BTreeSet<String>>,
    services: Option<BTreeSet<String>>,
    /// By `srcConsumerId`.
    profiles: BTreeMap<String, Profile>,
    /// By `srcDigitalCardId`.
    cards: BTreeMap<String, Card>,
    /// By `batchId`.
    batches: BTreeMap<String, Batch>,
    ids: Ids,
    consumers: Ordinals,
}

/// One finding in the error of a call.
#[derive(Clone, Debug)]
struct Finding {
    reason: &'static str,
    source: String,
    source_type: &'static str,
    message: &'static str,
}

impl Finding {
    fn missing(source: impl Into<String>) -> Self {
        Self {
            reason: "CANNOT_BE_NULL",
            source: source.into(),
            source_type: "BODY",
            message: "must not be null",
        }
    }

    fn invalid(source: impl Into<String>, message: &'static str) -> Self {
        Self {
            reason: "INVALID_VALUE",
            source: source.into(),
            source_type: "BODY",
            message,
        }
    }

    fn within(mut self, source_type: &'static str) -> Self {
        self.source_type = source_type;
        self
    }

    fn json(&self) -> Value {
        json!({
            "reason": self.reason,
            "source": self.source,
            "sourceType": self.source_type,
            "message": self.message,
        })
    }
}

/// Why a call is refused.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    details: Vec<Value>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: &'static str, details: Vec<Value>) -> Self {
        Self {
            status,
            code,
            message,
            details,
        }
    }

    /// Malformed or missing input.
    fn argument(finding: &Finding) -> Self {
        let message = "The request is malformed, or a value is missing or wrong";
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_ARGUMENT",
            message,
            vec![finding.json()],
        )
    }

    /// Well-formed input that names what does not exist.
    fn state(source: &str) -> Self {
        let finding = Finding::invalid(source, "is not known");
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_STATE",
            "The request names what does not exist",
            vec![finding.json()],
        )
    }

    fn not_found(source: &str) -> Self {
        let finding = Finding::invalid(source, "is not known").within("PATH");
        Self::new(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            "There is no such resource",
            vec![finding.json()],
        )
    }

    /// In the form of the contract, which the operations about cards and profiles have.
    fn reply(self) -> Reply {
        let mut error = json!({"code": self.status.as_u16(), "status": self.code, "message": self.message});
        if !self.details.is_empty() {
            error["details"] = self.details.into();
        }
        Reply::json(self.status, error)
    }

    /// In the form of the documentation, which the operations about batches have.
    fn documented(self) -> Reply {
        let mut error = json!({"status": self.status.as_u16(), "reason": self.code, "message": self.message});
        if !self.details.is_empty() {
            error["errordetail"] = self.details.into();
        }
        Reply::json(self.status, error)
    }
}

impl Enrollment {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn check_client(&self, client: Option<&str>) -> Result<(), Refusal> {
        let Some(client) = client else {
            return Err(Refusal::argument(&Finding::missing("srcClientId")));
        };
        if !is_uuid(client) {
            return Err(Refusal::argument(&Finding::invalid("srcClientId", "is no UUID")));
        }
        let is_known = self.clients.as_ref().is_none_or(|clients| clients.contains(client));
        if client == NOBODY || !is_known {
            return Err(Refusal::state("srcClientId"));
        }
        Ok(())
    }

    fn check_service(&self, service: Option<&str>) -> Result<(), Refusal> {
        let is_known = |service: &str| self.services.as_ref().is_none_or(|services| services.contains(service));
        match service {
            Some(service) if !is_known(service) => Err(Refusal::state("serviceId")),
            _ => Ok(()),
        }
    }

    fn enroll(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        check_client_id(call)?;
        let body = body(call);
        let client = text(body, "/srcClientId");
        self.check_client(client)?;
        let correlation = match text(body, "/srcCorrelationId") {
            Some(id) if is_correlation_id(id) => id.to_owned(),
            Some(_) => return Err(Refusal::argument(&Finding::invalid("srcCorrelationId", "is no UUID"))),
            None => self.ids.uuid("session", call.now),
        };
        let service = text(body, "/serviceId");
        self.check_service(service)?;
        let consumer = body.get("consumer").unwrap_or(&Value::Null);
        let identity = Identity::read(consumer, client.unwrap_or_default(), "consumer")
            .map_err(|finding| Refusal::argument(&finding))?;
        let card = self.card_of(body, service)?;
        let (consumer_id, card_id) = self.enrol(identity, consumer, card, Some(call.now));
        if let (Some(profile), Some(consents)) = (self.profiles.get_mut(&consumer_id), body.get("complianceSettings")) {
            profile.consents = Some(consents.clone());
        }
        Ok(Reply::json(
            StatusCode::OK,
            json!({
                "srcCorrelationId": correlation,
                "maskedCard": self.cards.get(&card_id).map(|card| card.masked(&card_id)),
                "maskedConsumer": self.profiles.get(&consumer_id).map(|profile| profile.masked(&consumer_id)),
            }),
        ))
    }

    /// The card of an enrolment, from its number or from a reference.
    fn card_of(&self, body: &Value, service: Option<&str>) -> Result<Card, Refusal> {
        let encrypted = body.get("encryptedCard").filter(|card| !card.is_null());
        let reference = body.get("enrolmentReferenceData").filter(|data| !data.is_null());
        let mut card = match (encrypted, reference) {
            (None, None) => return Err(Refusal::argument(&Finding::missing("encryptedCard"))),
            (Some(_), Some(_)) => {
                let finding = Finding::invalid("enrolmentReferenceData", "excludes encryptedCard");
                return Err(Refusal::argument(&finding));
            }
            (Some(card), None) => Card::read(card, "card").map_err(|finding| Refusal::argument(&finding))?,
            (None, Some(reference)) => {
                let id = text(reference, "/enrolmentReferenceId").unwrap_or_default();
                match text(reference, "/enrolmentReferenceType") {
                    Some("SRC_DIGITAL_CARD_ID") => self
                        .cards
                        .get(id)
                        .cloned()
                        .ok_or_else(|| Refusal::state("enrolmentReferenceData.enrolmentReferenceId"))?,
                    _ => Card::by_reference(id),
                }
            }
        };
        if service.is_some() {
            card.service = service.map(str::to_owned);
        }
        Ok(card)
    }

    /// Puts a card into the profile of a consumer; both may be there already. Answers their ids.
    fn enrol(
        &mut self,
        identity: Identity,
        consumer: &Value,
        mut card: Card,
        now: Option<DateTime<Utc>>,
    ) -> (String, String) {
        let known = self
            .profiles
            .iter()
            .find_map(|(id, profile)| (profile.identity == identity).then(|| id.clone()));
        let consumer_id = known.unwrap_or_else(|| self.new_id("consumer", &identity.key(), now));
        self.consumers.note(&consumer_id);
        let profile = self
            .profiles
            .entry(consumer_id.clone())
            .or_insert_with(|| Profile::new(identity, now));
        profile.change(consumer);
        profile.used = now.or(profile.used);
        let known = self
            .cards
            .iter()
            .find_map(|(id, held)| (held.consumer == consumer_id && held.print == card.print).then(|| id.clone()));
        let card_id = known.unwrap_or_else(|| self.new_id("card", &format!("{consumer_id} {}", card.print), now));
        card.consumer.clone_from(&consumer_id);
        if let Some(held) = self.cards.get_mut(&card_id) {
            // The date of expiry may be newer.
            held.renew(card);
        } else {
            card.added = now;
            self.cards.insert(card_id.clone(), card);
        }
        (consumer_id, card_id)
    }

    /// An id; what a seed puts in has the same one in every run.
    fn new_id(&mut self, kind: &str, key: &str, now: Option<DateTime<Utc>>) -> String {
        match now {
            Some(now) => self.ids.uuid(kind, now),
            None => uuid(&["seeded", kind, key]),
        }
    }

    /// The id of a card that the caller may see.
    fn card_id<'a>(&self, call: &'a Call<'_>) -> Result<&'a str, Refusal> {
        let id = call.path("cardId");
        let card = self.cards.get(id).ok_or_else(|| Refusal::not_found("cardId"))?;
        let client = self
            .profiles
            .get(&card.consumer)
            .map(|profile| profile.identity.client());
        if call.query("srcClientId").is_some_and(|asked| Some(asked) != client) {
            return Err(Refusal::not_found("cardId"));
        }
        let service = card.service.as_deref();
        if call
            .query("serviceId")
            .is_some_and(|asked| service.is_some_and(|service| service != asked))
        {
            return Err(Refusal::not_found("cardId"));
        }
        Ok(id)
    }

    fn get_card(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let id = self.card_id(call)?;
        let card = self.cards.get(id).map(|card| card.masked(id));
        let session = self.ids.uuid("session", call.now);
        Ok(Reply::json(
            StatusCode::OK,
            json!({"srcCorrelationId": session, "maskedCard": card}),
        ))
    }

    /// What the address consists of is not known, so all that is kept is that there is one.
    fn update_card(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let id = self.card_id(call)?;
        if body(call).as_object().is_none_or(Map::is_empty) {
            return Err(Refusal::argument(&Finding::missing("billingAddress")));
        }
        if let Some(card) = self.cards.get_mut(id) {
            card.has_address = true;
        }
        self.get_card(call)
    }

    fn delete_card(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let id = self.card_id(call)?;
        self.cards.remove(id);
        let session = self.ids.uuid("session", call.now);
        Ok(Reply::json(StatusCode::OK, json!({"srcCorrelationId": session})))
    }

    fn get_profile(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let id = call.path("consumerId");
        let profile = self.profiles.get(id).ok_or_else(|| Refusal::not_found("consumerId"))?;
        let cards: Vec<Value> = self
            .cards
            .iter()
            .filter(|(_, card)| card.consumer == id)
            .map(|(card_id, card)| card.masked(card_id))
            .collect();
        let consumer = profile.masked(id);
        let session = self.ids.uuid("session", call.now);
        Ok(Reply::json(
            StatusCode::OK,
            json!({"srcCorrelationId": session, "maskedConsumer": consumer, "maskedCards": cards}),
        ))
    }

    fn update_profile(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let profile = self
            .profiles
            .get_mut(call.path("consumerId"))
            .ok_or_else(|| Refusal::not_found("consumerId"))?;
        let body = body(call);
        if body.as_object().is_none_or(Map::is_empty) {
            return Err(Refusal::argument(&Finding::missing("consumer")));
        }
        // With or without the object around it that enrolment has.
        profile.change(body.get("consumer").unwrap_or(body));
        if let Some(consents) = body.get("complianceSettings").filter(|consents| consents.is_object()) {
            profile.consents = Some(consents.clone());
        }
        profile.used = Some(call.now);
        self.get_profile(call)
    }

    fn delete_profiles(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let named = call.query("consumerId").or_else(|| call.query("srcConsumerId"));
        let deleted: Vec<String> = match named {
            Some(id) if self.profiles.contains_key(id) => vec![id.to_owned()],
            Some(_) => return Err(Refusal::not_found("consumerId")),
            None => self.profiles.keys().cloned().collect(),
        };
        for id in &deleted {
            self.profiles.remove(id);
            self.cards.retain(|_, card| card.consumer != *id);
        }
        let session = self.ids.uuid("session", call.now);
        Ok(Reply::json(
            StatusCode::OK,
            json!({"srcCorrelationId": session, "deletedProfiles": deleted.len()}),
        ))
    }
}

/// The client id, if it is sent, has to be that of the signature; without a signature it has to be sent.
fn check_client_id(call: &Call<'_>) -> Result<(), Refusal> {
    let sent = call
        .headers
        .get(CLIENT_ID_HEADER)
        .map(|value| value.to_str().unwrap_or_default());
    let signed = call
        .headers
        .get(http::header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(consumer_key);
    let finding = match (sent, signed) {
        (None, None) => Finding::missing(CLIENT_ID_HEADER),
        (Some(""), _) => Finding::invalid(CLIENT_ID_HEADER, "openapi.invalid.xclient.id"),
        (Some(sent), Some(key)) if key.get(..CLIENT_ID_LENGTH).unwrap_or(key) != sent => {
            Finding::invalid(CLIENT_ID_HEADER, "openapi.invalid.xclient.id")
        }
        _ => return Ok(()),
    };
    Err(Refusal::argument(&finding.within("HEADER")))
}

/// The consumer key in an `Authorization` header, as it stands there: what is escaped in it comes after the client id.
fn consumer_key(authorization: &str) -> Option<&str> {
    let (_, rest) = authorization.split_once("oauth_consumer_key=\"")?;
    rest.split_once('"').map(|(key, _)| key)
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    lengths.iter().all(|length| {
        parts
            .next()
            .is_some_and(|part| part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }) && parts.next().is_none()
}

/// A UUID, or one after eight hexadecimal digits and a separator.
fn is_correlation_id(text: &str) -> bool {
    is_uuid(text)
        || (text.is_ascii()
            && text.len() == 45
            && text[..8].bytes().all(|byte| byte.is_ascii_hexdigit())
            && is_uuid(&text[9..]))
}

impl Service for Enrollment {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        self.work_off(call.now);
        let answer = match call.operation.id() {
            ENROLL => self.enroll(call),
            GET_CARD => self.get_card(call),
            UPDATE_CARD => self.update_card(call),
            DELETE_CARD => self.delete_card(call),
            GET_PROFILE => self.get_profile(call),
            UPDATE_PROFILE => self.update_profile(call),
            DELETE_PROFILES => self.delete_profiles(call),
            ENROLL_BATCH => return self.enroll_batch(call).unwrap_or_else(Refusal::documented),
            GET_BATCH => return self.batch_status(call).unwrap_or_else(Refusal::documented),
            _ => Err(Refusal::new(
                StatusCode::NOT_IMPLEMENTED,
                "NOT_IMPLEMENTED",
                "The sandbox has no such operation",
                Vec::new(),
            )),
        };
        answer.unwrap_or_else(Refusal::reply)
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        let status = status_of(problem);
        let place = problem.place.trim_start_matches('/').replace('/', ".");
        let detail = |reason: &str| {
            let message = if problem.message.is_empty() {
                "is not accepted"
            } else {
                &problem.message
            };
            vec![json!({"reason": reason, "source": place, "sourceType": "BODY", "message": message})]
        };
        let malformed = "The request is malformed, or a value is missing or wrong";
        let argument = |message, details| Refusal::new(status, "INVALID_ARGUMENT", message, details).reply();
        match problem.kind {
            ProblemKind::Missing => argument(malformed, detail("CANNOT_BE_NULL")),
            ProblemKind::Invalid => argument(malformed, detail("INVALID_VALUE")),
            ProblemKind::NotJson | ProblemKind::MediaType => argument("The body is no JSON", detail("INVALID_VALUE")),
            ProblemKind::Plaintext | ProblemKind::Undecryptable | ProblemKind::ForeignKey => {
                argument("The encrypted field cannot be decrypted", detail("INVALID_VALUE"))
            }
            // The only status of the contract with the gateway's form.
            ProblemKind::Fault(StatusCode::UNAUTHORIZED) => super::support::Refusal::new(
                status,
                "Gateway",
                "AUTHENTICATION_FAILED",
                "Unauthorized",
                Some(found(problem)).filter(|found| !found.is_empty()),
            )
            .reply(),
            ProblemKind::Fault(_) => {
                let (code, message) = match status {
                    StatusCode::FORBIDDEN => ("FORBIDDEN", "The client may not do this"),
                    StatusCode::NOT_FOUND => ("NOT_FOUND", "There is no such resource"),
                    StatusCode::TOO_MANY_REQUESTS => ("TOO_MANY_REQUESTS", "Too many requests"),
                    StatusCode::SERVICE_UNAVAILABLE => ("SERVICE_UNAVAILABLE", "The service is not available"),
                    _ if status.is_server_error() => ("INTERNAL_SERVER_ERROR", "The service has failed"),
                    _ => ("INVALID_ARGUMENT", "The request is refused"),
                };
                Refusal::new(status, code, message, Vec::new()).reply()
            }
        }
    }

    fn tables(&self) -> Vec<Table> {
        let show = |time: Option<DateTime<Utc>>| time.map(shown).unwrap_or_default();
        let name = |id: &str| self.consumers.name("consumer", id);
        let mut profiles: Vec<(usize, Vec<String>)> = self
            .profiles
            .iter()
            .map(|(id, profile)| {
                let cards = self.cards.values().filter(|card| card.consumer == *id).count();
                let row = vec![
                    name(id),
                    id.clone(),
                    profile.identity.kind().to_owned(),
                    cards.to_string(),
                    show(profile.added),
                    show(profile.used),
                ];
                (self.consumers.of(id), row)
            })
            .collect();
        profiles.sort_by_key(|(ordinal, _)| *ordinal);
        let mut cards: Vec<(usize, Vec<String>)> = self
            .cards
            .iter()
            .map(|(id, card)| {
                let row = vec![
                    name(&card.consumer),
                    id.clone(),
                    "ACTIVE".to_owned(),
                    if card.has_address { "changed" } else { "as enrolled" }.to_owned(),
                    show(card.added),
                ];
                (self.consumers.of(&card.consumer), row)
            })
            .collect();
        cards.sort();
        let batches = self.batches.iter().map(|(id, batch)| batch.row(id));
        vec![
            Table {
                title: "Consumers",
                columns: &["Consumer", "Id", "Known by", "Cards", "Added", "Last used"],
                rows: profiles.into_iter().map(|(_, row)| row).collect(),
            },
            Table {
                title: "Cards",
                columns: &["Of", "Id", "State", "Billing address", "Added"],
                rows: cards.into_iter().map(|(_, row)| row).collect(),
            },
            Table {
                title: "Batches",
                columns: &["Id", "Your id", "Received", "State", "Records", "Enrolled", "Failed"],
                rows: batches.collect(),
            },
        ]
    }

    fn seed(&mut self, seed: &Value) -> Result<(), String> {
        let root = Node::root("issuer-enrollment", seed).object(&["clients", "services", "consumers"])?;
        let mut enrollment = Self::new();
        if let Some(clients) = root.get("clients") {
            let ids = clients.list()?;
            let ids: Result<_, _> = ids
                .iter()
                .map(|id| id.text_if("a UUID", is_uuid).map(str::to_owned))
                .collect();
            enrollment.clients = Some(ids?);
        }
        if let Some(services) = root.get("services") {
            let ids = services.list()?;
            let ids: Result<_, _> = ids.iter().map(|id| id.text().map(str::to_owned)).collect();
            enrollment.services = Some(ids?);
        }
        for node in root.list_of("consumers")? {
            enrollment.seed_consumer(&node)?;
        }
        *self = enrollment;
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}

impl Enrollment {
    fn seed_consumer(&mut self, node: &Node<'_>) -> Result<(), String> {
        let node = node
            .clone()
            .object(&["srcClientId", "serviceId", "consumer", "cards", "since"])?;
        let client = node.need("srcClientId")?.text_if("a UUID", is_uuid)?;
        let consumer = node.need("consumer")?;
        let wrong = |node: &Node<'_>, finding: &Finding| {
            format!("{} ({} {})", node.wrong("a card"), finding.source, finding.message)
        };
        let identity = || {
            Identity::read(consumer.value(), client, "consumer").map_err(|_| {
                consumer.wrong("an object with consumerIdentity, which holds identityType and identityValue,")
            })
        };
        let since = node.get("since").map(|since| since.time()).transpose()?;
        let id = self.new_id("consumer", &identity()?.key(), None);
        self.consumers.note(&id);
        let mut profile = Profile::new(identity()?, since);
        profile.change(consumer.value());
        self.profiles.insert(id.clone(), profile);
        for card in node.list_of("cards")? {
            let mut read = Card::read(card.value(), "card").map_err(|finding| wrong(&card, &finding))?;
            read.service = node
                .get("serviceId")
                .map(|service| service.text())
                .transpose()?
                .map(str::to_owned);
            let (_, card_id) = self.enrol(identity()?, consumer.value(), read, None);
            if let Some(card) = self.cards.get_mut(&card_id) {
                card.added = since;
            }
        }
        Ok(())
    }
}
