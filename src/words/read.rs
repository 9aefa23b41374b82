//! What is said about files that are opened.

use crate::format::{Fault, Foreign, Kind, Loss, Lost, MAX_BYTES, Notice, ReadError, Spot, Step, What};
use crate::model::content::Content;
use crate::model::tree::TreeNotice;
use crate::model::year::FiscalYear;

/// Holds the sentences about files that are opened.
pub struct ReadWords {
    /// Says why a file was not opened, where, and what to do next.
    pub error: fn(&ReadError) -> String,
    /// Says the same of what came by mail, which is not opened for rescue.
    pub arrived: fn(&ReadError) -> String,
    /// Says that a file is of another program, and what to choose instead.
    pub foreign: fn(Foreign) -> String,
    /// Says what is odd about a workbook that was opened.
    pub notice: fn(&Notice, &Content) -> String,
    /// Says how much there is that the form does not show.
    pub beside_form: fn(usize) -> String,
    /// Says what was not rescued of a damaged file.
    pub loss: fn(&Loss) -> String,
    /// Says a place in a file: 令和元年度の項目「① 見守り」の「事業評価」.
    pub place: fn(&Spot) -> String,
}

/// The Japanese sentences.
pub const JA: ReadWords = ReadWords {
    error: error_ja,
    arrived: arrived_ja,
    foreign: foreign_ja,
    notice: notice_ja,
    beside_form: beside_form_ja,
    loss: loss_ja,
    place: place_ja,
};

const RESCUE: &str = "元のファイルをもう一度送ってもらうか、「読める部分だけ開く」を選んでください。";

/// What came by mail is not opened for rescue: its sender can send it again.
fn arrived_ja(error: &ReadError) -> String {
    error_ja(error).replace(RESCUE, "送った人に、もう一度送ってもらってください。")
}

fn error_ja(error: &ReadError) -> String {
    let (what, next) = told_ja(error);
    format!("{what}{next}")
}

pub(super) fn told_ja(error: &ReadError) -> (String, String) {
    let rescue = RESCUE.to_owned();
    match error {
        ReadError::TooLarge { bytes } => (
            format!(
                "ファイルが大きすぎます（約 {} MB。開けるのは {} MB まで）。",
                bytes.div_ceil(1 << 20),
                MAX_BYTES >> 20
            ),
            "評価帳のファイルかどうかを確かめてください。".into(),
        ),
        ReadError::NotText => (
            "このファイルは文字のファイルではありません。".into(),
            "Excel や PDF などは、ここでは開けません。評価帳で保存したファイル（.json）を選んでください。".into(),
        ),
        ReadError::BrokenText { line } => {
            (format!("このファイルの {} 行目に、壊れて読めない文字があります。", digits(*line)), rescue)
        }
        ReadError::Empty => (
            "このファイルには何も書かれていません。".into(),
            "保存が途中で止まった可能性があります。送った人に確かめるか、前に保存したファイルを選んでください。".into(),
        ),
        ReadError::NotJson { line, column } => (
            format!(
                "評価帳のファイルとして読めない書き方があります（{} 行目、{} バイト目）。",
                digits(*line),
                digits(*column)
            ),
            format!("評価帳で保存したファイルかどうかを確かめてください。評価帳のファイルであれば、{RESCUE}"),
        ),
        ReadError::CutShort { line } => (
            format!("このファイルは途中で切れています（{} 行目）。", digits(*line)),
            "もう一度送ってもらうか、「読める部分だけ開く」を選んでください。".into(),
        ),
        ReadError::TooDeep { line } => (
            format!(
                "かっこの入れ子が深すぎます（{} 行目）。評価帳のファイルではない可能性があります。",
                digits(*line)
            ),
            "評価帳で保存したファイルを選んでください。".into(),
        ),
        ReadError::LoneSurrogate { line } => (
            format!("このファイルの {} 行目に、半分だけになった文字があります。", digits(*line)),
            format!("別のソフトで保存し直したときに壊れた可能性があります。{RESCUE}"),
        ),
        ReadError::NotOurs => (
            "このファイルは、評価帳ではない別のソフトのファイルです。".into(),
            "評価帳で保存したファイルを選んでください。".into(),
        ),
        ReadError::NewerVersion { version, app } => (
            format!("このファイルは、新しい版の評価帳で作られています（形式の版 {version}{}）。", app_ja(app)),
            "ファイルを送った人から新しい版の評価帳を受け取り、それで開いてください。ファイルは変更されていません。".into(),
        ),
        ReadError::WrongKind { kind } => wrong_kind_ja(*kind),
        ReadError::UnknownKey { spot, key } => (
            format!("{}に、評価帳の形式にない名前「{}」があります。", place_ja(spot), short(key)),
            format!("ほかのソフトで書き換えられた可能性があります。{RESCUE}"),
        ),
        ReadError::InvalidValue { spot, what } => {
            (format!("{}が正しくありません（{}）。", place_ja(spot), what_ja(what)), rescue)
        }
        ReadError::DuplicateId { spot, id } => (
            format!("{}と同じ識別番号（{}）のものが、もう一つあります。", place_ja(spot), short(id)),
            format!("ファイルが手作業でつなぎ合わされた可能性があります。{RESCUE}"),
        ),
        ReadError::Faulty { spot, fault } => (
            format!("{}が、ほかの内容と合いません（{}）。", place_ja(spot), fault_ja(fault)),
            format!("保存した後に書き換えられた可能性があります。{RESCUE}"),
        ),
        ReadError::Altered { expected, found } => (
            format!(
                "このファイルは、保存した後に内容が変わっています（確認番号 {} が、今の内容では {found}）。",
                short(expected)
            ),
            format!("送る途中で壊れたか、書き換えられた可能性があります。{RESCUE}"),
        ),
    }
}

