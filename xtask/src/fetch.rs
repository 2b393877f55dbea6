//! Where published files come from: the publisher's host, or a mirror of it.

use std::cell::Cell;
use std::fs;
use std::io::{ErrorKind, IsTerminal as _, Read as _};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, IF_NONE_MATCH, RETRY_AFTER};
use reqwest::redirect::Policy;
use url::Url;

use crate::catalog::{Catalog, PublishedFile};
use crate::spec::contract::{Contract, contract};
use crate::spec::read::{self, Read};

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The official addresses.
    Published,
    /// A folder that is laid out as the publisher's host is.
    Directory(PathBuf),
    /// A server that is laid out as the publisher's host is.
    Http(Url),
}

impl Source {
    /// The source that `--mirror` names: an address or a folder; without it, the publisher's host.
    ///
    /// # Errors
    /// When it is neither an address nor a folder.
    pub fn from_mirror(mirror: Option<&str>) -> Result<Self> {
        let Some(mirror) = mirror else {
            return Ok(Self::Published);
        };
        if mirror.starts_with("http://") || mirror.starts_with("https://") {
            let slash = if mirror.ends_with('/') { "" } else { "/" };
            let url = Url::parse(&format!("{mirror}{slash}")).with_context(|| format!("`{mirror}` is no address"))?;
            return Ok(Self::Http(url));
        }
        let folder = PathBuf::from(mirror);
        if !folder.is_dir() {
            bail!("the mirror {mirror} is neither a folder nor an http address");
        }
        Ok(Self::Directory(folder))
    }

    /// Where this source has the file of an official address, for people.
    #[must_use]
    pub fn locate(&self, official: &Url) -> String {
        match self {
            Self::Published => official.to_string(),
            Self::Directory(folder) => folder.join(relative(official)).display().to_string(),
            Self::Http(base) => at(base, official).to_string(),
        }
    }
}

/// The path of an official address, relative to its host.
fn relative(official: &Url) -> &str {
    official.path().trim_start_matches('/')
}

fn at(base: &Url, official: &Url) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{}", base.path(), relative(official)));
    url
}

/// How long to wait, how often to try, how much to take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer, from the request to the last byte.
    pub answer: Duration,
    /// For all files of a command, with all attempts and pauses.
    pub all: Duration,
    /// How often to try in all.
    pub attempts: u32,
    /// The pause before the second attempt; it doubles each time.
    pub pause: Duration,
    /// The largest file, in bytes.
    pub size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            all: Duration::from_secs(5 * 60),
            attempts: 4,
            pause: Duration::from_millis(500),
            size: 32 * 1024 * 1024,
        }
    }
}

/// What a source says about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The file.
    Body {
        /// Its bytes.
        bytes: Vec<u8>,
        /// The entity tag that the server gave them.
        etag: Option<String>,
    },
    /// The file is still the one of the entity tag that was asked for.
    NotModified,
    /// There is no such file.
    Missing,
}

/// Fetches files from one source.
#[derive(Debug)]
pub struct Fetcher {
    source: Source,
    limits: Limits,
    client: Option<Client>,
    /// When the time for all files is over.
    deadline: Instant,
    /// Set when the host could not be reached in all attempts: the next file then gets one.
    unreachable: Cell<bool>,
}

/// An attempt that failed: whether another may help, and what happened, without the file.
enum Failure {
    Final(String),
    Passing(String),
    /// The server says when it may be asked again.
    Later(String, Duration),
    Unreachable(String),
}

