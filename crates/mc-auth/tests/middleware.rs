//! The reqwest middleware and the tower layer, down to the bytes on the wire.

#![cfg(any(feature = "reqwest", feature = "tower"))]

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http_body_util::StreamBody;
use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
use mc_auth::oauth1::{OAuth1, Signed, body_hash};
use mc_auth::rsa::{SignatureAlgorithm, Signer};

#[derive(Debug)]
struct Constant;

#[async_trait]
impl Signer for Constant {
    async fn sign(&self, _: SignatureAlgorithm, _: &[u8]) -> mc_auth::Result<Vec<u8>> {
        Ok(vec![0xfb, 0xff])
    }
}

/// Our error, inside the one that says that nothing was sent.
fn not_sent<'a>(error: &'a (dyn std::error::Error + Send + Sync + 'static)) -> &'a mc_auth::Error {
    let core: &mc_core::Error = error.downcast_ref().unwrap();
    assert!(core.is_middleware() && !core.may_have_been_processed());
    std::error::Error::source(core).unwrap().downcast_ref().unwrap()
}

/// Second 784111477: five minutes before the date that the test server gives.
fn oauth1() -> OAuth1 {
    OAuth1::new("ck!k", Constant)
        .unwrap()
        .with_clock(FixedClock::from_unix_seconds(784_111_477).unwrap())
        .with_nonce_source(FixedNonce("n".to_owned()))
}

/// A body that comes in pieces.
struct Parts(Vec<Bytes>);

impl futures_core::Stream for Parts {
    type Item = Result<http_body::Frame<Bytes>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}

#[cfg(feature = "reqwest")]
mod with_reqwest {
    use std::sync::{Arc, Mutex};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    #[derive(Debug)]
    struct Broken;

    #[async_trait]
    impl Signer for Broken {
        async fn sign(&self, _: SignatureAlgorithm, _: &[u8]) -> mc_auth::Result<Vec<u8>> {
            Err(mc_auth::Error::signer("no connection to the device"))
        }
    }

    fn client(oauth1: OAuth1) -> reqwest_middleware::ClientWithMiddleware {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        reqwest_middleware::ClientBuilder::new(client).with(oauth1).build()
    }

    /// Answers one connection after another and keeps the requests, byte for byte.
    async fn server() -> (String, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = Vec::new();
                let mut buffer = [0; 4096];
                while !is_complete(&request) {
                    let length = stream.read(&mut buffer).await.unwrap();
                    assert!(length > 0, "the client hung up");
                    request.extend_from_slice(&buffer[..length]);
                }
                kept.lock().unwrap().push(String::from_utf8(request).unwrap());
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                    .await
                    .unwrap();
            }
        });
        (format!("http://{address}"), requests)
    }

    fn is_complete(request: &[u8]) -> bool {
        let text = String::from_utf8_lossy(request);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            return false;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        body.len() >= length
    }

    fn lines_starting<'a>(request: &'a str, start: &str) -> Vec<&'a str> {
        request
            .lines()
            .filter(|line| line.to_ascii_lowercase().starts_with(start))
            .collect()
    }

    #[tokio::test]
    async fn exactly_what_was_signed_is_sent() {
        let (url, requests) = server().await;
        let response = client(oauth1())
            .post(format!("{url}/a%2fb/%c3%a9?x=b:c&y=a+b&z='*&&e#fragment"))
            .query(&[("q", "d e~")])
            .header(AUTHORIZATION, "Bearer another")
            .body("{\"a\":\"é\"}")
            .send()
            .await
            .unwrap();
        let signed = response.extensions().get::<Signed>().unwrap().clone();
        let request = requests.lock().unwrap()[0].clone();
        let target = "/a%2fb/%c3%a9?x=b%3Ac&y=a%20b&z=%27%2A&e=&q=d%20e~";
        assert_eq!(request.lines().next(), Some(format!("POST {target} HTTP/1.1").as_str()));
        assert_eq!(signed.url(), format!("{url}{target}"));
        assert_eq!(
            lines_starting(&request, "authorization:"),
            [format!(
                "authorization: OAuth oauth_consumer_key=\"ck!k\",oauth_nonce=\"n\",oauth_timestamp=\"784111477\",\
                 oauth_signature_method=\"RSA-SHA256\",oauth_version=\"1.0\",oauth_body_hash=\"{}\",\
                 oauth_signature=\"%2B%2F8%3D\"",
                body_hash("{\"a\":\"é\"}".as_bytes())
            )]
        );
        assert_eq!(lines_starting(&request, "content-length:"), ["content-length: 10"]);
        assert!(request.ends_with("\r\n\r\n{\"a\":\"é\"}"));
    }

    #[tokio::test]
    async fn a_request_without_a_body_has_the_hash_of_nothing() {
        let (url, requests) = server().await;
        client(oauth1()).get(&url).send().await.unwrap();
        let request = requests.lock().unwrap()[0].clone();
        assert!(request.starts_with("GET / HTTP/1.1\r\n"));
        assert!(
            request.contains("oauth_body_hash=\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\""),
            "{request}"
        );
    }

    #[tokio::test]
    async fn clock_is_learnt_only_on_request() {
        let (url, requests) = server().await;
        for (oauth1, second) in [(oauth1(), "784111477"), (oauth1().with_clock_learning(), "784111777")] {
            requests.lock().unwrap().clear();
            let client = client(oauth1);
            client.get(&url).send().await.unwrap();
            client.get(&url).send().await.unwrap();
            let requests = requests.lock().unwrap();
            assert!(requests[0].contains("oauth_timestamp=\"784111477\""));
            assert!(
                requests[1].contains(&format!("oauth_timestamp=\"{second}\"")),
                "{}",
                requests[1]
            );
        }
    }

    #[tokio::test]
    async fn streams_and_broken_signers_are_errors_before_anything_is_sent() {
        let (url, requests) = server().await;
        let error = client(oauth1())
            .post(&url)
            .body(reqwest::Body::wrap(StreamBody::new(Parts(vec![
                Bytes::from_static(
                    b"part"
                );
                2
            ]))))
            .send()
            .await
            .unwrap_err();
        let own = own(&error);
        assert!(own.is_streaming_body());
        assert!(
            own.to_string()
                .starts_with("the request cannot be signed: its body is a stream"),
            "{own}"
        );

        let error = client(OAuth1::new("ck", Broken).unwrap())
            .get(&url)
            .send()
            .await
            .unwrap_err();
        assert!(self::own(&error).is_signer());
        assert!(requests.lock().unwrap().is_empty());
    }

    fn own(error: &reqwest_middleware::Error) -> &mc_auth::Error {
        match error {
            reqwest_middleware::Error::Middleware(error) => not_sent(error.as_ref()),
            reqwest_middleware::Error::Reqwest(error) => panic!("{error}"),
        }
    }
}

