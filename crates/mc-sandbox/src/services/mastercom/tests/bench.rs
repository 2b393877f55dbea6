//! A bench to call operations on.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, StatusCode};
use jsonschema::Validator;
use mc_core::Operation;
use mc_mastercom::models;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::service::{Body, Call, Reply, Service};
use crate::services::mastercom::Mastercom;

/// The card with fresh transactions.
pub(super) const CARD: &str = "5555555555554444";

/// The smallest content that is a PDF by its first bytes, in base64.
pub(super) const PDF: &str = "JVBERi0xLjcK";

static FACTS: OnceLock<Value> = OnceLock::new();

thread_local! {
    static VALIDATORS: RefCell<HashMap<String, Validator>> = RefCell::default();
}

fn facts() -> &'static Value {
    FACTS.get_or_init(|| serde_json::from_str(include_str!("../../../generated/mastercom.json")).unwrap())
}

/// Checks a value against a schema of the contract.
#[track_caller]
pub(super) fn assert_fits(schema: &Value, value: &Value) {
    let wrong: Vec<String> = VALIDATORS.with_borrow_mut(|validators| {
        let validator = validators.entry(schema.to_string()).or_insert_with(|| {
            let whole = json!({"$schema": facts()["$schema"], "$defs": facts()["$defs"], "allOf": [schema]});
            jsonschema::validator_for(&whole).unwrap()
        });
        validator.iter_errors(value).map(|error| error.to_string()).collect()
    });
    assert!(wrong.is_empty(), "{wrong:?} in {value}");
}

fn fact(operation: &Operation) -> &'static Value {
    let operations = facts()["operations"].as_array().unwrap();
    operations.iter().find(|fact| fact["id"] == operation.id()).unwrap()
}

fn read<T: DeserializeOwned + mc_core::Generated>(value: &Value) -> usize {
    serde_json::from_value::<T>(value.clone()).unwrap().unknown_fields()
}

fn read_all<T: DeserializeOwned + mc_core::Generated>(value: &Value) -> usize {
    value.as_array().unwrap().iter().map(read::<T>).sum()
}

/// How many members of an answer the operation's model does not know.
fn unknown(operation: &Operation, value: &Value) -> usize {
    match operation.id() {
        "createCase" | "updateCase" => read::<models::CaseFilingResponse>(value),
        "retrieveCaseClaims" => read::<models::CaseFilingClaimsResponse>(value),
        "retrieveCaseStatus" => read::<models::CaseFilingStatusResponse>(value),
        "searchCaseDocuments" => read::<models::CaseFilingImageStatusResponse>(value),
        "acknowledgeChargebacks" | "acknowledgeDebitChargebacks" => {
            read::<models::ChargebackMarkProcessedResponse>(value)
        }
        "createChargeback"
        | "createChargebackReversal"
        | "createDebitChargeback"
        | "createDebitChargebackReversal"
        | "updateChargeback"
        | "updateDebitChargeback" => read::<models::ChargebackResponse>(value),
        "getCaseDocuments"
        | "getChargebackDocuments"
        | "getDebitChargebackDocuments"
        | "getDebitRetrievalDocuments"
        | "getRetrievalDocuments" => read::<models::DocumentResponse>(value),
        "loadChargebackData" => read::<models::LoadDataForChargebackResponse>(value),
        "retrieveChargebackStatus" | "retrieveDebitChargebackStatus" => read::<models::ChargebackStatusResponse>(value),
        "createClaim" | "updateClaim" => read::<models::ClaimResponse>(value),
        "getClaimDetail" => read::<models::ClaimDetail>(value),
        "createDebitFee" => read::<models::FeeSingleResponse>(value),
        "createFee" => read::<models::FeeResponse>(value),
        "loadFeeData" => read::<models::LoadDataForFeeResponse>(value),
        "createFraudReport" => read::<models::FraudResponse>(value),
        "loadFraudData" => read::<models::LoadDataForFraudResponse>(value),
        "healthcheck" => read_all::<models::HealthCheckResponse>(value),
        "getQueueClaims" => read_all::<models::ClaimSummary>(value),
        "getQueueNames" => read_all::<models::Queue>(value),
        "searchQueueClaims" => read::<models::QueueContentSummary>(value),
        "getReconciliationReport" => read::<models::ReconReportDataRetrievalResponse>(value),
        "requestReconciliationReport" => read::<models::ReconReportDataAcknowledgeResponse>(value),
        "createDebitRetrievalRequest" | "createRetrievalRequest" => read::<models::CreateRetrievalResponse>(value),
        "fulfillRetrievalRequest" => read::<models::AcquirerFulfillmentResponse>(value),
        "loadRetrievalData" => read::<models::LoadDataForRetrievalResponse>(value),
        "respondToDebitFulfillment" | "respondToFulfillment" => read::<models::RetrievalResponse>(value),
        "retrieveDebitFulfillmentStatus" | "retrieveFulfillmentStatus" => {
            read::<models::RetrievalStatusResponse>(value)
        }
        "getAuthorizationDetail" => read::<models::AuthorizationDetail>(value),
        "getClearingDetail" => read::<models::ClearingDetail>(value),
        "getDebitTransactionDetail" => read::<models::TransactionSingleMessageDetail>(value),
        "searchDebitTransactions" => read::<models::TransactionSingleMessageSummaryList>(value),
        "searchTransactions" => read::<models::TransactionSummary>(value),
        other => panic!("{other} has no model here"),
    }
}

