//! Says which keys of a profile can be used: `cargo run -p mc-profile --example check -- sandbox`.

use std::time::{Duration, SystemTime};

use mc_profile::{Profile, Severity};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let profile = match std::env::args().nth(1) {
        Some(name) => Profile::load(&name)?,
        None => Profile::load_default()?,
    };
    let month = Duration::from_secs(30 * 24 * 3600);
    for finding in profile.check(&[], SystemTime::now(), month) {
        let mark = if finding.severity < Severity::Warning {
            "ok"
        } else {
            "!!"
        };
        println!("{mark} {}: {}", finding.what, finding.message);
    }
    Ok(())
}
