// The plug-in in a game without the game, with a program that speaks the protocol of docs/protocol.md.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, afterEach, test } from "node:test";

import { Game, windows } from "./game.mjs";

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

/** A value of the plug-in's realm as one of this. */
const plain = (value) => JSON.parse(JSON.stringify(value));

/** Programs that run; a test that fails must not leave one behind. */
const running = [];
afterEach(() => running.splice(0).forEach((program) => program.stop()));

/** A program that has one design. */
class Program {
  lines = []; token = "secret"; connections = 0; answers = {};
  design = oval(); search = null; picture = Buffer.from("a small picture");
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
      case "designs": return { kind: "designs", sent: head.id, designs: [{ id: head.id, name: head.name, ratings: [600, 700, 400], size: [6, 4] }], search: this.search };
      case "design": return { kind: "design", head, entrances, pieces: list.length, expected: { excitement: 610, intensity: 700, nausea: 400 } };
      case "pieces": return { kind: "pieces", pieces: list.slice(from, from + count) };
      case "picture": return { kind: "picture", size: this.picture.length, data: this.picture.subarray(from, from + 5400).toString("base64") };
      case "types": return { kind: "types", types: [{ ride: "wooden_rc", label: "Wooden Roller Coaster", vehicles: ["PTCT1"] }] };
      case "evolve": case "improve": return { kind: "begun", search: "wooden_rc-1" };
      case "tested": return { kind: "verdict", words: "as predicted" };
      default: return { kind: "ack" };
    }
  }
  said(kind) { return this.lines.filter((line) => line.kind === kind); }
  stop() { this.socket?.destroy(); this.server.close(); }
}

const start = async (change = () => undefined) => {
  const program = await Program.start(), game = new Game(), made = windows(game);
  change(game, program);
  game.load(FILE, { port: program.port, token: "secret" });
  await game.until(() => program.said("designs").length > 0, "the list");
  made.menu();
  const widget = (wanted) => made.window.widgets.find(({ name, text }) => name === wanted || text === wanted);
  const label = (name) => widget(name).text;
  await game.until(() => label("chosen").includes(" / ") && widget("kinds").items.length > 0, "the offers");
  /** Clicks on a button, then on a tile of the map. */
  const put = (text, x = 2432, y = 2432) => {
    widget(text).onClick();
    made.tool.onMove({ mapCoords: { x, y } });
    made.tool.onDown({ mapCoords: { x, y } });
  };
  return { program, game, made, widget, label, put };
};

