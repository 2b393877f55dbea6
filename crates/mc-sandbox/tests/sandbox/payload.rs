//! Encrypted payloads: what is taken, what is refused, what comes back.

use mc_auth::jwe::{ContentEncryption, Decrypter, Encrypter};
use mc_auth::keys::KeySource;
use mc_sandbox::{Credentials, KeyId, PayloadRules, Product, Sandbox};
use serde_json::{Value, json};

use crate::support::{Got, builder, credentials, raw, start};

const BAS: Product = Product::BenefitAllocation;
const IIA: Product = Product::IdentityInsights;

fn assignment(card: u64) -> Value {
    json!({"cardNumber": card, "segments": [{"code": "DART", "effectiveDate": "2030-01-01"}]})
}

fn opening() -> Value {
    json!({"user": {"account": {}, "email": "a@example.com"}})
}

fn encrypter(credentials: &Credentials) -> Encrypter {
    let certificate = KeySource::bytes(credentials.encryption_certificate_pem().into_bytes())
        .certificate()
        .unwrap();
    Encrypter::new(&certificate.public_key().unwrap()).unwrap()
}

fn decrypter() -> Decrypter {
    Decrypter::new(&credentials().decryption().private_key().unwrap()).unwrap()
}

/// A raw request with a body that is as it is given.
async fn send(sandbox: &Sandbox, product: Product, body: &Value) -> Got {
    let http = if product == Product::IssuerEnrollment {
        mc_auth::ClientBuilder::oauth1(sandbox.oauth1().unwrap())
    } else {
        let identity = credentials().client().identity().unwrap();
        mc_auth::ClientBuilder::mutual_tls(&mc_auth::tls::ClientIdentity::new(&identity).unwrap())
    };
    let http = http.with_tls(sandbox.client_tls().unwrap()).build().unwrap();
    let path = match product {
        Product::BenefitAllocation => "/card-segments",
        Product::IdentityInsights => "/openings",
        _ => "/cards",
    };
    raw(sandbox, &http, product, "POST", path, Some(&body.to_string())).await
}

