//! Rescue: what can be read of a cut, altered or partly invalid file.

use super::mend::{Damage, Raw, mend};
use super::spot::{Spot, Step};
use super::{FORMAT, Kind, VERSION};
use crate::model::content::Content;
use crate::model::form::Form;
use crate::model::id::{NodeId, WorkbookId};
use crate::model::node::Node;
use crate::model::place::Place;
use crate::model::table::{Keyed, Table};
use crate::model::workbook::Workbook;
use crate::model::year::FiscalYear;
use crate::model::year_book::YearBook;
use serde::de::DeserializeOwned;

/// Is what was rescued of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescued {
    /// A new workbook without history: it is no state of the one that was damaged.
    pub workbook: Workbook,
    /// How much was kept.
    pub kept: Counts,
    /// What was not, by place.
    pub lost: Vec<Loss>,
}

/// Counts what a workbook holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The years.
    pub years: usize,
    /// The items of all years.
    pub items: usize,
    /// The filled fields of all items.
    pub values: usize,
    /// Everything else in the tables: departments, members, ballots, remarks …
    pub elements: usize,
}

/// Is one thing that was not rescued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Where it stood.
    pub spot: Spot,
    /// Why.
    pub why: Lost,
}

/// Says why something was not rescued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The text was damaged or ends here.
    Damaged,
    /// The format has no such key.
    UnknownKey,
    /// The value is not as the format has it.
    Invalid,
    /// Something with the same id stood there already; the first was kept.
    Twice,
    /// It was the other value of a conflict; the shown one was kept.
    Rival,
}

/// Rescues what can be read of a text, under a new id. `None` where it is no workbook's file, or
/// nothing of its content is there.
pub fn rescue(text: &str, id: WorkbookId) -> Option<Rescued> {
    let (root, damages) = mend(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    if !is_ours(&root) {
        return None;
    }
    let mut salvage = Salvage { root: &root, path: vec!["content".into()], lost: Vec::new() };
    for Damage { line, path } in damages {
        let spot = Spot { line: Some(line), ..salvage.spot_of(&path) };
        salvage.lost.push(Loss { spot, why: Lost::Damaged });
    }
    let content = salvage.content(root.get("content")?);
    salvage.rivals(&content);
    let kept = count(&content);
    Some(Rescued { workbook: Workbook::made_of(id, content), kept, lost: salvage.lost })
}

fn is_ours(root: &Raw) -> bool {
    let format = root.get("format").and_then(Raw::text);
    let kind = root.get("kind").and_then(Raw::text).and_then(|name| Kind::named(&name));
    let version: Option<u64> = root.get("version").and_then(decode);
    let content = root.get("content").filter(|content| !content.members().is_empty());
    format.as_deref().is_none_or(|format| format == FORMAT)
        && version.is_none_or(|version| version <= VERSION)
        && kind.is_none_or(|kind| matches!(kind, Kind::Workbook | Kind::Part))
        && content.is_some_and(|content| format.is_some() || content.get("years").is_some())
}

/// Reads a value by the same types as a whole file.
fn decode<T: DeserializeOwned>(raw: &Raw) -> Option<T> {
    serde_json::from_str(&raw.to_string()).ok()
}

fn parse<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

struct Salvage<'a> {
    root: &'a Raw<'a>,
    path: Vec<String>,
    lost: Vec<Loss>,
}

