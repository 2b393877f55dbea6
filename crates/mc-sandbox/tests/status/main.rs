//! The status page in a real browser, without a window.

mod browser;

use http::StatusCode;
use mc_automatic_billing_updater::models::{Account, Customer, Subscription};
use mc_benefit_allocation::models::{AssignBenefitAllocation, Segment};
use mc_sandbox::{Fault, PlannedFault, Product, Sandbox};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebDriver};

use self::browser::Browser;

/// 64 characters of markup, the longest request id that there may be.
const HOSTILE: &str = "\"'><script>window.x=1</script><img src=x onerror=window.x=2><b>&";

/// What a script in the page comes to.
async fn eval(driver: &WebDriver, script: &str) -> WebDriverResult<Value> {
    let answer = driver.execute(format!("return ({script})"), Vec::new()).await?;
    Ok(answer.json().clone())
}

/// How wide the window is, and whether colours are light or dark.
async fn view(driver: &WebDriver, width: u32, height: u32, scheme: &str) -> WebDriverResult<()> {
    let cdp = driver.cdp();
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    cdp.send_raw("Emulation.setEmulatedMedia", media).await?;
    Ok(())
}

/// The texts whose contrast with what is behind them is less than 4.5 to 1.
const TOO_FAINT: &str = r"(() => {
    const rgb = text => (text.match(/[\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const colour = rgb(getComputedStyle(element).backgroundColor);
            if (colour.length === 3 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const faint = [];
    for (const element of document.body.querySelectorAll('*')) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own) continue;
        const [one, two] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(one, two) + .05) / (Math.min(one, two) + .05);
        if (ratio < 4.5) faint.push(element.textContent.trim() + ' ' + ratio.toFixed(2));
    }
    return faint;
})()";

/// What is missing for somebody who listens to the page.
const UNHEARD: &str = r"[
    document.documentElement.lang === 'en' || 'language',
    document.title !== '' || 'title',
    document.querySelectorAll('h1').length === 1 || 'one main heading',
    document.querySelectorAll('main').length === 1 || 'main part',
    [...document.querySelectorAll('h1, h2, h3')].every((heading, i, all) =>
        i === 0 || heading.tagName[1] - all[i - 1].tagName[1] <= 1) || 'order of headings',
    [...document.querySelectorAll('table')].every(table => table.caption && table.caption.textContent.trim()) || 'captions',
    [...document.querySelectorAll('th')].every(cell => cell.scope === 'col') || 'scope of headings',
    [...document.querySelectorAll('nav a')].every(link => document.querySelector(link.getAttribute('href'))) || 'targets',
    [...document.querySelectorAll('[aria-labelledby]')].every(part =>
        document.getElementById(part.getAttribute('aria-labelledby'))) || 'labels',
].filter(found => found !== true)";

async fn check(driver: &WebDriver, name: &str) -> WebDriverResult<()> {
    for scheme in ["light", "dark"] {
        for width in [1280, 400, 320] {
            view(driver, width, 900, scheme).await?;
            let widths = eval(driver, "[document.documentElement.scrollWidth, innerWidth]").await?;
            assert_eq!(widths[0], widths[1], "the page is wider than a window of {width}");
            assert_eq!(eval(driver, TOO_FAINT).await?, json!([]), "{scheme}");
            picture(driver, &format!("{name}-{scheme}-{width}")).await?;
        }
    }
    assert_eq!(eval(driver, UNHEARD).await?, json!([]));
    assert_eq!(eval(driver, "document.scripts.length").await?, 0);
    Ok(())
}

/// Keeps a picture of the whole page where `MC_PICTURES` names a folder.
async fn picture(driver: &WebDriver, name: &str) -> WebDriverResult<()> {
    let Some(folder) = std::env::var_os("MC_PICTURES") else {
        return Ok(());
    };
    let height = eval(driver, "document.documentElement.scrollHeight").await?;
    let width = eval(driver, "innerWidth").await?;
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", size)
        .await?;
    let folder = std::path::PathBuf::from(folder);
    driver.screenshot(&folder.join(format!("{name}.png"))).await
}

async fn subscribe(sandbox: &Sandbox, ending: &str, request_id: &str) {
    let http = sandbox.http(Product::AutomaticBillingUpdater).unwrap();
    let client = mc_automatic_billing_updater::Client::new(http, sandbox.environment(Product::AutomaticBillingUpdater));
    let account = Account::new(format!("52000000000000{ending}"), "1229".to_owned());
    let subscription = Subscription::new(request_id, Customer::new("1111", "XXX000000000XXX"), account);
    // Some are refused, which the page then shows.
    let _ = client.subscriptions().subscribe_account(&subscription).await;
}

async fn assign(sandbox: &Sandbox) {
    let http = sandbox.http(Product::BenefitAllocation).unwrap();
    let client = mc_benefit_allocation::Client::new(http, sandbox.environment(Product::BenefitAllocation));
    let request = AssignBenefitAllocation::new(
        5_291_070_000_000_000,
        vec![Segment::new("DART", mc_core::values::Date::from_wire("2026-12-01"))],
    );
    client.segments().assign_segment(&request).await.unwrap();
}

