//! What is said of what is sent by mail, and of how far it has come back.

use super::day::day_ja;
use crate::mail::board::State;
use crate::mail::carrier::Carrier;
use crate::model::errand::Recipient;

/// Holds the sentences of what is sent by mail, and of how far it has come back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct MailWords {
    pub mail: &'static str,
    pub board: &'static str,
    pub send: &'static str,

    // 送る
    pub hint: &'static str,
    pub closed: &'static str,
    pub nobody_owns: &'static str,
    pub whom: &'static str,
    pub whom_kind: &'static str,
    pub to_departments: &'static str,
    pub to_members: &'static str,
    pub all: &'static str,
    pub none: &'static str,
    pub items: fn(usize) -> String,
    pub which: fn(&str) -> String,
    pub sharing: &'static str,
    pub sharing_hint: fn(usize) -> String,
    pub lead: &'static str,
    pub each: &'static str,
    pub unowned: fn(usize) -> String,
    pub terms: &'static str,
    pub deadline: &'static str,
    pub message: &'static str,
    pub usual_message: &'static str,
    pub usual_message_to_members: &'static str,
    pub check: &'static str,
    pub content: &'static str,
    pub content_of: fn(&str) -> String,
    pub replaces: &'static str,
    pub file_kind: &'static str,
    pub carrier: fn(Carrier) -> &'static str,
    pub page_hint: &'static str,
    pub save: fn(usize) -> String,
    pub save_hint: &'static str,
    pub chosen_none: &'static str,
    pub saved: fn(usize) -> String,
    pub to_send: &'static str,
    pub subject: fn(&str, &str, bool) -> String,
    pub body: fn(&Letter) -> String,
    pub letter_of: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub save_again: fn(&str) -> String,

    // 状況
    pub nothing_sent: &'static str,
    pub to_sending: &'static str,
    pub counts: fn(usize, usize, usize) -> String,
    pub table: &'static str,
    pub columns: [&'static str; 5],
    pub state: fn(State) -> &'static str,
    pub day: fn(&str) -> String,
    pub overdue: &'static str,
    pub done_of: fn(usize, usize) -> String,
    pub last: fn(&str, &str) -> String,
    pub again: &'static str,
    pub withdraw: &'static str,
    pub restore: &'static str,
    pub for_whom: fn(&str, &str) -> String,
    pub remind: &'static str,
    pub reminder: fn(&[String]) -> String,
    pub remind_one: &'static str,
    pub remind_to: fn(&str) -> String,
    pub reminder_to: fn(&str, Recipient, &str, &str) -> String,
    pub give_back: &'static str,
    pub give_back_to: fn(&str) -> String,
    pub give_back_hint: fn(&str) -> String,
    pub back_items: &'static str,
    pub remark: &'static str,
    pub usual_remark: &'static str,
    pub give_back_save: &'static str,
    pub reminded: &'static str,
    pub log: &'static str,
    pub log_line: fn(&str, &str, &str, u32, u32) -> String,
    pub draft: &'static str,
}

/// Is what the text of a mail says.
pub struct Letter<'a> {
    /// To whom it goes.
    pub to: &'a str,
    /// The plan's title and the year.
    pub plan: &'a str,
    /// How many items are asked about.
    pub items: usize,
    /// The last day; may be empty.
    pub deadline: &'a str,
    /// The name of the file.
    pub file: &'a str,
    /// What is said beside.
    pub message: &'a str,
    /// Whether it takes the place of one that was sent before.
    pub replaces: bool,
    /// Whether it is a member's 委員票.
    pub is_ballot: bool,
    /// Whether 評価帳 is in the file itself (持ち運び版).
    pub is_page: bool,
}

