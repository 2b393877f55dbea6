//! The stores of the libraries and the application's own database, in one program.

use diesel::{Connection as _, SqliteConnection};
use mc_notifications::seal::Keyring;
use mc_notifications::sqlite::SqliteStore;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let connection = SqliteConnection::establish("application.db")?;
    let keyring: Keyring = std::env::var("UPDATES_KEY")?.parse()?;
    let updates = SqliteStore::open("updates.db", keyring)?;
    let events = mc_dispute_guard::store::FileStore::open("events.db")?;
    drop((connection, updates, events));
    Ok(())
}
