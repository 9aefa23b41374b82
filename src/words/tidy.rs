//! Sentences about 整理: what a workbook leaves behind for good, and what that costs.

use super::storage::Message;
use crate::planning::tidy::Left;

/// Holds the sentences about 整理.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct TidyWords {
    pub title: &'static str,
    pub hint: &'static str,
    pub left: fn(&Left) -> Vec<String>,
    pub nothing: &'static str,
    pub conflicts: fn(usize) -> String,
    pub to_conflicts: &'static str,
    pub start: &'static str,
    pub question: &'static str,
    pub costs: &'static [&'static str],
    pub file_first: &'static str,
    pub act: &'static str,
    pub done: &'static str,
    pub not_stored: fn() -> Message,
    pub not_removed: fn() -> Message,
}

pub(super) const JA: TidyWords = TidyWords {
    title: "整理（消した内容と記録を完全に消す）",
    hint: "削除した項目や欄の文章、取り込みの記録、だれがどこを書いたかの記録は、元に戻したり、ほかの人のファイルとまとめたりするために、評価帳のファイルに残っています。個人情報を消すときや、評価帳を外に渡す前に、ここで完全に消せます。",
    left: left_ja,
    nothing: "いま、整理で消えるものはありません。",
    conflicts: |n| format!("食い違いが {n} 件残っています。どれを残すかを決めてから、整理してください。"),
    to_conflicts: "食い違いを見る",
    start: "整理する",
    question: "この評価帳を整理しますか",
    costs: &[
        "消したものは戻せません。「元に戻す」の記録と、この PC にあるこの評価帳のバックアップも消えます。",
        "整理した評価帳は、別の評価帳として扱われます。すでに送った依頼への回答、ほかの PC にある元の評価帳、前に保存したファイルは、取り込めなくなります。依頼の回答がそろってから整理してください。",
        "共有フォルダーのファイルへの続けての保存は、終わります。",
        "すでに送ったファイルや、ほかの PC にある評価帳の中身は、そのまま残ります。",
    ],
    file_first: "元の内容をファイルに保存しておく",
    act: "完全に消して整理する",
    done: "整理しました。消した内容は、この評価帳にはもう入っていません。",
    not_stored: || Message {
        title: "整理した評価帳を、このブラウザに保存できませんでした。".into(),
        text:
            "「ファイルに保存」で、整理した評価帳を保存してください。元の評価帳は、この PC に残してあります。"
                .into(),
    },
    not_removed: || Message {
        title: "元の評価帳を、この PC から消せませんでした。".into(),
        text: "整理した評価帳を開いてあります。元の評価帳は、「この PC にある評価帳」から消してください。"
            .into(),
    },
};

fn left_ja(left: &Left) -> Vec<String> {
    let Left { years, items, values, entries, mail, writes, names } = *left;
    let mut lines = Vec::new();
    let mut line = |count: usize, text: String| {
        if count > 0 {
            lines.push(text);
        }
    };
    line(years, format!("取り消した年度：{years} つ"));
    line(items, format!("削除した項目：{items} 件"));
    line(values, format!("削除した項目の記入と、様式からなくした欄の記入：{values} か所"));
    line(entries, format!("削除した項目についての委員の評価・意見・指標など：{entries} 件"));
    line(mail, format!("送った依頼と、届いた回答の記録：{mail} 件"));
    line(writes, format!("書きかえの記録：{writes} か所"));
    line(names, format!("記録に残っている記入者の名前：{names} 件"));
    lines
}
