//! Benefit Allocation Service: which segment a card has, since when and until when, and whether its benefits are frozen.
//!
//! At the start the segments `DART` and `PRT` are set up, each with two bundles, and every card number of Mastercard's
//! ranges belongs to the caller. A card has at most one segment; it has it from being assigned until the day on which it
//! ends. Errors have reason code `43` where a card has no segment or its number has been replaced, `50` where a value is
//! not accepted, and `PERMISSION_DENIED` where the card is not the caller's. That a second assignment gets `50` and that
//! a freeze moves with a replaced card number is not documented.
//!
//! [`manual()`] shows it to people.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use http::StatusCode;
use mc_benefit_allocation::operations;
use serde_json::{Value, json};

use super::seed::{self, Node};
use super::support::{Ordinals, Refusal, body, found, status_of, text, unserved};
use crate::manual::Section;
use crate::seeds;
use crate::service::{Call, Problem, ProblemKind, Reply, Service, Table};

const ASSIGN: &str = operations::ASSIGN_SEGMENT.id();
const REPLACE: &str = operations::REPLACE_SEGMENT.id();
const CANCEL: &str = operations::CANCEL_SEGMENT.id();
const REPLACE_CARD: &str = operations::REPLACE_CARD.id();
const FREEZE: &str = operations::SET_CARD_FROZEN.id();

const PRODUCT: &str = "Benefit Allocation Service";
/// Bundle codes have at most this many characters.
const MAX_BUNDLE_CODE: usize = 6;

/// The behaviour of Benefit Allocation Service.
pub(crate) struct Benefits {
    /// What the numbers of the caller's cards begin with.
    ranges: Vec<String>,
    segments: BTreeMap<String, Vec<Bundle>>,
    cards: BTreeMap<String, Card>,
    ordinals: Ordinals,
}

/// A bundle of a segment, as it is set up or as a card has it.
#[derive(Clone)]
struct Bundle {
    code: String,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

#[derive(Clone, Default)]
struct Card {
    allocation: Option<Allocation>,
    frozen: Option<NaiveDate>,
    /// Whether another number has taken over, and from when.
    replaced: Option<NaiveDate>,
}

#[derive(Clone)]
struct Allocation {
    segment: String,
    start: NaiveDate,
    end: Option<NaiveDate>,
    bundles: Vec<Bundle>,
}

impl Allocation {
    /// It counts until the day on which it ends, also before it has begun.
    fn counts(&self, today: NaiveDate) -> bool {
        self.end.is_none_or(|end| end > today)
    }

    fn end_on(&mut self, end: NaiveDate) {
        self.end = Some(end);
        for bundle in &mut self.bundles {
            bundle.end = Some(bundle.end.map_or(end, |own| own.min(end)));
        }
    }
}

impl Bundle {
    fn set_up(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            start: None,
            end: None,
        }
    }

    /// The bundle as a card gets it; none if it has ended by then.
    fn assigned(&self, start: NaiveDate) -> Option<Self> {
        let start = self.start.map_or(start, |own| own.max(start));
        self.end.is_none_or(|end| end > start).then(|| Self {
            code: self.code.clone(),
            start: Some(start),
            end: self.end,
        })
    }

    fn json(&self) -> Value {
        json!({
            "code": self.code,
            "effectiveDate": self.start.map(|date| date.to_string()),
            "expiryDate": self.end.map(|date| date.to_string()),
        })
    }
}

fn bundles(bundles: &[Bundle]) -> Reply {
    let bundles: Vec<Value> = bundles.iter().map(Bundle::json).collect();
    Reply::json(StatusCode::OK, json!({"bundles": bundles}))
}

fn invalid(details: &str) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        PRODUCT,
        "50",
        "A card number, segment code or date is not accepted",
        details.to_owned(),
    )
}

fn no_segment(details: &str) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        PRODUCT,
        "43",
        "No available account",
        details.to_owned(),
    )
}

fn date(body: &Value, pointer: &str) -> Result<NaiveDate, Refusal> {
    text(body, pointer)
        .and_then(seed::date)
        .ok_or_else(|| invalid("invalid date: YYYY-MM-DD is expected"))
}

/// A card number of 16 or 19 digits, which arrives as a number.
fn card_number(value: Option<&Value>) -> Option<String> {
    let number = match value? {
        Value::Number(number) => number.as_u64()?.to_string(),
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.clone(),
        _ => return None,
    };
    matches!(number.len(), 16 | 19).then_some(number)
}

