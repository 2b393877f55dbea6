use async_trait::async_trait;
use http::Extensions;
use http::header::AUTHORIZATION;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::canonical::Target;
use super::{OAuth1, Signed, host_header};
use crate::error::{Error, Kind, Result};

/// Signs each request that passes. Add it last: what comes after it would change what was signed.
///
/// A request whose operation demands payload encryption that nothing has done is not sent; see
/// [`mc_core::payload::check`].
///
/// The client must not follow redirects, for the signature would not fit the new address.
/// The response carries the [`Signed`] in its extensions. A request that cannot be signed is not sent, and the error is
/// [`mc_core::Error::not_sent`] with ours as its source.
#[async_trait]
impl Middleware for OAuth1 {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        mc_core::payload::check_request(&request, extensions)?;
        let signed = sign(self, &mut request).await.map_err(Error::not_sent)?;
        let mut response = next.run(request, extensions).await?;
        if self.learns_clock {
            self.learn_clock(response.headers());
        }
        response.extensions_mut().insert(signed);
        Ok(response)
    }
}

async fn sign(oauth1: &OAuth1, request: &mut Request) -> Result<Signed> {
    let body = match request.body() {
        None => &[],
        Some(body) => body.as_bytes().ok_or_else(streaming)?,
    };
    let url = request.url();
    let authority = match host_header(request.headers())? {
        Some(host) => host,
        None => url.authority(),
    };
    let target = Target::new(url.scheme(), authority, url.path(), url.query(), oauth1.plus)?;
    let signed = oauth1.sign_target(request.method().as_str(), &target, body).await?;
    let query = target.query();
    if query.as_deref() != request.url().query() {
        request.url_mut().set_query(query.as_deref());
    }
    request
        .headers_mut()
        .insert(AUTHORIZATION, signed.authorization.clone());
    Ok(signed)
}

fn streaming() -> Error {
    Error::new(
        Kind::StreamingBody,
        "the request cannot be signed: its body is a stream, whose hash is not known before it is sent; \
         give the body as bytes",
    )
}
