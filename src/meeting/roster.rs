//! The roster (委員名簿): lines pasted from a table, names that are there twice, who can be removed.

use crate::exchange::table::Table;
use crate::find::fold::{fold, is_blank, same};
use crate::model::committee::Member;
use crate::model::edit::YearEdit;
use crate::model::element::Element;
use crate::model::id::MemberId;
use crate::model::order::OrderKey;
use crate::model::place::ElementKey;
use crate::model::year_book::YearBook;

/// Is a member as one line of a table names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// Whom the member stands for.
    pub seat: String,
    /// 委員長, 副委員長, or empty.
    pub role: String,
    /// The subcommittee, or empty.
    pub section: String,
}

/// What the columns may be headed with, folded, in the order of a line without a heading.
const HEADS: [&[&str]; 4] = [
    &["氏名", "名前", "委員名", "委員氏名"],
    &["選出区分", "区分", "所属", "選出母体", "所属・役職名", "団体名", "推薦団体", "所属団体"],
    &["役職", "職", "役職名", "職名", "役割", "委員会での役職"],
    &["部会", "部会名", "専門部会", "分科会"],
];

/// Reads lines of name, seat, role and section, as they come from Excel. A row of headings says in
/// which column each stands; without one a first column of numbers is passed over. Lines without a
/// name are left out.
pub fn read_lines(text: &str) -> Vec<Line> {
    let table = Table::from_text(text);
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .filter(|row| !row.is_empty())
        .map(|row| row.cells.iter().map(|cell| one_line(&cell.text)).collect())
        .collect();
    let headed = rows.iter().take(3).position(|row| column(row, 0).is_some());
    let columns = match headed.map(|at| &rows[at]) {
        Some(head) => [0, 1, 2, 3].map(|of| column(head, of)),
        None => {
            let first = usize::from(rows.iter().all(|row| row.len() > 1 && is_number(&row[0])));
            [0, 1, 2, 3].map(|of| Some(of + first))
        }
    };
    let body = rows.iter().skip(headed.map_or(0, |at| at + 1));
    let lines = body.map(|row| {
        let cell = |of: usize| columns[of].and_then(|at| row.get(at)).cloned().unwrap_or_default();
        Line { name: cell(0), seat: cell(1), role: cell(2), section: cell(3) }
    });
    lines.filter(|line| !fold(&line.name).is_empty()).collect()
}

fn column(head: &[String], of: usize) -> Option<usize> {
    head.iter().position(|cell| HEADS[of].iter().any(|known| same(cell, known)))
}

fn is_number(cell: &str) -> bool {
    let folded = fold(cell);
    !folded.is_empty() && folded.chars().all(|c| c.is_ascii_digit() || ".()".contains(c))
}

/// A name or seat is one line: line breaks in a cell become spaces.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim_matches(is_blank).to_string()
}

/// Finds the first member of a roster with a name, the width of letters and spaces aside.
pub fn named<'a>(book: &'a YearBook, name: &str) -> Option<&'a Member> {
    let folded = fold(name);
    book.roster().into_iter().find(|member| fold(&member.name) == folded)
}

/// Returns the names that more than one member has who has not left, as the first of them is written.
pub fn doubles(book: &YearBook) -> Vec<String> {
    let there: Vec<(String, &Member)> =
        book.roster().into_iter().filter(|it| !it.retired).map(|it| (fold(&it.name), it)).collect();
    let is_double = |at: usize, name: &str| {
        let same = |(own, _): &&(String, &Member)| own == name;
        !name.is_empty()
            && !there[..at].iter().any(|it| same(&it))
            && there[at + 1..].iter().any(|it| same(&it))
    };
    let first = there.iter().enumerate().filter(|(at, (name, _))| is_double(*at, name));
    first.map(|(_, (_, member))| member.name.clone()).collect()
}

/// Parts lines into those whose names are new, and those that the roster or an earlier line has.
pub fn part_known(book: &YearBook, lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let mut new: Vec<Line> = Vec::new();
    let mut known = Vec::new();
    for line in lines {
        let is_known = named(book, &line.name).is_some() || new.iter().any(|it| same(&it.name, &line.name));
        if is_known { known.push(line) } else { new.push(line) }
    }
    (new, known)
}

/// Puts new members behind the last of the roster.
pub fn add(book: &YearBook, lines: Vec<Line>, mut draw: impl FnMut() -> MemberId) -> Vec<YearEdit> {
    let mut last = book.roster().last().map(|member| member.order.clone());
    let mut put = |line: Line| {
        let order = OrderKey::between(last.as_ref(), None);
        last = Some(order.clone());
        let Line { name, seat, role, section } = line;
        YearEdit::Put(Element::Member(Member {
            id: draw(),
            name,
            seat,
            role,
            section,
            retired: false,
            order,
        }))
    };
    lines.into_iter().map(&mut put).collect()
}

