//! The forecast strip: the chance of the target, live at every key, and the three deals to touch.

use leptos::prelude::*;

use super::element::{El, Part, el, live, svg, value_of};
use super::explain::{ask, ask_told};
use super::whenever::whenever;
use super::{Session, mouse};
use crate::app::{Action, App};
use crate::forecast::Place;
use crate::forecast::outlook::{Figure, Figures, Scope, Span, Told, Touch, Whole};
use crate::model::{Currency, Key, Money, RowId, Sheet};
use crate::text::messages::{Compact, Exactly, Forecast as Words, Outlook, Period, Points, Share};
use crate::text::{Lang, chance, compact, name, points};

/// Everything that the strip shows.
#[derive(Clone, PartialEq)]
struct Shown {
    figures: Figures,
    currency: Currency,
    period: Period,
    /// What the deals to touch are called, and what would raise the chance of each.
    touches: Vec<(String, Option<String>)>,
    lang: Lang,
}

impl Shown {
    /// What there is to show; nothing where the deals add up to more than can be counted.
    fn of(app: &App, lang: Lang) -> Option<Shown> {
        let figures = app.figures().ok()?;
        let named = |touch: &Touch| {
            // What comes first on the way to the next stage, which is what the points are for.
            let act = touch.milestone.map(|milestone| {
                let milestone = name(app.plan(), Sheet::Milestones, milestone, lang);
                Outlook::TouchFirst { milestone }.text(lang).into_owned()
            });
            (name(app.plan(), Sheet::Deals, touch.deal, lang).to_string(), act)
        };
        let touches = figures.touches.iter().map(named).collect();
        let period = app.period_name(&figures.period);
        Some(Shown { figures, currency: app.plan().currency(), period, touches, lang })
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// The strip.
pub fn strip(session: Session) -> El {
    let lang = session.lang;
    // An edit that leaves the forecast as it is draws nothing.
    let now = Memo::new(move |_| {
        session.follow();
        let lang = lang.get();
        session.with(|app| Shown::of(app, lang))
    });
    tell_period(session, now);
    el("section")
        .class("strip")
        .set("data-region", "strip")
        .live("aria-label", move || Some(Words::Name.text(lang.get())))
        .add(scope_choice(session))
        .add(live(move || {
            now.with(|now| match now {
                Some(now) => draw(session, now),
                None => vec![el("p").class("wide-note").set("role", "alert").add(Words::TooLarge.text(lang.get()))],
            })
        }))
}

/// Tells the chance of another period, or of other people's deals, to those who have only pressed a button.
fn tell_period(session: Session, now: Memo<Option<Shown>>) {
    let mut known = session.with(|app| app.scope);
    whenever(move || {
        session.follow_turns();
        let scope = session.with(|app| app.scope);
        if std::mem::replace(&mut known, scope) != scope
            && let Some(now) = now.get_untracked()
            && let (Some(p), Some(target)) = (now.figures.chance, now.figures.targets.first().copied().flatten())
        {
            let target = Compact(now.money(target));
            let words = Words::ChanceOfTarget { period: now.period, target }.text(now.lang);
            let (name, value) = (words.as_ref().into(), chance(p).into());
            session.tell(Outlook::Named { name, value }.text(now.lang));
        }
    });
}

fn draw(session: Session, now: &Shown) -> Vec<El> {
    let (figures, lang) = (&now.figures, now.lang);
    let money = |minor: f64| now.money(minor.round() as i64);
    let asked = |figure: Figure, text: String| ask(session, Whole::Board, figure, text);
    let mut shown = vec![
        target(session, now),
        el("div")
            .class("fig")
            .add(el("small").add(Words::Expected.text(lang)))
            .add(el("b").add(asked(Figure::Mean, compact(money(figures.mean), lang))))
            .add(
                el("em").add(asked(Figure::Sd, Words::PlusMinus { sd: Exactly(money(figures.sd)) }.text(lang).into())),
            ),
        el("div")
            .class("fig")
            .add(el("small").add(Words::SureOfAtLeast.text(lang)))
            .add(el("b").add(asked(Figure::Quantile(0), compact(now.money(figures.sure), lang))))
            .add(left_out(session, now).map(|words| el("em").add(words))),
    ];
    if figures.open > 0 || figures.won > 0 {
        shown.push(picture(now));
    }
    if !figures.touches.is_empty() {
        shown.push(touches(session, now));
    }
    shown
}

fn target(session: Session, now: &Shown) -> El {
    let (figures, period, lang) = (&now.figures, now.period, now.lang);
    let figure = el("div").class("fig").set("id", "chance");
    match (figures.chance, figures.targets.first().copied().flatten()) {
        (Some(p), Some(target)) => {
            let asked = |figure: Figure, text: String| ask(session, Whole::Board, figure, text);
            let level = Figure::AtLeast(target);
            let target = Compact(now.money(target));
            let won = Compact(now.money(figures.won));
            figure
                .add(el("small").add(Words::ChanceOfTarget { period, target }.text(lang)))
                .add(el("b").add(asked(level, chance(p))))
                .add(el("em").add(asked(Figure::Won, Words::WonAlready { won }.text(lang).into())))
        }
        _ => {
            let none = match figures.left_out.targets {
                0 => Words::NoTarget { period },
                _ => Words::NoTargetRate { period },
            };
            figure.add(el("small").add(none.text(lang))).add(
                el("button")
                    .class("strong")
                    .set("title", Words::SetTargetHint.text(lang))
                    .click(move || session.dispatch(Action::SetTarget))
                    .add(Words::SetTarget.text(lang)),
            )
        }
    }
}

/// What is not counted, and why: never a silent sum.
fn left_out(session: Session, now: &Shown) -> Option<Vec<Part>> {
    let (figures, lang) = (&now.figures, now.lang);
    let words = session.with(|app| app.left_out_words(&figures.left_out));
    let asked = words.map(|words| ask(session, Whole::Board, Figure::LeftOut, words).into());
    let mut parts: Vec<Part> = asked.into_iter().collect();
    parts.extend(session.with(|app| app.elsewhere_words()).map(|words| Part::Text(words.into())));
    let between = |parts: &[Part]| Part::Text(if parts.is_empty() { "" } else { " · " }.into());
    // Chances that nobody has given and no closed deal has taught.
    if figures.assumed > 0 {
        let words = Words::AssumedOf { assumed: figures.assumed, open: figures.open }.text(lang);
        let asked = ask_told(session, Told::Assumed, words.into_owned());
        parts.extend([between(&parts), asked.into()]);
    }
    if let Some(unit) = figures.rounded_to {
        let words = Words::RoundedTo { unit: Compact(now.money(unit)) }.text(lang);
        parts.extend([between(&parts), Part::Text(words)]);
    }
    (!parts.is_empty()).then_some(parts)
}

/// The distribution with the target in it.
fn picture(now: &Shown) -> El {
    let (figures, lang) = (&now.figures, now.lang);
    const WIDE: f64 = 260.0;
    const HIGH: f64 = 48.0;
    let bars = &figures.histogram.bars;
    let most = bars.iter().map(|bar| bar.mass).fold(0.0_f64, f64::max).max(1e-12);
    let step = WIDE / bars.len().max(1) as f64;
    let target = figures.targets.first().copied().flatten();
    let hundredths = |number: f64| format!("{number:.2}");
    let drawn = bars.iter().enumerate().map(|(at, bar)| {
        let high = (bar.mass / most * (HIGH - 4.0)).max(if bar.mass > 1e-9 { 0.8 } else { 0.0 });
        let middle = bar.lo.saturating_add((bar.hi - bar.lo) / 2);
        let said = Words::PictureBar {
            from: Compact(now.money(bar.lo)),
            until: Compact(now.money(bar.hi)),
            chance: Share(bar.mass),
        };
        svg("rect")
            .set("x", hundredths(at as f64 * step + 0.5))
            .set("y", hundredths(HIGH - high))
            .set("width", hundredths((step - 1.0).max(0.8)))
            .set("height", hundredths(high))
            .set("rx", "1")
            .flag("data-reaches", target.is_none_or(|target| middle >= target))
            .add(svg("title").add(said.text(lang)))
    });
    let line = target.and_then(|target| match figures.histogram.place(target) {
        Place::Within { bar, part } => Some(hundredths((bar as f64 + part) * step)),
        Place::Below | Place::Above => None,
    });
    let label = Words::Picture { period: now.period }.text(lang);
    let (sure, expected) = (Compact(now.money(figures.sure)), Compact(now.money(figures.mean.round() as i64)));
    let reach = Compact(now.money(figures.reach));
    let text = match (figures.chance, target) {
        (Some(p), Some(target)) => {
            Words::PictureText { chance: Share(p), target: Compact(now.money(target)), sure, expected, reach }
                .text(lang)
        }
        _ => Words::PictureTextNoTarget { sure, expected, reach }.text(lang),
    };
    let upright =
        |x: String| svg("line").class("target").set("x1", x.clone()).set("x2", x).set("y1", "0").set("y2", "49");
    svg("svg")
        .class("dist")
        .set("viewBox", "0 0 260 52")
        .set("role", "img")
        .set("aria-label", Words::PictureSaid { picture: label.as_ref().into(), text: text.as_ref().into() }.text(lang))
        .add(drawn.collect::<Vec<_>>())
        .add(svg("line").class("floor").set("x1", "0").set("x2", "260").set("y1", "49").set("y2", "49"))
        .add(line.map(upright))
}

fn touches(session: Session, now: &Shown) -> El {
    let (figures, lang) = (&now.figures, now.lang);
    let head = if figures.touches.len() == 3 { Words::TopThree } else { Words::TopFew };
    let all = Words::PointsTogether { points: Points(figures.lift) }.text(lang);
    // Of very many deals it is a sum of what each adds on its own.
    let all = format!("{}{all}", if figures.is_sum { "≈ " } else { "" });
    let line = |(touch, (title, act)): (&Touch, &(String, Option<String>))| {
        let deal: RowId = touch.deal;
        let act = act.clone();
        el("button")
            .click(move || session.dispatch(Action::Goto(Sheet::Deals, deal, Key::new_static("name"))))
            .add(el("b").add(title.clone()))
            .add(" ")
            .add(el("span").add(act.unwrap_or_else(|| Words::TouchNoAct.text(lang).into())))
            .add(" ")
            .add(el("u").add(points(touch.lift)))
    };
    let lines: Vec<El> = figures.touches.iter().zip(&now.touches).map(line).collect();
    el("div")
        .class("touch")
        .add(el("span").add(head.text(lang)).add(" ").add(el("u").add(all)))
        .add(el("span").class("touches").add(lines))
}

/// Choice of period and person.
fn scope_choice(session: Session) -> El {
    let word = |span: Span| match span {
        Span::Month => Words::Month,
        Span::Quarter => Words::Quarter,
        Span::Year => Words::Year,
        Span::All => Words::All,
    };
    let lang = session.lang;
    let scope = move || {
        session.follow_turns();
        session.with(|app| app.scope)
    };
    let set = move |change: &dyn Fn(&mut Scope)| {
        let mut next = session.with(|app| app.scope);
        change(&mut next);
        session.dispatch(Action::SetScope(next));
    };
    let step = move |label: Words, sign: &'static str, by: i32| {
        el("button")
            .class("icon")
            .live("aria-label", move || Some(label.text(lang.get())))
            .click(move || set(&|scope| scope.offset += by))
            .add(sign)
    };
    let spans = live(move || {
        let (lang, chosen) = (lang.get(), scope().span);
        let option = |span: Span| {
            el("option").set("value", span.key()).is("selected", chosen == span).add(word(span).text(lang))
        };
        Span::EVERY.map(option)
    });
    let choose_span = el("select")
        .set("id", "span")
        .live("aria-label", move || Some(Words::Period.text(lang.get())))
        .on("change", move |event| {
            if let Some(span) = Span::of_key(&value_of(&event)) {
                set(&|scope| (scope.span, scope.offset) = (span, 0));
                mouse::after_choice(session);
            }
        })
        .add(spans);
    let choose_person = el("select")
        .set("id", "person")
        .live("aria-label", move || Some(Words::Person.text(lang.get())))
        .on("change", move |event| {
            let person = value_of(&event).parse::<RowId>().ok();
            set(&|scope| scope.person = person);
            mouse::after_choice(session);
        })
        .add(live(move || {
            session.follow();
            let (lang, chosen) = (lang.get(), scope().person);
            let everybody = el("option").set("value", "").is("selected", chosen.is_none());
            let mut options = vec![everybody.add(Words::Everybody.text(lang))];
            session.with(|app| {
                options.extend(app.plan().table(Sheet::Persons).ids().map(|row| {
                    let title = name(app.plan(), Sheet::Persons, row, lang).to_string();
                    el("option").set("value", row.to_string()).is("selected", chosen == Some(row)).add(title)
                }));
            });
            options
        }));
    let period = el("span").class("period").add(step(Words::EarlierPeriod, "‹", -1)).add(choose_span).add(step(
        Words::LaterPeriod,
        "›",
        1,
    ));
    el("div").class("scope").add(period).add(choose_person)
}
