/* A closer look at one design */

const dialog = byId("closer"), body = byId("closer-body");
let card = null, view = GAME_VIEW, moment = 0, isPlaying = false, follow = [], pending = 0;
/** What a page adds: to the height picture, to the plan, and when a design is opened. */
const extras = { profile: [], plan: [], opened: [] };
const isRidden = () => courseOf(card).ride.tick.length > 0;

const secondsAt = (index) => { const { tick } = courseOf(card).ride; return (tick[index] - tick[0]) / TICKS_PER_SECOND; };
/** The point of the rail under the train. */
const railAt = (index) => { const course = courseOf(card); return lastUpTo(course.rail.along, course.ride.along[index]); };
const metresUp = (place) => courseOf(card).rail.up[place] * METRES_PER_Z;

const redraw = () => {
  pending ||= requestAnimationFrame(() => {
    pending = 0;
    if (!dialog.open) return;
    const place = isRidden() ? railAt(moment) : null;
    drawWithTrain(byId("slant"), card, view, place);
    drawWithTrain(byId("plan"), card, { ...FROM_ABOVE, labels: true }, place);
    extras.plan.forEach((add) => add(byId("plan"), kept.get(byId("plan"))?.fit));
  });
};

/** Degrees of a turn or tilt. */
const degrees = (angle) => ((Math.round(angle * 180 / Math.PI) % 360) + 360) % 360;
const setView = (next) => {
  view = next;
  byId("slant").setAttribute("aria-valuenow", degrees(view.yaw));
  byId("slant").setAttribute("aria-valuetext", `turned by ${degrees(view.yaw)} degrees, seen from ${degrees(view.tilt)} degrees above`);
  redraw();
};
/** Turns the slanted view, and tilts it between nearly level and straight from above. */
const turn = (by, tilt = 0) =>
  setView({ ...view, yaw: view.yaw + by, tilt: Math.min(Math.PI / 2, Math.max(0.15, view.tilt + tilt)) });
const level = () => setView({ ...GAME_VIEW, turns: true });

const setMoment = (index) => {
  const { ride } = courseOf(card), place = railAt(index);
  moment = index;
  const along = ride.along[index] / 10, mph = Math.abs(ride.speed[index]) / 10;
  const stretch = courseOf(card).stretches.find(({ from, to }) => from <= ride.along[index] && ride.along[index] <= to);
  const words = `${secondsAt(index).toFixed(1)} s · ${number(mph * KMH_PER_MPH)} km/h (${number(mph)} mph) · `
    + `vertical ${hundredths(ride.vertical[index])} g · lateral ${hundredths(ride.lateral[index])} g · `
    + `${number(metresUp(place), 1)} m up, ${number(along)} m along${stretch ? ` · ${stretch.label}` : ""}`;
  byId("moment").value = index;
  byId("moment").setAttribute("aria-valuetext", words);
  byId("moment-words").textContent = words;
  follow.forEach((move) => move(index, place));
  redraw();
};

const drawProfile = () => {
  const svg = byId("profile"), [width, height] = opened(svg), { rail, stretches, inversions } = courseOf(card);
  const points = rail.along.map((along, index) => [along / 10, metresUp(index)]);
  const xs = [0, points.at(-1)?.[0] || 1], heights = points.map(([, up]) => up);
  const high = heights.reduce((most, up) => Math.max(most, up), 8);
  const isHilly = Boolean(courseOf(card).ground?.land.length);
  const land = rail.along.map((along, index) => [along / 10, landAt(courseOf(card), rail.right[index], rail.down[index]) * METRES_PER_Z]);
  const low = [...heights, ...land.map(([, up]) => up)].reduce((least, up) => Math.min(least, up), 0);
  const drawn = panel(svg, { left: 44, right: width - 14, top: 24, bottom: height - 38 }, xs, [low, high * 1.12], "Height above land", "m");
  if (isHilly) drawn.area(land, low, EARTH); else drawn.area(points, 0, styleOf("--fill"));
  stretches.forEach(({ from, to, colour }) => drawn.band(from / 10, to / 10, colour, styleOf("--dim")));
  drawn.curve(points, styleOf("--speed"));
  stretches.forEach(({ from, to, colour }) => {
    const within = points.filter((_, index) => rail.along[index] >= from && rail.along[index] <= to);
    drawn.curve(within, colour);
  });
  inversions.forEach((along, index) => {
    const x = drawn.x(along / 10), y = drawn.y(metresUp(lastUpTo(rail.along, along))) - 10;
    drawn.mark(shape("circle", { cx: x, cy: y, r: 8, fill: styleOf("--nausea") }));
    drawn.mark(shape("text", { x, y: y + 4, "text-anchor": "middle", style: "fill:var(--sheet)" }, `${index + 1}`));
  });
  extras.profile.forEach((add) => add(drawn));
  axis(svg, drawn, xs, "m along the track");
  svg.setAttribute("aria-label", `Height of ${card.name} over its length: highest ${number(high)} m, ${number(xs[1])} m long`);
  if (!isRidden()) return;
  const move = cursor(svg, [drawn]);
  follow.push((index, place) => move(courseOf(card).ride.along[index] / 10, [metresUp(place)]));
  svg.onpointermove = svg.onpointerdown = (event) => {
    const along = pointed(event, drawn, xs) * 10, { ride } = courseOf(card);
    stop();
    setMoment(nearest(ride.along.length, (index) => Math.abs(ride.along[index] - along)));
  };
};

