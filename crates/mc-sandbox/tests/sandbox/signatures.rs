//! What the gateway says of signatures, good and bad ones.

use std::time::Duration;

use http::header::AUTHORIZATION;
use mc_auth::oauth1::{OAuth1, ParamEncoding, SignatureMethod, body_hash, percent_encode};
use mc_auth::rsa::LocalSigner;
use mc_sandbox::{Credentials, Product, Sandbox};

use crate::support::{Got, builder, credentials, got, plain, start};

const BODY: &str = r#"{"requestId":"1","customer":{"ica":"1111","merchantId":"100000000000001"},"account":{"accountNumber":"5555555555554442","expiryDate":"1229"}}"#;

fn url(sandbox: &Sandbox) -> String {
    format!("{}/inquiries", sandbox.base_url(Product::AutomaticBillingUpdater))
}

/// Sends the inquiry with these headers.
async fn send(sandbox: &Sandbox, url: &str, headers: &[&str], body: &str) -> Got {
    let mut request = plain(sandbox)
        .post(url)
        .header("content-type", "application/json")
        .body(body.to_owned());
    for header in headers {
        request = request.header(AUTHORIZATION, *header);
    }
    got(request.send().await.unwrap()).await
}

async fn header(oauth1: &OAuth1, url: &str) -> String {
    let signed = oauth1.sign("POST", url, BODY.as_bytes()).await.unwrap();
    signed.authorization().to_str().unwrap().to_owned()
}

fn reason(got: &Got) -> String {
    let (source, reason) = got.error();
    assert_eq!(source, "Gateway", "{got:?}");
    let error = &got.json()["Errors"]["Error"][0];
    assert_eq!((&error["Recoverable"], &error["Details"]), (&false.into(), &().into()));
    format!("{} {reason}", got.status)
}

