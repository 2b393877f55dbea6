//! Taking updates out again.
//!
//! A consumer takes updates under a lease, works on them, and acknowledges them. What is not acknowledged when the lease ends
//! is handed out again, so every update is delivered at least once, and a consumer has to bear seeing one twice.
//!
//! Updates come in the order in which they were kept. Several consumers may take at the same time: then no update of an
//! account number is handed out while an earlier one of the same number is with another consumer.
//!
//! ```
//! use mc_notifications::queue::{Queue, Take};
//!
//! async fn consume(queue: &dyn Queue) -> mc_notifications::Result<()> {
//!     loop {
//!         let batch = queue.take(&Take::new()).await?;
//!         if batch.is_empty() {
//!             return Ok(());
//!         }
//!         for delivery in &batch {
//!             if let Some(update) = delivery.notification.update() {
//!                 println!("{} {:?}", update.abu_reference_id, update.reason_identifier);
//!             }
//!         }
//!         let receipts: Vec<_> = batch.iter().map(|delivery| delivery.receipt).collect();
//!         queue.acknowledge(&receipts).await?;
//!     }
//! }
//! ```

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::error::{Error, Kind, Result};
use crate::notification::Notification;

/// What consumers do with the updates that are kept.
#[async_trait]
pub trait Queue: Send + Sync + 'static {
    /// Takes the oldest updates that nobody else has, under a lease.
    ///
    /// # Errors
    /// When the storage cannot be used.
    async fn take(&self, take: &Take) -> Result<Vec<Delivery>>;

    /// Says that updates are done with: they are not handed out again.
    ///
    /// # Errors
    /// When the storage cannot be used; some of many may be acknowledged then.
    async fn acknowledge(&self, receipts: &[Receipt]) -> Result<Settled>;

    /// Gives updates back before the lease ends, for the next one who takes.
    ///
    /// # Errors
    /// When the storage cannot be used; some of many may be released then.
    async fn release(&self, receipts: &[Receipt]) -> Result<Settled>;

    /// Restarts the lease.
    ///
    /// # Errors
    /// When the storage cannot be used; some of many may be extended then.
    async fn extend(&self, receipts: &[Receipt], lease: Duration) -> Result<Settled>;

    /// Makes updates pending again that were acknowledged or set aside.
    ///
    /// Those whose encryption key is missing stay as they are, and are counted.
    ///
    /// # Errors
    /// When the storage cannot be used; some may be pending then.
    async fn replay(&self, which: &Replay) -> Result<Replayed>;

    /// Deletes updates that were acknowledged before this time, and says how many.
    ///
    /// An update that is sent once more after that is new again: keep them for as long as the sender may repeat itself.
    ///
    /// # Errors
    /// When the storage cannot be used; some may be deleted then.
    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64>;

    /// Deletes acknowledged updates, those first that were acknowledged first, until the store takes up no more than this, and says
    /// how many. What is not acknowledged is never deleted.
    ///
    /// # Errors
    /// When the storage cannot be used, or does not know how large it is; some may be deleted then.
    async fn shrink(&self, max_bytes: u64) -> Result<u64>;

    /// How much there is to do.
    ///
    /// # Errors
    /// When the storage cannot be used.
    async fn figures(&self) -> Result<Figures>;

    /// Updates that are not handed out though nobody has acknowledged them, and why; the oldest first, and at most so many.
    ///
    /// # Errors
    /// When the storage cannot be used.
    async fn set_aside(&self, max: u32) -> Result<Vec<SetAside>>;
}

/// Which updates to take, and for how long.
///
/// ```
/// use std::time::Duration;
/// use mc_notifications::queue::Take;
///
/// let take = Take::new().with_max(10).with_lease(Duration::from_secs(30));
/// # drop(take);
/// ```
#[derive(Clone, Debug)]
#[must_use = "hand it to `Queue::take`"]
pub struct Take {
    pub(crate) max: u32,
    pub(crate) lease: Duration,
    pub(crate) max_deliveries: u32,
    which: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Understood,
    Quarantined,
    DeadLetters,
}

impl Take {
    /// A hundred updates for one minute, none of them more than a hundred times.
    #[expect(clippy::new_without_default, reason = "the one way to make it")]
    pub fn new() -> Self {
        Self {
            max: 100,
            lease: Duration::from_secs(60),
            max_deliveries: 100,
            which: Which::Understood,
        }
    }

    /// At most so many.
    pub fn with_max(mut self, max: u32) -> Self {
        self.max = max;
        self
    }

    /// For so long; longer than working on the whole batch takes.
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Makes a dead letter of what was delivered so often and never acknowledged.
    ///
    /// It is handed out no more, counted in [`Figures::dead_letters`], and comes back by [`Replay::DeadLetters`]. Later updates of
    /// its account no longer wait for it.
    pub fn with_max_deliveries(mut self, count: u32) -> Self {
        self.max_deliveries = count.max(1);
        self
    }

    /// Those that were not understood when they arrived, in place of the others.
    pub fn from_quarantine(mut self) -> Self {
        self.which = Which::Quarantined;
        self
    }

    /// Those that were delivered as often as is allowed and never acknowledged, in place of the others.
    pub fn from_dead_letters(mut self) -> Self {
        self.which = Which::DeadLetters;
        self
    }

    /// How the stores number what is asked for.
    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    pub(crate) fn kind(&self) -> i16 {
        match self.which {
            Which::Understood => 0,
            Which::Quarantined => 1,
            Which::DeadLetters => 3,
        }
    }

    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    pub(crate) fn is_of_dead_letters(&self) -> bool {
        self.which == Which::DeadLetters
    }
}

