//! Opening, case by case: what was found, and the verdict.

use super::mirror::{MirrorHead, Packing};
use super::*;

fn plan() -> PlanId {
    PlanId::new("p1").unwrap()
}

fn record(number: usize) -> Record {
    Record::new(format!("r{number}"), format!("{{\"n\":{number}}}"))
}

fn entries(count: usize) -> Vec<Entry> {
    (1..=count).map(|number| Entry::Record(record(number))).collect()
}

fn slot(records: u64) -> String {
    Slot { records, ..Slot::new(plan(), "plan", 0, false) }.write()
}

fn mirror(generation: u64, count: usize, covers: Head) -> MirrorFound {
    let records: Vec<_> = (1..=count).map(record).collect();
    let packing = Packing::Plain;
    let head = MirrorHead { generation, covers, written_ms: 5, records: count as u64, loose: 0, packing };
    let list: Result<String, mirror::TooLarge> = mirror::Payload::of(&plan(), records).collect();
    let text = mirror::write(&plan(), &head, &list.unwrap()).unwrap();
    MirrorFound { slot: head.slot(), text, unpacked: None }
}

/// A whole plan of five records, mirrored up to `mirrored`.
fn whole(mirrored: usize) -> Found {
    let all = entry::batch(&plan(), None, None, 0, &entries(5)).unwrap();
    let part = entry::batch(&plan(), None, None, 0, &entries(mirrored)).unwrap();
    Found {
        plan: plan(),
        journal: Ok(JournalFound { head: Some(all.head_bytes), entries: all.entries }),
        tails: vec![],
        mirrors: vec![mirror(1, mirrored, part.appended.head)],
        slot: Some(slot(5)),
        is_poisoned: false,
    }
}

fn journal(found: &mut Found) -> &mut JournalFound {
    found.journal.as_mut().unwrap()
}

fn check(case: &str, found: &Found, records: usize, verdict: Verdict, problems: &[Problem]) -> Opened {
    let opened = open(&mut found.clone());
    let got = (opened.records.len(), &opened.verdict, opened.problems.as_slice());
    assert_eq!(got, (records, &verdict, problems), "{case}");
    opened
}

#[test]
fn verdicts() {
    use super::frame::Flaw::{Checksum, Newer};
    use super::ranges::Ranges;
    let damaged = |lost_at_least| Verdict::Damaged { lost_at_least };
    let entry_3 = Problem::Damaged(Place::Entry(3), Checksum);

    check("whole", &whole(5), 5, Verdict::Whole, &[]);

    let nothing = Found { journal: Ok(JournalFound::default()), mirrors: vec![], slot: None, ..whole(5) };
    check("first visit", &nothing, 0, Verdict::Fresh, &[]);
    check("new plan", &Found { slot: Some(slot(0)), ..nothing.clone() }, 0, Verdict::Fresh, &[]);

    let case = Found { journal: Ok(JournalFound::default()), ..whole(5) };
    check("journal emptied, mirror full", &case, 5, damaged(0), &[Problem::JournalEmpty]);
    let more = Problem::WitnessKnowsMore { witness: 5, found: 2 };
    let case = Found { journal: Ok(JournalFound::default()), ..whole(2) };
    check("journal emptied, mirror old", &case, 2, damaged(3), &[Problem::JournalEmpty, more]);
    let more = Problem::WitnessKnowsMore { witness: 5, found: 0 };
    let case = Found { slot: Some(slot(5)), ..nothing.clone() };
    check("only the witness is left", &case, 0, damaged(5), &[Problem::JournalEmpty, more]);

    let blocked = Problem::JournalUnreadable(Cause::Unavailable);
    let case = Found { journal: Err(Cause::Unavailable), ..nothing };
    check("no database, first visit", &case, 0, Verdict::Fresh, std::slice::from_ref(&blocked));
    let case = Found { journal: Err(Cause::Unavailable), ..whole(5) };
    check("no database, known plan", &case, 5, damaged(0), &[blocked]);

    let case = Found { mirrors: vec![], slot: None, ..whole(5) };
    check("localStorage cleared", &case, 5, Verdict::Repaired, &[Problem::WitnessLost]);

    let mut case = whole(3);
    journal(&mut case).entries[2].1[30] ^= 4;
    check("entry damaged, mirror covers it", &case, 5, Verdict::Repaired, std::slice::from_ref(&entry_3));
    let mut case = whole(2);
    journal(&mut case).entries[2].1[30] ^= 4;
    let more = Problem::WitnessKnowsMore { witness: 5, found: 4 };
    let opened = check("entry damaged, mirror older", &case, 4, damaged(1), &[entry_3.clone(), more]);
    assert_eq!(opened.quarantine[0], (Place::Entry(3), journal(&mut case).entries[2].1.clone()));

    let mut case = whole(3);
    journal(&mut case).entries[3].1[30] ^= 4;
    case.mirrors = vec![mirror(1, 3, Head { seq: 4, crc: 7 })];
    case.slot = Some(slot(4));
    let entry_4 = Problem::Damaged(Place::Entry(4), Checksum);
    check("a mirror of another journal covers nothing", &case, 4, damaged(1), &[entry_4]);

    let mut case = whole(2);
    journal(&mut case).entries.truncate(4);
    case.slot = Some(slot(3));
    let missing = Problem::EntriesMissing(Ranges::read("5").unwrap());
    check("the head knows of a fifth entry", &case, 4, damaged(1), &[missing]);

    let mut case = whole(5);
    let part = entry::batch(&plan(), None, None, 0, &entries(3)).unwrap();
    case.journal = Ok(JournalFound { head: Some(part.head_bytes), entries: part.entries });
    let behind = Problem::JournalBehind { journal: 3, mirror: 5 };
    check("journal set back behind the mirror", &case, 5, damaged(0), &[behind]);

    let mut case = whole(5);
    journal(&mut case).head = None;
    check("head lost", &case, 5, Verdict::Repaired, &[Problem::HeadLost]);

    let mut case = whole(5);
    case.mirrors[0].text = "q3 m newer".to_owned();
    let newer = Problem::Damaged(Place::Mirror(1), Newer { version: 3 });
    check("a newer version was here", &case, 5, Verdict::Newer { version: 3 }, &[newer]);

    let mut case = whole(5);
    let clash = [Entry::Record(Record::new("r2", "{\"n\":9}"))];
    let text = tail::write(&plan(), &clash, None).text;
    case.tails.push(TailFound { tab: TabId::from_random(1), text, is_alive: false });
    let opened = check("two bodies", &case, 5, Verdict::Repaired, &[Problem::TwoBodies("r2".to_owned())]);
    assert_eq!(opened.records[1], record(2));
    assert_eq!(opened.quarantine, [(Place::Body("r2".to_owned()), b"{\"n\":9}".to_vec())]);
}

