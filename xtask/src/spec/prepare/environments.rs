//! The environments that a spec's servers are, and the servers that operations have of their own.

use serde_json::Value;

use super::super::api::Environment;
use super::super::names;
use super::{Builder, entries, string};

const LEFT_OUT: &str = "mend it, or name the server with Environment::custom";

impl Builder<'_> {
    /// Environments from a spec's servers: variables by their defaults, and what is no base URL left out.
    pub(super) fn servers(&mut self, list: Option<&Value>, pointer: &str) -> Vec<Environment> {
        let mut taken = names::Unique::default();
        let mut out: Vec<Environment> = Vec::new();
        for (index, server) in list.and_then(Value::as_array).into_iter().flatten().enumerate() {
            let place = format!("{pointer}/{index}");
            let Some((url, host)) = self.base_url(server, &place) else {
                continue;
            };
            if out.iter().any(|known| known.url == url) {
                continue;
            }
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
                        names::type_name(&host)
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

    /// A server's URL with its variables filled in, and the host of it.
    fn base_url(&mut self, server: &Value, place: &str) -> Option<(String, String)> {
        let at = format!("{place}/url");
        let mut url = string(server, "url").unwrap_or_default().trim().to_owned();
        for (name, variable) in entries(server.get("variables")) {
            let others = variable.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
            let default = string(variable, "default").unwrap_or_default();
            url = url.replace(&format!("{{{name}}}"), default);
            if others > 1 {
                self.report(
                    &format!("{place}/variables/{}", super::escape(name)),
                    format!(
                        "the environment has `{name}` as `{default}`; Environment::custom makes one of another value"
                    ),
                );
            }
        }
        if let Some((_, rest)) = url.split_once('{') {
            let name = rest.split('}').next().unwrap_or_default().to_owned();
            self.finding(
                &at,
                format!("the server has a variable `{name}` that is not declared; it is left out"),
                LEFT_OUT,
            );
            return None;
        }
        let parsed = match url::Url::parse(&url) {
            Ok(parsed) => parsed,
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                self.report(
                    &at,
                    "the server is relative to where the file was published; Environment::custom names it",
                );
                return None;
            }
            Err(error) => {
                self.finding(&at, format!("the server is no URL ({error}); it is left out"), LEFT_OUT);
                return None;
            }
        };
        let why = if !matches!(parsed.scheme(), "http" | "https") {
            "neither https nor http"
        } else if parsed.query().is_some() || parsed.fragment().is_some() {
            "a base with a query or a fragment, behind which no path can be put"
        } else if !parsed.username().is_empty() || parsed.password().is_some() {
            "one with credentials in it"
        } else {
            let host = parsed.host_str().unwrap_or_default().to_owned();
            let is_local = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
            if parsed.scheme() == "http" && !is_local {
                self.report(&at, "requests go to https alone: calls of this server are refused");
            }
            return Some((url, host));
        };
        self.finding(&at, format!("the server is {why}; it is left out"), LEFT_OUT);
        None
    }

    /// The servers that an operation has in place of the API's: the environment that each belongs to, empty for all.
    pub(super) fn own_servers(&mut self, item: &Value, operation: &Value, pointer: &str) -> Vec<(String, String)> {
        let has_some = |holder: &Value| {
            holder
                .get("servers")
                .and_then(Value::as_array)
                .is_some_and(|list| !list.is_empty())
        };
        let (holder, place) = if has_some(operation) {
            (operation, format!("{pointer}/servers"))
        } else if has_some(item) {
            let path = pointer.rsplit_once('/').map_or(pointer, |(path, _)| path);
            (item, format!("{path}/servers"))
        } else {
            return Vec::new();
        };
        let own = self.servers(holder.get("servers"), &place);
        let is_of_api = |own: &Environment| {
            let same = |known: &Environment| known.url.trim_end_matches('/') == own.url.trim_end_matches('/');
            self.environments.iter().any(same)
        };
        if own.is_empty() {
            self.finding(
                &place,
                "of the operation's own servers none can be called; it is sent to the API's".to_owned(),
                "mend the servers",
            );
            return Vec::new();
        }
        if own.iter().all(is_of_api) {
            if own.len() < self.environments.len() {
                self.report(
                    &place,
                    "the operation is not on all servers of the API; it is sent to any",
                );
            }
            return Vec::new();
        }
        if let [only] = own.as_slice() {
            return vec![(String::new(), only.url.clone())];
        }
        let known = |name: &str| self.environments.iter().any(|environment| environment.name == name);
        let (named, others): (Vec<Environment>, Vec<Environment>) =
            own.into_iter().partition(|environment| known(&environment.name));
        let missing: Vec<String> = self
            .environments
            .iter()
            .filter(|environment| !named.iter().any(|known| known.name == environment.name))
            .map(|environment| format!("`{}`", environment.name))
            .collect();
        if named.is_empty() {
            self.finding(
                &place,
                "nothing says which of the operation's servers belongs to which environment; the first is taken for all"
                    .to_owned(),
                "leave one, or name the environment in each one's description",
            );
            return others
                .into_iter()
                .take(1)
                .map(|first| (String::new(), first.url))
                .collect();
        }
        if !missing.is_empty() || !others.is_empty() {
            let what = format!(
                "the operation has no server in {}, where calls are refused; {} of its servers belong to no environment",
                if missing.is_empty() {
                    "no environment".to_owned()
                } else {
                    missing.join(", ")
                },
                others.len()
            );
            self.finding(&place, what, "name the environment in each one's description");
        }
        named
            .into_iter()
            .map(|environment| (environment.name, environment.url))
            .collect()
    }
}
