//! What is about to be sent: who is chosen, what is said, and sending it.

use super::track;
use crate::app::outgoing;
use crate::app::session::Session;
use crate::app::words;
use crate::edge::{clock, files, timer};
use crate::format;
use crate::mail::ask::{self, Asking, Sharing, asking};
use crate::mail::cut::{cut, prepared};
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::errand::{Asked, Recipient, Request};
use crate::model::id::{DepartmentId, NodeId, RequestId};
use crate::model::year::FiscalYear;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Between two downloads, in milliseconds: browsers drop some of those that come at once.
const PAUSE_MS: i32 = 250;

/// Is what the parts of the page share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open workbook.
    pub session: Session,
    /// The year.
    pub year: FiscalYear,
    /// Who is chosen.
    pub chosen: RwSignal<BTreeSet<DepartmentId>>,
    /// What is not sent to whom.
    pub left_out: RwSignal<BTreeSet<(DepartmentId, NodeId)>>,
    /// The last day.
    pub deadline: RwSignal<String>,
    /// What is said.
    pub message: RwSignal<String>,
    /// Whether the files are named `.txt`, for mail programs that refuse others.
    pub as_text: RwSignal<bool>,
    /// What was sent just now.
    pub sent: RwSignal<Vec<RequestId>>,
}

impl Desk {
    /// Makes one on which nothing is chosen.
    pub fn new(session: Session, year: FiscalYear) -> Self {
        Self {
            session,
            year,
            chosen: RwSignal::new(BTreeSet::new()),
            left_out: RwSignal::new(BTreeSet::new()),
            deadline: RwSignal::new(String::new()),
            message: RwSignal::new(words().mail.usual_message.into()),
            as_text: RwSignal::new(false),
            sent: RwSignal::new(Vec::new()),
        }
    }

    /// Returns what each department would be asked, and subscribes to it.
    pub fn asking(self) -> Asking {
        track(self.session, self.year);
        let outline = self.session.outline(self.year);
        self.session.read(|workbook| asking(workbook, self.year, &outline, Sharing::Lead))
    }

    /// Returns a department's name.
    pub fn name(self, id: DepartmentId) -> String {
        let name = self.session.book(self.year, |book| Recipient::Department(id).name(book));
        name.unwrap_or_default()
    }

    /// Returns who is chosen, with what would be sent to each.
    pub fn picked(self) -> Vec<(DepartmentId, Vec<Asked>)> {
        let (chosen, out) = (self.chosen.get(), self.left_out.get());
        let mut picked = self.asking().departments;
        picked.retain(|(id, _)| chosen.contains(id));
        for (id, items) in &mut picked {
            items.retain(|asked| !out.contains(&(*id, asked.node)));
        }
        picked.retain(|(_, items)| !items.is_empty());
        picked
    }

    /// Logs the requests as one step, and saves a file for each.
    pub fn send(self) {
        let (w, session, year) = (&words().mail, self.session, self.year);
        let requests: Vec<Request> =
            untrack(|| self.picked()).into_iter().filter_map(|it| self.request(it)).collect();
        let put =
            |request: &Request| Edit::In(year, YearEdit::Put(Element::Request(Box::new(request.clone()))));
        if let Err(error) = session.apply(Edit::All(requests.iter().map(put).collect()), None) {
            return session.saving.tell((words().app.refused)(&error));
        }
        let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
        self.chosen.set(BTreeSet::new());
        self.sent.set(ids.clone());
        let as_text = self.as_text.get_untracked();
        spawn_local(async move {
            let mut saved = 0;
            for id in &ids {
                saved += usize::from(save(session, year, *id, as_text).is_some());
                timer::sleep(PAUSE_MS).await;
            }
            session.saving.tell(match saved == ids.len() {
                true => (w.saved)(saved),
                false => words().app.file_not_saved.into(),
            });
        });
    }

    fn request(self, (id, items): (DepartmentId, Vec<Asked>)) -> Option<Request> {
        let request = self.session.book(self.year, |book| {
            let blank = ask::of_department(book, self.session.draw(), id, items);
            let before = ask::latest(book, Recipient::Department(id), None).map(|request| request.id);
            Request {
                deadline: self.deadline.get_untracked(),
                message: self.message.get_untracked().trim().into(),
                day: clock::today(),
                replaces: before,
                ..blank
            }
        })?;
        Some(self.session.read(|workbook| prepared(workbook, self.year, request)))
    }
}

/// Saves the file of a request that was logged, as the plan has it now; returns its name.
pub fn save(session: Session, year: FiscalYear, id: RequestId, as_text: bool) -> Option<String> {
    let (name, text) = session.read(|workbook| {
        let request = workbook.year(year)?.requests.get(id)?;
        let file = cut(workbook, year, request)?;
        let file_type = if as_text { "txt" } else { "json" };
        Some((format::errand_name(&file, outgoing::sent_kind(request), file_type), format::write(&file)))
    })?;
    let mime = if as_text { outgoing::TEXT } else { files::JSON };
    files::download(&name, &text, mime).ok().map(|()| name)
}
