//! Cases, from filing to ruling.

use mc_mastercom::operations as op;
use serde_json::{Value, json};

use super::bench::{Bench, PDF, text, with};

/// The built-in claim that was presented again, and the built-in one with a pre-arbitration case.
const REPRESENTED: &str = "200002020656";
const IN_CASE: &str = "200002020657";
const CASE: (&str, &str) = ("case-id", "536092");

/// A case about a claim's first chargeback.
fn filing(bench: &mut Bench, claim: &str, kind: &str) -> Value {
    let reference = bench.detail(claim)["chargebackDetails"][0]["chargebackRefNum"].clone();
    json!({"caseType": kind, "chargebackRefNum": [reference], "disputeAmount": "130.00", "currencyCode": "USD",
        "filedAgainstIca": "002222", "filingAs": "I", "filingIca": "006195", "memo": "Still open",
        "chargebackReasonCode": "4853", "merchantName": "TEST MERCHANT"})
}

fn act(action: &str) -> Value {
    json!({"action": action, "memo": "So be it"})
}

fn state(bench: &mut Bench, claim: &str) -> String {
    text(&bench.detail(claim)["caseFilingDetails"]["caseFilingStatus"])
}

#[test]
fn a_rejected_pre_arbitration_case_is_escalated_and_ruled() {
    let mut bench = Bench::new();
    bench
        .refused(&op::UPDATE_CASE, &[CASE], &act("ESCALATE"))
        .conflicts_with("caseId", "536092");
    let rebut = with(
        act("REBUT"),
        &json!({"rebuttedAs": "REC", "fileAttachment": {"filename": "no.pdf", "file": PDF}}),
    );
    bench.send(&op::UPDATE_CASE, &[CASE], &rebut);
    bench.wait(3);
    let asked = json!({"caseFilingList": [{"caseId": "536092"}]});
    let status = bench.send(&op::RETRIEVE_CASE_STATUS, &[], &asked);
    assert_eq!(
        status["caseFilingResponseList"][0]["status"],
        "COMPLETED_REC_11/22/2026 5:32:54 AM_REBUT"
    );
    bench.send(&op::UPDATE_CASE, &[CASE], &act("REJECT"));
    assert_eq!(state(&mut bench, IN_CASE), "Rejected");
    bench
        .refused(&op::UPDATE_CASE, &[CASE], &act("ACCEPT"))
        .conflicts_with("caseId", "536092");
    bench.send(&op::UPDATE_CASE, &[CASE], &act("ESCALATE"));
    for action in [
        act("REJECT"),
        with(act("REBUT"), &json!({"rebuttedAs": "SND"})),
        act("ESCALATE"),
    ] {
        bench.wait(61);
        bench.refused(&op::UPDATE_CASE, &[CASE], &action);
    }
    let detail = bench.detail(IN_CASE);
    assert_eq!(detail["caseFilingDetails"]["caseFilingDetails"]["caseType"], "2");
    assert_eq!(bench.queue("Receiver Case Filing"), ["200002020662"]);

    bench.wait(10 * 86_400);
    let case = bench.detail(IN_CASE)["caseFilingDetails"].clone();
    assert_eq!(case["caseFilingStatus"], "Favor Sender");
    assert_eq!(case["caseFilingDetails"]["rulingStatus"], "Favor Sender");
    assert_eq!(case["caseFilingDetails"]["rulingDate"], "2026-12-02");
    let actions: Vec<&Value> = case["caseFilingRespHistory"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["action"])
        .collect();
    assert_eq!(actions, ["CREATECASE", "REBUT", "REJECT", "ESCALATE", "FAVORSENDER"]);
    assert_eq!(bench.queue("Sender Case Filing"), Vec::<String>::new());
    bench
        .refused(&op::UPDATE_CASE, &[CASE], &act("WITHDRAW"))
        .conflicts_with("caseId", "536092");
}

