//! A grid on the screen: a pane of rows, a header, a footer, and one text field that always has the focus.
//!
//! The state is [`crate::app::grid`]'s; here it is drawn and its events are reported. Rows are a fixed pool of slots
//! in document order; scrolling changes what they show, never which elements there are.

mod cell;
mod context;
mod field;
mod finger;
mod head;
mod heading;
mod held;
mod marks;
mod picker;
mod pointer;
mod row_drag;
mod rows;
mod spot;
mod text_drop;
mod tools;

use leptos::html::{Div, Textarea};
use leptos::prelude::*;

pub(in crate::ui) use self::cell::tone;
pub(in crate::ui) use self::context::open_by_key as open_menu;
use self::field::Field;
use self::head::{foot, has_foot, head};
use self::marks::marks;
use self::picker::picker;
pub(in crate::ui) use self::pointer::into_sight;
pub use self::tools::Tools;
use super::Session;
use crate::app::grid::{At, GridId, Layout, Rows, Viewport};
use crate::app::{DrawnRows, MOST_DRAWN};
use crate::platform::page;
use crate::text::messages::{Defining, Empty};
use crate::ui::whenever::whenever;

/// Height of a row, as in the tokens, in CSS pixels: under a mouse, and under a finger.
const ROW: [f64; 2] = [30.0, 44.0];
/// Width of the column of row numbers.
const NUMBERS: f64 = 40.0;

/// What the parts of one grid share.
#[derive(Clone, Copy)]
struct Place {
    session: Session,
    id: GridId,
    pane: NodeRef<Div>,
    field: NodeRef<Textarea>,
    /// Scroll position of the pane, in CSS pixels.
    top: RwSignal<f64>,
    left: RwSignal<f64>,
    height: RwSignal<f64>,
    /// Width of the pane, in CSS pixels.
    wide: RwSignal<f64>,
    /// How many columns stay in sight.
    frozen: Memo<usize>,
    /// Height of a row, in CSS pixels.
    row: f64,
    layout: Memo<std::sync::Arc<Layout>>,
    has_focus: RwSignal<bool>,
    /// While rows are dragged: before which row they would fall.
    row_drop: RwSignal<Option<usize>>,
}

impl Place {
    fn name(self) -> String {
        self.id.name()
    }

    fn cell_id(self, at: At) -> String {
        cell_id(self.id, at)
    }

    fn head_id(self, column: usize) -> String {
        format!("{}-h{column}", self.id.name())
    }

    fn is_form(self) -> bool {
        self.id.is_form()
    }

    /// Whether the grid has the focus. Asked once more after the grid is gone where the focus left it on the way.
    fn is_focused(self) -> bool {
        self.has_focus.try_get().unwrap_or_default()
    }

    /// The top edge of a row in the canvas, in CSS pixels: below the header where there is one.
    fn y(self, row: usize) -> f64 {
        row as f64 * self.row + if self.is_form() { 0.0 } else { self.row }
    }

    /// Whether a column stays where it is while the others scroll.
    fn is_frozen(self, column: usize) -> bool {
        !self.is_form() && column < self.frozen.get()
    }

    /// The left edge and width of a column, in CSS pixels.
    fn span(self, column: usize) -> (f64, f64) {
        if self.is_form() {
            return (names_of_fields(self.wide.get()), 0.0);
        }
        self.layout.with(|layout| {
            let width = |at| layout.shown(0, at).map_or(0.0, |shown| f64::from(shown.width));
            (NUMBERS + (0..column).map(width).sum::<f64>(), width(column))
        })
    }
}

/// The id of a cell's element.
fn cell_id(id: GridId, at: At) -> String {
    format!("{}-r{}c{}", id.name(), at.row, at.column)
}

/// More rows than these fit on no screen: rows that are out of sight are not laid out.
const MOST_IN_SIGHT: usize = 120;
/// Of the pane's width, columns that stay in sight take this share at most.
const SHARE_FROZEN: f64 = 0.62;
/// Width of the names of a form's fields, in CSS pixels: on a telephone their values need the room.
fn names_of_fields(wide: f64) -> f64 {
    const NARROW: f64 = 480.0;
    if (1.0..NARROW).contains(&wide) { 116.0 } else { 190.0 }
}

