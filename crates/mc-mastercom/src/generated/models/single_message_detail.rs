// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A message of the single-message system, field by field.
    #[derive(Default)]
    pub struct SingleMessageDetail, rename_all = "camelCase" {
        /// Country of the acquirer, three letters.
        ///
        /// JSON `acqLocCntry`.
        #[serde(rename = "acqLocCntry", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_location_country: Option<String>,
        /// Address of the acquirer. Where it has only one line, that is the city.
        ///
        /// JSON `acquirerAddress`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_address: Option<String>,
        /// Amount of an adjustment, in the acquirer's settlement currency.
        ///
        /// JSON `acquirerAdjustmentSettlementAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_adjustment_settlement_amount: Option<mc_core::values::Amount>,
        /// Whether that amount is a credit (`CR`) or a debit (`DR`) for the acquirer.
        ///
        /// JSON `acquirerAdjustmentSettlementAmountIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_adjustment_settlement_amount_indicator: Option<String>,
        /// Amount that the transaction came to for the acquirer after the adjustment.
        ///
        /// JSON `acquirerAdjustmentSettlementCompletionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_adjustment_settlement_completion_amount: Option<mc_core::values::Amount>,
        /// Currency of the acquirer's adjustment, three digits of ISO 4217.
        ///
        /// JSON `acquirerAdjustmentSettlementCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_adjustment_settlement_currency: Option<mc_core::values::Currency>,
        /// Why the acquirer got an advice message, as a code.
        ///
        /// JSON `acquirerAdviceReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_advice_reason: Option<String>,
        /// Customer id (ICA) that settles for the acquirer through another member.
        ///
        /// JSON `acquirerBridgedICA`.
        #[serde(rename = "acquirerBridgedICA", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_bridged_ica: Option<String>,
        /// City of the acquirer.
        ///
        /// JSON `acquirerCity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_city: Option<String>,
        /// Exchange rate from the local currency to that of the acquirer. The first digit counts the decimals.
        ///
        /// JSON `acquirerCurrencyConversionRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_currency_conversion_rate: Option<String>,
        /// Routing number of the acquirer, or the number that the network gave it outside of the United States.
        ///
        /// JSON `acquirerInstitutionNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_institution_number: Option<String>,
        /// Interchange fee on the acquirer's side, with a decimal point.
        ///
        /// JSON `acquirerInterchangeAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_interchange_amount: Option<mc_core::values::Amount>,
        /// Currency of that fee, three digits of ISO 4217.
        ///
        /// JSON `acquirerInterchangeCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_interchange_currency: Option<mc_core::values::Currency>,
        /// Name under which the merchant is known to the acquirer. Debit Mastercard only.
        ///
        /// JSON `acquirerName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_name: Option<String>,
        /// Number of the processor that works for the acquirer.
        ///
        /// JSON `acquirerProcessorID`.
        #[serde(rename = "acquirerProcessorID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_processor_id: Option<String>,
        /// Acquirer reference number (ARN), 23 digits.
        ///
        /// JSON `acquirerReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_reference_number: Option<String>,
        /// Amount that was settled with the acquirer, in its settlement currency.
        ///
        /// JSON `acquirerSettlementCompletionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_settlement_completion_amount: Option<mc_core::values::Amount>,
        /// Currency of that amount, three digits of ISO 4217.
        ///
        /// JSON `acquirerSettlementCompletionCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub acquirer_settlement_completion_currency: Option<mc_core::values::Currency>,
        /// Exchange rate between the local currency and the acquirer's settlement currency. The first digit
        /// counts the decimals.
        ///
        /// JSON `acquirerSettlementConversionRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_settlement_conversion_rate: Option<String>,
        /// Further advice code beside the reason, three digits.
        ///
        /// JSON `additionalAdvice`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_advice: Option<String>,
        /// What is known of terminal and sale beyond `pos_data`, by positions.
        ///
        /// JSON `additionalPOSData`.
        #[serde(rename = "additionalPOSData", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub additional_pos_data: Option<String>,
        /// Details behind the response code, such as which field of the message was wrong.
        ///
        /// JSON `additionalResponse`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub additional_response: Option<String>,
        /// Why the transaction was adjusted, as a code.
        ///
        /// JSON `adjustmentAdviceReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub adjustment_advice_reason: Option<String>,
        /// Cash back after the adjustment.
        ///
        /// JSON `adjustmentCashbackAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub adjustment_cashback_amount: Option<mc_core::values::Amount>,
        /// Day of the adjustment, `YYMMDD`.
        ///
        /// JSON `adjustmentDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub adjustment_date: Option<mc_core::values::DateYymmdd>,
        /// Amount of the purchase after the adjustment.
        ///
        /// JSON `adjustmentPurchaseAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub adjustment_purchase_amount: Option<mc_core::values::Amount>,
        /// Whether the member takes part in AFA, `Y` or `N`. What AFA is, no public document says.
        ///
        /// JSON `afaMember`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub afa_member: Option<mc_core::values::YesNo>,
        /// The other number of the card, that behind a token for instance.
        ///
        /// JSON `alternatePrimaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub alternate_primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Amount of the ICCR, with a decimal point. What ICCR is, no public document says.
        ///
        /// JSON `amountICCR`.
        #[serde(rename = "amountICCR", skip_serializing_if = "Option::is_none")]
        pub amount_iccr: Option<mc_core::values::Amount>,
        /// Whether the transaction is one of a cash machine or of a point of sale.
        ///
        /// JSON `atmPosFlag`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub atm_pos_flag: Option<mc_core::values::YesNo>,
        /// Number that the network gave the transaction, unique within a day only.
        ///
        /// JSON `banknetReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub banknet_reference_number: Option<String>,
        /// Customer id (ICA) of the member through which another one settles.
        ///
        /// JSON `bridgingICA`.
        #[serde(rename = "bridgingICA", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub bridging_ica: Option<String>,
        /// Business activity that the rules of the transaction come from, as a code.
        ///
        /// JSON `businessActivity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub business_activity: Option<String>,
        /// Cash that was paid out beside the purchase.
        ///
        /// JSON `cashBackAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cash_back_amount: Option<mc_core::values::Amount>,
        /// Currency of the cash back, three digits of ISO 4217.
        ///
        /// JSON `cashBackCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cash_back_currency: Option<mc_core::values::Currency>,
        /// What kind of unattended terminal it was, one digit. `1` is vending with PIN, `2` self-service, `3`
        /// limited amount, `4` in flight, `6` electronic commerce, `7` transponder.
        ///
        /// JSON `catLevel`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cat_level: Option<String>,
        /// Bank that issued the card, with a length before it. Only for credit card cash advances at cash
        /// machines within Mexico.
        ///
        /// JSON `cccaIssuerBankName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub ccca_issuer_bank_name: Option<String>,
        /// Whether a chip took part, `Y` or `N`.
        ///
        /// JSON `chipFlag`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chip_flag: Option<mc_core::values::YesNo>,
        /// How card number and PIN were entered and how the transaction was authorized, three characters in
        /// one.
        ///
        /// JSON `conditionCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub condition_code: Option<String>,
        /// Whether the card is that of a company.
        ///
        /// JSON `corporateCardIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub corporate_card_indicator: Option<String>,
        /// Fee for the use of the credit line, by positions. Only for credit card cash advances at cash
        /// machines within Mexico.
        ///
        /// JSON `creditLineUsageFee`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub credit_line_usage_fee: Option<String>,
        /// Whether cardholder and merchant are in different countries, `Y` or `N`.
        ///
        /// JSON `crossBorderIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cross_border_indicator: Option<String>,
        /// Fee for converting the currency.
        ///
        /// JSON `currencyConversionAssesementAmount`.
        #[serde(rename = "currencyConversionAssesementAmount", skip_serializing_if = "Option::is_none")]
        pub currency_conversion_assessment_amount: Option<mc_core::values::Amount>,
        /// Currency of the conversion fee, three digits of ISO 4217.
        ///
        /// JSON `currencyConversionAssesementCurrency`.
        #[serde(rename = "currencyConversionAssesementCurrency", skip_serializing_if = "Option::is_none")]
        pub currency_conversion_assessment_currency: Option<mc_core::values::Currency>,
        /// Whether the cardholder's currency differs from that of the merchant's country, `Y` or `N`.
        ///
        /// JSON `currencyConversionIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub currency_conversion_indicator: Option<String>,
        /// `C` if the merchant takes part in the validation of CVC 2. Debit Mastercard only.
        ///
        /// JSON `cvc2ProgramValidationCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cvc2_program_validation_code: Option<String>,
        /// Whether documents come with the chargeback. `0` means none are needed, `1` that they follow.
        ///
        /// JSON `documentIndicator`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document_indicator: Option<mc_core::values::OneZero>,
        /// Interchange fees in the acquirer's local currency or place. Its form is not public.
        ///
        /// JSON `feesInterChgAcqLoc`.
        #[serde(rename = "feesInterChgAcqLoc", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub fees_interchange_acquirer_location: Option<String>,
        /// Id of the financial institution.
        ///
        /// JSON `financialInstitutionID`.
        #[serde(rename = "financialInstitutionID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub financial_institution_id: Option<String>,
        /// Day on which the fraud was reported.
        ///
        /// JSON `fraudDate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fraud_date: Option<String>,
        /// Kind of the card or device that the fraud was committed with, one digit.
        ///
        /// JSON `fraudDeviceType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fraud_device_type: Option<String>,
        /// Kind of the fraud, as the issuer reported it.
        ///
        /// JSON `fraudType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub fraud_type: Option<String>,
        /// Reason code of a later message, such as a chargeback, that came by the clearing system (GCMS), four
        /// digits.
        ///
        /// JSON `gcmsAdviceCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub gcms_advice_code: Option<String>,
        /// Day on which the clearing system (GCMS) settled, `YYMMDD`.
        ///
        /// JSON `gcmsSettlementDate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub gcms_settlement_date: Option<String>,
        /// Amount of an adjustment, in the issuer's settlement currency.
        ///
        /// JSON `issuerAdjustmentSettlementAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_adjustment_settlement_amount: Option<mc_core::values::Amount>,
        /// Whether that amount is a credit (`CR`) or a debit (`DR`) for the issuer.
        ///
        /// JSON `issuerAdjustmentSettlementAmountIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_adjustment_settlement_amount_indicator: Option<String>,
        /// Amount that the transaction came to for the issuer after the adjustment.
        ///
        /// JSON `issuerAdjustmentSettlementCompletionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_adjustment_settlement_completion_amount: Option<mc_core::values::Amount>,
        /// Currency of the issuer's adjustment, three digits of ISO 4217.
        ///
        /// JSON `issuerAdjustmentSettlementCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_adjustment_settlement_currency: Option<mc_core::values::Currency>,
        /// Why the issuer got an advice message, as a code.
        ///
        /// JSON `issuerAdviceReason`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_advice_reason: Option<String>,
        /// Exchange rate from the local currency to that of the issuer. The first digit counts the decimals.
        ///
        /// JSON `issuerCurrencyConversionRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_currency_conversion_rate: Option<String>,
        /// Customer id (ICA) of the issuer.
        ///
        /// JSON `issuerICA`.
        #[serde(rename = "issuerICA", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_ica: Option<String>,
        /// Routing number of the issuer, or the number that the network gave it outside of the United States.
        ///
        /// JSON `issuerInstitutionNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_institution_number: Option<String>,
        /// Interchange fee on the issuer's side, with a decimal point.
        ///
        /// JSON `issuerInterchangeAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_interchange_amount: Option<mc_core::values::Amount>,
        /// Currency of that fee, three digits of ISO 4217.
        ///
        /// JSON `issuerInterchangeCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_interchange_currency: Option<mc_core::values::Currency>,
        /// Number of the processor that works for the issuer.
        ///
        /// JSON `issuerProcessorID`.
        #[serde(rename = "issuerProcessorID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_processor_id: Option<String>,
        /// Amount that was settled with the issuer, in its settlement currency.
        ///
        /// JSON `issuerSettlementCompletionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_settlement_completion_amount: Option<mc_core::values::Amount>,
        /// Currency of that amount, three digits of ISO 4217.
        ///
        /// JSON `issuerSettlementCompletionCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub issuer_settlement_completion_currency: Option<mc_core::values::Currency>,
        /// Exchange rate between the local currency and the issuer's settlement currency. The first digit
        /// counts the decimals.
        ///
        /// JSON `issuerSettlementConversionRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer_settlement_conversion_rate: Option<String>,
        /// Amount that the transaction came to, in the currency at the terminal.
        ///
        /// JSON `localCompletionAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_completion_amount: Option<mc_core::values::Amount>,
        /// Currency at the terminal, three digits of ISO 4217.
        ///
        /// JSON `localCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_currency_code: Option<mc_core::values::Currency>,
        /// Amount that the cardholder asked for, in the currency at the terminal.
        ///
        /// JSON `localRequestedAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_requested_amount: Option<mc_core::values::Amount>,
        /// Whether the card is one that is always authorized online, Mastercard Electronic.
        ///
        /// JSON `mcElectronicIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mc_electronic_indicator: Option<String>,
        /// A response value of Mastercard, two characters. Its values are not public.
        ///
        /// JSON `mcResponseValue`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mc_response_value: Option<String>,
        /// Further information on the merchant's category.
        ///
        /// JSON `merchantCategoryCodeInfo`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_category_code_info: Option<String>,
        /// Merchant category code (MCC), four digits. `6011` is a cash machine.
        ///
        /// JSON `merchantType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_type: Option<String>,
        /// Amount that the cardholder was billed at first.
        ///
        /// JSON `originalCardHolderBillingAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_card_holder_billing_amount: Option<mc_core::values::Amount>,
        /// Currency of the first billed amount, three digits of ISO 4217.
        ///
        /// JSON `originalCardHolderBillingCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_card_holder_billing_currency: Option<mc_core::values::Currency>,
        /// Cash back that was asked for, where less was approved.
        ///
        /// JSON `originalCashbackAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_cashback_amount: Option<mc_core::values::Amount>,
        /// Currency of that cash back, three digits of ISO 4217.
        ///
        /// JSON `originalCashbackCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_cashback_currency: Option<mc_core::values::Currency>,
        /// Amount that was asked for, where only a part of it was approved.
        ///
        /// JSON `originalPurchaseAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub original_purchase_amount: Option<mc_core::values::Amount>,
        /// Id of the owner of the record.
        ///
        /// JSON `ownerID`.
        #[serde(rename = "ownerID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub owner_id: Option<mc_core::Sensitive<String>>,
        /// Amount that the terminal showed the cardholder.
        ///
        /// JSON `pointOfServiceAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub point_of_service_amount: Option<mc_core::values::Amount>,
        /// Currency of that amount, three digits of ISO 4217.
        ///
        /// JSON `pointOfServiceCurrency`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub point_of_service_currency: Option<mc_core::values::Currency>,
        /// Data on the terminal and the sale, by positions (DE 61). It ends with the country and postal code of
        /// the merchant.
        ///
        /// JSON `posData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_data: Option<String>,
        /// How the card number was entered, two digits, and whether the terminal can take a PIN, one digit (DE 22).
        /// `901` is the stripe at a terminal with a PIN pad.
        ///
        /// JSON `posEntry`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_entry: Option<String>,
        /// Card number, or the token in its place.
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Number that tells cards of the same card number apart (DE 23).
        ///
        /// JSON `primaryAccountNumberSequenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number_sequence_number: Option<mc_core::Sensitive<String>>,
        /// Kind of the transaction and of the accounts, six digits (DE 3). `01` in front is cash, `00` a
        /// purchase.
        ///
        /// JSON `processingCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processing_code: Option<String>,
        /// Product of the card, three letters, such as `MCD` for Debit Mastercard.
        ///
        /// JSON `productIdentifierCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub product_identifier_code: Option<String>,
        /// Promotion program of Debit Mastercard that the clearing system found, one letter.
        ///
        /// JSON `programIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub program_indicator: Option<String>,
        /// `I` if the transaction cannot be charged back for want of authorization or of a receipt. Debit
        /// Mastercard only.
        ///
        /// JSON `qpsPayPassChargebackElgibility`.
        #[serde(rename = "qpsPayPassChargebackElgibility", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub qps_paypass_chargeback_eligibility: Option<String>,
        /// Retrieval reference number, which is what a receipt shows (DE 37).
        ///
        /// JSON `referenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reference_number: Option<String>,
        /// How the message was answered, two characters (DE 39), such as `00` for approved and `91` for an
        /// issuer that did not answer.
        ///
        /// JSON `responseCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub response_code: Option<String>,
        /// Who declined: `M` the issuer, `S` the single-message system.
        ///
        /// JSON `responseSource`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub response_source: Option<String>,
        /// Where and how the card may be used, the three digits of its stripe (DE 40).
        ///
        /// JSON `serviceCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub service_code: Option<String>,
        /// Level of service, three characters. Its values are not public.
        ///
        /// JSON `serviceLevelIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub service_level_indicator: Option<String>,
        /// Settlement day, `MMDDYY`.
        ///
        /// JSON `settlementDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_date: Option<mc_core::values::DateMmddyy>,
        /// Date of the settlement position, six digits in the same order as `settlement_date`.
        ///
        /// JSON `settlementDatePosition`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub settlement_date_position: Option<String>,
        /// Settlement service that sets day and time of settlement, by product, kind of interchange, agreement
        /// and region, three digits.
        ///
        /// JSON `settlementServiceConfiguration`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub settlement_service_configuration: Option<String>,
        /// Program in which the cash machine charges no fee of its own, or `N`.
        ///
        /// JSON `surchargeFreeIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub surcharge_free_indicator: Option<String>,
        /// When the network passed the transaction on to the issuer, `MMDDYYhhmmss` or `MMDDhhmmss`.
        ///
        /// JSON `switchDateTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub switch_date_time: Option<mc_core::values::DateTimeMmddyy>,
        /// Number that the single-message system gave the transaction.
        ///
        /// JSON `switchSerialNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub switch_serial_number: Option<String>,
        /// Position that belongs to the serial number. How it is counted is not public.
        ///
        /// JSON `switchSerialNumberPosition`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub switch_serial_number_position: Option<String>,
        /// Time at which the network passed the transaction on to the issuer, `hhmmss`.
        ///
        /// JSON `switchTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub switch_time: Option<mc_core::values::TimeHhmmss>,
        /// Number that the acquirer gave the terminal.
        ///
        /// JSON `terminalID`.
        #[serde(rename = "terminalID", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub terminal_id: Option<String>,
        /// Number that the sender of the message gave the transaction (DE 11).
        ///
        /// JSON `trace`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub trace: Option<String>,
        /// Category of the transaction, one letter, such as `Z` for cash.
        ///
        /// JSON `transactionCategoryCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_category_code: Option<String>,
        /// Product of the card, kind of the terminal, and whether the transaction crossed a border, as `MS ATM DOM`.
        ///
        /// JSON `transactionClass`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_class: Option<String>,
        /// Day, and time where it has one, at which the message was sent, in UTC.
        ///
        /// JSON `transactionDateTime`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_date_time: Option<String>,
        /// Kind of a payment for public transport, as a code.
        ///
        /// JSON `transitData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transit_data: Option<String>,
        /// Type of the transaction, as a code.
        ///
        /// JSON `tranType`.
        #[serde(rename = "tranType", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_type: Option<String>,
        /// Proof of the cardholder's authentication (UCAF), or `0` where there is none. The interface writes
        /// fee where it means field.
        ///
        /// JSON `universalCardAuthenticationFee`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub universal_card_authentication_fee: Option<mc_core::Sensitive<String>>,
        /// Kind of the chargeback or retrieval request: `1` the first one, other digits for later ones.
        ///
        /// JSON `usageCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub usage_code: Option<String>,
    }
}

