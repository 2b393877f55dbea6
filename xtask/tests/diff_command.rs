//! `cargo xtask diff` on a small project: what it prints, and its exit status.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::commands::diff::{self, DiffArgs, Status};
use xtask::commands::pull::{self, PullArgs};
use xtask::fetch::{Fetcher, Limits, Source};
use xtask::workspace::Workspace;

const CATALOG: &str = r#"
base = "https://specs.example/content/"

[product.pets]
title = "Pets"
crate = "mc-pets"
documentation = "https://specs.example/pets"
auth = "oauth1"
payload-encryption = "none"
files = [{ path = "pets.yaml" }, { path = "more.yaml", optional = true }]
environments = [{ name = "Sandbox", url = "https://sandbox.example/pets" }]

[product.toys]
title = "Toys"
crate = "mc-toys"
documentation = "https://specs.example/toys"
auth = "oauth1"
payload-encryption = "none"
files = [{ path = "toys.yaml" }]
environments = [{ name = "Sandbox", url = "https://sandbox.example/toys" }]
"#;

const PETS: &str = "\
openapi: 3.0.1
info: {title: Pets, version: 1.0.0, description: All about pets.}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        kind: {type: string, enum: [CAT, DOG]}
";

/// A project with two products, pinned, and the mirror that it was pinned from.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self {
            folder: TempDir::new().expect("a folder"),
        };
        fs::create_dir_all(project.path().join("specs/overlays")).expect("a folder");
        fs::create_dir_all(project.path().join("mirror/content")).expect("a folder");
        fs::write(project.path().join("specs/catalog.toml"), CATALOG).expect("written");
        project.publish("pets.yaml", PETS);
        project.publish("toys.yaml", &PETS.replace("Pet", "Toy").replace("pet", "toy"));
        let args = PullArgs {
            update: true,
            ..PullArgs::default()
        };
        let (out, log) = (&mut Vec::new(), &mut Vec::new());
        pull::pull(&project.workspace(), &args, &project.fetcher(), out, log).expect("pinned");
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn workspace(&self) -> Workspace {
        Workspace::new(self.path())
    }

    fn fetcher(&self) -> Fetcher {
        let mirror = Source::Directory(self.path().join("mirror"));
        Fetcher::new(mirror, Limits::default()).expect("a fetcher")
    }

    fn publish(&self, file: &str, text: &str) {
        fs::write(self.path().join("mirror/content").join(file), text).expect("written");
    }

    fn overlay(&self, actions: &str) {
        let text = format!("overlay: 1.1.0\ninfo: {{title: Pets, version: '1'}}\nactions:\n{actions}");
        fs::write(self.path().join("specs/overlays/pets.yaml"), text).expect("written");
    }

    /// The status, and what was printed on standard output and standard error.
    fn diff(&self, args: &DiffArgs) -> (Status, String, String) {
        let (mut out, mut log) = (Vec::new(), Vec::new());
        let status = diff::diff(&self.workspace(), args, &self.fetcher(), &mut out, &mut log);
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status.expect("a status"), text(out), text(log))
    }

    fn pets(&self) -> (Status, String) {
        let args = DiffArgs {
            products: vec!["pets".to_owned()],
            ..DiffArgs::default()
        };
        let (status, out, log) = self.diff(&args);
        assert_eq!(log, "");
        (status, out)
    }

    fn json(&self) -> (Status, Value) {
        let (status, out, _) = self.diff(&DiffArgs {
            json: true,
            ..DiffArgs::default()
        });
        (status, serde_json::from_str(&out).expect("one JSON document"))
    }
}

#[test]
fn the_same_bytes() {
    let (status, out, log) = Project::new().diff(&DiffArgs::default());
    assert_eq!(out, "pets: same (version 1.0.0)\ntoys: same (version 1.0.0)\n");
    assert_eq!((status.code(), log.as_str()), (0, ""));
}

