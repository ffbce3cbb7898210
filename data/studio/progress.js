/* Curves and kinds while they grow */

const addPoints = (points) => {
  const { progress } = run;
  for (const [generation, best, mean, feasible, kinds] of points) {
    progress.generation.push(generation);
    progress.best.push(best);
    progress.mean.push(mean);
    progress.feasible.push(feasible / 10);
    progress.kinds.push(kinds);
  }
};
const forget = () => {
  for (const values of Object.values(run.progress)) values.length = 0;
};

const GROUND = 100, HEIGHT = 7.5;
let kinds = [], field = "";
const fieldOf = ([, , ground, height]) => `${ground} ${height}`;
const fieldWords = (ground, height) => `${(height * HEIGHT).toFixed(0)}–${((height + 1) * HEIGHT).toFixed(0)} m high on ${ground * GROUND}–${(ground + 1) * GROUND - 1} tiles`;
const span = (values) => Array.from({ length: Math.max(...values) - Math.min(...values) + 1 }, (_, index) => Math.min(...values) + index);

/** Black or white, whichever is read better on a colour. */
const inkOn = (colour) => {
  const linear = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16) / 255)
    .map((share) => share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 ? "#000" : "#fff";
};

/** The table of kinds; a field is a button that shows its designs. */
const drawKinds = () => {
  byId("kinds").hidden = !kinds.length;
  if (!kinds.length) return;
  const fields = new Map();
  kinds.forEach((kind) => fields.set(fieldOf(kind), [...fields.get(fieldOf(kind)) ?? [], kind]));
  const columns = span(kinds.map((kind) => kind[2])), rows = span(kinds.map((kind) => kind[3])).reverse();
  const ratings = kinds.map((kind) => kind[1][0]), [low, high] = [Math.min(...ratings), Math.max(...ratings)];
  const cell = (ground, height) => {
    const found = fields.get(`${ground} ${height}`);
    if (!found) return html("td", { class: "empty" }, html("span", { class: "unseen" }, "none"));
    const best = found[0][1][0], share = (best - low) / Math.max(1, high - low);
    const colour = run.colours[Math.round(share * (run.colours.length - 1))], key = `${ground} ${height}`;
    const count = `${found.length} ${found.length === 1 ? "kind" : "kinds"}`;
    const chosen = html("button", { type: "button", "data-field": key, "aria-pressed": key === field, "aria-label": `${hundredths(best)}, ${count}, ${fieldWords(ground, height)}` }, hundredths(best), html("small", {}, count));
    chosen.addEventListener("click", () => { field = key; drawKinds(); byId("field-title").focus(); });
    return html("td", { style: `background:${colour};color:${inkOn(colour)}` }, chosen);
  };
  const focused = document.activeElement?.dataset?.field;
  byId("heat").tHead.replaceChildren(html("tr", {}, html("th", { scope: "col" }, "Height"),
    ...columns.map((ground) => html("th", { scope: "col" }, ground ? `${ground * GROUND}–${(ground + 1) * GROUND - 1} ` : `under ${GROUND} `, html("span", { class: "unit" }, "tiles")))));
  byId("heat").tBodies[0].replaceChildren(...rows.map((height) => html("tr", {},
    html("th", { scope: "row" }, `${(height * HEIGHT).toFixed(0)}–${((height + 1) * HEIGHT).toFixed(0)} m`), ...columns.map((ground) => cell(ground, height)))));
  if (focused) document.querySelector(`[data-field="${focused}"]`)?.focus();
  showField(fields.get(field) ?? []);
};

/** Most pictures of a field. */
const TILES = 12;
let fieldIds = "";
const showField = async (found) => {
  const ids = found.slice(0, TILES).map(([id]) => id);
  byId("field-title").textContent = found.length ? fieldWords(...field.split(" ").map(Number)) + (found.length > TILES ? `: the best ${TILES} of ${found.length}` : "") : "";
  if (ids.join() === fieldIds) return;
  fieldIds = ids.join();
  const all = await Promise.allSettled(ids.map(cardOf));
  if (ids.join() !== fieldIds) return;
  const there = all.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  byId("field").replaceChildren(...there.map((number) => {
    const card = run.cards[number], canvas = html("canvas", { role: "img", "aria-label": `The track of ${card.name}` });
    const opener = html("button", { type: "button", "aria-haspopup": "dialog" }, canvas, html("span", {}, html("b", {}, card.name), html("br"), card.figures.slice(0, 3).map((rating) => rating.toFixed(2)).join(" / ")));
    opener.addEventListener("click", () => { shown = there; open(number); });
    watch(canvas, number);
    return html("li", {}, opener);
  }));
};
