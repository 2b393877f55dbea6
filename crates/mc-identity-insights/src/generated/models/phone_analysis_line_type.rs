// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `PhoneAnalysis lineType` holds.
    pub enum PhoneAnalysisLineType {
        /// A wired line.
        Landline = "landline",
        /// Internet telephony at a fixed place.
        FixedVoip = "fixed-voip",
        /// A mobile phone.
        Mobile = "mobile",
        /// A number that only takes messages.
        Voicemail = "voicemail",
        /// A number whose calls the called party pays.
        TollFree = "toll-free",
        /// A number whose calls cost the caller extra.
        Premium = "premium",
        /// Internet telephony without a fixed place.
        NonFixedVoip = "non-fixed-voip",
        /// A kind that none of the others covers.
        Other = "other",
    }
}
