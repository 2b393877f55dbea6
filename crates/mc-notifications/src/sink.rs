use std::sync::Arc;

use async_trait::async_trait;

use crate::error::Result;
use crate::notification::Notification;

/// Where notifications are kept before they are acknowledged to the sender.
///
/// `store` returns when the notification would outlive a crash of the process and of the machine, and not before: what it
/// has returned `Ok` for is answered 200, and is never sent again. This crate has one for an embedded database and one for
/// PostgreSQL; your own may write to a queue that confirms.
///
/// ```
/// use mc_notifications::{Error, Notification, Result, Sink, Stored};
///
/// struct Full;
///
/// #[async_trait::async_trait]
/// impl Sink for Full {
///     async fn store(&self, _: &Notification) -> Result<Stored> {
///         Err(Error::unavailable("the queue is full"))
///     }
///
///     async fn check(&self) -> Result<()> {
///         Err(Error::unavailable("the queue is full"))
///     }
/// }
/// ```
#[async_trait]
pub trait Sink: Send + Sync + 'static {
    /// Keeps a notification, and returns once it is durable.
    ///
    /// It may be dropped before it returns, by a time-out; then the sender is answered 503.
    ///
    /// # Errors
    /// When it is not certain that the notification is kept.
    async fn store(&self, notification: &Notification) -> Result<Stored>;

    /// Whether notifications can be kept now; readiness asks this.
    ///
    /// # Errors
    /// When they cannot, with the reason.
    async fn check(&self) -> Result<()>;
}

/// How a notification was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stored {
    /// It is new.
    New,
    /// The same reference with the same content was there already; nothing was added.
    Duplicate,
    /// The same reference was there with another content; both are kept, and marked when they are handed out.
    Conflict,
}

#[async_trait]
impl<S: Sink + ?Sized> Sink for Arc<S> {
    async fn store(&self, notification: &Notification) -> Result<Stored> {
        (**self).store(notification).await
    }

    async fn check(&self) -> Result<()> {
        (**self).check().await
    }
}
