// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The device on which the account is being opened. By the product's documentation insights about the
    /// IP address need `ip`, those about the device need `ip` and `userAgent`, and whoever sends any
    /// further field has to send these two as well. Time zone, language and screen size are advised for
    /// device insights.
    #[derive(Default)]
    pub struct DeviceInput, rename_all = "camelCase" {
        /// Address from which the applicant signs up, IPv4 or IPv6.
        ///
        /// JSON `ip`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ip: Option<mc_core::Sensitive<String>>,
        /// User agent of the browser or app.
        ///
        /// JSON `userAgent`; pattern `\S`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_agent: Option<mc_core::Sensitive<String>>,
        /// Names of the plug-ins that the browser has.
        ///
        /// JSON `plugins`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub plugins: Option<mc_core::Sensitive<Vec<String>>>,
        /// Fingerprint of how the browser draws on a canvas.
        ///
        /// JSON `canvas`; 0 to 999 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub canvas: Option<mc_core::Sensitive<String>>,
        /// Fingerprint of the browser's WebGL.
        ///
        /// JSON `webGl`; 0 to 999 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub web_gl: Option<mc_core::Sensitive<String>>,
        /// Difference between UTC and the local time of the device, in minutes. It is a whole number written as
        /// a string.
        ///
        /// JSON `timeZone`; pattern `^-?\d+$`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
        /// Width and height of the screen in pixels, with an `x` between them.
        ///
        /// JSON `screenResolution`; pattern `^\s*\d+\s*x\s*\d+\s*\d*\s*$`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub screen_resolution: Option<String>,
        /// Whether the browser allows local storage.
        ///
        /// JSON `localStorage`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_storage: Option<bool>,
        /// Who made the device.
        ///
        /// JSON `buildManufacturer`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub build_manufacturer: Option<String>,
        /// On Android, the version that the system reports for its build.
        ///
        /// JSON `androidBuildVersion`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub android_build_version: Option<String>,
        /// On Android, the level of the system's API. It is a whole number written as a string.
        ///
        /// JSON `androidSdkInt`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub android_sdk_int: Option<String>,
        /// On Android, the text that identifies the build of the system.
        ///
        /// JSON `buildFingerprint`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub build_fingerprint: Option<mc_core::Sensitive<String>>,
        /// Brand under which the device is sold.
        ///
        /// JSON `buildBrand`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub build_brand: Option<String>,
        /// Codes of the features that the device has.
        ///
        /// JSON `supportedFeatures`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub supported_features: Option<Vec<String>>,
        /// Model of the device. On Android, maker and model with a space between them, as `Build.MANUFACTURER`
        /// and `Build.MODEL` report them; on iOS, what `utsname.machine` reports, without the maker.
        ///
        /// JSON `model`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub model: Option<String>,
        /// Id of the app: its package name on Android, its bundle identifier on iOS.
        ///
        /// JSON `sdkUserAgent`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sdk_user_agent: Option<String>,
        /// First part of the version of the operating system.
        ///
        /// JSON `majorOsVersion`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub major_os_version: Option<i32>,
        /// Second part of the version of the operating system.
        ///
        /// JSON `minorOsVersion`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub minor_os_version: Option<i32>,
        /// Country of the SIM card's provider, as an ISO code.
        ///
        /// JSON `simCountryIso`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sim_country_iso: Option<String>,
        /// Provider of the SIM card. The product's documentation asks for its country and network code (MCC and
        /// MNC).
        ///
        /// JSON `simOperator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sim_operator: Option<String>,
        /// Size of the main storage, in bytes as the published example suggests.
        ///
        /// JSON `primaryStorage`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub primary_storage: Option<i64>,
        /// Size of the memory, in bytes as the published example suggests.
        ///
        /// JSON `systemMemory`.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub system_memory: Option<i64>,
        /// On Android, the product name that the build reports.
        ///
        /// JSON `buildProduct`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub build_product: Option<String>,
        /// Id that a device has for all apps of one vendor.
        ///
        /// JSON `vendorAppId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub vendor_app_id: Option<mc_core::Sensitive<String>>,
        /// Id that you keep on the device yourself, for instance in a cookie.
        ///
        /// JSON `storedDeviceId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub stored_device_id: Option<mc_core::Sensitive<String>>,
        /// On Android, the id that the system draws when it is first set up.
        ///
        /// JSON `androidId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub android_id: Option<mc_core::Sensitive<String>>,
        /// Language of the device, as a BCP 47 tag.
        ///
        /// JSON `language`; pattern `^[a-zA-Z]{1,3}(-{1}[a-zA-Z0-9]{1,10})*?$`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub language: Option<String>,
        /// Bits per pixel of the screen.
        ///
        /// JSON `colorDepth`; value 0 to 999.
        #[serde(default, deserialize_with = "mc_core::__private::whole", skip_serializing_if = "Option::is_none")]
        pub color_depth: Option<i32>,
        /// Whether the browser accepts cookies.
        ///
        /// JSON `cookiesEnabled`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cookies_enabled: Option<bool>,
    }
}

