//! Columns that are taken out while formulas use them.

use super::columns::{change, desk, make, own};
use super::desk::add;
use crate::app::{Action, Notice};
use crate::model::{Definition, Kind, Label, Sheet};
use crate::text::Lang;
use crate::text::messages::column_deleted;

const ONE: &str = "| name | amount |
                   | one  | 1000   |";

#[test]
fn a_formula_with_a_part_that_is_gone_still_names_the_others() {
    let mut desk = desk(ONE);
    let first = make(&mut desk, Sheet::Deals, own("F1", Kind::Money).formula("[Amount] * 10%"));
    let second = make(&mut desk, Sheet::Deals, own("F2", Kind::Money).formula("[F1] + [Weighted]"));
    let text = |desk: &super::desk::Desk| {
        let kept = desk.app.plan().table(Sheet::Deals).definition(&second).unwrap().formula.clone();
        let form = desk.app.column_form(Sheet::Deals, &second, None).unwrap().formula;
        let explained = desk.app.explain_cell(Sheet::Deals, desk.record(0), &second).unwrap().formula;
        assert_eq!(form, explained);
        (kept, form)
    };
    let (kept, before) = text(&desk);
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: first.clone(), deleted: true });
    assert_eq!(text(&desk), (kept.clone(), before.clone()));
    desk.app.lang = Lang::Zh;
    assert_eq!(text(&desk).1, format!("[F1] + [{}]", heading(&desk, "weighted")));
    desk.app.lang = Lang::En;
    // What is saved unchanged stays as it was kept: by keys, so that it comes back with its part.
    let mut form = desk.app.column_form(Sheet::Deals, &second, None).unwrap();
    form.width = 300;
    let definition = desk.app.definition_of(&form).unwrap();
    desk.act(Action::Define(Box::new(form.edit(definition))));
    assert_eq!(text(&desk), (kept.clone(), before.clone()));
    // A column that is called so now is another one: the dead one is then told by its key.
    let again = make(&mut desk, Sheet::Deals, own("F1", Kind::Money));
    assert_eq!(text(&desk).1, format!("[#{first}] + [Weighted]"));
    change(&mut desk, Sheet::Deals, &again, |own| Definition { label: Label::both("F3"), ..own });
    assert_eq!(text(&desk).1, before);
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: first, deleted: false });
    assert_eq!(text(&desk), (kept, before));
    let row = desk.record(0);
    let definition = desk.app.plan().table(Sheet::Deals).definition(&second).unwrap();
    assert!(!desk.app.value_of(Sheet::Deals, row, definition).is_invalid(), "and it is worked out again");
}

fn heading(desk: &super::desk::Desk, key: &str) -> String {
    let definition = desk.app.plan().table(Sheet::Deals).definition(key).unwrap();
    definition.label.zh.to_string()
}

#[test]
fn deleting_a_column_says_which_formulas_use_it() {
    let mut desk = desk(ONE);
    add(&mut desk.app, Sheet::Accounts, vec![]);
    let first = make(&mut desk, Sheet::Deals, own("F1", Kind::Money).formula("[Amount] * 10%"));
    make(&mut desk, Sheet::Deals, own("F2", Kind::Money).formula("[F1] + [Weighted]"));
    make(&mut desk, Sheet::Accounts, own("F3", Kind::Money).formula("sum([Funnel by Account].[F1])"));
    let other = make(&mut desk, Sheet::Deals, own("Other", Kind::Money).formula("[Amount]"));
    let said = |desk: &mut super::desk::Desk, key: &crate::model::Key| {
        desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key.clone(), deleted: true });
        match desk.said() {
            Some(Notice::ColumnDeleted { column, formulas, .. }) => (column.clone(), formulas.clone()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(said(&mut desk, &other).1, []);
    let (column, names) = said(&mut desk, &first);
    let labels: Vec<_> = names.iter().map(|label| label.en.as_str()).collect();
    assert_eq!(labels, ["F2", "F3"]);
    let said = |lang: Lang| column_deleted(&column, &names, &[], lang);
    assert_eq!(
        said(Lang::En),
        "Column “F1” deleted; its values are kept · 2 formulas use it: F2, F3 · Ctrl+Z restores it"
    );
    assert_eq!(said(Lang::Zh), "已删除列“F1”，数据已保留 · 2 个公式引用了此列：F2、F3 · Ctrl+Z 可恢复");
    desk.press("Ctrl+Z");
    assert!(!desk.app.plan().table(Sheet::Deals).definition(&first).unwrap().deleted);
}

#[test]
fn a_column_whose_name_was_taken_meanwhile_comes_back_under_the_first_free_one() {
    let mut desk = desk(ONE);
    let first = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    super::columns::set(&mut desk, 0, &first, "North");
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: first.clone(), deleted: true });
    make(&mut desk, Sheet::Deals, own("region", Kind::Text));
    make(&mut desk, Sheet::Deals, own("Region (2)", Kind::Text));
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: first.clone(), deleted: false });
    let label = |name: &str| Label { en: name.into(), zh: "".into() };
    let said = Notice::ColumnRestoredAs { column: label("Region"), now: label("Region (3)") };
    assert_eq!(desk.said(), Some(&said));
    assert_eq!(desk.cell(0, &first), "North");
    assert_eq!(desk.app.plan().table(Sheet::Deals).definition(&first).unwrap().label, label("Region (3)"));
    desk.press("Ctrl+Z");
    assert!(!desk.app.plan().table(Sheet::Deals).is_present(&first));
    // Whose name is free keeps it.
    let other = make(&mut desk, Sheet::Deals, own("Zone", Kind::Text));
    for deleted in [true, false] {
        desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: other.clone(), deleted });
    }
    assert_eq!(desk.said(), Some(&Notice::ColumnRestored(label("Zone"))));
}

#[test]
fn deleting_a_column_says_which_views_use_it() {
    use crate::app::arrange::Deed;
    use crate::app::grid::Condition;
    let mut desk = desk(ONE);
    let region = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    let other = make(&mut desk, Sheet::Deals, own("Other", Kind::Text));
    let views = |desk: &mut super::desk::Desk, key: &crate::model::Key| {
        desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key.clone(), deleted: true });
        let found = match desk.said() {
            Some(Notice::ColumnDeleted { views, .. }) => views.iter().map(|label| label.en.to_string()).collect(),
            other => panic!("{other:?}"),
        };
        desk.press("Ctrl+Z");
        let found: Vec<String> = found;
        found
    };
    assert!(views(&mut desk, &region).is_empty());
    desk.arrange(Deed::Ask(region.clone(), Some(Condition::Filled)));
    desk.arrange(Deed::SaveAs("North only".into()));
    desk.arrange(Deed::Sort { column: other.clone(), descending: false, add: false });
    // The table shows the view, sorted otherwise.
    assert_eq!(views(&mut desk, &region), ["North only", "the table as it stands"]);
    assert_eq!(views(&mut desk, &other), ["the table as it stands"]);
    let names = [Label::both("North only"), Label::both("By region")];
    let said = |lang: Lang| column_deleted(&Label::both("Region"), &[Label::both("F1")], &names, lang);
    assert_eq!(
        said(Lang::En),
        "Column “Region” deleted; its values are kept · 1 formula uses it: F1 · 2 views use it to sort, filter, group or colour: \
         North only, By region · Ctrl+Z restores it"
    );
    assert!(said(Lang::Zh).contains("2 个视图使用了此列进行排序、筛选、分组或着色：North only、By region"));
}
