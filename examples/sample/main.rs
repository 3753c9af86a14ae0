//! Writes the sample plan of a language: `cargo run --example sample -- en > public/sample.en.plan.json`.
//!
//! The plan is not written as data but *lived*: five people type, paste and sort for nine months, through
//! `Ledger::commit`, each in a replica of his own. What they do stands in `story/text/*.txt`; `story/script.rs` says
//! how to read it. The same language gives the same bytes on every run, which `tests/sample.rs` holds it to.

mod story;

use std::error::Error;
use std::io::Write as _;

use quadrille::text::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let lang = match arguments.as_slice() {
        [key] if key == "en" => Lang::En,
        [key] if key == "zh" => Lang::Zh,
        _ => return Err("usage: sample en|zh > sample.plan.json".into()),
    };
    std::io::stdout().write_all(story::plan_file(lang)?.as_bytes())?;
    Ok(())
}
