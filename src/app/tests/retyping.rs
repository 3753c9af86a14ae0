//! Columns that become another kind, numbers on one scale.

use super::columns::{cells, change, desk, make, own, set};
use super::desk::Desk;
use crate::app::columns::Retype;
use crate::model::{Definition, Key, Kind, Sheet, Value};

const FOUR: &str = "| name  | amount |
                    | one   | 100    |
                    | two   | 200    |
                    | three | 300    |
                    | four  |        |";

fn turn(desk: &mut Desk, key: &Key, kind: Kind) -> Retype {
    let own = desk.app.plan().table(Sheet::Deals).definition(key).cloned().unwrap();
    let wanted = Definition { kind, computed: None, formula: "".into(), ..own };
    let preview = desk.app.preview_retype(Sheet::Deals, &wanted);
    change(desk, Sheet::Deals, key, |_| wanted);
    preview
}

fn number() -> Kind {
    Kind::own_number(6)
}

#[test]
fn numbers_and_shares_are_converted_on_one_scale() {
    let mut desk = desk(FOUR);
    let key = make(&mut desk, Sheet::Deals, own("Size", number()));
    for (row, text) in ["0.5", "1", "1.5", "0.99"].into_iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["50 %", "100 %", "150 %", "99 %"]);
    turn(&mut desk, &key, number());
    assert_eq!(cells(&desk, &key), ["0.5", "1", "1.5", "0.99"]);
    turn(&mut desk, &key, Kind::Percent);
    for (row, text) in ["250%", "100%", "40%", "1%"].into_iter().enumerate() {
        set(&mut desk, row, &key, text);
    }
    turn(&mut desk, &key, number());
    assert_eq!(cells(&desk, &key), ["2.5", "1", "0.4", "0.01"]);
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["250 %", "100 %", "40 %", "1 %"]);
    // What a column of whole numbers could not hold is on its scale, too.
    turn(&mut desk, &key, Kind::own_number(0));
    assert_eq!(desk.value(0, &key), Value::Invalid("250%".into()));
    set(&mut desk, 1, &key, "1.5");
    turn(&mut desk, &key, Kind::Percent);
    assert_eq!(cells(&desk, &key), ["250 %", "150 %", "40 %", "1 %"]);
    // Amounts too: decimals that they lose are counted before they are.
    set(&mut desk, 3, &key, "1.25%");
    assert_eq!(turn(&mut desk, &key, Kind::Money).rounded, 1);
    assert_eq!(cells(&desk, &key), ["2.50", "1.50", "0.40", "0.01"]);
}
