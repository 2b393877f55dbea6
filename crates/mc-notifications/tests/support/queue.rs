//! What every store has to do, whatever it stands on.

use std::sync::Arc;
use std::time::Duration;

use mc_notifications::queue::{Delivery, Queue, Receipt, Replay, Replayed, Take, Why};
use mc_notifications::{Notification, Sink, Stored};

use super::{NEW_PAN, OTHER_PAN, PAN, notification, references, update};

const LEASE: Duration = Duration::from_secs(60);

fn receipts(batch: &[Delivery]) -> Vec<Receipt> {
    batch.iter().map(|delivery| delivery.receipt).collect()
}

async fn add(store: &impl Sink, reference: &str, account: &str) {
    let stored = store.store(&notification(reference, account)).await.unwrap();
    assert_eq!(stored, Stored::New, "{reference}");
}

/// Duplicates, conflicts, quarantine, leases, acknowledging, releasing, replaying, purging. `advance` moves the store's time.
pub async fn behaves(store: &(impl Sink + Queue), advance: &(dyn Fn(Duration) + Sync)) {
    let all = Take::new().with_lease(LEASE);
    let take = || async { store.take(&all).await.unwrap() };

    // The same is kept once, also when it is laid out in another way.
    add(store, "a-1", PAN).await;
    add(store, "a-2", NEW_PAN).await;
    assert_eq!(store.store(&notification("a-1", PAN)).await.unwrap(), Stored::Duplicate);
    let spaced = update("a-1", PAN).replace(',', " , ");
    assert_eq!(
        store.store(&Notification::parse(spaced).unwrap()).await.unwrap(),
        Stored::Duplicate
    );
    // Another content under a known reference is kept and marked, and kept once.
    let other = Notification::parse(update("a-1", PAN).replace("\"A\"", "\"E\"")).unwrap();
    assert_eq!(store.store(&other).await.unwrap(), Stored::Conflict);
    assert_eq!(store.store(&other).await.unwrap(), Stored::Duplicate);
    // What is not understood goes into quarantine, with or without a reference.
    for body in ["[]", r#"{"abuReferenceId":"q-1"}"#] {
        let odd = Notification::parse(body).unwrap();
        assert_eq!(store.store(&odd).await.unwrap(), Stored::New);
        assert_eq!(store.store(&odd).await.unwrap(), Stored::Duplicate);
    }
    let figures = store.figures().await.unwrap();
    assert_eq!((figures.pending, figures.leased, figures.quarantined), (3, 0, 2));
    assert!(figures.oldest_pending.is_some());

    // In the order of receipt, each to one consumer at a time.
    let first = store.take(&all.clone().with_max(1)).await.unwrap();
    assert_eq!(references(&first), ["a-1"]);
    assert_eq!(first[0].notification.body(), update("a-1", PAN).as_bytes());
    assert_eq!((first[0].deliveries, first[0].is_conflicting), (1, true));
    // The conflicting one is of the same account, and waits for the first.
    let second = take().await;
    assert_eq!(references(&second), ["a-2"]);
    assert!(!second[0].is_conflicting);
    assert!(take().await.is_empty());
    assert_eq!(store.figures().await.unwrap().leased, 2);

    // Acknowledging ends it, once.
    let settled = store.acknowledge(&receipts(&first)).await.unwrap();
    assert_eq!((settled.done, settled.lost.len()), (1, 0));
    let again = store.acknowledge(&receipts(&first)).await.unwrap();
    assert_eq!((again.done, again.lost), (0, receipts(&first)));
    let conflicting = take().await;
    assert_eq!(references(&conflicting), ["a-1"]);
    assert!(conflicting[0].is_conflicting);

    // Releasing gives back; the receipt is worth nothing then.
    assert_eq!(store.release(&receipts(&second)).await.unwrap().done, 1);
    assert_eq!(store.release(&receipts(&second)).await.unwrap().lost.len(), 1);
    let second = take().await;
    assert_eq!((references(&second), second[0].deliveries), (vec!["a-2"], 2));

    // A lease ends by itself, unless it is extended; an old receipt settles nothing that somebody else has.
    advance(LEASE / 2);
    assert_eq!(store.extend(&receipts(&conflicting), LEASE).await.unwrap().done, 1);
    advance(LEASE / 2);
    let late = take().await;
    assert_eq!((references(&late), late[0].deliveries), (vec!["a-2"], 3));
    assert_eq!(
        store.acknowledge(&receipts(&second)).await.unwrap().lost,
        receipts(&second)
    );
    assert_eq!(store.acknowledge(&receipts(&late)).await.unwrap().done, 1);
    // A lease that has ended and that nobody took over still counts.
    advance(LEASE * 2);
    assert_eq!(store.acknowledge(&receipts(&conflicting)).await.unwrap().done, 1);
    assert!(take().await.is_empty());

    // Quarantine is taken from apart.
    let odd = store.take(&all.clone().from_quarantine()).await.unwrap();
    assert_eq!(
        odd.iter()
            .map(|delivery| delivery.notification.body())
            .collect::<Vec<_>>(),
        [&b"[]"[..], br#"{"abuReferenceId":"q-1"}"#]
    );
    assert_eq!(store.acknowledge(&receipts(&odd)).await.unwrap().done, 2);
    assert_eq!(store.figures().await.unwrap().quarantined, 0);

    // Replaying, by reference, number and time.
    let replay = async |which: Replay| {
        let done = store.replay(&which).await.unwrap();
        assert_eq!(done.without_key, 0);
        done.replayed
    };
    assert_eq!(replay(Replay::Reference("a-2".to_owned())).await, 1);
    assert_eq!(replay(Replay::Reference("a-2".to_owned())).await, 0);
    assert_eq!(replay(Replay::Reference("nobody".to_owned())).await, 0);
    assert_eq!(references(&take().await), ["a-2"]);
    let id = first[0].receipt.id();
    assert_eq!(replay(Replay::Ids(vec![id, id + 10_000])).await, 1);
    let again = take().await;
    assert_eq!((references(&again), again[0].receipt.id()), (vec!["a-1"], id));
    store.acknowledge(&receipts(&again)).await.unwrap();
    let from = first[0].received_at;
    let to = from + chrono::Duration::hours(1);
    assert_eq!(replay(Replay::Received(to, to + chrono::Duration::hours(1))).await, 0);
    // All but the one that is not acknowledged; the odd ones go back into quarantine.
    assert_eq!(replay(Replay::Received(from, to)).await, 4);
    let figures = store.figures().await.unwrap();
    assert_eq!((figures.pending, figures.quarantined), (3, 2));
    advance(LEASE * 2);
    let batch = take().await;
    assert_eq!(references(&batch), ["a-1", "a-2", "a-1"]);
    store.acknowledge(&receipts(&batch)).await.unwrap();

    // Purging takes what is acknowledged; what comes once more after that is new.
    assert_eq!(store.purge(from).await.unwrap(), 0);
    advance(LEASE);
    assert_eq!(store.purge(from + chrono::Duration::days(1)).await.unwrap(), 3);
    assert_eq!(store.figures().await.unwrap().quarantined, 2);
    add(store, "a-1", PAN).await;
    assert_eq!(references(&take().await), ["a-1"]);
}

/// While one consumer has an update of an account, no other gets a later one of that account.
pub async fn keeps_accounts_in_order(store: &(impl Sink + Queue), advance: &(dyn Fn(Duration) + Sync)) {
    for (reference, account) in [
        ("a-1", PAN),
        ("a-2", PAN),
        ("b-1", OTHER_PAN),
        ("a-3", PAN),
        ("b-2", OTHER_PAN),
    ] {
        add(store, reference, account).await;
    }
    let one = Take::new().with_max(1).with_lease(LEASE);
    let first = store.take(&one).await.unwrap();
    assert_eq!(references(&first), ["a-1"]);
    let second = store.take(&one).await.unwrap();
    assert_eq!(references(&second), ["b-1"]);
    assert!(store.take(&one).await.unwrap().is_empty());
    store.acknowledge(&receipts(&first)).await.unwrap();
    // One consumer may have several of an account, in order.
    let rest = store.take(&Take::new().with_lease(LEASE)).await.unwrap();
    assert_eq!(references(&rest), ["a-2", "a-3"]);
    // The first comes again before what follows it.
    advance(LEASE * 2);
    let all = store.take(&Take::new().with_lease(LEASE)).await.unwrap();
    assert_eq!(references(&all), ["a-2", "b-1", "a-3", "b-2"]);
}

/// What is never acknowledged becomes a dead letter, holds nothing up, and comes back when it is replayed.
pub async fn makes_dead_letters(store: &(impl Sink + Queue), advance: &(dyn Fn(Duration) + Sync)) {
    add(store, "a-1", PAN).await;
    add(store, "a-2", PAN).await;
    add(store, "b-1", OTHER_PAN).await;
    let before = store.figures().await.unwrap();
    assert_eq!((before.pending, before.dead_letters), (3, 0));
    let one = Take::new().with_max(1).with_lease(LEASE).with_max_deliveries(2);
    for _ in 0..2 {
        assert_eq!(references(&store.take(&one).await.unwrap()), ["a-1"]);
        advance(LEASE * 2);
    }
    // Two were allowed: the next of the account goes on in its place.
    let next = store.take(&one).await.unwrap();
    assert_eq!(references(&next), ["a-2"]);
    store.acknowledge(&receipts(&next)).await.unwrap();
    let figures = store.figures().await.unwrap();
    assert_eq!((figures.pending, figures.dead_letters), (1, 1));
    assert_eq!(figures.deliveries - before.deliveries, 3);
    let aside = store.set_aside(9).await.unwrap();
    assert_eq!(aside.len(), 1);
    assert_eq!(aside[0].why, Why::DeadLetter);

    // It can be looked at, and settled there.
    let dead = store.take(&one.clone().from_dead_letters()).await.unwrap();
    assert_eq!(references(&dead), ["a-1"]);
    assert_eq!((dead[0].deliveries, dead[0].receipt.id()), (3, aside[0].id));
    assert_eq!(store.release(&receipts(&dead)).await.unwrap().done, 1);
    assert_eq!(store.replay(&Replay::DeadLetters).await.unwrap(), Replayed::new(1, 0));
    let again = store.take(&one).await.unwrap();
    assert_eq!((references(&again), again[0].deliveries), (vec!["a-1"], 1));
    store.acknowledge(&receipts(&again)).await.unwrap();
    assert_eq!(store.figures().await.unwrap().dead_letters, 0);
    let last = store.take(&one).await.unwrap();
    assert_eq!(references(&last), ["b-1"]);
    store.acknowledge(&receipts(&last)).await.unwrap();
}

/// More than one transaction hands out: each once, in order.
pub async fn hands_out_many(store: &(impl Sink + Queue)) {
    for number in 0..250 {
        add(store, &format!("m-{number}"), [PAN, OTHER_PAN, NEW_PAN][number % 3]).await;
    }
    let wanted: Vec<String> = (0..250).map(|number| format!("m-{number}")).collect();
    let some = store.take(&Take::new().with_max(230).with_lease(LEASE)).await.unwrap();
    assert_eq!(references(&some), wanted[..230]);
    assert!(some.iter().all(|delivery| delivery.deliveries == 1));
    // The rest is of accounts that a consumer has earlier updates of.
    assert!(store.take(&Take::new()).await.unwrap().is_empty());
    assert_eq!(store.acknowledge(&receipts(&some)).await.unwrap().done, 230);
    let rest = store.take(&Take::new().with_lease(LEASE)).await.unwrap();
    assert_eq!(references(&rest), wanted[230..]);
    assert_eq!(store.acknowledge(&receipts(&rest)).await.unwrap().done, 20);
}

/// Senders and consumers in parallel: each update is kept once and done once.
pub async fn bears_many_at_once<S: Sink + Queue>(store: Arc<S>) {
    const SENDERS: usize = 8;
    const EACH: usize = 25;
    let mut senders = tokio::task::JoinSet::new();
    for sender in 0..SENDERS {
        let store = Arc::clone(&store);
        senders.spawn(async move {
            let mut new = 0;
            for number in 0..EACH {
                // Two senders send the same.
                let reference = format!("r-{}-{number}", sender / 2);
                let account = [PAN, OTHER_PAN][number % 2];
                new += usize::from(store.store(&notification(&reference, account)).await.unwrap() == Stored::New);
            }
            new
        });
    }
    let new: usize = senders.join_all().await.iter().sum();
    assert_eq!(new, SENDERS / 2 * EACH);

    let mut consumers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = Arc::clone(&store);
        consumers.spawn(async move {
            let mut done = Vec::new();
            while store.figures().await.unwrap().pending > 0 {
                let batch = store.take(&Take::new().with_max(7).with_lease(LEASE)).await.unwrap();
                done.extend(references(&batch).into_iter().map(str::to_owned));
                let settled = store.acknowledge(&receipts(&batch)).await.unwrap();
                assert_eq!(settled.done, batch.len() as u64);
            }
            done
        });
    }
    let mut done: Vec<String> = consumers.join_all().await.concat();
    assert_eq!(done.len(), new);
    done.sort();
    done.dedup();
    assert_eq!(done.len(), new);
}
