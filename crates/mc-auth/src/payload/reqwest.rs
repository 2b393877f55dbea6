use async_trait::async_trait;
use bytes::Bytes;
use http::Extensions;
use mc_core::Operation;
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::layer::{Decrypted, EncryptionLayer, Plan, not_sent};
use crate::error::{Error, Kind, Result};

#[async_trait]
impl Middleware for EncryptionLayer {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let Some(plan) = encrypt(self, &mut request, extensions).await.map_err(not_sent)? else {
            return next.run(request, extensions).await;
        };
        let response = next.run(request, extensions).await?;
        decrypt(self, &plan, response).await
    }
}

async fn encrypt(layer: &EncryptionLayer, request: &mut Request, extensions: &mut Extensions) -> Result<Option<Plan>> {
    let body = match request.body() {
        None => Some(&b""[..]),
        Some(body) => body.as_bytes(),
    };
    let operation = extensions.get::<Operation>();
    let Some(plan) = layer.plan(request.method(), request.url().path(), operation, body)? else {
        return Ok(None);
    };
    let body = body.map(Bytes::copy_from_slice);
    let body = match body {
        Some(body) => body,
        None if plan.encrypts() => {
            return Err(Error::new(
                Kind::StreamingBody,
                "its body is a stream; give the body as bytes",
            ));
        }
        None => {
            plan.mark(extensions);
            return Ok(Some(plan));
        }
    };
    if let Some(sealed) = layer.seal(&plan, request.headers_mut(), extensions, &body).await? {
        *request.body_mut() = Some(Body::from(sealed));
    }
    Ok(Some(plan))
}

async fn decrypt(layer: &EncryptionLayer, plan: &Plan, response: Response) -> reqwest_middleware::Result<Response> {
    let (mut parts, body) = mc_core::body::into_parts(response);
    layer.tell_key(plan, &mut parts);
    if !EncryptionLayer::looks_at(plan, &parts) {
        return Ok(http::Response::from_parts(parts, body).into());
    }
    let body = match layer.open(plan, &mut parts, body).await? {
        Decrypted::Whole(bytes) => Body::from(bytes),
        Decrypted::Replayed(replay) => Body::wrap(replay),
    };
    Ok(http::Response::from_parts(parts, body).into())
}