/** First and last index of every run of moments that are of a kind. */
const spansOf = (values, isOfKind) => {
  const spans = [];
  values.forEach((value, index) => {
    if (!isOfKind(value)) return;
    const last = spans.at(-1);
    if (last?.[1] === index - 1) last[1] = index; else spans.push([index, index]);
  });
  return spans;
};

const drawGraph = () => {
  const svg = byId("graph"), { ride, drop } = courseOf(card);
  byId("graph-figure").hidden = byId("moment-tools").hidden = !isRidden();
  if (!isRidden()) return;
  const [width, height] = opened(svg), times = ride.tick.map((_, index) => secondsAt(index)), xs = [0, times.at(-1) || 1];
  const span = (values, low, high) => values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [low, high]);
  const heights = ride.tick.map((_, index) => metresUp(railAt(index)));
  const rows = [
    { title: "Height", unit: "m", values: heights, least: 0, most: 8, colour: "--soft", bands: drop ? [drop] : [] },
    { title: "Speed", unit: "km/h", values: ride.speed.map((speed) => Math.abs(speed) / 10 * KMH_PER_MPH), least: 0, most: 10, colour: "--speed" },
    { title: "Vertical", unit: "g", values: ride.vertical.map((g) => g / 100), least: -1, most: 3, colour: "--vertical", limits: [[-99, -2.5]], bands: spansOf(ride.vertical, (g) => g <= 0) },
    { title: "Lateral", unit: "g", values: ride.lateral.map((g) => g / 100), least: -2, most: 2, colour: "--lateral", limits: [[2.8, 99], [-99, -2.8]] },
  ];
  const room = (height - 38) / rows.length;
  const panels = rows.map((row, index) => {
    const ys = span(row.values, row.least, row.most), more = (ys[1] - ys[0]) * 0.08;
    const area = { left: 44, right: width - 14, top: index * room + 24, bottom: (index + 1) * room };
    const drawn = panel(svg, area, xs, [ys[0] - (ys[0] < 0 ? more : 0), ys[1] + more], row.title, row.unit);
    row.limits?.forEach(([from, to]) => drawn.level(from, to, styleOf("--danger")));
    row.bands?.forEach(([from, to]) => drawn.band(times[from], times[to], styleOf("--air")));
    drawn.curve(times.map((time, index) => [time, row.values[index]]), styleOf(row.colour));
    return drawn;
  });
  axis(svg, panels.at(-1), xs, "seconds");
  svg.setAttribute("aria-label", `Height, speed, vertical and lateral forces of ${card.name} over ${number(xs[1])} seconds; the slider above reads them out`);
  const move = cursor(svg, panels);
  follow.push((index) => move(times[index], rows.map((row) => row.values[index])));
  svg.onpointermove = svg.onpointerdown = (event) => { stop(); setMoment(lastUpTo(times, pointed(event, panels[0], xs))); };
};

const pair = (what, value, kind = "") => html("div", kind ? { class: kind } : {}, html("dt", {}, what), html("dd", {}, ...[value].flat()));

const fillLegend = () => {
  const course = courseOf(card), colours = heightColours();
  const swatch = (style, label, kind = "") => html("li", {}, html("span", { style, class: kind }), label);
  const features = new Map(course.stretches.map(({ label, colour }) => [label, colour]));
  const rail = course.rail.up.map((up) => up * METRES_PER_Z);
  const [low, high] = [rail.reduce((a, b) => Math.min(a, b), Infinity), rail.reduce((a, b) => Math.max(a, b), 0)];
  byId("legend").replaceChildren(
    swatch(`background:linear-gradient(90deg,${colours.join()})`, `${number(low)} to ${number(high)} m up`, "heights"),
    ...[...features].map(([label, colour]) => swatch(`background:${colour}`, label)),
    ...course.gates.map((gate) => swatch(`background:var(${gate.is_exit ? "--exit" : "--entrance"})`, gate.is_exit ? "Exit" : "Entrance")),
    ...(course.ground?.keys ?? []).map(([label, colour]) => swatch(`background:${colour}`, label)),
  );
};

const fillAccount = () => {
  const change = (before, after) => {
    const step = after - before;
    if (step === 0) return html("td", {}, hundredths(after));
    return html("td", {}, html("span", { class: step > 0 ? "up" : "down" }, `${step > 0 ? "+" : ""}${hundredths(step)}`), html("small", {}, hundredths(after)));
  };
  const outcome = ({ what, met }) => {
    if (met === null) return what.startsWith("requirement") ? [" waived"] : [];
    return [" ", html("span", { class: met ? "met" : "missed" }, met ? "met" : "missed")];
  };
  byId("account").replaceChildren(...card.account.map((line) => html("tr", {},
    html("th", { scope: "row" }, line.what, ...outcome(line)),
    ...line.after.map((after, index) => change(line.before[index], after)),
    html("td", {}, line.why))));
  byId("directions").replaceChildren(...card.directions.map(({ direction, ratings }) => html("tr", {},
    html("th", { scope: "row" }, `${direction}${direction === card.direction ? " (shown here)" : ""}`),
    ...(ratings ?? []).map((rating) => html("td", {}, hundredths(rating))))));
};