fn app_ja(app: &str) -> String {
    if app.is_empty() { String::new() } else { format!("、評価帳 {}", short(app)) }
}

fn wrong_kind_ja(kind: Kind) -> (String, String) {
    let name = match kind {
        Kind::Workbook => {
            return (
                "これは評価帳全体のファイルです。".into(),
                "「ファイルを開く」から開いてください。".into(),
            );
        }
        Kind::Part => {
            return (
                "これは評価帳が内部で使う一部分の記録で、一つの評価帳としては開けません。".into(),
                "評価帳全体を保存したファイルを選んでください。".into(),
            );
        }
        Kind::Rescue => {
            return (
                "これは、この PC に残っていた内容を集めた救済ファイルです。".into(),
                "はじめの画面の「ファイルを開く」から開いてください。".into(),
            );
        }
        Kind::Form => {
            return (
                "これは様式だけのファイルで、評価帳ではありません。".into(),
                "「新しく作る」で様式を選ぶときか、開いている評価帳の「設定」の「様式」で使ってください。"
                    .into(),
            );
        }
        Kind::Request => "記入依頼",
        Kind::Reply => "回答",
        Kind::Ballot => "委員票",
    };
    (
        format!("これは「{name}」のファイルですが、中身がそろっていません。"),
        "ファイルを送った人に、もう一度送ってもらってください。ファイルは変更されていません。".into(),
    )
}

fn what_ja(what: &What) -> String {
    match what {
        What::Missing(key) => format!("「{}」がありません", noun(key).unwrap_or(&short(key))),
        What::Twice(key) => format!("「{}」が二つあります", noun(key).unwrap_or(&short(key))),
        What::NotOneOf(word) => format!("「{}」という値は使えません", short(word)),
        What::WrongType => "値の種類が違います".into(),
        What::NotAllowed => "値が決まりに合いません".into(),
    }
}

fn fault_ja(fault: &Fault) -> String {
    match fault {
        Fault::UnknownLevel(id) => format!("様式にない階層「{id}」です"),
        Fault::UnknownField(id) => format!("この階層の様式にない記入欄「{id}」です"),
        Fault::UnknownScale(id) => format!("様式にない評価段階の表「{id}」です"),
        Fault::UnknownGrade(id) => format!("評価段階にない評価「{id}」です"),
        Fault::UnknownChoice(id) => format!("選択肢にない値「{id}」です"),
        Fault::WrongKind(_) => "記入欄の種類と値の種類が違います".into(),
        Fault::BackwardSpan(from, to) => {
            format!("期間が{}から{}までと、逆になっています", from.label(), to.label())
        }
        Fault::TwiceInForm(id) => format!("様式の中に同じ識別番号「{id}」が二つあります"),
        Fault::Dangling(id) => format!("指している相手「{id}」がありません"),
        Fault::Misfit => "変更の記録にある値が、その場所に置けないものです".into(),
        Fault::Uncovered(_) => "変更の記録のつながりが切れています".into(),
        Fault::HighCount(_) => "変更の回数が大きすぎます".into(),
        Fault::NoStamp => "いつ書かれたかの記録がありません".into(),
    }
}

