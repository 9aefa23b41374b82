//! What is said in a meeting, while ratings are taken.

use crate::meeting::steps::Progress;
use crate::model::committee::{Presence, Vote, Way};
use crate::model::form::Base;

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct MeetingWords {
    pub prepare: &'static str,
    pub take: &'static str,
    pub results: &'static str,
    pub parts: &'static str,
    pub no_meeting: &'static str,

    // 議題
    pub agenda: &'static str,
    pub agenda_done: fn(usize, usize) -> String,
    pub no_agenda: &'static str,
    pub progress: fn(Progress) -> &'static str,
    pub item_at: fn(usize, usize) -> String,
    pub previous: &'static str,
    pub next: &'static str,
    pub next_open: &'static str,
    pub park: &'static str,
    pub unpark: &'static str,

    // 取り方
    pub way: &'static str,
    pub way_of: fn(Way) -> &'static str,
    pub axis: &'static str,
    pub round: &'static str,
    pub round_new: &'static str,
    pub round_label: fn(usize) -> String,

    // 記名
    pub grid: &'static str,
    pub grid_of: fn(&str) -> String,
    pub member: &'static str,
    pub keys_note: &'static str,
    pub vote_of: fn(Vote) -> &'static str,
    pub presence: fn(Presence) -> &'static str,
    pub came: fn(&str) -> String,
    pub not_yet: &'static str,
    pub left: fn(&str) -> String,
    pub is_entered: &'static str,
    pub votes: &'static str,
    pub vote: &'static str,
    pub round_before: &'static str,
    pub round_before_of: fn(&str) -> String,
    pub before: &'static str,
    pub before_of: fn(&str) -> String,
    pub changed: fn(&str, &str) -> String,
    pub rivals: fn(&str) -> String,
    pub no_roster: &'static str,
    pub to_committee: &'static str,
    pub given: fn(&str, &str) -> String,
    pub given_late: fn(&str, &str) -> String,
    pub cleared: fn(&str) -> String,
    pub cleared_before: fn(&str) -> String,
    pub waits_for_sign: fn(char) -> String,
    pub turn: fn(&str) -> String,
    pub all_given: &'static str,
    pub entered: fn(u32, u32) -> String,

    // 挙手
    pub hands: &'static str,
    pub hands_add: &'static str,
    pub named_add: &'static str,
    pub hands_of: fn(u32) -> String,
    pub hands_left: fn(u32) -> String,
    pub hands_all: &'static str,
    pub hands_hidden: fn(u32) -> String,
    pub hands_surplus: fn(u32, u32) -> String,
    pub hands_conflict: &'static str,
    pub discussion_note: &'static str,

    // 集計
    pub tally: &'static str,
    pub base_is: fn(Base, u32) -> String,
    pub base_unknown: &'static str,
    pub unknown_grades: fn(u32) -> String,
    pub strangers: fn(u32) -> String,
    pub self_ratings: &'static str,
    pub last_year: fn(&str) -> String,
    pub last_year_none: &'static str,
    pub decided: fn(&str) -> String,
    pub hidden: &'static str,
    pub hidden_in_file: &'static str,
    pub reveal: &'static str,
    pub hide: &'static str,
    pub revealed: &'static str,

    // 決定
    pub none_reached: &'static str,
    pub none_reached_is: &'static str,
    pub decision_of: fn(&str) -> String,
    pub settle: fn(&str) -> String,

    // 締切
    pub close: &'static str,
    pub close_and_next: &'static str,
    pub closed_at: fn(&str) -> String,
    pub closed_note: &'static str,
    pub now_closed: fn(&str) -> String,
    pub undecided: fn(u32) -> String,
    pub reopen: &'static str,
    pub reopen_reason: &'static str,
    pub reopen_why: &'static str,
    pub reopened: fn(&str, &str) -> String,
    pub add_late: &'static str,
    pub stop_late: &'static str,
    pub late: &'static str,
    pub late_of: fn(&str, Option<&str>, Option<&str>) -> String,
    pub late_hands: &'static str,
    pub item_conflict: &'static str,
    pub year_closed: &'static str,
    pub last_item: &'static str,

    // 意見
    pub spoken: fn(&str) -> String,
    pub spoken_hint: &'static str,
    pub speaker: &'static str,
    pub speaker_none: &'static str,
    pub spoken_added: fn(&str) -> String,
    pub spoken_kept: fn(&str) -> String,
    pub add: &'static str,
    pub comments: fn(usize) -> String,

    // 投影
    pub project: &'static str,
    pub projecting: &'static str,
    pub project_blocked: &'static str,
    pub project_here: &'static str,
    pub project_opinions: &'static str,
    pub project_counts: &'static str,
    pub project_more: &'static str,
}

