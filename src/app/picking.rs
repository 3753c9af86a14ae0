//! The picker of the open editor: choices and records by name, days by calendar.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::action::Effect;
use super::editing::Meaning;
use super::entry::{can_begin, count_names};
use super::grid::{Editor, GridId, Option_, Picker};
use super::left_text::LeftText;
use super::state::App;
use crate::model::schema::people::persons;
use crate::model::{Date, Decimal, Definition, Key, Kind, RowId, Sheet, Value, order};
use crate::text::{Lang, Likeness, MARKS, currencies, search_key, show, title, without_sign};

/// Lines of a list at most; the text narrows it.
const LINES: usize = 200;

/// The titles of a table with the forms they are found by, for as long as the plan does not change.
#[derive(Clone, Debug)]
pub(super) struct Titles {
    made_of: (Sheet, usize, Lang),
    rows: Rc<[Titled]>,
}

/// A record as a list shows it.
#[derive(Clone, Debug)]
struct Titled {
    row: RowId,
    /// Its title, with a number where others have it as well.
    label: SmolStr,
    /// The title as it is looked for.
    key: SmolStr,
    twin: bool,
}

/// Whether there is something to pick for a cell of this kind.
pub(super) const fn has_picker(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Date
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Link(_)
            | Kind::Links(_)
            | Kind::Rating { .. }
            | Kind::Currency
    )
}

impl App {
    /// Opens the picker of the open editor. Its text becomes a search only once something is typed.
    pub(super) fn open_picker(&mut self, id: GridId) {
        let Some(mut editor) = self.grid(id).editor.clone() else { return };
        let target = self.plan().table(editor.target.sheet).definition(&editor.target.column);
        let Some(definition) = target else { return };
        if !editor.typed && has_picker(&definition.kind) && definition.kind != Kind::Date {
            (editor.text, editor.typed) = (String::new(), true);
        }
        editor.picker = self.picker_for(&editor, &editor.text, None);
        self.grid(id).editor = Some(editor);
        self.version += 1;
    }

    /// The picker that fits the cell, for a text to look for; none for kinds that are typed only.
    pub(super) fn picker_for(&self, editor: &Editor, filter: &str, several: Option<Vec<Value>>) -> Option<Picker> {
        let definition = self.plan().table(editor.target.sheet).definition(&editor.target.column)?;
        let value = editor.target.row.map(|row| self.plan().value(editor.target.sheet, row, &definition.key).clone());
        let value = value.unwrap_or_default();
        let several = match definition.kind {
            Kind::Links(_) | Kind::Choices(_) => Some(several.unwrap_or_else(|| self.picked_in(definition, &value))),
            _ => None,
        };
        let is_list = several.is_some() && count_names(filter) > 1;
        let filter = searched(definition, filter);
        let picked = |option: &Value| match &several {
            Some(values) => values.contains(option),
            None => *option == value,
        };
        match &definition.kind {
            Kind::Date => Some(Picker::Calendar { day: self.day_of(definition, editor, &value) }),
            kind if has_picker(kind) => {
                let mut options = self.options(definition, editor, filter, &picked);
                // A name that the column does not have any more can be unticked as the others can.
                let gone = several.iter().flatten().filter(|value| value.is_invalid() && filter.is_empty());
                options.extend(gone.map(|value| Option_ {
                    value: value.clone(),
                    label: show(self.plan(), definition, value, self.lang).into(),
                    picked: true,
                    twin: false,
                }));
                let known = options.is_empty().then(|| self.known_otherwise(definition, editor, filter)).flatten();
                let is_known = known.is_some();
                let known = known.map(|(value, label, twin)| Option_ { picked: picked(&value), value, label, twin });
                options.extend(known);
                if let Some(sheet) = definition.kind.target()
                    && can_begin(sheet)
                    && !filter.trim().is_empty()
                    // Several names are several records: the cell reads them as a paste does.
                    && !is_list
                    && !options.iter().any(|option| App::is_exact(option, filter))
                {
                    let label = filter.trim().to_owned();
                    options.push(Option_ { value: Value::Empty, label, picked: false, twin: false });
                }
                let highlight = match filter.trim().is_empty() {
                    true => options.iter().position(|option| option.picked && several.is_none()),
                    false if is_known => Some(0),
                    false => self.meant(&options, filter),
                };
                Some(Picker::List { options, highlight, several })
            }
            _ => None,
        }
    }

