use mc_automatic_billing_updater::models::{OutInquiry, OutSubscription, OutSubscriptionInquiry, ResponseIndicator};

use super::super::testing::{Bench, decode, documented_seed, json_of, refusal};
use super::*;

const FACTS: &str = include_str!("../../generated/automatic-billing-updater.json");
const MERCHANT: &str = "XXX000000000XXX";

fn bench() -> Bench<Abu> {
    Bench::new(Abu::new(), FACTS)
}

fn account(ending: &str) -> String {
    format!("52000000000000{ending}")
}

fn request(ending: &str) -> Value {
    json!({
        "requestId": "request-1",
        "customer": {"ica": "1111", "merchantId": MERCHANT},
        "account": {"accountNumber": account(ending), "expiryDate": "0528"},
    })
}

fn with(mut request: Value, pointer: &str, value: &str) -> Value {
    *request.pointer_mut(pointer).unwrap() = value.into();
    request
}

fn with_sub_merchant(mut request: Value, id: &str) -> Value {
    request["customer"]["subMerchantId"] = id.into();
    request
}

fn is_subscribed(bench: &mut Bench<Abu>, request: Value) -> Option<bool> {
    let reply = bench.send(&operations::INQUIRE_SUBSCRIPTION, request);
    decode::<OutSubscriptionInquiry>(&reply).subscribed
}

#[test]
fn every_operation_is_served() {
    let mut bench = bench();
    for operation in operations::ALL {
        let reply = bench.send(operation, request("18"));
        assert!(reply.status.is_success(), "{operation}");
    }
    assert_eq!(operations::ALL.len(), 4);
}

#[test]
fn the_last_digit_decides() {
    use ResponseIndicator::{AccountUpdate, Contact, Expiry, NonParticipating, UnknownValue, Valid};
    let table = [
        ("10", AccountUpdate),
        ("11", NonParticipating),
        ("42", Valid),
        ("13", AccountUpdate),
        ("14", Contact),
        ("15", Expiry),
        ("17", UnknownValue),
        ("18", Valid),
        ("19", Valid),
    ];
    for (ending, expected) in table {
        let mut bench = bench();
        let reply = bench.send(&operations::INQUIRE_ACCOUNT, request(ending));
        assert_eq!(reply.status, StatusCode::OK);
        let answer: OutInquiry = decode(&reply);
        assert_eq!(answer.response_indicator, Some(expected.clone()), "{ending}");
        let new = answer.account.map(|account| {
            let expiry = account.expiry_date.expose().clone();
            (account.account_number.expose().clone(), expiry)
        });
        let expected_account = match expected {
            AccountUpdate => Some(("5573491171029999".to_owned(), "1129".to_owned())),
            Expiry => Some((account(ending), "1129".to_owned())),
            _ => None,
        };
        assert_eq!(new, expected_account, "{ending}");
        if ending == "19" {
            let reply = bench.send(&operations::SUBSCRIBE_ACCOUNT, request(ending));
            assert_eq!(refusal(&reply), (503, "ABU_CONNECTION_ERROR".to_owned(), vec![]));
            assert_eq!(bench.shown(), "");
            continue;
        }
        let reply = bench.send(&operations::SUBSCRIBE_ACCOUNT, request(ending));
        assert_eq!(reply.status, StatusCode::ACCEPTED);
        let answer: OutSubscription = decode(&reply);
        assert_eq!(answer.response_indicator, Some(expected), "{ending}");
        assert!(reply.pushes.is_empty());
    }
    for operation in [operations::INQUIRE_ACCOUNT, operations::SUBSCRIBE_ACCOUNT] {
        let reply = bench().send(&operation, request("16"));
        let details = vec!["ABU Service".to_owned()];
        assert_eq!(refusal(&reply), (500, "INTERNAL_ERROR".to_owned(), details));
    }
}

#[test]
fn subscriptions_are_remembered_by_merchant_and_account() {
    let mut bench = bench();
    assert_eq!(is_subscribed(&mut bench, request("17")), Some(false));
    bench.send(&operations::SUBSCRIBE_ACCOUNT, request("17"));
    assert_eq!(is_subscribed(&mut bench, request("17")), Some(true));
    let others = [
        with(request("17"), "/customer/merchantId", "YYY000000000YYY"),
        with(request("17"), "/customer/ica", "2222"),
        with_sub_merchant(request("17"), "ZZZ000000000ZZZ"),
        request("27"),
    ];
    for other in others {
        assert_eq!(is_subscribed(&mut bench, other), Some(false));
    }
    let reply = bench.send(&operations::UNSUBSCRIBE_ACCOUNT, request("17"));
    assert_eq!(reply.status, StatusCode::ACCEPTED);
    assert_eq!(is_subscribed(&mut bench, request("17")), Some(false));
    bench.send(&operations::SUBSCRIBE_ACCOUNT, request("17"));
    assert_eq!(is_subscribed(&mut bench, request("17")), Some(true));
    bench.service.reset();
    assert_eq!(is_subscribed(&mut bench, request("17")), Some(false));
}

