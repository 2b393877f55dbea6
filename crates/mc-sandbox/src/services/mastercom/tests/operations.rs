//! Every operation, each in the place where a dispute needs it.

use std::collections::BTreeSet;

use mc_core::values::Base64;
use mc_mastercom::operations as op;
use serde_json::json;

use super::bench::{Bench, CARD, PDF, chargeback, debit_chargeback, second_presentment, text};

#[test]
fn none_of_the_48_operations_is_missing() {
    let mut bench = Bench::new();
    let names = bench.get(&op::GET_QUEUE_NAMES, &[], &[]);
    assert_eq!(names.as_array().unwrap().len(), 15);
    assert_eq!(bench.get(&op::HEALTHCHECK, &[], &[]), json!([{"status": "true"}]));

    // A dispute over a dual-message transaction, from the search to arbitration.
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let detail = bench.detail(&claim);
    let transaction = text(&detail["transactionId"]);
    let (clearing, authorization) = transaction.strip_prefix("TI:").unwrap().split_once('#').unwrap();
    let record = bench.get(&op::GET_CLEARING_DETAIL, &[at[0], ("transaction-id", clearing)], &[]);
    assert_eq!(record["primaryAccountNumber"], CARD);
    let record = bench.get(
        &op::GET_AUTHORIZATION_DETAIL,
        &[at[0], ("transaction-id", authorization)],
        &[],
    );
    assert_eq!(record["transactionActualAmount"], "000000010000");

    bench.get(&op::LOAD_RETRIEVAL_DATA, &at, &[]);
    let body = json!({"retrievalRequestReason": "6343", "docNeeded": "2", "instructionsForHealthcare": "The itemized receipt"});
    let retrieval = text(&bench.send(&op::CREATE_RETRIEVAL_REQUEST, &at, &body)["requestId"]);
    let request = [at[0], ("request-id", retrieval.as_str())];
    let asked = json!({"retrievalList": [{"claimId": claim, "requestId": retrieval}]});
    let status = bench.send(&op::RETRIEVE_FULFILLMENT_STATUS, &[], &asked);
    assert_eq!(status["retrievalResponseList"][0]["status"], "UNAVAILABLE");
    let body = json!({"acquirerResponseCd": "F", "fileAttachment": {"filename": "slip.pdf", "file": PDF}});
    bench.send(&op::FULFILL_RETRIEVAL_REQUEST, &request, &body);
    bench.wait(3);
    let status = bench.send(&op::RETRIEVE_FULFILLMENT_STATUS, &[], &asked);
    assert_eq!(status["retrievalResponseList"][0]["status"], "COMPLETED");
    bench.get(&op::GET_RETRIEVAL_DOCUMENTS, &request, &[("format", "ORIGINAL")]);
    let body = json!({"issuerResponseCd": "APPROVE", "memo": "Seen"});
    assert_eq!(
        bench.send(&op::RESPOND_TO_FULFILLMENT, &request, &body)["requestId"],
        retrieval.as_str()
    );

    let data = bench.send(&op::LOAD_CHARGEBACK_DATA, &at, &json!({"chargebackType": "CHARGEBACK"}));
    assert_eq!(data["amount"], json!({"name": "USD", "value": "100.00"}));
    let first = text(&bench.send(&op::CREATE_CHARGEBACK, &at, &chargeback())["chargebackId"]);
    let on_first = [at[0], ("chargeback-id", first.as_str())];
    let attached = json!({"memo": "Later", "fileAttachment": {"filename": "letter.pdf", "file": PDF}});
    bench.send(&op::UPDATE_CHARGEBACK, &on_first, &attached);
    bench.wait(5);
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": first}]});
    let status = bench.send(&op::RETRIEVE_CHARGEBACK_STATUS, &[], &listed);
    assert_eq!(status["chargebackResponseList"][0]["status"], "COMPLETED");
    bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &on_first, &[("format", "ORIGINAL")]);
    let done = bench.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed);
    assert_eq!(done["chargebackResponseList"][0]["status"], "SUCCESS");
    let data = bench.send(
        &op::LOAD_CHARGEBACK_DATA,
        &at,
        &json!({"chargebackType": "SECOND_PRESENTMENT", "reasonCode": "2700"}),
    );
    assert_eq!(data["reasonCodes"].as_array().unwrap().len(), 1);
    bench.send(&op::CREATE_CHARGEBACK, &at, &second_presentment());

    let reference = bench.detail(&claim)["chargebackDetails"][0]["chargebackRefNum"].clone();
    let body = json!({"caseType": "1", "chargebackRefNum": [reference], "disputeAmount": "100.00", "currencyCode": "USD",
        "filedAgainstIca": "002222", "filingAs": "I", "filingIca": "006195", "memo": "Still open",
        "chargebackReasonCode": "4853", "merchantName": "TEST MERCHANT",
        "fileAttachment": {"filename": "case.pdf", "file": PDF}});
    let case = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    let on_case = [("case-id", case.as_str())];
    bench.wait(3);
    let status = bench.send(
        &op::RETRIEVE_CASE_STATUS,
        &[],
        &json!({"caseFilingList": [{"caseId": case}]}),
    );
    assert_eq!(
        status["caseFilingResponseList"][0]["status"],
        "COMPLETED_SND_11/22/2026 5:33:02 AM"
    );
    let body = json!({"status": "COMPLETED", "startDate": bench.day(0), "endDate": bench.day(0)});
    let found = bench.send(&op::SEARCH_CASE_DOCUMENTS, &[], &body);
    assert_eq!(
        found["caseFilingImageStatusList"],
        json!([{"caseId": case, "status": "COMPLETED"}])
    );
    bench.get(&op::GET_CASE_DOCUMENTS, &on_case, &[("format", "MERGED_PDF")]);
    let body = json!({"caseFilingList": [{"caseId": case, "isIssuer": true}]});
    let stands_for = text(&bench.send(&op::RETRIEVE_CASE_CLAIMS, &[], &body)["caseFilingResponseList"][0]["claimId"]);
    let detail = bench.detail(&stands_for);
    assert_eq!(detail["claimType"], "CaseFiling");
    assert_eq!(detail["standardClaims"], claim.as_str());
    bench.send(&op::UPDATE_CASE, &on_case, &json!({"action": "REJECT", "memo": "No"}));
    assert_eq!(
        bench.detail(&claim)["caseFilingDetails"]["caseFilingStatus"],
        "Rejected"
    );

    // Fees, fraud and the end of the claim.
    bench.send(&op::LOAD_FEE_DATA, &at, &json!({}));
    let body = json!({"creditSender": true, "creditReceiver": false, "currency": "USD", "destinationMember": "002083",
        "feeAmount": "12.50", "feeDate": bench.day(0), "reason": "7604"});
    let fee = text(&bench.send(&op::CREATE_FEE, &at, &body)["feeId"]);
    bench.get(&op::LOAD_FRAUD_DATA, &at, &[]);
    let body = json!({"chgbkIndicator": "1", "cvcInvalidIndicator": "M", "fraudType": "04", "subType": "N",
        "reportDate": bench.day(0)});
    bench.send(&op::CREATE_FRAUD_REPORT, &at, &body);
    let detail = bench.detail(&claim);
    assert_eq!(detail["feeDetails"][0]["feeId"], fee.as_str());
    assert_eq!(detail["auditControlNumber"].as_str().unwrap().len(), 15);
    bench.send(
        &op::UPDATE_CLAIM,
        &at,
        &json!({"action": "CLOSE", "closeClaimReasonCode": "10"}),
    );
    assert!(bench.queue("Closed").contains(&claim));
    let page = bench.send(&op::SEARCH_QUEUE_CLAIMS, &[], &json!({"queueName": "Closed"}));
    assert_eq!(page["claimList"][0]["claimId"], claim.as_str());

    // Reversal of a chargeback on another transaction.
    let other = bench.open("19.99");
    let at = [("claim-id", other.as_str())];
    let body = super::bench::with(chargeback(), &json!({"amount": "19.99"}));
    let reversed = text(&bench.send(&op::CREATE_CHARGEBACK, &at, &body)["chargebackId"]);
    bench.wait(5);
    bench.get(
        &op::CREATE_CHARGEBACK_REVERSAL,
        &[at[0], ("chargeback-id", &reversed)],
        &[],
    );

    debit(&mut bench);
    report(&mut bench);

    let all: BTreeSet<&str> = op::ALL.iter().map(mc_core::Operation::id).collect();
    assert_eq!(bench.called, all);
    assert_eq!(all.len(), 48);
}