/// What the numbers of the caller's cards begin with, without a seed: Mastercard's own ranges, roughly.
const RANGES: [&str; 2] = ["5", "2"];
/// The segments that are set up without a seed, and their bundles.
const SEGMENTS: [(&str, [&str; 2]); 2] = [("DART", ["PC4657", "PC6323"]), ("PRT", ["PC4657", "PC7101"])];

/// The page for people.
pub(super) fn manual() -> Vec<Section> {
    let segments = SEGMENTS.iter().map(|(code, bundles)| {
        let bundles: Vec<String> = bundles.iter().map(|bundle| format!("`{bundle}`")).collect();
        [format!("`{code}`"), bundles.join(", ")]
    });
    vec![
        Section::new("What there is at the start")
            .text(format!(
                "No card has a segment. Every card number of 16 or 19 digits that begins with {} belongs to the caller. These \
                 segments are set up:",
                RANGES.join(" or ")
            ))
            .table(&["Segment", "Bundles"], segments),
        Section::new("What is remembered")
            .text(
                "A card has at most one segment, from being assigned until the day on which it ends. A card number that was \
                 replaced keeps nothing: the new number takes over the bundles that have not ended, and whether benefits \
                 are frozen.",
            )
            .text(
                "Mastercard does not document that a second assignment is refused with `50`, nor that a freeze moves with a \
                 replaced card number.",
            ),
        Section::new("What is refused").table(
            &["Status", "Reason code", "When"],
            [
                ["400", "`43`", "the card has no segment, or its number has been replaced"],
                [
                    "400",
                    "`50`",
                    "a card number, segment code or date is not accepted, or the card has a segment already",
                ],
                ["400", "`57`", "the payload is encrypted for the key of another environment"],
                ["403", "`PERMISSION_DENIED`", "the card is not the caller's: its number is in none of the ranges"],
                ["500", "none, and no body", "the payload cannot be decrypted"],
            ]
            .map(|row| row.map(str::to_owned)),
        ),
        Section::new("Seed")
            .text(
                "All members are optional; `ranges` and `segments` replace those of the start. A bundle with dates of its own \
                 starts no earlier and ends no later than they say, and one that has ended is not assigned. Of a card only \
                 its number is required.",
            )
            .example(json!({
                "ranges": ["529107"],
                "segments": {
                    "DART": ["PC4657", {"code": "PC6323", "effectiveDate": "2026-12-01", "expiryDate": "2027-11-30"}],
                },
                "cards": [{
                    "cardNumber": 5_291_070_000_000_000_u64, "segment": "DART", "effectiveDate": "2026-11-01",
                    "expiryDate": "2027-10-31", "isFrozen": true, "frozenSince": "2026-11-10",
                }],
            })),
    ]
}

/// What a seed looks like.
pub(super) fn seed_schema() -> Value {
    let code = || seeds::text("The code of a bundle.", &format!("^.{{1,{MAX_BUNDLE_CODE}}}$"));
    let dated = seeds::object(
        "A bundle with dates of its own.",
        &["code"],
        json!({
            "code": code(),
            "effectiveDate": seeds::time("It starts no earlier.", "date"),
            "expiryDate": seeds::time("It ends no later.", "date"),
        }),
    );
    let card = seeds::object(
        "A card.",
        &["cardNumber"],
        json!({
            "cardNumber": {
                "description": "16 or 19 digits.",
                "oneOf": [
                    {"type": "integer", "minimum": 1_000_000_000_000_000_u64},
                    {"type": "string", "pattern": "^([0-9]{16}|[0-9]{19})$"},
                ],
            },
            "segment": seeds::text("The segment that it has.", ""),
            "effectiveDate": seeds::time("From when; required with a segment.", "date"),
            "expiryDate": seeds::time("Until when.", "date"),
            "isFrozen": {"description": "Whether its benefits are frozen.", "type": "boolean"},
            "frozenSince": seeds::time("Since when; required of a frozen card.", "date"),
        }),
    );
    seeds::object(
        "Benefit Allocation Service.",
        &[],
        json!({
            "ranges": seeds::list(
                "What the numbers of the caller's cards begin with.",
                seeds::text("The first digits.", "^[0-9]+$"),
            ),
            "segments": {
                "description": "The segments that are set up: codes of bundles, by code of segment.",
                "type": "object",
                "additionalProperties": seeds::list("The bundles.", json!({"oneOf": [code(), dated]})),
            },
            "cards": seeds::list("The cards that are known.", card),
        }),
    )
}