    /// The values that are picked in a cell of several to begin with. Of a text with a name that fits nothing, those that do
    /// and that name as it is: who ticks one more loses neither.
    pub(super) fn picked_in(&self, definition: &Definition, value: &Value) -> Vec<Value> {
        match value {
            Value::Choices(keys) => keys.iter().map(|key| Value::Choice(key.clone())).collect(),
            Value::Invalid(text) if let Kind::Links(sheet) = definition.kind => self.parser().linked_parts(sheet, text),
            Value::Invalid(text) if matches!(definition.kind, Kind::Choices(_)) => {
                let parser = self.parser();
                let parts = text.split(MARKS).map(str::trim).filter(|part| !part.is_empty());
                let read = parts.map(|part| (parser.parse(definition, part), part));
                let values = read.flat_map(|(read, part)| match parser.is_whole_name(definition, &read, part) {
                    true => self.picked_in(definition, &read),
                    false => vec![Value::Invalid(part.into())],
                });
                values.collect()
            }
            value => value.linked().iter().map(|row| Value::Link(*row)).collect(),
        }
    }

    /// What Enter would take all the same: a name in the other language or with a number, a usual word for a stage; and
    /// whether it has a number.
    fn known_otherwise(&self, definition: &Definition, editor: &Editor, text: &str) -> Option<(Value, String, bool)> {
        let parser = self.parser();
        let value = parser.read_in(editor.target.sheet, definition, text).ok()?;
        let shown = show(self.plan(), definition, &value, self.lang);
        let label = match (&value, definition.kind.target()) {
            (Value::Link(row), Some(sheet)) => parser.label(sheet, *row),
            (Value::Choice(_) | Value::Number(_), _) => shown.clone(),
            _ => return None,
        };
        let twin = label != shown;
        Some((value, label.into(), twin))
    }

    fn day_of(&self, definition: &Definition, editor: &Editor, value: &Value) -> Date {
        match (self.parser().read_in(editor.target.sheet, definition, &editor.text), value) {
            (Ok(Value::Date(typed)), _) => typed,
            (_, Value::Date(day)) => *day,
            _ => self.today(),
        }
    }

    /// Whether what an editor holds is a day, and this one.
    #[must_use]
    pub fn is_written(&self, editor: &Editor, day: Date) -> bool {
        let table = self.plan().table(editor.target.sheet);
        let read = |definition: &Definition| self.parser().read_in(editor.target.sheet, definition, &editor.text);
        table.definition(&editor.target.column).and_then(|own| read(own).ok()) == Some(Value::Date(day))
    }

    /// The line that Enter and Tab take: one that begins as the text does, first letters of syllables included. What only
    /// stands within a name is a new name where there may be one; else it decides where it leaves no doubt.
    fn meant(&self, options: &[Option_], text: &str) -> Option<usize> {
        let needle = search_key(text);
        let like = |option: &Option_| self.likeness(&search_key(&option.label), &option.label, &needle);
        let best = like(options.first()?);
        let last = options.len() - 1;
        let adds = options.get(last).is_some_and(|option| option.value.is_empty());
        match best {
            // `Foo` is no beginning of `Sable Foods` where there may be a Foo: but `Wei` is Li Wei.
            Some(Likeness::Word) if adds && !has_word(&search_key(&options.first()?.label), &needle) => Some(last),
            Some(like) if like.is_beginning() => Some(0),
            _ if adds => Some(last),
            Some(Likeness::Part) => {
                options.get(1).and_then(like).is_none_or(|next| next != Likeness::Part).then_some(0)
            }
            _ => None,
        }
    }

    /// How a name answers what was typed.
    fn likeness(&self, key: &str, label: &str, needle: &str) -> Option<Likeness> {
        Likeness::of(key, label, needle, self.initial_of)
    }

    /// Where a typed text is a whole word of the longer name that Enter takes for it, the name and its table: another record
    /// may be called just so, and then this is said.
    pub(super) fn longer_name(&self, editor: &Editor) -> Option<(SmolStr, Sheet)> {
        let Some(Picker::List { options, highlight, .. }) = &editor.picker else { return None };
        let option = options.get((*highlight)?)?;
        let definition = self.plan().table(editor.target.sheet).definition(&editor.target.column)?;
        let sheet = definition.kind.target().filter(|sheet| can_begin(*sheet))?;
        let (key, needle) = (search_key(option.name()), search_key(searched(definition, &editor.text)));
        let rest = key.strip_prefix(needle.as_str()).filter(|_| !needle.is_empty() && !option.value.is_empty())?;
        let is_word = rest.chars().next().is_some_and(|next| !next.is_alphanumeric());
        is_word.then(|| (SmolStr::new(&option.label), sheet))
    }

