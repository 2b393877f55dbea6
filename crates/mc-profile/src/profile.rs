//! Choosing a profile, and the clients that it makes.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use mc_auth::ClientBuilder;
use mc_core::{Api, Environment, Operation, PayloadEncryption};

use crate::error::{Error, Result};
use crate::file::{File, own_file};
use crate::guard::GuardSettings;
use crate::keys::{Keys, Origin};
use crate::settings::{Auth, Settings};
use crate::variables::Variables;

/// The name of a profile that the environment makes by itself.
const FROM_ENVIRONMENT: &str = "environment";
/// Names of APIs that differ by so many edits are taken for misspelled.
const CLOSE: usize = 2;

/// Where profiles are read from, and which one is chosen.
///
/// Unless said otherwise, that is the file that `MCAPI_PROFILE_FILE` names or else the user's own, and the profile that
/// `MCAPI_PROFILE` names or else the default one. Settings in variables take precedence over those of the file.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("profiles.toml");
/// std::fs::write(&path, "[profile.sandbox]\nenvironment = \"sandbox\"\n")?;
/// let profile = mc_profile::Source::new().with_file(&path).with_name("sandbox").load()?;
/// assert_eq!(profile.name(), "sandbox");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Source {
    file: Option<PathBuf>,
    name: Option<String>,
    no_variables: bool,
    apis: Vec<&'static Api>,
}

impl Source {
    /// The usual places.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads this file.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Chooses the profile of this name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Reads no environment variable but those that the file names.
    #[must_use]
    pub fn without_variables(mut self) -> Self {
        self.no_variables = true;
        self
    }

    /// Refuses settings for products that are none of these. Without it, a name is refused where it looks like the misspelled
    /// one of the API that is called.
    #[must_use]
    pub fn with_apis(mut self, apis: impl IntoIterator<Item = &'static Api>) -> Self {
        self.apis = apis.into_iter().collect();
        self
    }

    fn variables(&self) -> Result<Variables> {
        if self.no_variables {
            return Ok(Variables::default());
        }
        Variables::of_process(&self.apis)
    }

    /// The file of profiles; none where there is none and variables make the profile.
    fn read(&self, variables: &Variables) -> Result<Option<File>> {
        let given = self.file.clone();
        if let Some(path) = given.or_else(|| variables.file.as_ref().map(PathBuf::from)) {
            return File::read(path, "check its name and rights", &self.apis).map(Some);
        }
        let own = own_file();
        if variables.settings.is_some() && !own.as_ref().is_ok_and(|path| path.exists()) {
            return Ok(None);
        }
        let advice = "write one there, or name another by --profile-file or MCAPI_PROFILE_FILE";
        File::read(own?, advice, &self.apis).map(Some)
    }

    /// The names of the profiles in the file, and the default one.
    ///
    /// # Errors
    /// When the file cannot be read or is wrong.
    pub fn names(&self) -> Result<(Vec<String>, Option<String>)> {
        let variables = self.variables()?;
        let Some(file) = self.read(&variables)? else {
            let name = FROM_ENVIRONMENT.to_owned();
            return Ok((vec![name.clone()], Some(name)));
        };
        let default = file.default_name().map(str::to_owned);
        Ok((file.document.profile.into_keys().collect(), variables.name.or(default)))
    }

    /// Reads the profile. Keys are opened later, when a client is made.
    ///
    /// # Errors
    /// When file or variables cannot be read or are wrong, or there is no such profile.
    pub fn load(&self) -> Result<Profile> {
        let variables = self.variables()?;
        let name = self.name.clone().or_else(|| variables.name.clone());
        let Some(mut file) = self.read(&variables)? else {
            return Ok(Profile {
                origin: Origin {
                    name: name.unwrap_or_else(|| FROM_ENVIRONMENT.to_owned()),
                    file: None,
                },
                settings: Settings::default(),
                variables: variables.settings.unwrap_or_default(),
            });
        };
        let all = || file.document.profile.keys().cloned().collect::<Vec<_>>().join(", ");
        let Some(name) = name.or_else(|| file.default_name().map(str::to_owned)) else {
            return Err(Error::new(format!(
                "{} has several profiles and no default; name one by --profile or MCAPI_PROFILE: {}",
                file.path.display(),
                all()
            )));
        };
        let unknown = format!("{} has no profile of that name; it has {}", file.path.display(), all());
        let settings = file.document.profile.remove(&name).ok_or_else(|| Error::new(unknown))?;
        Ok(Profile {
            origin: Origin {
                name,
                file: Some(file.path),
            },
            settings,
            variables: variables.settings.unwrap_or_default(),
        })
    }
}

