//! Published key sets: fetched, kept for as long as they say, and asked for the key of the day.
//!
//! Click to Pay's encryption key is published at an address, under a name whose number changes with the key. [`JwksSource`]
//! fetches such a set, [`JwkChoice`] says which of its keys is meant, and [`JwksEncrypter`] encrypts with that key, whichever
//! it is today. Nothing of it is compiled in: not the key, nor the address.
//!
//! # Examples
//! ```no_run
//! # #[cfg(all(feature = "tls", feature = "aws-lc-rs"))]
//! # async fn example(oauth1: mc_auth::oauth1::OAuth1) -> Result<(), Box<dyn std::error::Error>> {
//! use mc_auth::ClientBuilder;
//! use mc_auth::jwe::{ContentEncryption, Encrypter};
//! use mc_auth::keys::jwks::{JwkChoice, JwksEncrypter, JwksSource};
//! use mc_auth::payload::{Encryption, EncryptionLayer, JweScheme};
//!
//! let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
//! let source = JwksSource::new(http, "https://sandbox.src.mastercard.com/keys/mcs/fpanEncryption")?;
//! let choice = JwkChoice::encryption().with_kid_suffix("-src-fpan-encryption");
//! let encrypter = JwksEncrypter::made_by(source, choice, |key| {
//!     let encrypter = Encrypter::new(key.public_key())?.with_content_encryption(ContentEncryption::A128Gcm);
//!     Ok(encrypter.with_kid(key.kid().unwrap_or_default()))
//! })
//! .await?;
//!
//! let scheme = JweScheme::new().with_encrypter(encrypter.encrypter());
//! let client = ClientBuilder::oauth1(oauth1)
//!     .with_layer(encrypter) // sees to it that the key is the current one
//!     .with_encryption(EncryptionLayer::new(Encryption::new(scheme)))
//!     .build()?;
//! # drop(client);
//! # Ok(())
//! # }
//! ```
//!
//! # What is kept, and for how long
//! | | |
//! | --- | --- |
//! | how long a set is fresh | `max-age` of its `Cache-Control`, less its `Age`; 1 hour where it says nothing; at least 1 minute, at most 1 day |
//! | a fetch that fails | the former set is used for 1 day more, and the server is asked once a minute |
//! | a fetch that fails before there was a set | the server is asked again after 1 second, then 2, 4 and so on, up to 1 minute; in between there is the same error |
//! | many who need it at once | one of them fetches; the others go on with the former set, or wait for the one |
//! | a key that is not in the set | it is fetched anew, once a minute at most |
//!
//! All of these are settings. Sets are at most 256 KiB; redirects, other states than 200, sets without a usable key, and
//! whatever is no set are failures, and none of them replaces a set that is there.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use http::header::{ACCEPT, AGE, CACHE_CONTROL};
use http::{Extensions, HeaderMap, StatusCode};
use reqwest::{Request, Response, Url};
use reqwest_middleware::{Middleware, Next};

#[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
use super::jwk::Purpose;
use super::{Jwk, JwkSet, PublicKey};
use crate::Shared;
use crate::error::{Error, Kind, Result};
use crate::jwe::Encrypter;
use crate::oauth1::{Clock, SystemClock};
use crate::renewal::{Renewal, Verdict, growing};

/// How long the server is left alone after it failed once and there is no set.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// A published set of keys, fetched when it is needed; clones share what was fetched.
#[derive(Clone)]
#[must_use = "nothing is fetched until a key is asked for"]
pub struct JwksSource {
    http: reqwest::Client,
    url: Url,
    clock: Arc<dyn Clock>,
    min_age: Duration,
    max_age: Duration,
    default_age: Duration,
    stale_for: Duration,
    interval: Duration,
    timeout: Duration,
    max_bytes: usize,
    shared: Arc<Renewal<Kept, Failure>>,
}

#[derive(Clone)]
struct Kept {
    set: Arc<JwkSet>,
    fetched_at: SystemTime,
    fresh_until: SystemTime,
    usable_until: SystemTime,
}

/// Why a fetch failed, for each who waited for it.
#[derive(Clone)]
struct Failure(String);

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::new(Kind::File, failure.0)
    }
}

