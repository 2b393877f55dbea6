// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::open_enum! {
    /// What `CreateFraudMasterCardRequest deviceType` holds.
    pub enum FraudDeviceType {
        /// `1`.
        ChipWithPin = "1",
        /// `2`.
        Code2 = "2",
        /// `3`.
        Code3 = "3",
        /// `4`.
        Code4 = "4",
        /// `A`.
        CodeA = "A",
        /// `B`.
        CodeB = "B",
        /// `C`.
        CodeC = "C",
        /// `D`.
        CodeD = "D",
        /// `E`.
        CodeE = "E",
        /// `F`.
        CodeF = "F",
        /// `G`.
        CodeG = "G",
        /// `H`.
        CodeH = "H",
        /// `I`.
        CodeI = "I",
        /// `J`.
        CodeJ = "J",
    }
}
