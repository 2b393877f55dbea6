use mc_identity_insights::models::{AccountOpeningInsights, AddressAnalysisValidityLevel, MatchToName, Warning};

use super::super::testing::{Bench, Sent, decode, documented_seed, json_of, refusal};
use super::*;

const FACTS: &str = include_str!("../../generated/identity-insights.json");
const OPERATION: mc_core::Operation = operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS;

fn bench() -> Bench<Insights> {
    Bench::new(Insights::new(), FACTS)
}

fn applicant() -> Value {
    json!({
        "user": {
            "account": {"hashedAccountId": "sign-up-1", "signupTime": "2026-11-22 05:30"},
            "name": "Jane Roe",
            "email": "jane.roe@example.com",
            "phone": {"number": "+44 20 7946 0123".replace(' ', "-"), "countryHint": "GB"},
            "address": {
                "streetLine1": "1 Long Road", "streetLine2": "Flat 2", "city": "London", "postalCode": "N1 1AA", "country": "GB",
            },
        },
        "device": {"ip": "198.51.100.7", "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"},
    })
}

/// The applicant with one value put in place or, if null, taken away.
fn with(pointer: &str, value: Value) -> Value {
    let mut applicant = applicant();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = applicant.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(name);
    } else {
        parent.insert(name.to_owned(), value);
    }
    applicant
}

#[track_caller]
fn assess(bench: &mut Bench<Insights>, body: Value) -> AccountOpeningInsights {
    let reply = bench.send(&OPERATION, body);
    assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
    let answer: AccountOpeningInsights = decode(&reply);
    assert_eq!(reply.headers["x-mc-correlation-id"], answer.request_ref_id.as_str());
    answer
}

/// The answer without its id.
fn content(reply: &Reply) -> Value {
    let mut body = json_of(reply);
    body["requestRefId"].take();
    body
}

#[test]
fn every_operation_is_served() {
    for operation in operations::ALL {
        assert_eq!(bench().send(operation, applicant()).status, StatusCode::OK);
    }
    assert_eq!(operations::ALL.len(), 1);
}

#[test]
fn user_and_device_get_all_insights() {
    let answer = assess(&mut bench(), applicant());
    assert!(answer.warnings.is_none() && answer.alerts.is_none());
    let user = answer.insights.user.unwrap();
    let email = user.details.email.unwrap();
    assert!(email.valid && email.is_disposable == Some(false) && email.domain_creation_date.is_some());
    let phone = user.details.phone.unwrap();
    assert!(phone.valid && phone.carrier.is_some() && phone.match_to_address.is_some());
    assert_eq!(phone.country_code.as_deref(), Some("GB"));
    assert!(phone.email_first_seen_days.is_some());
    assert!(user.details.address.is_some());
    let ip = answer.insights.ip.unwrap();
    assert!(ip.details.geolocation_country_code.is_some() && ip.details.phone_distance.is_some());
    let device = answer.insights.device.unwrap();
    let info = &device.details.device_info;
    assert_eq!((info.browser.as_str(), info.platform.as_str()), ("Firefox", "Linux"));
    assert_eq!(info.device_type, "Desktop");
    assert!(device.details.id.u_device_id.expose().starts_with("UDID-"));
}

#[test]
fn a_user_alone_gets_insights_about_the_user() {
    let body = json!({"user": {"account": {}, "email": "jane.roe@example.com"}});
    let answer = assess(&mut bench(), body);
    assert!(answer.insights.ip.is_none() && answer.insights.device.is_none() && answer.alerts.is_none());
    let details = answer.insights.user.unwrap().details;
    assert!(details.phone.is_none());
    let email = details.email.unwrap();
    assert_eq!(email.match_to_name, MatchToName::NotFound);
    let address = details.address.unwrap();
    assert_eq!(address.validity_level, AddressAnalysisValidityLevel::MissingAddress);
}

#[test]
fn what_cannot_be_produced_is_said() {
    let ip_only = assess(&mut bench(), with("/device/userAgent", Value::Null));
    assert!(ip_only.insights.ip.is_some() && ip_only.insights.device.is_none());
    assert_eq!(ip_only.alerts.unwrap(), ["Unable to generate device insights"]);
    let agent_only = assess(&mut bench(), with("/device/ip", Value::Null));
    assert!(agent_only.insights.ip.is_none() && agent_only.insights.device.is_none());
    assert_eq!(
        agent_only.alerts.unwrap(),
        ["Unable to generate IP insights", "Unable to generate device insights"]
    );
}

