//! Writes a plan of so many deals, for benches: `cargo run --release --example large -- 10000 > /tmp/x.plan.json`.
//!
//! The same count gives the same bytes. Above some 160 000 deals the file is larger than the application opens, which
//! is said on stderr.

mod plan;

use std::error::Error;
use std::io::Write as _;

use quadrille::formats::{MAX_BYTES, Meta, write};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = match arguments.as_slice() {
        [count] => count.parse().ok().filter(|count| (1..=1_000_000).contains(count)),
        _ => None,
    };
    let count: usize = count.ok_or("usage: large COUNT > plan.json, with 1 to 1000000 deals")?;
    let ledger = plan::of(count).map_err(|refusal| format!("{refusal:?}"))?;
    let text = write(&ledger, &Meta { saved: plan::NOW, ..Meta::default() });
    if text.len() > MAX_BYTES {
        writeln!(std::io::stderr(), "{} bytes: larger than the {MAX_BYTES} that can be read back", text.len())?;
    }
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
