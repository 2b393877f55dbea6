use std::time::Duration;

use super::*;

const HOSTILE: &str = "<script>window.struck = 1</script><img src=x onerror=\"window.struck = 2\">\"'><b>&amp;";

fn seen(status: u16) -> Seen {
    let mut seen = Seen::new(DateTime::UNIX_EPOCH);
    "POST".clone_into(&mut seen.method);
    "/abu/accounts/subscriptions".clone_into(&mut seen.path);
    seen.product = Some("automatic-billing-updater");
    seen.operation = Some("subscribeAccount");
    seen.status = Some(status);
    seen.duration = Duration::from_micros(1_234);
    seen
}

fn snapshot() -> Snapshot {
    Snapshot {
        filter: Filter::default(),
        now: DateTime::UNIX_EPOCH,
        base_urls: Vec::new(),
        faults: Vec::new(),
        requests: Vec::new(),
        services: Vec::new(),
    }
}

fn hostile() -> Seen {
    let mut seen = seen(404);
    for field in [
        &mut seen.method,
        &mut seen.path,
        &mut seen.auth,
        &mut seen.encryption,
        &mut seen.faults,
        &mut seen.reason,
    ] {
        HOSTILE.clone_into(field);
    }
    seen
}

#[test]
fn markup_is_escaped_wherever_it_may_come_from() {
    let mut snapshot = snapshot();
    snapshot.requests.push(hostile());
    snapshot.faults.push(HOSTILE.to_owned());
    snapshot.base_urls.push((HOSTILE.to_owned(), HOSTILE.to_owned()));
    snapshot.services.push((
        HOSTILE,
        vec![Table {
            title: HOSTILE,
            columns: &[HOSTILE],
            rows: vec![vec![HOSTILE.to_owned()]],
        }],
    ));
    let page = page(&snapshot);
    assert_eq!(
        page.matches("&lt;script&gt;window.struck").count(),
        6 + 1 + 2 + 3 + 1 + 1 + 1
    );
    for markup in ["<script", "<img", "<b>", "\"'>"] {
        assert!(!page.contains(markup), "{markup}");
    }
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let mut snapshot = snapshot();
    for number in 0..MAX_ROWS + 5 {
        let mut seen = seen(200);
        seen.path = format!("/number/{number}/");
        snapshot.requests.push(seen);
    }
    snapshot.services = vec![(
        "mastercom",
        vec![Table {
            title: "Claims",
            columns: &["Claim"],
            rows: (0..MAX_ROWS + 3)
                .map(|number| vec![format!("claim {number}.")])
                .collect(),
        }],
    )];
    let page = page(&snapshot);
    assert!(page.contains("5 older ones are not shown") && page.contains("3 more are not shown"));
    assert!(page.contains("/number/204/") && page.contains("/number/5/") && !page.contains("/number/4/"));
    assert!(page.contains("claim 199.") && !page.contains("claim 200."));
}

#[test]
fn a_filter_takes_what_it_knows() {
    let filter = Filter::read(Some("product=mastercom&verdict=refused&x=1"));
    let mut seen = Seen::new(DateTime::UNIX_EPOCH);
    seen.product = Some("mastercom");
    seen.status = Some(401);
    assert!(filter.shows(&seen));
    seen.status = Some(200);
    assert!(!filter.shows(&seen));
    assert_eq!(Filter::read(Some("product=%3Cb%3E&verdict=bad")), Filter::default());
}

#[test]
fn a_manual_is_a_page_without_markup_from_texts() {
    for product in Product::ALL {
        let page = manual(product);
        assert!(page.contains("Seed</h2>"), "{product}");
        assert!(!page.contains('`'), "{product}");
    }
}
