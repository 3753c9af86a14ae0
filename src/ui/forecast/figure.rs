//! A chart on the page: drawn, read value by value with the keys or the pointer, with its table behind it, saved as a picture.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::{table, text};
use crate::chart::{Anchor, Drawing, Mark, Role, Shape};
use crate::platform::{page, picture};
use crate::text::messages::Outlook as Words;
use crate::ui::Session;
use crate::ui::element::{El, el, live, svg};
use crate::ui::explain::Asked;

/// What a chart shows, in words.
pub struct Behind {
    /// The heads of the table's columns.
    pub head: Vec<String>,
    /// Its lines: a mark of the drawing shows one of them.
    pub lines: Vec<Vec<String>>,
    /// Which of its numbers can be asked.
    pub asked: Option<Asked>,
}

impl Behind {
    /// A line as it is said.
    fn said(&self, line: usize) -> Option<String> {
        let cells = self.lines.get(line)?;
        let parts = self.head.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        Some(parts.map(|(head, cell)| format!("{head} {cell}")).collect::<Vec<_>>().join(" · "))
    }
}

/// How wide charts are on a telephone, where letters would else become too small to read.
const NARROW: f64 = 336.0;
/// And where two stand beside each other on a small laptop.
const HALVED: f64 = 470.0;

/// What Enter and a click do with a line.
pub type Open = std::sync::Arc<dyn Fn(usize) + Send + Sync>;

/// The chart `key` with its accessible name.
pub fn figure(
    session: Session,
    key: &'static str,
    label: String,
    drawing: Drawing,
    behind: Behind,
    open: Option<Open>,
) -> El {
    let lang = session.language();
    let drawing = match (page::is_narrow(), page::is_halved()) {
        (true, _) => drawing.within(NARROW),
        (false, true) => drawing.within(HALVED),
        (false, false) => drawing,
    };
    let chosen = RwSignal::new(None::<usize>);
    let (opens, pressed) = (open.is_some(), open.clone());
    let count = behind.lines.len();
    let said: Arc<[Option<String>]> = (0..count).map(|line| behind.said(line)).collect();
    let hint = Words::Arrows.text(lang).into_owned();
    let caption = move || {
        let line = chosen.try_get().flatten();
        line.and_then(|line| said.get(line).cloned().flatten()).unwrap_or_default()
    };
    let told = {
        let (caption, hint) = (caption.clone(), hint.clone());
        move || Some(caption()).filter(|caption| !caption.is_empty()).unwrap_or_else(|| hint.clone())
    };
    let lines = behind.lines.into_iter().map(|cells| cells.into_iter().map(text).collect()).collect();
    let drawn = svg("svg")
        .class("chart")
        .set("id", format!("chart-{key}"))
        .set("viewBox", format!("0 0 {} {}", number(drawing.width), number(drawing.height)))
        .set("width", number(drawing.width))
        // Arrows go from mark to mark: an image would be passed over by who reads without looking.
        .set("role", "slider")
        .set("tabindex", "0")
        .set("aria-label", label)
        .set("aria-orientation", "horizontal")
        .set("aria-valuemin", "1")
        .set("aria-valuemax", count.max(1).to_string())
        .live("aria-valuenow", move || Some((chosen.try_get().flatten().unwrap_or_default() + 1).to_string()))
        .live("aria-valuetext", move || Some(told()))
        .on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let at = chosen.get_untracked();
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => at.map_or(0, |at| at + 1).min(count.saturating_sub(1)),
                "ArrowLeft" | "ArrowUp" => at.map_or(0, |at| at.saturating_sub(1)),
                "Home" => 0,
                "End" => count.saturating_sub(1),
                "Enter" => {
                    if let (Some(open), Some(at)) = (&pressed, at) {
                        event.prevent_default();
                        open(at);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            chosen.set(Some(to).filter(|_| count > 0));
        })
        .on("pointerover", move |event| {
            if let Some(line) = line_of(&event) {
                chosen.set(Some(line));
            }
        })
        .on("click", move |event| {
            if let (Some(open), Some(line)) = (&open, line_of(&event)) {
                open(line);
            }
        })
        .flag("data-opens", opens)
        .add(drawing.marks.iter().map(|mark| shape(mark, chosen)).collect::<Vec<_>>());
    let value = el("span").set("id", format!("chart-{key}-value"));
    let save = move |word: Words, run: fn(&'static str)| el("button").click(move || run(key)).add(word.text(lang));
    el("figure")
        .class("figure")
        .add(drawn)
        .add(el("figcaption").add(value.add(live(caption))).add(el("span").class("hint").add(hint)))
        .add(
            el("details")
                .add(el("summary").add(Words::AsTable.text(lang)))
                .add(table(session, behind.head, lines, behind.asked))
                .add(el("p").class("saves").add(save(Words::SaveSvg, save_svg)).add(save(Words::SavePng, save_png))),
        )
}

fn save_svg(key: &'static str) {
    picture::save(&format!("chart-{key}"), key, false);
}

fn save_png(key: &'static str) {
    picture::save(&format!("chart-{key}"), key, true);
}

fn line_of(event: &Event) -> Option<usize> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.get_attribute("data-line")?.parse().ok()
}

/// A number with two decimals at most.
fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let (whole, rest) = (hundredths / 100, hundredths.unsigned_abs() % 100);
    let sign = if hundredths < 0 && whole == 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

fn path(points: &[(f64, f64)], closed: bool) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&number(*x));
        path.push(' ');
        path.push_str(&number(*y));
    }
    if closed {
        path.push('Z');
    }
    path
}

fn shape(mark: &Mark, chosen: RwSignal<Option<usize>>) -> El {
    let drawn = match &mark.shape {
        Shape::Rect { x, y, width, height } => svg("rect")
            .set("x", number(*x))
            .set("y", number(*y))
            .set("width", number(*width))
            .set("height", number(*height)),
        Shape::Line { from, to } => svg("line")
            .set("x1", number(from.0))
            .set("y1", number(from.1))
            .set("x2", number(to.0))
            .set("y2", number(to.1)),
        Shape::Curve(points) => svg("path").set("d", path(points, false)),
        Shape::Area(points) => svg("path").set("d", path(points, true)),
        Shape::Dot { at, radius } => {
            svg("circle").set("cx", number(at.0)).set("cy", number(at.1)).set("r", number(*radius))
        }
        Shape::Text { at, anchor, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            svg("text").set("x", number(at.0)).set("y", number(at.1)).set("text-anchor", anchor).add(text.clone())
        }
    };
    let is_area = matches!(mark.shape, Shape::Area(_)) || mark.role == Role::Grid && mark.line.is_some();
    let drawn = drawn.class(mark.role.name()).flag("data-area", is_area);
    match mark.line {
        Some(line) => {
            let is_chosen = move || chosen.try_get().flatten() == Some(line);
            drawn.set("data-line", line.to_string()).live_flag("data-chosen", is_chosen)
        }
        None => drawn,
    }
}
