//! `mcapi disputes`: the dispute events that `mcapi call` and other callers filed, as the guard's store remembers them.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use clap::{Args, Subcommand, ValueEnum};
use mc_dispute_guard::store::{Filter, LoggedAttempt};
use mc_dispute_guard::{Event, Guard, LookUp, State, look_up_by};
use serde_json::{Map, Value, json};

use crate::failure::{Failure, Result, printable};
use crate::profile::Choice;
use crate::receive::runtime;
use crate::streams;

const EXAMPLES: &str = "\
An event goes by its fingerprint, or by the first eight digits or more of it. Identifiers are shown where the guard's key
opens them. The store is the one that the profile names by guard, or else the user's own file.

Examples:
  mcapi disputes list --state unknown --since 2h
  mcapi disputes show 3f9a66c1
  mcapi disputes look-up 3f9a66c1 --profile production
  mcapi disputes release 3f9a66c1 --reason \"not in the claim, ticket 4711\"
  mcapi disputes export --since 2026-01-01 >events.jsonl";

/// Lists, looks up and releases the dispute events that were filed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Disputes {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists attempts to file an event, newest first
    List {
        #[command(flatten)]
        which: Which,
        /// At most so many
        #[arg(long, value_name = "COUNT", default_value_t = 50)]
        limit: usize,
        /// What to print
        #[arg(long, value_enum, default_value_t)]
        output: Output,
        #[command(flatten)]
        choice: Choice,
    },
    /// Shows all that is remembered of an event
    Show {
        /// The event
        event: String,
        /// What to print
        #[arg(long, value_enum, default_value_t)]
        output: Output,
        #[command(flatten)]
        choice: Choice,
    },
    /// Asks Mastercom what became of an event, by the identifiers that are known of it
    LookUp {
        /// The event
        event: String,
        /// What to print
        #[arg(long, value_enum, default_value_t)]
        output: Output,
        /// Environment to ask, such as sandbox or production
        #[arg(long, value_name = "NAME")]
        env: Option<String>,
        #[command(flatten)]
        choice: Choice,
    },
    /// Makes an event free to be filed again, for a reason that the store keeps
    Release {
        /// The event
        event: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        choice: Choice,
    },
    /// Prints all that is remembered as JSON, an attempt a line, oldest first
    Export {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        choice: Choice,
    },
}

#[derive(Debug, Args)]
struct Which {
    /// Those in this state
    #[arg(long, value_enum)]
    state: Option<Is>,
    /// Those that began then or later: 2026-01-31, 2026-01-31T12:00:00Z, or 90m, 24h, 7d ago
    #[arg(long, value_name = "TIME", value_parser = time)]
    since: Option<SystemTime>,
    /// Those that began before
    #[arg(long, value_name = "TIME", value_parser = time)]
    until: Option<SystemTime>,
    /// Those of an operation: its id, or the published one
    #[arg(long, value_name = "OPERATION")]
    operation: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Is {
    InFlight,
    Filed,
    Unknown,
    Failed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For people
    #[default]
    Text,
    /// JSON, an object a line
    Json,
}

/// A date, a time, or how long ago it was.
fn time(text: &str) -> Result<SystemTime, String> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.into());
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Ok(date.and_time(chrono::NaiveTime::MIN).and_utc().into());
    }
    let ago = || {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let seconds = match unit {
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => return None,
        };
        let ago = Duration::from_secs(number.parse::<u64>().ok()?.checked_mul(seconds)?);
        SystemTime::now().checked_sub(ago)
    };
    ago().ok_or_else(|| "write 2026-01-31, 2026-01-31T12:00:00Z, or 90m, 24h, 7d for how long ago".to_owned())
}

impl Which {
    fn filter(&self) -> Result<Filter> {
        let mut filter = Filter::new();
        if let Some(state) = self.state {
            filter = filter.with_state(match state {
                Is::InFlight => State::InFlight,
                Is::Filed => State::Succeeded,
                Is::Unknown => State::Unknown,
                Is::Failed => State::Failed,
            });
        }
        if let Some(name) = &self.operation {
            let description = mc_core::dynamic::find(mc_mastercom::dynamic::ALL, name)?;
            filter = filter.with_operation(description.operation().id());
        }
        if let Some(since) = self.since {
            filter = filter.with_since(since);
        }
        if let Some(until) = self.until {
            filter = filter.with_until(until);
        }
        Ok(filter)
    }
}

