//! A sheet of a city that does not exist, with the traps of real sheets: `fixtures/sheets/traps.txt`.

use crate::table_outline::outline;
use hyokacho::exchange::draft::{Draft, DraftNode};
use hyokacho::exchange::notice::{Furniture, Notice};
use hyokacho::exchange::{Table, read};
use hyokacho::forms::abc_committee;
use hyokacho::model::id::FieldId;

const SHEET: &str = include_str!("../fixtures/sheets/traps.txt");

const TREE: &str = "\
goal 目標1|となり近所で支え合うまち
  measure 施策1-1|集まれる場所づくり
    effort (1)|居場所をひらく
      programme ①|朝市カフェ [b] <市（地域ささえ課）>
      group ②|空き家の活用
        programme |縁側ひろば [a] <社協>
        programme |鍵の預かり [b] <社会福祉課、関係課>
      group ③|
        programme |昼の食卓 [a] <市（健やか課・学び課）>
        programme |夜の食卓 [b] <市（健やか課）>
      programme ④|昔あそび伝え隊 [a] <市（学び課）社協>
      programme ⑤|畑の学校 [b] <市（みどり課）>
      programme ⑥|縁側ひろば（施策1-1(1)②再掲） [b] <市（みどり課）> 再掲→10
  measure 施策1-2|困りごとを受けとめる窓口
    effort (1)|話を聞く人を増やす
      group ①|まるごと相談・出前の場
        programme |まるごと相談窓口 [a] <市（地域ささえ課）>
        programme |出前相談 [none] <市（地域ささえ課）>
      programme ②|後見の学び
        part | [a] <市（長寿課）>
        part | [b] <社協>
      programme ③|たより配り [b] <市（広報課）>
      programme ④|移動の手助け
        part | <市（交通課）社協>
        part | [c] <社協>
      programme ⑤|まるごと相談の窓口（再掲） [c] <市（長寿課）> 再掲→46
";

fn draft() -> Draft {
    read(&Table::from_text(SHEET), &abc_committee())
}

fn text<'a>(draft: &'a Draft, line: usize, field: &str) -> &'a str {
    let at_line = |node: &&DraftNode| node.line == line && !node.values.is_empty();
    let node = draft.nodes.iter().rfind(at_line).expect("an item at the line");
    node.value(FieldId::known(field)).and_then(|value| value.as_text()).unwrap_or_default()
}

#[test]
fn the_tree_is_exactly_this() {
    assert_eq!(outline(&draft(), &abc_committee()), TREE);
    let year = draft().year.map(|(label, year)| (label, year.number()));
    assert_eq!(year, Some(("令和元年度".to_owned(), 2019)));
}

#[test]
fn texts_stay_as_typed() {
    let draft = draft();
    for (line, field, expected) in [
        (4, "outline", "だれもが歩いて行ける所に、気がねなく立ち寄れる場をつくります。"),
        (9, "finaltarget", "目標設定なし"),
        (9, "progress", "○R1年度は11回ひらき、H30年度より2回多い。"),
        (10, "finaltarget", "○縁側の数 12か所（平成34年度） ※平成28年度 3か所"),
        (11, "finaltarget", "—"),
        (11, "target", "計画最終年度までの目標設定のみ"),
        (11, "progress", "○貸し出し 22/655 (延件数)"),
        (12, "finaltarget", "○30 / 31 / 2 の三年で会場を増やす"),
        (12, "progress", "○参加 1,295 (内障害者21)\n○上段 40回 / 下段 12か所"),
        (21, "content", "○学校で昔のあそびを伝える（学び課）○地区で伝える（社協）"),
        (42, "outline", "一か所で話せば、次へつながる窓口にします。"),
        (51, "progress", "<script>alert('出前')</script>と書かれた掲示を消した。"),
        (51, "reason", "<input type=\"checkbox\" checked>実施 <input type=\"checkbox\">未実施"),
        (54, "reason", "○配る人が年を重ねた。"),
    ] {
        assert_eq!(text(&draft, line, field), expected, "line {line}, {field}");
    }
    let long = text(&draft, 46, "progress");
    assert!(SHEET.contains(long) && (880..=920).contains(&long.chars().count()), "{}", long.chars().count());
}

#[test]
fn a_row_cut_by_a_page_break_is_whole_again() {
    let draft = draft();
    assert_eq!(text(&draft, 22, "progress"), "○畑 4か所で育て、収穫の会には80人が来た。");
    assert_eq!(text(&draft, 22, "reason"), "○水を引く工事の費用が要る。");
    assert_eq!(text(&draft, 22, "owner"), "市（みどり課）");
}

