//! The payload of a mirror, written in pieces: as one text, that of a large plan would hold up keys, and a page would never
//! give its memory back.

use std::{iter, mem, vec};

use super::super::frame::{Codec, Kind, Measure};
use super::{MIRROR_LIMIT_UNITS, TooLarge};
use crate::app::storage::{PlanId, Record};

/// The most bytes of a payload: gzip leaves a twelfth of a plan's log, of which a unit of a slot holds fifteen bits.
pub const PAYLOAD_LIMIT: usize = MIRROR_LIMIT_UNITS * 15 / 8 * 12;

/// A record whose body comes in pieces.
pub trait Written {
    /// The pieces of the body, of which none is much longer than what may be done at a stretch.
    type Pieces: Iterator<Item = String>;

    /// The record's id.
    fn id(&self) -> String;

    /// The body; the same each time.
    fn pieces(&self) -> Self::Pieces;
}

impl Written for Record {
    type Pieces = iter::Once<String>;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn pieces(&self) -> Self::Pieces {
        iter::once(self.body.clone())
    }
}

/// The list of all records, in order. Every step is short and some give an empty text: a frame says the length of its
/// body and its checksum first, so that a long body is made twice.
pub struct Payload<W: Written> {
    codec: Codec,
    records: vec::IntoIter<W>,
    stage: Stage<W>,
    written: usize,
    count: u64,
    previous: u32,
}

enum Stage<W: Written> {
    Next,
    Measuring { record: W, pieces: W::Pieces, measure: Measure },
    Writing { pieces: W::Pieces },
    Ended,
}

impl<W: Written> Payload<W> {
    /// The payload of a plan.
    #[must_use]
    pub fn of(plan: &PlanId, records: Vec<W>) -> Self {
        let codec = Codec::new(plan);
        let records = records.into_iter();
        Self { codec, records, stage: Stage::Next, written: 0, count: 0, previous: codec.genesis() }
    }

    /// Goes on to the next record. One of a single piece is written at once.
    fn begin(&mut self) -> String {
        let Some(record) = self.records.next() else { return self.end() };
        let mut pieces = record.pieces();
        let mut text = pieces.next().unwrap_or_default();
        let measure = Measure::of(&text);
        let Some(second) = pieces.next() else {
            text.insert_str(0, &self.head(&record.id(), measure));
            text.push('\n');
            return text;
        };
        self.stage = Stage::Measuring { record, pieces, measure: measure.and(&second) };
        String::new()
    }

    fn head(&mut self, id: &str, body: Measure) -> String {
        self.count += 1;
        let (head, crc) = self.codec.head(Kind::Record, self.previous, self.count, id, body);
        self.previous = crc;
        head
    }

    fn end(&mut self) -> String {
        self.stage = Stage::Ended;
        let mut text = String::new();
        self.codec.write(&mut text, Kind::End, self.previous, self.count, "", "");
        text
    }
}

impl<W: Written> Iterator for Payload<W> {
    type Item = Result<String, TooLarge>;

    fn next(&mut self) -> Option<Result<String, TooLarge>> {
        let (text, ahead) = match mem::replace(&mut self.stage, Stage::Next) {
            Stage::Ended => {
                self.stage = Stage::Ended;
                return None;
            }
            Stage::Next => (self.begin(), 0),
            Stage::Measuring { record, mut pieces, mut measure } => {
                let piece = pieces.next();
                if let Some(piece) = &piece {
                    measure = measure.and(piece);
                }
                let length = measure.length();
                if piece.is_some() {
                    self.stage = Stage::Measuring { record, pieces, measure };
                    (String::new(), length)
                } else {
                    self.stage = Stage::Writing { pieces: record.pieces() };
                    (self.head(&record.id(), measure), length)
                }
            }
            Stage::Writing { mut pieces } => match pieces.next() {
                Some(piece) => {
                    self.stage = Stage::Writing { pieces };
                    (piece, 0)
                }
                None => ("\n".to_owned(), 0),
            },
        };
        self.written += text.len();
        if self.written + ahead > PAYLOAD_LIMIT {
            self.stage = Stage::Ended;
            return Some(Err(TooLarge));
        }
        Some(Ok(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::storage::mirror::read_payload;

    /// A record whose body comes in pieces of so many bytes.
    struct Cut(Record, usize);

    impl Written for Cut {
        type Pieces = vec::IntoIter<String>;

        fn id(&self) -> String {
            self.0.id.clone()
        }

        fn pieces(&self) -> Self::Pieces {
            let pieces = self.0.body.as_bytes().chunks(self.1);
            pieces.map(|piece| String::from_utf8(piece.to_vec()).unwrap()).collect::<Vec<_>>().into_iter()
        }
    }

    fn written<W: Written>(records: Vec<W>) -> Result<String, TooLarge> {
        Payload::of(&PlanId::new("p1").unwrap(), records).collect()
    }

    #[test]
    fn pieces_make_the_same_list_as_whole_records() {
        let records: Vec<Record> =
            (0..40).map(|at| Record::new(format!("{at:04}"), "12345".repeat(at % 9) + &at.to_string())).collect();
        let whole = written(records.clone()).unwrap();
        assert_eq!(read_payload(&PlanId::new("p1").unwrap(), whole.as_bytes()), (records.clone(), vec![]));
        for length in [1, 2, 7, 1000] {
            let cut = records.iter().map(|record| Cut(record.clone(), length)).collect();
            assert_eq!(written(cut), Ok(whole.clone()), "{length}");
        }
        assert_eq!(written::<Record>(vec![]).map(|list| list.lines().count()), Ok(3));
    }

    #[test]
    fn what_does_not_fit_is_known_before_it_is_written() {
        let half = Record::new("a", "x".repeat(PAYLOAD_LIMIT / 2));
        assert!(written(vec![half.clone()]).is_ok());
        assert_eq!(written(vec![half.clone(), Record::new("b", half.body.clone())]), Err(TooLarge));
        let long = Cut(Record::new("a", "x".repeat(PAYLOAD_LIMIT + 1)), PAYLOAD_LIMIT / 4);
        let mut payload = Payload::of(&PlanId::new("p1").unwrap(), vec![long]);
        assert!(payload.by_ref().take_while(Result::is_ok).all(|text| text.is_ok_and(|text| text.is_empty())));
        assert!(payload.next().is_none(), "it ends");
    }
}