impl Fetcher {
    /// A fetcher for a source.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(source: Source, limits: Limits) -> Result<Self> {
        let client = match source {
            Source::Directory(_) => None,
            Source::Published | Source::Http(_) => Some(client(&source, limits)?),
        };
        Ok(Self {
            source,
            client,
            deadline: Instant::now() + limits.all,
            limits,
            unreachable: Cell::new(false),
        })
    }

    /// The source.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Fetches the file of an official address, unless it still has the entity tag `known`.
    ///
    /// # Errors
    /// When the source cannot be reached, refuses, or breaks off; the text names the file.
    pub fn fetch(&self, official: &Url, known: Option<&str>) -> Result<Answer> {
        let place = self.source.locate(official);
        let Some(client) = &self.client else {
            return self.folder(&place);
        };
        let most = if self.unreachable.get() {
            1
        } else {
            self.limits.attempts
        };
        let bar = progress(&place);
        let mut pause = self.limits.pause;
        let mut attempt = 1;
        loop {
            let mut wait = pause;
            let (what, unreachable) = match self.once(client, &place, known, &bar) {
                Ok(answer) => {
                    self.unreachable.set(false);
                    return Ok(answer);
                }
                Err(Failure::Final(what)) => bail!("{place}: {what}"),
                Err(Failure::Passing(what)) => (what, false),
                Err(Failure::Later(what, least)) => {
                    wait = wait.max(least);
                    (what, false)
                }
                Err(Failure::Unreachable(what)) => (what, true),
            };
            if attempt >= most {
                self.unreachable.set(unreachable);
                bail!(
                    "{place}: {what} (attempt {attempt} of {most}). Check the network and the proxy settings, or pull from \
                     a copy with --mirror"
                );
            }
            if wait >= self.left() {
                bail!(
                    "{place}: {what} (attempt {attempt} of {most}). Another attempt would be in {} s, and all files together \
                     may take {} s: try again later",
                    wait.as_secs_f32().ceil(),
                    self.limits.all.as_secs()
                );
            }
            bar.suspend(|| eprintln!("{place}: {what} (attempt {attempt} of {most})"));
            std::thread::sleep(wait);
            pause *= 2;
            attempt += 1;
        }
    }

    /// The time that is left for all files.
    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    fn folder(&self, place: &str) -> Result<Answer> {
        let length = match fs::metadata(place) {
            Ok(metadata) => metadata.len(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Answer::Missing),
            Err(error) => return Err(anyhow!(error).context(format!("cannot read {place}"))),
        };
        if length > self.limits.size {
            bail!("{place}: {}", too_large(self.limits.size));
        }
        let bytes = fs::read(place).with_context(|| format!("cannot read {place}"))?;
        Ok(Answer::Body { bytes, etag: None })
    }

    fn once(&self, client: &Client, place: &str, known: Option<&str>, bar: &ProgressBar) -> Result<Answer, Failure> {
        let left = self.left();
        if left.is_zero() {
            return Err(Failure::Final(format!(
                "the time for all files, {} s, is over",
                self.limits.all.as_secs()
            )));
        }
        // The limit of a request holds until the last byte, that of a client for each part of an answer.
        let limit = self.limits.answer.min(left);
        let mut request = client.get(place).timeout(limit).header(ACCEPT_ENCODING, "identity");
        if let Some(known) = known {
            request = request.header(IF_NONE_MATCH, known);
        }
        let response = request.send().map_err(|error| {
            // The address is said already, and that it was a request.
            let why = std::error::Error::source(&error).map(causes).unwrap_or_default();
            match () {
                () if error.is_redirect() => Failure::Final(format!("the server redirects elsewhere: {why}")),
                () if is_tls(&error) => {
                    Failure::Final(format!("no connection, and another attempt would not help: {why}"))
                }
                () if error.is_timeout() => Failure::Passing(format!("no answer in time: {why}")),
                () if error.is_connect() => Failure::Unreachable(format!("no connection: {why}")),
                () => Failure::Passing(format!("the request failed: {why}")),
            }
        })?;
        let status = response.status();
        match status {
            StatusCode::OK => self.body(response, bar),
            StatusCode::NOT_MODIFIED if known.is_some() => Ok(Answer::NotModified),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Answer::Missing),
            _ if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                let what = format!("the server answers {status}");
                Err(match retry_after(&response, SystemTime::now()) {
                    Some(wait) => Failure::Later(what, wait),
                    None => Failure::Passing(what),
                })
            }
            _ => Err(Failure::Final(format!("the server answers {status}"))),
        }
    }

    fn body(&self, mut response: Response, bar: &ProgressBar) -> Result<Answer, Failure> {
        let header = |name| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let etag = header(ETAG);
        if let Some(coding) = header(CONTENT_ENCODING).filter(|coding| !coding.eq_ignore_ascii_case("identity")) {
            return Err(Failure::Final(format!(
                "the answer is in the coding `{}`, which was not asked for",
                coding.escape_debug()
            )));
        }
        let length = header(CONTENT_LENGTH).and_then(|value| value.parse::<u64>().ok());
        if length.is_some_and(|length| length > self.limits.size) {
            return Err(Failure::Final(too_large(self.limits.size)));
        }
        bar.reset();
        if let Some(length) = length {
            bar.set_length(length);
        }
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        let cut = |got: usize, cause: &str| {
            let of = length.map(|length| format!(" of {length}")).unwrap_or_default();
            Failure::Passing(format!("the answer was cut off after {got}{of} bytes{cause}"))
        };
        loop {
            let count = match response.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if is_timeout(&error) => {
                    return Err(Failure::Passing(format!(
                        "the answer was not whole in time, after {} bytes",
                        bytes.len()
                    )));
                }
                Err(error) => return Err(cut(bytes.len(), &format!(": {}", causes(&error)))),
            };
            bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
            bar.inc(count as u64);
            if bytes.len() as u64 > self.limits.size {
                return Err(Failure::Final(too_large(self.limits.size)));
            }
        }
        if length.is_some_and(|length| length != bytes.len() as u64) {
            return Err(cut(bytes.len(), ""));
        }
        Ok(Answer::Body { bytes, etag })
    }
}

