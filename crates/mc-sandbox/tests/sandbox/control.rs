//! The control endpoint.

use mc_sandbox::{Product, Sandbox};
use serde_json::{Value, json};

use crate::support::{Got, got, raw, start};

async fn ask(sandbox: &Sandbox, method: &str, path: &str, body: Option<Value>) -> Got {
    let mut request =
        reqwest::Client::new().request(method.parse().unwrap(), format!("{}{path}", sandbox.control_url()));
    if let Some(body) = body {
        request = request.body(body.to_string());
    }
    got(request.send().await.unwrap()).await
}

#[tokio::test]
async fn the_clock_is_read_and_moved() {
    let sandbox = start().await;
    let set = ask(&sandbox, "PUT", "/clock", Some(json!({"set": "2026-01-31T12:00:00Z"}))).await;
    assert_eq!(set.json(), json!({"now": "2026-01-31T12:00:00.000Z"}));
    ask(&sandbox, "PUT", "/clock", Some(json!({"advance": "3d"}))).await;
    assert_eq!(
        ask(&sandbox, "GET", "/clock", None).await.json(),
        json!({"now": "2026-02-03T12:00:00.000Z"})
    );
    assert_eq!(sandbox.clock().now().to_rfc3339(), "2026-02-03T12:00:00+00:00");
    ask(&sandbox, "PUT", "/clock", Some(json!({"reset": true}))).await;
    assert_ne!(sandbox.clock().now().to_rfc3339(), "2026-02-03T12:00:00+00:00");
    for wrong in [
        json!({}),
        json!({"advance": 5}),
        json!({"advance": "-1h"}),
        json!({"set": "now"}),
    ] {
        assert_eq!(ask(&sandbox, "PUT", "/clock", Some(wrong)).await.status, 400);
    }
}

#[tokio::test]
async fn faults_are_planned_listed_and_dropped() {
    let sandbox = start().await;
    let http = sandbox
        .client_builder(Product::Mastercom)
        .unwrap()
        .without_retry()
        .build()
        .unwrap();
    let health = async || {
        raw(&sandbox, &http, Product::Mastercom, "GET", "/v6/healthcheck", None)
            .await
            .status
    };
    let fault = json!({"fault": "status=503", "times": 2, "product": "mastercom", "operation": "healthcheck"});
    assert_eq!(
        ask(&sandbox, "POST", "/faults", Some(fault.clone())).await.json(),
        json!([fault])
    );
    assert_eq!(health().await, 503);
    assert_eq!(ask(&sandbox, "GET", "/faults", None).await.json()[0]["times"], 1);
    assert_eq!(ask(&sandbox, "DELETE", "/faults", None).await.json(), json!([]));
    assert_eq!(health().await, 200);
    for wrong in [
        json!({}),
        json!({"fault": "explode"}),
        json!({"fault": 5}),
        json!({"fault": "reset", "times": 0}),
        json!({"fault": "reset", "product": "visa"}),
        json!({"fault": "reset", "operation": "nothing"}),
        json!({"fault": "reset", "product": "mastercom", "operation": "inquireAccount"}),
    ] {
        let got = ask(&sandbox, "POST", "/faults", Some(wrong)).await;
        assert_eq!(got.status, 400, "{got:?}");
        assert!(got.json()["error"].is_string());
    }
}

#[tokio::test]
async fn the_log_holds_no_value_of_a_request() {
    let sandbox = start().await;
    let http = sandbox.http(Product::Mastercom).unwrap();
    raw(
        &sandbox,
        &http,
        Product::Mastercom,
        "GET",
        "/v6/claims/5555555555554444?x=5555555555554444",
        None,
    )
    .await;
    let got = ask(&sandbox, "GET", "/requests", None).await;
    assert_eq!(got.json()[0]["path"], "/mastercom/v6/claims/{claim-id}");
    assert_eq!(got.json()[0]["auth"], "RSA-SHA256, single encoding");
    assert!(!got.text.contains("5555"), "{got:?}");
    ask(&sandbox, "DELETE", "/requests", None).await;
    assert_eq!(ask(&sandbox, "GET", "/requests", None).await.json(), json!([]));
}

