//! OAuth 2.0 end to end: `mc-auth` against the sandbox's authorization server and its products, over real TLS.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use http::header::AUTHORIZATION;
use http::{Extensions, StatusCode};
use mc_auth::ClientBuilder;
use mc_auth::keys::{EcPrivateKey, KeySource};
use mc_auth::oauth2::{
    Credentials, HttpTransport, MemoryStore, OAuth2, OAuth2Config, OAuth2Layer, Server, SigningKey, TokenError,
};
use mc_sandbox::{Fault, OAuth2Rules, PlannedFault, Product, Sandbox};
use reqwest_middleware::{ClientWithMiddleware, Middleware, Next};

const MASTERCOM: Product = Product::Mastercom;

async fn start(rules: OAuth2Rules) -> Sandbox {
    crate::support::builder().with_oauth2(rules).start().await.unwrap()
}

fn http(sandbox: &Sandbox, config: OAuth2Config) -> ClientWithMiddleware {
    ClientBuilder::oauth2(config)
        .with_tls(sandbox.client_tls().unwrap())
        .without_retry()
        .build()
        .unwrap()
}

fn client(sandbox: &Sandbox, config: OAuth2Config) -> mc_mastercom::Client {
    mc_mastercom::Client::new(http(sandbox, config), sandbox.environment(MASTERCOM))
}

/// An `OAuth2` that is used without the client builder.
fn alone(sandbox: &Sandbox, config: OAuth2Config) -> (reqwest::Client, OAuth2) {
    let settings = || {
        let root = reqwest::Certificate::from_pem(sandbox.credentials().ca_pem().as_bytes()).unwrap();
        reqwest::Client::builder().tls_certs_only([root])
    };
    let http = settings().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    (http, config.connect(HttpTransport::new(settings()).unwrap()).unwrap())
}

fn last(sandbox: &Sandbox) -> mc_sandbox::Seen {
    sandbox.requests().last().cloned().unwrap()
}

