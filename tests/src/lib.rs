//! Tests of all crates together: on the wire, and of the examples in the project's README.

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(unix)]
pub mod servers;

/// The samples of the guide.
#[cfg(doctest)]
mod guide {
    macro_rules! pages {
        ($($name:ident = $file:literal;)*) => {
            $(
                #[doc = include_str!(concat!("../../docs/guide/src/", $file))]
                struct $name;
            )*
        };
    }

    pages! {
        About = "about.md";
        FirstCall = "first-call.md";
        Keys = "keys.md";
        Sandbox = "sandbox.md";
        Production = "production.md";
        Disputes = "disputes.md";
        Receiving = "receiving.md";
        Portfolios = "portfolios.md";
        UnknownValues = "unknown-values.md";
        Migrating = "migrating.md";
        SecurityReview = "security-review.md";
        Fips = "fips.md";
        Operations = "operations.md";
    }
}
