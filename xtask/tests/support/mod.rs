//! A small project in a temporary folder, and the command run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use xtask::commands::pull::{self, PullArgs};
use xtask::fetch::{Fetcher, Limits, Source};
use xtask::generator::{Generator, Pin};
use xtask::workspace::Workspace;

pub(crate) const CATALOG: &str = r#"# The first line.
base = "https://specs.example/content/"

[product.pets]
title = "Pets"
crate = "mc-pets" # a remark
documentation = "https://specs.example/pets"
auth = "oauth1"
payload-encryption = "none"
files = [{ path = "pets.yaml" }]
environments = [
  { name = "Sandbox", url = "https://sandbox.example/pets" },
]
"#;

pub(crate) const PETS: &str = "\
openapi: 3.0.1
info: {title: Pets, version: 1.0.0}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: A pet.
          content:
            application/json: {schema: {$ref: '#/components/schemas/Pet'}}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        kind: {type: string, enum: [CAT, DOG]}
";

/// This project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

pub(crate) struct Project {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) status: i32,
    /// Standard output and standard error.
    pub(crate) said: String,
}

impl Project {
    /// A project with one product, not pinned, and a mirror that has its file.
    pub(crate) fn new() -> Self {
        let project = Self {
            folder: TempDir::new().unwrap(),
        };
        project.write("specs/catalog.toml", CATALOG);
        project.write("specs/overlays/pets.yaml", &overlay("A pet shop."));
        project.write(
            "codegen/config/pets.yaml",
            "additionalProperties: {packageName: mc_pets}\n",
        );
        project.publish("pets.yaml", PETS);
        for name in [
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain.toml",
            "rustfmt.toml",
            "codegen/generator.toml",
            "codegen/config/common.yaml",
        ] {
            project.write(name, &fs::read_to_string(root().join(name)).unwrap());
        }
        copy(&root().join("codegen/templates"), &project.path("codegen/templates"));
        project
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts a file into the mirror.
    pub(crate) fn publish(&self, name: &str, text: &str) {
        self.write(&format!("mirror/content/{name}"), text);
    }

    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::new(self.folder.path())
    }

    pub(crate) fn fetcher(&self) -> Fetcher {
        Fetcher::new(Source::Directory(self.path("mirror")), Limits::default()).unwrap()
    }

    /// Pins what the mirror has.
    pub(crate) fn pin(&self) {
        let args = PullArgs {
            update: true,
            ..PullArgs::default()
        };
        let (out, log) = (&mut Vec::new(), &mut Vec::new());
        pull::pull(&self.workspace(), &args, &self.fetcher(), out, log).unwrap();
    }

    /// Runs `cargo xtask` with these arguments.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Done {
        self.xtask_with(arguments, &[])
    }

    /// As [`Self::xtask`], with variables of the environment.
    pub(crate) fn xtask_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.folder.path());
        command.envs(variables.iter().copied());
        let done = command.output().unwrap();
        Done {
            status: done.status.code().unwrap(),
            said: format!(
                "{}{}",
                String::from_utf8_lossy(&done.stdout),
                String::from_utf8_lossy(&done.stderr)
            ),
        }
    }

    /// Each file of the project with its bytes, but for the tools.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut open = vec![self.folder.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let bytes = fs::read(&path).unwrap();
                    found.push((path, bytes));
                } else if path != self.path("target") {
                    open.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// Lends the project the generator that this project has; says so and gives `false` where it cannot be had.
    pub(crate) fn has_generator(&self) -> bool {
        let ours = Workspace::new(root());
        let provisioned = Pin::load(&ours).and_then(|pin| Generator::provision(&ours, &pin));
        if let Err(error) = provisioned {
            println!("skipped: the generator cannot be had: {error:#}");
            return false;
        }
        let tools = root().join("target/tools");
        if tools.is_dir() {
            fs::create_dir_all(self.path("target")).unwrap();
            copy(&tools, &self.path("target/tools"));
        }
        true
    }
}

impl Done {
    /// Asserts the exit status and that each text was said.
    pub(crate) fn expect(&self, status: i32, texts: &[&str]) {
        assert_eq!(self.status, status, "{}", self.said);
        for text in texts {
            assert!(self.said.contains(text), "`{text}` is missing in:\n{}", self.said);
        }
    }
}

pub(crate) fn overlay(description: &str) -> String {
    format!(
        "overlay: 1.1.0\ninfo: {{title: x, version: 1.0.0}}\nactions:\n  - target: $.info\n    description: Introduce it.\n    \
         update: {{description: {description}}}\n"
    )
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            // A large file that nobody changes need not be there twice.
            if fs::hard_link(&path, &target).is_err() {
                fs::copy(&path, &target).unwrap();
            }
        }
    }
}
