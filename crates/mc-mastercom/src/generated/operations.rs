// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

//! The operations as data: what middleware, retry rules and tools know of them.

use mc_core::Operation;

/// `POST /v6/cases`
pub const CREATE_CASE: Operation = Operation::new("createCase", "createCaseFiling", "POST", "/v6/cases")
    .with_product("mastercom")
    .with_event()
    .with_amounts(&[
        "disputeAmount",
        "caseFilingEbdfDocuments.expeditedBillingDrfDocument.transactionAmount",
    ])
    .with_rate_limit(150);

/// `GET /v6/cases/{case-id}/documents`
pub const GET_CASE_DOCUMENTS: Operation = Operation::new(
    "getCaseDocuments",
    "getCaseFilingDoc",
    "GET",
    "/v6/cases/{case-id}/documents",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/cases/retrieve/claims`
pub const RETRIEVE_CASE_CLAIMS: Operation = Operation::new(
    "retrieveCaseClaims",
    "retrieveClaims",
    "PUT",
    "/v6/cases/retrieve/claims",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/cases/status`
pub const RETRIEVE_CASE_STATUS: Operation = Operation::new(
    "retrieveCaseStatus",
    "retrieveCaseFilingStatus",
    "PUT",
    "/v6/cases/status",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/cases/imagestatus`
pub const SEARCH_CASE_DOCUMENTS: Operation = Operation::new(
    "searchCaseDocuments",
    "retrieveCaseFilingImageStatus",
    "PUT",
    "/v6/cases/imagestatus",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/cases/{case-id}`
pub const UPDATE_CASE: Operation = Operation::new("updateCase", "updateCaseFiling", "PUT", "/v6/cases/{case-id}")
    .with_product("mastercom")
    .with_event()
    .with_rate_limit(150);

/// `PUT /v6/chargebacks/acknowledge`
pub const ACKNOWLEDGE_CHARGEBACKS: Operation = Operation::new(
    "acknowledgeChargebacks",
    "acknowledgeChargebacks",
    "PUT",
    "/v6/chargebacks/acknowledge",
)
.with_product("mastercom")
.with_rate_limit(150);

/// `PUT /v6/chargebacks/debitmc/acknowledge`
pub const ACKNOWLEDGE_DEBIT_CHARGEBACKS: Operation = Operation::new(
    "acknowledgeDebitChargebacks",
    "acknowledgeChargebacksDebitMC",
    "PUT",
    "/v6/chargebacks/debitmc/acknowledge",
)
.with_product("mastercom")
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/chargebacks`
pub const CREATE_CHARGEBACK: Operation = Operation::new(
    "createChargeback",
    "createChargeback",
    "POST",
    "/v6/claims/{claim-id}/chargebacks",
)
.with_product("mastercom")
.with_event()
.with_amounts(&[
    "amount",
    "localTax1IVA",
    "installmentFee",
    "chargebackEbdfDocuments.transactionInformation.disputedAmount",
    "chargebackEbdfDocuments.cardholderDisputeChargebackDrfDocument.transactionAmount",
    "chargebackEbdfDocuments.pointOfInteractionErrorsDrfDocument.transactionAmount",
])
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/chargebacks/{chargeback-id}/reversal`
pub const CREATE_CHARGEBACK_REVERSAL: Operation = Operation::new(
    "createChargebackReversal",
    "createChargebackReversal",
    "POST",
    "/v6/claims/{claim-id}/chargebacks/{chargeback-id}/reversal",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/chargebacks/debitmc`
pub const CREATE_DEBIT_CHARGEBACK: Operation = Operation::new(
    "createDebitChargeback",
    "createChargebackDebitMC",
    "POST",
    "/v6/claims/{claim-id}/chargebacks/debitmc",
)
.with_product("mastercom")
.with_event()
.with_amounts(&["replacementAmount"])
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/reversal`
pub const CREATE_DEBIT_CHARGEBACK_REVERSAL: Operation = Operation::new(
    "createDebitChargebackReversal",
    "createChargebackReversalDebitMC",
    "POST",
    "/v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/reversal",
)
.with_product("mastercom")
.with_event()
.with_amounts(&["replacementAmount"])
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/chargebacks/{chargeback-id}/documents`
pub const GET_CHARGEBACK_DOCUMENTS: Operation = Operation::new(
    "getChargebackDocuments",
    "getChargebackDoc",
    "GET",
    "/v6/claims/{claim-id}/chargebacks/{chargeback-id}/documents",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/documents`
pub const GET_DEBIT_CHARGEBACK_DOCUMENTS: Operation = Operation::new(
    "getDebitChargebackDocuments",
    "getChargebackDocDebitMC",
    "GET",
    "/v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}/documents",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/chargebacks/loaddataforchargebacks`
pub const LOAD_CHARGEBACK_DATA: Operation = Operation::new(
    "loadChargebackData",
    "getDataForCreateChargeback",
    "POST",
    "/v6/claims/{claim-id}/chargebacks/loaddataforchargebacks",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/chargebacks/status`
pub const RETRIEVE_CHARGEBACK_STATUS: Operation = Operation::new(
    "retrieveChargebackStatus",
    "retrieveChargebackStatus",
    "PUT",
    "/v6/chargebacks/status",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/chargebacks/debitmc/status`
pub const RETRIEVE_DEBIT_CHARGEBACK_STATUS: Operation = Operation::new(
    "retrieveDebitChargebackStatus",
    "retrieveChargebackStatusDebitMC",
    "PUT",
    "/v6/chargebacks/debitmc/status",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/claims/{claim-id}/chargebacks/{chargeback-id}`
pub const UPDATE_CHARGEBACK: Operation = Operation::new(
    "updateChargeback",
    "updateChargeback",
    "PUT",
    "/v6/claims/{claim-id}/chargebacks/{chargeback-id}",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `PUT /v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}`
pub const UPDATE_DEBIT_CHARGEBACK: Operation = Operation::new(
    "updateDebitChargeback",
    "updateChargebackDebitMC",
    "PUT",
    "/v6/claims/{claim-id}/chargebacks/debitmc/{chargeback-id}",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `POST /v6/claims`
pub const CREATE_CLAIM: Operation = Operation::new("createClaim", "createClaim", "POST", "/v6/claims")
    .with_product("mastercom")
    .with_event()
    .with_amounts(&["disputedAmount"])
    .with_rate_limit(150);

/// `GET /v6/claims/{claim-id}`
pub const GET_CLAIM_DETAIL: Operation =
    Operation::new("getClaimDetail", "getClaimDetail", "GET", "/v6/claims/{claim-id}")
        .with_product("mastercom")
        .with_idempotent()
        .with_rate_limit(150);

/// `PUT /v6/claims/{claim-id}`
pub const UPDATE_CLAIM: Operation = Operation::new("updateClaim", "Update Claim", "PUT", "/v6/claims/{claim-id}")
    .with_product("mastercom")
    .with_event()
    .with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/fee/debitmc`
pub const CREATE_DEBIT_FEE: Operation = Operation::new(
    "createDebitFee",
    "createFeeDebitMC",
    "POST",
    "/v6/claims/{claim-id}/fee/debitmc",
)
.with_product("mastercom")
.with_event()
.with_amounts(&["handlingFee"])
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/fee`
pub const CREATE_FEE: Operation = Operation::new("createFee", "createFee", "POST", "/v6/claims/{claim-id}/fee")
    .with_product("mastercom")
    .with_event()
    .with_amounts(&["feeAmount"])
    .with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/fees/loaddataforfees`
pub const LOAD_FEE_DATA: Operation = Operation::new(
    "loadFeeData",
    "getDataForCreateFee",
    "POST",
    "/v6/claims/{claim-id}/fees/loaddataforfees",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/fraud/mastercard`
pub const CREATE_FRAUD_REPORT: Operation = Operation::new(
    "createFraudReport",
    "createFraudMasterCard",
    "POST",
    "/v6/claims/{claim-id}/fraud/mastercard",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/fraud/loaddataforfraud`
pub const LOAD_FRAUD_DATA: Operation = Operation::new(
    "loadFraudData",
    "getDataForCreateFraud",
    "GET",
    "/v6/claims/{claim-id}/fraud/loaddataforfraud",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/healthcheck`
pub const HEALTHCHECK: Operation = Operation::new("healthcheck", "healthcheck", "GET", "/v6/healthcheck")
    .with_product("mastercom")
    .with_idempotent()
    .with_rate_limit(150);

/// `GET /v6/queues`
pub const GET_QUEUE_CLAIMS: Operation = Operation::new("getQueueClaims", "getQueueSummary", "GET", "/v6/queues")
    .with_product("mastercom")
    .with_idempotent()
    .with_rate_limit(150);

/// `GET /v6/queues/names`
pub const GET_QUEUE_NAMES: Operation = Operation::new("getQueueNames", "getQueues", "GET", "/v6/queues/names")
    .with_product("mastercom")
    .with_idempotent()
    .with_rate_limit(150);

/// `POST /v6/queues`
pub const SEARCH_QUEUE_CLAIMS: Operation =
    Operation::new("searchQueueClaims", "getQueueSummaryPost", "POST", "/v6/queues")
        .with_product("mastercom")
        .with_idempotent()
        .with_rate_limit(150);

/// `POST /v6/reconreport/data/retrieval/{reportIdentifier}`
pub const GET_RECONCILIATION_REPORT: Operation = Operation::new(
    "getReconciliationReport",
    "reconReportDataRetrieval",
    "POST",
    "/v6/reconreport/data/retrieval/{reportIdentifier}",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/reconreport/data/request`
pub const REQUEST_RECONCILIATION_REPORT: Operation = Operation::new(
    "requestReconciliationReport",
    "reconReportDataAcknowledge",
    "POST",
    "/v6/reconreport/data/request",
)
.with_product("mastercom")
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/retrievalrequests/debitmc`
pub const CREATE_DEBIT_RETRIEVAL_REQUEST: Operation = Operation::new(
    "createDebitRetrievalRequest",
    "createRetrievalRequestDebitMC",
    "POST",
    "/v6/claims/{claim-id}/retrievalrequests/debitmc",
)
.with_product("mastercom")
.with_event()
.with_amounts(&["replacementAmount"])
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/retrievalrequests`
pub const CREATE_RETRIEVAL_REQUEST: Operation = Operation::new(
    "createRetrievalRequest",
    "createRetrievalRequest",
    "POST",
    "/v6/claims/{claim-id}/retrievalrequests",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments`
pub const FULFILL_RETRIEVAL_REQUEST: Operation = Operation::new(
    "fulfillRetrievalRequest",
    "acqFulfillRetrievalRequest",
    "POST",
    "/v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments",
)
.with_product("mastercom")
.with_event()
.with_amounts(&["refundReversalAmount"])
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/documents`
pub const GET_DEBIT_RETRIEVAL_DOCUMENTS: Operation = Operation::new(
    "getDebitRetrievalDocuments",
    "getRetrievalDocDebitMC",
    "GET",
    "/v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/documents",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/retrievalrequests/{request-id}/documents`
pub const GET_RETRIEVAL_DOCUMENTS: Operation = Operation::new(
    "getRetrievalDocuments",
    "getRetrievalDoc",
    "GET",
    "/v6/claims/{claim-id}/retrievalrequests/{request-id}/documents",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/retrievalrequests/loaddataforretrievalrequests`
pub const LOAD_RETRIEVAL_DATA: Operation = Operation::new(
    "loadRetrievalData",
    "getDataForCreateRetrievalRequest",
    "GET",
    "/v6/claims/{claim-id}/retrievalrequests/loaddataforretrievalrequests",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/fulfillments/response`
pub const RESPOND_TO_DEBIT_FULFILLMENT: Operation = Operation::new(
    "respondToDebitFulfillment",
    "issuerResponseRetrievalDebitMCRequest",
    "POST",
    "/v6/claims/{claim-id}/retrievalrequests/debitmc/{request-id}/fulfillments/response",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `POST /v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments/response`
pub const RESPOND_TO_FULFILLMENT: Operation = Operation::new(
    "respondToFulfillment",
    "issuerResponseRetrievalRequest",
    "POST",
    "/v6/claims/{claim-id}/retrievalrequests/{request-id}/fulfillments/response",
)
.with_product("mastercom")
.with_event()
.with_rate_limit(150);

/// `PUT /v6/retrievalrequests/debitmc/status`
pub const RETRIEVE_DEBIT_FULFILLMENT_STATUS: Operation = Operation::new(
    "retrieveDebitFulfillmentStatus",
    "retrieveFulfillmentDebitMCStatus",
    "PUT",
    "/v6/retrievalrequests/debitmc/status",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `PUT /v6/retrievalrequests/status`
pub const RETRIEVE_FULFILLMENT_STATUS: Operation = Operation::new(
    "retrieveFulfillmentStatus",
    "retrieveFulfillmentStatus",
    "PUT",
    "/v6/retrievalrequests/status",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/transactions/authorization/{transaction-id}`
pub const GET_AUTHORIZATION_DETAIL: Operation = Operation::new(
    "getAuthorizationDetail",
    "retrieveAuthorizationDetail",
    "GET",
    "/v6/claims/{claim-id}/transactions/authorization/{transaction-id}",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/claims/{claim-id}/transactions/clearing/{transaction-id}`
pub const GET_CLEARING_DETAIL: Operation = Operation::new(
    "getClearingDetail",
    "getTransactionClearingDetail",
    "GET",
    "/v6/claims/{claim-id}/transactions/clearing/{transaction-id}",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `GET /v6/{claim-id}/transactions/debitmc/detail`
pub const GET_DEBIT_TRANSACTION_DETAIL: Operation = Operation::new(
    "getDebitTransactionDetail",
    "transactionDebitMCMessageDetail",
    "GET",
    "/v6/{claim-id}/transactions/debitmc/detail",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/transactions/debitmc/search`
pub const SEARCH_DEBIT_TRANSACTIONS: Operation = Operation::new(
    "searchDebitTransactions",
    "transactionMessageSearchDebitMC",
    "POST",
    "/v6/transactions/debitmc/search",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// `POST /v6/transactions/search`
pub const SEARCH_TRANSACTIONS: Operation = Operation::new(
    "searchTransactions",
    "transactionSearch",
    "POST",
    "/v6/transactions/search",
)
.with_product("mastercom")
.with_idempotent()
.with_rate_limit(150);

/// All operations, by module and id.
pub const ALL: &[Operation] = &[
    CREATE_CASE,
    GET_CASE_DOCUMENTS,
    RETRIEVE_CASE_CLAIMS,
    RETRIEVE_CASE_STATUS,
    SEARCH_CASE_DOCUMENTS,
    UPDATE_CASE,
    ACKNOWLEDGE_CHARGEBACKS,
    ACKNOWLEDGE_DEBIT_CHARGEBACKS,
    CREATE_CHARGEBACK,
    CREATE_CHARGEBACK_REVERSAL,
    CREATE_DEBIT_CHARGEBACK,
    CREATE_DEBIT_CHARGEBACK_REVERSAL,
    GET_CHARGEBACK_DOCUMENTS,
    GET_DEBIT_CHARGEBACK_DOCUMENTS,
    LOAD_CHARGEBACK_DATA,
    RETRIEVE_CHARGEBACK_STATUS,
    RETRIEVE_DEBIT_CHARGEBACK_STATUS,
    UPDATE_CHARGEBACK,
    UPDATE_DEBIT_CHARGEBACK,
    CREATE_CLAIM,
    GET_CLAIM_DETAIL,
    UPDATE_CLAIM,
    CREATE_DEBIT_FEE,
    CREATE_FEE,
    LOAD_FEE_DATA,
    CREATE_FRAUD_REPORT,
    LOAD_FRAUD_DATA,
    HEALTHCHECK,
    GET_QUEUE_CLAIMS,
    GET_QUEUE_NAMES,
    SEARCH_QUEUE_CLAIMS,
    GET_RECONCILIATION_REPORT,
    REQUEST_RECONCILIATION_REPORT,
    CREATE_DEBIT_RETRIEVAL_REQUEST,
    CREATE_RETRIEVAL_REQUEST,
    FULFILL_RETRIEVAL_REQUEST,
    GET_DEBIT_RETRIEVAL_DOCUMENTS,
    GET_RETRIEVAL_DOCUMENTS,
    LOAD_RETRIEVAL_DATA,
    RESPOND_TO_DEBIT_FULFILLMENT,
    RESPOND_TO_FULFILLMENT,
    RETRIEVE_DEBIT_FULFILLMENT_STATUS,
    RETRIEVE_FULFILLMENT_STATUS,
    GET_AUTHORIZATION_DETAIL,
    GET_CLEARING_DETAIL,
    GET_DEBIT_TRANSACTION_DETAIL,
    SEARCH_DEBIT_TRANSACTIONS,
    SEARCH_TRANSACTIONS,
];
