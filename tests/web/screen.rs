//! The projector's windows and the window that runs the meeting, over the browser's own channel.

use crate::page::{give_way, js, until};
use hyokacho::app::following::Following;
use hyokacho::app::parts::screen_view::InWindow;
use hyokacho::app::presenting::Presenting;
use hyokacho::edge::listener::Listener;
use hyokacho::edge::presenter::{Blocked, CHANNEL, Message, Said, kept};
use hyokacho::meeting::screen::{GradeCount, Screen, View};
use hyokacho::model::form::Base;
use hyokacho::model::id::WorkbookId;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{BroadcastChannel, MessageEvent};

/// Another window: it can say anything, and notes what it hears about a workbook.
struct Window {
    id: WorkbookId,
    channel: BroadcastChannel,
    heard: Rc<RefCell<Vec<Message>>>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Window {
    fn open(id: WorkbookId) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).unwrap();
        let heard: Rc<RefCell<Vec<Message>>> = Rc::default();
        let hear = Closure::new({
            let heard = heard.clone();
            move |event: MessageEvent| {
                let message = serde_json::from_str(&event.data().as_string().unwrap_or_default());
                heard.borrow_mut().extend(message.ok().filter(|it: &Message| it.workbook == id));
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Self { id, channel, heard, _hear: hear }
    }

    fn post(&self, message: impl Into<JsValue>) {
        self.channel.post_message(&message.into()).unwrap();
    }

    fn say(&self, stamp: u64, said: Said) {
        let message = Message { workbook: self.id, stamp, said };
        self.post(serde_json::to_string(&message).unwrap());
    }

    /// Takes what was heard so far.
    fn take(&self) -> Vec<Message> {
        self.heard.take()
    }

    async fn until_heard(&self, wanted: impl Fn(&Said) -> bool) -> Message {
        let find = || self.heard.borrow().iter().find(|it| wanted(&it.said)).cloned();
        until(|| find().is_some()).await;
        find().unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.channel.close();
    }
}

fn item(title: &str) -> Screen {
    Screen {
        meeting: "第2回".into(),
        number: "施策1-1".into(),
        title: title.into(),
        axis: String::new(),
        hidden: false,
        discussion: false,
        closed: false,
        grades: vec![GradeCount {
            key: "A".into(),
            label: String::new(),
            tone: 1,
            votes: Some(3),
            share: None,
        }],
        base: Base::Answers,
        answers: Some(3),
        present: None,
        seats: 0,
        given: 3,
        expected: None,
        classes: Vec::new(),
        decision: None,
        others: Vec::new(),
        view: View::Counts,
        opinions: Vec::new(),
        pages: 0,
    }
}

fn show(title: &str) -> Said {
    Said::Show(Box::new(item(title)))
}

fn title(screen: &Option<Screen>) -> Option<String> {
    screen.as_ref().map(|screen| screen.title.clone())
}

fn is_show(said: &Said, of: &str) -> bool {
    matches!(said, Said::Show(screen) if screen.title == of)
}

/// Lets messages come that were posted before: one that is posted now comes after them.
async fn all_heard(id: WorkbookId) {
    let (one, two) = (Window::open(id), Window::open(id));
    one.say(0, Said::Bye);
    two.until_heard(|said| *said == Said::Bye).await;
    give_way().await;
}

#[test]
async fn a_projector_says_hello_and_shows_what_it_is_sent() {
    let id = WorkbookId::known("hello");
    let meeting = Window::open(id);
    let owner = Owner::new();
    let projector = owner.with(|| Following::new(id));
    meeting.until_heard(|said| *said == Said::Hello).await;
    assert_eq!(title(&projector.screen.get_untracked()), None);
    meeting.say(5, show("一"));
    until(|| title(&projector.screen.get_untracked()).as_deref() == Some("一")).await;
    // It is there still.
    meeting.until_heard(|said| *said == Said::Here).await;
    meeting.say(5, Said::Blank);
    until(|| projector.blank.get_untracked()).await;
    assert_eq!(title(&projector.screen.get_untracked()), None);
    owner.cleanup();
}

#[test]
async fn rubbish_is_not_heard() {
    let id = WorkbookId::known("rubbish");
    let other = Window::open(id);
    let owner = Owner::new();
    let projector = owner.with(|| Following::new(id));
    let meeting = owner.with(|| Presenting::new(id));
    meeting.show(item("本物"));
    until(|| title(&projector.screen.get_untracked()).as_deref() == Some("本物")).await;
    let mut many = item("多すぎる");
    many.grades = vec![many.grades[0].clone(); 13];
    other.say(u64::MAX, Said::Show(Box::new(many)));
    for text in [
        "",
        "{}",
        "null",
        "[1,2]",
        r#"{"workbook":"rubbish","stamp":-1,"said":"blank"}"#,
        r#"{"workbook":"rubbish","stamp":9e99,"said":"blank"}"#,
        r#"{"workbook":"rubbish","stamp":99999999999999,"said":"shout"}"#,
        r#"{"workbook":"rubbish","stamp":99999999999999,"said":{"show":{}}}"#,
        r#"{"workbook":"rubbish","stamp":99999999999999,"said":"blank","more":1}"#,
        r#"{"workbook":"another","stamp":99999999999999,"said":"blank"}"#,
        r#"{"workbook":"NO ID","stamp":99999999999999,"said":"blank"}"#,
    ] {
        other.post(text);
    }
    other.post(7);
    other.post(JsValue::NULL);
    other.post(js("return { said: 'blank', deep: [new ArrayBuffer(8)] }", &[]));
    all_heard(id).await;
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("本物"));
    // The meeting's window is still the one that is followed.
    meeting.show(item("次"));
    until(|| title(&projector.screen.get_untracked()).as_deref() == Some("次")).await;
    owner.cleanup();
}

#[test]
async fn a_meeting_answers_hello_and_sends_only_what_has_changed() {
    let id = WorkbookId::known("answers");
    let owner = Owner::new();
    let meeting = owner.with(|| Presenting::new(id));
    let projector = Window::open(id);
    projector.say(0, Said::Hello);
    projector.until_heard(|said| *said == Said::There).await;
    assert!(meeting.projecting.get_untracked());
    meeting.show(item("一"));
    projector.until_heard(|said| is_show(said, "一")).await;
    projector.take();
    meeting.show(item("一"));
    projector.say(0, Said::Here);
    projector.until_heard(|said| *said == Said::There).await;
    assert!(!projector.take().iter().any(|it| is_show(&it.said, "一")), "it was sent twice");
    projector.say(0, Said::Hello);
    projector.until_heard(|said| is_show(said, "一")).await;
    meeting.blank();
    projector.until_heard(|said| *said == Said::Blank).await;
    projector.say(0, Said::Bye);
    until(|| !meeting.projecting.get_untracked()).await;
    owner.cleanup();
}

#[test]
async fn the_window_in_which_a_person_acted_last_is_followed() {
    let id = WorkbookId::known("senior");
    let owner = Owner::new();
    let projector = owner.with(|| Following::new(id));
    let one = owner.with(|| Presenting::new(id));
    one.show(item("一"));
    let shows = |wanted: &'static str| {
        until(move || title(&projector.screen.get_untracked()).as_deref() == Some(wanted))
    };
    shows("一").await;
    // Another window in which somebody acts later; its clock may be ahead.
    let ahead = js("return Date.now() + 3600000", &[]).as_f64().unwrap() as u64;
    let two = Window::open(id);
    two.say(ahead, show("二"));
    shows("二").await;
    one.show(item("三"));
    two.say(0, Said::Hello);
    all_heard(id).await;
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("二"), "the silent window spoke");
    one.acted();
    shows("三").await;
    // What bears an earlier stamp is not shown any more.
    two.say(ahead, show("四"));
    all_heard(id).await;
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("三"));
    owner.cleanup();
}

