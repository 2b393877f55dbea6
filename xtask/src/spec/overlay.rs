//! `OpenAPI` Overlay 1.1: our corrections and additions, applied to a contract.
//!
//! An overlay is an ordered list of actions. The `JSONPath` `target` of an action (RFC 9535) selects
//! nodes of the document, and one of three members says what happens to them:
//!
//! | member | effect |
//! | --- | --- |
//! | `update` | an object is merged into selected objects, a value is appended to selected arrays (an array is concatenated), a primitive takes the place of selected primitives |
//! | `copy` | as `update`, with the one node that its own `JSONPath` selects (1.1 only) |
//! | `remove: true` | the selected nodes go |
//!
//! Merging goes down into objects that both sides have, concatenates arrays and replaces primitives;
//! whatever else meets under one name is an error. An overlay is applied whole or not at all.
//!
//! [`Policy::Project`] asks for more than the specification does: every action has a description, and
//! an action that selects nothing is an error, because the document has moved on and nobody noticed.
//! An action that may select nothing says so with `x-optional: true`. An action updates what is there:
//! one that would add an element (a property, a schema, a response: whatever is an object) lists each in
//! `x-creates`, as a JSON pointer from the node that is selected, and each name of a list of names in a
//! target has to select something. Names of enum values are bound to the values by `x-mc-variants`, never
//! by their order. What breaks one of these rules is a [`Problem`]. On one point both policies are stricter: an action that has two of the three members is refused. The specification lets one of
//! them lose without a word, or both.

mod checks;
mod reader;

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Map, Value};
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use super::pointer::{child, element};
use super::read;
use reader::Reader;

/// How strictly an overlay is read and applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The rules of this project: descriptions are required, and stale actions are errors.
    Project,
    /// The rules of the Overlay Specification: an action may select nothing, and needs no description.
    Specification,
}

/// An overlay, read and checked.
#[derive(Clone, Debug)]
pub struct Overlay {
    file: String,
    policy: Policy,
    edition: Edition,
    actions: Vec<Action>,
}

/// The feature set that an overlay asks for: `major.minor` of its `overlay` member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edition {
    V1_0,
    V1_1,
}

#[derive(Clone, Debug)]
struct Action {
    number: usize,
    line: Option<usize>,
    target: Query,
    description: Option<String>,
    optional: bool,
    /// The elements that the action adds, as pointers from the node that is selected.
    creates: Vec<String>,
    modifier: Modifier,
}

#[derive(Clone, Debug)]
enum Modifier {
    Update(Value),
    Copy(Query),
    Remove,
}

/// A `JSONPath` with the text it was written as.
#[derive(Clone, Debug)]
struct Query {
    text: String,
    path: JsonPath,
    /// The query with one name of each list of names, for each combination; empty where there is no such list.
    each: Vec<(String, JsonPath)>,
}

/// What the actions of an overlay selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One outcome an action, in order.
    pub actions: Vec<Outcome>,
}

/// What one action selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The overlay file.
    pub file: String,
    /// The line on which the action starts.
    pub line: Option<usize>,
    /// Where the action stands in the list, counted from 1.
    pub number: usize,
    /// The `JSONPath`, as written.
    pub target: String,
    /// Why the action is there.
    pub description: Option<String>,
    /// How many nodes were selected.
    pub matches: usize,
    /// Whether the action may select nothing.
    pub optional: bool,
    /// Why the action no longer fits the document, beside selecting nothing.
    pub problems: Vec<Problem>,
}

/// Why an action no longer fits the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the document, as a JSON pointer; empty where the target says it.
    pub pointer: String,
    /// What is wrong, and what to do about it.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.text)
    }
}

impl Report {
    /// The actions that no longer fit the document.
    pub fn stale(&self) -> impl Iterator<Item = &Outcome> {
        self.actions.iter().filter(|outcome| outcome.is_stale())
    }
}

impl Outcome {
    /// Whether the action no longer fits the document: it selected nothing and does not say that it may, or has problems.
    pub fn is_stale(&self) -> bool {
        !self.problems.is_empty() || self.matches == 0 && !self.optional
    }

