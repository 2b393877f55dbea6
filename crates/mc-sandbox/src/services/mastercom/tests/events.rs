//! Dispute events: what may follow what, what goes unnoticed, and where claims wait.

use mc_core::Operation;
use mc_mastercom::operations as op;
use serde_json::{Value, json};

use super::bench::{Bench, CARD, PDF, chargeback, debit_chargeback, second_presentment, text, with};

/// Sends an event twice within a minute and once after it.
#[track_caller]
fn unnoticed_for_a_minute(bench: &mut Bench, operation: &Operation, path: &[(&str, &str)], body: &Value, id: &str) {
    let send = |bench: &mut Bench| match body {
        Value::Null => bench.get(operation, path, &[]),
        body => bench.send(operation, path, body),
    };
    let first = text(&send(bench)[id]);
    bench.wait(59);
    let second = text(&send(bench)[id]);
    assert_ne!(first, second, "{operation}");
    bench.wait(1);
    let body = (!body.is_null()).then_some(body);
    // The first has been there for a minute, however young the second is.
    bench.not_done(operation, path, &[], body).conflicts_with(id, &first);
    bench.wait(86_400);
    bench.not_done(operation, path, &[], body).conflicts_with(id, &first);
}

#[test]
fn every_event_goes_unnoticed_for_a_minute_and_is_refused_with_its_id_after_it() {
    let mut bench = Bench::new();
    let search = json!({"primaryAccountNum": CARD, "tranStartDate": bench.day(5), "tranEndDate": bench.day(5)});
    let found = bench.send(&op::SEARCH_TRANSACTIONS, &[], &search);
    let clearing = found["authorizationSummary"][0]["clearingSummary"][0]["transactionId"].clone();
    let body = json!({"disputedAmount": "100.00", "disputedCurrency": "840", "claimType": "Standard",
        "clearingTransactionId": clearing});
    unnoticed_for_a_minute(&mut bench, &op::CREATE_CLAIM, &[], &body, "claimId");

    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let audit = json!({"retrievalRequestReason": "6343", "docNeeded": "2", "instructionsForHealthcare": "The itemized receipt"});
    unnoticed_for_a_minute(&mut bench, &op::CREATE_RETRIEVAL_REQUEST, &at, &audit, "requestId");
    let fee = json!({"creditSender": false, "creditReceiver": true, "currency": "USD", "destinationMember": "002083",
        "feeAmount": "12.50", "feeDate": bench.day(0), "reason": "7604"});
    unnoticed_for_a_minute(&mut bench, &op::CREATE_FEE, &at, &fee, "feeId");
    let fraud = json!({"chgbkIndicator": "1", "cvcInvalidIndicator": "M", "fraudType": "04", "subType": "N",
        "reportDate": bench.day(0)});
    unnoticed_for_a_minute(&mut bench, &op::CREATE_FRAUD_REPORT, &at, &fraud, "fraudId");
    unnoticed_for_a_minute(&mut bench, &op::CREATE_CHARGEBACK, &at, &chargeback(), "chargebackId");
    unnoticed_for_a_minute(
        &mut bench,
        &op::CREATE_CHARGEBACK,
        &at,
        &second_presentment(),
        "chargebackId",
    );
    let detail = bench.detail(&claim);
    let kinds: Vec<&Value> = detail["chargebackDetails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|chargeback| &chargeback["chargebackType"])
        .collect();
    assert_eq!(
        kinds,
        ["CHARGEBACK", "CHARGEBACK", "SECOND_PRESENTMENT", "SECOND_PRESENTMENT"]
    );
    assert_eq!(detail["feeDetails"][1]["feeAmount"], "-12.50");
    let case = json!({"caseType": "1", "chargebackRefNum": [detail["chargebackDetails"][0]["chargebackRefNum"]],
        "disputeAmount": "100.00", "currencyCode": "USD", "filedAgainstIca": "002222", "filingAs": "I",
        "filingIca": "006195", "memo": "Still open", "chargebackReasonCode": "4853", "merchantName": "TEST MERCHANT"});
    unnoticed_for_a_minute(&mut bench, &op::CREATE_CASE, &[], &case, "caseId");

    let mut bench = Bench::new();
    let claim = bench.open_debit();
    let at = [("claim-id", claim.as_str())];
    unnoticed_for_a_minute(
        &mut bench,
        &op::CREATE_DEBIT_CHARGEBACK,
        &at,
        &debit_chargeback(),
        "chargebackId",
    );

    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = ("claim-id", claim.as_str());
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &[at], &chargeback())["chargebackId"]);
    bench.wait(5);
    let path = [at, ("chargeback-id", id.as_str())];
    unnoticed_for_a_minute(
        &mut bench,
        &op::CREATE_CHARGEBACK_REVERSAL,
        &path,
        &Value::Null,
        "chargebackId",
    );
}

