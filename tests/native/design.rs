//! The designer of forms: acts on its lists, what is refused, what is named as a problem, and how
//! values are entered otherwise in a field of another kind.

use crate::histories::{author, small, year};
use hyokacho::design::{Labels, Part, Problem, Refused, What, Why, adopt, blank, impact, problems, propose};
use hyokacho::forms::{self, BUILT_IN};
use hyokacho::model::edit::{Edit, EditError, FormEdit, YearEdit};
use hyokacho::model::form::{Choice, FieldKind, Form, FormFault, LevelShape};
use hyokacho::model::id::*;
use hyokacho::model::undo::UndoStack;
use hyokacho::model::value::FieldValue;
use hyokacho::model::workbook::Workbook;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn form_of(book: &Workbook) -> Form {
    book.year(year(2019)).unwrap().form.clone()
}

fn change(book: &mut Workbook, edit: YearEdit) {
    book.apply(Edit::In(year(2019), edit), &author(0)).unwrap();
}

/// Proposes a changed form and returns what it would hide.
fn hides(book: &Workbook, form: Form) -> Vec<(What, Why, usize)> {
    let (own, outline) = (book.year(year(2019)).unwrap(), book.outline(year(2019)));
    let proposal = propose(own, &outline, form).unwrap();
    impact(own, &outline, &proposal).into_iter().map(|it| (it.what, it.why, it.count)).collect()
}

#[test]
fn the_built_in_forms_have_no_problems() {
    for built_in in &BUILT_IN {
        assert_eq!(problems(&built_in.form()), vec![], "{}", built_in.name);
    }
}

#[test]
fn a_form_begins_with_three_levels_and_says_what_it_lacks() {
    let labels = Labels {
        name: "様式", levels: ["目標", "施策", "事業"], number: "番号", title: "事業名"
    };
    let mut next = 0;
    let mut form = blank(labels, || {
        next += 1;
        Id::from_random(next)
    });
    assert_eq!(problems(&form), vec![Problem::NoFields]);
    assert_eq!(form.faults(), vec![]);
    assert!(Part::Scales.add(&mut form, id("scale"), "評価"));
    for key in ["5", "4", "3", "2", "1"] {
        assert!(Part::Grades(ScaleId::known("scale")).add(
            &mut form,
            id(&format!("g{}", key.replace('1', "a"))),
            key
        ));
    }
    assert!(Part::Fields.add(&mut form, id("rating"), "自己評価"));
    form.fields[0].kind = FieldKind::Grade { scale: ScaleId::known("scale") };
    assert_eq!(problems(&form), vec![]);
    assert_eq!(form.fields[0].levels, vec![form.levels[2].id], "a new field is of the rows");
}

#[test]
fn a_new_level_stands_above_the_rows_and_six_are_enough() {
    let mut form = Form::default();
    for (at, label) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        assert!(Part::Levels.add(&mut form, id(label), label), "{at}");
    }
    let labels: String = form.levels.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels, "bcdefa");
    assert_eq!(form.levels.iter().filter(|it| it.shape == LevelShape::Heading).count(), 5);
    assert!(!Part::Levels.add(&mut form, id("g"), "g"));
}