/// Official plain Japanese.
pub(super) const JA: MailWords = MailWords {
    mail: "やりとり",
    board: "状況",
    send: "送る",
    hint: "担当課や委員ごとに、記入や評価をしてもらう項目だけを入れたファイルを作ります。メールに添付して送ってください。",
    closed: "この年度は締め切られているため、記入を依頼できません。",
    nobody_owns: "担当課の書かれた項目がありません。評価シートの「担当課」の欄を記入すると、ここに担当課が並びます。",
    whom: "1．誰に送りますか",
    whom_kind: "送る相手",
    to_departments: "担当課（記入を依頼する）",
    to_members: "委員（評価を依頼する）",
    all: "すべて選ぶ",
    none: "すべて外す",
    items: |n| format!("{n}項目"),
    which: |name| format!("{name}に送る項目"),
    sharing: "担当課が二つ以上ある項目",
    sharing_hint: |n| format!("{n}項目あります。"),
    lead: "取りまとめる課だけに送る（印がなければ、先に書かれた課）",
    each: "それぞれの課に送り、届いたものを合わせる（各課の記入）",
    unowned: |n| format!("担当課のない項目が{n}あります。どの課にも送られません。"),
    terms: "2．期限と連絡",
    deadline: "提出期限",
    message: "相手への連絡",
    usual_message: "お忙しいところ恐れ入りますが、期限までに記入をお願いします。",
    usual_message_to_members: "お忙しいところ恐れ入りますが、期限までに評価をお願いします。",
    check: "3．確かめて保存",
    content: "送る内容を見る",
    content_of: |name| format!("{name}に送る内容を見る"),
    replaces: "前の依頼があります。新しい依頼に差し替わります。",
    file_kind: "ファイルの種類",
    carrier: |carrier| match carrier {
        Carrier::Json => "評価帳のファイル（.json）",
        Carrier::Text => "文字のファイル（.txt）",
        Carrier::Page => "持ち運び版（.html：評価帳がなくても開ける）",
    },
    page_hint: "持ち運び版は、ダブルクリックすると、すぐに記入が始まります。一つのファイルが約2MBになります。.html の添付を止めるメールでは送れません。",
    save: |n| format!("{n}件のファイルを保存"),
    save_hint: "ファイルが続けて保存されます。ブラウザが複数のファイルの保存を確かめてきたら、許可してください。",
    chosen_none: "送る相手が選ばれていません。",
    saved: |n| format!("{n}件のファイルを保存しました。「ダウンロード」のフォルダを確かめてください。"),
    to_send: "メールの文",
    subject: |plan, year, replaces| {
        let again = if replaces { "再依頼" } else { "依頼" };
        format!("件名：{plan} {year} 進捗評価の記入について（{again}）")
    },
    body: body_ja,
    letter_of: |name| format!("{name}へのメールの文"),
    copy: "文をコピー",
    copied: "コピーしました。",
    not_copied: "コピーできませんでした。文をすべて選んで、Ctrl+C を押してください。",
    save_again: |name| format!("{name}のファイルをもう一度保存"),
    to_sending: "「送る」に進む",
    nothing_sent: "まだ何も送っていません。「送る」で、担当課への記入依頼と、委員への委員票を作れます。",
    counts: |answered, waiting, overdue| {
        format!("届いた {answered}、待っている {waiting}、期限を過ぎた {overdue}")
    },
    table: "送った相手と届いたもの",
    columns: ["送った相手", "状況", "期限", "記入", "最後に届いたもの"],
    state: |state| match state {
        State::Waiting => "未着",
        State::Partly => "途中",
        State::Answered => "受領済",
        State::Replaced => "差し替え",
        State::Withdrawn => "取り消し",
    },
    day: day_ja,
    overdue: "期限を過ぎています",
    done_of: |done, all| format!("{all}件中{done}件"),
    last: |time, note| match note.is_empty() {
        true => time.into(),
        false => format!("{time}\n連絡：{note}"),
    },
    again: "もう一度保存",
    withdraw: "取り消す",
    restore: "取り消しをやめる",
    for_whom: |act, name| format!("{name}への依頼を{act}"),
    remind: "督促の文をコピー",
    reminder: |names| {
        format!(
            "次の方からの回答が、まだ届いていません。お手数ですが、回答をお願いします。\n\n{}\n",
            names.join("\n")
        )
    },
    remind_one: "督促の文",
    remind_to: |name| format!("{name}への督促の文をコピー"),
    reminder_to: reminder_ja,
    give_back: "差し戻し",
    give_back_to: |name| format!("{name}に差し戻す"),
    give_back_hint: |name| {
        format!(
            "選んだ項目をもう一度記入してもらうファイルを、{name}あてに作ります。前の依頼は「差し替え」になります。選ばなかった項目は、取り込んだ内容のまま残ります。"
        )
    },
    back_items: "差し戻す項目",
    remark: "直してもらいたいこと",
    usual_remark: "恐れ入りますが、次の項目をもう一度確かめて、記入してください。",
    give_back_save: "差し戻しのファイルを保存",
    reminded: "督促の文をコピーしました。",
    log: "受付の記録",
    log_line: |time, sender, check, taken, refused| {
        let refused = if refused > 0 { format!("、範囲外 {refused}") } else { String::new() };
        format!("{time} {sender}（確認コード {check}、取り込み {taken}{refused}）")
    },
    draft: "途中保存",
};