impl SingleMessageDetail {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_location_country: None,
            acquirer_address: None,
            acquirer_adjustment_settlement_amount: None,
            acquirer_adjustment_settlement_amount_indicator: None,
            acquirer_adjustment_settlement_completion_amount: None,
            acquirer_adjustment_settlement_currency: None,
            acquirer_advice_reason: None,
            acquirer_bridged_ica: None,
            acquirer_city: None,
            acquirer_currency_conversion_rate: None,
            acquirer_institution_number: None,
            acquirer_interchange_amount: None,
            acquirer_interchange_currency: None,
            acquirer_name: None,
            acquirer_processor_id: None,
            acquirer_reference_number: None,
            acquirer_settlement_completion_amount: None,
            acquirer_settlement_completion_currency: None,
            acquirer_settlement_conversion_rate: None,
            additional_advice: None,
            additional_pos_data: None,
            additional_response: None,
            adjustment_advice_reason: None,
            adjustment_cashback_amount: None,
            adjustment_date: None,
            adjustment_purchase_amount: None,
            afa_member: None,
            alternate_primary_account_number: None,
            amount_iccr: None,
            atm_pos_flag: None,
            banknet_reference_number: None,
            bridging_ica: None,
            business_activity: None,
            cash_back_amount: None,
            cash_back_currency: None,
            cat_level: None,
            ccca_issuer_bank_name: None,
            chip_flag: None,
            condition_code: None,
            corporate_card_indicator: None,
            credit_line_usage_fee: None,
            cross_border_indicator: None,
            currency_conversion_assessment_amount: None,
            currency_conversion_assessment_currency: None,
            currency_conversion_indicator: None,
            cvc2_program_validation_code: None,
            document_indicator: None,
            fees_interchange_acquirer_location: None,
            financial_institution_id: None,
            fraud_date: None,
            fraud_device_type: None,
            fraud_type: None,
            gcms_advice_code: None,
            gcms_settlement_date: None,
            issuer_adjustment_settlement_amount: None,
            issuer_adjustment_settlement_amount_indicator: None,
            issuer_adjustment_settlement_completion_amount: None,
            issuer_adjustment_settlement_currency: None,
            issuer_advice_reason: None,
            issuer_currency_conversion_rate: None,
            issuer_ica: None,
            issuer_institution_number: None,
            issuer_interchange_amount: None,
            issuer_interchange_currency: None,
            issuer_processor_id: None,
            issuer_settlement_completion_amount: None,
            issuer_settlement_completion_currency: None,
            issuer_settlement_conversion_rate: None,
            local_completion_amount: None,
            local_currency_code: None,
            local_requested_amount: None,
            mc_electronic_indicator: None,
            mc_response_value: None,
            merchant_category_code_info: None,
            merchant_type: None,
            original_card_holder_billing_amount: None,
            original_card_holder_billing_currency: None,
            original_cashback_amount: None,
            original_cashback_currency: None,
            original_purchase_amount: None,
            owner_id: None,
            point_of_service_amount: None,
            point_of_service_currency: None,
            pos_data: None,
            pos_entry: None,
            primary_account_number: None,
            primary_account_number_sequence_number: None,
            processing_code: None,
            product_identifier_code: None,
            program_indicator: None,
            qps_paypass_chargeback_eligibility: None,
            reference_number: None,
            response_code: None,
            response_source: None,
            service_code: None,
            service_level_indicator: None,
            settlement_date: None,
            settlement_date_position: None,
            settlement_service_configuration: None,
            surcharge_free_indicator: None,
            switch_date_time: None,
            switch_serial_number: None,
            switch_serial_number_position: None,
            switch_time: None,
            terminal_id: None,
            trace: None,
            transaction_category_code: None,
            transaction_class: None,
            transaction_date_time: None,
            transit_data: None,
            transaction_type: None,
            universal_card_authentication_fee: None,
            usage_code: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_location_country`.
    #[must_use]
    pub fn acquirer_location_country(mut self, value: impl Into<String>) -> Self {
        self.acquirer_location_country = Some(value.into());
        self
    }

    /// Sets `acquirer_address`.
    #[must_use]
    pub fn acquirer_address(mut self, value: impl Into<String>) -> Self {
        self.acquirer_address = Some(value.into());
        self
    }

    /// Sets `acquirer_adjustment_settlement_amount`.
    #[must_use]
    pub fn acquirer_adjustment_settlement_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.acquirer_adjustment_settlement_amount = Some(value);
        self
    }

    /// Sets `acquirer_adjustment_settlement_amount_indicator`.
    #[must_use]
    pub fn acquirer_adjustment_settlement_amount_indicator(mut self, value: impl Into<String>) -> Self {
        self.acquirer_adjustment_settlement_amount_indicator = Some(value.into());
        self
    }

    /// Sets `acquirer_adjustment_settlement_completion_amount`.
    #[must_use]
    pub fn acquirer_adjustment_settlement_completion_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.acquirer_adjustment_settlement_completion_amount = Some(value);
        self
    }

    /// Sets `acquirer_adjustment_settlement_currency`.
    #[must_use]
    pub fn acquirer_adjustment_settlement_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.acquirer_adjustment_settlement_currency = Some(value);
        self
    }

    /// Sets `acquirer_advice_reason`.
    #[must_use]
    pub fn acquirer_advice_reason(mut self, value: impl Into<String>) -> Self {
        self.acquirer_advice_reason = Some(value.into());
        self
    }

    /// Sets `acquirer_bridged_ica`.
    #[must_use]
    pub fn acquirer_bridged_ica(mut self, value: impl Into<String>) -> Self {
        self.acquirer_bridged_ica = Some(value.into());
        self
    }

    /// Sets `acquirer_city`.
    #[must_use]
    pub fn acquirer_city(mut self, value: impl Into<String>) -> Self {
        self.acquirer_city = Some(value.into());
        self
    }

    /// Sets `acquirer_currency_conversion_rate`.
    #[must_use]
    pub fn acquirer_currency_conversion_rate(mut self, value: impl Into<String>) -> Self {
        self.acquirer_currency_conversion_rate = Some(value.into());
        self
    }

    /// Sets `acquirer_institution_number`.
    #[must_use]
    pub fn acquirer_institution_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_institution_number = Some(value.into());
        self
    }

    /// Sets `acquirer_interchange_amount`.
    #[must_use]
    pub fn acquirer_interchange_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.acquirer_interchange_amount = Some(value);
        self
    }

    /// Sets `acquirer_interchange_currency`.
    #[must_use]
    pub fn acquirer_interchange_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.acquirer_interchange_currency = Some(value);
        self
    }

    /// Sets `acquirer_name`.
    #[must_use]
    pub fn acquirer_name(mut self, value: impl Into<String>) -> Self {
        self.acquirer_name = Some(value.into());
        self
    }

    /// Sets `acquirer_processor_id`.
    #[must_use]
    pub fn acquirer_processor_id(mut self, value: impl Into<String>) -> Self {
        self.acquirer_processor_id = Some(value.into());
        self
    }

    /// Sets `acquirer_reference_number`.
    #[must_use]
    pub fn acquirer_reference_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_reference_number = Some(value.into());
        self
    }

    /// Sets `acquirer_settlement_completion_amount`.
    #[must_use]
    pub fn acquirer_settlement_completion_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.acquirer_settlement_completion_amount = Some(value);
        self
    }

    /// Sets `acquirer_settlement_completion_currency`.
    #[must_use]
    pub fn acquirer_settlement_completion_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.acquirer_settlement_completion_currency = Some(value);
        self
    }

    /// Sets `acquirer_settlement_conversion_rate`.
    #[must_use]
    pub fn acquirer_settlement_conversion_rate(mut self, value: impl Into<String>) -> Self {
        self.acquirer_settlement_conversion_rate = Some(value.into());
        self
    }

    /// Sets `additional_advice`.
    #[must_use]
    pub fn additional_advice(mut self, value: impl Into<String>) -> Self {
        self.additional_advice = Some(value.into());
        self
    }

    /// Sets `additional_pos_data`.
    #[must_use]
    pub fn additional_pos_data(mut self, value: impl Into<String>) -> Self {
        self.additional_pos_data = Some(value.into());
        self
    }

    /// Sets `additional_response`.
    #[must_use]
    pub fn additional_response(mut self, value: impl Into<String>) -> Self {
        self.additional_response = Some(value.into());
        self
    }

    /// Sets `adjustment_advice_reason`.
    #[must_use]
    pub fn adjustment_advice_reason(mut self, value: impl Into<String>) -> Self {
        self.adjustment_advice_reason = Some(value.into());
        self
    }

    /// Sets `adjustment_cashback_amount`.
    #[must_use]
    pub fn adjustment_cashback_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.adjustment_cashback_amount = Some(value);
        self
    }

    /// Sets `adjustment_date`.
    #[must_use]
    pub fn adjustment_date(mut self, value: mc_core::values::DateYymmdd) -> Self {
        self.adjustment_date = Some(value);
        self
    }

    /// Sets `adjustment_purchase_amount`.
    #[must_use]
    pub fn adjustment_purchase_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.adjustment_purchase_amount = Some(value);
        self
    }

    /// Sets `afa_member`.
    #[must_use]
    pub fn afa_member(mut self, value: mc_core::values::YesNo) -> Self {
        self.afa_member = Some(value);
        self
    }

    /// Sets `alternate_primary_account_number`.
    #[must_use]
    pub fn alternate_primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.alternate_primary_account_number = Some(value.into());
        self
    }

    /// Sets `amount_iccr`.
    #[must_use]
    pub fn amount_iccr(mut self, value: mc_core::values::Amount) -> Self {
        self.amount_iccr = Some(value);
        self
    }

    /// Sets `atm_pos_flag`.
    #[must_use]
    pub fn atm_pos_flag(mut self, value: mc_core::values::YesNo) -> Self {
        self.atm_pos_flag = Some(value);
        self
    }

    /// Sets `banknet_reference_number`.
    #[must_use]
    pub fn banknet_reference_number(mut self, value: impl Into<String>) -> Self {
        self.banknet_reference_number = Some(value.into());
        self
    }

    /// Sets `bridging_ica`.
    #[must_use]
    pub fn bridging_ica(mut self, value: impl Into<String>) -> Self {
        self.bridging_ica = Some(value.into());
        self
    }

    /// Sets `business_activity`.
    #[must_use]
    pub fn business_activity(mut self, value: impl Into<String>) -> Self {
        self.business_activity = Some(value.into());
        self
    }

    /// Sets `cash_back_amount`.
    #[must_use]
    pub fn cash_back_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.cash_back_amount = Some(value);
        self
    }

    /// Sets `cash_back_currency`.
    #[must_use]
    pub fn cash_back_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.cash_back_currency = Some(value);
        self
    }

    /// Sets `cat_level`.
    #[must_use]
    pub fn cat_level(mut self, value: impl Into<String>) -> Self {
        self.cat_level = Some(value.into());
        self
    }

    /// Sets `ccca_issuer_bank_name`.
    #[must_use]
    pub fn ccca_issuer_bank_name(mut self, value: impl Into<String>) -> Self {
        self.ccca_issuer_bank_name = Some(value.into());
        self
    }

    /// Sets `chip_flag`.
    #[must_use]
    pub fn chip_flag(mut self, value: mc_core::values::YesNo) -> Self {
        self.chip_flag = Some(value);
        self
    }

    /// Sets `condition_code`.
    #[must_use]
    pub fn condition_code(mut self, value: impl Into<String>) -> Self {
        self.condition_code = Some(value.into());
        self
    }

    /// Sets `corporate_card_indicator`.
    #[must_use]
    pub fn corporate_card_indicator(mut self, value: impl Into<String>) -> Self {
        self.corporate_card_indicator = Some(value.into());
        self
    }

    /// Sets `credit_line_usage_fee`.
    #[must_use]
    pub fn credit_line_usage_fee(mut self, value: impl Into<String>) -> Self {
        self.credit_line_usage_fee = Some(value.into());
        self
    }

    /// Sets `cross_border_indicator`.
    #[must_use]
    pub fn cross_border_indicator(mut self, value: impl Into<String>) -> Self {
        self.cross_border_indicator = Some(value.into());
        self
    }

    /// Sets `currency_conversion_assessment_amount`.
    #[must_use]
    pub fn currency_conversion_assessment_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.currency_conversion_assessment_amount = Some(value);
        self
    }

    /// Sets `currency_conversion_assessment_currency`.
    #[must_use]
    pub fn currency_conversion_assessment_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_conversion_assessment_currency = Some(value);
        self
    }

    /// Sets `currency_conversion_indicator`.
    #[must_use]
    pub fn currency_conversion_indicator(mut self, value: impl Into<String>) -> Self {
        self.currency_conversion_indicator = Some(value.into());
        self
    }

    /// Sets `cvc2_program_validation_code`.
    #[must_use]
    pub fn cvc2_program_validation_code(mut self, value: impl Into<String>) -> Self {
        self.cvc2_program_validation_code = Some(value.into());
        self
    }

    /// Sets `document_indicator`.
    #[must_use]
    pub fn document_indicator(mut self, value: mc_core::values::OneZero) -> Self {
        self.document_indicator = Some(value);
        self
    }

    /// Sets `fees_interchange_acquirer_location`.
    #[must_use]
    pub fn fees_interchange_acquirer_location(mut self, value: impl Into<String>) -> Self {
        self.fees_interchange_acquirer_location = Some(value.into());
        self
    }

    /// Sets `financial_institution_id`.
    #[must_use]
    pub fn financial_institution_id(mut self, value: impl Into<String>) -> Self {
        self.financial_institution_id = Some(value.into());
        self
    }

    /// Sets `fraud_date`.
    #[must_use]
    pub fn fraud_date(mut self, value: impl Into<String>) -> Self {
        self.fraud_date = Some(value.into());
        self
    }

    /// Sets `fraud_device_type`.
    #[must_use]
    pub fn fraud_device_type(mut self, value: impl Into<String>) -> Self {
        self.fraud_device_type = Some(value.into());
        self
    }

    /// Sets `fraud_type`.
    #[must_use]
    pub fn fraud_type(mut self, value: impl Into<String>) -> Self {
        self.fraud_type = Some(value.into());
        self
    }

    /// Sets `gcms_advice_code`.
    #[must_use]
    pub fn gcms_advice_code(mut self, value: impl Into<String>) -> Self {
        self.gcms_advice_code = Some(value.into());
        self
    }

    /// Sets `gcms_settlement_date`.
    #[must_use]
    pub fn gcms_settlement_date(mut self, value: impl Into<String>) -> Self {
        self.gcms_settlement_date = Some(value.into());
        self
    }

    /// Sets `issuer_adjustment_settlement_amount`.
    #[must_use]
    pub fn issuer_adjustment_settlement_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.issuer_adjustment_settlement_amount = Some(value);
        self
    }

    /// Sets `issuer_adjustment_settlement_amount_indicator`.
    #[must_use]
    pub fn issuer_adjustment_settlement_amount_indicator(mut self, value: impl Into<String>) -> Self {
        self.issuer_adjustment_settlement_amount_indicator = Some(value.into());
        self
    }

    /// Sets `issuer_adjustment_settlement_completion_amount`.
    #[must_use]
    pub fn issuer_adjustment_settlement_completion_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.issuer_adjustment_settlement_completion_amount = Some(value);
        self
    }

    /// Sets `issuer_adjustment_settlement_currency`.
    #[must_use]
    pub fn issuer_adjustment_settlement_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.issuer_adjustment_settlement_currency = Some(value);
        self
    }

    /// Sets `issuer_advice_reason`.
    #[must_use]
    pub fn issuer_advice_reason(mut self, value: impl Into<String>) -> Self {
        self.issuer_advice_reason = Some(value.into());
        self
    }

    /// Sets `issuer_currency_conversion_rate`.
    #[must_use]
    pub fn issuer_currency_conversion_rate(mut self, value: impl Into<String>) -> Self {
        self.issuer_currency_conversion_rate = Some(value.into());
        self
    }

    /// Sets `issuer_ica`.
    #[must_use]
    pub fn issuer_ica(mut self, value: impl Into<String>) -> Self {
        self.issuer_ica = Some(value.into());
        self
    }

    /// Sets `issuer_institution_number`.
    #[must_use]
    pub fn issuer_institution_number(mut self, value: impl Into<String>) -> Self {
        self.issuer_institution_number = Some(value.into());
        self
    }

    /// Sets `issuer_interchange_amount`.
    #[must_use]
    pub fn issuer_interchange_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.issuer_interchange_amount = Some(value);
        self
    }

    /// Sets `issuer_interchange_currency`.
    #[must_use]
    pub fn issuer_interchange_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.issuer_interchange_currency = Some(value);
        self
    }

    /// Sets `issuer_processor_id`.
    #[must_use]
    pub fn issuer_processor_id(mut self, value: impl Into<String>) -> Self {
        self.issuer_processor_id = Some(value.into());
        self
    }

    /// Sets `issuer_settlement_completion_amount`.
    #[must_use]
    pub fn issuer_settlement_completion_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.issuer_settlement_completion_amount = Some(value);
        self
    }

    /// Sets `issuer_settlement_completion_currency`.
    #[must_use]
    pub fn issuer_settlement_completion_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.issuer_settlement_completion_currency = Some(value);
        self
    }

    /// Sets `issuer_settlement_conversion_rate`.
    #[must_use]
    pub fn issuer_settlement_conversion_rate(mut self, value: impl Into<String>) -> Self {
        self.issuer_settlement_conversion_rate = Some(value.into());
        self
    }

    /// Sets `local_completion_amount`.
    #[must_use]
    pub fn local_completion_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.local_completion_amount = Some(value);
        self
    }

    /// Sets `local_currency_code`.
    #[must_use]
    pub fn local_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.local_currency_code = Some(value);
        self
    }

    /// Sets `local_requested_amount`.
    #[must_use]
    pub fn local_requested_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.local_requested_amount = Some(value);
        self
    }

    /// Sets `mc_electronic_indicator`.
    #[must_use]
    pub fn mc_electronic_indicator(mut self, value: impl Into<String>) -> Self {
        self.mc_electronic_indicator = Some(value.into());
        self
    }

    /// Sets `mc_response_value`.
    #[must_use]
    pub fn mc_response_value(mut self, value: impl Into<String>) -> Self {
        self.mc_response_value = Some(value.into());
        self
    }

    /// Sets `merchant_category_code_info`.
    #[must_use]
    pub fn merchant_category_code_info(mut self, value: impl Into<String>) -> Self {
        self.merchant_category_code_info = Some(value.into());
        self
    }

    /// Sets `merchant_type`.
    #[must_use]
    pub fn merchant_type(mut self, value: impl Into<String>) -> Self {
        self.merchant_type = Some(value.into());
        self
    }

    /// Sets `original_card_holder_billing_amount`.
    #[must_use]
    pub fn original_card_holder_billing_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.original_card_holder_billing_amount = Some(value);
        self
    }

    /// Sets `original_card_holder_billing_currency`.
    #[must_use]
    pub fn original_card_holder_billing_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.original_card_holder_billing_currency = Some(value);
        self
    }

    /// Sets `original_cashback_amount`.
    #[must_use]
    pub fn original_cashback_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.original_cashback_amount = Some(value);
        self
    }

    /// Sets `original_cashback_currency`.
    #[must_use]
    pub fn original_cashback_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.original_cashback_currency = Some(value);
        self
    }

    /// Sets `original_purchase_amount`.
    #[must_use]
    pub fn original_purchase_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.original_purchase_amount = Some(value);
        self
    }

    /// Sets `owner_id`.
    #[must_use]
    pub fn owner_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.owner_id = Some(value.into());
        self
    }

    /// Sets `point_of_service_amount`.
    #[must_use]
    pub fn point_of_service_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.point_of_service_amount = Some(value);
        self
    }

    /// Sets `point_of_service_currency`.
    #[must_use]
    pub fn point_of_service_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.point_of_service_currency = Some(value);
        self
    }

    /// Sets `pos_data`.
    #[must_use]
    pub fn pos_data(mut self, value: impl Into<String>) -> Self {
        self.pos_data = Some(value.into());
        self
    }

    /// Sets `pos_entry`.
    #[must_use]
    pub fn pos_entry(mut self, value: impl Into<String>) -> Self {
        self.pos_entry = Some(value.into());
        self
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `primary_account_number_sequence_number`.
    #[must_use]
    pub fn primary_account_number_sequence_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number_sequence_number = Some(value.into());
        self
    }

    /// Sets `processing_code`.
    #[must_use]
    pub fn processing_code(mut self, value: impl Into<String>) -> Self {
        self.processing_code = Some(value.into());
        self
    }

    /// Sets `product_identifier_code`.
    #[must_use]
    pub fn product_identifier_code(mut self, value: impl Into<String>) -> Self {
        self.product_identifier_code = Some(value.into());
        self
    }

    /// Sets `program_indicator`.
    #[must_use]
    pub fn program_indicator(mut self, value: impl Into<String>) -> Self {
        self.program_indicator = Some(value.into());
        self
    }

    /// Sets `qps_paypass_chargeback_eligibility`.
    #[must_use]
    pub fn qps_paypass_chargeback_eligibility(mut self, value: impl Into<String>) -> Self {
        self.qps_paypass_chargeback_eligibility = Some(value.into());
        self
    }

    /// Sets `reference_number`.
    #[must_use]
    pub fn reference_number(mut self, value: impl Into<String>) -> Self {
        self.reference_number = Some(value.into());
        self
    }

    /// Sets `response_code`.
    #[must_use]
    pub fn response_code(mut self, value: impl Into<String>) -> Self {
        self.response_code = Some(value.into());
        self
    }

    /// Sets `response_source`.
    #[must_use]
    pub fn response_source(mut self, value: impl Into<String>) -> Self {
        self.response_source = Some(value.into());
        self
    }

    /// Sets `service_code`.
    #[must_use]
    pub fn service_code(mut self, value: impl Into<String>) -> Self {
        self.service_code = Some(value.into());
        self
    }

    /// Sets `service_level_indicator`.
    #[must_use]
    pub fn service_level_indicator(mut self, value: impl Into<String>) -> Self {
        self.service_level_indicator = Some(value.into());
        self
    }

    /// Sets `settlement_date`.
    #[must_use]
    pub fn settlement_date(mut self, value: mc_core::values::DateMmddyy) -> Self {
        self.settlement_date = Some(value);
        self
    }

    /// Sets `settlement_date_position`.
    #[must_use]
    pub fn settlement_date_position(mut self, value: impl Into<String>) -> Self {
        self.settlement_date_position = Some(value.into());
        self
    }

    /// Sets `settlement_service_configuration`.
    #[must_use]
    pub fn settlement_service_configuration(mut self, value: impl Into<String>) -> Self {
        self.settlement_service_configuration = Some(value.into());
        self
    }

    /// Sets `surcharge_free_indicator`.
    #[must_use]
    pub fn surcharge_free_indicator(mut self, value: impl Into<String>) -> Self {
        self.surcharge_free_indicator = Some(value.into());
        self
    }

    /// Sets `switch_date_time`.
    #[must_use]
    pub fn switch_date_time(mut self, value: mc_core::values::DateTimeMmddyy) -> Self {
        self.switch_date_time = Some(value);
        self
    }

    /// Sets `switch_serial_number`.
    #[must_use]
    pub fn switch_serial_number(mut self, value: impl Into<String>) -> Self {
        self.switch_serial_number = Some(value.into());
        self
    }

    /// Sets `switch_serial_number_position`.
    #[must_use]
    pub fn switch_serial_number_position(mut self, value: impl Into<String>) -> Self {
        self.switch_serial_number_position = Some(value.into());
        self
    }

    /// Sets `switch_time`.
    #[must_use]
    pub fn switch_time(mut self, value: mc_core::values::TimeHhmmss) -> Self {
        self.switch_time = Some(value);
        self
    }

    /// Sets `terminal_id`.
    #[must_use]
    pub fn terminal_id(mut self, value: impl Into<String>) -> Self {
        self.terminal_id = Some(value.into());
        self
    }

    /// Sets `trace`.
    #[must_use]
    pub fn trace(mut self, value: impl Into<String>) -> Self {
        self.trace = Some(value.into());
        self
    }

    /// Sets `transaction_category_code`.
    #[must_use]
    pub fn transaction_category_code(mut self, value: impl Into<String>) -> Self {
        self.transaction_category_code = Some(value.into());
        self
    }

    /// Sets `transaction_class`.
    #[must_use]
    pub fn transaction_class(mut self, value: impl Into<String>) -> Self {
        self.transaction_class = Some(value.into());
        self
    }

    /// Sets `transaction_date_time`.
    #[must_use]
    pub fn transaction_date_time(mut self, value: impl Into<String>) -> Self {
        self.transaction_date_time = Some(value.into());
        self
    }

    /// Sets `transit_data`.
    #[must_use]
    pub fn transit_data(mut self, value: impl Into<String>) -> Self {
        self.transit_data = Some(value.into());
        self
    }

    /// Sets `transaction_type`.
    #[must_use]
    pub fn transaction_type(mut self, value: impl Into<String>) -> Self {
        self.transaction_type = Some(value.into());
        self
    }

    /// Sets `universal_card_authentication_fee`.
    #[must_use]
    pub fn universal_card_authentication_fee(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.universal_card_authentication_fee = Some(value.into());
        self
    }

    /// Sets `usage_code`.
    #[must_use]
    pub fn usage_code(mut self, value: impl Into<String>) -> Self {
        self.usage_code = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SingleMessageDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SingleMessageDetail")
            .show_some(
                "acquirer_location_country",
                self.acquirer_location_country.as_ref().map(|value| value as _),
            )
            .hide("acquirer_address", self.acquirer_address.is_some())
            .hide(
                "acquirer_adjustment_settlement_amount",
                self.acquirer_adjustment_settlement_amount.is_some(),
            )
            .hide(
                "acquirer_adjustment_settlement_amount_indicator",
                self.acquirer_adjustment_settlement_amount_indicator.is_some(),
            )
            .hide(
                "acquirer_adjustment_settlement_completion_amount",
                self.acquirer_adjustment_settlement_completion_amount.is_some(),
            )
            .show_text(
                "acquirer_adjustment_settlement_currency",
                self.acquirer_adjustment_settlement_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide("acquirer_advice_reason", self.acquirer_advice_reason.is_some())
            .show_some(
                "acquirer_bridged_ica",
                self.acquirer_bridged_ica.as_ref().map(|value| value as _),
            )
            .hide("acquirer_city", self.acquirer_city.is_some())
            .hide(
                "acquirer_currency_conversion_rate",
                self.acquirer_currency_conversion_rate.is_some(),
            )
            .hide(
                "acquirer_institution_number",
                self.acquirer_institution_number.is_some(),
            )
            .hide(
                "acquirer_interchange_amount",
                self.acquirer_interchange_amount.is_some(),
            )
            .show_text(
                "acquirer_interchange_currency",
                self.acquirer_interchange_currency.as_ref().map(|text| text.as_str()),
            )
            .hide("acquirer_name", self.acquirer_name.is_some())
            .show_some(
                "acquirer_processor_id",
                self.acquirer_processor_id.as_ref().map(|value| value as _),
            )
            .show_some(
                "acquirer_reference_number",
                self.acquirer_reference_number.as_ref().map(|value| value as _),
            )
            .hide(
                "acquirer_settlement_completion_amount",
                self.acquirer_settlement_completion_amount.is_some(),
            )
            .show_text(
                "acquirer_settlement_completion_currency",
                self.acquirer_settlement_completion_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide(
                "acquirer_settlement_conversion_rate",
                self.acquirer_settlement_conversion_rate.is_some(),
            )
            .hide("additional_advice", self.additional_advice.is_some())
            .hide("additional_pos_data", self.additional_pos_data.is_some())
            .hide("additional_response", self.additional_response.is_some())
            .hide("adjustment_advice_reason", self.adjustment_advice_reason.is_some())
            .hide("adjustment_cashback_amount", self.adjustment_cashback_amount.is_some())
            .show_text(
                "adjustment_date",
                self.adjustment_date.as_ref().map(|text| text.as_str()),
            )
            .hide("adjustment_purchase_amount", self.adjustment_purchase_amount.is_some())
            .hide("afa_member", self.afa_member.is_some())
            .hide(
                "alternate_primary_account_number",
                self.alternate_primary_account_number.is_some(),
            )
            .hide("amount_iccr", self.amount_iccr.is_some())
            .hide("atm_pos_flag", self.atm_pos_flag.is_some())
            .show_some(
                "banknet_reference_number",
                self.banknet_reference_number.as_ref().map(|value| value as _),
            )
            .show_some("bridging_ica", self.bridging_ica.as_ref().map(|value| value as _))
            .hide("business_activity", self.business_activity.is_some())
            .hide("cash_back_amount", self.cash_back_amount.is_some())
            .show_text(
                "cash_back_currency",
                self.cash_back_currency.as_ref().map(|text| text.as_str()),
            )
            .hide("cat_level", self.cat_level.is_some())
            .hide("ccca_issuer_bank_name", self.ccca_issuer_bank_name.is_some())
            .hide("chip_flag", self.chip_flag.is_some())
            .hide("condition_code", self.condition_code.is_some())
            .hide("corporate_card_indicator", self.corporate_card_indicator.is_some())
            .hide("credit_line_usage_fee", self.credit_line_usage_fee.is_some())
            .hide("cross_border_indicator", self.cross_border_indicator.is_some())
            .hide(
                "currency_conversion_assessment_amount",
                self.currency_conversion_assessment_amount.is_some(),
            )
            .show_text(
                "currency_conversion_assessment_currency",
                self.currency_conversion_assessment_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide(
                "currency_conversion_indicator",
                self.currency_conversion_indicator.is_some(),
            )
            .hide(
                "cvc2_program_validation_code",
                self.cvc2_program_validation_code.is_some(),
            )
            .show_text(
                "document_indicator",
                self.document_indicator.as_ref().map(|text| text.as_str()),
            )
            .hide(
                "fees_interchange_acquirer_location",
                self.fees_interchange_acquirer_location.is_some(),
            )
            .hide("financial_institution_id", self.financial_institution_id.is_some())
            .show_some("fraud_date", self.fraud_date.as_ref().map(|value| value as _))
            .show_some(
                "fraud_device_type",
                self.fraud_device_type.as_ref().map(|value| value as _),
            )
            .show_some("fraud_type", self.fraud_type.as_ref().map(|value| value as _))
            .hide("gcms_advice_code", self.gcms_advice_code.is_some())
            .show_some(
                "gcms_settlement_date",
                self.gcms_settlement_date.as_ref().map(|value| value as _),
            )
            .hide(
                "issuer_adjustment_settlement_amount",
                self.issuer_adjustment_settlement_amount.is_some(),
            )
            .hide(
                "issuer_adjustment_settlement_amount_indicator",
                self.issuer_adjustment_settlement_amount_indicator.is_some(),
            )
            .hide(
                "issuer_adjustment_settlement_completion_amount",
                self.issuer_adjustment_settlement_completion_amount.is_some(),
            )
            .show_text(
                "issuer_adjustment_settlement_currency",
                self.issuer_adjustment_settlement_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide("issuer_advice_reason", self.issuer_advice_reason.is_some())
            .hide(
                "issuer_currency_conversion_rate",
                self.issuer_currency_conversion_rate.is_some(),
            )
            .show_some("issuer_ica", self.issuer_ica.as_ref().map(|value| value as _))
            .hide("issuer_institution_number", self.issuer_institution_number.is_some())
            .hide("issuer_interchange_amount", self.issuer_interchange_amount.is_some())
            .show_text(
                "issuer_interchange_currency",
                self.issuer_interchange_currency.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "issuer_processor_id",
                self.issuer_processor_id.as_ref().map(|value| value as _),
            )
            .hide(
                "issuer_settlement_completion_amount",
                self.issuer_settlement_completion_amount.is_some(),
            )
            .show_text(
                "issuer_settlement_completion_currency",
                self.issuer_settlement_completion_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide(
                "issuer_settlement_conversion_rate",
                self.issuer_settlement_conversion_rate.is_some(),
            )
            .hide("local_completion_amount", self.local_completion_amount.is_some())
            .show_text(
                "local_currency_code",
                self.local_currency_code.as_ref().map(|text| text.as_str()),
            )
            .hide("local_requested_amount", self.local_requested_amount.is_some())
            .hide("mc_electronic_indicator", self.mc_electronic_indicator.is_some())
            .hide("mc_response_value", self.mc_response_value.is_some())
            .hide(
                "merchant_category_code_info",
                self.merchant_category_code_info.is_some(),
            )
            .show_some("merchant_type", self.merchant_type.as_ref().map(|value| value as _))
            .hide(
                "original_card_holder_billing_amount",
                self.original_card_holder_billing_amount.is_some(),
            )
            .show_text(
                "original_card_holder_billing_currency",
                self.original_card_holder_billing_currency
                    .as_ref()
                    .map(|text| text.as_str()),
            )
            .hide("original_cashback_amount", self.original_cashback_amount.is_some())
            .show_text(
                "original_cashback_currency",
                self.original_cashback_currency.as_ref().map(|text| text.as_str()),
            )
            .hide("original_purchase_amount", self.original_purchase_amount.is_some())
            .hide("owner_id", self.owner_id.is_some())
            .hide("point_of_service_amount", self.point_of_service_amount.is_some())
            .show_text(
                "point_of_service_currency",
                self.point_of_service_currency.as_ref().map(|text| text.as_str()),
            )
            .hide("pos_data", self.pos_data.is_some())
            .hide("pos_entry", self.pos_entry.is_some())
            .hide("primary_account_number", self.primary_account_number.is_some())
            .hide(
                "primary_account_number_sequence_number",
                self.primary_account_number_sequence_number.is_some(),
            )
            .show_some("processing_code", self.processing_code.as_ref().map(|value| value as _))
            .hide("product_identifier_code", self.product_identifier_code.is_some())
            .hide("program_indicator", self.program_indicator.is_some())
            .hide(
                "qps_paypass_chargeback_eligibility",
                self.qps_paypass_chargeback_eligibility.is_some(),
            )
            .show_some(
                "reference_number",
                self.reference_number.as_ref().map(|value| value as _),
            )
            .show_some("response_code", self.response_code.as_ref().map(|value| value as _))
            .show_some("response_source", self.response_source.as_ref().map(|value| value as _))
            .hide("service_code", self.service_code.is_some())
            .hide("service_level_indicator", self.service_level_indicator.is_some())
            .show_text(
                "settlement_date",
                self.settlement_date.as_ref().map(|text| text.as_str()),
            )
            .hide("settlement_date_position", self.settlement_date_position.is_some())
            .hide(
                "settlement_service_configuration",
                self.settlement_service_configuration.is_some(),
            )
            .hide("surcharge_free_indicator", self.surcharge_free_indicator.is_some())
            .show_text(
                "switch_date_time",
                self.switch_date_time.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "switch_serial_number",
                self.switch_serial_number.as_ref().map(|value| value as _),
            )
            .hide(
                "switch_serial_number_position",
                self.switch_serial_number_position.is_some(),
            )
            .show_text("switch_time", self.switch_time.as_ref().map(|text| text.as_str()))
            .hide("terminal_id", self.terminal_id.is_some())
            .hide("trace", self.trace.is_some())
            .hide("transaction_category_code", self.transaction_category_code.is_some())
            .show_some(
                "transaction_class",
                self.transaction_class.as_ref().map(|value| value as _),
            )
            .show_some(
                "transaction_date_time",
                self.transaction_date_time.as_ref().map(|value| value as _),
            )
            .hide("transit_data", self.transit_data.is_some())
            .show_some(
                "transaction_type",
                self.transaction_type.as_ref().map(|value| value as _),
            )
            .hide(
                "universal_card_authentication_fee",
                self.universal_card_authentication_fee.is_some(),
            )
            .show_some("usage_code", self.usage_code.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