#[tokio::test]
async fn state_is_seeded_shown_and_reset() {
    let sandbox = start().await;
    let before = ask(&sandbox, "GET", "/state", None).await.json();
    assert_eq!(before.as_object().unwrap().len(), 5);
    let seed = json!({"automatic-billing-updater": {"subscriptions": [{
        "requestId": "1", "ica": "1111", "merchantId": "100000000000001",
        "accountNumber": "5555555555554444", "expiryDate": "1229", "since": "2026-01-31T12:00:00Z",
    }]}});
    let got = ask(&sandbox, "POST", "/seed", Some(seed.clone())).await;
    assert_eq!(got.status, 200, "{got:?}");
    let after = ask(&sandbox, "GET", "/state", None).await;
    assert_ne!(after.json(), before);
    assert!(!after.text.contains("5555555555554444"), "account numbers are masked");

    // One product that is wrong, and none is seeded.
    let mut wrong = seed.clone();
    wrong["automatic-billing-updater"]["subscriptions"] = json!([]);
    wrong["mastercom"] = json!({"nonsense": 1});
    let got = ask(&sandbox, "POST", "/seed", Some(wrong)).await;
    assert_eq!(got.status, 400);
    assert!(
        got.json()["error"].as_str().unwrap().starts_with("/mastercom"),
        "{got:?}"
    );
    assert_eq!(ask(&sandbox, "GET", "/state", None).await.json(), after.json());
    for wrong in [json!([]), json!({"visa": {}})] {
        assert_eq!(ask(&sandbox, "POST", "/seed", Some(wrong)).await.status, 400);
    }

    ask(&sandbox, "POST", "/reset", None).await;
    assert_eq!(ask(&sandbox, "GET", "/state", None).await.json(), before);
    assert!(sandbox.seed(&json!({"visa": {}})).is_err());
    sandbox.seed(&seed).unwrap();
    assert_eq!(ask(&sandbox, "GET", "/state", None).await.json(), after.json());
}

#[tokio::test]
async fn a_reset_goes_back_to_the_seed_of_the_start() {
    let subscription = json!({
        "requestId": "1", "ica": "1111", "merchantId": "100000000000001",
        "accountNumber": "5555555555554444", "expiryDate": "1229", "since": "2026-01-31T12:00:00Z",
    });
    let seed = json!({"automatic-billing-updater": {"subscriptions": [subscription]}});
    let sandbox = crate::support::builder().with_seed(seed).start().await.unwrap();
    let before = ask(&sandbox, "GET", "/state", None).await.json();
    sandbox.seed(&json!({"automatic-billing-updater": {}})).unwrap();
    assert_ne!(ask(&sandbox, "GET", "/state", None).await.json(), before);
    sandbox.reset();
    assert_eq!(ask(&sandbox, "GET", "/state", None).await.json(), before);
    let wrong = crate::support::builder().with_seed(json!({"visa": {}})).start().await;
    assert!(
        wrong
            .unwrap_err()
            .to_string()
            .starts_with("the seed does not fit: /visa: ")
    );
}

#[tokio::test]
async fn only_this_machine_may_ask() {
    let sandbox = start().await;
    let http = reqwest::Client::new();
    let url = format!("{}/reset", sandbox.control_url());
    let foreign = http
        .post(&url)
        .header("host", "sandbox.example.com")
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 403);
    let page = http
        .post(&url)
        .header("origin", "https://example.com")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 403);
    let own = http
        .post(&url)
        .header("origin", sandbox.control_url())
        .send()
        .await
        .unwrap();
    assert_eq!(own.status(), 200);
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let sandbox = start().await;
    assert_eq!(ask(&sandbox, "GET", "/nothing", None).await.status, 404);
    let got = ask(&sandbox, "GET", "/reset", None).await;
    assert_eq!((got.status, &got.headers["allow"]), (405, &"POST".parse().unwrap()));
    assert_eq!(ask(&sandbox, "GET", "/settings", None).await.json(), sandbox.settings());
    assert_eq!(ask(&sandbox, "GET", "/deliveries", None).await.json()["under_way"], 0);
    let page = ask(&sandbox, "GET", "/", None).await;
    assert_eq!(page.status, 200);
    assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    assert!(
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
}

