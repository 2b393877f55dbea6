use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use mc_auth::keys::EcPublicKey;

use crate::product::Product;

/// How the sandbox accepts OAuth 2.0, beside OAuth 1.0a.
///
/// | | otherwise |
/// | --- | --- |
/// | nonces | demanded in each proof; the authorization server and the resource servers have one each |
/// | life of a token | 900 s |
/// | scopes that exist | all |
/// | scopes that a product needs | none beyond those of its operations |
///
/// # Examples
/// ```
/// use mc_sandbox::{OAuth2Rules, Product};
///
/// let rules = OAuth2Rules::new()
///     .with_nonce_rotation()
///     .with_needed_scopes(Product::Mastercom, ["mastercom:claims"]);
/// # drop(rules);
/// ```
#[derive(Clone, Debug)]
pub struct OAuth2Rules {
    nonces: bool,
    rotates: bool,
    life: Duration,
    known: Option<BTreeSet<String>>,
    needed: BTreeMap<Product, Vec<String>>,
    ec_keys: Vec<(String, EcPublicKey)>,
}

impl Default for OAuth2Rules {
    fn default() -> Self {
        Self {
            nonces: true,
            rotates: false,
            life: Duration::from_secs(15 * 60),
            known: None,
            needed: BTreeMap::new(),
            ec_keys: Vec::new(),
        }
    }
}

impl OAuth2Rules {
    /// As the gateway does it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Demands no nonces.
    #[must_use]
    pub fn without_nonces(mut self) -> Self {
        self.nonces = false;
        self
    }

    /// Sends another nonce with every answer; the one before is accepted, too.
    #[must_use]
    pub fn with_nonce_rotation(mut self) -> Self {
        self.rotates = true;
        self
    }

    /// Sets how long a token lasts.
    #[must_use]
    pub fn with_token_life(mut self, life: Duration) -> Self {
        self.life = life;
        self
    }

    /// Knows these scopes and no others: a request for another is answered with `invalid_scope`.
    #[must_use]
    pub fn with_known_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.known = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Demands these scopes for each call of a product.
    #[must_use]
    pub fn with_needed_scopes<S: Into<String>>(
        mut self,
        product: Product,
        scopes: impl IntoIterator<Item = S>,
    ) -> Self {
        self.needed
            .insert(product, scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Accepts client assertions by this key on P-256, too, under a key id.
    #[must_use]
    pub fn with_ec_key(mut self, kid: impl Into<String>, key: EcPublicKey) -> Self {
        self.ec_keys.push((kid.into(), key));
        self
    }

    pub(super) fn wants_nonces(&self) -> bool {
        self.nonces
    }

    pub(super) fn rotates_nonces(&self) -> bool {
        self.rotates
    }

    pub(super) fn token_life(&self) -> Duration {
        self.life
    }

    pub(super) fn knows(&self, scopes: &BTreeSet<String>) -> bool {
        self.known.as_ref().is_none_or(|known| scopes.is_subset(known))
    }

    pub(super) fn needed(&self, product: Product) -> impl Iterator<Item = &str> {
        self.needed.get(&product).into_iter().flatten().map(String::as_str)
    }

    pub(super) fn ec_keys(&self) -> impl Iterator<Item = (&str, &EcPublicKey)> {
        self.ec_keys.iter().map(|(kid, key)| (kid.as_str(), key))
    }
}