fn body_ja(letter: &Letter) -> String {
    let Letter { to, plan, items, deadline, file, message, replaces, is_ballot, is_page } = letter;
    let [title, wanted, back, answer] = match is_ballot {
        true => ["様", "評価", "委員票を返す", "委員票を保存"],
        false => ["御中", "記入", "回答を返す", "回答を保存"],
    };
    let line = |text: String| if text.is_empty() { text } else { format!("{text}\n") };
    let deadline =
        if deadline.is_empty() { String::new() } else { format!("提出期限：{}", day_ja(deadline)) };
    let replaces = match replaces {
        true => "先にお送りしたファイルに代わるものです。先のファイルは使わないでください。",
        false => "",
    };
    let open = match is_page {
        true => format!("添付の「{file}」を PC に保存し、ダブルクリックして開いてください。"),
        false => {
            format!(
                "「評価帳」（hyokacho.html）を開き、「ファイルを開く」で添付の「{file}」を開いてください。"
            )
        }
    };
    format!(
        "{to} {title}\n\n{plan}の進捗評価について、{items}項目の{wanted}をお願いします。\n{}{}{}\n\
         {wanted}のしかた\n\
         1．{open}\n\
         2．項目を一つずつ{wanted}してください。途中で「途中保存」もできます。\n\
         3．「{back}」に進み、「{answer}」で保存したファイルを、このメールに返信して送ってください。\n",
        line(deadline),
        line(replaces.into()),
        line((*message).into()),
    )
}

fn reminder_ja(name: &str, to: Recipient, plan: &str, deadline: &str) -> String {
    let [title, answer] = match to {
        Recipient::Member(_) => ["様", "委員票を保存"],
        Recipient::Department(_) => ["御中", "回答を保存"],
    };
    let until = if deadline.is_empty() {
        String::new()
    } else {
        format!("（提出期限：{}）", day_ja(deadline))
    };
    format!(
        "{name} {title}\n\n{plan}の進捗評価について、お願いした内容の回答がまだそろっていません{until}。\n\
         お手数ですが、「{answer}」で保存したファイルを、事務局に送ってください。\n\
         すでにお送りいただいている場合は、ご容赦ください。\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_to_whom_what_and_until_when() {
        let letter = Letter {
            to: "福祉課",
            plan: "計画 令和6年度",
            items: 3,
            deadline: "2026-12-15",
            file: "記入依頼.json",
            message: "よろしくお願いします。",
            replaces: false,
            is_ballot: false,
            is_page: false,
        };
        let text = body_ja(&letter);
        for part in ["福祉課 御中", "3項目", "提出期限：令和8年12月15日（火）", "「記入依頼.json」"]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(text.contains("よろしくお願いします。") && !text.contains("代わるもの"));
        let ballot = body_ja(&Letter { deadline: "", replaces: true, is_ballot: true, ..letter });
        assert!(!ballot.contains("期限") && ballot.contains("福祉課 様") && ballot.contains("代わるもの"));
        assert!(ballot.contains("「委員票を保存」") && text.contains("hyokacho.html"));
        let page = body_ja(&Letter { is_page: true, ..letter });
        assert!(page.contains("ダブルクリック") && !page.contains("hyokacho.html"));
    }

    #[test]
    fn a_reminder_says_whom_and_until_when() {
        let to = Recipient::Department(crate::model::id::DepartmentId(crate::model::id::Id::from_random(1)));
        let text = reminder_ja("福祉課", to, "計画", "2026-12-15");
        assert!(text.contains("福祉課 御中") && text.contains("（提出期限：令和8年12月15日（火））"));
        assert!(!reminder_ja("福祉課", to, "計画", "").contains("提出期限"));
    }
}