impl Benefits {
    pub(crate) fn new() -> Self {
        Self {
            ranges: RANGES.map(str::to_owned).into(),
            segments: SEGMENTS
                .iter()
                .map(|(code, bundles)| ((*code).to_owned(), bundles.map(Bundle::set_up).into()))
                .collect(),
            cards: BTreeMap::new(),
            ordinals: Ordinals::default(),
        }
    }

    /// The number of a card that the caller may act on.
    fn card(&mut self, body: &Value, member: &str) -> Result<String, Refusal> {
        let number = card_number(body.get(member)).ok_or_else(|| invalid("invalid card number format"))?;
        if !self.ranges.iter().any(|range| number.starts_with(range.as_str())) {
            return Err(Refusal::new(
                StatusCode::FORBIDDEN,
                PRODUCT,
                "PERMISSION_DENIED",
                "The caller may not act on this card",
                format!("{member} not mapped to requester"),
            ));
        }
        self.ordinals.note(&number);
        Ok(number)
    }

    /// What the card has, if it has not ended.
    fn allocation(&mut self, number: &str, today: NaiveDate) -> Result<&mut Allocation, Refusal> {
        let card = self.cards.get_mut(number);
        if card.as_ref().is_some_and(|card| card.is_replaced(today)) {
            return Err(no_segment("the card number has been replaced"));
        }
        card.and_then(|card| card.allocation.as_mut())
            .filter(|allocation| allocation.counts(today))
            .ok_or_else(|| no_segment("the card has no segment assigned"))
    }

    /// The bundles of a segment that a card gets.
    fn bundles_of(&self, segment: &str, start: NaiveDate) -> Result<Vec<Bundle>, Refusal> {
        let bundles = self
            .segments
            .get(segment)
            .ok_or_else(|| invalid("invalid segment code: it is not set up for the issuer"))?;
        Ok(bundles.iter().filter_map(|bundle| bundle.assigned(start)).collect())
    }

    /// The card numbers that can be assigned something: neither replaced nor with a segment already.
    fn check_free(&self, number: &str, today: NaiveDate) -> Result<(), Refusal> {
        let Some(card) = self.cards.get(number) else {
            return Ok(());
        };
        if card.is_replaced(today) {
            return Err(no_segment("the card number has been replaced"));
        }
        if card
            .allocation
            .as_ref()
            .is_some_and(|allocation| allocation.counts(today))
        {
            return Err(invalid("the card has an active segment: replace it instead"));
        }
        Ok(())
    }

    fn assign(&mut self, body: &Value, today: NaiveDate) -> Result<Reply, Refusal> {
        let number = self.card(body, "cardNumber")?;
        let segment = only_segment(body)?;
        let code = text(segment, "/code").unwrap_or_default();
        let start = date(segment, "/effectiveDate")?;
        self.check_free(&number, today)?;
        let assigned = self.bundles_of(code, start)?;
        let reply = bundles(&assigned);
        self.cards.entry(number).or_default().allocation = Some(Allocation {
            segment: code.to_owned(),
            start,
            end: None,
            bundles: assigned,
        });
        Ok(reply)
    }

    fn replace(&mut self, body: &Value, today: NaiveDate) -> Result<Reply, Refusal> {
        let number = self.card(body, "cardNumber")?;
        let start = date(body, "/effectiveDate")?;
        let new = text(body, "/newSegmentCode").unwrap_or_default();
        let assigned = self.bundles_of(new, start)?;
        let allocation = self.allocation(&number, today)?;
        if Some(allocation.segment.as_str()) != text(body, "/oldSegmentCode") {
            return Err(invalid("invalid segment code: oldSegmentCode is not that of the card"));
        }
        if allocation.segment == new {
            return Err(invalid("invalid segment code: the card has newSegmentCode already"));
        }
        let reply = bundles(&assigned);
        *allocation = Allocation {
            segment: new.to_owned(),
            start,
            end: None,
            bundles: assigned,
        };
        Ok(reply)
    }

    fn cancel(&mut self, body: &Value, today: NaiveDate) -> Result<Reply, Refusal> {
        let number = self.card(body, "cardNumber")?;
        let segment = only_segment(body)?;
        let end = date(segment, "/expiryDate")?;
        let allocation = self.allocation(&number, today)?;
        if Some(allocation.segment.as_str()) != text(segment, "/code") {
            return Err(invalid("invalid segment code: it is not that of the card"));
        }
        if end < allocation.start {
            return Err(invalid("invalid date: expiryDate lies before the segment's start"));
        }
        allocation.end_on(end);
        Ok(bundles(&allocation.bundles))
    }

