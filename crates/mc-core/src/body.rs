//! Bodies of responses that middleware reads and then hands on as if nobody had.
//!
//! ```
//! use mc_core::body::{Read, into_parts, read};
//! use reqwest::{Body, Response};
//!
//! /// Counts the bytes of a response, and gives it back.
//! async fn count(response: Response) -> (Option<usize>, Response) {
//!     let (parts, body) = into_parts(response);
//!     let (count, body) = match read(body, 1_000_000).await {
//!         Read::Whole(bytes) => (Some(bytes.len()), Body::from(bytes)),
//!         // Too large, or broken: the caller gets what was read, and then the rest or the failure.
//!         Read::Partly(replay) => (None, Body::wrap(replay)),
//!     };
//!     (count, http::Response::from_parts(parts, body).into())
//! }
//! # let _ = count(http::Response::new("a body").into());
//! ```

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes, BytesMut};
use http::response::Parts;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use reqwest::{Response, ResponseBuilderExt as _};

/// Takes a response apart so that one made of the parts has its address.
pub fn into_parts(response: Response) -> (Parts, reqwest::Body) {
    let url = response.url().clone();
    let (mut parts, body) = http::Response::from(response).into_parts();
    // The address travels beside the response, and would be lost on the way back.
    if let Ok(with_url) = http::Response::builder().url(url).body(()) {
        parts.extensions.extend(with_url.into_parts().0.extensions);
    }
    (parts, body)
}

/// The outcome of reading a body.
pub enum Read<B: Body> {
    /// All of it.
    Whole(Bytes),
    /// The beginning of one that is too large, or that broke off.
    Partly(Replay<B>),
}

/// Reads a body to its end, or to where it is too large or breaks.
pub async fn read<B: Body>(body: B, max: usize) -> Read<B> {
    let mut body = Box::pin(body);
    let mut bytes = Collected::Nothing;
    loop {
        match body.frame().await {
            None => return Read::Whole(bytes.finish()),
            Some(Ok(frame)) => {
                if let Ok(mut data) = frame.into_data() {
                    bytes.add(data.copy_to_bytes(data.remaining()));
                }
            }
            Some(Err(error)) => {
                return Read::Partly(Replay {
                    first: Some(bytes.finish()),
                    rest: Rest::Broken(Some(error)),
                });
            }
        }
        if bytes.len() > max {
            return Read::Partly(Replay {
                first: Some(bytes.finish()),
                rest: Rest::Open(body),
            });
        }
    }
}

/// What was read; a body that came in one piece is not copied.
enum Collected {
    Nothing,
    One(Bytes),
    Many(BytesMut),
}

impl Collected {
    fn len(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(bytes) => bytes.len(),
            Self::Many(bytes) => bytes.len(),
        }
    }

    fn add(&mut self, data: Bytes) {
        *self = match std::mem::replace(self, Self::Nothing) {
            Self::Nothing => Self::One(data),
            Self::One(first) => {
                let mut bytes = BytesMut::with_capacity(first.len() + data.len());
                bytes.extend_from_slice(&first);
                bytes.extend_from_slice(&data);
                Self::Many(bytes)
            }
            Self::Many(mut bytes) => {
                bytes.extend_from_slice(&data);
                Self::Many(bytes)
            }
        };
    }

    fn finish(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(bytes) => bytes,
            Self::Many(bytes) => bytes.freeze(),
        }
    }
}

/// A body of which a part has been read, as if it had not.
pub struct Replay<B: Body> {
    first: Option<Bytes>,
    rest: Rest<B>,
}

enum Rest<B: Body> {
    Open(Pin<Box<B>>),
    Broken(Option<B::Error>),
    None,
}

// Nothing in it is pinned but what is in a box.
impl<B: Body> Unpin for Replay<B> {}

impl<B: Body> Replay<B> {
    /// Whether there is more to come; otherwise it is whole, or broke off.
    pub fn is_open(&self) -> bool {
        matches!(self.rest, Rest::Open(_))
    }

    /// What has been read and not handed on yet.
    pub fn first(&self) -> &[u8] {
        self.first.as_deref().unwrap_or_default()
    }

    /// What was read of a body that broke off, and why it did; nothing for any other.
    pub(crate) fn into_broken(self) -> Option<(Bytes, B::Error)> {
        match self.rest {
            Rest::Broken(Some(error)) => Some((self.first.unwrap_or_default(), error)),
            Rest::Broken(None) | Rest::Open(_) | Rest::None => None,
        }
    }

    /// A body that has been read to its end.
    pub fn whole(bytes: Bytes) -> Self {
        Self {
            first: Some(bytes),
            rest: Rest::None,
        }
    }

    /// A body that nobody has looked at.
    pub fn untouched(body: B) -> Self {
        Self {
            first: None,
            rest: Rest::Open(Box::pin(body)),
        }
    }
}

impl<B: Body> Body for Replay<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if let Some(first) = self.first.take()
            && !first.is_empty()
        {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match &mut self.rest {
            Rest::Open(body) => body
                .as_mut()
                .poll_frame(context)
                .map_ok(|frame| frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))),
            Rest::Broken(error) => Poll::Ready(error.take().map(Err)),
            Rest::None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.first.as_ref().is_none_or(Bytes::is_empty)
            && match &self.rest {
                Rest::Open(body) => body.is_end_stream(),
                Rest::Broken(error) => error.is_none(),
                Rest::None => true,
            }
    }

    fn size_hint(&self) -> SizeHint {
        let first = self.first.as_ref().map_or(0, Bytes::len) as u64;
        match &self.rest {
            Rest::Open(body) if first == 0 => body.size_hint(),
            Rest::None => SizeHint::with_exact(first),
            Rest::Open(_) | Rest::Broken(_) => SizeHint::default(),
        }
    }
}

impl<B: Body> fmt::Debug for Replay<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay")
            .field("is_open", &self.is_open())
            .finish_non_exhaustive()
    }
}

impl<B: Body> fmt::Debug for Read<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::Partly(replay) => f.debug_tuple("Partly").field(replay).finish(),
        }
    }
}
