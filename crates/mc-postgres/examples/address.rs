//! Reads an address, and says how a connection to it would be made; it connects to nothing.
//!
//! ```sh
//! cargo run -p mc-postgres --example address
//! ```

use std::time::Duration;

use tokio_postgres::config::SslMode;

fn main() -> Result<(), mc_postgres::Error> {
    let address =
        std::env::var("DATABASE_URL").unwrap_or_else(|_| "postgresql://role@db.example.com/updates".to_owned());
    let mut config = mc_postgres::config(&address, "example")?;
    mc_postgres::set_timeout(&mut config, Duration::from_secs(5));
    match config.get_ssl_mode() {
        SslMode::Disable => println!("without TLS: the address says so, or it is a Unix socket"),
        _ => println!("by TLS, with a certificate that one of the public roots has signed"),
    }
    drop(mc_postgres::Tls::new(&[])?);
    Ok(())
}