#[test]
fn an_accepted_case_ends_the_dispute() {
    let mut bench = Bench::new();
    assert_eq!(bench.queue("Sender Case Filing"), ["200002020662"]);
    bench
        .refused(&op::UPDATE_CASE, &[CASE], &json!({"action": "ACCEPT"}))
        .is_about("memo");
    bench.send(&op::UPDATE_CASE, &[CASE], &act("ACCEPT"));
    assert_eq!(state(&mut bench, IN_CASE), "Accepted");
    assert_eq!(bench.detail("200002020662")["isOpen"], "false");
    assert_eq!(bench.detail(IN_CASE)["isOpen"], "true");
    bench.wait(60);
    let body = filing(&mut bench, IN_CASE, "2");
    bench
        .refused(&op::CREATE_CASE, &[], &body)
        .conflicts_with("claimId", IN_CASE);
}

#[test]
fn a_withdrawn_case_can_be_filed_again() {
    let mut bench = Bench::new();
    let body = filing(&mut bench, REPRESENTED, "1");
    let case = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    bench.wait(3600);
    bench
        .refused(&op::CREATE_CASE, &[], &body)
        .conflicts_with("caseId", &case);
    bench.send(&op::UPDATE_CASE, &[("case-id", &case)], &json!({"action": "WITHDRAW"}));
    let again = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    assert_ne!(case, again);
}

#[test]
fn of_two_cases_from_the_blind_spot_one_can_be_withdrawn() {
    let mut bench = Bench::new();
    let body = filing(&mut bench, REPRESENTED, "1");
    bench.send(&op::CREATE_CASE, &[], &body);
    let twin = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    bench.send(&op::UPDATE_CASE, &[("case-id", &twin)], &json!({"action": "WITHDRAW"}));
    bench.wait(61);
    // The other one still stands, so there is no third.
    let other = with(body, &json!({"memo": "Third"}));
    bench
        .refused(&op::CREATE_CASE, &[], &other)
        .conflicts_with("claimId", REPRESENTED);
}

#[test]
fn arbitration_follows_a_rejection_or_a_silence() {
    let mut bench = Bench::new();
    let direct = filing(&mut bench, REPRESENTED, "2");
    bench
        .refused(&op::CREATE_CASE, &[], &direct)
        .conflicts_with("claimId", REPRESENTED);
    let first = with(filing(&mut bench, REPRESENTED, "1"), &json!({"dueDate": bench.day(-5)}));
    let case = text(&bench.send(&op::CREATE_CASE, &[], &first)["caseId"]);
    bench
        .refused(&op::CREATE_CASE, &[], &direct)
        .conflicts_with("caseId", &case);
    bench.wait(5 * 86_400);
    bench
        .refused(&op::UPDATE_CASE, &[("case-id", &case)], &act("ESCALATE"))
        .conflicts_with("caseId", &case);
    bench.wait(86_400);
    let arbitration = text(&bench.send(&op::CREATE_CASE, &[], &direct)["caseId"]);
    let at = [("case-id", arbitration.as_str())];
    bench
        .refused(&op::UPDATE_CASE, &at, &act("REJECT"))
        .conflicts_with("caseId", &arbitration);
    bench
        .refused(&op::UPDATE_CASE, &[("case-id", &case)], &act("ACCEPT"))
        .conflicts_with("caseId", &case);
    bench.send(&op::UPDATE_CASE, &at, &act("ACCEPT"));
    assert_eq!(state(&mut bench, REPRESENTED), "Accepted");
}

#[test]
fn compliance_needs_a_violation_and_no_chargeback() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let detail = bench.detail(&claim);
    let body = json!({"caseType": "3", "disputeAmount": "100.00", "currencyCode": "USD", "filedAgainstIca": "002222",
        "filingAs": "A", "filingIca": "006195", "memo": "A rule was broken", "violationCode": "D.2",
        "violationDate": bench.day(20), "primaryAccountNum": detail["primaryAccountNum"],
        "acquirerRefNum": detail["acquirerRefNum"]});
    for (wrong, place) in [
        (json!({"violationCode": null}), "violationCode"),
        (json!({"violationDate": null}), "violationDate"),
        (json!({"violationCode": "1.4"}), "chargebackDate"),
        (json!({"acquirerRefNum": null}), "acquirerRefNum"),
        (json!({"disputeAmount": "much"}), "disputeAmount"),
    ] {
        bench
            .refused(&op::CREATE_CASE, &[], &with(body.clone(), &wrong))
            .is_about(place);
    }
    let stranger = with(body.clone(), &json!({"acquirerRefNum": "99999999999999999999999"}));
    bench.refused(&op::CREATE_CASE, &[], &stranger).misses("acquirerRefNum");
    let case = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    let at = [("case-id", case.as_str())];
    assert_eq!(
        bench.detail(&claim)["caseFilingDetails"]["caseFilingDetails"]["violationCode"],
        "D.2"
    );
    // It has no effect on the dispute itself.
    bench.send(&op::UPDATE_CASE, &at, &act("REJECT"));
    bench.send(&op::UPDATE_CASE, &at, &act("ESCALATE"));
    bench.wait(10 * 86_400);
    assert_eq!(state(&mut bench, &claim), "Favor Sender");
    bench.send(
        &op::CREATE_CHARGEBACK,
        &[("claim-id", &claim)],
        &super::bench::chargeback(),
    );
}

