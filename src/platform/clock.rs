//! The clock and the timers. A timer that is dropped does not fire.

use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970, by the clock of the machine, which a person may set.
#[must_use]
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Milliseconds since the page was opened, which only grow.
#[must_use]
pub fn elapsed_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(Date::now, |clock| clock.now())
}

/// The local calendar date: year, month from 1, day from 1.
#[must_use]
pub fn today() -> (i32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}

/// A time in milliseconds since 1970 on the local clock: year, month from 1, day from 1, hour, minute.
#[must_use]
pub fn local(millis: u64) -> (i32, u32, u32, u32, u32) {
    let time = Date::new(&JsValue::from_f64(millis as f64));
    let (year, month) = (time.get_full_year() as i32, time.get_month() + 1);
    (year, month, time.get_date(), time.get_hours(), time.get_minutes())
}

/// Milliseconds until the local calendar date changes, for a timer that renews "today".
#[must_use]
pub fn until_tomorrow_ms() -> u32 {
    let now = Date::new_0();
    let midnight =
        Date::new_with_year_month_day(now.get_full_year(), now.get_month() as i32, now.get_date() as i32 + 1);
    (midnight.get_time() - now.get_time()).max(0.0) as u32
}

/// Fires once.
#[must_use = "dropping a timer cancels it"]
pub struct Timeout {
    id: Option<i32>,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `on_time` after `delay_ms`.
    pub fn new(delay_ms: u32, on_time: impl FnOnce() + 'static) -> Self {
        let closure = Closure::once(on_time);
        let function = closure.as_ref().unchecked_ref();
        let delay = i32::try_from(delay_ms).unwrap_or(i32::MAX);
        let id = web_sys::window()
            .and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(function, delay).ok());
        Self { id, _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            window.clear_timeout_with_handle(id);
        }
    }
}

/// Fires again and again.
#[must_use = "dropping a timer cancels it"]
pub struct Interval {
    id: Option<i32>,
    _closure: Closure<dyn FnMut()>,
}

impl Interval {
    /// Calls `on_time` every `period_ms`.
    pub fn new(period_ms: u32, on_time: impl FnMut() + 'static) -> Self {
        let closure = Closure::new(on_time);
        let function = closure.as_ref().unchecked_ref();
        let period = i32::try_from(period_ms).unwrap_or(i32::MAX);
        let id = web_sys::window()
            .and_then(|window| window.set_interval_with_callback_and_timeout_and_arguments_0(function, period).ok());
        Self { id, _closure: closure }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            window.clear_interval_with_handle(id);
        }
    }
}

/// Fires before the next frame is painted.
#[must_use = "dropping a timer cancels it"]
pub struct AnimationFrame {
    id: Option<i32>,
    _closure: Closure<dyn FnMut(f64)>,
}

impl AnimationFrame {
    /// Calls `on_frame` with the frame's time in milliseconds.
    pub fn new(on_frame: impl FnOnce(f64) + 'static) -> Self {
        let closure = Closure::once(on_frame);
        let function = closure.as_ref().unchecked_ref();
        let id = web_sys::window().and_then(|window| window.request_animation_frame(function).ok());
        Self { id, _closure: closure }
    }
}

impl Drop for AnimationFrame {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            let _ = window.cancel_animation_frame(id);
        }
    }
}

/// Calls `run` at the end of the present turn.
pub fn microtask(run: impl FnOnce() + 'static) {
    wasm_bindgen_futures::spawn_local(async move { run() });
}

/// Waits until what stands in the page now is painted; for ever where nobody sees the page.
pub async fn painted() {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = web_sys::window().map(|window| window.request_animation_frame(&resolve));
    });
    let _ = JsFuture::from(promise).await;
    // The frame is painted behind its callbacks.
    sleep(0).await;
}

/// Waits.
pub async fn sleep(delay_ms: u32) {
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, _| {
        timer = Some(Timeout::new(delay_ms, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }));
    });
    let _ = JsFuture::from(promise).await;
    drop(timer);
}