#[test]
fn an_event_is_the_same_whatever_the_order_of_its_members_and_another_by_any_value() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let fee = json!({"creditSender": true, "creditReceiver": false, "currency": "USD", "destinationMember": "002083",
        "feeAmount": "12.50", "feeDate": bench.day(0), "reason": "7604"});
    let first = text(&bench.send(&op::CREATE_FEE, &at, &fee)["feeId"]);
    bench.wait(60);
    let mut members: Vec<_> = fee.as_object().unwrap().clone().into_iter().collect();
    members.reverse();
    let turned = Value::Object(members.into_iter().collect());
    bench
        .refused(&op::CREATE_FEE, &at, &turned)
        .conflicts_with("feeId", &first);
    bench.send(&op::CREATE_FEE, &at, &with(fee, &json!({"feeAmount": "12.51"})));
}

#[test]
fn a_transaction_has_one_claim() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let detail = bench.detail(&claim);
    let transaction = text(&detail["transactionId"]);
    let (clearing, authorization) = transaction.strip_prefix("TI:").unwrap().split_once('#').unwrap();
    let body = json!({"disputedAmount": "50.00", "disputedCurrency": "USD", "claimType": "Standard",
        "clearingTransactionId": clearing, "authTransactionId": authorization});
    // Another amount makes it another event, which the blind spot does not hide.
    bench
        .refused(&op::CREATE_CLAIM, &[], &body)
        .conflicts_with("claimId", &claim);
    for (wrong, place) in [
        (json!({"disputedAmount": "100.01"}), "disputedAmount"),
        (json!({"disputedAmount": "1,00"}), "disputedAmount"),
        (json!({"disputedCurrency": "EUR"}), "disputedCurrency"),
        (json!({"authTransactionId": clearing}), "authTransactionId"),
    ] {
        bench
            .refused(&op::CREATE_CLAIM, &[], &with(body.clone(), &wrong))
            .is_about(place);
    }
    let unknown = with(body, &json!({"clearingTransactionId": authorization}));
    bench
        .refused(&op::CREATE_CLAIM, &[], &unknown)
        .misses("clearingTransactionId");

    let search =
        json!({"primaryAccountNum": "5105105105105100", "tranStartDate": bench.day(9), "tranEndDate": bench.day(9)});
    let found = bench.send(&op::SEARCH_TRANSACTIONS, &[], &search);
    let reversed = &found["authorizationSummary"][0]["clearingSummary"][0];
    assert_eq!(reversed["messageReversalIndicator"], "R");
    let body = json!({"disputedAmount": "60.00", "disputedCurrency": "GBP", "claimType": "Standard",
        "clearingTransactionId": reversed["transactionId"]});
    assert_eq!(bench.refused(&op::CREATE_CLAIM, &[], &body).status, 409);
}

#[test]
fn what_cannot_follow_is_refused() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    bench
        .refused(&op::CREATE_CHARGEBACK, &at, &second_presentment())
        .conflicts_with("claimId", &claim);
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &at, &chargeback())["chargebackId"]);
    let another = with(chargeback(), &json!({"messageText": "AGAIN"}));
    bench
        .refused(&op::CREATE_CHARGEBACK, &at, &another)
        .conflicts_with("claimId", &claim);
    let audit = json!({"retrievalRequestReason": "6343", "docNeeded": "2", "instructionsForHealthcare": "The itemized receipt"});
    bench
        .refused(&op::CREATE_RETRIEVAL_REQUEST, &at, &audit)
        .conflicts_with("claimId", &claim);
    // Clearing takes five seconds, and before that there is nothing to reverse.
    let path = [at[0], ("chargeback-id", id.as_str())];
    bench.wait(4);
    bench
        .not_done(&op::CREATE_CHARGEBACK_REVERSAL, &path, &[], None)
        .conflicts_with("chargebackId", &id);
    bench.wait(1);
    let reversal = text(&bench.get(&op::CREATE_CHARGEBACK_REVERSAL, &path, &[])["chargebackId"]);
    bench.wait(5);
    // A reversal is final, and what was reversed can be filed anew, even in the same words.
    let path = [at[0], ("chargeback-id", reversal.as_str())];
    bench
        .not_done(&op::CREATE_CHARGEBACK_REVERSAL, &path, &[], None)
        .conflicts_with("chargebackId", &reversal);
    bench.wait(3600);
    bench.send(&op::CREATE_CHARGEBACK, &at, &chargeback());
}