#[test]
fn a_repeated_item_keeps_its_own_texts() {
    let draft = draft();
    assert_eq!(text(&draft, 10, "progress"), "○縁側の数 9か所");
    assert_eq!(text(&draft, 31, "progress"), "○縁側の数 9ヶ所");
    assert_eq!(text(&draft, 31, "content"), "○空き家の縁側を借りて集いを開く");
}

#[test]
fn votes_and_remarks_are_exactly_these() {
    let draft = draft();
    let counts: Vec<(usize, Vec<u32>)> =
        draft.counts.iter().map(|c| (c.line, c.counts.iter().map(|(_, n)| *n).collect())).collect();
    assert_eq!(counts, [(32, vec![3, 6, 0]), (63, vec![0, 0, 0])]);
    let definitions: Vec<&str> = draft.definitions.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(definitions, ["はっきりと進んでいる", "進め方に工夫が要る", "ほとんど進んでいない"]);
    let remarks: Vec<(String, &str, bool)> = draft
        .remarks
        .iter()
        .map(|r| (format!("{} {}", r.line, r.heading), r.text.as_str(), r.certain))
        .collect();
    let expected = [
        ("35 opinion", "自助・互助のことばかりで、公の役割が見えない。", true),
        ("35 opinion", "縁側の数は増えたが、使う人が同じである（常連の声もある。）", true),
        ("35 opinion", "キノコ・山菜の季節には山の会と組むとよい。会では採れた物を分けてほしい。", true),
        ("38 direction", "縁側を使う人の幅を広げる。", true),
        ("38 direction", "山の会と話し合う。", true),
        ("64 opinion", "窓口の名前が覚えにくい。夜も開けてほしい。", false),
        ("64 opinion", "出前の回数は足りている。", false),
        ("65 direction", "窓口の呼び名を公募する。", true),
    ];
    assert_eq!(remarks, expected.map(|(place, text, certain)| (place.to_owned(), text, certain)));
}

#[test]
fn the_notices_are_exactly_these() {
    let text = |text: &str| text.to_owned();
    let rating = FieldId::known("rating");
    let expected = vec![
        Notice::NotUnderstood {
            line: 1, text: text("みどり川市 ささえあい計画 進み具合の表（令和元年度）")
        },
        Notice::NamesItems { line: 28, text: text("④ 昔あそび伝え隊～ ⑤ 畑の学校") },
        Notice::Joined {
            line: 30, with: 22, text: text("、収穫の会には80人が来た。\n工事の費用が要る。")
        },
        Notice::Repeat { line: 31, of: Some(10) },
        Notice::CopyDiffers {
            line: 31,
            of: 10,
            fields: ["content", "progress", "rating", "reason", "owner"].map(FieldId::known).into(),
        },
        Notice::Joined {
            line: 36,
            with: 35,
            text: text("キノコ・山菜の季節には山の会と組むとよい。会では採れた物を分けてほしい。"),
        },
        Notice::UnknownColumn { line: 45, column: 10, text: text("備考") },
        Notice::CellNotUsed { line: 46, column: 10, text: text("写真あり") },
        Notice::Joined { line: 51, with: 46, text: text("まるごと相談・出前の場") },
        Notice::Part { line: 53, first: 52 },
        Notice::Repaired { line: 54, field: rating, text: text("B ○配る人が年を重ねた。") },
        Notice::UnknownGrade { line: 55, field: rating, text: text("A／B") },
        Notice::Differs {
            line: 59, first: 43, text: text("一か所で話せば、次へつなげる窓口にします。")
        },
        Notice::Part { line: 60, first: 55 },
        Notice::Repeat { line: 61, of: Some(46) },
        Notice::CopyDiffers {
            line: 61,
            of: 46,
            fields: ["target", "progress", "rating", "reason", "owner"].map(FieldId::known).into(),
        },
        Notice::NotUnderstood { line: 62, text: text("（次のページへ続く）") },
        Notice::Proposed { line: 64, remarks: 2 },
        Notice::LabelDiffers {
            line: 65, text: text("推進委員会評価及び意見を受けての今後の方向性")
        },
        Notice::TagsRemoved { lines: vec![35, 38, 43, 64] },
        Notice::Furniture { kind: Furniture::Ruler, lines: vec![33, 37, 39] },
        Notice::Furniture { kind: Furniture::Header, lines: vec![8, 19, 45] },
        Notice::Furniture {
            kind: Furniture::Repeated,
            lines: vec![15, 16, 17, 24, 25, 26, 27, 41, 48, 49, 50, 57, 58],
        },
        Notice::Furniture { kind: Furniture::PageNumber, lines: vec![14] },
    ];
    assert_eq!(draft().notices, expected);
}
