//! Takes the padding of RSA-OAEP off, for tokens that offer the bare RSA operation alone.
//!
//! Whether the padding is right, and where the plaintext begins, is found out without branches or addresses that depend on
//! the block: the difference between the ways of being wrong would be an oracle (Manger's attack).

use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

use super::OaepHash;

/// The plaintext of a decrypted block, which is as long as the modulus; nothing where the padding is wrong.
pub(super) fn unpad(hash: OaepHash, block: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    match hash {
        OaepHash::Sha1 => unpad_with::<Sha1>(block),
        OaepHash::Sha224 => unpad_with::<Sha224>(block),
        OaepHash::Sha256 => unpad_with::<Sha256>(block),
        OaepHash::Sha384 => unpad_with::<Sha384>(block),
        OaepHash::Sha512 => unpad_with::<Sha512>(block),
    }
}

fn unpad_with<D: Digest>(block: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let label = D::digest(b"");
    let size = label.len();
    let (first, rest) = block.split_first()?;
    let (masked_seed, masked_data) = rest.split_at_checked(size)?;
    if masked_data.len() <= size {
        return None;
    }
    let mut seed = Zeroizing::new(masked_seed.to_vec());
    mask::<D>(masked_data, &mut seed);
    let mut data = Zeroizing::new(masked_data.to_vec());
    mask::<D>(&seed, &mut data);

    let (found_label, padded) = data.split_at(size);
    let mut right = first.ct_eq(&0) & found_label.ct_eq(label.as_slice());
    let mut start = 0_u32;
    let mut searching = Choice::from(1);
    for (index, byte) in (1_u32..).zip(padded) {
        let (zero, one) = (byte.ct_eq(&0), byte.ct_eq(&1));
        start.conditional_assign(&index, searching & one);
        right &= !searching | zero | one;
        searching &= !one;
    }
    right &= !searching;
    if !bool::from(right) {
        return None;
    }
    let plaintext = padded.get(usize::try_from(start).ok()?..)?;
    Some(Zeroizing::new(plaintext.to_vec()))
}

/// MGF1: covers the target with what grows from the seed.
fn mask<D: Digest>(seed: &[u8], target: &mut [u8]) {
    for (counter, chunk) in (0_u32..).zip(target.chunks_mut(<D as Digest>::output_size())) {
        let block = D::new()
            .chain_update(seed)
            .chain_update(counter.to_be_bytes())
            .finalize();
        for (byte, mask) in chunk.iter_mut().zip(block.iter()) {
            *byte ^= mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: usize = 256;

    fn padded<D: Digest>(plaintext: &[u8]) -> Vec<u8> {
        let label = D::digest(b"");
        let size = label.len();
        let mut data = label.to_vec();
        data.resize(LENGTH - 1 - size - plaintext.len() - 1, 0);
        data.push(1);
        data.extend_from_slice(plaintext);
        let mut seed = vec![0x5a; size];
        mask::<D>(&seed, &mut data);
        mask::<D>(&data, &mut seed);
        [vec![0], seed, data].concat()
    }

    #[test]
    fn takes_off_what_was_put_on() {
        for plaintext in [&b""[..], b"0", b"a content key of 32 bytes in all"] {
            for (hash, block) in [
                (OaepHash::Sha1, padded::<Sha1>(plaintext)),
                (OaepHash::Sha224, padded::<Sha224>(plaintext)),
                (OaepHash::Sha256, padded::<Sha256>(plaintext)),
                (OaepHash::Sha384, padded::<Sha384>(plaintext)),
                (OaepHash::Sha512, padded::<Sha512>(plaintext)),
            ] {
                assert_eq!(block.len(), LENGTH);
                assert_eq!(unpad(hash, &block).unwrap().as_slice(), plaintext, "{hash:?}");
            }
        }
    }

    #[test]
    fn refuses_every_altered_byte_outside_the_plaintext() {
        let block = padded::<Sha256>(b"key");
        for position in 0..LENGTH - 3 {
            for bit in [1, 0x80] {
                let mut altered = block.clone();
                altered[position] ^= bit;
                assert!(unpad(OaepHash::Sha256, &altered).is_none(), "byte {position}");
            }
        }
        assert!(unpad(OaepHash::Sha384, &block).is_none());
        for length in [0, 1, 33, 65] {
            assert!(unpad(OaepHash::Sha256, &block[..length]).is_none());
        }
    }
}
