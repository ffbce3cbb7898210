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
  const marks = ticks(ys, bottom - top, 22), decimals = decimalsOf(marks);
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
