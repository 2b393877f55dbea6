//! Connections by identity: what was connected with one certificate is not used for calls after another took its place.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use http::Extensions;
use reqwest::{Client, Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::ClientIdentity;
use super::identity::Presented;
use crate::error::{Error, Result};

type Make = dyn Fn() -> Result<Client> + Send + Sync;

/// The innermost middleware: sends by a client whose connections were all made with the identity in place.
pub(crate) struct Pools {
    identity: ClientIdentity,
    make: Box<Make>,
    current: Mutex<(Arc<Presented>, Client)>,
}

impl Pools {
    /// The first client is for the identity in place now.
    pub(crate) fn new(
        identity: ClientIdentity,
        first: Client,
        make: impl Fn() -> Result<Client> + Send + Sync + 'static,
    ) -> Self {
        let current = Mutex::new((identity.current(), first));
        Self {
            identity,
            make: Box::new(make),
            current,
        }
    }

    fn client(&self) -> Result<Client> {
        let presented = self.identity.current();
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&current.0, &presented) {
            // The former client lives on for the calls that are in flight.
            *current = (presented, (self.make)()?);
        }
        Ok(current.1.clone())
    }
}

#[async_trait]
impl Middleware for Pools {
    async fn handle(
        &self,
        request: Request,
        _extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let client = self.client().map_err(Error::not_sent)?;
        Ok(client.execute(request).await?)
    }
}
