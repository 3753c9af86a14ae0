//! One deal of the what-if: its chance by a slider or typed, won, lost, its close by steps or typed, and back.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::{Words, amount, share, suppose, title_of};
use crate::app::Supposition;
use crate::forecast::outlook::{Idle, Source, Suppose};
use crate::model::schema::deals;
use crate::model::{Date, RowId, Sheet};
use crate::platform::number;
use crate::text::Lang;
use crate::text::messages::{Say, ShortDay};
use crate::ui::Session;
use crate::ui::element::{El, el, value_of};
use crate::ui::forecast::deal_link;
use crate::ui::forecast::typed::{CHANCE, Day, Field, Typed, field, in_percent};
use crate::ui::regions::across;

/// What is under way in the lines.
#[derive(Clone, Copy)]
pub struct Hand {
    /// Whether a slider is moved by keys: then the step ends with the key, else with the pointer.
    by_keys: StoredValue<bool>,
    /// What was typed as the chance or the close of a deal and is none.
    typed: Typed,
}

impl Default for Hand {
    fn default() -> Hand {
        Hand { by_keys: StoredValue::new(false), typed: Typed::new() }
    }
}

/// What is known of a deal and supposed of it.
struct Known {
    name: String,
    amount: String,
    /// As the plan has it.
    chance: Option<f64>,
    /// Whether somebody has typed that chance.
    is_own: bool,
    close: Option<Date>,
    today: Date,
    end: Option<Suppose>,
    day: Option<Date>,
    is_changed: bool,
}

impl Known {
    fn of(session: Session, deal: RowId, lang: Lang) -> Known {
        session.with(|app| {
            let plan = app.plan();
            let minor = plan.get(deal, deals::AMOUNT).and_then(|money| plan.in_plan_currency(money));
            let own: Vec<Suppose> = app.supposed(deal).collect();
            let is_end = |own: &&Suppose| matches!(own, Suppose::Won | Suppose::Lost | Suppose::Chance(_));
            Known {
                name: title_of(app, deal, lang),
                amount: minor.map_or_else(String::new, |minor| amount(app, minor as f64).say(lang).into_owned()),
                chance: app.chance(deal).map(|chance| chance.p.chance()),
                is_own: app.chance(deal).is_some_and(|chance| chance.source == Source::Own),
                close: plan.get(deal, deals::CLOSE),
                today: app.today(),
                end: own.iter().find(is_end).copied(),
                day: own.iter().find_map(|own| if let Suppose::Close(day) = own { Some(*day) } else { None }),
                is_changed: !own.is_empty(),
            }
        })
    }

    /// The chance as its field begins with it.
    fn in_field(&self) -> String {
        let is_typed = self.is_own || matches!(self.end, Some(Suppose::Chance(_)));
        in_percent(self.now().unwrap_or(0.0), is_typed)
    }

    /// The chance as it is supposed, or as the plan has it.
    fn now(&self) -> Option<f64> {
        match self.end {
            Some(Suppose::Chance(p)) => Some(p),
            Some(Suppose::Won) => Some(1.0),
            Some(Suppose::Lost) => Some(0.0),
            _ => self.chance,
        }
    }

    fn said(&self, word: &Words, lang: Lang) -> String {
        let (name, value) = (self.name.as_str().into(), word.text(lang).as_ref().into());
        Words::Named { name, value }.text(lang).into_owned()
    }
}

