"use strict";
(() => {
/* What the page knows */

const byId = (id) => document.getElementById(id);
const run = JSON.parse(byId("run-data").textContent);
const TILE = 32, METRES_PER_Z = 0.75 / 8, TICKS_PER_SECOND = 40, KMH_PER_MPH = 1648 / 1024;
/** Heights on screen against lengths on the ground, as the game draws them. */
const RISE = Math.SQRT2 / Math.sqrt(3);
const GAME_VIEW = { yaw: Math.PI / 4, tilt: Math.PI / 6 };
const FROM_ABOVE = { yaw: 0, tilt: Math.PI / 2 };

/** Undoes rows of differences: an object with an array per name. */
const columns = (flat, names) => {
  const sums = names.map(() => 0), found = names.map(() => []);
  flat.forEach((step, index) => {
    const column = index % names.length;
    found[column].push(sums[column] += step);
  });
  return Object.fromEntries(names.map((name, column) => [name, found[column]]));
};

/** Rail and ride of a design, worked out when they are first looked at. */
const courseOf = (card) => card.worked ??= {
  ...card.course,
  rail: columns(card.course.rail, ["right", "down", "up", "along"]),
  ride: columns(card.course.ride, ["tick", "along", "speed", "vertical", "lateral"]),
};

/** The last index whose value is not beyond another, in ascending values. */
const lastUpTo = (values, value) => {
  let low = 0, high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= value) low = middle; else high = middle - 1;
  }
  return low;
};
const nearest = (count, apart) => {
  let best = 0, least = Infinity;
  for (let index = 0; index < count; index += 1) {
    const here = apart(index);
    if (here < least) { least = here; best = index; }
  }
  return best;
};

const styleOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
/** The colour of a height from 0 to 1; the end of the scale that would vanish on the paper is left out. */
const heightColours = () => {
  const [from, to] = isDark() ? [0.3, 1] : [0.06, 0.86];
  const last = run.colours.length - 1;
  return Array.from({ length: last + 1 }, (_, step) => run.colours[Math.round((from + (to - from) * step / last) * last)]);
};
const hundredths = (value) => (value / 100).toFixed(2).replace("-", "−");
const number = (value, decimals = 0) => value.toFixed(decimals).replace("-", "−");