/// A grid.
#[component]
pub fn GridPane(
    /// Which grid.
    id: GridId,
    /// Its accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it fills the page and scrolls by itself; else it is as high as its rows.
    #[prop(optional)]
    fills: bool,
    /// Whether it has a row of totals.
    #[prop(optional)]
    totals: bool,
) -> impl IntoView {
    let session = Session::get();
    let layout = Memo::new_with_compare(
        move |_| {
            session.follow_turns();
            session.with_grid(id, |app| app.laid_out(id).map(|grid| grid.layout.clone()).unwrap_or_default_layout(id))
        },
        |before: Option<&std::sync::Arc<Layout>>, after| match (before, after) {
            (Some(before), Some(after)) => !std::sync::Arc::ptr_eq(before, after),
            _ => true,
        },
    );
    let wide = RwSignal::new(0.0);
    let place = Place {
        session,
        id,
        pane: NodeRef::new(),
        field: NodeRef::new(),
        top: RwSignal::new(0.0),
        left: RwSignal::new(0.0),
        height: RwSignal::new(600.0),
        wide,
        frozen: frozen(session, id, layout, wide),
        row: if page::is_coarse() { ROW[1] } else { ROW[0] },
        layout,
        has_focus: RwSignal::new(false),
        row_drop: RwSignal::new(None),
    };
    let rows = Memo::new(move |_| layout.with(|layout| layout.height()));
    let view = Memo::new(move |_| {
        let rows = rows.get();
        session.follow_turns();
        let all = session.with(|app| app.habits.rows == DrawnRows::All) && rows <= MOST_DRAWN;
        if fills && !all {
            // The header covers one row.
            Viewport::new(place.top.get(), place.height.get() - place.row, place.row, rows)
        } else {
            Viewport { first: 0, slots: rows }
        }
    });
    let window = NodeRef::new();
    rows::draw(place, window, view);
    let width = Memo::new(move |_| {
        layout.with(|layout| match &**layout {
            Layout::Table { columns, .. } => NUMBERS + columns.iter().map(|shown| f64::from(shown.width)).sum::<f64>(),
            Layout::Form { .. } => 0.0,
        })
    });
    let template = Memo::new(move |_| {
        layout.with(|layout| match &**layout {
            Layout::Table { columns, .. } => {
                let widths: Vec<String> = columns.iter().map(|shown| format!("{}px", shown.width)).collect();
                format!("{NUMBERS}px {}", widths.join(" "))
            }
            Layout::Form { .. } => format!("{}px 1fr", names_of_fields(wide.get())),
        })
    });
    pointer::watch_size(place);
    wishes(place, fills);

    let is_webkit = page::is_webkit();
    let is_empty =
        Memo::new(move |_| layout.with(|layout| matches!(&**layout, Layout::Table { rows, .. } if rows.is_empty())));
    let has_foot = has_foot(place, totals);
    let count = move || rows.get() + 1 + usize::from(has_foot.get());
    let columns = Memo::new(move |_| layout.with(|layout| layout.width()));
    // Where the columns that stay in sight begin.
    let edge = move |column: usize| format!("{}px", place.span(column.min(place.frozen.get())).0);
    let selected = move || {
        session.follow_turns();
        session.with(|app| app.laid_out(id).is_some_and(|grid| !grid.is_one_cell()))
    };
    view! {
        <div class="grid" data-region=fills.then_some("grid") data-form=place.is_form() data-fills=fills data-focused=move || place.is_focused()>
            <div
                class="pane"
                node_ref=place.pane
                data-turns=is_webkit.then_some("")
                style:--turn=move || if is_webkit { (session.turn.get() % 97).to_string() } else { String::new() }
                on:scroll=move |_| pointer::scrolled(place)
                on:pointerdown=move |event| {
                    context::rests(place, &event);
                    pointer::pressed(place, &event);
                }
                on:pointermove=move |event| {
                    context::moves(&event);
                    pointer::dragged(place, &event);
                }
                on:pointerup=move |event| {
                    context::lifts();
                    pointer::released(place, &event, true);
                }
                on:pointercancel=move |event| {
                    context::lifts();
                    pointer::released(place, &event, false);
                }
                on:click=move |event| pointer::clicked(place, &event)
                on:dragover=move |event| text_drop::dragged_over(place, &event)
                on:drop=move |event| text_drop::dropped(place, &event)
                on:dblclick=move |event| pointer::double(place, &event)
                on:contextmenu=move |event| context::opened(place, &event)
                on:mousedown=move |event| pointer::keep_the_focus(&event)
                // The second button of three pastes in Firefox on Linux: into the active cell, wherever it was pressed.
                on:mouseup=move |event| if event.button() == 1 { pointer::keep_the_focus(&event) }
                on:auxclick=move |event| if event.button() == 1 { pointer::keep_the_focus(&event) }
                // Firefox stops at whatever scrolls.
                tabindex="-1"
            >
                <div class="canvas" style:width=move || if place.is_form() { "100%".to_owned() } else { format!("{}px", width.get()) }>
                // For the pointer: menus and the palette have the command too.
                {(!place.is_form()).then(|| view! {
                    <div class="edge" aria-hidden="true">
                        <span
                            class="add-column"
                            data-add-column="true"
                            title=move || Defining::Add.text(session.language())
                            style:left=move || format!("{}px", width.get())
                        >"+"</span>
                    </div>
                })}
                <div
                    class="sheet"
                    id=place.name()
                    role="grid"
                    aria-label=name
                    aria-rowcount=count
                    aria-colcount=move || columns.get() + usize::from(place.is_form())
                    aria-multiselectable="true"
                    data-many=selected
                    data-all=move || (view.get().slots > MOST_IN_SIGHT).then_some("true")
                    style=("--columns", template)
                    data-frozen=move || (!place.is_form()).then(|| place.frozen.get())
                    style=("--f0", move || edge(0))
                    style=("--f1", move || edge(1))
                    style=("--f2", move || edge(2))
                    style=("--f3", move || edge(3))
                    style=("--f4", move || edge(4))
                    style=("--f5", move || edge(5))
                    style=("--f6", move || edge(6))
                    style=("--f7", move || edge(7))
                >
                    {(!place.is_form()).then(|| head(place))}
                    <div class="rows" role="rowgroup" style:height=move || format!("{}px", rows.get() as f64 * place.row)>
                        <div class="window" role="presentation" node_ref=window style:top=move || format!("{}px", view.get().first as f64 * place.row)></div>
                    </div>
                    {(!place.is_form()).then(|| foot(place, has_foot))}
                </div>
                // Beside the grid, not in it: a grid's children are rows.
                {marks(place, view)}
                <Field place=place />
                </div>
            </div>
            {finger::bar(place)}
            <Show when=move || is_empty.get()>
                <p class="empty" data-part=!fills>
                    {move || {
                        let lang = session.language();
                        let sheet = id.sheet();
                        session.follow_turns();
                        let is_filtered = |app: &crate::app::App| Some(!app.laid_out(id)?.arrangement.filter.is_empty());
                        let [what, first, paste] = if session.with(is_filtered) == Some(true) {
                            // There are rows: none is the first.
                            [Empty::NothingFits.text(lang), "".into(), "".into()]
                        } else {
                            let first = Empty::TypeFirst { one: sheet.one() }.text(lang);
                            let paste = if fills { Empty::OrPaste.text(lang) } else { "".into() };
                            [Empty::of(sheet).text(lang), first, paste]
                        };
                        view! { <b>{what}</b> {lang.gap()} {first} {lang.gap()} {paste} }
                    }}
                </p>
            </Show>
            {picker(place)}
        </div>
    }
}

