// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// The authorization record of a disputed transaction, field by field.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct AuthorizationDetail {
    /// JSON `accountNumber`.
    #[serde(
        rename = "accountNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub account_number: Option<mc_core::Sensitive<String>>,
    /// JSON `accountNumberIndicator`.
    #[serde(
        rename = "accountNumberIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub account_number_indicator: Option<String>,
    /// JSON `acquirer`.
    #[serde(
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub acquirer: Option<String>,
    /// JSON `acquiringInstitutionCountryCode`.
    #[serde(
        rename = "acquiringInstitutionCountryCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub acquiring_institution_country_code: Option<String>,
    /// JSON `acquiringInstitutionId`.
    #[serde(
        rename = "acquiringInstitutionId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub acquiring_institution_id: Option<String>,
    /// JSON `addressVerificationServiceResponse`.
    #[serde(
        rename = "addressVerificationServiceResponse",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub address_verification_service_response: Option<String>,
    /// JSON `adviceReasonCode`.
    #[serde(
        rename = "adviceReasonCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub advice_reason_code: Option<String>,
    /// JSON `atcDiscrepancyIndicator`.
    #[serde(
        rename = "atcDiscrepancyIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub atc_discrepancy_indicator: Option<String>,
    /// JSON `atcDiscrepancyValue`.
    #[serde(
        rename = "atcDiscrepancyValue",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub atc_discrepancy_value: Option<String>,
    /// JSON `atcValue`.
    #[serde(
        rename = "atcValue",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub atc_value: Option<String>,
    /// JSON `authenticationIndicator`.
    #[serde(
        rename = "authenticationIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub authentication_indicator: Option<String>,
    /// JSON `authorizationIdResponse`.
    #[serde(
        rename = "authorizationIdResponse",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorization_id_response: Option<String>,
    /// JSON `banknetDate`.
    #[serde(rename = "banknetDate", skip_serializing_if = "Option::is_none")]
    pub banknet_date: Option<mc_core::values::DateYymmdd>,
    /// JSON `banknetReferenceNumber`.
    #[serde(
        rename = "banknetReferenceNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub banknet_reference_number: Option<String>,
    /// JSON `billingCurrencyCode`.
    #[serde(rename = "billingCurrencyCode", skip_serializing_if = "Option::is_none")]
    pub billing_currency_code: Option<mc_core::values::Currency>,
    /// JSON `cardAcceptorCity`.
    #[serde(
        rename = "cardAcceptorCity",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_city: Option<String>,
    /// JSON `cardAcceptorId`.
    #[serde(
        rename = "cardAcceptorId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_id: Option<String>,
    /// JSON `cardAcceptorName`.
    #[serde(
        rename = "cardAcceptorName",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_name: Option<String>,
    /// JSON `cardAcceptorState`.
    #[serde(
        rename = "cardAcceptorState",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_state: Option<String>,
    /// JSON `cardAcceptorTerminalId`.
    #[serde(
        rename = "cardAcceptorTerminalId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_terminal_id: Option<String>,
    /// JSON `cardholderActivatedTerminalLevel`.
    #[serde(
        rename = "cardholderActivatedTerminalLevel",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_activated_terminal_level: Option<String>,
    /// JSON `cardholderBillingActualAmount`.
    #[serde(rename = "cardholderBillingActualAmount", skip_serializing_if = "Option::is_none")]
    pub cardholder_billing_actual_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `cardholderBillingAmount`.
    #[serde(rename = "cardholderBillingAmount", skip_serializing_if = "Option::is_none")]
    pub cardholder_billing_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `cardAuthenticationMethodValidationCode`.
    #[serde(
        rename = "cardAuthenticationMethodValidationCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_authentication_method_validation_code: Option<String>,
    /// JSON `conversionDate`.
    #[serde(rename = "conversionDate", skip_serializing_if = "Option::is_none")]
    pub conversion_date: Option<mc_core::values::MonthDay>,
    /// JSON `conversionRate`.
    #[serde(
        rename = "conversionRate",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub conversion_rate: Option<String>,
    /// JSON `electronicCommerceIndicators`.
    #[serde(
        rename = "electronicCommerceIndicators",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_commerce_indicators: Option<String>,
    /// JSON `electronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator`.
    #[serde(
        rename = "electronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: Option<String>,
    /// JSON `expirationDatePresenceInd`.
    #[serde(rename = "expirationDatePresenceInd", skip_serializing_if = "Option::is_none")]
    pub expiration_date_presence_ind: Option<mc_core::values::YesNo>,
    /// JSON `finalAuthorizationIndicator`.
    #[serde(
        rename = "finalAuthorizationIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub final_authorization_indicator: Option<String>,
    /// JSON `financialNetworkCode`.
    #[serde(
        rename = "financialNetworkCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub financial_network_code: Option<String>,
    /// JSON `forwardingInstitutionId`.
    #[serde(
        rename = "forwardingInstitutionId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub forwarding_institution_id: Option<String>,
    /// JSON `infData`.
    #[serde(
        rename = "infData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub inf_data: Option<mc_core::Sensitive<String>>,
    /// JSON `integratedCircuitCardRelatedData`.
    #[serde(
        rename = "integratedCircuitCardRelatedData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub integrated_circuit_card_related_data: Option<mc_core::Sensitive<String>>,
    /// JSON `issuer`.
    #[serde(
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub issuer: Option<String>,
    /// JSON `mastercardPromotionCode`.
    #[serde(
        rename = "mastercardPromotionCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mastercard_promotion_code: Option<String>,
    /// JSON `mccMessageId`.
    #[serde(
        rename = "mccMessageId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mcc_message_id: Option<String>,
    /// JSON `merchantAdviceCode`.
    #[serde(
        rename = "merchantAdviceCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub merchant_advice_code: Option<String>,
    /// JSON `merchantCategoryCode`.
    #[serde(
        rename = "merchantCategoryCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub merchant_category_code: Option<String>,
    /// JSON `mobilePhoneNumber`.
    #[serde(
        rename = "mobilePhoneNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mobile_phone_number: Option<mc_core::Sensitive<String>>,
    /// JSON `mobilePhoneServiceProviderName`.
    #[serde(
        rename = "mobilePhoneServiceProviderName",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mobile_phone_service_provider_name: Option<mc_core::Sensitive<String>>,
    /// JSON `originalAcquiringInstitutionIdCode`.
    #[serde(
        rename = "originalAcquiringInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub original_acquiring_institution_id_code: Option<String>,
    /// JSON `originalElectronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator`.
    #[serde(
        rename = "originalElectronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: Option<String>,
    /// JSON `originalIssuerForwardingInstitutionIdCode`.
    #[serde(
        rename = "originalIssuerForwardingInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub original_issuer_forwarding_institution_id_code: Option<String>,
    /// JSON `originalMessageTypeIdentifier`.
    #[serde(
        rename = "originalMessageTypeIdentifier",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub original_message_type_identifier: Option<String>,
    /// JSON `pinServiceCode`.
    #[serde(
        rename = "pinServiceCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pin_service_code: Option<String>,
    /// JSON `realTimeSubstantiationIndicator`.
    #[serde(
        rename = "realTimeSubstantiationIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub real_time_substantiation_indicator: Option<String>,
    /// JSON `reasonForUcafCollectionIndicatorDowngrade`.
    #[serde(
        rename = "reasonForUcafCollectionIndicatorDowngrade",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub reason_for_ucaf_collection_indicator_downgrade: Option<String>,
    /// JSON `posCardDataTerminalInputCapability`.
    #[serde(
        rename = "posCardDataTerminalInputCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_card_data_terminal_input_capability: Option<String>,
    /// JSON `posCardholderPresence`.
    #[serde(
        rename = "posCardholderPresence",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_cardholder_presence: Option<String>,
    /// JSON `posCardPresence`.
    #[serde(
        rename = "posCardPresence",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_card_presence: Option<String>,
    /// JSON `posEntryModePan`.
    #[serde(
        rename = "posEntryModePan",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_entry_mode_pan: Option<String>,
    /// JSON `posEntryModePin`.
    #[serde(
        rename = "posEntryModePin",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_entry_mode_pin: Option<String>,
    /// JSON `posTerminalAttendance`.
    #[serde(
        rename = "posTerminalAttendance",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_terminal_attendance: Option<String>,
    /// JSON `posTerminalLocation`.
    #[serde(
        rename = "posTerminalLocation",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_terminal_location: Option<String>,
    /// JSON `posTransactionStatus`.
    #[serde(
        rename = "posTransactionStatus",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pos_transaction_status: Option<String>,
    /// JSON `primaryAccountNumber`.
    #[serde(
        rename = "primaryAccountNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub primary_account_number: Option<mc_core::Sensitive<String>>,
    /// JSON `primaryAccountNumberAccountRange`.
    #[serde(
        rename = "primaryAccountNumberAccountRange",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub primary_account_number_account_range: Option<mc_core::Sensitive<String>>,
    /// JSON `privateData`.
    #[serde(
        rename = "privateData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_data: Option<mc_core::Sensitive<String>>,
    /// JSON `processingCode`.
    #[serde(
        rename = "processingCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub processing_code: Option<String>,
    /// JSON `recordDataPresenceIndicator`.
    #[serde(
        rename = "recordDataPresenceIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub record_data_presence_indicator: Option<String>,
    /// JSON `responseCode`.
    #[serde(
        rename = "responseCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub response_code: Option<String>,
    /// JSON `retrievalReferenceNumber`.
    #[serde(
        rename = "retrievalReferenceNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub retrieval_reference_number: Option<String>,
    /// JSON `settlementActualAmount`.
    #[serde(rename = "settlementActualAmount", skip_serializing_if = "Option::is_none")]
    pub settlement_actual_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `settlementDate`.
    #[serde(rename = "settlementDate", skip_serializing_if = "Option::is_none")]
    pub settlement_date: Option<mc_core::values::MonthDay>,
    /// JSON `stan`.
    #[serde(
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub stan: Option<String>,
    /// JSON `storageTechnology`.
    #[serde(
        rename = "storageTechnology",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub storage_technology: Option<String>,
    /// JSON `systemsTraceAuditNumber`.
    #[serde(
        rename = "systemsTraceAuditNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub systems_trace_audit_number: Option<String>,
    /// JSON `tokenAssuranceLevel`.
    #[serde(
        rename = "tokenAssuranceLevel",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub token_assurance_level: Option<String>,
    /// JSON `tokenRequestorId`.
    #[serde(
        rename = "tokenRequestorId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub token_requestor_id: Option<String>,
    /// JSON `track1`.
    #[serde(
        rename = "track1",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub track_1: Option<mc_core::Sensitive<String>>,
    /// JSON `track2`.
    #[serde(
        rename = "track2",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub track_2: Option<mc_core::Sensitive<String>>,
    /// JSON `transactionActualAmount`.
    #[serde(rename = "transactionActualAmount", skip_serializing_if = "Option::is_none")]
    pub transaction_actual_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `transactionAmountLocal`.
    #[serde(rename = "transactionAmountLocal", skip_serializing_if = "Option::is_none")]
    pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
    /// JSON `transactionCategoryCode`.
    #[serde(
        rename = "transactionCategoryCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_category_code: Option<String>,
    /// JSON `transactionCurrencyCode`.
    #[serde(rename = "transactionCurrencyCode", skip_serializing_if = "Option::is_none")]
    pub transaction_currency_code: Option<mc_core::values::Currency>,
    /// JSON `transactionType`.
    #[serde(
        rename = "transactionType",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_type: Option<String>,
    /// JSON `transmissionDateAndTime`.
    #[serde(rename = "transmissionDateAndTime", skip_serializing_if = "Option::is_none")]
    pub transmission_date_and_time: Option<mc_core::values::MonthDayTime>,
    /// JSON `universalCardholderAuthenticationFieldUcaf`.
    #[serde(
        rename = "universalCardholderAuthenticationFieldUcaf",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub universal_cardholder_authentication_field_ucaf: Option<mc_core::Sensitive<String>>,
    /// JSON `vcnProductCode`.
    #[serde(
        rename = "vcnProductCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub vcn_product_code: Option<String>,
    /// JSON `walletIdentifier`.
    #[serde(
        rename = "walletIdentifier",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub wallet_identifier: Option<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl AuthorizationDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            account_number: None,
            account_number_indicator: None,
            acquirer: None,
            acquiring_institution_country_code: None,
            acquiring_institution_id: None,
            address_verification_service_response: None,
            advice_reason_code: None,
            atc_discrepancy_indicator: None,
            atc_discrepancy_value: None,
            atc_value: None,
            authentication_indicator: None,
            authorization_id_response: None,
            banknet_date: None,
            banknet_reference_number: None,
            billing_currency_code: None,
            card_acceptor_city: None,
            card_acceptor_id: None,
            card_acceptor_name: None,
            card_acceptor_state: None,
            card_acceptor_terminal_id: None,
            cardholder_activated_terminal_level: None,
            cardholder_billing_actual_amount: None,
            cardholder_billing_amount: None,
            card_authentication_method_validation_code: None,
            conversion_date: None,
            conversion_rate: None,
            electronic_commerce_indicators: None,
            electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: None,
            expiration_date_presence_ind: None,
            final_authorization_indicator: None,
            financial_network_code: None,
            forwarding_institution_id: None,
            inf_data: None,
            integrated_circuit_card_related_data: None,
            issuer: None,
            mastercard_promotion_code: None,
            mcc_message_id: None,
            merchant_advice_code: None,
            merchant_category_code: None,
            mobile_phone_number: None,
            mobile_phone_service_provider_name: None,
            original_acquiring_institution_id_code: None,
            original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: None,
            original_issuer_forwarding_institution_id_code: None,
            original_message_type_identifier: None,
            pin_service_code: None,
            real_time_substantiation_indicator: None,
            reason_for_ucaf_collection_indicator_downgrade: None,
            pos_card_data_terminal_input_capability: None,
            pos_cardholder_presence: None,
            pos_card_presence: None,
            pos_entry_mode_pan: None,
            pos_entry_mode_pin: None,
            pos_terminal_attendance: None,
            pos_terminal_location: None,
            pos_transaction_status: None,
            primary_account_number: None,
            primary_account_number_account_range: None,
            private_data: None,
            processing_code: None,
            record_data_presence_indicator: None,
            response_code: None,
            retrieval_reference_number: None,
            settlement_actual_amount: None,
            settlement_date: None,
            stan: None,
            storage_technology: None,
            systems_trace_audit_number: None,
            token_assurance_level: None,
            token_requestor_id: None,
            track_1: None,
            track_2: None,
            transaction_actual_amount: None,
            transaction_amount_local: None,
            transaction_category_code: None,
            transaction_currency_code: None,
            transaction_type: None,
            transmission_date_and_time: None,
            universal_cardholder_authentication_field_ucaf: None,
            vcn_product_code: None,
            wallet_identifier: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account_number`.
    #[must_use]
    pub fn account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.account_number = Some(value.into());
        self
    }

    /// Sets `account_number_indicator`.
    #[must_use]
    pub fn account_number_indicator(mut self, value: impl Into<String>) -> Self {
        self.account_number_indicator = Some(value.into());
        self
    }

    /// Sets `acquirer`.
    #[must_use]
    pub fn acquirer(mut self, value: impl Into<String>) -> Self {
        self.acquirer = Some(value.into());
        self
    }

    /// Sets `acquiring_institution_country_code`.
    #[must_use]
    pub fn acquiring_institution_country_code(mut self, value: impl Into<String>) -> Self {
        self.acquiring_institution_country_code = Some(value.into());
        self
    }

    /// Sets `acquiring_institution_id`.
    #[must_use]
    pub fn acquiring_institution_id(mut self, value: impl Into<String>) -> Self {
        self.acquiring_institution_id = Some(value.into());
        self
    }

    /// Sets `address_verification_service_response`.
    #[must_use]
    pub fn address_verification_service_response(mut self, value: impl Into<String>) -> Self {
        self.address_verification_service_response = Some(value.into());
        self
    }

    /// Sets `advice_reason_code`.
    #[must_use]
    pub fn advice_reason_code(mut self, value: impl Into<String>) -> Self {
        self.advice_reason_code = Some(value.into());
        self
    }

    /// Sets `atc_discrepancy_indicator`.
    #[must_use]
    pub fn atc_discrepancy_indicator(mut self, value: impl Into<String>) -> Self {
        self.atc_discrepancy_indicator = Some(value.into());
        self
    }

    /// Sets `atc_discrepancy_value`.
    #[must_use]
    pub fn atc_discrepancy_value(mut self, value: impl Into<String>) -> Self {
        self.atc_discrepancy_value = Some(value.into());
        self
    }

    /// Sets `atc_value`.
    #[must_use]
    pub fn atc_value(mut self, value: impl Into<String>) -> Self {
        self.atc_value = Some(value.into());
        self
    }

    /// Sets `authentication_indicator`.
    #[must_use]
    pub fn authentication_indicator(mut self, value: impl Into<String>) -> Self {
        self.authentication_indicator = Some(value.into());
        self
    }

    /// Sets `authorization_id_response`.
    #[must_use]
    pub fn authorization_id_response(mut self, value: impl Into<String>) -> Self {
        self.authorization_id_response = Some(value.into());
        self
    }

    /// Sets `banknet_date`.
    #[must_use]
    pub fn banknet_date(mut self, value: mc_core::values::DateYymmdd) -> Self {
        self.banknet_date = Some(value);
        self
    }

    /// Sets `banknet_reference_number`.
    #[must_use]
    pub fn banknet_reference_number(mut self, value: impl Into<String>) -> Self {
        self.banknet_reference_number = Some(value.into());
        self
    }

    /// Sets `billing_currency_code`.
    #[must_use]
    pub fn billing_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.billing_currency_code = Some(value);
        self
    }

    /// Sets `card_acceptor_city`.
    #[must_use]
    pub fn card_acceptor_city(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_city = Some(value.into());
        self
    }

    /// Sets `card_acceptor_id`.
    #[must_use]
    pub fn card_acceptor_id(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_id = Some(value.into());
        self
    }

    /// Sets `card_acceptor_name`.
    #[must_use]
    pub fn card_acceptor_name(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_name = Some(value.into());
        self
    }

    /// Sets `card_acceptor_state`.
    #[must_use]
    pub fn card_acceptor_state(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_state = Some(value.into());
        self
    }

    /// Sets `card_acceptor_terminal_id`.
    #[must_use]
    pub fn card_acceptor_terminal_id(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_terminal_id = Some(value.into());
        self
    }

    /// Sets `cardholder_activated_terminal_level`.
    #[must_use]
    pub fn cardholder_activated_terminal_level(mut self, value: impl Into<String>) -> Self {
        self.cardholder_activated_terminal_level = Some(value.into());
        self
    }

    /// Sets `cardholder_billing_actual_amount`.
    #[must_use]
    pub fn cardholder_billing_actual_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.cardholder_billing_actual_amount = Some(value);
        self
    }

    /// Sets `cardholder_billing_amount`.
    #[must_use]
    pub fn cardholder_billing_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.cardholder_billing_amount = Some(value);
        self
    }

    /// Sets `card_authentication_method_validation_code`.
    #[must_use]
    pub fn card_authentication_method_validation_code(mut self, value: impl Into<String>) -> Self {
        self.card_authentication_method_validation_code = Some(value.into());
        self
    }

    /// Sets `conversion_date`.
    #[must_use]
    pub fn conversion_date(mut self, value: mc_core::values::MonthDay) -> Self {
        self.conversion_date = Some(value);
        self
    }

    /// Sets `conversion_rate`.
    #[must_use]
    pub fn conversion_rate(mut self, value: impl Into<String>) -> Self {
        self.conversion_rate = Some(value.into());
        self
    }

    /// Sets `electronic_commerce_indicators`.
    #[must_use]
    pub fn electronic_commerce_indicators(mut self, value: impl Into<String>) -> Self {
        self.electronic_commerce_indicators = Some(value.into());
        self
    }

    /// Sets `electronic_commerce_security_level_indicator_and_ucaf_collection_indicator`.
    #[must_use]
    pub fn electronic_commerce_security_level_indicator_and_ucaf_collection_indicator(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.electronic_commerce_security_level_indicator_and_ucaf_collection_indicator = Some(value.into());
        self
    }

    /// Sets `expiration_date_presence_ind`.
    #[must_use]
    pub fn expiration_date_presence_ind(mut self, value: mc_core::values::YesNo) -> Self {
        self.expiration_date_presence_ind = Some(value);
        self
    }

    /// Sets `final_authorization_indicator`.
    #[must_use]
    pub fn final_authorization_indicator(mut self, value: impl Into<String>) -> Self {
        self.final_authorization_indicator = Some(value.into());
        self
    }

    /// Sets `financial_network_code`.
    #[must_use]
    pub fn financial_network_code(mut self, value: impl Into<String>) -> Self {
        self.financial_network_code = Some(value.into());
        self
    }

    /// Sets `forwarding_institution_id`.
    #[must_use]
    pub fn forwarding_institution_id(mut self, value: impl Into<String>) -> Self {
        self.forwarding_institution_id = Some(value.into());
        self
    }

    /// Sets `inf_data`.
    #[must_use]
    pub fn inf_data(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.inf_data = Some(value.into());
        self
    }

    /// Sets `integrated_circuit_card_related_data`.
    #[must_use]
    pub fn integrated_circuit_card_related_data(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.integrated_circuit_card_related_data = Some(value.into());
        self
    }

    /// Sets `issuer`.
    #[must_use]
    pub fn issuer(mut self, value: impl Into<String>) -> Self {
        self.issuer = Some(value.into());
        self
    }

    /// Sets `mastercard_promotion_code`.
    #[must_use]
    pub fn mastercard_promotion_code(mut self, value: impl Into<String>) -> Self {
        self.mastercard_promotion_code = Some(value.into());
        self
    }

    /// Sets `mcc_message_id`.
    #[must_use]
    pub fn mcc_message_id(mut self, value: impl Into<String>) -> Self {
        self.mcc_message_id = Some(value.into());
        self
    }

    /// Sets `merchant_advice_code`.
    #[must_use]
    pub fn merchant_advice_code(mut self, value: impl Into<String>) -> Self {
        self.merchant_advice_code = Some(value.into());
        self
    }

    /// Sets `merchant_category_code`.
    #[must_use]
    pub fn merchant_category_code(mut self, value: impl Into<String>) -> Self {
        self.merchant_category_code = Some(value.into());
        self
    }

    /// Sets `mobile_phone_number`.
    #[must_use]
    pub fn mobile_phone_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.mobile_phone_number = Some(value.into());
        self
    }

    /// Sets `mobile_phone_service_provider_name`.
    #[must_use]
    pub fn mobile_phone_service_provider_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.mobile_phone_service_provider_name = Some(value.into());
        self
    }

    /// Sets `original_acquiring_institution_id_code`.
    #[must_use]
    pub fn original_acquiring_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.original_acquiring_institution_id_code = Some(value.into());
        self
    }

    /// Sets `original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator`.
    #[must_use]
    pub fn original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator(
        mut self,
        value: impl Into<String>,
    ) -> Self {
        self.original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator = Some(value.into());
        self
    }

    /// Sets `original_issuer_forwarding_institution_id_code`.
    #[must_use]
    pub fn original_issuer_forwarding_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.original_issuer_forwarding_institution_id_code = Some(value.into());
        self
    }

    /// Sets `original_message_type_identifier`.
    #[must_use]
    pub fn original_message_type_identifier(mut self, value: impl Into<String>) -> Self {
        self.original_message_type_identifier = Some(value.into());
        self
    }

    /// Sets `pin_service_code`.
    #[must_use]
    pub fn pin_service_code(mut self, value: impl Into<String>) -> Self {
        self.pin_service_code = Some(value.into());
        self
    }

    /// Sets `real_time_substantiation_indicator`.
    #[must_use]
    pub fn real_time_substantiation_indicator(mut self, value: impl Into<String>) -> Self {
        self.real_time_substantiation_indicator = Some(value.into());
        self
    }

    /// Sets `reason_for_ucaf_collection_indicator_downgrade`.
    #[must_use]
    pub fn reason_for_ucaf_collection_indicator_downgrade(mut self, value: impl Into<String>) -> Self {
        self.reason_for_ucaf_collection_indicator_downgrade = Some(value.into());
        self
    }

    /// Sets `pos_card_data_terminal_input_capability`.
    #[must_use]
    pub fn pos_card_data_terminal_input_capability(mut self, value: impl Into<String>) -> Self {
        self.pos_card_data_terminal_input_capability = Some(value.into());
        self
    }

    /// Sets `pos_cardholder_presence`.
    #[must_use]
    pub fn pos_cardholder_presence(mut self, value: impl Into<String>) -> Self {
        self.pos_cardholder_presence = Some(value.into());
        self
    }

    /// Sets `pos_card_presence`.
    #[must_use]
    pub fn pos_card_presence(mut self, value: impl Into<String>) -> Self {
        self.pos_card_presence = Some(value.into());
        self
    }

    /// Sets `pos_entry_mode_pan`.
    #[must_use]
    pub fn pos_entry_mode_pan(mut self, value: impl Into<String>) -> Self {
        self.pos_entry_mode_pan = Some(value.into());
        self
    }

    /// Sets `pos_entry_mode_pin`.
    #[must_use]
    pub fn pos_entry_mode_pin(mut self, value: impl Into<String>) -> Self {
        self.pos_entry_mode_pin = Some(value.into());
        self
    }

    /// Sets `pos_terminal_attendance`.
    #[must_use]
    pub fn pos_terminal_attendance(mut self, value: impl Into<String>) -> Self {
        self.pos_terminal_attendance = Some(value.into());
        self
    }

    /// Sets `pos_terminal_location`.
    #[must_use]
    pub fn pos_terminal_location(mut self, value: impl Into<String>) -> Self {
        self.pos_terminal_location = Some(value.into());
        self
    }

    /// Sets `pos_transaction_status`.
    #[must_use]
    pub fn pos_transaction_status(mut self, value: impl Into<String>) -> Self {
        self.pos_transaction_status = Some(value.into());
        self
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `primary_account_number_account_range`.
    #[must_use]
    pub fn primary_account_number_account_range(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number_account_range = Some(value.into());
        self
    }

    /// Sets `private_data`.
    #[must_use]
    pub fn private_data(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.private_data = Some(value.into());
        self
    }

    /// Sets `processing_code`.
    #[must_use]
    pub fn processing_code(mut self, value: impl Into<String>) -> Self {
        self.processing_code = Some(value.into());
        self
    }

    /// Sets `record_data_presence_indicator`.
    #[must_use]
    pub fn record_data_presence_indicator(mut self, value: impl Into<String>) -> Self {
        self.record_data_presence_indicator = Some(value.into());
        self
    }

    /// Sets `response_code`.
    #[must_use]
    pub fn response_code(mut self, value: impl Into<String>) -> Self {
        self.response_code = Some(value.into());
        self
    }

    /// Sets `retrieval_reference_number`.
    #[must_use]
    pub fn retrieval_reference_number(mut self, value: impl Into<String>) -> Self {
        self.retrieval_reference_number = Some(value.into());
        self
    }

    /// Sets `settlement_actual_amount`.
    #[must_use]
    pub fn settlement_actual_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.settlement_actual_amount = Some(value);
        self
    }

    /// Sets `settlement_date`.
    #[must_use]
    pub fn settlement_date(mut self, value: mc_core::values::MonthDay) -> Self {
        self.settlement_date = Some(value);
        self
    }

    /// Sets `stan`.
    #[must_use]
    pub fn stan(mut self, value: impl Into<String>) -> Self {
        self.stan = Some(value.into());
        self
    }

    /// Sets `storage_technology`.
    #[must_use]
    pub fn storage_technology(mut self, value: impl Into<String>) -> Self {
        self.storage_technology = Some(value.into());
        self
    }

    /// Sets `systems_trace_audit_number`.
    #[must_use]
    pub fn systems_trace_audit_number(mut self, value: impl Into<String>) -> Self {
        self.systems_trace_audit_number = Some(value.into());
        self
    }

    /// Sets `token_assurance_level`.
    #[must_use]
    pub fn token_assurance_level(mut self, value: impl Into<String>) -> Self {
        self.token_assurance_level = Some(value.into());
        self
    }

    /// Sets `token_requestor_id`.
    #[must_use]
    pub fn token_requestor_id(mut self, value: impl Into<String>) -> Self {
        self.token_requestor_id = Some(value.into());
        self
    }

    /// Sets `track_1`.
    #[must_use]
    pub fn track_1(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.track_1 = Some(value.into());
        self
    }

    /// Sets `track_2`.
    #[must_use]
    pub fn track_2(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.track_2 = Some(value.into());
        self
    }

    /// Sets `transaction_actual_amount`.
    #[must_use]
    pub fn transaction_actual_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_actual_amount = Some(value);
        self
    }

    /// Sets `transaction_amount_local`.
    #[must_use]
    pub fn transaction_amount_local(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_local = Some(value);
        self
    }

    /// Sets `transaction_category_code`.
    #[must_use]
    pub fn transaction_category_code(mut self, value: impl Into<String>) -> Self {
        self.transaction_category_code = Some(value.into());
        self
    }

    /// Sets `transaction_currency_code`.
    #[must_use]
    pub fn transaction_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.transaction_currency_code = Some(value);
        self
    }

    /// Sets `transaction_type`.
    #[must_use]
    pub fn transaction_type(mut self, value: impl Into<String>) -> Self {
        self.transaction_type = Some(value.into());
        self
    }

    /// Sets `transmission_date_and_time`.
    #[must_use]
    pub fn transmission_date_and_time(mut self, value: mc_core::values::MonthDayTime) -> Self {
        self.transmission_date_and_time = Some(value);
        self
    }

    /// Sets `universal_cardholder_authentication_field_ucaf`.
    #[must_use]
    pub fn universal_cardholder_authentication_field_ucaf(
        mut self,
        value: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        self.universal_cardholder_authentication_field_ucaf = Some(value.into());
        self
    }

    /// Sets `vcn_product_code`.
    #[must_use]
    pub fn vcn_product_code(mut self, value: impl Into<String>) -> Self {
        self.vcn_product_code = Some(value.into());
        self
    }

    /// Sets `wallet_identifier`.
    #[must_use]
    pub fn wallet_identifier(mut self, value: impl Into<String>) -> Self {
        self.wallet_identifier = Some(value.into());
        self
    }
}

impl std::fmt::Debug for AuthorizationDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AuthorizationDetail")
            .hide("account_number", self.account_number.is_some())
            .hide("account_number_indicator", self.account_number_indicator.is_some())
            .hide("acquirer", self.acquirer.is_some())
            .show_some(
                "acquiring_institution_country_code",
                self.acquiring_institution_country_code.as_ref().map(|value| value as _),
            )
            .show_some(
                "acquiring_institution_id",
                self.acquiring_institution_id.as_ref().map(|value| value as _),
            )
            .hide(
                "address_verification_service_response",
                self.address_verification_service_response.is_some(),
            )
            .show_some(
                "advice_reason_code",
                self.advice_reason_code.as_ref().map(|value| value as _),
            )
            .hide("atc_discrepancy_indicator", self.atc_discrepancy_indicator.is_some())
            .hide("atc_discrepancy_value", self.atc_discrepancy_value.is_some())
            .hide("atc_value", self.atc_value.is_some())
            .hide("authentication_indicator", self.authentication_indicator.is_some())
            .hide("authorization_id_response", self.authorization_id_response.is_some())
            .show_text("banknet_date", self.banknet_date.as_ref().map(|text| text.as_str()))
            .show_some(
                "banknet_reference_number",
                self.banknet_reference_number.as_ref().map(|value| value as _),
            )
            .show_text(
                "billing_currency_code",
                self.billing_currency_code.as_ref().map(|text| text.as_str()),
            )
            .hide("card_acceptor_city", self.card_acceptor_city.is_some())
            .hide("card_acceptor_id", self.card_acceptor_id.is_some())
            .hide("card_acceptor_name", self.card_acceptor_name.is_some())
            .hide("card_acceptor_state", self.card_acceptor_state.is_some())
            .hide("card_acceptor_terminal_id", self.card_acceptor_terminal_id.is_some())
            .hide(
                "cardholder_activated_terminal_level",
                self.cardholder_activated_terminal_level.is_some(),
            )
            .hide(
                "cardholder_billing_actual_amount",
                self.cardholder_billing_actual_amount.is_some(),
            )
            .hide("cardholder_billing_amount", self.cardholder_billing_amount.is_some())
            .hide(
                "card_authentication_method_validation_code",
                self.card_authentication_method_validation_code.is_some(),
            )
            .show_text(
                "conversion_date",
                self.conversion_date.as_ref().map(|text| text.as_str()),
            )
            .hide("conversion_rate", self.conversion_rate.is_some())
            .hide(
                "electronic_commerce_indicators",
                self.electronic_commerce_indicators.is_some(),
            )
            .hide(
                "electronic_commerce_security_level_indicator_and_ucaf_collection_indicator",
                self.electronic_commerce_security_level_indicator_and_ucaf_collection_indicator
                    .is_some(),
            )
            .hide(
                "expiration_date_presence_ind",
                self.expiration_date_presence_ind.is_some(),
            )
            .hide(
                "final_authorization_indicator",
                self.final_authorization_indicator.is_some(),
            )
            .hide("financial_network_code", self.financial_network_code.is_some())
            .show_some(
                "forwarding_institution_id",
                self.forwarding_institution_id.as_ref().map(|value| value as _),
            )
            .hide("inf_data", self.inf_data.is_some())
            .hide(
                "integrated_circuit_card_related_data",
                self.integrated_circuit_card_related_data.is_some(),
            )
            .hide("issuer", self.issuer.is_some())
            .hide("mastercard_promotion_code", self.mastercard_promotion_code.is_some())
            .show_some("mcc_message_id", self.mcc_message_id.as_ref().map(|value| value as _))
            .hide("merchant_advice_code", self.merchant_advice_code.is_some())
            .show_some(
                "merchant_category_code",
                self.merchant_category_code.as_ref().map(|value| value as _),
            )
            .hide("mobile_phone_number", self.mobile_phone_number.is_some())
            .hide(
                "mobile_phone_service_provider_name",
                self.mobile_phone_service_provider_name.is_some(),
            )
            .show_some(
                "original_acquiring_institution_id_code",
                self.original_acquiring_institution_id_code
                    .as_ref()
                    .map(|value| value as _),
            )
            .hide(
                "original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator",
                self.original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator
                    .is_some(),
            )
            .show_some(
                "original_issuer_forwarding_institution_id_code",
                self.original_issuer_forwarding_institution_id_code
                    .as_ref()
                    .map(|value| value as _),
            )
            .show_some(
                "original_message_type_identifier",
                self.original_message_type_identifier.as_ref().map(|value| value as _),
            )
            .hide("pin_service_code", self.pin_service_code.is_some())
            .hide(
                "real_time_substantiation_indicator",
                self.real_time_substantiation_indicator.is_some(),
            )
            .hide(
                "reason_for_ucaf_collection_indicator_downgrade",
                self.reason_for_ucaf_collection_indicator_downgrade.is_some(),
            )
            .hide(
                "pos_card_data_terminal_input_capability",
                self.pos_card_data_terminal_input_capability.is_some(),
            )
            .hide("pos_cardholder_presence", self.pos_cardholder_presence.is_some())
            .hide("pos_card_presence", self.pos_card_presence.is_some())
            .hide("pos_entry_mode_pan", self.pos_entry_mode_pan.is_some())
            .hide("pos_entry_mode_pin", self.pos_entry_mode_pin.is_some())
            .hide("pos_terminal_attendance", self.pos_terminal_attendance.is_some())
            .hide("pos_terminal_location", self.pos_terminal_location.is_some())
            .hide("pos_transaction_status", self.pos_transaction_status.is_some())
            .hide("primary_account_number", self.primary_account_number.is_some())
            .hide(
                "primary_account_number_account_range",
                self.primary_account_number_account_range.is_some(),
            )
            .hide("private_data", self.private_data.is_some())
            .show_some("processing_code", self.processing_code.as_ref().map(|value| value as _))
            .hide(
                "record_data_presence_indicator",
                self.record_data_presence_indicator.is_some(),
            )
            .show_some("response_code", self.response_code.as_ref().map(|value| value as _))
            .show_some(
                "retrieval_reference_number",
                self.retrieval_reference_number.as_ref().map(|value| value as _),
            )
            .hide("settlement_actual_amount", self.settlement_actual_amount.is_some())
            .show_text(
                "settlement_date",
                self.settlement_date.as_ref().map(|text| text.as_str()),
            )
            .hide("stan", self.stan.is_some())
            .hide("storage_technology", self.storage_technology.is_some())
            .hide("systems_trace_audit_number", self.systems_trace_audit_number.is_some())
            .hide("token_assurance_level", self.token_assurance_level.is_some())
            .hide("token_requestor_id", self.token_requestor_id.is_some())
            .hide("track_1", self.track_1.is_some())
            .hide("track_2", self.track_2.is_some())
            .hide("transaction_actual_amount", self.transaction_actual_amount.is_some())
            .hide("transaction_amount_local", self.transaction_amount_local.is_some())
            .hide("transaction_category_code", self.transaction_category_code.is_some())
            .show_text(
                "transaction_currency_code",
                self.transaction_currency_code.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "transaction_type",
                self.transaction_type.as_ref().map(|value| value as _),
            )
            .show_text(
                "transmission_date_and_time",
                self.transmission_date_and_time.as_ref().map(|text| text.as_str()),
            )
            .hide(
                "universal_cardholder_authentication_field_ucaf",
                self.universal_cardholder_authentication_field_ucaf.is_some(),
            )
            .hide("vcn_product_code", self.vcn_product_code.is_some())
            .hide("wallet_identifier", self.wallet_identifier.is_some())
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for AuthorizationDetail {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
