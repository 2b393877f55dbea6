use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

/// A stream of what an iterator gives, for input that is read without waiting, such as lines of a file.
///
/// The iterator is asked on the threads of the runtime: what it does must be short.
///
/// ```
/// let input = mc_bulk::iter(["5555555555554444", "5105105105105100"].map(Ok::<_, mc_bulk::Error>));
/// # drop(input);
/// ```
pub fn iter<I>(items: I) -> Iter<I::IntoIter>
where
    I: IntoIterator,
    I::IntoIter: Unpin,
{
    Iter(items.into_iter())
}

/// A stream of what an iterator gives; made by [`iter`].
#[derive(Clone, Debug)]
pub struct Iter<I>(I);

impl<I: Iterator + Unpin> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}