/// How many columns stay in sight: as many as the arrangement says, for as long as they leave room for others.
fn frozen(session: Session, id: GridId, layout: Memo<std::sync::Arc<Layout>>, wide: RwSignal<f64>) -> Memo<usize> {
    Memo::new(move |_| {
        let room = match wide.get() {
            wide if wide > 0.0 => wide * SHARE_FROZEN,
            _ => f64::INFINITY,
        };
        layout.with(|layout| {
            let wanted = session.with(|app| app.laid_out(id).map_or(1, |grid| grid.arrangement.columns.frozen()));
            let mut left = NUMBERS;
            let fits = |column: &usize| {
                left += layout.shown(0, *column).map_or(0.0, |shown| f64::from(shown.width));
                left <= room
            };
            (0..wanted.min(layout.width())).take_while(fits).count()
        })
    })
}

/// An empty layout for a grid that is not laid out: it never stays so.
trait OrDefault {
    fn unwrap_or_default_layout(self, id: GridId) -> std::sync::Arc<Layout>;
}

impl OrDefault for Option<std::sync::Arc<Layout>> {
    fn unwrap_or_default_layout(self, id: GridId) -> std::sync::Arc<Layout> {
        self.unwrap_or_else(|| {
            std::sync::Arc::new(Layout::Table {
                sheet: id.sheet(),
                parent: None,
                rows: Rows::default(),
                columns: Vec::new(),
            })
        })
    }
}

/// Does what the application asks of the grid: brings a cell into sight, takes the focus.
fn wishes(place: Place, fills: bool) {
    let Place { session, id, pane, field, .. } = place;
    whenever(move || {
        let Some(wish) = session.wish.get().filter(|wish| wish.grid == id) else { return };
        if let (Some(at), Some(pane)) = (wish.reveal, pane.get()) {
            if fills {
                // A wish is fulfilled once, not whenever columns and rows change later.
                untrack(|| pointer::reveal(place, &pane, at));
                if page::is_low() {
                    // There the page scrolls as well, once the row is drawn.
                    request_animation_frame(move || pointer::row_into_sight(place, at));
                }
            } else {
                untrack(|| pointer::reveal_in_page(place, &pane, at));
            }
        }
        if wish.focus && field.get().is_some() {
            pointer::focus(place);
        }
    });
}
