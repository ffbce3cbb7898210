/* The land around a coaster and what stands on it, cut into pieces that are sorted with those of the track */

const SHAPES = ["tree", "conifer", "palm", "bare", "bush", "flowers", "rock", "pool", "fountain", "figure", "post", "block"];
const EARTH = "#b79b76", TRUNK = "#8a7358";
const isFromAbove = (view) => view.tilt > 1.4;

/** Height of the land under a place. */
const landAt = ({ ground, size }, right, down) => {
  if (!ground?.land.length) return 0;
  const [column, row] = [right, down].map((place, axis) => Math.min(size[axis] - 1, Math.max(0, Math.floor(place / TILE))));
  const [, upperLeft, upperRight, lowerRight, lowerLeft] = ground.land[row * size[0] + column];
  const [x, y] = [right / TILE - column, down / TILE - row];
  return (upperLeft * (1 - x) + upperRight * x) * (1 - y) + (lowerLeft * (1 - x) + lowerRight * x) * y;
};

/** Lowest and highest of all that is drawn. */
const heightsOf = ({ rail, ground }) => {
  const ups = [rail.up, ground?.land.flatMap(([, ...heights]) => heights), ground?.objects.map((object) => object[5])];
  return ups.flatMap((some) => some ?? []).reduce(([low, high], up) => [Math.min(low, up), Math.max(high, up)], [0, 0]);
};

const nearness = (points) => points.reduce((least, point) => Math.min(least, point[2]), Infinity);

/** Land and water, tile by tile, with the walls of cliffs. Seen from above it hides nothing. */
const landPieces = ({ ground, size: [across] }, view, at) => {
  const below = isFromAbove(view) ? 1e4 : 8;
  const corner = ([, ...heights], index) => Math.max(heights[4], heights[index]);
  return ground.land.flatMap((tile, index) => {
    const [column, row] = [index % across, Math.floor(index / across)];
    const places = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([right, down]) => [(column + right) * TILE, (row + down) * TILE]);
    const points = places.map((place, number) => at(...place, corner(tile, number)));
    const cliff = (next, mine, its) => {
      if (!next || mine.every((number, end) => corner(tile, number) === corner(next, its[end]))) return [];
      const [from, to] = mine.map((number) => places[number]);
      const wall = [at(...from, corner(tile, mine[0])), at(...to, corner(tile, mine[1])), at(...to, corner(next, its[1])), at(...from, corner(next, its[0]))];
      return [{ depth: nearness(wall) - below - 1, colour: EARTH, points: wall, solid: true }];
    };
    const right = column + 1 < across ? ground.land[index + 1] : null;
    return [
      { depth: nearness(points) - below, colour: ground.colours[tile[0]], points, solid: true },
      ...cliff(right, [1, 2], [0, 3]), ...cliff(ground.land[index + across], [3, 2], [0, 1]),
    ];
  });
};

/** A box on the ground: its four walls and its roof. */
const box = (at, corners, floor, roof, colour) => {
  const middle = at(...[0, 1].map((axis) => (corners[0][axis] + corners[2][axis]) / 2), roof)[2];
  const wall = (corner, index) => {
    const next = corners[(index + 1) % 4];
    const points = [at(...corner, floor), at(...next, floor), at(...next, roof), at(...corner, roof)];
    return { depth: middle - 20 + (points[0][2] + points[1][2]) / 1e4, colour, points, shade: 0.25, solid: true };
  };
  const walls = corners.map(wall).sort((a, b) => a.points[0][2] + a.points[1][2] - b.points[0][2] - b.points[1][2]);
  return [...walls, { depth: middle, colour, points: corners.map((corner) => at(...corner, roof)), solid: true }];
};

/** An object by the simple shape that stands for it. */
const objectPieces = ([number, shape, right, down, base, top, side], colours, view, at, scale) => {
  const name = SHAPES[shape] ?? "block", colour = colours[number], half = side * 0.45, radius = half * scale;
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => [right + x * half, down + y * half]);
  if (name === "block") return box(at, corners, base, top, colour);
  const foot = at(right, down, base), head = at(right, down, top), [, , depth] = at(right, down, (base + top) / 2);
  if (name === "flowers" || name === "pool") {
    return [{ depth: foot[2] - 4, colour, points: corners.map((corner) => at(...corner, base + 1)), solid: true }];
  }
  const stem = (share, colour, width) => ({ depth: depth - 0.1, colour, width: Math.max(1, width * scale), line: [foot, at(right, down, base + (top - base) * share)] });
  const round = (height, share = 1) => ({ depth, colour, round: [foot[0], foot[1] - height, radius * share] });
  const high = foot[1] - head[1];
  if (isFromAbove(view)) return [round(0, name === "post" ? 0.5 : 1)];
  if (name === "post" || name === "figure") return [stem(1, colour, name === "post" ? 3 : 7)];
  if (name === "bush" || name === "rock" || name === "fountain") return [round(Math.min(radius, high / 2))];
  if (name === "conifer") {
    const edge = foot[1] - high * 0.15;
    return [stem(0.2, TRUNK, 2), { depth, colour, points: [[foot[0] - radius, edge], [head[0], head[1]], [foot[0] + radius, edge]], solid: true }];
  }
  return [stem(name === "bare" ? 1 : 0.7, TRUNK, 3), round(Math.max(high - radius, radius * 0.6), { palm: 0.9, bare: 0.4 }[name] ?? 1.25)];
};

/** All of it. */
const groundPieces = (course, view, at, scale) => {
  const { ground } = course;
  if (!ground) return [];
  const { colours } = ground;
  const path = ([number, left, upper, right, lower, up]) => {
    const points = [[left, upper], [right, upper], [right, lower], [left, lower]].map((place) => at(...place, up + 0.5));
    return { depth: nearness(points) - 6, colour: colours[number], points, solid: true };
  };
  const wall = ([number, right, down, endRight, endDown, base, top]) => {
    const points = [at(right, down, base), at(endRight, endDown, base), at(endRight, endDown, top), at(right, down, top)];
    return { depth: (points[0][2] + points[2][2]) / 2, colour: colours[number], points, solid: true };
  };
  const track = ([number, ...places]) => {
    const points = Array.from({ length: places.length / 3 }, (_, index) => at(...places.slice(3 * index, 3 * index + 3)));
    return points.slice(1).map((point, index) =>
      ({ depth: (point[2] + points[index][2]) / 2, colour: colours[number], width: Math.max(1.5, 6 * scale), line: [points[index], point] }));
  };
  return [
    ...landPieces(course, view, at), ...ground.paths.map(path), ...ground.walls.map(wall),
    ...ground.objects.flatMap((object) => objectPieces(object, colours, view, at, scale)), ...ground.tracks.flatMap(track),
  ];
};
