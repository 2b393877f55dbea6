//! Bodies of requests to tower services.

use std::error::Error as StdError;

use bytes::Bytes;
use http_body::Body;
use http_body_util::BodyExt as _;

use crate::error::{Error, Kind, Result};

pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// The bytes of a body that is at hand; one whose length is not known before it is sent is a stream, and refused.
pub(crate) async fn whole<B>(body: B) -> Result<Bytes>
where
    B: Body,
    B::Error: Into<BoxError>,
{
    if body.size_hint().exact().is_none() {
        return Err(Error::new(
            Kind::StreamingBody,
            "its body is a stream of unknown length; give the body as bytes",
        ));
    }
    let collected = body
        .collect()
        .await
        .map_err(|error| Error::new(Kind::Request, "its body cannot be read").with_source(error))?;
    if collected.trailers().is_some() {
        return Err(Error::new(Kind::StreamingBody, "its body has trailers"));
    }
    Ok(collected.to_bytes())
}
