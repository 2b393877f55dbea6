use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::{Position, Url};

use crate::encode::{self, Encode, Parameter, percent};
use crate::error::Answer;
use crate::json::without_mark;
use crate::payload::EncryptedFor;
use crate::with_headers::HeadersOf;
use crate::{Client, Error, Multipart, Operation, Result, Style, body, unreadable};

/// The text of a parameter's value, or why there is none.
type Json = Result<String, &'static str>;

const JSON: &str = "application/json";

/// A request while it is built.
///
/// Setters do not fail: what is wrong with the first wrong value is told when the request is sent, and
/// nothing is sent then. A parameter whose value is `None` is left out. The URL that is sent has exactly the
/// bytes made here: all but the unreserved characters of RFC 3986 are percent-encoded, spaces as `%20`.
///
/// ```
/// use mc_core::{Client, Operation, Request, Style};
///
/// const LIST_CLAIMS: Operation = Operation::new("list_claims", "getClaims", "GET", "/v6/queues");
///
/// async fn list(client: &Client, queue: &str, page: Option<i32>) -> mc_core::Result<Vec<String>> {
///     Request::new(client, &LIST_CLAIMS)
///         .query("queue-name", queue, Style::Form, true)
///         .query("page", &page, Style::Form, true)
///         .send_json()
///         .await
/// }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    client: Client,
    operation: Operation,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    cookies: String,
    content_type: Option<HeaderValue>,
    body: Option<Bytes>,
    error: Option<Error>,
    headers_of: Option<HeadersOf>,
}

impl Request {
    /// A request of this operation, without parameters and body.
    pub fn new(client: &Client, operation: &Operation) -> Self {
        Self {
            client: client.clone(),
            operation: *operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            content_type: None,
            body: None,
            error: None,
            headers_of: None,
        }
    }

    /// Fills a placeholder of the path.
    ///
    /// A value that is missing, empty, `.` or `..` is an error: no URL can carry it.
    pub fn path<T: Serialize + ?Sized>(self, name: &str, value: &T, style: Style, explode: bool) -> Self {
        self.path_json(name, json_of(value), style, explode)
    }

