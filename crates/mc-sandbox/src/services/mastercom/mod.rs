//! Mastercom: claims with their chargebacks, retrievals, fees, fraud reports and cases.
//!
//! One customer plays all parts here, issuer and acquirer, sender and receiver: which one acts follows from the
//! operation. What may follow what is decided in [`lifecycle`]. Time comes from the calls alone. [`manual()`] shows it to people.

mod ask;
mod cases;
mod chargebacks;
mod claims;
mod documents;
mod fees;
mod lifecycle;
mod manual;
mod queues;
mod refusal;
mod reports;
mod retrievals;
mod seed;
mod state;
#[cfg(test)]
mod tests;
mod transactions;
mod values;

use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;
use serde_json::Value;

use self::ask::Ask;
pub(super) use self::manual::{manual, seed_schema};
use self::refusal::{Outcome, Refusal};
use self::seed::Seed;
use self::state::{Network, Standing, State};
use crate::service::{Call, Problem, Reply, Service, Table};

/// Mastercom's behaviour and state.
pub(crate) struct Mastercom {
    seed: Seed,
    /// None until the first call says what time it is.
    state: Option<State>,
    requests: AtomicU64,
}

impl Mastercom {
    /// With the built-in seed.
    pub(crate) fn new() -> Self {
        Self {
            seed: Seed::built_in(),
            state: None,
            requests: AtomicU64::new(1),
        }
    }

    fn request_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("4d43c0de-0000-4000-9000-{number:012x}")
    }
}

impl Service for Mastercom {
    fn answer(&mut self, call: &Call<'_>) -> Reply {
        let seed = &self.seed;
        let state = self
            .state
            .get_or_insert_with(|| seed.plant(call.now).unwrap_or_default());
        state.pass_time(call.now);
        match answer(state, &Ask::of(call)) {
            Ok(body) => Reply::json(StatusCode::OK, body),
            Err(refusal) => refusal.reply(&self.request_id()),
        }
    }

    fn refuse(&self, problem: &Problem) -> Reply {
        Refusal::of(problem).reply(&self.request_id())
    }

    fn tables(&self) -> Vec<Table> {
        match &self.state {
            Some(state) => tables(state),
            None => tables(&seed::preview(&self.seed)),
        }
    }

    fn seed(&mut self, seed: &Value) -> Result<(), String> {
        self.seed = Seed::read(seed)?;
        self.state = None;
        Ok(())
    }

    fn reset(&mut self) {
        self.seed = Seed::built_in();
        self.state = None;
    }
}

fn answer(state: &mut State, ask: &Ask<'_>) -> Outcome {
    use Network::{Gcms, Mds};
    match ask.operation {
        "createCase" => cases::create(state, ask),
        "getCaseDocuments" => cases::download(state, ask),
        "retrieveCaseClaims" => cases::claims(state, ask),
        "retrieveCaseStatus" => cases::status(state, ask),
        "searchCaseDocuments" => cases::search(state, ask),
        "updateCase" => cases::update(state, ask),
        "acknowledgeChargebacks" => chargebacks::acknowledge(state, ask, Gcms),
        "acknowledgeDebitChargebacks" => chargebacks::acknowledge(state, ask, Mds),
        "createChargeback" => chargebacks::create(state, ask),
        "createChargebackReversal" => chargebacks::reverse(state, ask, Gcms),
        "createDebitChargeback" => chargebacks::create_debit(state, ask),
        "createDebitChargebackReversal" => chargebacks::reverse(state, ask, Mds),
        "getChargebackDocuments" => chargebacks::download(state, ask, Gcms),
        "getDebitChargebackDocuments" => chargebacks::download(state, ask, Mds),
        "loadChargebackData" => chargebacks::load_data(state, ask),
        "retrieveChargebackStatus" => chargebacks::status(state, ask, Gcms),
        "retrieveDebitChargebackStatus" => chargebacks::status(state, ask, Mds),
        "updateChargeback" => chargebacks::update(state, ask, Gcms),
        "updateDebitChargeback" => chargebacks::update(state, ask, Mds),
        "createClaim" => claims::create(state, ask),
        "getClaimDetail" => claims::detail(state, ask),
        "updateClaim" => claims::update(state, ask),
        "createDebitFee" => fees::create_debit(state, ask),
        "createFee" => fees::create(state, ask),
        "loadFeeData" => fees::load_data(state, ask),
        "createFraudReport" => fees::report_fraud(state, ask),
        "loadFraudData" => fees::load_fraud_data(state, ask),
        "healthcheck" => Ok(reports::health()),
        "getQueueClaims" => queues::content(state, ask),
        "getQueueNames" => Ok(queues::names()),
        "searchQueueClaims" => queues::search(state, ask),
        "getReconciliationReport" => reports::collect(state, ask),
        "requestReconciliationReport" => reports::order(state, ask),
        "createDebitRetrievalRequest" => retrievals::create_debit(state, ask),
        "createRetrievalRequest" => retrievals::create(state, ask),
        "fulfillRetrievalRequest" => retrievals::fulfil(state, ask),
        "getDebitRetrievalDocuments" => retrievals::download(state, ask, Mds),
        "getRetrievalDocuments" => retrievals::download(state, ask, Gcms),
        "loadRetrievalData" => retrievals::load_data(state, ask),
        "respondToDebitFulfillment" => retrievals::respond(state, ask, Mds),
        "respondToFulfillment" => retrievals::respond(state, ask, Gcms),
        "retrieveDebitFulfillmentStatus" => retrievals::status(state, ask, Mds),
        "retrieveFulfillmentStatus" => retrievals::status(state, ask, Gcms),
        "getAuthorizationDetail" => transactions::authorization_detail(state, ask),
        "getClearingDetail" => transactions::clearing_detail(state, ask),
        "getDebitTransactionDetail" => transactions::debit_detail(state, ask),
        "searchDebitTransactions" => transactions::search_debit(state, ask),
        "searchTransactions" => transactions::search(state, ask),
        _ => Err(Refusal {
            status: StatusCode::METHOD_NOT_ALLOWED,
            description: "There is no such operation.".to_owned(),
            details: Vec::new(),
        }),
    }
}