impl JwksSource {
    /// The set at an address, fetched by a client that follows no redirects.
    ///
    /// The client is yours: its roots of trust, proxy and client certificate. One that follows redirects is noticed when it
    /// did, and what it brought is not used.
    ///
    /// # Errors
    /// When the address is no `https` URL, or has a password in it. Plain `http` is for this machine alone, for tests.
    pub fn new(http: reqwest::Client, url: &str) -> Result<Self> {
        let unusable = |what: &str| Error::new(Kind::Configuration, format!("the address of a JWK set {what}"));
        let url = Url::parse(url).map_err(|error| unusable("is no URL").with_source(error))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(unusable("has a name or password in it, which does not belong there"));
        }
        match url.scheme() {
            "https" => {}
            "http" if mc_core::is_loopback(&url) => {}
            _ => return Err(unusable("has to begin with https://")),
        }
        Ok(Self {
            http,
            url,
            clock: Arc::new(SystemClock),
            min_age: MINUTE,
            max_age: DAY,
            default_age: HOUR,
            stale_for: DAY,
            interval: MINUTE,
            timeout: Duration::from_secs(10),
            max_bytes: 256 << 10,
            shared: Arc::default(),
        })
    }

    /// Keeps a set at least and at most so long, whatever its `Cache-Control` says; 1 minute and 1 day otherwise.
    pub fn with_age(mut self, least: Duration, most: Duration) -> Self {
        self.min_age = least;
        self.max_age = most.max(least);
        self
    }

    /// Keeps a set that says nothing of it so long, which is 1 hour otherwise.
    pub fn with_default_age(mut self, age: Duration) -> Self {
        self.default_age = age;
        self
    }

    /// Uses a set for so long after it should have been renewed, while fetches fail; 1 day otherwise.
    pub fn with_stale_for(mut self, time: Duration) -> Self {
        self.stale_for = time;
        self
    }

    /// Leaves so much time between fetches that a failure or an unknown key causes, which is 1 minute otherwise.
    pub fn with_refetch_interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Gives a fetch so much time, which is 10 seconds otherwise.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Refuses larger sets, instead of 256 KiB.
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Takes the time from another clock.
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The set, fetched where that is due.
    ///
    /// # Errors
    /// [`is_file`](Error::is_file) when it cannot be fetched or is no set, and there is no former one to go on with.
    pub async fn keys(&self) -> Result<Arc<JwkSet>> {
        Ok(self.set(None).await?)
    }

    /// The key that is meant; a set without it is fetched anew, but not too often.
    ///
    /// # Errors
    /// [`is_alias`](Error::is_alias) when there is none or there are several; else as for [`keys`](Self::keys).
    pub async fn find(&self, choice: &JwkChoice) -> Result<Jwk> {
        let set = self.keys().await?;
        let missing = match choice.among(&set) {
            Ok(key) => return Ok(key.clone()),
            Err(error) => error,
        };
        match self.set(Some(&set)).await {
            Ok(next) if !Arc::ptr_eq(&next, &set) => choice.among(&next).cloned(),
            _ => Err(missing),
        }
    }

    /// Drops the set, for every clone; it is fetched when it is needed next.
    pub fn invalidate(&self) {
        self.shared.invalidate();
    }

    /// The set; another one than `lacking`, if that can be had.
    async fn set(&self, lacking: Option<&Arc<JwkSet>>) -> Result<Arc<JwkSet>, Failure> {
        let judge = |kept: &Kept, now: SystemTime| {
            let is_lacking = lacking.is_some_and(|lacking| Arc::ptr_eq(lacking, &kept.set));
            if !kept.is_usable_at(now) {
                Verdict::Useless
            } else if kept.is_young_at(now, self.interval) || (kept.is_fresh_at(now) && !is_lacking) {
                Verdict::Fresh
            } else if is_lacking {
                Verdict::Lacking
            } else {
                Verdict::Usable
            }
        };
        let pause = |failures, has_set| {
            if has_set {
                self.interval
            } else {
                growing(FIRST_PAUSE, self.interval, failures)
            }
        };
        let kept = self.shared.get(&*self.clock, judge, pause, || self.fetch()).await?;
        Ok(kept.set)
    }

    async fn fetch(&self) -> Result<Kept, Failure> {
        let failed = |what: &str| Failure(format!("the JWK set at {}: {what}", self.place()));
        let broken = |error: reqwest::Error| failed(&format!("cannot be fetched: {}", all_of(&error.without_url())));
        let request = self.http.get(self.url.clone()).timeout(self.timeout);
        let mut response = request
            .header(ACCEPT, "application/json")
            .send()
            .await
            .map_err(broken)?;
        let status = response.status();
        if status.is_redirection() {
            return Err(failed(&format!("answers {status}, and redirects are not followed")));
        }
        if *response.url() != self.url {
            return Err(failed(
                "the HTTP client followed a redirect; give it reqwest::redirect::Policy::none()",
            ));
        }
        if status != StatusCode::OK {
            return Err(failed(&format!("answers {status}")));
        }
        let too_large = || failed(&format!("is larger than {} bytes", self.max_bytes));
        let announced = response.content_length().unwrap_or_default();
        if usize::try_from(announced).map_or(true, |length| length > self.max_bytes) {
            return Err(too_large());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > self.max_bytes {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        let set = JwkSet::from_json(&body).map_err(|error| failed(&error.to_string()))?;
        if set.keys().is_empty() {
            let why = set.rejected().next();
            let why = why.map_or_else(String::new, |(_, error)| format!("; the first one {error}"));
            return Err(failed(&format!("has no key that can be used{why}")));
        }
        let now = self.clock.now();
        let age = self.age(response.headers());
        let later = |time: Duration| now.checked_add(time).unwrap_or(now);
        Ok(Kept {
            set: Arc::new(set),
            fetched_at: now,
            fresh_until: later(age),
            usable_until: later(age.saturating_add(self.stale_for)),
        })
    }

    /// How long a set with these headers is fresh.
    fn age(&self, headers: &HeaderMap) -> Duration {
        let mut says = None;
        for value in headers.get_all(CACHE_CONTROL) {
            for directive in value.to_str().unwrap_or_default().split(',') {
                let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
                let name = name.trim();
                if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
                    says = Some(0);
                } else if name.eq_ignore_ascii_case("max-age") && says != Some(0) {
                    says = value.trim().trim_matches('"').parse::<u64>().ok().or(says);
                }
            }
        }
        let spent = headers
            .get(AGE)
            .and_then(|age| age.to_str().ok()?.trim().parse::<u64>().ok());
        says.map_or(self.default_age, |seconds| {
            Duration::from_secs(seconds.saturating_sub(spent.unwrap_or_default()))
        })
        .clamp(self.min_age, self.max_age)
    }

    /// The address without its query, for a line of text.
    fn place(&self) -> String {
        format!("{}{}", self.url.origin().ascii_serialization(), self.url.path())
    }
}

