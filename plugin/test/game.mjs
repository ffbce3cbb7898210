// A game without the game: clock, queue of actions, sockets and refusals as the real one was seen to have them.
import fs from "node:fs";
import net from "node:net";
import vm from "node:vm";

/** Blocks of each piece: offset, height above its origin, height taken, quarters. */
const blocks = new Map();
for (const line of fs.readFileSync(new URL("../../data/blocks.csv", import.meta.url), "utf8").trim().split("\n").slice(1)) {
  const [id, x, y, z, clearance, quarters] = line.split(",").map(Number);
  blocks.set(id, [...blocks.get(id) ?? [], { x, y, z, clearance, quarters }]);
}
/** An offset turned by quarters, and quarters of a tile likewise. */
const turned = ({ x, y }, direction) => Array.from({ length: direction }).reduce(([a, b]) => [b, -a], [x, y]);
const turnedQuarters = (quarters, direction) => (quarters << direction | quarters >> 4 - direction) & 15;

/** Pieces of the game from the program's own table. */
const segments = new Map(fs.readFileSync(new URL("../../data/pieces.csv", import.meta.url), "utf8").trim().split("\n").slice(1).map((line) => {
  const [id, , , , , diagonal, beginZ, , , endDirection, endZ, endX, endY] = line.split(",");
  return [Number(id), { beginZ: +beginZ, endZ: +endZ, endX: +endX, endY: +endY, beginDirection: diagonal === "1" ? 4 : 0, endDirection: +endDirection, elements: blocks.get(Number(id)) ?? [] }];
}));

/** Bytes of an element, and grass that the park owns at height 112. */
const ELEMENT = 16, GRASS = [0, 0, 14, 14, 0, 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0, 0];
const STATIONS = [1, 2, 3];
/** Height that a wooden coaster keeps free above its track. */
const CLEARANCE = 24;

const WHILE_PAUSED = ["ridecreate", "ridesetsetting", "ridesetvehicle", "ridesetstatus", "ridesetname", "ridesetappearance"];
const NEEDED = {
  trackplace: ["x", "y", "z", "direction", "ride", "trackType", "rideType", "brakeSpeed", "colour", "seatRotation", "trackPlaceFlags", "isFromTrackDesign"],
  ridecreate: ["rideType", "rideObject", "entranceObject", "colour1", "colour2", "inspectionInterval"],
  trackremove: ["x", "y", "z", "direction", "trackType", "sequence"], rideentranceexitremove: ["x", "y", "ride", "station", "isExit"],
  ridedemolish: ["ride", "modifyType"], ridesetstatus: ["ride", "status"], ridesetname: ["ride", "name"],
  rideentranceexitplace: ["x", "y", "direction", "ride", "station", "isExit"], ridesetsetting: ["ride", "setting", "value"],
  ridesetvehicle: ["ride", "type", "value", "colour"], ridesetappearance: ["ride", "type", "value", "index"],
};
const PIECE_PRICE = 562, TEST_TICKS = 40, RATING_TICKS = 7;
const WORDS = { en: ["Can’t construct this here…", "Track in the way"], de: ["Kann hier nicht gebaut werden …", "Strecke im Weg"] };

const isSame = (piece, other) => ["x", "y", "z", "direction", "trackType"].every((key) => piece[key] === other[key]);

export class Game {
  ticksElapsed = 0; paused = false; networkMode = "none"; language = "en"; inUpdate = false;
  rides = new Map(); calls = []; queue = []; hooks = []; timers = []; sockets = []; custom = new Map(); cash = 1_000_000;
  /** The letters that reach the plug-in in a tick. */
  portion = 16_384;
  /** What a test measures, by name of the ride; what is in the way. */
  measured = () => ({ excitement: 600, intensity: 700, nausea: 400 });
  blocked = () => false;
  /** Settings that the ride type does not take: of a wooden coaster, operation options and lift speeds below the least. */
  refuses = (name, { setting, value }) => name === "ridesetsetting" && (setting === 4 && value < 10 || setting === 8 && value < 5);
  /** Whether track of the same ride counts as in the way, by the tiles where pieces begin. */
  seesOwnTrack = true;
  outcome = "tested";
  vehicles = [{ index: 332, identifier: "rct2.ride.ptct1", legacyIdentifier: "PTCT1   ", name: "Wooden Trains", rideType: [52, 255, 255], carsPerFlatRide: 255 }];
  /** Further elements of tiles by "x,y", as 16 bytes each, and objects by "kind index". */
  scenery = new Map(); objects = new Map(); cars = new Map();

