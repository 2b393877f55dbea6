//! A session: keys by name, signing and decryption.

use std::collections::HashMap;

use cryptoki::error::{Error as TokenError, RvError};
use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsOaepParams, PkcsOaepSource, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use zeroize::Zeroizing;

use super::super::{any_backend, oaep};
use super::device::{Failure, Loaded};
use super::{KeyName, OaepHash, PublicKey, SignatureAlgorithm};
use crate::error::{Error, Kind, Result};

/// What precedes a SHA-256 where PKCS#1 v1.5 wants it named: the DER of `DigestInfo` up to the digest.
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
];
/// A session, and the keys that were found by it.
pub(super) struct Open {
    pub(super) loaded: Loaded,
    pub(super) session: Session,
    pub(super) keys: HashMap<KeyName, Found>,
}

#[derive(Clone)]
pub(super) struct Found {
    handle: ObjectHandle,
    pub(super) public: PublicKey,
}

impl Open {
    pub(super) fn find(&mut self, name: &KeyName) -> Result<Found, Failure> {
        if let Some(found) = self.keys.get(name) {
            return Ok(found.clone());
        }
        let handles = self
            .session
            .find_objects(&name.template())
            .map_err(|error| Failure::of("the token cannot be searched", error))?;
        let [handle] = handles[..] else {
            let fault = if handles.is_empty() {
                let all = self.names(&[])?;
                format!("holds no RSA private key {name}; it has: {}", list(&all))
            } else {
                let several = self.names(&name.template())?;
                format!(
                    "holds several keys of the name {name}; name one with its id: {}",
                    list(&several)
                )
            };
            return Err(Error::new(Kind::Alias, fault).into());
        };
        let found = Found {
            handle,
            public: self.public_key(name, handle)?,
        };
        self.keys.insert(name.clone(), found.clone());
        Ok(found)
    }

    pub(super) fn names(&self, template: &[Attribute]) -> Result<Vec<KeyName>, Failure> {
        let all = [
            Attribute::Class(ObjectClass::PRIVATE_KEY),
            Attribute::KeyType(KeyType::RSA),
        ];
        let template = if template.is_empty() { &all[..] } else { template };
        let failed = |error| Failure::of("the token cannot be searched", error);
        let mut names = Vec::new();
        for handle in self.session.find_objects(template).map_err(failed)? {
            let mut name = KeyName { label: None, id: None };
            let wanted = [AttributeType::Label, AttributeType::Id];
            for attribute in self.session.get_attributes(handle, &wanted).map_err(failed)? {
                match attribute {
                    Attribute::Label(label) if !label.is_empty() => {
                        name.label = Some(String::from_utf8_lossy(&label).into_owned());
                    }
                    Attribute::Id(id) if !id.is_empty() => name.id = Some(id),
                    _ => {}
                }
            }
            names.push(name);
        }
        Ok(names)
    }

    /// The public numbers, from the private key's object or from that of its public half.
    fn public_key(&self, name: &KeyName, handle: ObjectHandle) -> Result<PublicKey, Failure> {
        let failed = |error| Failure::of("the key cannot be read about", error);
        let wanted = [
            AttributeType::Modulus,
            AttributeType::PublicExponent,
            AttributeType::AlwaysAuthenticate,
            AttributeType::Id,
        ];
        let (mut modulus, mut exponent, mut id) = (None, None, None);
        for attribute in self.session.get_attributes(handle, &wanted).map_err(failed)? {
            match attribute {
                Attribute::Modulus(bytes) => modulus = Some(bytes),
                Attribute::PublicExponent(bytes) if !bytes.is_empty() => exponent = Some(bytes),
                Attribute::Id(bytes) => id = Some(bytes),
                Attribute::AlwaysAuthenticate(true) => {
                    let message = format!("key {name} wants its PIN at each use, which is not supported");
                    return Err(Error::new(Kind::Algorithm, message).into());
                }
                _ => {}
            }
        }
        if let (Some(modulus), None, Some(id)) = (&modulus, &exponent, id) {
            let template = [
                Attribute::Class(ObjectClass::PUBLIC_KEY),
                Attribute::Id(id),
                Attribute::Modulus(modulus.clone()),
            ];
            for public in self.session.find_objects(&template).map_err(failed)? {
                let attributes = self.session.get_attributes(public, &[AttributeType::PublicExponent]);
                for attribute in attributes.map_err(failed)? {
                    if let Attribute::PublicExponent(bytes) = attribute {
                        exponent = Some(bytes);
                    }
                }
            }
        }
        let (Some(modulus), Some(exponent)) = (modulus, exponent) else {
            let message =
                format!("the token does not tell the public numbers of key {name}; import its public key, too");
            return Err(Error::new(Kind::Algorithm, message).into());
        };
        let public = PublicKey::from_components(&modulus, &exponent);
        public.map_err(|error| error.at(&format!("key {name}")).into())
    }

    fn has(&self, mechanism: MechanismType) -> bool {
        self.loaded.mechanisms.contains(&mechanism)
    }