#[test]
fn what_nobody_has_subscribed_to_is_answered_by_the_last_digit() {
    let mut bench = bench();
    assert_eq!(is_subscribed(&mut bench, request("10")), Some(false));
    assert_eq!(is_subscribed(&mut bench, request("11")), Some(true));
    let reply = bench.send(&operations::INQUIRE_SUBSCRIPTION, request("42"));
    assert_eq!(refusal(&reply).1, "SYSTEM_ERROR");
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    let reply = bench.send(&operations::INQUIRE_SUBSCRIPTION, request("13"));
    assert_eq!(refusal(&reply), (401, "AUTHENTICATION_FAILED".to_owned(), vec![]));
    // What is remembered comes first.
    for (ending, operation, expected) in [
        ("42", operations::SUBSCRIBE_ACCOUNT, true),
        ("13", operations::SUBSCRIBE_ACCOUNT, true),
        ("11", operations::UNSUBSCRIBE_ACCOUNT, false),
        ("10", operations::SUBSCRIBE_ACCOUNT, true),
    ] {
        bench.send(&operation, request(ending));
        assert_eq!(is_subscribed(&mut bench, request(ending)), Some(expected), "{ending}");
    }
}

#[test]
fn a_new_expiry_date_is_notified() {
    let mut bench = bench();
    let reply = bench.send(&operations::SUBSCRIBE_ACCOUNT, request("12"));
    assert_eq!(json_of(&reply), json!({"responseIndicator": "VALID"}));
    let [push] = reply.pushes.as_slice() else {
        panic!("one notification is due")
    };
    let mut body = push.body.clone();
    let reference = body["abuReferenceId"].take();
    assert_eq!(reference.as_str().map(str::len), Some(36));
    assert_eq!(
        body,
        json!({
            "abuReferenceId": null,
            "oldAccountNumber": "5200000000000012", "oldExpirationDate": "0528",
            "newAccountNumber": "5200000000000012", "newExpirationDate": "1129",
            "reasonIdentifier": "E", "eventDateTime": "2026-11-22T05:32:51.123Z", "ica": "1111",
            "merchants": [{"merchantId": MERCHANT, "requestId": "request-1"}],
        })
    );
    let again = bench.send(&operations::SUBSCRIBE_ACCOUNT, request("12"));
    assert_ne!(again.pushes[0].body["abuReferenceId"], reference);
}

#[test]
fn a_new_account_is_notified_and_never_the_present_expiry_date() {
    let mut bench = bench();
    let request = with(request("22"), "/account/expiryDate", "1129");
    let reply = bench.send(&operations::SUBSCRIBE_ACCOUNT, request);
    let body = &reply.pushes[0].body;
    assert_eq!(body["reasonIdentifier"], "A");
    assert_eq!(body["oldAccountNumber"], "5200000000000022");
    assert_eq!(body["oldExpirationDate"], "1129");
    assert_eq!(body["newAccountNumber"], "2200000000000056");
    assert_eq!(body["newExpirationDate"], "1130");
}

#[test]
fn a_closed_account_is_notified_to_all_who_watch_it() {
    let mut bench = bench();
    let subscribe = operations::SUBSCRIBE_ACCOUNT;
    bench.send(&subscribe, with_sub_merchant(request("32"), "AAA000000000AAA"));
    let second = with_sub_merchant(with(request("32"), "/requestId", "request-2"), "BBB000000000BBB");
    bench.send(&subscribe, second.clone());
    let other = with(request("32"), "/customer/merchantId", "YYY000000000YYY");
    bench.send(&subscribe, with(other, "/requestId", "request-3"));
    // Another acquirer's merchants are not told of.
    bench.send(&subscribe, with(request("32"), "/customer/ica", "2222"));
    let reply = bench.send(&subscribe, request("32"));
    let mut body = reply.pushes[0].body.clone();
    body["abuReferenceId"].take();
    assert_eq!(
        body,
        json!({
            "abuReferenceId": null,
            "oldAccountNumber": "5200000000000032", "oldExpirationDate": "0000",
            "newAccountNumber": null, "newExpirationDate": null,
            "reasonIdentifier": "C", "eventDateTime": "2026-11-22T05:32:51.123Z", "ica": "1111",
            "merchants": [
                {"merchantId": MERCHANT, "requestId": "request-1"},
                {"merchantId": MERCHANT, "subMerchants": [
                    {"subMerchantId": "AAA000000000AAA", "requestId": "request-1"},
                    {"subMerchantId": "BBB000000000BBB", "requestId": "request-2"},
                ]},
                {"merchantId": "YYY000000000YYY", "requestId": "request-3"},
            ],
        })
    );
    bench.send(&operations::UNSUBSCRIBE_ACCOUNT, second);
    let reply = bench.send(&subscribe, request("32"));
    let list = &reply.pushes[0].body["merchants"][1]["subMerchants"];
    assert_eq!(
        list,
        &json!([{"subMerchantId": "AAA000000000AAA", "requestId": "request-1"}])
    );
}

