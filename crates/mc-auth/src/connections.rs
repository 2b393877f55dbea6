//! The HTTP clients below all layers: which connection a request goes out on.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use http::Extensions;
use mc_core::Operation;
use reqwest::{Client, Request, Response};
use reqwest_middleware::{Middleware, Next, Result as MiddlewareResult};

use crate::error::{Error, Result};
use crate::retry::FreshConnection;
use crate::tls::{ClientIdentity, Presented};

/// How many connections a request is offered to that none has taken.
///
/// A connection may end before it takes the request, which comes back whole: no server has seen it, so it may be offered to
/// another connection, whatever its operation. In TLS 1.3 a server that refuses the client's certificate ends connections so,
/// and only some of the attempts see its alert.
const ATTEMPTS_TO_CONNECT: usize = 6;

/// The clients that present one identity.
#[derive(Clone)]
pub(crate) struct Clients {
    /// Uses connections again.
    pub(crate) pooled: Client,
    /// Uses each connection once.
    pub(crate) fresh: Client,
    /// The same two for loopback addresses, where those ask a proxy of the environment.
    pub(crate) loopback: Option<(Client, Client)>,
}

impl Clients {
    fn choose(&self, request: &Request, fresh: bool) -> &Client {
        match &self.loopback {
            Some((pooled, once)) if mc_core::is_loopback(request.url()) => {
                if fresh {
                    once
                } else {
                    pooled
                }
            }
            _ if fresh => &self.fresh,
            _ => &self.pooled,
        }
    }
}

type Make = dyn Fn() -> Result<Clients> + Send + Sync;

/// Sends requests, innermost of all layers. Each identity has connections of its own.
pub(crate) struct Connections {
    identity: Option<ClientIdentity>,
    make: Box<Make>,
    current: Mutex<(Option<Arc<Presented>>, Clients)>,
}

impl Connections {
    /// The first clients are for the identity in place now.
    pub(crate) fn new(
        identity: Option<ClientIdentity>,
        make: impl Fn() -> Result<Clients> + Send + Sync + 'static,
    ) -> Result<Self> {
        let presented = identity.as_ref().map(ClientIdentity::current);
        let current = Mutex::new((presented, make()?));
        Ok(Self {
            identity,
            make: Box::new(make),
            current,
        })
    }

    /// The clients for the identity in place now.
    pub(crate) fn clients(&self) -> Result<Clients> {
        let presented = self.identity.as_ref().map(ClientIdentity::current);
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let same = match (&current.0, &presented) {
            (Some(former), Some(present)) => Arc::ptr_eq(former, present),
            (former, present) => former.is_none() && present.is_none(),
        };
        if !same {
            // The former clients live on for the calls that are in flight.
            *current = (presented, (self.make)()?);
        }
        Ok(current.1.clone())
    }
}

#[async_trait]
impl Middleware for Connections {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> MiddlewareResult<Response> {
        let mut fresh = extensions.get::<FreshConnection>().is_some()
            || extensions.get::<Operation>().is_some_and(Operation::creates_event);
        for _ in 1..ATTEMPTS_TO_CONNECT {
            let Some(copy) = request.try_clone() else { break };
            match self.send(copy, fresh).await {
                Err(error)
                    if mc_core::Error::is_lost_connection(&error) && !mc_core::Error::may_have_been_sent(&error) =>
                {
                    fresh = true;
                }
                result => return result,
            }
        }
        self.send(request, fresh).await
    }
}

impl Connections {
    async fn send(&self, request: Request, fresh: bool) -> MiddlewareResult<Response> {
        let clients = self.clients().map_err(Error::not_sent)?;
        Ok(clients.choose(&request, fresh).execute(request).await?)
    }
}