  /** Evaluates the plug-in twice, as the game does, and starts it. */
  load(file, setup) {
    const game = this, plugins = [];
    const realm = vm.createContext({ console, registerPlugin: (plugin) => plugins.push(plugin), ...this.globals() });
    for (const name of ["btoa", "setTimeout", "TextEncoder", "structuredClone"]) vm.runInContext(`delete globalThis.${name}`, realm);
    const head = setup ? `const LOOPWRIGHT = ${JSON.stringify(setup)};\n` : "";
    for (const _ of ["metadata", "start"]) vm.runInContext(`(() => {${head}${fs.readFileSync(file, "utf8")}\n})()`, realm);
    if (plugins.length !== 2 || game.hooks.length) throw new Error("it does more than to register outside of main");
    plugins[1].main();
    return plugins[1];
  }

  globals() {
    const game = this;
    return {
      context: {
        apiVersion: 114, mode: "normal",
        get paused() { return game.paused; },
        set paused(value) { if (game.networkMode !== "none") throw new Error("Game state is not mutable in this context."); game.paused = value; },
        getTrackSegment: (type) => segments.get(type) ?? null,
        executeAction: (name, args, done) => game.execute(name, args, done),
        queryAction: (name, args, done) => done?.(game.check(name, args, true)),
        registerAction: (name, query, execute) => {
          if (game.custom.has(name)) throw new Error("Action has already been registered.");
          game.custom.set(name, { query, execute });
        },
        subscribe: (hook, call) => { const entry = { hook, call }; game.hooks.push(entry); return { dispose: () => { game.hooks = game.hooks.filter((one) => one !== entry); } }; },
        setTimeout: (call, delay) => game.timers.push({ call, due: game.clock + delay }),
        formatString: (_, money) => `${money / 10}`,
      },
      date: { get ticksElapsed() { return game.ticksElapsed; } },
      map: {
        size: { x: 152, y: 152 }, getRide: (id) => game.seen(id), getTile: (x, y) => game.tile(x, y), getEntity: (id) => game.cars.get(id) ?? null,
        get rides() { return [...game.rides.keys()].map((id) => game.seen(id)); },
      },
      park: { name: "Mock Park", cash: game.cash, getFlag: (flag) => flag === "noMoney" },
      network: { get mode() { return game.networkMode; }, createSocket: () => new GameSocket(game) },
      objectManager: {
        getAllObjects: (kind) => kind === "ride" ? game.vehicles : [],
        getObject: (kind, index) => kind === "ride" ? game.vehicles.find((one) => one.index === index) ?? null : game.objects.get(`${kind} ${index}`) ?? null,
      },
    };
  }

  /** A ride with its properties on the prototype: text of JSON is `{}`. */
  seen(id) {
    const ride = this.rides.get(id);
    if (!ride) return null;
    const { settings } = ride, mph = (speed) => speed * 9 >> 2, [trains, cars] = [settings["vehicle 0"] ?? 1, settings["vehicle 1"] ?? 1];
    // Each train is a chain of cars; a car's number tells its place.
    for (let car = 0; car < trains * cars; car += 1) this.cars.set(1000 * (id + 1) + car, { nextCarOnTrain: (car + 1) % cars ? 1000 * (id + 1) + car + 1 : null });
    const shown = {
      mode: settings[0] ?? 1, departFlags: settings[1] ?? 67, liftHillSpeed: mph(settings[8] ?? 5), minLiftHillSpeed: mph(5),
      vehicles: Array.from({ length: 3 }, (_, train) => train < trains && ride.hasTrains ? 1000 * (id + 1) + train * cars : 65_535),
    };
    return Object.create(Object.fromEntries(Object.entries({ ...ride, ...shown })));
  }

