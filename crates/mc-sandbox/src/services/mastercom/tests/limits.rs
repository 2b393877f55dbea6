//! How much is taken, how far searches go, and how pages are counted.

use chrono::TimeDelta;
use mc_mastercom::operations as op;
use serde_json::{Value, json};

use super::bench::{Bench, CARD, text};
use crate::services::mastercom::claims::fresh;
use crate::services::mastercom::state::Subject;

#[test]
fn lists_have_a_longest_length() {
    let mut bench = Bench::new();
    let (claim, chargeback) = ("200002020655", "300018439680");
    let many = |item: Value, count: usize| Value::Array(vec![item; count]);
    for (operation, list, item, most) in [
        (
            &op::RETRIEVE_CHARGEBACK_STATUS,
            "chargebackList",
            json!({"claimId": claim, "chargebackId": chargeback}),
            2000,
        ),
        (
            &op::RETRIEVE_FULFILLMENT_STATUS,
            "retrievalList",
            json!({"claimId": "200002020658", "requestId": "300002296235"}),
            2000,
        ),
        (
            &op::RETRIEVE_CASE_STATUS,
            "caseFilingList",
            json!({"caseId": "536092"}),
            2000,
        ),
        (
            &op::RETRIEVE_CASE_CLAIMS,
            "caseFilingList",
            json!({"caseId": "536092", "isIssuer": true}),
            2000,
        ),
        (
            &op::ACKNOWLEDGE_CHARGEBACKS,
            "chargebackList",
            json!({"claimId": claim, "chargebackId": chargeback}),
            500,
        ),
    ] {
        let answer = bench.send(operation, &[], &json!({ list: many(item.clone(), most) }));
        let answered = answer.as_object().unwrap().values().next().unwrap();
        assert_eq!(answered.as_array().unwrap().len(), most, "{operation}");
        // The gateway refuses longer lists by the contract; the behaviour does so on its own.
        let reply = bench.service_answer(operation, &json!({ list: many(item, most + 1) }));
        reply.is_about(list);
    }
}

#[test]
fn searches_span_30_days_and_go_back_730_or_180() {
    let mut bench = Bench::new();
    for (operation, card, from, to, oldest) in [
        (
            &op::SEARCH_TRANSACTIONS,
            "primaryAccountNum",
            "tranStartDate",
            "tranEndDate",
            730,
        ),
        (
            &op::SEARCH_DEBIT_TRANSACTIONS,
            "primaryAccountNumber",
            "settlementFromDate",
            "settlementToDate",
            180,
        ),
    ] {
        let range =
            |bench: &Bench, first: i64, last: i64| json!({card: CARD, from: bench.day(first), to: bench.day(last)});
        for (first, last) in [(30, 0), (oldest, oldest - 30), (0, 0)] {
            let body = range(&bench, first, last);
            bench.send(operation, &[], &body);
        }
        let body = range(&bench, 31, 0);
        bench.refused(operation, &[], &body).is_about(to);
        let body = range(&bench, 1, 2);
        bench.refused(operation, &[], &body).is_about(to);
        let body = range(&bench, oldest + 1, oldest);
        bench.refused(operation, &[], &body).is_about(from);
    }
}

#[test]
fn transactions_are_found_by_what_is_asked() {
    let mut bench = Bench::new();
    let range = json!({"tranStartDate": bench.day(30), "tranEndDate": bench.day(0)});
    let search = |bench: &mut Bench, members: Value| {
        let body = super::bench::with(range.clone(), &members);
        bench.send(&op::SEARCH_TRANSACTIONS, &[], &body)
    };
    let all = search(&mut bench, json!({"primaryAccountNum": CARD}));
    assert_eq!(all["authorizationSummaryCount"], "4");
    let first = &all["authorizationSummary"][0];
    let clearing = &first["clearingSummary"][0];
    // Ids have what a path must not, and are of 64 bytes.
    let ids: String = all["authorizationSummary"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let id = text(&found["transactionId"]);
            assert!(id.len() == 88 && id.ends_with("=="), "{id}");
            id
        })
        .collect();
    assert!(ids.contains('/') && ids.contains('+'), "{ids}");
    let count = |bench: &mut Bench, members: Value| text(&search(bench, members)["authorizationSummaryCount"]);
    let reference = clearing["acquirerReferenceNumber"].clone();
    assert_eq!(count(&mut bench, json!({"acquirerRefNumber": reference})), "1");
    assert_eq!(
        count(
            &mut bench,
            json!({"primaryAccountNum": CARD, "bankNetRefNumber": "MPL680001"})
        ),
        "1"
    );
    let amounts = json!({"primaryAccountNum": CARD, "transAmountFrom": "7500", "transAmountTo": "100.00"});
    assert_eq!(count(&mut bench, amounts), "2");
    assert_eq!(count(&mut bench, json!({"primaryAccountNum": "5200828282828210"})), "0");
    for (wrong, place) in [
        (json!({}), "primaryAccountNum"),
        (json!({"acquirerRefNumber": "12"}), "acquirerRefNumber"),
        (json!({"primaryAccountNum": "12"}), "primaryAccountNum"),
        (
            json!({"acquirerRefNumber": reference, "bankNetRefNumber": "MPL680001"}),
            "bankNetRefNumber",
        ),
        (
            json!({"primaryAccountNum": CARD, "transAmountFrom": "-1"}),
            "transAmountFrom",
        ),
    ] {
        let body = super::bench::with(range.clone(), &wrong);
        bench.refused(&op::SEARCH_TRANSACTIONS, &[], &body).is_about(place);
    }
    // Days count, both included.
    let day = bench.day(5);
    let body = json!({"primaryAccountNum": CARD, "tranStartDate": day, "tranEndDate": day});
    assert_eq!(
        bench.send(&op::SEARCH_TRANSACTIONS, &[], &body)["authorizationSummaryCount"],
        "1"
    );
}