/// Moves a member one place up or down; `None` where there is no further place.
pub fn step(book: &YearBook, id: MemberId, down: bool) -> Option<YearEdit> {
    let roster = book.roster();
    let at = roster.iter().position(|member| member.id == id)?;
    let order = |at: usize| roster.get(at).map(|member| &member.order);
    let order = match down {
        true if at + 1 < roster.len() => OrderKey::between(order(at + 1), order(at + 2)),
        false if at > 0 => OrderKey::between(at.checked_sub(2).and_then(order), order(at - 1)),
        _ => return None,
    };
    Some(YearEdit::Put(Element::Member(Member { order, ..roster[at].clone() })))
}

/// Returns whether anything hangs on a member: a ballot, an attendance, a remark, or a place on the
/// roll of an item.
pub fn is_used(book: &YearBook, id: MemberId) -> bool {
    book.ballots.values().any(|it| it.member == id)
        || book.attendances.values().any(|it| it.member == id)
        || book.opinions.values().any(|it| it.author == Some(id))
        || book.proceedings.values().any(|it| {
            let rolls = it.roll.iter().chain(it.closed.iter().flat_map(|closed| &closed.roll));
            let mut votes = it.closed.iter().flat_map(|closed| &closed.votes);
            rolls.map(|roll| roll.member).any(|member| member == id)
                || votes.any(|counted| counted.members.contains(&id))
        })
}

/// Takes a member off the roster; one on whom anything hangs is noted as having left (退任).
pub fn remove(book: &YearBook, id: MemberId) -> Option<YearEdit> {
    let member = book.members.get(id)?;
    Some(match is_used(book, id) {
        true => YearEdit::Put(Element::Member(Member { retired: true, ..member.clone() })),
        false => YearEdit::Remove(ElementKey::Member(id)),
    })
}

/// Puts a successor into a member's seat: the one before is kept as having left (退任), the new one
/// stands right behind with the same seat and subcommittee, and without the role.
pub fn succeed(book: &YearBook, id: MemberId, name: &str, new: MemberId) -> Vec<YearEdit> {
    let roster = book.roster();
    let Some(at) = roster.iter().position(|member| member.id == id) else { return Vec::new() };
    let order = OrderKey::between(Some(&roster[at].order), roster.get(at + 1).map(|it| &it.order));
    let old = Member { retired: true, ..roster[at].clone() };
    let new = Member {
        id: new,
        name: name.into(),
        role: String::new(),
        retired: false,
        order,
        ..roster[at].clone()
    };
    [old, new].map(|member| YearEdit::Put(Element::Member(member))).to_vec()
}