    /// Whether the line is called exactly like the text.
    pub(super) fn is_exact(option: &Option_, text: &str) -> bool {
        let key = search_key(text);
        // `Acme(2)` is `Acme (2)`.
        let close = |text: &str| text.replace(' ', "");
        let is_named = |name: &str| close(&search_key(name)) == close(&key);
        search_key(&option.label) == key || option.twin && (is_named(&option.label) || is_named(option.name()))
    }

    /// The lines that match, best first; of equals records of the same customer before others.
    fn options(
        &self,
        definition: &Definition,
        editor: &Editor,
        filter: &str,
        picked: &dyn Fn(&Value) -> bool,
    ) -> Vec<Option_> {
        let needle = search_key(filter);
        let rank = |key: &str, label: &str| match needle.is_empty() {
            true => Some(Likeness::Same),
            false => self.likeness(key, label, &needle),
        };
        let Some(sheet) = definition.kind.target() else {
            let mut ranked: Vec<(Likeness, Option_)> = self
                .values_of(definition)
                .into_iter()
                .filter_map(|value| {
                    let label = show(self.plan(), definition, &value, self.lang);
                    let rank = rank(&search_key(&label), &label)?;
                    Some((rank, Option_ { picked: picked(&value), value, label: label.into(), twin: false }))
                })
                .collect();
            order::sort_by_key(&mut ranked, |(rank, _)| *rank);
            return ranked.into_iter().map(|(_, option)| option).collect();
        };
        let near = self.neighbours(sheet, editor);
        let titles = self.titles(sheet);
        let mut ranked: Vec<(Likeness, bool, &Titled)> = titles
            .iter()
            .filter_map(|line| Some((rank(&line.key, &line.label)?, !near(line.row), line)))
            .filter(|(.., line)| !(sheet == Sheet::Persons && self.has_left(line.row)))
            .collect();
        order::sort_by_key(&mut ranked, |(rank, far, _)| (*rank, *far));
        let option = |Titled { row, label, twin, .. }: &Titled| {
            let value = Value::Link(*row);
            Option_ { picked: picked(&value), value, label: label.to_string(), twin: *twin }
        };
        ranked.into_iter().take(LINES).map(|(.., line)| option(line)).collect()
    }

    /// What a cell can hold that links to no record: choices, ratings, currencies.
    fn values_of(&self, definition: &Definition) -> Vec<Value> {
        match &definition.kind {
            Kind::Rating { min, max, unknown } => {
                let ratings = (*min..=*max).map(|rating| Value::Number(Decimal::whole(rating.into())));
                ratings.chain(unknown.then_some(Value::Unknown)).collect()
            }
            Kind::Currency => currencies(self.plan()).into_iter().map(Value::Choice).collect(),
            kind => kind.choices().iter().map(|choice| Value::Choice(choice.key.clone())).collect(),
        }
    }

