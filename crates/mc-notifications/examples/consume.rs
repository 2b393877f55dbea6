//! Receives an update, keeps it in SQLite, and hands it to a consumer.
//!
//! ```sh
//! cargo run -p mc-notifications --features sqlite-bundled --example consume
//! ```
//!
//! In production the request comes through `server::Server`, or through a server of your own that verifies the client's
//! certificate; here it is made by hand.

use std::error::Error;

use http_body_util::Full;
use mc_notifications::Receiver;
use mc_notifications::queue::{Queue as _, Take};
use mc_notifications::seal::Keyring;
use mc_notifications::sqlite::SqliteStore;

const UPDATE: &str = r#"{"abuReferenceId": "example-1", "oldAccountNumber": "5555555555554444", "oldExpirationDate": "0226",
    "newAccountNumber": "5454545454545454", "newExpirationDate": "0229", "reasonIdentifier": "A",
    "eventDateTime": "2026-01-15T10:11:12.131Z", "ica": "1111",
    "merchants": [{"merchantId": "100000000000001", "requestId": "request-1"}]}"#;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    // `openssl rand -base64 32` makes a key; this one is for the example alone.
    let keyring: Keyring = "2026:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=".parse()?;
    let store = SqliteStore::open(folder.path().join("updates.db"), keyring)?;

    let receiver = Receiver::new(store.clone()).with_path("/abu/notifications");
    let request = http::Request::post("/abu/notifications")
        .header("content-type", "application/json")
        .body(Full::new(bytes::Bytes::from_static(UPDATE.as_bytes())))?;
    let answer = receiver.handle(request).await;
    println!("answered with {}", answer.status());

    for delivery in store.take(&Take::new().with_max(50)).await? {
        let update = delivery
            .notification
            .update()
            .ok_or("an update that this version does not know")?;
        // Card numbers are never printed; `expose` gives them to the code that needs them.
        println!("{}: {}", update.abu_reference_id, update.reason_identifier);
        store.acknowledge(&[delivery.receipt]).await?;
    }
    Ok(())
}