pub fn line(session: Session, hand: Hand, deal: RowId, idle: Option<Idle>, lang: Lang) -> El {
    let known = Known::of(session, deal, lang);
    let back = el("button")
        .class("icon")
        .set("tabindex", "-1")
        .set("aria-disabled", if known.is_changed { "false" } else { "true" })
        .set("aria-label", known.said(&Words::PutBack, lang))
        .set("title", Words::PutBack.text(lang))
        .click(move || {
            hand.typed.forget(Field::Chance(deal));
            hand.typed.forget(Field::Close(deal));
            suppose(session, Supposition::PutBack(deal));
        })
        .add("↺");
    let is_there = session.with(|app| app.plan().table(Sheet::Deals).contains(deal));
    let name = if is_there { deal_link(session, deal, lang) } else { el("b").class("deal").add(known.name.clone()) };
    let mark = el("span").class("mark").set("aria-hidden", "true").add(if known.is_changed { "●" } else { "" });
    let who =
        el("div").class("who").add(mark).add(name).add(el("span").class("soft").add(known.amount.clone())).add(back);
    // Of the buttons of a deal the first is a stop of Tab, the others are an arrow away.
    let line = el("li")
        .flag("data-supposed", known.is_changed)
        .set("data-deal", deal.to_string())
        .on("keydown", |event| across(&event, ".when input"))
        .add(who);
    match idle {
        // Its name stays, with the reason: nothing is dropped in silence.
        Some(why @ (Idle::Gone | Idle::Ended)) => line.add(el("p").class("idle").add(idle_words(why).text(lang))),
        _ => {
            let why = idle.map(|why| idle_words(why).text(lang).into_owned()).unwrap_or_default();
            let (close, refused) = close(session, hand, deal, &known, lang);
            line.add(chance(session, hand, deal, &known, lang))
                .add(ends(session, hand, deal, &known, lang))
                .add(close)
                .add(refused)
                .add(el("p").class("idle").add(why))
        }
    }
}

pub const fn idle_words(why: Idle) -> Words {
    match why {
        Idle::Gone => Words::IdleGone,
        Idle::Ended => Words::IdleEnded,
        Idle::Elsewhere => Words::IdleElsewhere,
        Idle::Outside => Words::IdleOutside,
        Idle::Uncounted => Words::IdleUncounted,
    }
}

/// The slider: whole per cents by arrows, ten by Page Up and Page Down, none and all by Home and End; and a field for others.
fn chance(session: Session, hand: Hand, deal: RowId, known: &Known, lang: Lang) -> El {
    let now = known.now().unwrap_or(0.0);
    let was = known.chance.map_or_else(|| "–".to_owned(), |p| share(p, lang));
    let settle = move |_| suppose(session, Supposition::Settle);
    let said = Words::ChanceWas { now: crate::text::messages::Share(now), was: was.as_str().into() };
    let slider = el("input")
        .set("type", "range")
        .set("min", "0")
        .set("max", "100")
        .set("step", "1")
        .set("aria-label", known.said(&Words::SupposeChance, lang))
        .set("aria-valuetext", said.text(lang))
        .value(format!("{}", (now * 100.0).round()))
        .on("pointerdown", move |_| hand.by_keys.set_value(false))
        .on("keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
            // It moves no slider: the page would scroll away from under it.
            if key == " " {
                event.prevent_default();
            }
            hand.by_keys
                .set_value(key.starts_with("Arrow") || key.starts_with("Page") || key == "Home" || key == "End");
        })
        .on("input", move |event| {
            if let Some(p) = number::read(&value_of(&event)) {
                hand.typed.forget(Field::Chance(deal));
                hand.typed.forget(Field::Close(deal));
                suppose(session, Supposition::Try(deal, Suppose::Chance(p / 100.0)));
            }
        })
        .on("change", move |_| {
            if !hand.by_keys.get_value() {
                suppose(session, Supposition::Settle);
            }
        })
        .on("keyup", move |event| {
            hand.by_keys.set_value(false);
            settle(event);
        })
        .on("blur", settle);
    let label = known.said(&Words::SupposePercent, lang);
    let take = move |p: Option<f64>| {
        if let Some(p) = p {
            suppose(session, Supposition::Take(deal, Suppose::Chance(p / 100.0)));
        }
    };
    let shown = (label.into(), known.in_field());
    let heard = move |p: Option<f64>| {
        let act = p.map_or(Supposition::Return, |p| Supposition::Try(deal, Suppose::Chance(p / 100.0)));
        suppose(session, act);
        Known::of(session, deal, lang).in_field()
    };
    let (field, refused) =
        field(hand.typed, Field::Chance(deal), CHANCE, shown, lang, Box::new(take), Some(Arc::new(heard)));
    el("div")
        .class("chance")
        .add(el("span").class("was soft").set("title", Words::InThePlan.text(lang)).add(was))
        .add(slider)
        .add(el("label").add(field.on("blur", settle)).add("%"))
        .add(refused)
}

