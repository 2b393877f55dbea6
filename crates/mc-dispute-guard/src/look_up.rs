use mc_core::{Error, Operation, Result};
use mc_mastercom::Client;
use mc_mastercom::models::{
    CaseFilingStatusRequest, CaseFilingStatusRequestStructure, CaseFilingStatusResponse, ChargebackStatusRequest,
    ChargebackStatusRequestStructure, ChargebackStatusResponse, ClaimDetail,
};

use crate::{Identifiers, Refused};

/// What Mastercom says of an event whose fate is not known.
///
/// A part is there when its identifier is known and the call succeeded.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LookUp {
    /// The claim with its chargebacks, cases, retrievals and fees.
    pub claim: Option<ClaimDetail>,
    /// How far the chargeback's documents are; that there are any tells that it exists.
    pub chargeback: Option<ChargebackStatusResponse>,
    /// How far the case's documents are.
    pub case: Option<CaseFilingStatusResponse>,
}

/// Asks Mastercom what became of an event, by the identifiers that are known of it.
///
/// An event below a claim is found in the claim's detail: compare what it lists with what was sent. Of a claim that was itself
/// being created nothing is known but the transaction; once Mastercom sees duplicates again it answers a second one with the
/// first one's identifier.
///
/// ```
/// # async fn example(client: mc_mastercom::Client, error: mc_core::Error) -> mc_core::Result<()> {
/// use mc_dispute_guard::{Refused, look_up};
///
/// if let Some(refused) = Refused::find(&error) {
///     let found = look_up(&client, refused).await?;
///     let chargebacks = found.claim.and_then(|claim| claim.chargeback_details).unwrap_or_default();
///     println!("{} chargebacks", chargebacks.len());
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// When no identifier is known, or when a call fails.
pub async fn look_up(client: &Client, refused: &Refused) -> Result<LookUp> {
    look_up_by(client, refused.operation(), refused.identifiers()).await
}

/// The same for an event whose operation and identifiers are known otherwise, as from a store's history.
///
/// # Errors
///
/// When no identifier is known, or when a call fails.
pub async fn look_up_by(client: &Client, operation: &Operation, known: &Identifiers) -> Result<LookUp> {
    let (claim, chargeback, case) = (known.get("claimId"), known.get("chargebackId"), known.get("caseId"));
    if claim.is_none() && case.is_none() {
        return Err(Error::invalid_request(
            "no identifier of the event is known; search for the claim by its transaction, or wait until the event is free",
        ));
    }
    let mut found = LookUp::default();
    if let Some(claim) = claim {
        found.claim = Some(client.claims().get_claim_detail(claim).await?);
    }
    if let (Some(claim), Some(chargeback)) = (claim, chargeback) {
        let asked = ChargebackStatusRequest::new(vec![ChargebackStatusRequestStructure::new(claim, chargeback)]);
        let chargebacks = client.chargebacks();
        found.chargeback = Some(if operation.path().contains("/debitmc") {
            chargebacks.retrieve_debit_chargeback_status(&asked).await?
        } else {
            chargebacks.retrieve_chargeback_status(&asked).await?
        });
    }
    if let Some(case) = case {
        let asked = CaseFilingStatusRequest::new(vec![CaseFilingStatusRequestStructure::new(case)]);
        found.case = Some(client.cases().retrieve_case_status(&asked).await?);
    }
    Ok(found)
}