/// Puts so many claims there, one a second, the last one now.
fn fill(bench: &mut Bench, count: usize) {
    bench.get(&op::HEALTHCHECK, &[], &[]);
    let now = bench.now;
    let state = bench.service.state.as_mut().unwrap();
    state.claims.clear();
    for index in 0..count {
        let id = state.next_claim();
        let subject = Subject::Transaction {
            transaction: 0,
            clearing: 0,
        };
        let age = TimeDelta::seconds(i64::try_from(count - 1 - index).unwrap());
        state
            .claims
            .insert(id, fresh(id, subject, 10_000, "USD", true, now - age));
    }
}

#[test]
fn a_queue_has_pages_of_2000_claims() {
    let mut bench = Bench::new();
    fill(&mut bench, 4001);
    let minute = |ago: i64| {
        (bench.now - TimeDelta::minutes(ago))
            .format("%Y-%m-%dT%H:%M")
            .to_string()
    };
    let (today, days_5, days_6) = (minute(0), minute(5 * 1440), minute(6 * 1440));
    let page = |bench: &mut Bench, members: Value| {
        let body = super::bench::with(json!({"queueName": "Claims List"}), &members);
        let answer = bench.send(&op::SEARCH_QUEUE_CLAIMS, &[], &body);
        (
            text(&answer["pageCount"]),
            answer["claimList"].as_array().unwrap().len(),
        )
    };
    let exact = json!({"lastModifiedDateFrom": days_5, "lastModifiedDateTo": today});
    assert_eq!(page(&mut bench, exact.clone()), ("3".to_owned(), 2000));
    for (number, count) in [("2", 2000), ("3", 1), ("4", 0)] {
        let members = super::bench::with(exact.clone(), &json!({"pageNb": number}));
        assert_eq!(page(&mut bench, members), ("3".to_owned(), count));
    }
    // Without both dates, or with more than five days between them, the number is not exact.
    assert_eq!(page(&mut bench, json!({})), ("2".to_owned(), 2000));
    let loose = json!({"lastModifiedDateFrom": days_6, "lastModifiedDateTo": today, "pageNb": "2"});
    assert_eq!(page(&mut bench, loose), ("3".to_owned(), 2000));
    // Both minutes count whole.
    let last = json!({"lastModifiedDateFrom": today, "lastModifiedDateTo": today});
    assert_eq!(page(&mut bench, last), ("1".to_owned(), 52));
    for (wrong, place) in [
        (json!({"pageNb": "0"}), "pageNb"),
        (json!({"pageNb": "1000"}), "pageNb"),
        (json!({"pageNb": "x"}), "pageNb"),
        (json!({"lastModifiedDateFrom": today}), "lastModifiedDateTo"),
        (json!({"lastModifiedDateTo": today}), "lastModifiedDateFrom"),
        (
            json!({"lastModifiedDateFrom": today, "lastModifiedDateTo": days_5}),
            "lastModifiedDateTo",
        ),
        (
            json!({"lastModifiedDateFrom": "2026-11-22", "lastModifiedDateTo": today}),
            "lastModifiedDateFrom",
        ),
    ] {
        let body = super::bench::with(json!({"queueName": "Claims List"}), &wrong);
        bench.refused(&op::SEARCH_QUEUE_CLAIMS, &[], &body).is_about(place);
    }
}

#[test]
fn claims_come_last_changed_first_and_10000_at_once() {
    let mut bench = Bench::new();
    fill(&mut bench, 10_000);
    let claims = bench.queue("Claims List");
    assert_eq!(claims.len(), 10_000);
    assert!(claims.windows(2).all(|pair| pair[0] > pair[1]));
    fill(&mut bench, 10_001);
    let query = [("queue-name", "Claims List")];
    bench
        .not_done(&op::GET_QUEUE_CLAIMS, &[], &query, None)
        .is_about("queue-name");
}
