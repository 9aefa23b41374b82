//! What stays in view about files: that saving into the tied file has stopped, and that the last
//! file is old.

use super::file_dialog::{button, choose_and_tie};
use crate::app::session::Session;
use crate::app::tying::{Standing, message};
use crate::app::{App, words};
use crate::edge::clock;
use crate::edge::shared_file::Refused;
use crate::edge::tie::Trouble;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const DAY_MS: f64 = 86_400_000.0;
/// How often it is seen whether the last file has become old.
const AGE: Duration = Duration::from_secs(60);
/// The setting that says until when the reminder is put off, in milliseconds since 1970.
const PUT_OFF: &str = "remind-after";

/// Shows both.
#[component]
pub fn FileNotices(session: Session) -> impl IntoView {
    view! {
        <div class="notices">
            {stopped(session)}
            {reminder(session)}
        </div>
    }
}

/// Says why saving into the tied file has stopped, and offers the ways out.
fn stopped(session: Session) -> impl IntoView {
    let tying = session.saving.tying;
    let trouble = Memo::new(move |_| match (tying.name.get(), tying.standing.get()) {
        (Some(name), Standing::Stopped(trouble)) => Some((name, trouble)),
        _ => None,
    });
    let save_as = move || {
        spawn_local(async move {
            if let Err(why) = choose_and_tie(session, true).await {
                session.saving.tell(why);
            }
        });
    };
    move || {
        let w = &words().tied;
        let (name, trouble) = trouble.get()?;
        let (_, said) = message(&name, &trouble);
        let (class, first) = match trouble {
            Trouble::File(Refused::Denied) => {
                ("notice", button(w.resume, "fill", move || tying.resume(session)))
            }
            _ => ("notice notice--error", button(w.retry, "outline", move || tying.save(session))),
        };
        let denied = trouble == Trouble::File(Refused::Denied);
        let overwrite = trouble.may_be_overwritten();
        Some(view! {
            <div class=class role="alert">
                <p class="notice__text"><strong>{said.title}</strong><br/>{said.text}</p>
                {first}
                {(!denied).then(|| button(w.save_as, "outline", save_as))}
                {overwrite.then(|| button(w.overwrite, "outline", move || tying.overwrite(session)))}
                {button(w.untie, "text", move || tying.untie(session))}
            </div>
        })
    }
}

/// Reminds of saving into a file where the last one is older than a day and there are changes.
fn reminder(session: Session) -> impl IntoView {
    let app = App::here();
    let saving = session.saving;
    let tick = ArcTrigger::new();
    let ticking = tick.clone();
    if let Ok(handle) = set_interval_with_handle(move || ticking.notify(), AGE) {
        on_cleanup(move || handle.clear());
    }
    let put_off = app.shelf(|shelf| shelf.own().setting::<f64>(PUT_OFF)).flatten();
    let put_off = RwSignal::new(put_off.unwrap_or_default());
    let days = Memo::new(move |_| {
        tick.track();
        let now = clock::epoch_ms();
        let age = now - saving.filed.get()?;
        let due = saving.changed.get() && saving.tying.name.get().is_none() && !session.is_sample;
        (due && age > DAY_MS && now > put_off.get()).then_some((age / DAY_MS) as u32)
    });
    let later = move || {
        let until = clock::epoch_ms() + DAY_MS;
        put_off.set(until);
        // Where it cannot be kept, the reminder comes again at the next start.
        app.shelf(|shelf| shelf.own().set_setting(PUT_OFF, &until).is_ok());
    };
    move || {
        let w = words();
        days.get().map(|days| {
            view! {
                <div class="notice" role="status">
                    <p class="notice__text">{(w.tied.reminder)(days)}</p>
                    {button(w.storage.save_file, "outline", move || saving.save_file(session))}
                    {button(w.tied.later, "text", later)}
                </div>
            }
        })
    }
}