fn description(got: &Got) -> String {
    got.json()["Errors"]["Error"][0]["Description"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn both_methods_are_accepted_in_both_encodings() {
    let sandbox = start().await;
    let url = url(&sandbox);
    for method in [SignatureMethod::RsaSha256, SignatureMethod::RsaPss] {
        for encoding in [ParamEncoding::Compat, ParamEncoding::Rfc5849] {
            let oauth1 = sandbox
                .oauth1()
                .unwrap()
                .with_signature_method(method)
                .with_encoding(encoding);
            let got = send(&sandbox, &url, &[&header(&oauth1, &url).await], BODY).await;
            assert_eq!(got.status, 200, "{method:?} {encoding:?} {got:?}");
        }
    }
    let seen: Vec<String> = sandbox.requests().into_iter().map(|seen| seen.auth).collect();
    let expected = [
        "RSA-SHA256, single encoding",
        "RSA-SHA256, RFC 5849 encoding",
        "RSA-PSS, single encoding",
        "RSA-PSS, RFC 5849 encoding",
    ];
    assert_eq!(seen, expected);
}

/// Two libraries encode all values in the header and none of them in the base string; nobody does it the other way round.
#[tokio::test]
async fn values_may_be_encoded_in_the_header_alone_but_not_in_the_base_string_alone() {
    let sandbox = start().await;
    let url = url(&sandbox);
    let values = |header: &str, write: &dyn Fn(&str, &str) -> String| {
        let pairs = header.strip_prefix("OAuth ").unwrap().split(',');
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            let value = value.trim_matches('"');
            let value = if name == "oauth_signature" {
                value.to_owned()
            } else {
                write(name, value)
            };
            format!("{name}=\"{value}\"")
        });
        format!("OAuth {}", pairs.collect::<Vec<_>>().join(","))
    };
    let raw = header(&sandbox.oauth1().unwrap(), &url).await;
    let encoded = values(&raw, &|_, value| percent_encode(value));
    assert_ne!(raw, encoded);
    assert_eq!(send(&sandbox, &url, &[&encoded], BODY).await.status, 200);

    let strict = sandbox.oauth1().unwrap().with_encoding(ParamEncoding::Rfc5849);
    let encoded = header(&strict, &url).await;
    let raw = values(&encoded, &|name, value| match name {
        "oauth_body_hash" => body_hash(BODY.as_bytes()),
        "oauth_consumer_key" => credentials().consumer_key().to_owned(),
        _ => value.to_owned(),
    });
    assert_ne!(raw, encoded);
    let got = send(&sandbox, &url, &[&raw], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
}

#[tokio::test]
async fn a_signature_is_for_one_request() {
    let sandbox = start().await;
    let url = url(&sandbox);
    let header = header(&sandbox.oauth1().unwrap(), &url).await;
    assert_eq!(send(&sandbox, &url, &[&header], BODY).await.status, 200);
    let again = send(&sandbox, &url, &[&header], BODY).await;
    assert_eq!(reason(&again), "401 AUTHENTICATION_FAILED");
    assert!(description(&again).contains("oauth_nonce was used before"), "{again:?}");
    sandbox.reset();
    assert_eq!(
        send(&sandbox, &url, &[&header], BODY).await.status,
        200,
        "a reset forgets nonces"
    );
}

#[tokio::test]
async fn what_was_changed_after_signing_is_noticed() {
    let sandbox = start().await;
    let url = url(&sandbox);
    let oauth1 = sandbox.oauth1().unwrap();
    let good = header(&oauth1, &url).await;

    let other = BODY.replace("5555555555554442", "5555555555554440");
    let got = send(&sandbox, &url, &[&good], &other).await;
    assert_eq!(reason(&got), "400 INVALID_BODY_HASH");
    let hashes = format!(
        "Calculated: {}, Received: {}",
        body_hash(other.as_bytes()),
        body_hash(BODY.as_bytes())
    );
    assert!(description(&got).contains(&hashes), "{got:?}");

    // The query, the path, the method and each parameter of the header.
    let queried = format!("{url}?a=1");
    let signed = header(&oauth1, &queried).await;
    let got = send(&sandbox, &format!("{url}?a=2"), &[&signed], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    let got = send(&sandbox, &url.replace("/inquiries", "/subscriptions"), &[&good], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    let put = oauth1.sign("PUT", &url, BODY.as_bytes()).await.unwrap();
    let got = send(&sandbox, &url, &[put.authorization().to_str().unwrap()], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    for name in ["oauth_nonce", "oauth_signature", "oauth_timestamp"] {
        let begin = good.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        let mut bytes = good.clone().into_bytes();
        // The last digit of the time, so that it is still in the window; and no byte of an escape.
        let at = match bytes[begin] {
            _ if name == "oauth_timestamp" => begin + 9,
            b'%' => begin + 3,
            _ => begin,
        };
        assert!(bytes[at].is_ascii_alphanumeric(), "{good}");
        bytes[at] = match bytes[at] {
            b'0' => b'1',
            b'A' => b'B',
            _ if name == "oauth_timestamp" => b'0',
            _ => b'A',
        };
        let got = send(&sandbox, &url, &[&String::from_utf8(bytes).unwrap()], BODY).await;
        assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED", "{name}: {got:?}");
    }
    assert_eq!(
        send(&sandbox, &url, &[&good], BODY).await.status,
        200,
        "the nonce was not used up"
    );
}

#[tokio::test]
async fn the_acceptable_base_string_explains_the_difference() {
    let sandbox = start().await;
    let url = url(&sandbox);
    for encoding in [ParamEncoding::Compat, ParamEncoding::Rfc5849] {
        let oauth1 = sandbox.oauth1().unwrap().with_encoding(encoding);
        let signed = oauth1
            .sign("POST", &format!("{url}?page=1"), BODY.as_bytes())
            .await
            .unwrap();
        let got = send(
            &sandbox,
            &format!("{url}?page=2"),
            &[signed.authorization().to_str().unwrap()],
            BODY,
        )
        .await;
        let explanation = signed.explain(&got.text).unwrap();
        assert_eq!(
            explanation.theirs(),
            signed.base_string().replace("page%3D1", "page%3D2")
        );
        let difference = explanation.difference().unwrap();
        assert_eq!((difference.ours.as_str(), difference.theirs.as_str()), ("1", "2"));
    }
}

#[tokio::test]
async fn another_key_is_another_client() {
    let sandbox = start().await;
    let url = url(&sandbox);
    let other = Credentials::generate().unwrap();
    let own = || LocalSigner::new(&other.signing().private_key().unwrap()).unwrap();

    let stolen = OAuth1::new(credentials().consumer_key(), own()).unwrap();
    let signed = stolen.sign("POST", &url, BODY.as_bytes()).await.unwrap();
    let got = send(&sandbox, &url, &[signed.authorization().to_str().unwrap()], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    assert!(
        signed.explain(&got.text).unwrap().difference().is_none(),
        "only the key differs"
    );

    let unknown = OAuth1::new(other.consumer_key(), own()).unwrap();
    let got = send(&sandbox, &url, &[&header(&unknown, &url).await], BODY).await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    assert!(description(&got).contains("oauth_consumer_key"), "{got:?}");
}

#[tokio::test]
async fn the_timestamp_has_to_be_within_the_window() {
    let sandbox = builder()
        .with_timestamp_window(Duration::from_mins(1))
        .start()
        .await
        .unwrap();
    sandbox.clock().set("2026-01-31T12:00:00Z".parse().unwrap());
    let url = url(&sandbox);
    let oauth1 = sandbox.oauth1().unwrap();
    for (offset, accepted) in [(0, true), (60, true), (-60, true), (61, false), (-61, false)] {
        oauth1.set_clock_offset(offset);
        let got = send(&sandbox, &url, &[&header(&oauth1, &url).await], BODY).await;
        assert_eq!(got.status == 200, accepted, "{offset} {got:?}");
        assert_eq!(got.headers["date"], "Sat, 31 Jan 2026 12:00:00 GMT");
        if !accepted {
            assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
            let side = if offset > 0 {
                "61 seconds ahead of"
            } else {
                "61 seconds behind"
            };
            assert!(description(&got).contains(side), "{got:?}");
        }
    }
    // What the client learns from `Date` puts it right.
    oauth1.set_clock_offset(-1000);
    let got = send(&sandbox, &url, &[&header(&oauth1, &url).await], BODY).await;
    assert_eq!(got.status, 401);
    assert_eq!(oauth1.learn_clock(&got.headers), Some(0));
    assert_eq!(
        send(&sandbox, &url, &[&header(&oauth1, &url).await], BODY).await.status,
        200
    );
}

#[tokio::test]
async fn a_header_that_is_not_as_it_should_be_is_refused_with_its_fault() {
    let sandbox = start().await;
    let url = url(&sandbox);
    let good = header(&sandbox.oauth1().unwrap(), &url).await;
    let without = |name: &str| {
        let (scheme, rest) = good.split_once(' ').unwrap();
        let parts: Vec<&str> = rest.split(',').filter(|part| !part.starts_with(name)).collect();
        format!("{scheme} {}", parts.join(","))
    };
    let changed = |name: &str, value: &str| format!("{},{name}=\"{value}\"", without(name));
    let cases: Vec<(Vec<String>, &str)> = vec![
        (vec![], "no Authorization header"),
        (vec![good.clone(), good.clone()], "more than one Authorization header"),
        (vec!["Bearer x".to_owned()], "another scheme"),
        (vec!["OAuth".to_owned()], "malformed"),
        (vec!["OAuth oauth_nonce=1".to_owned()], "malformed"),
        (vec!["OAuth oauth_nonce".to_owned()], "malformed"),
        (vec![format!("{good},")], "malformed"),
        (vec![good.replace("oauth_nonce=\"", "oauth_nonce=\"\"")], "malformed"),
        (vec![format!("{good},oauth_nonce=\"x\"")], "twice"),
        (vec![format!("{good},x=\"{}\"", "x".repeat(9000))], "too long"),
        (vec![without("oauth_consumer_key")], "oauth_consumer_key is missing"),
        (vec![without("oauth_nonce")], "oauth_nonce is missing"),
        (vec![without("oauth_timestamp")], "oauth_timestamp is missing"),
        (
            vec![without("oauth_signature_method")],
            "oauth_signature_method is missing",
        ),
        (vec![without("oauth_signature=")], "oauth_signature is missing"),
        (vec![without("oauth_body_hash")], "oauth_body_hash is missing"),
        (vec![without("oauth_version")], "oauth_version is missing"),
        (vec![changed("oauth_version", "2.0")], "oauth_version is not 1.0"),
        (
            vec![changed("oauth_signature_method", "HMAC-SHA1")],
            "neither RSA-SHA256 nor RSA-PSS",
        ),
        (vec![changed("oauth_timestamp", "soon")], "no number of seconds"),
        (vec![changed("oauth_timestamp", "-1")], "no number of seconds"),
        (vec![changed("oauth_nonce", "")], "oauth_nonce is empty"),
    ];
    for (headers, expected) in cases {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let got = send(&sandbox, &url, &headers, BODY).await;
        assert_eq!(reason(&got), "401 INVALID_OAUTH_SBS", "{expected}");
        assert!(description(&got).contains(expected), "{expected}: {got:?}");
    }
    let got = send(
        &sandbox,
        &url,
        &[&changed("oauth_signature=", "AAAA").replace("oauth_signature==", "oauth_signature=")],
        BODY,
    )
    .await;
    assert_eq!(reason(&got), "401 AUTHENTICATION_FAILED");
    for seen in sandbox.requests() {
        assert_eq!(seen.auth, "refused");
        assert!(!seen.reason.is_empty() && !seen.reason.contains("5555"), "{seen:?}");
    }
}

#[tokio::test]
async fn queries_are_verified_as_they_were_signed() {
    let sandbox = start().await;
    let base = url(&sandbox);
    let oauth1 = sandbox.oauth1().unwrap();
    for query in [
        "a=1&b=2",
        "b=2&a=1",
        "a=x%20y&a=x%2By&a=",
        "empty&flag=&z=%C3%A9",
        "a%5B0%5D=1&a=2",
        "oauth_x=1",
        "q=%26%3D%25%2F%3F",
    ] {
        let url = format!("{base}?{query}");
        let signed = oauth1.sign("POST", &url, BODY.as_bytes()).await.unwrap();
        let got = send(
            &sandbox,
            signed.url(),
            &[signed.authorization().to_str().unwrap()],
            BODY,
        )
        .await;
        assert_eq!(got.status, 200, "{query} {got:?}");
    }
}
