//! What is said about the committee: roster, rules, meetings and their preparation.

use super::app::day_ja;
use crate::model::committee::AttendanceState;
use crate::model::form::Quorum;
use crate::model::year_book::YearBook;
use crate::tally::attendance::Attended;

/// Holds these sentences.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct CommitteeWords {
    pub committee: &'static str,
    pub no_committee: &'static str,
    pub year_closed: &'static str,
    pub move_up: fn(&str) -> String,
    pub move_down: fn(&str) -> String,

    // 委員名簿
    pub roster: &'static str,
    pub roster_hint: &'static str,
    pub roster_empty: &'static str,
    pub roster_count: fn(usize, usize) -> String,
    pub roster_begun: &'static str,
    pub name: &'static str,
    pub seat: &'static str,
    pub role: &'static str,
    pub section: &'static str,
    pub actions: &'static str,
    pub field_of: fn(&str, &str) -> String,
    pub unnamed: &'static str,
    pub retired: &'static str,
    pub retire: &'static str,
    pub come_back: &'static str,
    pub remove: &'static str,
    pub of: fn(&str) -> String,
    pub member_removed: fn(&str) -> String,
    pub member_retired: fn(&str) -> String,
    pub member_kept: fn(&str) -> String,
    pub doubles: fn(&str) -> String,
    pub add_name: &'static str,
    pub add_hint: &'static str,
    pub add: &'static str,
    pub add_nameless: &'static str,
    pub paste: &'static str,
    pub paste_label: &'static str,
    pub paste_hint: &'static str,
    pub paste_add: &'static str,
    pub paste_empty: &'static str,
    pub added: fn(usize) -> String,
    pub known: fn(&[String]) -> String,
    pub who: fn(&str, &[&str]) -> String,
    pub add_another: &'static str,
    pub add_none: &'static str,

    // きまり
    pub rules: &'static str,
    pub rules_hint: &'static str,
    pub base: &'static str,
    pub base_hint: &'static str,
    pub bases: [&'static str; 3],
    pub proposal: &'static str,
    pub proposal_hint: &'static str,
    pub no_median: &'static str,
    pub proposals: [&'static str; 4],
    pub quorum: &'static str,
    pub quorum_hint: &'static str,
    pub quorums: [&'static str; 4],
    pub quorum_number: &'static str,
    pub quorum_wrong: &'static str,
    pub counting: &'static str,
    pub count_proxy: [&'static str; 2],
    pub count_paper: [&'static str; 2],
    pub count_absent: [&'static str; 2],
    pub showing: &'static str,
    pub named_votes: [&'static str; 2],
    pub named_opinions: [&'static str; 2],

    // 会議
    pub meetings: &'static str,
    pub meetings_empty: &'static str,
    pub add_meeting: &'static str,
    pub meeting_title: fn(usize, &str) -> String,
    pub untitled: &'static str,
    pub day_of: fn(&str) -> String,
    pub no_day: &'static str,
    pub progress: fn(usize, &str, usize) -> String,
    pub to_part: fn(&str, &str) -> String,
    pub meeting_removed: fn(&str) -> String,
    pub meeting_kept: fn(&str) -> String,

    // 準備
    pub begin: &'static str,
    pub details: &'static str,
    pub title: &'static str,
    pub day: &'static str,
    pub place: &'static str,
    pub whole: &'static str,
    pub blind: [&'static str; 2],
    pub rounds: &'static str,
    pub rounds_hint: &'static str,
    pub round: &'static str,
    pub round_label: fn(usize) -> String,
    pub before_label: &'static str,
    pub round_before: &'static str,
    pub round_here: &'static str,
    pub add_before: &'static str,
    pub add_round: &'static str,
    pub round_removed: fn(&str) -> String,

    // 出欠
    pub attendance: &'static str,
    pub attendance_hint: &'static str,
    pub attendance_empty: &'static str,
    pub to_roster: &'static str,
    pub all_present: &'static str,
    pub all_noted: &'static str,
    pub state: fn(AttendanceState) -> &'static str,
    pub attendance_of: fn(&str) -> String,
    pub clear: &'static str,
    pub clear_of: fn(&str) -> String,
    pub came_at: &'static str,
    pub left_at: &'static str,
    pub time_of: fn(&str, &str) -> String,
    pub came_now: &'static str,
    pub left_now: &'static str,
    pub attended: fn(&YearBook, &Attended) -> String,

    // 議題
    pub agenda: &'static str,
    pub agenda_plan: fn(usize, &str) -> String,
    pub agenda_own: fn(usize, &str, usize) -> String,
    pub agenda_empty: &'static str,
    pub to_plan: &'static str,
    pub parked: &'static str,
    pub park: &'static str,
    pub unpark: &'static str,
    pub closed: &'static str,
    pub choose: &'static str,
    pub choose_hint: &'static str,
    pub choose_all: &'static str,
    pub choose_none: &'static str,
    pub choose_these: &'static str,
    pub chosen: fn(usize) -> String,
    pub chosen_none: &'static str,
    pub dropped: &'static str,
    pub off_agenda: &'static str,
}

/// The Japanese sentences.
pub const JA: CommitteeWords = CommitteeWords {
    committee: "委員会",
    no_committee: "この年度の様式には、委員会が評価する欄がありません。委員会の評価を使うときは、委員会のある様式で評価帳を作ってください。",
    year_closed: "この年度は締め切られているので、見るだけで書きかえられません。",
    move_up: |name| format!("「{name}」を上へ"),
    move_down: |name| format!("「{name}」を下へ"),

    roster: "委員名簿",
    roster_hint: "出欠と記名の評価は、この名簿の委員で取ります。欄を押すと、そのまま直せます。",
    roster_empty: "まだ委員がいません。下の「氏名」に入力するか、Excel の名簿を貼り付けてください。",
    roster_count: |members, retired| match retired {
        0 => format!("委員 {members} 人"),
        _ => format!("委員 {members} 人（ほかに退任 {retired} 人）"),
    },
    roster_begun: "評価を取り始めてから名簿を変えても、締め切った分の集計は変わりません。締め切っていない分では、加えた委員を未提出に数えます。",
    name: "氏名",
    seat: "選出区分",
    role: "役職",
    section: "部会",
    actions: "操作",
    field_of: |name, field| format!("{name} の{field}"),
    unnamed: "（氏名なし）",
    retired: "退任",
    retire: "退任にする",
    come_back: "復帰",
    remove: "削除",
    of: |name| format!("（{name}）"),
    member_removed: |name| format!("「{name}」を名簿から削除しました。「元に戻す」で戻せます。"),
    member_retired: |name| format!("「{name}」を退任にしました。これまでの評価と意見は残ります。"),
    member_kept: |name| {
        format!("「{name}」には評価・出欠・意見の記録があるので、削除せずに退任にしました。記録は残ります。")
    },
    doubles: |names| {
        format!(
            "同じ氏名の委員が二人以上います：{names}。別の人ならこのままで構いません。同じ人なら一方を削除してください。"
        )
    },
    add_name: "加える委員の氏名",
    add_hint: "Enter を押すと名簿に加わり、続けて次の人を入力できます。",
    add: "加える",
    add_nameless: "氏名を入力してください。",
    paste: "Excel の名簿を貼り付けて加える",
    paste_label: "名簿の貼り付け",
    paste_hint: "一人一行で、氏名・選出区分・役職・部会の順に並べてコピーしてください。見出しの行を含めると、列の順が違っていても読み取ります。",
    paste_add: "貼り付けた委員を加える",
    paste_empty: "氏名のある行が見つかりません。名簿をコピーして、もう一度貼り付けてください。",
    added: |count| format!("{count} 人を名簿に加えました。"),
    known: |who| format!("もう名簿にあるので、加えていません：{}。", who.join("、")),
    who: |name, more| {
        let more: Vec<&str> = more.iter().copied().filter(|text| !text.trim().is_empty()).collect();
        if more.is_empty() {
            format!("「{name}」")
        } else {
            format!("「{name}」（{}）", more.join("・"))
        }
    },
    add_another: "同姓同名の別の人として加える",
    add_none: "加えない",

    rules: "きまり",
    rules_hint: "条例や要綱に合わせて選んでください。変えると、この年度の集計にすぐ反映されます。",
    base: "集計の母数",
    base_hint: "割合と過半数を、どの人数を 100% として計算するかです。",
    bases: ["回答した人数", "出席した人数", "定数（委員の人数）"],
    proposal: "評価の案",
    proposal_hint: "票数から評価の案を示します。案が決定になることはありません。",
    no_median: "中央値は、順序のある評価段階だけを使う様式で選べます。この様式には順序のない評価段階があります。",
    proposals: ["案を出さない", "最多", "過半数", "中央値"],
    quorum: "定足数",
    quorum_hint: "会議が成立する人数です。定数は名簿の人数で、部会の会議ではその部会の人数です。",
    quorums: ["定めなし", "過半数", "半数以上（ちょうど半数でも成立）", "人数で決める"],
    quorum_number: "成立する人数",
    quorum_wrong: "1 から 999 までの数を入力してください。直すまでは、前の人数のままです。",
    counting: "数え方",
    count_proxy: ["代理を出席に数える", "代理人が出た委員を、定足数と出席の人数に入れます。"],
    count_paper: ["書面を出席に数える", "書面で加わった委員を、定足数と出席の人数に入れます。"],
    count_absent: [
        "欠席者の事前の評価を数える",
        "会議を欠席した委員が前もって出した評価を、集計に入れます。",
    ],
    showing: "名前の出し方",
    named_votes: ["結果に委員名を出す", "誰がどの評価をしたかを、結果の表に出します。"],
    named_opinions: ["意見に発言者名を出す", "意見に、発言した委員の名前を添えます。"],

    meetings: "会議",
    meetings_empty: "まだ会議がありません。「会議を追加」を押して、日時・出欠・議題を準備してください。",
    add_meeting: "会議を追加",
    meeting_title: |number, committee| format!("第{number}回{committee}"),
    untitled: "（題名のない会議）",
    day_of: day_ja,
    no_day: "日付なし",
    progress: |items, noun, closed| format!("{items} {noun}中 {closed} 締切"),
    to_part: |part, title| format!("{part}（{title}）"),
    meeting_removed: |title| format!("「{title}」を削除しました。「元に戻す」で戻せます。"),
    meeting_kept: |title| {
        format!(
            "「{title}」で取った評価や締切の記録があるので、削除できません。記録を消してから削除してください。"
        )
    },

    begin: "進行をはじめる",
    details: "会議の内容",
    title: "題名",
    day: "日時",
    place: "場所",
    whole: "全体",
    blind: [
        "伏せて集計する",
        "公開するまで、画面・印刷・書き出しで評価を隠します。事務局の評価帳ファイルには評価が入っています。",
    ],
    rounds: "評価を取る回",
    rounds_hint: "同じ委員の評価がいくつかの回にあるときは、下の回のものを数えます。",
    round: "回の名前",
    round_label: |number| format!("第{number}回の投票"),
    before_label: "事前評価",
    round_before: "会議の前に集める",
    round_here: "この会議で取る",
    add_before: "事前評価の回を加える",
    add_round: "この会議の投票の回を加える",
    round_removed: |label| format!("「{label}」を削除しました。「元に戻す」で戻せます。"),

    attendance: "出欠",
    attendance_hint: "欄の中では矢印キーで選び、Delete で消します。遅参は時刻が入るまで不在、早退は時刻が入るまで出席に数えます。",
    attendance_empty: "この会議の委員がいません。先に委員名簿に委員を加えてください。",
    to_roster: "委員名簿へ",
    all_present: "全員を出席にする",
    all_noted: "全員の出欠が入っています。",
    state: |state| match state {
        AttendanceState::Present => "出席",
        AttendanceState::Late => "遅参",
        AttendanceState::LeftEarly => "早退",
        AttendanceState::Web => "Web",
        AttendanceState::Proxy => "代理",
        AttendanceState::Paper => "書面",
        AttendanceState::Absent => "欠席",
    },
    attendance_of: |name| format!("{name} の出欠"),
    clear: "消す",
    clear_of: |name| format!("{name} の出欠を消す"),
    came_at: "来た時刻",
    left_at: "退出の時刻",
    time_of: |name, what| format!("{name} の{what}"),
    came_now: "今来た",
    left_now: "今退出",
    attended,

    agenda: "議題",
    agenda_plan: |items, noun| format!("計画の順に、{items} {noun}をすべて取り上げます。"),
    agenda_own: |items, noun, off| match off {
        0 => format!("{items} {noun}を、この順に取り上げます。"),
        _ => format!("{items} {noun}を、この順に取り上げます。議題に入れていない{noun}が {off} あります。"),
    },
    agenda_empty: "取り上げる項目がありません。評価シートで計画の項目を加えてください。",
    to_plan: "計画の順に戻す",
    parked: "保留",
    park: "保留にする",
    unpark: "保留をやめる",
    closed: "締切",
    choose: "取り上げるものを選ぶ",
    choose_hint: "取り上げるものに印を付けて、「選んだものを議題にする」を押してください。",
    choose_all: "すべてに印を付ける",
    choose_none: "印をすべて外す",
    choose_these: "選んだものを議題にする",
    chosen: |items| format!("議題を {items} 件にしました。"),
    chosen_none: "一つも選ばれていません。取り上げるものに印を付けてください。",
    dropped: "次の議題は、計画から削除されたので呼びません。削除を「元に戻す」で取り消すと、議題にも戻ります。",
    off_agenda: "議題から除く",
};

/// Says who is there and whether that is enough, with the numbers it was reckoned from.
fn attended(book: &YearBook, it: &Attended) -> String {
    let rules = &book.form.committee;
    let parts = |all: &[(&str, u32)], between: &str| {
        let some = all.iter().filter(|(_, count)| *count > 0);
        some.map(|(label, count)| format!("{label} {count}")).collect::<Vec<_>>().join(between)
    };
    let (proxy, no_proxy) = if rules.without_proxy { (0, it.proxy) } else { (it.proxy, 0) };
    let (paper, no_paper) = if rules.with_paper { (it.paper, 0) } else { (0, it.paper) };
    let counted = [("会場", it.room), ("Web", it.web), ("代理", proxy), ("書面", paper)];
    let counted = parts(&counted, "・");
    let counted = if counted.is_empty() { counted } else { format!("（{counted}）") };
    let rule = match (rules.quorum, it.needed) {
        (Quorum::MoreThanHalf, Some(needed)) => format!("過半数は{needed}人以上"),
        (Quorum::HalfOrMore, Some(needed)) => format!("半数以上は{needed}人以上"),
        (_, Some(needed)) => format!("定足数は{needed}人以上"),
        (_, None) => "定足数の定めはありません".into(),
    };
    let valid = match it.is_valid() {
        Some(true) => " → 成立しています。",
        Some(false) => " → 成立していません。",
        None => "。",
    };
    let mut line = format!("出席 {}{counted}／定数 {}。{rule}{valid}", it.counted, it.seats);
    let left_out = parts(&[("代理", no_proxy), ("書面", no_paper)], "・");
    if !left_out.is_empty() {
        line.push_str(&format!("{left_out} は数えていません。"));
    }
    let others =
        [("まだ来ていない", it.awaited), ("早退", it.left), ("欠席", it.absent), ("未入力", it.unknown)];
    let others = parts(&others, "・");
    if !others.is_empty() {
        line.push_str(&format!("{others}。"));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quorum_is_said_with_its_numbers() {
        let nine = Attended {
            seats: 11,
            room: 7,
            web: 1,
            proxy: 1,
            counted: 9,
            needed: Some(6),
            ..Default::default()
        };
        let five = Attended { seats: 11, room: 5, awaited: 2, absent: 1, unknown: 3, counted: 5, ..nine };
        let five = Attended { web: 0, proxy: 0, ..five };
        for (quorum, attended, expected) in [
            (
                Quorum::MoreThanHalf,
                Attended { paper: 1, absent: 1, ..nine },
                "出席 9（会場 7・Web 1・代理 1）／定数 11。過半数は6人以上 → 成立しています。書面 1 は数えていません。欠席 1。",
            ),
            (
                Quorum::HalfOrMore,
                five,
                "出席 5（会場 5）／定数 11。半数以上は6人以上 → 成立していません。まだ来ていない 2・欠席 1・未入力 3。",
            ),
            (
                Quorum::None,
                Attended { seats: 2, unknown: 2, ..Default::default() },
                "出席 0／定数 2。定足数の定めはありません。未入力 2。",
            ),
        ] {
            let mut book = YearBook::default();
            book.form.committee.quorum = quorum;
            assert_eq!((JA.attended)(&book, &attended), expected);
        }
    }
}
