use std::fmt;
use std::sync::{Arc, OnceLock};

use http::{HeaderMap, StatusCode};

/// The result of a call with the headers of the response that it came in.
///
/// Generated crates give it for operations whose specification has headers in successful responses, such as the `Location` of
/// what was created. Values of headers are never printed.
///
/// ```
/// # fn shown(made: mc_core::WithHeaders<()>) {
/// if let Some(location) = made.header("Location") {
///     println!("made at a place of {} bytes", location.len());
/// }
/// # }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct WithHeaders<T> {
    /// What the call gives.
    pub value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> WithHeaders<T> {
    /// The HTTP status of the response.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers of the response.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The text of a header, in whatever case it is named; the first where there are several.
    ///
    /// None where there is no such header, or its value is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl<T: fmt::Debug> fmt::Debug for WithHeaders<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithHeaders")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}

/// Where a request leaves the headers of its response.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct HeadersOf(Arc<OnceLock<(StatusCode, HeaderMap)>>);

impl HeadersOf {
    pub(crate) fn keep(&self, status: StatusCode, headers: &HeaderMap) {
        // A request is sent once.
        let _ = self.0.set((status, headers.clone()));
    }

    /// The result with the headers that were left here.
    pub fn with<T>(self, value: T) -> WithHeaders<T> {
        let (status, headers) = match Arc::try_unwrap(self.0) {
            Ok(only) => only.into_inner(),
            Err(shared) => shared.get().cloned(),
        }
        .unwrap_or_default();
        WithHeaders { value, status, headers }
    }
}