#[test]
async fn a_projector_that_is_loaded_again_shows_the_last_and_says_that_it_waits() {
    let id = WorkbookId::known("reload");
    let first = Owner::new();
    let projector = first.with(|| Following::new(id));
    let meeting = Window::open(id);
    meeting.say(9, show("一"));
    until(|| title(&projector.screen.get_untracked()).is_some()).await;
    first.cleanup();

    let second = Owner::new();
    let projector = second.with(|| Following::new(id));
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("一"));
    assert!(!projector.waiting.get_untracked());
    // Nobody answers.
    meeting.take();
    for _ in 0..4 {
        if !projector.waiting.get_untracked() {
            meeting.until_heard(|said| matches!(said, Said::Here | Said::Hello)).await;
            meeting.take();
            all_heard(id).await;
        }
    }
    assert!(projector.waiting.get_untracked());
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("一"));
    meeting.until_heard(|said| *said == Said::Hello).await;
    // The meeting's window has come back, with an earlier stamp than it had.
    meeting.say(3, show("二"));
    until(|| !projector.waiting.get_untracked()).await;
    assert_eq!(title(&projector.screen.get_untracked()).as_deref(), Some("二"));
    assert_eq!(title(&kept(id)).as_deref(), Some("二"));
    // What is to stay nowhere is not kept, and what was kept is taken away.
    meeting.say(4, Said::ShowOnly(Box::new(item("三"))));
    until(|| title(&projector.screen.get_untracked()).as_deref() == Some("三")).await;
    assert_eq!(kept(id), None);
    second.cleanup();
}

