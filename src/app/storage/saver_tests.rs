//! The saving policy, event by event.

use super::entry::{Appended, ReadOn};
use super::mirror::SETTLING_MS;
use super::ranges::Ranges;
use super::saver::{PATIENCE_MS, POLL_MS, RETRY_MS};
use super::signal::Signal;
use super::*;

fn plan() -> PlanId {
    PlanId::new("p1").unwrap()
}

fn started() -> Saver {
    let mut found = Found::gather(plan(), [], Ok(JournalFound::default()), &[], false);
    let (saver, effects) = Saver::start(&open(&mut found), 0).unwrap();
    assert_eq!(effects, [Effect::Broadcast(Signal::Hello)]);
    saver
}

fn record(id: &str) -> Record {
    Record::new(id, "{}")
}

fn commit(id: &str) -> Event {
    Event::Committed(vec![record(id)])
}

fn acknowledged(first: u64, last: u64) -> Event {
    Event::Acknowledged(Appended { first, head: Head { seq: last, crc: last as u32 } })
}

fn read_back(ids: &[&str], seq: u64) -> Event {
    let records = ids.iter().map(|id| record(id)).collect();
    let head = Head { seq, crc: seq as u32 };
    Event::ReadBack(ReadOn { records, head, unreadable: vec![], missing: Ranges::default() })
}