/// Keys, servers and settings by a name: what makes the client of any API.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # const API: mc_core::Api = mc_core::Api::new("pets", &[], &[]);
/// let client: mc_core::Client = mc_profile::Profile::load("sandbox")?.client(&API)?;
/// # drop(client);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Profile {
    origin: Origin,
    settings: Settings,
    variables: Settings,
}

impl Profile {
    /// The profile of this name, from the usual places: see [`Source`].
    ///
    /// # Errors
    /// When file or variables cannot be read or are wrong, or there is no such profile.
    pub fn load(name: &str) -> Result<Self> {
        Source::new().with_name(name).load()
    }

    /// The profile that `MCAPI_PROFILE` names, or the default one.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), and when several profiles have no default.
    pub fn load_default() -> Result<Self> {
        Source::new().load()
    }

    /// The profile's name.
    pub fn name(&self) -> &str {
        &self.origin.name
    }

    /// The file that it is from; none where environment variables make it.
    pub fn file(&self) -> Option<&Path> {
        self.origin.file.as_deref()
    }

    /// What the profile says of an API.
    ///
    /// # Errors
    /// When the profile has settings for a product whose name looks like a misspelled one of this API.
    pub fn api(&self, api: &'static Api) -> Result<ApiProfile> {
        for name in self.settings.product.keys().chain(self.variables.product.keys()) {
            if name != api.id() && strsim::osa_distance(name, api.id()) <= CLOSE {
                return Err(Error::new(format!(
                    "profile {} has settings for the product {name}; did you mean {}?",
                    self.origin.name,
                    api.id()
                )));
            }
        }
        let mut settings = Settings::default();
        for layer in [&self.variables, &self.settings] {
            if let Some(own) = layer.product.get(api.id()) {
                settings = settings.over(own);
            }
            settings = settings.over(layer);
        }
        Ok(ApiProfile {
            origin: self.origin.clone(),
            api,
            settings,
            environment: None,
            encrypts: api.encrypts(),
        })
    }

    /// A client of an API: it signs or presents its certificate, encrypts and decrypts, and retries what may be repeated.
    ///
    /// The clients of the product crates are made of it by `From`.
    ///
    /// # Errors
    /// When the profile lacks something that the API needs, or a key cannot be opened.
    pub fn client(&self, api: &'static Api) -> Result<mc_core::Client> {
        self.api(api)?.client()
    }

    /// The server that the profile chooses for an API.
    ///
    /// # Errors
    /// When it chooses none, or one that the API does not have.
    pub fn environment(&self, api: &'static Api) -> Result<Environment> {
        self.api(api)?.environment()
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// What the profile says of all products.
    pub(crate) fn common(&self) -> Settings {
        self.variables.over(&self.settings)
    }

    /// What the profile says of one product alone.
    pub(crate) fn own(&self, api: &Api) -> Option<Settings> {
        let of = |settings: &Settings| settings.product.get(api.id()).cloned();
        match (of(&self.variables), of(&self.settings)) {
            (Some(first), Some(second)) => Some(first.over(&second)),
            (first, second) => first.or(second),
        }
    }
}

/// It shows where the profile is from, and none of its settings.
impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("name", &self.origin.name)
            .field("file", &self.origin.file)
            .finish_non_exhaustive()
    }
}

