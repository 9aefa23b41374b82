//! What is said about a table that was read, before it becomes a workbook.

use crate::exchange::notice::{Furniture, Notice};
use crate::model::form::Form;
use crate::model::id::FieldId;

/// Holds the sentences about a table that was read.
pub struct TableWords {
    /// Says what was met, in which line, and what to do.
    pub notice: fn(&Notice, &Form) -> String,
    /// Says in a few words what kind of thing was met.
    pub label: fn(&Notice) -> &'static str,
    /// Says what a group of notices is.
    pub concern: fn(Concern) -> &'static str,
    /// Says what to do about a group of notices.
    pub concern_hint: fn(Concern) -> &'static str,
}

/// Says how much a notice matters; a preview shows the groups in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// 要確認: something was left out, or was read in a way that only a person can confirm.
    Check,
    /// 直しました: something was set right, and how is shown.
    Mended,
    /// 参考: nothing is missing; it says how the table was understood.
    Known,
}

impl Concern {
    /// Lists the groups in the order in which they are shown.
    pub const ALL: [Concern; 3] = [Concern::Check, Concern::Mended, Concern::Known];

    /// Tells the group of a notice.
    pub fn of(notice: &Notice) -> Self {
        match notice {
            Notice::NotUnderstood { .. }
            | Notice::CellNotUsed { .. }
            | Notice::UnknownColumn { .. }
            | Notice::UnknownGrade { .. }
            | Notice::UnknownChoice { .. }
            | Notice::ShortRow { .. }
            | Notice::Differs { .. }
            | Notice::YearDiffers { .. }
            | Notice::NoTitle { .. }
            | Notice::NoParent { .. }
            | Notice::Proposed { .. }
            | Notice::Repeat { .. }
            | Notice::CopyDiffers { .. }
            | Notice::Ticks { .. }
            | Notice::Unassigned { .. }
            | Notice::NoSuchItem { .. } => Self::Check,
            Notice::Joined { .. }
            | Notice::Moved { .. }
            | Notice::ByName { .. }
            | Notice::Repaired { .. }
            | Notice::LabelDiffers { .. }
            | Notice::Aligned { .. }
            | Notice::HeadingLater { .. }
            | Notice::TagsRemoved { .. } => Self::Mended,
            Notice::NamesItems { .. } | Notice::Part { .. } | Notice::Furniture { .. } => Self::Known,
        }
    }
}

/// The Japanese sentences.
pub const JA: TableWords =
    TableWords { notice: notice_ja, label: label_ja, concern: concern_ja, concern_hint: concern_hint_ja };

fn concern_ja(concern: Concern) -> &'static str {
    match concern {
        Concern::Check => "要確認",
        Concern::Mended => "直しました",
        Concern::Known => "参考",
    }
}

fn concern_hint_ja(concern: Concern) -> &'static str {
    match concern {
        Concern::Check => "取り込んでいないものや、読み方に迷ったものです。元の表と見比べてください。",
        Concern::Mended => "崩れていたところを直して取り込みました。正しく直っているかを見てください。",
        Concern::Known => "抜けているものはありません。どのように読んだかの記録です。",
    }
}

fn label_ja(notice: &Notice) -> &'static str {
    match notice {
        Notice::NotUnderstood { .. } => "取り込んでいない行",
        Notice::CellNotUsed { .. } => "取り込んでいない欄",
        Notice::UnknownColumn { .. } => "様式にない列",
        Notice::UnknownGrade { .. } => "読めない評価",
        Notice::UnknownChoice { .. } => "読めない選択肢",
        Notice::Joined { .. } => "つないだ文",
        Notice::Repaired { .. } => "分けた評価",
        Notice::Aligned { .. } => "列のずれた行",
        Notice::HeadingLater { .. } => "離れた見出し",
        Notice::ShortRow { .. } => "列の足りない行",
        Notice::Differs { .. } => "食い違い",
        Notice::LabelDiffers { .. } => "見出しの書き方",
        Notice::YearDiffers { .. } => "年度の違い",
        Notice::NamesItems { .. } => "項目名だけの見出し",
        Notice::Part { .. } => "分けて読んだ項目",
        Notice::NoTitle { .. } => "名称なし",
        Notice::NoParent { .. } => "上の項目なし",
        Notice::Proposed { .. } => "意見の区切り",
        Notice::Repeat { .. } => "再掲",
        Notice::CopyDiffers { .. } => "再掲との違い",
        Notice::Ticks { .. } => "チェックの数",
        Notice::Moved { .. } => "ずれたチェック欄",
        Notice::Unassigned { .. } => "分けられない値",
        Notice::ByName { .. } => "名前で分けた値",
        Notice::NoSuchItem { .. } => "項目の分からない意見",
        Notice::TagsRemoved { .. } => "取り除いた記号",
        Notice::Furniture { .. } => "内容のない行",
    }
}