/// The operations of single-message transactions.
fn debit(bench: &mut Bench) {
    let claim = bench.open_debit();
    let at = [("claim-id", claim.as_str())];
    let record = bench.get(&op::GET_DEBIT_TRANSACTION_DETAIL, &at, &[]);
    assert_eq!(record["clearingTransaction"]["tranType"], "C");
    let body = json!({"documentType": "2", "replacementAmount": "40.00", "reversalReasonCode": "43", "usageCode": "6"});
    let retrieval = text(&bench.send(&op::CREATE_DEBIT_RETRIEVAL_REQUEST, &at, &body)["requestId"]);
    let request = [at[0], ("request-id", retrieval.as_str())];
    let body = json!({"acquirerResponseCd": "H", "fileAttachment": {"filename": "slip.pdf", "file": PDF}});
    bench.send(&op::FULFILL_RETRIEVAL_REQUEST, &request, &body);
    bench.wait(3);
    let body = json!({"retrievalList": [{"claimId": claim, "requestId": retrieval}]});
    bench.send(&op::RETRIEVE_DEBIT_FULFILLMENT_STATUS, &[], &body);
    bench.get(
        &op::GET_DEBIT_RETRIEVAL_DOCUMENTS,
        &request,
        &[("format", "MERGED_TIFF")],
    );
    let body = json!({"issuerResponseCd": "REJECT_ILLEGIBLE_OR_MISSING", "rejectReasonCd": "A"});
    bench.send(&op::RESPOND_TO_DEBIT_FULFILLMENT, &request, &body);

    let first = text(&bench.send(&op::CREATE_DEBIT_CHARGEBACK, &at, &debit_chargeback())["chargebackId"]);
    let on_first = [at[0], ("chargeback-id", first.as_str())];
    let body = json!({"fileAttachment": {"filename": "letter.pdf", "file": PDF}});
    bench.send(&op::UPDATE_DEBIT_CHARGEBACK, &on_first, &body);
    bench.wait(5);
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": first}]});
    bench.send(&op::RETRIEVE_DEBIT_CHARGEBACK_STATUS, &[], &listed);
    bench.get(
        &op::GET_DEBIT_CHARGEBACK_DOCUMENTS,
        &on_first,
        &[("format", "ORIGINAL")],
    );
    bench.send(&op::ACKNOWLEDGE_DEBIT_CHARGEBACKS, &[], &listed);
    let body = json!({"acquirerCustomerId": "002222", "conditionIndicator": "B", "controlNumber": "1",
        "functionCode": "700", "handlingFee": "25", "reasonCode": "22"});
    assert_eq!(
        bench.send(&op::CREATE_DEBIT_FEE, &at, &body),
        json!({"status": "Success"})
    );
    let body = json!({"replacementAmount": "40.00", "reversalReasonCode": "82"});
    bench.send(&op::CREATE_DEBIT_CHARGEBACK_REVERSAL, &on_first, &body);
    let detail = bench.detail(&claim);
    assert_eq!(detail["clearingNetwork"], "MDS");
    assert_eq!(detail["chargebackDetails"][0]["reversed"], true);
    assert_eq!(detail["chargebackDetails"][1]["reversal"], true);
}

