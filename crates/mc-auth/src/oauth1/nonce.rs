use std::fmt;

use crate::error::{Error, Kind, Result};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH: usize = 16;

/// Where nonces come from.
pub trait NonceSource: fmt::Debug + Send + Sync {
    /// A value that was never used before with the same consumer key: letters, digits and `-._~`.
    ///
    /// # Errors
    /// When there are no random numbers to be had.
    fn nonce(&self) -> Result<String>;
}

/// Sixteen letters and digits from the operating system's generator: 95 bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomNonce;

impl NonceSource for RandomNonce {
    fn nonce(&self) -> Result<String> {
        let mut nonce = String::with_capacity(LENGTH);
        let mut random = [0; LENGTH + 8];
        while nonce.len() < LENGTH {
            getrandom::fill(&mut random).map_err(|error| {
                Error::new(Kind::Crypto, "the operating system gives no random numbers for a nonce").with_source(error)
            })?;
            // Six bits each; the two values beyond the alphabet are thrown away, or some characters would come more often.
            let drawn = random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 63)));
            nonce.extend(drawn.take(LENGTH - nonce.len()).map(|&byte| char::from(byte)));
        }
        Ok(nonce)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nonces_are_even_and_never_the_same() {
        let nonces: HashSet<String> = (0..4000).map(|_| RandomNonce.nonce().unwrap()).collect();
        assert_eq!(nonces.len(), 4000);
        let mut counts = [0_u32; 128];
        for byte in nonces.iter().flat_map(|nonce| nonce.bytes()) {
            counts[usize::from(byte)] += 1;
        }
        assert!(nonces.iter().all(|nonce| nonce.len() == 16));
        assert_eq!(counts.iter().sum::<u32>(), 64_000);
        // 1032 expected of each; 200 is more than six standard deviations.
        for byte in ALPHABET {
            assert!(counts[usize::from(*byte)].abs_diff(1032) < 200, "{}", char::from(*byte));
        }
    }
}