fn notice_ja(notice: &Notice, form: &Form) -> String {
    format!("{}{}", what_ja(notice, form), next_ja(notice))
}

/// Says what was met and where. What stands in no item is shown whole, since it stands nowhere else.
fn what_ja(notice: &Notice, form: &Form) -> String {
    match notice {
        Notice::NotUnderstood { line, text } => {
            let text = whole(text);
            format!("{line} 行目は、様式のどの欄にも当たらないため、取り込んでいません（「{text}」）。")
        }
        Notice::CellNotUsed { line, column, text } => {
            let text = whole(text);
            format!("{line} 行目の {column} 列目は、入れる欄がないため、取り込んでいません（「{text}」）。")
        }
        Notice::UnknownColumn { line, column, text } => {
            let text = whole(text);
            format!(
                "{line} 行目の {column} 列目の見出し「{text}」は、様式にないため、この列は取り込んでいません。"
            )
        }
        Notice::UnknownGrade { line, field, text } => {
            let (field, text) = (field_ja(form, *field), whole(text));
            format!("{line} 行目の{field}の「{text}」は、評価段階にないため、未記入として取り込みました。")
        }
        Notice::UnknownChoice { line, field, text } => {
            let (field, text) = (field_ja(form, *field), whole(text));
            format!("{line} 行目の{field}の「{text}」は、選択肢にないため、未記入として取り込みました。")
        }
        Notice::Joined { line, with, text } => {
            let text = short(text);
            format!(
                "{line} 行目を、ページの変わり目で切れた {with} 行目の続きとしてつなぎました（「{text}」）。"
            )
        }
        Notice::Repaired { line, field, text } => {
            let (field, text) = (field_ja(form, *field), short(text));
            format!("{line} 行目の{field}が隣の文とくっついていたため、分けました（元は「{text}」）。")
        }
        Notice::Aligned { lines } => {
            format!("{}は、欄が列からずれていたため、内容に合う列に入れました。", lines_ja(lines))
        }
        Notice::HeadingLater { line, first, text } => {
            let text = short(text);
            format!(
                "{line} 行目にある見出し「{text}」は、番号の続き方から、{first} 行目からの見出しとしました。"
            )
        }
        Notice::ShortRow { line, expected, found } => format!(
            "{line} 行目は、列の数が見出しより少なくなっています（見出し {expected} 列、この行 {found} 列）。左から順に読みました。"
        ),
        Notice::Differs { line, first, text } => {
            let text = whole(text);
            format!(
                "{line} 行目の「{text}」は、{first} 行目の内容と違うため、取り込んでいません。{first} 行目の内容を残しました。"
            )
        }
        Notice::LabelDiffers { line, text } => {
            let text = short(text);
            format!(
                "{line} 行目の見出し「{text}」は、様式と書き方が少し違いますが、同じ見出しとして読みました。"
            )
        }
        Notice::YearDiffers { line, text } => {
            let text = short(text);
            format!(
                "{line} 行目の見出しの年度「{text}」は、はじめの見出しの年度と違います。はじめの年度の表として読みました。"
            )
        }
        Notice::NamesItems { line, text } => {
            let text = whole(text);
            format!("{line} 行目は、ほかの行にある項目の名前を並べた見出しです（「{text}」）。")
        }
        Notice::Part { line, first } => {
            format!("{line} 行目を、{first} 行目の項目の続きの行として取り込みました。")
        }
        Notice::NoTitle { line } => format!("{line} 行目の項目には、名称がありません。"),
        Notice::NoParent { line } => {
            format!("{line} 行目の項目は、上に来る項目が見つからないため、いちばん上に置きました。")
        }
        Notice::Proposed { line, remarks } => {
            format!("{line} 行目の意見は、区切りがはっきりしません。{remarks} 件に分けて取り込みました。")
        }
        Notice::Repeat { line, of: Some(of) } => {
            format!("{line} 行目は再掲で、{of} 行目の項目と同じものと思われます。")
        }
        Notice::Repeat { line, of: None } => {
            format!("{line} 行目は再掲ですが、元の項目が見つからないため、別の項目として取り込みました。")
        }
        Notice::CopyDiffers { line, of, fields } if fields.is_empty() => {
            format!("{line} 行目の再掲は、{of} 行目の項目と名称が違います。どちらもそのまま取り込みました。")
        }
        Notice::CopyDiffers { line, of, fields } => {
            let fields: String = fields.iter().map(|field| field_ja(form, *field)).collect();
            format!(
                "{line} 行目の再掲は、{of} 行目の項目と{fields}が違います。どちらもそのまま取り込みました。"
            )
        }
        Notice::Ticks { line, field, text } if text.is_empty() => {
            let field = field_ja(form, *field);
            format!("{line} 行目からの{field}は、どの欄にもチェックがないため、未記入として取り込みました。")
        }
        Notice::Ticks { line, field, text } => {
            let (field, text) = (field_ja(form, *field), whole(text));
            format!(
                "{line} 行目からの{field}は、チェックが一つではないため、未記入として取り込みました（「{text}」）。"
            )
        }
        Notice::Moved { line, column, text } => {
            let text = short(text);
            format!(
                "{line} 行目の {column} 列目のチェック欄「{text}」は、すぐ上の項目のものとして読みました。"
            )
        }
        Notice::Unassigned { line, field, text } => {
            let (field, text) = (field_ja(form, *field), whole(text));
            format!(
                "{line} 行目の「{text}」は、{field}のうちのどれの値か分からないため、分けずに、はじめの指標の値としました。"
            )
        }
        Notice::ByName { line, field, text } => {
            let (field, text) = (field_ja(form, *field), whole(text));
            format!("{line} 行目の「{text}」を、書いてある名前によって{field}のそれぞれに分けました。")
        }
        Notice::NoSuchItem { line, text, of: None } => {
            let text = whole(text);
            format!(
                "{line} 行目の意見の欄は、番号と名称の合う項目がないため、取り込んでいません（「{text}」）。"
            )
        }
        Notice::NoSuchItem { line, text, of: Some(of) } => {
            let text = whole(text);
            format!(
                "{line} 行目の意見の欄は、{of} 行目の項目と名称が同じで番号が違うため、取り込んでいません（「{text}」）。"
            )
        }
        Notice::TagsRemoved { lines } => {
            format!("{}に残っていた「<p>」のような記号を取り除きました。", lines_ja(lines))
        }
        Notice::Furniture { kind, lines } => format!("{}は、{}です。", lines_ja(lines), furniture_ja(*kind)),
    }
}

