//! The timer.

use crate::page::until;
use hyokacho::edge::clock;
use hyokacho::edge::timer::{Timer, after};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn counting() -> (Timer, Rc<Cell<u32>>) {
    let count = Rc::new(Cell::new(0));
    let timer = Timer::new({
        let count = count.clone();
        move || count.set(count.get() + 1)
    });
    (timer, count)
}

/// Does a piece of work and waits until the browser has rung a timer that was set after it.
async fn past(ms: i32) {
    let over = Rc::new(Cell::new(false));
    after(ms, {
        let over = over.clone();
        move || over.set(true)
    });
    until(|| over.get()).await;
}

#[test]
async fn work_is_done_at_most_so_long_after_the_first_call() {
    let (timer, count) = counting();
    let began = clock::page_ms();
    timer.start(50);
    while count.get() == 0 && clock::page_ms() - began < 1000.0 {
        timer.start(50);
        past(5).await;
    }
    let waited = clock::page_ms() - began;
    assert!((45.0..500.0).contains(&waited), "{waited}");
}

#[test]
async fn work_waits_until_nobody_calls_any_more() {
    let (timer, count) = counting();
    let began = clock::page_ms();
    let mut last = began;
    while last - began < 600.0 {
        last = clock::page_ms();
        timer.restart(400);
        past(10).await;
    }
    assert_eq!(count.get(), 0);
    until(|| count.get() == 1).await;
    assert!(!timer.is_waiting() && clock::page_ms() - last >= 395.0);
}

#[test]
async fn fired_work_is_done_once_and_only_if_it_waited() {
    let (timer, count) = counting();
    timer.fire();
    assert_eq!(count.get(), 0);
    timer.start(10);
    assert!(timer.is_waiting());
    timer.fire();
    assert_eq!((count.get(), timer.is_waiting()), (1, false));
    timer.start(10);
    timer.stop();
    timer.clone().start(10);
    drop(timer);
    past(40).await;
    assert_eq!(count.get(), 1);
}

#[test]
async fn work_can_start_its_own_timer_again() {
    let slot: Rc<Cell<Option<Timer>>> = Rc::default();
    let count = Rc::new(Cell::new(0));
    let timer = Timer::new({
        let (slot, count) = (slot.clone(), count.clone());
        move || {
            count.set(count.get() + 1);
            if let Some(timer) = slot.take() {
                timer.start(1);
                timer.fire();
                timer.start(1);
                if count.get() < 3 {
                    slot.set(Some(timer));
                }
            }
        }
    });
    timer.start(1);
    slot.set(Some(timer));
    until(|| count.get() == 3).await;
    past(20).await;
    assert_eq!(count.get(), 3);
}
