//! Identity Insights for Accounts.

use mc_core::{AnswerForm, BodyEncryption, PayloadEncryption};
use mc_identity_insights::models::{
    AccountInfo, AccountOpeningData, AccountOpeningInsights, Address, DeviceInput, MatchToName, PhoneAnalysis,
    PhoneAnalysisLineType, PhoneNumber, UserInput, Warning,
};
use mc_identity_insights::{Client, operations};

use crate::common::{Case, Envelope, assert_no_secret, cases, encodes_to, survives};
use crate::server::{Reply, Server, call};

const BASE: &str = "/identity/accounts/";

const CASE: Case = Case {
    base: BASE,
    operation: operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS,
    call: |http, environment, limit| {
        Box::pin(async move {
            let client = Client::new(http, environment);
            let client = limit.into_iter().fold(client, Client::with_max_response_bytes);
            let answer = client.openings().retrieve_account_opening_insights(&opening()).await?;
            Ok(format!("{answer:?}"))
        })
    },
    envelopes: &[Envelope {
        status: 400,
        body: r#"{"Errors":{"Error":[{"Source":"IIA","ReasonCode":"VALIDATION_ERROR","Description":"Bad e-mail jane.roe@example.com","Recoverable":false,"Details":"user.email, device.ip"}]}}"#,
        reason_code: "VALIDATION_ERROR",
        source: Some("IIA"),
        description: Some("Bad e-mail jane.roe@example.com"),
        recoverable: Some(false),
        details: &[(None, Some("user.email, device.ip"), None)],
        request_id: None,
    }],
    wrong: (
        r#"{"requestRefId":"r","insights":{"user":{"scores":{"identityRisk":"5555555555554444"},"details":{}}}}"#,
        "$.insights.user.scores.identityRisk",
    ),
};

cases!(CASE);

fn opening() -> AccountOpeningData {
    let user = UserInput::new(
        AccountInfo::new()
            .hashed_account_id("ab12")
            .signup_time("2026-11-22T10:00:00Z"),
    )
    .name("Jane Roe")
    .email("jane.roe@example.com")
    .phone(PhoneNumber::new("+12025550123").country_hint("US"))
    .address(
        Address::new()
            .street_line1("1 Main St")
            .city("Springfield")
            .country("US"),
    );
    AccountOpeningData::new(user)
        .device(
            DeviceInput::new()
                .ip("203.0.113.7")
                .user_agent("Mozilla/5.0")
                .cookies_enabled(true),
        )
        .end_customer_ref_id("c-1")
}

