//! Where the parts of this project lie.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The folder of the project, and the names of what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The project in the folder `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The project that the current folder belongs to.
    ///
    /// # Errors
    /// When neither the current folder nor one above it holds `specs/catalog.toml`.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir()?;
        for folder in here.ancestors() {
            if folder.join("specs/catalog.toml").is_file() {
                return Ok(Self::new(folder));
            }
        }
        bail!(
            "neither {} nor a folder above it holds specs/catalog.toml: run this in the project",
            here.display()
        )
    }

    /// The folder of the project.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of specs, contracts and overlays.
    pub fn specs(&self) -> PathBuf {
        self.root.join("specs")
    }

    /// The catalog of products.
    pub fn catalog(&self) -> PathBuf {
        self.specs().join("catalog.toml")
    }

    /// The pins.
    pub fn lock(&self) -> PathBuf {
        self.specs().join("specs.lock")
    }

    /// The contract of a product.
    pub fn contract(&self, product: &str) -> PathBuf {
        self.specs().join(format!("{product}.yaml"))
    }

    /// The overlay of a product.
    pub fn overlay(&self, product: &str) -> PathBuf {
        self.specs().join("overlays").join(format!("{product}.yaml"))
    }

    /// The folder of the generator's pin, configurations and templates.
    pub fn codegen(&self) -> PathBuf {
        self.root.join("codegen")
    }

    /// The folder of specs that no product has: `<name>.yaml`, and the crate made of it in `<name>/`.
    pub fn fixtures(&self) -> PathBuf {
        self.codegen().join("fixtures")
    }

    /// What the generated crates were made of.
    pub fn manifest(&self) -> PathBuf {
        self.codegen().join("manifest.json")
    }

    /// The folder of the client crates.
    pub fn crates(&self) -> PathBuf {
        self.root.join("crates")
    }

    /// The folder of what the sandbox knows of the products, in a project that has a sandbox.
    pub fn facts(&self) -> Option<PathBuf> {
        let home = self.crates().join("mc-sandbox");
        home.join("Cargo.toml").is_file().then(|| home.join("src/generated"))
    }

    /// The folder where the published bytes of a product are kept; it is no part of the project.
    pub fn published(&self, product: &str) -> PathBuf {
        self.root.join("target/specs").join(product)
    }

    /// The file that a pull holds as long as it runs; it is no part of the project.
    pub fn pull_lock(&self) -> PathBuf {
        self.root.join("target/specs/pull.lock")
    }

    /// A path as it reads best in a message: from the project's folder.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
