//! Real servers of a test's own, on the loopback interface or on a socket; stopped when they are dropped.
#![allow(dead_code, reason = "each test file uses a part")]

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn required() -> bool {
    std::env::var_os("MC_INTEROP").is_some_and(|value| value == "required")
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A Redis of the test's own that forgets nothing; stopped when it is dropped.
pub(crate) struct Redis {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Redis {
    /// Starts one, or says why there is none and gives nothing.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        Self::start_at(folder, free_port())
    }

    pub(crate) fn start_at(folder: &Path, port: u16) -> Option<Self> {
        Self::start_with(folder, port, "always")
    }

    pub(crate) fn start_with(folder: &Path, port: u16, sync: &str) -> Option<Self> {
        Self::start_as(folder, port, &["--appendonly", "yes", "--appendfsync", sync])
    }

    pub(crate) fn start_as(folder: &Path, port: u16, settings: &[&str]) -> Option<Self> {
        let mut command = Command::new("redis-server");
        command
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(settings)
            .arg("--dir")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                assert!(!required(), "redis-server has to be here: {error}");
                println!("skipped: redis-server is not here; install the package redis-server");
                return None;
            }
        };
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = lines.map_while(Result::ok);
        assert!(
            lines.any(|line| line.contains("Ready to accept connections")),
            "redis-server did not start"
        );
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            child,
            address: ([127, 0, 0, 1], port).into(),
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://{}", self.address)
    }

    /// SIGKILL: nothing is written on the way out.
    pub(crate) fn kill(mut self) -> u16 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.address.port()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A PostgreSQL of the test's own, behind a socket; it commits to no disk unless a session asks for that.
pub(crate) struct Postgres {
    folder: tempfile::TempDir,
    programs: PathBuf,
    process: Child,
}

impl Postgres {
    /// Starts one, or says why there is none and gives nothing.
    pub(crate) fn start() -> Option<Self> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let programs = versions
            .map(|version| version.path().join("bin"))
            .chain(std::env::split_paths(&path))
            .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists());
        let Some(programs) = programs else {
            assert!(!required(), "PostgreSQL has to be here");
            println!("skipped: PostgreSQL is not here; install the package postgresql");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let owner = somebody();
        #[cfg(unix)]
        if let Some((user, group)) = owner {
            std::os::unix::fs::chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let run = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command
                .current_dir(folder.path())
                .env("LC_ALL", "C")
                .stdin(Stdio::null());
            #[cfg(unix)]
            if let Some((user, group)) = owner {
                use std::os::unix::process::CommandExt as _;
                command.uid(user).gid(group);
            }
            command
        };
        let made = run("initdb")
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=guard",
                "--encoding=UTF8",
                "-D",
                "data",
            ])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let socket = format!("unix_socket_directories={}", folder.path().display());
        let settings = [
            "listen_addresses=",
            &socket,
            "synchronous_commit=off",
            "logging_collector=off",
        ];
        let mut process = run("postgres")
            .args(["-D", "data"])
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap())
            .lines()
            .map_while(Result::ok);
        assert!(
            lines.any(|line| line.ends_with("ready to accept connections")),
            "PostgreSQL did not start"
        );
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            folder,
            programs,
            process,
        })
    }

    pub(crate) fn address(&self, database: &str) -> String {
        format!("host={} user=guard dbname={database}", self.folder.path().display())
    }

    /// Runs SQL by the official client.
    pub(crate) fn sql(&self, database: &str, sql: &str) -> String {
        let output = Command::new(self.programs.join("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .arg(self.address(database))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// PostgreSQL refuses to run as root: somebody else's number, if we are root.
fn somebody() -> Option<(u32, u32)> {
    #[cfg(unix)]
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    #[cfg(not(unix))]
    let is_root = false;
    if !is_root {
        return None;
    }
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        let account = accounts.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let fields: Vec<&str> = account.split(':').collect();
        Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
    };
    find("postgres").or_else(|| find("nobody"))
}