    /// The unexpired bundles go over with the dates that they have.
    fn replace_card(&mut self, body: &Value, today: NaiveDate) -> Result<Reply, Refusal> {
        let old = self.card(body, "oldCardNumber")?;
        let new = self.card(body, "newCardNumber")?;
        let start = date(body, "/effectiveDate")?;
        if old == new {
            return Err(invalid("invalid card number: the new one is the old one"));
        }
        let mut moved = self.allocation(&old, today)?.clone();
        self.check_free(&new, today)?;
        moved.bundles.retain(|bundle| bundle.end.is_none_or(|end| end > start));
        let reply = bundles(&moved.bundles);
        let frozen = self.cards.get_mut(&old).and_then(|card| {
            card.replaced = Some(start);
            if let Some(allocation) = &mut card.allocation {
                allocation.end_on(start.pred_opt().unwrap_or(start));
            }
            card.frozen.take()
        });
        let card = self.cards.entry(new).or_default();
        card.allocation = Some(moved);
        card.frozen = card.frozen.or(frozen);
        Ok(reply)
    }

    fn freeze(&mut self, body: &Value, today: NaiveDate) -> Result<Reply, Refusal> {
        let number = self.card(body, "cardNumber")?;
        let since = date(body, "/date")?;
        let card = self.cards.entry(number).or_default();
        if card.is_replaced(today) {
            return Err(no_segment("the card number has been replaced"));
        }
        let is_frozen = body.get("isFrozen").and_then(Value::as_bool).unwrap_or_default();
        card.frozen = is_frozen.then_some(since);
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    }
}

impl Card {
    fn is_replaced(&self, today: NaiveDate) -> bool {
        self.replaced.is_some_and(|from| from <= today)
    }
}

/// The list may hold exactly one.
fn only_segment(body: &Value) -> Result<&Value, Refusal> {
    match body.get("segments").and_then(Value::as_array).map(Vec::as_slice) {
        Some([segment]) => Ok(segment),
        _ => Err(invalid("exactly one segment is accepted")),
    }
}

impl Service for Benefits {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        let (body, today) = (body(call), today(call.now));
        let answer = match call.operation.id() {
            ASSIGN => self.assign(body, today),
            REPLACE => self.replace(body, today),
            CANCEL => self.cancel(body, today),
            REPLACE_CARD => self.replace_card(body, today),
            FREEZE => self.freeze(body, today),
            _ => Err(unserved(PRODUCT, call.operation)),
        };
        answer.unwrap_or_else(Refusal::reply)
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        let status = status_of(problem);
        let refusal = match problem.kind {
            // What the service says of a payload that it cannot decrypt: nothing.
            ProblemKind::Undecryptable => return Reply::empty(StatusCode::INTERNAL_SERVER_ERROR),
            ProblemKind::ForeignKey => Refusal::new(
                status,
                PRODUCT,
                "57",
                "The payload is encrypted for the key of another environment",
                found(problem),
            ),
            ProblemKind::Missing | ProblemKind::Invalid => invalid(&found(problem)),
            ProblemKind::Plaintext => Refusal::new(
                status,
                PRODUCT,
                "DECRYPTION_ERROR",
                "The payload cannot be decrypted",
                found(problem),
            ),
            ProblemKind::NotJson | ProblemKind::MediaType => {
                Refusal::new(status, PRODUCT, "BAD_REQUEST", "The payload is no JSON", found(problem))
            }
            ProblemKind::Fault(_) => fault(status),
        };
        refusal.reply()
    }

    fn tables(&self) -> Vec<Table> {
        let mut cards: Vec<(usize, Vec<String>)> = self
            .cards
            .iter()
            .map(|(number, card)| {
                let show = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
                let allocation = card.allocation.as_ref();
                let codes: Vec<&str> = allocation
                    .iter()
                    .flat_map(|allocation| &allocation.bundles)
                    .map(|bundle| bundle.code.as_str())
                    .collect();
                let row = vec![
                    self.ordinals.name("card", number),
                    allocation
                        .map(|allocation| allocation.segment.clone())
                        .unwrap_or_default(),
                    codes.join(", "),
                    show(allocation.map(|allocation| allocation.start)),
                    show(allocation.and_then(|allocation| allocation.end)),
                    show(card.frozen),
                    show(card.replaced),
                ];
                (self.ordinals.of(number), row)
            })
            .collect();
        cards.sort_by_key(|(ordinal, _)| *ordinal);
        let segments = self.segments.iter().map(|(code, bundles)| {
            let bundles: Vec<&str> = bundles.iter().map(|bundle| bundle.code.as_str()).collect();
            vec![code.clone(), bundles.join(", ")]
        });
        vec![
            Table {
                title: "Cards with benefits",
                columns: &[
                    "Card",
                    "Segment",
                    "Bundles",
                    "From",
                    "Until",
                    "Frozen from",
                    "Replaced from",
                ],
                rows: cards.into_iter().map(|(_, row)| row).collect(),
            },
            Table {
                title: "Segments set up",
                columns: &["Segment", "Bundles"],
                rows: segments.collect(),
            },
        ]
    }

    fn seed(&mut self, seed: &Value) -> Result<(), String> {
        let root = Node::root("benefit-allocation", seed).object(&["ranges", "segments", "cards"])?;
        let mut benefits = Self::new();
        if let Some(ranges) = root.get("ranges") {
            benefits.ranges.clear();
            for range in ranges.list()? {
                let range = range.text_if("the first digits of card numbers", |text| {
                    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
                })?;
                benefits.ranges.push(range.to_owned());
            }
        }
        if let Some(segments) = root.get("segments") {
            benefits.segments.clear();
            for (code, node) in segments.entries()? {
                let set_up: Result<Vec<Bundle>, String> = node.list()?.into_iter().map(seeded_bundle).collect();
                benefits.segments.insert(code.to_owned(), set_up?);
            }
        }
        for node in root.list_of("cards")? {
            benefits.seed_card(&node)?;
        }
        *self = benefits;
        Ok(())
    }

    fn reset(&mut self) {
        *self = Self::new();
    }
}