/// A refusal, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: u16,
    pub(super) reason: String,
    pub(super) description: String,
    pub(super) details: Vec<(String, String)>,
}

impl Refused {
    pub(super) fn of(reply: &Reply) -> Self {
        let Body::Json(body) = &reply.body else {
            panic!("no JSON: {:?}", reply.body);
        };
        assert_fits(&json!({"$ref": "#/$defs/Errors"}), body);
        let errors = mc_core::GatewayError::parse(body.to_string().as_bytes());
        assert_eq!(errors.len(), 1, "{body}");
        assert!(
            errors[0].request_id().is_some() && errors[0].source().is_some(),
            "{body}"
        );
        assert!(body["Errors"][0]["Details"].is_array(), "{body}");
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            status: reply.status.as_u16(),
            reason: text(errors[0].reason_code()),
            description: text(errors[0].description()),
            details: errors[0]
                .details()
                .iter()
                .map(|detail| (text(detail.name()), text(detail.value())))
                .collect(),
        }
    }

    /// Asserts a conflict with what has this identifier.
    #[track_caller]
    pub(super) fn conflicts_with(&self, name: &str, id: &str) {
        assert_eq!(
            (self.status, self.reason.as_str()),
            (409, "RESOURCE_CONFLICT"),
            "{self:?}"
        );
        assert_eq!(self.details, [(name.to_owned(), id.to_owned())], "{self:?}");
    }

    /// Asserts that a member or parameter breaks a rule.
    #[track_caller]
    pub(super) fn is_about(&self, place: &str) {
        assert_eq!(
            (self.status, self.reason.as_str()),
            (400, "INVALID_REQUEST"),
            "{self:?}"
        );
        assert_eq!(self.details[0].0, place, "{self:?}");
    }

    /// Asserts that something is not known.
    #[track_caller]
    pub(super) fn misses(&self, place: &str) {
        assert_eq!(
            (self.status, self.reason.as_str()),
            (404, "RESOURCE_NOT_FOUND"),
            "{self:?}"
        );
        assert_eq!(self.details[0].0, place, "{self:?}");
    }
}

pub(super) struct Bench {
    pub(super) service: Mastercom,
    pub(super) now: DateTime<Utc>,
    pub(super) called: BTreeSet<&'static str>,
}

pub(super) type Pairs<'a> = &'a [(&'a str, &'a str)];

impl Bench {
    pub(super) fn new() -> Self {
        Self {
            service: Mastercom::new(),
            now: "2026-11-22T05:32:51Z".parse().unwrap(),
            called: BTreeSet::new(),
        }
    }

