//! The forecast strip: the chance of the target, live at every key, and the three deals to touch.

use leptos::prelude::*;

use super::Session;
use crate::app::Action;
use crate::forecast::Place;
use crate::forecast::outlook::{Figures, Scope, Span};
use crate::model::{Currency, Key, Money, RowId, Sheet};
use crate::text::messages::{Compact, Deals, Exactly, Forecast as Words, Period, Points, Share};
use crate::text::{Lang, chance, compact, name, points};

/// The period in words.
#[must_use]
pub fn period_name(figures: &Figures, fiscal: bool) -> Period {
    let period = &figures.period;
    match period.span {
        Span::Month => Period::Month { year: period.year, month: period.number },
        Span::Quarter => Period::Quarter { year: period.year, quarter: period.number, fiscal },
        Span::Year => Period::Year { year: period.year, fiscal },
        Span::All => Period::All,
    }
}

/// The strip.
#[component]
pub fn Strip() -> impl IntoView {
    let session = Session::get();
    let figures = Memo::new(move |_| {
        session.version.track();
        session.with(|app| app.figures().ok())
    });
    let lang = session.lang;
    let fiscal = move || {
        session.version.track();
        session.with(crate::app::App::has_fiscal_year)
    };
    let currency = move || session.with(|app| app.plan().currency());
    let money = move |minor: f64| Money::new(minor.round() as i64, currency());
    view! {
        <section class="strip" aria-label=move || Words::Name.text(lang.get())>
            <ScopeChoice />
            {move || match figures.get() {
                None => view! { <p class="wide-note" role="alert">{Words::TooLarge.text(lang.get())}</p> }.into_any(),
                Some(figures) => {
                    let lang = lang.get();
                    let period = period_name(&figures, fiscal());
                    view! {
                        {target(session, &figures, period, lang)}
                        <div class="fig">
                            <small>{Words::Expected.text(lang)}</small>
                            <b>{compact(money(figures.mean), lang)}</b>
                            <em>{Words::PlusMinus { sd: Exactly(money(figures.sd)) }.text(lang)}</em>
                        </div>
                        <div class="fig">
                            <small>{Words::SureOfAtLeast.text(lang)}</small>
                            <b>{compact(Money::new(figures.sure, currency()), lang)}</b>
                            <em>{left_out(&figures, currency(), lang)}</em>
                        </div>
                        {(figures.open > 0 || figures.won > 0).then(|| picture(&figures, period, currency(), lang))}
                        {touches(session, &figures, lang)}
                    }.into_any()
                }
            }}
        </section>
    }
}

