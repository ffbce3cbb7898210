// The plug-in in a game without the game, with a program that speaks the protocol of docs/protocol.md.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, afterEach, test } from "node:test";

import { Game } from "./game.mjs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "loopwright-plugin-"));
const FILE = path.join(folder, "loopwright.js");
const root = new URL("..", import.meta.url).pathname;
execFileSync("node", ["build.mjs", FILE], { cwd: root });
after(() => fs.rmSync(folder, { recursive: true }));

/** A straight there and back again: platform, curves of three tiles, straight. */
const oval = () => {
  const straight = (type, x, y, direction) => [type, x, y, 0, direction, 0, 0, 0, 4];
  return {
    head: {
      id: "00000000000000aa", name: "Tiny Oval", rideType: 52, vehicle: "PTCT1", overlaps: false, trackColours: [[26, 26, 24]], vehicleColours: [[18, 0, 20]],
      vehicleColourMode: 0, settings: { mode: 1, trains: 1, cars: 2, departFlags: 67, minWait: 10, maxWait: 60, operation: 0, liftSpeed: 7, circuits: 3 },
    },
    entrances: [{ x: 0, y: -32, direction: 1, station: 0, isExit: false }, { x: -32, y: -32, direction: 1, station: 0, isExit: true }],
    // Right turns, so the way back lies towards +y of the platform.
    list: [
      straight(2, 0, 0, 0), straight(1, -32, 0, 0), [43, -64, 0, 0, 0, 0, 0, 0, 4], [43, -96, 64, 0, 1, 0, 0, 0, 4],
      straight(0, -32, 96, 2), straight(0, 0, 96, 2), [43, 32, 96, 0, 2, 0, 0, 0, 4], [43, 64, 32, 0, 3, 0, 0, 0, 4],
    ],
  };
};

/** Programs that run; a test that fails must not leave one behind. */
const running = [];
afterEach(() => running.splice(0).forEach((program) => program.stop()));

/** A program that has one design. */
class Program {
  lines = []; token = "secret"; connections = 0; answers = {};
  design = oval();
  static async start() {
    const program = new Program();
    running.push(program);
    program.server = net.createServer((socket) => program.serve(socket));
    await new Promise((done) => program.server.listen(0, "127.0.0.1", done));
    program.port = program.server.address().port;
    return program;
  }
  serve(socket) {
    let rest = "";
    this.connections += 1;
    this.socket = socket;
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop();
      lines.forEach((line) => this.take(socket, line));
    });
  }
  take(socket, line) {
    assert.match(line, /^[\x20-\x7e]+$/, "a line is ASCII");
    assert.ok(line.length <= 8000);
    const message = JSON.parse(line);
    this.lines.push(message);
    const answer = (this.answers[message.kind] ?? ((asked) => this.answer(asked)))(message);
    if (answer) socket.write(JSON.stringify({ re: message.id, ...answer }) + "\n");
  }
  answer({ kind, token, from, count }) {
    const { head, entrances, list } = this.design;
    switch (kind) {
      case "hello": return token === this.token ? { kind: "welcome" } : { kind: "refused", error: "wrong token" };
      case "designs": return { kind: "designs", sent: head.id, designs: [{ id: head.id, name: head.name, ratings: [600, 700, 400], size: [6, 4] }] };
      case "design": return { kind: "design", head, entrances, pieces: list.length };
      case "pieces": return { kind: "pieces", pieces: list.slice(from, from + count) };
      case "tested": return { kind: "verdict", words: "as predicted" };
      default: return { kind: "ack" };
    }
  }
  said(kind) { return this.lines.filter((line) => line.kind === kind); }
  stop() { this.socket?.destroy(); this.server.close(); }
}

/** The windows of a game, as far as a player's clicks need them. */
const windows = (game) => {
  const made = { menu: null, window: null, tool: null };
  const ui = {
    tool: null, tileSelection: { range: null },
    registerMenuItem: (_, call) => { made.menu = call; },
    getWindow: () => made.window,
    openWindow: (desc) => { made.window = { ...desc, findWidget: (name) => desc.widgets.find((widget) => widget.name === name), bringToFront() {} }; },
    activateTool: (tool) => { made.tool = ui.tool = { ...tool, cancel: () => { ui.tool = null; tool.onFinish?.(); } }; },
  };
  const globals = game.globals.bind(game);
  game.globals = () => ({ ...globals(), ui });
  return made;
};