#[tokio::test]
async fn planned_faults_follow_each_other_and_faults_of_one_plan_come_together() {
    let sandbox = start().await;
    let http = sandbox
        .client_builder(Product::Mastercom)
        .unwrap()
        .without_retry()
        .build()
        .unwrap();
    for fault in ["latency=5ms, status=503", "status=502", "rate-limit=3"] {
        ask(&sandbox, "POST", "/faults", Some(json!({"fault": fault}))).await;
    }
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let got = raw(&sandbox, &http, Product::Mastercom, "GET", "/v6/healthcheck", None).await;
        statuses.push(got.status);
    }
    assert_eq!(statuses, [503, 502, 429, 200]);
    let faults: Vec<String> = sandbox.requests().into_iter().map(|seen| seen.faults).collect();
    assert_eq!(faults, ["latency=5ms, status=503", "status=502", "rate-limit=3", ""]);
}

#[tokio::test]
async fn a_moved_clock_locks_nobody_out_who_signs_by_the_real_one() {
    let sandbox = start().await;
    let credentials = sandbox.credentials();
    let key = credentials.signing().private_key().unwrap();
    let signer = mc_auth::rsa::LocalSigner::new(&key).unwrap();
    let real = mc_auth::oauth1::OAuth1::new(credentials.consumer_key(), signer).unwrap();
    let http = mc_auth::ClientBuilder::oauth1(real)
        .with_tls(sandbox.client_tls().unwrap())
        .without_retry()
        .build()
        .unwrap();
    let moved = sandbox
        .client_builder(Product::Mastercom)
        .unwrap()
        .without_retry()
        .build()
        .unwrap();
    for set in [json!({"advance": "10d"}), json!({"set": "2026-01-31T12:00:00Z"})] {
        assert_eq!(ask(&sandbox, "PUT", "/clock", Some(set)).await.status, 200);
        for http in [&http, &moved] {
            let got = raw(&sandbox, http, Product::Mastercom, "GET", "/v6/healthcheck", None).await;
            assert_eq!(got.status, 200, "{got:?}");
        }
    }
}

#[tokio::test]
async fn refusals_of_products_and_unknown_paths_are_in_the_log() {
    let sandbox = start().await;
    let http = sandbox.http(Product::Mastercom).unwrap();
    raw(
        &sandbox,
        &http,
        Product::Mastercom,
        "GET",
        "/v6/claims/299999999999",
        None,
    )
    .await;
    raw(
        &sandbox,
        &http,
        Product::Mastercom,
        "GET",
        "/v9/claimz/5555555555554444",
        None,
    )
    .await;
    let seen = sandbox.requests();
    assert_eq!(
        seen[0].reason,
        "RESOURCE_NOT_FOUND: What the request names does not exist."
    );
    assert_eq!(seen[1].unknown_path, "/mastercom/v9/claimz/{…}");
    let page = ask(&sandbox, "GET", "/?product=mastercom&verdict=refused", None).await;
    assert!(page.text.contains("/mastercom/v9/claimz/{…}"), "{page:?}");
    let page = ask(&sandbox, "GET", "/?verdict=accepted", None).await;
    assert!(page.text.contains("None of 2 requests is of this kind."), "{page:?}");
}

#[tokio::test]
async fn manuals_and_the_schema_of_seeds_are_served() {
    let sandbox = start().await;
    for product in Product::ALL {
        let page = ask(&sandbox, "GET", &format!("/manual/{product}"), None).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("<h2>Seed</h2>"));
    }
    assert_eq!(ask(&sandbox, "GET", "/manual/visa", None).await.status, 404);
    let schema = ask(&sandbox, "GET", "/seed/schema", None).await.json();
    assert_eq!(schema, mc_sandbox::seed_schema());
}