/** An element with attributes and children; in SVG inside SVG. */
const svgSpace = byId("profile").namespaceURI;
const node = (space, name, attributes, children) => {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const html = (name, attributes = {}, ...children) => node(document.documentElement.namespaceURI, name, attributes, children);
const shape = (name, attributes = {}, ...children) => node(svgSpace, name, attributes, children);

/* The coaster in space: thumbnail, slanted view and plan are one drawing from different sides */

/** Screen place and depth of a point for a view, before it is scaled. */
const projector = (course, { yaw, tilt }) => {
  const [middle, centre] = course.size.map((tiles) => tiles * TILE / 2);
  const [cos, sin, flat, steep] = [Math.cos(yaw), Math.sin(yaw), Math.sin(tilt), Math.cos(tilt)];
  return (right, down, up) => {
    const x = (right - middle) * cos - (down - centre) * sin;
    const y = (right - middle) * sin + (down - centre) * cos;
    return [x, y * flat - up * RISE * steep, y * steep + up * RISE * flat];
  };
};

/** Scale and shift that put a coaster into a canvas; the same for every turn unless it stands still. */
const fitted = (course, view, width, height, margin) => {
  const project = projector(course, view), { rail } = course;
  const [wide, deep] = course.size.map((tiles) => tiles * TILE);
  const top = rail.up.reduce((most, up) => Math.max(most, up), 0) * RISE * Math.cos(view.tilt);
  let box;
  if (view.turns) {
    const radius = Math.hypot(wide, deep) / 2, across = radius * Math.sin(view.tilt);
    box = [-radius, -across - top, radius, across];
  } else {
    const corners = [[0, 0], [wide, 0], [0, deep], [wide, deep]].map(([right, down]) => project(right, down, 0));
    const points = corners.concat(rail.up.map((up, index) => project(rail.right[index], rail.down[index], up)));
    box = points.reduce(([left, high, right, low], [x, y]) =>
      [Math.min(left, x), Math.min(high, y), Math.max(right, x), Math.max(low, y)], [Infinity, Infinity, -Infinity, -Infinity]);
  }
  const scale = Math.min((width - 2 * margin) / (box[2] - box[0]), (height - 2 * margin) / (box[3] - box[1]));
  const shift = [(width - scale * (box[0] + box[2])) / 2, (height - scale * (box[1] + box[3])) / 2];
  const at = (right, down, up) => {
    const [x, y, depth] = project(right, down, up);
    return [x * scale + shift[0], y * scale + shift[1], depth];
  };
  return { at, scale };
};

const trace = (pen, points) => {
  pen.beginPath();
  points.forEach(([x, y], index) => index ? pen.lineTo(x, y) : pen.moveTo(x, y));
};

const drawGround = (pen, course, at) => {
  const [across, down] = course.size;
  const square = (column, row, wide = 1, deep = 1, up = 0) =>
    [[0, 0], [wide, 0], [wide, deep], [0, deep]].map(([right, below]) => at((column + right) * TILE, (row + below) * TILE, up));
  const fill = (points, colour) => { trace(pen, points); pen.fillStyle = colour; pen.fill(); };
  fill(square(0, 0, across, down), styleOf("--lawn"));
  const used = styleOf("--used");
  for (let index = 0; index < course.tiles.length; index += 2) fill(square(course.tiles[index], course.tiles[index + 1]), used);
  pen.lineWidth = 1;
  const [grid, strong] = [styleOf("--grid"), styleOf("--strong-grid")];
  const rule = (from, to, number, last) => {
    trace(pen, [from, to]);
    pen.strokeStyle = number % 5 === 0 || number === last ? strong : grid;
    pen.stroke();
  };
  for (let column = 0; column <= across; column += 1) rule(at(column * TILE, 0, 0), at(column * TILE, down * TILE, 0), column, across);
  for (let row = 0; row <= down; row += 1) rule(at(0, row * TILE, 0), at(across * TILE, row * TILE, 0), row, down);
};

/** Both edges of the track at every point. The side stays the same where the track stands upright or hangs over. */
const edges = ({ right, down }, half) => {
  const last = right.length - 1;
  let side = [0, 0];
  return right.map((_, index) => {
    const [from, to] = [Math.max(0, index - 2), Math.min(last, index + 2)];
    const ahead = [right[to] - right[from], down[to] - down[from]], length = Math.hypot(...ahead);
    if (length > 2) {
      const turned = [-ahead[1] / length, ahead[0] / length];
      const flips = side[0] * turned[0] + side[1] * turned[1] < 0;
      side = flips ? [-turned[0], -turned[1]] : turned;
    }
    return [side[0] * half, side[1] * half];
  });
};

/** Everything that stands above the ground, the farthest first. */
const pieces = (course, view, at, scale) => {
  const { rail } = course, found = [], colours = heightColours();
  const half = Math.max(4, 1.1 / scale), sides = edges(rail, half), wide = edges(rail, 13);
  const high = rail.up.reduce((most, up) => Math.max(most, up), 1), low = rail.up.reduce((least, up) => Math.min(least, up), high);
  const features = course.stretches.map((stretch) => ({ ...stretch, station: stretch.label === "Station" }));
  const support = styleOf("--support"), platform = styleOf("--platform");
  let underneath = -Infinity;
  for (let index = 1; index < rail.up.length; index += 1) {
    const before = index - 1, along = (rail.along[before] + rail.along[index]) / 2;
    const feature = features.find((stretch) => stretch.from <= along && along <= stretch.to);
    const strip = (sides, share, lift) => [[before, 1], [index, 1], [index, -1], [before, -1]].map(([point, sign]) =>
      at(rail.right[point] + sign * share * sides[point][0], rail.down[point] + sign * share * sides[point][1], rail.up[point] + lift));
    const depth = (at(rail.right[index], rail.down[index], rail.up[index])[2] + at(rail.right[before], rail.down[before], rail.up[before])[2]) / 2;
    const colour = colours[Math.round((rail.up[index] - low) / Math.max(1, high - low) * (colours.length - 1))];
    if (feature && (feature.station || feature.label === "Launch" && rail.up[index] === rail.up[before] && features[0] === feature)) {
      found.push({ depth: depth - 12, colour: platform, points: strip(wide, 1, -1) });
    }
    found.push({ depth, colour, points: strip(sides, 1, 0), stripe: feature && !feature.station ? { colour: feature.colour, points: strip(sides, 0.5, 0) } : null });
    if (view.tilt < 1.4 && rail.up[index] > 6 && rail.along[index] - underneath > 21) {
      underneath = rail.along[index];
      const foot = at(rail.right[index], rail.down[index], 0);
      found.push({ depth: Math.min(depth - 1, foot[2]), line: [at(rail.right[index], rail.down[index], rail.up[index] - 2), foot], colour: support });
    }
  }
  for (const gate of course.gates) found.push(...hut(gate, at));
  return found.sort((a, b) => a.depth - b.depth);
};

/** The hut of an entrance or exit: its four walls and roof. */
const hut = ({ at: [column, row, floor], is_exit: isExit }, at) => {
  const colour = styleOf(isExit ? "--exit" : "--entrance"), roof = floor + 36;
  const corners = [[0.15, 0.15], [0.85, 0.15], [0.85, 0.85], [0.15, 0.85]].map(([right, down]) => [(column + right) * TILE, (row + down) * TILE]);
  const middle = at((column + 0.5) * TILE, (row + 0.5) * TILE, roof)[2];
  const wall = (corner, index) => {
    const next = corners[(index + 1) % 4];
    const points = [at(...corner, Math.min(0, floor)), at(...next, Math.min(0, floor)), at(...next, roof), at(...corner, roof)];
    return { depth: middle - 20 + (points[0][2] + points[1][2]) / 1e4, colour, points, shade: 0.25, solid: true };
  };
  const walls = corners.map(wall).sort((a, b) => a.points[0][2] + a.points[1][2] - b.points[0][2] - b.points[1][2]);
  return [...walls, { depth: middle, colour, points: corners.map((corner) => at(...corner, roof)), solid: true }];
};

const drawPieces = (pen, found, scale) => {
  const casing = styleOf("--casing");
  for (const { points, colour, line, stripe, shade, solid } of found) {
    pen.strokeStyle = colour;
    if (line) {
      pen.lineWidth = Math.max(0.8, scale * 1.5);
      trace(pen, line);
      pen.stroke();
      continue;
    }
    pen.fillStyle = colour;
    pen.lineWidth = 0.8;
    trace(pen, points);
    pen.closePath();
    pen.fill();
    pen.stroke();
    if (shade) { pen.globalAlpha = shade; pen.fillStyle = "#000"; pen.fill(); pen.globalAlpha = 1; }
    if (solid) continue;
    if (stripe) {
      pen.fillStyle = pen.strokeStyle = stripe.colour;
      trace(pen, stripe.points);
      pen.closePath();
      pen.fill();
      pen.stroke();
    }
    pen.strokeStyle = casing;
    pen.lineWidth = Math.min(1.2, Math.max(0.5, scale * 1.2));
    trace(pen, points.slice(0, 2));
    pen.stroke();
    trace(pen, points.slice(2));
    pen.stroke();
  }
};

const drawShadow = (pen, course, at, scale) => {
  const { rail } = course;
  trace(pen, rail.up.map((_, index) => at(rail.right[index], rail.down[index], 0)));
  pen.strokeStyle = styleOf("--shadow");
  pen.lineWidth = Math.max(1, 8 * scale);
  pen.lineJoin = "round";
  pen.stroke();
};

/** Coordinates along the edges, the size of the box and north. */
const drawCoordinates = (pen, course, at, scale) => {
  const [across, down] = course.size, every = scale * TILE > 20 ? 1 : 5;
  pen.font = "11px system-ui, sans-serif";
  pen.fillStyle = styleOf("--soft");
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const shown = (count) => Array.from({ length: count }, (_, index) => index + 1).filter((one) => one === 1 || one % every === 0);
  for (const column of shown(across)) { const [x, y] = at((column - 0.5) * TILE, 0, 0); pen.fillText(column, x, y - 10); }
  for (const row of shown(down)) { const [x, y] = at(0, (row - 0.5) * TILE, 0); pen.fillText(row, x - 12, y); }
  const [x, y] = at(across * TILE / 2, down * TILE, 0);
  pen.fillText(`${across} × ${down} tiles`, x, y + 13);
  const [edge, top] = at(across * TILE, 0, 0), right = course.north_right;
  pen.save();
  pen.translate(edge + 16, top + 10);
  pen.rotate(right ? Math.PI / 2 : 0);
  trace(pen, [[0, -8], [5, 6], [0, 3], [-5, 6]]);
  pen.fillStyle = styleOf("--ink");
  pen.fill();
  pen.restore();
  pen.fillText("N", edge + 16, top + 27);
};

/** Prepares a canvas for its size on screen; nothing when it has none. */
const ready = (canvas) => {
  const { clientWidth: width, clientHeight: height } = canvas, dots = Math.min(devicePixelRatio || 1, 2);
  if (!width || !height) return null;
  const size = [Math.round(width * dots), Math.round(height * dots)];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const pen = canvas.getContext("2d");
  pen.setTransform(dots, 0, 0, dots, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
};

const drawScene = (canvas, course, view) => {
  const sheet = ready(canvas);
  if (!sheet) return null;
  const fit = fitted(course, view, sheet.width, sheet.height, view.labels ? 30 : 10);
  drawGround(sheet.pen, course, fit.at);
  if (view.tilt < 1.4) drawShadow(sheet.pen, course, fit.at, fit.scale);
  drawPieces(sheet.pen, pieces(course, view, fit.at, fit.scale), fit.scale);
  if (view.labels) drawCoordinates(sheet.pen, course, fit.at, fit.scale);
  return fit;
};

/** The same with the train on it. What has not changed is kept as it was drawn. */
const kept = new Map();
const drawWithTrain = (canvas, card, view, place) => {
  const key = [card.id, view.yaw, view.tilt, canvas.clientWidth, canvas.clientHeight, isDark()].join();
  const course = courseOf(card);
  let last = kept.get(canvas);
  if (last?.key !== key) {
    const fit = drawScene(canvas, course, view);
    if (!fit) return;
    const copy = html("canvas", { width: canvas.width, height: canvas.height });
    copy.getContext("2d").drawImage(canvas, 0, 0);
    kept.set(canvas, last = { key, fit, copy });
  }
  const sheet = ready(canvas);
  sheet.pen.drawImage(last.copy, 0, 0, sheet.width, sheet.height);
  if (place !== null) drawTrain(sheet.pen, course, last.fit.at, place);
};

const drawTrain = (pen, { rail }, at, place) => {
  const [x, y] = at(rail.right[place], rail.down[place], rail.up[place]);
  pen.strokeStyle = pen.fillStyle = styleOf("--train");
  pen.lineWidth = 1.5;
  trace(pen, [[x, y], at(rail.right[place], rail.down[place], 0)]);
  pen.stroke();
  pen.beginPath();
  pen.arc(x, y, 7, 0, 2 * Math.PI);
  pen.fill();
  pen.strokeStyle = styleOf("--sheet");
  pen.lineWidth = 2.5;
  pen.stroke();
};

/* Charts */

/** Round values within a span, about so many pixels apart. */
const ticks = ([low, high], pixels, apart) => {
  const rough = (high - low) * apart / Math.max(1, pixels), power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = power * ([1, 2, 5].find((one) => one * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9), count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
};
const decimalsOf = (values) => values.length > 1 && values[1] - values[0] < 1 ? (values[1] - values[0] < 0.1 ? 2 : 1) : 0;

/** Empties a chart and says how large it is. */
const opened = (svg) => {
  const { width, height } = svg.getBoundingClientRect();
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${Math.max(1, width)} ${Math.max(1, height)}`);
  return [width, height];
};

/** A panel with axes: places of values, and curves in it. */
const panel = (svg, { left, right, top, bottom }, xs, ys, title, unit) => {
  const x = (value) => left + (value - xs[0]) / (xs[1] - xs[0] || 1) * (right - left);
  const y = (value) => bottom - (value - ys[0]) / (ys[1] - ys[0] || 1) * (bottom - top);
  const back = shape("g"), front = shape("g");
  svg.append(back, front);
  const marks = ticks(ys, bottom - top, 34), decimals = decimalsOf(marks);
  for (const mark of marks) {
    front.append(shape("line", { class: "grid", x1: left, x2: right, y1: y(mark), y2: y(mark) }),
      shape("text", { x: left - 6, y: y(mark) + 4, "text-anchor": "end" }, number(mark, decimals)));
  }
  front.append(shape("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top }),
    shape("text", { class: "title", x: left, y: top - 6 }, unit ? `${title} (${unit})` : title));
  const path = (points) => points.map(([px, py], index) => `${index ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
  return {
    x, y, left, right, top, bottom,
    curve: (points, colour) => {
      const known = points.filter(([, value]) => value !== null).map(([at, value]) => [x(at), y(value)]);
      front.append(shape("path", { class: "curve", stroke: colour, d: path(known) }));
    },
    area: (points, base, colour) => {
      const line = points.map(([at, value]) => [x(at), y(value)]);
      if (line.length) back.append(shape("path", { fill: colour, d: `${path(line)}L${line.at(-1)[0].toFixed(1)} ${y(base)}L${line[0][0].toFixed(1)} ${y(base)}Z` }));
    },
    band: (from, to, colour, opacity = 1) => back.append(shape("rect", {
      x: x(from), y: top, width: Math.max(1, x(to) - x(from)), height: bottom - top, fill: colour, "fill-opacity": opacity,
    })),
    level: (from, to, colour) => {
      const [high, low] = [Math.max(top, y(to)), Math.min(bottom, y(from))];
      if (low > high) back.append(shape("rect", { x: left, y: high, width: right - left, height: low - high, fill: colour }));
    },
    mark: (made) => front.append(made),
  };
};
const axis = (svg, drawn, xs, unit) => {
  const marks = ticks(xs, drawn.right - drawn.left, 70);
  marks.forEach((mark) => svg.append(shape("text", { x: drawn.x(mark), y: drawn.bottom + 16, "text-anchor": "middle" }, number(mark))));
  svg.append(shape("text", { x: drawn.right, y: drawn.bottom + 31, "text-anchor": "end" }, unit));
};
/** A line across panels and a dot on each, moved to a place by the function it gives. */
const cursor = (svg, panels) => {
  const line = shape("line", { class: "cursor", y1: panels[0].top, y2: panels.at(-1).bottom });
  const dots = panels.map(() => shape("circle", { class: "now", r: 5 }));
  svg.append(line, ...dots);
  return (at, values) => {
    const x = panels[0].x(at);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    dots.forEach((dot, index) => { dot.setAttribute("cx", x); dot.setAttribute("cy", panels[index].y(values[index])); });
  };
};
/** The value under a pointer, between the ends of an axis. */
const pointed = (event, drawn, xs) => {
  const left = event.currentTarget.getBoundingClientRect().left;
  const share = (event.clientX - left - drawn.left) / (drawn.right - drawn.left);
  return xs[0] + Math.min(1, Math.max(0, share)) * (xs[1] - xs[0]);
};

const drawProgress = () => {
  const svg = byId("progress-chart");
  if (!svg) return;
  const [width, height] = opened(svg), { generation, best, mean, feasible } = run.progress;
  const xs = [generation[0], generation.at(-1)], split = Math.round(height * 0.64);
  const high = Math.max(1, ...best, ...mean) / 100 * 1.1;
  const curve = (values, factor) => generation.map((one, index) => [one, values[index] === null ? null : values[index] * factor]);
  const upper = panel(svg, { left: 44, right: width - 14, top: 24, bottom: split }, xs, [0, high], "Excitement");
  upper.curve(curve(mean, 0.01), styleOf("--lateral"));
  upper.curve(curve(best, 0.01), styleOf("--excitement"));
  const lower = panel(svg, { left: 44, right: width - 14, top: split + 34, bottom: height - 40 }, xs, [0, 100], "Within the limits", "%");
  lower.curve(curve(feasible, 1), styleOf("--vertical"));
  axis(svg, lower, xs, "generation");
};

/* The list: sorting and filters */

const items = [...document.querySelectorAll(".card")];
const tableRows = byId("rows") ? [...byId("rows").children] : [];
let order = run.cards.map((_, index) => index), shown = order, isReversed = false;

const passes = (card) => {
  const place = byId("show-place")?.value ?? "all";
  if (place !== "all" && !(place in card.place)) return false;
  return [...document.querySelectorAll("#filters fieldset")].every((field) => {
    const value = card.figures[field.dataset.measure];
    const [least, most] = [...field.querySelectorAll("input")].map((input) => input.valueAsNumber);
    return !(value < least) && !(value > most);
  });
};
/** More is better of excitement, length, height and inversions; less of the others. */
const prefersMore = (measure) => ["excitement", "length", "height", "inversions"].includes(run.measures[measure].key);

const arrange = () => {
  const measure = Number(byId("sort-by").value);
  const sign = (measure >= 0 && prefersMore(measure) ? -1 : 1) * (isReversed ? -1 : 1);
  const value = (index) => measure < 0 ? index : run.cards[index].figures[measure];
  order = run.cards.map((_, index) => index).sort((a, b) => sign * (value(a) - value(b)) || a - b);
  shown = order.filter((index) => passes(run.cards[index]));
  const button = byId("sort-order");
  button.textContent = measure < 0 ? (isReversed ? "Last first" : "Best first") : sign < 0 ? "Highest first" : "Lowest first";
  for (const [list, members] of [[byId("cards"), items], [byId("rows"), tableRows]]) {
    order.forEach((index) => { members[index].hidden = !shown.includes(index); });
    list.append(...order.map((index) => members[index]));
  }
  byId("none").hidden = shown.length > 0;
  byId("count").textContent = shown.length === run.cards.length ? `${shown.length} shown` : `${shown.length} of ${run.cards.length} shown`;
};

const prepareList = () => {
  if (!byId("tools")) return;
  document.querySelectorAll("#filters fieldset").forEach((field) => {
    const values = run.cards.map((card) => card.figures[field.dataset.measure]);
    const decimals = run.measures[field.dataset.measure].decimals;
    const [least, most] = field.querySelectorAll("input");
    least.placeholder = Math.min(...values).toFixed(decimals);
    most.placeholder = Math.max(...values).toFixed(decimals);
  });
  byId("tools").addEventListener("input", arrange);
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  byId("tools").addEventListener("reset", () => setTimeout(arrange));
  byId("sort-order").addEventListener("click", () => { isReversed = !isReversed; arrange(); });
  byId("cards").addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    if (button) open(Number(button.dataset.open));
  });
  arrange();
};

/** Thumbnails are drawn when they come into sight. */
const drawThumb = (canvas) => drawScene(canvas, courseOf(run.cards[canvas.closest(".card").dataset.card]), GAME_VIEW);
const thumbs = new Set();
const watcher = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
  if (!isIntersecting) { thumbs.delete(target); return; }
  thumbs.add(target);
  drawThumb(target);
}), { rootMargin: "300px" });