#[test]
fn a_flipped_bit_anywhere_is_a_problem_and_never_a_wrong_record() {
    let mut sound = whole(5);
    let text = tail::write(&plan(), &entries(7)[5..], Some("draft")).text;
    sound.tails.push(TailFound { tab: TabId::from_random(1), text, is_alive: false });
    let right = open(&mut sound.clone()).records;
    let flip = |bytes: &mut [u8], bit: usize| bytes[bit / 8] ^= 1 << (bit % 8);
    let flip_text = |text: &mut String, bit: usize| {
        let mut bytes = std::mem::take(text).into_bytes();
        flip(&mut bytes, bit);
        *text = String::from_utf8_lossy(&bytes).into_owned();
    };
    for place in 0..9 {
        for bit in 0.. {
            let mut found = sound.clone();
            let size = match place {
                0..5 => found.journal.as_ref().unwrap().entries[place].1.len(),
                5 => found.journal.as_ref().unwrap().head.as_ref().unwrap().len(),
                6 => found.mirrors[0].text.len(),
                7 => found.tails[0].text.len(),
                _ => found.slot.as_ref().unwrap().len(),
            };
            if bit == size * 8 {
                break;
            }
            match place {
                0..5 => flip(&mut journal(&mut found).entries[place].1, bit),
                5 => flip(journal(&mut found).head.as_mut().unwrap(), bit),
                6 => flip_text(&mut found.mirrors[0].text, bit),
                7 => flip_text(&mut found.tails[0].text, bit),
                _ => flip_text(found.slot.as_mut().unwrap(), bit),
            }
            let opened = open(&mut found.clone());
            assert!(!opened.problems.is_empty() && !opened.quarantine.is_empty(), "place {place}, bit {bit}");
            assert_ne!(opened.verdict, Verdict::Whole);
            assert!(opened.records.iter().all(|record| right.contains(record)), "place {place}, bit {bit}");
        }
    }
}

#[test]
fn damage_that_was_accepted_and_settled_is_not_told_again() {
    let mut found = whole(2);
    journal(&mut found).entries[2].1[30] ^= 4;
    let mut opened = open(&mut found.clone());
    assert_eq!(Saver::start(&opened, 0).unwrap_err(), saver::Refused::DamageNotAccepted);
    opened.accept_damage();
    let (_, effects) = Saver::start(&opened, 0).unwrap();
    let append = effects.into_iter().find_map(|effect| match effect {
        Effect::AppendJournal { entries, known } => Some((entries, known)),
        _ => None,
    });
    let (healing, known) = append.unwrap();
    let journal = journal(&mut found);
    let batch = entry::batch(&plan(), journal.head.as_deref(), None, known, &healing).unwrap();
    journal.entries.extend(batch.entries);
    journal.head = Some(batch.head_bytes);
    found.slot = Some(slot(4));
    let opened = check("opened again", &found, 4, Verdict::Whole, &[]);
    assert_eq!(opened.quarantine.len(), 1, "the bytes can still be had");
}
