//! What stands in the page of a description, and how it becomes the next one with the fewest changes.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, Node};

use super::{Described, El, Facet, Kind, Part, Text};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A part that stands in the page.
pub enum Drawn {
    Text(web_sys::Text, Text),
    Element(DrawnElement),
    /// What is described anew by itself, before its marker.
    Live(web_sys::Text, Parts),
    /// Another view, before its marker.
    View(web_sys::Text, AnyViewState),
}

/// Parts that are described anew by themselves.
///
/// The task of an effect keeps what it has made until it is polled again, which is after other effects of the same turn:
/// those within would run once more, on signals that are gone with whoever owned them.
pub struct Parts(RenderEffect<Vec<Drawn>>);

impl Parts {
    fn for_each(&self, act: impl FnMut(&mut Drawn)) {
        self.0.with_value_mut(|parts| parts.iter_mut().for_each(act));
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let parts = self.0.with_value_mut(std::mem::take);
        drop(parts);
    }
}

/// An element that stands in the page.
pub struct DrawnElement {
    element: Element,
    tag: &'static str,
    facets: Vec<DrawnFacet>,
    parts: Vec<Drawn>,
}

enum DrawnFacet {
    Attribute(&'static str, Option<Text>),
    Is(&'static str),
    Value(String),
    Live(#[expect(dead_code, reason = "works for as long as it is kept")] RenderEffect<Vec<Drawn>>),
    On(&'static str, Rc<RefCell<Reaction>>, #[expect(dead_code, reason = "the same")] Closure<dyn FnMut(Event)>),
}

type Reaction = Box<dyn FnMut(Event) + Send>;

fn text(words: &str) -> web_sys::Text {
    document().create_text_node(words)
}

fn put(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

impl DrawnFacet {
    fn new(element: &Element, facet: Facet) -> DrawnFacet {
        match facet {
            Facet::Attribute(name, value) => {
                if let Some(value) = &value {
                    put(element, name, Some(value));
                }
                DrawnFacet::Attribute(name, value)
            }
            Facet::Is(name, on) => {
                set(element, name, &on.into());
                DrawnFacet::Is(name)
            }
            Facet::Value(value) => {
                set(element, "value", &value.as_str().into());
                DrawnFacet::Value(value)
            }
            Facet::Live(kind, name, value) => {
                let element = element.clone();
                DrawnFacet::Live(RenderEffect::new(move |_| {
                    write(&element, kind, name, value().as_deref());
                    Vec::new()
                }))
            }
            Facet::On(name, react) => {
                let react = Rc::new(RefCell::new(react));
                let own = Rc::clone(&react);
                // A reaction that makes its own event happen again is not run within itself.
                let closure = Closure::new(move |event| own.try_borrow_mut().map(|mut run| run(event)).unwrap_or(()));
                let _ = element.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
                DrawnFacet::On(name, react, closure)
            }
        }
    }

    fn is_like(&self, facet: &Facet) -> bool {
        match (self, facet) {
            (DrawnFacet::Attribute(own, _), Facet::Attribute(name, _))
            | (DrawnFacet::Is(own), Facet::Is(name, _))
            | (DrawnFacet::On(own, ..), Facet::On(name, _)) => own == name,
            (DrawnFacet::Live(_), Facet::Live(..)) | (DrawnFacet::Value(_), Facet::Value(_)) => true,
            _ => false,
        }
    }

    fn redraw(&mut self, element: &Element, facet: Facet) {
        match (self, facet) {
            (DrawnFacet::Attribute(name, own), Facet::Attribute(_, value)) => {
                if *own != value {
                    put(element, name, value.as_deref());
                    *own = value;
                }
            }
            (DrawnFacet::On(_, own, _), Facet::On(_, react)) => {
                drop(own.replace(react));
            }
            (DrawnFacet::Value(own), Facet::Value(value)) if *own == value => {}
            (own, facet) => *own = DrawnFacet::new(element, facet),
        }
    }
}

/// Sets a property.
fn set(element: &Element, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(element, &name.into(), value);
}

fn write(element: &Element, kind: Kind, name: &str, value: Option<&str>) {
    match (kind, value) {
        (Kind::Style, Some(value)) => {
            let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, value);
        }
        _ => put(element, name, value),
    }
}

impl Drawn {
    fn element(El(described): El) -> Drawn {
        let Described { tag, is_svg, facets, parts } = *described;
        let element = Rndr::create_element(tag, is_svg.then_some(SVG));
        let facets = facets.into_iter().map(|facet| DrawnFacet::new(&element, facet)).collect();
        let mut drawn = DrawnElement { element, tag, facets, parts: Vec::new() };
        redraw_all(&drawn.element, &mut drawn.parts, parts, None);
        Drawn::Element(drawn)
    }

    pub(super) fn new(part: Part) -> Drawn {
        match part {
            Part::Text(words) => Drawn::Text(text(&words), words),
            Part::El(el) => Drawn::element(el),
            Part::View(view) => Drawn::View(text(""), view.build()),
            Part::Live(describe) => {
                let marker = text("");
                let before = marker.clone();
                let effect = RenderEffect::new(move |drawn: Option<Vec<Drawn>>| {
                    let (parts, mut drawn) = (describe(), drawn.unwrap_or_default());
                    match before.parent_node() {
                        Some(parent) => redraw_all(&parent, &mut drawn, parts, Some(&before)),
                        // Not in the page yet: it comes along with its marker.
                        None => drawn = parts.into_iter().map(Drawn::new).collect(),
                    }
                    drawn
                });
                Drawn::Live(marker, Parts(effect))
            }
        }
    }

    /// Becomes what a part describes.
    pub(super) fn redraw(&mut self, part: Part) {
        match (self, part) {
            (Drawn::Text(node, own), Part::Text(words)) => {
                if *own != words {
                    node.set_node_value(Some(&words));
                    *own = words;
                }
            }
            (Drawn::Element(drawn), Part::El(el)) if drawn.is_like(&el) => drawn.redraw(el),
            (Drawn::View(_, state), Part::View(view)) => view.rebuild(state),
            (drawn, part) => {
                let mut new = Drawn::new(part);
                drawn.insert_before_this(&mut new);
                drawn.unmount();
                *drawn = new;
            }
        }
    }

    /// The node that stands for it: itself, or its marker.
    fn anchor(&self) -> &Node {
        match self {
            Drawn::Text(node, _) | Drawn::Live(node, _) | Drawn::View(node, _) => node,
            Drawn::Element(drawn) => &drawn.element,
        }
    }

    fn put_into(&mut self, parent: &Node, before: Option<&Node>) {
        let _ = parent.insert_before(self.anchor(), before);
        match self {
            Drawn::Text(..) | Drawn::Element(_) => {}
            Drawn::Live(marker, parts) => parts.for_each(|part| part.put_into(parent, Some(marker))),
            Drawn::View(marker, state) => state.mount(parent.unchecked_ref(), Some(marker)),
        }
    }
}

/// Makes a list of parts that stand in `parent`, before a node, what a new list describes.
fn redraw_all(parent: &Node, drawn: &mut Vec<Drawn>, parts: Vec<Part>, before: Option<&Node>) {
    for mut gone in drawn.drain(parts.len().min(drawn.len())..) {
        gone.unmount();
    }
    for (at, part) in parts.into_iter().enumerate() {
        match drawn.get_mut(at) {
            Some(own) => own.redraw(part),
            None => {
                let mut new = Drawn::new(part);
                new.put_into(parent, before);
                drawn.push(new);
            }
        }
    }
}

impl DrawnElement {
    fn is_like(&self, El(other): &El) -> bool {
        let facets = || self.facets.iter().zip(&other.facets).all(|(own, facet)| own.is_like(facet));
        self.tag == other.tag && self.facets.len() == other.facets.len() && facets()
    }

    fn redraw(&mut self, El(described): El) {
        let Described { facets, parts, .. } = *described;
        for (own, facet) in self.facets.iter_mut().zip(facets) {
            own.redraw(&self.element, facet);
        }
        redraw_all(&self.element, &mut self.parts, parts, None);
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        match self {
            Drawn::Text(..) | Drawn::Element(_) => {}
            Drawn::Live(_, parts) => parts.for_each(Mountable::unmount),
            Drawn::View(_, state) => state.unmount(),
        }
        let anchor = self.anchor();
        if let Some(parent) = anchor.parent_node() {
            let _ = parent.remove_child(anchor);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.put_into(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let anchor = self.anchor();
        anchor.parent_node().is_some_and(|parent| child.try_mount(parent.unchecked_ref(), Some(anchor)))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
