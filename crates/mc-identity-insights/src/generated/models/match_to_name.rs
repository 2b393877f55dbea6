// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// Whether something belongs with the name that was sent.
    pub enum MatchToName {
        /// It belongs with another name.
        NoMatch = "no-match",
        /// Nothing is known about it.
        NotFound = "not-found",
        /// It belongs with this name.
        Match = "match",
    }
}