#[test]
fn prose_alone() {
    let project = Project::new();
    project.publish("pets.yaml", &PETS.replace("All about", "More about"));
    let (status, out) = project.pets();
    assert_eq!(
        out,
        "pets: prose only: the published text changed, the contract did not (version 1.0.0)\n"
    );
    assert_eq!((status, status.code()), (Status::ProseOnly, 0));
}

#[test]
fn order_alone() {
    let project = Project::new();
    let (name, kind) = (
        "        name: {type: string}\n",
        "        kind: {type: string, enum: [CAT, DOG]}\n",
    );
    project.publish(
        "pets.yaml",
        &PETS.replace(&format!("{name}{kind}"), &format!("{kind}{name}")),
    );
    let (status, out) = project.pets();
    assert_eq!(
        out,
        "pets: order only: the contract holds the same in another order (version 1.0.0)\n"
    );
    assert_eq!((status, status.code()), (Status::OrderOnly, 0));
}

#[test]
fn compatible_changes() {
    let project = Project::new();
    project.publish(
        "pets.yaml",
        &PETS.replace("1.0.0", "1.1.0").replace("[CAT, DOG]", "[CAT, DOG, EMU]"),
    );
    let (status, out) = project.pets();
    assert_eq!(
        out,
        "\
pets: compatible changes (version 1.0.0 -> 1.1.0)
  document
    compatible version-changed /info/version (version: 1.0.0 -> 1.1.0): the publisher's version number; crates show it \
in their headers
  schema Pet
    compatible enum-value-added kind (new: EMU): new variants; the enum is open, old code sees them as unknown
  0 breaking, 2 compatible
"
    );
    assert_eq!((status, status.code()), (Status::Compatible, 1));
}

#[test]
fn breaking_changes_win() {
    let project = Project::new();
    let changed = PETS
        .replace("name: {type: string}", "name: {type: integer}")
        .replace("[CAT, DOG]", "[CAT, DOG, EMU]");
    project.publish("pets.yaml", &changed);
    let (status, out, _) = project.diff(&DiffArgs::default());
    assert_eq!(
        out,
        "\
pets: breaking changes (version 1.0.0)
  schema Pet
    BREAKING   type-changed name (type: string -> integer): the Rust type changes
    compatible enum-value-added kind (new: EMU): new variants; the enum is open, old code sees them as unknown
  1 breaking, 1 compatible
toys: same (version 1.0.0)
"
    );
    assert_eq!((status, status.code()), (Status::Breaking, 2));
}

#[test]
fn a_second_file_of_a_product_comes() {
    let project = Project::new();
    let more = "\
openapi: 3.0.1
info: {title: More pets, version: 1.0.0}
paths: {/birds: {get: {operationId: listBirds, tags: [birds], responses: {'204': {description: None.}}}}}
";
    project.publish("more.yaml", more);
    let (status, out) = project.pets();
    assert!(
        out.contains(
            "  operation listBirds (GET /birds)\n    compatible operation-added (new: listBirds): a new method\n"
        ),
        "{out}"
    );
    assert_eq!(status, Status::Compatible);
}

#[test]
fn what_fails_is_said_and_the_rest_goes_on() {
    let project = Project::new();
    project.publish("pets.yaml", "<html>");
    project.publish(
        "toys.yaml",
        &PETS
            .replace("Pet", "Toy")
            .replace("pet", "toy")
            .replace("[CAT, DOG]", "[CAT]"),
    );
    let (status, out, log) = project.diff(&DiffArgs::default());
    assert!(out.starts_with("pets: failed\ntoys: breaking changes"), "{out}");
    assert!(log.starts_with("error: pets: "), "{log}");
    assert!(log.contains("content/pets.yaml"), "{log}");
    assert_eq!((status, status.code()), (Status::Failed, 3));
}

#[test]
fn a_product_without_a_pin_fails() {
    let project = Project::new();
    fs::remove_file(project.path().join("specs/specs.lock")).expect("removed");
    let (status, _, log) = project.diff(&DiffArgs::default());
    assert_eq!(status, Status::Failed);
    assert!(log.contains("run `cargo xtask pull pets --update`"), "{log}");
}

