//! What a file held beside the plan: it is kept in the plan's own log, so that the next file holds it again, and goes with the
//! log wherever that is merged in.

use crate::formats::{self, Meta, Unknown};
use crate::log::{Label, Ledger, Operation, Replica, Transaction};

/// Begins the operation that keeps it.
const KEPT: &str = "[\"file\",";

/// Keeps what a file held beside the plan in the plan's own log.
pub(super) fn keep(ledger: &mut Ledger, unknown: &Unknown, now: u64) {
    if kept(ledger).holds(unknown) {
        return;
    }
    let nothing = Ledger::new(Replica::new(0, 0), "");
    let file = formats::write(&nothing, &Meta { saved: 0, unknown: unknown.clone() });
    let operations = vec![Operation::Foreign(format!("{KEPT}{file}]").into())].into();
    let id = ledger.fresh_row(now).0;
    let transaction = Transaction { id, label: Label::new("import"), operations, ..Transaction::default() };
    // Only what comes back from a record is kept: what lies too deep would make the record unreadable.
    ledger.merge(formats::read_record(&formats::write_record(&transaction)), now);
}

/// What the files that the plan came from held beside it; of what several held the latest.
pub(super) fn kept(ledger: &Ledger) -> Unknown {
    let files = ledger.log().flat_map(|transaction| transaction.operations.beside()).filter_map(|(_, own)| of(own));
    files.fold(Unknown::default(), Unknown::with)
}

/// Whether a transaction is none of the plan's, but keeps what a file held beside it.
pub(in crate::app) fn is_beside(transaction: &Transaction) -> bool {
    let mut beside = transaction.operations.beside();
    transaction.operations.len() == 1 && beside.next().is_some_and(|(_, own)| text_of(own).is_some())
}

fn text_of(operation: &Operation) -> Option<&str> {
    match operation {
        Operation::Foreign(text) => text.strip_prefix(KEPT)?.strip_suffix(']'),
        _ => None,
    }
}

fn of(operation: &Operation) -> Option<Unknown> {
    let file = formats::read(text_of(operation)?.as_bytes(), Replica::new(0, 0), "", 0).ok()?;
    Some(file.meta.unknown)
}