    /// Why the action is stale, one line a reason.
    pub fn reasons(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.matches == 0 && !self.optional {
            all.push("selects nothing".to_owned());
        }
        all.extend(self.problems.iter().map(ToString::to_string));
        all
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": action {}, target {}", self.number, self.target)?;
        match &self.description {
            Some(description) => write!(f, " ({})", description.trim()),
            None => Ok(()),
        }
    }
}

impl Overlay {
    /// Reads an overlay by the rules of this project.
    ///
    /// # Errors
    /// The overlay is not YAML or not an overlay; the message names file and line.
    pub fn read(bytes: &[u8], file_name: &str) -> Result<Self> {
        Self::read_with(bytes, file_name, Policy::Project)
    }

    /// Reads an overlay by the rules of `policy`.
    ///
    /// # Errors
    /// The overlay is not YAML or not an overlay; the message names file and line.
    pub fn read_with(bytes: &[u8], file_name: &str, policy: Policy) -> Result<Self> {
        let source = read::yaml(bytes, file_name)?;
        Reader {
            source: &source,
            policy,
        }
        .overlay(&source.value)
    }

    /// The number of actions.
    pub fn len(&self) -> usize {
        self.actions.len()
    }

    /// Whether the overlay changes nothing at all.
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// The name of the file that the overlay was read from.
    pub fn file_name(&self) -> &str {
        &self.file
    }
}

/// Applies an overlay to a document: all of it, or nothing when this returns an error.
///
/// # Errors
/// An action that cannot be applied, or, by [`Policy::Project`], actions that no longer fit the document.
/// The message names the overlay file, the line of the action, its target, its description and what does not fit.
pub fn apply(document: &mut Value, overlay: &Overlay) -> Result<Report> {
    let mut patched = document.clone();
    let report = overlay.run(&mut patched)?;
    if overlay.policy == Policy::Project && report.stale().next().is_some() {
        let list: Vec<String> = report
            .stale()
            .flat_map(|outcome| {
                let reasons = outcome.reasons().into_iter().map(|reason| format!("\n    {reason}"));
                std::iter::once(format!("\n  {outcome}")).chain(reasons)
            })
            .collect();
        bail!(
            "actions of the overlay that no longer fit the document: {}{}\nThe document has changed since they were written. \
             Correct such an action, delete it, or, if it may select nothing, give it `x-optional: true`.",
            report.stale().count(),
            list.concat()
        );
    }
    *document = patched;
    Ok(report)
}

/// Tries an overlay on a document: what becomes of it, and how each action fits. Stale actions are no error here.
///
/// # Errors
/// An action cannot be applied, for example because its value does not fit what it selects.
pub fn attempt(document: &Value, overlay: &Overlay) -> Result<(Value, Report)> {
    let mut patched = document.clone();
    let report = overlay.run(&mut patched)?;
    Ok((patched, report))
}

/// One step from a node to a child. The order puts a node before its descendants and low indexes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    Index(usize),
}

impl Overlay {
    fn run(&self, document: &mut Value) -> Result<Report> {
        let mut report = Report::default();
        let mut writers = HashMap::new();
        for (index, action) in self.actions.iter().enumerate() {
            let mut outcome = Outcome {
                file: self.file.clone(),
                line: action.line,
                number: action.number,
                target: action.target.text.clone(),
                description: action.description.clone(),
                matches: 0,
                optional: action.optional,
                problems: Vec::new(),
            };
            if self.policy == Policy::Project && !action.optional {
                outcome.problems = checks::selectors(&action.target, document);
            }
            let mut written = Written::default();
            outcome.matches = self
                .act(action, document, &mut written)
                .map_err(|error| anyhow!("{outcome}: {error:#}"))?;
            if self.policy == Policy::Project && outcome.matches > 0 {
                outcome.problems.extend(checks::created(&action.creates, &written));
            }
            writers.extend(written.all.into_iter().map(|pointer| (pointer, index)));
            report.actions.push(outcome);
        }
        if self.policy == Policy::Project {
            for (index, problem) in checks::marks(document, &writers) {
                if let Some(outcome) = report.actions.get_mut(index) {
                    outcome.problems.push(problem);
                }
            }
        }
        Ok(report)
    }

