//! Several files of one product as one document.

use std::collections::HashMap;

use anyhow::{Result, bail};
use serde_json::{Map, Value};

use super::read::Read;
use super::{Finding, pointer};

/// Adds what `more` holds to `base`, which comes from the files `sources`.
///
/// `info`, servers, security and extensions of the first file hold for the whole; where a later file has other servers or
/// other security, its own paths and operations keep them.
///
/// # Errors
/// When the two disagree on a name: the text names both files and the place in each.
pub fn add(base: &mut Value, sources: &[&Read], more: Value, source: &Read, findings: &mut Vec<Finding>) -> Result<()> {
    let (Some(base), Value::Object(mut more)) = (base.as_object_mut(), more) else {
        return Ok(());
    };
    let files = Files { sources, source };
    push_down(base, &mut more, findings);
    let mut ids = operation_ids(base);
    let paths = take_section(&mut more, "paths");
    for (id, at) in operation_ids_of(&paths) {
        if let Some(first) = ids.insert(id.clone(), at.clone())
            && first != at
        {
            return Err(files.disagree(&format!("the operationId `{id}` names two operations"), &first, &at));
        }
    }
    let mut into = take_section(base, "paths");
    for (path, item) in paths {
        let at = pointer::child("/paths", &path);
        match (into.get_mut(&path), item) {
            (Some(Value::Object(known)), Value::Object(item)) => {
                files.path_item(known, item, &at)?;
            }
            (_, item) => {
                into.insert(path, item);
            }
        }
    }
    base.insert("paths".to_owned(), Value::Object(into));
    let mut components = take_section(base, "components");
    for (name, members) in take_section(&mut more, "components") {
        let at = pointer::child("/components", &name);
        let Value::Object(members) = members else {
            continue;
        };
        let mut into = take_section(&mut components, &name);
        for (name, value) in members {
            files.insert(&mut into, &name, value, &pointer::child(&at, &name))?;
        }
        components.insert(name, Value::Object(into));
    }
    if !components.is_empty() {
        base.insert("components".to_owned(), Value::Object(components));
    }
    for name in ["paths", "components"] {
        more.shift_remove(name);
    }
    if let Some(Value::Array(tags)) = more.shift_remove("tags")
        && let Value::Array(into) = base.entry("tags").or_insert_with(|| Value::Array(Vec::new()))
    {
        for tag in tags {
            if !into.iter().any(|known| known.get("name") == tag.get("name")) {
                into.push(tag);
            }
        }
    }
    for (name, value) in more {
        base.entry(name).or_insert(value);
    }
    Ok(())
}

struct Files<'a> {
    sources: &'a [&'a Read],
    source: &'a Read,
}

impl Files<'_> {
    fn path_item(&self, known: &mut Map<String, Value>, item: Map<String, Value>, at: &str) -> Result<()> {
        for name in ["$ref", "servers", "parameters"] {
            if known.get(name) != item.get(name) {
                let at = pointer::child(at, name);
                return Err(self.disagree(&format!("`{name}` of a path differs"), &at, &at));
            }
        }
        for (name, value) in item {
            self.insert(known, &name, value, &pointer::child(at, &name))?;
        }
        Ok(())
    }

    fn insert(&self, into: &mut Map<String, Value>, name: &str, value: Value, at: &str) -> Result<()> {
        match into.get(name) {
            Some(known) if *known == value => Ok(()),
            Some(known) => {
                let at = first_difference(known, &value, at);
                Err(self.disagree("one name has two contents", &at, &at))
            }
            None => {
                into.insert(name.to_owned(), value);
                Ok(())
            }
        }
    }

    fn disagree(&self, what: &str, first: &str, second: &str) -> anyhow::Error {
        // The file that has the deepest part of the pointer is the one that brought it.
        let depth = |read: &Read| {
            let mut at = Some(first);
            while let Some(here) = at {
                if read.value.pointer(here).is_some() {
                    return here.len();
                }
                at = pointer::parent(here);
            }
            0
        };
        let mut owner = None;
        for read in self.sources {
            if owner.is_none_or(|(_, best)| depth(read) > best) {
                owner = Some((*read, depth(read)));
            }
        }
        let owner = owner.map(|(read, _)| read.locate(first)).unwrap_or_default();
        let places = if first == second {
            format!("{first}: {owner} and {}", self.source.locate(second))
        } else {
            format!("{first} in {owner} and {second} in {}", self.source.locate(second))
        };
        anyhow::anyhow!(
            "two files of one product disagree: {what}, at {places}. If both are right, they cannot be one crate: list \
             them as two products in specs/catalog.toml; otherwise leave out the one that is stale"
        )
    }
}

