//! The controls of the form, each with its name.

use crate::ui::element::{El, Parts, Text, el, value_of};

/// A control under its name.
pub(in crate::ui) fn named(name: String, control: El) -> El {
    el("label").class("field-of").add(el("span").add(name)).add(control)
}

/// A field of one line.
pub(in crate::ui) fn line(text: String, mut set: impl FnMut(String) + Send + 'static) -> El {
    el("input")
        .set("type", "text")
        .set("autocomplete", "off")
        .value(text)
        .on("input", move |event| set(value_of(&event)))
}

/// A small whole number.
pub(in crate::ui) fn number(number: i64, (least, most): (i64, i64), mut set: impl FnMut(i64) + Send + 'static) -> El {
    el("input")
        .set("type", "number")
        .set("min", least.to_string())
        .set("max", most.to_string())
        .value(number.to_string())
        .on("input", move |event| {
            if let Ok(number) = value_of(&event).parse::<i64>() {
                set(number.clamp(least, most));
            }
        })
}

/// A list of which one is chosen, by its place.
pub(in crate::ui) fn list<T: Into<Text>>(
    names: impl IntoIterator<Item = T>,
    chosen: Option<usize>,
    mut set: impl FnMut(usize) + Send + 'static,
) -> El {
    let option = |(at, name): (usize, T)| {
        el("option").set("value", at.to_string()).is("selected", Some(at) == chosen).add(name.into())
    };
    let options: Vec<El> = names.into_iter().enumerate().map(option).collect();
    el("select").add(options).on("change", move |event| {
        if let Ok(at) = value_of(&event).parse() {
            set(at);
        }
    })
}

/// A box to tick.
pub(in crate::ui) fn tick(name: String, on: bool, mut set: impl FnMut(bool) + Send + 'static) -> El {
    let mut now = on;
    let control = el("input").set("type", "checkbox").is("checked", on).on("change", move |_| {
        now = !now;
        set(now);
    });
    el("label").class("tick-of").add(control).add(el("span").add(name))
}

/// A button with a sign and a name.
pub(in crate::ui) fn sign(sign: &'static str, name: String, run: impl FnMut() + Send + 'static) -> El {
    el("button").set("type", "button").class("icon").set("aria-label", name).click(run).add(sign)
}

/// Fields beside one another.
pub(in crate::ui) fn beside(fields: impl Parts) -> El {
    el("div").class("pair").add(fields)
}
