/* Designs: the leaders as cards, now or back in time */

/** Elements of the cards, beside `run.cards`; those that are shown, by number. */
const items = [];
let shown = [];
/** Numbers of cards by id, and cards that are on their way. */
const numbers = new Map(), coming = new Map();
const favoured = new Set();

const figureWords = ({ unit, decimals }, value) => {
  const words = value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return unit === "£" ? `£${words}` : unit ? `${words} ${unit}` : words;
};

/** The number of a design's card, which is asked for once. */
const cardOf = (id) => {
  if (!coming.has(id)) {
    const made = asked(`/api/card/${id}`).then(({ card, track, pieces = [] }) => {
      numbers.set(id, run.cards.length);
      run.cards.push(card);
      piecesOf.set(id, pieces);
      items.push(itemOf(card, track));
      return numbers.get(id);
    });
    made.catch(() => coming.delete(id));
    coming.set(id, made);
  }
  return coming.get(id);
};

const button = (words, label, act) => {
  const made = html("button", { type: "button", "aria-label": label }, words);
  made.addEventListener("click", act);
  return made;
};

/** The element of a card, as on the page of a run. */
const itemOf = (card, track) => {
  const number = run.cards.indexOf(card), [ratings, figures] = [[0, 3], [3]].map((part) => run.measures.slice(...part));
  const pairs = (measures, first) => measures.map((measure, index) => html("div", { class: measure.key },
    html("dt", {}, measure.label), html("dd", {}, figureWords(measure, card.figures[first + index]))));
  const opener = html("button", { type: "button", class: "open", "aria-haspopup": "dialog" }, card.name);
  opener.addEventListener("click", () => open(number));
  const [favour, discarded, compared, installed, sent] = toolsOf(card);
  const file = html("a", { class: "download", download: card.file, href: `data:application/octet-stream;base64,${track}`, "aria-label": `Download ${card.name} as ${card.file}` }, "Download");
  const thumb = html("canvas", { class: "thumb", role: "img", "aria-label": `The track of ${card.name}, seen at a slant` });
  return html("li", { class: "card", "data-id": card.id }, html("article", { "aria-label": card.name }, thumb, html("div", { class: "text" },
    html("p", { class: "place" }, "Leader ", html("code", {}, card.id)), html("h3", {}, opener),
    html("dl", { class: "ratings" }, ...pairs(ratings, 0)), html("dl", { class: "figures" }, ...pairs(figures, 3)),
    html("div", { class: "actions" }, favour, discarded, compared, file, installed, sent))));
};

/** The buttons for what can be done with a design, beside looking at it. */
const toolsOf = (card) => {
  const favour = button("☆ Favour", `Breed more from ${card.name}`, () => order("favour", { id: card.id, favoured: !favoured.has(card.id) }));
  favour.classList.add("favour");
  const compared = button("⇄ Compare", `Compare ${card.name}`, () => {
    choose(run.cards.indexOf(card));
    // The bar that says so lies behind the closer look.
    if (dialog.open) note(both.length ? byId("chosen-words").textContent : "", true);
  });
  compared.classList.add("choose");
  return [favour, button("✕ Discard", `Discard ${card.name}`, () => discard(card)), compared,
    button("⇩ Install", `Install ${card.name} into the game's folder of designs`, () => install(card)),
    button("⇒ To game", `Offer ${card.name} to the plug-in in the game`, () => send(card))];
};

/** The same buttons in the closer look, which designs of a kind have as well. */
const prepareTools = () => {
  const tools = byId("card-tools");
  byId("closer").querySelector(".known").after(tools);
  tools.hidden = false;
  extras.opened.push(() => {
    note("");
    tools.firstElementChild.replaceChildren(...toolsOf(card));
    mark(tools, card.id, run.cards.indexOf(card));
  });
};

const discard = async (card) => {
  if (confirm(`Take ${card.name} out of the search for good?`) && await order("discard", { id: card.id })) dialog.close();
};
const install = (card) => tried(async () => {
  const { installed } = await asked(`/api/install/${card.id}`, { method: "POST" });
  note(`${card.name} is in ${installed}`, true);
});

const send = async (card) => {
  if (await order("send", { id: card.id })) note(`${card.name} is offered to the game: choose it in the window of loopwright there`, true);
};

let wanted = 0;
/** Shows designs as cards, as soon as all of them are there. */
const showLeaders = async (ids, words) => {
  const turn = wanted += 1, found = await Promise.allSettled(ids.map(cardOf));
  if (turn !== wanted) return;
  const leaders = found.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  const list = byId("leaders"), last = [...list.children], focused = document.activeElement;
  const elements = leaders.map((number) => items[number]);
  if (elements.some((element, place) => element !== last[place]) || last.length !== elements.length) list.replaceChildren(...elements);
  if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  leaders.forEach((number, rank) => {
    items[number].querySelector(".place").firstChild.data = `${words(rank)} `;
    watch(items[number].querySelector(".thumb"), number);
  });
  if (!dialog.open) shown = leaders;
  byId("waiting").hidden = leaders.length > 0;
  markAll();
};

/** Shows beside the buttons of a design whether it is favoured, and whether it is chosen to be compared. */
const mark = (place, id, number) => {
  const isFavoured = favoured.has(id), favour = place.querySelector(".favour");
  favour.setAttribute("aria-pressed", isFavoured);
  favour.textContent = isFavoured ? "★ Favoured" : "☆ Favour";
  place.querySelector(".choose").setAttribute("aria-pressed", both.includes(number));
};
const markAll = () => {
  items.forEach((item, number) => {
    item.classList.toggle("favoured", favoured.has(item.dataset.id));
    mark(item, item.dataset.id, number);
  });
  if (dialog.open) mark(byId("card-tools"), card.id, run.cards.indexOf(card));
};

/* Back in time */

let led = [], isNow = true;
const time = byId("time");

const showTime = (leaders) => {
  time.max = Math.max(0, led.length - 1);
  byId("now").disabled = isNow;
  if (isNow) {
    time.value = time.max;
    byId("time-words").textContent = "now";
    time.setAttribute("aria-valuetext", "now");
    if (leaders.length) showLeaders(leaders.map(({ id }) => id), (rank) => leaders[rank].feasible ? `Place ${rank + 1}` : "Beyond limits");
    return;
  }
  const then = led[time.valueAsNumber];
  if (!then) return;
  byId("time-words").textContent = `${then.generation}`;
  time.setAttribute("aria-valuetext", `generation ${then.generation}`);
  showLeaders(then.ids, (rank) => `Generation ${then.generation}, place ${rank + 1}`);
};