impl Salvage<'_> {
    fn lose(&mut self, why: Lost) {
        let spot = self.spot_of(&self.path);
        self.lost.push(Loss { spot, why });
    }

    /// Does something one step further in.
    fn within<T>(&mut self, key: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let done = act(self);
        self.path.pop();
        done
    }

    /// Takes a value, or names it as lost.
    fn take<T: DeserializeOwned>(&mut self, key: &str, raw: &Raw) -> Option<T> {
        let value = decode(raw);
        if value.is_none() {
            self.within(key, |own| own.lose(Lost::Invalid));
        }
        value
    }

    /// Puts a value into a slot that is still empty.
    fn put<T: DeserializeOwned + Default + PartialEq>(&mut self, slot: &mut T, key: &str, raw: &Raw) {
        match self.take(key, raw) {
            Some(value) if *slot == T::default() => *slot = value,
            Some(_) => self.within(key, |own| own.lose(Lost::Twice)),
            None => {}
        }
    }

    fn content(&mut self, raw: &Raw) -> Content {
        let mut content = Content::default();
        for (key, raw) in raw.members() {
            match key.as_str() {
                "municipality" => self.put(&mut content.municipality, key, raw),
                "title" => self.put(&mut content.title, key, raw),
                "years" => self.within(key, |own| own.years(raw, &mut content)),
                _ => self.within(key, |own| own.lose(Lost::UnknownKey)),
            }
        }
        content
    }

    fn years(&mut self, raw: &Raw, content: &mut Content) {
        for (key, raw) in raw.members() {
            let year = parse(key).and_then(FiscalYear::new);
            self.within(key, |own| match year {
                None => own.lose(Lost::Invalid),
                Some(year) if content.years.contains_key(&year) => own.lose(Lost::Twice),
                Some(year) => {
                    let book = decode(raw).unwrap_or_else(|| own.book(raw));
                    content.years.insert(year, book);
                }
            });
        }
    }

    fn book(&mut self, raw: &Raw) -> YearBook {
        let mut book = YearBook::default();
        for (key, raw) in raw.members() {
            match key.as_str() {
                "label" => self.put(&mut book.label, key, raw),
                "closed" => self.put(&mut book.closed, key, raw),
                "dropped" => self.put(&mut book.dropped, key, raw),
                "form" => book.form = self.within(key, |own| decode(raw).unwrap_or_else(|| own.form(raw))),
                "nodes" => self.table(&mut book.nodes, key, raw, Self::node),
                "departments" => self.table(&mut book.departments, key, raw, Self::whole),
                "indicators" => self.table(&mut book.indicators, key, raw, Self::whole),
                "figures" => self.table(&mut book.figures, key, raw, Self::whole),
                "members" => self.table(&mut book.members, key, raw, Self::whole),
                "meetings" => self.table(&mut book.meetings, key, raw, Self::whole),
                "attendances" => self.table(&mut book.attendances, key, raw, Self::whole),
                "agenda" => self.table(&mut book.agenda, key, raw, Self::whole),
                "proceedings" => self.table(&mut book.proceedings, key, raw, Self::whole),
                "rounds" => self.table(&mut book.rounds, key, raw, Self::whole),
                "ballots" => self.table(&mut book.ballots, key, raw, Self::whole),
                "handCounts" => self.table(&mut book.hand_counts, key, raw, Self::whole),
                "decisions" => self.table(&mut book.decisions, key, raw, Self::whole),
                "opinions" => self.table(&mut book.opinions, key, raw, Self::whole),
                _ => self.within(key, |own| own.lose(Lost::UnknownKey)),
            }
        }
        book
    }

    fn table<T: Keyed>(
        &mut self,
        table: &mut Table<T>,
        key: &str,
        raw: &Raw,
        read: fn(&mut Self, &Raw) -> Option<T>,
    ) {
        self.within(key, |own| {
            let Raw::List(items) = raw else {
                return own.lose(Lost::Invalid);
            };
            for (at, item) in items.iter().enumerate() {
                own.within(&at.to_string(), |own| match read(own, item) {
                    Some(element) if table.contains(element.key()) => own.lose(Lost::Twice),
                    Some(element) => table.put(element),
                    None => own.lose(Lost::Invalid),
                });
            }
        });
    }

    fn whole<T: DeserializeOwned>(&mut self, raw: &Raw) -> Option<T> {
        decode(raw)
    }

    /// Reads an item, with those of its parts that can be read; it needs an id.
    fn node(&mut self, raw: &Raw) -> Option<Node> {
        if let Some(node) = decode(raw) {
            return Some(node);
        }
        let id: NodeId = decode(raw.get("id")?)?;
        let mut node = Node::new(id);
        for (key, raw) in raw.members() {
            match key.as_str() {
                "id" => {}
                "level" => self.put(&mut node.level, key, raw),
                "number" => self.put(&mut node.number, key, raw),
                "title" => self.put(&mut node.title, key, raw),
                "position" => self.put(&mut node.position, key, raw),
                "repeat" => self.put(&mut node.repeat, key, raw),
                "review" => self.put(&mut node.review, key, raw),
                "dropped" => self.put(&mut node.dropped, key, raw),
                "values" => self.within(key, |own| own.values(&mut node, raw)),
                _ => self.within(key, |own| own.lose(Lost::UnknownKey)),
            }
        }
        Some(node)
    }

    fn values(&mut self, node: &mut Node, raw: &Raw) {
        for (key, raw) in raw.members() {
            match (parse(key), decode(raw)) {
                (Some(field), Some(_)) if node.values.contains_key(&field) => {
                    self.within(key, |own| own.lose(Lost::Twice));
                }
                (Some(field), Some(value)) => drop(node.values.insert(field, value)),
                _ => self.within(key, |own| own.lose(Lost::Invalid)),
            }
        }
    }

    fn form(&mut self, raw: &Raw) -> Form {
        let mut form = Form::default();
        for (key, raw) in raw.members() {
            match key.as_str() {
                "name" => self.put(&mut form.name, key, raw),
                "levels" => self.list(&mut form.levels, key, raw),
                "fields" => self.list(&mut form.fields, key, raw),
                "scales" => self.list(&mut form.scales, key, raw),
                "committee" => self.put(&mut form.committee, key, raw),
                "sheet" => self.put(&mut form.sheet, key, raw),
                _ => self.within(key, |own| own.lose(Lost::UnknownKey)),
            }
        }
        form
    }

    fn list<T: DeserializeOwned>(&mut self, list: &mut Vec<T>, key: &str, raw: &Raw) {
        self.within(key, |own| {
            let Raw::List(items) = raw else {
                return own.lose(Lost::Invalid);
            };
            for (at, item) in items.iter().enumerate() {
                list.extend(own.take::<T>(&at.to_string(), item));
            }
        });
    }

    /// Names the other values of conflicts: a workbook without history has no room for them.
    fn rivals(&mut self, content: &Content) {
        let registers = self.root.get("history").and_then(|history| history.get("registers"));
        for (key, versions) in registers.map(Raw::members).unwrap_or_default() {
            let Some(Raw::List(rivals)) = versions.get("rivals") else { continue };
            let spot = match key.parse::<Place>() {
                Ok(place) => Spot::of(&place, content),
                Err(_) => Spot::at(&["history", "registers", key]),
            };
            self.lost.extend(rivals.iter().map(|_| Loss { spot: spot.clone(), why: Lost::Rival }));
        }
    }

    /// Names a place with the words that the file has for it.
    fn spot_of(&self, path: &[String]) -> Spot {
        let mut at = Some(self.root);
        let mut steps: Vec<Step> = Vec::new();
        for key in path {
            at = match at {
                Some(Raw::List(items)) => key.parse::<usize>().ok().and_then(|number| items.get(number)),
                inside => inside.and_then(|raw| raw.get(key)),
            };
            let of_field = steps.last().is_some_and(|above| above.key == "values");
            let name =
                at.and_then(name_of).or_else(|| of_field.then(|| self.field_label(path, key)).flatten());
            steps.push(Step { key: key.clone(), name });
        }
        Spot { steps, line: None }
    }

    fn field_label(&self, path: &[String], field: &str) -> Option<String> {
        let book = self.root.get("content")?.get("years")?.get(path.get(2)?)?;
        let Raw::List(fields) = book.get("form")?.get("fields")? else { return None };
        let own = fields.iter().find(|raw| raw.get("id").and_then(Raw::text).as_deref() == Some(field))?;
        own.get("label")?.text()
    }
}

fn name_of(raw: &Raw) -> Option<String> {
    let text = |key| raw.get(key).and_then(Raw::text).filter(|text| !text.is_empty());
    match (text("number"), text("title")) {
        (Some(number), Some(title)) => Some(format!("{number} {title}")),
        (number, title) => text("label").or(text("name")).or(title).or(number),
    }
}

fn count(content: &Content) -> Counts {
    let mut counts = Counts { years: content.years.len(), ..Counts::default() };
    for book in content.years.values() {
        counts.items += book.nodes.len();
        counts.values += book.nodes.values().map(|node| node.values.len()).sum::<usize>();
        counts.elements += [
            book.departments.len(),
            book.indicators.len(),
            book.figures.len(),
            book.members.len(),
            book.meetings.len(),
            book.attendances.len(),
            book.agenda.len(),
            book.proceedings.len(),
            book.rounds.len(),
            book.ballots.len(),
            book.hand_counts.len(),
            book.decisions.len(),
            book.opinions.len(),
        ]
        .iter()
        .sum::<usize>();
    }
    counts
}
