//! The changes that make an empty plan a new one: the set-up, in both languages where it has both.

use crate::forecast::outlook::Thresholds;
use crate::log::Change;
use crate::model::{Currency, Date, Decimal, Key, Percent, Place, Plan, RowId, Sheet, Value, defaults};
use crate::text::Lang;

/// Rows of the set-up carry the same identities in every plan, so that plans of one house merge; each table has its
/// own thousand.
const fn builtin(sheet: Sheet, number: usize) -> RowId {
    RowId::builtin(1000 * (sheet as u64 + 1) + number as u64)
}

/// The identity of a default stage by its number.
#[must_use]
pub const fn default_stage(number: usize) -> RowId {
    builtin(Sheet::Stages, number)
}

/// The identity of a default milestone by its place in the list.
#[must_use]
pub const fn default_milestone(at: usize) -> RowId {
    builtin(Sheet::Milestones, at)
}

/// The identity of a default activity type by its place in the list.
#[must_use]
pub const fn default_type(at: usize) -> RowId {
    builtin(Sheet::ActivityTypes, at)
}

/// The set-up of a new plan. `name` is the plan's name.
#[must_use]
pub fn template(lang: Lang, name: &str, today: Date) -> Vec<Change> {
    let mut changes = Vec::new();
    let currency = match lang {
        Lang::En => Currency::USD,
        Lang::Zh => Currency::CNY,
    };
    let _ = today;
    let settings = vec![
        ("name", Value::text(name)),
        ("currency", Value::Choice(Key::new(currency.code()))),
        ("fiscal_month", Value::Number(Decimal::whole(1))),
        ("policy", Value::Choice(Key::new_static("own"))),
        ("contact_days", Value::Number(Decimal::whole(30))),
        ("strategic_max", Value::Number(Decimal::whole(defaults::STRATEGIC_MAX))),
    ];
    let thresholds = Thresholds::defaults().map(|(key, set)| (key, Value::Number(Decimal::whole(set))));
    let settings = settings.into_iter().map(|(key, value)| (Key::new_static(key), value)).chain(thresholds).collect();
    changes.push(Change::Insert { sheet: Sheet::Settings, row: Plan::SETTINGS, place: Place::nth(0), cells: settings });
    for (at, (en, zh, p, limit, category)) in defaults::STAGES.iter().enumerate() {
        insert(
            &mut changes,
            Sheet::Stages,
            builtin(Sheet::Stages, at),
            at,
            vec![
                ("name", Value::text(en)),
                ("name_zh", Value::text(zh)),
                ("number", Value::Number(Decimal::whole(at as i64))),
                ("p", p.map_or(Value::Empty, |p| Value::Percent(Percent::of(p)))),
                ("limit", Value::Number(Decimal::whole(*limit))),
                ("category", Value::Choice(Key::new_static(category))),
            ],
        );
    }
    for (at, (stage, en, zh)) in defaults::MILESTONES.iter().enumerate() {
        insert(
            &mut changes,
            Sheet::Milestones,
            builtin(Sheet::Milestones, at),
            at,
            vec![
                ("name", Value::text(en)),
                ("name_zh", Value::text(zh)),
                ("stage", Value::Link(builtin(Sheet::Stages, *stage))),
            ],
        );
    }
    for (at, (stage, en, zh)) in defaults::QUESTIONS.iter().enumerate() {
        insert(
            &mut changes,
            Sheet::Questions,
            builtin(Sheet::Questions, at),
            at,
            vec![
                ("question", Value::text(en)),
                ("question_zh", Value::text(zh)),
                ("stage", Value::Link(builtin(Sheet::Stages, *stage))),
            ],
        );
    }
    for (at, (en, zh, requires)) in defaults::ACTIVITY_TYPES.iter().enumerate() {
        insert(
            &mut changes,
            Sheet::ActivityTypes,
            builtin(Sheet::ActivityTypes, at),
            at,
            vec![
                ("name", Value::text(en)),
                ("name_zh", Value::text(zh)),
                ("requires", Value::choices(requires.iter().map(|key| Key::new_static(key)).collect())),
            ],
        );
    }
    for (at, (en, zh, about, weight)) in defaults::CRITERIA.iter().enumerate() {
        insert(
            &mut changes,
            Sheet::Criteria,
            builtin(Sheet::Criteria, at),
            at,
            vec![
                ("name", Value::text(en)),
                ("name_zh", Value::text(zh)),
                ("about", Value::Choice(Key::new_static(about))),
                ("weight", Value::Number(Decimal::whole(*weight))),
            ],
        );
    }
    let pick = |pair: &(&'static str, &'static str)| if lang == Lang::Zh { pair.1 } else { pair.0 };
    for (at, names) in defaults::SKILLS.iter().enumerate() {
        insert(&mut changes, Sheet::Skills, builtin(Sheet::Skills, at), at, vec![("name", Value::text(pick(names)))]);
    }
    for (at, names) in defaults::COMPETITORS.iter().enumerate() {
        let row = builtin(Sheet::Competitors, at);
        let cells = vec![("name", Value::text(pick(names))), ("always", Value::Check(true))];
        insert(&mut changes, Sheet::Competitors, row, at, cells);
    }
    changes
}

fn insert(changes: &mut Vec<Change>, sheet: Sheet, row: RowId, at: usize, cells: Vec<(&'static str, Value)>) {
    let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
    changes.push(Change::Insert { sheet, row, place: Place::nth(at), cells });
}
