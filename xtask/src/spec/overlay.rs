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
//! An action that may select nothing says so with `x-optional: true`. On one point both policies are
//! stricter: an action that has two of the three members is refused. The specification lets one of
//! them lose without a word, or both.

use std::fmt;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::{Map, Value};
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use super::pointer::{child, element};
use super::read::{self, Read};

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
}

impl Report {
    /// The actions that selected nothing and do not say that they may.
    pub fn stale(&self) -> impl Iterator<Item = &Outcome> {
        self.actions.iter().filter(|outcome| outcome.is_stale())
    }
}

impl Outcome {
    /// Whether the action selected nothing and does not say that it may.
    pub fn is_stale(&self) -> bool {
        self.matches == 0 && !self.optional
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
/// An action that cannot be applied, or, by [`Policy::Project`], actions whose target selects nothing.
/// The message names the overlay file, the line of the action, its target and its description.
pub fn apply(document: &mut Value, overlay: &Overlay) -> Result<Report> {
    let mut patched = document.clone();
    let report = overlay.run(&mut patched)?;
    if overlay.policy == Policy::Project && report.stale().next().is_some() {
        let list: Vec<String> = report.stale().map(|outcome| format!("\n  {outcome}")).collect();
        bail!(
            "actions of the overlay that select nothing: {}{}\nThe document no longer has what such a target names. \
             Correct the target, delete the action, or, if it may select nothing, give it `x-optional: true`.",
            list.len(),
            list.concat()
        );
    }
    *document = patched;
    Ok(report)
}

/// Tries an overlay on a document and says what each action selects; stale actions are no error here.
///
/// # Errors
/// An action cannot be applied, for example because its value does not fit what it selects.
pub fn check(document: &Value, overlay: &Overlay) -> Result<Report> {
    overlay.run(&mut document.clone())
}

/// Turns a value into an overlay, with the position of each complaint.
struct Reader<'a> {
    source: &'a Read,
    policy: Policy,
}

impl Reader<'_> {
    /// An error about the node at a JSON pointer of the overlay.
    fn error(&self, pointer: &str, message: impl fmt::Display) -> anyhow::Error {
        anyhow!("{}: {message}", self.source.locate(pointer))
    }

    fn overlay(&self, value: &Value) -> Result<Overlay> {
        let root = self.object(value, "", "the overlay")?;
        self.members(root, "", "the overlay", &["overlay", "info", "extends", "actions"])?;
        let edition = self.edition(self.string(root, "", "the overlay", "overlay")?)?;

        let info = self.required(root, "", "the overlay", "info")?;
        let info = self.object(info, "/info", "`info`")?;
        let known: &[&str] = match edition {
            Edition::V1_0 => &["title", "version"],
            Edition::V1_1 => &["title", "version", "description"],
        };
        self.members(info, "/info", "`info`", known)?;
        self.string(info, "/info", "`info`", "title")?;
        self.string(info, "/info", "`info`", "version")?;
        self.optional_string(info, "/info", "description")?;
        self.optional_string(root, "", "extends")?;

        let Value::Array(list) = self.required(root, "", "the overlay", "actions")? else {
            return Err(self.error("/actions", "`actions` must be a list of actions"));
        };
        let actions = list
            .iter()
            .enumerate()
            .map(|(index, action)| self.action(action, index, edition))
            .collect::<Result<_>>()?;
        Ok(Overlay {
            file: self.source.origin.clone(),
            policy: self.policy,
            edition,
            actions,
        })
    }

    fn edition(&self, version: &str) -> Result<Edition> {
        let mut parts = version.split('.');
        let numbers = [parts.next(), parts.next(), parts.next()];
        if parts.next().is_none()
            && let [Some("1"), Some(minor), Some(patch)] = numbers
            && patch.parse::<u32>().is_ok()
        {
            match minor {
                "0" => return Ok(Edition::V1_0),
                "1" => return Ok(Edition::V1_1),
                _ => {}
            }
        }
        Err(self.error(
            "/overlay",
            format_args!("version {version:?} of the Overlay Specification is not known; write `overlay: 1.1.0`"),
        ))
    }

    fn action(&self, value: &Value, index: usize, edition: Edition) -> Result<Action> {
        let at = element("/actions", index);
        let what = format!("action {}", index + 1);
        let action = self.object(value, &at, &what)?;
        let known: &[&str] = match edition {
            Edition::V1_0 => &["target", "description", "update", "remove"],
            Edition::V1_1 => &["target", "description", "update", "remove", "copy"],
        };
        self.members(action, &at, &what, known)?;
        let target = self.string(action, &at, &what, "target")?;
        let target = self.query(target, &format!("{at}/target"), "target")?;
        let description = self.optional_string(action, &at, "description")?.map(str::to_owned);
        if self.policy == Policy::Project && description.as_deref().is_none_or(|text| text.trim().is_empty()) {
            return Err(self.error(&at, format_args!("{what} has no `description`; say why it is there")));
        }
        Ok(Action {
            number: index + 1,
            line: self.source.place(&at).map(|place| place.line),
            target,
            description,
            optional: self.flag(action, &at, "x-optional")?,
            modifier: self.modifier(action, &at, &what, edition)?,
        })
    }

