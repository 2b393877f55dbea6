//! From a patched spec to an [`Api`]: every type, name and rule decided once.
//!
//! What the generator would get silently wrong is found here (see `Finding`). For the products of the catalog a finding is
//! an error, to be repaired by an overlay; for any other spec it is repaired as said and reported.

mod bodies;
mod components;
mod directions;
mod environments;
mod fields;
mod operations;
mod resolve;
mod unions;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::api::{Api, Environment, Model, TextForm};
use super::refs::{self, lookup};
use super::{docs, ledger, names, pointer};
use components::box_cycles;
use pointer::escape;
use resolve::Use;

/// How deep references and compositions may be nested before they count as endless.
const DEPTH: usize = 64;
/// How deep unnamed schemas may be nested before they count as endless.
const NESTED: usize = 24;

/// What a reference that leads nowhere stands for.
static NOTHING: Value = Value::Null;

/// Something that generated code would get wrong, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the spec.
    pub pointer: String,
    /// What is there.
    pub what: String,
    /// What an overlay can do about it.
    pub advice: &'static str,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.pointer, self.what, self.advice)
    }
}

/// An API and what was found on the way.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The API.
    pub api: Api,
    /// The findings, in the order of the spec.
    pub findings: Vec<Finding>,
    /// What the spec says and the crate does not do. It is right for all that, and a product may have it.
    pub reports: Vec<Report>,
}

/// Something in a spec that is not carried into the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// JSON pointer into the spec.
    pub pointer: String,
    /// What it is, and what is done in its place.
    pub what: String,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.pointer, self.what)
    }
}

