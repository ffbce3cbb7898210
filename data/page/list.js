/* The list: sorting, filters and thumbnails */

const items = [...document.querySelectorAll(".card")];
const tableRows = [...byId("rows")?.children ?? []];
const fields = [...document.querySelectorAll("#filters fieldset")];
let order = run.cards.map((_, index) => index), shown = order, isReversed = false;

/** The least and the most that a filter lets through; NaN where it does not ask. */
const limitsOf = (field) => [...field.querySelectorAll("input")].map((input) => input.valueAsNumber);
const isAsking = (field) => limitsOf(field).some((limit) => !Number.isNaN(limit));
const passes = (card) => {
  const place = byId("show-place")?.value ?? "all";
  if (place !== "all" && !(place in card.place)) return false;
  return fields.every((field) => {
    const value = card.figures[field.dataset.measure], [least, most] = limitsOf(field);
    return !(value < least) && !(value > most);
  });
};
/** More is better of excitement, length, height and inversions; less of the others. */
const prefersMore = (measure) => ["excitement", "length", "height", "inversions"].includes(run.measures[measure].key);

const arrange = () => {
  const measure = Number(byId("sort-by").value), isRank = measure < 0;
  const isFalling = !isRank && prefersMore(measure) !== isReversed, isBackwards = isRank ? isReversed : isFalling;
  const value = (index) => isRank ? index : run.cards[index].figures[measure];
  const last = order;
  order = run.cards.map((_, index) => index).sort((a, b) => (isBackwards ? -1 : 1) * (value(a) - value(b)) || a - b);
  shown = order.filter((index) => passes(run.cards[index]));
  const isShown = new Set(shown);
  byId("sort-order").textContent = isRank ? (isReversed ? "Last first" : "Best first") : isFalling ? "Highest first" : "Lowest first";
  document.querySelectorAll("[data-sort]").forEach((button) => {
    const isSorted = Number(button.dataset.sort) === measure, head = button.closest("th");
    if (isSorted) head.setAttribute("aria-sort", isBackwards ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
  });
  for (const [list, members] of [[byId("cards"), items], [byId("rows"), tableRows]]) {
    members.forEach((member, index) => { member.hidden = !isShown.has(index); });
    if (order.some((index, place) => index !== last[place])) list.append(...order.map((index) => members[index]));
  }
  byId("none").hidden = shown.length > 0;
  byId("count").textContent = shown.length === run.cards.length ? `${shown.length} shown` : `${shown.length} of ${run.cards.length} shown`;
  const asking = fields.filter(isAsking).length;
  byId("asking").textContent = asking ? `(${asking} in use)` : "";
};

/** Sorts by a column of the table; once more turns it round. */
const sortBy = (measure) => {
  isReversed = byId("sort-by").value === measure && !isReversed;
  byId("sort-by").value = measure;
  arrange();
};

const prepareList = () => {
  if (!run.cards.length) return;
  fields.forEach((field) => {
    const values = run.cards.map((card) => card.figures[field.dataset.measure]), { decimals } = run.measures[field.dataset.measure];
    const [least, most] = field.querySelectorAll("input");
    least.placeholder = Math.min(...values).toFixed(decimals);
    most.placeholder = Math.max(...values).toFixed(decimals);
  });
  byId("tools").addEventListener("input", arrange);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(arrange));
  byId("sort-by").addEventListener("input", () => { isReversed = false; });
  byId("sort-order").addEventListener("click", () => { isReversed = !isReversed; arrange(); });
  document.querySelectorAll("[data-sort]").forEach((button) => button.addEventListener("click", () => sortBy(button.dataset.sort)));
  document.querySelectorAll("[data-open]").forEach((button) => button.addEventListener("click", () => open(Number(button.dataset.open))));
  arrange();
};