/// The effects in short.
fn brief(effects: &[Effect]) -> String {
    let one = |effect: &Effect| match effect {
        Effect::WriteTail(_) => "tail".to_owned(),
        Effect::ClearTail => "clear".to_owned(),
        Effect::AppendJournal { entries, known } => {
            format!("append {} after {known}", entries.len())
        }
        Effect::ReadJournal { known } => format!("read after {}", known.seq),
        Effect::WriteMirror { covers, loose, is_urgent } => {
            format!("mirror to {} and {loose}{}", covers.seq, if *is_urgent { " at once" } else { "" })
        }
        Effect::WriteWitness { records } => format!("witness {records}"),
        Effect::Broadcast(signal) => format!("say {}", signal.write()),
        Effect::Deliver(records) => format!("deliver {}", records.len()),
        Effect::RememberPoison => "remember".to_owned(),
        Effect::RemoveTail { .. } => "remove tail".to_owned(),
        Effect::Quarantine { .. } => "quarantine".to_owned(),
    };
    effects.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Runs events (at a time in ms) and compares the effects in short.
fn run(saver: &mut Saver, script: Vec<(u64, Event, &str)>) {
    for (now_ms, event, want) in script {
        let name = format!("{event:?} at {now_ms}");
        assert_eq!(brief(&saver.step(event, now_ms)), want, "{name}");
    }
}

#[test]
fn one_append_at_a_time_and_saved_only_when_all_is_acknowledged() {
    let mut saver = started();
    assert_eq!(saver.status(0), Status::Saved { copies: 1 });
    run(
        &mut saver,
        vec![
            (10, commit("a"), "tail, append 1 after 0"),
            (11, commit("b"), "tail"),
            (12, commit("c"), "tail"),
            (20, acknowledged(1, 1), "tail, say head p1 1, append 2 after 1, witness 1"),
        ],
    );
    assert_eq!(saver.status(20), Status::Saving);
    assert_eq!(saver.status(11 + PATIENCE_MS), Status::NotSavedYet { since_ms: PATIENCE_MS });
    run(&mut saver, vec![(30, acknowledged(2, 3), "clear, say head p1 3, mirror to 3 and 0")]);
    assert_eq!(saver.status(30), Status::Saved { copies: 1 });
    run(&mut saver, vec![(31, Event::MirrorDone { covers: Head { seq: 3, crc: 3 } }, "")]);
    assert_eq!(saver.status(31), Status::Saved { copies: 2 });
    run(&mut saver, vec![(6_000, Event::Tick, "witness 3")]);
}

#[test]
fn quota_is_tried_again_and_a_fault_is_not() {
    let mut saver = started();
    run(
        &mut saver,
        vec![
            (10, commit("a"), "tail, append 1 after 0"),
            (11, Event::JournalFailed(Cause::Quota), ""),
            (12, commit("b"), "tail"),
        ],
    );
    let why = Failure { cause: Cause::Quota, unsaved: 2 };
    assert_eq!(saver.status(12), Status::Failed { why });
    let fault = Cause::Fault { name: "UnknownError".to_owned() };
    run(
        &mut saver,
        vec![
            (11 + RETRY_MS, Event::Tick, "append 2 after 0"),
            (6_000, Event::JournalFailed(fault.clone()), "remember, say poisoned, mirror to 0 and 2 at once"),
            (6_001, Event::Heard(Signal::Hello), "say poisoned"),
            (6_002, acknowledged(1, 2), ""),
            (60_000, Event::Tick, ""),
        ],
    );
    assert_eq!(saver.status(60_000), Status::Failed { why: Failure { cause: fault, unsaved: 2 } });
}

#[test]
fn other_tabs_are_read_on_and_delivered_once() {
    let mut saver = started();
    let head = |seq| Event::Heard(Signal::Head { plan: plan(), seq });
    run(
        &mut saver,
        vec![
            (10, head(2), "read after 0"),
            (11, head(3), ""),
            (12, read_back(&["x", "y"], 2), "deliver 2, read after 2, mirror to 2 and 0, witness 2"),
            (13, commit("a"), "tail, append 1 after 2"),
            (14, acknowledged(4, 4), "clear, say head p1 4"),
            (15, read_back(&["z", "a"], 4), "deliver 1"),
            (16, head(4), ""),
            (17, head(1), ""),
            (16 + POLL_MS, Event::Tick, "read after 4, witness 4"),
            (17 + POLL_MS, read_back(&[], 4), ""),
        ],
    );
}

#[test]
fn poison_elsewhere_ends_saving_here() {
    let mut saver = started();
    run(
        &mut saver,
        vec![(10, Event::Heard(Signal::Poisoned), "remember"), (11, commit("a"), "tail, mirror to 0 and 1 at once")],
    );
    let why = Failure { cause: Cause::PoisonedElsewhere, unsaved: 1 };
    assert_eq!(saver.status(11), Status::Failed { why });
}

#[test]
fn the_draft_is_in_the_tail_and_a_failing_tail_is_told() {
    let mut saver = started();
    run(
        &mut saver,
        vec![
            (10, Event::Draft(Some("ab".to_owned())), "tail"),
            (11, Event::Draft(Some("ab".to_owned())), ""),
            (12, Event::TailFailed, ""),
        ],
    );
    assert!(saver.health().is_tail_failing);
    run(&mut saver, vec![(1_000, Event::Tick, "tail"), (1_001, Event::Draft(None), "clear")]);
    assert!(!saver.health().is_tail_failing);
    let long = Record::new("a", "x".repeat(tail::TAIL_LIMIT_UNITS));
    run(&mut saver, vec![(1_002, Event::Committed(vec![long]), "tail, append 1 after 0")]);
    assert_eq!(saver.health().beyond_tail, 1);
}

#[test]
fn a_closed_tab_is_healed_and_its_draft_is_kept_until_it_is_taken() {
    let tab = TabId::from_random(1);
    let text = tail::write(&plan(), &[Entry::Record(record("a"))], Some("half")).text;
    let key = keys::Key::Tail(plan(), tab.clone()).text();
    let mut found = Found::gather(plan(), [(key, text)], Ok(JournalFound::default()), &[], false);
    let opened = open(&mut found);
    assert_eq!((opened.verdict.clone(), opened.drafts.len()), (Verdict::Repaired, 1));
    let (mut saver, effects) = Saver::start(&opened, 0).unwrap();
    assert_eq!(brief(&effects), "say hello, tail, append 1 after 0");
    run(
        &mut saver,
        vec![
            (1, acknowledged(1, 1), "clear, say head p1 1, witness 1"),
            (2, Event::DraftTaken(tab), "remove tail"),
            // What was kept is seen first.
            (SETTLING_MS - 1, Event::Tick, ""),
            (SETTLING_MS, Event::Tick, "mirror to 1 and 0"),
        ],
    );
}