/// Reads a patched spec.
///
/// `environments` come from the catalog; where they are empty the spec's servers serve. `original` is the spec before the
/// overlay: its operation ids are remembered as the published ones.
///
pub fn prepare(spec: &Value, original: &Value, environments: &[Environment]) -> Prepared {
    let mut builder = Builder::new(spec, original);
    builder.check_references();
    builder.check_forms();
    builder.name_components();
    builder.build_components();
    builder.environments = if environments.is_empty() {
        builder.servers(spec.get("servers"), "/servers")
    } else {
        environments.to_vec()
    };
    let (modules, operations) = builder.build_operations();
    let mut models = builder.models.into_values().collect::<Vec<_>>();
    unions::flatten(&mut models);
    directions::split(&mut models, &operations);
    box_cycles(&mut models);
    let info = spec.get("info").cloned().unwrap_or_default();
    let text = |key: &str| {
        info.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let api = Api {
        title: text("title").replace(['\n', '\r'], " "),
        version: text("version").replace(['\n', '\r'], " "),
        docs: about(spec),
        environments: builder.environments,
        modules,
        operations,
        models,
    };
    Prepared {
        api,
        findings: builder.findings,
        reports: ledger::grouped([builder.reports, ledger::reports(spec)].concat()),
    }
}

/// What a spec says of the whole API.
fn about(spec: &Value) -> Vec<String> {
    let text = |pointer: &str| {
        spec.pointer(pointer)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    let mut lines = docs::prose(text("/info/description").unwrap_or_default());
    docs::paragraph(&mut lines, docs::external(spec));
    let of = |what: &str, keys: &[&str]| {
        let parts: Vec<&str> = keys.iter().filter_map(|key| text(&format!("/info/{key}"))).collect();
        if parts.is_empty() {
            Vec::new()
        } else {
            docs::prose(&format!("{what}: {}", parts.join(", ")))
        }
    };
    docs::paragraph(
        &mut lines,
        of("Contact", &["contact/name", "contact/email", "contact/url"]),
    );
    docs::paragraph(&mut lines, of("Licence of the API", &["license/name", "license/url"]));
    docs::paragraph(&mut lines, of("Terms of service", &["termsOfService"]));
    lines
}

struct Builder<'a> {
    spec: &'a Value,
    original: &'a Value,
    /// Published schema name to Rust name, of those that become models.
    components: HashMap<String, String>,
    taken: names::Unique,
    models: BTreeMap<String, Model>,
    /// The references to aliases that are being followed.
    following: Vec<String>,
    findings: Vec<Finding>,
    reports: Vec<Report>,
    environments: Vec<Environment>,
    /// The unnamed schemas around the one that is being named, and their names.
    around: Vec<(Value, String)>,
}

fn string<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn entries(value: Option<&Value>) -> Vec<(&String, &Value)> {
    value
        .and_then(Value::as_object)
        .map(|map| map.iter().collect())
        .unwrap_or_default()
}

impl<'a> Builder<'a> {
    fn new(spec: &'a Value, original: &'a Value) -> Self {
        Self {
            spec,
            original,
            components: HashMap::new(),
            taken: names::Unique::default(),
            models: BTreeMap::new(),
            following: Vec::new(),
            findings: Vec::new(),
            reports: Vec::new(),
            environments: Vec::new(),
            around: Vec::new(),
        }
    }

    fn finding(&mut self, pointer: &str, what: String, advice: &'static str) {
        self.findings.push(Finding {
            pointer: pointer.to_owned(),
            what,
            advice,
        });
    }

    fn report(&mut self, pointer: &str, what: impl Into<String>) {
        self.reports.push(Report {
            pointer: pointer.to_owned(),
            what: what.into(),
        });
    }

    fn schemas(&self) -> Vec<(&'a String, &'a Value)> {
        let mut list = entries(self.spec.pointer("/components/schemas"));
        list.sort_by_key(|(name, _)| *name);
        list
    }

    /// Follows `$ref` until something stands there; nothing does at the end of a circle.
    fn follow(&self, value: &'a Value) -> &'a Value {
        refs::follow(self.spec, value)
    }

    /// What a reference leads to; [`Self::check_references`] has reported those that lead nowhere.
    fn target(&self, reference: &str) -> &'a Value {
        lookup(self.spec, reference).unwrap_or(&NOTHING)
    }

    /// A form that does not exist, or stands on what is no text, would silently change nothing.
    fn check_forms(&mut self) {
        let mut open = vec![(String::new(), self.spec)];
        while let Some((pointer, value)) = open.pop() {
            let children: Vec<(String, &Value)> = match value {
                Value::Object(map) => map.iter().map(|(key, value)| (escape(key), value)).collect(),
                Value::Array(list) => list
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (index.to_string(), value))
                    .collect(),
                _ => Vec::new(),
            };
            if let Some(marker) = value.get("x-mc-text") {
                let marker = marker.as_str().unwrap_or_default();
                let plain = value.get("enum").is_none() && value.get("format").is_none();
                let text = string(value, "type").is_none_or(|kind| kind == "string" || kind == "array") && plain;
                if TextForm::of(marker).is_none() {
                    let known = TextForm::ALL.map(|form| form.marker).join(", ");
                    let what = format!("x-mc-text `{marker}` is no form of text; the forms are {known}");
                    self.finding(&pointer, what, "name one of the forms");
                } else if !text {
                    let what = format!("x-mc-text `{marker}` is on a schema that is not plain text");
                    self.finding(&pointer, what, "remove the marker, or the type, format or enum");
                }
            }
            open.extend(
                children
                    .into_iter()
                    .map(|(key, value)| (format!("{pointer}/{key}"), value)),
            );
        }
    }

    fn check_references(&mut self) {
        let mut open = vec![(String::new(), self.spec)];
        while let Some((pointer, value)) = open.pop() {
            match value {
                Value::Object(map) => {
                    if let Some(reference) = string(value, "$ref")
                        && lookup(self.spec, reference).is_none()
                    {
                        let what =
                            format!("the reference `{reference}` leads nowhere; what it stands for can be any JSON");
                        self.finding(
                            &pointer,
                            what,
                            "only `#/…` inside the file can be followed: mend it, or merge the files",
                        );
                    }
                    open.extend(
                        map.iter()
                            .map(|(key, value)| (format!("{pointer}/{}", escape(key)), value)),
                    );
                }
                Value::Array(list) => {
                    open.extend(
                        list.iter()
                            .enumerate()
                            .map(|(index, value)| (format!("{pointer}/{index}"), value)),
                    );
                }
                _ => {}
            }
        }
    }
}

/// The note on what a reconstruction took from sibling APIs.
const UNCONFIRMED: &str = "Unconfirmed: taken from sibling APIs, not from a published file of this one.";
