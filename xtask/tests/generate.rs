//! `cargo xtask generate` and `check` on a small project. Tests that run the generator say `skipped` where it cannot be had.

mod support;

use std::fs;

use support::{Project, overlay, root};

const PET: &str = "crates/mc-pets/src/generated/models/pet.rs";

#[test]
fn a_crate_is_generated_checked_and_mended() {
    let project = Project::new();
    if !project.has_generator() {
        return;
    }
    project.pin();
    project.xtask(&["check"]).expect(
        1,
        &[
            "pets: prepared has changed",
            "stale: pets; run `cargo xtask generate pets` and commit",
        ],
    );
    project.xtask(&["generate"]).expect(
        0,
        &[
            "mc-pets: 9 files, 9 written, 0 removed",
            "1 crates generated, 0 up to date",
        ],
    );
    assert!(project.read(PET).contains("pub struct Pet {"));
    assert!(
        project
            .read("crates/mc-pets/src/lib.rs")
            .contains("mc_pets::Environment::Sandbox")
    );
    assert!(
        project
            .read("crates/mc-pets/Cargo.toml")
            .contains("version.workspace = true")
    );
    project.xtask(&["check"]).expect(0, &["1 crates are up to date"]);

    // Nothing to do: not a byte and not a time of change differs.
    let before = project.files();
    let written = fs::metadata(project.path(PET)).unwrap().modified().unwrap();
    project.xtask(&["generate"]).expect(0, &["1 crates are up to date"]);
    assert_eq!(project.files(), before);
    assert_eq!(fs::metadata(project.path(PET)).unwrap().modified().unwrap(), written);

    // One file edited, one missing, one in excess: both checks name each, and write nothing.
    fs::write(project.path(PET), "// edited\n").unwrap();
    fs::remove_file(project.path("crates/mc-pets/src/generated/operations.rs")).unwrap();
    project.write("crates/mc-pets/src/generated/models/old.rs", "");
    let damaged = project.files();
    project.xtask(&["check"]).expect(
        1,
        &[
            "crates/mc-pets/src/generated/models/pet.rs was not written by the generator",
            "crates/mc-pets/src/generated/operations.rs was not written",
            "crates/mc-pets/src/generated/models/old.rs was not written",
        ],
    );
    project.xtask(&["generate", "--check", "--verbose"]).expect(
        1,
        &[
            "crates/mc-pets/src/generated/models/pet.rs: differs",
            "-// edited",
            "@@ -1 +1,",
            "crates/mc-pets/src/generated/operations.rs: is missing",
            "crates/mc-pets/src/generated/models/old.rs: should not be there",
            "run `cargo xtask generate` and commit",
        ],
    );
    assert_eq!(project.files(), damaged);

    // Edits of the hand-written files survive, all else is as it was.
    project.write("crates/mc-pets/README.md", "mine\n");
    project
        .xtask(&["generate"])
        .expect(0, &["mc-pets: 9 files, 2 written, 1 removed"]);
    assert_eq!(project.read("crates/mc-pets/README.md"), "mine\n");
    let mended: Vec<_> = project
        .files()
        .into_iter()
        .filter(|(path, _)| !path.ends_with("README.md"))
        .collect();
    let before: Vec<_> = before
        .into_iter()
        .filter(|(path, _)| !path.ends_with("README.md"))
        .collect();
    assert_eq!(mended, before);

    // An input that changes makes the crate stale, though its files are as they were.
    project.write("specs/overlays/pets.yaml", &overlay("Another shop."));
    project.xtask(&["check"]).expect(
        1,
        &["pets: specs/overlays/pets.yaml has changed since the crate was generated"],
    );
}

#[test]
fn the_sandbox_gets_the_facts_of_each_spec() {
    const FACTS: &str = "crates/mc-sandbox/src/generated/pets.json";
    let project = Project::new();
    if !project.has_generator() {
        return;
    }
    project.pin();
    project.xtask(&["generate"]).expect(0, &["1 crates generated"]);
    assert!(
        !project.path(FACTS).exists(),
        "there is no sandbox that would read them"
    );

    // With a sandbox the crates are as they were, and the facts are written without the generator.
    project.write("crates/mc-sandbox/Cargo.toml", "");
    let stale = format!("pets: {FACTS} is not what the spec makes");
    project
        .xtask(&["check"])
        .expect(1, &[&stale, "run `cargo xtask generate pets`"]);
    let updated = format!("{FACTS}: updated");
    project
        .xtask(&["generate"])
        .expect(0, &[&updated, "1 crates are up to date"]);
    let facts = project.read(FACTS);
    assert!(
        facts.contains("\"id\": \"getPet\"") && !facts.contains("A pet"),
        "{facts}"
    );
    project.xtask(&["check"]).expect(0, &["1 crates are up to date"]);

    // One that is edited, and one that no product has.
    project.write(FACTS, &facts.replace("getPet", "getDog"));
    project.write("crates/mc-sandbox/src/generated/dogs.json", "{}");
    project.xtask(&["check"]).expect(1, &[&stale]);
    project.xtask(&["generate", "--check"]).expect(
        1,
        &[
            "crates/mc-sandbox/src/generated/dogs.json: should not be there",
            &format!("{FACTS}: differs"),
        ],
    );
    project.xtask(&["generate"]).expect(0, &[&updated]);
    assert_eq!(project.read(FACTS), facts);
    assert!(!project.path("crates/mc-sandbox/src/generated/dogs.json").exists());
}