impl Kept {
    /// A clock that was set back makes a set old, not young.
    fn is_fresh_at(&self, now: SystemTime) -> bool {
        self.fetched_at <= now && now < self.fresh_until
    }

    /// Whether it was fetched so short a time ago that it is not fetched again.
    fn is_young_at(&self, now: SystemTime, interval: Duration) -> bool {
        now.duration_since(self.fetched_at).is_ok_and(|age| age < interval)
    }

    fn is_usable_at(&self, now: SystemTime) -> bool {
        now < self.usable_until
    }
}

impl fmt::Debug for JwksSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwksSource")
            .field("url", &self.place())
            .finish_non_exhaustive()
    }
}

/// An error and what caused it, in one line.
fn all_of(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// Which key of a set is meant: by what it is for, and by its name.
///
/// A key that does not say what it is for is taken at its name. Where several keys have the suffix that is asked for, the one
/// with the greatest number before it is taken: that is how Click to Pay numbers its keys.
///
/// # Examples
/// ```
/// # fn main() -> mc_auth::Result<()> {
/// use mc_auth::keys::jwks::JwkChoice;
///
/// # let set = mc_auth::keys::JwkSet::from_json(br#"{"keys":[]}"#)?;
/// let choice = JwkChoice::encryption().with_kid_suffix("-src-fpan-encryption");
/// assert!(choice.among(&set).unwrap_err().is_alias());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a choice does nothing by itself"]
pub struct JwkChoice {
    kid: Kid,
    usage: Option<String>,
    algorithms: Vec<String>,
}

#[derive(Clone, Debug)]
enum Kid {
    Any,
    Exactly(String),
    EndingWith(String),
}

impl JwkChoice {
    /// Any key.
    pub fn any() -> Self {
        Self {
            kid: Kid::Any,
            usage: None,
            algorithms: Vec::new(),
        }
    }

    /// A key to encrypt with by RSA-OAEP-256, as [`jwe::Encrypter`](crate::jwe::Encrypter) does.
    pub fn encryption() -> Self {
        Self::any().with_usage("enc").with_algorithms(["RSA-OAEP-256"])
    }

    /// The key of this name.
    pub fn with_kid(mut self, kid: impl Into<String>) -> Self {
        self.kid = Kid::Exactly(kid.into());
        self
    }

    /// The key whose name ends so.
    pub fn with_kid_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.kid = Kid::EndingWith(suffix.into());
        self
    }

    /// A key for this use (`use`), `enc` or `sig`, which its `key_ops` permit where it lists them.
    pub fn with_usage(mut self, usage: impl Into<String>) -> Self {
        self.usage = Some(usage.into());
        self
    }

    /// A key for one of these algorithms (`alg`).
    pub fn with_algorithms<A: Into<String>>(mut self, algorithms: impl IntoIterator<Item = A>) -> Self {
        self.algorithms = algorithms.into_iter().map(Into::into).collect();
        self
    }

    /// The key of a set that is meant.
    ///
    /// # Errors
    /// [`is_alias`](Error::is_alias) when there is none, or several and nothing says which; the message lists what there is.
    pub fn among<'a>(&self, set: &'a JwkSet) -> Result<&'a Jwk> {
        let mut meant: Vec<&Jwk> = Vec::new();
        for key in set.keys().iter().filter(|key| self.fits(key)) {
            let is_there = |other: &&Jwk| other.kid() == key.kid() && other.public_key() == key.public_key();
            if !meant.iter().any(is_there) {
                meant.push(key);
            }
        }
        if let [one] = meant[..] {
            return Ok(one);
        }
        if let Kid::EndingWith(suffix) = &self.kid
            && let Some(latest) = latest(&meant, suffix)
        {
            return Ok(latest);
        }
        let there: Vec<String> = set.keys().iter().map(described).collect();
        let there = there.join(", ");
        let message = if meant.is_empty() {
            format!("the JWK set has no key {self}; it has: {there}")
        } else {
            format!("the JWK set has several keys {self}, so one has to be named by its kid; it has: {there}")
        };
        Err(Error::new(Kind::Alias, message))
    }

    fn fits(&self, key: &Jwk) -> bool {
        let named = match (&self.kid, key.kid()) {
            (Kid::Any, _) => true,
            (Kid::Exactly(wanted), Some(kid)) => wanted == kid,
            (Kid::EndingWith(suffix), Some(kid)) => kid.ends_with(suffix.as_str()),
            (_, None) => false,
        };
        let used = self.usage.as_deref().zip(key.usage());
        let operations = match self.usage.as_deref() {
            Some("enc") => &["encrypt", "wrapKey"][..],
            Some("sig") => &["verify", "sign"][..],
            _ => &[],
        };
        let permitted = key.operations().filter(|_| !operations.is_empty());
        let made = key.algorithm().filter(|_| !self.algorithms.is_empty());
        named
            && used.is_none_or(|(wanted, usage)| wanted == usage)
            && permitted.is_none_or(|listed| listed.iter().any(|found| operations.contains(&found.as_str())))
            && made.is_none_or(|algorithm| self.algorithms.iter().any(|wanted| wanted == algorithm))
    }
}