#[test]
fn a_duplicate_can_be_reversed_whatever_came_after_it() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    bench.send(&op::CREATE_CHARGEBACK, &at, &chargeback());
    let twin = text(&bench.send(&op::CREATE_CHARGEBACK, &at, &chargeback())["chargebackId"]);
    bench.wait(5);
    bench.send(&op::CREATE_CHARGEBACK, &at, &second_presentment());
    bench.get(&op::CREATE_CHARGEBACK_REVERSAL, &[at[0], ("chargeback-id", &twin)], &[]);
    bench.wait(5);
    assert_eq!(
        bench.queue("Issuer Re-presentment Unworked"),
        vec![claim, "200002020656".to_owned()]
    );
}

#[test]
fn claims_wait_where_their_state_says() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let home = |bench: &mut Bench| text(&bench.detail(&claim)["queueName"]);
    assert_eq!(home(&mut bench), "Claims with No Activity");
    let body = with(chargeback(), &json!({"documentIndicator": "true"}));
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &at, &body)["chargebackId"]);
    assert_eq!(home(&mut bench), "Pending Documentation");
    assert!(bench.queue("Pending").contains(&claim));
    let attached = json!({"fileAttachment": {"filename": "letter.pdf", "file": PDF}});
    bench.send(&op::UPDATE_CHARGEBACK, &[at[0], ("chargeback-id", &id)], &attached);
    assert_eq!(home(&mut bench), "Pending");
    let listed = json!({"chargebackList": [{"claimId": claim, "chargebackId": id}]});
    let early = bench.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed);
    assert_eq!(early["chargebackResponseList"][0]["status"], "FAILURE");
    bench.wait(5);
    assert_eq!(home(&mut bench), "Acquirer First CB Unworked");
    assert!(bench.queue("Acquirer First CB Unworked").contains(&claim));
    assert!(!bench.queue("Pending").contains(&claim));

    let done = bench.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed);
    assert_eq!(
        done["chargebackResponseList"][0],
        json!({"chargebackId": id, "status": "SUCCESS"})
    );
    assert!(!bench.queue("Acquirer First CB Unworked").contains(&claim));
    assert_eq!(bench.queue("Acquirer Worked"), [claim.as_str()]);
    let again = bench.send(&op::ACKNOWLEDGE_CHARGEBACKS, &[], &listed);
    assert_eq!(again["chargebackResponseList"][0]["status"], "FAILURE");

    // Acknowledged is not closed.
    bench.send(&op::CREATE_CHARGEBACK, &at, &second_presentment());
    bench.wait(5);
    assert_eq!(home(&mut bench), "Issuer Re-presentment Unworked");
    assert_eq!(bench.queue("Acquirer Worked"), Vec::<String>::new());

    let close = json!({"action": "CLOSE", "closeClaimReasonCode": "20"});
    bench.send(&op::UPDATE_CLAIM, &at, &close);
    assert_eq!(home(&mut bench), "Closed");
    assert!(!bench.queue("Claims List").contains(&claim));
    assert_eq!(bench.detail(&claim)["isOpen"], "false");
}

