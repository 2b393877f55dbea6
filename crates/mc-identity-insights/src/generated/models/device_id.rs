// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which device it is, and since when it is known.
    pub struct DeviceId, rename_all = "camelCase" {
        /// The id under which the service knows the device.
        ///
        /// JSON `uDeviceId`.
        pub u_device_id: mc_core::Sensitive<String>,
        /// When the service last met the device, in UTC.
        ///
        /// JSON `lastSeen`; date and time by RFC 3339.
        pub last_seen: mc_core::values::DateTime,
        /// When the service first met the device, in UTC.
        ///
        /// JSON `firstSeen`; date and time by RFC 3339.
        pub first_seen: mc_core::values::DateTime,
        /// Days since the service last met the device. It is 0 for one that it has not met.
        ///
        /// JSON `lastSeenDays`; value 0 to 999999999.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub last_seen_days: i64,
        /// Days since the service first met the device. It is 0 for one that it has not met.
        ///
        /// JSON `firstSeenDays`; value 0 to 999999999.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub first_seen_days: i64,
    }
}

impl DeviceId {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        u_device_id: impl Into<mc_core::Sensitive<String>>,
        last_seen: mc_core::values::DateTime,
        first_seen: mc_core::values::DateTime,
        last_seen_days: i64,
        first_seen_days: i64,
    ) -> Self {
        Self {
            u_device_id: u_device_id.into(),
            last_seen,
            first_seen,
            last_seen_days,
            first_seen_days,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `u_device_id`.
    #[must_use]
    pub fn u_device_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.u_device_id = value.into();
        self
    }

    /// Sets `last_seen`.
    #[must_use]
    pub fn last_seen(mut self, value: mc_core::values::DateTime) -> Self {
        self.last_seen = value;
        self
    }

    /// Sets `first_seen`.
    #[must_use]
    pub fn first_seen(mut self, value: mc_core::values::DateTime) -> Self {
        self.first_seen = value;
        self
    }

    /// Sets `last_seen_days`.
    #[must_use]
    pub fn last_seen_days(mut self, value: i64) -> Self {
        self.last_seen_days = value;
        self
    }

    /// Sets `first_seen_days`.
    #[must_use]
    pub fn first_seen_days(mut self, value: i64) -> Self {
        self.first_seen_days = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceId")
            .hide("u_device_id", true)
            .hide("last_seen", true)
            .hide("first_seen", true)
            .hide("last_seen_days", true)
            .hide("first_seen_days", true)
            .extra(&self.extra)
            .finish()
    }
}
