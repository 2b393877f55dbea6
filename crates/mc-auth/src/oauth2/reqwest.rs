use async_trait::async_trait;
use http::{Extensions, StatusCode};
use mc_core::body::{Read, into_parts, read};
use mc_core::{OAuthError, Operation};
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::target::Target;
use super::{OAuth2, Repetitions, Verdict};
use crate::error::Error;

/// The largest body of a refusal that is looked at.
const MAX_REFUSAL: usize = 64 << 10;

/// Authorizes each request that passes. Add it last, below retry: each attempt needs a proof of its own.
///
/// The HTTP client must not follow redirects. What the server says of a refusal is in the response's extensions, as
/// [`OAuthError`]. A request whose body is a stream is not repeated: its refusal is handed on.
#[async_trait]
impl Middleware for OAuth2 {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        mc_core::payload::check_request(&request, extensions)?;
        let mut repetitions = Repetitions::default();
        let mut request = request;
        loop {
            let copy = request.try_clone();
            let (response, verdict) = self.attempt(request, extensions, next.clone()).await?;
            match copy {
                Some(copy) if repetitions.allow(verdict) => request = copy,
                _ => return Ok(response),
            }
        }
    }
}

impl OAuth2 {
    async fn attempt(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<(Response, Verdict)> {
        let url = request.url();
        let target = Target::new(url.scheme(), url.authority(), url.path()).map_err(Error::not_sent)?;
        let url = url.clone();
        let method = request.method().clone();
        let authorized = self
            .prepare(method.as_str(), target, extensions.get::<Operation>())
            .await?;
        for (name, value) in &authorized.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let response = next.run(request, extensions).await?;
        if *response.url() != url {
            let what = "the HTTP client followed a redirect, to which the proof does not fit; switch redirects off";
            return Err(mc_core::Error::broken_response(what)
                .with_status(response.status())
                .into());
        }
        let (mut response, error) = refusal(response).await;
        let verdict = self
            .judge(&authorized, response.status(), response.headers(), error.as_ref())
            .await;
        response.extensions_mut().extend(
            error
                .map(|error| {
                    let mut extensions = Extensions::new();
                    extensions.insert(error);
                    extensions
                })
                .unwrap_or_default(),
        );
        Ok((response, verdict))
    }
}

/// What a refusal says, in its headers or else in its body; the response is handed back whole.
async fn refusal(response: Response) -> (Response, Option<OAuthError>) {
    let refused = matches!(
        response.status(),
        StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    );
    if !refused {
        return (response, None);
    }
    if let Some(error) = OAuthError::from_headers(response.headers()) {
        return (response, Some(error));
    }
    let (parts, body) = into_parts(response);
    let (error, body) = match read(body, MAX_REFUSAL).await {
        Read::Whole(bytes) => (OAuthError::from_json(&bytes), Body::from(bytes)),
        Read::Partly(replay) => (None, Body::wrap(replay)),
    };
    (http::Response::from_parts(parts, body).into(), error)
}