fn foreign_ja(foreign: Foreign) -> String {
    match foreign {
        Foreign::Page => {
            "このページ（.html）には、記入依頼も回答も入っていません。届いたメールに添付されていたファイルを選んでください。"
        }
        Foreign::Office => {
            "Excel や Word のファイルです。評価帳で保存したファイル（.json、.txt、持ち運び版の .html）を選んでください。表の内容は、コピーして「表から作る」または「設定」の「表を読み込む」に貼り付けると取り込めます。"
        }
        Foreign::Zip => "圧縮されたファイル（.zip）です。展開（解凍）して、中のファイルを選んでください。",
        Foreign::Pdf => {
            "PDF のファイルです。評価帳で保存したファイルを選んでください。紙の委員票を写したものは、「やりとり」の「紙の委員票」で入力できます。"
        }
        Foreign::Picture => {
            "画像のファイルです。評価帳で保存したファイルを選んでください。紙の委員票を写したものは、「やりとり」の「紙の委員票」で入力できます。"
        }
        Foreign::Mail => {
            "メールを丸ごと保存したファイルです。メールを開いて、添付のファイルを保存してから選ぶか、本文をすべてコピーして貼り付けてください。"
        }
    }
    .into()
}

fn notice_ja(notice: &Notice, content: &Content) -> String {
    match notice {
        Notice::Fault(place, fault) => {
            let place = place_ja(&Spot::of(place, content));
            format!("{place}が、ほかの内容と合いません（{}）。値は残してあります。", fault_ja(fault))
        }
        Notice::Tree(year, TreeNotice::CycleBroken(node)) => format!(
            "{}が、たがいに下に入る形になっていました。いちばん上に表示しています。正しい場所へ移してください。",
            item_ja(content, *year, *node)
        ),
        Notice::Tree(year, TreeNotice::Orphan(node)) => format!(
            "{}の上の項目がありません。いちばん上に表示しています。正しい場所へ移してください。",
            item_ja(content, *year, *node)
        ),
        Notice::SameStamp(place) => format!(
            "{}に、同じ記録番号で違う値があります。両方を残してあります。どちらが正しいかを確かめてください。",
            place_ja(&Spot::of(place, content))
        ),
    }
}

fn beside_form_ja(count: usize) -> String {
    format!(
        "今の様式では表示されない内容が {} 件、ファイルに残っています。様式を元の形に戻すと、また表示されます。",
        digits(count)
    )
}

pub(super) fn item_ja(content: &Content, year: FiscalYear, node: crate::model::id::NodeId) -> String {
    use crate::model::place::{NodePart, Place};
    let mut spot = Spot::of(&Place::Node(year, node, NodePart::Title), content);
    spot.steps.pop();
    place_ja(&spot)
}

fn loss_ja(loss: &Loss) -> String {
    let place = place_ja(&loss.spot);
    match loss.why {
        Lost::Damaged => format!("{place}：壊れているか、ここで切れているため読めませんでした。"),
        Lost::UnknownKey => format!("{place}：評価帳の形式にない名前のため、取り込みませんでした。"),
        Lost::Invalid => format!("{place}：値が正しくないため、取り込みませんでした。"),
        Lost::Twice => format!("{place}：同じ識別番号のものが先にあるため、取り込みませんでした。"),
        Lost::Rival => format!("{place}：食い違っていたもう一つの値は、取り込みませんでした。"),
    }
}

