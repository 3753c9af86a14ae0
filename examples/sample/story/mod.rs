//! The story of the sample plan: read from the texts, played through the engine, written as a plan file.

mod cells;
mod dice;
mod script;
mod teller;

use std::error::Error;

use quadrille::formats::{Meta, write_checked};
use quadrille::model::Date;
use quadrille::text::Lang;

use script::Script;
use teller::Teller;

/// What may go wrong while a story is told; the message names the line.
pub type Trouble = Box<dyn Error>;

/// The story, part by part. Where two things happen on one day, the earlier part comes first.
const PARTS: [(&str, &str); 6] = [
    ("base.txt", include_str!("text/base.txt")),
    ("closed.txt", include_str!("text/closed.txt")),
    ("li.txt", include_str!("text/li.txt")),
    ("chen.txt", include_str!("text/chen.txt")),
    ("sara.txt", include_str!("text/sara.txt")),
    ("accounts.txt", include_str!("text/accounts.txt")),
];

/// The day on which the story begins, and the one on which it ends: the sample's fixed "today".
const FIRST: (i32, u32, u32) = (2026, 2, 24);
const LAST: (i32, u32, u32) = (2026, 11, 23);

/// The sample plan of a language, as a plan file that was read back and compared.
pub fn plan_file(lang: Lang) -> Result<String, Trouble> {
    let (first, last) = (date(FIRST)?, date(LAST)?);
    let mut script = Script::new(lang, last);
    for (name, text) in PARTS {
        script.read(name, text)?;
    }
    let name = if lang == Lang::Zh { "北方大区 2026" } else { "North region 2026" };
    let mut teller = Teller::new(lang, last, &script.people);
    teller.begin(name, first)?;
    for gesture in script.in_order() {
        teller.tell(gesture).map_err(|trouble| format!("{}: {trouble}", gesture.at))?;
    }
    let saved = teller.end(last)?;
    let meta = Meta { saved, ..Meta::default() };
    write_checked(teller.ledger()?, &meta).map_err(|error| format!("{error:?}").into())
}

fn date((year, month, day): (i32, u32, u32)) -> Result<Date, Trouble> {
    Date::new(year, month, day).ok_or_else(|| "no such day".into())
}
