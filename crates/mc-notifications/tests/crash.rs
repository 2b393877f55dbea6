//! A receiver that is killed: what it has acknowledged is there.
//!
//! `MC_NOTIFICATIONS_KILL_CYCLES=50` makes it the full length.

#![cfg(all(feature = "server", feature = "sqlite"))]

mod support;

use std::path::Path;

use mc_notifications::queue::{Queue as _, Take};
use support::client::{Client, post};
use support::crash::{FOLDER, HANGS, Running, cycles, open, prepare};
use support::{PAN, references, update};
use tempfile::TempDir;
use tokio::process::Command;

/// This program again, as a child.
fn command() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "a_child_serves", "--nocapture"]);
    command
}

/// Not a test of its own: the receiver that the others kill.
#[test]
fn a_child_serves() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        support::crash::child(Path::new(&folder));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    let count = std::env::var("MC_NOTIFICATIONS_KILL_CYCLES").map_or(5, |count| count.parse().unwrap());
    let folder = TempDir::new().unwrap();
    let report = cycles(command, folder.path(), count, 8).await;
    println!("{report:?}");
    assert!(report.acknowledged >= count * 50, "{report:?}");
    assert_eq!((report.lost, report.repeated), (0, 0), "{report:?}");
}

/// The child may write files of 200 KiB and no larger, as on a disk that is full at that point.
#[cfg(unix)]
#[tokio::test]
async fn a_full_disk_is_answered_503_and_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let config = prepare(folder.path());
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\""]);
    let plain = command();
    limited
        .arg(plain.as_std().get_program())
        .args(plain.as_std().get_args());
    let running = Running::start(limited, folder.path()).await;
    let mut client = Client::connect(running.address, &config).await.unwrap();
    let mut kept = Vec::new();
    let refused = loop {
        let reference = format!("a-{}", kept.len());
        match client.post(&update(&reference, PAN)).await.unwrap() {
            200 => kept.push(reference),
            status => break status,
        }
    };
    assert_eq!(refused, 503);
    assert!(kept.len() > 5, "{}", kept.len());
    running.kill().await;
    // With room again, what was refused can be sent again.
    let running = Running::start(command(), folder.path()).await;
    let mut client = Client::connect(running.address, &config).await.unwrap();
    kept.push(format!("a-{}", kept.len()));
    assert_eq!(client.post(&update(&kept[kept.len() - 1], PAN)).await.unwrap(), 200);
    running.kill().await;
    let batch = open(folder.path()).take(&Take::new().with_max(u32::MAX)).await.unwrap();
    assert_eq!(references(&batch), kept);
}

#[tokio::test]
async fn a_kill_between_keeping_and_answering_keeps_the_update_once() {
    for (place, kept) in [("before", 0), ("after", 1)] {
        let folder = TempDir::new().unwrap();
        let config = prepare(folder.path());
        let mut hanging = command();
        hanging.env(HANGS, place);
        let mut running = Running::start(hanging, folder.path()).await;
        let mut client = Client::connect(running.address, &config).await.unwrap();
        client.send(post(&update("a-1", PAN))).await.unwrap();
        running.said("hanging").await;
        running.kill().await;
        assert!(client.status().await.is_err());
        assert_eq!(open(folder.path()).figures().await.unwrap().pending, kept, "{place}");

        // The sender sends it again, as it was not answered.
        let running = Running::start(command(), folder.path()).await;
        let mut client = Client::connect(running.address, &config).await.unwrap();
        assert_eq!(client.post(&update("a-1", PAN)).await.unwrap(), 200);
        running.kill().await;
        let batch = open(folder.path()).take(&Take::new()).await.unwrap();
        assert_eq!(references(&batch), ["a-1"]);
    }
}
