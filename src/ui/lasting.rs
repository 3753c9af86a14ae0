//! Signals that live as long as the page and forget those who followed them and are gone.
//!
//! A signal of the reactive system keeps a place for everyone who ever read it until its value changes next. The language
//! hardly ever changes, and each page that is left leaves some hundred readers behind: the memory would grow with every
//! visit.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::DerefMut;
use std::panic::Location;

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, ReactiveNode};
use leptos::reactive::signal::guards::{Plain, ReadGuard, WriteGuard};

/// Below this many followers nobody asks which of them are gone.
const FEW: usize = 64;

/// A signal that lives as long as the page.
pub struct Lasting<T: 'static> {
    value: StoredValue<T, LocalStorage>,
    followers: StoredValue<RefCell<Followers>, LocalStorage>,
}

impl<T: 'static> Lasting<T> {
    /// A signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Lasting<T> {
        Lasting { value: StoredValue::new_local(value), followers: StoredValue::new_local(RefCell::default()) }
    }
}

impl<T: 'static> Clone for Lasting<T> {
    fn clone(&self) -> Lasting<T> {
        *self
    }
}

impl<T: 'static> Copy for Lasting<T> {}

/// Those who are drawn anew with the next change, in the order in which they came: what stands within another is drawn
/// after it.
#[derive(Default)]
struct Followers {
    all: Vec<AnySubscriber>,
    known: HashSet<AnySubscriber>,
    /// With how many it is asked next who is gone: twice as many as were there the last time, so that asking costs as
    /// little as following.
    room: usize,
}

impl Followers {
    fn add(&mut self, follower: AnySubscriber) {
        if !self.known.insert(follower.clone()) {
            return;
        }
        self.all.push(follower);
        if self.all.len() >= self.room.max(FEW) {
            self.all.retain(|follower| follower.1.strong_count() > 0);
            self.known = self.all.iter().cloned().collect();
            self.room = self.all.len() * 2;
        }
    }
}

#[inline(never)]
fn follow(followers: StoredValue<RefCell<Followers>, LocalStorage>) {
    if let Some(follower) = Observer::get() {
        followers.with_value(|followers| followers.borrow_mut().add(follower));
    }
}

#[inline(never)]
fn notify(followers: StoredValue<RefCell<Followers>, LocalStorage>) {
    // Whoever is drawn anew follows again.
    let all = followers.with_value(|followers| std::mem::take(&mut *followers.borrow_mut()));
    for follower in all.all {
        follower.mark_dirty();
    }
}

impl<T: 'static> DefinedAt for Lasting<T> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        None
    }
}

impl<T: 'static> IsDisposed for Lasting<T> {
    fn is_disposed(&self) -> bool {
        false
    }
}

impl<T: 'static> Track for Lasting<T> {
    fn track(&self) {
        follow(self.followers);
    }
}

impl<T: 'static> Notify for Lasting<T> {
    fn notify(&self) {
        notify(self.followers);
    }
}

impl<T: 'static> ReadUntracked for Lasting<T> {
    type Value = ReadGuard<T, Plain<T>>;

    fn try_read_untracked(&self) -> Option<ReadGuard<T, Plain<T>>> {
        self.value.try_read_value()
    }
}

impl<T: 'static> Write for Lasting<T> {
    type Value = T;

    fn try_write(&self) -> Option<impl UntrackableGuard<Target = T>> {
        self.value.try_write_value().map(|guard| WriteGuard::new(*self, guard))
    }

    fn try_write_untracked(&self) -> Option<impl DerefMut<Target = T>> {
        self.value.try_write_value()
    }
}
