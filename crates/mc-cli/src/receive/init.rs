//! `mcapi receive init`: a folder with which a receiver starts at once.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Utc};
use clap::Args;
use mc_notifications::seal::EncryptionKey;
use mc_sandbox::Credentials;

use crate::failure::{Failure, Result};
use crate::streams;

/// Makes a folder with all that a receiver needs: configuration, keys, certificates to try it with, and a systemd unit
///
/// The certificates are of an authority that exists for this folder only. They are good for thirty days: put those of your own in
/// their place before anybody else sends.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

const UPDATE: &str = r#"{
  "abuReferenceId": "trial-1",
  "oldAccountNumber": "5555555555554444", "oldExpirationDate": "1126",
  "newAccountNumber": "5454545454545454", "newExpirationDate": "1129",
  "reasonIdentifier": "A", "eventDateTime": "2026-01-15T10:11:12.131Z", "ica": "1111",
  "merchants": [{"merchantId": "100000000000001", "requestId": "order-4711"}]
}
"#;

const CONFIGURATION: &str = r#"# The options of `mcapi receive` by their names. Paths are relative to this file.
listen = "127.0.0.1:8443"                   # "0.0.0.0:8443" to be reached from elsewhere
path = "/abu"
admin = "127.0.0.1:9464"                    # /healthz, /readyz and /metrics, without TLS

# The server's certificate with those above it, and its key; the sender has to trust its authority.
certificate = "server.pem"
private-key = "server-key.pem"

# Whom it lets in: who has a certificate of these authorities that one of the pins names.
client-roots = ["client-roots.pem"]
pins = ["subject:O=mc-sandbox,CN=sandbox notifications"]

database = "updates.db"
store-key-file = "updates.keys"             # without it the database cannot be read: keep a copy in a vault
retain = 400                                # days that acknowledged updates are kept
"#;

impl Init {
    pub(crate) fn run(&self) -> Result<()> {
        let folder =
            std::path::absolute(&self.folder).map_err(|error| Failure::at(&self.folder.display(), &error.kind()))?;
        let unmade = |error: mc_sandbox::Error| Failure::new(format!("certificates cannot be made: {error}"));
        let credentials = Credentials::generate().map_err(unmade)?;
        let server = credentials.issue_server().map_err(unmade)?;
        let client = credentials.push();
        let key = EncryptionKey::generate(&Utc::now().year().to_string())?;
        let (server_key, client_key) = (server.key_pem(), client.key_pem());
        let ca = credentials.ca_pem();
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("mcapi"));
        let files = [
            ("ca.pem", false, ca.as_str()),
            ("server.pem", false, &server.chain_pem()),
            ("server-key.pem", true, &server_key),
            ("client.pem", false, &client.certificate_pem()),
            ("client-key.pem", true, &client_key),
            ("client-roots.pem", false, ca.as_str()),
            ("updates.keys", true, &key),
            ("update.json", false, UPDATE),
            ("mcapi-receive.service", false, &unit(&program, &folder)),
            ("receive.toml", false, CONFIGURATION),
        ];
        if let Some((name, ..)) = files.iter().find(|(name, ..)| folder.join(name).exists()) {
            return Err(Failure::new(format!(
                "folder {} has a file {name} already, and nothing was written; give another folder",
                folder.display()
            )));
        }
        make(&folder)?;
        for (name, is_secret, text) in files {
            write(&folder.join(name), text, is_secret)?;
        }
        streams::print(next_steps(&self.folder).as_bytes())
    }
}

fn next_steps(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "{folder} is ready: receive.toml says what to change before others send.\n\
         Start it:     mcapi receive --config {folder}/receive.toml\n\
         Send to it:   curl --cacert {folder}/ca.pem --cert {folder}/client.pem --key {folder}/client-key.pem \
         --data @{folder}/update.json https://localhost:8443/abu\n\
         Take it:      mcapi updates take --config {folder}/receive.toml\n"
    )
}

/// A unit of systemd, for `/etc/systemd/system`.
fn unit(program: &Path, folder: &Path) -> String {
    // A percent sign begins a specifier there, and a quotation mark or backslash ends or changes a word.
    let word = |path: &Path| {
        let text = path.display().to_string();
        text.replace('\\', r"\\").replace('"', r#"\""#).replace('%', "%%")
    };
    let (program, folder) = (word(program), word(folder));
    format!(
        "[Unit]\n\
         Description=Receives the account updates that Mastercard pushes\n\
         Wants=network-online.target\n\
         After=network-online.target\n\
         \n\
         [Service]\n\
         # The account that the folder belongs to:\n\
         # User=mcapi\n\
         ExecStart=\"{program}\" receive --config \"{folder}/receive.toml\" --log json\n\
         ExecReload=/bin/kill -HUP $MAINPID\n\
         Restart=on-failure\n\
         RestartSec=2\n\
         TimeoutStopSec=60\n\
         LimitNOFILE=8192\n\
         NoNewPrivileges=yes\n\
         PrivateTmp=yes\n\
         ProtectSystem=strict\n\
         ReadWritePaths=\"{folder}\"\n\
         \n\
         [Install]\n\
         WantedBy=multi-user.target\n"
    )
}

fn make(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::new(format!(
            "folder {} cannot be made: {}; check its name and rights",
            folder.display(),
            error.kind()
        ))
    })
}

/// Writes a new file; a secret can be read by its owner only.
fn write(path: &Path, text: &str, is_secret: bool) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if is_secret { 0o600 } else { 0o644 });
    #[cfg(not(unix))]
    let _ = is_secret;
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| {
        Failure::new(format!(
            "file {} cannot be written: {}; make room or give another folder",
            path.display(),
            error.kind()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_bears_any_path() {
        let unit = unit(Path::new("/opt/50% off/mcapi"), Path::new("/srv/a \"b\""));
        assert!(
            unit.contains(r#"ExecStart="/opt/50%% off/mcapi" receive --config "/srv/a \"b\"/receive.toml" --log json"#),
            "{unit}"
        );
    }
}
