//! What the sandbox does with a product's calls, for people: the same tables by which it decides.
//!
//! ```
//! use mc_sandbox::Product;
//!
//! let manual = Product::AutomaticBillingUpdater.manual();
//! assert!(manual.to_string().contains("last digit"));
//! ```
//!
//! # Pages
//!
//! One page for each product, as `mcapi sandbox explain PRODUCT` prints it:
//!
//! - [`automatic_billing_updater`]
//! - [`benefit_allocation`]
//! - [`identity_insights`]
//! - [`issuer_enrollment`]
//! - [`mastercom`]

use std::fmt;

use serde_json::Value;

use crate::product::Product;
use crate::services;

/// The page of Automatic Billing Updater.
#[doc = include_str!("../manual/automatic-billing-updater.md")]
pub mod automatic_billing_updater {}
/// The page of Benefit Allocation Service.
#[doc = include_str!("../manual/benefit-allocation.md")]
pub mod benefit_allocation {}
/// The page of Identity Insights for Accounts.
#[doc = include_str!("../manual/identity-insights.md")]
pub mod identity_insights {}
/// The page of Issuer Enrollment.
#[doc = include_str!("../manual/issuer-enrollment.md")]
pub mod issuer_enrollment {}
/// The page of Mastercom.
#[doc = include_str!("../manual/mastercom.md")]
pub mod mastercom {}

/// How the sandbox behaves as one product: which input gets which response, what it remembers, and what a seed looks like.
///
/// `Display` writes it as Markdown.
#[derive(Clone, Debug)]
pub struct Manual {
    product: Product,
    sections: Vec<Section>,
}

/// A part of a manual.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    pub(crate) text: Vec<String>,
    pub(crate) grid: Option<Grid>,
    pub(crate) example: Option<Value>,
}

/// A table of a manual.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) columns: &'static [&'static str],
    pub(crate) rows: Vec<Vec<String>>,
}

impl Section {
    pub(crate) fn new(title: &'static str) -> Self {
        Self {
            title,
            text: Vec::new(),
            grid: None,
            example: None,
        }
    }

    /// A paragraph.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text.push(text.into());
        self
    }

    pub(crate) fn table<R: Into<Vec<String>>>(
        mut self,
        columns: &'static [&'static str],
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        self.grid = Some(Grid {
            columns,
            rows: rows.into_iter().map(Into::into).collect(),
        });
        self
    }

    pub(crate) fn example(mut self, example: Value) -> Self {
        self.example = Some(example);
        self
    }
}

impl Manual {
    pub(crate) fn of(product: Product) -> Self {
        Self {
            product,
            sections: services::manual(product),
        }
    }

    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The product that it is about.
    pub fn product(&self) -> Product {
        self.product
    }
}

impl fmt::Display for Manual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {} in the sandbox", self.product.title())?;
        for section in &self.sections {
            writeln!(f, "\n## {}", section.title)?;
            for text in &section.text {
                writeln!(f, "\n{text}")?;
            }
            if let Some(grid) = &section.grid {
                let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
                let columns: Vec<String> = grid.columns.iter().map(|&column| column.to_owned()).collect();
                writeln!(f, "\n{}\n|{}", line(&columns), " --- |".repeat(columns.len()))?;
                for row in &grid.rows {
                    writeln!(f, "{}", line(row))?;
                }
            }
            if let Some(example) = &section.example {
                writeln!(f, "\n```json\n{example:#}\n```")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The pages in the repository are what the code says; `MC_SANDBOX_MANUAL=write` brings them up to date.
    #[test]
    fn pages_are_what_the_code_says() {
        for product in Product::ALL {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("manual/{product}.md"));
            let manual = Manual::of(product).to_string();
            if std::env::var_os("MC_SANDBOX_MANUAL").is_some() {
                fs::write(&path, &manual).unwrap();
            }
            let page = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                page == manual,
                "manual/{product}.md is not what the code says; run: MC_SANDBOX_MANUAL=write cargo test -p mc-sandbox manual"
            );
        }
    }

    #[test]
    fn every_example_of_a_seed_can_be_planted() {
        for product in Product::ALL {
            let manual = Manual::of(product);
            let seeds: Vec<&Value> = manual
                .sections()
                .iter()
                .filter(|section| section.title == "Seed")
                .filter_map(|section| section.example.as_ref())
                .collect();
            assert_eq!(seeds.len(), 1, "{product}");
            for seed in seeds {
                services::new(product).seed(seed).unwrap();
                let errors: Vec<String> = crate::seeds::validator(product)
                    .iter_errors(seed)
                    .map(|error| error.to_string())
                    .collect();
                assert!(errors.is_empty(), "{product}: {errors:?}");
            }
        }
    }
}
