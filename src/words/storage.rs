//! What is said about keeping the workbook in this browser and in files.

/// Is what a banner says: what happened in one line, then what is lost and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub title: String,
    /// What is lost or not, and what to do.
    pub text: String,
}

/// Holds the sentences about keeping the workbook.
pub struct StorageWords {
    /// The way out that every banner offers.
    pub save_file: &'static str,
    /// Tries again to store.
    pub retry: &'static str,
    /// All is stored, in the strict way.
    pub saved: &'static str,
    /// All is stored, but a crash of the whole browser may lose the last moments.
    pub saved_for_now: &'static str,
    /// What that means, and what is safer.
    pub saved_for_now_hint: &'static str,
    /// Not kept on this PC, as the user wants it; and what that means.
    pub not_here: &'static str,
    /// What that means.
    pub not_here_hint: &'static str,
    /// What being saved means; and where local storage had no room.
    pub saved_hint: &'static str,
    /// Somebody emptied the storage; it was written again.
    pub written_again: &'static str,
    /// Another page sent something that is no change of this workbook.
    pub not_understood: &'static str,
    /// Storing.
    pub saving: &'static str,
    /// Not stored in this browser.
    pub not_saved: &'static str,
    /// Saved into a file, this many minutes ago.
    pub file_saved: fn(Option<u32>) -> String,
    /// The browser has no storage.
    pub missing: fn() -> Message,
    /// Access is denied.
    pub blocked: fn() -> Message,
    /// Nothing can be written.
    pub read_only: fn() -> Message,
    /// No space: needed and used, in UTF-16 units.
    pub full: fn(u64, u64) -> Message,
    /// What was written read back as something else.
    pub read_back_differs: fn() -> Message,
    /// The list cannot be read.
    pub index_damaged: fn() -> Message,
    /// Removed from this PC, from another tab.
    pub removed: fn() -> Message,
    /// Anything else, with the browser's words.
    pub failed: fn(&str) -> Message,
    /// So many stored pieces could not be read; their names.
    pub unread: fn(&[String]) -> Message,
    /// Only changes were found, and no whole workbook.
    pub only_changes: fn() -> Message,
    /// Nothing was found of a workbook that the list names.
    pub nothing_found: fn() -> Message,
    /// What this page carries could not be read.
    pub carried_unreadable: &'static str,
}

/// The Japanese sentences.
pub const JA: StorageWords = StorageWords {
    save_file: "ファイルに保存",
    retry: "もう一度保存する",
    saved: "このブラウザに保存済み",
    saved_for_now: "このブラウザに一時保存",
    saved_for_now_hint: "このブラウザの中に保存しました。PC の電源が切れた場合などには、直前の数秒の入力が残らないことがあります。区切りのよいところで「ファイルに保存」を押してください。",
    not_here: "この PC に残さない",
    not_here_hint: "この評価帳は、この PC に保存していません。タブを閉じる前に「ファイルに保存」を押してください。",
    saved_hint: "このブラウザの中に保存しました。タブやブラウザが急に閉じても残ります。ほかの PC で使うとき、また PC の故障に備えるときは「ファイルに保存」を押してください。",
    written_again: "このブラウザに保存していた内容が消されていたので、もう一度保存しました。",
    not_understood: "ほかのページから、読み取れない内容が届きました。この評価帳には入れていません。",
    saving: "保存しています",
    not_saved: "このブラウザに保存していません",
    file_saved,
    missing: || message("このブラウザには保存する場所がありません", MISSING),
    blocked: || message("このブラウザへの保存が止められています", BLOCKED),
    read_only: || message("このブラウザに書き込めません", READ_ONLY),
    full,
    read_back_differs: || message("このブラウザに正しく保存できませんでした", DIFFERS),
    index_damaged: || message("評価帳の一覧を読めませんでした", INDEX),
    removed: || message("この評価帳は、この PC から消されました", REMOVED),
    failed,
    unread,
    only_changes: || message("保存されていた内容の一部だけが見つかりました", ONLY_CHANGES),
    carried_unreadable: "この持ち運び版に入っている依頼を開けませんでした",
    nothing_found: || message("この評価帳は、このブラウザに残っていません", NOTHING),
};

const MISSING: &str = "画面の内容は失われていませんが、このタブを閉じると消えます。「ファイルに保存」を押して、内容をファイルに残してください。";