    /// Applies one action and returns how many nodes it selected.
    fn act(&self, action: &Action, document: &mut Value, written: &mut Written) -> Result<usize> {
        let nodes = select(&action.target, document);
        let copied;
        let value = match &action.modifier {
            Modifier::Remove => {
                remove(document, &nodes)?;
                return Ok(nodes.len());
            }
            Modifier::Update(value) => value,
            Modifier::Copy(query) => {
                copied = Self::source_of(query, document, nodes.is_empty())?;
                &copied
            }
        };
        let kinds: Vec<Kind> = nodes
            .iter()
            .filter_map(|path| find(document, path).map(|node| Kind::of(node)))
            .collect();
        if let Some(first) = kinds.first()
            && let Some(position) = kinds.iter().position(|kind| kind != first)
        {
            bail!(
                "the target selects different kinds of node: {} is {first}, {} is {}; split the action",
                shown(&nodes[0]),
                shown(&nodes[position]),
                kinds[position]
            );
        }
        if self.edition == Edition::V1_0 && kinds.first() == Some(&Kind::Primitive) {
            bail!("overlay 1.0 can update objects and arrays only; write `overlay: 1.1.0` to replace a primitive");
        }
        for path in &nodes {
            let node = find(document, path).context("a selected node is gone")?;
            written.base = pointer(path);
            self.update(node, value, path, written)?;
        }
        Ok(nodes.len())
    }

    /// The value that a `copy` names; without targets it need not be there.
    fn source_of(query: &Query, document: &Value, idle: bool) -> Result<Value> {
        let found = query.path.query(document).all();
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            _ if idle => Ok(Value::Null),
            more => bail!(
                "`copy` must select exactly one node, and {} selects {}",
                query.text,
                more.len()
            ),
        }
    }

    fn update(&self, node: &mut Value, value: &Value, path: &[Step], written: &mut Written) -> Result<()> {
        match (node, value) {
            (Value::Object(object), Value::Object(members)) => merge(object, members, &pointer(path), written),
            (Value::Object(_), other) => {
                bail!(
                    "{} is an object and can only be updated with an object, not {}",
                    shown(path),
                    kind(other)
                )
            }
            (Value::Array(list), Value::Array(items)) if self.edition == Edition::V1_1 => {
                written.append(&pointer(path), items);
                list.extend(items.iter().cloned());
                Ok(())
            }
            (Value::Array(list), item) => {
                written.append(&pointer(path), std::slice::from_ref(item));
                list.push(item.clone());
                Ok(())
            }
            (_, other @ (Value::Object(_) | Value::Array(_))) => {
                bail!(
                    "{} is a primitive and can only be replaced by a primitive, not {}",
                    shown(path),
                    kind(other)
                )
            }
            (primitive, other) => {
                written.all.insert(pointer(path));
                *primitive = other.clone();
                Ok(())
            }
        }
    }
}

/// What one action has written.
#[derive(Debug, Default)]
struct Written {
    /// The node that is being updated.
    base: String,
    /// The places of all members that were set.
    all: BTreeSet<String>,
    /// The elements that were not there before, as pointers from the node that was selected.
    created: BTreeSet<String>,
}

impl Written {
    fn create(&mut self, pointer: &str) {
        self.created
            .insert(pointer.strip_prefix(&self.base).unwrap_or(pointer).to_owned());
    }

    /// Notes what goes to the end of a list; a list of texts and numbers has no elements of its own.
    fn append(&mut self, list: &str, items: &[Value]) {
        self.all.insert(list.to_owned());
        if items.iter().any(is_element) {
            self.create(&child(list, "-"));
        }
    }

