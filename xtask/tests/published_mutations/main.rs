//! The pinned contracts, changed in one place in each of the ways in which a publisher changes a file: what `diff` says of it.
//!
//! Each way states the verdict of the rules and of what callers see. Neither may say less, and both together no more than
//! stated. The places are chosen at random, with a fixed seed.

mod edits;
mod ways;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use edits::Dice;
use serde_json::Value;
use ways::Way;
use xtask::catalog::Catalog;
use xtask::lock::load_contract;
use xtask::spec::api::Environment;
use xtask::spec::contract::contract;
use xtask::spec::diff::verdict::Judge;
use xtask::spec::diff::{Severity, worst};
use xtask::spec::overlay::Overlay;
use xtask::spec::read::{self, Read};
use xtask::workspace::Workspace;

/// What a crate is made of.
struct Product {
    id: String,
    contract: Value,
    overlay: Overlay,
    servers: Vec<Environment>,
}

/// The products of the catalog, and one with a bit of everything.
fn products() -> Vec<Product> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned();
    let workspace = Workspace::new(root);
    let catalog = Catalog::load(&workspace).unwrap();
    let mut all: Vec<Product> = catalog
        .products
        .iter()
        .map(|(id, product)| Product {
            id: id.clone(),
            contract: load_contract(&workspace, id).unwrap(),
            overlay: Overlay::read(&fs::read(workspace.overlay(id)).unwrap(), id).unwrap(),
            servers: product.servers(),
        })
        .collect();
    let data = |name: &str| fs::read(workspace.root().join("xtask/tests/data").join(name)).unwrap();
    all.push(Product {
        id: "shop".to_owned(),
        contract: of_file(read::yaml(&data("shop.yaml"), "shop.yaml").unwrap().value).unwrap(),
        overlay: Overlay::read(&data("shop.overlay.yaml"), "shop").unwrap(),
        servers: vec![Environment {
            name: "Sandbox".to_owned(),
            url: "https://sandbox.example/shop".to_owned(),
            authentication: None,
        }],
    });
    all
}

/// What a published file becomes; `None` where it is refused.
fn of_file(document: Value) -> Option<Value> {
    contract(&[Read::from_value("mutated.yaml", document)])
        .ok()
        .map(|made| made.value)
}

/// One change of one contract.
struct Case<'a> {
    product: usize,
    way: &'a Way,
    place: String,
    new: Value,
}

impl<'a> Case<'a> {
    fn new(products: &[Product], product: usize, way: &'a Way, dice: &mut Dice) -> Option<Self> {
        let mut new = products[product].contract.clone();
        let place = (way.change)(&mut new, dice)?;
        let new =
            of_file(new).unwrap_or_else(|| panic!("{}: {} at {place} is refused", products[product].id, way.name));
        Some(Self {
            product,
            way,
            place,
            new,
        })
    }
}

/// Judges all cases, on all cores; gives what is wrong.
fn judge(products: &[Product], cases: &[Case<'_>]) -> Vec<String> {
    let judges: Vec<Judge<'_>> = products
        .iter()
        .map(|product| Judge::new(&product.contract, Some(&product.overlay), &product.servers))
        .collect();
    let wrong = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for part in cases.chunks(cases.len().div_ceil(threads)) {
            let (judges, wrong) = (&judges, &wrong);
            scope.spawn(move || {
                for case in part {
                    let verdict = judges[case.product].judge(&case.new);
                    let rules = worst(&verdict.changes);
                    let seen = verdict.seen.iter().map(|seen| seen.severity).max();
                    let both: Option<Severity> = verdict.severity();
                    let way = case.way;
                    // A stale action puts back what it documents: `generate` refuses it, and until then callers see no difference.
                    let is_hidden = !verdict.stale.is_empty();
                    let is_right = rules >= way.rules && (seen >= way.seen || is_hidden) && both <= way.most && both >= rules.max(seen);
                    if !is_right {
                        wrong.lock().unwrap().push(format!(
                            "{}: {} at {}: the rules say {rules:?}, callers see {seen:?}, in all {both:?}; overlay error: {:?}",
                            products[case.product].id, way.name, case.place, verdict.overlay_error
                        ));
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    wrong
}

#[test]
fn each_way_to_change_a_published_contract_gets_its_verdict() {
    let (products, ways) = (products(), ways::all());
    assert!(ways.len() >= 78, "{} ways", ways.len());
    let mut dice = Dice(0x2026_1125);
    let mut cases = Vec::new();
    for way in &ways {
        for product in 0..products.len() {
            cases.extend(Case::new(&products, product, way, &mut dice));
        }
    }
    let tried: BTreeSet<&str> = cases.iter().map(|case| case.way.name).collect();
    let never: Vec<&str> = ways
        .iter()
        .map(|way| way.name)
        .filter(|name| !tried.contains(name))
        .collect();
    assert!(never.is_empty(), "no contract has a place for {never:?}");
    let wrong = judge(&products, &cases);
    assert!(
        wrong.is_empty(),
        "{} of {} verdicts:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn two_hundred_changes_at_random_get_their_verdicts() {
    let (products, ways) = (products(), ways::all());
    let mut dice = Dice(0x5eed_2026);
    let mut cases = Vec::new();
    while cases.len() < 200 {
        let product = dice.next(products.len());
        let way = &ways[dice.next(ways.len())];
        cases.extend(Case::new(&products, product, way, &mut dice));
    }
    let wrong = judge(&products, &cases);
    assert!(
        wrong.is_empty(),
        "{} of {} verdicts:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
