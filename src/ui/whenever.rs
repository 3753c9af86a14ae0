//! What is done again whenever something that it has read changes.

use leptos::prelude::Effect;

/// Does something once what is being drawn stands, and again whenever a signal changes that it has read.
///
/// One piece of code for all: an effect of Leptos is compiled anew for each closure.
pub fn whenever(act: impl FnMut() + 'static) {
    boxed(Box::new(act));
}

#[inline(never)]
fn boxed(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}