#[test]
fn missing_and_malformed_input_is_named() {
    let missing = "Required Data Element Missing";
    let malformed = "Invalid Format";
    let mut more = applicant();
    more["device"] = json!({"language": "en"});
    let mut without_ip = applicant();
    without_ip["device"] = json!({"language": "en", "userAgent": "x"});
    let mut bare = applicant();
    bare["user"] = json!({"account": {}});
    let mut both = with("/user/account/signupTime", json!("22.11.2026"));
    both["device"]["ip"] = json!("300.1.1.1");
    let cases = [
        (json!({"device": {"ip": "198.51.100.7"}}), missing, "user"),
        (with("/user/account", Value::Null), missing, "user.account"),
        (bare, missing, "user.email, user.phone"),
        (more, missing, "device.ip, device.userAgent"),
        (without_ip, missing, "device.ip"),
        (both, malformed, "user.account.signupTime, device.ip"),
        (
            with("/user/account/signupTime", json!("2026-11-22T05:30")),
            malformed,
            "user.account.signupTime",
        ),
        (
            with("/user/account/signupTime", json!("2026-11-31 05:30")),
            malformed,
            "user.account.signupTime",
        ),
        (
            with("/user/address/city", json!("x".repeat(501))),
            malformed,
            "user.address.city",
        ),
    ];
    for (body, description, details) in cases {
        let mut bench = bench();
        // The contract would refuse some of them first.
        let reply = bench.call(&OPERATION, Sent::body(body));
        let (status, code, _) = refusal(&reply);
        assert_eq!((status, code.as_str()), (400, "VALIDATION_ERROR"), "{details}");
        let error = &json_of(&reply)["Errors"]["Error"][0];
        assert_eq!(error["Source"], "IIA");
        assert_eq!(error["Description"], description);
        assert_eq!(error["Details"], details);
        assert_eq!(
            bench.shown(),
            self::bench().shown(),
            "a refused request is not remembered"
        );
    }
}

#[test]
fn odd_input_gets_a_warning() {
    use Warning::{
        CountryHintInvalid, EmailDomainInvalid, EmailSyntaxInvalid, EmailTooLong, EmailTopLevelDomainInvalid,
        EmailUsernameInvalid, IpAddressPrivate, PostalCodeCorrected, StateCorrected,
    };
    let long = format!("{}@example.com", "x".repeat(65));
    let emails = [
        ("jane.roe", EmailSyntaxInvalid),
        ("jane@roe@example.com", EmailSyntaxInvalid),
        ("jane roe@example.com", EmailSyntaxInvalid),
        (long.as_str(), EmailTooLong),
        (".jane@example.com", EmailUsernameInvalid),
        ("jane..roe@example.com", EmailUsernameInvalid),
        ("@example.com", EmailUsernameInvalid),
        ("jane@example", EmailDomainInvalid),
        ("jane@-x-.com", EmailDomainInvalid),
        ("jane@example..com", EmailDomainInvalid),
        ("jane@example.invalid", EmailTopLevelDomainInvalid),
        ("jane@example.c", EmailTopLevelDomainInvalid),
        ("jane@10.0.0.1", EmailTopLevelDomainInvalid),
    ];
    for (email, warning) in emails {
        let answer = assess(&mut bench(), with("/user/email", json!(email)));
        assert_eq!(answer.warnings, Some(vec![warning]), "{email}");
        let email = answer.insights.user.unwrap().details.email.unwrap();
        assert!(!email.valid && email.domain_creation_date.is_none());
        assert!(email.email_risk_score >= Some(0.8));
    }
    for ip in [
        "10.0.0.1",
        "192.168.1.1",
        "172.16.5.4",
        "127.0.0.1",
        "169.254.0.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "fe80::1",
    ] {
        let answer = assess(&mut bench(), with("/device/ip", json!(ip)));
        assert_eq!(answer.warnings, Some(vec![IpAddressPrivate]), "{ip}");
        let details = answer.insights.ip.unwrap().details;
        assert!(details.geolocation_country_code.is_none() && details.phone_distance.is_none());
    }
    let answer = assess(&mut bench(), with("/device/ip", json!("2001:db8:5b96::426f:8e17:642a")));
    assert_eq!(answer.warnings, None);
    let others = [
        ("/user/phone/countryHint", "GBR", CountryHintInvalid),
        ("/user/address/state", "tx", StateCorrected),
        ("/user/address/postalCode", "n1 1aa", PostalCodeCorrected),
    ];
    for (pointer, value, warning) in others {
        let answer = assess(&mut bench(), with(pointer, json!(value)));
        assert_eq!(answer.warnings, Some(vec![warning]), "{pointer}");
    }
}