/// A report, which takes its time.
fn report(bench: &mut Bench) {
    let body = json!({"startDate": bench.day(30), "endDate": bench.day(0), "enhancedReconciliationReportFlag": true});
    let id = text(&bench.send(&op::REQUEST_RECONCILIATION_REPORT, &[], &body)["reportIdentifier"]);
    let named = [("reportIdentifier", id.as_str())];
    assert_eq!(
        bench.get(&op::GET_RECONCILIATION_REPORT, &named, &[]),
        json!({"status": "Unavailable"})
    );
    bench.wait(2);
    let report = bench.get(&op::GET_RECONCILIATION_REPORT, &named, &[]);
    assert_eq!(report["status"], "Available");
    let table = Base64::from_wire(report["data"].as_str().unwrap()).decode().unwrap();
    let table = String::from_utf8(table).unwrap();
    let columns: BTreeSet<usize> = table.lines().map(|line| line.split(',').count()).collect();
    assert_eq!(columns, BTreeSet::from([9]));
    assert!(
        table.contains(",REVERSAL,19.99,USD,2026-11-22,2,GCMS,4853\n"),
        "{table}"
    );

    let body = json!({"startDate": bench.day(30), "endDate": bench.day(0), "ica": ["000009"]});
    let id = text(&bench.send(&op::REQUEST_RECONCILIATION_REPORT, &[], &body)["reportIdentifier"]);
    bench.wait(2);
    let report = bench.get(&op::GET_RECONCILIATION_REPORT, &[("reportIdentifier", &id)], &[]);
    let table = Base64::from_wire(report["data"].as_str().unwrap()).decode().unwrap();
    assert_eq!(table.split(|byte| *byte == b'\n').count(), 2);
    let unknown = [("reportIdentifier", "4d430000-0000-4000-8000-00000000ffff")];
    bench
        .not_done(&op::GET_RECONCILIATION_REPORT, &unknown, &[], None)
        .misses("reportIdentifier");
}

