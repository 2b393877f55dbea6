//! Calls every product through its typed client, against the sandbox: what `cargo xtask demo` shows.
//!
//! Each row is a call as the sandbox saw it: how the caller was known, what was done about encryption, and what was answered.
//! The exit status is 0 if every call ended as it should.

use std::fmt::Display;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use mc_auth::ClientBuilder;
use mc_auth::oauth1::OAuth1;
use mc_auth::rsa::LocalSigner;
use mc_automatic_billing_updater::models::{Account, Customer, Inquiry};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
use mc_core::values::{CivilDate, Date, ParseError};
use mc_dispute_guard::store::MemoryStore;
use mc_dispute_guard::{Guard, GuardKey, Refused};
use mc_identity_insights::models::{AccountInfo, AccountOpeningData, UserInput};
use mc_issuer_enrollment::apis::cards::EnrollCardOptions;
use mc_issuer_enrollment::models::{Card, EnrollCardRequest};
use mc_mastercom::models::{
    ChargebackMarkProcessedRequest, ChargebackMarkProcessedRequestStructure, ChargebackStatusRequest,
    ChargebackStatusRequestStructure, ChargebackType, CreateChargebackRequest, CreateClaimRequest, DocumentFormat,
    DocumentStatus, DocumentStructure, NewClaimType, TransactionSearchRequest,
};
use mc_sandbox::{Product, Sandbox, Seen};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// How long the sandbox may take to tell what it has seen.
const PATIENCE: Duration = Duration::from_secs(10);

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A card number of those that are published for tests.
const CARD: &str = "5555555555554444";