    pub(super) fn sign(&self, key: &Found, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Failure> {
        let pss = PkcsPssParams {
            hash_alg: MechanismType::SHA256,
            mgf: PkcsMgfType::MGF1_SHA256,
            s_len: 32.into(),
        };
        let (whole, of_hash, prefix) = match algorithm {
            SignatureAlgorithm::Pkcs1Sha256 => (Mechanism::Sha256RsaPkcs, Mechanism::RsaPkcs, &SHA256_INFO[..]),
            SignatureAlgorithm::PssSha256 => (Mechanism::Sha256RsaPkcsPss(pss), Mechanism::RsaPkcsPss(pss), &[][..]),
            SignatureAlgorithm::EcdsaP256Sha256 => (Mechanism::EcdsaSha256, Mechanism::Ecdsa, &[][..]),
        };
        let answer = if self.has(whole.mechanism_type()) {
            self.session.sign(&whole, key.handle, message)
        } else if self.has(of_hash.mechanism_type()) {
            let hashed = [prefix, &crate::module::sha256(message)].concat();
            self.session.sign(&of_hash, key.handle, &hashed)
        } else {
            let message = format!("the token offers neither {whole:?} nor {of_hash:?}");
            return Err(Error::new(Kind::Algorithm, message).into());
        };
        let signature = answer.map_err(|error| Failure::of("the token did not sign", error))?;
        if signature.len() != key.public.bits().div_ceil(8) {
            let message = "the token made a signature of a length other than the key's";
            return Err(Error::new(Kind::Signer, message).into());
        }
        // The handle may have come to mean another key, and a faulty signature gives the private key away.
        if let Some(backend) = any_backend()
            && backend
                .public_key(&key.public)?
                .verify(algorithm, message, &signature)
                .is_err()
        {
            let message = "the token made a signature that is not of the key that was opened; open the key anew";
            return Err(Failure::Lost(Error::new(Kind::Signer, message)));
        }
        Ok(signature)
    }

    pub(super) fn decrypt(
        &self,
        key: &Found,
        hash: OaepHash,
        ciphertext: &[u8],
        raw_rsa: bool,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let failed = || Error::new(Kind::Crypto, "decryption failed");
        // Checked here, because tokens differ in what they make of it.
        let length = key.public.bits().div_ceil(8);
        if ciphertext.len() != length {
            return Err(failed().into());
        }
        let (digest, mask) = match hash {
            OaepHash::Sha1 => (MechanismType::SHA1, PkcsMgfType::MGF1_SHA1),
            OaepHash::Sha224 => (MechanismType::SHA224, PkcsMgfType::MGF1_SHA224),
            OaepHash::Sha256 => (MechanismType::SHA256, PkcsMgfType::MGF1_SHA256),
            OaepHash::Sha384 => (MechanismType::SHA384, PkcsMgfType::MGF1_SHA384),
            OaepHash::Sha512 => (MechanismType::SHA512, PkcsMgfType::MGF1_SHA512),
        };
        let not_offered = if self.has(MechanismType::RSA_PKCS_OAEP) {
            let mechanism = Mechanism::RsaPkcsOaep(PkcsOaepParams::new(digest, mask, PkcsOaepSource::empty()));
            match self.session.decrypt(&mechanism, key.handle, ciphertext) {
                Ok(plaintext) => return Ok(Zeroizing::new(plaintext)),
                Err(TokenError::Pkcs11(
                    RvError::MechanismParamInvalid | RvError::ArgumentsBad | RvError::MechanismInvalid,
                    cryptoki::context::Function::DecryptInit,
                )) => true,
                Err(error @ TokenError::Pkcs11(_, cryptoki::context::Function::DecryptInit)) => {
                    return Err(Failure::of("the token does not decrypt", error));
                }
                Err(error) => return Err(unopened(error)),
            }
        } else {
            true
        };
        if not_offered && !(raw_rsa && self.has(MechanismType::RSA_X_509)) {
            let message = format!("the token does not offer RSA-OAEP with {hash:?}; see Pkcs11::with_raw_rsa");
            return Err(Error::new(Kind::Algorithm, message).into());
        }
        crate::fips::outside("RSA-OAEP whose padding the token leaves to software")?;
        let answer = self.session.decrypt(&Mechanism::RsaX509, key.handle, ciphertext);
        let short = Zeroizing::new(answer.map_err(unopened)?);
        // Some tokens leave out leading zeros.
        let mut block = Zeroizing::new(vec![0; length]);
        let start = length.checked_sub(short.len()).ok_or_else(failed)?;
        block[start..].copy_from_slice(&short);
        Ok(oaep::unpad(hash, &block).ok_or_else(failed)?)
    }
}

/// Why a ciphertext did not open is not told, unless the ciphertext has nothing to do with it.
fn unopened(error: TokenError) -> Failure {
    match Failure::of("the token did not decrypt", error) {
        lost @ Failure::Lost(_) => lost,
        Failure::Final(_) => Failure::Final(Error::new(Kind::Crypto, "decryption failed")),
    }
}

fn list(names: &[KeyName]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