#[test]
async fn the_same_can_be_shown_over_the_page_and_closed_again() {
    let document = web_sys::window().unwrap().document().unwrap();
    let stage: web_sys::HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&stage).unwrap();
    let screen = RwSignal::new(Some(item("一")));
    let open = RwSignal::new(false);
    let mounted = mount_to(stage.clone(), move || view! { <InWindow screen=screen.into() open/> });
    let find = |selector: &str| stage.query_selector(selector).unwrap();
    let digits = || find("dialog[open] .screen-count__digits").and_then(|it| it.text_content());
    assert!(find("dialog").is_none());
    open.set(true);
    until(|| digits().as_deref() == Some("3")).await;
    assert!(find(".screen-tools[data-awake]").is_some(), "the way back is in view");
    let mut next = item("二");
    next.grades[0].votes = Some(4);
    screen.set(Some(next));
    until(|| digits().as_deref() == Some("4")).await;
    let said = || find("[role=status]").and_then(|it| it.text_content()).unwrap_or_default();
    until(|| said() == "施策1-1 二 A 4。回答 3。").await;
    // The keys are the screen's alone while it is open.
    let heard = Rc::new(RefCell::new(0));
    let listener = Listener::on_window("keydown", {
        let heard = heard.clone();
        move |_| *heard.borrow_mut() += 1
    });
    let key = js("return new KeyboardEvent('keydown', { key: 'b', bubbles: true, cancelable: true })", &[]);
    find(".screen").unwrap().dispatch_event(key.unchecked_ref()).unwrap();
    until(|| find(".screen[data-ground=black]").is_some()).await;
    assert_eq!(*heard.borrow(), 0);
    drop(listener);
    let close: web_sys::HtmlElement = find(".screen-tools button:last-child").unwrap().unchecked_into();
    assert_eq!(close.text_content().as_deref(), Some("閉じる"));
    close.click();
    until(|| !open.get_untracked() && find("dialog").is_none()).await;
    drop(mounted);
    stage.remove();
}

#[test]
fn a_window_that_the_browser_does_not_open_is_said_to_be_blocked() {
    let owner = Owner::new();
    let meeting = owner.with(|| Presenting::new(WorkbookId::known("popup")));
    let original = js("return window.open", &[]);
    js("window.open = () => null", &[]);
    assert_eq!(meeting.open(), Err(Blocked));
    js("window.open = () => { throw new Error('no') }", &[]);
    assert_eq!(meeting.open(), Err(Blocked));
    js("window.open = (...asked) => { window.asked = asked.join(' '); return window }", &[]);
    assert_eq!(meeting.open(), Ok(()));
    let asked = js("return window.asked", &[]).as_string().unwrap();
    assert!(asked.contains("#/screen/popup hyokacho-screen-popup popup"), "{asked}");
    js("window.open = a; delete window.asked", &[&original]);
    owner.cleanup();
}