/// The guard of a choice of profile. Without a file of profiles there is the user's own store.
async fn guard(choice: &Choice) -> Result<Guard> {
    let profile = match choice.source().load() {
        Ok(profile) => Some(profile.api(&mc_mastercom::API)?),
        Err(_) if choice.profile.is_none() && choice.profile_file.is_none() && !has_profiles() => None,
        Err(error) => return Err(error.into()),
    };
    crate::guard::open(profile.as_ref().and_then(|profile| profile.guard())).await
}

/// Whether the user has a file of profiles, or names one by a variable.
fn has_profiles() -> bool {
    std::env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with("MCAPI_PROFILE"))
        || mc_profile::own_file().is_ok_and(|path| path.exists())
}

impl Disputes {
    pub(crate) fn run(self) -> Result<()> {
        runtime()?.block_on(self.command.run())
    }
}

impl Command {
    async fn run(self) -> Result<()> {
        match self {
            Self::List {
                which,
                limit,
                output,
                choice,
            } => {
                let filter = which.filter()?.with_limit(limit);
                let guard = guard(&choice).await?;
                let attempts = guard.list(&filter).await?;
                match output {
                    Output::Json => print_json(&guard, &attempts),
                    Output::Text => streams::print(table(&guard, &attempts).as_bytes()),
                }
            }
            Self::Show { event, output, choice } => {
                let guard = guard(&choice).await?;
                let attempts = history(&guard, &event).await?;
                match output {
                    Output::Json => print_json(&guard, &attempts),
                    Output::Text => streams::print(story(&guard, &attempts).as_bytes()),
                }
            }
            Self::LookUp {
                event,
                output,
                env,
                choice,
            } => look_up(&event, output, env.as_deref(), &choice).await,
            Self::Release { event, reason, choice } => {
                if reason.trim().is_empty() {
                    return Err(Failure::new("--reason is empty; say why the event may be filed again"));
                }
                let guard = guard(&choice).await?;
                let attempts = history(&guard, &event).await?;
                let event = attempts[0].attempt.event;
                if !guard.release(&event, &reason).await? {
                    return Err(Failure::new(format!(
                        "event {event} is free already; nothing was released"
                    )));
                }
                let state = attempts[0].state;
                streams::print(format!("{event} is released; it was {state}").as_bytes())
            }
            Self::Export { which, choice } => {
                let filter = which.filter()?;
                let guard = guard(&choice).await?;
                let mut attempts = guard.list(&filter).await?;
                attempts.reverse();
                print_json(&guard, &attempts)
            }
        }
    }
}

/// The attempts at an event, newest first; there is at least one.
async fn history(guard: &Guard, text: &str) -> Result<Vec<LoggedAttempt>> {
    let unknown = || Failure::new("the store remembers no such event; mcapi disputes list shows what there is");
    if let Ok(event) = text.parse::<Event>() {
        let attempts = guard.history(&event).await?;
        return if attempts.is_empty() {
            Err(unknown())
        } else {
            Ok(attempts)
        };
    }
    if text.len() < 8 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::new(
            "an event is written as 64 hexadecimal digits, of which the first eight are enough",
        ));
    }
    let wanted = text.to_ascii_lowercase();
    let mut attempts = guard.list(&Filter::new()).await?;
    attempts.retain(|logged| logged.attempt.event.to_string().starts_with(&wanted));
    let first = attempts.first().ok_or_else(unknown)?.attempt.event;
    if attempts.iter().any(|logged| logged.attempt.event != first) {
        return Err(Failure::new("several events begin so; write more of its digits"));
    }
    Ok(attempts)
}

