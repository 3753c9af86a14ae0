//! The order of pinyin, as the browser knows it.

use js_sys::{Array, Function, Intl, Object};
use wasm_bindgen::JsValue;

use super::dynamic;

const LOCALE: &str = "zh-u-co-pinyin";

thread_local! {
    static COMPARE: Option<Function> = compare();
}

/// Whether the first character stands before the second; none where the browser does not know that order.
#[must_use]
pub fn is_before(first: char, second: char) -> Option<bool> {
    COMPARE.with(|compare| {
        let order = compare.as_ref()?.call2(&JsValue::NULL, &text(first), &text(second)).ok()?;
        order.as_f64().map(|order| order < 0.0)
    })
}

/// Puts distinct characters into that order; none where the browser does not know it. The browser sorts by its own
/// function, without a call back for each pair.
#[must_use]
pub fn ordered(characters: &str) -> Option<String> {
    COMPARE.with(|compare| {
        let list: Array = characters.chars().map(text).collect();
        dynamic::call(&list, "sort", &[compare.as_ref()?]).ok()?;
        list.join("").as_string()
    })
}

fn text(c: char) -> JsValue {
    JsValue::from_str(c.encode_utf8(&mut [0; 4]))
}

fn compare() -> Option<Function> {
    let collator = Intl::Collator::new(&Array::of1(&LOCALE.into()), &Object::new());
    let collation = dynamic::get(&collator.resolved_options(), "collation")?;
    // Another order would make letters of chance.
    (collation.as_string()?.as_str() == "pinyin").then(|| collator.compare())
}
