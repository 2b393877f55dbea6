//! The control endpoint: plain HTTP on loopback, for tests in other languages and for people.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, ORIGIN, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use serde_json::{Value, json};

use crate::fault::{PlannedFault, milliseconds};
use crate::gateway::{Outgoing, State};
use crate::product::Product;
use crate::status::{self, Snapshot};

/// The largest document that is taken: a seed may be long.
const MAX_BODY: usize = 64 << 20;

type Answer = Result<Value, (StatusCode, String)>;

pub(crate) async fn handle(
    state: Arc<State>,
    own: Option<SocketAddr>,
    request: Request<Incoming>,
) -> Result<Response<Outgoing>, Infallible> {
    let (parts, body) = request.into_parts();
    if !is_local(own, &parts) {
        return Ok(respond(Err((
            StatusCode::FORBIDDEN,
            "ask by the loopback address, and from no page of another origin".to_owned(),
        ))));
    }
    let path = parts.uri.path();
    if path == "/" {
        let filter = status::Filter::read(parts.uri.query());
        return Ok(only(&parts.method, &[Method::GET, Method::HEAD], || {
            page(&state, filter)
        }));
    }
    if let Some(id) = path.strip_prefix("/manual/") {
        return Ok(match id.parse::<Product>() {
            Ok(product) => only(&parts.method, &[Method::GET, Method::HEAD], || {
                html(status::manual(product))
            }),
            Err(error) => respond(Err((StatusCode::NOT_FOUND, error.to_string()))),
        });
    }
    let methods: &[Method] = match path {
        "/requests" => &[Method::GET, Method::DELETE],
        "/state" | "/deliveries" | "/settings" | "/seed/schema" => &[Method::GET],
        "/clock" => &[Method::GET, Method::PUT],
        "/faults" => &[Method::GET, Method::POST, Method::DELETE],
        "/requests/clear" | "/reset" | "/seed" => &[Method::POST],
        _ => {
            return Ok(respond(Err((
                StatusCode::NOT_FOUND,
                format!("there is nothing here; there are {PATHS}"),
            ))));
        }
    };
    if !methods.contains(&parts.method) {
        return Ok(not_allowed(methods));
    }
    let document = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => {
            return Ok(respond(Err((
                StatusCode::PAYLOAD_TOO_LARGE,
                "the body is too large".to_owned(),
            ))));
        }
    };
    let document: Value = if document.is_empty() {
        Value::Null
    } else {
        match serde_json::from_slice(&document) {
            Ok(document) => document,
            Err(error) => {
                return Ok(respond(Err((
                    StatusCode::BAD_REQUEST,
                    format!("the body is no JSON: {error}"),
                ))));
            }
        }
    };
    let answer = answer(&state, path, &parts.method, &document);
    if answer.is_ok() && parts.method == Method::POST && is_form(&parts) {
        return Ok(back_to_the_page());
    }
    Ok(respond(answer))
}

/// Whether it is a form of the status page that asks.
fn is_form(parts: &http::request::Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind == Some("application/x-www-form-urlencoded")
}

fn back_to_the_page() -> Response<Outgoing> {
    let mut response = Response::new(Outgoing::whole(Vec::new()));
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/"));
    response
}

const PATHS: &str = "/, /manual/PRODUCT, /requests, /requests/clear, /state, /deliveries, /settings, /clock, /faults, /reset, /seed and /seed/schema";

fn answer(state: &State, path: &str, method: &Method, document: &Value) -> Answer {
    match (path, method) {
        ("/requests", &Method::DELETE) | ("/requests/clear", _) => {
            state.seen.clear();
            Ok(json!({}))
        }
        ("/requests", _) => Ok(state.seen.list().iter().map(crate::Seen::json).collect()),
        ("/state", _) => Ok(tables(state)),
        ("/deliveries", _) => Ok(json!({
            "deliveries": state.pushes.results().iter().map(crate::Delivery::json).collect::<Value>(),
            "under_way": *state.pushes.under_way().borrow(),
            "without_address": state.pushes.unsent(),
        })),
        ("/seed/schema", _) => Ok(crate::seed_schema()),
        ("/settings", _) => Ok(state.settings.get().cloned().unwrap_or_default()),
        ("/clock", &Method::PUT) => {
            set_clock(state, document).map_err(bad_request)?;
            Ok(now(state))
        }
        ("/clock", _) => Ok(now(state)),
        ("/faults", &Method::POST) => {
            state.fail(PlannedFault::read(document).map_err(bad_request)?);
            Ok(faults(state))
        }
        ("/faults", &Method::DELETE) => {
            state.plan.clear();
            Ok(faults(state))
        }
        ("/faults", _) => Ok(faults(state)),
        ("/reset", _) => {
            state.reset();
            Ok(json!({}))
        }
        _ => state.seed(document).map(|()| json!({})).map_err(bad_request),
    }
}

