//! The ledger of OpenAPI: what becomes of each member that the specification defines.
//!
//! Nothing is dropped in silence. A member is honoured, or the file is refused, or a [`Report`] says where it is and that nothing
//! is made of it. `xtask/tests/ledger.rs` walks the specification's list and holds this table to it: a member that is in no row,
//! or of which something else becomes than the row says, fails there.

use std::collections::HashMap;

use serde_json::Value;

use super::grammar::{self, Kind};
use super::pointer;
use super::prepare::Report;

/// What becomes of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The crate has it: in code, in types or in documentation.
    Honoured,
    /// It is reported; this is what is said.
    Reported(&'static str),
    /// It is reported by the step that reads it, in words that depend on it.
    Told,
    /// It is a remark that asks nothing of a reader.
    Remark,
}

/// One member of an object of OpenAPI, and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The kind of object.
    pub kind: Kind,
    /// The member's name.
    pub member: &'static str,
    /// What becomes of it.
    pub verdict: Verdict,
}

const EXAMPLES: Verdict = Verdict::Reported("examples are not carried into the documentation of the crate");
const LINKS: Verdict = Verdict::Reported("links are not followed: the caller hands values from one call to the next");
const CALLBACKS: Verdict = Verdict::Reported("callbacks are requests that you receive, and no client sends: left out");
const CREDENTIALS: Verdict =
    Verdict::Reported("who calls is shown by the middleware of the client, and not by what the security scheme says");
const HEADERS: Verdict = Verdict::Reported("headers of responses are read as texts, whatever their schema and style");
const XML: Verdict = Verdict::Reported("XML is sent and handed over as it is, and no type is written as XML");
const PARTS: Verdict = Verdict::Reported("the caller writes each part of a form of several parts, with its headers");

macro_rules! ledger {
    ($($kind:ident { $($verdict:expr => [$($member:literal),* $(,)?]),* $(,)? })*) => {
        &[$($($(Entry { kind: Kind::$kind, member: $member, verdict: $verdict },)*)*)*]
    };
}

/// The members of OpenAPI 3.0.
pub const OPENAPI_30: &[Entry] = {
    use Verdict::{Honoured, Reported, Told};
    ledger! {
        Document { Honoured => ["openapi", "info", "externalDocs", "servers", "security", "tags", "paths", "components"] }
        Info { Honoured => ["title", "version", "description", "termsOfService", "contact", "license"] }
        Contact { Honoured => ["name", "url", "email"] }
        License { Honoured => ["name", "url"] }
        Server { Honoured => ["url", "description", "variables"] }
        ServerVariable {
            Honoured => ["default"],
            Told => ["enum"],
            Reported("what is said of the variables of a server is not in the documentation of the crate") => ["description"],
        }
        Tag { Honoured => ["name", "description", "externalDocs"] }
        ExternalDocs { Honoured => ["description", "url"] }
        PathItem {
            Honoured => [
                "$ref", "summary", "description", "servers", "parameters", "get", "put", "post", "delete", "options", "head",
                "patch", "trace",
            ],
        }
        Operation {
            Honoured => [
                "operationId", "tags", "summary", "description", "externalDocs", "deprecated", "security", "servers",
                "parameters", "requestBody", "responses",
            ],
            CALLBACKS => ["callbacks"],
        }
        Parameter {
            Honoured => [
                "$ref", "name", "in", "description", "required", "deprecated", "allowEmptyValue", "style", "explode",
                "allowReserved", "schema", "content",
            ],
            EXAMPLES => ["example", "examples"],
        }
        Header {
            Honoured => ["$ref", "description", "required", "deprecated"],
            HEADERS => ["allowEmptyValue", "style", "explode", "allowReserved", "schema", "content"],
            EXAMPLES => ["example", "examples"],
        }
        RequestBody { Honoured => ["$ref", "description", "required", "content"] }
        MediaType { Honoured => ["schema", "encoding"], EXAMPLES => ["example", "examples"] }
        Encoding { Honoured => ["contentType", "style", "explode"], PARTS => ["headers"], Told => ["allowReserved"] }
        Response { Honoured => ["$ref", "description", "headers", "content"], LINKS => ["links"] }
        Link { LINKS => ["$ref", "description", "operationRef", "operationId", "parameters", "requestBody", "server"] }
        Example { EXAMPLES => ["$ref", "summary", "description", "value", "externalValue"] }
        Schema {
            Honoured => [
                "$ref", "title", "description", "type", "format", "nullable", "deprecated", "readOnly", "writeOnly", "enum",
                "default", "pattern", "minLength", "maxLength", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum",
                "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required",
                "discriminator", "allOf", "oneOf", "anyOf", "items", "properties", "additionalProperties", "externalDocs",
            ],
            Reported("`not` forbids values, which no type does; the server checks it alone") => ["not"],
            XML => ["xml"],
            EXAMPLES => ["example"],
        }
        Discriminator { Honoured => ["propertyName", "mapping"] }
        Xml { XML => ["name", "namespace", "prefix", "attribute", "wrapped"] }
        Components {
            Honoured => ["securitySchemes", "parameters", "headers", "requestBodies", "responses", "schemas"],
            LINKS => ["links"],
            CALLBACKS => ["callbacks"],
            EXAMPLES => ["examples"],
        }
        SecurityScheme {
            Honoured => ["type"],
            CREDENTIALS => ["$ref", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"],
        }
        OAuthFlows { CREDENTIALS => ["implicit", "password", "clientCredentials", "authorizationCode"] }
        OAuthFlow { CREDENTIALS => ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] }
    }
};