#[test]
fn scores_follow_from_the_input() {
    let (mut one, mut other) = (bench(), bench());
    let first = one.send(&OPERATION, applicant());
    assert_eq!(content(&first), content(&other.send(&OPERATION, applicant())));
    // The same sign-up again is told the same.
    assert_eq!(content(&first), content(&one.send(&OPERATION, applicant())));
    assert_ne!(
        json_of(&first)["requestRefId"],
        json_of(&one.send(&OPERATION, applicant()))["requestRefId"]
    );

    let (mut risks, mut valid) = (std::collections::BTreeSet::new(), 0);
    for number in 0..200 {
        let mut body = with("/user/email", json!(format!("{number}@example.com")));
        body["user"]["phone"]["number"] = json!(format!("+4420794601{number:03}"));
        body["device"]["ip"] = json!(format!("198.51.100.{number}"));
        let answer = assess(&mut one, body);
        let user = answer.insights.user.unwrap();
        risks.insert(user.scores.identity_risk);
        valid += usize::from(user.details.address.unwrap().validity_level == AddressAnalysisValidityLevel::Valid);
        let ip = answer.insights.ip.unwrap().scores.ip_risk;
        // Three decimals.
        assert!((ip * 1000.0 - (ip * 1000.0).round()).abs() < 1e-9, "{ip}");
    }
    assert!(risks.len() > 100, "{risks:?}");
    assert!(
        risks.first().unwrap() < &100 && risks.last().unwrap() > &350,
        "{risks:?}"
    );
    assert!(valid == 0 || valid == 200, "the address is the same in all of them");
    let disposable = assess(&mut one, with("/user/email", json!("jane@mailinator.com")));
    let email = disposable.insights.user.unwrap().details.email.unwrap();
    assert!(email.valid && email.is_disposable == Some(true) && email.email_risk_score >= Some(0.8));
}

#[test]
fn sightings_are_remembered() {
    let mut bench = bench();
    let seen = |bench: &mut Bench<Insights>, account: &str| {
        let answer = assess(bench, with("/user/account/hashedAccountId", json!(account)));
        let details = answer.insights.user.unwrap().details;
        let email = details.email.unwrap();
        let device = answer.insights.device.unwrap().details.id;
        (
            email.first_seen_days,
            email.mailbox_velocity.unwrap(),
            details.phone.unwrap().last_seen_days,
            device.last_seen_days,
        )
    };
    let (first, times, ..) = seen(&mut bench, "a");
    bench.wait(Duration::days(10));
    assert_eq!(seen(&mut bench, "b"), (first + 10, times + 1, 10, 10));
    // Again about the same sign-up: as if it had not been asked about yet.
    assert_eq!(seen(&mut bench, "b"), (first + 10, times + 1, 10, 10));
    bench.wait(Duration::days(3));
    assert_eq!(seen(&mut bench, "c"), (first + 13, times + 2, 3, 3));
    // After half a year the sightings do not count any more, but who is known stays known.
    bench.wait(Duration::days(181));
    assert_eq!(seen(&mut bench, "d"), (first + 194, times, 181, 181));
    assert!(
        bench.shown().contains("E-mail addresses | 1 | 4\n"),
        "{}",
        bench.shown()
    );
    bench.service.reset();
    bench.wait(Duration::days(-194));
    assert_eq!(seen(&mut bench, "a").0, first);
}

#[test]
fn some_are_met_for_the_first_time() {
    let mut bench = bench();
    let days: Vec<i64> = (0..40)
        .map(|number| {
            let body = json!({"user": {"account": {}, "email": format!("{number}@example.com")}});
            let email = assess(&mut bench, body).insights.user.unwrap().details.email.unwrap();
            email.first_seen_days
        })
        .collect();
    let new = days.iter().filter(|days| **days == 0).count();
    assert!((3..20).contains(&new), "{days:?}");
}

#[test]
fn nothing_of_the_input_is_shown() {
    let mut bench = bench();
    assess(&mut bench, applicant());
    let shown = bench.shown();
    for secret in ["jane", "Jane", "7946", "198.51", "London", "sign-up-1", "Firefox"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("IP addresses | 1 | 1"), "{shown}");
}

#[test]
fn refusals_are_in_the_products_envelope() {
    bench().assert_refusals("ErrorMessage");
}

#[test]
fn a_seed_says_what_is_known() {
    let mut bench = bench();
    bench
        .service
        .seed(&documented_seed(crate::Product::IdentityInsights))
        .unwrap();
    let mut body = with("/user/phone/number", json!("+1-202-555-0123"));
    let answer = assess(&mut bench, body.clone());
    let user = answer.insights.user.unwrap();
    let (email, phone) = (user.details.email.unwrap(), user.details.phone.unwrap());
    assert_eq!(email.email_risk_score, Some(0.9));
    assert_eq!((email.first_seen_days, email.mailbox_velocity), (294, Some(7)));
    assert_eq!((phone.last_seen_days, phone.match_to_name), (21, MatchToName::NoMatch));
    assert_eq!(answer.insights.ip.unwrap().scores.ip_risk.to_string(), "0.95");
    // The worst is 0.9: at least half of the greatest risk comes of it.
    assert!(user.scores.identity_risk >= 225);
    body["user"]["account"]["hashedAccountId"] = json!("another");
    let email = assess(&mut bench, body).insights.user.unwrap().details.email.unwrap();
    assert_eq!(email.mailbox_velocity, Some(8));

    bench.assert_seed_refused(
        &json!({"known": [{"email": "a@example.com", "risk": 2}]}),
        "seed, identity-insights.known[0].risk: a number from 0 to 1 belongs here",
    );
    bench.assert_seed_refused(
        &json!({"known": [{"risk": 1}]}),
        "seed, identity-insights.known[0]: an object with exactly one of email, phone and ip belongs here",
    );
}
