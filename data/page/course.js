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
