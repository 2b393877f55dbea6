// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The clearing record of a disputed transaction, field by field. Most amounts have no decimal point:
    /// the currency exponents say where it belongs.
    #[derive(Default)]
    pub struct ClearingDetail, rename_all = "camelCase" {
        /// Category of the account by which interchange is set for a single account in place of a range, one
        /// letter.
        ///
        /// JSON `accountLevelManagementAccountCategoryCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub account_level_management_account_category_code: Option<String>,
        /// Acquirer reference number (ARN), 23 digits (DE 31). It names the clearing record in every later
        /// message of the dispute.
        ///
        /// JSON `acquirerReferenceData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_reference_data: Option<String>,
        /// Id of the acquirer (DE 32).
        ///
        /// JSON `acquiringInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquiring_institution_id_code: Option<String>,
        /// Approval code of the authorization, six characters (DE 38).
        ///
        /// JSON `approvalCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub approval_code: Option<String>,
        /// Reconciliation cycle of the day in which the record was cleared, two digits.
        ///
        /// JSON `businessCycle`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub business_cycle: Option<String>,
        /// Level of the rules that applied, one digit, such as those of a country, of a region, or between
        /// regions.
        ///
        /// JSON `businessServiceArrangementTypeCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub business_service_arrangement_type_code: Option<String>,
        /// Business service that set the rules for the transaction, six digits.
        ///
        /// JSON `businessServiceIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub business_service_id_code: Option<String>,
        /// Merchant category code (MCC), four digits (DE 26).
        ///
        /// JSON `cardAcceptorBusinessCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_business_code: Option<String>,
        /// City of the merchant. With a payment facilitator in between, that of the merchant behind it (DE 43).
        ///
        /// JSON `cardAcceptorCity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_city: Option<String>,
        /// Whether a rate for the merchant's category or type of business took the place of the general one in
        /// interchange.
        ///
        /// JSON `cardAcceptorClassificationOverrideIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_classification_override_indicator: Option<String>,
        /// Country of the merchant, three letters (DE 43).
        ///
        /// JSON `cardAcceptorCountry`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_country: Option<String>,
        /// Number that the acquirer gave the merchant (DE 42).
        ///
        /// JSON `cardAcceptorIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_id_code: Option<String>,
        /// Name of the merchant as the cardholder's statement shows it (DE 43).
        ///
        /// JSON `cardAcceptorName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_name: Option<String>,
        /// Postal code of the merchant (DE 43).
        ///
        /// JSON `cardAcceptorPostalCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_postal_code: Option<mc_core::Sensitive<String>>,
        /// State, province or region of the merchant (DE 43).
        ///
        /// JSON `cardAcceptorState`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_state: Option<String>,
        /// Street and number of the merchant (DE 43).
        ///
        /// JSON `cardAcceptorStreetAddress`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_street_address: Option<mc_core::Sensitive<String>>,
        /// Number of the terminal, unique at this merchant (DE 41).
        ///
        /// JSON `cardAcceptorTerminalId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_terminal_id: Option<String>,
        /// Web address of the merchant.
        ///
        /// JSON `cardAcceptorUrl`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_url: Option<String>,
        /// Whether the terminal can keep a card (DE 22, subfield 3): `0` no, `1` yes, `9` unknown.
        ///
        /// JSON `cardCaptureCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_capture_capability: Option<String>,
        /// How the terminal can read cards, one character (DE 22, subfield 1), such as stripe, chip,
        /// contactless or keyed.
        ///
        /// JSON `cardDataInputCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_data_input_capability: Option<String>,
        /// How this card was read, one character (DE 22, subfield 7). `1` and `6` are keyed, `2` and `B`
        /// stripe, `7` kept on file, `C` chip, `M` contactless chip, `S` electronic commerce.
        ///
        /// JSON `cardDataInputMode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_data_input_mode: Option<String>,
        /// Whether the terminal can write to a card (DE 22, subfield 10): `0` unknown, `1` no, `2` to the
        /// stripe, `3` to the chip.
        ///
        /// JSON `cardDataOutputCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_data_output_capability: Option<String>,
        /// How the terminal can verify a cardholder, one character (DE 22, subfield 2), such as by PIN or by
        /// electronic signature.
        ///
        /// JSON `cardholderAuthenticationCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_authentication_capability: Option<String>,
        /// Who verified the cardholder (DE 22, subfield 9): `0` nobody, `1` the chip, `2` the terminal, `3` the
        /// authorizing system, `4` the merchant, `9` unknown.
        ///
        /// JSON `cardholderAuthenticationEntity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_authentication_entity: Option<String>,
        /// How the cardholder was verified (DE 22, subfield 8): `0` not at all, `1` PIN, `2` electronic
        /// signature, `5` signature on paper, `6` another way by hand, `9` unknown, `S` another way by system.
        ///
        /// JSON `cardholderAuthenticationMethod`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_authentication_method: Option<String>,
        /// Value added tax of a transaction within Mexico.
        ///
        /// JSON `mexicoDomesticTaxAmount`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_tax_amount: Option<String>,
        /// Fees of a transaction within Mexico.
        ///
        /// JSON `mexicoDomesticTransactionFeeAmount`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_transaction_fee_amount: Option<String>,
        /// How tax and fees of a transaction within Mexico are settled.
        ///
        /// JSON `mexicoDomesticSettlementFeesAndVat`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mexico_domestic_settlement_fees_and_vat: Option<String>,
        /// Amount in the currency of the account, in minor units (DE 6).
        ///
        /// JSON `cardholderBillingAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_billing_amount: Option<mc_core::values::MinorUnits>,
        /// Currency of `cardholder_billing_amount`, three digits of ISO 4217 (DE 51).
        ///
        /// JSON `cardholderBillingCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_billing_currency_code: Option<mc_core::values::Currency>,
        /// Kind of the account that is debited, two digits (DE 3, subfield 2). `00` is the default, `10`
        /// savings, `20` checking, `30` credit.
        ///
        /// JSON `cardholderFromAccountCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_from_account_code: Option<String>,
        /// Where the cardholder was (DE 22, subfield 5): `0` present, `1` absent, `2` by mail or fax, `3` by
        /// phone, `4` standing order, `5` electronic order, `9` unknown.
        ///
        /// JSON `cardholderPresentData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_present_data: Option<String>,
        /// Kind of the account that is credited, two digits (DE 3, subfield 3), by the same codes.
        ///
        /// JSON `cardholderToAccountCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_to_account_code: Option<String>,
        /// Reference that the issuer put into a chargeback or retrieval request, for the acquirer to send back
        /// (DE 95).
        ///
        /// JSON `cardIssuerReferenceData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_issuer_reference_data: Option<String>,
        /// Whether the card was there (DE 22, subfield 6): `0` absent, `1` present, `9` unknown.
        ///
        /// JSON `cardPresentData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_present_data: Option<String>,
        /// Program of the card, three letters (PDS 0158). `MCC` is Mastercard credit, `DMC` Debit Mastercard,
        /// `MSI` Maestro, `CIR` Cirrus.
        ///
        /// JSON `cardProgramIdentifier`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_program_identifier: Option<String>,
        /// Business day on which the record was reconciled, `YYMMDD`.
        ///
        /// JSON `centralSiteBusinessDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub central_site_business_date: Option<mc_core::values::DateYymmdd>,
        /// Day on which the clearing system processed the first presentment, `YYMMDD`. Time limits of
        /// chargebacks count from it.
        ///
        /// JSON `centralSiteProcessingDateOriginalMessage`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub central_site_processing_date_original_message: Option<mc_core::values::DateYymmdd>,
        /// Currency of the billed amount, three digits of ISO 4217 (DE 51).
        ///
        /// JSON `currencyCodeCardholderBilling`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code_cardholder_billing: Option<mc_core::values::Currency>,
        /// Currency of the reconciled amount, three digits of ISO 4217 (DE 50).
        ///
        /// JSON `currencyCodeReconciliation`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code_reconciliation: Option<mc_core::values::Currency>,
        /// Currency at the merchant, three digits of ISO 4217 (DE 49).
        ///
        /// JSON `currencyCodeTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code_transaction: Option<mc_core::values::Currency>,
        /// Decimals of the billed amount, `2` for euros and dollars (PDS 0148).
        ///
        /// JSON `currencyExponentCardholderBilling`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_exponent_cardholder_billing: Option<mc_core::values::NumberText>,
        /// Decimals of the reconciled amount (PDS 0148).
        ///
        /// JSON `currencyExponentReconciliation`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_exponent_reconciliation: Option<mc_core::values::NumberText>,
        /// Decimals of the amount at the merchant (PDS 0148).
        ///
        /// JSON `currencyExponentTransaction`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_exponent_transaction: Option<mc_core::values::NumberText>,
        /// Text or file data that came with the message (DE 72).
        ///
        /// JSON `dataRecord`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub data_record: Option<mc_core::Sensitive<String>>,
        /// Second digit of the electronic commerce indicators (PDS 0052), how the cardholder was authenticated.
        ///
        /// JSON `electronicCommerceCardAuth`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub electronic_commerce_card_auth: Option<String>,
        /// First digit of the electronic commerce indicators (PDS 0052), the security protocol that was in use.
        /// `2` is a channel with encryption.
        ///
        /// JSON `electronicCommerceSecurityLevelIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub electronic_commerce_security_level_indicator: Option<String>,
        /// Third digit of the electronic commerce indicators (PDS 0052), what is known of UCAF data: `0` not
        /// collected, `1` merchant takes part but cardholder did not, `2` fully authenticated.
        ///
        /// JSON `electronicCommerceUcafCollectionIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub electronic_commerce_ucaf_collection_indicator: Option<String>,
        /// Id of the institution that passed the message on (DE 33).
        ///
        /// JSON `forwardingInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub forwarding_institution_id_code: Option<String>,
        /// Sum of all instalments.
        ///
        /// JSON `installmentAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_amount: Option<mc_core::values::Amount>,
        /// Fee that is paid to the issuer or by it for the instalments. The last two digits are decimals.
        ///
        /// JSON `installmentFee`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_fee: Option<mc_core::values::MinorUnits>,
        /// Which instalment this is, counted from 1.
        ///
        /// JSON `installmentNumber`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_number: Option<mc_core::values::NumberText>,
        /// Instalment plan of a transaction within Brazil, as one text of fixed positions.
        ///
        /// JSON `installmentPaymentDataBrazil`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_brazil: Option<String>,
        /// Further amounts, separated by semicolons. Each has the kind of account and of amount, a currency,
        /// its decimals, `C` or `D` for credit or debit, and the amount (DE 54).
        ///
        /// JSON `additionalAmountDataCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_amount_data_code: Option<String>,
        /// How the instalment plan was agreed.
        ///
        /// JSON `installmentParameters`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_parameters: Option<super::InstallmentParameters>,
        /// Terms of the original instalment purchase.
        ///
        /// JSON `originalInformationInstallments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_information_installments: Option<super::OriginalInformationInstallments>,
        /// Kind of the instalment plan, two digits, such as one that the issuer finances or one of the
        /// merchant.
        ///
        /// JSON `installmentPlanType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_plan_type: Option<String>,
        /// What the message is for, three digits (DE 24). `200` is a first presentment, `205` and `282` a
        /// second one in full or in part, `450` and `453` a first chargeback in full or in part, `603` a
        /// retrieval request, `700` a fee collection.
        ///
        /// JSON `functionCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub function_code: Option<String>,
        /// Product of the card as the clearing system recognizes it, three letters (PDS 0002).
        ///
        /// JSON `gcmsProductIndentifier`.
        #[serde(rename = "gcmsProductIndentifier", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub gcms_product_identifier: Option<String>,
        /// Kind of financing, the first digits of the instalment data.
        ///
        /// JSON `installmentPaymentData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_payment_data: Option<String>,
        /// Annual rate that the issuer charges, in per cent with two decimals and no point. Blank where there
        /// is none.
        ///
        /// JSON `installmentPaymentDataAnnualPercentageRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_annual_percentage_rate: Option<String>,
        /// Amount of the first instalment.
        ///
        /// JSON `installmentPaymentDataFirstInstallmentAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_first_installment_amount: Option<mc_core::values::MinorUnits>,
        /// Fee that the issuer charges the cardholder for paying in parts, in the currency of the account.
        /// Blank where there is none.
        ///
        /// JSON `installmentPaymentDataInstallmentFee`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_installment_fee: Option<mc_core::values::MinorUnits>,
        /// Interest rate of the instalments, in per cent.
        ///
        /// JSON `installmentPaymentDataInterestRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_interest_rate: Option<String>,
        /// Number of instalments.
        ///
        /// JSON `installmentPaymentDataNumberInstallments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_number_installments: Option<mc_core::values::NumberText>,
        /// Amount of each instalment after the first.
        ///
        /// JSON `installmentPaymentDataSubsequentInstallmentAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_subsequent_installment_amount: Option<mc_core::values::MinorUnits>,
        /// EMV data of the chip, as tags, lengths and values (DE 55).
        ///
        /// JSON `integratedCircuitCardRelatedData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub integrated_circuit_card_related_data: Option<mc_core::Sensitive<String>>,
        /// Interchange program whose rate and rules applied, two characters (PDS 0158).
        ///
        /// JSON `interchangeRateDesignator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub interchange_rate_designator: Option<String>,
        /// Product that Mastercard licensed for the card's range, three letters (PDS 0003).
        ///
        /// JSON `licensedProductIndentifier`.
        #[serde(rename = "licensedProductIndentifier", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub licensed_product_identifier: Option<String>,
        /// Name of the company behind the merchant.
        ///
        /// JSON `legalCorporateName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub legal_corporate_name: Option<String>,
        /// Reason code of a domestic chargeback, where the country has its own list.
        ///
        /// JSON `localMessageReasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub local_message_reason_code: Option<String>,
        /// Value added tax on the instalment fee. The last two digits are decimals.
        ///
        /// JSON `localTax1IVA`.
        #[serde(rename = "localTax1IVA", skip_serializing_if = "Option::is_none")]
        pub local_tax_1_iva: Option<mc_core::values::MinorUnits>,
        /// When the transaction took place, by the merchant's clock, `YYMMDDhhmmss` (DE 12). Seconds are always
        /// `00`.
        ///
        /// JSON `localTransactionDateTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_transaction_date_time: Option<mc_core::values::DateTimeYymmdd>,
        /// Id that Mastercard gave the merchant for special programs (PDS 0176).
        ///
        /// JSON `mastercardAssignedId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mastercard_assigned_id: Option<String>,
        /// Whether a rate for that id took the place of the general one in interchange.
        ///
        /// JSON `mastercardAssignedIdOverrideIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mastercard_assigned_id_override_indicator: Option<String>,
        /// The other number of the card where Mastercard translated one, that behind a token or virtual number,
        /// or the reverse (PDS 0001).
        ///
        /// JSON `mastercardMappingServiceAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mastercard_mapping_service_account_number: Option<mc_core::Sensitive<String>>,
        /// Whether the rate has the discount for merchants with the network's former wallet.
        ///
        /// JSON `masterPassIncentiveIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub master_pass_incentive_indicator: Option<String>,
        /// Why the message was sent, four digits (DE 25). In a chargeback it is the reason of the dispute.
        ///
        /// JSON `messageReasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_reason_code: Option<String>,
        /// `R` if the message takes back an earlier one (PDS 0025).
        ///
        /// JSON `messageReversalIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_reversal_indicator: Option<String>,
        /// Number of instalments that will be presented.
        ///
        /// JSON `numberOfInstallments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub number_of_installments: Option<mc_core::values::NumberText>,
        /// Format in which the clearing system took the message in, one digit.
        ///
        /// JSON `originatingMessageFormat`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub originating_message_format: Option<String>,
        /// Partnership of a merchant and issuers that set special conditions (PDS 0190).
        ///
        /// JSON `partnerIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub partner_id_code: Option<String>,
        /// Longest PIN that the terminal can take (DE 22, subfield 12). `0` means none, `1` that it is unknown,
        /// other digits the length.
        ///
        /// JSON `pinCaptureCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pin_capture_capability: Option<String>,
        /// Card number, or the token in its place (DE 2).
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Kind of the transaction, the first two digits of DE 3. `00` is a purchase, `01` cash, `18`
        /// quasi-cash, `20` a credit, `28` a payment, `19` and `29` fee collections.
        ///
        /// JSON `processingCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processing_code: Option<String>,
        /// Whether a rate for the class of products took the place of the general one in interchange, with the
        /// class.
        ///
        /// JSON `productOverrideIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub product_override_indicator: Option<String>,
        /// Special promotion that the merchant is registered for (PDS 0043).
        ///
        /// JSON `programRegistrationId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub program_registration_id: Option<String>,
        /// `I` if the transaction is a small or contactless one that cannot be charged back for want of
        /// authorization or of a receipt (PDS 0044).
        ///
        /// JSON `qpsPaypassEligibilityIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub qps_paypass_eligibility_indicator: Option<String>,
        /// Which of two possible interchange rates the clearing system applied.
        ///
        /// JSON `rateIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub rate_indicator: Option<String>,
        /// Id of the institution that received the message (DE 100).
        ///
        /// JSON `receivingInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub receiving_institution_id_code: Option<String>,
        /// Amount in the currency in which the customer settles, in minor units (DE 5).
        ///
        /// JSON `reconciliationAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reconciliation_amount: Option<mc_core::values::MinorUnits>,
        /// Currency of `reconciliation_amount`, three digits of ISO 4217 (DE 50).
        ///
        /// JSON `reconciliationCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reconciliation_currency_code: Option<mc_core::values::Currency>,
        /// Who runs the remote payment program: `1` the issuer, `2` the acquirer (PDS 0194).
        ///
        /// JSON `remotePaymentsProgramData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub remote_payments_program_data: Option<String>,
        /// Where and how the card may be used, the three digits of its stripe (DE 40). `101` is an
        /// international card without a chip, `201` one with a chip.
        ///
        /// JSON `serviceCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub service_code: Option<String>,
        /// How and when the record is settled, by positions (PDS 0159).
        ///
        /// JSON `settlementData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub settlement_data: Option<String>,
        /// Who settles (PDS 0165), `M` for Mastercard and `B` for the parties between themselves.
        ///
        /// JSON `settlementIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub settlement_indicator: Option<String>,
        /// Whether interchange was adjusted for a special condition.
        ///
        /// JSON `specialConditionsIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub special_conditions_indicator: Option<String>,
        /// What the terminal can show (DE 22, subfield 11): `0` unknown, `1` nothing, `2` it prints, `3` it
        /// displays, `4` both.
        ///
        /// JSON `terminalDataOutputCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub terminal_data_output_capability: Option<String>,
        /// Where the terminal was and whether staff attended it (DE 22, subfield 4). `1` is attended at the
        /// merchant, `2` unattended there, `3` and `4` the same elsewhere, `5` with the cardholder, `9`
        /// unknown.
        ///
        /// JSON `terminalOperatingEnvironment`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub terminal_operating_environment: Option<String>,
        /// Kind of the terminal, three characters (PDS 0023), such as `ATM`, `POI`, `MPO` for a mobile one, or
        /// `CT1` to `CT9` for levels of unattended terminals.
        ///
        /// JSON `terminalType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub terminal_type: Option<String>,
        /// Id of the wallet or merchant that asked for the token, eleven characters (PDS 0059).
        ///
        /// JSON `tokenRequestorId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub token_requestor_id: Option<String>,
        /// Whole amount, with a decimal point.
        ///
        /// JSON `totalTransactionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub total_transaction_amount: Option<mc_core::values::Amount>,
        /// Amount in the currency at the merchant, in minor units (DE 4).
        ///
        /// JSON `transactionAmountLocal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
        /// Category of the transaction that no other field shows, two digits.
        ///
        /// JSON `transactionCategoryIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_category_indicator: Option<String>,
        /// Currency at the merchant, three digits of ISO 4217 (DE 49).
        ///
        /// JSON `transactionCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_currency_code: Option<mc_core::values::Currency>,
        /// Id of the institution that the message was for (DE 93).
        ///
        /// JSON `transactionDestinationInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_destination_institution_id_code: Option<String>,
        /// Id that links authorization, clearing and every message of the dispute (DE 63). It has a length
        /// indicator, the network's reference number and its date.
        ///
        /// JSON `transactionLifeCycleId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_life_cycle_id: Option<String>,
        /// Id of the institution that the message came from (DE 94).
        ///
        /// JSON `transactionOriginatorInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_originator_institution_id_code: Option<String>,
        /// Kind of record, `Clearing` for instance, or kind of the cardholder's transaction.
        ///
        /// JSON `transactionType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_type: Option<String>,
        /// Kind of a payment for public transport (PDS 0210), such as prefunded, debt recovery, or fares summed
        /// up after travel.
        ///
        /// JSON `transitProgramCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transit_program_code: Option<String>,
        /// Digital wallet that the transaction began in, three digits (PDS 0207).
        ///
        /// JSON `walletIdentifierMdes`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub wallet_identifier_mdes: Option<String>,
        /// Fee for converting the currency, as part of the billed amount (DE 111).
        ///
        /// JSON `currencyConversionAssessmentAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_conversion_assessment_amount: Option<mc_core::values::MinorUnits>,
        /// Category of a merchant in Japan, by the code that is common there.
        ///
        /// JSON `japanCommonMerchantCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub japan_common_merchant_code: Option<String>,
        /// Instalment option that the cardholder chose when paying, as one text of fixed positions.
        ///
        /// JSON `installmentData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_data: Option<String>,
        /// Product code of a Brazilian card with several functions, by which the transaction was cleared.
        ///
        /// JSON `flexCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub flex_code: Option<String>,
    }
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

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
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
