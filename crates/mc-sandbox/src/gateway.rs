//! What happens to a request: who sends it, what it is, what is in it, what the product says, what goes wrong on demand.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::{Instant, SystemTime};

use bytes::{Bytes, BytesMut};
use http::header::{ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, DATE, HOST, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use mc_core::PayloadEncryption;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::clock::{SandboxClock, Times, shifted};
use crate::contract::{Contract, Described, Parameters, Route};
use crate::credentials::Credentials;
use crate::fault::{self, Fault, Plan, PlannedFault};
use crate::log::{Bounded, Seen, without_values};
use crate::oauth::{Signed, Verifier};
use crate::oauth2::{self, Bound, OAuth2Server, Role, TOKEN_PATH};
use crate::payload::{self, Payload};
use crate::product::{Authentication, Product};
use crate::push::Pushes;
use crate::rate::Rates;
use crate::service::{Body, Call, Problem, ProblemKind, Reply, Service};
use crate::services;

/// Where the key that cards are encrypted to is published.
const KEY_SET: &str = "/keys/mcs/fpanEncryption";

/// How much of a body that is too large is read and thrown away.
const MAX_DISCARDED: usize = 64 << 20;

/// Faults of OAuth 2.0 that were asked for.
const WRONG_NONCE: oauth2::Refusal = oauth2::Refusal {
    status: StatusCode::BAD_REQUEST,
    error: "use_dpop_nonce",
    description: "the proof needs the nonce of this answer",
};
const EXPIRED: oauth2::Refusal = oauth2::Refusal {
    status: StatusCode::UNAUTHORIZED,
    error: "invalid_token",
    description: "the token has expired",
};
const INSUFFICIENT: oauth2::Refusal = oauth2::Refusal {
    status: StatusCode::FORBIDDEN,
    error: "insufficient_scope",
    description: "the token lacks a scope that the operation needs",
};

/// Told of each request when it has been answered.
pub(crate) type Observer = Arc<dyn Fn(&Seen) + Send + Sync>;

/// All that a running sandbox is.
pub(crate) struct State {
    pub(crate) contracts: BTreeMap<Product, Arc<Contract>>,
    pub(crate) services: BTreeMap<Product, Mutex<Box<dyn Service>>>,
    pub(crate) payloads: BTreeMap<Product, Payload>,
    pub(crate) verifier: Verifier,
    /// Where OAuth 2.0 is accepted, too.
    pub(crate) oauth2: Option<OAuth2Server>,
    pub(crate) clock: SandboxClock,
    pub(crate) plan: Plan,
    pub(crate) rates: Rates,
    pub(crate) seen: Bounded<Seen>,
    /// Answers that broke the contract, which are the sandbox's own faults.
    pub(crate) violations: Bounded<String>,
    /// Whether such an answer is given as it is.
    pub(crate) lets_violations_through: bool,
    pub(crate) observer: Option<Observer>,
    pub(crate) pushes: Pushes,
    /// The state at the start, where it was given.
    pub(crate) first_seed: Option<Value>,
    pub(crate) credentials: Credentials,
    pub(crate) max_body: usize,
    /// How many handshakes are still to show the expired certificate.
    pub(crate) expired_handshakes: AtomicU32,
    pub(crate) signal: watch::Sender<Signal>,
    /// What clients have to know, once the ports are.
    pub(crate) settings: OnceLock<Value>,
}

/// What connections are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signal {
    /// Connections that are older than this are to end.
    pub(crate) generation: u64,
    pub(crate) stop: bool,
}

/// What a connection and its requests know of each other.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    /// It is to end by a reset.
    pub(crate) reset: AtomicBool,
    /// The subject of the client's certificate.
    pub(crate) client: Option<String>,
}