fn tables(state: &State) -> Vec<Table> {
    let claims = state.claims.values().map(|claim| {
        vec![
            claim.id.to_string(),
            if claim.is_standard() { "Standard" } else { "CaseFiling" }.to_owned(),
            if claim.open { "open" } else { "closed" }.to_owned(),
            claim.stage.to_string(),
            queues::home(state, claim, state.now).to_owned(),
        ]
    });
    let chargebacks = state.claims.values().flat_map(|claim| {
        claim.chargebacks.iter().map(|chargeback| {
            let standing = match chargeback {
                _ if chargeback.standing == Standing::Reversal => "reversal",
                _ if chargeback.standing == Standing::Reversed => "reversed",
                _ if chargeback.rejected.is_some() => "rejected",
                _ if chargeback.acknowledged => "acknowledged",
                _ if chargeback.is_processed(state.now) => "processed",
                _ => "pending",
            };
            let documents = chargeback.documents.progress(chargeback.needs_document, state.now);
            vec![
                chargeback.id.to_string(),
                claim.id.to_string(),
                chargeback.kind.text().to_owned(),
                standing.to_owned(),
                documents.text().to_owned(),
            ]
        })
    });
    let cases = state.cases.values().map(|case| {
        vec![
            case.id.to_string(),
            case.standard.iter().map(u64::to_string).collect::<Vec<_>>().join(", "),
            case.kind.code().to_owned(),
            case.state.text().to_owned(),
        ]
    });
    let retrievals = state.claims.values().flat_map(|claim| {
        claim.retrievals.iter().map(|retrieval| {
            let standing = match (&retrieval.answer, &retrieval.verdict) {
                (_, Some(_)) => "judged",
                (Some(_), None) => "answered",
                (None, None) => "waiting",
            };
            vec![
                retrieval.id.to_string(),
                claim.id.to_string(),
                standing.to_owned(),
                retrievals::progress(retrieval, state.now).to_owned(),
            ]
        })
    });
    let queues = queues::counts(state)
        .into_iter()
        .map(|(name, count)| vec![name.to_owned(), count.to_string()]);
    vec![
        Table {
            title: "Claims",
            columns: &["Claim", "Type", "State", "Stage", "Queue"],
            rows: claims.collect(),
        },
        Table {
            title: "Chargebacks",
            columns: &["Chargeback", "Claim", "Type", "State", "Documents"],
            rows: chargebacks.collect(),
        },
        Table {
            title: "Cases",
            columns: &["Case", "Claims", "Type", "State"],
            rows: cases.collect(),
        },
        Table {
            title: "Retrieval requests",
            columns: &["Request", "Claim", "State", "Documents"],
            rows: retrievals.collect(),
        },
        Table {
            title: "Queues",
            columns: &["Queue", "Claims"],
            rows: queues.collect(),
        },
    ]
}
