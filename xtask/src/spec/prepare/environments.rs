//! The environments that a spec's servers are.

use serde_json::Value;

use super::super::api::Environment;
use super::super::names;
use super::{entries, string};

/// Environments from a spec's servers: variables by their defaults, relative addresses left out.
pub(super) fn servers(spec: &Value) -> Vec<Environment> {
    let mut taken = names::Unique::default();
    let mut out: Vec<Environment> = Vec::new();
    for server in spec.get("servers").and_then(Value::as_array).into_iter().flatten() {
        let mut url = string(server, "url").unwrap_or_default().trim().to_owned();
        for (name, variable) in entries(server.get("variables")) {
            url = url.replace(&format!("{{{name}}}"), string(variable, "default").unwrap_or_default());
        }
        let Ok(parsed) = url::Url::parse(&url) else { continue };
        if !matches!(parsed.scheme(), "http" | "https") || out.iter().any(|known| known.url == url) {
            continue;
        }
        let host = parsed.host_str().unwrap_or_default();
        let hint = format!("{host} {}", string(server, "description").unwrap_or_default()).to_ascii_lowercase();
        let wanted = [
            "sandbox",
            "production",
            "mtf",
            "staging",
            "stage",
            "test",
            "development",
        ]
        .into_iter()
        .find(|word| hint.contains(word))
        .map_or_else(
            || {
                if hint.contains("prod") || host.starts_with("api.") {
                    "Production".to_owned()
                } else {
                    names::type_name(host)
                }
            },
            names::type_name,
        );
        let (name, _) = taken.take(&wanted);
        out.push(Environment {
            name,
            url,
            authentication: None,
        });
    }
    out
}