#[test]
fn a_product_with_findings_is_refused() {
    let project = Project::new();
    let nasty = fs::read_to_string(root().join("codegen/fixtures/nasty.yaml")).unwrap();
    project.publish("pets.yaml", &nasty);
    project.pin();
    let before = project.files();
    project.xtask(&["generate"]).expect(
        3,
        &[
            "pets: the crate would get this wrong; repair it in specs/overlays/pets.yaml",
            "/components/schemas/Foo_Bar: the schema `Foo_Bar` would get the name of another, `FooBar`",
            "/components/schemas/Twins/properties/cardNumber: the property `cardNumber` would be a second field",
            "/paths/~1papers/get/tags: the operation has 2 tags",
            "/paths/~1papers/put: two operations of `dispute_papers` would be the method `list_papers`",
            "/paths/~1bodies~1multipart/post/requestBody/content: the body is `multipart/form-data`",
            "/paths/~1bodies~1xml/post/requestBody/content: the body is `application/xml`",
            "the parameter style `pipeDelimited`",
            "a cookie parameter is untried",
            "good answers of several types",
        ],
    );
    assert_eq!(project.files(), before);
}

#[test]
fn a_jar_that_is_not_the_pinned_one_is_not_run() {
    let project = Project::new();
    project.pin();
    project.write("other.jar", "no jar");
    let jar = project.path("other.jar");
    let before = project.files();
    let variables = [("OPENAPI_GENERATOR_JAR", jar.to_str().unwrap())];
    project.xtask_with(&["generate"], &variables).expect(
        3,
        &[
            "OPENAPI_GENERATOR_JAR names another jar than the pinned one",
            "codegen/generator.toml pins",
        ],
    );
    let gone = [("OPENAPI_GENERATOR_JAR", "/nowhere/x.jar")];
    project
        .xtask_with(&["generate"], &gone)
        .expect(3, &["cannot read /nowhere/x.jar"]);
    assert_eq!(project.files(), before);
}

#[test]
fn what_is_not_pinned_or_not_known_is_refused() {
    let project = Project::new();
    project.xtask(&["generate"]).expect(
        3,
        &["pets has no pin in specs/specs.lock: run `cargo xtask pull pets --update`"],
    );
    project.pin();
    project
        .xtask(&["generate", "pet"])
        .expect(3, &["there is no product `pet` in specs/catalog.toml; it has pets"]);
    let contract = project.read("specs/pets.yaml");
    project.write("specs/pets.yaml", &format!("{contract}# edited\n"));
    project
        .xtask(&["check"])
        .expect(3, &["specs/pets.yaml is not the contract that specs/specs.lock pins"]);
    project.write("specs/pets.yaml", &contract);
    project.write(
        "specs/overlays/pets.yaml",
        &overlay("x").replace("$.info", "$.components.schemas.Dog"),
    );
    project
        .xtask(&["generate"])
        .expect(3, &["specs/overlays/pets.yaml", "$.components.schemas.Dog"]);
    project.write("codegen/manifest.json", "[]");
    project.write("specs/overlays/pets.yaml", &overlay("x"));
    project
        .xtask(&["check"])
        .expect(3, &["is no manifest; restore it, or remove it and generate"]);
}

#[test]
fn a_foreign_spec_needs_a_name_a_folder_and_a_spec() {
    let project = Project::new();
    project.write("api.yaml", support::PETS);
    project.write("page.yaml", "<html><body>Sign in</body></html>");
    project.write(
        "old.yaml",
        "swagger: '2.0'\ninfo: {title: x, version: '1'}\npaths: {}\n",
    );
    project.write("bad.yaml", "openapi: 3.0.0\n  paths: [\n");
    project.write("theirs/src/main.rs", "fn main() {}\n");
    let before = project.files();
    let run =
        |spec: &str, name: &str, out: &str| project.xtask(&["generate", "--spec", spec, "--crate", name, "--out", out]);
    run("api.yaml", "1bad", "out").expect(3, &["`1bad` is no crate name"]);
    run("api.yaml", "a/b", "out").expect(3, &["`a/b` is no crate name"]);
    run("api.yaml", "good", "theirs").expect(3, &["theirs holds a crate that was not made by this command"]);
    run("none.yaml", "good", "out").expect(3, &["cannot read none.yaml"]);
    run("page.yaml", "good", "out").expect(3, &["page.yaml", "HTML"]);
    run("old.yaml", "good", "out").expect(3, &["old.yaml", "2.0"]);
    run("bad.yaml", "good", "out").expect(3, &["bad.yaml:2"]);
    project
        .xtask(&["generate", "--spec", "api.yaml"])
        .expect(3, &["--crate <NAME>", "--out <DIR>"]);
    project
        .xtask(&["generate", "pets", "--spec", "api.yaml", "--crate", "a", "--out", "b"])
        .expect(3, &["cannot be used with"]);
    assert_eq!(project.files(), before);
}
