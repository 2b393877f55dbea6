//! Paths, methods, types and sizes.

use http::Version;
use mc_sandbox::Product;

use crate::support::{builder, got, raw, start};

const ABU: Product = Product::AutomaticBillingUpdater;

#[tokio::test]
async fn unknown_paths_and_methods_are_told_apart() {
    let sandbox = start().await;
    let http = sandbox.http(ABU).unwrap();
    for path in ["/nothing", "", "/", "/inquiries/", "//inquiries", "/inquiries/1"] {
        let got = raw(&sandbox, &http, ABU, "POST", path, Some("{}")).await;
        assert_eq!(
            (got.status, got.error()),
            (404, ("Gateway".into(), "NOT_FOUND".into())),
            "{path}"
        );
    }
    let root = format!("https://{}/elsewhere", sandbox.oauth_address());
    assert_eq!(got(http.get(root).send().await.unwrap()).await.status, 404);
    let got = raw(&sandbox, &http, ABU, "GET", "/inquiries", None).await;
    assert_eq!((got.status, got.error().1.as_str()), (405, "METHOD_NOT_ALLOWED"));
    assert_eq!(got.headers["allow"], "POST");
    let mastercom = sandbox.http(Product::Mastercom).unwrap();
    let got = raw(&sandbox, &mastercom, Product::Mastercom, "DELETE", "/v6/claims/1", None).await;
    assert_eq!((got.status, &got.headers["allow"]), (405, &"GET, PUT".parse().unwrap()));
}

#[tokio::test]
async fn products_are_on_the_port_of_their_authentication() {
    let sandbox = start().await;
    let http = sandbox.http(Product::IdentityInsights).unwrap();
    let url = format!("https://{}/abu/accounts/inquiries", sandbox.mtls_address());
    assert_eq!(got(http.post(url).send().await.unwrap()).await.status, 404);
    let signs = sandbox.http(ABU).unwrap();
    let url = format!("https://{}/identity/accounts/openings", sandbox.oauth_address());
    assert_eq!(got(signs.post(url).send().await.unwrap()).await.status, 404);
}

#[tokio::test]
async fn benefit_allocation_is_served_to_signers_too() {
    let sandbox = start().await;
    let product = Product::BenefitAllocation;
    let http = mc_auth::ClientBuilder::oauth1(sandbox.oauth1().unwrap())
        .with_tls(sandbox.client_tls().unwrap())
        .with_encryption(sandbox.encryption(product).unwrap().unwrap())
        .build()
        .unwrap();
    let url = format!("https://{}{}", sandbox.oauth_address(), product.base_path());
    let client = mc_benefit_allocation::Client::new(http, mc_core::Environment::custom(&url).unwrap());
    let from: mc_core::values::Date = serde_json::from_value("2030-01-01".into()).unwrap();
    let segment = mc_benefit_allocation::models::Segment::new("DART", from);
    let request = mc_benefit_allocation::models::AssignBenefitAllocation::new(5_291_070_000_000_000, vec![segment]);
    assert!(
        client
            .segments()
            .assign_segment(&request)
            .await
            .unwrap()
            .bundles
            .is_some()
    );
}

#[tokio::test]
async fn bodies_are_json_and_not_too_large() {
    let sandbox = builder().with_max_body_bytes(2000).start().await.unwrap();
    let http = sandbox.http(ABU).unwrap();
    let url = format!("{}/inquiries", sandbox.base_url(ABU));
    let send = async |kind: Option<&str>, body: String| {
        let mut request = http.post(&url).body(body);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        got(request.send().await.unwrap()).await.status
    };
    let good = r#"{"requestId":"1","customer":{"ica":"1111","merchantId":"100000000000001"},"account":{"accountNumber":"5555555555554442","expiryDate":"1229"}}"#;
    assert_eq!(send(Some("application/json"), good.to_owned()).await, 200);
    assert_eq!(
        send(Some("application/json; charset=UTF-8"), good.to_owned()).await,
        200
    );
    assert_eq!(send(Some("text/plain"), good.to_owned()).await, 415);
    assert_eq!(
        send(Some("application/json; charset=latin1"), good.to_owned()).await,
        415
    );
    assert_eq!(send(None, good.to_owned()).await, 415);
    assert_eq!(send(Some("application/json"), "{".to_owned()).await, 400);
    assert_eq!(send(Some("application/json"), String::new()).await, 400);
    assert_eq!(
        send(Some("application/json"), format!("{good}{}", " ".repeat(2000))).await,
        413
    );
    assert_eq!(
        send(Some("application/json"), format!("{good}{}", " ".repeat(8 << 20))).await,
        413,
        "who is still sending is told, too"
    );
    let mastercom = sandbox.http(Product::Mastercom).unwrap();
    let got = raw(
        &sandbox,
        &mastercom,
        Product::Mastercom,
        "GET",
        "/v6/healthcheck",
        Some("{}"),
    )
    .await;
    assert_eq!(got.status, 400, "an operation without a body takes none");
}

#[tokio::test]
async fn heads_that_are_too_large_are_refused() {
    let sandbox = start().await;
    let http = sandbox
        .client_builder(ABU)
        .unwrap()
        .with_http(reqwest::ClientBuilder::http1_only)
        .with_tls(sandbox.client_tls().unwrap().with_alpn(["http/1.1"]))
        .build()
        .unwrap();
    let url = format!("{}/inquiries", sandbox.base_url(ABU));
    let response = http
        .post(&url)
        .header("x-long", "x".repeat(70 << 10))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 431);
    let mut request = http.post(&url);
    for number in 0..120 {
        request = request.header(format!("x-{number}"), "x");
    }
    assert_eq!(request.send().await.unwrap().status(), 431);
}

#[tokio::test]
async fn both_versions_of_http_are_spoken() {
    let sandbox = start().await;
    let url = format!("{}/v6/healthcheck", sandbox.base_url(Product::Mastercom));
    for (alpn, version) in [("http/1.1", Version::HTTP_11), ("h2", Version::HTTP_2)] {
        let http = sandbox
            .client_builder(Product::Mastercom)
            .unwrap()
            .with_tls(sandbox.client_tls().unwrap().with_alpn([alpn]))
            .build()
            .unwrap();
        for _ in 0..3 {
            let response = http.get(&url).send().await.unwrap();
            assert_eq!((response.version(), response.status().as_u16()), (version, 200));
            assert!(response.headers().contains_key("x-mc-correlation-id"));
        }
    }
}
