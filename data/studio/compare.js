/* Two designs side by side */

let both = [];
const comparison = byId("comparison");

const choose = (number) => {
  both = both.includes(number) ? both.filter((one) => one !== number) : [...both, number].slice(-2);
  const names = both.map((one) => run.cards[one].name);
  byId("chosen").hidden = !both.length;
  byId("chosen-words").textContent = both.length === 2 ? names.join(" and ") : `${names.join("")}: choose another design to compare it with`;
  byId("compare").disabled = both.length < 2;
  markAll();
};

const drawPair = () => {
  if (!comparison.open) return;
  const view = { ...GAME_VIEW, yaw: byId("turn-both").valueAsNumber * Math.PI / 180, turns: true };
  ["left", "right"].forEach((side, index) => drawScene(byId(`${side}-view`), courseOf(run.cards[both[index]]), view));
};

/** Whether more of a figure is better; nothing where it is a matter of taste. */
const MORE_IS_BETTER = { excitement: true, cost: false };

const fillPair = () => {
  const cards = both.map((number) => run.cards[number]);
  ["left", "right"].forEach((side, index) => {
    byId(`${side}-name`).textContent = cards[index].name;
    byId(`${side}-view`).setAttribute("aria-label", `The track of ${cards[index].name}`);
  });
  const head = html("tr", {}, html("th", { scope: "col" }, "Figure"), ...cards.map((card) => html("th", { scope: "col" }, card.name)), html("th", { scope: "col" }, "Difference"));
  byId("differences").tHead.replaceChildren(head);
  const measured = run.measures.map((measure, index) => {
    const [left, right] = cards.map((card) => card.figures[index]), more = MORE_IS_BETTER[measure.key];
    const isBetter = (mine, other) => more !== undefined && mine !== other && (mine > other) === more;
    const sign = right > left ? "+" : right < left ? "−" : "";
    return html("tr", {}, html("th", { scope: "row" }, measure.label),
      html("td", isBetter(left, right) ? { class: "better" } : {}, figureWords(measure, left)),
      html("td", isBetter(right, left) ? { class: "better" } : {}, figureWords(measure, right)),
      html("td", {}, sign + figureWords(measure, Math.abs(right - left))));
  });
  const [here, there] = cards.map((card) => new Map(card.facts));
  const facts = [...here.keys()].filter((what) => there.has(what) && !run.measures.some((measure) => measure.label === what));
  const further = facts.map((what) => html("tr", {}, html("th", { scope: "row" }, what), html("td", {}, here.get(what)), html("td", {}, there.get(what)), html("td", {})));
  byId("differences").tBodies[0].replaceChildren(...measured, ...further);
};

const prepareCompare = () => {
  byId("compare").addEventListener("click", () => {
    comparison.showModal();
    byId("comparison-title").focus();
    fillPair();
    drawPair();
  });
  byId("choose-none").addEventListener("click", () => { both = [both[0]]; choose(both[0]); });
  byId("turn-both").addEventListener("input", drawPair);
};