  /** A tile as raw elements: land, scenery, every block of track, entrances and exits. */
  tile(x, y) {
    if (x < 0 || y < 0) return { data: new Uint8Array(), elements: [] };
    const elements = [GRASS, ...this.scenery.get(`${x},${y}`) ?? []];
    const isHere = (place) => place.x === 32 * x && place.y === 32 * y;
    for (const [id, { pieces, gates }] of this.rides) {
      for (const { x: fromX, y: fromY, z, direction, trackType, trackPlaceFlags, brakeSpeed, colour, seatRotation, station = 0 } of pieces) {
        (blocks.get(trackType) ?? []).forEach((block, sequence) => {
          const [stepX, stepY] = turned(block, direction), base = (z + block.z) / 8;
          if (!isHere({ x: fromX + stepX, y: fromY + stepY })) return;
          elements.push([
            8 | direction, turnedQuarters(block.quarters, direction), base, base + (block.clearance + CLEARANCE) / 8, 0, trackType & 255, trackType >> 8, sequence, colour | seatRotation << 4,
            brakeSpeed >> 1, station, trackPlaceFlags, id & 255, id >> 8, 0, 0,
          ]);
        });
      }
      gates.filter(isHere).forEach(({ direction, station, isExit, z }) => elements.push([16 | direction, 15, z / 8, z / 8 + 7, 0, Number(isExit), 0, station, 0, 0, id & 255, id >> 8, 0, 0, 0, 0]));
    }
    elements.at(-1)[1] |= 128;
    const data = Uint8Array.from(elements.flat());
    elements.at(-1)[1] &= 127;
    return { data, numElements: data.length / ELEMENT, elements: [{ type: "surface", baseHeight: 14, baseZ: 112, slope: 0, waterHeight: 0 }] };
  }

  refuse(error, message = this.words()[1]) { return { error, cost: 0, errorTitle: this.words()[0], errorMessage: message }; }
  words() { return WORDS[this.language]; }

  execute(name, args, done) {
    this.calls.push({ name, args: { ...args } });
    const answer = this.check(name, args, false);
    if (answer.error) { done?.(answer); return; }
    if (this.inUpdate && this.networkMode === "none") { done?.(this.carryOut(name, args)); return; }
    const text = JSON.stringify(args);
    if (this.custom.has(name) && text.length > 65_535) { done?.(this.refuse(1, "Invalid JSON")); return; }
    this.queue.push({ name, args: { ...JSON.parse(text), ...name === "trackplace" ? { isFromTrackDesign: false } : {} }, done });
  }

  check(name, args, isQuery) {
    if (args === undefined || typeof args !== "object") throw new TypeError("Expected object");
    if (this.custom.has(name)) return this.custom.get(name).query({ action: name, args, player: -1, type: 0, isClientOnly: false }) ?? this.refuse(65_535, "Unknown");
    if (!NEEDED[name]) return this.refuse(65_535, "Unknown custom action");
    for (const key of NEEDED[name]) {
      const kind = { isFromTrackDesign: "boolean", isExit: "boolean", name: "string" }[key] ?? "number";
      if (typeof args[key] !== kind) throw new Error("Invalid action parameters.");
    }
    if (this.paused && !WHILE_PAUSED.includes(name) && !(args.flags & 8)) return this.refuse(3, "Construction not possible while game is paused!");
    const ride = this.rides.get(args.ride);
    if (name === "trackremove") return [...this.rides.values()].some(({ pieces }) => pieces.some((piece) => isSame(piece, args))) ? { error: 0, cost: -PIECE_PRICE } : this.refuse(1);
    if (name !== "ridecreate" && !ride) return this.refuse(1, "Ride not found");
    if (name === "trackplace") return this.checkTrack(args, ride, isQuery);
    if (name === "ridesetname" && [...this.rides].some(([id, { name: taken }]) => id !== args.ride && taken === args.name)) return this.refuse(1, "Name in use");
    if (this.refuses(name, args)) return this.refuse(1, "Out of range");
    if (name === "ridesetstatus" && args.status === 2 && ride.gates.length < 2) return this.refuse(65_535, "Entrance not yet built");
    return { error: 0, cost: 0 };
  }

  checkTrack(args, ride) {
    const { x, y, z, trackType, isFromTrackDesign } = args;
    if (x < 32 || y < 32 || x > 150 * 32 || y > 150 * 32) return this.refuse(1, "Off edge of map!");
    if (z % 8 || args.brakeSpeed > 30 || args.rideType !== ride.type) return this.refuse(1, "Invalid height!");
    if (this.cash < PIECE_PRICE && !(args.flags & 32)) return { ...this.refuse(4, "Not enough cash"), cost: PIECE_PRICE };
    const isOwnInTheWay = this.seesOwnTrack && ride.pieces.some((piece) => piece.x === x && piece.y === y && Math.abs(piece.z - z) < 24) && !isFromTrackDesign;
    if (isOwnInTheWay || this.blocked({ x, y, z, trackType })) return { ...this.refuse(9), cost: PIECE_PRICE };
    return { error: 0, cost: PIECE_PRICE };
  }

