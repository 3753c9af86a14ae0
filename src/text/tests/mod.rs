//! Tests of reading and showing: laws over every kind, tables of cells, sentences.

mod apostrophes;
mod cells;
mod doubts;
mod faults;
mod laws;
mod sample;
mod sentences;
mod shown;