fn shown(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn identifiers(guard: &Guard, logged: &LoggedAttempt) -> Map<String, Value> {
    let known = guard.identifiers(logged);
    known
        .iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect()
}

fn until(logged: &LoggedAttempt) -> Option<String> {
    logged
        .remaining
        .and_then(|left| SystemTime::now().checked_add(left))
        .map(shown)
}

fn json(guard: &Guard, logged: &LoggedAttempt) -> Value {
    let attempt = &logged.attempt;
    json!({
        "event": attempt.event.to_string(),
        "operation": attempt.operation,
        "state": logged.state.to_string(),
        "began": shown(logged.began),
        "ended": logged.ended.map(shown),
        "refusedUntil": until(logged),
        "host": attempt.sender.host(),
        "process": attempt.sender.process(),
        "identifiers": identifiers(guard, logged),
        "filedAgainBecause": attempt.again.as_deref(),
        "released": logged.released.as_ref().map(|release| json!({
            "at": shown(release.at),
            "host": release.by.host(),
            "process": release.by.process(),
            "reason": release.reason,
        })),
    })
}

fn print_json(guard: &Guard, attempts: &[LoggedAttempt]) -> Result<()> {
    for logged in attempts {
        streams::print(json(guard, logged).to_string().as_bytes())?;
    }
    Ok(())
}

fn table(guard: &Guard, attempts: &[LoggedAttempt]) -> String {
    let heads = ["BEGAN", "STATE", "OPERATION", "CLAIM", "EVENT", "HOST", "PROCESS"].map(str::to_owned);
    let rows = attempts.iter().map(|logged| {
        let attempt = &logged.attempt;
        let state = if logged.released.is_some() {
            format!("{}, released", logged.state)
        } else {
            logged.state.to_string()
        };
        [
            shown(logged.began),
            state,
            attempt.operation.to_string(),
            guard.identifiers(logged).get("claimId").unwrap_or("-").to_owned(),
            attempt.event.to_string()[..16].to_owned(),
            attempt.sender.host().to_owned(),
            attempt.sender.process().to_owned(),
        ]
        .map(|cell| printable(&cell))
    });
    let rows: Vec<[String; 7]> = std::iter::once(heads).chain(rows).collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..7).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    text
}

/// The attempts at one event as text.
fn story(guard: &Guard, attempts: &[LoggedAttempt]) -> String {
    let mut text = format!("event {}\n", attempts[0].attempt.event);
    match until(&attempts[0]) {
        Some(until) => {
            let _ = writeln!(text, "refused until {until}");
        }
        None => text.push_str("free\n"),
    }
    for logged in attempts {
        let attempt = &logged.attempt;
        let _ = writeln!(
            text,
            "\n{} {}, {}",
            shown(logged.began),
            attempt.operation,
            logged.state
        );
        let mut line = |name: &str, value: &str| {
            let _ = writeln!(text, "  {name:<12}{}", printable(value));
        };
        line("host", attempt.sender.host());
        line("process", attempt.sender.process());
        if let Some(ended) = logged.ended {
            line("ended", &shown(ended));
        }
        for (name, value) in guard.identifiers(logged).iter() {
            line(name, value);
        }
        if let Some(reason) = attempt.again.as_deref() {
            line("filed again", reason);
        }
        if let Some(release) = &logged.released {
            let by = format!("{} {} {}", shown(release.at), release.by.host(), release.by.process());
            line("released", &by);
            line("reason", &release.reason);
        }
    }
    text
}

async fn look_up(event: &str, output: Output, env: Option<&str>, choice: &Choice) -> Result<()> {
    let mut profile = choice.source().load()?.api(&mc_mastercom::API)?;
    if let Some(name) = env {
        profile = profile.with_environment(name)?;
    }
    let guard = crate::guard::open(profile.guard()).await?;
    let attempts = history(&guard, event).await?;
    let logged = &attempts[0];
    let operation = mc_core::dynamic::find(mc_mastercom::dynamic::ALL, &logged.attempt.operation)?.operation();
    let known = guard.identifiers(logged);
    let client = mc_mastercom::Client::from(profile.client()?);
    let found = look_up_by(&client, operation, &known).await?;
    let report = Report::new(&found);
    match output {
        Output::Json => {
            let line = json!({
                "event": logged.attempt.event.to_string(),
                "operation": logged.attempt.operation,
                "asked": identifiers(&guard, logged),
                "found": report.json(),
            });
            streams::print(line.to_string().as_bytes())
        }
        Output::Text => {
            let mut text = format!(
                "event {}, {}, {}\n",
                logged.attempt.event, logged.attempt.operation, logged.state
            );
            for (name, value) in known.iter() {
                let _ = writeln!(text, "  known: {name} {}", printable(value));
            }
            text.push_str(&report.text(&known));
            streams::print(text.as_bytes())
        }
    }
}

