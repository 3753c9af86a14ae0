//! One cell of the pool: what it shows, and how that is written into the document.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::Place;
use crate::app::grid::At;
use crate::app::{CellView, Look};
use crate::model::{Severity, Tone};
use crate::text::Lang;
use crate::text::messages::Grid as Words;

/// What the selection makes of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// It is the active cell.
    pub active: bool,
    /// It is the active cell or in the range.
    pub selected: bool,
    /// The editor is open over it.
    pub editing: bool,
}

/// What an element of a cell holds, where that can be written over. Put in its place, a node costs the browser a third more
/// than a text that changes.
#[derive(Default)]
enum Held {
    /// Something else, or nothing.
    #[default]
    Other,
    /// One text.
    Text(Node),
    /// One word, in an element of this class.
    Word(&'static str, Element, Node),
}

/// A cell and what it shows.
pub(super) struct Cell {
    element: Element,
    held: Held,
    view: CellView,
    remark: Option<(Severity, String)>,
    mark: Mark,
    lang: Lang,
    has_title: bool,
    /// In which language it is called empty, where it is.
    named_empty: Option<Lang>,
}

impl Cell {
    /// An empty cell of a column.
    pub fn new(column: usize, is_form: bool) -> Option<Cell> {
        let element = make("cell", "gridcell")?;
        put(&element, "data-look", Some(look(&Look::Plain)));
        put(&element, "data-c", Some(&column.to_string()));
        put(&element, "aria-colindex", Some(&(column + 1 + usize::from(is_form)).to_string()));
        put(&element, "aria-selected", Some("false"));
        Some(Cell {
            element,
            held: Held::Other,
            view: CellView::default(),
            remark: None,
            mark: Mark::default(),
            lang: Lang::default(),
            has_title: false,
            named_empty: None,
        })
    }

    /// The same cell for a copy of its element.
    pub fn copy(&self, element: Element) -> Cell {
        let (view, remark) = (self.view.clone(), self.remark.clone());
        Cell { element, held: Held::Other, view, remark, ..*self }
    }

    /// Becomes the last cell of a row.
    pub fn append_to(&self, row: &Element) {
        let _ = row.append_child(&self.element);
    }

    /// Leaves its row.
    pub fn remove(&self) {
        self.element.remove();
    }

    /// Takes the name of its place.
    pub fn stand(&self, place: Place, row: usize, column: usize) {
        self.element.set_id(&place.cell_id(At { row, column }));
    }

    /// Shows what the plan has.
    pub fn show(&mut self, view: CellView, lang: Lang) {
        self.lang = lang;
        if self.view == view {
            return self.name_empty();
        }
        let before = std::mem::replace(&mut self.view, view);
        let (was, is) = (look(&before.look), look(&self.view.look));
        if was != is {
            put(&self.element, "data-look", Some(is));
        }
        if let Look::Head { open, level } = self.view.look {
            put(&self.element, "aria-expanded", Some(if open { "true" } else { "false" }));
            put(&self.element, "data-level", Some(&level.to_string()));
        } else if matches!(before.look, Look::Head { .. }) {
            put(&self.element, "aria-expanded", None);
            put(&self.element, "data-level", None);
        }
        if before.mark != self.view.mark {
            put(&self.element, "data-tone", self.view.mark.as_ref().map(|mark| tone(mark.tone)));
        }
        if before.narrow != self.view.narrow {
            put(&self.element, "data-narrow", self.view.narrow.then_some(""));
        }
        let titled = |view: &CellView| view.narrow.then(|| view.text.clone());
        if before.mark != self.view.mark
            || before.comments != self.view.comments
            || titled(&before) != titled(&self.view)
        {
            self.entitle();
        }
        self.name_empty();
        if before.computed != self.view.computed {
            put(&self.element, "data-computed", self.view.computed.then_some(""));
            put(&self.element, "aria-readonly", self.view.computed.then_some("true"));
        }
        self.fill();
    }

    /// Shows what is wrong: how grave, and the sentence.
    pub fn remark(&mut self, remark: Option<(Severity, String)>) {
        if self.remark == remark {
            return;
        }
        let severity = remark.as_ref().map(|(severity, _)| *severity);
        let wrong = severity.map(|severity| match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        });
        put(&self.element, "data-wrong", wrong);
        put(&self.element, "aria-invalid", (severity == Some(Severity::Error)).then_some("true"));
        self.remark = remark;
        self.entitle();
    }

    /// Says which number it is, where that cannot be seen; what is wrong, else why a rule colours it; and what people said about
    /// it.
    fn entitle(&mut self) {
        let rule = self.view.mark.as_ref().map(|mark| mark.why.as_str());
        let why = self.remark.as_ref().map(|(_, sentence)| sentence.as_str()).or(rule);
        let said = Some(self.view.comments.as_str()).filter(|said| !said.is_empty());
        let number = Some(self.view.text.as_str()).filter(|_| self.view.narrow);
        let lines: Vec<&str> = [number, why, said].into_iter().flatten().collect();
        let title = lines.join("\n");
        put(&self.element, "title", Some(title.as_str()).filter(|title| !title.is_empty()));
        self.has_title = !title.is_empty();
        self.name_empty();
    }

