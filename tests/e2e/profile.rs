//! One way to the client of any product: a profile, here the one that the sandbox writes.

use mc_automatic_billing_updater::models::{Account, Customer, Inquiry};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
use mc_identity_insights::models::{AccountInfo, AccountOpeningData, UserInput};
use mc_issuer_enrollment::models::{
    Card, CardSource, Consumer, ConsumerIdentity, ConsumerIdentityIdentityType, EnrollCardRequest,
};
use mc_profile::{Auth, Profile, Source};
use mc_sandbox::Sandbox;

async fn profile(folder: &std::path::Path) -> (Sandbox, Profile) {
    let sandbox = crate::support::builder().start().await.unwrap();
    sandbox.write_files(folder).unwrap();
    let source = Source::new().without_variables().with_file(folder.join("sandbox.json"));
    (sandbox, source.with_name("sandbox").load().unwrap())
}

#[tokio::test]
async fn a_profile_makes_the_client_of_every_product() {
    let folder = tempfile::tempdir().unwrap();
    let (sandbox, profile) = profile(folder.path()).await;
    let last = || sandbox.requests().last().cloned().unwrap();

    let mastercom = mc_mastercom::Client::from(profile.client(&mc_mastercom::API).unwrap());
    mastercom.health().healthcheck().await.unwrap();
    assert_eq!(last().auth, "RSA-SHA256, single encoding");

    let core = profile.client(&mc_automatic_billing_updater::API).unwrap();
    let updater = mc_automatic_billing_updater::Client::from(core);
    let inquiry = Inquiry::new(
        "e2e",
        Customer::new("1076", "100000000000001"),
        Account::new("5555555555554444", "1229"),
    );
    updater.inquiries().inquire_account(&inquiry).await.unwrap();

    let core = profile.client(&mc_benefit_allocation::API).unwrap();
    let benefits = mc_benefit_allocation::Client::from(core);
    let from = crate::support::date(sandbox.clock().now().date_naive() + chrono::Days::new(10));
    let request = AssignBenefitAllocation::new(5_555_555_555_554_444, [Segment::new("DART", from)]);
    benefits.segments().assign_segment(&request).await.unwrap();
    assert!(!last().encryption.is_empty(), "encrypted");

    let core = profile.client(&mc_identity_insights::API).unwrap();
    let insights = mc_identity_insights::Client::from(core);
    let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com");
    let request = AccountOpeningData::new(user);
    let answer = insights.openings().retrieve_account_opening_insights(&request).await;
    answer.unwrap();

    let core = profile.client(&mc_issuer_enrollment::API).unwrap();
    let enrollment = mc_issuer_enrollment::Client::from(core);
    let identity = ConsumerIdentity::new(ConsumerIdentityIdentityType::EmailAddress, "jane.roe@example.com");
    let request = EnrollCardRequest::new("6e1f0d3c-0000-4000-8000-000000000003", Consumer::new(identity))
        .encrypted_card(Card::new("5555555555554444", "12", "2029"))
        .card_source(CardSource::Issuer);
    let options = mc_issuer_enrollment::apis::cards::EnrollCardOptions::new();
    enrollment.cards().enroll_card(&request, &options).await.unwrap();
    assert!(!last().encryption.is_empty(), "encrypted");
}

#[tokio::test]
async fn what_a_server_documents_decides_how_callers_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let (_sandbox, profile) = profile(folder.path()).await;
    let api = profile.api(&mc_benefit_allocation::API).unwrap();
    assert_eq!(api.auth().unwrap(), Auth::MutualTls);
    let path = folder.path().join("p.toml");
    std::fs::write(&path, "[profile.x]\nenvironment = \"oauth-sandbox\"\n").unwrap();
    let profile = Source::new().without_variables().with_file(&path).load().unwrap();
    let api = profile.api(&mc_benefit_allocation::API).unwrap();
    assert_eq!(api.auth().unwrap(), Auth::OAuth1);
}
