//! Building one crate, its dependencies built.

use anyhow::Result;

use super::project::touch;
use super::{Bench, Figure, Row, plain, progress, run, time};

const PRODUCT: &str = "mastercom";

pub(super) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let project = bench.project()?;
    let package = &bench.catalog.product(PRODUCT)?.package;
    plain::make(bench, &bench.generator()?, &project, PRODUCT)?;
    let sides = [
        (package.clone(), project.root().join("crates").join(package)),
        (plain::package(PRODUCT), project.plain(PRODUCT)),
    ];
    let build = |package: &str| {
        let mut command = project.cargo("build");
        command.args(["--quiet", "--package", package]);
        command
    };
    for (package, _) in &sides {
        progress(&format!("building what {package} depends on"));
        run(&mut build(package))?;
    }
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=bench.rounds(7) {
        // Who goes first changes, so that a machine that gets slower or faster favours nobody.
        for side in if round % 2 == 0 { [0, 1] } else { [1, 0] } {
            let (package, folder) = &sides[side];
            touch(&folder.join("src/lib.rs"))?;
            let took = time(build(package).arg("--offline"))?;
            progress(&format!(
                "build, round {round}: {package} {:.2} s",
                took.wall.as_secs_f64()
            ));
            // The first round does not count.
            if round > 0 {
                times[side].push(took);
            }
        }
    }
    let [left, right] = &times;
    let what = "cargo build of mc-mastercom alone";
    Ok(vec![Row::beside(Figure::Build, what, left, right, 1.0)])
}