    /// Adds a parameter to the query.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, value: &T, style: Style, explode: bool) -> Self {
        self.query_json(name, json_of(value), style, explode)
    }

    /// Adds a parameter to the query in which the reserved characters `:/?@!$()*,;=` stay as they are.
    ///
    /// The others would end the value or be read as a blank, and are encoded all the same.
    pub fn query_reserved<T: Serialize + ?Sized>(self, name: &str, value: &T, style: Style, explode: bool) -> Self {
        self.query_with(name, json_of(value), style, explode, encode::keeping_reserved)
    }

    /// Sets a header; lists are joined by commas.
    ///
    /// Values are marked sensitive, so that they are not printed with the request.
    pub fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_json(name, json_of(value))
    }

    /// Sets a header in a style of its own: [`Style::Json`], or [`Style::Simple`] that explodes, as `a=1,b=2`.
    pub fn header_as<T: Serialize + ?Sized>(self, name: &str, value: &T, style: Style, explode: bool) -> Self {
        self.header_with(name, json_of(value).map(|json| style.prepared(json)), explode)
    }

    /// Adds a cookie that holds JSON; it is percent-encoded.
    pub fn cookie_json_text<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.cookie_json(name, json_of(value).map(|json| Style::Json.prepared(json)))
    }

    /// Adds a cookie; its value is percent-encoded.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.cookie_json(name, json_of(value))
    }

    /// Sends this value as JSON.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.body_json(JSON, serde_json::to_vec(body).ok())
    }

    /// Sends this value as JSON under another media type, as `application/merge-patch+json`.
    pub fn json_as<T: Serialize + ?Sized>(self, content_type: &str, body: &T) -> Self {
        self.body_json(content_type, serde_json::to_vec(body).ok())
    }

    /// Changes the request only where there is a value, such as a body that may be left out.
    pub fn with_some<V>(self, value: Option<V>, set: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }

    /// Sets the media type that is accepted, which is JSON otherwise.
    pub fn accept(self, media_type: &str) -> Self {
        self.set("Accept", Ok(String::new()), |this, _| {
            let value = HeaderValue::from_str(media_type).map_err(|_| NOT_IN_HEADERS)?;
            this.headers.insert(header::ACCEPT, value);
            Ok(())
        })
    }

    /// Sends these bytes.
    pub fn bytes(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.set("the content type", Ok(String::new()), |this, _| {
            this.content_type = Some(HeaderValue::from_str(content_type).map_err(|_| NOT_IN_HEADERS)?);
            this.body = Some(body);
            Ok(())
        })
    }

    /// Sends a form, with spaces as `%20`.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| [&percent(name), "=", &percent(value)].concat())
            .collect();
        self.bytes("application/x-www-form-urlencoded", fields.join("&"))
    }

    /// Sends the fields of a value as a form, with spaces as `%20`.
    ///
    /// `styles` has the fields that are not [`Style::Form`] exploded: name, style and whether it explodes. Fields that are
    /// `null` are left out.
    pub fn form_of<T: Serialize + ?Sized>(self, body: &T, styles: &[(&str, Style, bool)]) -> Self {
        let json = json_of(body);
        self.set("the body", Ok(String::new()), |this, _| {
            let form = encode::form(&json?, styles)?;
            this.content_type = Some(HeaderValue::from_static("application/x-www-form-urlencoded"));
            this.body = Some(form.into());
            Ok(())
        })
    }

    /// Keeps the headers of the response.
    #[doc(hidden)]
    pub fn keeping_headers(mut self, headers_of: &HeadersOf) -> Self {
        self.headers_of = Some(headers_of.clone());
        self
    }

    /// Sends a form of several parts.
    pub fn multipart(self, form: Multipart) -> Self {
        let (content_type, body) = form.build();
        self.bytes(&content_type, body)
    }

    /// Sends the request and reads the response as JSON, whatever type it claims to be.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_json<T: DeserializeOwned>(self) -> Result<T> {
        let answer = self.send().await?;
        let json = without_mark(&answer.body);
        match serde_json::from_slice(json) {
            Ok(value) => Ok(value),
            Err(error) => Err(not_json(answer, &error)),
        }
    }

    /// Sends the request and reads the response as JSON, if there is one.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_json_or_empty<T: DeserializeOwned>(self) -> Result<Option<T>> {
        let answer = self.send().await?;
        let json = without_mark(&answer.body);
        if json.trim_ascii().is_empty() {
            return Ok(None);
        }
        match serde_json::from_slice(json) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(not_json(answer, &error)),
        }
    }

    /// Sends the request and ignores what a successful response says.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_empty(self) -> Result<()> {
        self.send().await.map(drop)
    }

    /// Sends the request and gives the bytes of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_bytes(self) -> Result<Bytes> {
        self.send().await.map(|answer| answer.body)
    }

    /// Sends the request and gives the response as text, which must be UTF-8.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send_text(self) -> Result<String> {
        let answer = self.send().await?;
        if let Ok(text) = std::str::from_utf8(without_mark(&answer.body)) {
            return Ok(text.to_owned());
        }
        let message = unreadable::as_text(&answer.headers, &answer.body);
        Err(Error::from_unreadable(answer, message))
    }

    // What follows is there once, whatever the types of the values were.

    fn path_json(self, name: &str, json: Json, style: Style, explode: bool) -> Self {
        self.set(name, json.map(|json| style.prepared(json)), |this, value| {
            let text = value.in_path(name, style, explode)?;
            this.path.push((name.to_owned(), text));
            Ok(())
        })
    }

    fn query_json(self, name: &str, json: Json, style: Style, explode: bool) -> Self {
        self.query_with(name, json, style, explode, percent)
    }

    fn query_with(self, name: &str, json: Json, style: Style, explode: bool, encode: Encode) -> Self {
        if style == Style::DeepObject {
            return self.set(name, Ok(String::new()), |this, _| {
                this.query.extend(encode::deep(name, &json?, encode)?);
                Ok(())
            });
        }
        self.set(name, json.map(|json| style.prepared(json)), |this, value| {
            this.query.extend(value.in_query(name, style, explode, encode)?);
            Ok(())
        })
    }

    fn header_json(self, name: &str, json: Json) -> Self {
        self.header_with(name, json, false)
    }

    fn header_with(self, name: &str, json: Json, explode: bool) -> Self {
        self.set(name, json, |this, value| {
            let Some(text) = value.in_header(explode) else {
                return Ok(());
            };
            let header: HeaderName = name.parse().map_err(|_| "is no name of a header")?;
            this.headers.insert(header, sensitive(&text)?);
            Ok(())
        })
    }

    fn cookie_json(self, name: &str, json: Json) -> Self {
        self.set(name, json, |this, value| {
            let Some(text) = value.in_header(false) else {
                return Ok(());
            };
            let separator = if this.cookies.is_empty() { "" } else { "; " };
            this.cookies
                .push_str(&[separator, &percent(name), "=", &percent(&text)].concat());
            Ok(())
        })
    }

    fn body_json(self, content_type: &str, json: Option<Vec<u8>>) -> Self {
        self.set("the body", Ok(String::new()), |this, _| {
            this.body = Some(json.ok_or("could not be written as JSON")?.into());
            this.content_type = Some(HeaderValue::from_str(content_type).map_err(|_| NOT_IN_HEADERS)?);
            Ok(())
        })
    }

    /// Reads a parameter and hands it on, unless something went wrong before; keeps what goes wrong.
    fn set(
        mut self,
        name: &str,
        json: Json,
        apply: impl FnOnce(&mut Self, Parameter) -> Result<(), &'static str>,
    ) -> Self {
        if self.error.is_none() {
            let applied = json
                .and_then(|json| Parameter::from_json(&json))
                .and_then(|value| apply(&mut self, value));
            if let Err(why) = applied {
                self.error = Some(Error::invalid_request(format!("{name} {why}")));
            }
        }
        self
    }

    /// One future for all types of responses: boxed, so that each caller's own is small.
    fn send(self) -> Pin<Box<dyn Future<Output = Result<Answer>> + Send>> {
        Box::pin(async move {
            let operation = self.operation;
            self.exchange().await.map_err(|error| error.with_operation(operation))
        })
    }

    async fn exchange(mut self) -> Result<Answer> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let operation = self.operation;
        let url = self.url()?;
        let method: Method = operation
            .method()
            .parse()
            .map_err(|_| Error::invalid_request("the operation's method is not one of HTTP"))?;
        let headers = self.take_headers(&method)?;
        let text = url.as_str().to_owned();
        let mut request = self
            .client
            .http()
            .request(method, url)
            .headers(headers)
            .with_extension(operation);
        if let Some(body) = self.body.take() {
            request = request.body(body);
        }
        let response = request
            .send()
            .await
            .map_err(|error| Error::from_http(error, operation, &text))?;
        let answer = read(response, operation, self.client.max_response_bytes()).await?;
        if answer.status.is_success() {
            if let Some(headers_of) = &self.headers_of {
                headers_of.keep(answer.status, &answer.headers);
            }
            Ok(answer)
        } else {
            Err(Error::from_answer(answer))
        }
    }

    /// Base URL, path and query, byte for byte.
    fn url(&self) -> Result<Url> {
        let base = self.client.environment().base_of(&self.operation)?;
        let mut text = base[..Position::AfterPort].to_owned();
        text.push_str(base.path().trim_end_matches('/'));
        text.push_str(&self.filled_path()?);
        // A path of a specification may have a query of its own.
        let mut has_query = self.operation.path().contains('?');
        for (name, value) in &self.query {
            text.push(if has_query { '&' } else { '?' });
            has_query = true;
            text.push_str(name);
            text.push('=');
            text.push_str(value);
        }
        let dots = |segment: &str| matches!(segment, "." | "..");
        let path = text.split('?').next().unwrap_or_default();
        if path.split('/').any(dots) {
            return Err(Error::invalid_request(
                "the path has a segment of dots, which no URL can carry",
            ));
        }
        match Url::parse(&text) {
            Ok(url) if url.as_str() == text => Ok(url),
            _ => Err(Error::invalid_request(
                "the operation's path has characters that no URL can carry",
            )),
        }
    }

    fn filled_path(&self) -> Result<String> {
        let template = self.operation.path();
        let mut path = String::with_capacity(template.len() + 32);
        if !template.starts_with('/') {
            path.push('/');
        }
        let mut rest = template;
        while let Some((before, placeholder)) = rest.split_once('{') {
            let (name, after) = placeholder
                .split_once('}')
                .ok_or_else(|| Error::invalid_request("the operation's path has a brace that does not close"))?;
            let (_, value) = self
                .path
                .iter()
                .find(|(known, _)| known == name)
                .ok_or_else(|| Error::invalid_request(format!("{name} is missing")))?;
            path.push_str(before);
            path.push_str(value);
            rest = after;
        }
        path.push_str(rest);
        if let Some((name, _)) = self
            .path
            .iter()
            .find(|(name, _)| !template.contains(&format!("{{{name}}}")))
        {
            return Err(Error::invalid_request(format!("{name} has no place in the path")));
        }
        Ok(path)
    }

    fn take_headers(&mut self, method: &Method) -> Result<HeaderMap> {
        let mut headers = std::mem::take(&mut self.headers);
        for (name, value) in self.client.headers() {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static(JSON));
        // The limit on bodies is one on the bytes that arrive, so no coding may make more of them.
        headers
            .entry(header::ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("identity"));
        if let Some(user_agent) = self.client.user_agent() {
            let user_agent = HeaderValue::from_str(user_agent)
                .map_err(|_| Error::invalid_request(format!("User-Agent {NOT_IN_HEADERS}")))?;
            headers.entry(header::USER_AGENT).or_insert(user_agent);
        }
        if let Some(content_type) = self.content_type.take() {
            headers.entry(header::CONTENT_TYPE).or_insert(content_type);
        }
        if !self.cookies.is_empty() {
            let cookies = sensitive(&self.cookies).map_err(|why| Error::invalid_request(format!("Cookie {why}")))?;
            headers.insert(header::COOKIE, cookies);
        }
        if self.body.is_none() && matches!(*method, Method::POST | Method::PUT | Method::PATCH) {
            // Some servers answer 411 without it.
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(headers)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation.id())
            .field("body_bytes", &self.body.as_ref().map_or(0, Bytes::len))
            .finish_non_exhaustive()
    }
}

const NOT_IN_HEADERS: &str = "has characters that no header can carry";

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| NOT_IN_HEADERS)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The only code that is there once for each type of parameter.
fn json_of<T: Serialize + ?Sized>(value: &T) -> Json {
    serde_json::to_string(value).map_err(|_| "could not be written as text")
}

fn not_json(answer: Answer, error: &serde_json::Error) -> Error {
    let body = answer.body.clone();
    Error::from_json(answer, without_mark(&body), error)
}

/// Reads the body up to a limit.
async fn read(mut response: reqwest::Response, operation: Operation, max: usize) -> Result<Answer> {
    let mut answer = Answer {
        operation,
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
        encrypted_for: response.extensions_mut().remove::<EncryptedFor>(),
    };
    if response.content_length().is_some_and(|length| length > max as u64) {
        return Err(Error::from_large_body(answer, max));
    }
    match body::read(reqwest::Body::from(response), max).await {
        body::Read::Whole(bytes) => {
            answer.body = bytes;
            Ok(answer)
        }
        body::Read::Partly(partly) => match partly.into_broken() {
            Some((begun, error)) => {
                answer.body = begun;
                Err(Error::from_broken_body(answer, error))
            }
            None => Err(Error::from_large_body(answer, max)),
        },
    }
}
