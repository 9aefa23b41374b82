//! What is about to be sent: who is chosen, what is said, and sending it.

use super::track;
use crate::app::outgoing;
use crate::app::pages::mail::rounds::RoundChoice;
use crate::app::session::Session;
use crate::app::words;
use crate::edge::{clock, timer};
use crate::mail::ask::{self, Asking, Sharing, asking};
use crate::mail::carrier::Carrier;
use crate::mail::cut::cut;
use crate::model::edit::{Edit, YearEdit};
use crate::model::element::Element;
use crate::model::errand::{Asked, Recipient, Request};
use crate::model::id::{MemberId, NodeId, RequestId, RoundId};
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
    /// Whether members are asked, and not departments.
    pub to_members: RwSignal<bool>,
    /// The round for which members are asked.
    pub round: RoundChoice,
    /// Who is chosen.
    pub chosen: RwSignal<BTreeSet<Recipient>>,
    /// What is not sent to whom.
    pub left_out: RwSignal<BTreeSet<(Recipient, NodeId)>>,
    /// Who of several departments is asked.
    pub sharing: RwSignal<Sharing>,
    /// The last day.
    pub deadline: RwSignal<String>,
    /// What is said.
    pub message: RwSignal<String>,
    /// As what kind of file the requests go out.
    pub carrier: RwSignal<Carrier>,
    /// What was sent just now.
    pub sent: RwSignal<Vec<RequestId>>,
}

impl Desk {
    /// Makes one on which nothing is chosen.
    pub fn new(session: Session, year: FiscalYear) -> Self {
        Self {
            session,
            year,
            to_members: RwSignal::new(false),
            round: RoundChoice::new(session, year),
            chosen: RwSignal::new(BTreeSet::new()),
            left_out: RwSignal::new(BTreeSet::new()),
            sharing: RwSignal::new(Sharing::Lead),
            deadline: RwSignal::new(String::new()),
            message: RwSignal::new(words().mail.usual_message.into()),
            carrier: RwSignal::new(Carrier::default()),
            sent: RwSignal::new(Vec::new()),
        }
    }

    /// Returns what each department would be asked, and subscribes to it.
    pub fn asking(self) -> Asking {
        track(self.session, self.year);
        let outline = self.session.outline(self.year);
        let sharing = self.sharing.get();
        self.session.read(|workbook| asking(workbook, self.year, &outline, sharing))
    }

    /// Turns to departments or to members.
    pub fn turn(self, to_members: bool) {
        self.to_members.set(to_members);
        self.chosen.set(BTreeSet::new());
        let (w, other) = (&words().mail, !to_members);
        let usual = |members: bool| if members { w.usual_message_to_members } else { w.usual_message };
        if self.message.with_untracked(|message| message == usual(other)) {
            self.message.set(usual(to_members).into());
        }
    }

    /// Returns who can be asked, each with all that it would be asked, and subscribes to it.
    pub fn recipients(self) -> Vec<(Recipient, Vec<Asked>)> {
        if !self.to_members.get() {
            let asked = self.asking().departments.into_iter();
            return asked.map(|(id, items)| (Recipient::Department(id), items)).collect();
        }
        track(self.session, self.year);
        let outline = self.session.outline(self.year);
        let items = self.session.read(|workbook| ask::rated(workbook, self.year, &outline));
        if items.is_empty() {
            return Vec::new();
        }
        let items: Vec<Asked> = items.into_iter().map(|node| Asked { node, each: false }).collect();
        let members = self.session.book(self.year, ask::members).unwrap_or_default();
        members.into_iter().map(|id| (Recipient::Member(id), items.clone())).collect()
    }

    /// Returns a recipient's name.
    pub fn name(self, to: Recipient) -> String {
        self.session.book(self.year, |book| to.name(book)).unwrap_or_default()
    }

    /// Returns the request that a new one to the recipient would take the place of.
    pub fn before(self, to: Recipient) -> Option<RequestId> {
        let round = match to {
            Recipient::Department(_) => None,
            Recipient::Member(_) => Some(self.round.chosen()?),
        };
        self.session.book(self.year, |book| ask::latest(book, to, round).map(|it| it.id)).flatten()
    }

    /// Returns who is chosen, with what would be sent to each.
    pub fn picked(self) -> Vec<(Recipient, Vec<Asked>)> {
        let (chosen, out) = (self.chosen.get(), self.left_out.get());
        let mut picked = self.recipients();
        picked.retain(|(to, _)| chosen.contains(to));
        for (to, items) in &mut picked {
            items.retain(|asked| !out.contains(&(*to, asked.node)));
        }
        picked.retain(|(_, items)| !items.is_empty());
        picked
    }

    /// Logs the requests as one step, and saves a file for each.
    pub fn send(self) {
        let (w, session, year) = (&words().mail, self.session, self.year);
        let picked = untrack(|| self.picked());
        let before: Vec<Option<RequestId>> =
            untrack(|| picked.iter().map(|(to, _)| self.before(*to)).collect());
        let Some(round) = self.round_to_write() else { return };
        let requests: Vec<Request> = picked
            .into_iter()
            .zip(before)
            .filter_map(|((to, items), before)| self.request(to, items, round, before))
            .collect();
        let put =
            |request: &Request| Edit::In(year, YearEdit::Put(Element::Request(Box::new(request.clone()))));
        if let Err(error) = session.apply(Edit::All(requests.iter().map(put).collect()), None) {
            return session.saving.tell((words().app.refused)(&error));
        }
        let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
        self.chosen.set(BTreeSet::new());
        self.sent.set(ids.clone());
        let carrier = self.carrier.get_untracked();
        spawn_local(async move {
            let mut saved = 0;
            for id in &ids {
                saved += usize::from(save(session, year, *id, carrier).is_some());
                timer::sleep(PAUSE_MS).await;
            }
            session.saving.tell(match saved == ids.len() {
                true => (w.saved)(saved),
                false => words().app.file_not_saved.into(),
            });
        });
    }

    /// Returns the round for members, which is made first where it is new: a request names what is in
    /// the plan. `None` where it was refused, which is shown.
    fn round_to_write(self) -> Option<Option<RoundId>> {
        if !self.to_members.get_untracked() {
            return Some(None);
        }
        self.round.made().map(Some)
    }

    fn request(
        self,
        to: Recipient,
        items: Vec<Asked>,
        round: Option<RoundId>,
        before: Option<RequestId>,
    ) -> Option<Request> {
        self.session.book(self.year, |book| {
            let id = self.session.draw();
            let blank = match to {
                Recipient::Department(department) => ask::of_department(book, id, department, items),
                Recipient::Member(member) => of_member(id, member, round?, &items),
            };
            Some(Request {
                deadline: self.deadline.get_untracked(),
                message: self.message.get_untracked().trim().into(),
                day: clock::today(),
                replaces: before,
                ..blank
            })
        })?
    }
}

fn of_member(id: RequestId, member: MemberId, round: RoundId, items: &[Asked]) -> Request {
    ask::of_member(id, member, round, &items.iter().map(|asked| asked.node).collect::<Vec<NodeId>>())
}

/// Saves the file of a request that was logged, as the plan has it now; returns its name.
pub fn save(session: Session, year: FiscalYear, id: RequestId, carrier: Carrier) -> Option<String> {
    session.read(|workbook| {
        let request = workbook.year(year)?.requests.get(id)?;
        let file = cut(workbook, year, request)?;
        outgoing::save(&file, outgoing::sent_kind(request), carrier).map(|(name, _)| name)
    })
}
