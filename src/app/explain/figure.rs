//! Why a figure of a period is what it is.

use super::{Explanation, Input, NAMED, Weighed};
use crate::app::state::App;
use crate::forecast::categories::Category;
use crate::forecast::outlook::{ALPHAS, Figure, FigureExplanation, Figured, Span, Standing, Whole};
use crate::forecast::{Bet, weighted_by_chance};
use crate::model::{Key, Money, Percent, RowId, Sheet, Value};
use crate::text::compact;
use crate::text::messages::{Compact, Deals, Explain as Words, Forecast, Outlook, Period as Named, Share};

/// What a figure is made of.
#[derive(Clone, Copy)]
enum Item {
    Won(RowId, i64),
    Open(RowId, Bet),
    LeftOut(Sheet, RowId, Standing),
    Target(RowId, i64),
}

impl App {
    pub(super) fn say_figure(&self, whole: &Whole, (found, tenths): &Figured) -> Option<Explanation> {
        let (lang, figure) = (self.lang, found.figure);
        let value = found.value?;
        let spread = |bet: &Bet| bet.chance() * (1.0 - bet.chance()) * (bet.amount() as f64).powi(2);
        let variance: f64 = found.deals.iter().map(|(_, bet, _)| spread(bet)).sum();
        // What is not named costs no words.
        let mut weighed = Weighed::default();
        for (row, minor) in found.won.iter().filter(|_| counts_won(figure)) {
            weighed.put(*minor as f64, Item::Won(*row, *minor));
        }
        let open = found.deals.iter().zip(&found.categories).filter(|(_, category)| counts_open(figure, **category));
        for ((row, bet, _), _) in open {
            let weight = match figure {
                Figure::Sd => spread(bet),
                Figure::Mean
                | Figure::Weighted
                | Figure::AtLeast(_)
                | Figure::Quantile(_)
                | Figure::Ceiling
                | Figure::Crps(_)
                | Figure::Pit(_) => bet.amount() as f64 * bet.chance(),
                _ => bet.amount() as f64,
            };
            weighed.put(weight, Item::Open(*row, *bet));
        }
        for (sheet, row, standing) in &found.left_out {
            weighed.put(0.0, Item::LeftOut(*sheet, *row, *standing));
        }
        for (row, minor) in &found.targets {
            weighed.put(0.0, Item::Target(*row, *minor));
        }
        let line = |row: RowId, key: &'static str, value: String| {
            let (name, source) = self.deal_then(row, key);
            Input { name, value, source }
        };
        let say = |item: &Item| match *item {
            Item::Won(row, minor) => {
                let amount = self.exactly(minor);
                line(row, "final", Words::WonMark { amount }.text(lang).into_owned())
            }
            Item::Open(row, bet) => {
                let amount = self.exactly(bet.amount());
                let chance = self.shown_value(&percent(bet.chance()));
                let (words, key) = match figure {
                    Figure::Mean | Figure::Weighted => {
                        let product = self.exactly(weighted_by_chance(bet.amount(), bet.chance()));
                        (Words::TimesChance { amount, chance, product }, "weighted")
                    }
                    Figure::Sd => (Words::OfVariance { share: Share(spread(&bet) / variance.max(1.0)) }, "p"),
                    Figure::AtLeast(_) | Figure::Quantile(_) | Figure::Ceiling | Figure::Crps(_) | Figure::Pit(_) => {
                        (Words::WithChance { amount, chance }, "p")
                    }
                    _ => (Words::Plain { value: amount }, "amount"),
                };
                line(row, key, words.text(lang).into_owned())
            }
            Item::LeftOut(sheet, row, standing) => {
                let (why, key) = why_left_out(standing);
                let key = Key::new_static(if sheet == Sheet::Targets { "target" } else { key });
                let name = crate::text::title(self.plan(), sheet, row, lang).into();
                Input { name, value: why.text(lang).into_owned(), source: Some((sheet, row, key)) }
            }
            Item::Target(row, minor) => {
                let is_there = self.plan().table(Sheet::Targets).contains(row);
                let source = is_there.then(|| (Sheet::Targets, row, Key::new_static("target")));
                let name = crate::text::title(self.plan(), Sheet::Targets, row, lang).into();
                Input { name, value: self.exactly(minor).into(), source }
            }
        };
        let (inputs, mut notes) = self.listed_of(&weighed, &say);
        let linked = found.deals.iter().filter(|(.., linked)| *linked).count();
        // What is added up of plain amounts is the same, linked or not.
        let is_of_chances = matches!(
            figure,
            Figure::AtLeast(_)
                | Figure::Quantile(_)
                | Figure::Mean
                | Figure::Sd
                | Figure::Ceiling
                | Figure::Crps(_)
                | Figure::Pit(_)
        );
        if linked > 0 && is_of_chances {
            notes.push(Words::Linked { deals: Deals(linked) }.text(lang).into_owned());
        }
        if found.unseen > 0.0 {
            notes.push(Words::Unseen { amount: self.short(found.unseen) }.text(lang).into_owned());
        }
        if matches!(whole, Whole::Ahead { ahead, .. } if ahead.slip)
            && !found.deals.is_empty()
            && counts_open(figure, Category::Commit)
        {
            notes.push(Words::SlipNote.text(lang).into_owned());
        }
        let period = match whole {
            Whole::Then { period, day, .. } => {
                notes.push(Words::AsThen.text(lang).into_owned());
                self.then_name(period, *day).into()
            }
            _ => Forecast::PeriodNamed { period: self.period_name(&found.period) }.text(lang).into(),
        };
        let number = self.figure_name(figure).into();
        Some(Explanation {
            heading: Words::Of { number, record: period }.text(lang).into_owned(),
            formula: formula_words(figure, |minor| self.short(minor)).text(lang).into_owned(),
            inputs,
            notes,
            result: self.figure_text(figure, value),
            tenth: self.tenth_of_figure(found, tenths, value),
            ..Explanation::default()
        })
    }

    /// A figure as the page shows it.
    #[must_use]
    pub fn figure_text(&self, figure: Figure, value: f64) -> String {
        match figure {
            Figure::AtLeast(_) | Figure::Pit(_) | Figure::Ceiling => crate::text::chance(value),
            Figure::Open | Figure::LeftOut => crate::text::grouped(value as i64),
            _ => compact(self.short(value).0, self.lang),
        }
    }

    /// What a figure is called.
    #[must_use]
    pub fn figure_name(&self, figure: Figure) -> String {
        let own = match figure {
            Figure::AtLeast(level) => {
                return Words::AtLeastName { amount: self.short(level as f64) }.text(self.lang).into_owned();
            }
            Figure::LeftOut => return Words::LeftOutName.text(self.lang).into_owned(),
            Figure::Sd => return Words::SdName.text(self.lang).into_owned(),
            Figure::Ceiling => return Words::CeilingName.text(self.lang).into_owned(),
            Figure::Crps(_) => Outlook::CrpsHead,
            Figure::Pit(_) => Outlook::PitHead,
            Figure::Target(1) => Outlook::Stretch,
            Figure::Target(2) => Outlook::Challenge,
            Figure::Target(_) => Outlook::TargetHead,
            Figure::Mean => Outlook::ExpectedHead,
            Figure::Quantile(0) => Outlook::SureHead,
            Figure::Quantile(2) => Outlook::EvenHead,
            Figure::Quantile(_) => Outlook::ReachHead,
            Figure::Won | Figure::Category(Category::Closed) => Outlook::WonHead,
            Figure::Open => Outlook::OpenHead,
            Figure::Pipeline => Outlook::PipelineHead,
            Figure::Weighted => Outlook::WeightedHead,
            Figure::Category(Category::Commit) => Outlook::Commit,
            Figure::Category(Category::Best) => Outlook::BestCase,
            Figure::Category(_) => Outlook::OpenPipeline,
        };
        own.text(self.lang).into_owned()
    }

    fn tenth_of_figure(
        &self,
        found: &FigureExplanation,
        tenths: &[(RowId, f64)],
        value: f64,
    ) -> Option<(String, Vec<Input>)> {
        let lang = self.lang;
        let amount = || Words::TenthAmount { amount: self.short(value / 10.0) };
        let sentence = match found.figure {
            Figure::AtLeast(_) => Words::TenthOfShare,
            Figure::Mean | Figure::Weighted => Words::Tenth,
            Figure::Quantile(_) => Words::TenthMore,
            Figure::Open | Figure::LeftOut => Words::TenthCount,
            Figure::Sd | Figure::Ceiling | Figure::Crps(_) | Figure::Pit(_) => return None,
            Figure::Target(_) | Figure::Won | Figure::Pipeline | Figure::Category(_) => amount(),
        };
        let line = |&(row, p): &(RowId, f64)| {
            let now = found.deals.iter().find(|(own, ..)| *own == row).map_or(0.0, |(_, bet, _)| bet.chance());
            let (from, to) = (self.shown_value(&percent(now)), self.shown_value(&percent(p)));
            let (name, source) = self.deal_then(row, "p");
            Input { name, value: Words::FromTo { from, to }.text(lang).into_owned(), source }
        };
        let lines: Vec<Input> = tenths.iter().take(NAMED).map(line).collect();
        let sentence = match sentence {
            Words::Tenth | Words::TenthMore | Words::TenthOfShare if lines.is_empty() => Words::TenthNone,
            sentence => sentence,
        };
        Some((sentence.text(lang).into_owned(), lines))
    }

    /// A period as the plan was at the end of a day, by name.
    pub(super) fn then_name(&self, period: &crate::forecast::outlook::Period, day: crate::model::Date) -> String {
        Outlook::AsOfDay { period: self.period_name(period), day }.text(self.lang).into_owned()
    }

    pub(super) fn short(&self, minor: f64) -> Compact {
        Compact(Money::new(minor.round() as i64, self.plan().currency()))
    }

    fn exactly(&self, minor: i64) -> smol_str::SmolStr {
        self.shown_value(&Value::Money(Money::new(minor, self.plan().currency())))
    }

    /// A period by name.
    #[must_use]
    pub fn period_name(&self, period: &crate::forecast::outlook::Period) -> Named {
        let fiscal = self.has_fiscal_year();
        match period.span {
            Span::Month => Named::Month { year: period.year, month: period.number },
            Span::Quarter => Named::Quarter { year: period.year, quarter: period.number, fiscal },
            Span::Year => Named::Year { year: period.year, fiscal },
            Span::All => Named::All,
        }
    }
}