    fn modifier(&self, action: &Map<String, Value>, at: &str, what: &str, edition: Edition) -> Result<Modifier> {
        let copy = match self.optional_string(action, at, "copy")? {
            Some(text) => Some(self.query(text, &format!("{at}/copy"), "copy")?),
            None => None,
        };
        let remove = self.flag(action, at, "remove")?;
        match (action.get("update"), copy, remove) {
            (Some(update), None, false) => Ok(Modifier::Update(update.clone())),
            (None, Some(query), false) => Ok(Modifier::Copy(query)),
            (None, None, true) => Ok(Modifier::Remove),
            (None, None, false) => {
                let members = match edition {
                    Edition::V1_0 => "`update` or `remove: true`",
                    Edition::V1_1 => "`update`, `copy` or `remove: true`",
                };
                Err(self.error(at, format_args!("{what} does nothing: give it {members}")))
            }
            (update, copy, remove) => {
                let names = [
                    ("update", update.is_some()),
                    ("copy", copy.is_some()),
                    ("remove", remove),
                ];
                let names: Vec<String> = names
                    .iter()
                    .filter(|(_, has)| *has)
                    .map(|(name, _)| format!("`{name}`"))
                    .collect();
                let message = format!("{what} has {} at once; make one action of each", names.join(" and "));
                Err(self.error(at, message))
            }
        }
    }

    fn query(&self, text: &str, at: &str, member: &str) -> Result<Query> {
        match JsonPath::parse(text) {
            Ok(path) => Ok(Query {
                text: text.to_owned(),
                path,
            }),
            Err(error) => Err(self.error(
                at,
                format_args!(
                    "`{member}` is not a JSONPath, at character {}: {} in {text}",
                    error.position() + 1,
                    error.message()
                ),
            )),
        }
    }

    fn object<'v>(&self, value: &'v Value, at: &str, what: &str) -> Result<&'v Map<String, Value>> {
        value
            .as_object()
            .ok_or_else(|| self.error(at, format_args!("{what} must be an object, not {}", kind(value))))
    }

    /// Refuses members that are neither known nor extensions.
    fn members(&self, object: &Map<String, Value>, at: &str, what: &str, known: &[&str]) -> Result<()> {
        match object
            .keys()
            .find(|name| !name.starts_with("x-") && !known.contains(&name.as_str()))
        {
            None => Ok(()),
            Some(name) => Err(self.error(
                &child(at, name),
                format_args!("{what} has an unknown member `{name}`; known are {}", known.join(", ")),
            )),
        }
    }

    fn required<'v>(&self, object: &'v Map<String, Value>, at: &str, what: &str, name: &str) -> Result<&'v Value> {
        object
            .get(name)
            .ok_or_else(|| self.error(at, format_args!("{what} has no `{name}`")))
    }

    fn string<'v>(&self, object: &'v Map<String, Value>, at: &str, what: &str, name: &str) -> Result<&'v str> {
        self.required(object, at, what, name)?;
        self.optional_string(object, at, name)?
            .ok_or_else(|| self.error(at, format_args!("{what} has no `{name}`")))
    }

    fn optional_string<'v>(&self, object: &'v Map<String, Value>, at: &str, name: &str) -> Result<Option<&'v str>> {
        match object.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.error(
                &child(at, name),
                format_args!("`{name}` must be a string, not {}", kind(other)),
            )),
        }
    }

    fn flag(&self, object: &Map<String, Value>, at: &str, name: &str) -> Result<bool> {
        match object.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.error(
                &child(at, name),
                format_args!("`{name}` must be true or false, not {}", kind(other)),
            )),
        }
    }
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
        for action in &self.actions {
            let mut outcome = Outcome {
                file: self.file.clone(),
                line: action.line,
                number: action.number,
                target: action.target.text.clone(),
                description: action.description.clone(),
                matches: 0,
                optional: action.optional,
            };
            outcome.matches = self
                .act(action, document)
                .map_err(|error| anyhow!("{outcome}: {error:#}"))?;
            report.actions.push(outcome);
        }
        Ok(report)
    }

    /// Applies one action and returns how many nodes it selected.
    fn act(&self, action: &Action, document: &mut Value) -> Result<usize> {
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
            self.update(node, value, path)?;
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

    fn update(&self, node: &mut Value, value: &Value, path: &[Step]) -> Result<()> {
        match (node, value) {
            (Value::Object(object), Value::Object(members)) => merge(object, members, &pointer(path)),
            (Value::Object(_), other) => {
                bail!(
                    "{} is an object and can only be updated with an object, not {}",
                    shown(path),
                    kind(other)
                )
            }
            (Value::Array(list), Value::Array(items)) if self.edition == Edition::V1_1 => {
                list.extend(items.iter().cloned());
                Ok(())
            }
            (Value::Array(list), item) => {
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
                *primitive = other.clone();
                Ok(())
            }
        }
    }
}

/// Merges members into an object, down into the objects that both have.
fn merge(object: &mut Map<String, Value>, members: &Map<String, Value>, at: &str) -> Result<()> {
    for (name, value) in members {
        let Some(present) = object.get_mut(name) else {
            object.insert(name.clone(), value.clone());
            continue;
        };
        match (present, value) {
            (Value::Object(object), Value::Object(members)) => {
                merge(object, members, &child(at, name))?;
            }
            (Value::Array(list), Value::Array(items)) => list.extend(items.iter().cloned()),
            (present, value) if Kind::of(present) == Kind::Primitive && Kind::of(value) == Kind::Primitive => {
                *present = value.clone();
            }
            (present, value) => bail!(
                "{} is {} in the document and {} in the action; remove it in an action before",
                child(at, name),
                kind(present),
                kind(value)
            ),
        }
    }
    Ok(())
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