#[tokio::test]
async fn retrieve_account_opening_insights() {
    let json = r#"{
        "requestRefId": "7c0a1d4e-0000-4000-8000-000000000002",
        "insights": {
            "user": {
                "scores": {"identityRisk": 341},
                "details": {
                    "email": {"valid": true, "domainCreationDate": "1995-08-13", "firstSeenDays": 1200, "mailboxVelocity": 3, "isDisposable": false, "emailRiskScore": 0.125, "matchToName": "match"},
                    "phone": {"valid": true, "lineType": "mobile", "carrier": "Example Mobile", "countryCode": "US", "lastSeenDays": 4, "emailFirstSeenDays": 90, "matchToName": "no-match", "matchToAddress": "postal-match"},
                    "address": {"validityLevel": "valid_to_street", "matchToName": "not-found"}
                }
            },
            "ip": {"scores": {"ipRisk": 0.031}, "details": {"risk": false, "lastSeenDays": 2, "geolocationCountryCode": "US", "geolocationSubdivision": "IL", "phoneDistance": 12, "addressDistance": 7}},
            "device": {
                "scores": {"deviceRiskFactor": 1, "deviceInsightFactor": 2, "deviceTrustFactor": 3},
                "details": {
                    "id": {"uDeviceId": "d-1", "lastSeen": "2026-11-21T09:00:00Z", "firstSeen": "2026-01-01T00:00:00Z", "lastSeenDays": 1, "firstSeenDays": 325},
                    "deviceInfo": {"browser": "Firefox", "platform": "Linux", "deviceType": "desktop"}
                }
            }
        },
        "warnings": ["Ip: IP address is in private range", "Address: something new"],
        "alerts": ["Device insights are not available"]
    }"#;
    let server = Server::start(BASE, Reply::json(200, json)).await;
    let client = Client::new(server.http(), server.environment());
    let answer = call(client.openings().retrieve_account_opening_insights(&opening()))
        .await
        .unwrap();
    server.saw(
        &operations::RETRIEVE_ACCOUNT_OPENING_INSIGHTS,
        "/identity/accounts/openings",
        Some(concat!(
            r#"{"device":{"ip":"203.0.113.7","userAgent":"Mozilla/5.0","cookiesEnabled":true},"#,
            r#""user":{"account":{"hashedAccountId":"ab12","signupTime":"2026-11-22T10:00:00Z"},"name":"Jane Roe","#,
            r#""email":"jane.roe@example.com","phone":{"countryHint":"US","number":"+12025550123"},"#,
            r#""address":{"streetLine1":"1 Main St","city":"Springfield","country":"US"}},"endCustomerRefId":"c-1"}"#,
        )),
    );

    assert_eq!(answer.request_ref_id, "7c0a1d4e-0000-4000-8000-000000000002");
    let user = answer.insights.user.as_ref().unwrap();
    assert_eq!(user.scores.identity_risk, 341);
    let email = user.details.email.as_ref().unwrap();
    assert!(email.valid);
    assert_eq!(email.domain_creation_date.as_deref(), Some("1995-08-13"));
    assert_eq!(email.first_seen_days, 1200);
    assert_eq!(email.mailbox_velocity, Some(3));
    assert_eq!(email.is_disposable, Some(false));
    assert_eq!(email.email_risk_score, Some(0.125));
    assert_eq!(email.match_to_name, MatchToName::Match);
    let phone = user.details.phone.as_ref().unwrap();
    assert_eq!(phone.line_type, Some(PhoneAnalysisLineType::Mobile));
    assert_eq!(phone.carrier.as_deref(), Some("Example Mobile"));
    assert_eq!(phone.email_first_seen_days, Some(90));
    assert_eq!(phone.match_to_name, MatchToName::NoMatch);
    assert_eq!(phone.match_to_address.as_ref().unwrap().as_str(), "postal-match");
    let address = user.details.address.as_ref().unwrap();
    assert_eq!(address.validity_level.as_str(), "valid_to_street");
    assert_eq!(address.match_to_name, MatchToName::NotFound);
    let ip = answer.insights.ip.as_ref().unwrap();
    assert!((ip.scores.ip_risk - 0.031).abs() < f64::EPSILON);
    assert!(!ip.details.risk);
    assert_eq!(ip.details.geolocation_subdivision.as_deref(), Some("IL"));
    assert_eq!(
        (ip.details.phone_distance, ip.details.address_distance),
        (Some(12), Some(7))
    );
    let device = answer.insights.device.as_ref().unwrap();
    assert_eq!(device.scores.device_risk_factor, 1);
    assert_eq!(device.scores.device_insight_factor, 2);
    assert_eq!(device.scores.device_trust_factor, 3);
    assert_eq!(device.details.id.u_device_id.expose(), "d-1");
    assert_eq!(device.details.id.last_seen.as_str(), "2026-11-21T09:00:00Z");
    assert_eq!(device.details.id.first_seen_days, 325);
    assert_eq!(device.details.device_info.browser, "Firefox");
    assert_eq!(device.details.device_info.device_type, "desktop");
    assert_eq!(
        answer.warnings.as_deref().unwrap(),
        [Warning::IpAddressPrivate, Warning::from("Address: something new")]
    );
    assert_eq!(answer.alerts.unwrap(), ["Device insights are not available"]);

    let operation = server.operation();
    assert_eq!(operation.id(), "retrieveAccountOpeningInsights");
    assert_eq!(operation.product(), "identity-insights");
    let wrapped = BodyEncryption::new("encryptedData").with_answers(AnswerForm::Clear);
    assert_eq!(operation.encryption(), PayloadEncryption::Body(wrapped));
}

#[test]
fn unknown_values_are_kept() {
    let phone: PhoneAnalysis = survives(
        r#"{"valid":true,"lineType":"satellite","lastSeenDays":1,"matchToName":"partly","matchToAddress":"planet-match"}"#,
    );
    assert_eq!(phone.line_type, Some(PhoneAnalysisLineType::from("satellite")));
    assert_eq!(phone.match_to_name, MatchToName::from("partly"));
    assert_eq!(phone.match_to_address.unwrap().as_str(), "planet-match");
}

#[test]
fn unknown_fields_are_kept() {
    let answer: AccountOpeningInsights =
        survives(r#"{"requestRefId":"r","insights":{"network":{"score":0.5}},"insightsVersion":2,"note":"Roe"}"#);
    assert_eq!(answer.extra.get("insightsVersion").unwrap().as_str(), "2");
    assert_eq!(
        answer.insights.extra.get("network").unwrap().as_str(),
        r#"{"score":0.5}"#
    );
}

#[test]
fn absent_and_null_are_none() {
    let absent: AccountOpeningInsights = survives(r#"{"requestRefId":"r","insights":{}}"#);
    assert_eq!(absent.insights.user, None);
    assert_eq!(absent.warnings, None);
    let null: AccountOpeningInsights = encodes_to(
        r#"{"requestRefId":"r","insights":{"user":null,"ip":null,"device":null},"warnings":null,"alerts":null}"#,
        r#"{"requestRefId":"r","insights":{}}"#,
    );
    assert_eq!(null, absent);
    let request: AccountOpeningData = encodes_to(
        r#"{"user":{"account":{},"name":null},"device":null}"#,
        r#"{"user":{"account":{}}}"#,
    );
    assert_eq!(request, AccountOpeningData::new(UserInput::new(AccountInfo::new())));
}

#[test]
fn requests_print_no_person() {
    let shown = format!("{:#?}", opening());
    assert_no_secret(&shown);
    for hidden in ["2025550123", "Main St", "Springfield", "203.0.113.7", "Mozilla", "ab12"] {
        assert!(!shown.contains(hidden), "{hidden} is printed");
    }
}