/// Returns the subcommittees of a roster in its order, each once.
pub fn sections(book: &YearBook) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for member in book.roster() {
        let section = member.section.trim();
        if !section.is_empty() && !out.iter().any(|it| it == section) {
            out.push(section.into());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::committee::{Closed, Counted, Opinion, Presence, Proceeding, Roll, Vote};
    use crate::model::id::{AxisId, HeadingId, MeetingId, NodeId, OpinionId, RoundId};

    fn line(name: &str, seat: &str, role: &str, section: &str) -> Line {
        Line { name: name.into(), seat: seat.into(), role: role.into(), section: section.into() }
    }

    fn member(id: &str, name: &str, order: &OrderKey) -> Member {
        let Line { name, seat, role, section } = line(name, "", "", "");
        Member { id: MemberId::known(id), name, seat, role, section, retired: false, order: order.clone() }
    }

    fn book(names: &[(&str, &str)]) -> YearBook {
        let keys = OrderKey::spread(names.len());
        let members = names.iter().zip(&keys).map(|((id, name), order)| member(id, name, order));
        YearBook { members: members.collect(), ..YearBook::default() }
    }

    #[test]
    fn pasted_lines_are_read_by_column_and_by_heading() {
        let yamada = line("山田　太郎", "学識経験者", "委員長", "高齢");
        for (text, expected) in [
            ("山田　太郎\t学識経験者\t委員長\t高齢", vec![yamada.clone()]),
            ("\r\n山田　太郎\t学識経験者\t委員長\t高齢\r\n\r\n", vec![yamada.clone()]),
            ("1\t山田　太郎\t学識経験者\t委員長\t高齢", vec![yamada.clone()]),
            ("No.\t役職\t氏　名\t所属\t部会名\n１\t委員長\t山田　太郎\t学識経験者\t高齢", vec![yamada]),
            ("推進委員会名簿\n氏名\t区分\n佐藤花子\t公募市民", vec![line("佐藤花子", "公募市民", "", "")]),
            ("佐藤花子\n鈴木一郎", vec![line("佐藤花子", "", "", ""), line("鈴木一郎", "", "", "")]),
            ("佐藤花子,公募市民", vec![line("佐藤花子", "公募市民", "", "")]),
            ("\"佐藤\n花子\"\t公募市民", vec![line("佐藤 花子", "公募市民", "", "")]),
            ("氏名\t役職\n\t委員長", vec![]),
            (" \n\t\t\n", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(read_lines(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_known_whatever_its_spaces_and_width() {
        let book = book(&[("a", "山田　太郎"), ("b", "ﾏﾘｱ Smith")]);
        for (name, expected) in [
            ("山田太郎", Some("a")),
            (" 山田 太郎 ", Some("a")),
            ("マリアＳＭＩＴＨ", Some("b")),
            ("山田太朗", None),
        ] {
            assert_eq!(named(&book, name).map(|it| it.id), expected.map(MemberId::known), "{name}");
        }
        let lines = [line("山田太郎", "", "", ""), line("佐藤", "", "", ""), line("佐 藤", "", "", "")];
        let (new, known) = part_known(&book, lines.to_vec());
        assert_eq!(new, lines[1..2]);
        assert_eq!(known, [lines[0].clone(), lines[2].clone()]);
    }

    #[test]
    fn names_that_are_there_twice_are_named_once() {
        let mut book =
            book(&[("a", "山田 太郎"), ("b", "佐藤"), ("c", "山田太郎"), ("d", "山田　太郎"), ("e", "")]);
        assert_eq!(doubles(&book), ["山田 太郎"]);
        for id in ["c", "d"] {
            let member = book.members.get(MemberId::known(id)).cloned().unwrap();
            book.members.put(Member { retired: true, ..member });
        }
        assert_eq!(doubles(&book), Vec::<String>::new());
    }

    #[test]
    fn whoever_has_said_something_stays_as_having_left() {
        let mut book = book(&[("a", "山田"), ("b", "佐藤")]);
        let (a, b) = (MemberId::known("a"), MemberId::known("b"));
        book.opinions.put(Opinion {
            id: OpinionId::known("o"),
            node: NodeId::known("n"),
            heading: HeadingId::known("h"),
            text: "相談を増やす".into(),
            author: Some(a),
            order: OrderKey::default(),
        });
        let retired = matches!(remove(&book, a), Some(YearEdit::Put(Element::Member(it))) if it.retired);
        assert!(retired);
        assert_eq!(remove(&book, b), Some(YearEdit::Remove(ElementKey::Member(b))));
        assert_eq!(remove(&book, MemberId::known("z")), None);
    }

    #[test]
    fn a_successor_takes_the_seat_and_not_the_role() {
        let mut book = book(&[("a", "山田"), ("b", "佐藤"), ("c", "鈴木")]);
        let b = book.members.get(MemberId::known("b")).cloned().unwrap();
        let (seat, role, section) = ("医師会".to_string(), "委員長".to_string(), "高齢".to_string());
        book.members.put(Member { seat, role, section, ..b });
        for edit in succeed(&book, MemberId::known("b"), "田中", MemberId::known("n")) {
            if let YearEdit::Put(Element::Member(member)) = edit {
                book.members.put(member);
            }
        }
        let order: String = book.roster().iter().map(|it| it.id.to_string()).collect();
        assert_eq!(order, "abnc");
        let [old, new] = ["b", "n"].map(|id| book.members.get(MemberId::known(id)).cloned().unwrap());
        assert_eq!((old.retired, old.role.as_str()), (true, "委員長"));
        assert_eq!((new.retired, new.role.as_str()), (false, ""));
        assert_eq!((new.name.as_str(), new.seat.as_str(), new.section.as_str()), ("田中", "医師会", "高齢"));
        assert_eq!(succeed(&book, MemberId::known("z"), "田中", MemberId::known("m")), []);
    }

    #[test]
    fn what_was_counted_when_an_item_was_closed_keeps_its_members() {
        let mut book = book(&[("a", "山田"), ("b", "佐藤"), ("c", "鈴木"), ("d", "高橋")]);
        let [a, b, c, d] = ["a", "b", "c", "d"].map(MemberId::known);
        let here = |member| Roll { member, presence: Presence::Here };
        let (round, axis) = (RoundId::known("r"), AxisId::known("x"));
        let counted = Counted { round, axis, vote: Vote::Abstain, members: vec![c] };
        let closed = Closed { roll: vec![here(b)], votes: vec![counted], ..Closed::default() };
        let new = Proceeding::new(MeetingId::known("m"), NodeId::known("n"));
        book.proceedings.put(Proceeding { roll: vec![here(a)], closed: Some(closed), ..new });
        assert_eq!([a, b, c, d].map(|id| is_used(&book, id)), [true, true, true, false]);
    }

    #[test]
    fn a_member_moves_one_place_and_no_further() {
        let names = [("a", "一"), ("b", "二"), ("c", "三"), ("d", "四")];
        for (id, down, expected) in [
            ("a", true, Some("bacd")),
            ("c", true, Some("abdc")),
            ("d", false, Some("abdc")),
            ("b", false, Some("bacd")),
            ("a", false, None),
            ("d", true, None),
        ] {
            let mut book = book(&names);
            let edit = step(&book, MemberId::known(id), down);
            assert_eq!(edit.is_some(), expected.is_some(), "{id}");
            if let Some(YearEdit::Put(Element::Member(member))) = edit {
                book.members.put(member);
                let order: String = book.roster().iter().map(|it| it.id.to_string()).collect();
                assert_eq!(Some(order.as_str()), expected);
            }
        }
    }
}