#[test]
fn claims_are_closed_and_reopened_in_turn() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    bench
        .refused(&op::UPDATE_CLAIM, &at, &json!({"action": "CLOSE"}))
        .is_about("closeClaimReasonCode");
    let close = json!({"action": "CLOSE", "closeClaimReasonCode": "10"});
    let reopen = json!({"action": "REOPEN", "openClaimDueDate": bench.day(-9)});
    bench
        .refused(&op::UPDATE_CLAIM, &at, &reopen)
        .conflicts_with("claimId", &claim);
    for _ in 0..2 {
        bench.send(&op::UPDATE_CLAIM, &at, &close);
        bench.wait(61);
        assert_eq!(bench.refused(&op::UPDATE_CLAIM, &at, &close).status, 409);
        bench
            .refused(&op::CREATE_CHARGEBACK, &at, &chargeback())
            .conflicts_with("claimId", &claim);
        let fraud = json!({"chgbkIndicator": "1", "cvcInvalidIndicator": "M", "fraudType": "04", "subType": "N",
            "reportDate": bench.day(0)});
        bench
            .refused(&op::CREATE_FRAUD_REPORT, &at, &fraud)
            .conflicts_with("claimId", &claim);
        bench.send(&op::UPDATE_CLAIM, &at, &reopen);
        assert_eq!(bench.detail(&claim)["dueDate"], bench.day(-9));
        bench.wait(61);
    }
    let past = json!({"action": "REOPEN", "openClaimDueDate": bench.day(1)});
    bench.send(&op::UPDATE_CLAIM, &at, &close);
    bench
        .refused(&op::UPDATE_CLAIM, &at, &past)
        .is_about("openClaimDueDate");
}

/// A claim on the transaction whose acquirer collaborates, charged back; with the id of the request.
fn collaboration(bench: &mut Bench) -> (String, String, String) {
    let claim = bench.open("75.00");
    let body = with(chargeback(), &json!({"amount": "75.00"}));
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &[("claim-id", &claim)], &body)["chargebackId"]);
    let detail = bench.detail(&claim);
    assert_eq!(detail["queueName"], "Acquirer Collaboration Unworked");
    let request = text(&detail["retrievalDetails"]["requestId"]);
    (claim, id, request)
}

#[test]
fn an_acquirer_has_72_hours_to_collaborate() {
    let mut bench = Bench::new();
    let (claim, id, request) = collaboration(&mut bench);
    assert_eq!(
        bench.detail(&claim)["retrievalDetails"]["collaborationExpirationDateTime"],
        "2026-11-25T05:32:51"
    );
    let path = [("claim-id", claim.as_str()), ("request-id", request.as_str())];
    let answer = json!({"acquirerResponseCd": "F"});
    bench
        .refused(&op::FULFILL_RETRIEVAL_REQUEST, &path, &answer)
        .is_about("acquirerResponseCd");
    bench.wait(72 * 3600 - 1);
    assert_eq!(bench.queue("Acquirer Collaboration Unworked"), [claim.as_str()]);
    bench.wait(1);
    assert_eq!(bench.queue("Acquirer Collaboration Unworked"), Vec::<String>::new());
    assert!(bench.queue("Pending").contains(&claim));
    bench.wait(5);
    assert!(bench.queue("Acquirer First CB Unworked").contains(&claim));
    let answer = json!({"acquirerResponseCd": "E"});
    bench
        .refused(&op::FULFILL_RETRIEVAL_REQUEST, &path, &answer)
        .conflicts_with("claimId", &claim);
    bench.get(&op::CREATE_CHARGEBACK_REVERSAL, &[path[0], ("chargeback-id", &id)], &[]);
}

#[test]
fn an_acquirer_who_declines_lets_the_chargeback_go_out() {
    let mut bench = Bench::new();
    let (claim, _, request) = collaboration(&mut bench);
    let path = [("claim-id", claim.as_str()), ("request-id", request.as_str())];
    let answer = json!({"acquirerResponseCd": "E", "memo": "No"});
    bench.send(&op::FULFILL_RETRIEVAL_REQUEST, &path, &answer);
    bench.wait(5);
    assert!(bench.queue("Acquirer First CB Unworked").contains(&claim));
    let summary = &bench.detail(&claim)["retrievalDetails"];
    assert_eq!(
        (&summary["acquirerResponseCd"], &summary["acquirerMemo"]),
        (&json!("E"), &json!("No"))
    );
    let body = with(second_presentment(), &json!({"amount": "75.00"}));
    bench.send(&op::CREATE_CHARGEBACK, &path[..1], &body);
}

