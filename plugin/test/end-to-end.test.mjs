// From the program's search to a ride that stands in the game: `LOOPWRIGHT` names the built program.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { after, test } from "node:test";

import { Game, windows } from "./game.mjs";

const program = process.env.LOOPWRIGHT && path.resolve(process.env.LOOPWRIGHT);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "loopwright-game-"));
const started = [];
after(() => {
  started.forEach((child) => child.kill("SIGKILL"));
  fs.rmSync(folder, { recursive: true, force: true });
});

const serve = async () => {
  fs.mkdirSync(path.join(folder, "config/OpenRCT2"), { recursive: true });
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: path.join(folder, "config") };
  const child = spawn(program, ["serve", "--no-open", "--json", "--install-plugin"], { cwd: folder, env, stdio: ["ignore", "pipe", "ignore"] });
  started.push(child);
  const [line] = await new Promise((done) => readline.createInterface(child.stdout).once("line", (line) => done([line])));
  const { address } = JSON.parse(line), [base, token] = address.split("#");
  return async (where, body) => {
    const answer = await fetch(base.slice(0, -1) + where, { method: body ? "POST" : "GET", body: body && JSON.stringify(body), headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200, `${where}: ${await answer.clone().text()}`);
    return answer.json();
  };
};

/** What the command line says of a track file, in the units of the game's interface. */
const rated = (file, direction) => {
  const answer = JSON.parse(execFileSync(program, ["rate", "--json", "--direction", String(direction), file], { encoding: "utf8" }));
  return answer.runs[0];
};

/** A game with the installed plug-in whose window is open. */
const opened = (change = () => undefined) => {
  const game = new Game(), made = windows(game);
  game.seesOwnTrack = false;
  change(game);
  game.load(path.join(folder, "config/OpenRCT2/plugin/loopwright.js"));
  made.menu();
  game.tool = () => made.tool;
  game.windows = made.windows;
  const widget = (wanted) => made.window.widgets.find(({ name, text }) => name === wanted || text === wanted);
  return { game, widget, look: () => made.window.onUpdate() };
};

test("a search, a coaster in the game, equal figures", { skip: !program && "LOOPWRIGHT names no built program" }, async () => {
  const ask = await serve();
  await ask("/api/begin", { name: "game", fields: { ride: "wooden_rc", vehicle: "PTCT1", population: "10", islands: "2", generations: "100000", seed: "4", pieces: "20..80" } });
  let news;
  do { news = await ask("/api/news"); await new Promise((done) => setTimeout(done, 50)); } while (!news.leaders[0]?.feasible);
  await ask("/api/order", { order: "pause" });
  const [{ id, name }] = (await ask("/api/news")).leaders;
  await ask("/api/order", { order: "send", id });

  const { card, track } = await ask(`/api/card/${id}`);
  const file = path.join(folder, card.file);
  fs.writeFileSync(file, Buffer.from(track, "base64"));
  const run = rated(file, 0);

  const { game, widget } = opened((game) => {
    // The mock does not run trains: it measures what the command line says of the downloaded file.
    game.measured = () => ({ excitement: run.excitement, intensity: run.intensity, nausea: run.nausea });
  });
  await game.until(() => widget("chosen").text.startsWith(`> ${name}`), "the offers");
  widget("Build here...").onClick();
  game.tool().onDown({ mapCoords: { x: 2432, y: 2432 } });
  await game.until(() => widget("verdict").text, "the verdict");

  const [ride] = [...game.rides.values()];
  const info = JSON.parse(execFileSync(program, ["info", "--json", file], { encoding: "utf8" }));
  assert.equal(ride.name, name);
  assert.equal(ride.pieces.length, info.elements?.length ?? info.pieces);
  assert.equal(ride.gates.length, 2);
  const differs = widget("verdict").text.match(/in ([\w, ]+);/)?.[1].split(", ") ?? [];
  for (const rating of ["excitement", "intensity", "nausea"]) assert.ok(!differs.includes(rating), `${rating} differs: ${widget("verdict").text}`);
  // What the mock does not measure is kept for a report.
  assert.equal(fs.readdirSync(path.join(folder, "runs/game/reports")).length, 1);
  assert.match((await ask("/api/news")).game, new RegExp(name));
});

/** A tree and a path, as elements. */
const TREE = [12, 2, 14, 22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], PATH = [4, 15, 14, 18, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0];

