//! What is said about a file on a shared folder into which the workbook is saved continuously.

use super::read;
use super::storage::Message;
use crate::format::ReadError;

/// Holds the sentences about the tied file and the dialog for files.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct TiedWords {
    // ヘッダー
    pub saved: fn(&str, &str) -> String,
    pub waiting: fn(&str) -> String,
    pub stopped: fn(&str, &str) -> String,

    // 「ファイルへの保存」
    pub title: &'static str,
    pub download_hint: &'static str,
    pub download: &'static str,
    pub save_over: &'static str,
    pub compare: &'static str,
    pub compare_hint: &'static str,
    pub same: &'static str,
    pub covered: &'static str,
    pub compared: fn(usize) -> String,
    pub compared_another: &'static str,
    pub not_compared: fn(&ReadError) -> String,
    pub tie: &'static str,
    pub tie_hint: &'static str,
    pub tie_new: &'static str,
    pub tie_existing: &'static str,
    pub tie_existing_hint: &'static str,
    pub no_tie: &'static str,
    pub untie: &'static str,
    pub untied: fn(&str) -> String,
    pub tied: fn(&str) -> String,
    pub not_tied: fn(Message) -> Message,
    pub not_allowed: fn(&str) -> Message,
    pub not_remembered: &'static str,
    pub taken: fn(&str, usize) -> String,
    pub open_tied: &'static str,
    pub open_tied_hint: &'static str,

    // 困ったとき
    pub resume: &'static str,
    pub retry: &'static str,
    pub overwrite: &'static str,
    pub save_as: &'static str,
    pub denied: (&'static str, fn(&str) -> Message),
    pub gone: (&'static str, fn(&str) -> Message),
    pub locked: (&'static str, fn(&str) -> Message),
    pub full: (&'static str, fn(&str) -> Message),
    pub failed: (&'static str, fn(&str, &str) -> Message),
    pub busy: (&'static str, fn(&str) -> Message),
    pub emptied: (&'static str, fn(&str) -> Message),
    pub another_plan: (&'static str, fn(&str) -> Message),
    pub unreadable: (&'static str, fn(&str, &ReadError) -> Message),

    // 保存のすすめ
    pub reminder: fn(u32) -> String,
    pub later: &'static str,
}

/// The Japanese sentences.
pub const JA: TiedWords = TiedWords {
    saved: |name, time| format!("共有ファイル「{name}」に保存済み {time}"),
    waiting: |name| format!("共有ファイル「{name}」に保存待ち"),
    stopped: |name, why| format!("共有ファイル「{name}」への保存は止まっています（{why}）"),

    title: "ファイルへの保存",
    download_hint: "ダウンロードのフォルダーに、新しいファイルができます。前のファイルは書き換わりません。",
    download: "ファイルに保存（ダウンロード）",
    save_over: "上書き保存",
    compare: "前のファイルを確かめる",
    compare_hint: "前に保存したファイルや、ほかの人が保存したファイルを選ぶと、ここにない変更があるかどうかを調べ、あれば取り込みます。",
    same: "選んだファイルは、いまの内容と同じです。",
    covered: "選んだファイルの内容は、すべてここに入っています。ここには、その後の変更もあります。",
    compared: |n| {
        format!(
            "選んだファイルに、ここにない変更が {n} か所あったので、取り込みました。もう一度ファイルに保存してください。「元に戻す」で、取り込む前に戻せます。"
        )
    },
    not_compared: |error| {
        format!(
            "{}何も取り込んでいません。ほかのファイルを選ぶか、もう一度送ってもらってください。",
            read::told_ja(error).0
        )
    },
    compared_another: "選んだファイルは、別の計画の評価帳です。何も取り込んでいません。この評価帳のファイルを選んでください。",
    tie: "共有フォルダーのファイルに続けて保存する",
    tie_hint: "共有フォルダーなどに置いた一つのファイルと結ぶと、入力のたびに自動で保存します。同じファイルと結んだ人どうしは、互いの入力が数秒で画面に入り、同時に使ってもどちらの入力も失われません。",
    tie_new: "新しいファイルと結ぶ",
    tie_existing: "今あるファイルと結ぶ",
    tie_existing_hint: "ほかの人がすでに使っているファイルは、「今あるファイルと結ぶ」で選んでください。「新しいファイルと結ぶ」で同じ名前を選ぶと、いったん空になります。",
    no_tie: "このブラウザでは、一つのファイルに続けて保存することができません。Microsoft Edge か Google Chrome で開くと使えます。このブラウザでは、「上書き保存」のたびに新しいファイルをダウンロードし、「前のファイルを確かめる」で、ほかの人の変更を取り込んでください。",
    untie: "結びつきを解く",
    untied: |name| {
        format!("共有ファイル「{name}」との結びつきを解きました。ファイルはそのまま残っています。")
    },
    tied: |name| format!("共有ファイル「{name}」と結びました。これから入力のたびに保存します。"),
    not_tied: |why| Message {
        text: format!("このファイルとは結んでいません。{}", why.text), ..why
    },
    not_allowed: |name| message(name, "に保存する許可がありません", NOT_ALLOWED),
    not_remembered: "このブラウザは、どのファイルと結んだかを覚えておけません。次に開いたときは、もう一度結んでください。",
    taken: |name, n| format!("共有ファイル「{name}」から {n} か所の変更を取り込みました。"),
    open_tied: "共有フォルダーのファイルを開き、続けて保存する",
    open_tied_hint: "同じファイルを開いた人どうしで、一緒に入力できます。",

    resume: "共有ファイルへの保存を再開する",
    retry: "もう一度試す",
    overwrite: "このファイルを作り直す",
    save_as: "別の名前で保存する",
    denied: ("許可が必要です", |name| message(name, "への保存には、あなたの許可が必要です", DENIED)),
    gone: ("見つかりません", |name| message(name, "が見つかりません", GONE)),
    locked: ("ほかのソフトが使用中", |name| {
        message(name, "を、ほかのソフトが使っています", LOCKED)
    }),
    full: ("空きがありません", |name| message(name, "を保存する場所がいっぱいです", FULL)),
    failed: ("保存できません", |name, said| {
        message(name, "に保存できませんでした", &format!("{FAILED}（ブラウザからの知らせ: {said}）"))
    }),
    busy: ("混み合っています", |name| message(name, "に、ほかの人が続けて保存しています", BUSY)),
    emptied: ("空になっています", |name| message(name, "が空になっています", EMPTIED)),
    another_plan: ("別の計画のファイル", |name| {
        message(name, "が、別の計画のファイルに置き換わっています", ANOTHER)
    }),
    unreadable: ("読めません", unreadable),

    reminder: |days| {
        format!(
            "最後にファイルに保存してから {days} 日たち、その後の変更があります。手元に残すため、ファイルに保存してください。"
        )
    },
    later: "明日また知らせる",
};

const DENIED: &str = "ブラウザを開き直したときなどに、もう一度許可が必要になります。入力した内容は失われていません。「共有ファイルへの保存を再開する」を押し、ブラウザがたずねたら「許可」や「変更を保存」を選んでください。ファイルが読み取り専用のときは、共有フォルダーの管理者に確かめてください。";
const NOT_ALLOWED: &str = "このファイルとは結んでいません。もう一度選び、ブラウザがたずねたら「許可」や「変更を保存」を選んでください。";
const GONE: &str = "ファイルが削除されたか、名前や場所が変わったか、共有フォルダーにつながっていません。画面の内容は失われていません。つながると、自動で保存を再開します。ファイルがなくなっているときは、「別の名前で保存する」で新しいファイルと結んでください。";
const LOCKED: &str =
    "画面の内容は失われていません。ほかのソフトがファイルを閉じると、自動で保存を再開します。";
const FULL: &str = "画面の内容は失われておらず、ファイルも前のまま残っています。共有フォルダーの空きを増やすと、自動で保存を再開します。急ぐときは、「別の名前で保存する」でほかの場所に保存してください。";
const FAILED: &str = "画面の内容は失われておらず、ファイルも前のまま残っています。続けて試しています。直らないときは、「別の名前で保存する」でほかの場所に保存してください。";
const BUSY: &str = "画面の内容は失われていません。数秒おきに、自動で試しています。";
const EMPTIED: &str = "ファイルの中身が消されたか、コピーの途中です。画面の内容は失われていません。数秒待っても直らないときは、「このファイルを作り直す」を押すと、画面の内容で作り直します。ほかの人の入力も、その人の画面が開けば入ります。";
const ANOTHER: &str = "別の計画を消さないように、保存を止めました。画面の内容は失われておらず、そのファイルにも書き込んでいません。元のファイルに戻すと再開します。戻せないときは、「別の名前で保存する」で新しいファイルと結んでください。";

fn message(name: &str, what: &str, text: &str) -> Message {
    Message { title: format!("共有ファイル「{name}」{what}"), text: text.into() }
}

fn unreadable(name: &str, error: &ReadError) -> Message {
    let what = match error {
        ReadError::NewerVersion { .. } => "は、新しい版の評価帳で保存されています",
        error if error.can_be_rescued() => "が壊れています",
        _ => "は、この評価帳のファイルではありません",
    };
    let next = match error.can_be_rescued() {
        true => {
            "画面の内容は失われておらず、ファイルにも書き込んでいません。読めるファイルに戻ると再開します。「別の名前で保存する」で新しいファイルと結ぶか、「このファイルを作り直す」を押すと、画面の内容で作り直します（壊れたファイルの中身は消えます）。"
        }
        false => {
            "画面の内容は失われておらず、そのファイルにも書き込んでいません。「別の名前で保存する」で新しいファイルと結んでください。"
        }
    };
    let (why, _) = read::told_ja(error);
    message(name, what, &format!("{why}{next}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_says_what_happened_that_nothing_is_lost_and_what_to_do() {
        let damaged = ReadError::CutShort { line: 3 };
        let newer = ReadError::NewerVersion { version: 2, app: "2.0".into() };
        let name = "R6計画.json";
        let messages = [
            (JA.denied.1)(name),
            (JA.gone.1)(name),
            (JA.locked.1)(name),
            (JA.full.1)(name),
            (JA.failed.1)(name, "x"),
            (JA.busy.1)(name),
            (JA.emptied.1)(name),
            (JA.another_plan.1)(name),
            (JA.unreadable.1)(name, &damaged),
            (JA.unreadable.1)(name, &newer),
            (JA.unreadable.1)(name, &ReadError::NotOurs),
        ];
        for message in messages {
            assert!(message.title.contains(name), "{message:?}");
            assert!(message.text.contains("失われて"), "{message:?}");
            let next = [
                "自動で",
                "続けて試しています",
                "「別の名前で保存する」",
                "「このファイルを作り直す」",
                "「共有ファイルへの保存を再開する」",
            ];
            assert!(next.iter().any(|next| message.text.contains(next)), "{message:?}");
        }
        assert!((JA.unreadable.1)(name, &damaged).text.contains("3 行目"));
        assert!((JA.unreadable.1)(name, &newer).title.contains("新しい版"));
    }
}