  carryOut(name, args) {
    const custom = this.custom.get(name);
    if (custom) return custom.execute({ action: name, args, player: -1, type: 0, isClientOnly: false }) ?? this.refuse(65_535, "Unknown");
    const answer = this.check(name, args, false);
    if (answer.error) return answer;
    const ride = this.rides.get(args.ride);
    if (name === "ridecreate") {
      let id = 0;
      while (this.rides.has(id)) id += 1;
      const object = this.vehicles.find(({ index }) => index === args.rideObject) ?? null;
      const shown = {
        classification: "ride", minimumWaitingTime: 10, maximumWaitingTime: 60, hasTrains: false,
        colourSchemes: [{ main: 1, additional: 2, supports: 3 }], vehicleColours: [{ body: 4, trim: 5, tertiary: 6 }],
      };
      const settings = { ...shown, status: "closed", lifecycleFlags: 0, excitement: -1, intensity: 0, nausea: 0, runningCost: -9223372036854775808 };
      this.rides.set(id, { id, type: args.rideType, object, name: `Ride ${id}`, pieces: [], gates: [], paid: 0, settings: {}, ...settings });
      return { ...answer, ride: id };
    }
    if (name === "trackplace") { ride.pieces.push({ ...args }); ride.paid += answer.cost; this.cash -= answer.cost; }
    if (name === "trackremove") {
      for (const one of this.rides.values()) one.pieces = one.pieces.filter((piece) => !isSame(piece, args));
      this.cash += PIECE_PRICE;
    }
    if (name === "rideentranceexitremove") ride.gates = ride.gates.filter((gate) => gate.x !== args.x || gate.y !== args.y);
    if (name === "rideentranceexitplace") ride.gates.push({ ...args, z: ride.pieces.find(({ trackType }) => STATIONS.includes(trackType))?.z ?? 0 });
    if (name === "ridesetname") ride.name = args.name;
    if (name === "ridesetsetting") ride.settings[args.setting] = args.value;
    if (name === "ridesetvehicle") { ride.settings[`vehicle ${args.type}`] = args.value; ride.settings[9] = 1; }
    if (name === "ridedemolish") { this.cash += ride.pieces.length * PIECE_PRICE; this.rides.delete(args.ride); return { ...answer, cost: -ride.paid }; }
    if (name === "ridesetstatus" && args.status === 2) Object.assign(ride, { status: "testing", begun: this.ticksElapsed, lifecycleFlags: 1, hasTrains: true });
    if (name === "ridesetstatus" && args.status === 0) Object.assign(ride, { status: "closed", lifecycleFlags: 0 });
    return answer;
  }

  /** What a world update does to rides under test. */
  world() {
    for (const ride of this.rides.values()) {
      if (ride.status !== "testing") continue;
      const ticks = this.ticksElapsed - ride.begun;
      if (ticks === 30) ride.lifecycleFlags = 5;
      if (ticks < TEST_TICKS || this.outcome === "never") continue;
      if (this.outcome === "crashed") { Object.assign(ride, { lifecycleFlags: 1029, status: "closed" }); continue; }
      ride.lifecycleFlags = 3;
      if (ticks >= TEST_TICKS + RATING_TICKS) Object.assign(ride, this.measured(ride));
    }
  }

  clock = 0;
  tick() {
    if (!this.paused) { this.inUpdate = true; this.world(); }
    const running = !this.paused;
    this.inUpdate = running;
    const queue = this.queue.splice(0);
    for (const { name, args, done } of queue) {
      this.inUpdate = !this.paused;
      const answer = this.check(name, args, false);
      done?.(answer.error ? answer : this.carryOut(name, args));
    }
    if (running) {
      this.ticksElapsed += 1;
      this.inUpdate = true;
      for (const { call } of [...this.hooks]) call();
    }
    this.inUpdate = false;
    this.clock += 25;
    const due = this.timers.filter((timer) => timer.due <= this.clock);
    this.timers = this.timers.filter((timer) => timer.due > this.clock);
    due.forEach(({ call }) => call());
    for (const socket of [...this.sockets]) socket.tick();
  }