/// The members that OpenAPI 3.1 adds, or to which it gives another form. [`openapi31`](super::openapi31) reads and reports them.
pub const OPENAPI_31: &[Entry] = {
    use Verdict::{Honoured, Remark, Told};
    ledger! {
        Document { Told => ["jsonSchemaDialect", "webhooks"] }
        Info { Honoured => ["summary"] }
        License { Honoured => ["identifier"] }
        Components { Honoured => ["pathItems"] }
        Schema {
            Honoured => [
                "$defs", "type", "const", "exclusiveMinimum", "exclusiveMaximum", "unevaluatedProperties", "contentEncoding",
            ],
            Told => [
                "$schema", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "examples", "prefixItems", "contains",
                "minContains", "maxContains", "patternProperties", "propertyNames", "if", "then", "else", "dependentRequired",
                "dependentSchemas", "unevaluatedItems", "contentMediaType", "contentSchema",
            ],
            Remark => ["$comment", "$vocabulary"],
        }
    }
};

/// Reports what a document of OpenAPI 3.0 says and nothing reads.
pub fn reports(document: &Value) -> Vec<Report> {
    let told: HashMap<(Kind, &str), &'static str> = OPENAPI_30
        .iter()
        .filter_map(|entry| match entry.verdict {
            Verdict::Reported(text) => Some(((entry.kind, entry.member), text)),
            Verdict::Honoured | Verdict::Told | Verdict::Remark => None,
        })
        .collect();
    let mut out: Vec<Report> = Vec::new();
    grammar::walk(document, &mut |kind, at, members| {
        // What is inside of something that is reported is reported with it.
        let inside = out
            .last()
            .and_then(|last| at.strip_prefix(last.pointer.as_str()))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if inside {
            return;
        }
        let is_reference = members.contains_key("$ref") && !matches!(kind, Kind::Schema | Kind::PathItem);
        for (member, value) in members {
            let what = match told.get(&(kind, member.as_str())) {
                Some(what) => *what,
                None if is_reference && matches!(member.as_str(), "description" | "summary") => {
                    "a text beside a reference is passed over for the text of what it refers to"
                }
                None => continue,
            };
            // An empty mapping states nothing, but for `not`, which then forbids all values.
            if value.as_object().is_some_and(serde_json::Map::is_empty) && member != "not" {
                continue;
            }
            out.push(Report {
                pointer: pointer::child(at, member),
                what: what.to_owned(),
            });
        }
    });
    out
}

/// One report for all places of which the same is said.
#[must_use]
pub fn grouped(reports: Vec<Report>) -> Vec<Report> {
    let mut out: Vec<(Report, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for report in reports {
        if let Some((_, count)) = known.get(&report.what).and_then(|index| out.get_mut(*index)) {
            *count += 1;
        } else {
            known.insert(report.what.clone(), out.len());
            out.push((report, 1));
        }
    }
    out.into_iter()
        .map(|(mut report, count)| {
            if count > 1 {
                report.what = format!("{} ({count} places, of which this is the first)", report.what);
            }
            report
        })
        .collect()
}
