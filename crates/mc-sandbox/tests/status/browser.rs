//! A real browser without a window, driven by `WebDriver`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use thirtyfour::error::WebDriverResult;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

/// A driver of Chromium on a port of its own; it stops when this goes.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    chromium: PathBuf,
    profile: tempfile::TempDir,
}

impl Browser {
    /// None where Chromium or its driver is not installed, unless they are required.
    pub(crate) fn start() -> Option<Self> {
        let installed = (find(&["chromium", "chromium-browser"]), find(&["chromedriver"]));
        let (Some(chromium), Some(driver)) = installed else {
            let required = std::env::var_os("MC_INTEROP").is_some_and(|value| value == "required");
            assert!(!required, "install chromium and chromium-driver");
            println!("skipped: chromium and chromedriver are not here; install chromium and chromium-driver");
            return None;
        };
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        // What else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self {
            driver,
            port: port.expect("chromedriver names its port"),
            chromium,
            profile: tempfile::tempdir().unwrap(),
        })
    }

    /// Runs a test with a page of a fresh profile, and closes the browser whatever comes of it.
    pub(crate) async fn run<F, Fut>(&self, test: F)
    where
        F: FnOnce(WebDriver) -> Fut,
        Fut: Future<Output = WebDriverResult<()>>,
    {
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&self.chromium.to_string_lossy()).unwrap();
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            &profile,
        ];
        for argument in arguments {
            capabilities.add_arg(argument).unwrap();
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities).await;
        driver.unwrap().run_and_quit(test).await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The first of the programs that is on the search path.
fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let places = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| Path::is_file(place))
}