fn percent(p: f64) -> Value {
    Value::Percent(Percent { ppm: (p * 1e6).round() as i64 })
}

/// Why a deal is not counted, and the column that could bring it in.
#[must_use]
pub const fn why_left_out(standing: Standing) -> (Words, &'static str) {
    match standing {
        Standing::NoRate => (Words::NoRate, "amount"),
        Standing::Unread => (Words::AmountUnread, "amount"),
        Standing::NoClose => (Words::NoClose, "close"),
        Standing::UnreadClose => (Words::CloseUnread, "close"),
        Standing::NoStage => (Words::NoStage, "stage"),
        Standing::Overdue => (Words::Overdue, "close"),
        _ => (Words::NoAmount, "amount"),
    }
}

/// Whether won deals are a part of a figure.
fn counts_won(figure: Figure) -> bool {
    match figure {
        Figure::AtLeast(_) | Figure::Mean | Figure::Quantile(_) | Figure::Won => true,
        Figure::Ceiling | Figure::Crps(_) | Figure::Pit(_) => true,
        Figure::Category(category) => category != Category::Pipeline,
        _ => false,
    }
}

/// Whether an open deal of a category is.
fn counts_open(figure: Figure, own: Category) -> bool {
    match figure {
        Figure::Target(_) | Figure::Won | Figure::LeftOut => false,
        Figure::Category(category) => category != Category::Closed && own >= category,
        _ => true,
    }
}

/// How a figure is worked out.
fn formula_words(figure: Figure, short: impl Fn(f64) -> Compact) -> Words {
    match figure {
        Figure::Target(_) => Words::Target,
        Figure::AtLeast(level) => Words::AtLeast { amount: short(level as f64) },
        Figure::Mean => Words::Mean,
        Figure::Sd => Words::Sd,
        Figure::Quantile(at) => Words::Quantile { chance: Share(1.0 - ALPHAS.get(at).copied().unwrap_or(0.5)) },
        Figure::Won | Figure::Category(Category::Closed) => Words::Won,
        Figure::Open => Words::Open,
        Figure::Pipeline => Words::PipelineOfPeriod,
        Figure::Weighted => Words::WeightedOfPeriod,
        Figure::Category(Category::Commit) => Words::CategoryCommit,
        Figure::Category(Category::Best) => Words::CategoryBest,
        Figure::Category(_) => Words::CategoryOpen,
        Figure::LeftOut => Words::LeftOut,
        Figure::Ceiling => Words::Ceiling,
        Figure::Crps(result) => Words::Crps { result: short(result as f64) },
        Figure::Pit(result) => Words::Pit { result: short(result as f64) },
    }
}
