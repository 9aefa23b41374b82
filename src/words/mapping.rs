//! What is said while a table is mapped to a form and into a workbook.

use crate::exchange::matching::Tally;
use crate::exchange::source::notice::SourceNotice;
use crate::model::form::Form;

/// Holds the sentences said while a table is mapped to a form and into a workbook.
#[expect(missing_docs, reason = "each field is named by its sentence")]
pub struct MappingWords {
    pub source: fn(&SourceNotice) -> String,
    pub image_only: &'static str,
    pub nothing_pasted: &'static str,
    pub reading: fn(usize) -> String,
    pub progress: &'static str,
    pub stop: &'static str,
    pub stopped: &'static str,
    pub more: fn(usize) -> String,
    pub title: &'static str,
    pub hint: &'static str,
    pub header: &'static str,
    pub no_header: &'static str,
    pub row: fn(usize, &str) -> String,
    pub column: &'static str,
    pub head: &'static str,
    pub example: &'static str,
    pub used_as: &'static str,
    pub column_number: fn(usize) -> String,
    pub use_of: fn(usize, &str) -> String,
    pub leave: &'static str,
    pub number: fn(&Form) -> String,
    pub title_column: fn(&Form) -> String,
    pub level: fn(&str) -> String,
    pub remarks: fn(&str) -> String,
    pub too_many: fn(usize) -> String,
    pub no_title: &'static str,
    pub remember: &'static str,
    pub wording: &'static str,
    pub invent: &'static str,
    pub invent_hint: &'static str,
    pub invented_name: &'static str,
    pub into: &'static str,
    pub into_hint: fn(&str) -> String,
    pub closed: fn(&str) -> String,
    pub other_year: fn(&str, &str) -> String,
    pub compared: &'static str,
    pub tally: fn(Tally) -> Vec<String>,
    pub nothing: &'static str,
    pub fate_new: &'static str,
    pub fate_changed: &'static str,
    pub fate_left: &'static str,
    pub choose: fn(&str) -> String,
    pub take: &'static str,
    pub add: &'static str,
    pub leave_out: &'static str,
    pub pair_with: fn(&str) -> String,
    pub was: &'static str,
    pub becomes: &'static str,
    pub number_changed: &'static str,
    pub title_changed: &'static str,
    pub only_here: fn(usize) -> String,
    pub only_here_hint: &'static str,
    pub with_ballots: fn(usize) -> String,
    pub of_other_years: fn(usize) -> String,
    pub apply: &'static str,
    pub applied: fn(Tally) -> String,
}

