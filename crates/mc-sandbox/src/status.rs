//! The status page: what the sandbox has seen and holds, for people.
//!
//! One page of plain HTML, without scripts. Whatever came with a request is text on it, never markup: the templates escape
//! all that they are given. Its two forms are `POST /reset`, which puts the products back to the start, and
//! `POST /requests/clear`.

use chrono::{DateTime, Utc};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use crate::Seen;
use crate::gateway::State;
use crate::product::Product;
use crate::push::Delivery;
use crate::service::Table;

/// The policy that fits the page: it loads nothing, runs nothing, and sends its form to the sandbox alone.
pub(crate) const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Which requests the page shows: `/?product=mastercom&verdict=refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    product: Option<String>,
    verdict: Option<String>,
}

/// The verdicts by which requests can be chosen.
const VERDICTS: [&str; 3] = ["accepted", "refused", "failed"];

impl Filter {
    /// Reads a query; what it does not know it leaves out.
    pub(crate) fn read(query: Option<&str>) -> Self {
        let mut filter = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match name.as_ref() {
                "product" if value.parse::<Product>().is_ok() => filter.product = Some(value.into_owned()),
                "verdict" if VERDICTS.contains(&value.as_ref()) => filter.verdict = Some(value.into_owned()),
                _ => {}
            }
        }
        filter
    }

    fn shows(&self, seen: &Seen) -> bool {
        let product = self.product.as_deref().is_none_or(|id| seen.product == Some(id));
        product && self.verdict.as_deref().is_none_or(|word| verdict(seen).1 == word)
    }

    fn is_set(&self) -> bool {
        *self != Self::default()
    }
}

/// What the page shows.
pub(crate) struct Snapshot {
    /// Which requests are chosen.
    pub(crate) filter: Filter,
    /// The sandbox's time.
    pub(crate) now: DateTime<Utc>,
    /// What is reached where: a name, and the URL.
    pub(crate) base_urls: Vec<(String, String)>,
    /// The faults that are asked for and have not struck yet.
    pub(crate) faults: Vec<String>,
    /// The requests in the order in which they came.
    pub(crate) requests: Vec<Seen>,
    /// The products by name, each with its state.
    pub(crate) services: Vec<(&'static str, Vec<Table>)>,
}

impl Snapshot {
    /// What there is to show now.
    pub(crate) fn take(state: &State, filter: Filter) -> Self {
        let settings = state.settings.get();
        let url = |product: Product| {
            let url = settings?.pointer(&format!("/products/{}/base_url", product.id()))?;
            Some((product.id().to_owned(), url.as_str()?.to_owned()))
        };
        let control = settings
            .and_then(|settings| settings.get("control_url"))
            .and_then(Value::as_str);
        let mut base_urls: Vec<_> = Product::ALL.into_iter().filter_map(url).collect();
        base_urls.extend(control.map(|control| ("control".to_owned(), control.to_owned())));
        let services = Product::ALL.into_iter().filter_map(|product| {
            let tables = state.service(product)?.tables();
            Some((product.id(), tables))
        });
        let mut services: Vec<_> = services.collect();
        let deliveries = state.pushes.results();
        if !deliveries.is_empty() || state.pushes.unsent() > 0 {
            services.push(("notifications", vec![delivered(&deliveries, state.pushes.unsent())]));
        }
        Self {
            filter,
            now: state.clock.now(),
            base_urls,
            faults: state.plan.list().iter().map(ToString::to_string).collect(),
            requests: state.seen.list(),
            services,
        }
    }
}

/// What became of the notifications.
fn delivered(deliveries: &[Delivery], unsent: u64) -> Table {
    let row = |delivery: &Delivery| {
        vec![
            delivery
                .status
                .map_or_else(|| "none".to_owned(), |status| status.to_string()),
            delivery.attempts.to_string(),
            delivery.time.format("%Y-%m-%d %H:%M:%S").to_string(),
            delivery.reason.clone(),
        ]
    };
    let mut rows: Vec<Vec<String>> = deliveries.iter().rev().map(row).collect();
    if unsent > 0 {
        let reason = format!("{unsent} had no address to go to");
        rows.push(vec!["none".to_owned(), "0".to_owned(), String::new(), reason]);
    }
    Table {
        title: "Sent to the address for notifications",
        columns: &["Status", "Attempts", "First sent", "What went wrong"],
        rows,
    }
}

/// More rows than this are counted, not shown.
const MAX_ROWS: usize = 200;
/// Words of more characters are broken anywhere.
const LONG_WORD: usize = 24;

/// The page.
pub(crate) fn page(snapshot: &Snapshot) -> String {
    let products = snapshot.services.iter().enumerate();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "mcapi sandbox" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the requests" }
                header {
                    div.bar {
                        div {
                            h1 { "mcapi sandbox" }
                            p.clock {
                                "Sandbox time "
                                time datetime=(snapshot.now.format("%Y-%m-%dT%H:%M:%SZ")) {
                                    (snapshot.now.format("%Y-%m-%d %H:%M:%S")) " UTC"
                                }
                            }
                        }
                        div.actions {
                            a.second href="/" { "Reload" }
                            form method="post" action="/requests/clear" { button.second { "Clear requests" } }
                            form method="post" action="/reset" { button { "Reset state" } }
                        }
                    }
                    nav aria-label="Sections" {
                        ul {
                            li { a href="#main" { "Requests" } }
                            @for (index, (name, _)) in products.clone() {
                                li { a href={ "#product-" (index) } { (name) } }
                            }
                            li { a href="#urls" { "Where to connect" } }
                        }
                    }
                }
                main id="main" {
                    section aria-labelledby="requests" {
                        h2 id="requests" { "Requests" }
                        @if !snapshot.faults.is_empty() {
                            h3 { "Faults to come" }
                            ul.faults { @for fault in &snapshot.faults { li { code { (fault) } } } }
                        }
                        (choice(&snapshot.filter))
                        (requests(&snapshot.requests, &snapshot.filter))
                    }
                    @for (index, (name, tables)) in products {
                        section aria-labelledby={ "product-" (index) } {
                            h2 id={ "product-" (index) } { (name) }
                            @if name.parse::<Product>().is_ok() {
                                p { a href={ "/manual/" (name) } { "Which input gets which response, and what a seed looks like" } }
                            }
                            @if tables.iter().all(|table| table.rows.is_empty()) {
                                p.empty { "Nothing is held yet." }
                            } @else {
                                @for table in tables { (state(table)) }
                            }
                        }
                    }
                    section aria-labelledby="urls" {
                        h2 id="urls" { "Where to connect" }
                        dl {
                            @for (name, url) in &snapshot.base_urls {
                                div { dt { (name) } dd { code { (url) } } }
                            }
                        }
                    }
                }
                footer {
                    p { "A local stand-in: nothing of this leaves the machine. Bodies, keys and card numbers are not shown." }
                }
            }
        }
    };
    page.into_string()
}

/// What became of a request, in a word that needs no colour.
fn verdict(seen: &Seen) -> (&'static str, &'static str) {
    match seen.status {
        Some(..400) => ("good", "accepted"),
        None | Some(400..500) => ("bad", "refused"),
        Some(_) => ("odd", "failed"),
    }
}

/// The form that chooses requests.
fn choice(filter: &Filter) -> Markup {
    let chosen = |value: &str, choice: &Option<String>| choice.as_deref() == Some(value);
    html! {
        form.choice method="get" action="/" {
            label { "Product "
                select name="product" {
                    option value="" { "all" }
                    @for product in Product::ALL {
                        option value=(product.id()) selected[chosen(product.id(), &filter.product)] { (product.id()) }
                    }
                }
            }
            label { "Verdict "
                select name="verdict" {
                    option value="" { "all" }
                    @for word in VERDICTS {
                        option value=(word) selected[chosen(word, &filter.verdict)] { (word) }
                    }
                }
            }
            button.second { "Show" }
        }
    }
}

fn requests(all: &[Seen], filter: &Filter) -> Markup {
    let requests: Vec<&Seen> = all.iter().filter(|seen| filter.shows(seen)).collect();
    let hidden = requests.len().saturating_sub(MAX_ROWS);
    html! {
        @if requests.is_empty() && filter.is_set() {
            p.empty { "None of " (all.len()) " requests is of this kind." }
        } @else if requests.is_empty() {
            p.empty { "No requests yet. Send one to a URL below, and reload." }
        } @else {
            div.scroll { table.wide.requests role="table" {
                caption { (requests.len()) @if requests.len() == 1 { " request" } @else { " requests, newest first" } }
                thead role="rowgroup" {
                    tr role="row" {
                        @for heading in ["Verdict", "Request", "Operation", "Caller", "Payload", "Time"] {
                            th role="columnheader" scope="col" { (heading) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for seen in requests.iter().rev().take(MAX_ROWS) { (request(seen)) }
                }
            } }
            @if hidden > 0 { p.more { (hidden) " older ones are not shown." } }
        }
    }
}

fn request(seen: &Seen) -> Markup {
    let (class, word) = verdict(seen);
    html! {
        tr role="row" {
            td role="cell" data-label="Verdict" {
                span.verdict.(class) {
                    @if let Some(status) = seen.status { (status) " " }
                    (word)
                }
            }
            td.long role="cell" data-label="Request" {
                @if seen.method.is_empty() && seen.path.is_empty() {
                    "none came about"
                } @else {
                    code { (seen.method) " " (seen.path) (seen.unknown_path) }
                }
                @if !seen.reason.is_empty() { p.reason { (seen.reason) } }
                @if !seen.faults.is_empty() { p.reason { "fault: " (seen.faults) } }
            }
            td role="cell" data-label="Operation" {
                @match (seen.product, seen.operation) {
                    (Some(product), Some(operation)) => { (operation) p.detail { (product) } }
                    (Some(product), None) => { p.detail { (product) } }
                    _ => { (dash()) }
                }
            }
            td.long[is_long(&seen.auth)] role="cell" data-label="Caller" { (or_dash(&seen.auth)) }
            td.long[is_long(&seen.encryption)] role="cell" data-label="Payload" { (or_dash(&seen.encryption)) }
            td role="cell" data-label="Time" {
                time datetime=(seen.time.format("%Y-%m-%dT%H:%M:%S%.3fZ")) { (seen.time.format("%H:%M:%S%.3f")) }
                p.detail { (milliseconds(seen.duration)) }
            }
        }
    }
}

fn state(table: &Table) -> Markup {
    let hidden = table.rows.len().saturating_sub(MAX_ROWS);
    html! {
        div.scroll { table.wide role="table" {
            caption { (table.title) @if table.rows.is_empty() { ": none" } }
            @if !table.rows.is_empty() {
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in table.columns { th role="columnheader" scope="col" { (column) } }
                    }
                }
                tbody role="rowgroup" {
                    @for row in table.rows.iter().take(MAX_ROWS) {
                        tr role="row" {
                            @for (index, cell) in row.iter().enumerate() {
                                @let column = table.columns.get(index).copied().unwrap_or_default();
                                td.long[is_long(cell)] role="cell" data-label=(column) { (or_dash(cell)) }
                            }
                        }
                    }
                }
            }
        } }
        @if hidden > 0 { p.more { (hidden) " more are not shown." } }
    }
}

/// Whether a word is so long that it has to be broken to fit.
fn is_long(text: &str) -> bool {
    text.split_whitespace().any(|word| word.chars().count() > LONG_WORD)
}

fn or_dash(text: &str) -> Markup {
    if text.is_empty() {
        dash()
    } else {
        html! { (text) }
    }
}

/// Nothing, for the eye and for the ear.
fn dash() -> Markup {
    html! { span.none aria-hidden="true" { "–" } span.unseen { "none" } }
}

fn milliseconds(duration: std::time::Duration) -> String {
    let tenths = duration.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// The page of a product's manual.
pub(crate) fn manual(product: Product) -> String {
    let manual = product.manual();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (product.title()) " in the sandbox" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the manual" }
                header {
                    div.bar {
                        h1 { (product.title()) " in the sandbox" }
                        div.actions { a.second href="/" { "Requests and state" } }
                    }
                    nav aria-label="Products" {
                        ul { @for other in Product::ALL { li { a href={ "/manual/" (other) } { (other.id()) } } } }
                    }
                }
                main id="main" {
                    @for section in manual.sections() {
                        section {
                            h2 { (section.title) }
                            @for text in &section.text { p { (with_code(text)) } }
                            @if let Some(grid) = &section.grid {
                                div.scroll { table.wide role="table" {
                                    caption { (section.title) }
                                    thead role="rowgroup" { tr role="row" {
                                        @for column in grid.columns { th role="columnheader" scope="col" { (with_code(column)) } }
                                    } }
                                    tbody role="rowgroup" {
                                        @for row in &grid.rows { tr role="row" {
                                            @for (index, cell) in row.iter().enumerate() {
                                                @let column = grid.columns.get(index).copied().unwrap_or_default();
                                                td role="cell" data-label=(column.replace('`', "")) { (with_code(cell)) }
                                            }
                                        } }
                                    }
                                } }
                            }
                            @if let Some(example) = &section.example { pre { code { (format!("{example:#}")) } } }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// A text in which what stands between backticks is code.
fn with_code(text: &str) -> Markup {
    let parts = text.split('`').enumerate();
    html! { @for (index, part) in parts { @if index % 2 == 0 { (part) } @else { code { (part) } } } }
}

const STYLE: &str = include_str!("status.css");

#[cfg(test)]
mod tests;