    /// Says that an empty cell is empty: else what is remarked of it is read as what it holds.
    fn name_empty(&mut self) {
        let is_empty = self.has_title && self.view.text.is_empty() && self.view.look == Look::Plain;
        let name = is_empty.then_some(self.lang);
        if self.named_empty != name {
            put(&self.element, "aria-label", name.map(|lang| Words::HasNoValue.text(lang)).as_deref());
            self.named_empty = name;
        }
    }

    /// Shows what the selection makes of it.
    pub fn mark(&mut self, mark: Mark) {
        if self.mark == mark {
            return;
        }
        let followed = self.can_follow();
        let before = std::mem::replace(&mut self.mark, mark);
        if before.active != mark.active {
            put(&self.element, "data-active", mark.active.then_some(""));
        }
        if before.selected != mark.selected {
            put(&self.element, "aria-selected", Some(if mark.selected { "true" } else { "false" }));
        }
        if followed != self.can_follow() {
            self.fill();
        }
    }

    /// Whether it has the arrow that leads to the linked record.
    fn can_follow(&self) -> bool {
        self.view.look == Look::Link && self.mark.active && !self.mark.editing
    }

    fn fill(&mut self) {
        // Lines stand side by side in a row; the editor shows them one below the other.
        let text = self.view.text.replace('\n', " · ");
        match &self.view.look {
            Look::Plain | Look::Number | Look::Invalid | Look::Link => return self.write(&text),
            Look::Pill(of) => return self.write_word("state", &text, ("data-tone", tone(*of))),
            Look::Stage(number) => {
                return self.write_word("pill", &text, ("data-stage", &number.min(&9).to_string()));
            }
            _ => {}
        }
        self.held = Held::Other;
        let cell = &self.element;
        cell.set_text_content(None);
        match &self.view.look {
            Look::Words(words) => {
                for (text, of) in words {
                    word(cell, "state", text, ("data-tone", tone(*of)));
                }
            }
            Look::Check(ticked) => drop(word(cell, "tick", if *ticked { "✓" } else { "" }, ("", ""))),
            Look::Bar(share) => {
                bar(cell, *share);
                word(cell, "", &text, ("", ""));
            }
            Look::Head { open, .. } => {
                word(cell, "fold", if *open { "▾" } else { "▸" }, ("aria-hidden", "true"));
                word(cell, "", &text, ("", ""));
            }
            Look::Plain | Look::Number | Look::Invalid | Look::Link | Look::Pill(_) | Look::Stage(_) => {}
        }
    }

    fn write(&mut self, text: &str) {
        let follows = self.can_follow();
        if let (Held::Text(node), false) = (&self.held, follows) {
            return node.set_node_value(Some(text));
        }
        self.element.set_text_content(Some(text));
        let alone = self.element.first_child().filter(|_| !follows);
        self.held = alone.map_or(Held::Other, Held::Text);
        if follows && let Some(arrow) = word(&self.element, "follow", "", ("data-follow", "true")) {
            put(&arrow, "aria-hidden", Some("true"));
        }
    }

    fn write_word(&mut self, class: &'static str, text: &str, (name, value): (&str, &str)) {
        if let Held::Word(own, element, node) = &self.held
            && *own == class
        {
            put(element, name, Some(value));
            return node.set_node_value(Some(text));
        }
        self.element.set_text_content(None);
        let made = word(&self.element, class, text, (name, value));
        let alone = made.and_then(|made| made.first_child().map(|node| Held::Word(class, made, node)));
        self.held = alone.unwrap_or_default();
    }
}

/// A `div` of a class and a role.
pub(super) fn make(class: &str, role: &str) -> Option<Element> {
    let element = document().create_element("div").ok()?;
    put(&element, "class", Some(class));
    put(&element, "role", Some(role));
    Some(element)
}

/// Sets an attribute, or takes it away.
pub(super) fn put(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Adds a `span` with a text, and an attribute where it has a name.
fn word(parent: &Element, class: &str, text: &str, (name, value): (&str, &str)) -> Option<Element> {
    let word = document().create_element("span").ok()?;
    if !class.is_empty() {
        put(&word, "class", Some(class));
    }
    if !name.is_empty() {
        put(&word, name, Some(value));
    }
    word.set_text_content(Some(text));
    parent.append_child(&word).ok()?;
    Some(word)
}

/// Adds the bar of a share in thousandths.
fn bar(parent: &Element, share: u16) -> Option<()> {
    let bar = word(parent, "bar", "", ("aria-hidden", "true"))?;
    let filled: HtmlElement = document().create_element("i").ok()?.dyn_into().ok()?;
    filled.style().set_property("width", &format!("{}.{}%", share / 10, share % 10)).ok()?;
    bar.append_child(&filled).ok().map(drop)
}

/// The name of a look, for the style sheet.
fn look(look: &Look) -> &'static str {
    match look {
        Look::Plain => "text",
        Look::Number => "number",
        Look::Invalid => "invalid",
        Look::Check(_) => "check",
        Look::Pill(_) => "pill",
        Look::Stage(_) => "stage",
        Look::Bar(_) => "bar",
        Look::Words(_) => "words",
        Look::Link => "link",
        Look::Head { .. } => "head",
    }
}

/// The name of a tone, for the style sheet.
pub(in crate::ui) fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    }
}
