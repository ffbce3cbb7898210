//! The pictures that go with designs: of each its height, its plan, its view and its place in a park, and of a generation's leaders a
//! contact sheet. All carry the ratings of the worst direction.

use rayon::prelude::*;

use crate::picture::{self, Card, Picture, Style, Subject, View};

use super::units::hundredths;
use super::winner::Winner;

/// A picture under what it adds to the name of its design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portrait {
    /// What the picture shows: `height`, `plan` or `iso`; in a park also `map`.
    pub kind: &'static str,
    /// The picture as a PNG.
    pub png: Vec<u8>,
}

type Draw = fn(&Subject, &Style) -> Picture;

const KINDS: [(&str, Draw); 3] = [
    ("height", picture::height),
    ("plan", picture::plan),
    ("iso", |subject, style| picture::isometric(subject, style, View::default())),
];

/// The leaders of an earlier generation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Which generation.
    pub generation: u32,
    /// Id, name and worst excitement in hundredths, by rank.
    pub leaders: Vec<(String, String, Option<i32>)>,
}

/// The pictures of a design; one that does not stand has none.
pub fn portraits(winner: &Winner) -> Vec<Portrait> {
    let Some(subject) = subject(winner) else { return Vec::new() };
    let style = Style::default();
    let portrait =
        |(kind, draw): &(&'static str, Draw)| Some(Portrait { kind, png: draw(&subject, &style).png(1.0).ok()? });
    let mut portraits: Vec<Portrait> = KINDS.par_iter().filter_map(portrait).collect();
    portraits.extend(map(winner));
    portraits
}

/// The map of the park with the design in it.
fn map(winner: &Winner) -> Option<Portrait> {
    let layout = winner.judgement.placement.as_design.as_ref().ok()?;
    let park = layout.park_with(&winner.name)?;
    let png = picture::park_map(&park, layout.catalogue, &winner.name, &[layout.number]).png(1.0).ok()?;
    Some(Portrait { kind: "map", png })
}

fn subject<'a>(winner: &Winner<'a>) -> Option<Subject<'a>> {
    let layout = winner.judgement.placement.as_design.as_ref().ok()?;
    let subject = Subject::recorded(winner.name.as_str(), layout.clone());
    Some(subject.painted(&winner.design.colours).rated(winner.ratings()))
}

/// The leaders of a generation on one sheet as a PNG, with what changed since an earlier one; `None` when none stands.
pub fn contact_sheet(generation: u32, leaders: &[Winner], earlier: Option<&Earlier>) -> Option<Vec<u8>> {
    let standing = leaders.par_iter().filter_map(|winner| Some((winner.id.as_str(), subject(winner)?)));
    let (ids, subjects): (Vec<&str>, Vec<Subject>) = standing.unzip();
    let notes: Vec<String> = ids.iter().enumerate().map(|(index, id)| change(index, id, earlier)).collect();
    let cards: Vec<Card> = subjects.iter().zip(&notes).map(|(subject, note)| Card { subject, note }).collect();
    let title = format!("Leaders of generation {generation}");
    let sheet = picture::contact_sheet(&title, &remark(leaders, earlier), &cards, &Style::default());
    if cards.is_empty() { None } else { sheet.png(1.0).ok() }
}

/// What became of a design since an earlier generation.
fn change(index: usize, id: &str, earlier: Option<&Earlier>) -> String {
    let Some(earlier) = earlier else { return String::new() };
    match earlier.leaders.iter().position(|(leader, _, _)| leader == id) {
        None => "new".to_owned(),
        Some(before) if before > index => format!("up from {}", before + 1),
        Some(before) if before < index => format!("down from {}", before + 1),
        Some(_) => "as before".to_owned(),
    }
}

/// How the first leader compares with the one before, and who has gone.
fn remark(leaders: &[Winner], earlier: Option<&Earlier>) -> String {
    let Some(earlier) = earlier else { return "The first sheet of this search".to_owned() };
    let since = format!("since generation {}", earlier.generation);
    let before = earlier.leaders.first().and_then(|(_, _, excitement)| *excitement);
    let now = leaders.first().and_then(Winner::ratings).map(|ratings| ratings.excitement.0);
    let mut text = match before.zip(now) {
        Some((before, now)) if now == before => {
            format!("Excitement of the first: {} as before, {since}", hundredths(now))
        }
        Some((before, now)) => {
            let (size, word) = ((now - before).abs(), if now > before { "more" } else { "less" });
            format!("Excitement of the first: {}, {} {word} {since}", hundredths(now), hundredths(size))
        }
        None => format!("Changes {since}"),
    };
    let gone = earlier.leaders.iter().filter(|(id, _, _)| leaders.iter().all(|leader| leader.id != *id));
    let gone: Vec<&str> = gone.map(|(_, name, _)| name.as_str()).collect();
    if !gone.is_empty() {
        text += &format!("  ·  gone: {}", gone.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_rank() {
        let leader = |id: &str| (id.to_owned(), id.to_uppercase(), Some(500));
        let earlier = Earlier { generation: 20, leaders: vec![leader("a"), leader("b")] };
        let told = |index, id| change(index, id, Some(&earlier));
        assert_eq!(
            [told(0, "a"), told(0, "b"), told(1, "a"), told(2, "c")],
            ["as before", "up from 2", "down from 1", "new"]
        );
        assert_eq!(change(0, "a", None), "");
        assert_eq!(remark(&[], Some(&earlier)), "Changes since generation 20  ·  gone: A, B");
    }
}