impl fmt::Display for JwkChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kid {
            Kid::Any => f.write_str("of any name")?,
            Kid::Exactly(kid) => write!(f, "{kid}")?,
            Kid::EndingWith(suffix) => write!(f, "whose name ends with {suffix}")?,
        }
        if let Some(usage) = &self.usage {
            write!(f, ", use {usage}")?;
        }
        if !self.algorithms.is_empty() {
            write!(f, ", alg {}", self.algorithms.join(" or "))?;
        }
        Ok(())
    }
}

/// The one with the greatest number before the suffix, if all have a number and no two the same.
fn latest<'a>(keys: &[&'a Jwk], suffix: &str) -> Option<&'a Jwk> {
    let mut numbered = Vec::new();
    for key in keys {
        let number = key.kid()?.strip_suffix(suffix)?.trim_end_matches('-');
        numbered.push((number.parse::<u128>().ok()?, *key));
    }
    numbered.sort_by_key(|(number, _)| *number);
    match numbered[..] {
        [.., (second, _), (first, key)] if second != first => Some(key),
        _ => None,
    }
}

fn described(key: &Jwk) -> String {
    let name = key
        .kid()
        .map_or_else(|| "one without a kid".to_owned(), super::text::printable);
    let of = |what: &str, value: Option<&str>| value.map(|value| format!("{what} {}", super::text::printable(value)));
    let uses: Vec<String> = [of("use", key.usage()), of("alg", key.algorithm())]
        .into_iter()
        .flatten()
        .collect();
    if uses.is_empty() {
        name
    } else {
        format!("{name} ({})", uses.join(", "))
    }
}

