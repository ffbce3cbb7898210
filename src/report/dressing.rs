//! What scenery did to a design, as it is written out and as people read it.

use serde::Serialize;

use super::style::{TITLE, columns, paint};
use super::units::{count, money, rating};
use crate::judge::Judgement;
use crate::quantity::{Money, Ratings};

/// A design before and after it was dressed.
#[derive(Debug, Serialize)]
pub struct DressReport {
    /// The theme.
    theme: String,
    /// Items that were added.
    items: usize,
    /// What they cost, in tenths.
    scenery_price: i64,
    /// Figures without them.
    before: Figures,
    /// Figures with them.
    after: Figures,
}

/// The worst ratings of all directions in hundredths, and the price in tenths.
#[derive(Debug, Clone, Copy, Serialize)]
struct Figures {
    excitement: Option<i32>,
    intensity: Option<i32>,
    nausea: Option<i32>,
    cost: Option<i64>,
}

impl Figures {
    fn new(judgement: &Judgement) -> Self {
        let ratings = judgement.worst_ratings().map(Ratings::hundredths);
        let [excitement, intensity, nausea] = [0, 1, 2].map(|index| ratings.map(|ratings| ratings[index]));
        let cost = judgement.placement.as_design.as_ref().ok().map(|layout| layout.cost().0);
        Self { excitement, intensity, nausea, cost }
    }
}

impl DressReport {
    /// The report on a design that was judged with `items` less, and with them.
    pub fn new(theme: &str, items: usize, before: &Judgement, after: &Judgement) -> Self {
        let (before, after) = (Figures::new(before), Figures::new(after));
        let scenery_price = after.cost.unwrap_or(0) - before.cost.unwrap_or(0);
        Self { theme: theme.to_owned(), items, scenery_price, before, after }
    }

    /// A table under a heading.
    pub fn sheet(&self, file: &str) -> String {
        let items = count(self.items as i64, "scenery item");
        let price = money(Money(self.scenery_price));
        let hundredths = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), rating);
        let row = |name: &str, figure: fn(&Figures) -> Option<i32>| {
            vec![name.to_owned(), hundredths(figure(&self.before)), hundredths(figure(&self.after))]
        };
        let cost = |figures: &Figures| figures.cost.map_or_else(|| "-".to_owned(), |cost| money(Money(cost)));
        let rows = [
            vec![String::new(), "bare".to_owned(), "dressed".to_owned()],
            row("excitement", |figures| figures.excitement),
            row("intensity", |figures| figures.intensity),
            row("nausea", |figures| figures.nausea),
            vec!["cost".to_owned(), cost(&self.before), cost(&self.after)],
        ];
        format!("{}\n  {items} of the theme {} for {price}\n\n{}", paint(TITLE, file), self.theme, columns(&rows))
    }
}