impl State {
    pub(crate) fn service(&self, product: Product) -> Option<std::sync::MutexGuard<'_, Box<dyn Service>>> {
        let service = self.services.get(&product)?;
        Some(service.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn note(&self, seen: Seen) {
        if let Some(observer) = &self.observer {
            observer(&seen);
        }
        self.seen.push(seen);
    }

    /// All state back to the start, which a seed may have made; faults, log and clock stay.
    pub(crate) fn reset(&self) {
        for product in Product::ALL {
            if let Some(mut service) = self.service(product) {
                service.reset();
            }
        }
        if let Some(Err(what)) = self.first_seed.as_ref().map(|seed| self.seed(seed)) {
            tracing::error!("the seed that fitted at the start does not fit any more: {what}");
        }
        self.verifier.reset();
        if let Some(oauth2) = &self.oauth2 {
            oauth2.reset();
        }
    }

    /// Seeds the products that a document names, all of them or none.
    pub(crate) fn seed(&self, seed: &Value) -> Result<(), String> {
        let Some(products) = seed.as_object() else {
            return Err("a seed is a JSON object whose members are products".to_owned());
        };
        let mut made = Vec::new();
        for (id, seed) in products {
            let product: Product = id.parse().map_err(|error| format!("/{id}: {error}"))?;
            let mut service = services::new(product);
            service.seed(seed).map_err(|what| format!("/{id}: {what}"))?;
            made.push((product, service));
        }
        for (product, fresh) in made {
            if let Some(mut service) = self.service(product) {
                *service = fresh;
            }
        }
        Ok(())
    }

    /// Plans faults of calls to come.
    pub(crate) fn fail(&self, planned: PlannedFault) {
        let handshakes = self.plan.add(planned);
        if handshakes > 0 {
            self.expire_certificate(handshakes);
        }
    }

    /// Lets the next handshakes fail, and ends the connections that would need none.
    pub(crate) fn expire_certificate(&self, times: u32) {
        self.expired_handshakes.fetch_add(times, Ordering::SeqCst);
        self.signal.send_modify(|signal| signal.generation += 1);
    }
}

/// The body of an answer, whole or broken off.
pub(crate) struct Outgoing {
    bytes: Option<Bytes>,
    length: u64,
    end: End,
}

/// How a body ends.
enum End {
    Whole,
    /// After the bytes the connection is given time to send them, and then ends.
    Broken {
        waited: bool,
    },
}

impl Outgoing {
    pub(crate) fn whole(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self {
            length: bytes.len() as u64,
            bytes: Some(bytes),
            end: End::Whole,
        }
    }