#[tokio::main]
pub(crate) async fn main() -> ExitCode {
    let started = Instant::now();
    match run().await {
        Ok((calls, wrong)) => {
            let took = started.elapsed().as_secs_f64();
            if wrong == 0 {
                println!("\nall {calls} calls ended as they should, in {took:.1} s");
                ExitCode::SUCCESS
            } else {
                println!("\n{wrong} of {calls} calls did not end as they should");
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes all calls; gives how many there were, and how many did not end as they should.
async fn run() -> Outcome<(usize, usize)> {
    let (sender, seen) = mpsc::unbounded_channel();
    let sandbox = Sandbox::builder()
        .with_observer(move |seen| {
            // Nobody may be listening any more.
            let _ = sender.send(seen.clone());
        })
        .start()
        .await?;
    println!(
        "sandbox: signed requests at {}, client certificates at {}\n",
        sandbox.oauth_address(),
        sandbox.mtls_address()
    );
    let mut table = Table::new(&sandbox, seen);
    head();
    accounts(&mut table).await?;
    benefits(&mut table).await?;
    insights(&mut table).await?;
    enrolment(&mut table).await?;
    dispute(&mut table).await?;
    refused(&mut table).await?;
    table.violations();
    Ok((table.rows, table.wrong))
}

async fn accounts(table: &mut Table<'_>) -> Outcome<()> {
    println!("Automatic Billing Updater");
    let product = Product::AutomaticBillingUpdater;
    let sandbox = table.sandbox;
    let client = mc_automatic_billing_updater::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let customer = Customer::new("1076", "100000000000001");
    let account = Account::new("5200000000000010".to_owned(), "1229".to_owned());
    let answer = client
        .inquiries()
        .inquire_account(&Inquiry::new("demo-1", customer, account))
        .await;
    let answer = table.row("is a card on file still good?", answer).await?;
    note(answer.response_indicator.map(|indicator| indicator.to_string()));
    Ok(())
}

async fn benefits(table: &mut Table<'_>) -> Outcome<()> {
    println!("Benefit Allocation Service");
    let product = Product::BenefitAllocation;
    let sandbox = table.sandbox;
    let client = mc_benefit_allocation::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let request =
        AssignBenefitAllocation::new(5_555_555_555_554_444, vec![Segment::new("DART", date(today(sandbox))?)]);
    let answer = client.segments().assign_segment(&request).await;
    let bundles = table
        .row("give a card its benefits", answer)
        .await?
        .bundles
        .unwrap_or_default();
    note(Some(format!("{} bundles", bundles.len())));
    Ok(())
}

async fn insights(table: &mut Table<'_>) -> Outcome<()> {
    println!("Identity Insights for Accounts");
    let product = Product::IdentityInsights;
    let sandbox = table.sandbox;
    let client = mc_identity_insights::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let user = UserInput::new(AccountInfo::new()).email("jane.roe@example.com".to_owned());
    let answer = client
        .openings()
        .retrieve_account_opening_insights(&AccountOpeningData::new(user))
        .await;
    table.row("score a new account", answer).await?;
    Ok(())
}

async fn enrolment(table: &mut Table<'_>) -> Outcome<()> {
    println!("Issuer Enrollment into Click to Pay");
    let product = Product::IssuerEnrollment;
    let sandbox = table.sandbox;
    let client = mc_issuer_enrollment::Client::new(sandbox.http(product)?, sandbox.environment(product));
    let mut request: EnrollCardRequest = serde_json::from_value(serde_json::json!({
        "srcClientId": "7a1f0d3c-0000-4000-8000-000000000001",
        "serviceId": "SRC",
        "cardSource": "ISSUER",
        "consumer": {
            "consumerIdentity": {"identityType": "EMAIL_ADDRESS", "identityValue": "jane.roe@example.com"},
            "firstName": "Jane", "lastName": "Roe", "countryCode": "US",
            "mobileNumber": {"countryCode": "1", "phoneNumber": "2025550123"},
        },
    }))?;
    // The client's encryption layer makes a JWE of it.
    request = request.encrypted_card(Card::new(CARD, "12", "2029"));
    let answer = client.cards().enroll_card(&request, &EnrollCardOptions::new()).await;
    table.row("enrol a card into Click to Pay", answer).await?;
    Ok(())
}

/// One dispute from the transaction to the document, with a guard that never files an event twice.
async fn dispute(table: &mut Table<'_>) -> Outcome<()> {
    println!("Mastercom: a dispute");
    let product = Product::Mastercom;
    let sandbox = table.sandbox;
    let guard = Guard::new(MemoryStore::new(), &GuardKey::new([7; 32])?);
    let http = sandbox.client_builder(product)?.with_layer(guard).build()?;
    let client = mc_mastercom::Client::new(http, sandbox.environment(product));

    let last = today(sandbox);
    let first = last.checked_sub_days(Days::new(29)).unwrap_or(last);
    let search = TransactionSearchRequest::new(date(first)?, date(last)?).primary_account_num(CARD.to_owned());
    let found = table
        .row(
            "find the transaction",
            client.transactions().search_transactions(&search).await,
        )
        .await?;
    let clearing = found
        .authorization_summary
        .unwrap_or_default()
        .into_iter()
        .flat_map(|authorization| authorization.clearing_summary.unwrap_or_default())
        .find_map(|clearing| clearing.transaction_id)
        .ok_or("the search found no clearing")?;

    let request = CreateClaimRequest::new("100.00".parse()?, "USD".parse()?, NewClaimType::Standard, clearing);
    let claim = table
        .row("open a claim on it", client.claims().create_claim(&request).await)
        .await?;
    let claim = claim.claim_id.ok_or("the claim has no id")?;

    let document = DocumentStructure::from_bytes("letter.pdf", b"%PDF-1.4\n%%EOF\n")?;
    let request = CreateChargebackRequest::new(
        "100.00".parse()?,
        ChargebackType::Chargeback,
        "USD".parse()?,
        true.into(),
        "4853",
    )
    .file_attachment(document);
    let chargeback = client.chargebacks().create_chargeback(&claim, &request).await;
    let chargeback = table.row("charge it back, with a document", chargeback).await?;
    let chargeback = chargeback.chargeback_id.ok_or("the chargeback has no id")?;

    let again = client.chargebacks().create_chargeback(&claim, &request).await;
    table
        .kept(
            "file it again: the guard refuses",
            again.as_ref().err().and_then(|error| Refused::find(error)),
        )
        .await;

    // Documents and chargebacks are processed in the background; the sandbox's clock need not be waited for.
    sandbox.clock().advance(Duration::from_secs(10));
    let asked = ChargebackStatusRequest::new(vec![ChargebackStatusRequestStructure::new(&claim, &chargeback)]);
    let status = client.chargebacks().retrieve_chargeback_status(&asked).await;
    let status = table.row("how far is the document?", status).await?;
    let status = status.chargeback_response_list.unwrap_or_default();
    let status = status.into_iter().find_map(|entry| entry.status);
    table.check(
        status == Some(DocumentStatus::Completed),
        "the document is not completed",
    );
    note(status.map(|status| status.to_string()));

    let format = DocumentFormat::Original;
    let documents = client
        .chargebacks()
        .get_chargeback_documents(&claim, &chargeback, &format)
        .await;
    let archive = table
        .row("fetch the document", documents)
        .await?
        .file_attachment
        .ok_or("there is no document")?;
    let bytes = archive.to_bytes()?.ok_or("the document has no file")?;
    table.check(bytes.expose().starts_with(b"PK"), "the document is no ZIP file");
    note(Some(format!("{} bytes of ZIP", bytes.expose().len())));

    let asked =
        ChargebackMarkProcessedRequest::new(vec![ChargebackMarkProcessedRequestStructure::new(&claim, &chargeback)]);
    let acknowledged = client.chargebacks().acknowledge_chargebacks(&asked).await;
    table.row("the acquirer acknowledges it", acknowledged).await?;

    let request = CreateChargebackRequest::new(
        "100.00".parse()?,
        ChargebackType::SecondPresentment,
        "USD".parse()?,
        false.into(),
        "2713",
    );
    let presented = client.chargebacks().create_chargeback(&claim, &request).await;
    table.row("the acquirer presents it again", presented).await?;

    let detail = table
        .row("read the claim", client.claims().get_claim_detail(&claim).await)
        .await?;
    let events = detail.chargeback_details.unwrap_or_default().len();
    table.check(events == 2, "the claim has not two events");
    note(Some(format!("{events} events in the claim")));
    Ok(())
}

/// What has to be refused: the sandbox is as strict as the gateway.
async fn refused(table: &mut Table<'_>) -> Outcome<()> {
    println!("What has to be refused");
    let sandbox = table.sandbox;
    let signer = LocalSigner::new(&sandbox.credentials().decryption().private_key()?)?;
    let oauth1 = OAuth1::new(sandbox.credentials().consumer_key(), signer)?;
    let http = ClientBuilder::oauth1(oauth1).with_tls(sandbox.client_tls()?).build()?;
    let client = mc_mastercom::Client::new(http, sandbox.environment(Product::Mastercom));
    table
        .refusal(
            "signed with another key",
            client.health().healthcheck().await,
            Some(401),
        )
        .await;

    let http = ClientBuilder::oauth1(sandbox.oauth1()?)
        .with_tls(sandbox.client_tls()?)
        .build()?;
    let client = mc_benefit_allocation::Client::new(http, sandbox.environment(Product::BenefitAllocation));
    let request =
        AssignBenefitAllocation::new(5_555_555_555_554_444, vec![Segment::new("DART", date(today(sandbox))?)]);
    let answer = client.segments().assign_segment(&request).await;
    table.refusal("without a client certificate", answer, None).await;
    Ok(())
}

fn today(sandbox: &Sandbox) -> NaiveDate {
    sandbox.clock().now().date_naive()
}

fn date(day: NaiveDate) -> Result<Date, ParseError> {
    CivilDate::try_from(day).map(Date::from)
}

/// The calls, as the sandbox saw them.
struct Table<'s> {
    sandbox: &'s Sandbox,
    seen: mpsc::UnboundedReceiver<Seen>,
    started: Instant,
    rows: usize,
    wrong: usize,
}

impl<'s> Table<'s> {
    fn new(sandbox: &'s Sandbox, seen: mpsc::UnboundedReceiver<Seen>) -> Self {
        Self {
            sandbox,
            seen,
            started: Instant::now(),
            rows: 0,
            wrong: 0,
        }
    }

    /// A call that has to succeed.
    async fn row<T>(&mut self, what: &str, answer: mc_core::Result<T>) -> Outcome<T> {
        self.line(what, None).await;
        Ok(answer.inspect_err(|_| self.wrong += 1)?)
    }

    /// A call that has to be refused, by a status or before there is one.
    async fn refusal<T>(&mut self, what: &str, answer: mc_core::Result<T>, status: Option<u16>) {
        self.line(what, None).await;
        let given = answer.err().map(|error| error.status().map(|status| status.as_u16()));
        self.check(given == Some(status), "it was not refused as it should be");
    }

    /// A call that the client keeps to itself.
    async fn kept(&mut self, what: &str, refused: Option<&Refused>) {
        self.line(what, Some("not sent")).await;
        self.check(refused.is_some(), "it was sent");
        note(refused);
    }

    async fn line(&mut self, what: &str, kept: Option<&str>) {
        let time = format!("{:.1}", self.started.elapsed().as_secs_f64() * 1000.0);
        self.rows += 1;
        let number = self.rows.to_string();
        // What the client keeps to itself the sandbox does not see; of all else it tells a moment later.
        let seen = match kept {
            Some(_) => None,
            None => timeout(PATIENCE, self.seen.recv()).await.ok().flatten(),
        };
        let status = match &seen {
            Some(seen) => seen
                .status
                .map_or_else(|| "none".to_owned(), |status| status.to_string()),
            None => kept.unwrap_or("none").to_owned(),
        };
        let operation = seen.as_ref().and_then(|seen| seen.operation).unwrap_or_default();
        let auth = seen.as_ref().map(|seen| in_short(&seen.auth)).unwrap_or_default();
        let encrypted = seen.as_ref().map(encrypted).unwrap_or_default();
        print_row([&number, what, operation, &auth, encrypted, &status, &time]);
        if let Some(seen) = seen.filter(|seen| !seen.reason.is_empty()) {
            note(Some(&seen.reason));
        }
        self.started = Instant::now();
    }

    fn check(&mut self, holds: bool, otherwise: &str) {
        if !holds {
            self.wrong += 1;
            println!("    !! {otherwise}");
        }
    }

    /// Whatever the sandbox answered against its own contract.
    fn violations(&mut self) {
        for violation in self.sandbox.violations() {
            self.check(false, &violation);
        }
    }
}

/// How the caller was known, in the width of a column.
fn in_short(auth: &str) -> String {
    match auth.split_once(',') {
        _ if auth.starts_with("certificate of ") => "mutual TLS".to_owned(),
        Some((method, _)) => format!("OAuth {method}"),
        None => auth.to_owned(),
    }
}

/// What was encrypted on the way, as the sandbox saw it.
fn encrypted(seen: &Seen) -> &'static str {
    match seen.encryption.as_str() {
        "" => "",
        "field decrypted" => "the card",
        both if both.contains("response") => "both ways",
        _ => "request",
    }
}

/// 120 columns with what is between them.
const WIDTHS: [usize; 7] = [2, 36, 30, 16, 10, 8, 6];

fn head() {
    print_row(["#", "what", "operation", "authentication", "encrypted", "status", "ms"]);
    println!("{}", "-".repeat(WIDTHS.iter().sum::<usize>() + 2 * (WIDTHS.len() - 1)));
}

fn print_row(cells: [&str; 7]) {
    let [number, texts @ .., time] = cells;
    let [first, widths @ .., last] = WIDTHS;
    print!("{number:>first$}");
    for (text, width) in std::iter::zip(texts, widths) {
        print!("  {text:<width$}");
    }
    println!("  {time:>last$}");
}

/// Something to tell of the call above.
fn note(text: Option<impl Display>) {
    if let Some(text) = text {
        println!("    -> {text}");
    }
}