/// The pointer to the first place where two values differ.
fn first_difference(a: &Value, b: &Value, at: &str) -> String {
    if let (Value::Object(a), Value::Object(b)) = (a, b) {
        for (name, value) in a {
            match b.get(name) {
                Some(other) if other == value => {}
                Some(other) => return first_difference(value, other, &pointer::child(at, name)),
                None => return pointer::child(at, name),
            }
        }
        if let Some(name) = b.keys().find(|name| !a.contains_key(*name)) {
            return pointer::child(at, name);
        }
    }
    at.to_owned()
}

/// Puts servers and security that differ from those of the first file where they hold.
fn push_down(base: &Map<String, Value>, more: &mut Map<String, Value>, findings: &mut Vec<Finding>) {
    let servers = more.shift_remove("servers");
    let servers = servers.filter(|servers| Some(servers) != base.get("servers"));
    let security = more.shift_remove("security");
    let security_differs = security.as_ref() != base.get("security");
    let security = security.unwrap_or_else(|| Value::Array(Vec::new()));
    if servers.is_some() {
        findings.push(Finding {
            pointer: "/servers".to_owned(),
            text:
                "these servers differ from those of the product's first file; kept with the paths of this file. Check \
                   the environments in specs/catalog.toml"
                    .to_owned(),
        });
    }
    let Some(Value::Object(paths)) = more.get_mut("paths") else {
        return;
    };
    for item in paths
        .iter_mut()
        .filter(|(path, _)| !path.starts_with("x-"))
        .filter_map(|(_, item)| item.as_object_mut())
    {
        if let Some(servers) = &servers {
            item.entry("servers").or_insert_with(|| servers.clone());
        }
        if security_differs {
            for (_, operation) in item.iter_mut().filter(|(name, _)| is_method(name)) {
                if let Some(operation) = operation.as_object_mut() {
                    operation.entry("security").or_insert_with(|| security.clone());
                }
            }
        }
    }
}

fn is_method(name: &str) -> bool {
    super::grammar::METHODS.contains(&name)
}

fn operation_ids(document: &Map<String, Value>) -> HashMap<String, String> {
    document
        .get("paths")
        .and_then(Value::as_object)
        .map(operation_ids_of)
        .unwrap_or_default()
}

fn operation_ids_of(paths: &Map<String, Value>) -> HashMap<String, String> {
    let mut ids = HashMap::new();
    for (path, item) in paths {
        let at = pointer::child("/paths", path);
        for (method, operation) in item
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| is_method(name))
        {
            if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
                ids.insert(id.to_owned(), pointer::child(&at, method));
            }
        }
    }
    ids
}

/// Takes the mapping `name` out of `parent`, empty if it is not there.
fn take_section(parent: &mut Map<String, Value>, name: &str) -> Map<String, Value> {
    match parent.get_mut(name).map(Value::take) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Refuses documents without anything to call.
///
/// # Errors
/// When there is no path.
pub fn check_not_empty(document: &Value, origin: &str) -> Result<()> {
    if document
        .get("paths")
        .and_then(Value::as_object)
        .is_none_or(Map::is_empty)
    {
        bail!("{origin}: the document has no paths, so there is nothing to call: check the address it came from");
    }
    Ok(())
}