/// How long the server wants to be left alone: seconds, or the time of a date (RFC 9110, 10.2.3).
fn retry_after(response: &Response, now: SystemTime) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// Each error that an error came from, itself first; those inside of an [`std::io::Error`], too.
fn chain<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| {
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        match inner {
            Some(inner) => Some(inner as &(dyn std::error::Error + 'static)),
            None => error.source(),
        }
    })
}

/// Whether TLS could not be set up: a certificate that is not trusted, or a server that does not speak it.
fn is_tls(error: &reqwest::Error) -> bool {
    chain(error).any(<dyn std::error::Error>::is::<rustls::Error>)
}

fn is_timeout(error: &std::io::Error) -> bool {
    let timed_out = |error: &(dyn std::error::Error + 'static)| {
        let http = error
            .downcast_ref::<reqwest::Error>()
            .is_some_and(reqwest::Error::is_timeout);
        http || error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::TimedOut)
    };
    chain(error).any(timed_out)
}

fn client(source: &Source, limits: Limits) -> Result<Client> {
    let mut builder = Client::builder()
        .user_agent(concat!("mastercard-api-xtask/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .timeout(limits.answer)
        .redirect(Policy::custom(|attempt| {
            let same = attempt
                .previous()
                .first()
                .is_some_and(|first| first.origin() == attempt.url().origin());
            match () {
                () if !same => {
                    let to = attempt
                        .url()
                        .host_str()
                        .unwrap_or("an address without a host")
                        .to_owned();
                    attempt.error(format!("{to} is not the host that was asked"))
                }
                () if attempt.previous().len() > 5 => attempt.error("more than five redirects"),
                () => attempt.follow(),
            }
        }));
    let is_local = match source {
        Source::Http(url) => match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        },
        _ => false,
    };
    if is_local {
        builder = builder.no_proxy();
    }
    builder.build().context("cannot set up TLS")
}

/// A bar on a terminal, a line elsewhere; the bar goes when it is dropped.
fn progress(place: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        eprintln!("fetching {place}");
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::no_length().with_finish(ProgressFinish::AndClear);
    let template = "{spinner} {msg} {bytes} of {total_bytes} {wide_bar} {eta}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    let name = place.rsplit('/').next().unwrap_or(place);
    bar.set_message(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn too_large(limit: u64) -> String {
    format!("the file has more than {limit} bytes, which no spec has: check the address in specs/catalog.toml")
}

/// An error with all that it came from, in one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        source = cause.source();
    }
    text
}

/// What to say when a file that is needed is not there.
#[must_use]
pub fn missing(place: &str, source: &Source) -> String {
    match source {
        Source::Directory(_) => {
            format!("{place} is not there: a mirror is laid out as the publisher's host is, with `content/` at its top")
        }
        _ => format!(
            "{place}: the server has no such file (404): Mastercard may have moved it, so look at the product's API \
             reference and correct specs/catalog.toml"
        ),
    }
}

/// Fetches a file and reads it; `None` when it is optional and not there.
///
/// # Errors
/// When it cannot be fetched or read.
pub fn fetch_and_read(fetcher: &Fetcher, catalog: &Catalog, file: &PublishedFile) -> Result<Option<Read>> {
    let official = catalog.url(file)?;
    let place = fetcher.source().locate(&official);
    match fetcher.fetch(&official, None)? {
        Answer::Body { bytes, .. } => Ok(Some(read::read(&bytes, &place)?)),
        Answer::Missing | Answer::NotModified if file.optional => Ok(None),
        Answer::Missing | Answer::NotModified => bail!("{}", missing(&place, fetcher.source())),
    }
}

/// The contract that the published files of a product give now, without pinning it.
///
/// # Errors
/// When a file cannot be fetched or read, or when they disagree.
pub fn load_published(catalog: &Catalog, product: &str, fetcher: &Fetcher) -> Result<Contract> {
    let mut reads = Vec::new();
    for file in &catalog.product(product)?.files {
        let read = fetch_and_read(fetcher, catalog, file).with_context(|| product.to_owned())?;
        reads.extend(read);
    }
    contract(&reads).with_context(|| product.to_owned())
}