#[tokio::test]
async fn only_what_is_encrypted_to_the_sandbox_is_taken() {
    let sandbox = start().await;
    let good = encrypter(credentials())
        .encrypt(opening().to_string().as_bytes())
        .unwrap();
    let got = send(&sandbox, IIA, &json!({"encryptedData": good})).await;
    assert_eq!(got.status, 200, "{got:?}");

    let foreign = Credentials::generate().unwrap();
    let text = opening().to_string();
    let own = encrypter(credentials());
    let kid = KeySource::bytes(credentials().encryption_certificate_pem().into_bytes())
        .certificate()
        .unwrap()
        .public_key()
        .unwrap()
        .fingerprint_sha256()
        .to_hex();
    let parts: Vec<&str> = good.split('.').collect();
    let flipped = |at: usize| {
        let mut parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let first = if parts[at].starts_with('A') { "B" } else { "A" };
        parts[at].replace_range(..1, first);
        parts.join(".")
    };
    let cases = [
        ("in the clear", opening()),
        ("a list in the clear", json!([opening()])),
        ("another wrapper", json!({"encryptedPayload": good})),
        ("something beside it", json!({"encryptedData": good, "user": {}})),
        ("no string", json!({"encryptedData": {"jwe": good}})),
        ("no JWE", json!({"encryptedData": "x"})),
        (
            "another's key",
            json!({"encryptedData": encrypter(&foreign).encrypt(text.as_bytes()).unwrap()}),
        ),
        (
            "another's key under our name",
            json!({"encryptedData": encrypter(&foreign).with_kid(&kid).encrypt(text.as_bytes()).unwrap()}),
        ),
        (
            "no kid",
            json!({"encryptedData": own.clone().without_kid().encrypt(text.as_bytes()).unwrap()}),
        ),
        (
            "another kid",
            json!({"encryptedData": own.clone().with_kid("x").encrypt(text.as_bytes()).unwrap()}),
        ),
        (
            "another enc",
            json!({"encryptedData": own.clone().with_content_encryption(ContentEncryption::A128CbcHs256).encrypt(text.as_bytes()).unwrap()}),
        ),
        ("no JSON inside", json!({"encryptedData": own.encrypt(b"{").unwrap()})),
        ("a flipped key", json!({"encryptedData": flipped(1)})),
        ("a flipped vector", json!({"encryptedData": flipped(2)})),
        ("a flipped ciphertext", json!({"encryptedData": flipped(3)})),
        ("a flipped tag", json!({"encryptedData": flipped(4)})),
    ];
    for (what, body) in &cases {
        let got = send(&sandbox, IIA, body).await;
        assert!((400..500).contains(&got.status), "{what}: {got:?}");
    }
    let seen = sandbox.requests();
    let kinds: Vec<&str> = seen[1..]
        .iter()
        .map(|seen| seen.reason.split(' ').next().unwrap())
        .collect();
    let expected = [
        vec!["Plaintext"; 5],
        vec![
            "Undecryptable",
            "ForeignKey",
            "Undecryptable",
            "Undecryptable",
            "ForeignKey",
        ],
        vec!["Undecryptable"; 6],
    ];
    assert_eq!(kinds, expected.concat());
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn benefit_allocation_is_mute_on_what_it_cannot_decrypt_and_names_foreign_keys() {
    let sandbox = start().await;
    let text = assignment(5_291_070_000_000_000).to_string();
    let foreign = Credentials::generate().unwrap();
    let certificate = KeySource::bytes(credentials().encryption_certificate_pem().into_bytes())
        .certificate()
        .unwrap();
    let kid = certificate.public_key().unwrap().fingerprint_sha256().to_hex();
    let seal =
        |encrypter: Encrypter, text: &str| json!({ "encryptedValue": encrypter.encrypt(text.as_bytes()).unwrap() });
    for body in [
        seal(encrypter(&foreign).with_kid(&kid), &text),
        seal(encrypter(credentials()).without_kid(), &text),
        seal(encrypter(credentials()), "{"),
        json!({ "encryptedValue": "x" }),
    ] {
        let got = send(&sandbox, BAS, &body).await;
        assert_eq!((got.status, got.text.as_str()), (500, ""), "{got:?}");
    }
    let got = send(&sandbox, BAS, &seal(encrypter(&foreign), &text)).await;
    assert_eq!(got.status, 400);
    assert_eq!(got.json()["Errors"]["Error"][0]["ReasonCode"], "57", "{got:?}");
    assert_eq!(sandbox.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn vectors_of_sixteen_bytes_are_taken() {
    let sandbox = start().await;
    let jwe = encrypter(credentials())
        .with_sixteen_byte_iv()
        .encrypt(opening().to_string().as_bytes())
        .unwrap();
    assert_eq!(send(&sandbox, IIA, &json!({"encryptedData": jwe})).await.status, 200);
}

#[tokio::test]
async fn responses_are_encrypted_as_the_rules_say() {
    let sealed = |card| {
        let jwe = encrypter(credentials())
            .encrypt(assignment(card).to_string().as_bytes())
            .unwrap();
        json!({"encryptedValue": jwe})
    };
    // What is assumed: Benefit Allocation encrypts its answers, Identity Insights does not; errors never are.
    let sandbox = start().await;
    let got = send(&sandbox, BAS, &sealed(5_291_070_000_000_000)).await;
    assert_eq!(got.status, 200, "{got:?}");
    let jwe = got.json()["encryptedValue"].as_str().unwrap().to_owned();
    let plain: Value = serde_json::from_slice(&decrypter().decrypt(&jwe).unwrap()).unwrap();
    assert!(plain["bundles"].is_array(), "{plain}");
    let got = send(&sandbox, BAS, &assignment(5_291_070_000_000_000)).await;
    assert!(got.status == 400 && got.json().get("encryptedValue").is_none());
    // The other name is an option, for both ways.
    let other = PayloadRules::of(BAS).with_wrapper("encryptedData");
    let other = builder().with_payload_rules(BAS, other).start().await.unwrap();
    let jwe = &sealed(5_291_070_000_000_000)["encryptedValue"];
    assert_eq!(send(&other, BAS, &json!({ "encryptedValue": jwe })).await.status, 400);
    let got = send(&other, BAS, &json!({ "encryptedData": jwe })).await;
    assert!(got.json()["encryptedData"].is_string(), "{got:?}");

    let plain = PayloadRules::of(BAS).with_encrypted_responses(false);
    let sandbox = builder().with_payload_rules(BAS, plain).start().await.unwrap();
    let got = send(&sandbox, BAS, &sealed(5_291_070_000_000_000)).await;
    assert!(got.json()["bundles"].is_array(), "{got:?}");

    let rules = PayloadRules::of(IIA)
        .with_encrypted_responses(true)
        .with_wrapper("encryptedValue")
        .with_sixteen_byte_iv(true)
        .with_key_id(KeyId::Certificate);
    let sandbox = builder().with_payload_rules(IIA, rules).start().await.unwrap();
    let certificate = KeySource::bytes(credentials().encryption_certificate_pem().into_bytes())
        .certificate()
        .unwrap();
    let kid = certificate.fingerprint_sha256().to_hex();
    let jwe = encrypter(credentials())
        .with_kid(&kid)
        .encrypt(opening().to_string().as_bytes())
        .unwrap();
    let got = send(&sandbox, IIA, &json!({"encryptedValue": jwe})).await;
    let jwe = got.json()["encryptedValue"].as_str().unwrap().to_owned();
    let vector = jwe.split('.').nth(2).unwrap();
    assert_eq!(vector.len(), 22, "16 bytes in base64url");
    assert!(decrypter().decrypt(&jwe).is_ok());

    // And the typed client that the sandbox makes knows all of it.
    let client = mc_identity_insights::Client::new(sandbox.http(IIA).unwrap(), sandbox.environment(IIA));
    let user = mc_identity_insights::models::UserInput::new(mc_identity_insights::models::AccountInfo::new())
        .email("a@example.com".to_owned());
    let answer = client
        .openings()
        .retrieve_account_opening_insights(&mc_identity_insights::models::AccountOpeningData::new(user))
        .await
        .unwrap();
    assert!(!answer.request_ref_id.is_empty());
}

#[tokio::test]
async fn a_client_with_another_decryption_key_reads_no_answer() {
    let sandbox = start().await;
    let foreign = Credentials::generate().unwrap();
    let scheme = mc_auth::payload::JweScheme::new()
        .with_encrypter(encrypter(credentials()))
        .with_decrypter(Decrypter::new(&foreign.decryption().private_key().unwrap()).unwrap());
    let identity = mc_auth::tls::ClientIdentity::new(&credentials().client().identity().unwrap()).unwrap();
    let http = mc_auth::ClientBuilder::mutual_tls(&identity)
        .with_tls(sandbox.client_tls().unwrap())
        .with_encryption(mc_auth::payload::EncryptionLayer::new(
            mc_auth::payload::Encryption::new(scheme),
        ))
        .build()
        .unwrap();
    let client = mc_core::Client::new(http, sandbox.environment(BAS));
    let operation = &mc_benefit_allocation::operations::ASSIGN_SEGMENT;
    let request = mc_core::Request::new(&client, operation).json(&assignment(5_291_070_000_000_000));
    let error = request.send_bytes().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed(), "{error:?}");
}

#[tokio::test]
async fn the_card_of_an_enrolment_comes_encrypted_by_its_published_key() {
    let sandbox = start().await;
    let card =
        json!({"primaryAccountNumber": "5555555555554444", "panExpirationMonth": "12", "panExpirationYear": "2030"});
    let request = |card: Value| {
        json!({
            "srcClientId": "00000000-0000-4000-8000-000000000001",
            "consumer": {"consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "a@example.com"}},
            "encryptedCard": card,
        })
    };
    let url = format!("https://{}/keys/mcs/fpanEncryption", sandbox.oauth_address());
    let set = crate::support::got(crate::support::plain(&sandbox).get(url).send().await.unwrap()).await;
    let set = KeySource::bytes(set.text.into_bytes()).jwk_set().unwrap();
    let key = &set.keys()[0];
    let published = Encrypter::new(key.public_key()).unwrap().with_kid(key.kid().unwrap());
    let seal = |text: &str| Value::from(published.encrypt(text.as_bytes()).unwrap());

    let got = send(&sandbox, Product::IssuerEnrollment, &request(seal(&card.to_string()))).await;
    assert_eq!(got.status, 200, "{got:?}");
    assert_eq!(got.json()["maskedCard"]["panLastFour"], "4444");
    for (what, body) in [
        ("in the clear", request(card.clone())),
        ("text in the clear", request(card.to_string().into())),
        ("no card inside", request(seal("{\"primaryAccountNumber\":\"5\"}"))),
        (
            "the other name of the key",
            request(
                encrypter(credentials())
                    .encrypt(card.to_string().as_bytes())
                    .unwrap()
                    .into(),
            ),
        ),
    ] {
        let got = send(&sandbox, Product::IssuerEnrollment, &body).await;
        assert_eq!(got.status, 400, "{what}: {got:?}");
    }
}