impl DeviceInput {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            ip: None,
            user_agent: None,
            plugins: None,
            canvas: None,
            web_gl: None,
            time_zone: None,
            screen_resolution: None,
            local_storage: None,
            build_manufacturer: None,
            android_build_version: None,
            android_sdk_int: None,
            build_fingerprint: None,
            build_brand: None,
            supported_features: None,
            model: None,
            sdk_user_agent: None,
            major_os_version: None,
            minor_os_version: None,
            sim_country_iso: None,
            sim_operator: None,
            primary_storage: None,
            system_memory: None,
            build_product: None,
            vendor_app_id: None,
            stored_device_id: None,
            android_id: None,
            language: None,
            color_depth: None,
            cookies_enabled: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `ip`.
    #[must_use]
    pub fn ip(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.ip = Some(value.into());
        self
    }

    /// Sets `user_agent`.
    #[must_use]
    pub fn user_agent(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.user_agent = Some(value.into());
        self
    }

    /// Sets `plugins`.
    #[must_use]
    pub fn plugins(mut self, value: impl Into<mc_core::Sensitive<Vec<String>>>) -> Self {
        self.plugins = Some(value.into());
        self
    }

    /// Sets `canvas`.
    #[must_use]
    pub fn canvas(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.canvas = Some(value.into());
        self
    }

    /// Sets `web_gl`.
    #[must_use]
    pub fn web_gl(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.web_gl = Some(value.into());
        self
    }

    /// Sets `time_zone`.
    #[must_use]
    pub fn time_zone(mut self, value: impl Into<String>) -> Self {
        self.time_zone = Some(value.into());
        self
    }

    /// Sets `screen_resolution`.
    #[must_use]
    pub fn screen_resolution(mut self, value: impl Into<String>) -> Self {
        self.screen_resolution = Some(value.into());
        self
    }

    /// Sets `local_storage`.
    #[must_use]
    pub fn local_storage(mut self, value: bool) -> Self {
        self.local_storage = Some(value);
        self
    }

    /// Sets `build_manufacturer`.
    #[must_use]
    pub fn build_manufacturer(mut self, value: impl Into<String>) -> Self {
        self.build_manufacturer = Some(value.into());
        self
    }

    /// Sets `android_build_version`.
    #[must_use]
    pub fn android_build_version(mut self, value: impl Into<String>) -> Self {
        self.android_build_version = Some(value.into());
        self
    }

    /// Sets `android_sdk_int`.
    #[must_use]
    pub fn android_sdk_int(mut self, value: impl Into<String>) -> Self {
        self.android_sdk_int = Some(value.into());
        self
    }

    /// Sets `build_fingerprint`.
    #[must_use]
    pub fn build_fingerprint(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.build_fingerprint = Some(value.into());
        self
    }

    /// Sets `build_brand`.
    #[must_use]
    pub fn build_brand(mut self, value: impl Into<String>) -> Self {
        self.build_brand = Some(value.into());
        self
    }

    /// Sets `supported_features`.
    #[must_use]
    pub fn supported_features(mut self, value: impl Into<Vec<String>>) -> Self {
        self.supported_features = Some(value.into());
        self
    }

    /// Sets `model`.
    #[must_use]
    pub fn model(mut self, value: impl Into<String>) -> Self {
        self.model = Some(value.into());
        self
    }

