// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The authorization record of a disputed transaction, field by field.
    #[derive(Default)]
    pub struct AuthorizationDetail, rename_all = "camelCase" {
        /// Card number that the cardholder used, where the record holds another number as well, such as that
        /// behind a token.
        ///
        /// JSON `accountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub account_number: Option<mc_core::Sensitive<String>>,
        /// Kind of the number in `accountNumber`, as a letter: a device token, a card-on-file token or a
        /// virtual card number, for instance.
        ///
        /// JSON `accountNumberIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub account_number_indicator: Option<String>,
        /// Acquirer that sent the request, or the processor that sent it in the acquirer's name.
        ///
        /// JSON `acquirer`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer: Option<String>,
        /// Country of the acquirer (DE 19).
        ///
        /// JSON `acquiringInstitutionCountryCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquiring_institution_country_code: Option<String>,
        /// Id of the acquirer (DE 32), a customer id (ICA) without its check digit.
        ///
        /// JSON `acquiringInstitutionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquiring_institution_id: Option<String>,
        /// Result of comparing the billing address with that on file at the issuer, one letter (DE 48,
        /// subelement 83).
        ///
        /// JSON `addressVerificationServiceResponse`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub address_verification_service_response: Option<String>,
        /// Why the network answered in place of the issuer, or reported afterwards what had happened (DE 60),
        /// as a code.
        ///
        /// JSON `adviceReasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub advice_reason_code: Option<String>,
        /// Whether the chip's transaction counter (ATC) lies above, below or within the range that the issuer
        /// accepts.
        ///
        /// JSON `atcDiscrepancyIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub atc_discrepancy_indicator: Option<String>,
        /// How far the transaction counter lies outside of that range.
        ///
        /// JSON `atcDiscrepancyValue`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub atc_discrepancy_value: Option<String>,
        /// Full application transaction counter (ATC) of the chip, as the validation worked it out.
        ///
        /// JSON `atcValue`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub atc_value: Option<String>,
        /// `1` where the transaction qualified for an authentication service of the network, so the issuer can
        /// treat it accordingly.
        ///
        /// JSON `authenticationIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub authentication_indicator: Option<String>,
        /// Approval code of the issuer, six characters (DE 38).
        ///
        /// JSON `authorizationIdResponse`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub authorization_id_response: Option<String>,
        /// Day on which the network took the transaction, `YYMMDD`. Together with `banknet_reference_number` it
        /// identifies the transaction.
        ///
        /// JSON `banknetDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub banknet_date: Option<mc_core::values::DateYymmdd>,
        /// Number that the network gave the transaction (DE 63). It is unique within a day only.
        ///
        /// JSON `banknetReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub banknet_reference_number: Option<String>,
        /// Currency of `cardholder_billing_amount`, three digits of ISO 4217 (DE 51).
        ///
        /// JSON `billingCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub billing_currency_code: Option<mc_core::values::Currency>,
        /// City of the merchant. With a payment facilitator in between, that of the merchant behind it (DE 43).
        ///
        /// JSON `cardAcceptorCity`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_city: Option<String>,
        /// Number that the acquirer gave the merchant (DE 42).
        ///
        /// JSON `cardAcceptorId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_id: Option<String>,
        /// Name of the merchant as the cardholder's statement shows it (DE 43).
        ///
        /// JSON `cardAcceptorName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_name: Option<String>,
        /// State or province of the merchant, or its country outside of North America (DE 43).
        ///
        /// JSON `cardAcceptorState`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_state: Option<String>,
        /// Number of the terminal, unique at this merchant (DE 41).
        ///
        /// JSON `cardAcceptorTerminalId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_terminal_id: Option<String>,
        /// What kind of unattended terminal it was (DE 61, subfield 10): `0` none, `1` vending with PIN, `2`
        /// self-service, `3` limited amount, `4` in flight, `6` electronic commerce, `7` transponder, `9`
        /// mobile.
        ///
        /// JSON `cardholderActivatedTerminalLevel`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_activated_terminal_level: Option<String>,
        /// Amount that the cardholder is really charged, in the currency of the account, where it differs from
        /// the requested one.
        ///
        /// JSON `cardholderBillingActualAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_billing_actual_amount: Option<mc_core::values::MinorUnits>,
        /// Requested amount in the currency of the account (DE 6), in minor units and padded with zeros.
        ///
        /// JSON `cardholderBillingAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cardholder_billing_amount: Option<mc_core::values::MinorUnits>,
        /// How the cardholder was verified, as the validation of the card found it.
        ///
        /// JSON `cardAuthenticationMethodValidationCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_authentication_method_validation_code: Option<String>,
        /// Day whose exchange rate was used, `MMDD` (DE 16).
        ///
        /// JSON `conversionDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub conversion_date: Option<mc_core::values::MonthDay>,
        /// Exchange rate from the transaction's currency (DE 9 or 10). The first digit counts the decimals of
        /// the seven that follow, so `61000000` is 1.000000.
        ///
        /// JSON `conversionRate`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub conversion_rate: Option<String>,
        /// Both indicators of electronic commerce in one, three digits (DE 48, subelement 42). The security
        /// protocol comes first, then how the cardholder was authenticated, then what is known of UCAF data.
        ///
        /// JSON `electronicCommerceIndicators`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub electronic_commerce_indicators: Option<String>,
        /// First digits of the electronic commerce indicators, the security level and whether the merchant
        /// collected UCAF data.
        ///
        /// JSON `electronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: Option<String>,
        /// `Y` if the request had the expiry date of the card, else `N`.
        ///
        /// JSON `expirationDatePresenceInd`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub expiration_date_presence_ind: Option<mc_core::values::YesNo>,
        /// Whether the amount is final (DE 48, subelement 61, subfield 5): `1` for final, `0` where it may
        /// still change.
        ///
        /// JSON `finalAuthorizationIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub final_authorization_indicator: Option<String>,
        /// Program or product of the card, three letters (DE 63, subfield 1), such as `MCC` for Mastercard
        /// credit.
        ///
        /// JSON `financialNetworkCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub financial_network_code: Option<String>,
        /// Id of the institution that passed the message on, where that is not the acquirer itself (DE 33).
        ///
        /// JSON `forwardingInstitutionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub forwarding_institution_id: Option<String>,
        /// Trace of the network in between (an intermediate network facility), by which messages find their way
        /// back to the acquirer.
        ///
        /// JSON `infData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub inf_data: Option<mc_core::Sensitive<String>>,
        /// EMV data of the chip, as tags, lengths and values (DE 55).
        ///
        /// JSON `integratedCircuitCardRelatedData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub integrated_circuit_card_related_data: Option<mc_core::Sensitive<String>>,
        /// Issuer of the card.
        ///
        /// JSON `issuer`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub issuer: Option<String>,
        /// Code of a promotion that issuer and merchant have agreed upon (DE 48, subelement 95).
        ///
        /// JSON `mastercardPromotionCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mastercard_promotion_code: Option<String>,
        /// Merchant category code (MCC) of the message, four digits (DE 18).
        ///
        /// JSON `mccMessageId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mcc_message_id: Option<String>,
        /// What the issuer advises the merchant after a decline (DE 48, subelement 84). `01` asks for new
        /// account data, `02` for a later attempt, `03` for no further attempt.
        ///
        /// JSON `merchantAdviceCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_advice_code: Option<String>,
        /// Group that the merchant's category belongs to. The four digits of the MCC itself are in
        /// `mcc_message_id`.
        ///
        /// JSON `merchantCategoryCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_category_code: Option<String>,
        /// Phone number whose prepaid credit was bought with the transaction.
        ///
        /// JSON `mobilePhoneNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mobile_phone_number: Option<mc_core::Sensitive<String>>,
        /// Phone company whose credit was bought.
        ///
        /// JSON `mobilePhoneServiceProviderName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub mobile_phone_service_provider_name: Option<mc_core::Sensitive<String>>,
        /// Id of the acquirer in the first message, where this record is about a later one (DE 90).
        ///
        /// JSON `originalAcquiringInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub original_acquiring_institution_id_code: Option<String>,
        /// Electronic commerce indicators as the acquirer sent them, before the network changed them.
        ///
        /// JSON `originalElectronicCommerceSecurityLevelIndicatorAndUcafCollectionIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub original_electronic_commerce_security_level_indicator_and_ucaf_collection_indicator: Option<String>,
        /// Id of the forwarding institution in the first message (DE 90).
        ///
        /// JSON `originalIssuerForwardingInstitutionIdCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub original_issuer_forwarding_institution_id_code: Option<String>,
        /// Type of the first message, four digits, such as `0100` for an authorization request (DE 90).
        ///
        /// JSON `originalMessageTypeIdentifier`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub original_message_type_identifier: Option<String>,
        /// What the network did with the PIN, two letters (DE 48, subelement 80). `PV` means verified, `PI`
        /// invalid, `PD` that it was dropped, `TV` and `TI` that it was translated or could not be.
        ///
        /// JSON `pinServiceCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pin_service_code: Option<String>,
        /// Whether the terminal checked the goods against the list of what a health care account may pay for,
        /// `1` for checked.
        ///
        /// JSON `realTimeSubstantiationIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub real_time_substantiation_indicator: Option<String>,
        /// Why the network lowered the electronic commerce indicators, as a code.
        ///
        /// JSON `reasonForUcafCollectionIndicatorDowngrade`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_for_ucaf_collection_indicator_downgrade: Option<String>,
        /// How the terminal can read cards (DE 61, subfield 11): `0` unknown, `1` no terminal, `2` stripe, `3`
        /// contactless chip, `4` contactless stripe, `5` chip and stripe, `6` keyed, `7` stripe and keyed, `8`
        /// chip, stripe and keyed, `9` chip.
        ///
        /// JSON `posCardDataTerminalInputCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_card_data_terminal_input_capability: Option<String>,
        /// Where the cardholder was (DE 61, subfield 4): `0` present, `1` absent, `2` by mail or fax, `3` by
        /// phone, `4` standing order, `5` electronic order.
        ///
        /// JSON `posCardholderPresence`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_cardholder_presence: Option<String>,
        /// Whether the card was there (DE 61, subfield 5): `0` present, `1` absent.
        ///
        /// JSON `posCardPresence`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_card_presence: Option<String>,
        /// How the card number got into the terminal, two digits (DE 22, subfield 1). `01` is keyed, `05` chip,
        /// `07` contactless chip, `10` kept on file, `80` stripe after a failed chip, `81` electronic commerce,
        /// `90` stripe, `91` contactless stripe.
        ///
        /// JSON `posEntryModePan`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_entry_mode_pan: Option<String>,
        /// Whether the terminal can take a PIN (DE 22, subfield 2): `0` unknown, `1` yes, `2` no, `8` its PIN
        /// pad was out of order.
        ///
        /// JSON `posEntryModePin`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_entry_mode_pin: Option<String>,
        /// Whether staff attended the terminal (DE 61, subfield 1): `0` attended, `1` unattended, `2` no
        /// terminal.
        ///
        /// JSON `posTerminalAttendance`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_terminal_attendance: Option<String>,
        /// Where the terminal was (DE 61, subfield 3): `0` at the merchant, `1` elsewhere, `2` with the
        /// cardholder, `3` no terminal.
        ///
        /// JSON `posTerminalLocation`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_terminal_location: Option<String>,
        /// Purpose of the request (DE 61, subfield 7): `0` normal, `4` preauthorization, `8` status of the
        /// account.
        ///
        /// JSON `posTransactionStatus`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub pos_transaction_status: Option<String>,
        /// Card number, or the token in its place (DE 2).
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// First nine digits of the card number behind a token.
        ///
        /// JSON `primaryAccountNumberAccountRange`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number_account_range: Option<mc_core::Sensitive<String>>,
        /// Data that the customer put into the message for its own use, unstructured (DE 126 or 127). It may
        /// hold anything.
        ///
        /// JSON `privateData`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub private_data: Option<mc_core::Sensitive<String>>,
        /// Kind of the transaction, the first two digits of DE 3. `00` is a purchase, `01` cash, `09` a
        /// purchase with cash back, `20` a refund, `28` a payment to the card.
        ///
        /// JSON `processingCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processing_code: Option<String>,
        /// Whether the message has a record of file data or text (DE 120), `Y` or `N`.
        ///
        /// JSON `recordDataPresenceIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub record_data_presence_indicator: Option<String>,
        /// Answer of the issuer, two characters (DE 39), such as `00` for approved, `05` for not honoured and
        /// `51` for insufficient funds.
        ///
        /// JSON `responseCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub response_code: Option<String>,
        /// Number of the merchant's or acquirer's own record of the sale, twelve characters (DE 37). It is what
        /// a receipt shows.
        ///
        /// JSON `retrievalReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub retrieval_reference_number: Option<String>,
        /// Amount that is really settled, in the settlement currency, where it differs from the requested one.
        ///
        /// JSON `settlementActualAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_actual_amount: Option<mc_core::values::MinorUnits>,
        /// Day on which funds move between acquirer and issuer, `MMDD` (DE 15).
        ///
        /// JSON `settlementDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_date: Option<mc_core::values::MonthDay>,
        /// System trace audit number, six digits. The same as `systems_trace_audit_number`.
        ///
        /// JSON `stan`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub stan: Option<String>,
        /// Where a token is kept, two digits, such as device memory, a secure element or a server.
        ///
        /// JSON `storageTechnology`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub storage_technology: Option<String>,
        /// Number that the sender gave the message, six digits, unique for it within a day (DE 11).
        ///
        /// JSON `systemsTraceAuditNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub systems_trace_audit_number: Option<String>,
        /// How sure the token service was that the token belongs to the cardholder, `00` to `99`.
        ///
        /// JSON `tokenAssuranceLevel`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub token_assurance_level: Option<String>,
        /// Id of the wallet or merchant that asked for the token, eleven digits.
        ///
        /// JSON `tokenRequestorId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub token_requestor_id: Option<String>,
        /// Whether the message had track 1 of the magnetic stripe, or what it was (DE 45).
        ///
        /// JSON `track1`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub track_1: Option<mc_core::Sensitive<String>>,
        /// Whether the message had track 2 of the magnetic stripe, or parts of it (DE 35).
        ///
        /// JSON `track2`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub track_2: Option<mc_core::Sensitive<String>>,
        /// Amount of the transaction after all, in its own currency, where it differs from the requested one
        /// (DE 95).
        ///
        /// JSON `transactionActualAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_actual_amount: Option<mc_core::values::MinorUnits>,
        /// Requested amount in the transaction's currency, in minor units (DE 4).
        ///
        /// JSON `transactionAmountLocal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
        /// Category of the transaction, one letter (DE 48), such as `R` for retail, `T` for mail, phone and
        /// electronic orders, `Z` for cash, `U` for unique ones.
        ///
        /// JSON `transactionCategoryCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_category_code: Option<String>,
        /// Currency at the merchant, three digits of ISO 4217 (DE 49).
        ///
        /// JSON `transactionCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_currency_code: Option<mc_core::values::Currency>,
        /// Kind of record, `Authorization` for instance, or kind of an instalment of a cash advance.
        ///
        /// JSON `transactionType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_type: Option<String>,
        /// When the message was sent, in UTC, `MMDDhhmmss` (DE 7).
        ///
        /// JSON `transmissionDateAndTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transmission_date_and_time: Option<mc_core::values::MonthDayTime>,
        /// Proof of the cardholder's authentication by 3-D Secure, in base64 (DE 48, subelement 43). It may
        /// hold several values in a row.
        ///
        /// JSON `universalCardholderAuthenticationFieldUcaf`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub universal_cardholder_authentication_field_ucaf: Option<mc_core::Sensitive<String>>,
        /// Product code of the virtual card number, three letters.
        ///
        /// JSON `vcnProductCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub vcn_product_code: Option<String>,
        /// Digital wallet that the transaction began in, three digits (DE 48, subelement 26).
        ///
        /// JSON `walletIdentifier`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub wallet_identifier: Option<String>,
    }
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

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
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