#[tokio::test]
async fn each_kind_of_key_signs_assertions_and_proofs() {
    let ec = EcPrivateKey::generate().unwrap();
    let sandbox = start(OAuth2Rules::new().with_ec_key("ec-key", *ec.public_key())).await;
    let rsa = || SigningKey::rsa(&sandbox.credentials().signing().private_key().unwrap()).unwrap();
    let consumer_key = sandbox.credentials().consumer_key();
    let client_id = consumer_key.split('!').next().unwrap();
    let cases = [
        (Credentials::from_consumer_key(consumer_key, rsa()).unwrap(), "PS256"),
        (
            Credentials::from_consumer_key(consumer_key, rsa())
                .unwrap()
                .with_dpop_key(SigningKey::generate().unwrap()),
            "ES256",
        ),
        (
            Credentials::new(client_id, "ec-key", SigningKey::ec(&ec).unwrap()).unwrap(),
            "ES256",
        ),
        (
            Credentials::new(client_id, "ec-key", SigningKey::ec(&ec).unwrap())
                .unwrap()
                .with_dpop_key(rsa()),
            "PS256",
        ),
    ];
    for (number, (credentials, proof)) in cases.into_iter().enumerate() {
        let config = OAuth2Config::new(sandbox.oauth2_server().unwrap(), credentials);
        client(&sandbox, config).health().healthcheck().await.unwrap();
        assert_eq!(last(&sandbox).auth, format!("OAuth 2.0, {proof} proof"));
        assert_eq!(sandbox.tokens_issued(), number as u64 + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_at_once_on_a_cold_cache_fetch_one_token() {
    let sandbox = start(OAuth2Rules::new()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.health().healthcheck().await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(sandbox.tokens_issued(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_a_minute_before_it_expires() {
    let sandbox = start(OAuth2Rules::new()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    for (seconds, tokens) in [(0, 1), (839, 1), (2, 2), (800, 2), (60, 3)] {
        sandbox.clock().advance(Duration::from_secs(seconds));
        client.health().healthcheck().await.unwrap();
        assert_eq!(sandbox.tokens_issued(), tokens, "after {seconds} more seconds");
    }
}

#[tokio::test]
async fn nonces_are_learnt_from_both_servers_and_may_change_with_every_answer() {
    for rules in [
        OAuth2Rules::new(),
        OAuth2Rules::new().with_nonce_rotation(),
        OAuth2Rules::new().without_nonces(),
    ] {
        let sandbox = start(rules).await;
        let client = client(&sandbox, sandbox.oauth2().unwrap());
        for _ in 0..5 {
            client.health().healthcheck().await.unwrap();
        }
        // Two refusals for want of a nonce: one of each server.
        let refused = sandbox.requests().iter().filter(|seen| seen.auth == "refused").count();
        assert!(refused == 0 || refused == 2, "{refused}");
    }
}

#[tokio::test]
async fn a_server_that_asks_for_nonces_without_end_is_asked_twice() {
    let sandbox = start(OAuth2Rules::new()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    client.health().healthcheck().await.unwrap();
    sandbox.fail(PlannedFault::new(Fault::DpopNonce).times(2).for_product(MASTERCOM));
    let before = sandbox.requests().len();
    let error = client.health().healthcheck().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(error.oauth().unwrap().code(), "use_dpop_nonce");
    assert!(!error.may_have_been_processed());
    assert_eq!(sandbox.requests().len(), before + 2);
    // One such answer costs one repetition.
    sandbox.fail(PlannedFault::new(Fault::DpopNonce).for_product(MASTERCOM));
    client.health().healthcheck().await.unwrap();
}

#[tokio::test]
async fn a_refused_token_is_replaced_unless_it_was_fetched_just_now() {
    let sandbox = start(OAuth2Rules::new()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    client.health().healthcheck().await.unwrap();
    // Fetched just now: it is not the reason, and the refusal is handed on, however often it comes.
    for _ in 0..3 {
        sandbox.fail(PlannedFault::new(Fault::ExpiredToken).for_product(MASTERCOM));
        let before = sandbox.requests().len();
        let error = client.health().healthcheck().await.unwrap_err();
        assert_eq!(
            error.oauth().unwrap().to_string(),
            "invalid_token: the token has expired"
        );
        assert_eq!(sandbox.requests().len(), before + 1);
        assert_eq!(sandbox.tokens_issued(), 1);
    }
    sandbox.clock().advance(Duration::from_mins(1));
    sandbox.fail(PlannedFault::new(Fault::ExpiredToken).for_product(MASTERCOM));
    let outcome = client.health().healthcheck().await;
    assert!(
        outcome.is_ok(),
        "{:?}",
        sandbox.requests().iter().map(|seen| &seen.reason).collect::<Vec<_>>()
    );
    assert_eq!(sandbox.tokens_issued(), 2);
}

#[tokio::test]
async fn scopes_are_fixed_or_those_of_the_operation() {
    let rules = OAuth2Rules::new()
        .with_known_scopes(["a", "b"])
        .with_needed_scopes(MASTERCOM, ["b"]);
    let sandbox = start(rules).await;
    let config = |scopes: &[&str]| sandbox.oauth2().unwrap().with_scopes(scopes).unwrap();
    client(&sandbox, config(&["b", "a"]))
        .health()
        .healthcheck()
        .await
        .unwrap();

    let error = client(&sandbox, config(&["a"]))
        .health()
        .healthcheck()
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert!(
        error
            .to_string()
            .ends_with("the server answered 403: AUTHENTICATION_FAILED")
            || error.to_string().contains("403"),
        "{error}"
    );
    assert_eq!(error.oauth().unwrap().code(), "insufficient_scope");

    let error = client(&sandbox, config(&["c"]))
        .health()
        .healthcheck()
        .await
        .unwrap_err();
    let token = std::error::Error::source(&error)
        .unwrap()
        .downcast_ref::<TokenError>()
        .unwrap();
    assert_eq!(
        (token.status(), token.error()),
        (Some(StatusCode::BAD_REQUEST), Some("invalid_scope"))
    );
    assert!(token.correlation_id().is_some());
    assert!(!error.may_have_been_processed());
}

#[tokio::test]
async fn failures_of_the_token_endpoint_are_named_and_followed_by_a_pause() {
    let sandbox = start(OAuth2Rules::new()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    sandbox.fail(PlannedFault::new(Fault::Status(StatusCode::SERVICE_UNAVAILABLE)).for_tokens());
    for _ in 0..3 {
        let error = client.health().healthcheck().await.unwrap_err();
        let token = std::error::Error::source(&error)
            .unwrap()
            .downcast_ref::<TokenError>()
            .unwrap();
        assert_eq!(token.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
        assert!(token.is_transient());
        assert!(
            token.to_string().starts_with(
                "the token endpoint refused the request (status 503): temporarily_unavailable; correlation id "
            ),
            "{token}"
        );
    }
    // The two calls within the pause did not ask.
    assert_eq!(sandbox.requests().len(), 1);
    sandbox.clock().advance(Duration::from_secs(1));
    client.health().healthcheck().await.unwrap();
}

#[tokio::test]
async fn a_clock_that_is_off_is_named_and_an_offset_mends_it() {
    let sandbox = start(OAuth2Rules::new()).await;
    let own = mc_sandbox::SandboxClock::on(sandbox.clock().clone());
    own.advance(Duration::from_mins(10));
    let config = sandbox.oauth2().unwrap().with_clock(own.clone());
    let error = client(&sandbox, config.clone())
        .health()
        .healthcheck()
        .await
        .unwrap_err();
    let token = std::error::Error::source(&error)
        .unwrap()
        .downcast_ref::<TokenError>()
        .unwrap();
    assert_eq!(token.error(), Some("invalid_dpop_proof"));
    assert_eq!(token.error_description(), Some("iat is in the future"));
    config.set_clock_offset(-600);
    client(&sandbox, config).health().healthcheck().await.unwrap();
}

#[tokio::test]
async fn clients_with_one_store_and_one_dpop_key_share_a_token() {
    let sandbox = start(OAuth2Rules::new()).await;
    let (store, config) = (MemoryStore::default(), sandbox.oauth2().unwrap());
    for _ in 0..3 {
        let config = config.clone().with_token_store(store.clone());
        client(&sandbox, config).health().healthcheck().await.unwrap();
    }
    assert_eq!(sandbox.tokens_issued(), 1);
}

/// Changes one byte of one header on its way out, below the signature.
struct Damage {
    header: &'static str,
    at: usize,
    done: AtomicUsize,
}

#[async_trait]
impl Middleware for Damage {
    async fn handle(
        &self,
        mut request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let mut value = request.headers()[self.header].to_str().unwrap().to_owned().into_bytes();
        if let Some(byte) = value.get_mut(self.at) {
            *byte = if *byte == b'A' { b'B' } else { b'A' };
            self.done.fetch_add(1, Ordering::SeqCst);
        }
        request
            .headers_mut()
            .insert(self.header, http::HeaderValue::from_bytes(&value).unwrap());
        next.run(request, extensions).await
    }
}

#[tokio::test]
async fn each_changed_byte_of_token_and_proof_is_refused() {
    let sandbox = start(OAuth2Rules::new().without_nonces()).await;
    let (http, oauth2) = alone(&sandbox, sandbox.oauth2().unwrap());
    let url = format!("{}/v6/healthcheck", sandbox.base_url(MASTERCOM));
    let [(_, authorization), (_, proof)] = oauth2.authorize("GET", &url, None).await.unwrap();
    for (header, length) in [("authorization", authorization.len()), ("dpop", proof.len())] {
        // The last characters of base64url may hold bits that stand for nothing; every seventh byte is enough.
        for at in (0..length - 2).step_by(7) {
            let damage = Arc::new(Damage {
                header,
                at,
                done: AtomicUsize::new(0),
            });
            let damaged = reqwest_middleware::ClientBuilder::new(http.clone())
                .with(oauth2.clone())
                .with_arc(damage.clone())
                .build();
            let answer = damaged.get(&url).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{header} {at}");
            assert!(damage.done.load(Ordering::SeqCst) > 0);
        }
    }
    assert_eq!(
        sandbox
            .requests()
            .iter()
            .filter(|seen| seen.status == Some(200))
            .count(),
        1,
        "the token alone"
    );
}

#[tokio::test]
async fn headers_fit_one_request_only() {
    let sandbox = start(OAuth2Rules::new().without_nonces()).await;
    let (http, oauth2) = alone(&sandbox, sandbox.oauth2().unwrap());
    let url = format!("{}/v6/healthcheck", sandbox.base_url(MASTERCOM));
    let send = async |method: &str, to: String, headers: [(http::HeaderName, http::HeaderValue); 2]| {
        let request = http
            .request(method.parse().unwrap(), to)
            .headers(headers.into_iter().collect());
        request.send().await.unwrap().status()
    };
    let headers = oauth2.authorize("GET", &url, None).await.unwrap();
    assert!(headers.iter().all(|(_, value)| value.is_sensitive()));
    assert_eq!(send("GET", url.clone(), headers.clone()).await, StatusCode::OK);
    assert_eq!(
        send("GET", url.clone(), headers).await,
        StatusCode::UNAUTHORIZED,
        "replayed"
    );
    let headers = oauth2.authorize("POST", &url, None).await.unwrap();
    assert_eq!(
        send("GET", url.clone(), headers).await,
        StatusCode::UNAUTHORIZED,
        "another method"
    );
    let headers = oauth2.authorize("GET", &format!("{url}x"), None).await.unwrap();
    assert_eq!(
        send("GET", url.clone(), headers).await,
        StatusCode::UNAUTHORIZED,
        "another path"
    );
    let headers = oauth2.authorize("GET", &format!("{url}?a=b"), None).await.unwrap();
    assert_eq!(
        send("GET", url.clone(), headers).await,
        StatusCode::OK,
        "the query is not bound"
    );
    // The token of one key with the proof of another.
    let (_, other) = alone(&sandbox, sandbox.oauth2().unwrap());
    let [token, _] = oauth2.authorize("GET", &url, None).await.unwrap();
    let [_, proof] = other.authorize("GET", &url, None).await.unwrap();
    assert_eq!(
        send("GET", url, [token, proof]).await,
        StatusCode::UNAUTHORIZED,
        "another key"
    );
}

#[tokio::test]
async fn an_assertion_for_another_issuer_or_of_another_key_gets_no_token() {
    let sandbox = start(OAuth2Rules::new()).await;
    let consumer_key = sandbox.credentials().consumer_key();
    let right = || SigningKey::rsa(&sandbox.credentials().signing().private_key().unwrap()).unwrap();
    let server = sandbox.oauth2_server().unwrap();
    let other_issuer = Server::new(server.token_endpoint(), "https://api.mastercard.com").unwrap();
    let other_key = SigningKey::rsa(&sandbox.credentials().client().private_key().unwrap()).unwrap();
    for (server, credentials, said) in [
        (
            other_issuer,
            Credentials::from_consumer_key(consumer_key, right()).unwrap(),
            "aud of the assertion is not the issuer, as one string",
        ),
        (
            server.clone(),
            Credentials::from_consumer_key(consumer_key, other_key).unwrap(),
            "the assertion is not signed by the client's key, by PS256 or ES256",
        ),
        (
            server.clone(),
            Credentials::new(consumer_key.split('!').next().unwrap(), "other", right()).unwrap(),
            "kid of the assertion is not known here",
        ),
        (
            server,
            Credentials::new("other", consumer_key.split('!').nth(1).unwrap(), right()).unwrap(),
            "client_id is not known here",
        ),
    ] {
        let error = client(&sandbox, OAuth2Config::new(server, credentials))
            .health()
            .healthcheck()
            .await
            .unwrap_err();
        let token = std::error::Error::source(&error)
            .unwrap()
            .downcast_ref::<TokenError>()
            .unwrap();
        assert_eq!(
            (token.error(), token.error_description()),
            (Some("invalid_client"), Some(said))
        );
    }
}

#[tokio::test]
async fn a_body_is_sent_again_with_the_repetition_and_events_are_filed_once() {
    let sandbox = start(OAuth2Rules::new().with_nonce_rotation()).await;
    let client = client(&sandbox, sandbox.oauth2().unwrap());
    let claim = crate::support::open_claim(&sandbox, &client).await;
    sandbox.fail(PlannedFault::new(Fault::DpopNonce).for_product(MASTERCOM));
    let chargeback = crate::support::chargeback();
    client
        .chargebacks()
        .create_chargeback(&claim, &chargeback)
        .await
        .unwrap();
    assert_eq!(crate::support::chargebacks(&client, &claim).await, 1);
}

#[tokio::test]
async fn unencrypted_http_is_refused_before_a_token_is_fetched() {
    let sandbox = start(OAuth2Rules::new()).await;
    let (http, oauth2) = alone(&sandbox, sandbox.oauth2().unwrap());
    let client = reqwest_middleware::ClientBuilder::new(http)
        .with(oauth2.clone())
        .build();
    let error = client
        .get("http://127.0.0.1:9/v6/healthcheck")
        .send()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("OAuth 2.0 needs an https URL"), "{error}");
    assert!(oauth2.authorize("GET", "http://localhost/", None).await.is_err());
    assert!(Server::new("http://localhost/oauth/token", "https://localhost").is_err());
    assert_eq!(sandbox.requests().len(), 0);
}

#[tokio::test]
async fn oauth1_is_accepted_beside_it() {
    let sandbox = start(OAuth2Rules::new()).await;
    let oauth1 = mc_mastercom::Client::new(sandbox.http(MASTERCOM).unwrap(), sandbox.environment(MASTERCOM));
    oauth1.health().healthcheck().await.unwrap();
    client(&sandbox, sandbox.oauth2().unwrap())
        .health()
        .healthcheck()
        .await
        .unwrap();
}

#[tokio::test]
async fn keys_are_replaced_while_clients_run() {
    let sandbox = start(OAuth2Rules::new()).await;
    let wrong = Credentials::new("nobody", "nothing", SigningKey::generate().unwrap()).unwrap();
    let shared = mc_auth::Shared::new(wrong);
    let config =
        OAuth2Config::new(sandbox.oauth2_server().unwrap(), shared.clone()).with_clock(sandbox.clock().clone());
    let client = client(&sandbox, config);
    client.health().healthcheck().await.unwrap_err();
    let key = SigningKey::rsa(&sandbox.credentials().signing().private_key().unwrap()).unwrap();
    shared.replace(Credentials::from_consumer_key(sandbox.credentials().consumer_key(), key).unwrap());
    client.health().healthcheck().await.unwrap();
}

/// No token, assertion or proof is in what is printed, whatever fails.
#[tokio::test]
async fn nothing_secret_is_printed() {
    let sandbox = start(OAuth2Rules::new()).await;
    let (_, oauth2) = alone(&sandbox, sandbox.oauth2().unwrap());
    let token = oauth2.token::<&str>(&[]).await.unwrap();
    let client_id = sandbox
        .credentials()
        .consumer_key()
        .split('!')
        .next()
        .unwrap()
        .to_owned();
    for text in [
        format!("{oauth2:?}"),
        format!("{token:?}"),
        format!("{:?}", sandbox.oauth2().unwrap()),
    ] {
        assert!(!text.contains(token.expose()) && !text.contains(&client_id), "{text}");
    }
    let source = KeySource::bytes(Vec::new());
    assert!(source.private_key().is_err());
}

mod tower {
    use bytes::Bytes;
    use http_body_util::Full;
    use tower_layer::Layer as _;
    use tower_service::Service as _;

    use super::*;

    /// The HTTP client as a tower service.
    #[derive(Clone)]
    struct Client(reqwest::Client);

    impl tower_service::Service<http::Request<Full<Bytes>>> for Client {
        type Response = http::Response<Bytes>;
        type Error = reqwest::Error;
        type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

        fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
            std::task::Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: http::Request<Full<Bytes>>) -> Self::Future {
            let http = self.0.clone();
            Box::pin(async move {
                let request = request.map(reqwest::Body::wrap);
                let response = http.execute(request.try_into()?).await?;
                let mut answer = http::Response::new(Bytes::new());
                *answer.status_mut() = response.status();
                answer.headers_mut().clone_from(response.headers());
                *answer.body_mut() = response.bytes().await?;
                Ok(answer)
            })
        }
    }

    #[tokio::test]
    async fn the_layer_authorizes_and_repeats_once() {
        let sandbox = start(OAuth2Rules::new()).await;
        let (http, oauth2) = alone(&sandbox, sandbox.oauth2().unwrap());
        let mut service = OAuth2Layer::new(oauth2).layer(Client(http));
        let url = format!("{}/v6/healthcheck", sandbox.base_url(MASTERCOM));
        for expected in [200, 200, 403] {
            if expected == 403 {
                sandbox.fail(Fault::InsufficientScope);
            }
            let request = http::Request::get(&url).body(Full::<Bytes>::default()).unwrap();
            assert!(!request.headers().contains_key(AUTHORIZATION));
            let answer = service.call(request).await.unwrap();
            assert_eq!(answer.status().as_u16(), expected);
            let error = answer.extensions().get::<mc_core::OAuthError>();
            assert_eq!(
                error.map(mc_core::OAuthError::code),
                (expected == 403).then_some("insufficient_scope")
            );
        }
    }
}
