//! Batches: taken in at once, and worked off record by record.

use chrono::{DateTime, Duration, Utc};
use http::StatusCode;
use serde_json::{Value, json};

use super::super::support::{body, digest, shown, text};
use super::profile::{Card, Identity};
use super::{Enrollment, Finding, Refusal, is_uuid};
use crate::service::{Call, Reply};

/// When the first record is done, and how long after it the next one.
pub(super) const FIRST_AFTER: Duration = Duration::seconds(1);
pub(super) const EACH_AFTER: Duration = Duration::milliseconds(50);

/// How many records a batch may have.
pub(super) const MOST: usize = 250;

pub(super) struct Batch {
    client: String,
    external_id: String,
    service: String,
    received: DateTime<Utc>,
    /// What a second batch with the same id is compared with.
    print: [u8; 32],
    records: Vec<Record>,
}

struct Record {
    data: Value,
    outcome: Outcome,
}

enum Outcome {
    Received,
    Enrolled { consumer: String, card: String },
    Failed(Finding),
}

impl Batch {
    fn state(&self) -> &'static str {
        let open = self.count(|outcome| matches!(outcome, Outcome::Received));
        let failed = self.count(|outcome| matches!(outcome, Outcome::Failed(_)));
        match (open, failed) {
            (open, _) if open == self.records.len() => "RECEIVED",
            (1.., _) => "IN_PROGRESS",
            (0, 0) => "COMPLETED",
            (0, failed) if failed == self.records.len() => "FAILED",
            (0, _) => "COMPLETED_WITH_FAILURES",
        }
    }

    fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.records.iter().filter(|record| is(&record.outcome)).count()
    }

    /// How many records are due by now.
    fn due(&self, now: DateTime<Utc>) -> usize {
        let since = now - self.received - FIRST_AFTER;
        if since < Duration::zero() {
            return 0;
        }
        let steps = since.num_milliseconds() / EACH_AFTER.num_milliseconds();
        usize::try_from(steps)
            .unwrap_or_default()
            .saturating_add(1)
            .min(self.records.len())
    }

    pub(super) fn row(&self, id: &str) -> Vec<String> {
        vec![
            id.to_owned(),
            self.external_id.clone(),
            shown(self.received),
            self.state().to_owned(),
            self.records.len().to_string(),
            self.count(|outcome| matches!(outcome, Outcome::Enrolled { .. }))
                .to_string(),
            self.count(|outcome| matches!(outcome, Outcome::Failed(_))).to_string(),
        ]
    }
}

impl Record {
    fn json(&self) -> Value {
        let mut shown = json!({});
        for name in ["externalConsumerId", "externalCardId"] {
            if let Some(id) = self.data.get(name).filter(|id| id.is_string()) {
                shown[name] = id.clone();
            }
        }
        match &self.outcome {
            Outcome::Received => shown["status"] = "RECEIVED".into(),
            Outcome::Enrolled { consumer, card } => {
                shown["status"] = "SUCCESS".into();
                shown["srcConsumerId"] = consumer.as_str().into();
                shown["srcDigitalCardId"] = card.as_str().into();
            }
            Outcome::Failed(finding) => {
                shown["status"] = "FAILED".into();
                shown["errordetail"] = vec![finding.json()].into();
            }
        }
        shown
    }
}

/// The records in the plaintext of `enrollmentData`: a list, one record, or an object with a list; or the text of that.
fn records(data: &Value) -> Option<Vec<Value>> {
    let parsed: Option<Value> = data.as_str().map(|text| serde_json::from_str(text).unwrap_or_default());
    match parsed.as_ref().unwrap_or(data) {
        Value::Array(records) => Some(records.clone()),
        Value::Object(members) => {
            let list = members
                .values()
                .find_map(Value::as_array)
                .filter(|_| members.len() == 1);
            Some(list.cloned().unwrap_or_else(|| vec![Value::Object(members.clone())]))
        }
        _ => None,
    }
}

