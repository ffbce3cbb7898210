// From the program's search to a ride that stands in the game: `LOOPWRIGHT` names the built program.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { after, test } from "node:test";

import { Game } from "./game.mjs";

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

  const game = new Game(), ui = { window: null, tool: null, menu: null };
  const globals = game.globals.bind(game);
  game.globals = () => ({
    ...globals(),
    ui: {
      tool: null, tileSelection: {}, registerMenuItem: (_, call) => { ui.menu = call; }, getWindow: () => ui.window,
      openWindow: (made) => { ui.window = { ...made, findWidget: (name) => made.widgets.find((widget) => widget.name === name) }; },
      activateTool: (tool) => { ui.tool = tool; },
    },
  });
  // The mock does not run trains: it measures what the command line says of the downloaded file.
  game.seesOwnTrack = false;
  game.measured = () => ({ excitement: run.excitement, intensity: run.intensity, nausea: run.nausea });
  game.load(path.join(folder, "config/OpenRCT2/plugin/loopwright.js"));
  ui.menu();
  const widget = (wanted) => ui.window.widgets.find(({ name, text }) => name === wanted || text === wanted);
  await game.until(() => widget("offers").items.length > 0, "the offers");
  assert.equal(widget("offers").items[0][0], `> ${name}`);
  widget("offers").onClick(0);
  widget("Build here...").onClick();
  ui.tool.onDown({ mapCoords: { x: 2432, y: 2432 } });
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
