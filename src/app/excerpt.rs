//! A plan for other hands: a new one, of what may go out and nothing else.
//!
//! It is made from a list of what is allowed, never by taking something out of the whole, and it has no history: what a
//! log remembers, of a column about persons as of a name that was changed, nobody would see on the screen.

use super::exchange::{Editor, PlanText, write_new};
use crate::log::{Change, Label, Ledger};
use crate::model::schema::views;
use crate::model::{Definition, Key, Place, Plan, RowId, Sheet, Table, Value};
use crate::text::Lang;
use crate::text::messages::Files;

/// For whom a plan is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// The team: every record, without what is about persons and without what was said beside cells.
    Team,
    /// Whoever begins a plan of his own: the set-up and the libraries, without a customer, a person or an amount.
    Template,
}

/// The tables whose rows say how one works, and not with whom.
const METHOD: [Sheet; 15] = [
    Sheet::Stages,
    Sheet::Milestones,
    Sheet::Questions,
    Sheet::ActivityTypes,
    Sheet::Criteria,
    Sheet::Rates,
    Sheet::Offerings,
    Sheet::Strengths,
    Sheet::Objections,
    Sheet::Pains,
    Sheet::Scripts,
    Sheet::Competitors,
    Sheet::Skills,
    Sheet::Settings,
    Sheet::Views,
];

impl Excerpt {
    fn takes(self, sheet: Sheet) -> bool {
        match self {
            Excerpt::Team => !matches!(sheet, Sheet::Comments),
            Excerpt::Template => METHOD.contains(&sheet),
        }
    }

    /// Whether a row goes out: of how tables are looked at only what has a name, not how each device left them.
    fn takes_row(self, table: &Table, row: RowId) -> bool {
        table.sheet() != Sheet::Views || !table.value(row, "name").is_empty()
    }

    /// Whether the values of a column go out. A plan for others is called after its file; and what a view filters and colours
    /// by may be a customer's name.
    fn takes_column(self, sheet: Sheet, definition: &Definition) -> bool {
        let names_plan = sheet == Sheet::Settings && definition.key == sheet.title();
        let may_name_records = sheet == Sheet::Views && (holds_values(definition) || definition.key == "base");
        let is_open = !definition.deleted && !definition.private && definition.computed.is_none();
        is_open && !names_plan && !(self == Excerpt::Template && may_name_records)
    }

    /// A value as it goes out; none where it leads to what stays here, or is not understood.
    fn taken(self, definition: &Definition, value: &Value) -> Option<Value> {
        let leads_out = definition.kind.target().is_none_or(|target| self.takes(target));
        match value {
            Value::Empty | Value::Foreign(_) => None,
            Value::Link(_) | Value::Links(_) if !leads_out => None,
            value => Some(value.clone()),
        }
    }
}

/// Whether a cell goes out where its column does: no view asks for values of a column about persons.
fn is_open(plan: &Plan, table: &Table, row: RowId, definition: &Definition) -> bool {
    if table.sheet() != Sheet::Views || !holds_values(definition) {
        return true;
    }
    let Some(viewed) = plan.get(row, views::TABLE).and_then(Sheet::of_key) else { return false };
    let Value::Text(asked) = table.value(row, &definition.key) else { return false };
    let mut private = plan.table(viewed).definitions().iter().filter(|own| own.private);
    private.all(|own| !asked.contains(own.key.as_str()))
}

/// Whether a column of the views holds values of other columns.
fn holds_values(definition: &Definition) -> bool {
    matches!(definition.key.as_str(), "filter" | "colours")
}

/// What makes an empty plan the excerpt of a plan.
fn changes(ledger: &Ledger, excerpt: Excerpt) -> Vec<Change> {
    let tables = || Sheet::ALL.iter().map(|sheet| ledger.plan().table(*sheet));
    let mut changes = Vec::new();
    // How the tables are made is a part of every set-up, also where no row goes out.
    for table in tables() {
        let sheet = table.sheet();
        let changed = table.present().filter(|own| sheet.definition(&own.key) != Some(own));
        changes.extend(changed.map(|own| Change::Define { sheet, definition: Box::new(own.clone()) }));
    }
    for table in tables().filter(|table| excerpt.takes(table.sheet())) {
        let sheet = table.sheet();
        let columns: Vec<&Definition> = table.present().filter(|own| excerpt.takes_column(sheet, own)).collect();
        for (at, row) in table.ids().enumerate().filter(|(_, row)| excerpt.takes_row(table, *row)) {
            let open = columns.iter().filter(|own| is_open(ledger.plan(), table, row, own));
            let value = |own: &&Definition| Some((own.key.clone(), excerpt.taken(own, table.value(row, &own.key))?));
            let cells: Vec<(Key, Value)> = open.filter_map(value).collect();
            changes.push(Change::Insert { sheet, row, place: Place::nth(at), cells });
        }
    }
    changes
}

/// The excerpt of a plan as a file. `now` in milliseconds since 1970.
///
/// # Errors
/// Why the file must not be handed out, in words.
pub fn write_excerpt(
    ledger: &Ledger,
    excerpt: Excerpt,
    editor: Editor,
    lang: Lang,
    now: u64,
) -> Result<PlanText, String> {
    let plan = super::exchange::sound_name(ledger.plan().name(), lang).into();
    let file_name = match excerpt {
        Excerpt::Team => Files::TeamFileName { plan },
        Excerpt::Template => Files::TemplateFileName { plan },
    };
    write_new((changes(ledger, excerpt), Label::new("excerpt")), file_name.text(lang).into(), editor, lang, now)
}