#[cfg(feature = "tower")]
mod with_tower {
    use std::future::{Ready, ready};

    use http::header::CONTENT_LENGTH;
    use http::{Request, Response};
    use http_body_util::{BodyExt as _, Full};
    use mc_auth::oauth1::OAuth1Layer;
    use tower_layer::Layer as _;
    use tower_service::Service;

    use super::*;

    /// The inner service of the tower tests: says what it was given.
    #[derive(Clone)]
    struct Inner;

    impl<B: Send + 'static> Service<Request<B>> for Inner {
        type Response = Response<Request<B>>;
        type Error = Infallible;
        type Future = Ready<Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request<B>) -> Self::Future {
            let response = Response::builder().header("date", "Sun, 06 Nov 1994 08:49:37 GMT");
            ready(Ok(response.body(request).unwrap()))
        }
    }

    #[tokio::test]
    async fn the_tower_layer_signs_the_same() {
        let oauth1 = oauth1().with_clock_learning();
        let mut service = OAuth1Layer::new(oauth1.clone()).layer(Inner);
        let request = Request::put("https://h.com/x?b=+&a")
            .header(AUTHORIZATION, "Basic dXNlcjpwdw==")
            .header(CONTENT_LENGTH, 4)
            .body(Full::new(Bytes::from_static(b"body")))
            .unwrap();
        let response = service.call(request).await.unwrap();
        let signed = response.extensions().get::<Signed>().unwrap().clone();
        let request = response.into_body();
        assert_eq!(request.uri(), "https://h.com/x?b=%20&a=");
        let values: Vec<_> = request.headers().get_all(AUTHORIZATION).iter().collect();
        assert_eq!(values, [signed.authorization()]);
        assert!(values[0].is_sensitive());
        assert_eq!(request.into_body().collect().await.unwrap().to_bytes(), "body");
        assert_eq!(signed.parameters().body_hash, body_hash(b"body"));
        assert_eq!(oauth1.clock_offset(), 300);
    }

    /// A body that could be made from bytes, but is a stream.
    struct Unknown(StreamBody<Parts>);

    impl From<Bytes> for Unknown {
        fn from(bytes: Bytes) -> Self {
            Self(StreamBody::new(Parts(vec![bytes])))
        }
    }

    impl http_body::Body for Unknown {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
            Pin::new(&mut self.0).poll_frame(context)
        }
    }

    #[tokio::test]
    async fn the_tower_layer_refuses_streams_and_relative_uris() {
        let mut service = OAuth1Layer::new(oauth1()).layer(Inner);
        let request = Request::post("https://h.com/x")
            .body(Unknown::from(Bytes::new()))
            .unwrap();
        let error = service.call(request).await.err().unwrap();
        let error = not_sent(error.as_ref());
        assert!(error.is_streaming_body());
        let request = Request::post("/x").body(Full::new(Bytes::new())).unwrap();
        let error = service.call(request).await.err().unwrap();
        let error = not_sent(error.as_ref());
        assert!(error.is_request());
    }
}