/// Says what to do about it.
fn next_ja(notice: &Notice) -> &'static str {
    match notice {
        Notice::NotUnderstood { .. } | Notice::CellNotUsed { .. } => {
            "必要な内容は、作成した後に記入してください。"
        }
        Notice::UnknownColumn { .. } => {
            "必要な列のときは、「列の対応を決める」で、様式のどの欄かを選んでください。"
        }
        Notice::UnknownGrade { .. } | Notice::UnknownChoice { .. } => "作成した後に選んでください。",
        Notice::Joined { .. } => "つなぎ目を確かめてください。",
        Notice::Repaired { .. } => "評価と文が合っているかを確かめてください。",
        Notice::Aligned { .. } | Notice::ShortRow { .. } => "内容がずれていないかを確かめてください。",
        Notice::HeadingLater { .. } => "違うときは、作成した後に正しい場所へ移してください。",
        Notice::Differs { .. } => "どちらが正しいかを確かめてください。",
        Notice::LabelDiffers { .. } => "別の見出しのときは、表を直して、読み込み直してください。",
        Notice::YearDiffers { .. } => "違う年度の表が混ざっていないかを確かめてください。",
        Notice::NamesItems { .. } => "項目は、それぞれの行から取り込みました。",
        Notice::Part { .. } => "別の項目のときは、作成した後に直してください。",
        Notice::NoTitle { .. } => "作成した後に記入してください。",
        Notice::NoParent { .. } => "作成した後に正しい場所へ移してください。",
        Notice::Proposed { .. } => "分け方を確かめてください。",
        Notice::Repeat { of: Some(_), .. } => {
            "同じ項目かどうかを確かめてください。確かめるまでは、別の項目として数えます。"
        }
        Notice::Repeat { of: None, .. } => "元の項目があるかどうかを確かめてください。",
        Notice::CopyDiffers { .. } => "どちらが正しいかを確かめてください。",
        Notice::Ticks { .. } => "作成した後に選んでください。",
        Notice::Moved { .. } => "どの項目のものかを確かめてください。",
        Notice::Unassigned { .. } => "作成した後に、指標ごとに分けてください。",
        Notice::ByName { .. } => "分け方を確かめてください。",
        Notice::NoSuchItem { .. } => "意見があるときは、作成した後に正しい項目に記入してください。",
        Notice::TagsRemoved { .. } => "文に抜けがないかを確かめてください。",
        Notice::Furniture { .. } => "取り込む内容はありません。",
    }
}

