//! `mcapi operations`: what can be called.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use mc_core::PayloadEncryption;
use mc_core::dynamic::{Body, Description, find};
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::product::{self, PRODUCTS, Product};
use crate::streams;

const EXAMPLES: &str = "\
An operation goes by its id or by the published one. Flags: `repeatable` may be
called again without harm, `event` files a dispute event each time.

Examples:
  mcapi operations mastercom
  mcapi operations mastercom createChargeback
  mcapi operations --output json | jq -r '.[] | select(.event) | .id'";

/// Lists the operations of the products, or says what one of them takes
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Operations {
    /// Product to list, all otherwise
    #[arg(value_name = "PRODUCT", value_parser = product::names())]
    product: Option<String>,
    /// Operation to describe
    #[arg(value_name = "OPERATION")]
    operation: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// Lines to read
    #[default]
    Text,
    /// A list of objects
    Json,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    product: &'static str,
    id: &'static str,
    published_id: &'static str,
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    encryption: Encryption,
    idempotent: bool,
    event: bool,
    deprecated: bool,
    parameters: Vec<ParameterEntry>,
    body: Option<BodyEntry>,
}

#[derive(Serialize)]
struct Encryption {
    of: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

#[derive(Serialize)]
struct ParameterEntry {
    name: &'static str,
    r#in: &'static str,
    required: bool,
    r#type: &'static str,
    list: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    values: &'static [&'static str],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BodyEntry {
    required: bool,
    form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'static str>,
}

impl Entry {
    fn new(product: &Product, description: &Description) -> Self {
        let operation = description.operation();
        let (of, field) = match operation.encryption() {
            PayloadEncryption::Body(_) => ("body", None),
            PayloadEncryption::Field(name) => ("field", Some(name)),
            _ => ("none", None),
        };
        let parameters = description.parameters().iter().map(|parameter| ParameterEntry {
            name: parameter.name(),
            r#in: parameter.place().as_str(),
            required: parameter.is_required(),
            r#type: parameter.kind().as_str(),
            list: parameter.is_list(),
            values: parameter.values(),
        });
        let body = description.body().map(|body| BodyEntry {
            required: description.needs_body(),
            form: body.as_str(),
            media_type: match body {
                Body::Bytes(media_type) => Some(media_type),
                _ => None,
            },
        });
        Self {
            product: product.name,
            id: operation.id(),
            published_id: operation.published_id(),
            method: operation.method(),
            path: operation.path(),
            summary: description.summary(),
            encryption: Encryption { of, field },
            idempotent: operation.is_idempotent(),
            event: operation.creates_event(),
            deprecated: description.is_deprecated(),
            parameters: parameters.collect(),
            body,
        }
    }
}

impl Operations {
    pub(crate) fn run(self) -> Result<()> {
        let chosen = match &self.product {
            Some(name) => std::slice::from_ref(Product::find(name)?),
            None => &PRODUCTS[..],
        };
        if let (Some(name), [product]) = (&self.operation, chosen) {
            let description = find(product.operations, name)?;
            return match self.output {
                Output::Text => streams::print(one(product, description).as_bytes()),
                Output::Json => print_json(&Entry::new(product, description)),
            };
        }
        let all = chosen
            .iter()
            .flat_map(|product| product.operations.iter().map(move |description| (product, description)));
        match self.output {
            Output::Json => {
                let entries: Vec<Entry> = all
                    .map(|(product, description)| Entry::new(product, description))
                    .collect();
                print_json(&entries)
            }
            Output::Text => {
                let heading = ["PRODUCT", "ID", "PUBLISHED ID", "METHOD", "PATH", "ENCRYPTION", "FLAGS"];
                let mut rows = vec![heading.map(str::to_owned)];
                rows.extend(all.map(|(product, description)| row(product, description)));
                let skipped = usize::from(chosen.len() == 1);
                streams::print(table(&rows, skipped).as_bytes())
            }
        }
    }
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Failure::at(&"the result", &error))?;
    streams::print(json.as_bytes())
}

fn flags(description: &Description) -> Vec<&'static str> {
    let operation = description.operation();
    let all = [
        (operation.is_idempotent(), "repeatable"),
        (operation.creates_event(), "event"),
        (description.is_deprecated(), "deprecated"),
    ];
    all.into_iter()
        .filter_map(|(holds, flag)| holds.then_some(flag))
        .collect()
}

fn row(product: &Product, description: &Description) -> [String; 7] {
    let operation = description.operation();
    [
        product.name.to_owned(),
        operation.id().to_owned(),
        operation.published_id().to_owned(),
        operation.method().to_owned(),
        operation.path().to_owned(),
        product::encryption(description),
        flags(description).join(","),
    ]
}

/// Columns side by side, without the first so many.
fn table(rows: &[[String; 7]], skipped: usize) -> String {
    let widths: Vec<usize> = (0..7)
        .map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default())
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).skip(skipped) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn one(product: &Product, description: &Description) -> String {
    let operation = description.operation();
    let mut text = format!("{} {}", product.name, operation.id());
    if operation.published_id() != operation.id() {
        let _ = write!(text, " (published as {})", operation.published_id());
    }
    let _ = write!(
        text,
        "\n{}\n\n  {} {}\n  encryption: {}\n",
        description.summary(),
        operation.method(),
        operation.path(),
        product::encryption(description)
    );
    let flags = flags(description);
    if !flags.is_empty() {
        let _ = writeln!(text, "  flags: {}", flags.join(", "));
    }
    for parameter in description.parameters() {
        let _ = write!(
            text,
            "  --param {}=… ({}, {}{}{})",
            parameter.name(),
            parameter.place(),
            parameter.kind(),
            if parameter.is_required() { ", required" } else { "" },
            if parameter.is_list() { ", may be repeated" } else { "" },
        );
        if !parameter.values().is_empty() {
            let _ = write!(text, ": {}", parameter.values().join(", "));
        }
        text.push('\n');
    }
    if let Some(body) = description.body() {
        let needed = if description.needs_body() { ", required" } else { "" };
        let _ = writeln!(text, "  --body FILE ({}{needed})", body.as_str());
    }
    text
}