#[test]
fn what_is_wrong_with_a_form_is_named() {
    let sound = forms::abc_committee();
    let scale = ScaleId::known("abc");
    let (rating, outline) = (FieldId::known("rating"), FieldId::known("outline"));
    let field = |form: &Form, id| form.fields.iter().position(|it| it.id == id).unwrap();
    type Spoil<'a> = Box<dyn Fn(&mut Form) + 'a>;
    let cases: Vec<(Spoil, Problem)> = vec![
        (Box::new(|form| form.levels.truncate(1)), Problem::FewLevels),
        (
            Box::new(|form| form.levels.iter_mut().for_each(|it| it.shape = LevelShape::Heading)),
            Problem::NoRowLevel,
        ),
        (
            Box::new(|form| form.levels[5].shape = LevelShape::Heading),
            Problem::HeadingBelowRows(LevelId::known("part")),
        ),
        (
            Box::new(|form| form.levels[1].label = "　".into()),
            Problem::LevelUnnamed(LevelId::known("measure")),
        ),
        (
            Box::new(|form| form.levels[1].label = "目標".into()),
            Problem::LevelTwice(LevelId::known("measure")),
        ),
        (
            Box::new(|form| form.sheet.unit = Some(LevelId::known("programme"))),
            Problem::UnitIsRow(LevelId::known("programme")),
        ),
        (Box::new(|form| form.fields.clear()), Problem::NoFields),
        (
            Box::new(move |form| {
                let at = field(form, rating);
                form.fields[at].label.clear()
            }),
            Problem::FieldUnnamed(rating),
        ),
        (
            Box::new(move |form| {
                let at = field(form, outline);
                form.fields[at].levels.clear()
            }),
            Problem::FieldNowhere(outline),
        ),
        (
            Box::new(move |form| {
                let at = field(form, rating);
                form.fields[at].label = "事業内容".into()
            }),
            Problem::FieldTwice(rating),
        ),
        (
            Box::new(move |form| {
                let at = field(form, rating);
                form.fields[at].kind = FieldKind::Choice { options: vec![] }
            }),
            Problem::NoOptions(rating),
        ),
        (Box::new(|form| form.scales[0].grades.clear()), Problem::NoGrades(scale)),
        (Box::new(|form| form.scales[0].grades[1].key = "Ａ".into()), Problem::KeyTwice(scale, "Ａ".into())),
        (Box::new(|form| form.scales[0].grades[1].key = " ".into()), Problem::GradeUnnamed(scale)),
        (Box::new(|form| form.scales[0].marks[0].key = "a".into()), Problem::KeyTwice(scale, "a".into())),
        (Box::new(|form| form.committee.levels.clear()), Problem::CommitteeNowhere),
        (
            Box::new(|form| form.committee.axes[0].label.clear()),
            Problem::AxisUnnamed(AxisId::known("proposal")),
        ),
        (
            Box::new(move |form| form.committee.axes[0].beside = Some(outline)),
            Problem::AxisBeside(AxisId::known("proposal")),
        ),
        (
            Box::new(|form| form.committee.headings[1].label.clear()),
            Problem::HeadingUnnamed(HeadingId::known("direction")),
        ),
        (Box::new(|form| form.levels.retain(|it| it.id != LevelId::known("group"))), Problem::FewLevels),
    ];
    for (at, (spoil, expected)) in cases.iter().enumerate() {
        let mut form = sound.clone();
        spoil(&mut form);
        // The last takes away what nothing else speaks of, and nothing is wrong.
        let found = problems(&form);
        assert_eq!(found.contains(expected), at + 1 < cases.len(), "case {at}: {found:?}");
    }
    let mut form = sound.clone();
    for at in 0..12 {
        Part::Grades(scale).add(&mut form, Id::from_random(at), &at.to_string());
    }
    assert_eq!(form.scales[0].grades.len(), 12, "the thirteenth is not added");
    let first = form.scales[0].grades[0].clone();
    form.scales[0].grades.push(first);
    assert!(problems(&form).contains(&Problem::ManyGrades(scale)));
}

#[test]
fn removing_takes_along_what_speaks_of_it() {
    let mut form = forms::abc_committee();
    Part::Levels.remove(&mut form, id("measure"));
    assert_eq!(form.faults(), vec![]);
    assert_eq!(form.sheet.unit, None);
    assert!(form.committee.levels.is_empty());
    form.committee.axes[0].beside = Some(FieldId::known("rating"));
    Part::Fields.remove(&mut form, id("rating"));
    assert_eq!(form.committee.axes[0].beside, None);
    let before = form.clone();
    Part::Fields.shift(&mut form, id("outline"), false);
    assert_eq!(form, before, "the first stays the first");
    Part::Fields.shift(&mut form, id("outline"), true);
    assert_eq!(form.fields[1].id, FieldId::known("outline"));
}

#[test]
fn what_would_break_the_workbook_is_refused() {
    let book = small();
    let (own, outline) = (book.year(year(2019)).unwrap(), book.outline(year(2019)));
    let refused = |change: &dyn Fn(&mut Form)| {
        let mut form = own.form.clone();
        change(&mut form);
        propose(own, &outline, form).err()
    };
    let (goal, measure, effort) =
        (LevelId::known("goal"), LevelId::known("measure"), LevelId::known("effort"));
    type Case<'a> = (&'a dyn Fn(&mut Form), Option<Refused>);
    let cases: [Case; 5] = [
        (&|form| form.levels.clear(), Some(Refused::NoLevel)),
        (
            &|form| Part::Scales.remove(form, id("abc")),
            Some(Refused::Fault(FormFault::UnknownScale(ScaleId::known("abc")))),
        ),
        (&|form| Part::Levels.shift(form, goal.0, true), Some(Refused::Below(goal, measure))),
        (&|form| Part::Levels.shift(form, effort.0, false), Some(Refused::Below(measure, effort))),
        // No item is a group or a part, so these may change places.
        (&|form| Part::Levels.shift(form, id("group"), true), None),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        assert_eq!(refused(change), expected, "case {at}");
    }
}

#[test]
fn an_edit_of_one_part_must_fit_the_others() {
    let mut book = small();
    let form = form_of(&book);
    let mut levels = form.levels.clone();
    levels.remove(1);
    let mut fields = form.fields.clone();
    fields[5].kind = FieldKind::Grade { scale: ScaleId::known("none") };
    for (edit, fault) in [
        (FormEdit::Levels(levels), FormFault::UnknownLevel(LevelId::known("measure"))),
        (FormEdit::Fields(fields), FormFault::UnknownScale(ScaleId::known("none"))),
        (FormEdit::Scales(vec![]), FormFault::UnknownScale(ScaleId::known("abc"))),
    ] {
        let before = book.clone();
        let refused = book.apply(Edit::In(year(2019), YearEdit::Form(edit)), &author(0));
        assert_eq!(refused.err(), Some(EditError::BadForm(fault)));
        assert_eq!(book, before);
    }
}