fn now(state: &State) -> Value {
    json!({"now": state.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)})
}

fn bad_request(what: String) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, what)
}

fn faults(state: &State) -> Value {
    state.plan.list().iter().map(PlannedFault::json).collect()
}

/// `{"advance": "72h"}`, `{"set": "2026-01-31T12:00:00Z"}` or `{"reset": true}`.
fn set_clock(state: &State, document: &Value) -> Result<(), String> {
    if let Some(by) = document.get("advance") {
        let by = by
            .as_str()
            .and_then(milliseconds)
            .and_then(|by| u64::try_from(by).ok())
            .ok_or("`advance` is a time such as \"90s\", \"10m\", \"72h\" or \"3d\"")?;
        state.clock.advance(std::time::Duration::from_millis(by));
    } else if let Some(time) = document.get("set") {
        let time = time
            .as_str()
            .and_then(|time| time.parse().ok())
            .ok_or("`set` is a time such as \"2026-01-31T12:00:00Z\"")?;
        state.clock.set(time);
    } else if document.get("reset") == Some(&Value::Bool(true)) {
        state.clock.reset();
    } else {
        return Err(
            "write {\"advance\": \"72h\"}, {\"set\": \"2026-01-31T12:00:00Z\"} or {\"reset\": true}".to_owned(),
        );
    }
    Ok(())
}

/// The products' state.
fn tables(state: &State) -> Value {
    let mut products = serde_json::Map::new();
    for product in Product::ALL {
        let Some(service) = state.service(product) else {
            continue;
        };
        let tables: Vec<Value> = service
            .tables()
            .into_iter()
            .map(|table| json!({"title": table.title, "columns": table.columns, "rows": table.rows}))
            .collect();
        products.insert(product.id().to_owned(), tables.into());
    }
    products.into()
}

fn page(state: &State, filter: status::Filter) -> Response<Outgoing> {
    html(status::page(&Snapshot::take(state, filter)))
}

fn html(text: String) -> Response<Outgoing> {
    let mut response = Response::new(Outgoing::whole(text));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        "content-security-policy",
        HeaderValue::from_static(status::CONTENT_SECURITY_POLICY),
    );
    response
}

fn only(method: &Method, methods: &[Method], answer: impl FnOnce() -> Response<Outgoing>) -> Response<Outgoing> {
    if methods.contains(method) {
        answer()
    } else {
        not_allowed(methods)
    }
}

fn not_allowed(methods: &[Method]) -> Response<Outgoing> {
    let listed: Vec<&str> = methods.iter().map(Method::as_str).collect();
    let listed = listed.join(", ");
    let mut response = respond(Err((StatusCode::METHOD_NOT_ALLOWED, format!("this takes {listed}"))));
    if let Ok(listed) = HeaderValue::try_from(listed) {
        response.headers_mut().insert(ALLOW, listed);
    }
    response
}

fn respond(answer: Answer) -> Response<Outgoing> {
    let (status, body) = match answer {
        Ok(body) => (StatusCode::OK, body),
        Err((status, what)) => (status, json!({"error": what})),
    };
    let mut response = Response::new(Outgoing::whole(format!("{body:#}\n")));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether a request comes from this machine and not from a page that a browser has from elsewhere.
fn is_local(own: Option<SocketAddr>, parts: &http::request::Parts) -> bool {
    let Some(own) = own else { return false };
    let local = |authority: &str| {
        let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
        ["127.0.0.1", "localhost"].contains(&host) && port == own.port().to_string()
    };
    let authority = parts
        .uri
        .authority()
        .map(|authority| authority.as_str().to_owned())
        .or_else(|| Some(parts.headers.get(HOST)?.to_str().ok()?.to_owned()));
    let origin = parts.headers.get(ORIGIN).map(|origin| {
        origin
            .to_str()
            .ok()
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(local)
    });
    authority.is_some_and(|authority| local(&authority)) && origin.unwrap_or(true)
}