  /** Ticks until something holds. */
  async until(holds, what = String(holds)) {
    for (let count = 0; count < 20_000; count += 1) {
      if (holds()) return;
      this.tick();
      if (count % 2 === 0 || this.sockets.some((socket) => socket.isBusy)) await new Promise((done) => setImmediate(done));
      if (count > 2000) await new Promise((done) => setTimeout(done, 1));
    }
    throw new Error(`does not come: ${what}`);
  }
}

/** A socket of the game over one of Node: everything arrives in a tick, in portions. */
class GameSocket {
  listeners = {}; received = Buffer.alloc(0); events = []; isDead = false;
  constructor(game) { this.game = game; game.sockets.push(this); }
  get isBusy() { return Boolean(this.real) && !this.isDead; }
  on(event, call) { (this.listeners[event] ??= []).push(call); return this; }
  connect(port, host, call) {
    if (this.isDead) throw new Error("Socket is disposed.");
    if (!["127.0.0.1", "localhost", "::"].includes(host)) throw new Error("For security reasons, only connecting to localhost is allowed.");
    if (port > 65_535) throw new RangeError("Invalid port.");
    this.real = net.connect(port, host === "::" ? "127.0.0.1" : host);
    this.real.on("connect", () => { this.isOpen = true; this.events.push(() => call?.()); });
    this.real.on("data", (data) => { this.received = Buffer.concat([this.received, data]); });
    this.real.on("close", () => this.events.push(() => this.isOpen && this.end("close", false)));
    this.real.on("error", (error) => this.events.push(() => this.isOpen ? this.end("close", false) : this.end("error", `Connection failed: ${error.errno}`)));
    return this;
  }
  end(event, value) {
    if (this.isDead) return;
    this.isDead = true;
    const calls = this.listeners[event] ?? [];
    this.listeners = {};
    this.game.sockets = this.game.sockets.filter((one) => one !== this);
    calls.forEach((call) => call(value));
  }
  write(text) {
    if (this.isDead) throw new Error("Socket is disposed.");
    if (!this.isOpen) return false;
    // Of what is too long, a part is lost.
    if (text.length > 1_000_000) return true;
    this.real.write(text, "utf8");
    return false;
  }
  destroy() { this.isDead = true; this.real?.destroy(); this.game.sockets = this.game.sockets.filter((one) => one !== this); }
  setNoDelay() { return this; }
  tick() {
    const size = Math.min(this.game.portion, this.received.length);
    if (size) {
      const text = this.received.subarray(0, size).toString("utf8");
      this.received = this.received.subarray(size);
      (this.listeners.data ?? []).forEach((call) => call(text));
      return;
    }
    this.events.splice(0).forEach((event) => event());
  }
}

/** The windows of a game, as far as a player's clicks need them. */
export const windows = (game) => {
  const made = { menu: null, window: null, windows: new Map(), tool: null, images: new Map(), most: 0 };
  const ui = {
    tool: null, tileSelection: { range: null },
    registerMenuItem: (_, call) => { made.menu = call; },
    getWindow: (name) => made.windows.get(name) ?? null,
    closeWindows: (name) => made.windows.delete(name),
    openWindow: (desc) => {
      const window = { ...desc, findWidget: (name) => desc.widgets.find((widget) => widget.name === name), bringToFront() {} };
      for (const { x, y, width, height, name } of desc.widgets) {
        if (x < 0 || y < 14 || x + width > desc.width || y + height > desc.height) throw new Error(`widget ${name} leaves its window`);
      }
      made.windows.set(desc.classification, window);
      made.window ??= window;
    },
    activateTool: (tool) => { made.tool = ui.tool = { ...tool, cancel: () => { ui.tool = null; tool.onFinish?.(); } }; },
    imageManager: {
      allocate: (count) => { made.images.set(made.most, null); return { start: made.most++, count }; },
      setPixelData: (id, data) => { if (!made.images.has(id)) throw new Error("not an own image"); made.images.set(id, data); },
      free: ({ start }) => { if (!made.images.delete(start)) throw new Error("not an own image"); },
    },
  };
  const globals = game.globals.bind(game);
  game.globals = () => ({ ...globals(), ui });
  return made;
};
