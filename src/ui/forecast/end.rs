//! How the period may end: the distribution with its targets, or the chance of at least so much.

use super::figure::{Behind, figure};
use super::{amount, board_period, deal_link, look, named, share, short, switch, too_large};
use crate::app::{Action, App, Looking, Subject, Tab};
use crate::chart::{Bin, Level, Role, cumulative, distribution};
use crate::forecast::outlook::{Figure, Figures, Overbooked, Told, Whole};
use crate::text::Lang;
use crate::text::messages::{Deals, Forecast, Outlook as Words, Share};
use crate::ui::Session;
use crate::ui::element::{El, el};
use crate::ui::explain::{ask, ask_told, explain};

pub fn section_title(app: &App, lang: Lang) -> String {
    Words::HowItMayEnd { period: named(app, &board_period(app)) }.text(lang).into_owned()
}

pub fn section(session: Session) -> El {
    super::section(session, "end", section_title, move |lang| {
        let figures = session.with(App::figures);
        match figures {
            Ok(figures) => drawn(session, &figures, lang),
            Err(_) => vec![too_large(lang)],
        }
    })
}

fn levels(app: &App, figures: &Figures, lang: Lang) -> Vec<Level> {
    let names = [Words::Target, Words::Stretch, Words::Challenge];
    let tails = app.board().distribution();
    let targets = figures.targets.iter().zip(names).filter_map(|(target, name)| {
        let at = (*target)?;
        let chance = Share(tails.at_least(at));
        let name = Words::Level { name: name.text(lang).as_ref().into(), chance }.text(lang).into_owned();
        Some(Level { at: at as f64, role: Role::Target, name })
    });
    let expected = Level { at: figures.mean, role: Role::Expected, name: Words::Expected.text(lang).into_owned() };
    targets.chain([expected]).collect()
}

/// One result is no distribution: it is said, and what it takes for more.
fn undrawn(session: Session, figures: &Figures, lang: Lang) -> Vec<El> {
    let of = |minor: i64| session.with(|app| amount(app, minor as f64));
    let (words, figure) = match (figures.open, figures.won) {
        (0, 0) => (Words::EndNeeds { period: session.with(|app| named(app, &figures.period)) }, None),
        (0, won) => (Words::EndWon { won: of(won) }, Some(Figure::Won)),
        _ => (Words::EndCertain { amount: session.with(|app| amount(app, figures.mean)) }, Some(Figure::Mean)),
    };
    let words = words.text(lang);
    let mut said = el("p");
    said = match figure {
        Some(figure) => said.add(ask(session, Whole::Board, figure, words.into_owned())),
        None => said.add(words),
    };
    let missing = figures.targets[0].map(|target| target.saturating_sub(figures.mean.round() as i64));
    if let (Some(missing), Some(_)) = (missing, figure) {
        let words = if missing > 0 { Words::TargetShort { amount: of(missing) } } else { Words::TargetReached };
        said = said.add(lang.gap()).add(words.text(lang));
    }
    let out = session.with(|app| app.left_out_words(&figures.left_out));
    let out = out.map(|words| el("p").class("soft").add(ask(session, Whole::Board, Figure::LeftOut, words)));
    let go = |words: std::borrow::Cow<'static, str>, to: fn() -> Action| {
        el("button").click(move || session.dispatch(to())).add(words)
    };
    let funnel = (figures.open == 0).then(|| go(Words::ToFunnel.text(lang), || Action::Show(Tab::Funnel)));
    let target = (figures.targets[0].is_none())
        .then(|| go(Forecast::SetTarget.text(lang), || Action::SetTarget).class("strong"));
    let ways = el("div").class("acts").add(funnel).add(target);
    [Some(said), out, Some(ways)].into_iter().flatten().collect()
}

fn drawn(session: Session, figures: &Figures, lang: Lang) -> Vec<El> {
    if figures.histogram.bars.len() < 2 {
        return undrawn(session, figures, lang);
    }
    let on = session.with(|app| app.outlook.cumulative);
    let bins: Vec<Bin> = figures
        .histogram
        .bars
        .iter()
        .map(|bar| Bin { low: bar.lo as f64, high: bar.hi as f64, mass: bar.mass })
        .collect();
    let target = figures.targets[0].map(|target| target as f64);
    let (drawing, lines) = session.with(|app| {
        let label = |minor: f64| short(app, minor, lang);
        let levels = levels(app, figures, lang);
        let drawing =
            if on { cumulative(&bins, &levels, &label) } else { distribution(&bins, target, &levels, &label) };
        let mut rest = 1.0;
        let line = |bin: &Bin| {
            let span = Words::FromUntil { from: amount(app, bin.low), until: amount(app, bin.high) };
            let cells = vec![span.text(lang).into_owned(), share(bin.mass, lang), share(rest, lang)];
            rest = (rest - bin.mass).max(0.0);
            cells
        };
        (drawing, bins.iter().map(line).collect())
    });
    let head = [Words::Result, Words::Chance, Words::OfAtLeast].map(|word| word.text(lang).into_owned());
    let label = session.with(|app| section_title(app, lang));
    let toggle = switch(Words::AtLeast.text(lang).into_owned(), on, move |on| look(session, Looking::Cumulative(on)));
    let lows: Vec<i64> = figures.histogram.bars.iter().map(|bar| bar.lo).collect();
    let at_least = move |line: usize| {
        let low = lows.get(line)?;
        Some(Subject::Figure(Whole::Board, Figure::AtLeast(*low)))
    };
    let own = at_least.clone();
    let asked = move |line: usize, column: usize| own(line).filter(|_| column == 1);
    let behind = Behind { head: head.to_vec(), lines, asked: Some(Box::new(asked)) };
    let open = move |line: usize| {
        if let Some(subject) = at_least(line) {
            explain(session, subject);
        }
    };
    let mut parts = vec![toggle, figure(session, "end", label, drawing, behind, Some(std::sync::Arc::new(open)))];
    if let Some([low, likely, high]) = session.with(|app| app.board().wins()) {
        parts.push(super::note(Words::Wins { low, likely, high, open: Deals(figures.open) }.text(lang)));
    }
    if figures.assumed > 0 {
        let (assumed, open) = (figures.assumed, Deals(figures.open));
        let words = Words::AssumedChances { assumed, open, least: Deals(super::learned::FLOOR) }.text(lang);
        parts.push(el("p").class("soft").add(ask_told(session, Told::Assumed, words.into_owned())));
    }
    parts.extend(figures.overbooked.iter().map(|over| overbooked(session, over, lang)));
    parts
}

/// Deals that rule one another out, but are held to be likely together.
fn overbooked(session: Session, over: &Overbooked, lang: Lang) -> El {
    let words = Words::Overbooked { percent: (over.chance * 100.0).round() as usize }.text(lang);
    let deals = over.deals.iter().map(|deal| el("li").add(deal_link(session, *deal, lang)));
    el("div").class("overbooked").add(el("p").add(words)).add(el("ul").class("deals").add(deals.collect::<Vec<_>>()))
}