    /// Sets `sdk_user_agent`.
    #[must_use]
    pub fn sdk_user_agent(mut self, value: impl Into<String>) -> Self {
        self.sdk_user_agent = Some(value.into());
        self
    }

    /// Sets `major_os_version`.
    #[must_use]
    pub fn major_os_version(mut self, value: i32) -> Self {
        self.major_os_version = Some(value);
        self
    }

    /// Sets `minor_os_version`.
    #[must_use]
    pub fn minor_os_version(mut self, value: i32) -> Self {
        self.minor_os_version = Some(value);
        self
    }

    /// Sets `sim_country_iso`.
    #[must_use]
    pub fn sim_country_iso(mut self, value: impl Into<String>) -> Self {
        self.sim_country_iso = Some(value.into());
        self
    }

    /// Sets `sim_operator`.
    #[must_use]
    pub fn sim_operator(mut self, value: impl Into<String>) -> Self {
        self.sim_operator = Some(value.into());
        self
    }

    /// Sets `primary_storage`.
    #[must_use]
    pub fn primary_storage(mut self, value: i64) -> Self {
        self.primary_storage = Some(value);
        self
    }

    /// Sets `system_memory`.
    #[must_use]
    pub fn system_memory(mut self, value: i64) -> Self {
        self.system_memory = Some(value);
        self
    }

    /// Sets `build_product`.
    #[must_use]
    pub fn build_product(mut self, value: impl Into<String>) -> Self {
        self.build_product = Some(value.into());
        self
    }

    /// Sets `vendor_app_id`.
    #[must_use]
    pub fn vendor_app_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.vendor_app_id = Some(value.into());
        self
    }

    /// Sets `stored_device_id`.
    #[must_use]
    pub fn stored_device_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.stored_device_id = Some(value.into());
        self
    }

    /// Sets `android_id`.
    #[must_use]
    pub fn android_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.android_id = Some(value.into());
        self
    }

    /// Sets `language`.
    #[must_use]
    pub fn language(mut self, value: impl Into<String>) -> Self {
        self.language = Some(value.into());
        self
    }

    /// Sets `color_depth`.
    #[must_use]
    pub fn color_depth(mut self, value: i32) -> Self {
        self.color_depth = Some(value);
        self
    }

    /// Sets `cookies_enabled`.
    #[must_use]
    pub fn cookies_enabled(mut self, value: bool) -> Self {
        self.cookies_enabled = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceInput")
            .hide("ip", self.ip.is_some())
            .hide("user_agent", self.user_agent.is_some())
            .hide("plugins", self.plugins.is_some())
            .hide("canvas", self.canvas.is_some())
            .hide("web_gl", self.web_gl.is_some())
            .hide("time_zone", self.time_zone.is_some())
            .hide("screen_resolution", self.screen_resolution.is_some())
            .show_some("local_storage", self.local_storage.as_ref().map(|value| value as _))
            .hide("build_manufacturer", self.build_manufacturer.is_some())
            .hide("android_build_version", self.android_build_version.is_some())
            .hide("android_sdk_int", self.android_sdk_int.is_some())
            .hide("build_fingerprint", self.build_fingerprint.is_some())
            .hide("build_brand", self.build_brand.is_some())
            .hide("supported_features", self.supported_features.is_some())
            .hide("model", self.model.is_some())
            .hide("sdk_user_agent", self.sdk_user_agent.is_some())
            .hide("major_os_version", self.major_os_version.is_some())
            .hide("minor_os_version", self.minor_os_version.is_some())
            .hide("sim_country_iso", self.sim_country_iso.is_some())
            .hide("sim_operator", self.sim_operator.is_some())
            .hide("primary_storage", self.primary_storage.is_some())
            .hide("system_memory", self.system_memory.is_some())
            .hide("build_product", self.build_product.is_some())
            .hide("vendor_app_id", self.vendor_app_id.is_some())
            .hide("stored_device_id", self.stored_device_id.is_some())
            .hide("android_id", self.android_id.is_some())
            .hide("language", self.language.is_some())
            .hide("color_depth", self.color_depth.is_some())
            .show_some("cookies_enabled", self.cookies_enabled.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