#[test]
fn a_refund_in_collaboration_stops_the_chargeback() {
    let mut bench = Bench::new();
    let (claim, id, request) = collaboration(&mut bench);
    let path = [("claim-id", claim.as_str()), ("request-id", request.as_str())];
    for (wrong, place) in [
        (json!({"acquirerResponseCd": "B"}), "refundReversalType"),
        (
            json!({"acquirerResponseCd": "B", "refundReversalType": "REFUND"}),
            "refundReversalDate",
        ),
        (
            json!({"acquirerResponseCd": "C", "refundReversalType": "CREDIT VOUCHER"}),
            "refundReversalType",
        ),
        (
            json!({"acquirerResponseCd": "A", "refundReversalType": "REFUND"}),
            "refundReversalType",
        ),
        (
            json!({"acquirerResponseCd": "B", "refundReversalType": "REFUND", "refundReversalDate": "2026-11-22"}),
            "refundReversalDate",
        ),
        (
            json!({"acquirerResponseCd": "B", "refundReversalType": "REFUND", "refundReversalDate": "2026-11-22T01:00",
                "refundReversalAmount": "1.00"}),
            "refundReversalAmount",
        ),
    ] {
        bench
            .refused(&op::FULFILL_RETRIEVAL_REQUEST, &path, &wrong)
            .is_about(place);
    }
    let answer = json!({"acquirerResponseCd": "B", "refundReversalType": "REFUND",
        "refundReversalDate": "2026-11-22T01:00", "refundReversalReferenceId": "123458111"});
    bench.send(&op::FULFILL_RETRIEVAL_REQUEST, &path, &answer);
    let detail = bench.detail(&claim);
    assert_eq!(detail["chargebackDetails"][0]["rejectReason"], "5000");
    assert_eq!(detail["retrievalDetails"]["docNeeded"], "Refund");
    assert_eq!(bench.queue("Rejects"), [claim.as_str()]);
    assert_eq!(bench.queue("Issuer Collaboration Unworked"), [claim.as_str()]);

    let body = with(chargeback(), &json!({"amount": "75.00", "messageText": "NO REFUND"}));
    bench
        .refused(&op::CREATE_CHARGEBACK, &path[..1], &body)
        .conflicts_with("chargebackId", &id);
    let missing = with(body, &json!({"refundNotReceivedIndicator": "true"}));
    bench
        .refused(&op::CREATE_CHARGEBACK, &path[..1], &missing)
        .conflicts_with("chargebackId", &id);
    bench.wait(20 * 86_400);
    bench.send(&op::CREATE_CHARGEBACK, &path[..1], &missing);
    bench.wait(5);
    // This time nobody is asked to collaborate.
    assert!(bench.queue("Acquirer First CB Unworked").contains(&claim));
}

#[test]
fn a_credit_voucher_is_accepted_or_declined() {
    for (action, status) in [
        ("ACCEPT", "Credit Voucher Accepted"),
        ("DECLINE", "Credit Voucher Declined"),
    ] {
        let mut bench = Bench::new();
        let (claim, id, request) = collaboration(&mut bench);
        let path = [("claim-id", claim.as_str()), ("request-id", request.as_str())];
        let on_it = [path[0], ("chargeback-id", id.as_str())];
        let body = json!({"creditVoucherAction": action});
        bench
            .refused(&op::UPDATE_CHARGEBACK, &on_it, &body)
            .conflicts_with("chargebackId", &id);
        let answer = json!({"acquirerResponseCd": "B", "refundReversalType": "CREDIT VOUCHER",
            "refundReversalAmount": "75.00", "refundReversalCurrency": "USD"});
        bench.send(&op::FULFILL_RETRIEVAL_REQUEST, &path, &answer);
        bench.wait(60);
        bench.send(&op::UPDATE_CHARGEBACK, &on_it, &body);
        let detail = bench.detail(&claim);
        assert_eq!(detail["chargebackDetails"][0]["rejectReason"], "5001");
        assert_eq!(detail["chargebackDetails"][0]["creditVoucherStatus"], status);
        assert_eq!(detail["retrievalDetails"]["docNeeded"], "Credit Voucher");
        let again = with(
            chargeback(),
            &json!({"amount": "75.00", "messageText": "VOUCHER DECLINED"}),
        );
        if action == "DECLINE" {
            bench.send(&op::CREATE_CHARGEBACK, &path[..1], &again);
        } else {
            bench
                .refused(&op::CREATE_CHARGEBACK, &path[..1], &again)
                .conflicts_with("chargebackId", &id);
        }
    }
}

