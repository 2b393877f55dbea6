// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// The clearing record of a disputed transaction, field by field. Most amounts have no decimal point:
/// the currency exponents say where it belongs.
#[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct ClearingDetail {
    /// JSON `accountLevelManagementAccountCategoryCode`.
    #[serde(
        rename = "accountLevelManagementAccountCategoryCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub account_level_management_account_category_code: Option<String>,
    /// JSON `acquirerReferenceData`.
    #[serde(
        rename = "acquirerReferenceData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub acquirer_reference_data: Option<String>,
    /// JSON `acquiringInstitutionIdCode`.
    #[serde(
        rename = "acquiringInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub acquiring_institution_id_code: Option<String>,
    /// JSON `approvalCode`.
    #[serde(
        rename = "approvalCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub approval_code: Option<String>,
    /// JSON `businessCycle`.
    #[serde(
        rename = "businessCycle",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub business_cycle: Option<String>,
    /// JSON `businessServiceArrangementTypeCode`.
    #[serde(
        rename = "businessServiceArrangementTypeCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub business_service_arrangement_type_code: Option<String>,
    /// JSON `businessServiceIdCode`.
    #[serde(
        rename = "businessServiceIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub business_service_id_code: Option<String>,
    /// JSON `cardAcceptorBusinessCode`.
    #[serde(
        rename = "cardAcceptorBusinessCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_business_code: Option<String>,
    /// JSON `cardAcceptorCity`.
    #[serde(
        rename = "cardAcceptorCity",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_city: Option<String>,
    /// JSON `cardAcceptorClassificationOverrideIndicator`.
    #[serde(
        rename = "cardAcceptorClassificationOverrideIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_classification_override_indicator: Option<String>,
    /// JSON `cardAcceptorCountry`.
    #[serde(
        rename = "cardAcceptorCountry",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_country: Option<String>,
    /// JSON `cardAcceptorIdCode`.
    #[serde(
        rename = "cardAcceptorIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_id_code: Option<String>,
    /// JSON `cardAcceptorName`.
    #[serde(
        rename = "cardAcceptorName",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_name: Option<String>,
    /// JSON `cardAcceptorPostalCode`.
    #[serde(
        rename = "cardAcceptorPostalCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_postal_code: Option<mc_core::Sensitive<String>>,
    /// JSON `cardAcceptorState`.
    #[serde(
        rename = "cardAcceptorState",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_state: Option<String>,
    /// JSON `cardAcceptorStreetAddress`.
    #[serde(
        rename = "cardAcceptorStreetAddress",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_street_address: Option<mc_core::Sensitive<String>>,
    /// JSON `cardAcceptorTerminalId`.
    #[serde(
        rename = "cardAcceptorTerminalId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_terminal_id: Option<String>,
    /// JSON `cardAcceptorUrl`.
    #[serde(
        rename = "cardAcceptorUrl",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_acceptor_url: Option<String>,
    /// JSON `cardCaptureCapability`.
    #[serde(
        rename = "cardCaptureCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_capture_capability: Option<String>,
    /// JSON `cardDataInputCapability`.
    #[serde(
        rename = "cardDataInputCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_data_input_capability: Option<String>,
    /// JSON `cardDataInputMode`.
    #[serde(
        rename = "cardDataInputMode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_data_input_mode: Option<String>,
    /// JSON `cardDataOutputCapability`.
    #[serde(
        rename = "cardDataOutputCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_data_output_capability: Option<String>,
    /// JSON `cardholderAuthenticationCapability`.
    #[serde(
        rename = "cardholderAuthenticationCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_authentication_capability: Option<String>,
    /// JSON `cardholderAuthenticationEntity`.
    #[serde(
        rename = "cardholderAuthenticationEntity",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_authentication_entity: Option<String>,
    /// JSON `cardholderAuthenticationMethod`.
    #[serde(
        rename = "cardholderAuthenticationMethod",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_authentication_method: Option<String>,
    /// Value added tax of a transaction within Mexico.
    ///
    /// JSON `mexicoDomesticTaxAmount`.
    #[serde(
        rename = "mexicoDomesticTaxAmount",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mexico_domestic_tax_amount: Option<String>,
    /// Fees of a transaction within Mexico.
    ///
    /// JSON `mexicoDomesticTransactionFeeAmount`.
    #[serde(
        rename = "mexicoDomesticTransactionFeeAmount",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mexico_domestic_transaction_fee_amount: Option<String>,
    /// How tax and fees of a transaction within Mexico are settled.
    ///
    /// JSON `mexicoDomesticSettlementFeesAndVat`.
    #[serde(
        rename = "mexicoDomesticSettlementFeesAndVat",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mexico_domestic_settlement_fees_and_vat: Option<String>,
    /// JSON `cardholderBillingAmount`.
    #[serde(rename = "cardholderBillingAmount", skip_serializing_if = "Option::is_none")]
    pub cardholder_billing_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `cardholderBillingCurrencyCode`.
    #[serde(rename = "cardholderBillingCurrencyCode", skip_serializing_if = "Option::is_none")]
    pub cardholder_billing_currency_code: Option<mc_core::values::Currency>,
    /// JSON `cardholderFromAccountCode`.
    #[serde(
        rename = "cardholderFromAccountCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_from_account_code: Option<String>,
    /// JSON `cardholderPresentData`.
    #[serde(
        rename = "cardholderPresentData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_present_data: Option<String>,
    /// JSON `cardholderToAccountCode`.
    #[serde(
        rename = "cardholderToAccountCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub cardholder_to_account_code: Option<String>,
    /// JSON `cardIssuerReferenceData`.
    #[serde(
        rename = "cardIssuerReferenceData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_issuer_reference_data: Option<String>,
    /// JSON `cardPresentData`.
    #[serde(
        rename = "cardPresentData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_present_data: Option<String>,
    /// JSON `cardProgramIdentifier`.
    #[serde(
        rename = "cardProgramIdentifier",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub card_program_identifier: Option<String>,
    /// JSON `centralSiteBusinessDate`.
    #[serde(rename = "centralSiteBusinessDate", skip_serializing_if = "Option::is_none")]
    pub central_site_business_date: Option<mc_core::values::DateYymmdd>,
    /// JSON `centralSiteProcessingDateOriginalMessage`.
    #[serde(
        rename = "centralSiteProcessingDateOriginalMessage",
        skip_serializing_if = "Option::is_none"
    )]
    pub central_site_processing_date_original_message: Option<mc_core::values::DateYymmdd>,
    /// JSON `currencyCodeCardholderBilling`.
    #[serde(rename = "currencyCodeCardholderBilling", skip_serializing_if = "Option::is_none")]
    pub currency_code_cardholder_billing: Option<mc_core::values::Currency>,
    /// JSON `currencyCodeReconciliation`.
    #[serde(rename = "currencyCodeReconciliation", skip_serializing_if = "Option::is_none")]
    pub currency_code_reconciliation: Option<mc_core::values::Currency>,
    /// JSON `currencyCodeTransaction`.
    #[serde(rename = "currencyCodeTransaction", skip_serializing_if = "Option::is_none")]
    pub currency_code_transaction: Option<mc_core::values::Currency>,
    /// JSON `currencyExponentCardholderBilling`.
    #[serde(
        rename = "currencyExponentCardholderBilling",
        skip_serializing_if = "Option::is_none"
    )]
    pub currency_exponent_cardholder_billing: Option<mc_core::values::NumberText>,
    /// JSON `currencyExponentReconciliation`.
    #[serde(rename = "currencyExponentReconciliation", skip_serializing_if = "Option::is_none")]
    pub currency_exponent_reconciliation: Option<mc_core::values::NumberText>,
    /// JSON `currencyExponentTransaction`.
    #[serde(rename = "currencyExponentTransaction", skip_serializing_if = "Option::is_none")]
    pub currency_exponent_transaction: Option<mc_core::values::NumberText>,
    /// JSON `dataRecord`.
    #[serde(
        rename = "dataRecord",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_record: Option<mc_core::Sensitive<String>>,
    /// JSON `electronicCommerceCardAuth`.
    #[serde(
        rename = "electronicCommerceCardAuth",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_commerce_card_auth: Option<String>,
    /// JSON `electronicCommerceSecurityLevelIndicator`.
    #[serde(
        rename = "electronicCommerceSecurityLevelIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_commerce_security_level_indicator: Option<String>,
    /// JSON `electronicCommerceUcafCollectionIndicator`.
    #[serde(
        rename = "electronicCommerceUcafCollectionIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub electronic_commerce_ucaf_collection_indicator: Option<String>,
    /// JSON `forwardingInstitutionIdCode`.
    #[serde(
        rename = "forwardingInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub forwarding_institution_id_code: Option<String>,
    /// JSON `installmentAmount`.
    #[serde(rename = "installmentAmount", skip_serializing_if = "Option::is_none")]
    pub installment_amount: Option<mc_core::values::Amount>,
    /// JSON `installmentFee`.
    #[serde(rename = "installmentFee", skip_serializing_if = "Option::is_none")]
    pub installment_fee: Option<mc_core::values::MinorUnits>,
    /// JSON `installmentNumber`.
    #[serde(rename = "installmentNumber", skip_serializing_if = "Option::is_none")]
    pub installment_number: Option<mc_core::values::NumberText>,
    /// JSON `installmentPaymentDataBrazil`.
    #[serde(
        rename = "installmentPaymentDataBrazil",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_brazil: Option<String>,
    /// JSON `additionalAmountDataCode`.
    #[serde(
        rename = "additionalAmountDataCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub additional_amount_data_code: Option<String>,
    /// JSON `installmentParameters`.
    #[serde(rename = "installmentParameters", skip_serializing_if = "Option::is_none")]
    pub installment_parameters: Option<super::InstallmentParameters>,
    /// JSON `originalInformationInstallments`.
    #[serde(rename = "originalInformationInstallments", skip_serializing_if = "Option::is_none")]
    pub original_information_installments: Option<super::OriginalInformationInstallments>,
    /// JSON `installmentPlanType`.
    #[serde(
        rename = "installmentPlanType",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_plan_type: Option<String>,
    /// JSON `functionCode`.
    #[serde(
        rename = "functionCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub function_code: Option<String>,
    /// JSON `gcmsProductIndentifier`.
    #[serde(
        rename = "gcmsProductIndentifier",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub gcms_product_identifier: Option<String>,
    /// JSON `installmentPaymentData`.
    #[serde(
        rename = "installmentPaymentData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data: Option<String>,
    /// JSON `installmentPaymentDataAnnualPercentageRate`.
    #[serde(
        rename = "installmentPaymentDataAnnualPercentageRate",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_annual_percentage_rate: Option<String>,
    /// JSON `installmentPaymentDataFirstInstallmentAmount`.
    #[serde(
        rename = "installmentPaymentDataFirstInstallmentAmount",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_first_installment_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `installmentPaymentDataInstallmentFee`.
    #[serde(
        rename = "installmentPaymentDataInstallmentFee",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_installment_fee: Option<mc_core::values::MinorUnits>,
    /// JSON `installmentPaymentDataInterestRate`.
    #[serde(
        rename = "installmentPaymentDataInterestRate",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_interest_rate: Option<String>,
    /// JSON `installmentPaymentDataNumberInstallments`.
    #[serde(
        rename = "installmentPaymentDataNumberInstallments",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_number_installments: Option<mc_core::values::NumberText>,
    /// JSON `installmentPaymentDataSubsequentInstallmentAmount`.
    #[serde(
        rename = "installmentPaymentDataSubsequentInstallmentAmount",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_payment_data_subsequent_installment_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `integratedCircuitCardRelatedData`.
    #[serde(
        rename = "integratedCircuitCardRelatedData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub integrated_circuit_card_related_data: Option<mc_core::Sensitive<String>>,
    /// JSON `interchangeRateDesignator`.
    #[serde(
        rename = "interchangeRateDesignator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub interchange_rate_designator: Option<String>,
    /// JSON `licensedProductIndentifier`.
    #[serde(
        rename = "licensedProductIndentifier",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub licensed_product_identifier: Option<String>,
    /// JSON `legalCorporateName`.
    #[serde(
        rename = "legalCorporateName",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub legal_corporate_name: Option<String>,
    /// JSON `localMessageReasonCode`.
    #[serde(
        rename = "localMessageReasonCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub local_message_reason_code: Option<String>,
    /// JSON `localTax1IVA`.
    #[serde(rename = "localTax1IVA", skip_serializing_if = "Option::is_none")]
    pub local_tax_1_iva: Option<mc_core::values::MinorUnits>,
    /// JSON `localTransactionDateTime`.
    #[serde(rename = "localTransactionDateTime", skip_serializing_if = "Option::is_none")]
    pub local_transaction_date_time: Option<mc_core::values::DateTimeYymmdd>,
    /// JSON `mastercardAssignedId`.
    #[serde(
        rename = "mastercardAssignedId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mastercard_assigned_id: Option<String>,
    /// JSON `mastercardAssignedIdOverrideIndicator`.
    #[serde(
        rename = "mastercardAssignedIdOverrideIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mastercard_assigned_id_override_indicator: Option<String>,
    /// JSON `mastercardMappingServiceAccountNumber`.
    #[serde(
        rename = "mastercardMappingServiceAccountNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub mastercard_mapping_service_account_number: Option<mc_core::Sensitive<String>>,
    /// JSON `masterPassIncentiveIndicator`.
    #[serde(
        rename = "masterPassIncentiveIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub master_pass_incentive_indicator: Option<String>,
    /// JSON `messageReasonCode`.
    #[serde(
        rename = "messageReasonCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub message_reason_code: Option<String>,
    /// JSON `messageReversalIndicator`.
    #[serde(
        rename = "messageReversalIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub message_reversal_indicator: Option<String>,
    /// JSON `numberOfInstallments`.
    #[serde(rename = "numberOfInstallments", skip_serializing_if = "Option::is_none")]
    pub number_of_installments: Option<mc_core::values::NumberText>,
    /// JSON `originatingMessageFormat`.
    #[serde(
        rename = "originatingMessageFormat",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub originating_message_format: Option<String>,
    /// JSON `partnerIdCode`.
    #[serde(
        rename = "partnerIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub partner_id_code: Option<String>,
    /// JSON `pinCaptureCapability`.
    #[serde(
        rename = "pinCaptureCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub pin_capture_capability: Option<String>,
    /// JSON `primaryAccountNumber`.
    #[serde(
        rename = "primaryAccountNumber",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub primary_account_number: Option<mc_core::Sensitive<String>>,
    /// JSON `processingCode`.
    #[serde(
        rename = "processingCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub processing_code: Option<String>,
    /// JSON `productOverrideIndicator`.
    #[serde(
        rename = "productOverrideIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub product_override_indicator: Option<String>,
    /// JSON `programRegistrationId`.
    #[serde(
        rename = "programRegistrationId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub program_registration_id: Option<String>,
    /// JSON `qpsPaypassEligibilityIndicator`.
    #[serde(
        rename = "qpsPaypassEligibilityIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub qps_paypass_eligibility_indicator: Option<String>,
    /// JSON `rateIndicator`.
    #[serde(
        rename = "rateIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub rate_indicator: Option<String>,
    /// JSON `receivingInstitutionIdCode`.
    #[serde(
        rename = "receivingInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub receiving_institution_id_code: Option<String>,
    /// JSON `reconciliationAmount`.
    #[serde(rename = "reconciliationAmount", skip_serializing_if = "Option::is_none")]
    pub reconciliation_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `reconciliationCurrencyCode`.
    #[serde(rename = "reconciliationCurrencyCode", skip_serializing_if = "Option::is_none")]
    pub reconciliation_currency_code: Option<mc_core::values::Currency>,
    /// JSON `remotePaymentsProgramData`.
    #[serde(
        rename = "remotePaymentsProgramData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub remote_payments_program_data: Option<String>,
    /// JSON `serviceCode`.
    #[serde(
        rename = "serviceCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub service_code: Option<String>,
    /// JSON `settlementData`.
    #[serde(
        rename = "settlementData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub settlement_data: Option<String>,
    /// JSON `settlementIndicator`.
    #[serde(
        rename = "settlementIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub settlement_indicator: Option<String>,
    /// JSON `specialConditionsIndicator`.
    #[serde(
        rename = "specialConditionsIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub special_conditions_indicator: Option<String>,
    /// JSON `terminalDataOutputCapability`.
    #[serde(
        rename = "terminalDataOutputCapability",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub terminal_data_output_capability: Option<String>,
    /// JSON `terminalOperatingEnvironment`.
    #[serde(
        rename = "terminalOperatingEnvironment",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub terminal_operating_environment: Option<String>,
    /// JSON `terminalType`.
    #[serde(
        rename = "terminalType",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub terminal_type: Option<String>,
    /// JSON `tokenRequestorId`.
    #[serde(
        rename = "tokenRequestorId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub token_requestor_id: Option<String>,
    /// JSON `totalTransactionAmount`.
    #[serde(rename = "totalTransactionAmount", skip_serializing_if = "Option::is_none")]
    pub total_transaction_amount: Option<mc_core::values::Amount>,
    /// JSON `transactionAmountLocal`.
    #[serde(rename = "transactionAmountLocal", skip_serializing_if = "Option::is_none")]
    pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
    /// JSON `transactionCategoryIndicator`.
    #[serde(
        rename = "transactionCategoryIndicator",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_category_indicator: Option<String>,
    /// JSON `transactionCurrencyCode`.
    #[serde(rename = "transactionCurrencyCode", skip_serializing_if = "Option::is_none")]
    pub transaction_currency_code: Option<mc_core::values::Currency>,
    /// JSON `transactionDestinationInstitutionIdCode`.
    #[serde(
        rename = "transactionDestinationInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_destination_institution_id_code: Option<String>,
    /// JSON `transactionLifeCycleId`.
    #[serde(
        rename = "transactionLifeCycleId",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_life_cycle_id: Option<String>,
    /// JSON `transactionOriginatorInstitutionIdCode`.
    #[serde(
        rename = "transactionOriginatorInstitutionIdCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_originator_institution_id_code: Option<String>,
    /// JSON `transactionType`.
    #[serde(
        rename = "transactionType",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transaction_type: Option<String>,
    /// JSON `transitProgramCode`.
    #[serde(
        rename = "transitProgramCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub transit_program_code: Option<String>,
    /// JSON `walletIdentifierMdes`.
    #[serde(
        rename = "walletIdentifierMdes",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub wallet_identifier_mdes: Option<String>,
    /// JSON `currencyConversionAssessmentAmount`.
    #[serde(
        rename = "currencyConversionAssessmentAmount",
        skip_serializing_if = "Option::is_none"
    )]
    pub currency_conversion_assessment_amount: Option<mc_core::values::MinorUnits>,
    /// JSON `japanCommonMerchantCode`.
    #[serde(
        rename = "japanCommonMerchantCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub japan_common_merchant_code: Option<String>,
    /// JSON `installmentData`.
    #[serde(
        rename = "installmentData",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub installment_data: Option<String>,
    /// JSON `flexCode`.
    #[serde(
        rename = "flexCode",
        default,
        with = "serde_with::As::<mc_core::Lenient>",
        skip_serializing_if = "Option::is_none"
    )]
    pub flex_code: Option<String>,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl ClearingDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            account_level_management_account_category_code: None,
            acquirer_reference_data: None,
            acquiring_institution_id_code: None,
            approval_code: None,
            business_cycle: None,
            business_service_arrangement_type_code: None,
            business_service_id_code: None,
            card_acceptor_business_code: None,
            card_acceptor_city: None,
            card_acceptor_classification_override_indicator: None,
            card_acceptor_country: None,
            card_acceptor_id_code: None,
            card_acceptor_name: None,
            card_acceptor_postal_code: None,
            card_acceptor_state: None,
            card_acceptor_street_address: None,
            card_acceptor_terminal_id: None,
            card_acceptor_url: None,
            card_capture_capability: None,
            card_data_input_capability: None,
            card_data_input_mode: None,
            card_data_output_capability: None,
            cardholder_authentication_capability: None,
            cardholder_authentication_entity: None,
            cardholder_authentication_method: None,
            mexico_domestic_tax_amount: None,
            mexico_domestic_transaction_fee_amount: None,
            mexico_domestic_settlement_fees_and_vat: None,
            cardholder_billing_amount: None,
            cardholder_billing_currency_code: None,
            cardholder_from_account_code: None,
            cardholder_present_data: None,
            cardholder_to_account_code: None,
            card_issuer_reference_data: None,
            card_present_data: None,
            card_program_identifier: None,
            central_site_business_date: None,
            central_site_processing_date_original_message: None,
            currency_code_cardholder_billing: None,
            currency_code_reconciliation: None,
            currency_code_transaction: None,
            currency_exponent_cardholder_billing: None,
            currency_exponent_reconciliation: None,
            currency_exponent_transaction: None,
            data_record: None,
            electronic_commerce_card_auth: None,
            electronic_commerce_security_level_indicator: None,
            electronic_commerce_ucaf_collection_indicator: None,
            forwarding_institution_id_code: None,
            installment_amount: None,
            installment_fee: None,
            installment_number: None,
            installment_payment_data_brazil: None,
            additional_amount_data_code: None,
            installment_parameters: None,
            original_information_installments: None,
            installment_plan_type: None,
            function_code: None,
            gcms_product_identifier: None,
            installment_payment_data: None,
            installment_payment_data_annual_percentage_rate: None,
            installment_payment_data_first_installment_amount: None,
            installment_payment_data_installment_fee: None,
            installment_payment_data_interest_rate: None,
            installment_payment_data_number_installments: None,
            installment_payment_data_subsequent_installment_amount: None,
            integrated_circuit_card_related_data: None,
            interchange_rate_designator: None,
            licensed_product_identifier: None,
            legal_corporate_name: None,
            local_message_reason_code: None,
            local_tax_1_iva: None,
            local_transaction_date_time: None,
            mastercard_assigned_id: None,
            mastercard_assigned_id_override_indicator: None,
            mastercard_mapping_service_account_number: None,
            master_pass_incentive_indicator: None,
            message_reason_code: None,
            message_reversal_indicator: None,
            number_of_installments: None,
            originating_message_format: None,
            partner_id_code: None,
            pin_capture_capability: None,
            primary_account_number: None,
            processing_code: None,
            product_override_indicator: None,
            program_registration_id: None,
            qps_paypass_eligibility_indicator: None,
            rate_indicator: None,
            receiving_institution_id_code: None,
            reconciliation_amount: None,
            reconciliation_currency_code: None,
            remote_payments_program_data: None,
            service_code: None,
            settlement_data: None,
            settlement_indicator: None,
            special_conditions_indicator: None,
            terminal_data_output_capability: None,
            terminal_operating_environment: None,
            terminal_type: None,
            token_requestor_id: None,
            total_transaction_amount: None,
            transaction_amount_local: None,
            transaction_category_indicator: None,
            transaction_currency_code: None,
            transaction_destination_institution_id_code: None,
            transaction_life_cycle_id: None,
            transaction_originator_institution_id_code: None,
            transaction_type: None,
            transit_program_code: None,
            wallet_identifier_mdes: None,
            currency_conversion_assessment_amount: None,
            japan_common_merchant_code: None,
            installment_data: None,
            flex_code: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account_level_management_account_category_code`.
    #[must_use]
    pub fn account_level_management_account_category_code(mut self, value: impl Into<String>) -> Self {
        self.account_level_management_account_category_code = Some(value.into());
        self
    }

    /// Sets `acquirer_reference_data`.
    #[must_use]
    pub fn acquirer_reference_data(mut self, value: impl Into<String>) -> Self {
        self.acquirer_reference_data = Some(value.into());
        self
    }

    /// Sets `acquiring_institution_id_code`.
    #[must_use]
    pub fn acquiring_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.acquiring_institution_id_code = Some(value.into());
        self
    }

    /// Sets `approval_code`.
    #[must_use]
    pub fn approval_code(mut self, value: impl Into<String>) -> Self {
        self.approval_code = Some(value.into());
        self
    }

    /// Sets `business_cycle`.
    #[must_use]
    pub fn business_cycle(mut self, value: impl Into<String>) -> Self {
        self.business_cycle = Some(value.into());
        self
    }

    /// Sets `business_service_arrangement_type_code`.
    #[must_use]
    pub fn business_service_arrangement_type_code(mut self, value: impl Into<String>) -> Self {
        self.business_service_arrangement_type_code = Some(value.into());
        self
    }

    /// Sets `business_service_id_code`.
    #[must_use]
    pub fn business_service_id_code(mut self, value: impl Into<String>) -> Self {
        self.business_service_id_code = Some(value.into());
        self
    }

    /// Sets `card_acceptor_business_code`.
    #[must_use]
    pub fn card_acceptor_business_code(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_business_code = Some(value.into());
        self
    }

    /// Sets `card_acceptor_city`.
    #[must_use]
    pub fn card_acceptor_city(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_city = Some(value.into());
        self
    }

    /// Sets `card_acceptor_classification_override_indicator`.
    #[must_use]
    pub fn card_acceptor_classification_override_indicator(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_classification_override_indicator = Some(value.into());
        self
    }

    /// Sets `card_acceptor_country`.
    #[must_use]
    pub fn card_acceptor_country(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_country = Some(value.into());
        self
    }

    /// Sets `card_acceptor_id_code`.
    #[must_use]
    pub fn card_acceptor_id_code(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_id_code = Some(value.into());
        self
    }

    /// Sets `card_acceptor_name`.
    #[must_use]
    pub fn card_acceptor_name(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_name = Some(value.into());
        self
    }

    /// Sets `card_acceptor_postal_code`.
    #[must_use]
    pub fn card_acceptor_postal_code(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.card_acceptor_postal_code = Some(value.into());
        self
    }

    /// Sets `card_acceptor_state`.
    #[must_use]
    pub fn card_acceptor_state(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_state = Some(value.into());
        self
    }

    /// Sets `card_acceptor_street_address`.
    #[must_use]
    pub fn card_acceptor_street_address(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.card_acceptor_street_address = Some(value.into());
        self
    }

    /// Sets `card_acceptor_terminal_id`.
    #[must_use]
    pub fn card_acceptor_terminal_id(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_terminal_id = Some(value.into());
        self
    }

    /// Sets `card_acceptor_url`.
    #[must_use]
    pub fn card_acceptor_url(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_url = Some(value.into());
        self
    }

    /// Sets `card_capture_capability`.
    #[must_use]
    pub fn card_capture_capability(mut self, value: impl Into<String>) -> Self {
        self.card_capture_capability = Some(value.into());
        self
    }

    /// Sets `card_data_input_capability`.
    #[must_use]
    pub fn card_data_input_capability(mut self, value: impl Into<String>) -> Self {
        self.card_data_input_capability = Some(value.into());
        self
    }

    /// Sets `card_data_input_mode`.
    #[must_use]
    pub fn card_data_input_mode(mut self, value: impl Into<String>) -> Self {
        self.card_data_input_mode = Some(value.into());
        self
    }

    /// Sets `card_data_output_capability`.
    #[must_use]
    pub fn card_data_output_capability(mut self, value: impl Into<String>) -> Self {
        self.card_data_output_capability = Some(value.into());
        self
    }

    /// Sets `cardholder_authentication_capability`.
    #[must_use]
    pub fn cardholder_authentication_capability(mut self, value: impl Into<String>) -> Self {
        self.cardholder_authentication_capability = Some(value.into());
        self
    }

    /// Sets `cardholder_authentication_entity`.
    #[must_use]
    pub fn cardholder_authentication_entity(mut self, value: impl Into<String>) -> Self {
        self.cardholder_authentication_entity = Some(value.into());
        self
    }

    /// Sets `cardholder_authentication_method`.
    #[must_use]
    pub fn cardholder_authentication_method(mut self, value: impl Into<String>) -> Self {
        self.cardholder_authentication_method = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_tax_amount`.
    #[must_use]
    pub fn mexico_domestic_tax_amount(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_tax_amount = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_transaction_fee_amount`.
    #[must_use]
    pub fn mexico_domestic_transaction_fee_amount(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_transaction_fee_amount = Some(value.into());
        self
    }

    /// Sets `mexico_domestic_settlement_fees_and_vat`.
    #[must_use]
    pub fn mexico_domestic_settlement_fees_and_vat(mut self, value: impl Into<String>) -> Self {
        self.mexico_domestic_settlement_fees_and_vat = Some(value.into());
        self
    }

    /// Sets `cardholder_billing_amount`.
    #[must_use]
    pub fn cardholder_billing_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.cardholder_billing_amount = Some(value);
        self
    }

    /// Sets `cardholder_billing_currency_code`.
    #[must_use]
    pub fn cardholder_billing_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.cardholder_billing_currency_code = Some(value);
        self
    }

    /// Sets `cardholder_from_account_code`.
    #[must_use]
    pub fn cardholder_from_account_code(mut self, value: impl Into<String>) -> Self {
        self.cardholder_from_account_code = Some(value.into());
        self
    }

    /// Sets `cardholder_present_data`.
    #[must_use]
    pub fn cardholder_present_data(mut self, value: impl Into<String>) -> Self {
        self.cardholder_present_data = Some(value.into());
        self
    }

    /// Sets `cardholder_to_account_code`.
    #[must_use]
    pub fn cardholder_to_account_code(mut self, value: impl Into<String>) -> Self {
        self.cardholder_to_account_code = Some(value.into());
        self
    }

    /// Sets `card_issuer_reference_data`.
    #[must_use]
    pub fn card_issuer_reference_data(mut self, value: impl Into<String>) -> Self {
        self.card_issuer_reference_data = Some(value.into());
        self
    }

    /// Sets `card_present_data`.
    #[must_use]
    pub fn card_present_data(mut self, value: impl Into<String>) -> Self {
        self.card_present_data = Some(value.into());
        self
    }

    /// Sets `card_program_identifier`.
    #[must_use]
    pub fn card_program_identifier(mut self, value: impl Into<String>) -> Self {
        self.card_program_identifier = Some(value.into());
        self
    }

    /// Sets `central_site_business_date`.
    #[must_use]
    pub fn central_site_business_date(mut self, value: mc_core::values::DateYymmdd) -> Self {
        self.central_site_business_date = Some(value);
        self
    }

    /// Sets `central_site_processing_date_original_message`.
    #[must_use]
    pub fn central_site_processing_date_original_message(mut self, value: mc_core::values::DateYymmdd) -> Self {
        self.central_site_processing_date_original_message = Some(value);
        self
    }

    /// Sets `currency_code_cardholder_billing`.
    #[must_use]
    pub fn currency_code_cardholder_billing(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code_cardholder_billing = Some(value);
        self
    }

    /// Sets `currency_code_reconciliation`.
    #[must_use]
    pub fn currency_code_reconciliation(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code_reconciliation = Some(value);
        self
    }

    /// Sets `currency_code_transaction`.
    #[must_use]
    pub fn currency_code_transaction(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code_transaction = Some(value);
        self
    }

    /// Sets `currency_exponent_cardholder_billing`.
    #[must_use]
    pub fn currency_exponent_cardholder_billing(mut self, value: mc_core::values::NumberText) -> Self {
        self.currency_exponent_cardholder_billing = Some(value);
        self
    }

    /// Sets `currency_exponent_reconciliation`.
    #[must_use]
    pub fn currency_exponent_reconciliation(mut self, value: mc_core::values::NumberText) -> Self {
        self.currency_exponent_reconciliation = Some(value);
        self
    }

    /// Sets `currency_exponent_transaction`.
    #[must_use]
    pub fn currency_exponent_transaction(mut self, value: mc_core::values::NumberText) -> Self {
        self.currency_exponent_transaction = Some(value);
        self
    }

    /// Sets `data_record`.
    #[must_use]
    pub fn data_record(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.data_record = Some(value.into());
        self
    }

    /// Sets `electronic_commerce_card_auth`.
    #[must_use]
    pub fn electronic_commerce_card_auth(mut self, value: impl Into<String>) -> Self {
        self.electronic_commerce_card_auth = Some(value.into());
        self
    }

    /// Sets `electronic_commerce_security_level_indicator`.
    #[must_use]
    pub fn electronic_commerce_security_level_indicator(mut self, value: impl Into<String>) -> Self {
        self.electronic_commerce_security_level_indicator = Some(value.into());
        self
    }

    /// Sets `electronic_commerce_ucaf_collection_indicator`.
    #[must_use]
    pub fn electronic_commerce_ucaf_collection_indicator(mut self, value: impl Into<String>) -> Self {
        self.electronic_commerce_ucaf_collection_indicator = Some(value.into());
        self
    }

    /// Sets `forwarding_institution_id_code`.
    #[must_use]
    pub fn forwarding_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.forwarding_institution_id_code = Some(value.into());
        self
    }

    /// Sets `installment_amount`.
    #[must_use]
    pub fn installment_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.installment_amount = Some(value);
        self
    }

    /// Sets `installment_fee`.
    #[must_use]
    pub fn installment_fee(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.installment_fee = Some(value);
        self
    }

    /// Sets `installment_number`.
    #[must_use]
    pub fn installment_number(mut self, value: mc_core::values::NumberText) -> Self {
        self.installment_number = Some(value);
        self
    }

    /// Sets `installment_payment_data_brazil`.
    #[must_use]
    pub fn installment_payment_data_brazil(mut self, value: impl Into<String>) -> Self {
        self.installment_payment_data_brazil = Some(value.into());
        self
    }

    /// Sets `additional_amount_data_code`.
    #[must_use]
    pub fn additional_amount_data_code(mut self, value: impl Into<String>) -> Self {
        self.additional_amount_data_code = Some(value.into());
        self
    }

    /// Sets `installment_parameters`.
    #[must_use]
    pub fn installment_parameters(mut self, value: impl Into<super::InstallmentParameters>) -> Self {
        self.installment_parameters = Some(value.into());
        self
    }

    /// Sets `original_information_installments`.
    #[must_use]
    pub fn original_information_installments(
        mut self,
        value: impl Into<super::OriginalInformationInstallments>,
    ) -> Self {
        self.original_information_installments = Some(value.into());
        self
    }

    /// Sets `installment_plan_type`.
    #[must_use]
    pub fn installment_plan_type(mut self, value: impl Into<String>) -> Self {
        self.installment_plan_type = Some(value.into());
        self
    }

    /// Sets `function_code`.
    #[must_use]
    pub fn function_code(mut self, value: impl Into<String>) -> Self {
        self.function_code = Some(value.into());
        self
    }

    /// Sets `gcms_product_identifier`.
    #[must_use]
    pub fn gcms_product_identifier(mut self, value: impl Into<String>) -> Self {
        self.gcms_product_identifier = Some(value.into());
        self
    }

    /// Sets `installment_payment_data`.
    #[must_use]
    pub fn installment_payment_data(mut self, value: impl Into<String>) -> Self {
        self.installment_payment_data = Some(value.into());
        self
    }

    /// Sets `installment_payment_data_annual_percentage_rate`.
    #[must_use]
    pub fn installment_payment_data_annual_percentage_rate(mut self, value: impl Into<String>) -> Self {
        self.installment_payment_data_annual_percentage_rate = Some(value.into());
        self
    }

    /// Sets `installment_payment_data_first_installment_amount`.
    #[must_use]
    pub fn installment_payment_data_first_installment_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.installment_payment_data_first_installment_amount = Some(value);
        self
    }

    /// Sets `installment_payment_data_installment_fee`.
    #[must_use]
    pub fn installment_payment_data_installment_fee(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.installment_payment_data_installment_fee = Some(value);
        self
    }

    /// Sets `installment_payment_data_interest_rate`.
    #[must_use]
    pub fn installment_payment_data_interest_rate(mut self, value: impl Into<String>) -> Self {
        self.installment_payment_data_interest_rate = Some(value.into());
        self
    }

    /// Sets `installment_payment_data_number_installments`.
    #[must_use]
    pub fn installment_payment_data_number_installments(mut self, value: mc_core::values::NumberText) -> Self {
        self.installment_payment_data_number_installments = Some(value);
        self
    }

    /// Sets `installment_payment_data_subsequent_installment_amount`.
    #[must_use]
    pub fn installment_payment_data_subsequent_installment_amount(
        mut self,
        value: mc_core::values::MinorUnits,
    ) -> Self {
        self.installment_payment_data_subsequent_installment_amount = Some(value);
        self
    }

    /// Sets `integrated_circuit_card_related_data`.
    #[must_use]
    pub fn integrated_circuit_card_related_data(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.integrated_circuit_card_related_data = Some(value.into());
        self
    }

    /// Sets `interchange_rate_designator`.
    #[must_use]
    pub fn interchange_rate_designator(mut self, value: impl Into<String>) -> Self {
        self.interchange_rate_designator = Some(value.into());
        self
    }

    /// Sets `licensed_product_identifier`.
    #[must_use]
    pub fn licensed_product_identifier(mut self, value: impl Into<String>) -> Self {
        self.licensed_product_identifier = Some(value.into());
        self
    }

    /// Sets `legal_corporate_name`.
    #[must_use]
    pub fn legal_corporate_name(mut self, value: impl Into<String>) -> Self {
        self.legal_corporate_name = Some(value.into());
        self
    }

    /// Sets `local_message_reason_code`.
    #[must_use]
    pub fn local_message_reason_code(mut self, value: impl Into<String>) -> Self {
        self.local_message_reason_code = Some(value.into());
        self
    }

    /// Sets `local_tax_1_iva`.
    #[must_use]
    pub fn local_tax_1_iva(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.local_tax_1_iva = Some(value);
        self
    }

    /// Sets `local_transaction_date_time`.
    #[must_use]
    pub fn local_transaction_date_time(mut self, value: mc_core::values::DateTimeYymmdd) -> Self {
        self.local_transaction_date_time = Some(value);
        self
    }

    /// Sets `mastercard_assigned_id`.
    #[must_use]
    pub fn mastercard_assigned_id(mut self, value: impl Into<String>) -> Self {
        self.mastercard_assigned_id = Some(value.into());
        self
    }

    /// Sets `mastercard_assigned_id_override_indicator`.
    #[must_use]
    pub fn mastercard_assigned_id_override_indicator(mut self, value: impl Into<String>) -> Self {
        self.mastercard_assigned_id_override_indicator = Some(value.into());
        self
    }

    /// Sets `mastercard_mapping_service_account_number`.
    #[must_use]
    pub fn mastercard_mapping_service_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.mastercard_mapping_service_account_number = Some(value.into());
        self
    }

    /// Sets `master_pass_incentive_indicator`.
    #[must_use]
    pub fn master_pass_incentive_indicator(mut self, value: impl Into<String>) -> Self {
        self.master_pass_incentive_indicator = Some(value.into());
        self
    }

    /// Sets `message_reason_code`.
    #[must_use]
    pub fn message_reason_code(mut self, value: impl Into<String>) -> Self {
        self.message_reason_code = Some(value.into());
        self
    }

    /// Sets `message_reversal_indicator`.
    #[must_use]
    pub fn message_reversal_indicator(mut self, value: impl Into<String>) -> Self {
        self.message_reversal_indicator = Some(value.into());
        self
    }

    /// Sets `number_of_installments`.
    #[must_use]
    pub fn number_of_installments(mut self, value: mc_core::values::NumberText) -> Self {
        self.number_of_installments = Some(value);
        self
    }

    /// Sets `originating_message_format`.
    #[must_use]
    pub fn originating_message_format(mut self, value: impl Into<String>) -> Self {
        self.originating_message_format = Some(value.into());
        self
    }

    /// Sets `partner_id_code`.
    #[must_use]
    pub fn partner_id_code(mut self, value: impl Into<String>) -> Self {
        self.partner_id_code = Some(value.into());
        self
    }

    /// Sets `pin_capture_capability`.
    #[must_use]
    pub fn pin_capture_capability(mut self, value: impl Into<String>) -> Self {
        self.pin_capture_capability = Some(value.into());
        self
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `processing_code`.
    #[must_use]
    pub fn processing_code(mut self, value: impl Into<String>) -> Self {
        self.processing_code = Some(value.into());
        self
    }

    /// Sets `product_override_indicator`.
    #[must_use]
    pub fn product_override_indicator(mut self, value: impl Into<String>) -> Self {
        self.product_override_indicator = Some(value.into());
        self
    }

    /// Sets `program_registration_id`.
    #[must_use]
    pub fn program_registration_id(mut self, value: impl Into<String>) -> Self {
        self.program_registration_id = Some(value.into());
        self
    }

    /// Sets `qps_paypass_eligibility_indicator`.
    #[must_use]
    pub fn qps_paypass_eligibility_indicator(mut self, value: impl Into<String>) -> Self {
        self.qps_paypass_eligibility_indicator = Some(value.into());
        self
    }

    /// Sets `rate_indicator`.
    #[must_use]
    pub fn rate_indicator(mut self, value: impl Into<String>) -> Self {
        self.rate_indicator = Some(value.into());
        self
    }

    /// Sets `receiving_institution_id_code`.
    #[must_use]
    pub fn receiving_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.receiving_institution_id_code = Some(value.into());
        self
    }

    /// Sets `reconciliation_amount`.
    #[must_use]
    pub fn reconciliation_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.reconciliation_amount = Some(value);
        self
    }

    /// Sets `reconciliation_currency_code`.
    #[must_use]
    pub fn reconciliation_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.reconciliation_currency_code = Some(value);
        self
    }

    /// Sets `remote_payments_program_data`.
    #[must_use]
    pub fn remote_payments_program_data(mut self, value: impl Into<String>) -> Self {
        self.remote_payments_program_data = Some(value.into());
        self
    }

    /// Sets `service_code`.
    #[must_use]
    pub fn service_code(mut self, value: impl Into<String>) -> Self {
        self.service_code = Some(value.into());
        self
    }

    /// Sets `settlement_data`.
    #[must_use]
    pub fn settlement_data(mut self, value: impl Into<String>) -> Self {
        self.settlement_data = Some(value.into());
        self
    }

    /// Sets `settlement_indicator`.
    #[must_use]
    pub fn settlement_indicator(mut self, value: impl Into<String>) -> Self {
        self.settlement_indicator = Some(value.into());
        self
    }

    /// Sets `special_conditions_indicator`.
    #[must_use]
    pub fn special_conditions_indicator(mut self, value: impl Into<String>) -> Self {
        self.special_conditions_indicator = Some(value.into());
        self
    }

    /// Sets `terminal_data_output_capability`.
    #[must_use]
    pub fn terminal_data_output_capability(mut self, value: impl Into<String>) -> Self {
        self.terminal_data_output_capability = Some(value.into());
        self
    }

    /// Sets `terminal_operating_environment`.
    #[must_use]
    pub fn terminal_operating_environment(mut self, value: impl Into<String>) -> Self {
        self.terminal_operating_environment = Some(value.into());
        self
    }

    /// Sets `terminal_type`.
    #[must_use]
    pub fn terminal_type(mut self, value: impl Into<String>) -> Self {
        self.terminal_type = Some(value.into());
        self
    }

    /// Sets `token_requestor_id`.
    #[must_use]
    pub fn token_requestor_id(mut self, value: impl Into<String>) -> Self {
        self.token_requestor_id = Some(value.into());
        self
    }

    /// Sets `total_transaction_amount`.
    #[must_use]
    pub fn total_transaction_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.total_transaction_amount = Some(value);
        self
    }

    /// Sets `transaction_amount_local`.
    #[must_use]
    pub fn transaction_amount_local(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_local = Some(value);
        self
    }

    /// Sets `transaction_category_indicator`.
    #[must_use]
    pub fn transaction_category_indicator(mut self, value: impl Into<String>) -> Self {
        self.transaction_category_indicator = Some(value.into());
        self
    }

    /// Sets `transaction_currency_code`.
    #[must_use]
    pub fn transaction_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.transaction_currency_code = Some(value);
        self
    }

    /// Sets `transaction_destination_institution_id_code`.
    #[must_use]
    pub fn transaction_destination_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.transaction_destination_institution_id_code = Some(value.into());
        self
    }

    /// Sets `transaction_life_cycle_id`.
    #[must_use]
    pub fn transaction_life_cycle_id(mut self, value: impl Into<String>) -> Self {
        self.transaction_life_cycle_id = Some(value.into());
        self
    }

    /// Sets `transaction_originator_institution_id_code`.
    #[must_use]
    pub fn transaction_originator_institution_id_code(mut self, value: impl Into<String>) -> Self {
        self.transaction_originator_institution_id_code = Some(value.into());
        self
    }

    /// Sets `transaction_type`.
    #[must_use]
    pub fn transaction_type(mut self, value: impl Into<String>) -> Self {
        self.transaction_type = Some(value.into());
        self
    }

    /// Sets `transit_program_code`.
    #[must_use]
    pub fn transit_program_code(mut self, value: impl Into<String>) -> Self {
        self.transit_program_code = Some(value.into());
        self
    }

    /// Sets `wallet_identifier_mdes`.
    #[must_use]
    pub fn wallet_identifier_mdes(mut self, value: impl Into<String>) -> Self {
        self.wallet_identifier_mdes = Some(value.into());
        self
    }

    /// Sets `currency_conversion_assessment_amount`.
    #[must_use]
    pub fn currency_conversion_assessment_amount(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.currency_conversion_assessment_amount = Some(value);
        self
    }

    /// Sets `japan_common_merchant_code`.
    #[must_use]
    pub fn japan_common_merchant_code(mut self, value: impl Into<String>) -> Self {
        self.japan_common_merchant_code = Some(value.into());
        self
    }

    /// Sets `installment_data`.
    #[must_use]
    pub fn installment_data(mut self, value: impl Into<String>) -> Self {
        self.installment_data = Some(value.into());
        self
    }

    /// Sets `flex_code`.
    #[must_use]
    pub fn flex_code(mut self, value: impl Into<String>) -> Self {
        self.flex_code = Some(value.into());
        self
    }
}

impl std::fmt::Debug for ClearingDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ClearingDetail")
            .hide(
                "account_level_management_account_category_code",
                self.account_level_management_account_category_code.is_some(),
            )
            .show_some(
                "acquirer_reference_data",
                self.acquirer_reference_data.as_ref().map(|value| value as _),
            )
            .show_some(
                "acquiring_institution_id_code",
                self.acquiring_institution_id_code.as_ref().map(|value| value as _),
            )
            .hide("approval_code", self.approval_code.is_some())
            .hide("business_cycle", self.business_cycle.is_some())
            .hide(
                "business_service_arrangement_type_code",
                self.business_service_arrangement_type_code.is_some(),
            )
            .hide("business_service_id_code", self.business_service_id_code.is_some())
            .show_some(
                "card_acceptor_business_code",
                self.card_acceptor_business_code.as_ref().map(|value| value as _),
            )
            .hide("card_acceptor_city", self.card_acceptor_city.is_some())
            .hide(
                "card_acceptor_classification_override_indicator",
                self.card_acceptor_classification_override_indicator.is_some(),
            )
            .hide("card_acceptor_country", self.card_acceptor_country.is_some())
            .hide("card_acceptor_id_code", self.card_acceptor_id_code.is_some())
            .hide("card_acceptor_name", self.card_acceptor_name.is_some())
            .hide("card_acceptor_postal_code", self.card_acceptor_postal_code.is_some())
            .hide("card_acceptor_state", self.card_acceptor_state.is_some())
            .hide(
                "card_acceptor_street_address",
                self.card_acceptor_street_address.is_some(),
            )
            .hide("card_acceptor_terminal_id", self.card_acceptor_terminal_id.is_some())
            .hide("card_acceptor_url", self.card_acceptor_url.is_some())
            .hide("card_capture_capability", self.card_capture_capability.is_some())
            .hide("card_data_input_capability", self.card_data_input_capability.is_some())
            .hide("card_data_input_mode", self.card_data_input_mode.is_some())
            .hide(
                "card_data_output_capability",
                self.card_data_output_capability.is_some(),
            )
            .hide(
                "cardholder_authentication_capability",
                self.cardholder_authentication_capability.is_some(),
            )
            .hide(
                "cardholder_authentication_entity",
                self.cardholder_authentication_entity.is_some(),
            )
            .hide(
                "cardholder_authentication_method",
                self.cardholder_authentication_method.is_some(),
            )
            .hide("mexico_domestic_tax_amount", self.mexico_domestic_tax_amount.is_some())
            .hide(
                "mexico_domestic_transaction_fee_amount",
                self.mexico_domestic_transaction_fee_amount.is_some(),
            )
            .hide(
                "mexico_domestic_settlement_fees_and_vat",
                self.mexico_domestic_settlement_fees_and_vat.is_some(),
            )
            .hide("cardholder_billing_amount", self.cardholder_billing_amount.is_some())
            .show_text(
                "cardholder_billing_currency_code",
                self.cardholder_billing_currency_code.as_ref().map(|text| text.as_str()),
            )
            .hide(
                "cardholder_from_account_code",
                self.cardholder_from_account_code.is_some(),
            )
            .hide("cardholder_present_data", self.cardholder_present_data.is_some())
            .hide("cardholder_to_account_code", self.cardholder_to_account_code.is_some())
            .show_some(
                "card_issuer_reference_data",
                self.card_issuer_reference_data.as_ref().map(|value| value as _),
            )
            .hide("card_present_data", self.card_present_data.is_some())
            .hide("card_program_identifier", self.card_program_identifier.is_some())
            .show_text(
                "central_site_business_date",
                self.central_site_business_date.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "central_site_processing_date_original_message",
                self.central_site_processing_date_original_message
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .show_text(
                "currency_code_cardholder_billing",
                self.currency_code_cardholder_billing.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "currency_code_reconciliation",
                self.currency_code_reconciliation.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "currency_code_transaction",
                self.currency_code_transaction.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "currency_exponent_cardholder_billing",
                self.currency_exponent_cardholder_billing
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .show_text(
                "currency_exponent_reconciliation",
                self.currency_exponent_reconciliation.as_ref().map(|text| text.as_str()),
            )
            .show_text(
                "currency_exponent_transaction",
                self.currency_exponent_transaction.as_ref().map(|text| text.as_str()),
            )
            .hide("data_record", self.data_record.is_some())
            .hide(
                "electronic_commerce_card_auth",
                self.electronic_commerce_card_auth.is_some(),
            )
            .hide(
                "electronic_commerce_security_level_indicator",
                self.electronic_commerce_security_level_indicator.is_some(),
            )
            .hide(
                "electronic_commerce_ucaf_collection_indicator",
                self.electronic_commerce_ucaf_collection_indicator.is_some(),
            )
            .show_some(
                "forwarding_institution_id_code",
                self.forwarding_institution_id_code.as_ref().map(|value| value as _),
            )
            .hide("installment_amount", self.installment_amount.is_some())
            .hide("installment_fee", self.installment_fee.is_some())
            .show_text(
                "installment_number",
                self.installment_number.as_ref().map(|text| text.as_str()),
            )
            .hide(
                "installment_payment_data_brazil",
                self.installment_payment_data_brazil.is_some(),
            )
            .hide(
                "additional_amount_data_code",
                self.additional_amount_data_code.is_some(),
            )
            .show_some(
                "installment_parameters",
                self.installment_parameters.as_ref().map(|value| value as _),
            )
            .show_some(
                "original_information_installments",
                self.original_information_installments.as_ref().map(|value| value as _),
            )
            .show_some(
                "installment_plan_type",
                self.installment_plan_type.as_ref().map(|value| value as _),
            )
            .show_some("function_code", self.function_code.as_ref().map(|value| value as _))
            .hide("gcms_product_identifier", self.gcms_product_identifier.is_some())
            .hide("installment_payment_data", self.installment_payment_data.is_some())
            .hide(
                "installment_payment_data_annual_percentage_rate",
                self.installment_payment_data_annual_percentage_rate.is_some(),
            )
            .hide(
                "installment_payment_data_first_installment_amount",
                self.installment_payment_data_first_installment_amount.is_some(),
            )
            .hide(
                "installment_payment_data_installment_fee",
                self.installment_payment_data_installment_fee.is_some(),
            )
            .hide(
                "installment_payment_data_interest_rate",
                self.installment_payment_data_interest_rate.is_some(),
            )
            .hide(
                "installment_payment_data_number_installments",
                self.installment_payment_data_number_installments.is_some(),
            )
            .hide(
                "installment_payment_data_subsequent_installment_amount",
                self.installment_payment_data_subsequent_installment_amount.is_some(),
            )
            .hide(
                "integrated_circuit_card_related_data",
                self.integrated_circuit_card_related_data.is_some(),
            )
            .hide(
                "interchange_rate_designator",
                self.interchange_rate_designator.is_some(),
            )
            .hide(
                "licensed_product_identifier",
                self.licensed_product_identifier.is_some(),
            )
            .hide("legal_corporate_name", self.legal_corporate_name.is_some())
            .show_some(
                "local_message_reason_code",
                self.local_message_reason_code.as_ref().map(|value| value as _),
            )
            .hide("local_tax_1_iva", self.local_tax_1_iva.is_some())
            .show_text(
                "local_transaction_date_time",
                self.local_transaction_date_time.as_ref().map(|text| text.as_str()),
            )
            .hide("mastercard_assigned_id", self.mastercard_assigned_id.is_some())
            .hide(
                "mastercard_assigned_id_override_indicator",
                self.mastercard_assigned_id_override_indicator.is_some(),
            )
            .hide(
                "mastercard_mapping_service_account_number",
                self.mastercard_mapping_service_account_number.is_some(),
            )
            .hide(
                "master_pass_incentive_indicator",
                self.master_pass_incentive_indicator.is_some(),
            )
            .show_some(
                "message_reason_code",
                self.message_reason_code.as_ref().map(|value| value as _),
            )
            .show_some(
                "message_reversal_indicator",
                self.message_reversal_indicator.as_ref().map(|value| value as _),
            )
            .show_text(
                "number_of_installments",
                self.number_of_installments.as_ref().map(|text| text.as_str()),
            )
            .hide("originating_message_format", self.originating_message_format.is_some())
            .hide("partner_id_code", self.partner_id_code.is_some())
            .hide("pin_capture_capability", self.pin_capture_capability.is_some())
            .hide("primary_account_number", self.primary_account_number.is_some())
            .show_some("processing_code", self.processing_code.as_ref().map(|value| value as _))
            .hide("product_override_indicator", self.product_override_indicator.is_some())
            .hide("program_registration_id", self.program_registration_id.is_some())
            .hide(
                "qps_paypass_eligibility_indicator",
                self.qps_paypass_eligibility_indicator.is_some(),
            )
            .hide("rate_indicator", self.rate_indicator.is_some())
            .show_some(
                "receiving_institution_id_code",
                self.receiving_institution_id_code.as_ref().map(|value| value as _),
            )
            .hide("reconciliation_amount", self.reconciliation_amount.is_some())
            .show_text(
                "reconciliation_currency_code",
                self.reconciliation_currency_code.as_ref().map(|text| text.as_str()),
            )
            .hide(
                "remote_payments_program_data",
                self.remote_payments_program_data.is_some(),
            )
            .hide("service_code", self.service_code.is_some())
            .hide("settlement_data", self.settlement_data.is_some())
            .show_some(
                "settlement_indicator",
                self.settlement_indicator.as_ref().map(|value| value as _),
            )
            .hide(
                "special_conditions_indicator",
                self.special_conditions_indicator.is_some(),
            )
            .hide(
                "terminal_data_output_capability",
                self.terminal_data_output_capability.is_some(),
            )
            .hide(
                "terminal_operating_environment",
                self.terminal_operating_environment.is_some(),
            )
            .hide("terminal_type", self.terminal_type.is_some())
            .hide("token_requestor_id", self.token_requestor_id.is_some())
            .hide("total_transaction_amount", self.total_transaction_amount.is_some())
            .hide("transaction_amount_local", self.transaction_amount_local.is_some())
            .hide(
                "transaction_category_indicator",
                self.transaction_category_indicator.is_some(),
            )
            .show_text(
                "transaction_currency_code",
                self.transaction_currency_code.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "transaction_destination_institution_id_code",
                self.transaction_destination_institution_id_code
                    .as_ref()
                    .map(|value| value as _),
            )
            .hide("transaction_life_cycle_id", self.transaction_life_cycle_id.is_some())
            .show_some(
                "transaction_originator_institution_id_code",
                self.transaction_originator_institution_id_code
                    .as_ref()
                    .map(|value| value as _),
            )
            .show_some(
                "transaction_type",
                self.transaction_type.as_ref().map(|value| value as _),
            )
            .hide("transit_program_code", self.transit_program_code.is_some())
            .hide("wallet_identifier_mdes", self.wallet_identifier_mdes.is_some())
            .hide(
                "currency_conversion_assessment_amount",
                self.currency_conversion_assessment_amount.is_some(),
            )
            .hide("japan_common_merchant_code", self.japan_common_merchant_code.is_some())
            .hide("installment_data", self.installment_data.is_some())
            .show_some("flex_code", self.flex_code.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for ClearingDetail {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