#[test]
fn identifiers_that_nobody_issued_are_not_known() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = ("claim-id", claim.as_str());
    for id in [
        "1",
        "",
        "x",
        "99999999999999999999",
        "-1",
        "+200002020655",
        "0200002020655",
    ] {
        bench
            .not_done(&op::GET_CLAIM_DETAIL, &[("claim-id", id)], &[], None)
            .misses("claim-id");
        bench
            .refused(&op::CREATE_CHARGEBACK, &[("claim-id", id)], &chargeback())
            .misses("claim-id");
        bench
            .not_done(
                &op::GET_CASE_DOCUMENTS,
                &[("case-id", id)],
                &[("format", "ORIGINAL")],
                None,
            )
            .misses("case-id");
        let path = [at, ("chargeback-id", id)];
        bench
            .not_done(&op::CREATE_CHARGEBACK_REVERSAL, &path, &[], None)
            .misses("chargeback-id");
        let path = [at, ("request-id", id)];
        bench
            .refused(
                &op::FULFILL_RETRIEVAL_REQUEST,
                &path,
                &json!({"acquirerResponseCd": "F"}),
            )
            .misses("request-id");
        let path = [at, ("transaction-id", id)];
        bench
            .not_done(&op::GET_CLEARING_DETAIL, &path, &[], None)
            .misses("transaction-id");
        let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": id}]});
        bench
            .refused(&op::RETRIEVE_CHARGEBACK_STATUS, &[], &listed)
            .misses("chargebackList[0]");
    }
    bench
        .not_done(&op::GET_QUEUE_CLAIMS, &[], &[("queue-name", "Nowhere")], None)
        .misses("queue-name");
    bench
        .not_done(&op::GET_QUEUE_CLAIMS, &[], &[], None)
        .is_about("queue-name");
    // What an acknowledgement names goes wrong by itself, not with the others.
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": "7"}]});
    let answer = bench.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed);
    assert_eq!(answer["chargebackResponseList"][0]["status"], "FAILURE");
    assert!(answer["chargebackResponseList"][0]["failureReason"].is_string());
}

#[test]
fn each_system_has_its_own_operations() {
    let mut bench = Bench::new();
    let (dual, debit) = (bench.open("100.00"), bench.open_debit());
    let (on_dual, on_debit) = ([("claim-id", dual.as_str())], [("claim-id", debit.as_str())]);
    bench
        .refused(&op::CREATE_CHARGEBACK, &on_debit, &chargeback())
        .is_about("claim-id");
    bench
        .refused(&op::CREATE_DEBIT_CHARGEBACK, &on_dual, &debit_chargeback())
        .is_about("claim-id");
    bench
        .not_done(&op::GET_DEBIT_TRANSACTION_DETAIL, &on_dual, &[], None)
        .is_about("claim-id");
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &on_dual, &chargeback())["chargebackId"]);
    let path = [on_dual[0], ("chargeback-id", id.as_str())];
    bench
        .not_done(
            &op::GET_DEBIT_CHARGEBACK_DOCUMENTS,
            &path,
            &[("format", "ORIGINAL")],
            None,
        )
        .misses("chargeback-id");
    let listed = json!({"chargebackList": [{"claimId": dual, "chargebackId": id}]});
    bench
        .refused(&op::RETRIEVE_DEBIT_CHARGEBACK_STATUS, &[], &listed)
        .misses("chargebackList[0]");
}