#[test]
fn requests_for_documents_are_answered_and_judged_once() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = ("claim-id", claim.as_str());
    let body = json!({"retrievalRequestReason": "6343", "docNeeded": "2"});
    bench
        .refused(&op::CREATE_RETRIEVAL_REQUEST, &[at], &body)
        .is_about("instructionsForHealthcare");
    let body = with(body, &json!({"instructionsForHealthcare": "The itemized receipt"}));
    let request = text(&bench.send(&op::CREATE_RETRIEVAL_REQUEST, &[at], &body)["requestId"]);
    let path = [at, ("request-id", request.as_str())];
    assert_eq!(bench.queue("Acquirer RR Unworked"), [claim.as_str()]);
    let approve = json!({"issuerResponseCd": "APPROVE"});
    bench
        .refused(&op::RESPOND_TO_FULFILLMENT, &path, &approve)
        .conflicts_with("claimId", &claim);
    let refund = json!({"acquirerResponseCd": "C"});
    bench
        .refused(&op::FULFILL_RETRIEVAL_REQUEST, &path, &refund)
        .is_about("acquirerResponseCd");
    bench.send(
        &op::FULFILL_RETRIEVAL_REQUEST,
        &path,
        &json!({"acquirerResponseCd": "F"}),
    );
    let other = json!({"acquirerResponseCd": "G"});
    bench
        .refused(&op::FULFILL_RETRIEVAL_REQUEST, &path, &other)
        .conflicts_with("requestId", &request);
    for (wrong, place) in [
        (
            json!({"issuerResponseCd": "APPROVE", "rejectReasonCd": "A"}),
            "rejectReasonCd",
        ),
        (
            json!({"issuerResponseCd": "REJECT_ILLEGIBLE_OR_MISSING"}),
            "rejectReasonCd",
        ),
    ] {
        bench
            .refused(&op::RESPOND_TO_FULFILLMENT, &path, &wrong)
            .is_about(place);
    }
    bench.send(&op::RESPOND_TO_FULFILLMENT, &path, &approve);
    let reject = json!({"issuerResponseCd": "REJECT_DOCUMENTATION_NOT_AS_REQUIRED"});
    bench
        .refused(&op::RESPOND_TO_FULFILLMENT, &path, &reject)
        .conflicts_with("requestId", &request);
    assert_eq!(bench.detail(&claim)["retrievalDetails"]["issuerResponseCd"], "APPROVE");
}

#[test]
fn what_contradicts_itself_is_refused() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let tomorrow = bench.day(-1);
    for (wrong, place) in [
        (json!({"amount": "100.01"}), "amount"),
        (json!({"amount": "0.00"}), "amount"),
        (json!({"amount": "1e2"}), "amount"),
        (json!({"amount": "60.00"}), "isPartialChargeback"),
        (json!({"isPartialChargeback": true}), "isPartialChargeback"),
        (json!({"currency": "EUR"}), "currency"),
        (json!({"reasonCode": "48A3"}), "reasonCode"),
        (json!({"documentIndicator": "yes"}), "documentIndicator"),
        (
            json!({"credPostedAsPurchase": true, "reasonCode": "4808"}),
            "credPostedAsPurchase",
        ),
        (json!({"disputeChargebackID": "300018439680"}), "disputeChargebackID"),
        (json!({"settlementDate": bench.day(1)}), "settlementDate"),
        (json!({"settlementDate": bench.day(-91)}), "settlementDate"),
        (json!({"settlementDate": "2026-11-31"}), "settlementDate"),
        (
            json!({"fileAttachment": {"filename": "a.pdf", "file": PDF}, "chargebackEbdfDocuments": {}}),
            "chargebackEbdfDocuments",
        ),
    ] {
        let body = with(chargeback(), &wrong);
        bench.refused(&op::CREATE_CHARGEBACK, &at, &body).is_about(place);
    }
    let body = with(
        chargeback(),
        &json!({"currency": "840", "amount": "60", "isPartialChargeback": true, "settlementDate": tomorrow}),
    );
    bench.send(&op::CREATE_CHARGEBACK, &at, &body);
    let first = bench.detail(&claim)["chargebackDetails"][0].clone();
    assert_eq!(
        (&first["amount"], &first["isPartialChargeback"]),
        (&json!("60.00"), &json!(true))
    );
    // A second presentment answers what was charged back.
    bench
        .refused(&op::CREATE_CHARGEBACK, &at, &second_presentment())
        .is_about("amount");
    let body = with(
        second_presentment(),
        &json!({"amount": "60.00", "refundNotReceivedIndicator": "true"}),
    );
    bench
        .refused(&op::CREATE_CHARGEBACK, &at, &body)
        .is_about("refundNotReceivedIndicator");
    let body = with(
        second_presentment(),
        &json!({"amount": "60.00", "disputeChargebackID": "300045678811"}),
    );
    bench
        .refused(&op::CREATE_CHARGEBACK, &at, &body)
        .misses("disputeChargebackID");
    let body = with(body, &json!({"disputeChargebackID": first["chargebackId"]}));
    bench.send(&op::CREATE_CHARGEBACK, &at, &body);
}

