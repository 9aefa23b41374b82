//! The machine's clock. Never used for an order of edits.

use js_sys::Date;

/// Returns the local day, `2026-11-21`.
pub fn today() -> String {
    day_of(&Date::new_0())
}

/// Returns the local time to the minute, `14:05`.
pub fn time() -> String {
    time_of(&Date::new_0())
}

/// Returns the local day and time to the minute, `2026-11-21 14:05`.
pub fn now() -> String {
    written(&Date::new_0())
}

/// Returns a time as text, `2026-11-21 14:05`, from milliseconds since 1970.
pub fn text_of(epoch_ms: f64) -> String {
    written(&Date::new(&epoch_ms.into()))
}

/// Returns the local day of a time, in days since 1970.
pub fn local_day(epoch_ms: f64) -> i64 {
    let ahead = Date::new(&epoch_ms.into()).get_timezone_offset() * -60_000.0;
    ((epoch_ms + ahead) / 86_400_000.0).floor() as i64
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

fn written(date: &Date) -> String {
    format!("{} {}", day_of(date), time_of(date))
}

fn time_of(date: &Date) -> String {
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

fn day_of(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