#[test]
fn an_edited_contract_fails() {
    let project = Project::new();
    let contract = project.path().join("specs/pets.yaml");
    let text = fs::read_to_string(&contract).expect("the contract");
    fs::write(&contract, text.replace("DOG", "FOX")).expect("written");
    let (status, _, log) = project.diff(&DiffArgs::default());
    assert_eq!(status, Status::Failed);
    assert!(
        log.starts_with("error: pets: specs/pets.yaml is not the contract"),
        "{log}"
    );
}

#[test]
fn overlay_actions_that_go_stale_are_listed() {
    let project = Project::new();
    project.overlay(
        "  - {target: $.components.schemas.Pet, description: Document it., update: {description: A pet.}}\n  \
         - {target: $.components.schemas.Pet.properties.kind, description: A better name., update: {x-mc-name: species}}\n",
    );
    assert_eq!(project.pets().1, "pets: same (version 1.0.0)\n");
    project.publish(
        "pets.yaml",
        &PETS.replace("        kind: {type: string, enum: [CAT, DOG]}\n", ""),
    );
    let (status, out) = project.pets();
    assert!(
        out.ends_with(
            "  1 breaking, 0 compatible\n  overlay actions that would no longer fit: 1\n    specs/overlays/pets.yaml:5: \
             action 2, target $.components.schemas.Pet.properties.kind (A better name.)\n      selects nothing\n"
        ),
        "{out}"
    );
    assert_eq!(status, Status::Breaking);
}

#[test]
fn an_overlay_that_no_longer_fits_is_said() {
    let project = Project::new();
    project.overlay("  - {target: $.components.schemas.Pet, description: d, update: {type: {a: 1}}}\n");
    let (status, out) = project.pets();
    assert!(
        out.contains("\n  the overlay would not apply: specs/overlays/pets.yaml:4: action 1, "),
        "{out}"
    );
    assert_eq!(status, Status::Same);
    project.overlay("  - {target: $.components, update: {}}\n");
    let (status, _, log) = project.diff(&DiffArgs::default());
    assert_eq!(status, Status::Failed);
    assert!(
        log.starts_with("error: pets: specs/overlays/pets.yaml:4:5: action 1 has no `description`"),
        "{log}"
    );
}

/// What the rules alone call harmless, and callers see.
#[test]
fn the_verdict_is_the_sterner_of_rules_and_interface() {
    let project = Project::new();
    // The new type takes the name that the enum within `Pet` has had.
    let taken = "    PetKind: {type: object, properties: {legs: {type: integer}}}\n";
    project.publish("pets.yaml", &format!("{PETS}{taken}"));
    let (status, out) = project.pets();
    assert_eq!(
        out,
        "\
pets: breaking changes (version 1.0.0)
  schema PetKind
    compatible schema-added (new: object): a new type
  0 breaking, 1 compatible
  public items of the crate that change: 4
    BREAKING   models::Pet::kind: Option<super::PetKind> -> Option<super::PetKind2>
    BREAKING   models::PetKind: enum of texts -> struct
    BREAKING   models::PetKind::Cat: \"CAT\" -> gone
    BREAKING   models::PetKind::Dog: \"DOG\" -> gone
"
    );
    assert_eq!(status, Status::Breaking);
}

#[test]
fn names_that_the_overlay_sets_break_nobody() {
    let project = Project::new();
    project.overlay(
        "  - {target: '$.paths.*.get', description: Better names., update: {operationId: all, x-mc-module: animals}}\n",
    );
    project.publish(
        "pets.yaml",
        &PETS
            .replace("listPets", "listAllPets")
            .replace("tags: [pets]", "tags: [animals]"),
    );
    let (status, out) = project.pets();
    assert!(
        out.contains("compatible operation-renamed") && out.contains("compatible operation-moved"),
        "{out}"
    );
    assert!(out.contains("no caller sees it"), "{out}");
    assert_eq!(status, Status::Compatible);
}

