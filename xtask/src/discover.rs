//! What a publisher's `llms.txt` says of a product, against the catalog.
//!
//! The documentation of a product has a text for programs beside it, `llms.txt`: it names the specs and how calls prove who
//! makes them. It has no grammar, so only what is plain counts: addresses that end as a spec's do, and the names of schemes.

use std::collections::BTreeSet;

use url::Url;

use crate::catalog::{Auth, Product};

/// What an `llms.txt` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The paths of specs, without a host, in their order.
    pub specs: Vec<String>,
    /// The ways of authentication that are named.
    pub auth: BTreeSet<&'static str>,
}

/// How each way of authentication is written, and what it is called here.
const SCHEMES: [(&str, &str); 10] = [
    ("oauth 1.0", "oauth1"),
    ("oauth1", "oauth1"),
    ("oauth_1", "oauth1"),
    ("oauth-1", "oauth1"),
    ("oauth 2.0", "oauth2"),
    ("oauth2", "oauth2"),
    ("oauth_2", "oauth2"),
    ("oauth-2", "oauth2"),
    ("mtls", "mtls"),
    ("mutual tls", "mtls"),
];

/// The place of a product's `llms.txt`: beside its documentation.
///
/// # Errors
/// When the documentation's address cannot have one.
pub fn place(product: &Product) -> Result<Url, url::ParseError> {
    let mut folder = product.documentation.clone();
    if !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", folder.path()));
    }
    folder.join("llms.txt")
}

/// Reads an `llms.txt`.
#[must_use]
pub fn read(text: &str) -> Said {
    let mut said = Said::default();
    let ends = |c: char| c.is_whitespace() || "()[]<>\"'`,;|".contains(c);
    for word in text.split(ends) {
        let word = word.trim_end_matches(['.', ':']);
        let path = match Url::parse(word) {
            Ok(url) => url.path().to_owned(),
            Err(_) if word.contains('/') => word.split(['?', '#']).next().unwrap_or_default().to_owned(),
            Err(_) => continue,
        };
        let spec = [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| path.to_ascii_lowercase().ends_with(end));
        if spec && !said.specs.contains(&path) {
            said.specs.push(path);
        }
    }
    let lower = text.to_lowercase();
    said.auth = SCHEMES
        .iter()
        .filter(|(word, _)| lower.contains(word))
        .map(|(_, name)| *name)
        .collect();
    said
}

/// Where the catalog says something else than an `llms.txt`, in words; empty where they agree.
#[must_use]
pub fn differences(product: &Product, said: &Said) -> Vec<String> {
    let mut out = Vec::new();
    let is = |path: &str, file: &str| {
        let path = path.trim_start_matches('/');
        path.strip_prefix("content/").unwrap_or(path) == file
    };
    for path in &said.specs {
        if !product.files.iter().any(|file| is(path, &file.path)) {
            out.push(format!("it names the spec {path}, which the catalog does not have"));
        }
    }
    for file in &product.files {
        if !said.specs.iter().any(|path| is(path, &file.path)) {
            let optional = if file.optional { " (optional)" } else { "" };
            out.push(format!(
                "it does not name {}, which the catalog has{optional}",
                file.path
            ));
        }
    }
    let ours = match product.auth {
        Auth::Oauth1 => "oauth1",
        Auth::Mtls => "mtls",
    };
    if said.auth.is_empty() {
        out.push(format!(
            "it does not say how calls are authenticated; the catalog has {ours}"
        ));
    } else if !said.auth.contains(ours) {
        let theirs: Vec<&str> = said.auth.iter().copied().collect();
        out.push(format!(
            "it says that calls are authenticated by {}; the catalog has {ours}",
            theirs.join(" or ")
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_specs_and_names_of_schemes_are_found() {
        let said = read(
            "# Places\n- [Spec](https://developer.example/places/swagger/places.yaml?summary=true): Authentication: **OAuth 1.0a**\n\
             - `/places/swagger/more.yml`, and /places/documentation/page\n- see places/swagger/places.yaml.\n",
        );
        assert_eq!(
            said.specs,
            [
                "/places/swagger/places.yaml",
                "/places/swagger/more.yml",
                "places/swagger/places.yaml"
            ]
        );
        assert_eq!(said.auth.into_iter().collect::<Vec<_>>(), ["oauth1"]);
        assert_eq!(
            read("mTLS or OAuth2").auth.into_iter().collect::<Vec<_>>(),
            ["mtls", "oauth2"]
        );
        assert_eq!(read(""), Said::default());
    }
}
