//! By what a row is known elsewhere: the titles that links show and that typed names are matched with.

use smol_str::{SmolStr, format_smolstr};

use super::{Lang, show};
use crate::model::schema::{activities, setup};
use crate::model::{Kind, Plan, RowId, Sheet, Value};

/// Titles that are links themselves are followed so far.
const FARTHEST: u8 = 3;

/// The title of a row as a link shows it.
///
/// Stages carry their number, activities their date and type. A deleted row is marked, and so is a row without a
/// name or one that the plan does not have.
#[must_use]
pub fn title(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang) -> SmolStr {
    titled(plan, sheet, row, lang, 0)
}

fn titled(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang, depth: u8) -> SmolStr {
    let table = plan.table(sheet);
    let Some(slot) = table.slot(row) else { return SmolStr::new_static(lang.of("(missing)", "（缺失）")) };
    let title = match bare(plan, sheet, row, lang, depth) {
        title if title.is_empty() => {
            format_smolstr!("{}{}{}", lang.of("(unnamed ", "（未命名"), lang.pick(&sheet.one()), lang.of(")", "）"))
        }
        title => title,
    };
    if table.is_alive(slot) { title } else { format_smolstr!("{title}{}", lang.of(" (deleted)", "（已删除）")) }
}

/// The name of a row without marks, numbers or dates; empty where it has none.
#[must_use]
pub fn name(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang) -> SmolStr {
    named(plan, sheet, row, lang, 0)
}

/// The title without the marks; empty where there is nothing to show.
pub(super) fn bare(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang, depth: u8) -> SmolStr {
    let name = named(plan, sheet, row, lang, depth);
    match sheet {
        Sheet::Stages => match plan.get(row, setup::stages::NUMBER) {
            Some(number) if name.is_empty() => format_smolstr!("{}", number.trunc()),
            Some(number) => format_smolstr!("{} {name}", number.trunc()),
            None => name,
        },
        Sheet::Activities => {
            let date = plan.get(row, activities::PLANNED).map(|date| SmolStr::new(date.to_string()));
            let of_type =
                plan.get(row, activities::TYPE).map(|t| named(plan, Sheet::ActivityTypes, t, lang, depth + 1));
            let parts = [date, of_type].into_iter().flatten().filter(|part| !part.is_empty());
            let head = parts.collect::<Vec<_>>().join(" ");
            match (head.is_empty(), name.is_empty()) {
                (false, false) => format_smolstr!("{head} · {name}"),
                (false, true) => head.into(),
                (true, _) => name,
            }
        }
        _ if name.is_empty() && sheet.title() == "note" => described(plan, sheet, row, lang, depth),
        _ => name,
    }
}

fn named(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang, depth: u8) -> SmolStr {
    let key = sheet.title();
    let own = || cell(plan, sheet, row, &key, lang, depth);
    let chinese = || match key.as_str() {
        "name" => cell(plan, sheet, row, "name_zh", lang, depth),
        "question" => cell(plan, sheet, row, "question_zh", lang, depth),
        _ => SmolStr::default(),
    };
    let (first, second): (SmolStr, &dyn Fn() -> SmolStr) = match lang {
        Lang::En => (own(), &chinese),
        Lang::Zh => (chinese(), &own),
    };
    if first.is_empty() { second() } else { first }
}

/// A row of a small table without a note, known by the first two cells that hold something.
fn described(plan: &Plan, sheet: Sheet, row: RowId, lang: Lang, depth: u8) -> SmolStr {
    let parent = sheet.parent();
    let keys = sheet.definitions().iter().map(|d| &d.key).filter(|key| parent.as_ref() != Some(key));
    let parts = keys.map(|key| cell(plan, sheet, row, key, lang, depth)).filter(|part| !part.is_empty()).take(2);
    parts.collect::<Vec<_>>().join(" · ").into()
}

fn cell(plan: &Plan, sheet: Sheet, row: RowId, key: &str, lang: Lang, depth: u8) -> SmolStr {
    let table = plan.table(sheet);
    let Some(definition) = table.definition(key) else { return SmolStr::default() };
    match (table.value(row, key), &definition.kind) {
        (Value::Link(linked), Kind::Link(target)) if depth < FARTHEST => bare(plan, *target, *linked, lang, depth + 1),
        (Value::Link(_) | Value::Links(_), _) => SmolStr::default(),
        (value, _) => show(plan, definition, value, lang),
    }
}
