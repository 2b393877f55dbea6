//! How long one operation takes, with each backend, and RSA alone.
//!
//! `cargo bench -p mcapi-auth --bench operations --features rustcrypto`; beside the official libraries: `cargo xtask bench auth`.

mod support;

use divan::{Bencher, black_box};
use mc_auth::rsa::aws_lc::AwsLc;
use mc_auth::rsa::rustcrypto::RustCrypto;
use mc_auth::rsa::{Backend, OaepHash, SignatureAlgorithm};
use support::{Bare, Side};

const BACKENDS: [&str; 2] = ["aws-lc-rs", "rustcrypto"];

fn backend(name: &str) -> &'static dyn Backend {
    if name == "rustcrypto" { &RustCrypto } else { &AwsLc }
}

fn main() {
    divan::main();
}

#[divan::bench(args = BACKENDS)]
fn oauth_header(bencher: Bencher<'_, '_>, name: &str) {
    let (side, body) = (Side::new(backend(name)), support::body());
    bencher.bench(|| side.sign(black_box(body.as_bytes())));
}

#[divan::bench(args = BACKENDS)]
fn jwe_encrypt(bencher: Bencher<'_, '_>, name: &str) {
    let (side, body) = (Side::new(backend(name)), support::body());
    bencher.bench(|| side.encrypt(&side.jwe, black_box(body.as_bytes())));
}

#[divan::bench(args = BACKENDS)]
fn jwe_decrypt(bencher: Bencher<'_, '_>, name: &str) {
    let side = Side::new(backend(name));
    let encrypted = side.encrypt(&side.jwe, support::body().as_bytes());
    bencher.bench(|| side.decrypt(&side.jwe, black_box(&encrypted)));
}

#[divan::bench(args = BACKENDS)]
fn fle_encrypt(bencher: Bencher<'_, '_>, name: &str) {
    let (side, body) = (Side::new(backend(name)), support::body());
    bencher.bench(|| side.encrypt(&side.fle, black_box(body.as_bytes())));
}

#[divan::bench(args = BACKENDS)]
fn fle_decrypt(bencher: Bencher<'_, '_>, name: &str) {
    let side = Side::new(backend(name));
    let encrypted = side.encrypt(&side.fle, support::body().as_bytes());
    bencher.bench(|| side.decrypt(&side.fle, black_box(&encrypted)));
}

/// Through this crate's trait, to tell what the trait costs.
#[divan::bench(args = BACKENDS)]
fn rsa_sign(bencher: Bencher<'_, '_>, name: &str) {
    let key = backend(name).private_key(&support::key()).unwrap();
    bencher.bench(|| key.sign(SignatureAlgorithm::Pkcs1Sha256, black_box(&[7; 500])));
}

#[divan::bench(args = BACKENDS)]
fn rsa_oaep_encrypt(bencher: Bencher<'_, '_>, name: &str) {
    let key = backend(name).public_key(support::key().public_key()).unwrap();
    bencher.bench(|| key.encrypt_oaep(OaepHash::Sha256, black_box(&[7; 32])));
}

#[divan::bench(args = BACKENDS)]
fn rsa_oaep_decrypt(bencher: Bencher<'_, '_>, name: &str) {
    let key = backend(name).private_key(&support::key()).unwrap();
    let wrapped = Bare::new().wrap();
    bencher.bench(|| key.decrypt_oaep(OaepHash::Sha256, black_box(&wrapped)));
}

#[divan::bench]
fn bare_aws_lc_sign(bencher: Bencher<'_, '_>) {
    let bare = Bare::new();
    bencher.bench(|| bare.sign());
}

#[divan::bench]
fn bare_aws_lc_oaep_encrypt(bencher: Bencher<'_, '_>) {
    let bare = Bare::new();
    bencher.bench(|| bare.wrap());
}

#[divan::bench]
fn bare_aws_lc_oaep_decrypt(bencher: Bencher<'_, '_>) {
    let bare = Bare::new();
    bencher.bench(|| bare.unwrap());
}
