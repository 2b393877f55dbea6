//! `cargo xtask new-product`. Tests that run the generator say `skipped` where it cannot be had.

mod support;

use std::fs;
use std::process::Command;

use clap::Parser;
use support::{CATALOG, Done, PETS, Project, copy, root};
use xtask::commands::new_product::{self, NewProductArgs};
use xtask::fetch::{Fetcher, Limits, Source};

const PLACES: [&str; 10] = [
    "new-product",
    "places",
    "--title",
    "Places",
    "--file",
    "places/places.yaml",
    "--auth",
    "mtls",
    "--environment",
    "Sandbox=https://sandbox.example/places",
];

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: NewProductArgs,
}

/// The command with the arguments for a product `places`, and more.
fn places(project: &Project, more: &[&str]) -> Done {
    project.xtask(&[&PLACES[..], more].concat())
}

fn with_places() -> Project {
    let project = Project::new();
    project.publish(
        "places/places.yaml",
        &PETS.replace("Pet", "Place").replace("pet", "place"),
    );
    project.pin_pets_only();
    project
}

impl Project {
    fn pin_pets_only(&self) {
        self.pin();
        fs::remove_dir_all(self.path("target")).unwrap();
    }
}

#[test]
fn what_cannot_be_added_changes_nothing() {
    let project = with_places();
    let before = project.files();
    let replaced = |index: usize, text: &str| {
        let mut arguments = PLACES;
        arguments[index] = text;
        project.xtask(&[&arguments[..], &["--mirror", "mirror"]].concat())
    };
    replaced(1, "pets").expect(3, &["`pets` is in specs/catalog.toml already"]);
    for id in ["Places", "places_2", "../x", "2places", ""] {
        replaced(1, id).expect(3, &["is no product id"]);
    }
    replaced(3, " ").expect(3, &["--title is empty"]);
    replaced(5, "../places.yaml").expect(3, &["has to be plain and relative to `base`"]);
    replaced(5, "places/other.yaml").expect(3, &["places/other.yaml"]);
    replaced(7, "basic").expect(3, &["invalid value 'basic'", "oauth1, mtls"]);
    replaced(9, "https://sandbox.example").expect(3, &["is no NAME=URL"]);
    replaced(9, "Sandbox=http://sandbox.example").expect(3, &["is not https"]);
    replaced(9, "sandbox=https://sandbox.example").expect(3, &["has to be UpperCamelCase"]);
    project.publish("places/bad.yaml", "<html>");
    replaced(5, "places/bad.yaml").expect(3, &["places/bad.yaml"]);
    fs::remove_file(project.path("mirror/content/places/bad.yaml")).unwrap();
    assert_eq!(project.files(), before);
    project.write("codegen/config/places.yaml", "mine\n");
    places(&project, &["--mirror", "mirror"]).expect(3, &["codegen/config/places.yaml is there already"]);
}

#[test]
fn a_host_out_of_reach_leaves_everything_but_the_crate() {
    let project = with_places();
    project.write(
        "specs/catalog.toml",
        &CATALOG.replace("https://specs.example", "http://127.0.0.1:1"),
    );
    let catalog = project.read("specs/catalog.toml");
    let args = Cli::parse_from(PLACES).args;
    let limits = Limits {
        attempts: 1,
        ..Limits::default()
    };
    let fetcher = Fetcher::new(Source::Published, limits).unwrap();
    let (mut out, mut log) = (Vec::new(), Vec::new());
    let status = new_product::add(&project.workspace(), &args, &fetcher, &mut out, &mut log).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(status, 1, "{out}");
    assert!(
        out.contains("next: cargo xtask pull places --update && cargo xtask generate places"),
        "{out}"
    );
    assert!(!project.path("crates").exists() && !project.path("specs/places.yaml").exists());
    // Remarks and order survive; the new product is below.
    let added = project.read("specs/catalog.toml");
    let entry = added
        .strip_prefix(catalog.as_str())
        .expect("the catalog begins as it was");
    assert_eq!(
        entry,
        r#"
[product.places]
title = "Places"
crate = "mc-places"
documentation = "https://developer.mastercard.com/places/documentation/"
auth = "mtls"
payload-encryption = "none"
files = [{ path = "places/places.yaml" }]
environments = [
  { name = "Sandbox", url = "https://sandbox.example/places" },
]
"#
    );
    assert!(project.read("specs/overlays/places.yaml").contains("target: $.info"));
    assert_eq!(
        project.read("codegen/config/places.yaml"),
        "# The generator's configuration of mc-places, on top of common.yaml.\nadditionalProperties:\n  packageName: mc_places\n"
    );
}

#[test]
fn a_spec_that_needs_repairs_is_pinned_and_not_generated() {
    let project = with_places();
    project.publish("places/places.yaml", &PETS.replace("[pets]", "[pets, more]"));
    places(&project, &["--mirror", "mirror"]).expect(
        1,
        &[
            "wrote specs/places.yaml",
            "places: no crate yet: places: the crate would get this wrong",
            "the operation has 2 tags",
            "next: mend specs/overlays/places.yaml if it is the spec, then: cargo xtask generate places",
        ],
    );
    assert!(project.read("specs/specs.lock").contains("[product.places]"));
    assert!(project.read("specs/specs.lock").contains("[product.pets]"));
    assert!(!project.path("crates").exists());
}

#[test]
fn a_product_goes_all_the_way_at_once() {
    let project = with_places();
    if !project.has_generator() {
        return;
    }
    let before = project.files();
    places(&project, &["--mirror", "mirror", "--check"]).expect(
        1,
        &[
            "would write specs/catalog.toml",
            "would write specs/specs.lock",
            "would write crates/mc-places/Cargo.toml",
            "would write crates/mc-places/src/generated/models/place.rs",
            "would write codegen/manifest.json",
        ],
    );
    assert_eq!(project.files(), before, "--check writes nothing");
    places(&project, &["--mirror", "mirror"]).expect(
        0,
        &[
            "wrote specs/catalog.toml",
            "wrote crates/mc-places/src/lib.rs",
            "places: the crate is crates/mc-places",
        ],
    );
    assert!(
        project
            .read("crates/mc-places/src/generated/models/place.rs")
            .contains("pub struct Place {")
    );
    project
        .xtask(&["check", "places"])
        .expect(0, &["1 crates are up to date"]);
    let pull = project.xtask(&["pull", "places", "--mirror", "mirror"]);
    pull.expect(0, &["places: as pinned"]);
    project
        .xtask(&["generate", "places"])
        .expect(0, &["1 crates are up to date"]);
}

#[test]
#[ignore = "compiles a crate and all that it depends on"]
fn the_crate_of_a_new_product_compiles_without_a_warning() {
    let project = with_places();
    if !project.has_generator() {
        return;
    }
    let manifest = project.read("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members")).unwrap();
    project.write("Cargo.toml", &manifest.replace(members, "members = [\"crates/*\"]"));
    copy(&root().join("crates/mc-core"), &project.path("crates/mc-core"));
    places(&project, &["--mirror", "mirror"]).expect(0, &["crates/mc-places"]);
    let done = Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "-p", "mc-places", "--", "-D", "warnings"])
        .env("CARGO_TARGET_DIR", root().join("target/new-product"))
        .current_dir(project.path(""))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