#[test]
fn filings_need_what_their_type_calls_for() {
    let mut bench = Bench::new();
    let body = filing(&mut bench, REPRESENTED, "1");
    for (wrong, place) in [
        (json!({"chargebackReasonCode": null}), "chargebackReasonCode"),
        (json!({"merchantName": null}), "merchantName"),
        (json!({"chargebackRefNum": []}), "chargebackRefNum"),
        (
            json!({"chargebackRefNum": ["9000000006", "9000000007"]}),
            "chargebackRefNum",
        ),
        (json!({"changeReasonCodeFlag": "Y"}), "updatedChargebackReasonCode"),
        (
            json!({"changeReasonCodeFlag": "Y", "updatedChargebackReasonCode": "4853"}),
            "changeReasonCodeReason",
        ),
        (
            json!({"fileAttachment": {"filename": "a.pdf", "file": PDF}, "caseFilingEbdfDocuments": {}}),
            "caseFilingEbdfDocuments",
        ),
    ] {
        bench
            .refused(&op::CREATE_CASE, &[], &with(body.clone(), &wrong))
            .is_about(place);
    }
    let stranger = with(body, &json!({"chargebackRefNum": ["1111423456"]}));
    bench
        .refused(&op::CREATE_CASE, &[], &stranger)
        .misses("chargebackRefNum");
    for (wrong, place) in [
        (json!({"action": "REBUT", "memo": "No"}), "rebuttedAs"),
        (json!({"action": "DOC_RETRY", "memo": "Again"}), "docRetryAs"),
        (
            json!({"action": "DOC_RETRY", "memo": "Again", "docRetryAs": "SND"}),
            "fileAttachment",
        ),
        (json!({"action": "WITHDRAW", "docRetryAs": "SND"}), "docRetryAs"),
    ] {
        bench.refused(&op::UPDATE_CASE, &[CASE], &wrong).is_about(place);
    }
}

#[test]
fn failed_documents_are_handed_in_again() {
    let mut bench = Bench::new();
    let attachment = json!({"fileAttachment": {"filename": "case.pdf", "file": "bm8gUERG"}});
    let body = with(filing(&mut bench, REPRESENTED, "1"), &attachment);
    let case = text(&bench.send(&op::CREATE_CASE, &[], &body)["caseId"]);
    let at = [("case-id", case.as_str())];
    let retry = json!({"action": "DOC_RETRY", "memo": "Again", "docRetryAs": "SND",
        "fileAttachment": {"filename": "case.pdf", "file": PDF}});
    let search = |status: &str, bench: &mut Bench| {
        let body = json!({"status": status, "startDate": bench.day(0), "endDate": bench.day(0)});
        bench.send(&op::SEARCH_CASE_DOCUMENTS, &[], &body)["caseFilingImageStatusList"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(search("UNPROCESSED", &mut bench), 1);
    bench
        .refused(&op::UPDATE_CASE, &at, &retry)
        .conflicts_with("caseId", &case);
    bench.wait(3);
    assert_eq!(
        (search("FAILED", &mut bench), search("UNPROCESSED", &mut bench)),
        (1, 0)
    );
    bench
        .not_done(&op::GET_CASE_DOCUMENTS, &at, &[("format", "ORIGINAL")], None)
        .misses("documents");
    bench.send(&op::UPDATE_CASE, &at, &retry);
    bench.wait(3);
    assert_eq!((search("FAILED", &mut bench), search("COMPLETED", &mut bench)), (0, 1));
    bench.get(&op::GET_CASE_DOCUMENTS, &at, &[("format", "ORIGINAL")]);
}