/// What a profile says of one API.
///
/// It makes clients that need more than [`Profile::client`] gives: another server, or layers of the application's own.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # const API: mc_core::Api = mc_core::Api::new("pets", &[], &[]);
/// use std::time::Duration;
///
/// let profile = mc_profile::Profile::load("sandbox")?.api(&API)?;
/// let http = profile.builder()?.with_timeout(Duration::from_secs(20)).build()?;
/// let client = mc_core::Client::new(http, profile.environment()?);
/// # drop(client);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ApiProfile {
    origin: Origin,
    api: &'static Api,
    settings: Settings,
    /// In place of the one that the settings choose.
    environment: Option<(Environment, Option<Auth>)>,
    encrypts: bool,
}

impl ApiProfile {
    /// Calls a documented server of this name instead of the profile's.
    ///
    /// # Errors
    /// When the API has none of that name.
    pub fn with_environment(mut self, name: &str) -> Result<Self> {
        self.environment = Some(self.documented(name)?);
        Ok(self)
    }

    /// Calls the server at this URL instead of the profile's.
    ///
    /// # Errors
    /// When the URL is none that can be called.
    pub fn with_base_url(mut self, url: &str) -> Result<Self> {
        self.environment = Some((Environment::custom(url)?, self.usual()));
        Ok(self)
    }

    /// Opens no keys for payload encryption: for operations that do not encrypt.
    #[must_use]
    pub fn without_encryption(mut self) -> Self {
        self.encrypts = false;
        self
    }

    fn documented(&self, name: &str) -> Result<(Environment, Option<Auth>)> {
        let server = self.api.server(name).ok_or_else(|| {
            let names: Vec<&str> = self.api.servers().iter().map(mc_core::ApiServer::name).collect();
            Error::new(format!(
                "{} has no environment of that name; it has {}",
                self.api.id(),
                names.join(", ")
            ))
        })?;
        Ok((server.environment(), server.authentication().and_then(Auth::documented)))
    }

    /// How servers of this API usually identify callers.
    pub(crate) fn usual(&self) -> Option<Auth> {
        self.api.authentication().and_then(Auth::documented)
    }

    fn server(&self) -> Result<(Environment, Option<Auth>)> {
        if let Some(chosen) = &self.environment {
            return Ok(chosen.clone());
        }
        if let Some(url) = &self.settings.base_url {
            let name = format!("profile {}", self.origin.name);
            return Ok((Environment::new(name, url)?, self.usual()));
        }
        match &self.settings.environment {
            Some(name) => self.documented(name),
            None => Err(self
                .origin
                .lacks(&format!("server for {}", self.api.id()), "environment or base-url")),
        }
    }

    /// The API.
    pub fn api(&self) -> &'static Api {
        self.api
    }

    /// The server that is called.
    ///
    /// # Errors
    /// When none is chosen, or one that the API does not have.
    pub fn environment(&self) -> Result<Environment> {
        Ok(self.server()?.0)
    }

    /// How the client proves who it is.
    ///
    /// # Errors
    /// When the profile does not say so and the server's way is unknown.
    pub fn auth(&self) -> Result<Auth> {
        let documented = || self.server().map(|(_, auth)| auth.or_else(|| self.usual()));
        let auth = match self.settings.auth {
            Some(auth) => Some(auth),
            None => documented()?,
        };
        auth.ok_or_else(|| {
            self.origin
                .lacks(&format!("way to authenticate to {}", self.api.id()), "auth")
        })
    }

    /// Fails where an operation encrypts its payload, and the profile has no key to encrypt for.
    ///
    /// Clients refuse to send such a request as well; this is for asking before.
    ///
    /// # Errors
    /// The error names the operation and the setting.
    pub fn require_encryption(&self, operation: &Operation) -> Result<()> {
        if operation.encryption() == PayloadEncryption::None || self.settings.encryption.is_some() {
            return Ok(());
        }
        let what = format!("encryption certificate, which {operation} needs");
        Err(self.origin.lacks(&what, "encryption = { file = \"…\" }"))
    }

    /// The builder of the HTTP client, with keys, certificates and encryption set: for layers of your own.
    ///
    /// # Errors
    /// When the profile lacks something that the API needs, or a key cannot be opened.
    pub fn builder(&self) -> Result<ClientBuilder> {
        let keys = self.keys();
        let auth = self.auth()?;
        let mut builder = match auth {
            Auth::OAuth1 => ClientBuilder::oauth1(keys.oauth1()?),
            Auth::MutualTls => ClientBuilder::mutual_tls(&keys.identity()?),
            Auth::Bearer => ClientBuilder::bearer(keys.bearer()?),
        };
        if auth != Auth::MutualTls && self.settings.client_certificate.is_some() {
            builder = builder.with_identity(&keys.identity()?);
        }
        builder = builder.with_tls(keys.tls()?);
        if self.encrypts
            && let Some(layer) = keys.encryption()?
        {
            builder = builder.with_encryption(layer);
        }
        Ok(builder)
    }

    /// The client.
    ///
    /// # Errors
    /// Those of [`builder`](Self::builder) and [`environment`](Self::environment).
    pub fn client(&self) -> Result<mc_core::Client> {
        Ok(mc_core::Client::new(self.builder()?.build()?, self.environment()?))
    }

    /// Where dispute events are remembered, where the profile says so.
    pub fn guard(&self) -> Option<&GuardSettings> {
        self.settings.guard.as_ref()
    }

    /// What is wrong with files and does not stop anything: others may read a key, or change the profile.
    pub fn warnings(&self) -> Vec<String> {
        warnings(&self.keys())
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn keys(&self) -> Keys<'_> {
        Keys {
            origin: &self.origin,
            settings: &self.settings,
        }
    }
}