    /// Notes a member that was not there.
    fn insert(&mut self, pointer: &str, name: &str, value: &Value) {
        let listed = value.as_array().is_some_and(|items| items.iter().any(is_element));
        if name == "$ref" || is_element(value) || listed {
            self.create(pointer);
        }
        self.set(pointer, value);
    }

    /// Notes a member that has a value now, and all inside of it.
    fn set(&mut self, pointer: &str, value: &Value) {
        self.all.insert(pointer.to_owned());
        if let Value::Object(members) = value {
            for (name, value) in members {
                self.set(&child(pointer, name), value);
            }
        }
    }
}

/// Whether a value is a thing with members of its own, rather than something that is said about one.
fn is_element(value: &Value) -> bool {
    value.is_object()
}

/// Merges members into an object, down into the objects that both have.
fn merge(object: &mut Map<String, Value>, members: &Map<String, Value>, at: &str, written: &mut Written) -> Result<()> {
    for (name, value) in members {
        let here = child(at, name);
        let Some(present) = object.get_mut(name) else {
            if is_extension(&here) {
                written.set(&here, value);
            } else {
                written.insert(&here, name, value);
            }
            object.insert(name.clone(), value.clone());
            continue;
        };
        match (present, value) {
            (Value::Object(object), Value::Object(members)) => {
                merge(object, members, &here, written)?;
            }
            (Value::Array(list), Value::Array(items)) => {
                if is_extension(&here) {
                    written.all.insert(here);
                } else {
                    written.append(&here, items);
                }
                list.extend(items.iter().cloned());
            }
            (present, value) if Kind::of(present) == Kind::Primitive && Kind::of(value) == Kind::Primitive => {
                written.all.insert(here);
                *present = value.clone();
            }
            (present, value) => bail!(
                "{here} is {} in the document and {} in the action; remove it in an action before",
                kind(present),
                kind(value)
            ),
        }
    }
    Ok(())
}

/// Whether a place is an extension or inside of one. A property or a schema may have a name that begins as an extension's.
fn is_extension(pointer: &str) -> bool {
    let mut before = "";
    pointer.split('/').any(|part| {
        let named = matches!(
            before,
            "properties" | "schemas" | "parameters" | "responses" | "headers"
        );
        before = part;
        part.starts_with("x-") && !named
    })
}

/// Removes nodes, descendants before their ancestors and high indexes before low ones.
fn remove(document: &mut Value, nodes: &[Vec<Step>]) -> Result<()> {
    for path in nodes.iter().rev() {
        let Some((step, parents)) = path.split_last() else {
            bail!("the root of the document cannot be removed");
        };
        match (find(document, parents), step) {
            (Some(Value::Object(object)), Step::Name(name)) => {
                object.shift_remove(name);
            }
            (Some(Value::Array(list)), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
            }
            _ => bail!("{} is gone", shown(path)),
        }
    }
    Ok(())
}

/// The places of all nodes that a query selects, each once and in ascending order.
fn select(query: &Query, document: &Value) -> Vec<Vec<Step>> {
    let mut places: Vec<Vec<Step>> = query.path.query_located(document).locations().map(steps).collect();
    places.sort();
    places.dedup();
    places
}

fn steps(path: &NormalizedPath<'_>) -> Vec<Step> {
    path.iter()
        .map(|element| match element {
            PathElement::Name(name) => Step::Name((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        })
        .collect()
}

fn find<'v>(document: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(document, |node, step| match (node, step) {
        (Value::Object(object), Step::Name(name)) => object.get_mut(name),
        (Value::Array(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    })
}

/// The JSON pointer of a node.
fn pointer(path: &[Step]) -> String {
    path.iter().fold(String::new(), |at, step| match step {
        Step::Name(name) => child(&at, name),
        Step::Index(index) => element(&at, *index),
    })
}

/// The JSON pointer of a node, as a message names it.
fn shown(path: &[Step]) -> String {
    if path.is_empty() {
        "the root".to_owned()
    } else {
        pointer(path)
    }
}

/// The three kinds of node that the specification tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a primitive",
        })
    }
}

/// What a value is, for messages that must not show it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
