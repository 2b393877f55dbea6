//! `mcapi sign`: an OAuth 1.0a signature over one request.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};
use http::Method;
use mc_auth::oauth1::fixed::{FixedClock, FixedNonce};
use mc_auth::oauth1::{OAuth1, ParamEncoding, SignatureMethod, Signed};
use mc_auth::rsa::LocalSigner;
use serde::Serialize;
use serde::de::IgnoredAny;

use crate::failure::{Failure, Result};
use crate::key_file::Opening;
use crate::streams::{self, Input};

const EXAMPLES: &str = "\
The query is signed, and has to be sent, in one canonical form: the outputs
curl and json give the URL to use.

Examples:
  mcapi sign --consumer-key \"$CONSUMER_KEY\" --key signing.pem \\
      --method GET --url \"$URL\" --output json
  mcapi sign --consumer-key \"$CONSUMER_KEY\" \\
      --key signing.p12 --alias keyalias --password-env PASSWORD \\
      --method POST --url \"$URL\" --body request.json --output curl";

/// Signs a request with OAuth 1.0a and prints its Authorization header
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Sign {
    /// Consumer key of the project, as the developer portal shows it
    #[arg(long, value_name = "CK")]
    consumer_key: String,
    /// File with the signing key: PKCS#12, PEM, DER or JWK
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    #[command(flatten)]
    opening: Opening,
    /// HTTP method of the request
    #[arg(long, value_name = "M", value_parser = method)]
    method: Method,
    /// Absolute URL of the request, with its query
    #[arg(long)]
    url: String,
    /// File with the exact bytes of the body, or - for standard input; without it, there is no body
    #[arg(long, value_name = "FILE")]
    body: Option<OsString>,
    /// Nonce to use instead of a random one, for known answers
    #[arg(long, value_name = "N")]
    nonce: Option<String>,
    /// Seconds since 1970 to use instead of the time, for known answers
    #[arg(long, value_name = "T")]
    timestamp: Option<u64>,
    /// Encoding of the oauth_ values: that of Mastercard's libraries, or that of RFC 5849
    #[arg(long, default_value = "compat", value_parser = encodings())]
    encoding: ParamEncoding,
    /// Signature method
    #[arg(long, value_name = "METHOD", default_value = "RSA-SHA256", value_parser = signature_methods())]
    signature_method: SignatureMethod,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Output {
    /// The header, name and value
    #[default]
    Header,
    /// The string that is signed
    BaseString,
    /// A curl command that sends the request
    Curl,
    #[value(help = "An object with authorization, base_string, url and body_hash")]
    Json,
}

#[derive(Serialize)]
struct Answer<'a> {
    authorization: &'a str,
    base_string: &'a str,
    url: &'a str,
    body_hash: &'a str,
}

impl Sign {
    pub(crate) fn run(self) -> Result<()> {
        let key = self
            .opening
            .source(&self.key)?
            .private_key()
            .map_err(|error| self.opening.explain(&error))?;
        let mut oauth1 = OAuth1::new(self.consumer_key, LocalSigner::new(&key)?)
            .map_err(|error| Failure::at(&"--consumer-key", &error))?
            .with_encoding(self.encoding)
            .with_signature_method(self.signature_method);
        if let Some(nonce) = self.nonce {
            oauth1 = oauth1.with_nonce_source(FixedNonce(nonce));
        }
        if let Some(timestamp) = self.timestamp {
            let clock =
                FixedClock::from_unix_seconds(timestamp).map_err(|error| Failure::at(&"--timestamp", &error))?;
            oauth1 = oauth1.with_clock(clock);
        }
        let input = self.body.map(Input::from);
        let body = input.as_ref().map(Input::read).transpose()?.unwrap_or_default();
        // The signer is in this process, so the future is ready when it is first asked.
        let signed = pollster::block_on(oauth1.sign(self.method.as_str(), &self.url, &body))?;
        let authorization = authorization(&signed)?;

        let text = match self.output {
            Output::Header => {
                if query(&self.url) != query(signed.url()) {
                    streams::complain(
                        &"note: the query was made canonical; send the request to the url of `--output json`",
                    );
                }
                format!("Authorization: {authorization}")
            }
            Output::BaseString => signed.base_string().to_owned(),
            Output::Curl => curl(
                &self.method,
                signed.url(),
                authorization,
                input.as_ref().map(|input| (input, body.as_slice())),
            )?,
            Output::Json => serde_json::to_string(&Answer {
                authorization,
                base_string: signed.base_string(),
                url: signed.url(),
                body_hash: &signed.parameters().body_hash,
            })
            .map_err(|error| Failure::at(&"the result", &error))?,
        };
        streams::print(text.as_bytes())
    }
}