const BLOCKED: &str = "画面の内容は失われていませんが、このタブを閉じると消えます。「ファイルに保存」を押して、内容をファイルに残してください。ブラウザの設定で Cookie とサイトデータの保存を許可すると、次に開いたときから保存できます。設定を変えられないときは、情報システムの担当にお問い合わせください。";

const READ_ONLY: &str = "前に保存した内容は読めますが、これからの変更は残りません。画面の内容は失われていません。「ファイルに保存」を押して、内容をファイルに残してください。";

const DIFFERS: &str = "書き込んだ内容を読み直したところ、一致しませんでした。前に保存した内容はそのまま残してあり、画面の内容も失われていません。「ファイルに保存」を押して、内容をファイルに残してください。";

const INDEX: &str = "評価帳の内容は一覧とは別に保存してあり、失われていません。見つかった評価帳を、名前のないまま一覧に示します。開くと、名前が一覧に戻ります。";

const REMOVED: &str = "ほかのタブで「この PC から消す」が押されました。この画面の内容は失われていませんが、このタブを閉じると消えます。残すときは「ファイルに保存」を押してください。";

const ONLY_CHANGES: &str = "変更の記録は見つかりましたが、評価帳の全体は見つかりませんでした。見つかった内容は消していません。前に保存したファイルがあれば、そのファイルを開いてください。見つかった変更と合わせて表示します。";

const NOTHING: &str = "ログオフのときにブラウザの内容を消す設定になっている場合などに起こります。前に保存したファイルを開いてください。";

fn message(title: &str, text: &str) -> Message {
    Message { title: title.into(), text: text.into() }
}

fn file_saved(minutes: Option<u32>) -> String {
    match minutes {
        None => "ファイルに保存: まだ".into(),
        Some(0) => "ファイルに保存: たった今".into(),
        Some(minutes @ 1..60) => format!("ファイルに保存: {minutes}分前"),
        Some(minutes @ 60..1440) => format!("ファイルに保存: {}時間前", minutes / 60),
        Some(minutes) => format!("ファイルに保存: {}日前", minutes / 1440),
    }
}

fn full(needed: u64, used: u64) -> Message {
    let sizes = match used {
        0 => String::new(),
        _ => format!(
            "保存には{}分の空きが必要ですが、すでに{}分が使われています。使われている分には、この PC で開いたほかのページの分も含まれることがあります。",
            characters(needed),
            characters(used)
        ),
    };
    let text = format!(
        "{sizes}前に保存した内容は残っており、画面の内容も失われていません。「ファイルに保存」を押して、内容をファイルに残してください。"
    );
    Message { title: "このブラウザの保存場所がいっぱいです".into(), text }
}

fn failed(detail: &str) -> Message {
    let text = format!(
        "前に保存した内容は残っており、画面の内容も失われていません。「ファイルに保存」を押して、内容をファイルに残してください。（ブラウザからの知らせ: {detail}）"
    );
    Message { title: "このブラウザに保存できませんでした".into(), text }
}

fn unread(keys: &[String]) -> Message {
    let text = format!(
        "読めなかった内容は消さずに残してあります。読めた内容は画面に表示しています。足りないところがないか確かめてください。（{}）",
        keys.join("、")
    );
    Message {
        title: format!("保存されていた内容のうち、{}件を読めませんでした", keys.len()), text
    }
}

/// Writes a number of characters as people say it: 約830文字, 約12万文字.
fn characters(units: u64) -> String {
    match units {
        0..10_000 => format!("約{units}文字"),
        _ => format!("約{}万文字", units.div_ceil(10_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_banner_says_what_happened_and_what_to_do() {
        let full = (JA.full)(12_345, 5_200_000);
        let next = "「ファイルに保存」";
        for message in [
            (JA.missing)(),
            (JA.blocked)(),
            (JA.read_only)(),
            (JA.read_back_differs)(),
            (JA.failed)("x"),
            full.clone(),
        ] {
            assert!(!message.title.is_empty() && message.text.contains("失われていません"), "{message:?}");
            assert!(message.text.contains(next), "{message:?}");
        }
        assert!(full.text.contains("約2万文字") && full.text.contains("約520万文字"), "{full:?}");
    }

    #[test]
    fn the_age_of_the_file_is_said_in_the_largest_unit() {
        let check = |minutes, age| assert_eq!((JA.file_saved)(minutes), format!("ファイルに保存: {age}"));
        check(None, "まだ");
        check(Some(0), "たった今");
        check(Some(12), "12分前");
        check(Some(60), "1時間前");
        check(Some(1439), "23時間前");
        check(Some(1440), "1日前");
    }
}