/// The Japanese sentences.
pub const JA: MeetingWords = MeetingWords {
    prepare: "準備",
    take: "進行",
    results: "結果",
    parts: "会議の画面",
    no_meeting: "この会議はありません。「委員会」から会議を選んでください。",

    agenda: "議題",
    agenda_done: |done, all| format!("議題（締切 {done}／{all}）"),
    no_agenda: "評価する項目がありません。「準備」で議題を選ぶか、評価シートに施策を加えてください。",
    progress: |progress| match progress {
        Progress::Untouched => "未着手",
        Progress::Begun => "審議中",
        Progress::Parked => "保留",
        Progress::Closed => "締切",
    },
    item_at: |at, count| format!("{at}／{count}"),
    previous: "前へ",
    next: "次へ",
    next_open: "次の施策へ",
    park: "保留にする",
    unpark: "保留を解く",

    way: "評価の取り方",
    way_of: |way| match way {
        Way::Named => "記名",
        Way::Hands => "挙手",
        Way::Discussion => "協議",
    },
    axis: "評価の観点",
    round: "票の回",
    round_new: "投票をやりなおす（新しい回）",
    round_label: |number| format!("第{number}回の投票"),

    grid: "委員の評価",
    grid_of: |axis| format!("委員の評価（{axis}）"),
    member: "委員",
    keys_note: "キーで入力すると次の委員へ進みます。↑↓で移動、Delete で取り消し。",
    vote_of,
    presence: |presence| match presence {
        Presence::Unknown => "",
        Presence::Here => "出席",
        Presence::Proxy => "代理",
        Presence::Paper => "書面",
        Presence::Away => "欠席",
    },
    came: |time| format!("遅参 {time}"),
    not_yet: "遅参（未着）",
    left: |time| format!("早退 {time}"),
    is_entered: "入力済",
    votes: "異なる評価",
    vote: "評価",
    round_before: "前の回",
    round_before_of: |vote| format!("前の回の評価 {vote}"),
    before: "事前",
    before_of: |vote| format!("事前の評価 {vote}"),
    changed: |before, now| format!("{before} → {now}"),
    rivals: |votes| format!("{votes} が同時に入力されました。正しい評価を押して決めてください"),
    no_roster: "委員名簿がまだありません。名簿を作ると、委員ごとに評価を入力できます。名簿がなくても、挙手の数は入力できます。",
    to_committee: "委員名簿を作る",
    given: |name, vote| format!("{name} {vote}"),
    given_late: |name, vote| {
        format!("{name} {vote} を、締切後に届いた票として記録しました。集計には入りません。")
    },
    cleared: |name| format!("{name} の評価を取り消しました"),
    cleared_before: |name| {
        format!("{name} に表示しているのは、前に届いた評価です。変えるときは、評価を押してください。")
    },
    waits_for_sign: |letter| format!("{}：続けて ＋ か － を押してください", letter.to_ascii_uppercase()),
    turn: |name| format!("次は {name}"),
    all_given: "全員の入力が終わりました",
    entered: |given, of| format!("入力 {given}／{of}"),

    hands: "挙手の数",
    hands_add: "挙手の数を入力する",
    named_add: "記名の票を入力する",
    hands_of: |of| format!("挙手できる人：{of} 人（出席のうち、記名の票がない委員）"),
    hands_left: |left| format!("あと {left} 人です"),
    hands_hidden: |raised| format!("挙手 {raised} 人分を入力済み（伏せています）"),
    hands_all: "人数が合いました",
    hands_surplus: |raised, of| {
        format!(
            "数えた挙手 {raised} が、挙手できる {of} 人より多くなっています。数えなおすか、出欠を確かめてください。"
        )
    },
    hands_conflict: "挙手の数が二つ並んでいます（同時に入力されました）。正しい数を入力しなおすと、一つになります。",
    discussion_note: "協議で決めます。票は数えません。右の欄に評価と理由を記録してください。",

    tally: "集計",
    base_is: |base, of| match base {
        Base::Seats => format!("割合の母数：定数 {of}"),
        Base::Present => format!("割合の母数：出席 {of}"),
        Base::Answers => format!("割合の母数：回答 {of}"),
    },
    base_unknown: "出席をまだ確認していないため、割合を出せません。",
    unknown_grades: |n| {
        format!(
            "評価段階が変わったため数えられない票が {n} 件あります。票は残っています。あらためて評価を取ってください。"
        )
    },
    strangers: |n| {
        format!("この会議の委員ではない人の票が {n} 人分あります。数えていませんが、残っています。")
    },
    self_ratings: "事業の自己評価",
    last_year: |label| format!("{label}の委員会"),
    last_year_none: "前の年度の委員会の評価はありません。",
    decided: |grade| format!("決定 {grade}"),
    hidden: "評価は伏せています。「公開する」を押すと、この画面と投影画面に表示します。",
    hidden_in_file: "伏せている評価も、このファイルに入っています。",
    reveal: "公開する",
    hide: "もう一度伏せる",
    revealed: "評価を公開しました。",

    none_reached: "評価を決めない",
    none_reached_is: "評価なし（決めないことにした）",
    decision_of: |axis| format!("決定（{axis}）"),
    settle: |axis| format!("決定と理由（{axis}）"),

    close: "締め切る",
    close_and_next: "締め切って次へ",
    closed_at: |time| format!("締切 {time}"),
    closed_note: "締め切っています。直すときは、理由を書いて再開してください。",
    now_closed: |item| format!("{item} を締め切りました。"),
    undecided: |n| {
        format!(
            "未確定の票が {n} 件あります。「同時に入力されました」とある委員の評価を決めてから、締め切ってください。"
        )
    },
    reopen: "再開する",
    reopen_reason: "再開の理由",
    reopen_why: "再開の理由を書いてください。議事録案に残ります。",
    reopened: |time, reason| format!("再開 {time}　{reason}"),
    add_late: "遅れて届いた票を記録する",
    stop_late: "遅れて届いた票の記録を終える",
    late: "締切後に届いた票（集計には入れていません）",
    late_of: |name, counted, now| match (counted, now) {
        (None, Some(now)) => format!("{name} {now}"),
        (Some(counted), Some(now)) => format!("{name} {counted} → {now}"),
        (Some(counted), None) => format!("{name} {counted} → 取り消し"),
        (None, None) => name.into(),
    },
    late_hands: "挙手の数が、締切の後に変わりました。",
    item_conflict: "この施策の進め方（締切・公開・保留など）が、別の画面で同時に変えられました。今の表示でよければ、もう一度同じ操作をしてください。",
    year_closed: "この年度は締めてあるため、入力できません。",
    last_item: "議題はこれで終わりです。「結果」で一覧と議事録案を確かめてください。",

    spoken: |heading| format!("{heading}に加える"),
    spoken_hint: "Enter で加えて次へ。改行は Shift+Enter",
    speaker: "発言者",
    speaker_none: "（発言者なし）",
    spoken_added: |heading| format!("{heading}に加えました。"),
    spoken_kept: |heading| format!("書きかけの文を、前の施策の{heading}に加えました。"),
    add: "加える",
    comments: |n| format!("委員票の意見（{n}）"),

    project: "投影画面を開く",
    projecting: "投影中",
    project_blocked: "ブラウザーが新しい画面を開けませんでした。この画面の中に同じ表示を出せます。（ポップアップを許可すると、別の画面で開けます）",
    project_here: "この画面に映す",
    project_opinions: "意見を映す",
    project_counts: "集計を映す",
    project_more: "意見の続きを映す",
};

fn vote_of(vote: Vote) -> &'static str {
    match vote {
        Vote::Grade(_) => "",
        Vote::Abstain => "棄権",
        Vote::Cannot => "評価できない",
        Vote::Away => "不在",
    }
}
