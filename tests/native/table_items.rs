use crate::cells::workbook_of;
use hyokacho::exchange::Table;
use hyokacho::exchange::draft::*;
use hyokacho::forms::named;
#[test]
fn dump() {
    let text = std::fs::read_to_string("/work/shared/seeds/002_9871d5725838c91a.txt").unwrap();
    let form = named("item-opinions").unwrap();
    let (draft, book) = workbook_of(&Table::from_text(&text), &form);
    for n in &draft.notices { println!("{n:?}"); }
    println!("{:?} {:?}", draft.year, draft.period);
    let mut k=0; let mut v=0; let mut p=0;
    for n in &draft.nodes {
        println!("{} {}|{}|{} rep={} of={:?}", n.line, n.level, n.number, n.title, n.repeat, n.candidate_of.map(|o| draft.nodes[o].line));
        for (f, val) in &n.values { match val { DraftValue::Grade(g) => println!("    {f} = {g}"), DraftValue::Indicators(i) => { for i in i { k+=1; v+=i.figures.len(); println!("    {i:?}"); } }, other => println!("    {f}: {}", other.as_text().unwrap_or("").chars().take(20).collect::<String>()) } }
    }
    for r in &draft.remarks { println!("{} {} {}", r.line, draft.nodes[r.node].line, r.text); }
    let y = book.content().years.values().next().unwrap();
    for f in y.figures.values() { if f.number().is_some() { p+=1 } else { println!("no number: {}", f.text) } }
    println!("{k} indicators {v} values {p} numbers {} {}", y.indicators.len(), y.figures.len());
}