type Make = dyn Fn(&Jwk) -> Result<Encrypter> + Send + Sync;

/// Encrypts with the current key of a published set.
///
/// [`encrypter`](Self::encrypter) goes into a scheme of [`payload`](crate::payload). As middleware before the one that
/// encrypts, this looks before each request with a body whether another key has become the current one; elsewhere call
/// [`refresh`](Self::refresh). Looking costs nothing while the set is fresh.
#[derive(Clone)]
pub struct JwksEncrypter {
    source: JwksSource,
    choice: JwkChoice,
    make: Arc<Make>,
    shared: Shared<Encrypter>,
    /// Which key it is that the encrypter was made of.
    current: Arc<Mutex<(Option<String>, PublicKey)>>,
}

impl JwksEncrypter {
    /// Fetches the key and encrypts with A256GCM; `kid` is that of the set, else the SHA-256 of the key.
    ///
    /// # Errors
    /// Those of [`JwksSource::find`], and when the key cannot be used.
    #[cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]
    pub async fn new(source: JwksSource, choice: JwkChoice) -> Result<Self> {
        Self::made_by(source, choice, |key| {
            key.permits(Purpose::Encrypt, &["RSA-OAEP-256"])?;
            let encrypter = Encrypter::new(key.public_key())?;
            Ok(match key.kid() {
                Some(kid) => encrypter.with_kid(kid),
                None => encrypter,
            })
        })
        .await
    }

    /// Fetches the key and encrypts as the function says, which is asked again for each new key.
    ///
    /// # Errors
    /// Those of [`JwksSource::find`] and of the function.
    pub async fn made_by(
        source: JwksSource,
        choice: JwkChoice,
        make: impl Fn(&Jwk) -> Result<Encrypter> + Send + Sync + 'static,
    ) -> Result<Self> {
        let key = source.find(&choice).await?;
        let shared = Shared::new(make(&key)?);
        Ok(Self {
            source,
            choice,
            make: Arc::new(make),
            shared,
            current: Arc::new(Mutex::new(id_of(&key))),
        })
    }

    /// The encrypter, replaced when the key changes.
    pub fn encrypter(&self) -> Shared<Encrypter> {
        self.shared.clone()
    }

    /// The set that the key is of.
    pub fn source(&self) -> &JwksSource {
        &self.source
    }

    /// Puts the current key in place, if it is another.
    ///
    /// # Errors
    /// Those of [`JwksSource::find`], and when the key cannot be used; then the former key stays in place.
    pub async fn refresh(&self) -> Result<()> {
        let key = self.source.find(&self.choice).await?;
        let id = id_of(&key);
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if *current != id {
            self.shared.replace((self.make)(&key)?);
            *current = id;
        }
        Ok(())
    }
}

fn id_of(key: &Jwk) -> (Option<String>, PublicKey) {
    (key.kid().map(str::to_owned), key.public_key().clone())
}

impl fmt::Debug for JwksEncrypter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwksEncrypter")
            .field("source", &self.source)
            .field("choice", &self.choice)
            .field("current", &self.shared)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Middleware for JwksEncrypter {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        if request.body().is_some() {
            self.refresh().await.map_err(Error::not_sent)?;
        }
        next.run(request, extensions).await
    }
}
