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
  const [low, top] = heightsOf(course).map((up) => up * RISE * Math.cos(view.tilt));
  let box;
  if (view.turns) {
    const radius = Math.hypot(wide, deep) / 2, across = radius * Math.sin(view.tilt);
    box = [-radius, -across - top, radius, across - low];
  } else {
    const corners = [[0, 0], [wide, 0], [0, deep], [wide, deep]].map(([right, down]) => project(right, down, 0));
    const land = course.ground?.land.length ? heightsOf(course).flatMap((up) => [[0, 0], [wide, 0], [0, deep], [wide, deep]].map(([right, down]) => project(right, down, up))) : [];
    const points = corners.concat(land, rail.up.map((up, index) => project(rail.right[index], rail.down[index], up)));
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
  const { rail } = course, found = groundPieces(course, view, at, scale), colours = heightColours();
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
    const land = landAt(course, rail.right[index], rail.down[index]);
    if (!isFromAbove(view) && rail.up[index] - land > 6 && rail.along[index] - underneath > 21) {
      underneath = rail.along[index];
      const foot = at(rail.right[index], rail.down[index], land);
      found.push({ depth: Math.min(depth - 1, foot[2]), line: [at(rail.right[index], rail.down[index], rail.up[index] - 2), foot], colour: support });
    }
  }
  for (const gate of course.gates) found.push(...hut(course, gate, at));
  return found.sort((a, b) => a.depth - b.depth);
};

/** The hut of an entrance or exit. */
const hut = (course, { at: [column, row, floor], is_exit: isExit }, at) => {
  const corners = [[0.15, 0.15], [0.85, 0.15], [0.85, 0.85], [0.15, 0.85]].map(([right, down]) => [(column + right) * TILE, (row + down) * TILE]);
  const land = landAt(course, (column + 0.5) * TILE, (row + 0.5) * TILE);
  return box(at, corners, Math.min(land, floor), floor + 36, styleOf(isExit ? "--exit" : "--entrance"));
};

const drawPieces = (pen, found, scale) => {
  const casing = styleOf("--casing");
  for (const { points, colour, line, width, round, stripe, shade, solid } of found) {
    pen.strokeStyle = colour;
    if (line) {
      pen.lineWidth = width ?? Math.max(0.8, scale * 1.5);
      trace(pen, line);
      pen.stroke();
      continue;
    }
    pen.fillStyle = colour;
    if (round) {
      pen.beginPath();
      pen.arc(...round, 0, 2 * Math.PI);
      pen.fill();
      pen.lineWidth = 0.6;
      pen.strokeStyle = casing;
      pen.stroke();
      continue;
    }
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
  pen.save();
  pen.strokeStyle = styleOf("--shadow");
  pen.lineWidth = Math.max(1, 8 * scale);
  pen.lineJoin = "round";
  pen.stroke();
  pen.restore();
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

/** Arrows on the track in the direction of travel, well apart. */
const drawTravel = (pen, { rail }, at) => {
  const length = rail.along.at(-1) ?? 0, apart = Math.max(300, length / 14);
  pen.save();
  pen.fillStyle = styleOf("--ink");
  pen.strokeStyle = styleOf("--lawn");
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  for (let along = apart / 2; along < length; along += apart) {
    const place = lastUpTo(rail.along, along), ends = [Math.max(0, place - 3), Math.min(rail.up.length - 1, place + 3)];
    const [before, after] = ends.map((point) => at(rail.right[point], rail.down[point], rail.up[point]));
    const [x, y] = [after[0] - before[0], after[1] - before[1]], step = Math.hypot(x, y);
    if (step < 4) continue;
    const corner = (ahead, aside) => [before[0] + (x / 2) + (ahead * x - aside * y) / step, before[1] + (y / 2) + (ahead * y + aside * x) / step];
    trace(pen, [corner(7, 0), corner(-5, 5), corner(-2.5, 0), corner(-5, -5)]);
    pen.closePath();
    pen.stroke();
    pen.fill();
  }
  pen.restore();
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
  // Land of a park is drawn with all else, and hides a shadow.
  const isFlat = !course.ground?.land.length;
  if (isFlat) drawGround(sheet.pen, course, fit.at);
  if (isFlat && !isFromAbove(view)) drawShadow(sheet.pen, course, fit.at, fit.scale);
  drawPieces(sheet.pen, pieces(course, view, fit.at, fit.scale), fit.scale);
  if (view.labels) {
    drawTravel(sheet.pen, course, fit.at);
    drawCoordinates(sheet.pen, course, fit.at, fit.scale);
  }
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
  if (place !== null) drawTrain(sheet.pen, course, last.fit, place);
};

/** Points of the rail under a train whose front is at a place; the rail may go round. */
const underTrain = ({ rail, train }, place) => {
  const rear = rail.along[place] - train, from = lastUpTo(rail.along, Math.max(0, rear));
  const points = Array.from({ length: place - from + 1 }, (_, index) => from + index);
  if (rear >= 0) return [points];
  const behind = lastUpTo(rail.along, rail.along.at(-1) + rear);
  return [points, Array.from({ length: rail.up.length - behind }, (_, index) => behind + index)];
};

/** The train, and a line from its front down to the ground. */
const drawTrain = (pen, course, { at, scale }, place) => {
  const { rail } = course;
  const point = (index) => at(rail.right[index], rail.down[index], rail.up[index]);
  const [x, y] = point(place), wide = Math.max(5, 11 * scale);
  pen.save();
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = styleOf("--train");
  pen.lineWidth = 1.5;
  trace(pen, [[x, y], at(rail.right[place], rail.down[place], landAt(course, rail.right[place], rail.down[place]))]);
  pen.stroke();
  for (const [colour, width] of [["--sheet", wide + 4], ["--train", wide]]) {
    pen.strokeStyle = pen.fillStyle = styleOf(colour);
    pen.lineWidth = width;
    for (const points of underTrain(course, place)) { trace(pen, points.map(point)); pen.stroke(); }
    pen.beginPath();
    pen.arc(x, y, width / 2 + 2, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.restore();
};
