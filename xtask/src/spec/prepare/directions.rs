//! What requests alone have, and what answers alone have.
//!
//! A required field that is `writeOnly` is missing from every answer, and one that is `readOnly` from every request. Where a type
//! goes both ways, such a field is optional in Rust; what requests have to have stays an argument of the constructor.

use std::collections::HashSet;

use super::super::api::{Answer, Body, Kind, Model, Operation, Type};

/// Makes optional what is not there in one of the two directions.
pub(super) fn split(models: &mut [Model], operations: &[Operation]) {
    let mut sent = Vec::new();
    let mut received = Vec::new();
    for operation in operations {
        sent.extend(operation.parameters.iter().filter_map(|parameter| parameter.ty.model()));
        if let Some((Body::Json(ty) | Body::JsonAs(_, ty) | Body::FormOf(ty, _), _)) = &operation.body {
            sent.extend(ty.model());
        }
        if let Answer::Json { ty, .. } = &operation.answer {
            received.extend(ty.model());
        }
    }
    let sent = reached(models, sent);
    let received = reached(models, received);
    for model in models {
        let is_sent = sent.contains(&model.name);
        // What no operation names is what comes with errors, or what callers read by themselves.
        let is_received = received.contains(&model.name) || !is_sent;
        if let Kind::Struct(fields) = &mut model.kind {
            for field in fields.iter_mut().filter(|field| field.required) {
                let missing_in_answers = field.write_only && is_received;
                let missing_in_requests = field.read_only && is_sent;
                if missing_in_answers || missing_in_requests {
                    field.required = false;
                    field.demanded = !field.nullable && missing_in_answers && is_sent && !field.read_only;
                }
            }
        }
    }
}

/// The names of models, and of all that is inside of them.
fn reached(models: &[Model], from: Vec<&str>) -> HashSet<String> {
    let mut out = HashSet::new();
    let mut open = from;
    while let Some(name) = open.pop() {
        if !out.insert(name.to_owned()) {
            continue;
        }
        let Ok(at) = models.binary_search_by(|model| model.name.as_str().cmp(name)) else {
            continue;
        };
        let model = &models[at];
        match &model.kind {
            Kind::Struct(fields) => open.extend(fields.iter().filter_map(|field| field.ty.model())),
            Kind::Union { branches, .. } => open.extend(branches.iter().filter_map(|branch| branch.ty.model())),
            Kind::Strings(_) | Kind::Integers(_) => {}
        }
        open.extend(model.others.as_ref().and_then(Type::model));
    }
    out
}