/* A closer look at one design */

const dialog = byId("closer");
let card = null, view = { ...GAME_VIEW, turns: true }, moment = 0, isPlaying = false, follow = [], pending = 0;
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
  });
};

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
  const high = heights.reduce((most, up) => Math.max(most, up), 8), low = heights.reduce((least, up) => Math.min(least, up), 0);
  const drawn = panel(svg, { left: 44, right: width - 14, top: 24, bottom: height - 38 }, xs, [low, high * 1.12], "Height above land", "m");
  drawn.area(points, 0, styleOf("--fill"));
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

/** Times of the ride when the train is weightless. */
const airTimes = (ride) => {
  const spans = [];
  ride.vertical.forEach((g, index) => {
    if (g > 0) return;
    const last = spans.at(-1);
    if (last?.[1] === index - 1) last[1] = index; else spans.push([index, index]);
  });
  return spans;
};

const drawGraph = () => {
  const svg = byId("graph"), { ride } = courseOf(card);
  byId("graph-figure").hidden = byId("moment-tools").hidden = !isRidden();
  if (!isRidden()) return;
  const [width, height] = opened(svg), times = ride.tick.map((_, index) => secondsAt(index)), xs = [0, times.at(-1) || 1];
  const span = (values, low, high) => values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [low, high]);
  const rows = [
    { title: "Height", unit: "m", values: ride.tick.map((_, index) => metresUp(railAt(index))), least: 0, most: 8, colour: "--soft" },
    { title: "Speed", unit: "km/h", values: ride.speed.map((speed) => Math.abs(speed) / 10 * KMH_PER_MPH), least: 0, most: 10, colour: "--speed" },
    { title: "Vertical", unit: "g", values: ride.vertical.map((g) => g / 100), least: -1, most: 3, colour: "--vertical", limits: [[-99, -2.5]] },
    { title: "Lateral", unit: "g", values: ride.lateral.map((g) => g / 100), least: -2, most: 2, colour: "--lateral", limits: [[2.8, 99], [-99, -2.8]] },
  ];
  const room = (height - 38) / rows.length;
  const panels = rows.map((row, index) => {
    const ys = span(row.values, row.least, row.most), more = (ys[1] - ys[0]) * 0.08;
    const area = { left: 44, right: width - 14, top: index * room + 24, bottom: (index + 1) * room };
    const drawn = panel(svg, area, xs, [ys[0] - (ys[0] < 0 ? more : 0), ys[1] + more], row.title, row.unit);
    row.limits?.forEach(([from, to]) => drawn.level(from, to, styleOf("--danger")));
    if (row.title === "Vertical") airTimes(ride).forEach(([from, to]) => drawn.band(times[from], times[to], styleOf("--air")));
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
    swatch(`background:linear-gradient(90deg,${colours.join()})`, `${number(low)}–${number(high)} m up`, "heights"),
    ...[...features].map(([label, colour]) => swatch(`background:${colour}`, label)),
    ...course.gates.map((gate) => swatch(`background:var(${gate.is_exit ? "--exit" : "--entrance"})`, gate.is_exit ? "Exit" : "Entrance")),
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
  byId("slant").setAttribute("aria-label", `${card.name} seen at a slant`);
  byId("plan").setAttribute("aria-label", `Plan of ${card.name}: ${course.size[0]} by ${course.size[1]} tiles`);
  const place = shown.indexOf(index);
  byId("before").disabled = place <= 0;
  byId("after").disabled = place < 0 || place >= shown.length - 1;
  byId("moment").max = Math.max(0, course.ride.tick.length - 1);
  moment = 0;
  view = { ...GAME_VIEW, turns: true };
  fillAccount();
  drawClose();
};

const open = (index) => {
  if (!dialog.open) dialog.showModal();
  byId("closer-name").focus();
  show(index);
  dialog.scrollTop = 0;
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

/** Turns the slanted view, and tilts it between nearly level and straight from above. */
const turn = (by, tilt = 0) => {
  view.yaw += by;
  view.tilt = Math.min(Math.PI / 2, Math.max(0.15, view.tilt + tilt));
  redraw();
};

const prepareCloser = () => {
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", stop);
  dialog.addEventListener("click", (event) => { if (event.target === dialog && event.offsetX < 0) dialog.close(); });
  byId("before").addEventListener("click", () => neighbour(-1));
  byId("after").addEventListener("click", () => neighbour(1));
  byId("play").addEventListener("click", () => isPlaying ? stop() : play());
  byId("moment").addEventListener("input", (event) => { stop(); setMoment(event.target.valueAsNumber); });
  document.querySelectorAll("[data-turn]").forEach((button) =>
    button.addEventListener("click", () => turn(Number(button.dataset.turn) * Math.PI / 2)));
  byId("level").addEventListener("click", () => { view = { ...GAME_VIEW, turns: true }; redraw(); });
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

/* Everything again when sizes or colours change */

const redrawAll = () => {
  drawProgress();
  thumbs.forEach(drawThumb);
  if (dialog.open) drawClose();
};
prepareList();
prepareCloser();
drawProgress();
document.querySelectorAll(".thumb").forEach((canvas) => watcher.observe(canvas));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(redrawAll, 120); });
})();