impl Benefits {
    fn seed_card(&mut self, node: &Node<'_>) -> Result<(), String> {
        let members = [
            "cardNumber",
            "segment",
            "effectiveDate",
            "expiryDate",
            "isFrozen",
            "frozenSince",
        ];
        let node = node.clone().object(&members)?;
        let number = node.need("cardNumber")?;
        let number =
            card_number(Some(number.value())).ok_or_else(|| number.wrong("a card number of 16 or 19 digits"))?;
        let mut card = Card::default();
        if let Some(segment) = node.get("segment") {
            let start = node.need("effectiveDate")?.date()?;
            let code = segment.text()?;
            let mut allocation = Allocation {
                segment: code.to_owned(),
                start,
                end: None,
                bundles: self
                    .bundles_of(code, start)
                    .map_err(|_| segment.wrong("the code of a segment that is set up"))?,
            };
            if let Some(end) = node.get("expiryDate") {
                allocation.end_on(end.date()?);
            }
            card.allocation = Some(allocation);
        }
        if node.get("isFrozen").map_or(Ok(false), |node| node.flag())? {
            card.frozen = Some(node.need("frozenSince")?.date()?);
        }
        self.ordinals.note(&number);
        self.cards.insert(number, card);
        Ok(())
    }
}

/// A bundle as its code alone, or as an object with dates.
fn seeded_bundle(node: Node<'_>) -> Result<Bundle, String> {
    let code = |node: &Node<'_>| {
        node.text_if("a bundle code of 1 to 6 characters", |text| {
            (1..=MAX_BUNDLE_CODE).contains(&text.chars().count())
        })
        .map(str::to_owned)
    };
    if node.value().is_string() {
        return Ok(Bundle::set_up(&code(&node)?));
    }
    let node = node.object(&["code", "effectiveDate", "expiryDate"])?;
    Ok(Bundle {
        code: code(&node.need("code")?)?,
        start: node.get("effectiveDate").map(|date| date.date()).transpose()?,
        end: node.get("expiryDate").map(|date| date.date()).transpose()?,
    })
}

fn today(now: DateTime<Utc>) -> NaiveDate {
    now.date_naive()
}

/// A fault that was asked for.
fn fault(status: StatusCode) -> Refusal {
    let (code, description) = match status {
        StatusCode::UNAUTHORIZED => ("UNAUTHORIZED", "The caller is not known"),
        StatusCode::FORBIDDEN => ("PERMISSION_DENIED", "The caller may not act on this card"),
        StatusCode::NOT_FOUND => ("NOT_FOUND", "There is nothing here"),
        StatusCode::METHOD_NOT_ALLOWED => ("METHOD_NOT_ALLOWED", "The method is not served"),
        StatusCode::TOO_MANY_REQUESTS => ("TOO_MANY_REQUESTS", "Too many requests"),
        _ if status.is_server_error() => ("SYSTEM_ERROR", "The service has failed"),
        _ => ("BAD_REQUEST", "The request is refused"),
    };
    let refusal = Refusal::new(status, PRODUCT, code, description, None);
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        refusal.recoverable()
    } else {
        refusal
    }
}