impl Enrollment {
    pub(super) fn enroll_batch(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let body = body(call);
        let client = text(body, "/srcClientId");
        self.check_client(client)?;
        let client = client.unwrap_or_default();
        let missing = |name: &str| Refusal::argument(&Finding::missing(name));
        let service = text(body, "/serviceId").ok_or_else(|| missing("serviceId"))?;
        self.check_service(Some(service))?;
        let external_id = text(body, "/externalBatchId").or_else(|| text(body, "/externalBatchID"));
        let external_id = external_id.ok_or_else(|| missing("externalBatchId"))?;
        let data = body.get("enrollmentData").filter(|data| !data.is_null());
        let data = data.ok_or_else(|| missing("enrollmentData"))?;
        let records = records(data).filter(|records| !records.is_empty());
        let records =
            records.ok_or_else(|| Refusal::argument(&Finding::invalid("enrollmentData", "holds no records")))?;
        if records.len() > MOST {
            return Err(Refusal::argument(&Finding::invalid(
                "enrollmentData",
                "holds more than 250 records",
            )));
        }
        let print = digest(&[&Value::from(records.clone()).to_string()]);
        let known = self
            .batches
            .iter()
            .find(|(_, batch)| batch.client == client && batch.external_id == external_id);
        let id = match known {
            Some((id, batch)) if batch.print == print => id.clone(),
            Some(_) => {
                let finding = Finding::invalid("externalBatchId", "belongs to a batch with other records");
                return Err(Refusal::argument(&finding));
            }
            None => {
                let id = self.ids.uuid("batch", call.now);
                let waiting = |data| Record {
                    data,
                    outcome: Outcome::Received,
                };
                let batch = Batch {
                    client: client.to_owned(),
                    external_id: external_id.to_owned(),
                    service: service.to_owned(),
                    received: call.now,
                    print,
                    records: records.into_iter().map(waiting).collect(),
                };
                self.batches.insert(id.clone(), batch);
                id
            }
        };
        Ok(Reply::json(
            StatusCode::ACCEPTED,
            json!({"batchId": id, "externalBatchId": external_id}),
        ))
    }

    pub(super) fn batch_status(&mut self, call: &Call<'_>) -> Result<Reply, Refusal> {
        let id = call.path("batchId");
        if !is_uuid(id) {
            return Err(Refusal::argument(
                &Finding::invalid("batchId", "is no UUID").within("PATH"),
            ));
        }
        let batch = self.batches.get(id).ok_or_else(|| Refusal::not_found("batchId"))?;
        let records: Vec<Value> = batch.records.iter().map(Record::json).collect();
        Ok(Reply::json(
            StatusCode::OK,
            json!({
                "batchId": id,
                "externalBatchId": batch.external_id,
                "status": batch.state(),
                "records": records,
            }),
        ))
    }

    /// Does the records that are due.
    pub(super) fn work_off(&mut self, now: DateTime<Utc>) {
        let mut batches = std::mem::take(&mut self.batches);
        for batch in batches.values_mut() {
            let due = batch.due(now);
            for record in &mut batch.records[..due] {
                if matches!(record.outcome, Outcome::Received) {
                    let enrolled = self.enrol_record(&record.data, &batch.client, &batch.service, now);
                    record.outcome = enrolled.unwrap_or_else(Outcome::Failed);
                    // What is done needs no card data any more.
                    if let Value::Object(members) = &mut record.data {
                        members.retain(|name, _| name.starts_with("external"));
                    }
                }
            }
        }
        self.batches = batches;
    }

    /// A record may hold consumer and card as enrolment of one card has them, or their fields side by side.
    fn enrol_record(
        &mut self,
        record: &Value,
        client: &str,
        service: &str,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Finding> {
        let id = |name: &str| {
            text(record, &format!("/{name}"))
                .filter(|id| !id.is_empty())
                .ok_or_else(|| Finding::missing(name))
        };
        let external_consumer = id("externalConsumerId")?;
        id("externalCardId")?;
        let part = |name: &str| record.get(name).filter(|part| part.is_object()).unwrap_or(record);
        let consumer = part("consumer");
        let mut card = Card::read(part("card"), "card")?;
        card.service = Some(service.to_owned());
        let identity = Identity::read(consumer, client, "consumer").unwrap_or_else(|_| {
            // Without an identity of its own, the consumer is known by the issuer's id.
            Identity::new(client, "EXTERNAL_ACCOUNT_ID", external_consumer)
        });
        let (consumer, card) = self.enrol(identity, consumer, card, Some(now));
        Ok(Outcome::Enrolled { consumer, card })
    }
}