const start = async (change = () => undefined) => {
  const program = await Program.start(), game = new Game(), made = windows(game);
  change(game, program);
  game.load(FILE, { port: program.port, token: "secret" });
  await game.until(() => program.said("designs").length > 0, "the list");
  made.menu();
  await game.until(() => made.window.widgets.find(({ name }) => name === "offers").items.length > 0, "the offers");
  const label = (name) => made.window.widgets.find((widget) => widget.name === name).text;
  const button = (text) => made.window.widgets.find((widget) => widget.text === text);
  /** Clicks on a button, then on a tile of the map. */
  const put = (text, x = 2432, y = 2432) => {
    button(text).onClick();
    made.tool.onMove({ mapCoords: { x, y } });
    made.tool.onDown({ mapCoords: { x, y } });
  };
  return { program, game, made, label, put };
};

for (const portion of [1, 7, 16_384]) {
  test(`a design is built, tested and reported, ${portion} letters a tick`, async () => {
    const { program, game, label, put } = await start((game) => { game.portion = portion; });
    put("Build here...");
    await game.until(() => label("verdict") === "as predicted", "the verdict");
    const [ride] = [...game.rides.values()];
    assert.equal(ride.name, "Tiny Oval");
    assert.equal(ride.pieces.length, 8);
    assert.deepEqual([ride.pieces[0].x, ride.pieces[0].y, ride.pieces[0].z], [2432, 2432, 112]);
    assert.equal(ride.settings[9], 3, "circuits come after trains and cars");
    assert.equal(ride.begun % 32, 0, "test is pressed on a tick of the station timers");
    assert.deepEqual(program.said("built")[0].built.refused, ["operation"]);
    const { tested } = program.said("tested")[0];
    assert.deepEqual([tested.outcome, tested.figures.excitement], ["tested", 600]);
    assert.match(label("measured"), /6\.00 \/ 7\.00 \/ 4\.00/);
  });
}

test("everything is built in one tick, or nothing is, and what failed is said by number", async () => {
  for (const language of ["en", "de"]) {
    const { program, game, label, put } = await start((game) => {
      game.language = language;
      game.blocked = ({ trackType, x }) => trackType === 0 && x === 2400;
    });
    const cash = game.cash;
    let seen = 0;
    put("Build here...");
    await game.until(() => { seen = Math.max(seen, game.rides.size); return program.said("built").length > 0; }, "the report");
    const { built } = program.said("built")[0];
    assert.deepEqual([built.stage, built.index, built.error], ["piece", 4, 9]);
    assert.equal(game.rides.size + seen, 0, "no half of a ride is ever seen");
    assert.equal(game.cash, cash);
    assert.match(label("words"), /piece 4/);
    assert.equal(game.calls.at(-1).name, "ridedemolish");
  }
});

test("the price is asked without building", async () => {
  const { program, game, label, put } = await start();
  const cash = game.cash;
  put("Ask the price");
  await game.until(() => label("words").includes("would cost"), "the price");
  assert.match(label("words"), /449\.6/);
  assert.deepEqual([game.rides.size, game.cash], [0, cash]);
  assert.equal(program.said("built").length, 0);
});

test("a paused game builds, and is paused again", async () => {
  const { program, game, put } = await start();
  game.paused = true;
  put("Build here...");
  await game.until(() => program.said("built").length > 0, "the ride");
  assert.ok(game.paused && program.said("built")[0].built.ride === 0);
  assert.equal(game.rides.get(0).pieces.length, 8);
});

const FAULTS = {
  "an unknown piece": (design) => { design.list[4][0] = 9999; },
  "a gap": (design) => { design.list[4][1] += 32; },
  "two pieces on one spot": (design) => { design.list[1] = [...design.list[0]]; },
  "a speed out of range": (design) => { design.list[3][6] = 99; },
  "an entrance beside nothing": (design) => { design.entrances[0].x = 3200; },
  "a vehicle that is not there": (design) => { design.head.vehicle = "NOSUCH"; },
  "too many pieces": (design) => { design.list = Array.from({ length: 1001 }, () => design.list[0]); },
};
for (const [fault, change] of Object.entries(FAULTS)) {
  test(`the game would build ${fault}; the plug-in does not`, async () => {
    const { program, game, put } = await start((_, program) => change(program.design));
    put("Build here...");
    await game.until(() => program.said("built").length > 0, "the report");
    assert.ok("stage" in program.said("built")[0].built);
    assert.deepEqual(game.calls, [], "nothing was asked of the game");
  });
}

test("outside of the park and in a game with others nothing is built", async () => {
  const { program, game, put } = await start();
  put("Build here...", 64, 64);
  await game.until(() => program.said("built").length > 0, "the report");
  assert.equal(program.said("built")[0].built.stage, "place");
  game.networkMode = "server";
  put("Build here...");
  await game.until(() => program.said("built").length > 1, "the report");
  assert.equal(program.said("built")[1].built.stage, "game");
  assert.equal(game.rides.size, 0);
});

