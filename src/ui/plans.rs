//! The plans of this browser: opened, renamed, deleted, and brought back from the bin.

use leptos::prelude::*;

use super::vault::{Begin, deleted_ms};
use super::{Session, files, history, regions};
use crate::app::storage::{PlanId, Slot};
use crate::text::Lang;
use crate::text::messages::Shell as Words;
use crate::ui::whenever::whenever;

/// The list, with the name of the open plan above and the bin below.
pub fn plans(session: Session, lang: Lang) -> impl IntoView {
    let called = Memo::new(move |_| {
        session.follow();
        session.with(|app| app.plan().name().to_owned())
    });
    let name = RwSignal::new(String::new());
    // When the open plan is deleted, the next one is open.
    whenever(move || name.set(called.get()));
    let deleting = RwSignal::new(None::<PlanId>);
    // What another tab does with its plans takes neither the text nor the focus away here.
    let listed = Memo::new(move |_| session.vault.plans.get());
    let binned = Memo::new(move |_| session.vault.bin.get());
    view! {
        <h2>{Words::Plans.text(lang)}</h2>
        <form
            class="rename"
            on:submit=move |event| {
                event.prevent_default();
                session.vault.rename(session, name.get_untracked());
                session.close_dialog();
            }
        >
            <label>
                <span>{Words::RenameHint.text(lang)}</span>
                <input type="text" prop:value=name on:input:target=move |event| name.set(event.target().value()) />
            </label>
            <button type="submit">{Words::Rename.text(lang)}</button>
        </form>
        <ul class="plans">
            {move || listed.get().into_iter().map(|slot| line(session, slot, deleting, lang)).collect_view()}
        </ul>
        {move || binned.with(|bin| !bin.is_empty()).then(|| bin(session, lang, false))}
    }
}

/// What else there is to do with plans.
pub fn others(session: Session, lang: Lang) -> impl IntoView {
    let begin = move |begin: Begin| {
        session.close_dialog();
        session.vault.create(session, begin);
    };
    view! {
        <button on:click=move |_| begin(Begin::Blank)>{Words::NewPlan.text(lang)}</button>
        <button on:click=move |_| begin(Begin::Sample)>{Words::NewSample.text(lang)}</button>
        <button on:click=move |_| { session.close_dialog(); files::choose(session); }>{Words::OpenFile.text(lang)}</button>
        <button on:click=move |_| { session.close_dialog(); files::save(session); }>{Words::SaveFile.text(lang)}</button>
    }
}

fn title(slot: &Slot, lang: Lang) -> String {
    if slot.name.is_empty() { Words::Untitled.text(lang).into_owned() } else { slot.name.clone() }
}

fn line(session: Session, slot: Slot, deleting: RwSignal<Option<PlanId>>, lang: Lang) -> impl IntoView {
    let plan = slot.plan.clone();
    let (open, remove, asked, confirmed) = (plan.clone(), plan.clone(), plan.clone(), plan.clone());
    let is_current = session.vault.current.get().as_ref() == Some(&plan);
    let title = title(&slot, lang);
    let question = Words::ConfirmDelete { name: title.clone().into() }.text(lang).into_owned();
    let delete = move |plan: PlanId| {
        deleting.set(None);
        session.vault.delete(session, plan);
        regions::focus_last(".bin li:first-child button");
    };
    view! {
        <li data-plan=plan.to_string()>
            <button
                class="choice"
                aria-current=is_current.then_some("true")
                on:click=move |_| {
                    session.close_dialog();
                    session.vault.open_plan(session, open.clone());
                }
            >
                <b>{title}</b>
                <span>{slot.is_sample.then(|| Words::Sample.text(lang))}</span>
                <small>{Words::LastOpened { when: history::time(slot.opened_ms, lang).into() }.text(lang)}</small>
            </button>
            <button on:click=move |_| deleting.set(Some(remove.clone()))>{Words::DeletePlan.text(lang)}</button>
            <Show when=move || deleting.get().as_ref() == Some(&asked)>
                {
                    let confirmed = confirmed.clone();
                    view! {
                        <p class="confirm" role="alert">
                            {question.clone()}
                            <button class="danger" on:click=move |_| delete(confirmed.clone())>
                                {Words::Delete.text(lang)}
                            </button>
                            <button on:click=move |_| deleting.set(None)>{Words::Cancel.text(lang)}</button>
                        </p>
                    }
                }
            </Show>
        </li>
    }
}

/// What was deleted and can be brought back, the latest first; with `opens` it is opened then.
#[inline(never)]
pub fn bin(session: Session, lang: Lang, opens: bool) -> AnyView {
    let mut bin = session.vault.bin.get();
    bin.sort_by_key(|slot| std::cmp::Reverse(deleted_ms(slot)));
    let restore = move |plan: PlanId, name: String| {
        session.vault.restore(&plan);
        if opens {
            session.close_dialog();
            session.vault.open_plan(session, plan);
        } else {
            session.say_text(Words::PlanRestored { name: name.into() }.text(lang));
            regions::focus_last(&format!(".plans [data-plan='{plan}'] .choice"));
        }
    };
    let line = |slot: Slot| {
        let (title, plan) = (title(&slot, lang), slot.plan.clone());
        let name = title.clone();
        let when = deleted_ms(&slot).map(|deleted| history::time(deleted, lang));
        view! {
            <li>
                <span class="binned">
                    <b>{title}</b>
                    <small>{when.map(|when| Words::DeletedWhen { when: when.into() }.text(lang))}</small>
                </span>
                <button on:click=move |_| restore(plan.clone(), name.clone())>{Words::Restore.text(lang)}</button>
            </li>
        }
    };
    view! {
        <section class="bin">
            <h3>{Words::Bin.text(lang)}</h3>
            <p class="soft">{Words::BinAbout.text(lang)}</p>
            <ul class="plans">{bin.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}
