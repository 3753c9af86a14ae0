//! A record a piece at a time: the text of an import is several times what the plan takes in memory.

use std::borrow::Borrow;

use super::{push_operation, push_step, trailing_fields};
use crate::formats::digits::push_stamp;
use crate::formats::raw::push_string;
use crate::log::{Stand, Step, Transaction};

/// A piece ends with the operation by which it reaches so many bytes.
const ENOUGH: usize = 32 * 1024;

/// What [`super::write_record`] writes, in order. A record of a few operations is one piece.
#[derive(Debug)]
pub struct Pieces<T> {
    transaction: T,
    /// Where the next operation is; none once all were written.
    stand: Option<Stand>,
}

impl<T: Borrow<Transaction>> Pieces<T> {
    /// The pieces of a transaction.
    pub fn of(transaction: T) -> Self {
        Self { transaction, stand: Some(Stand::default()) }
    }

    /// Appends the next piece, keys sorted; `false` when there was none.
    pub(in crate::formats) fn push(&mut self, out: &mut String) -> bool {
        let Some(stand) = self.stand.take() else { return false };
        let transaction = self.transaction.borrow();
        let fields = trailing_fields(&transaction.operations);
        let own = transaction.operations.len() - fields.len();
        if stand == Stand::default() {
            push_head(out, transaction);
        }
        let (before, mut operations) = (out.len(), transaction.operations.iter_from(stand));
        while operations.stand().number() < own {
            if out.len() - before >= ENOUGH {
                self.stand = Some(operations.stand());
                return true;
            }
            if operations.stand().number() > 0 {
                out.push(',');
            }
            let Some(operation) = operations.next() else { break };
            push_operation(out, &operation);
        }
        out.push(']');
        match &transaction.step {
            Step::Do => {}
            Step::Undo(of) => push_step(out, "undo", of),
            Step::Redo(of) => push_step(out, "redo", of),
        }
        for (name, value) in fields.into_iter().rev() {
            out.push(',');
            push_string(out, &name);
            out.push(':');
            out.push_str(value.text);
        }
        out.push('}');
        true
    }
}

/// Everything before the operations.
fn push_head(out: &mut String, transaction: &Transaction) {
    let Transaction { id, author, label, .. } = transaction;
    out.push('{');
    if !author.is_empty() {
        out.push_str("\"by\":");
        push_string(out, author);
        out.push(',');
    }
    out.push_str("\"id\":");
    push_stamp(out, *id);
    if !label.0.is_empty() {
        out.push_str(",\"label\":");
        push_string(out, &label.0);
    }
    out.push_str(",\"ops\":[");
}

impl<T: Borrow<Transaction>> Iterator for Pieces<T> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut out = String::new();
        self.push(&mut out).then_some(out)
    }
}
