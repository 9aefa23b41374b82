//! What is said in the designer of forms.

use crate::design::{Hidden, Labels, Problem, Refused, What, Why};
use crate::model::form::{Form, FormFault};
use crate::model::id::{AxisId, FieldId, GradeId, LevelId, ScaleId};

/// Holds the sentences said in the designer of forms.
#[expect(missing_docs, reason = "each field is the sentence of its name")]
pub struct DesignWords {
    pub hint: &'static str,
    pub year_closed: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub sections: [&'static str; 5],
    pub section_hints: [&'static str; 5],
    pub sections_label: &'static str,
    pub with_problems: fn(usize) -> String,
    pub problems: fn(usize) -> String,
    pub problem: fn(&Problem, &Form) -> String,
    pub refused: fn(&Refused, &Form) -> String,
    pub no_scale: &'static str,
    pub full: &'static str,
    pub unnamed: &'static str,
    pub of: fn(&str, &str) -> String,
    pub label: &'static str,
    pub actions: &'static str,
    pub remove: &'static str,
    pub removed: fn(&str) -> String,
    pub aliases: &'static str,
    pub aliases_hint: &'static str,
    pub move_hint: &'static str,

    // 階層
    pub add_level: &'static str,
    pub shape: &'static str,
    pub shapes: [&'static str; 4],
    pub shapes_hint: &'static str,

    // 記入欄
    pub add_field: &'static str,
    pub new_field: &'static str,
    pub chosen_field: fn(&str) -> String,
    pub field_label: &'static str,
    pub field_label_hint: &'static str,
    pub kind: &'static str,
    pub kinds: [&'static str; 9],
    pub kind_hints: [&'static str; 9],
    pub scale_of: &'static str,
    pub options: &'static str,
    pub options_hint: &'static str,
    pub add_option: &'static str,
    pub option: &'static str,
    pub heads: [&'static str; 4],
    pub heads_title: &'static str,
    pub heads_hint: &'static str,
    pub levels: &'static str,
    pub levels_hint: &'static str,
    pub by: &'static str,
    pub bys: [&'static str; 3],
    pub carry: &'static str,
    pub carry_hint: &'static str,
    pub carries: [&'static str; 2],
    pub when: &'static str,
    pub when_hint: &'static str,
    pub when_all: &'static str,
    pub when_of: fn(&str) -> String,
    pub when_options: &'static str,
    pub guidance: &'static str,
    pub guidance_hint: &'static str,
    pub width: &'static str,
    pub width_hint: &'static str,

    // 評価段階
    pub add_scale: &'static str,
    pub new_scale: &'static str,
    pub scale_label: &'static str,
    pub remove_scale: &'static str,
    pub ordered: &'static str,
    pub ordered_hint: &'static str,
    pub grades: &'static str,
    pub grade_key: &'static str,
    pub grade_label: &'static str,
    pub definition: &'static str,
    pub add_grade: &'static str,
    pub marks: &'static str,
    pub marks_hint: &'static str,
    pub mark_label: &'static str,
    pub add_mark: &'static str,

    // 委員会
    pub committee_label: &'static str,
    pub committee_label_hint: &'static str,
    pub committee_levels: &'static str,
    pub committee_levels_hint: &'static str,
    pub axes: &'static str,
    pub axes_hint: &'static str,
    pub axis_scale: &'static str,
    pub beside: &'static str,
    pub beside_none: &'static str,
    pub add_axis: &'static str,
    pub headings: &'static str,
    pub headings_hint: &'static str,
    pub add_heading: &'static str,
    pub rules: &'static str,

    // シート
    pub unit: &'static str,
    pub unit_hint: &'static str,
    pub number_label: &'static str,
    pub title_label: &'static str,
    pub number_width: &'static str,
    pub title_width: &'static str,
    pub period_from: &'static str,
    pub period_to: &'static str,
    pub period_hint: &'static str,
    pub period_wrong: &'static str,

    // できあがりの見本
    pub preview: &'static str,
    pub preview_hint: &'static str,
    pub example: &'static str,
    pub example_title: fn(&str) -> String,
    pub example_text: &'static str,
    pub example_owner: &'static str,
    pub example_figure: &'static str,
    pub no_columns: &'static str,

    // 変える前の確かめ
    pub ask: &'static str,
    pub ask_hint: &'static str,
    pub converted: fn(&str, usize) -> String,
    pub hidden: fn(&Hidden, &Form) -> String,
    pub examples: fn(&[String], usize) -> String,
    pub not_yet: &'static str,
    pub look: &'static str,
    pub go_on: &'static str,
    pub cancel: &'static str,
    pub changed: &'static str,

    // 様式ファイル
    pub save_file: &'static str,
    pub saved_file: fn(&str) -> String,
    pub replace: &'static str,
    pub replaced: fn(&str) -> String,
    pub same: &'static str,
    pub not_whole: &'static str,
    pub file_hint: &'static str,
    pub from_file: &'static str,
    pub of_file: fn(&str) -> String,
    pub from_blank: &'static str,
    pub blank: Labels,
}

/// Official plain Japanese.
pub(super) const JA: DesignWords = DesignWords {
    hint: "階層、記入欄、評価段階を、自分の市町村のシートに合わせて直せます。直すたびに保存され、「元に戻す」で戻せます。",
    year_closed: "この年度は締め切られているため、様式は見るだけです。直すには、年度を開き直してください。",
    name: "様式の名前",
    name_hint: "様式を選ぶときに表示される名前です。",
    sections: ["階層", "記入欄", "評価段階", "委員会", "シート"],
    section_hints: [
        "計画の木の段です。上から順に並べます（2〜6 段）。",
        "項目ごとに記入する欄です。シートの左から並ぶ順に並べます。",
        "記入欄や委員会の評価で使う段階です。",
        "委員会が評価や意見を書くところです。委員会がない場合は空のままにします。",
        "印刷や画面の表の体裁です。",
    ],
    sections_label: "様式のどこを直すか",
    with_problems: |count| format!("（確認 {count} 件）"),
    problems: |count| format!("確認してください（{count} 件）。このままでも使えます。"),
    problem: problem_ja,
    refused: refused_ja,
    no_scale: "先に「評価段階」で段階の表を作ってください。",
    full: "これ以上は増やせません（階層は 6 段、評価は 12 段階までです）。",
    unnamed: "（名称なし）",
    of: |name, part| format!("{name}の{part}"),
    label: "名称",
    actions: "操作",
    remove: "削除",
    removed: |name| format!("「{name}」を削除しました。「元に戻す」で戻せます。"),
    aliases: "表での別の名前",
    aliases_hint: "Excel などの表で別の見出しになっている場合に、1 行に 1 つずつ書きます。",
    move_hint: "Alt キーを押しながら ↑・↓ でも順番を変えられます。",

    add_level: "階層を追加",
    shape: "シートでの形",
    shapes: ["見出し", "番号のまとまり", "表の行", "行の中の区分"],
    shapes_hint: "見出し：表の上に番号と名称を出します。番号のまとまり：いくつかの行に共通する番号です。表の行：1 件が 1 行です。行の中の区分：1 件を課や報告ごとに分けた行で、番号と名称はありません。",

    add_field: "記入欄を追加",
    new_field: "新しい記入欄",
    chosen_field: |label| format!("記入欄「{label}」"),
    field_label: "見出し",
    field_label_hint: "{年度} と書いたところは、令和元年度のような年度の名前になります。",
    kind: "種類",
    kinds: ["文章", "1 行の文字", "評価", "選択", "担当課", "指標", "年次計画", "数値", "ページ"],
    kind_hints: [
        "改行のある、長さの自由な文章です。",
        "改行のない短い文字です。",
        "評価段階から一つを選びます。集計されます。",
        "決まった言葉から一つを選びます（継続・充実・改善など）。",
        "担当課や実施主体です。課ごとの集計に使います。",
        "指標の名前・単位・目標値と、年度ごとの値です。",
        "年度ごと、または数年にわたる予定です。",
        "数です。入力したとおりに残します。",
        "計画書のページです。",
    ],
    scale_of: "使う評価段階",
    options: "選択肢",
    options_hint: "選べる言葉を、上から順に並べます。1 つだけにすると、印を付ける欄になります。",
    add_option: "選択肢を追加",
    option: "選択肢",
    heads: ["目標値の見出し", "年度の見出し", "値の見出し", "単位の見出し"],
    heads_title: "指標の列の見出し",
    heads_hint: "表に列がないものは空のままにします。",
    levels: "記入する階層",
    levels_hint: "この欄がある階層を選びます。見出しの階層を選ぶと、見出しの下の説明文になります。",
    by: "記入する人",
    bys: ["事務局", "担当課", "委員会"],
    carry: "次の年度",
    carry_hint: "次の年度を始めるときに、今の内容を引き継ぐか、空にするかです。",
    carries: ["引き継ぐ（計画の内容）", "空から始める（毎年の記入）"],
    when: "記入を求める項目",
    when_hint: "一部の項目だけに記入を求める場合は、もとになる選択の欄を選びます。",
    when_all: "すべての項目",
    when_of: |label| format!("「{label}」で選んだもの"),
    when_options: "記入を求める選択肢",
    guidance: "記入のしかた",
    guidance_hint: "記入する人に見せる案内文です。空でもかまいません。",
    width: "列の幅",
    width_hint: "ほかの列と比べた広さです（1〜40）。",

    add_scale: "評価段階の表を追加",
    new_scale: "評価段階",
    scale_label: "表の名前",
    remove_scale: "この表を削除",
    ordered: "上から良い順に並んでいる",
    ordered_hint: "良い順でないもの（達成・未達成・検討中・中止など）は外します。中央値と上がり下がりは出なくなります。",
    grades: "評価",
    grade_key: "記号",
    grade_label: "短い名前",
    definition: "意味",
    add_grade: "評価を追加",
    marks: "評価に数えない印",
    marks_hint: "「－ 対象外」のように、評価の代わりに入れる印です。件数は別に数えます。",
    mark_label: "印の意味",
    add_mark: "印を追加",

    committee_label: "委員会の名前",
    committee_label_hint: "例：推進委員会",
    committee_levels: "委員会が扱う階層",
    committee_levels_hint: "評価や意見を書く項目の階層です。",
    axes: "委員会の評価",
    axes_hint: "評価の観点です。一つの委員会が多く、観点を分ける場合は行を増やします。",
    axis_scale: "評価段階",
    beside: "並べる自己評価",
    beside_none: "なし",
    add_axis: "評価を追加",
    headings: "意見の見出し",
    headings_hint: "委員の意見や今後の方向性など、文を並べる欄です。",
    add_heading: "見出しを追加",
    rules: "定足数や評価案の決め方は「委員会」の「きまり」で決めます。",

    unit: "1 枚のシートにする階層",
    unit_hint: "この階層の項目ごとに 1 枚のシートになります。",
    number_label: "番号の列の見出し",
    title_label: "名称の列の見出し",
    number_width: "番号の列の幅",
    title_width: "名称の列の幅",
    period_from: "計画期間の初めの年度",
    period_to: "計画期間の終わりの年度",
    period_hint: "例：令和元年度、R1、2019。指標と年次計画の欄に並ぶ年度です。空でもかまいません。",
    period_wrong: "年度を読み取れません。令和元年度、R1、2019 のように書いてください。",

    preview: "できあがりの見本",
    preview_hint: "直すと、すぐに変わります。",
    example: "例",
    example_title: |level| format!("{level}の名称"),
    example_text: "記入した文",
    example_owner: "担当課",
    example_figure: "値",
    no_columns: "表の行に記入欄がありません。",

    ask: "変える前に確かめてください",
    ask_hint: "次の内容は画面と印刷に出なくなります。消えるのではなく、ファイルに残ります。「元に戻す」で、また出せます。",
    converted: |label, count| format!("「{label}」の {count} 件は、新しい種類の値に置き換えます。"),
    hidden: hidden_ja,
    examples: |names, more| match more {
        0 => format!("例：{}", names.join("、")),
        more => format!("例：{}、ほか {more} 項目", names.join("、")),
    },
    not_yet: "出なくなる内容や置き換わる内容があるため、まだ変えていません。",
    look: "変わる内容を確かめる",
    go_on: "この内容で変える",
    cancel: "やめる",
    changed: "様式を変えました。「元に戻す」で戻せます。",

    save_file: "様式をファイルに保存",
    saved_file: |name| format!("様式を「{name}」として保存しました。"),
    replace: "ファイルの様式に替える…",
    replaced: |name| format!("様式を「{name}」に替えました。「元に戻す」で戻せます。"),
    same: "今の様式と同じです。",
    not_whole: "別々に直した様式が合っていないため、保存できません。先に、確認が必要なところを直してください。",
    file_hint: "ほかの評価帳や、ほかの市町村の様式ファイルを使えます。替える前に、出なくなる内容を確かめられます。",
    from_file: "様式ファイルから…",
    of_file: |name| format!("ファイルの様式：{name}"),
    from_blank: "空の様式から（設計画面で作ります）",
    blank: Labels {
        name: "新しい様式", levels: ["目標", "施策", "事業"], number: "番号", title: "事業名"
    },
};

fn level(form: &Form, id: LevelId) -> String {
    quoted(form.level(id).map(|it| it.label.as_str()))
}

fn field(form: &Form, id: FieldId) -> String {
    quoted(form.field(id).map(|it| it.label.as_str()))
}

fn scale(form: &Form, id: ScaleId) -> String {
    quoted(form.scale(id).map(|it| it.label.as_str()))
}

fn axis(form: &Form, id: AxisId) -> String {
    quoted(form.axis(id).map(|it| it.label.as_str()))
}

fn grade(form: &Form, id: GradeId) -> String {
    quoted(form.scales.iter().find_map(|scale| scale.key(id)))
}

fn quoted(label: Option<&str>) -> String {
    match label.map(str::trim).filter(|label| !label.is_empty()) {
        Some(label) => format!("「{label}」"),
        None => "名称のないもの".into(),
    }
}

fn problem_ja(problem: &Problem, form: &Form) -> String {
    use Problem as P;
    match problem {
        P::FewLevels => "階層が 2 段ありません。".into(),
        P::ManyLevels => "階層が 6 段を超えています。".into(),
        P::NoRowLevel => "「表の行」の階層がありません。シートに表が出ません。".into(),
        P::HeadingBelowRows(id) => format!("見出しの階層{}が、表の行より下にあります。", level(form, *id)),
        P::LevelUnnamed(_) => "名称のない階層があります。".into(),
        P::LevelTwice(id) => format!("同じ名称の階層{}が二つあります。", level(form, *id)),
        P::UnitIsRow(id) => format!("{}は表の行なので、1 行ごとに別のシートになります。", level(form, *id)),
        P::NoFields => "記入欄がありません。".into(),
        P::FieldUnnamed(_) => "見出しのない記入欄があります。".into(),
        P::FieldNowhere(id) => format!("記入欄{}に、記入する階層がありません。", field(form, *id)),
        P::FieldTwice(id) => format!("同じ階層に、同じ見出しの記入欄{}が二つあります。", field(form, *id)),
        P::NoOptions(id) => format!("記入欄{}に、選択肢がありません。", field(form, *id)),
        P::OptionTwice(id, label) => {
            format!("記入欄{}に、選択肢「{label}」が二つあります。", field(form, *id))
        }
        P::AskedOfNone(id) => format!("記入欄{}は、記入を求める選択肢が選ばれていません。", field(form, *id)),
        P::NoGrades(id) => format!("評価段階の表{}に、評価がありません。", scale(form, *id)),
        P::ManyGrades(id) => format!("評価段階の表{}の評価が、12 を超えています。", scale(form, *id)),
        P::GradeUnnamed(id) => format!("評価段階の表{}に、記号のない評価か印があります。", scale(form, *id)),
        P::KeyTwice(id, key) => format!("評価段階の表{}に、記号「{key}」が二つあります。", scale(form, *id)),
        P::CommitteeNowhere => "委員会が扱う階層が選ばれていません。".into(),
        P::AxisUnnamed(_) => "名称のない委員会の評価があります。".into(),
        P::AxisBeside(id) => format!("委員会の評価{}と、並べる自己評価の段階が違います。", axis(form, *id)),
        P::HeadingUnnamed(_) => "名称のない意見の見出しがあります。".into(),
        P::BackwardPeriod => "計画期間の終わりが、初めより前です。".into(),
        P::Fault(fault) => format!("別々に直した様式が合いません（{}）。", fault_ja(fault)),
    }
}

fn fault_ja(fault: &FormFault) -> &'static str {
    match fault {
        FormFault::Twice(_) => "同じものが二つあります",
        FormFault::UnknownLevel(_) => "なくなった階層を使っています",
        FormFault::UnknownScale(_) => "なくなった評価段階の表を使っています",
    }
}

fn refused_ja(refused: &Refused, form: &Form) -> String {
    match refused {
        Refused::NoLevel => "階層は、少なくとも一つ残してください。".into(),
        Refused::Below(above, below) => format!(
            "{}の下に{}の項目があるため、順番を入れ替えられません。",
            level(form, *above),
            level(form, *below)
        ),
        Refused::Fault(FormFault::UnknownScale(id)) => format!(
            "評価段階の表{}は使われています。使っている記入欄や委員会の評価を、先に別の表に変えてください。",
            scale(form, *id)
        ),
        Refused::Fault(fault) => format!("この変更はできません（{}）。", fault_ja(fault)),
    }
}

/// `form` is the one that is in use, which still has what would be hidden.
fn hidden_ja(hidden: &Hidden, form: &Form) -> String {
    let count = hidden.count;
    let what = match hidden.what {
        What::Items(id) => {
            return format!("{}の項目 {count} 件。番号と名称だけが残ります。", level(form, id));
        }
        What::Values(id) => format!("{}の記入 {count} 件", field(form, id)),
        What::Indicators(id) => format!("{}の指標 {count} 件", field(form, id)),
        What::Ballots(id) => format!("委員会の{}の委員票 {count} 件", axis(form, id)),
        What::Hands(id) => format!("委員会の{}の挙手集計 {count} 件", axis(form, id)),
        What::Decisions(id) => format!("委員会の{}の決定 {count} 件", axis(form, id)),
        What::Opinions(id) => {
            format!("{}の意見 {count} 件", quoted(form.heading(id).map(|it| it.label.as_str())))
        }
    };
    let why = match hidden.why {
        Why::Level(id) => format!("階層{}がなくなるため", level(form, id)),
        Why::Field => "記入欄がなくなるため".into(),
        Why::Elsewhere(id) => format!("階層{}の欄ではなくなるため", level(form, id)),
        Why::Kind => "新しい種類の値として読めないため".into(),
        Why::Grade(id) => format!("評価{}がなくなるため", grade(form, id)),
        Why::Option(_) => "選んだ選択肢がなくなるため".into(),
        Why::Gone => "委員会の欄がなくなるため".into(),
        Why::NotOfCommittee(id) => format!("階層{}を委員会が扱わなくなるため", level(form, id)),
    };
    format!("{what}（{why}）")
}