    /// The first half of the bytes, with the length of all.
    fn broken(bytes: &Bytes) -> Self {
        Self {
            length: bytes.len() as u64,
            bytes: Some(bytes.slice(..bytes.len() / 2)),
            end: End::Broken { waited: false },
        }
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(bytes) = self.bytes.take().filter(|bytes| !bytes.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.end {
            End::Whole => Poll::Ready(None),
            End::Broken { waited: true } => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            End::Broken { waited } => {
                *waited = true;
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.end, End::Whole) && self.bytes.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// An answer that is being made, and what the log will say.
struct Exchange<'s> {
    state: &'s State,
    connection: &'s Connection,
    version: Version,
    seen: Seen,
    faults: Vec<Fault>,
    /// The time of the products.
    now: SystemTime,
    /// The time below the sandbox's clock, by which clients sign that do not know that it was moved.
    real: SystemTime,
}

/// What is answered before it is put on the wire.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn json(status: StatusCode, body: &Value) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self {
            status,
            headers,
            bytes: Bytes::from(body.to_string()),
        }
    }
}

/// An error in the envelope of the gateway.
fn gateway_error(status: StatusCode, reason: &str, description: &str) -> Answer {
    Answer::json(
        status,
        &json!({"Errors": {"Error": [{
            "Source": "Gateway",
            "ReasonCode": reason,
            "Description": description,
            "Recoverable": false,
            "Details": null,
        }]}}),
    )
}

/// Answers a request that came in on a port.
///
/// In a task of its own: a client that goes away in the meantime does not undo what it has asked for.
pub(crate) async fn handle(
    state: Arc<State>,
    port: Authentication,
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Result<Response<Outgoing>, Infallible> {
    let answered = tokio::spawn(exchange(state, port, connection, request)).await;
    Ok(answered.unwrap_or_else(|error| {
        tracing::error!("the sandbox broke off: {error}");
        let text = json!({"Errors": {"Error": [{"Source": "Gateway", "ReasonCode": "SANDBOX_DEFECT"}]}}).to_string();
        let mut response = Response::new(Outgoing::whole(text));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    }))
}

async fn exchange(
    state: Arc<State>,
    port: Authentication,
    connection: Arc<Connection>,
    request: Request<Incoming>,
) -> Response<Outgoing> {
    let started = Instant::now();
    let mut exchange = Exchange {
        state: &state,
        connection: &connection,
        version: request.version(),
        seen: Seen::new(state.clock.now()),
        faults: Vec::new(),
        now: mc_auth::oauth1::Clock::now(&state.clock),
        real: state.clock.real(),
    };
    request.method().as_str().clone_into(&mut exchange.seen.method);
    let answer = exchange.answer(port, request).await;
    for fault in &exchange.faults {
        if let Fault::Latency(by) = fault {
            tokio::time::sleep(*by).await;
        }
    }
    let response = exchange.respond(answer);
    exchange.seen.status = Some(response.status().as_u16());
    exchange.seen.duration = started.elapsed();
    let listed: Vec<String> = exchange.faults.iter().map(ToString::to_string).collect();
    exchange.seen.faults = listed.join(", ");
    state.note(exchange.seen);
    response
}

impl Exchange<'_> {
    /// Refuses by the gateway.
    fn refuse(&mut self, status: StatusCode, reason: &str, description: &str) -> Answer {
        reason.clone_into(&mut self.seen.reason);
        gateway_error(status, reason, description)
    }

    async fn answer(&mut self, port: Authentication, request: Request<Incoming>) -> Answer {
        let state = self.state;
        let (parts, body) = request.into_parts();
        let path = parts.uri.path().to_owned();
        if port == Authentication::OAuth1 && path == KEY_SET {
            KEY_SET.clone_into(&mut self.seen.path);
            return match payload::key_set(&state.credentials) {
                Ok(keys) => Answer::json(StatusCode::OK, &keys),
                Err(_) => self.refuse(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "INTERNAL_ERROR",
                    "The key set is not there.",
                ),
            };
        }
        if port == Authentication::OAuth1
            && path == TOKEN_PATH
            && let Some(server) = &state.oauth2
        {
            return self.token(server, &parts, body).await;
        }
        let served = state.contracts.iter().filter(|(product, _)| product.is_served(port));
        let Some((&product, contract, below)) = served
            .filter_map(|(product, contract)| {
                let below = path.strip_prefix(&contract.base_path)?;
                (below.is_empty() || below.starts_with('/')).then_some((product, contract, below))
            })
            .max_by_key(|(_, contract, _)| contract.base_path.len())
        else {
            self.seen.unknown_path = without_values(&path);
            return self.refuse(StatusCode::NOT_FOUND, "NOT_FOUND", "No product has this path.");
        };
        self.seen.product = Some(product.id());
        let (described, names) = match contract.route(parts.method.as_str(), below) {
            Route::Found(described, names) => (Arc::clone(described), names),
            Route::OtherMethods(methods) => {
                let mut answer = self.refuse(
                    StatusCode::METHOD_NOT_ALLOWED,
                    "METHOD_NOT_ALLOWED",
                    "The path is known, and this method is none of its.",
                );
                if let Ok(allowed) = HeaderValue::try_from(methods.join(", ")) {
                    answer.headers.insert(ALLOW, allowed);
                }
                return answer;
            }
            Route::Nowhere => {
                self.seen.unknown_path = without_values(&path);
                return self.refuse(StatusCode::NOT_FOUND, "NOT_FOUND", "No operation has this path.");
            }
        };
        self.seen.operation = Some(described.operation.id());
        self.seen.path = format!("{}{}", contract.base_path, described.operation.path());

        if !state.rates.admits(product, Instant::now()) {
            return self.too_many(product, &described);
        }
        match fault::requested(&parts.headers) {
            Ok(faults) => self.faults = faults,
            Err(error) => {
                return self.refuse(StatusCode::BAD_REQUEST, "INVALID_FAULT", &format!("{error}."));
            }
        }
        for fault in state.plan.take(product, described.operation) {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        for fault in self.faults.clone() {
            match fault {
                Fault::ClockSkew(seconds) => self.skew(seconds),
                Fault::ExpiredCertificate => state.expire_certificate(1),
                Fault::CorruptTag if !matches!(described.operation.encryption(), PayloadEncryption::Body(_)) => {
                    return self.refuse(
                        StatusCode::BAD_REQUEST,
                        "INVALID_FAULT",
                        "The answers of this operation are never encrypted, so no tag of theirs can be corrupt.",
                    );
                }
                _ => {}
            }
        }

        let body = match read(body, state.max_body).await {
            Ok(body) => body,
            Err(Unread::TooLarge) => {
                return self.refuse(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "PAYLOAD_TOO_LARGE",
                    "The body is larger than the sandbox takes.",
                );
            }
            Err(Unread::Broken) => {
                return self.refuse(
                    StatusCode::BAD_REQUEST,
                    "INVALID_BODY",
                    "The body did not arrive whole.",
                );
            }
        };

        match port {
            Authentication::OAuth1 => {
                if let Some(server) = state.oauth2.as_ref().filter(|_| oauth2::is_dpop(&parts.headers)) {
                    if let Some(refused) = self.resource(server, &parts, product, described.operation) {
                        return refused;
                    }
                    let mut answer = self.operate(product, contract, &described, names, &parts, &body);
                    self.give_nonce(server, Role::Resource, &mut answer);
                    return answer;
                }
                let authority = authority(&parts);
                let times = self.times();
                let verdict = state.verifier.verify(&Signed {
                    method: parts.method.as_str(),
                    scheme: "https",
                    authority: &authority,
                    path: &path,
                    query: parts.uri.query(),
                    headers: &parts.headers,
                    body: &body,
                    times,
                });
                match verdict {
                    Ok(accepted) => self.seen.auth = format!("{}, {} encoding", accepted.method, accepted.encoding),
                    Err(refusal) => {
                        "refused".clone_into(&mut self.seen.auth);
                        let answer = self.refuse(refusal.status, refusal.reason, &refusal.description);
                        self.seen.reason = format!("{}: {}", refusal.reason, refusal.summary);
                        return answer;
                    }
                }
            }
            Authentication::MutualTls => {
                let client = self.connection.client.as_deref().unwrap_or("unknown");
                self.seen.auth = format!("certificate of {client}");
            }
        }
        self.operate(product, contract, &described, names, &parts, &body)
    }

    /// Refuses a request that is one too many in its second.
    fn too_many(&mut self, product: Product, described: &Described) -> Answer {
        let mut answer = self.fault(product, described, StatusCode::TOO_MANY_REQUESTS);
        "more requests in a second than the product allows".clone_into(&mut self.seen.reason);
        answer.headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        answer
    }

    /// Moves this call's clocks.
    fn skew(&mut self, seconds: i64) {
        for clock in [&mut self.now, &mut self.real] {
            *clock = shifted(*clock, seconds.saturating_mul(1000));
        }
    }

    /// The times at which what a client has signed may have been signed.
    fn times(&self) -> Times {
        let seconds = |time: SystemTime| {
            time.duration_since(SystemTime::UNIX_EPOCH)
                .map_or(0, |since| since.as_secs())
        };
        Times {
            now: seconds(self.now),
            real: seconds(self.real),
        }
    }

    /// Answers a request for an access token.
    async fn token(&mut self, server: &OAuth2Server, parts: &http::request::Parts, body: Incoming) -> Answer {
        TOKEN_PATH.clone_into(&mut self.seen.path);
        self.faults = self.state.plan.take_for_token();
        for fault in self.faults.clone() {
            match fault {
                Fault::ClockSkew(seconds) => self.skew(seconds),
                Fault::Status(status) => {
                    "a fault that was asked for".clone_into(&mut self.seen.reason);
                    return Answer::json(status, &json!({"error": "temporarily_unavailable"}));
                }
                _ => {}
            }
        }
        let Ok(body) = read(body, self.state.max_body).await else {
            return self.refuse(
                StatusCode::BAD_REQUEST,
                "INVALID_BODY",
                "The body did not arrive whole.",
            );
        };
        let bound = Bound {
            method: parts.method.as_str(),
            authority: &authority(parts),
            path: TOKEN_PATH,
            headers: &parts.headers,
            times: self.times(),
        };
        let verdict = if self.faults.contains(&Fault::DpopNonce) {
            Err(WRONG_NONCE)
        } else {
            server.token(&bound, &body)
        };
        let mut answer = match verdict {
            Ok(token) => {
                "token issued".clone_into(&mut self.seen.auth);
                Answer::json(StatusCode::OK, &token)
            }
            Err(refusal) => {
                "refused".clone_into(&mut self.seen.auth);
                self.seen.reason = format!("{}: {}", refusal.error, refusal.description);
                Answer::json(refusal.status, &oauth2::refusal_body(&refusal))
            }
        };
        answer
            .headers
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.give_nonce(server, Role::Authorization, &mut answer);
        answer
    }

    /// The refusal of a call that does not carry a token and a proof that fit it.
    fn resource(
        &mut self,
        server: &OAuth2Server,
        parts: &http::request::Parts,
        product: Product,
        operation: &mc_core::Operation,
    ) -> Option<Answer> {
        let bound = Bound {
            method: parts.method.as_str(),
            authority: &authority(parts),
            path: parts.uri.path(),
            headers: &parts.headers,
            times: self.times(),
        };
        let verdict = server.resource(&bound, product, operation);
        let asked_for = self.faults.iter().find_map(|fault| match fault {
            Fault::DpopNonce => Some(oauth2::Refusal {
                status: StatusCode::UNAUTHORIZED,
                ..WRONG_NONCE
            }),
            Fault::ExpiredToken => Some(EXPIRED),
            Fault::InsufficientScope => Some(INSUFFICIENT),
            _ => None,
        });
        let refusal = match (verdict, asked_for) {
            (Err(refusal), _) | (Ok(_), Some(refusal)) => refusal,
            (Ok(accepted), None) => {
                self.seen.auth = format!("OAuth 2.0, {} proof", accepted.algorithm);
                return None;
            }
        };
        "refused".clone_into(&mut self.seen.auth);
        let mut answer = gateway_error(refusal.status, "AUTHENTICATION_FAILED", refusal.description);
        self.seen.reason = format!("{}: {}", refusal.error, refusal.description);
        if let Some(challenge) = refusal.challenge() {
            answer.headers.insert(WWW_AUTHENTICATE, challenge);
        }
        self.give_nonce(server, Role::Resource, &mut answer);
        Some(answer)
    }

    /// Sends the nonce for the next proof along.
    fn give_nonce(&self, server: &OAuth2Server, role: Role, answer: &mut Answer) {
        let renew = self
            .faults
            .iter()
            .any(|fault| matches!(fault, Fault::DpopNonce | Fault::RotateNonce));
        if let Some(nonce) = server.nonce(role, renew) {
            answer.headers.insert("dpop-nonce", nonce);
        }
    }

    /// What comes after the gateway: the product.
    fn operate(
        &mut self,
        product: Product,
        contract: &Contract,
        described: &Described,
        names: BTreeMap<String, String>,
        parts: &http::request::Parts,
        body: &Bytes,
    ) -> Answer {
        let parameters = Parameters {
            path: names,
            query: query(parts.uri.query()),
        };
        for fault in self.faults.clone() {
            match fault {
                Fault::RateLimit(seconds) => {
                    let mut answer = self.fault(product, described, StatusCode::TOO_MANY_REQUESTS);
                    answer.headers.insert(RETRY_AFTER, seconds.into());
                    return answer;
                }
                Fault::Status(status) => return self.fault(product, described, status),
                _ => {}
            }
        }
        let checked = self.read(product, described, &parameters, &parts.headers, body);
        let reply = match checked {
            Ok(body) => {
                let call = Call {
                    operation: described.operation,
                    path: &parameters.path,
                    query: &parameters.query,
                    headers: &parts.headers,
                    body: body.as_ref(),
                    now: self.now.into(),
                };
                let reply = match self.state.service(product) {
                    Some(mut service) => service.answer(&call),
                    None => Reply::empty(StatusCode::NOT_IMPLEMENTED),
                };
                if reply.status.is_client_error() || reply.status.is_server_error() {
                    self.seen.reason = reply.reason();
                }
                reply
            }
            Err(problem) => {
                self.seen.reason = format!("{:?} {}: {}", problem.kind, problem.place, problem.message);
                return self.product_refusal(product, described, &problem);
            }
        };
        self.finish(product, contract, described, reply)
    }

    fn fault(&mut self, product: Product, described: &Described, status: StatusCode) -> Answer {
        "a fault that was asked for".clone_into(&mut self.seen.reason);
        let problem = Problem {
            kind: ProblemKind::Fault(status),
            place: String::new(),
            message: "was asked for as a fault".to_owned(),
        };
        self.product_refusal(product, described, &problem)
    }

    fn product_refusal(&mut self, product: Product, described: &Described, problem: &Problem) -> Answer {
        let Some(reply) = self.state.service(product).map(|service| service.refuse(problem)) else {
            return self.refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "INTERNAL_ERROR",
                "The product is not there.",
            );
        };
        self.broken(product, described, &reply).unwrap_or_else(|| reply.into())
    }

    /// Decrypts and checks a request.
    fn read(
        &mut self,
        product: Product,
        described: &Described,
        parameters: &Parameters,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Result<Option<Value>, Problem> {
        described.check_parameters(parameters, headers)?;
        let refused = |kind, message: &str| Problem {
            kind,
            place: "body".to_owned(),
            message: message.to_owned(),
        };
        if body.is_empty() {
            described.check_body(None)?;
            return Ok(None);
        }
        if !described.takes_body() {
            return Err(refused(ProblemKind::Invalid, "is there, and the operation takes none"));
        }
        if !is_json(headers) {
            return Err(refused(ProblemKind::MediaType, "is not of the type application/json"));
        }
        let value: Value = serde_json::from_slice(body).map_err(|_| refused(ProblemKind::NotJson, "is no JSON"))?;
        let encryption = described.operation.encryption();
        let Some(payload) = self.state.payloads.get(&product) else {
            described.check_body(Some(&value))?;
            return Ok(Some(value));
        };
        let (mut value, note) = payload.open(encryption, value)?;
        note.clone_into(&mut self.seen.encryption);
        let PayloadEncryption::Field(name) = encryption else {
            described.check_body(Some(&value))?;
            return Ok(Some(value));
        };
        // A contract has the field as what it is on the wire, or as what it is before encryption.
        if described.has_plaintext() {
            described.check_body(Some(&value))?;
        }
        let note = payload.open_field(name, &mut value)?;
        note.clone_into(&mut self.seen.encryption);
        if !described.has_plaintext() {
            described.check_body(Some(&value))?;
        } else if let Some(plaintext) = value.get(name) {
            described.check_plaintext(name, plaintext)?;
        }
        Ok(Some(value))
    }

    /// Checks a reply against the contract: what is answered in place of one that breaks it.
    fn broken(&mut self, product: Product, described: &Described, reply: &Reply) -> Option<Answer> {
        let body = match &reply.body {
            Body::Json(body) => Some(body),
            Body::Empty => None,
        };
        match described.check_response(reply.status.as_u16(), body) {
            Ok(()) => None,
            Err(problem) => {
                let text = format!(
                    "{product} {}: {} {} {}",
                    described.operation.id(),
                    reply.status.as_u16(),
                    problem.place,
                    problem.message
                );
                tracing::error!("the sandbox's own answer breaks the contract: {text}");
                self.seen.reason = format!("the sandbox's own answer breaks the contract: {text}");
                self.state.violations.push(text.clone());
                if self.state.lets_violations_through {
                    return None;
                }
                Some(gateway_error(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "SANDBOX_DEFECT",
                    &format!("The sandbox's own answer breaks the contract: {text}."),
                ))
            }
        }
    }

    /// Checks, damages and encrypts an answer.
    fn finish(&mut self, product: Product, contract: &Contract, described: &Described, mut reply: Reply) -> Answer {
        if let Some(answer) = self.broken(product, described, &reply) {
            return answer;
        }
        for push in std::mem::take(&mut reply.pushes) {
            self.state.pushes.deliver(push, self.state.clock.now());
        }
        let success = reply.status.is_success();
        if let Body::Json(body) = &mut reply.body {
            if self.faults.contains(&Fault::UnknownValue)
                && success
                && !fault::unknown_values(contract, described.response_schema(reply.status.as_u16()), body)
            {
                return self.refuse(
                    StatusCode::BAD_REQUEST,
                    "INVALID_FAULT",
                    "The answer has no value that an enum lists, so none can be unknown.",
                );
            }
            if self.faults.contains(&Fault::ExtraFields) {
                fault::extra_fields(body);
            }
        }
        let damaged = self.faults.contains(&Fault::CorruptTag);
        if let (Some(payload), Body::Json(body)) = (self.state.payloads.get(&product), &mut reply.body)
            && success
            && (damaged || payload.encrypts_responses(described.operation.encryption()))
        {
            match payload.seal(body, damaged) {
                Ok(sealed) => *body = sealed,
                Err(_) => {
                    return self.refuse(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "INTERNAL_ERROR",
                        "The answer could not be encrypted.",
                    );
                }
            }
            if !self.seen.encryption.is_empty() {
                self.seen.encryption.push_str(", ");
            }
            self.seen.encryption.push_str("response encrypted");
        } else if damaged {
            return self.refuse(
                StatusCode::BAD_REQUEST,
                "INVALID_FAULT",
                "There is no answer that could be encrypted, so no tag can be corrupt.",
            );
        }
        if !success && self.seen.reason.is_empty() {
            "refused by the product".clone_into(&mut self.seen.reason);
        }
        reply.into()
    }

    /// Puts an answer on the wire, whole or not.
    fn respond(&self, answer: Answer) -> Response<Outgoing> {
        let Answer {
            status,
            mut headers,
            mut bytes,
        } = answer;
        for fault in &self.faults {
            match fault {
                Fault::NotJson => {
                    bytes = Bytes::from_static(
                        b"<!DOCTYPE html>\n<title>Not JSON</title>\n<p>A fault that was asked for.\n",
                    );
                    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
                }
                Fault::CutJson => bytes.truncate(bytes.len() / 2),
                Fault::ExpiredCertificate if self.version < Version::HTTP_2 => {
                    headers.insert(CONNECTION, HeaderValue::from_static("close"));
                }
                _ => {}
            }
        }
        if let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(self.now)) {
            headers.insert(DATE, date);
        }
        if !headers.contains_key("x-mc-correlation-id")
            && let Some(id) = correlation_id()
        {
            headers.insert("x-mc-correlation-id", id);
        }
        let broken = self
            .faults
            .iter()
            .any(|fault| matches!(fault, Fault::Reset | Fault::Truncate));
        if self.faults.contains(&Fault::Reset) && self.version < Version::HTTP_2 {
            self.connection.reset.store(true, Ordering::SeqCst);
        }
        let body = if broken {
            Outgoing::broken(&bytes)
        } else {
            Outgoing::whole(bytes)
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        let mut headers = reply.headers;
        let bytes = match reply.body {
            Body::Empty => Bytes::new(),
            Body::Json(body) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                Bytes::from(body.to_string())
            }
        };
        Self {
            status: reply.status,
            headers,
            bytes,
        }
    }
}

/// The host and port that a request was made to.
fn authority(parts: &http::request::Parts) -> String {
    parts
        .uri
        .authority()
        .map(|authority| authority.as_str().to_owned())
        .or_else(|| Some(parts.headers.get(HOST)?.to_str().ok()?.to_owned()))
        .unwrap_or_default()
}

/// Why there is no body.
enum Unread {
    TooLarge,
    Broken,
}

/// Reads a body. What is too large is read nevertheless, within reason: who is still sending does not listen.
async fn read(mut body: Incoming, max: usize) -> Result<Bytes, Unread> {
    let mut bytes = BytesMut::new();
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Err(Unread::Broken) };
        let Some(data) = frame.data_ref() else { continue };
        length = length.saturating_add(data.len());
        if length <= max {
            bytes.extend_from_slice(data);
        } else if length - max > MAX_DISCARDED {
            break;
        }
    }
    if length > max {
        return Err(Unread::TooLarge);
    }
    Ok(bytes.freeze())
}

/// The pairs of a query in their order, decoded.
fn query(query: Option<&str>) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// Whether the body is JSON in UTF-8, by its header.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    mc_core::json::is_json(headers) == Some(true)
        && kind.is_some_and(|kind| {
            kind.split(';').skip(1).map(str::trim).all(|parameter| {
                parameter.split_once('=').is_none_or(|(name, value)| {
                    !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
                })
            })
        })
}

fn correlation_id() -> Option<HeaderValue> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    HeaderValue::try_from(format!("{:032x}", u128::from_be_bytes(bytes))).ok()
}
