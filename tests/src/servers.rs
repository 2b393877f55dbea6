//! Database servers of a test's own, in folders of their own, that end with the test.
//!
//! Where their programs are missing, a test is skipped and says so; with `MC_INTEROP=required` in the environment it fails.

#![allow(clippy::missing_panics_doc, reason = "tests end by panicking")]

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use tempfile::TempDir;

/// A Redis on the loopback interface.
#[derive(Debug)]
pub struct Redis {
    process: Child,
    port: u16,
    _folder: TempDir,
}

impl Redis {
    /// Starts one, or says why it cannot.
    pub fn start() -> Option<Self> {
        let folder = TempDir::new().unwrap_or_else(|error| panic!("{error}"));
        let port = free_port();
        let mut command = Command::new("redis-server");
        command
            .args([
                "--port",
                &port.to_string(),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
            ])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let Ok(mut process) = command.spawn() else {
            return missing("redis-server");
        };
        if let Some(log) = process.stdout.take() {
            wait_for(Log::Out(log), "Ready to accept connections");
        }
        Some(Self {
            process,
            port,
            _folder: folder,
        })
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A PostgreSQL that is reached by a Unix socket, without password or TLS.
#[derive(Debug)]
pub struct Postgres {
    process: Child,
    folder: TempDir,
}

impl Postgres {
    /// Starts one, or says why it cannot.
    pub fn start() -> Option<Self> {
        let Some(programs) = postgres_programs() else {
            return missing("PostgreSQL");
        };
        let folder = TempDir::new().unwrap_or_else(|error| panic!("{error}"));
        let owner = somebody();
        let open = fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755));
        open.unwrap_or_else(|error| panic!("{error}"));
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group)).unwrap_or_else(|error| panic!("{error}"));
        }
        let data = folder.path().join("data");
        let run = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command
                .current_dir(folder.path())
                .env("LC_ALL", "C")
                .stdin(Stdio::null());
            if let Some((user, group)) = owner {
                command.uid(user).gid(group);
            }
            command.arg("-D").arg(&data);
            command
        };
        let made = run("initdb")
            .args(["--no-sync", "--auth=trust", "--username=test", "--encoding=UTF8"])
            .output()
            .unwrap_or_else(|error| panic!("{error}"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut process = run("postgres")
            .args(["-c", "listen_addresses=", "-c", "logging_collector=off", "-c"])
            .arg(format!("unix_socket_directories={}", folder.path().display()))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}"));
        if let Some(log) = process.stderr.take() {
            wait_for(Log::Error(log), "ready to accept connections");
        }
        Some(Self { process, folder })
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("host={} user=test dbname=postgres", self.folder.path().display())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn missing<T>(what: &str) -> Option<T> {
    let required = std::env::var("MC_INTEROP").is_ok_and(|value| value == "required");
    assert!(!required, "{what} has to be here");
    println!("skipped: {what} is not here");
    None
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| panic!("{error}"));
    listener.local_addr().unwrap_or_else(|error| panic!("{error}")).port()
}

enum Log {
    Out(ChildStdout),
    Error(ChildStderr),
}

/// Reads a log until a text is in it, and goes on reading so that nobody waits for a reader.
fn wait_for(log: Log, text: &str) {
    let mut log: Box<dyn std::io::Read + Send> = match log {
        Log::Out(log) => Box::new(log),
        Log::Error(log) => Box::new(log),
    };
    let (mut read, mut byte) = (Vec::new(), [0; 1]);
    while !read.ends_with(text.as_bytes()) {
        let count = log.read(&mut byte).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(count, 1, "{}", String::from_utf8_lossy(&read));
        read.push(byte[0]);
    }
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
}

/// Where PostgreSQL's programs are.
fn postgres_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions
        .map(|version| version.path().join("bin"))
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// PostgreSQL refuses to run as root: somebody else's number, if this is root.
fn somebody() -> Option<(u32, u32)> {
    if fs::metadata(Path::new("/proc/self")).ok()?.uid() != 0 {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").ok()?;
    let find = |name: &str| {
        let account = accounts.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let mut fields = account.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}