for (const portion of [1, 7, 16_384]) {
  test(`a design is built, tested and reported, ${portion} letters a tick`, async () => {
    const { program, game, widget, label, put } = await start((game) => { game.portion = portion; });
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
    assert.deepEqual(plain(widget("figures").items.slice(0, 3)), [["Excitement", "6.10", "6.00"], ["Intensity", "7.00", "7.00"], ["Nausea", "4.00", "4.00"]]);
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
  put("Ask the price...");
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

/** Drags an area with the tool of the button "Evolve here...". */
const drag = (made, widget, [fromX, fromY], [toX, toY]) => {
  widget("Evolve here...").onClick();
  const at = (x, y) => ({ mapCoords: { x: 32 * x, y: 32 * y }, isDown: true });
  made.tool.onDown(at(fromX, fromY));
  made.tool.onMove(at(toX, toY));
  made.tool.onUp(at(toX, toY));
};

const TREE = [12, 1, 14, 24, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

for (const portion of [7, 16_384]) {
  test(`the land of an area is sent whole and a search begun there, ${portion} letters a tick`, async () => {
    const { program, game, made, widget } = await start((game) => {
      game.portion = portion;
      game.scenery.set("50,60", [TREE, TREE]);
      game.objects.set("small_scenery 2", { identifier: "rct2.scenery_small.tl1" });
    });
    drag(made, widget, [59, 69], [40, 55]);
    await game.until(() => program.said("evolve").length > 0, "the search");
    assert.deepEqual(program.said("evolve")[0].fields, { ride: "wooden_rc", vehicle: "PTCT1", area: "40,55,20x15" });
    const [land] = program.said("land"), [x, y, width, length] = land.area;
    assert.deepEqual([land.area, land.size, land.park, land.noMoney], [[32, 47, 36, 31], [152, 152], "Mock Park", true]);
    const counts = program.said("tiles").flatMap((line) => line.counts);
    const bytes = Buffer.concat(program.said("tiles").map((line) => Buffer.from(line.data, "base64")));
    const wanted = Array.from({ length: width * length }, (_, index) => game.tile(x + index % width, y + Math.floor(index / width)).data);
    assert.deepEqual(counts, wanted.map((data) => data.length / 16));
    assert.ok(bytes.equals(Buffer.concat(wanted)));
    assert.deepEqual(program.said("objects").flatMap((line) => line.objects), [["small_scenery", 2, "rct2.scenery_small.tl1"]]);
    assert.equal(made.tool.id, "loopwright.area");
  });
}

test("an area too small for a coaster is not taken", async () => {
  const { program, game, made, widget, label } = await start();
  drag(made, widget, [40, 40], [44, 60]);
  for (let tick = 0; tick < 50; tick += 1) game.tick();
  assert.equal(program.said("land").length, 0);
  assert.match(label("words"), /at least 6 tiles/);
});

test("land that the program does not take is said in the window", async () => {
  const { program, game, made, widget, label } = await start((_, program) => {
    program.answers.tiles = () => ({ kind: "error", error: "choose a smaller area" });
  });
  drag(made, widget, [20, 20], [60, 60]);
  await game.until(() => label("words") === "choose a smaller area", "the words");
  assert.equal(program.said("evolve").length, 0);
});

test("pictures come in parts, become images, and go when the window closes", async () => {
  const { program, game, made, widget } = await start((_, program) => {
    program.picture = Buffer.from(Array.from({ length: 12_000 }, (_, index) => index & 255));
  });
  await game.until(() => [...made.images.values()].some((image) => image?.type === "png"), "the picture");
  const [id, image] = [...made.images].find(([, { type }]) => type === "png");
  assert.ok(Buffer.from(image.data, "base64").equals(program.picture));
  assert.equal(widget("picture0").image, id);
  assert.ok(widget("picture0").isPressed && widget("picture1").isDisabled);
  made.window.onClose();
  assert.ok(!made.images.has(id));
});

/** A program whose search has given its design a place. */
const inPark = (program, place) => {
  program.search = { name: "wooden_rc-1", title: "Wooden", doing: "paused", park: true, generation: 3, evaluations: 300 };
  program.design.head.place = place;
};

test("a design of a search in the park is built at its own place", async () => {
  const { program, game, widget, label } = await start((_, program) => inPark(program, { x: 1600, y: 1920, z: 128 }));
  assert.ok(!widget("own").isDisabled);
  widget("Build at its place").onClick();
  await game.until(() => label("verdict") === "as predicted", "the verdict");
  const [{ x, y, z }] = game.rides.get(0).pieces;
  assert.deepEqual([x, y, z], [1600, 1920, 128]);
  assert.deepEqual(program.said("tested")[0].place, { x: 1600, y: 1920, z: 128 });
});

/** A game in which the oval stands, and a search that improves it. */
const improving = async (blocked = () => false) => {
  const found = await start((_, program) => inPark(program, { x: 2432, y: 2432, z: 112 }));
  const { program, game, widget, put } = found;
  put("Build here...");
  await game.until(() => program.said("tested").length === 1, "the ride");
  game.rides.get(0).name = "Old Oval";
  await game.until(() => { found.made.window.onUpdate(); return widget("rides").items.length > 0; }, "the rides");
  widget("Improve").onClick();
  await game.until(() => program.said("improve").length > 0, "the search");
  game.blocked = blocked;
  widget("Build at its place").onClick();
  await game.until(() => program.said("built").length === 2, "the new ride");
  return { ...found, built: program.said("built")[1].built };
};

test("an improved ride takes the place of the old one and keeps its name", async () => {
  const { program, game, built } = await improving();
  assert.equal(built.ride, 0);
  assert.deepEqual([...game.rides.values()].map(({ name, pieces }) => [name, pieces.length]), [["Old Oval", 8]]);
  const [{ fields, ride }] = program.said("improve");
  assert.deepEqual([ride, fields.area], [0, "70,72,12x11"]);
  const [shown] = program.said("rides").flatMap(({ rides }) => rides);
  assert.deepEqual([shown.type, shown.settings.cars, shown.settings.trackColours], [52, 2, [[1, 2, 3]]]);
});

test("where the improved ride is refused, the old one stands again", async () => {
  let refusals = 0;
  const { game, built } = await improving(({ trackType }) => trackType === 43 && (refusals += 1) === 1);
  assert.equal(built.stage, "piece");
  const [ride] = [...game.rides.values()];
  assert.deepEqual([ride.name, ride.pieces.length, ride.gates.length], ["Old Oval", 8, 2]);
});

/** The oval without its last two curves, as a player leaves it, and what the program finds missing. */
const unfinished = async (blocked = () => false) => {
  const whole = oval(), rest = whole.list.splice(6);
  const found = await start((_, program) => {
    program.design = { ...whole, entrances: [] };
    program.answers.finish = () => ({
      kind: "finished", ride: 0, rideType: 52, place: { x: 2432, y: 2432, z: 112 }, pieces: rest, entrances: whole.entrances, expected: { excitement: 333 },
    });
  });
  const { program, game, widget, put, made } = found;
  put("Build here...");
  await game.until(() => program.said("tested").length === 1, "the ride");
  await game.until(() => { made.window.onUpdate(); return widget("rides").items.length > 0; }, "the rides");
  game.blocked = blocked;
  widget("Finish").onClick();
  return found;
};

test("a ride is finished with what it lacks, and tested", async () => {
  const { game, widget } = await unfinished();
  await game.until(() => widget("figures").items[0]?.[2] === "6.00", "the figures");
  assert.equal(widget("figures").items[0][1], "3.33");
  assert.deepEqual([game.rides.get(0).pieces.length, game.rides.get(0).gates.length], [8, 2]);
});

test("a ride that cannot be finished is left as it was", async () => {
  const { game, label } = await unfinished(({ x, y }) => x === 2432 + 64 && y === 2432 + 32);
  const cash = game.cash;
  await game.until(() => label("words").includes("was not built"), "the words");
  assert.deepEqual([game.rides.get(0).pieces.length, game.rides.get(0).gates.length], [6, 0]);
  assert.equal(game.cash, cash);
});

test("why a ride is rated so opens as a list", async () => {
  const line = { what: "length", met: null, before: [100, 0, 0], after: [150, 0, 0], why: "700 m" };
  const { program, game, widget, made, put } = await start((_, program) => {
    program.answers.explain = () => ({ kind: "explained", words: "6.00 / 7.00 / 4.00, as the game shows", lines: 3 });
    program.answers.lines = ({ from }) => ({ kind: "lines", lines: Array.from({ length: Math.min(2, 3 - from) }, () => line) });
  });
  put("Build here...");
  await game.until(() => program.said("tested").length === 1, "the ride");
  await game.until(() => { made.window.onUpdate(); return widget("rides").items.length > 0; }, "the rides");
  widget("Why so rated?").onClick();
  await game.until(() => made.windows.has("loopwright.account"), "the account");
  const { items } = made.windows.get("loopwright.account").findWidget("lines");
  assert.deepEqual(plain(items), Array.from({ length: 3 }, () => ["length", "+0.50", "0.00", "0.00", "700 m"]));
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
      game.vehicles = [{ index: created.rideObject, legacyIdentifier: datOf(design.vehicle).padEnd(8), rideType: [design.rideType, 255, 255], carsPerFlatRide: 255 }];
    });
    put("Build here...", design.pieces[0].x, design.pieces[0].y);
    await game.until(() => program.said("built").length > 0, "the report");
    assert.ok("ride" in program.said("built")[0].built, `${name}: ${JSON.stringify(program.said("built")[0].built)}`);
    const isLaid = (action) => !["ridesetname", "ridesetappearance", "ridedemolish", "ridesetstatus"].includes(action);
    // What a type refuses is queried here and not carried out, so that no error box opens.
    const wanted = recorded.filter(({ action, result }) => isLaid(action) && !result.error).map(({ action, args }) => [action, args]);
    const made = game.calls.filter(({ name }) => isLaid(name) && !name.startsWith("loopwright")).map(({ name, args }) => [name, args]);
    assert.deepEqual(made, wanted, name);
  }
});

test("the file that the program carries is the one that is built", () => {
  const carried = fs.readFileSync(new URL("../../data/plugin/loopwright.js", import.meta.url), "utf8");
  assert.equal(carried, fs.readFileSync(FILE, "utf8"), "run: npm run build");
});
