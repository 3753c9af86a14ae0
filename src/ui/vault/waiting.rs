//! Waiting for the browser: with a limit, and for several answers at a time.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use crate::platform::clock;

/// A browser whose database does not answer for so long is taken to be held up by another tab.
pub(super) const ANSWER_LIMIT_MS: u32 = 5_000;

/// The outcome of `work`, unless the time is over before.
pub(super) async fn within<T>(limit_ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut limit) = (pin!(work), pin!(clock::sleep(limit_ms)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The outcomes of both. `one` is begun first, so that what `other` does at once is done while the browser works for `one`.
pub async fn both<T, U>(one: impl Future<Output = T>, other: impl Future<Output = U>) -> (T, U) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        if first.is_none() {
            first = ready(one.as_mut().poll(context));
        }
        if second.is_none() {
            second = ready(other.as_mut().poll(context));
        }
        match (first.take(), second.take()) {
            (Some(first), Some(second)) => Poll::Ready((first, second)),
            (one, other) => {
                (first, second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}