fn authorization(signed: &Signed) -> Result<&str> {
    signed
        .authorization()
        .to_str()
        .map_err(|_| Failure::new("--consumer-key: the consumer key cannot stand in a header"))
}

fn query(url: &str) -> Option<&str> {
    let url = url.split_once('#').map_or(url, |(url, _fragment)| url);
    url.split_once('?')
        .map(|(_, query)| query)
        .filter(|query| !query.is_empty())
}

/// A command for a POSIX shell that sends exactly what was signed.
fn curl(method: &Method, url: &str, authorization: &str, body: Option<(&Input, &[u8])>) -> Result<String> {
    let mut words = vec!["curl".to_owned()];
    let mut push = |option: &str, value: String| words.extend([option.to_owned(), value]);
    if method == Method::HEAD {
        words.push("--head".to_owned());
    } else {
        push("--request", method.to_string());
    }
    // Without these, curl resolves dot segments and reads brackets as patterns, and sends another path than was signed.
    if url.contains("/.") {
        words.push("--path-as-is".to_owned());
    }
    if url.contains(['[', ']', '{', '}']) {
        words.push("--globoff".to_owned());
    }
    let mut push = |option: &str, value: String| words.extend([option.to_owned(), value]);
    push("--url", url.to_owned());
    push("--header", format!("Authorization: {authorization}"));
    if let Some((input, bytes)) = body {
        let is_json = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
        // Otherwise curl would call it a form.
        push(
            "--header",
            if is_json {
                "Content-Type: application/json"
            } else {
                "Content-Type:"
            }
            .to_owned(),
        );
        let name = match input.path() {
            None => "-",
            Some(path) => path
                .to_str()
                .ok_or_else(|| Failure::new(format!("{input}: its name is not UTF-8; rename it for --output curl")))?,
        };
        push("--data-binary", format!("@{name}"));
    }
    shlex::try_join(words.iter().map(String::as_str))
        .map_err(|_| Failure::new("the request holds a NUL character, which no command line can; remove it"))
}

fn method(text: &str) -> Result<Method, &'static str> {
    Method::from_bytes(text.to_ascii_uppercase().as_bytes()).map_err(|_| "it is no HTTP method")
}

fn encodings() -> impl clap::builder::TypedValueParser<Value = ParamEncoding> {
    PossibleValuesParser::new(["compat", "rfc5849"]).try_map(|text| text.parse::<ParamEncoding>())
}

fn signature_methods() -> impl clap::builder::TypedValueParser<Value = SignatureMethod> {
    PossibleValuesParser::new(["RSA-SHA256", "RSA-PSS"]).try_map(|text| text.parse::<SignatureMethod>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://api.mastercard.com/x?a=1&b=it%27s";

    fn words(method: &Method, url: &str, body: Option<(&Input, &[u8])>) -> Vec<String> {
        let line = curl(method, url, "OAuth a=\"b\"", body).unwrap();
        shlex::split(&line).unwrap()
    }

    #[test]
    fn curl_sends_what_was_signed() {
        let body = Input::from("it's $HOME/a b.json");
        assert_eq!(
            words(&Method::POST, URL, Some((&body, b"{}"))),
            [
                "curl",
                "--request",
                "POST",
                "--url",
                URL,
                "--header",
                "Authorization: OAuth a=\"b\"",
                "--header",
                "Content-Type: application/json",
                "--data-binary",
                "@it's $HOME/a b.json",
            ]
        );
        let words = words(&Method::PUT, URL, Some((&Input::Stdin, b"<a/>")));
        assert_eq!(words[7..], ["--header", "Content-Type:", "--data-binary", "@-"]);
    }

    #[test]
    fn curl_leaves_paths_alone() {
        assert_eq!(
            words(&Method::HEAD, "https://h/a/../%7B[b]", None)[..5],
            ["curl", "--head", "--path-as-is", "--globoff", "--url"]
        );
        assert!(!words(&Method::GET, URL, None).contains(&"--path-as-is".to_owned()));
    }

    #[test]
    fn methods_are_tokens_in_upper_case() {
        assert_eq!(method("patch"), Ok(Method::PATCH));
        assert!(method("GET /").is_err());
        assert!(method("").is_err());
    }

    #[test]
    fn queries_are_compared_without_fragment() {
        assert_eq!(query("https://h/x?a=1#?b"), Some("a=1"));
        assert_eq!(query("https://h/x?"), None);
        assert_eq!(query("https://h/x#?a"), None);
    }
}