/// Like [`Profile`], it shows no settings.
impl fmt::Debug for ApiProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiProfile")
            .field("name", &self.origin.name)
            .field("file", &self.origin.file)
            .field("api", &self.api.id())
            .finish_non_exhaustive()
    }
}

/// What is wrong with files, and does not stop anything.
pub(crate) fn warnings(keys: &Keys<'_>) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(file) = &keys.origin.file
        && others_may(file, WRITE)
    {
        let file = file.display();
        warnings.push(format!("others may change file {file}; run chmod go-w on it"));
    }
    let mut secrets = keys.secret_files();
    secrets.sort_unstable();
    secrets.dedup();
    for path in secrets.iter().filter(|path| others_may(path, READ)) {
        warnings.push(format!("others may read file {}; run chmod 600 on it", path.display()));
    }
    warnings
}

/// The bits by which others than the owner may read or change a file.
const READ: u32 = 0o044;
const WRITE: u32 = 0o022;

#[cfg(unix)]
fn others_may(path: &Path, bits: u32) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & bits != 0)
}

#[cfg(not(unix))]
fn others_may(_: &Path, _: u32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use mc_core::{ApiServer, Authentication};

    use super::*;

    const SERVERS: &[ApiServer] = &[
        ApiServer::new("sandbox", "Sandbox", "https://sandbox.example.com/x")
            .with_authentication(Authentication::OAuth1),
        ApiServer::new("mtls", "Mtls", "https://mtls.example.com/x").with_authentication(Authentication::MutualTls),
    ];
    const MASTERCOM: Api = Api::new("mastercom", SERVERS, &[]);
    const UPDATER: Api = Api::new("automatic-billing-updater", SERVERS, &[]);

    fn profile(folder: &Path, text: &str, variables: &[(&str, &str)]) -> Result<Profile> {
        let path = folder.join("p.toml");
        fs::write(&path, text).unwrap();
        let file = File::read(path, "", &[])?;
        let name = file.default_name().unwrap().to_owned();
        let all = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Ok(Profile {
            settings: file.document.profile[&name].clone(),
            origin: Origin {
                name,
                file: Some(file.path),
            },
            variables: Variables::read(all.collect(), &[])?.settings.unwrap_or_default(),
        })
    }

    #[test]
    fn the_documented_example_is_a_profile() {
        let example: String = include_str!("lib.rs")
            .lines()
            .skip_while(|line| *line != "//! ```toml")
            .skip(1)
            .take_while(|line| *line != "//! ```")
            .map(|line| line.trim_start_matches("//!").trim_start().to_owned() + "\n")
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let profile = profile(folder.path(), &example, &[]).unwrap();
        assert_eq!(profile.name(), "sandbox");
        let mastercom = profile.api(&MASTERCOM).unwrap();
        assert_eq!(
            mastercom.environment().unwrap().base_url(),
            "https://127.0.0.1:8443/mastercom"
        );
        assert_eq!(mastercom.auth().unwrap(), Auth::OAuth1);
        let updater = profile.environment(&UPDATER).unwrap();
        assert_eq!(updater.base_url(), "https://sandbox.example.com/x");
        assert_eq!(
            profile.common().roots,
            Some(vec![folder.path().join("ca.pem")]),
            "relative to the file"
        );
    }

    #[test]
    fn variables_go_over_the_file_and_products_over_what_is_common() {
        let text = "[profile.x]\nenvironment = \"sandbox\"\nconsumer-key = \"common\"\nauth = \"bearer\"\n\
                    [profile.x.product.mastercom]\nconsumer-key-file = \"own\"\n";
        let folder = tempfile::tempdir().unwrap();
        let settings = |variables: &[(&str, &str)]| {
            let profile = profile(folder.path(), text, variables).unwrap();
            profile.api(&MASTERCOM).unwrap().settings.clone()
        };
        let own = settings(&[]);
        assert_eq!(
            (own.consumer_key, own.consumer_key_file),
            (None, Some(folder.path().join("own")))
        );
        assert_eq!(
            (own.environment.as_deref(), own.auth),
            (Some("sandbox"), Some(Auth::Bearer))
        );
        let given = settings(&[
            ("MCAPI_PROFILE__CONSUMER_KEY", "given"),
            ("MCAPI_PROFILE__BASE_URL", "https://localhost:1"),
        ]);
        assert_eq!(
            (given.consumer_key.as_deref(), given.consumer_key_file),
            (Some("given"), None)
        );
        assert_eq!(
            (given.environment, given.base_url.as_deref()),
            (None, Some("https://localhost:1"))
        );
    }

    #[test]
    fn a_misspelled_product_is_noticed_where_it_would_matter() {
        let text = "[profile.x]\nenvironment = \"sandbox\"\n[profile.x.product.mastercon]\nenvironment = \"mtls\"\n";
        let folder = tempfile::tempdir().unwrap();
        let profile = profile(folder.path(), text, &[]).unwrap();
        let said = profile.environment(&MASTERCOM).unwrap_err().to_string();
        assert!(said.contains("mastercon; did you mean mastercom?"), "{said}");
        assert!(profile.environment(&UPDATER).is_ok());
    }

    #[test]
    fn the_server_decides_how_callers_are_known_unless_the_profile_does() {
        let folder = tempfile::tempdir().unwrap();
        let profile = profile(folder.path(), "[profile.x]\nenvironment = \"mtls\"\n", &[]).unwrap();
        let api = profile.api(&MASTERCOM).unwrap();
        assert_eq!(api.auth().unwrap(), Auth::MutualTls);
        let other = api.clone().with_base_url("https://localhost:1").unwrap();
        assert_eq!(other.auth().unwrap(), Auth::OAuth1, "as the first server");
        let said = api.with_environment("moon").unwrap_err().to_string();
        assert_eq!(said, "mastercom has no environment of that name; it has sandbox, mtls");
    }

    #[test]
    fn what_is_missing_is_named_with_its_setting() {
        let folder = tempfile::tempdir().unwrap();
        let profile = profile(folder.path(), "[profile.x]\nauth = \"oauth1\"\n", &[]).unwrap();
        let said = profile.environment(&MASTERCOM).unwrap_err().to_string();
        assert!(
            said.contains("has no server for mastercom; add environment or base-url to [profile.x]"),
            "{said}"
        );
        let api = profile.api(&MASTERCOM).unwrap().with_environment("sandbox").unwrap();
        let said = api.client().unwrap_err().to_string();
        assert!(
            said.contains("has no consumer key; add consumer-key to [profile.x]"),
            "{said}"
        );
    }
}