/// Official plain Japanese.
pub(super) const JA: MappingWords = MappingWords {
    source: source_ja,
    image_only: "貼り付けられたのは画像だけで、文字がありません。元の表をコピーして貼り付けるか、表のファイルを選んでください。",
    nothing_pasted: "クリップボードに文字がありません。表をコピーしてから、もう一度貼り付けてください。",
    reading: |percent| format!("読み取っています（{percent}％）"),
    progress: "読み取りの進み具合",
    stop: "中止する",
    stopped: "読み取りを中止しました。何も取り込んでいません。",
    more: |rest| format!("続きを表示する（あと {rest} 件）"),
    title: "列の対応を決める",
    hint: "表のどの列が様式のどの欄かを選びます。選ぶたびに、下の内容を読み取り直します。",
    header: "見出しの行",
    no_header: "見出しの行はない",
    row: |row, text| format!("{row} 行目：{text}"),
    column: "列",
    head: "見出し",
    example: "内容の例",
    used_as: "様式の欄",
    column_number: |at| format!("{at} 列目"),
    use_of: |at, head| match head.is_empty() {
        true => format!("{at} 列目を入れる欄"),
        false => format!("{at} 列目「{head}」を入れる欄"),
    },
    leave: "取り込まない",
    number: |form| match form.sheet.number_label.is_empty() {
        true => "項目の番号".into(),
        false => format!("項目の番号（{}）", form.sheet.number_label),
    },
    title_column: |form| match form.sheet.title_label.is_empty() {
        true => "項目の名称".into(),
        false => format!("項目の名称（{}）", form.sheet.title_label),
    },
    level: |label| format!("上の階層：{label}"),
    remarks: |label| format!("委員会の意見：{label}"),
    too_many: |shown| {
        format!("列が多いため、はじめの {shown} 列だけを表示しています。表示していない列は取り込みません。")
    },
    no_title: "項目の名称の列がまだ選ばれていません。どの列が名称かを選んでください。",
    remember: "この対応を様式に覚えさせる（次に同じ見出しの表を読むときは、選ばずに読み取ります）",
    wording: "表の言葉を様式に使う（見出しと評価段階の説明を、表に書かれている言葉にします）",
    invent: "表の見出しから様式を作る",
    invent_hint: "様式を選ばずに、この表の列をそのまま記入欄にします。作った後に、設定の「様式」で直せます。",
    invented_name: "表から作った様式",
    into: "表を読み込む",
    into_hint: |year| {
        format!(
            "{year}の評価帳に、表の内容を取り込みます。取り込む前に、変わるところをすべて確かめられます。表にない項目や空の欄は、そのまま残ります。"
        )
    },
    closed: |year| format!("{year}は締め切られているため、表を取り込めません。"),
    other_year: |table, year| {
        format!("この表は{table}のものです。取り込む先は{year}です。年度が正しいかを確かめてください。")
    },
    compared: "取り込むと変わるところ",
    tally: |tally| {
        vec![
            format!("変わる項目 {} 件", tally.changed),
            format!("新しい項目 {} 件", tally.new),
            format!("同じ項目 {} 件", tally.same),
            format!("取り込まない項目 {} 件", tally.left),
        ]
    },
    nothing: "変わるところはありません。表の内容は、すべて評価帳にあります。",
    fate_new: "新しい項目",
    fate_changed: "変わる項目",
    fate_left: "取り込まない項目",
    choose: |heading| format!("{heading} の取り込み方"),
    take: "変わるところを取り込む",
    add: "新しい項目として追加する",
    leave_out: "取り込まない",
    pair_with: |heading| format!("同じ項目：{heading}"),
    was: "いまの内容",
    becomes: "表の内容",
    number_changed: "番号",
    title_changed: "名称",
    only_here: |count| format!("表にない項目（{count} 件）"),
    only_here_hint: "評価帳だけにある項目です。取り込んでも、消えたり変わったりしません。",
    with_ballots: |count| format!("委員ごとの評価が記入されているため、票数の {count} 件は取り込みません。"),
    of_other_years: |count| {
        format!(
            "ほかの年度の指標の値 {count} 件は、その年度の評価帳と違うため、取り込みません。その年度を開いて直してください。"
        )
    },
    apply: "この内容を取り込む",
    applied: |tally| {
        format!(
            "表を取り込みました（変わった項目 {} 件、追加した項目 {} 件）。「元に戻す」で一度に戻せます。",
            tally.changed, tally.new
        )
    },
};

fn source_ja(notice: &SourceNotice) -> String {
    match notice {
        SourceNotice::Tables { count } => {
            format!("{count} 個の表がありました。上から順に続けて読み取りました。")
        }
        SourceNotice::Outside { characters } => {
            format!("表の外にある文（約 {characters} 文字）は読み取っていません。")
        }
        SourceNotice::Formulas { lines } => {
            let first = lines.first().copied().unwrap_or(1);
            format!(
                "計算式がそのまま入っている行が {} 行あります（はじめは {first} 行目）。計算はせず、文字として読み取りました。Excel で値として貼り付け直すと、計算の結果を取り込めます。",
                lines.len()
            )
        }
        SourceNotice::TooWide { line, limit } => {
            format!("{line} 行目などで列が {limit} を超えています。{limit} 列目より右は読み取っていません。")
        }
        SourceNotice::TooLong { rows } => {
            format!(
                "表が大きいため、はじめの {rows} 行だけを読み取りました。残りは表を分けて読み込んでください。"
            )
        }
    }
}
