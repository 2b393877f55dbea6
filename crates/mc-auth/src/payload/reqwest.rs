use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use reqwest::{Body, Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::Rule;
use super::layer::{Decrypted, EncryptionLayer, may_be_encrypted, not_sent};
use crate::error::{Error, Kind, Result};

#[async_trait]
impl Middleware for EncryptionLayer {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let operation = extensions.get::<Operation>();
        let Some((request_rule, rule)) = self.rules(request.method(), request.url().path(), operation) else {
            return next.run(request, extensions).await;
        };
        encrypt(self, &request_rule, &mut request).map_err(not_sent)?;
        let response = next.run(request, extensions).await?;
        if !may_be_encrypted(&rule, response.headers()) {
            return Ok(response);
        }
        decrypt(self, &rule, response).await
    }
}

fn encrypt(layer: &EncryptionLayer, rule: &Rule, request: &mut Request) -> Result<()> {
    if rule.encrypted.is_empty() {
        return Ok(());
    }
    let Some(body) = request.body_mut().take() else {
        return Ok(());
    };
    let bytes = body
        .as_bytes()
        .ok_or_else(|| Error::new(Kind::StreamingBody, "its body is a stream; give the body as bytes"))?;
    let sealed = layer.seal(rule, request.headers_mut(), bytes)?;
    *request.body_mut() = Some(sealed.map_or(body, Body::from));
    Ok(())
}

async fn decrypt(layer: &EncryptionLayer, rule: &Rule, response: Response) -> reqwest_middleware::Result<Response> {
    let (mut parts, body) = mc_core::body::into_parts(response);
    let body = match layer.open(rule, &mut parts, body).await? {
        Decrypted::Whole(bytes) => Body::from(bytes),
        Decrypted::Replayed(replay) => Body::wrap(replay),
    };
    Ok(http::Response::from_parts(parts, body).into())
}
