//! The published examples that the fidelity figure counts.
//!
//! Published files are read from `../shared`; without that folder the test is skipped.

use std::path::PathBuf;

use xtask::bench::examples::collect;
use xtask::catalog::Catalog;
use xtask::fetch::{Fetcher, Limits, Source, fetch_and_read};
use xtask::generator::Pin;
use xtask::lock::load_contract;
use xtask::pipeline;
use xtask::workspace::Workspace;

#[test]
fn every_published_example_is_counted_and_has_a_model() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let mirror = root.join("../shared/published");
    if !mirror.is_dir() {
        println!("skipped: ../shared is not here");
        return;
    }
    let workspace = Workspace::new(root);
    let catalog = Catalog::load(&workspace).unwrap();
    let pin = Pin::load(&workspace).unwrap();
    let fetcher = Fetcher::new(Source::Directory(mirror), Limits::default()).unwrap();
    let mut counts = Vec::new();
    let mut without = Vec::new();
    for (id, product) in &catalog.products {
        let contract = load_contract(&workspace, id).unwrap();
        let api = pipeline::product(&workspace, &pin, id, product, &contract).unwrap().api;
        let mut count = 0;
        for file in &product.files {
            let Some(read) = fetch_and_read(&fetcher, &catalog, file).unwrap() else {
                continue;
            };
            for example in collect(&read.value) {
                count += 1;
                let has_model = api
                    .models
                    .iter()
                    .any(|model| model.published.as_ref() == Some(&example.schema));
                if !has_model {
                    without.push(format!("{id} {}", example.schema));
                }
            }
        }
        counts.push((id.as_str(), count));
    }
    assert_eq!(
        without,
        Vec::<String>::new(),
        "schemas with an example and without a model"
    );
    assert_eq!(
        counts,
        [
            ("automatic-billing-updater", 16),
            ("benefit-allocation", 5),
            ("identity-insights", 3),
            ("issuer-enrollment", 2),
            ("mastercom", 92),
        ]
    );
}
