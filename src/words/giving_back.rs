//! What is said about the ways back.

/// Holds the sentences about the ways back.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct GivingBackWords {
    pub give_back: &'static str,
    pub how: &'static str,
    pub missing: fn(usize, usize) -> String,
    pub to_missing: &'static str,
    pub by_file: &'static str,
    pub by_file_hint: &'static str,
    pub save: &'static str,
    pub save_text: &'static str,
    pub saved: fn(&str) -> String,
    pub by_text: &'static str,
    pub by_text_hint: &'static str,
    pub make_text: &'static str,
    pub text: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub by_paper: &'static str,
    pub by_paper_hint: &'static str,
    pub print: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub changed: &'static str,
    pub nth: fn(&str, usize) -> String,
    pub no_block: &'static str,
    pub cut_block: &'static str,
    pub broken_block: &'static str,
}

/// Official plain Japanese.
pub(super) const JA: GivingBackWords = GivingBackWords {
    give_back: "返し方",
    how: "次の三つのうち、どれか一つの方法で返してください。返した後でも、直してもう一度返すことができます。",
    missing: |open, all| {
        format!("{all}件のうち{open}件が、まだ終わっていません。このまま返すこともできます。")
    },
    to_missing: "終わっていない項目へ",
    by_file: "1．ファイルで返す",
    by_file_hint: "保存したファイルを、メールに添付して事務局に送ってください。",
    save: "回答を保存",
    save_text: "文字のファイル（.txt）で保存",
    saved: |name| format!("「{name}」を保存しました。メールに添付して事務局に送ってください。"),
    by_text: "2．文をコピーして返す",
    by_text_hint: "ファイルを添付できないときは、次の文をすべてコピーして、メールの本文に貼り付けてください。",
    make_text: "文を作る",
    text: "メールに貼り付ける文",
    copy: "文をコピー",
    copied: "コピーしました。メールの本文に貼り付けてください。",
    not_copied: "コピーできませんでした。文をすべて選んで、Ctrl+C を押してください。",
    by_paper: "3．印刷して返す",
    by_paper_hint: "印刷した用紙を、事務局に渡してください。",
    print: "印刷",
    code: "確認コード",
    code_hint: "控えておいてください。事務局に届いたものと同じかどうかを、電話などで確かめられます。",
    changed: "保存した後に変更があります。もう一度保存して送ってください。",
    nth: |name, at| format!("{name}（{at}つ目）"),
    no_block: "メール用の文を作れませんでした。ファイルで保存してください。",
    cut_block: "メールの文が途中で切れています。「評価帳ここから」の行から「評価帳ここまで」の行まで、すべて貼り付けてください。",
    broken_block: "メールの文の一部が欠けているか、変わっています。送った人に、もう一度送ってもらうか、ファイルで送ってもらってください。",
};