#[test]
fn a_card_that_expired_more_than_a_year_ago_is_refused() {
    let mut bench = bench();
    for operation in [operations::INQUIRE_ACCOUNT, operations::SUBSCRIBE_ACCOUNT] {
        let twelve = with(request("18"), "/account/expiryDate", "1125");
        assert!(bench.send(&operation, twelve).status.is_success());
        let thirteen = with(request("18"), "/account/expiryDate", "1025");
        let reply = bench.send(&operation, thirteen);
        assert_eq!(
            (reply.status.as_u16(), refusal(&reply).1.as_str()),
            (400, "INVALID_EXPIRY_DATE")
        );
    }
    // A subscription to it can still be ended.
    let old = with(request("18"), "/account/expiryDate", "0120");
    let reply = bench.send(&operations::UNSUBSCRIBE_ACCOUNT, old);
    assert_eq!(reply.status, StatusCode::ACCEPTED);
}

#[test]
fn values_that_the_contract_lets_through_are_refused() {
    let wrong = [
        ("/account/expiryDate", "1328", "SYSTEM_ERROR"),
        ("/account/expiryDate", "0028", "SYSTEM_ERROR"),
        ("/account/expiryDate", "5/28", "SYSTEM_ERROR"),
        ("/account/accountNumber", "52000000000000AB", "INVALID_INPUT_FORMAT"),
        ("/customer/ica", "ABCD", "INVALID_PARAM"),
    ];
    for (pointer, value, code) in wrong {
        for operation in operations::ALL {
            let reply = bench().send(operation, with(request("18"), pointer, value));
            let (status, found, _) = refusal(&reply);
            assert_eq!((status, found.as_str()), (400, code), "{pointer}");
            assert!(!json_of(&reply).to_string().contains(value), "{pointer}");
        }
    }
}

#[test]
fn refusals_are_in_the_products_envelope() {
    let bench = bench();
    bench.assert_refusals("ErrorWrapper");
    let reply = bench.service.refuse(&Problem {
        kind: ProblemKind::Missing,
        place: "/customer/ica".to_owned(),
        message: String::new(),
    });
    assert_eq!(refusal(&reply).1, "ICA_VALUE_REQUIRED");
}

#[test]
fn tables_tell_accounts_apart_without_their_numbers() {
    let mut bench = bench();
    bench.send(&operations::SUBSCRIBE_ACCOUNT, request("12"));
    bench.send(
        &operations::SUBSCRIBE_ACCOUNT,
        with_sub_merchant(request("12"), "AAA000000000AAA"),
    );
    bench.send(&operations::SUBSCRIBE_ACCOUNT, request("18"));
    bench.send(&operations::UNSUBSCRIBE_ACCOUNT, request("18"));
    assert_eq!(
        bench.shown(),
        "account 1 | 1111 | XXX000000000XXX |  | request-1 | watched | 2026-11-22 05:32:51 | 2\n\
         account 1 | 1111 | XXX000000000XXX | AAA000000000AAA | request-1 | watched | 2026-11-22 05:32:51 | 1\n\
         account 2 | 1111 | XXX000000000XXX |  | request-1 | ended |  | 0\n"
    );
}

#[test]
fn a_seed_sets_up_acquirers_entitlement_and_subscriptions() {
    let mut bench = bench();
    bench
        .service
        .seed(&documented_seed(crate::Product::AutomaticBillingUpdater))
        .unwrap();
    assert!(
        bench
            .shown()
            .starts_with("account 1 | 1111 | 100000000000001 | 200000000000001 | 1 | watched | 2026-01-31")
    );
    let seeded = json!({
        "requestId": "9",
        "customer": {"ica": "1111", "merchantId": "100000000000001", "subMerchantId": "200000000000001"},
        "account": {"accountNumber": "5555555555554444", "expiryDate": "1229"},
    });
    assert_eq!(is_subscribed(&mut bench, seeded), Some(true));
    let reply = bench.send(
        &operations::INQUIRE_ACCOUNT,
        with(request("18"), "/customer/ica", "2222"),
    );
    assert_eq!(refusal(&reply).1, "INVALID_PARAM");

    bench.service.seed(&json!({"push": false})).unwrap();
    let reply = bench.send(&operations::SUBSCRIBE_ACCOUNT, request("12"));
    let details = vec!["Client not registered for ABU Push service".to_owned()];
    assert_eq!(refusal(&reply), (401, "AUTHENTICATION_FAILED".to_owned(), details));
    assert!(reply.pushes.is_empty());

    bench
        .service
        .seed(&documented_seed(crate::Product::AutomaticBillingUpdater))
        .unwrap();
    bench.assert_seed_refused(
        &json!({"subscriptions": [{"requestId": "1", "ica": "1111", "merchantId": "1", "accountNumber": "12", "expiryDate": "1229"}]}),
        "seed, automatic-billing-updater.subscriptions[0].accountNumber: an account number of 13 to 19 digits belongs here",
    );
    bench.assert_seed_refused(
        &json!({"pushes": true}),
        "seed, automatic-billing-updater: there is no member \"pushes\"; known are icas, push, subscriptions",
    );
}
