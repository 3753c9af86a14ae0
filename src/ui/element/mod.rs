//! An element as data: what a view describes, drawn and patched by one piece of code.
//!
//! The `view!` macro compiles every element of every view to types and functions of its own, about 1 KB each. A
//! description costs the calls that make it, and what is described anew is compared with what stands in the page.
//!
//! ```ignore
//! el("button").class("strong").on("click", move |_| session.dispatch(action)).add(Words::Close.text(lang))
//! el("b").add(live(move || Words::Title.text(session.language())))
//! ```

mod drawn;

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use wasm_bindgen::JsCast;
use web_sys::Event;

use self::drawn::Drawn;

/// A text: most are the catalogue's own.
pub type Text = Cow<'static, str>;

/// An element: its attributes, what it does, what it holds.
#[must_use]
pub struct El(Box<Described>);

struct Described {
    tag: &'static str,
    is_svg: bool,
    facets: Vec<Facet>,
    parts: Vec<Part>,
}

/// Something of an element beside what it holds.
enum Facet {
    Attribute(&'static str, Option<Text>),
    Is(&'static str, bool),
    Value(String),
    Live(Kind, &'static str, Box<dyn Fn() -> Option<Text> + Send>),
    On(&'static str, Box<dyn FnMut(Event) + Send>),
}

/// What a live facet writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Attribute,
    Style,
}

/// Something that an element holds.
pub enum Part {
    /// Words.
    Text(Text),
    /// An element.
    El(El),
    /// What is described anew whenever a signal that it reads changes.
    Live(Box<dyn Fn() -> Vec<Part> + Send>),
    /// Any other view.
    View(AnyView),
}

/// An element of HTML.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Described { tag, is_svg: false, facets: Vec::new(), parts: Vec::new() }))
}

/// An element of SVG.
pub fn svg(tag: &'static str) -> El {
    El(Box::new(Described { tag, is_svg: true, facets: Vec::new(), parts: Vec::new() }))
}

/// Describes anew whenever a signal that `describe` reads changes.
pub fn live<P: Parts>(describe: impl Fn() -> P + Send + 'static) -> Part {
    Part::Live(Box::new(move || {
        let mut parts = Vec::new();
        describe().add_to(&mut parts);
        parts
    }))
}

impl El {
    /// Sets its class.
    pub fn class(self, class: &'static str) -> El {
        self.facet(Facet::Attribute("class", Some(Cow::Borrowed(class))))
    }

    /// Sets an attribute.
    pub fn set(self, name: &'static str, value: impl Into<Text>) -> El {
        self.facet(Facet::Attribute(name, Some(value.into())))
    }

    /// Sets an attribute where there is a value.
    pub fn set_if<T: Into<Text>>(self, name: &'static str, value: Option<T>) -> El {
        self.facet(Facet::Attribute(name, value.map(Into::into)))
    }

    /// Sets an attribute without a value, or takes it away.
    pub fn flag(self, name: &'static str, on: bool) -> El {
        self.set_if(name, on.then_some(""))
    }

    /// Sets a property that a person changes too: `checked`, `selected`. It is written at every drawing.
    pub fn is(self, name: &'static str, on: bool) -> El {
        self.facet(Facet::Is(name, on))
    }

    /// Sets what a field holds; what a person typed since stays until something else is described.
    pub fn value(self, value: String) -> El {
        self.facet(Facet::Value(value))
    }

    /// Keeps an attribute as signals have it; none takes it away.
    pub fn live<T: Into<Text>>(self, name: &'static str, value: impl Fn() -> Option<T> + Send + 'static) -> El {
        self.facet(Facet::Live(Kind::Attribute, name, Box::new(move || value().map(Into::into))))
    }

    /// Keeps an attribute without a value as signals have it.
    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> El {
        self.live(name, move || on().then_some(""))
    }

    /// Keeps a property of its style as signals have it.
    pub fn style<T: Into<Text>>(self, name: &'static str, value: impl Fn() -> T + Send + 'static) -> El {
        self.facet(Facet::Live(Kind::Style, name, Box::new(move || Some(value().into()))))
    }

    /// Listens for an event.
    pub fn on(self, name: &'static str, react: impl FnMut(Event) + Send + 'static) -> El {
        self.facet(Facet::On(name, Box::new(react)))
    }

    /// Does something when it is clicked.
    pub fn click(self, mut run: impl FnMut() + Send + 'static) -> El {
        self.on("click", move |_| run())
    }

    /// Adds what it holds: words, elements, lists and choices of them, other views.
    pub fn add(mut self, parts: impl Parts) -> El {
        parts.add_to(&mut self.0.parts);
        self
    }

    fn facet(mut self, facet: Facet) -> El {
        self.0.facets.push(facet);
        self
    }
}

/// The value of the field that an event comes from.
#[must_use]
pub fn value_of(event: &Event) -> String {
    let target = event.target().unwrap_or_else(|| document().into());
    js_sys::Reflect::get(&target, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// What stands in the first field of the form that an event is about.
#[must_use]
pub fn first_value_of(event: &Event) -> String {
    let value = || {
        let form = event.target()?;
        let fields = js_sys::Reflect::get(&form, &"elements".into()).ok()?;
        let first = js_sys::Reflect::get_u32(fields.dyn_ref()?, 0).ok()?;
        js_sys::Reflect::get(&first, &"value".into()).ok()?.as_string()
    };
    value().unwrap_or_default()
}

/// The same, for a field that narrows or filters something: none while an input method still composes. To be asked at
/// `input` and at `compositionend`.
#[must_use]
pub fn settled_value_of(event: &Event) -> Option<String> {
    let composes = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
    (!composes).then(|| value_of(event))
}

/// What can be held by an element.
pub trait Parts {
    /// Adds itself to what is held.
    fn add_to(self, parts: &mut Vec<Part>);
}

impl Parts for Part {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(self);
    }
}

impl Parts for El {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(Part::El(self));
    }
}

impl Parts for AnyView {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(Part::View(self));
    }
}

impl Parts for &'static str {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(Part::Text(Cow::Borrowed(self)));
    }
}

