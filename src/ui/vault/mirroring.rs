//! Writing a mirror: the whole plan as it stood when that was asked for, a stretch at a time, gzipped as it comes.

use crate::app::exchange::Kept;
use crate::app::storage::frame::Measure;
use crate::app::storage::keys::Key;
use crate::app::storage::mirror::{self, MIRROR_LIMIT_UNITS, MirrorHead, NotNow, Packing, Payload, TooLarge};
use crate::app::storage::packing::Packer;
use crate::app::storage::{Event, Head, PlanId};
use crate::platform::local::{Area, Joined};
use crate::platform::zip::{Gzip, Packed, ZipError};
use crate::platform::{clock, page};
use crate::ui::forecast::slow::STRETCH_MS;

/// So many bytes are given to the browser at a time, and so many units are taken of a text that it has.
const ENOUGH: usize = 64 * 1024;
const UNITS: u32 = 16 * 1024;

/// The payload as it is kept, its measure, and how many units it has.
#[derive(Default)]
struct Body {
    text: Joined,
    measure: Measure,
    units: usize,
}

impl Body {
    fn push(&mut self, piece: &str) {
        self.text.push(piece);
        self.measure = self.measure.and(piece);
        self.units += piece.encode_utf16().count();
    }

    /// Gzipped bytes, packed as text.
    fn packed(bytes: &Packed) -> Body {
        let (mut body, mut text) = (Body::default(), String::new());
        let mut packer = Packer::of(bytes.count(), &mut text);
        for piece in bytes.pieces(UNITS) {
            packer.push(&piece, &mut text);
            body.push(&text);
            text.clear();
        }
        packer.finish(&mut text);
        body.push(&text);
        body
    }
}

/// Writes the mirror of these records, and says what came of it.
pub(super) async fn write(plan: &PlanId, kept: Vec<Kept>, covers: Head, loose: u64, is_urgent: bool) -> Event {
    let records = kept.len() as u64;
    if let Err(reason) = next(plan, records, is_urgent) {
        return Event::MirrorSkipped(reason);
    }
    // Who cannot see the page does not wait for it, but may close it, and a hidden page has its timers slowed.
    let is_waiting = !is_urgent && !page::is_hidden();
    let list = || Payload::of(plan, kept.clone());
    let packed = match gzipped(list(), is_waiting).await {
        Ok(Ok(bytes)) => Ok((Packing::Gzip, Body::packed(&bytes))),
        Ok(Err(too_large)) => Err(too_large),
        Err(_) => plain(list()).map(|body| (Packing::Plain, body)),
    };
    let Ok((packing, body)) = packed else { return Event::MirrorFailed };
    // Another tab may have written one meanwhile.
    let generation = match next(plan, records, is_urgent) {
        Ok(generation) => generation,
        Err(reason) => return Event::MirrorSkipped(reason),
    };
    let head = MirrorHead { generation, covers, written_ms: clock::now_ms(), records, loose, packing };
    let key = Key::Mirror(plan.clone(), head.slot()).text();
    let before = mirror::head(plan, &head, body.measure);
    if body.units + before.len() + 1 > MIRROR_LIMIT_UNITS {
        return Event::MirrorFailed;
    }
    body.text.put_before(&before);
    body.text.push("\n");
    match Area::Local.set_joined(&key, &body.text) {
        Ok(()) => Event::MirrorDone { covers },
        Err(_) => Event::MirrorFailed,
    }
}

fn plain(payload: Payload<Kept>) -> Result<Body, TooLarge> {
    let mut body = Body::default();
    for text in payload {
        body.push(&text?);
    }
    Ok(body)
}

/// The generation of the next mirror, by what the slots hold now.
fn next(plan: &PlanId, records: u64, is_urgent: bool) -> Result<u64, NotNow> {
    let slots = [0, 1].map(|slot| {
        let key = Key::Mirror(plan.clone(), slot).text();
        Some(mirror::check(plan, slot, Area::Local.pieces(&key, UNITS).ok().flatten()?))
    });
    mirror::next_generation(slots, records, clock::now_ms(), is_urgent)
}

/// Packs a payload. Whoever works at the page goes first where `is_waiting`.
async fn gzipped(payload: Payload<Kept>, is_waiting: bool) -> Result<Result<Packed, TooLarge>, ZipError> {
    let gzip = Gzip::begin()?;
    let (mut held, mut until) = (String::new(), clock::elapsed_ms() + STRETCH_MS);
    for text in payload {
        match text {
            Ok(text) => held.push_str(&text),
            Err(too_large) => return Ok(Err(too_large)),
        }
        if held.len() >= ENOUGH {
            gzip.push(held.as_bytes()).await?;
            held.clear();
        }
        if is_waiting && clock::elapsed_ms() >= until {
            clock::sleep(0).await;
            until = clock::elapsed_ms() + STRETCH_MS;
        }
    }
    gzip.push(held.as_bytes()).await?;
    gzip.finish().await.map(Ok)
}
