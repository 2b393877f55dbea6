//! Keys that are in use at the same time, as during a rotation.

use std::fmt;
use std::sync::Arc;

use crate::keys::PublicKey;

/// The keys in use, and the names that each goes by; clones share the keys.
pub(crate) struct LiveKeys<K: ?Sized>(Vec<Live<K>>);

struct Live<K: ?Sized> {
    names: Vec<String>,
    key: Arc<K>,
}

impl<K: ?Sized> LiveKeys<K> {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a key that goes by the SHA-256 of its public half, in hex and base64, and by further names.
    pub(crate) fn add(&mut self, key: Arc<K>, public: &PublicKey, names: &[&str]) {
        let fingerprint = public.fingerprint_sha256();
        let mut all = vec![fingerprint.to_hex(), fingerprint.to_base64()];
        all.extend(names.iter().map(|name| (*name).to_owned()));
        self.0.push(Live { names: all, key });
    }

    /// The keys that a message names; all of them where it names none that is here.
    pub(crate) fn candidates(&self, is_named: impl Fn(&str) -> bool) -> Vec<&K> {
        let named = self
            .0
            .iter()
            .filter(|live| live.names.iter().any(|name| is_named(name)));
        let named: Vec<&K> = named.map(|live| &*live.key).collect();
        if named.is_empty() {
            return self.0.iter().map(|live| &*live.key).collect();
        }
        named
    }
}

impl<K: ?Sized> Clone for LiveKeys<K> {
    fn clone(&self) -> Self {
        let live = self.0.iter().map(|live| Live {
            names: live.names.clone(),
            key: Arc::clone(&live.key),
        });
        Self(live.collect())
    }
}

/// The first name of each.
impl<K: ?Sized> fmt::Debug for LiveKeys<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().filter_map(|live| live.names.first()))
            .finish()
    }
}