/// Says a place: the year, the kind of thing with its name, and the part of it.
pub(super) fn place_ja(spot: &Spot) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut steps = spot.steps.iter().peekable();
    while let Some(step) = steps.next() {
        match step.key.as_str() {
            "content" | "registers" => {}
            "years" => parts.extend(steps.next().map(year_ja)),
            "values" => parts.extend(steps.next().map(named_ja)),
            key if LISTS.iter().any(|(list, _)| *list == key) => {
                let list = noun(key).unwrap_or_default();
                parts.push(steps.next().map_or(list.into(), |element| element_ja(list, element)));
            }
            key => parts.push(noun(key).map_or_else(|| named_ja(step), str::to_owned)),
        }
    }
    let place = if parts.is_empty() { "ファイル".into() } else { parts.join("の") };
    match spot.line {
        Some(line) => format!("{place}（{} 行目）", digits(line)),
        None => place,
    }
}

fn year_ja(step: &Step) -> String {
    let label = || step.key.parse().ok().and_then(FiscalYear::new).map(FiscalYear::label);
    step.name.clone().map(|name| short(&name)).or_else(label).unwrap_or_else(|| short(&step.key))
}

fn named_ja(step: &Step) -> String {
    format!("「{}」", short(step.name.as_ref().unwrap_or(&step.key)))
}

fn element_ja(list: &str, step: &Step) -> String {
    match (&step.name, step.key.parse::<usize>()) {
        (Some(name), _) => format!("{list}「{}」", short(name)),
        (None, Ok(number)) => format!("{list}（{} 番目）", digits(number + 1)),
        (None, Err(_)) => format!("{list}（{}）", short(&step.key)),
    }
}

const LISTS: [(&str, &str); 28] = [
    ("nodes", "項目"),
    ("departments", "担当課"),
    ("indicators", "指標"),
    ("figures", "指標の値"),
    ("members", "委員"),
    ("meetings", "会議"),
    ("attendances", "出欠"),
    ("agenda", "議題"),
    ("proceedings", "審議の記録"),
    ("roll", "その時の出欠"),
    ("votes", "締切の時の評価"),
    ("hands", "締切の時の挙手集計"),
    ("reopened", "再開の記録"),
    ("rounds", "評価の回"),
    ("ballots", "委員票"),
    ("handCounts", "挙手集計"),
    ("decisions", "決定"),
    ("opinions", "意見"),
    ("requests", "依頼"),
    ("receipts", "受付の記録"),
    ("contributions", "各課の記入"),
    ("levels", "階層"),
    ("fields", "記入欄"),
    ("scales", "評価段階の表"),
    ("grades", "評価段階"),
    ("axes", "評価の観点"),
    ("headings", "意見の見出し"),
    ("rivals", "食い違う値"),
];

const NOUNS: [(&str, &str); 33] = [
    ("format", "形式の名前"),
    ("version", "形式の版"),
    ("kind", "種類"),
    ("app", "評価帳の版"),
    ("check", "確認番号"),
    ("id", "識別番号"),
    ("content", "内容"),
    ("municipality", "自治体名"),
    ("form", "様式"),
    ("committee", "委員会の様式"),
    ("sheet", "シートの体裁"),
    ("history", "変更の記録"),
    ("made", "作成の記録"),
    ("replicas", "記入者の記録"),
    ("label", "名称"),
    ("name", "名前"),
    ("title", "名称"),
    ("number", "番号"),
    ("level", "階層"),
    ("position", "位置"),
    ("parent", "上の項目"),
    ("order", "順序"),
    ("repeat", "再掲"),
    ("review", "確認の記録"),
    ("dropped", "削除の記録"),
    ("closed", "締めの記録"),
    ("text", "本文"),
    ("vote", "評価"),
    ("way", "評価の取り方"),
    ("state", "出欠"),
    ("presence", "出欠"),
    ("section", "部会"),
    ("reason", "理由"),
];

fn noun(key: &str) -> Option<&'static str> {
    LISTS.iter().chain(&NOUNS).find(|(other, _)| *other == key).map(|(_, noun)| *noun)
}

/// Cuts what stands in the file to what fits a sentence, on one line.
fn short(text: &str) -> String {
    const LENGTH: usize = 40;
    let mut out: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LENGTH).collect();
    if text.chars().nth(LENGTH).is_some() {
        out.push('…');
    }
    out
}

/// Writes a number with its thousands apart: 1,204.
fn digits(number: usize) -> String {
    let plain = number.to_string();
    let mut out = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