impl Parts for String {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(Part::Text(Cow::Owned(self)));
    }
}

impl Parts for Text {
    fn add_to(self, parts: &mut Vec<Part>) {
        parts.push(Part::Text(self));
    }
}

impl<P: Parts> Parts for Option<P> {
    fn add_to(self, parts: &mut Vec<Part>) {
        if let Some(own) = self {
            own.add_to(parts);
        }
    }
}

impl<P: Parts> Parts for Vec<P> {
    fn add_to(self, parts: &mut Vec<Part>) {
        self.into_iter().for_each(|own| own.add_to(parts));
    }
}

impl<P: Parts, const N: usize> Parts for [P; N] {
    fn add_to(self, parts: &mut Vec<Part>) {
        self.into_iter().for_each(|own| own.add_to(parts));
    }
}

impl From<El> for Part {
    fn from(el: El) -> Part {
        Part::El(el)
    }
}

/// What Leptos asks of a view. There is no server here, so that nothing becomes HTML.
macro_rules! views {
    ($($view:ident)+) => {$(
        impl Render for $view {
            type State = Drawn;

            fn build(self) -> Drawn {
                Drawn::new(self.into())
            }

            fn rebuild(self, state: &mut Drawn) {
                state.redraw(self.into());
            }
        }

        impl RenderHtml for $view {
            type AsyncOutput = $view;
            type Owned = $view;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> $view {
                self
            }

            fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

            fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
                self.build()
            }

            fn into_owned(self) -> $view {
                self
            }
        }

        impl leptos::tachys::view::add_attr::AddAnyAttr for $view {
            type Output<A: Attribute> = $view;

            fn add_any_attr<A: Attribute>(self, _: A) -> $view {
                self
            }
        }
    )+};
}

views! { El Part }
