//! Days as they are written in official Japanese.

/// Writes `2026-12-15` as 令和8年12月15日（火）; anything else as it was typed.
pub(super) fn day_ja(day: &str) -> String {
    read(day).map_or_else(|| day.into(), |(year, month, date)| written(year, month, date))
}

/// Writes `2026-12-15` as 令和8年12月15日; anything else as it was typed.
pub(super) fn date_ja(day: &str) -> String {
    read(day).map_or_else(|| day.into(), |(year, month, date)| dated(year, month, date))
}

fn written(year: i32, month: u32, date: u32) -> String {
    format!("{}（{}）", dated(year, month, date), weekday(year, month, date))
}

fn dated(year: i32, month: u32, date: u32) -> String {
    let era = match year - 2018 {
        1 => "令和元年".into(),
        of_era if of_era > 1 => format!("令和{of_era}年"),
        _ => format!("{year}年"),
    };
    format!("{era}{month}月{date}日")
}

fn read(day: &str) -> Option<(i32, u32, u32)> {
    let mut parts = day.split('-');
    let mut part = |digits: usize| parts.next().filter(|it| it.len() == digits)?.parse::<u32>().ok();
    let (year, month, date) = (part(4)?, part(2)?, part(2)?);
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&date) && parts.next().is_none();
    is_day.then_some((i32::try_from(year).ok()?, month, date))
}

/// The day of the week by Zeller's congruence.
fn weekday(year: i32, month: u32, date: u32) -> char {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let days = date as i32 + (13 * (month as i32 + 1)) / 5 + year + year / 4 - year / 100 + year / 400;
    ['土', '日', '月', '火', '水', '木', '金'][days.rem_euclid(7) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_with_its_era_and_weekday() {
        let cases = [
            ("2026-12-15", "令和8年12月15日（火）"),
            ("2019-05-01", "令和元年5月1日（水）"),
            ("2024-02-29", "令和6年2月29日（木）"),
            ("2017-01-01", "2017年1月1日（日）"),
            ("12月の中ごろ", "12月の中ごろ"),
            ("2026-13-01", "2026-13-01"),
            ("2026-1-1", "2026-1-1"),
            ("", ""),
        ];
        for (day, expected) in cases {
            assert_eq!(day_ja(day), expected);
        }
    }
}