/// An update that was taken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delivery {
    /// What settles it.
    pub receipt: Receipt,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// How often it has been taken, this time included.
    pub deliveries: u32,
    /// Whether another content with the same reference is stored.
    pub is_conflicting: bool,
    /// The update, and the bytes that it came in.
    pub notification: Notification,
}

/// Proof that an update was taken: its place in the order, and the lease.
///
/// ```
/// use mc_notifications::queue::Receipt;
///
/// let text = "7-000102030405060708090a0b0c0d0e0f";
/// let receipt: Receipt = text.parse()?;
/// assert_eq!(receipt.id(), 7);
/// assert_eq!(receipt.to_string(), text);
/// # Ok::<(), mc_notifications::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Receipt {
    id: i64,
    lease: [u8; 16],
}

impl Receipt {
    /// Makes the receipt that a [`Queue`] of your own hands out.
    pub fn new(id: i64, lease: [u8; 16]) -> Self {
        Self { id, lease }
    }

    /// The number of the update in the order of receipt.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// What tells this lease from others.
    pub fn lease(&self) -> [u8; 16] {
        self.lease
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.id)?;
        self.lease.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Receipt {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let read = || {
            let (id, lease) = text.split_once('-')?;
            if lease.len() != 32 || !lease.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return None;
            }
            let lease = u128::from_str_radix(lease, 16).ok()?.to_be_bytes();
            Some(Self::new(id.parse().ok()?, lease))
        };
        read().ok_or_else(|| {
            Error::new(
                Kind::Configuration,
                "this is no receipt; give one that was printed on taking",
            )
        })
    }
}

/// How settling went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settled {
    /// How many were settled.
    pub done: u64,
    /// Those whose lease has gone to somebody else, or that are settled already.
    pub lost: Vec<Receipt>,
}

/// Which updates to hand out again, of those that were acknowledged or set aside.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Replay {
    /// Those received in this time: from the first, to before the second.
    Received(DateTime<Utc>, DateTime<Utc>),
    /// Those with this `abuReferenceId`.
    Reference(String),
    /// Those of these numbers; see [`Receipt::id`].
    Ids(Vec<i64>),
    /// Those that were delivered as often as is allowed and never acknowledged.
    DeadLetters,
}

/// What came of replaying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replayed {
    /// How many are pending again.
    pub replayed: u64,
    /// How many are not, because their encryption key is missing.
    pub without_key: u64,
}

impl Replayed {
    /// What a [`Queue`] of your own says.
    pub fn new(replayed: u64, without_key: u64) -> Self {
        Self { replayed, without_key }
    }
}

/// How much there is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// Updates that nobody has acknowledged yet, leased ones included.
    pub pending: u64,
    /// Of those, the ones that a consumer has.
    pub leased: u64,
    /// Notifications that were not understood and wait in quarantine.
    pub quarantined: u64,
    /// Those that cannot be decrypted, because they were altered or their key is missing; they wait, too.
    pub unreadable: u64,
    /// Those that were delivered as often as is allowed and never acknowledged; they wait, too.
    pub dead_letters: u64,
    /// When the oldest pending update was received.
    pub oldest_pending: Option<DateTime<Utc>>,
    /// How many updates were handed out so far, each as often as it was.
    pub deliveries: u64,
}

/// An update that is not handed out though nobody has acknowledged it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetAside {
    /// Its number in the order of receipt.
    pub id: i64,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Why it waits.
    pub why: Why,
}

/// Why an update is not handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// What is stored does not open: it was altered or damaged. Restore it from a backup.
    Altered,
    /// The encryption key of this name is missing. It is handed out again when the key is there.
    MissingKey(String),
    /// It was delivered as often as is allowed and never acknowledged.
    DeadLetter,
}

impl Why {
    /// The name comes out of the storage, and may have been altered there.
    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    pub(crate) fn missing_key(id: &str) -> Self {
        Self::MissingKey(crate::update::printable(id).to_owned())
    }
}

#[async_trait]
impl<Q: Queue + ?Sized> Queue for Arc<Q> {
    async fn take(&self, take: &Take) -> Result<Vec<Delivery>> {
        (**self).take(take).await
    }

    async fn acknowledge(&self, receipts: &[Receipt]) -> Result<Settled> {
        (**self).acknowledge(receipts).await
    }

    async fn release(&self, receipts: &[Receipt]) -> Result<Settled> {
        (**self).release(receipts).await
    }

    async fn extend(&self, receipts: &[Receipt], lease: Duration) -> Result<Settled> {
        (**self).extend(receipts, lease).await
    }

    async fn replay(&self, which: &Replay) -> Result<Replayed> {
        (**self).replay(which).await
    }

    async fn purge(&self, acknowledged_before: DateTime<Utc>) -> Result<u64> {
        (**self).purge(acknowledged_before).await
    }

    async fn shrink(&self, max_bytes: u64) -> Result<u64> {
        (**self).shrink(max_bytes).await
    }

    async fn figures(&self) -> Result<Figures> {
        (**self).figures().await
    }

    async fn set_aside(&self, max: u32) -> Result<Vec<SetAside>> {
        (**self).set_aside(max).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_read_strictly() {
        let receipt = Receipt::new(12, [0xab; 16]);
        assert_eq!(receipt.to_string().parse::<Receipt>().unwrap(), receipt);
        for text in [
            "",
            "12",
            "12-",
            "x-00000000000000000000000000000000",
            "12-+0000000000000000000000000000000",
        ] {
            assert!(text.parse::<Receipt>().unwrap_err().is_configuration(), "{text}");
        }
    }
}
