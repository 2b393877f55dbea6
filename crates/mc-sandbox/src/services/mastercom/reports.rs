//! Reconciliation reports, ordered first and collected later, and the health check.

use std::fmt::Write as _;

use chrono::{TimeDelta, Timelike};
use mc_core::values::Base64;
use serde_json::{Value, json};

use super::ask::Ask;
use super::refusal::{Outcome, Refusal};
use super::state::{Report, Standing, State, Time};
use super::transactions::{ACQUIRER, ISSUER};
use super::values::{date, days, decimal, digits};

/// How long a report takes to be made.
pub(super) const MADE: TimeDelta = TimeDelta::seconds(2);

pub(super) fn health() -> Value {
    json!([{"status": "true"}])
}

pub(super) fn order(state: &mut State, ask: &Ask<'_>) -> Outcome {
    let body = ask.body();
    let (first, last) = days(body, "startDate", "endDate")?;
    let mut institutions = Vec::new();
    for item in body.list("ica") {
        let number = item
            .as_str()
            .filter(|text| digits(text, 1, 11))
            .and_then(|text| text.parse().ok());
        institutions.push(number.ok_or_else(|| Refusal::invalid("ica", "has 1 to 11 digits"))?);
    }
    let cycles: Vec<u64> = body.list("cycles").iter().filter_map(Value::as_u64).collect();
    if cycles.iter().any(|cycle| !(1..=7).contains(cycle)) {
        return Err(Refusal::invalid("cycles", "is a number from 1 to 7"));
    }
    let enhanced = body.flag("enhancedReconciliationReportFlag")?.unwrap_or_default();
    let number = state.next_report();
    let id = format!("{:08x}-0000-4000-8000-{number:012x}", 0x4d43_0000_u64);
    state.reports.insert(
        id.clone(),
        Report {
            first,
            last,
            cycles,
            institutions,
            enhanced,
            ordered: ask.now,
        },
    );
    Ok(json!({"reportIdentifier": id}))
}

pub(super) fn collect(state: &State, ask: &Ask<'_>) -> Outcome {
    let report = state
        .reports
        .get(ask.path("reportIdentifier"))
        .ok_or_else(|| Refusal::unknown("reportIdentifier"))?;
    if ask.now - report.ordered < MADE {
        return Ok(json!({"status": "Unavailable"}));
    }
    let table = table(state, report, ask.now);
    Ok(json!({"status": "Available", "data": Base64::from_bytes(table).as_str()}))
}

fn table(state: &State, report: &Report, now: Time) -> String {
    let mut table = "claimId,eventId,event,amount,currency,date,cycle".to_owned();
    table.push_str(if report.enhanced { ",network,reasonCode\n" } else { "\n" });
    let ours = [ISSUER, ACQUIRER].map(|ica| ica.parse::<u64>().unwrap_or_default());
    if !report.institutions.is_empty() && !report.institutions.iter().any(|ica| ours.contains(ica)) {
        return table;
    }
    for claim in state.claims.values() {
        let chargebacks = claim
            .chargebacks
            .iter()
            .filter(|chargeback| chargeback.is_processed(now));
        for chargeback in chargebacks {
            let Some(released) = chargeback.released else {
                continue;
            };
            // Six cycles of four hours each.
            let cycle = u64::from(released.hour() / 4 + 1);
            let wanted = report.cycles.is_empty() || report.cycles.contains(&cycle);
            if !wanted || !(report.first..=report.last).contains(&released.date_naive()) {
                continue;
            }
            let event = if chargeback.standing == Standing::Reversal {
                "REVERSAL"
            } else {
                chargeback.kind.text()
            };
            let _ = write!(
                table,
                "{},{},{event},{},{},{},{cycle}",
                claim.id,
                chargeback.id,
                decimal(chargeback.amount),
                chargeback.currency,
                date(released)
            );
            if report.enhanced {
                let _ = write!(table, ",{},{}", state.network(claim).text(), chargeback.reason);
            }
            table.push('\n');
        }
    }
    table
}