test("tests without a good end come to an end", async () => {
  for (const [outcome, expected] of [["crashed", "crashed"], ["never", "timeout"]]) {
    const { program, game, put } = await start((game) => { game.outcome = outcome; });
    put("Build here...");
    await game.until(() => program.said("built").length > 0, "the ride");
    if (outcome === "never") { for (let tick = 0; tick < 20_100; tick += 1) game.tick(); }
    await game.until(() => program.said("tested").length > 0, "the end");
    assert.equal(program.said("tested")[0].tested.outcome, expected);
  }
});

test("a ride that goes during its test is reported", async () => {
  const { program, game, put } = await start();
  put("Build here...");
  await game.until(() => [...game.rides.values()].some(({ status }) => status === "testing"), "the test");
  game.rides.clear();
  await game.until(() => program.said("tested").length > 0, "the end");
  assert.equal(program.said("tested")[0].tested.outcome, "gone");
});

test("the connection comes back by itself, with a fresh socket", async () => {
  const { program, game } = await start();
  program.socket.destroy();
  await game.until(() => program.connections === 2 && program.said("hello").length === 2, "the second connection");
});

test("a wrong token is said in the window", async () => {
  const program = await Program.start(), game = new Game(), made = windows(game);
  game.load(FILE, { port: program.port, token: "guess" });
  await game.until(() => program.said("hello").length > 0, "the greeting");
  made.menu();
  await game.until(() => made.window.widgets.find(({ name }) => name === "status").text !== undefined);
  assert.equal(program.said("designs").length, 0);
});

test("lines that no program sends do no harm", async () => {
  for (const line of ["no json\n", "x".repeat(20_000), "{}\n", '{"re":"x"}\n', "[]\n"]) {
    const { program, game } = await start();
    program.socket.write(line);
    program.socket.end();
    await game.until(() => program.connections === 2, "another connection");
    assert.deepEqual(game.calls, []);
  }
});

const SHARED = new URL("../../../shared/oracle/plugin/transcripts/", import.meta.url).pathname;

const datOf = (identifier) => identifier.split(".").pop().toUpperCase();

/** A design of a transcript as the program sends designs: from its first piece on. */
const ofTranscript = ({ pieces, entrances, origin = pieces[0], vehicle, vehicleColourSettings = 0, crossesItself, rideType, settings, trackColours = [], vehicleColours = [] }) => ({
  head: {
    id: "00000000000000bb", name: "Recorded", rideType, vehicle: datOf(vehicle), overlaps: Boolean(crossesItself), settings, trackColours, vehicleColours,
    vehicleColourMode: vehicleColourSettings,
  },
  entrances: entrances.map((gate) => ({ ...gate, x: gate.x - origin.x, y: gate.y - origin.y })),
  list: pieces.map((piece) => [piece.type, piece.x - origin.x, piece.y - origin.y, piece.z - origin.z, piece.direction, piece.flags, piece.speed, piece.colour, piece.seat]),
});

test("the game is asked for what it was asked for in the recordings, in their order", { skip: !fs.existsSync(SHARED) && "no recordings beside the project" }, async () => {
  const files = fs.readdirSync(SHARED).filter((name) => name.startsWith("build-test-"));
  assert.ok(files.length >= 6);
  for (const name of files) {
    const lines = fs.readFileSync(SHARED + name, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    const recorded = lines.filter(({ call, where }) => call === "executeAction" && where === "custom action execute");
    const { design } = lines[0], created = recorded.find(({ action }) => action === "ridecreate").args;
    const { program, game, put } = await start((game, program) => {
      program.design = ofTranscript(design);
      game.seesOwnTrack = false;
      const refused = recorded.filter(({ result }) => result.error).map(({ action, args }) => JSON.stringify([action, args]));
      game.refuses = (action, args) => refused.includes(JSON.stringify([action, args]));
      game.vehicles = [{ index: created.rideObject, legacyIdentifier: datOf(design.vehicle).padEnd(8), rideType: [design.rideType, 255, 255] }];
    });
    put("Build here...", design.pieces[0].x, design.pieces[0].y);
    await game.until(() => program.said("built").length > 0, "the report");
    assert.ok("ride" in program.said("built")[0].built, `${name}: ${JSON.stringify(program.said("built")[0].built)}`);
    const plain = (action) => !["ridesetname", "ridesetappearance", "ridedemolish"].includes(action);
    // What a type refuses is queried here and not carried out, so that no error box opens.
    const wanted = recorded.filter(({ action, result }) => plain(action) && !result.error).map(({ action, args }) => [action, args]);
    const made = game.calls.filter(({ name }) => plain(name) && !name.startsWith("loopwright")).map(({ name, args }) => [name, args]);
    assert.deepEqual(made, wanted, name);
  }
});

test("the file that the program carries is the one that is built", () => {
  const carried = fs.readFileSync(new URL("../../data/plugin/loopwright.js", import.meta.url), "utf8");
  assert.equal(carried, fs.readFileSync(FILE, "utf8"), "run: npm run build");
});
