//! `mcapi updates`: takes, acknowledges and replays account updates that `mcapi receive` has kept.

use std::io::Read as _;
use std::path::PathBuf;
use std::time::Duration;

use base64ct::{Base64, Encoding as _};
use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, Subcommand};
use mc_notifications::queue::{Delivery, Receipt, Replay, SetAside, Settled, Take, Why};
use serde_json::{Map, Value, json};

use crate::failure::{Failure, Result};
use crate::receive::{place_in, print_line, runtime};
use crate::store::{self, Place, Purpose, Store};
use crate::streams;

const EXAMPLES: &str = "\
Everything is printed as one JSON object a line. Card data is left out unless --reveal is given.

Examples:
  mcapi updates take --database updates.db --store-key-env UPDATES_KEY --max 10 --lease 300
  mcapi updates ack  --config receive.toml 17-0b1f8f3e1d2c4e579b6a123456789012
  mcapi updates replay --config receive.toml --reference 583a6cae-57fe-40a6-b520-e24e6f969d60";

/// Takes, acknowledges and replays the account updates that were received
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Updates {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Origin {
    /// Configuration file of `mcapi receive`, which says where updates are
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Takes the oldest updates under a lease and prints them; they come again unless they are acknowledged
    Take {
        #[command(flatten)]
        from: Origin,
        /// At most so many
        #[arg(long, default_value_t = 100)]
        max: u32,
        /// Seconds until they may be taken again
        #[arg(long, value_name = "SECONDS", default_value_t = 60)]
        lease: u64,
        /// Makes dead letters of those that were delivered so often and never acknowledged
        #[arg(long, value_name = "COUNT", default_value_t = 100)]
        max_deliveries: u32,
        /// Those that were not understood when they arrived
        #[arg(long, conflicts_with = "dead_letters")]
        quarantined: bool,
        /// Those that were delivered as often as is allowed and never acknowledged
        #[arg(long)]
        dead_letters: bool,
        /// Prints card data, too
        #[arg(long)]
        reveal: bool,
    },
    /// Says that updates are done with
    Ack {
        #[command(flatten)]
        from: Origin,
        #[command(flatten)]
        receipts: Receipts,
    },
    /// Gives updates back before their lease ends
    Release {
        #[command(flatten)]
        from: Origin,
        #[command(flatten)]
        receipts: Receipts,
    },
    /// Makes updates pending again that were acknowledged or set aside
    Replay {
        #[command(flatten)]
        from: Origin,
        #[command(flatten)]
        which: Which,
    },
    /// Deletes updates that were acknowledged some days ago
    Purge {
        #[command(flatten)]
        from: Origin,
        /// Keeps those of so many days
        #[arg(long, value_name = "DAYS")]
        keep: u32,
    },
    /// Counts what waits, and names what is not handed out
    Status {
        #[command(flatten)]
        from: Origin,
    },
    /// Reads the whole embedded database for damage; updates go on being received meanwhile
    Check {
        #[command(flatten)]
        from: Origin,
    },
}

#[derive(Debug, Args)]
struct Receipts {
    /// Receipts that were printed on taking; a dash reads them from standard input
    #[arg(value_name = "RECEIPT", required = true)]
    receipts: Vec<String>,
}

impl Receipts {
    fn read(&self) -> Result<Vec<Receipt>> {
        let mut texts = self.receipts.clone();
        if texts == ["-"] {
            let mut text = String::new();
            std::io::stdin()
                .lock()
                .read_to_string(&mut text)
                .map_err(|error| Failure::new(format!("standard input cannot be read: {}", error.kind())))?;
            texts = text.split_whitespace().map(str::to_owned).collect();
        }
        Ok(texts.iter().map(|text| text.parse()).collect::<Result<_, _>>()?)
    }
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Which {
    /// Those that were delivered as often as is allowed and never acknowledged
    #[arg(long, conflicts_with_all = ["reference", "ids", "received_from", "received_to"])]
    dead_letters: bool,
    /// Those with this `abuReferenceId`
    #[arg(long, conflicts_with_all = ["ids", "received_from", "received_to"])]
    reference: Option<String>,
    /// Those of these numbers, which begin a receipt; several times for several
    #[arg(long = "id", value_name = "NUMBER", conflicts_with_all = ["received_from", "received_to"])]
    ids: Vec<i64>,
    /// Those received from this time on, such as 2026-02-28T10:30:00Z
    #[arg(long, value_name = "TIME", requires = "received_to")]
    received_from: Option<DateTime<Utc>>,
    /// And before this time
    #[arg(long, value_name = "TIME", requires = "received_from")]
    received_to: Option<DateTime<Utc>>,
}

impl Which {
    fn replay(self) -> Replay {
        if self.dead_letters {
            return Replay::DeadLetters;
        }
        match (self.reference, self.received_from, self.received_to) {
            (Some(reference), ..) => Replay::Reference(reference),
            (None, Some(from), Some(to)) => Replay::Received(from, to),
            _ => Replay::Ids(self.ids),
        }
    }
}

impl Updates {
    pub(crate) fn run(self) -> Result<()> {
        let runtime = runtime()?;
        let open = |from: Origin| {
            let place = match &from.config {
                None => from.place,
                Some(path) => from.place.or(place_in(path)?),
            };
            if let Some(warning) = place.key_file().and_then(store::exposed) {
                streams::complain(&Failure::at(&"warning", &warning));
            }
            place.open(&runtime, Purpose::Consume)
        };
        match self.command {
            Command::Take {
                from,
                max,
                lease,
                max_deliveries,
                quarantined,
                dead_letters,
                reveal,
            } => {
                let store = open(from)?;
                let mut take = Take::new()
                    .with_max(max)
                    .with_lease(Duration::from_secs(lease))
                    .with_max_deliveries(max_deliveries);
                if dead_letters {
                    take = take.from_dead_letters();
                }
                if quarantined {
                    take = take.from_quarantine();
                }
                let batch = runtime.block_on(store.queue().take(&take))?;
                batch
                    .iter()
                    .try_for_each(|delivery| print_line(&shown(delivery, reveal)))
            }
            Command::Ack { from, receipts } => {
                let (receipts, store) = (receipts.read()?, open(from)?);
                told(&runtime.block_on(store.queue().acknowledge(&receipts))?)
            }
            Command::Release { from, receipts } => {
                let (receipts, store) = (receipts.read()?, open(from)?);
                told(&runtime.block_on(store.queue().release(&receipts))?)
            }
            Command::Replay { from, which } => {
                let store = open(from)?;
                let done = runtime.block_on(store.queue().replay(&which.replay()))?;
                print_line(&json!({ "replayed": done.replayed, "without_key": done.without_key }))?;
                if done.without_key == 0 {
                    return Ok(());
                }
                Err(Failure::new(format!(
                    "{} updates stay as they are, because their encryption key is missing; hand it over as well, behind the one in use",
                    done.without_key
                )))
            }
            Command::Purge { from, keep } => {
                let store = open(from)?;
                let before = Utc::now() - chrono::Duration::days(keep.into());
                let count = runtime.block_on(store.queue().purge(before))?;
                print_line(&json!({ "purged": count }))
            }
            Command::Status { from } => {
                let store = open(from)?;
                let figures = runtime.block_on(store.queue().figures())?;
                let aside = runtime.block_on(store.queue().set_aside(NAMED))?;
                print_line(&json!({
                    "pending": figures.pending, "leased": figures.leased, "quarantined": figures.quarantined,
                    "unreadable": figures.unreadable, "dead_letters": figures.dead_letters,
                    "deliveries": figures.deliveries, "oldest_pending": figures.oldest_pending.map(written),
                    "set_aside": aside.iter().map(named).collect::<Vec<_>>(),
                }))
            }
            Command::Check { from } => match open(from)? {
                Store::Sqlite(store) => {
                    runtime.block_on(store.check_for_damage())?;
                    print_line(&json!({ "sound": true }))
                }
                Store::Postgres(_) => Err(Failure::new(
                    "a PostgreSQL database is not checked here; its own tool is pg_amcheck",
                )),
            },
        }
    }
}

/// How many updates that were set aside are named.
const NAMED: u32 = 100;

fn named(aside: &SetAside) -> Value {
    let (why, key) = match &aside.why {
        Why::Altered => ("altered", None),
        Why::MissingKey(name) => ("missing_key", Some(name)),
        Why::DeadLetter => ("dead_letter", None),
        _ => ("other", None),
    };
    let mut line = Map::new();
    line.insert("id".to_owned(), aside.id.into());
    line.insert("received_at".to_owned(), written(aside.received_at).into());
    line.insert("why".to_owned(), why.into());
    if let Some(key) = key {
        line.insert("key".to_owned(), key.as_str().into());
    }
    Value::Object(line)
}

fn told(settled: &Settled) -> Result<()> {
    let lost: Vec<String> = settled.lost.iter().map(ToString::to_string).collect();
    print_line(&json!({ "done": settled.done, "lost": lost }))?;
    if lost.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} receipts are no longer good: their updates were taken again or are settled already",
        lost.len()
    )))
}

fn written(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A delivery as it is printed.
fn shown(delivery: &Delivery, reveal: bool) -> Value {
    let mut line = Map::new();
    line.insert("receipt".to_owned(), delivery.receipt.to_string().into());
    line.insert("received_at".to_owned(), written(delivery.received_at).into());
    line.insert("deliveries".to_owned(), delivery.deliveries.into());
    line.insert("conflicting".to_owned(), delivery.is_conflicting.into());
    let update = delivery.notification.update();
    line.insert("understood".to_owned(), update.is_some().into());
    if reveal {
        let body = delivery.notification.body();
        match serde_json::from_slice(mc_core::json::without_mark(body)) {
            Ok(body) => line.insert("notification".to_owned(), body),
            // What this program cannot hold another may.
            Err(_) => line.insert("body_base64".to_owned(), Base64::encode_string(body).into()),
        };
    } else if let Some(update) = update {
        let requests: Vec<&str> = update.requests().map(|request| request.request_id).collect();
        line.insert("reference".to_owned(), update.abu_reference_id.as_str().into());
        line.insert("reason".to_owned(), update.reason_identifier.as_str().into());
        line.insert("requests".to_owned(), requests.into());
    }
    Value::Object(line)
}
