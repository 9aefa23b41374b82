//! Parts of the screens in a page of their own: what is typed, chosen and composed.

use hyokacho::app::parts::grade_picker::GradePicker;
use hyokacho::app::parts::text_field::TextField;
use hyokacho::forms;
use hyokacho::model::id::GradeId;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{
    CompositionEvent, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    KeyboardEvent, KeyboardEventInit,
};

/// A place in the page that goes away with the test.
struct Stage(HtmlElement);

impl Stage {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let stage: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&stage).unwrap();
        Stage(stage)
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        self.0.query_selector(selector).unwrap().expect(selector).unchecked_into()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn send(target: &Element, event: &Event) {
    target.dispatch_event(event).unwrap();
}

fn input(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    send(field, &Event::new_with_event_init_dict("input", &bubbling).unwrap());
}

fn press(target: &Element, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    send(target, &KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap());
}

fn text_field(stage: &Stage, value: RwSignal<String>) -> HtmlTextAreaElement {
    let handed_on = Callback::new(move |text: String| value.set(text));
    let handle = mount_to(stage.0.clone(), move || {
        view! { <TextField label="欄" value on_enter=Callback::new(|()| ()) on_text=handed_on/> }
    });
    handle.forget();
    stage.find("textarea")
}

#[wasm_bindgen_test]
async fn what_is_being_composed_is_left_alone_until_it_is_finished() {
    let stage = Stage::new();
    let value = RwSignal::new("前の文".to_string());
    let field = text_field(&stage, value);
    tick().await;
    assert_eq!(field.value(), "前の文");

    send(&field, &CompositionEvent::new("compositionstart").unwrap());
    input(&field, "前の文し");
    assert_eq!(value.get_untracked(), "前の文", "an unfinished text was handed on");
    value.set("ほかの人の文".into());
    tick().await;
    assert_eq!(field.value(), "前の文し", "the field was written while it was composed");

    input(&field, "前の文市");
    send(&field, &CompositionEvent::new("compositionend").unwrap());
    assert_eq!(value.get_untracked(), "ほかの人の文市", "both changes are in the text");
    assert_eq!(field.value(), "ほかの人の文市");
}

#[wasm_bindgen_test]
async fn a_text_that_changes_elsewhere_is_shown() {
    let stage = Stage::new();
    let value = RwSignal::new(String::new());
    let field = text_field(&stage, value);
    input(&field, "一\n二");
    assert_eq!(value.get_untracked(), "一\n二");
    value.set("元の文".into());
    tick().await;
    assert_eq!(field.value(), "元の文");
}

#[wasm_bindgen_test]
async fn a_rating_is_one_key() {
    let stage = Stage::new();
    let value = RwSignal::new(None::<GradeId>);
    let scale = forms::abc_committee().scales[0].clone();
    let choose = Callback::new(move |grade| value.set(grade));
    let handle = mount_to(stage.0.clone(), move || {
        view! { <GradePicker label="評価" name="test".to_string() scale value on_choose=choose/> }
    });
    handle.forget();
    let first: HtmlInputElement = stage.find("input");
    for (key, grade) in
        [("b", Some("b")), ("A", Some("a")), ("-", Some("none")), ("x", Some("none")), ("Delete", None)]
    {
        press(&first, key);
        tick().await;
        assert_eq!(value.get_untracked(), grade.map(GradeId::known), "after {key}");
    }
    press(&first, "C");
    tick().await;
    let checked: HtmlInputElement = stage.find("input:checked");
    assert!(checked.parent_element().unwrap().text_content().unwrap().contains("C 未着手"));
}
