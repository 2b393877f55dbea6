// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Whether the Mastercom APIs are up.

use crate::generated::models;
use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Health<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Health<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Ask whether the Mastercom APIs are up.
    ///
    /// Answers with a list of one object whose status is the text `true` when all is well.
    ///
    /// `GET /v6/healthcheck`
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn healthcheck(&self) -> mc_core::Result<Vec<models::HealthCheckResponse>> {
        mc_core::Request::new(self.client, &operations::HEALTHCHECK)
            .send_json::<serde_with::de::DeserializeAsWrap<Vec<models::HealthCheckResponse>, mc_core::Lenient>>()
            .await
            .map(serde_with::de::DeserializeAsWrap::into_inner)
    }
}