const drawClose = () => {
  follow = [];
  drawProfile();
  drawGraph();
  fillLegend();
  if (isRidden()) setMoment(moment); else redraw();
};

const show = (index) => {
  stop();
  card = run.cards[index];
  const item = items[index], course = courseOf(card);
  byId("closer-name").textContent = card.name;
  byId("closer-place").replaceChildren(...item.querySelector(".place").cloneNode(true).childNodes);
  byId("closer-summary").textContent = card.summary;
  byId("closer-ratings").replaceChildren(...item.querySelector(".ratings").cloneNode(true).childNodes);
  byId("closer-figures").replaceChildren(...card.facts.map(([what, value]) => pair(what, value)));
  const [here, there] = [byId("closer-download"), item.querySelector(".download")];
  for (const name of ["href", "download", "aria-label"]) here.setAttribute(name, there.getAttribute(name));
  byId("slant").setAttribute("aria-label", `Direction of view of ${card.name}, seen at a slant`);
  byId("plan").setAttribute("aria-label", `Plan of ${card.name}: ${course.size[0]} by ${course.size[1]} tiles`);
  const place = shown.indexOf(index);
  byId("before").disabled = place <= 0;
  byId("after").disabled = place < 0 || place >= shown.length - 1;
  byId("moment").max = Math.max(0, course.ride.tick.length - 1);
  moment = 0;
  level();
  extras.opened.forEach((add) => add());
  fillAccount();
  drawClose();
};

const open = (index) => {
  if (!dialog.open) dialog.showModal();
  byId("closer-name").focus();
  show(index);
  body.scrollTop = 0;
};
const neighbour = (step) => {
  const index = shown[shown.indexOf(run.cards.indexOf(card)) + step];
  if (index !== undefined) show(index);
};

/* Riding along */

const stop = () => {
  isPlaying = false;
  byId("play").setAttribute("aria-pressed", "false");
  byId("play").textContent = "▶ Ride";
};
const play = () => {
  const { tick } = courseOf(card).ride, last = tick.length - 1;
  if (moment >= last) moment = 0;
  isPlaying = true;
  byId("play").setAttribute("aria-pressed", "true");
  byId("play").textContent = "❚❚ Pause";
  const from = tick[moment], ridden = card;
  let began = null;
  const step = (now) => {
    if (!isPlaying || card !== ridden || !dialog.open) return;
    began ??= now;
    const index = lastUpTo(tick, from + (now - began) / 1000 * TICKS_PER_SECOND);
    if (index !== moment) setMoment(index);
    if (index >= last) stop(); else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
};

const prepareCloser = () => {
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", stop);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  byId("before").addEventListener("click", () => neighbour(-1));
  byId("after").addEventListener("click", () => neighbour(1));
  byId("play").addEventListener("click", () => isPlaying ? stop() : play());
  byId("moment").addEventListener("input", (event) => { stop(); setMoment(event.target.valueAsNumber); });
  document.querySelectorAll("[data-turn]").forEach((button) =>
    button.addEventListener("click", () => turn(Number(button.dataset.turn) * Math.PI / 2)));
  byId("level").addEventListener("click", level);
  const slant = byId("slant");
  slant.addEventListener("pointerdown", (event) => slant.setPointerCapture(event.pointerId));
  slant.addEventListener("pointermove", (event) => {
    if (!slant.hasPointerCapture(event.pointerId)) return;
    turn(-event.movementX * 0.01, event.pointerType === "mouse" ? event.movementY * 0.006 : 0);
  });
  slant.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0.12, 0], ArrowRight: [-0.12, 0], ArrowUp: [0, -0.08], ArrowDown: [0, 0.08] }[event.key];
    if (!step) return;
    event.preventDefault();
    turn(...step);
  });
  const plan = byId("plan");
  plan.addEventListener("pointermove", pointAtPlan);
  plan.addEventListener("pointerdown", pointAtPlan);
};

/** The train goes to the place on the plan that is pointed at, if track is near. */
const pointAtPlan = (event) => {
  const fit = kept.get(event.currentTarget)?.fit;
  if (!fit || !isRidden()) return;
  const { rail, ride } = courseOf(card);
  const apart = (index) => {
    const [x, y] = fit.at(rail.right[index], rail.down[index], rail.up[index]);
    return Math.hypot(x - event.offsetX, y - event.offsetY) - rail.up[index] * 1e-4;
  };
  const place = nearest(rail.up.length, apart);
  if (apart(place) > 24) return;
  stop();
  setMoment(nearest(ride.along.length, (index) => Math.abs(ride.along[index] - rail.along[place])));
};