/** Every figure of the game's interface as the program predicts it: what a game would measure that agrees with it. */
const figuresOf = (widget) => {
  const names = ["excitement", "intensity", "nausea", "maxSpeed", "averageSpeed", "rideLength", "maxPositiveVerticalGs", "maxNegativeVerticalGs", "maxLateralGs", "totalAirTime", "numDrops", "numLiftHills", "highestDropHeight"];
  return Object.fromEntries(widget("figures").items.map(([, predicted], index) => [names[index], index < 3 ? Math.round(Number(predicted) * 100) : Number(predicted)]));
};

test("evolve here: the land goes out, a coaster comes back and stands at its place, figures equal", { skip: !program && "LOOPWRIGHT names no built program" }, async () => {
  const ask = await serve();
  const { game, widget, look } = opened((game) => {
    game.objects.set("small_scenery 0", { identifier: "rct2.scenery_small.tl1" });
    for (let x = 40; x < 64; x += 1) game.scenery.set(`${x},60`, [PATH]);
    game.scenery.set("45,50", [TREE]);
  });
  game.measured = () => figuresOf(widget);
  await game.until(() => widget("kinds").items.length > 0, "the ride types");
  const begun = performance.now();
  widget("Evolve here...").onClick();
  const at = (x, y) => ({ mapCoords: { x: 32 * x, y: 32 * y } });
  game.tool().onDown(at(40, 40));
  game.tool().onMove(at(63, 63));
  game.tool().onUp(at(63, 63));
  await game.until(() => { look(); return widget("chosen").text.includes(" / "); }, "a candidate");
  console.log(`# first candidate after ${(performance.now() - begun).toFixed(0)} ms`);
  await game.until(() => { look(); return /generation ([2-9]\d|\d{3,})/.test(widget("search").text); }, "some generations");
  widget("Pause").onClick();
  await game.until(() => { look(); return widget("search").text.includes("paused"); }, "the pause");
  await game.until(() => { look(); return widget("picture0").image > 0; }, "a picture");
  widget("Build at its place").onClick();
  await game.until(() => widget("verdict").text, "the verdict");
  assert.equal(widget("verdict").text, "every figure is as predicted for this place");

  const [ride] = [...game.rides.values()];
  const tiles = ride.pieces.map(({ x, y }) => [x / 32, y / 32]);
  assert.ok(tiles.every(([x, y]) => x >= 40 && x < 64 && y >= 40 && y < 64), "it keeps to the area");
  assert.ok(tiles.every(([x, y]) => y !== 60 || ride.pieces.some((piece) => piece.x === 32 * x && piece.z > 112)), "it does not lie on the path");
  const { about, game: said } = await ask("/api/news");
  assert.match(about.facts.find(([what]) => what === "Park")[1], /mock.park.spot.*json$/i);
  assert.match(said, /as predicted for this place/);

  widget("Why so rated?").onClick();
  await game.until(() => game.windows.has("loopwright.account") || !/tested|is read/.test(widget("words").text), "the account");
  assert.ok(game.windows.has("loopwright.account"), widget("words").text);
  const account = game.windows.get("loopwright.account");
  assert.ok(account.findWidget("lines").items.length > 10, account.widgets[0].text);
  assert.match(account.widgets[0].text, /as the game shows/);

  // A piece less, and the program finds the way home again.
  ride.pieces.splice(-2);
  await game.until(() => { look(); return widget("rides").items.length > 0; }, "the rides");
  const before = ride.pieces.length;
  widget("Finish").onClick();
  await game.until(() => /is finished|was not built|no way/.test(widget("words").text), "the end");
  assert.match(widget("words").text, /is finished/);
  assert.ok(game.rides.get(ride.id).pieces.length > before);

  widget("Improve").onClick();
  await game.until(() => { look(); return widget("search").text.includes("-2)"); }, "another search");
  await game.until(() => { look(); return widget("chosen").text.includes(" / ") && !widget("own").isDisabled; }, "a candidate");
  widget("Pause").onClick();
  await game.until(() => { look(); return widget("search").text.includes("paused"); }, "the pause");
  widget("Build at its place").onClick();
  await game.until(() => widget("verdict").text.includes("this place"), "the verdict");
  assert.equal(game.rides.size, 1, "the improved ride takes the place of the old one");
  assert.equal(game.rides.get(0).name, ride.name);
});