    pub(super) fn wait(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    pub(super) fn day(&self, ago: i64) -> String {
        (self.now.date_naive() - TimeDelta::days(ago)).to_string()
    }

    #[track_caller]
    fn call(&mut self, operation: &Operation, path: Pairs<'_>, query: Pairs<'_>, body: Option<&Value>) -> Reply {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let path: BTreeMap<String, String> = path.iter().map(own).collect();
        let query: Vec<(String, String)> = query.iter().map(own).collect();
        if let Some(body) = body {
            assert_fits(&fact(operation)["body"]["content"]["application/json"], body);
        }
        self.service.answer(&Call {
            operation,
            path: &path,
            query: &query,
            headers: &HeaderMap::new(),
            body,
            now: self.now,
        })
    }

    /// What an operation answers, which has to fit contract and model.
    #[track_caller]
    pub(super) fn get(&mut self, operation: &Operation, path: Pairs<'_>, query: Pairs<'_>) -> Value {
        self.done(operation, path, query, None)
    }

    #[track_caller]
    pub(super) fn send(&mut self, operation: &Operation, path: Pairs<'_>, body: &Value) -> Value {
        self.done(operation, path, &[], Some(body))
    }

    #[track_caller]
    fn done(&mut self, operation: &Operation, path: Pairs<'_>, query: Pairs<'_>, body: Option<&Value>) -> Value {
        let reply = self.call(operation, path, query, body);
        assert_eq!(reply.status, StatusCode::OK, "{operation}: {:?}", reply.body);
        assert!(reply.pushes.is_empty());
        let Body::Json(answer) = reply.body else {
            panic!("{operation} answers no JSON");
        };
        assert_fits(&fact(operation)["responses"]["200"]["application/json"], &answer);
        assert_eq!(unknown(operation, &answer), 0, "{operation}: {answer}");
        self.called.insert(operation.id());
        answer
    }

    #[track_caller]
    pub(super) fn refused(&mut self, operation: &Operation, path: Pairs<'_>, body: &Value) -> Refused {
        self.not_done(operation, path, &[], Some(body))
    }

    #[track_caller]
    pub(super) fn not_done(
        &mut self,
        operation: &Operation,
        path: Pairs<'_>,
        query: Pairs<'_>,
        body: Option<&Value>,
    ) -> Refused {
        let reply = self.call(operation, path, query, body);
        assert_ne!(reply.status, StatusCode::OK, "{operation}: {:?}", reply.body);
        Refused::of(&reply)
    }

    /// Refused by the behaviour itself, where the contract would have refused before.
    #[track_caller]
    pub(super) fn service_answer(&mut self, operation: &Operation, body: &Value) -> Refused {
        let nowhere = BTreeMap::new();
        Refused::of(&self.service.answer(&Call {
            operation,
            path: &nowhere,
            query: &[],
            headers: &HeaderMap::new(),
            body: Some(body),
            now: self.now,
        }))
    }

    /// A claim on the card's transaction of an amount, opened by search, as life would have it.
    #[track_caller]
    pub(super) fn open(&mut self, amount: &str) -> String {
        let search = json!({"primaryAccountNum": CARD, "tranStartDate": self.day(30), "tranEndDate": self.day(0)});
        let found = self.send(&mc_mastercom::operations::SEARCH_TRANSACTIONS, &[], &search);
        let hundredths = amount.replace('.', "");
        let clearing = found["authorizationSummary"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|found| found["clearingSummary"].as_array().unwrap())
            .find(|clearing| clearing["transactionAmountLocal"] == hundredths.as_str())
            .unwrap();
        let body = json!({
            "disputedAmount": amount,
            "disputedCurrency": clearing["currencyCode"],
            "claimType": "Standard",
            "clearingTransactionId": clearing["transactionId"],
        });
        let claim = self.send(&mc_mastercom::operations::CREATE_CLAIM, &[], &body);
        text(&claim["claimId"])
    }

    /// A claim on a debit transaction.
    #[track_caller]
    pub(super) fn open_debit(&mut self) -> String {
        let search = json!({"primaryAccountNumber": "5200828282828210",
            "settlementFromDate": self.day(30), "settlementToDate": self.day(0)});
        let found = self.send(&mc_mastercom::operations::SEARCH_DEBIT_TRANSACTIONS, &[], &search);
        let first = &found["transactionSummaryList"][0];
        let body = json!({
            "disputedAmount": first["singleMessageSummaryDetails"]["clearingTransaction"]["localRequestedAmount"],
            "disputedCurrency": "USD",
            "claimType": "Standard",
            "clearingTransactionId": first["clearingTransactionId"],
            "authTransactionId": first["authTransactionId"],
        });
        let claim = self.send(&mc_mastercom::operations::CREATE_CLAIM, &[], &body);
        text(&claim["claimId"])
    }

    #[track_caller]
    pub(super) fn detail(&mut self, claim: &str) -> Value {
        self.get(&mc_mastercom::operations::GET_CLAIM_DETAIL, &[("claim-id", claim)], &[])
    }

    /// The claims of a queue.
    #[track_caller]
    pub(super) fn queue(&mut self, name: &str) -> Vec<String> {
        let operation = &mc_mastercom::operations::GET_QUEUE_CLAIMS;
        let claims = self.get(operation, &[], &[("queue-name", name)]);
        claims
            .as_array()
            .unwrap()
            .iter()
            .map(|claim| {
                assert_eq!(claim["queueName"], name);
                text(&claim["claimId"])
            })
            .collect()
    }
}

#[track_caller]
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A first chargeback of 100 dollars.
pub(super) fn chargeback() -> Value {
    json!({"amount": "100.00", "chargebackType": "CHARGEBACK", "currency": "USD", "documentIndicator": "false",
        "reasonCode": "4853"})
}

pub(super) fn second_presentment() -> Value {
    json!({"amount": "100.00", "chargebackType": "SECOND_PRESENTMENT", "currency": "USD", "documentIndicator": "false",
        "reasonCode": "2700"})
}

pub(super) fn debit_chargeback() -> Value {
    json!({"brand": "MD", "replacementAmount": "0.00", "reversalReasonCode": "71", "usageCode": "1",
        "chargebackType": "S", "documentIndicator": "1"})
}

/// A value with members replaced, added or, by null, taken out.
pub(super) fn with(mut value: Value, members: &Value) -> Value {
    let object = value.as_object_mut().unwrap();
    for (name, member) in members.as_object().unwrap() {
        if member.is_null() {
            object.remove(name);
        } else {
            object.insert(name.clone(), member.clone());
        }
    }
    value
}