    /// Which records belong to the customer or the deal of the edited row.
    fn neighbours(&self, sheet: Sheet, editor: &Editor) -> impl Fn(RowId) -> bool + '_ {
        let column = match sheet.parent() {
            Some(parent) => Some(parent),
            None => sheet.definition("account").map(|definition| definition.key.clone()),
        };
        let parent =
            editor.target.sheet.parent().and_then(|key| {
                self.plan().value(editor.target.sheet, editor.target.row?, &key).linked().first().copied()
            });
        let own = column.as_ref().and_then(|key| match (key.as_str(), editor.target.row) {
            ("account", _) => self.account_of(&editor.target, parent),
            (key, Some(row)) => self.plan().value(editor.target.sheet, row, key).linked().first().copied(),
            _ => None,
        });
        move |row| match (&column, own) {
            (Some(column), Some(own)) => self.plan().value(sheet, row, column).linked().contains(&own),
            _ => true,
        }
    }

    fn titles(&self, sheet: Sheet) -> Rc<[Titled]> {
        let made_of = (sheet, self.ledger.len(), self.lang);
        if let Some(titles) = &*self.titles.borrow()
            && titles.made_of == made_of
        {
            return Rc::clone(&titles.rows);
        }
        let line = |row| {
            let label = title(self.plan(), sheet, row, self.lang);
            let key = search_key(&label);
            Titled { row, label, key, twin: false }
        };
        let mut rows: Vec<Titled> = self.plan().table(sheet).ids().map(line).collect();
        // Who has a name alone is called by it; the numbers of the others cost a look at all names.
        let mut known: FxHashMap<SmolStr, bool> = FxHashMap::default();
        for line in &rows {
            known.entry(line.key.clone()).and_modify(|twin| *twin = true).or_insert(false);
        }
        let parser = self.parser();
        for line in rows.iter_mut().filter(|line| known.get(&line.key) == Some(&true)) {
            let label = parser.label(sheet, line.row);
            line.twin = label != line.label;
            line.label = label;
        }
        let rows: Rc<[Titled]> = rows.into();
        *self.titles.borrow_mut() = Some(Titles { made_of, rows: Rc::clone(&rows) });
        rows
    }

    fn has_left(&self, person: RowId) -> bool {
        self.plan().get(person, persons::LEFT).unwrap_or_default()
    }

    /// Takes a line of the list: commits it, or adds it to the values picked so far.
    #[inline(never)]
    pub(super) fn pick(&mut self, id: GridId, index: usize, now: u64) -> Vec<Effect> {
        let Some(editor) = self.grid(id).editor.clone() else { return Vec::new() };
        let Some(Picker::List { options, several, .. }) = &editor.picker else { return Vec::new() };
        let Some(option) = options.get(index).cloned() else { return Vec::new() };
        let Some(mut values) = several.clone() else {
            let meaning = match option.value {
                Value::Empty => Meaning::New { rows: Vec::new(), beside: String::new(), name: option.label },
                value => Meaning::Value(value),
            };
            return self.close_with(id, &editor, &meaning, now);
        };
        if option.value.is_empty() {
            // A new record is begun together with the values picked so far.
            let meaning = self.new_beside(&editor, &values, option.label);
            return self.close_with(id, &editor, &meaning, now);
        }
        match values.iter().position(|value| *value == option.value) {
            Some(at) => drop(values.remove(at)),
            None => values.push(option.value.clone()),
        }
        let mut editor = Editor { text: String::new(), ..editor };
        editor.picker = self.picker_for(&editor, "", Some(values));
        if let Some(Picker::List { options, highlight, .. }) = &mut editor.picker {
            *highlight = options.iter().position(|other| other.value == option.value);
        }
        let left = LeftText::of(&editor);
        self.grid(id).editor = Some(editor);
        self.follow_draft(id);
        vec![Effect::Draft(Some(left.into()))]
    }

    /// A record that is to be begun beside the values picked so far.
    pub(super) fn new_beside(&self, editor: &Editor, values: &[Value], name: String) -> Meaning {
        let rows = values.iter().flat_map(|value| value.linked().iter().copied()).collect();
        let beside = match self.several_value(editor, values) {
            Value::Invalid(text) => format!("{text}{}", self.lang.comma()),
            _ => String::new(),
        };
        Meaning::New { rows, beside, name }
    }

    /// The value of the values picked so far; a text where one of them is a name that the column does not have.
    pub(super) fn several_value(&self, editor: &Editor, values: &[Value]) -> Value {
        let definition = self.plan().table(editor.target.sheet).definition(&editor.target.column);
        if let Some(definition) = definition.filter(|_| values.iter().any(Value::is_invalid)) {
            let parser = self.parser();
            let named = |value: &Value| match (value, definition.kind.target()) {
                // By which it is read again.
                (Value::Link(row), Some(sheet)) => parser.label(sheet, *row),
                _ => show(self.plan(), definition, value, self.lang),
            };
            let names: Vec<SmolStr> = values.iter().map(named).collect();
            return Value::Invalid(names.join(self.lang.comma()).into());
        }
        let rows: Vec<RowId> = values.iter().flat_map(|value| value.linked().iter().copied()).collect();
        let keys: Vec<Key> =
            values.iter().filter_map(|v| if let Value::Choice(key) = v { Some(key.clone()) } else { None }).collect();
        if keys.is_empty() { Value::links(rows) } else { Value::choices(keys) }
    }
}

/// What is looked for of a typed text: of a name that is mentioned the name.
fn searched<'a>(definition: &Definition, text: &'a str) -> &'a str {
    if definition.kind.target().is_some() { without_sign(text) } else { text }
}

/// Whether a name has a text as one of its words, whole.
fn has_word(name: &str, text: &str) -> bool {
    name.match_indices(text).any(|(at, _)| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        let after = name.get(at + text.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}