fn furniture_ja(kind: Furniture) -> &'static str {
    match kind {
        Furniture::Ruler => "区切りの線",
        Furniture::Header => "列の見出し",
        Furniture::Repeated => "ページの変わり目で繰り返された見出しや文",
        Furniture::PageNumber => "ページの番号",
        Furniture::Legend => "様式にある評価段階の説明",
        Furniture::Overview => "表にある項目の名前を並べた一覧",
    }
}

fn field_ja(form: &Form, field: FieldId) -> String {
    let label = form.field(field).map(|field| field.label_in("年度"));
    label.map_or_else(|| "記入欄".to_owned(), |label| format!("「{label}」"))
}

/// Says lines, neighbours as a range: 8、15〜17、45 行目（全 5 行）.
fn lines_ja(lines: &[usize]) -> String {
    const RANGES: usize = 12;
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match ranges.last_mut().filter(|(_, last)| last.checked_add(1) == Some(line)) {
            Some((_, last)) => *last = line,
            None => ranges.push((line, line)),
        }
    }
    let said = ranges.iter().take(RANGES).map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}〜{last}"),
    });
    let said = said.collect::<Vec<_>>().join("、");
    let more = if ranges.len() > RANGES { "など" } else { "" };
    match lines.len() {
        0 | 1 => format!("{said} 行目"),
        count => format!("{said} 行目{more}（全 {count} 行）"),
    }
}

/// Writes a text on one line, cells parted by bars.
fn whole(text: &str) -> String {
    let cells = text.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let line = cells.collect::<Vec<_>>().join(" ｜ ");
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes the beginning of a text that stands in an item.
fn short(text: &str) -> String {
    const LENGTH: usize = 40;
    let line = whole(text);
    let mut out: String = line.chars().take(LENGTH).collect();
    if line.chars().nth(LENGTH).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::abc_committee;

    #[test]
    fn a_sentence_says_what_where_and_what_to_do() {
        let rating = FieldId::known("rating");
        let text = |text: &str| text.to_owned();
        for (notice, expected) in [
            (
                Notice::UnknownGrade { line: 55, field: rating, text: text("A／B") },
                "55 行目の「事業評価」の「A／B」は、評価段階にないため、未記入として取り込みました。作成した後に選んでください。",
            ),
            (
                Notice::NotUnderstood { line: 3, text: text("甲\t\t乙\n丙") },
                "3 行目は、様式のどの欄にも当たらないため、取り込んでいません（「甲 ｜ 乙 丙」）。必要な内容は、作成した後に記入してください。",
            ),
            (
                Notice::TagsRemoved { lines: vec![4, 5, 6, 9] },
                "4〜6、9 行目（全 4 行）に残っていた「<p>」のような記号を取り除きました。文に抜けがないかを確かめてください。",
            ),
            (
                Notice::Furniture { kind: Furniture::PageNumber, lines: vec![14] },
                "14 行目は、ページの番号です。取り込む内容はありません。",
            ),
        ] {
            assert_eq!(notice_ja(&notice, &abc_committee()), expected);
        }
    }

    #[test]
    fn only_what_stands_nowhere_else_is_shown_whole() {
        let long = "あ".repeat(90);
        let left_out = Notice::CellNotUsed { line: 1, column: 2, text: long.clone() };
        assert!(notice_ja(&left_out, &abc_committee()).contains(&long));
        let joined = Notice::Joined { line: 2, with: 1, text: long.clone() };
        assert!(!notice_ja(&joined, &abc_committee()).contains(&long));
    }

    #[test]
    fn many_lines_are_cut_short_with_their_number() {
        let lines: Vec<usize> = (1..=100).map(|n| n * 2).collect();
        let said = lines_ja(&lines);
        assert_eq!(said, "2、4、6、8、10、12、14、16、18、20、22、24 行目など（全 100 行）");
        assert_eq!(lines_ja(&[usize::MAX]), format!("{} 行目", usize::MAX));
    }
}
