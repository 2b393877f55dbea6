// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! Read, change or delete the profile of a consumer.

use crate::generated::operations;

/// The operations of this module, as methods.
#[derive(Clone, Copy, Debug)]
pub struct Profiles<'a> {
    client: &'a mc_core::Client,
}

impl<'a> Profiles<'a> {
    pub(crate) fn new(client: &'a mc_core::Client) -> Self {
        Self { client }
    }

    /// Delete consumer profiles.
    ///
    /// Removes profiles of consumers who no longer want Click to Pay. **How to say which profile is meant
    /// is not known**: the documentation prints the path without an identifier. Do not call this in
    /// production until that is settled with Mastercard. Status and body of the answer are unconfirmed.
    ///
    /// `DELETE /profiles`
    ///
    /// Responses:
    ///
    /// * `200`: Deleted. Status and body are unconfirmed.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `404`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn delete_profiles(&self) -> mc_core::Result<mc_core::RawJson> {
        mc_core::Request::new(self.client, &operations::DELETE_PROFILES)
            .send_json()
            .await
    }

    /// Read the profile of a consumer.
    ///
    /// Returns the profile of one consumer together with its cards. The body of the answer is unconfirmed,
    /// so it is an open object.
    ///
    /// `GET /profiles/{consumerId}`
    ///
    /// * `consumer_id`: Mastercard's id of the consumer, as given in `srcConsumerId`. Parameter `consumerId`.
    ///
    /// Responses:
    ///
    /// * `200`: The profile. Its body is unconfirmed.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `404`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn get_profile(&self, consumer_id: &str) -> mc_core::Result<mc_core::RawJson> {
        mc_core::Request::new(self.client, &operations::GET_PROFILE)
            .path("consumerId", consumer_id, mc_core::Style::Simple, false)
            .send_json()
            .await
    }

    /// Change the profile of a consumer.
    ///
    /// Changes what is held about one consumer. The documentation names the operation but not the fields of
    /// its body, so the request is an open object. Status and body of the answer are unconfirmed.
    ///
    /// `PUT /profiles/{consumerId}`
    ///
    /// * `consumer_id`: Mastercard's id of the consumer, as given in `srcConsumerId`. Parameter `consumerId`.
    /// * `body`: The changes, in a form that is not known.
    ///
    /// Responses:
    ///
    /// * `200`: Changed. Status and body are unconfirmed.
    /// * `400`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `404`: The service has refused the request. Unconfirmed; the shape is that of card enrolment.
    /// * `default`: Any other status is an error of the service or the API gateway.
    ///
    /// # Errors
    ///
    /// The [`mc_core::Error`] says what went wrong, and whether the server may have acted.
    pub async fn update_profile(
        &self,
        consumer_id: &str,
        body: &mc_core::RawJson,
    ) -> mc_core::Result<mc_core::RawJson> {
        mc_core::Request::new(self.client, &operations::UPDATE_PROFILE)
            .path("consumerId", consumer_id, mc_core::Style::Simple, false)
            .json(body)
            .send_json()
            .await
    }
}