#[test]
fn debit_chargebacks_need_what_brand_and_reason_call_for() {
    let mut bench = Bench::new();
    let claim = bench.open_debit();
    let at = [("claim-id", claim.as_str())];
    for (wrong, place) in [
        (json!({"chargebackType": null}), "chargebackType"),
        (json!({"documentIndicator": null}), "documentIndicator"),
        (json!({"reversalReasonCode": "34"}), "acquirerFirstReferenceNumber"),
        (json!({"reversalReasonCode": "02"}), "documentType"),
        (
            json!({"reversalReasonCode": "02", "documentType": "1", "illegibleItemCd": "1"}),
            "retrievalRequestDate",
        ),
        (
            json!({"reversalReasonCode": "49", "program": "INVAL"}),
            "securityBulletinNumber",
        ),
        (json!({"brand": "MS"}), "adjustmentContactFax"),
        (json!({"replacementAmount": "40.01"}), "replacementAmount"),
        (
            json!({"usageCode": "2", "refundNotReceivedIndicator": "true"}),
            "refundNotReceivedIndicator",
        ),
    ] {
        let body = with(debit_chargeback(), &wrong);
        bench.refused(&op::CREATE_DEBIT_CHARGEBACK, &at, &body).is_about(place);
    }
    let fee = json!({"acquirerCustomerId": "002222", "conditionIndicator": "B", "controlNumber": "1",
        "functionCode": "700", "handlingFee": "25", "reasonCode": "22"});
    bench
        .refused(&op::CREATE_DEBIT_FEE, &at, &fee)
        .conflicts_with("claimId", &claim);
    let body = with(
        debit_chargeback(),
        &json!({"replacementAmount": "15.00", "chargebackType": null}),
    );
    bench.send(&op::CREATE_DEBIT_CHARGEBACK, &at, &body);
    let detail = bench.detail(&claim);
    assert_eq!(detail["chargebackDetails"][0]["amount"], "25.00");
    for (wrong, place) in [
        (json!({"handlingFee": "25.01"}), "handlingFee"),
        (json!({"conditionIndicator": "A"}), "declineDate"),
    ] {
        bench
            .refused(&op::CREATE_DEBIT_FEE, &at, &with(fee.clone(), &wrong))
            .is_about(place);
    }
    bench.send(&op::CREATE_DEBIT_FEE, &at, &fee);
}

#[test]
fn a_fee_is_answered_once() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    let fee = json!({"creditSender": true, "creditReceiver": false, "currency": "USD", "destinationMember": "002083",
        "feeAmount": "12.50", "feeDate": bench.day(0), "reason": "7604"});
    let both = with(fee.clone(), &json!({"creditReceiver": true}));
    bench.refused(&op::CREATE_FEE, &at, &both).is_about("creditReceiver");
    let reply = with(fee.clone(), &json!({"feeType": "REPLY"}));
    bench.refused(&op::CREATE_FEE, &at, &reply).is_about("replyFeeId");
    let reply = with(reply, &json!({"replyFeeId": "300009520876"}));
    bench.refused(&op::CREATE_FEE, &at, &reply).misses("replyFeeId");
    let id = text(&bench.send(&op::CREATE_FEE, &at, &fee)["feeId"]);
    let reply = with(reply, &json!({"replyFeeId": id}));
    let answer = text(&bench.send(&op::CREATE_FEE, &at, &reply)["feeId"]);
    let other = with(reply, &json!({"message": "AGAIN"}));
    bench
        .refused(&op::CREATE_FEE, &at, &other)
        .conflicts_with("feeId", &answer);
}
