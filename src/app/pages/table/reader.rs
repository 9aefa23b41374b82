//! Reading a table on the screen: what was pasted, how far the reading is, and what came of it.

use crate::app::words;
use crate::edge::{clock, timer};
use crate::exchange::draft::Draft;
use crate::exchange::mapping::{self, Mapping};
use crate::exchange::source::{Sourced, Sourcing};
use crate::exchange::{Slices, Table};
use crate::model::form::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How long a slice of reading may take, in milliseconds.
const SLICE_MS: f64 = 40.0;
/// How much is read before the clock is looked at: bytes, and rows.
const BYTES: usize = 32_768;
const ROWS: usize = 50;

/// Is a table that is read on a page; copies are the same one.
#[derive(Clone, Copy)]
pub struct Reader {
    /// What stands in the field.
    pub text: RwSignal<String>,
    /// What is said under the field.
    pub error: RwSignal<Option<String>>,
    /// How far the reading is, in hundredths, while it goes on.
    pub progress: RwSignal<Option<usize>>,
    /// The form by which it is read.
    pub form: RwSignal<Arc<Form>>,
    /// The table as it came.
    pub source: RwSignal<Option<Arc<Sourced>>>,
    /// What the columns are: proposed, or as a person says.
    pub mapping: RwSignal<Mapping>,
    /// Whether the columns decide; otherwise the labels of the form do.
    pub is_mapped: RwSignal<bool>,
    /// What was read.
    pub draft: RwSignal<Option<Arc<Draft>>>,
    /// Whether what a person said of the columns is kept with the form.
    pub remember: RwSignal<bool>,
    /// Whether the form takes over the table's own words.
    pub wording: RwSignal<bool>,
    /// What was pasted, as plain text and as a page.
    pasted: StoredValue<Option<(String, String)>>,
    run: StoredValue<u32>,
}

impl Reader {
    /// Begins with an empty field.
    pub fn new(form: Form) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            error: RwSignal::new(None),
            progress: RwSignal::new(None),
            form: RwSignal::new(Arc::new(form)),
            source: RwSignal::new(None),
            mapping: RwSignal::new(Mapping::default()),
            is_mapped: RwSignal::new(false),
            draft: RwSignal::new(None),
            remember: RwSignal::new(true),
            wording: RwSignal::new(false),
            pasted: StoredValue::new(None),
            run: StoredValue::new(0),
        }
    }

    /// Remembers what was pasted with its page, as long as the field shows just that.
    pub fn pasted(self, plain: String, page: String) {
        self.pasted.set_value(Some((plain, page)));
    }

    /// Reads what stands in the field, and then does something with what was read.
    pub fn read(self, then: impl FnOnce(&Draft) + 'static) {
        let typed = self.text.get_untracked();
        let plain = |text: &str| text.replace('\r', "").trim_end().to_owned();
        let page = self.pasted.with_value(|pasted| {
            let whole = pasted.as_ref().filter(|(text, _)| plain(text) == plain(&typed));
            whole.map(|(_, page)| page.clone())
        });
        self.clear();
        if typed.trim().is_empty() {
            return self.error.set(Some(words().app.table_empty.into()));
        }
        let run = self.begin();
        spawn_local(async move {
            let text = page.unwrap_or(typed);
            let Some(sourced) = self.parse(&text, run).await else { return };
            let proposed = mapping::propose(&sourced.table, &self.form.get_untracked());
            self.is_mapped.set(false);
            self.mapping.set(proposed);
            self.draw(Arc::new(sourced), run, true, then).await;
        });
    }

    /// Reads the table anew, after something was said of its columns.
    pub fn read_again(self) {
        let Some(source) = self.source.get_untracked() else { return };
        let run = self.begin();
        spawn_local(async move { self.draw(source, run, false, |_| {}).await });
    }

    /// Ends the reading; nothing of it stays.
    pub fn stop(self) {
        self.begin();
        self.clear();
        self.progress.set(None);
        self.error.set(Some(words().mapping.stopped.into()));
    }

    /// Returns the form as it is kept: with what was learned from the table, where that is wanted.
    pub fn kept_form(self, mut form: Form) -> Form {
        let (Some(source), Some(draft)) = (self.source.get_untracked(), self.draft.get_untracked()) else {
            return form;
        };
        let mapping = self.mapping.get_untracked();
        if self.is_mapped.get_untracked() && self.remember.get_untracked() {
            form = mapping::learn(&form, &source.table, &mapping);
        }
        if self.wording.get_untracked() {
            form = mapping::wording(&form, &source.table, &mapping, &draft);
        }
        form
    }

    fn clear(self) {
        self.error.set(None);
        self.draft.set(None);
        self.source.set(None);
    }

    fn begin(self) -> u32 {
        self.run.update_value(|run| *run += 1);
        self.run.get_value()
    }

    fn is_run(self, run: u32) -> bool {
        self.run.try_get_value() == Some(run)
    }

    async fn parse(self, text: &str, run: u32) -> Option<Sourced> {
        let mut sourcing = Sourcing::new(text);
        let mut since = clock::page_ms();
        while sourcing.step(BYTES) {
            if clock::page_ms() - since > SLICE_MS {
                self.progress.set(Some(sourcing.percent() / 2));
                timer::sleep(0).await;
                if !self.is_run(run) {
                    return None;
                }
                since = clock::page_ms();
            }
        }
        Some(sourcing.finish())
    }

    /// Reads by the labels of the form, or by the columns where a person has said what they are, or
    /// where that finds what the labels alone overlook.
    async fn draw(self, source: Arc<Sourced>, run: u32, may_map: bool, then: impl FnOnce(&Draft)) {
        let form = self.form.get_untracked();
        let mut draft = None;
        if !self.is_mapped.get_untracked() {
            let Some(read) = self.slices(&source.table, &form, run).await else { return };
            let better = may_map && self.mapping.with_untracked(|mapping| mapping.is_better_than(&read));
            self.is_mapped.set(better);
            draft = Some(read).filter(|_| !better);
        }
        if draft.is_none() {
            let mapped = mapping::apply(&source.table, &form, &self.mapping.get_untracked());
            let read = self.slices(&mapped.table, &mapped.form, run).await;
            draft = read.map(|read| mapping::complete(read, &mapped));
        }
        let Some(draft) = draft else { return };
        self.progress.set(None);
        let nothing = draft.nodes.is_empty().then(|| words().app.table_nothing.to_string());
        self.error.set(nothing);
        then(&draft);
        if self.source.with_untracked(Option::is_none) {
            self.source.set(Some(source));
        }
        self.draft.set(Some(Arc::new(draft)));
    }

    async fn slices(self, table: &Table, form: &Form, run: u32) -> Option<Draft> {
        let mut slices = Slices::new(table, form);
        let mut since = clock::page_ms();
        while slices.step(ROWS) {
            if clock::page_ms() - since > SLICE_MS {
                self.progress.set(Some(50 + slices.percent() / 2));
                timer::sleep(0).await;
                if !self.is_run(run) {
                    return None;
                }
                since = clock::page_ms();
            }
        }
        self.is_run(run).then(|| slices.finish())
    }
}
