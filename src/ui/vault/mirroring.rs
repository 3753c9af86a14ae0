//! Writing a mirror: the whole plan as it stood when that was asked for, a stretch at a time, gzipped as it comes.

use crate::app::exchange::Kept;
use crate::app::storage::keys::Key;
use crate::app::storage::mirror::{self, MirrorHead, NotNow, Packing, Payload, TooLarge};
use crate::app::storage::{Event, Head, PlanId, packing};
use crate::platform::local::Area;
use crate::platform::zip::{Gzip, ZipError};
use crate::platform::{clock, page};
use crate::ui::forecast::slow::STRETCH_MS;

/// So many bytes are given to the browser at a time.
const ENOUGH: usize = 64 * 1024;

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
        Ok(Ok(bytes)) => Ok((Packing::Gzip, packing::to_text(&bytes))),
        Ok(Err(too_large)) => Err(too_large),
        Err(_) => list().collect::<Result<String, _>>().map(|list| (Packing::Plain, list)),
    };
    let Ok((packing, body)) = packed else { return Event::MirrorFailed };
    // Another tab may have written one meanwhile.
    let generation = match next(plan, records, is_urgent) {
        Ok(generation) => generation,
        Err(reason) => return Event::MirrorSkipped(reason),
    };
    let head = MirrorHead { generation, covers, written_ms: clock::now_ms(), records, loose, packing };
    let key = Key::Mirror(plan.clone(), head.slot()).text();
    match mirror::write(plan, &head, body) {
        Ok(text) if Area::Local.set(&key, &text).is_ok() => Event::MirrorDone { covers },
        Ok(_) | Err(TooLarge) => Event::MirrorFailed,
    }
}

/// The generation of the next mirror, by what the slots hold now.
fn next(plan: &PlanId, records: u64, is_urgent: bool) -> Result<u64, NotNow> {
    let slots = [0, 1].map(|slot| Area::Local.get(&Key::Mirror(plan.clone(), slot).text()).ok().flatten());
    let [zero, one] = &slots;
    mirror::next_generation(plan, [zero.as_deref(), one.as_deref()], records, clock::now_ms(), is_urgent)
}

/// Packs a payload. Whoever works at the page goes first where `is_waiting`.
async fn gzipped(payload: Payload<Kept>, is_waiting: bool) -> Result<Result<Vec<u8>, TooLarge>, ZipError> {
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