#[test]
fn what_a_change_hides_is_counted_by_reason() {
    let book = small();
    let (rating, content) = (FieldId::known("rating"), FieldId::known("content"));
    let programme = LevelId::known("programme");
    let check = |change: &dyn Fn(&mut Form), expected: &[(What, Why, usize)]| {
        let mut form = form_of(&book);
        change(&mut form);
        assert_eq!(hides(&book, form), expected);
    };
    let at = |form: &Form, id| form.fields.iter().position(|it| it.id == id).unwrap();
    check(&|form| Part::Fields.remove(form, content.0), &[(What::Values(content), Why::Field, 3)]);
    check(&|form| Part::Fields.remove(form, id("progress")), &[]);
    check(
        &|form| {
            let at = at(form, rating);
            form.fields[at].levels = vec![LevelId::known("part")]
        },
        &[(What::Values(rating), Why::Elsewhere(programme), 3)],
    );
    check(
        &|form| Part::Grades(ScaleId::known("abc")).remove(form, id("b")),
        &[(What::Values(rating), Why::Grade(GradeId::known("b")), 3)],
    );
    check(
        &|form| {
            let at = at(form, content);
            form.fields[at].kind = FieldKind::Indicators
        },
        &[(What::Values(content), Why::Kind, 3)],
    );
    check(
        &|form| {
            let at = at(form, content);
            form.fields[at].kind = FieldKind::Line
        },
        &[],
    );
    check(
        &|form| Part::Levels.remove(form, programme.0),
        &[
            (What::Items(programme), Why::Level(programme), 3),
            (What::Values(content), Why::Level(programme), 3),
            (What::Values(rating), Why::Level(programme), 3),
        ],
    );
}

#[test]
fn values_that_match_are_entered_as_the_new_kind_has_them() {
    let mut book = small();
    let (p, q, r) = (NodeId::known("p"), NodeId::known("q"), NodeId::known("r"));
    let progress = FieldId::known("progress");
    for (node, text) in [(p, "Ａ"), (q, "着手"), (r, "ほぼ終わった")] {
        change(&mut book, YearEdit::Value(node, progress, FieldValue::text(text)));
    }
    let before = book.clone();
    let kinds = |kind: FieldKind| {
        let mut form = form_of(&book);
        form.fields.iter_mut().filter(|it| it.id == progress).for_each(|it| it.kind = kind.clone());
        form
    };
    let form = kinds(FieldKind::Grade { scale: ScaleId::known("abc") });
    assert_eq!(hides(&book, form.clone()), [(What::Values(progress), Why::Kind, 1)]);
    let edit = propose(book.year(year(2019)).unwrap(), &book.outline(year(2019)), form).unwrap().edit();
    let mut undo = UndoStack::default();
    undo.push(book.clone().apply(Edit::In(year(2019), edit.clone()), &author(0)).unwrap(), None);
    change(&mut book, edit);
    let value = |book: &Workbook, node| book.year(year(2019)).unwrap().value(node, progress).cloned();
    let grade = |id| Some(FieldValue::Grade(GradeId::known(id)));
    assert_eq!([value(&book, p), value(&book, q)], [grade("a"), grade("b")]);
    assert_eq!(value(&book, r), FieldValue::text("ほぼ終わった"), "it stays in the file");
    assert_eq!(undo.undo_len(), 1);
    undo.undo(&mut book, &author(0)).unwrap();
    assert_eq!(book.content(), before.content());

    let options = vec![Choice { id: ChoiceId::known("done"), label: "ほぼ 終わった".into() }];
    let mut form = form_of(&book);
    form.fields
        .iter_mut()
        .filter(|it| it.id == progress)
        .for_each(|it| it.kind = FieldKind::Choice { options: options.clone() });
    assert_eq!(hides(&book, form), [(What::Values(progress), Why::Kind, 2)]);
}

#[test]
fn another_form_takes_over_the_ids_of_what_has_the_same_label() {
    let own = forms::abc_committee();
    let mut given = own.clone();
    given.levels.iter_mut().find(|it| it.id == LevelId::known("measure")).unwrap().id =
        LevelId::known("shisaku");
    for it in &mut given.fields {
        it.levels
            .iter_mut()
            .filter(|it| **it == LevelId::known("measure"))
            .for_each(|it| *it = LevelId::known("shisaku"));
        if it.id == FieldId::known("rating") {
            (it.id, it.kind) =
                (FieldId::known("hyoka"), FieldKind::Grade { scale: ScaleId::known("dankai") });
        }
    }
    let scale = &mut given.scales[0];
    (scale.id, scale.grades[0].id, scale.marks[0].id) =
        (ScaleId::known("dankai"), GradeId::known("aa"), GradeId::known("nashi"));
    given.committee.levels = vec![LevelId::known("shisaku")];
    given.sheet.unit = Some(LevelId::known("shisaku"));
    given.committee.axes[0].scale = ScaleId::known("dankai");
    assert_eq!(given.faults(), vec![]);
    assert_eq!(adopt(&own, &given), own);
    given.fields[0].label = "ほか".into();
    assert_eq!(adopt(&own, &given).fields[0].id, own.fields[0].id, "the same id is the same thing");
    assert_eq!(adopt(&Form::default(), &given), given);
}