#[test]
fn values_that_are_reordered_under_an_overlay_keep_their_names() {
    let project = Project::new();
    let names = "  - {target: $.components.schemas.Pet.properties.kind, description: Names., update: {x-mc-variants: {CAT: Tom, DOG: Rex}}}\n";
    project.overlay(names);
    project.publish("pets.yaml", &PETS.replace("[CAT, DOG]", "[DOG, CAT]"));
    assert_eq!(project.pets().0, Status::OrderOnly);
    project.publish("pets.yaml", &PETS.replace("[CAT, DOG]", "[CAT, DOG, EMU]"));
    let (_, out) = project.pets();
    assert!(
        out.contains(
            "(Names.)\n      /components/schemas/Pet/properties/kind: the value `EMU` has no name in `x-mc-variants`"
        ),
        "{out}"
    );
}

#[test]
fn from_another_contract_or_published_file() {
    let project = Project::new();
    let old = project.path().join("old.yaml");
    fs::write(
        &old,
        PETS.replace("[CAT, DOG]", "[CAT]").replace("All about", "Little about"),
    )
    .expect("written");
    let mut args = DiffArgs {
        from: Some(old),
        products: vec!["pets".to_owned()],
        ..DiffArgs::default()
    };
    let (status, out, _) = project.diff(&args);
    assert!(out.contains("enum-value-added kind (new: DOG)"), "{out}");
    assert_eq!(status, Status::Compatible);

    args.from = Some(project.workspace().contract("pets"));
    assert_eq!(project.diff(&args).1, "pets: same (version 1.0.0)\n");

    args.products.clear();
    let error = diff::diff(
        &project.workspace(),
        &args,
        &project.fetcher(),
        &mut Vec::new(),
        &mut Vec::new(),
    );
    assert_eq!(
        error.expect_err("must be refused").to_string(),
        "--from is one contract: name the one product that it belongs to"
    );
}

#[test]
fn json_has_the_documented_shape() {
    let project = Project::new();
    project.overlay("  - {target: $.nowhere, description: Gone., remove: true}\n");
    project.publish("pets.yaml", &PETS.replace("application/json", "application/xml"));
    project.publish("toys.yaml", "");
    let (status, document) = project.json();
    assert_eq!(status, Status::Failed);
    assert_eq!(document["status"], "failed");
    let toys = &document["products"][1];
    assert_eq!((&toys["product"], &toys["status"]), (&json!("toys"), &json!("failed")));
    assert!(toys["error"].is_string());
    assert_eq!(
        document["products"][0],
        json!({
            "product": "pets",
            "title": "Pets",
            "status": "breaking",
            "from-version": "1.0.0",
            "to-version": "1.0.0",
            "breaking": 1,
            "compatible": 0,
            "changes": [{
                "severity": "breaking",
                "kind": "media-type-changed",
                "place": {
                    "element": "operation",
                    "id": "listPets",
                    "method": "GET",
                    "path": "/pets",
                    "part": "response 200",
                },
                "pointer": "/paths/~1pets/get/responses/200/content",
                "from": "application/json",
                "to": "application/xml",
                "note": "the body has another media type",
            }],
            "interface": [{
                "severity": "breaking",
                "item": "apis::pets::list_pets",
                "from": "fn() -> models::Pet",
                "to": "fn() -> mc_core::Bytes",
            }],
            "stale-actions": [{
                "file": "specs/overlays/pets.yaml",
                "line": 4,
                "number": 1,
                "target": "$.nowhere",
                "description": "Gone.",
                "reasons": ["selects nothing"],
            }],
            "overlay-error": null,
            "findings": [
                "/paths/~1pets/get/responses/200/content: the answer is `application/xml`, no JSON; the method hands it over as it \
                 comes (products are held to JSON: replace the media type, or remove the operation)"
            ],
            "error": null,
        })
    );
}

#[test]
fn json_of_no_change_says_same() {
    let project = Project::new();
    project.publish("pets.yaml", &PETS.replace("All about", "More about"));
    let (status, document) = project.json();
    assert_eq!(status.code(), 0);
    assert_eq!(document["status"], "same");
    assert_eq!(document["products"][0]["status"], "prose-only");
    assert_eq!(document["products"][1]["status"], "same");
}
