//! The machine's clock. Never used for an order of edits.

use js_sys::Date;

/// Returns the local day, `2026-11-21`.
pub fn today() -> String {
    day_of(&Date::new_0())
}

/// Returns the local day and time to the minute, `2026-11-21 14:05`.
pub fn now() -> String {
    let date = Date::new_0();
    format!("{} {:02}:{:02}", day_of(&date), date.get_hours(), date.get_minutes())
}

/// Returns milliseconds since 1970, for a time that outlives the page.
pub fn epoch_ms() -> f64 {
    Date::now()
}

/// Returns milliseconds since the page was opened, which no change of the clock disturbs.
pub fn page_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(Date::now, |performance| performance.now())
}

fn day_of(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
