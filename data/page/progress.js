/* Progress of the search */

/** Curves over the generations, with a cursor that reads them out. */
const drawProgress = () => {
  const svg = byId("progress-chart");
  if (!svg) return;
  const [width, height] = opened(svg), { generation, best, mean, feasible, kinds } = run.progress;
  const xs = [generation[0], generation.at(-1)], left = 48, right = width - 14;
  const curve = (values, factor) => generation.map((one, index) => [one, values[index] === null ? null : values[index] * factor]);
  const share = (from, to) => ({ left, right, top: 24 + (height - 64) * from, bottom: 24 + (height - 64) * to });
  const ratings = [0, Math.max(1, ...best, ...mean) / 100 * 1.1];
  const upper = panel(svg, share(0, 0.5), xs, ratings, "Excitement");
  upper.curve(curve(mean, 0.01), styleOf("--mean"));
  upper.curve(curve(best, 0.01), styleOf("--excitement"));
  const middle = panel(svg, share(0.59, 0.75), xs, [0, 108], "Within the limits", "%");
  middle.curve(curve(feasible, 1), styleOf("--feasible"));
  const lower = panel(svg, share(0.84, 1), xs, [0, Math.max(1, ...kinds) * 1.08], "Kinds in the archive");
  lower.curve(curve(kinds, 1), styleOf("--kinds"));
  axis(svg, lower, xs, "generation");
  const panels = [upper, middle, lower], move = cursor(svg, panels);
  const read = (index) => {
    move(generation[index], [(best[index] ?? mean[index]) / 100, feasible[index], kinds[index]]);
    byId("progress-words").textContent = `Generation ${generation[index]}: `
      + `best excitement ${best[index] === null ? "none yet" : hundredths(best[index])}, mean of the archive ${hundredths(mean[index])}, `
      + `${number(feasible[index], 1)} % within the limits, ${kinds[index]} kinds`;
  };
  svg.onpointermove = svg.onpointerdown = (event) => read(lastUpTo(generation, pointed(event, upper, xs) + 0.5));
  read(generation.length - 1);
};