/// What Mastercom said, without card data: the events of the claim, by members that hold none.
struct Report(Vec<(&'static str, Vec<Map<String, Value>>)>);

/// Members of an event that tell it apart from others.
const SHOWN: [&str; 18] = [
    "chargebackId",
    "caseId",
    "requestId",
    "feeId",
    "claimId",
    "chargebackType",
    "caseType",
    "reasonCode",
    "amount",
    "feeAmount",
    "currency",
    "createDate",
    "feeDate",
    "reversed",
    "reversal",
    "documentStatus",
    "status",
    "chargebackRefNum",
];

impl Report {
    fn new(found: &LookUp) -> Self {
        let mut parts = Vec::new();
        let mut add = |name: &'static str, value: serde_json::Result<Value>| {
            let items = match value {
                Ok(Value::Array(items)) => items,
                Ok(item @ Value::Object(_)) => vec![item],
                _ => Vec::new(),
            };
            let items = items.into_iter().filter_map(|item| match item {
                Value::Object(members) => Some(
                    members
                        .into_iter()
                        .filter(|(name, value)| {
                            SHOWN.contains(&name.as_str()) && !value.is_object() && !value.is_array()
                        })
                        .collect(),
                ),
                _ => None,
            });
            parts.push((name, items.collect()));
        };
        if let Some(claim) = &found.claim {
            add("chargebacks", serde_json::to_value(&claim.chargeback_details));
            add("cases", serde_json::to_value(&claim.case_filing_details));
            match &claim.retrieval_details_list {
                Some(list) => add("retrievals", serde_json::to_value(list)),
                None => add("retrievals", serde_json::to_value(&claim.retrieval_details)),
            }
            add("fees", serde_json::to_value(&claim.fee_details));
        }
        let list = |value: serde_json::Result<Value>| {
            value.map(|value| match value {
                Value::Object(members) => members
                    .into_iter()
                    .map(|(_, value)| value)
                    .find(Value::is_array)
                    .unwrap_or_default(),
                other => other,
            })
        };
        if let Some(status) = &found.chargeback {
            add("chargeback documents", list(serde_json::to_value(status)));
        }
        if let Some(status) = &found.case {
            add("case documents", list(serde_json::to_value(status)));
        }
        Self(parts)
    }

    fn json(&self) -> Value {
        let parts = self.0.iter().map(|(name, items)| ((*name).to_owned(), json!(items)));
        Value::Object(parts.collect())
    }

    fn text(&self, known: &mc_dispute_guard::Identifiers) -> String {
        let mut text = String::new();
        for (name, items) in &self.0 {
            let _ = writeln!(text, "{name}: {}", items.len());
            for item in items {
                let members: Vec<String> = item
                    .iter()
                    .map(|(name, value)| {
                        format!("{name} {}", value.as_str().map_or_else(|| value.to_string(), printable))
                    })
                    .collect();
                let _ = writeln!(text, "  {}", members.join(", "));
            }
        }
        let own = known
            .iter()
            .filter(|(name, _)| *name != "claimId" && SHOWN.contains(name));
        let mut own = own.peekable();
        if own.peek().is_none() {
            text.push_str("The event's own identifier is not known: compare what is listed with what was sent.\n");
        }
        for (name, value) in own {
            let mut items = self.0.iter().flat_map(|(_, items)| items);
            let is_there = items.any(|item| item.get(name).and_then(Value::as_str) == Some(value));
            let _ = writeln!(
                text,
                "{name} {} is {}.",
                printable(value),
                if is_there { "there" } else { "not there" }
            );
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates_instants_or_how_long_ago() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(time("2026-01-31"), Ok(at(1_769_817_600)));
        assert_eq!(time("2026-01-31T01:00:00+01:00"), Ok(at(1_769_817_600)));
        let ago = SystemTime::now().duration_since(time("2h").unwrap()).unwrap();
        assert!((7199..7260).contains(&ago.as_secs()), "{ago:?}");
        for wrong in ["", "h", "2", "2w", "yesterday", "9999999999999999999d", "é"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