fn target(session: Session, figures: &Figures, period: Period, lang: Lang) -> AnyView {
    let currency = session.with(|app| app.plan().currency());
    match (figures.chance, figures.targets.first().copied().flatten()) {
        (Some(p), Some(target)) => {
            let target = Compact(Money::new(target, currency));
            let won = Compact(Money::new(figures.won, currency));
            view! {
                <div class="fig" id="chance">
                    <small>{Words::ChanceOfTarget { period, target }.text(lang)}</small>
                    <b>{chance(p)}</b>
                    <em>{Words::WonAlready { won }.text(lang)}</em>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <div class="fig" id="chance">
                <small>{Words::NoTarget { period }.text(lang)}</small>
                <button class="strong" title=Words::SetTargetHint.text(lang) on:click=move |_| session.dispatch(Action::ShowSetup(Sheet::Targets))>
                    {Words::SetTarget.text(lang)}
                </button>
            </div>
        }
        .into_any(),
    }
}

/// What is not counted, and why: never a silent sum.
fn left_out(figures: &Figures, currency: Currency, lang: Lang) -> String {
    let out = figures.left_out;
    let reasons = [
        (out.amount, Words::WithoutAmount { deals: Deals(out.amount) }),
        (out.rate, Words::WithoutRate { deals: Deals(out.rate) }),
        (out.close, Words::WithoutClose { deals: Deals(out.close) }),
        (out.stage, Words::WithoutStage { deals: Deals(out.stage) }),
    ];
    let mut parts: Vec<String> = Vec::new();
    let all = out.amount + out.rate + out.close + out.stage;
    if all > 0 {
        parts.push(Words::NotCounted { deals: Deals(all) }.text(lang).into());
    }
    let single: Vec<_> = reasons.iter().filter(|(count, _)| *count > 0).collect();
    if let [(_, only)] = single.as_slice() {
        parts = vec![only.text(lang).into()];
    }
    if let Some(unit) = figures.rounded_to {
        parts.push(Words::RoundedTo { unit: Compact(Money::new(unit, currency)) }.text(lang).into());
    }
    parts.join(" · ")
}

/// The distribution with the target in it.
fn picture(figures: &Figures, period: Period, currency: Currency, lang: Lang) -> impl IntoView + use<> {
    const WIDE: f64 = 260.0;
    const HIGH: f64 = 48.0;
    let bars = &figures.histogram.bars;
    let most = bars.iter().map(|bar| bar.mass).fold(0.0_f64, f64::max).max(1e-12);
    let step = WIDE / bars.len().max(1) as f64;
    let target = figures.targets.first().copied().flatten();
    let drawn = bars
        .iter()
        .enumerate()
        .map(|(at, bar)| {
            let high = (bar.mass / most * (HIGH - 4.0)).max(if bar.mass > 1e-9 { 0.8 } else { 0.0 });
            let middle = |bar: &crate::forecast::Bar| bar.lo.saturating_add((bar.hi - bar.lo) / 2);
            let reaches = target.is_none_or(|target| middle(bar) >= target);
            let said = Words::PictureBar {
                from: Compact(Money::new(bar.lo, currency)),
                until: Compact(Money::new(bar.hi, currency)),
                chance: Share(bar.mass),
            };
            view! {
                <rect
                    x=format!("{:.2}", at as f64 * step + 0.5)
                    y=format!("{:.2}", HIGH - high)
                    width=format!("{:.2}", (step - 1.0).max(0.8))
                    height=format!("{high:.2}")
                    rx="1"
                    data-reaches=reaches
                >
                    <title>{said.text(lang)}</title>
                </rect>
            }
        })
        .collect_view();
    let line = target.and_then(|target| match figures.histogram.place(target) {
        Place::Within { bar, part } => Some((bar as f64 + part) * step),
        Place::Below | Place::Above => None,
    });
    let label = Words::Picture { period }.text(lang);
    let (sure, expected) =
        (Compact(Money::new(figures.sure, currency)), Compact(Money::new(figures.mean.round() as i64, currency)));
    let reach = Compact(Money::new(figures.reach, currency));
    let text = match (figures.chance, target) {
        (Some(p), Some(target)) => Words::PictureText {
            chance: Share(p),
            target: Compact(Money::new(target, currency)),
            sure,
            expected,
            reach,
        }
        .text(lang),
        _ => Words::PictureTextNoTarget { sure, expected, reach }.text(lang),
    };
    view! {
        <svg class="dist" viewBox="0 0 260 52" role="img" aria-label=format!("{label}. {text}")>
            {drawn}
            <line class="floor" x1="0" x2="260" y1="49" y2="49"></line>
            {line.map(|x| view! { <line class="target" x1=format!("{x:.2}") x2=format!("{x:.2}") y1="0" y2="49"></line> })}
        </svg>
    }
}

fn touches(session: Session, figures: &Figures, lang: Lang) -> AnyView {
    if figures.touches.is_empty() {
        return ().into_any();
    }
    let head = if figures.touches.len() == 3 { Words::TopThree } else { Words::TopFew };
    let all = Words::PointsTogether { points: Points(figures.lift) }.text(lang);
    let lines = figures
        .touches
        .iter()
        .map(|touch| {
            let deal: RowId = touch.deal;
            let (title, act) = session.with(|app| {
                let act =
                    touch.milestone.map(|milestone| name(app.plan(), Sheet::Milestones, milestone, lang).to_string());
                (name(app.plan(), Sheet::Deals, deal, lang).to_string(), act)
            });
            let act = act.unwrap_or_else(|| Words::TouchNoAct.text(lang).into());
            let lift = points(touch.lift);
            view! {
                <button on:click=move |_| session.dispatch(Action::Goto(Sheet::Deals, deal, Key::new_static("name")))>
                    <b>{title}</b> " " <span>{act}</span> " " <u>{lift}</u>
                </button>
            }
        })
        .collect_view();
    view! { <div class="touch"><span>{head.text(lang)} " " <u>{all}</u></span><span class="touches">{lines}</span></div> }.into_any()
}

/// Choice of period and person.
#[component]
fn ScopeChoice() -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let scope = move || {
        session.turn.track();
        session.with(|app| app.scope)
    };
    let set = move |change: &dyn Fn(&mut Scope)| {
        let mut next = session.with(|app| app.scope);
        change(&mut next);
        session.dispatch(Action::SetScope(next));
    };
    let people = Memo::new(move |_| {
        session.version.track();
        let lang = lang.get();
        session.with(|app| {
            let rows = app.plan().table(Sheet::Persons).ids();
            rows.map(|row| (row.to_string(), name(app.plan(), Sheet::Persons, row, lang).to_string()))
                .collect::<Vec<_>>()
        })
    });
    let spans = [(Span::Month, "month"), (Span::Quarter, "quarter"), (Span::Year, "year"), (Span::All, "all")];
    let word = move |span: Span| match span {
        Span::Month => Words::Month.text(lang.get()),
        Span::Quarter => Words::Quarter.text(lang.get()),
        Span::Year => Words::Year.text(lang.get()),
        Span::All => Words::All.text(lang.get()),
    };
    view! {
        <div class="scope">
            <span class="period">
                <button class="icon" aria-label=move || Words::EarlierPeriod.text(lang.get()) on:click=move |_| set(&|s| s.offset -= 1)>"‹"</button>
                <select
                    id="span"
                    aria-label=move || Words::Period.text(lang.get())
                    on:change:target=move |event| {
                        let key = event.target().value();
                        if let Some((span, _)) = spans.iter().find(|(_, own)| *own == key) {
                            set(&|s| (s.span, s.offset) = (*span, 0));
                        }
                    }
                >
                    {spans.map(|(span, key)| view! { <option value=key selected=move || scope().span == span>{move || word(span)}</option> })}
                </select>
                <button class="icon" aria-label=move || Words::LaterPeriod.text(lang.get()) on:click=move |_| set(&|s| s.offset += 1)>"›"</button>
            </span>
            <select
                id="person"
                aria-label=move || Words::Person.text(lang.get())
                on:change:target=move |event| {
                    let person = event.target().value().parse::<RowId>().ok();
                    set(&|s| s.person = person);
                }
            >
                <option value="" selected=move || scope().person.is_none()>{move || Words::Everybody.text(lang.get())}</option>
                <For each=move || people.get() key=|person| person.clone() let(person)>
                    {
                        let (row, title) = person;
                        let own = row.clone();
                        view! { <option value=row selected=move || scope().person.is_some_and(|p| p.to_string() == own)>{title}</option> }
                    }
                </For>
            </select>
        </div>
    }
}