fn ends(session: Session, hand: Hand, deal: RowId, known: &Known, lang: Lang) -> El {
    let own = known.chance;
    let toggle = |word: Words, value: Suppose| {
        let on = known.end == Some(value);
        el("button")
            .set("tabindex", "-1")
            .set("aria-pressed", if on { "true" } else { "false" })
            .set("aria-label", known.said(&word, lang))
            .click(move || {
                hand.typed.forget(Field::Chance(deal));
                hand.typed.forget(Field::Close(deal));
                suppose(
                    session,
                    match (on, own) {
                        (false, _) => Supposition::Take(deal, value),
                        // As likely as in the plan is no supposition.
                        (true, Some(p)) => Supposition::Take(deal, Suppose::Chance(p)),
                        (true, None) => Supposition::PutBack(deal),
                    },
                );
            })
            .add(word.text(lang))
    };
    el("div").class("ends").add(toggle(Words::SupposeWon, Suppose::Won)).add(toggle(Words::SupposeLost, Suppose::Lost))
}

/// The column by which a day of closing is read.
const CLOSE: (Sheet, &str) = (Sheet::Deals, "close");

/// Days and months by which the close is moved.
const STEPS: [(i64, i32, Words, Words); 4] = [
    (0, -1, Words::MonthEarlier, Words::MonthLess),
    (-7, 0, Words::WeekEarlier, Words::WeekLess),
    (7, 0, Words::WeekLater, Words::WeekMore),
    (0, 1, Words::MonthLater, Words::MonthMore),
];

fn close(session: Session, hand: Hand, deal: RowId, known: &Known, lang: Lang) -> (El, Option<El>) {
    let day = known.day.or(known.close);
    let from = day.unwrap_or(known.today);
    let own = known.close;
    let set = move |day: Date| suppose(session, Supposition::Take(deal, Suppose::Close(day)));
    let step = |(days, months, word, sign): &(i64, i32, Words, Words)| {
        let to = from.plus_days(*days).plus_months(*months);
        let sign = sign.text(lang);
        el("button")
            .class("step")
            .set("tabindex", "-1")
            .set("aria-label", format!("{sign} · {}", known.said(word, lang)))
            .set("title", word.text(lang))
            .click(move || set(to))
            .add(sign)
    };
    // Emptied, it is as in the plan.
    let take = move |meant: Option<Date>| meant.or(own).into_iter().for_each(set);
    let shown = day.map(|day| day.to_string()).unwrap_or_default();
    let (label, reads) =
        (known.said(&Words::SupposeClose, lang).into(), Day { session, column: CLOSE, or_nothing: true });
    let (field, refused) = field(hand.typed, Field::Close(deal), reads, (label, shown), lang, Box::new(take), None);
    let field = field
        .set("tabindex", "-1")
        .set("aria-keyshortcuts", "PageUp PageDown Shift+PageUp Shift+PageDown")
        .set("title", Words::CloseKeys.text(lang))
        .on("keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let sign = match key.key().as_str() {
                "PageUp" => -1,
                "PageDown" => 1,
                _ => return,
            };
            event.prevent_default();
            hand.typed.forget(Field::Close(deal));
            set(if key.shift_key() { from.plus_days(7 * sign) } else { from.plus_months(sign as i32) });
        });
    let was = known.close.filter(|_| known.day.is_some()).map(|day| Words::CloseWas { day: ShortDay(day) });
    let was = was.map_or_else(String::new, |words| words.text(lang).into_owned());
    let [first, second, third, fourth] = STEPS.each_ref().map(step);
    let close = el("div")
        .class("when")
        .add([first, second])
        .add(field)
        .add([third, fourth])
        .add(el("span").class("was soft").add(was));
    (close, refused)
}
