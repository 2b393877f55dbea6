// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateChargebackSingleRequest brand` holds.
    pub enum Brand {
        /// `MC`.
        Mastercard = "MC",
        /// `CI`.
        Cirrus = "CI",
        /// `MS`.
        Maestro = "MS",
        /// `MD`.
        DebitMastercard = "MD",
        /// `PL`.
        Plus = "PL",
        /// `PV`.
        PrivateLabel = "PV",
        /// `VI`.
        Visa = "VI",
    }
}