/// Asks without a signature and without a certificate.
async fn stranger(sandbox: &Sandbox, product: Product, path: &str) -> reqwest::Result<reqwest::Response> {
    let tls = sandbox.client_tls().unwrap().build().unwrap();
    let http = reqwest::Client::builder().tls_backend_preconfigured(tls).build()?;
    http.get(format!("{}{path}", sandbox.base_url(product))).send().await
}

async fn verdicts(driver: &WebDriver) -> WebDriverResult<Value> {
    let script = "[...document.querySelectorAll('.requests tbody .verdict')].map(cell => cell.innerText)";
    eval(driver, script).await
}

async fn text(driver: &WebDriver) -> WebDriverResult<String> {
    driver.find(By::Tag("main")).await?.text().await
}

async fn press(driver: &WebDriver, path: &str) -> WebDriverResult<()> {
    let button = By::Css(format!("form[action='{path}'] button"));
    eval(driver, "document.documentElement.dataset.before = 'yes'").await?;
    driver.find(button).await?.click().await?;
    // The page that comes after it has no such mark; while it comes, nothing can be asked.
    let loading = "document.documentElement.dataset.before || document.readyState !== 'complete'";
    for _ in 0..10_000 {
        if matches!(eval(driver, loading).await, Ok(Value::Bool(false))) {
            return Ok(());
        }
    }
    panic!("no page came after {path} was pressed")
}

#[tokio::test]
async fn a_browser_shows_what_the_sandbox_has_seen_and_holds() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::builder().start().await.unwrap();
    let url = format!("{}/", sandbox.control_url());
    let test = async |driver: WebDriver| {
        driver.goto(&url).await?;
        let empty = text(&driver).await?;
        assert!(
            empty.contains("No requests yet") && empty.contains("Nothing is held yet"),
            "{empty}"
        );
        for product in Product::ALL {
            assert!(empty.contains(&sandbox.base_url(product)), "{product} in {empty}");
        }
        check(&driver, "empty").await?;

        subscribe(&sandbox, "12", "request-1").await;
        subscribe(&sandbox, "18", "request-2").await;
        subscribe(&sandbox, "16", "request-3").await;
        assign(&sandbox).await;
        let refused = stranger(&sandbox, Product::Mastercom, "/v6/queues/names").await;
        assert!(refused.unwrap().status().is_client_error());
        assert!(
            stranger(&sandbox, Product::IdentityInsights, "/openings")
                .await
                .is_err()
        );
        sandbox.fail(Fault::Status(StatusCode::SERVICE_UNAVAILABLE));
        subscribe(&sandbox, "18", "request-4").await;
        sandbox.fail(
            PlannedFault::new(Fault::Status(StatusCode::TOO_MANY_REQUESTS))
                .times(2)
                .for_operation(Product::Mastercom, &mc_mastercom::operations::CREATE_CLAIM),
        );

        view(&driver, 1280, 900, "light").await?;
        driver.goto(&url).await?;
        let expected = [
            "503 failed",
            "refused",
            "401 refused",
            "200 accepted",
            "500 failed",
            "202 accepted",
            "202 accepted",
        ];
        assert_eq!(verdicts(&driver).await?, json!(expected));
        let full = text(&driver).await?;
        for part in [
            "none came about",
            "subscribeAccount",
            "account 1",
            "request-2",
            "watched",
            "card 1",
            "PC4657, PC6323",
            "Faults to come",
            "createClaim",
        ] {
            assert!(full.contains(part), "{part} in {full}");
        }
        let source = driver.source().await?;
        for secret in ["52000000000000", "5291070", "BEGIN", "password"] {
            assert!(!source.contains(secret), "{secret} is shown");
        }
        check(&driver, "full").await?;

        view(&driver, 1280, 900, "light").await?;
        press(&driver, "/reset").await?;
        assert_eq!(driver.current_url().await?.as_str(), url);
        let kept = text(&driver).await?;
        assert!(!kept.contains("request-2") && !kept.contains("card 1"), "{kept}");
        assert_eq!(verdicts(&driver).await?, json!(expected));
        press(&driver, "/requests/clear").await?;
        assert_eq!(driver.current_url().await?.as_str(), url);
        assert!(text(&driver).await?.contains("No requests yet"));
        assert!(sandbox.requests().is_empty());
        Ok(())
    };
    browser.run(test).await;
}

#[tokio::test]
async fn what_came_with_a_request_is_text_to_a_browser() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::builder().start().await.unwrap();
    assert_eq!(HOSTILE.len(), 64);
    subscribe(&sandbox, "18", HOSTILE).await;
    for path in [
        "/<script>window.x=3</script>",
        "/inquiries?a=<img src=x onerror=window.x=4>",
    ] {
        stranger(&sandbox, Product::AutomaticBillingUpdater, path)
            .await
            .unwrap();
    }
    let test = async |driver: WebDriver| {
        driver.goto(sandbox.control_url()).await?;
        assert_eq!(eval(&driver, "typeof window.x").await?, "undefined");
        assert_eq!(
            eval(
                &driver,
                "document.querySelectorAll('main script, main img, main b').length"
            )
            .await?,
            0
        );
        assert!(text(&driver).await?.contains(HOSTILE));
        assert_eq!(verdicts(&driver).await?.as_array().map(Vec::len), Some(3));
        check(&driver, "hostile").await
    };
    browser.run(test).await;
}
