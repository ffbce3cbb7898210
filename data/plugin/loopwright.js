// loopwright: GPL-3.0-or-later. Built from the folder `plugin` of its source.
"use strict";
(() => {
  // src/design.ts
  var TILE = 32;
  var MOST_PIECES = 1e3;
  var STEPS = [[-TILE, 0], [0, TILE], [TILE, 0], [0, -TILE]];
  var turned = (x, y, direction) => {
    for (let turn = 0; turn < direction; turn += 1) [x, y] = [y, -x];
    return [x, y];
  };
  var isWithin = (value, most) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
  var flawOf = ([type, x, y, z, direction, flags, speed, colour, seat]) => {
    if (!context.getTrackSegment(type)) return `there is no piece ${type}`;
    if (![x, y, z].every((place) => Number.isInteger(place)) || x % TILE || y % TILE || z % 8) return "it lies between tiles";
    const isSound = isWithin(direction, 3) && isWithin(flags, 3) && isWithin(speed, 30) && isWithin(colour, 3) && isWithin(seat, 15);
    return isSound ? null : "a number of it is out of range";
  };
  var jointAfter = ([type, x, y, z, direction]) => {
    const segment = context.getTrackSegment(type);
    const [endX, endY] = turned(segment.endX, segment.endY, direction);
    const next = direction + segment.endDirection - segment.beginDirection & 3;
    const isDiagonal = (segment.endDirection & 4) !== 0;
    const [stepX, stepY] = isDiagonal ? [0, 0] : STEPS[next];
    return [x + endX + stepX, y + endY + stepY, z + segment.endZ, next];
  };
  var spotOf = ([type, x, y, z, direction]) => {
    const { beginZ, endZ, endX, endY } = context.getTrackSegment(type);
    const isLevelTile = beginZ === endZ && endX === 0 && endY === 0;
    return [x, y, z + beginZ, isLevelTile ? "tile" : direction].join();
  };
  var faultOf = (design) => {
    const { pieces } = design;
    if (!pieces.length || pieces.length > MOST_PIECES) return { index: 0, reason: `it has ${pieces.length} pieces` };
    const taken = /* @__PURE__ */ new Set();
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index], reason = flawOf(piece);
      if (reason) return { index, reason };
      const place = spotOf(piece);
      if (taken.has(place)) return { index, reason: "another piece lies on the same spot" };
      taken.add(place);
      const next = pieces[index + 1];
      if (!next || !context.getTrackSegment(next[0])) continue;
      const [x, y, z, direction] = jointAfter(piece), [, toX, toY, toZ, toDirection] = next;
      const isJoined = x === toX && y === toY && z === toZ + context.getTrackSegment(next[0]).beginZ && direction === toDirection;
      if (!isJoined && !isStationEdge(piece, next)) return { index: index + 1, reason: "it does not join the piece before" };
    }
    return gateFault(design);
  };
  var STATION = [1, 2, 3];
  var isStationEdge = (piece, next) => STATION.includes(piece[0]) || STATION.includes(next[0]);
  var gateFault = ({ pieces, entrances }) => {
    const platform = new Set(pieces.filter(([type]) => STATION.includes(type)).map(([, x, y]) => `${x},${y}`));
    const index = entrances.findIndex(({ x, y, direction }) => {
      const [stepX, stepY] = STEPS[direction & 3];
      return !platform.has(`${x + stepX},${y + stepY}`);
    });
    return index < 0 ? null : { index, reason: "an entrance or exit stands beside no platform" };
  };
  var vehicleIndex = (design) => {
    const found = objectManager.getAllObjects("ride").find((object) => object.legacyIdentifier.trim() === design.vehicle && object.rideType.includes(design.rideType));
    return found ? found.index : null;
  };

  // src/build.ts
  var ACTION = "loopwright.build";
  var NO_SPENDING = 32;
  var waiting = /* @__PURE__ */ new Map();
  var count = 0;
  var failure = (stage, index, answer) => ({
    stage,
    index,
    error: answer.error ?? 65535,
    title: answer.errorTitle ?? "",
    message: answer.errorMessage ?? ""
  });
  var refusal = (stage, index, message) => failure(stage, index, { error: 1, errorTitle: "loopwright", errorMessage: message });
  var act = (action, args) => {
    let answer = { error: 65535, errorMessage: "the game did not answer" };
    context.executeAction(action, args, (result) => {
      answer = result;
    });
    return answer;
  };
  var query = (action, args) => {
    let answer = { error: 65535 };
    context.queryAction(action, args, (result) => {
      answer = result;
    });
    return answer;
  };
  var trackArgs = (design, place, ride, index) => {
    const [trackType, x, y, z, direction, trackPlaceFlags, brakeSpeed, colour, seatRotation] = design.pieces[index];
    return {
      x: place.x + x,
      y: place.y + y,
      z: place.z + z,
      direction,
      ride,
      trackType,
      rideType: design.rideType,
      brakeSpeed,
      colour,
      seatRotation,
      trackPlaceFlags,
      isFromTrackDesign: design.overlaps
    };
  };
  var settingCalls = (design, ride) => {
    const { settings, trackColours, vehicleColours } = design;
    const setting = (name, number, value) => [name, "ridesetsetting", { ride, setting: number, value }];
    const vehicle = (name, type, value) => [name, "ridesetvehicle", { ride, type, value, colour: 0 }];
    const appearance = (type, value, index) => ["colour", "ridesetappearance", { ride, type, value, index }];
    return [
      setting("mode", 0, settings.mode),
      vehicle("trains", 0, settings.trains),
      vehicle("cars", 1, settings.cars),
      setting("departure", 1, settings.departFlags),
      setting("least wait", 2, settings.minWait),
      setting("greatest wait", 3, settings.maxWait),
      setting("operation", 4, settings.operation),
      setting("lift speed", 8, settings.liftSpeed),
      setting("circuits", 9, settings.circuits),
      ...trackColours.flatMap((colours, scheme) => colours.map((colour, part) => appearance(part, colour, scheme))),
      appearance(6, design.vehicleColourMode, 0),
      ...vehicleColours.flatMap((colours, car) => colours.map((colour, part) => appearance(3 + part, colour, car)))
    ];
  };
  var applySettings = (design, ride) => {
    const refused = settingCalls(design, ride).filter(([, action, args]) => query(action, args).error || act(action, args).error);
    return [...new Set(refused.map(([name]) => name))];
  };
  var nameRide = (ride, name) => {
    for (let number = 1; number < 100; number += 1) {
      const args = { ride, name: number === 1 ? name : `${name} ${number}` };
      if (!query("ridesetname", args).error) {
        act("ridesetname", args);
        return;
      }
    }
  };
  var construct = (design, place, rideObject) => {
    const created = act("ridecreate", { rideType: design.rideType, rideObject, entranceObject: 0, colour1: 0, colour2: 0, inspectionInterval: 2 });
    if (created.error || created.ride === void 0) return failure("ride", 0, created);
    const { ride } = created;
    const undo = (stage, index, answer) => {
      act("ridedemolish", { ride, modifyType: 0 });
      return failure(stage, index, answer);
    };
    let cost = 0;
    for (let index = 0; index < design.pieces.length; index += 1) {
      const answer = act("trackplace", trackArgs(design, place, ride, index));
      if (answer.error) return undo("piece", index, answer);
      cost += answer.cost ?? 0;
    }
    for (let index = 0; index < design.entrances.length; index += 1) {
      const { x, y, direction, station, isExit } = design.entrances[index];
      const answer = act("rideentranceexitplace", { x: place.x + x, y: place.y + y, direction, ride, station, isExit });
      if (answer.error) return undo("entrance", index, answer);
      cost += answer.cost ?? 0;
    }
    const refused = applySettings(design, ride);
    nameRide(ride, design.name);
    return { ride, cost, refused };
  };
  var price = (design, place, rideObject) => {
    const created = act("ridecreate", { rideType: design.rideType, rideObject, entranceObject: 0, colour1: 0, colour2: 0, inspectionInterval: 2 });
    if (created.error || created.ride === void 0) return failure("ride", 0, created);
    let cost = 0, refused = null;
    for (let index = 0; index < design.pieces.length && !refused; index += 1) {
      const answer = query("trackplace", { ...trackArgs(design, place, created.ride, index), flags: NO_SPENDING });
      if (answer.error) refused = failure("piece", index, answer);
      cost += answer.cost ?? 0;
    }
    act("ridedemolish", { ride: created.ride, modifyType: 0 });
    return refused ?? { ride: created.ride, cost, refused: [] };
  };
  var registerBuilding = () => context.registerAction(
    ACTION,
    () => ({ error: 0, cost: 0 }),
    ({ args }) => {
      const order = waiting.get(args.number);
      waiting.delete(args.number);
      if (order) {
        const rideObject = vehicleIndex(order.design);
        order.done((order.isTrial ? price : construct)(order.design, order.place, rideObject));
      }
      return { error: 0, cost: 0 };
    }
  );
  var isOutside = (design, place) => design.pieces.some(([, x, y]) => {
    const [column, row] = [(place.x + x) / 32, (place.y + y) / 32];
    return column < 1 || row < 1 || column > map.size.x - 2 || row > map.size.y - 2;
  });
  var build = (design, place, isTrial, done) => {
    if (network.mode !== "none") {
      done(refusal("game", 0, "a game that others join builds piece by piece, so nothing is built at once"));
      return;
    }
    const fault = faultOf(design);
    if (fault) {
      done(refusal("piece", fault.index, fault.reason));
      return;
    }
    if (vehicleIndex(design) === null) {
      done(refusal("vehicle", 0, `the vehicle ${design.vehicle} is not in this park`));
      return;
    }
    if (isOutside(design, place)) {
      done(refusal("place", 0, "it would leave the park"));
      return;
    }
    const number = count += 1;
    waiting.set(number, { design, place, isTrial, done });
    const wasPaused = context.paused;
    if (wasPaused) context.paused = false;
    context.executeAction(ACTION, { number }, (answer) => {
      if (wasPaused) context.paused = true;
      if (waiting.delete(number)) done(failure("action", 0, answer));
    });
  };

  // src/link.ts
  var LONGEST = 8e3;
  var AGAIN_MS = 1e3;
  var ascii = (text) => text.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  var Link = class {
    constructor(port, token, changed) {
      this.port = port;
      this.token = token;
      this.changed = changed;
    }
    port;
    token;
    changed;
    socket = null;
    rest = "";
    number = 0;
    isOpen = false;
    waiting = /* @__PURE__ */ new Map();
    /** Connects, and again whenever the connection is lost. */
    start() {
      const socket = network.createSocket();
      this.socket = socket;
      socket.on("data", (data) => this.take(data));
      socket.on("error", () => this.lost(socket, "loopwright does not run"));
      socket.on("close", () => this.lost(socket, "loopwright has ended"));
      socket.connect(this.port, "127.0.0.1", () => {
        const hello = {
          kind: "hello",
          token: this.token,
          plugin: "0.1.0",
          api: context.apiVersion,
          mode: context.mode,
          network: network.mode
        };
        this.send(hello, (answer) => {
          this.isOpen = answer.kind === "welcome";
          this.changed(this.isOpen, this.isOpen ? "connected" : String(answer.error ?? "refused"));
        });
      });
    }
    lost(socket, words) {
      if (socket !== this.socket) return;
      this.socket = null;
      this.rest = "";
      this.isOpen = false;
      const waiting2 = [...this.waiting.values()];
      this.waiting.clear();
      waiting2.forEach((answer) => answer({ kind: "lost" }));
      this.changed(false, words);
      context.setTimeout(() => {
        if (!this.socket) this.start();
      }, AGAIN_MS);
    }
    take(data) {
      const lines = (this.rest + data).split("\n");
      this.rest = lines.pop();
      if (this.rest.length > LONGEST) {
        this.drop("a line is too long");
        return;
      }
      for (const line of lines) {
        let message;
        try {
          message = JSON.parse(line);
        } catch {
          this.drop("a line is no JSON");
          return;
        }
        const answer = this.waiting.get(Number(message.re));
        this.waiting.delete(Number(message.re));
        answer?.(message);
      }
    }
    drop(words) {
      const { socket } = this;
      if (!socket) return;
      socket.destroy(null);
      this.lost(socket, words);
    }
    /** Whether the program listens. */
    get open() {
      return this.isOpen;
    }
    /** Sends a message; the answer may be that the connection was lost. */
    send(message, answer) {
      const id = this.number += 1, line = ascii(JSON.stringify({ id, ...message })) + "\n";
      if (!this.socket || line.length > LONGEST) {
        answer({ kind: "lost" });
        return;
      }
      this.waiting.set(id, answer);
      if (this.socket.write(line)) this.drop("a line was lost");
    }
  };

  // src/trial.ts
  var FIGURES = [
    "excitement",
    "intensity",
    "nausea",
    "maxSpeed",
    "averageSpeed",
    "rideTime",
    "rideLength",
    "maxPositiveVerticalGs",
    "maxNegativeVerticalGs",
    "maxLateralGs",
    "totalAirTime",
    "numDrops",
    "numLiftHills",
    "highestDropHeight",
    "runningCost"
  ];
  var TESTED = 2;
  var CRASHED = 1024;
  var PHASE = 32;
  var PATIENCE = 2e4;
  var TESTING = 2;
  var CLOSED = 0;
  var figuresOf = (ride) => Object.fromEntries(FIGURES.map((name) => [name, ride[name] ?? 0]));
  var test = (id, done) => {
    let begun = null;
    const finish = (tested) => {
      hook.dispose();
      done(tested);
    };
    const hook = context.subscribe("interval.tick", () => {
      const now = date.ticksElapsed, ride = map.getRide(id);
      const ticks = begun === null ? 0 : now - begun;
      if (!ride) {
        finish({ outcome: "gone", ticks });
        return;
      }
      if (begun === null) {
        if (now % PHASE) return;
        begun = now;
        context.executeAction("ridesetstatus", { ride: id, status: TESTING }, (answer) => {
          if (answer.error) finish({ outcome: "refused", ticks: 0, message: answer.errorMessage ?? "" });
        });
        return;
      }
      const flags = ride.lifecycleFlags;
      if (flags & CRASHED) {
        finish({ outcome: "crashed", ticks });
        return;
      }
      if (flags & TESTED && ride.excitement >= 0) {
        finish({ outcome: "tested", ticks, figures: figuresOf(ride) });
        return;
      }
      if (ticks > PATIENCE) {
        context.executeAction("ridesetstatus", { ride: id, status: CLOSED }, () => void 0);
        finish({ outcome: "timeout", ticks });
      }
    });
  };

  // src/studio.ts
  var PORTION = 60;
  var Studio = class {
    constructor(link, changed) {
      this.link = link;
      this.changed = changed;
    }
    link;
    changed;
    offers = [];
    /** The design that was sent from the page, if one was. */
    sent = "";
    trial = null;
    words = "";
    say(words) {
      this.words = words;
      this.changed();
    }
    /** Asks what there is. */
    refresh() {
      if (!this.link.open) return;
      this.link.send({ kind: "designs" }, (answer) => {
        if (answer.kind !== "designs") return;
        this.offers = answer.designs;
        this.sent = String(answer.sent ?? "");
        this.changed();
      });
    }
    /** Fetches a design in a direction: its head, then its pieces in portions. */
    fetch(id, direction, done) {
      this.link.send({ kind: "design", design: id, direction }, (head) => {
        if (head.kind !== "design") {
          this.say(String(head.error ?? "the connection was lost"));
          done(null);
          return;
        }
        const design = { ...head.head, pieces: [], entrances: head.entrances };
        const count2 = Number(head.pieces);
        const more = () => {
          if (design.pieces.length >= count2) {
            done(design);
            return;
          }
          this.link.send({ kind: "pieces", design: id, direction, from: design.pieces.length, count: PORTION }, (answer) => {
            const pieces = answer.kind === "pieces" ? answer.pieces : [];
            if (!pieces.length) {
              this.say("the design did not come whole");
              done(null);
              return;
            }
            design.pieces.push(...pieces);
            more();
          });
        };
        more();
      });
    }
    /** Builds a design at a place and tests it; asks its price alone where it is a trial. */
    put(offer, place, direction, isTrial) {
      this.say(`${offer.name} is fetched`);
      this.fetch(offer.id, direction, (design) => {
        if (!design) return;
        build(design, place, isTrial, (built) => this.stands(offer, place, direction, isTrial, built));
      });
    }
    stands(offer, place, direction, isTrial, built) {
      this.trial = { offer, built, tested: null, verdict: "" };
      if (!("ride" in built)) {
        this.say(`${isTrial ? "cannot stand here" : "was not built"}: ${built.stage} ${built.index}: ${built.title} ${built.message}`.trim());
      } else if (isTrial) {
        this.say(`would cost ${context.formatString("{CURRENCY2DP}", built.cost)}`);
        return;
      } else {
        this.say(`stands; cost ${context.formatString("{CURRENCY2DP}", built.cost)}`);
      }
      if (isTrial) return;
      this.link.send({ kind: "built", design: offer.id, direction, place, built }, () => void 0);
      if ("ride" in built) test(built.ride, (tested) => this.measured(offer, direction, place, tested));
    }
    measured(offer, direction, place, tested) {
      if (this.trial) this.trial.tested = tested;
      this.say(tested.outcome === "tested" ? "tested" : `the test ended: ${tested.outcome} ${tested.message ?? ""}`.trim());
      this.link.send({ kind: "tested", design: offer.id, direction, place, tested }, (answer) => {
        if (this.trial && answer.kind === "verdict") this.trial.verdict = String(answer.words);
        this.changed();
      });
    }
  };

  // src/window.ts
  var CLASS = "loopwright";
  var TOOL = "loopwright.place";
  var [WIDTH, HEIGHT] = [380, 330];
  var EVERY = 120;
  var DIRECTIONS = ["0: to -x", "1: to +y", "2: to +x", "3: to -y"];
  var rating = (hundredths) => (hundredths / 100).toFixed(2);
  var landAt = (x, y) => {
    const tile = map.getTile(x / 32, y / 32);
    const surface = tile.elements.find((element) => element.type === "surface");
    const slope = surface?.slope ?? 0;
    return (surface?.baseZ ?? 112) + (slope ? slope & 16 ? 32 : 16 : 0);
  };
  var StudioWindow = class {
    constructor(studio, address) {
      this.studio = studio;
      this.address = address;
    }
    studio;
    address;
    chosen = 0;
    direction = 0;
    raised = 0;
    status = "";
    ticks = 0;
    open() {
      const window = ui.getWindow(CLASS);
      if (window) {
        window.bringToFront();
        return;
      }
      this.studio.refresh();
      const line = (name, y, height = 14) => ({ type: "label", name, x: 10, y, width: WIDTH - 20, height, text: "" });
      ui.openWindow({
        classification: CLASS,
        title: "loopwright",
        width: WIDTH,
        height: HEIGHT,
        widgets: [
          line("status", 20),
          {
            type: "listview",
            name: "offers",
            x: 10,
            y: 38,
            width: WIDTH - 20,
            height: 120,
            scrollbars: "vertical",
            isStriped: true,
            canSelect: true,
            showColumnHeaders: true,
            columns: [{ header: "Design", width: 150 }, { header: "Excitement" }, { header: "Intensity" }, { header: "Nausea" }, { header: "Tiles" }],
            items: [],
            onClick: (item) => {
              this.chosen = item;
            }
          },
          { type: "label", x: 10, y: 166, width: 70, height: 14, text: "Direction" },
          { type: "dropdown", x: 80, y: 164, width: 90, height: 14, items: DIRECTIONS, onChange: (index) => {
            this.direction = index;
          } },
          { type: "label", x: 185, y: 166, width: 70, height: 14, text: "Raised by" },
          { type: "spinner", name: "raised", x: 255, y: 164, width: 110, height: 14, text: "0", onDecrement: () => this.raise(-1), onIncrement: () => this.raise(1) },
          { type: "button", x: 10, y: 184, width: 115, height: 18, text: "Ask the price", onClick: () => this.point(true) },
          { type: "button", x: 130, y: 184, width: 115, height: 18, text: "Build here...", onClick: () => this.point(false) },
          { type: "button", x: 250, y: 184, width: 115, height: 18, text: "Refresh", onClick: () => this.studio.refresh() },
          line("words", 210, 28),
          line("predicted", 244),
          line("measured", 260),
          line("verdict", 276, 28),
          line("address", 310)
        ],
        onUpdate: () => this.wait(),
        onClose: () => this.rest()
      });
      this.show();
    }
    /** Asks now and then what there is to build. */
    wait() {
      this.ticks += 1;
      if (this.ticks % EVERY === 0) this.studio.refresh();
    }
    rest() {
      if (ui.tool?.id === TOOL) ui.tool.cancel();
      ui.tileSelection.range = null;
    }
    raise(step) {
      this.raised = Math.max(0, Math.min(40, this.raised + step));
      this.show();
    }
    setStatus(words) {
      this.status = words;
      this.show();
    }
    /** Shows what is known now. */
    show() {
      const window = typeof ui === "undefined" ? null : ui.getWindow(CLASS);
      if (!window) return;
      const { offers, trial, words, sent } = this.studio;
      const label = (name, text) => {
        window.findWidget(name).text = text;
      };
      const row = ({ id, name, ratings, size }) => [id === sent ? `> ${name}` : name, ...ratings.map(rating), `${size[0]} x ${size[1]}`];
      window.findWidget("offers").items = offers.map(row);
      window.findWidget("raised").text = String(this.raised);
      const figures = trial?.tested?.figures;
      label("status", this.status);
      label("words", words);
      label("predicted", trial ? `Predicted: ${trial.offer.ratings.map(rating).join(" / ")} (${trial.offer.name})` : "");
      label("measured", figures ? `In the game: ${[figures.excitement, figures.intensity, figures.nausea].map(rating).join(" / ")}` : "");
      label("verdict", trial?.verdict ?? "");
      label("address", this.address());
    }
    /** Lets the player point at the tile of the platform's front. */
    point(isTrial) {
      const offer = this.studio.offers[this.chosen];
      if (!offer) return;
      const place = (event) => {
        const at = event.mapCoords;
        if (!at || at.x < 32 || at.y < 32 || at.x >= (map.size.x - 1) * 32 || at.y >= (map.size.y - 1) * 32) return null;
        return { x: at.x, y: at.y, z: landAt(at.x, at.y) + 16 * this.raised };
      };
      ui.activateTool({
        id: TOOL,
        cursor: "cross_hair",
        filter: ["terrain", "water"],
        onMove: (event) => {
          const at = place(event);
          ui.tileSelection.range = at ? { leftTop: at, rightBottom: at } : null;
        },
        onDown: (event) => {
          const at = place(event);
          if (!at) return;
          ui.tool?.cancel();
          this.studio.put(offer, at, this.direction, isTrial);
        },
        onFinish: () => {
          ui.tileSelection.range = null;
        }
      });
    }
  };

  // src/main.ts
  var main = () => {
    const setup = typeof LOOPWRIGHT === "undefined" ? void 0 : LOOPWRIGHT;
    registerBuilding();
    let window = null;
    const link = new Link(setup?.port ?? 0, setup?.token ?? "", (isOpen, words) => {
      window?.setStatus(words);
      if (isOpen) studio.refresh();
    });
    const studio = new Studio(link, () => window?.show());
    if (setup) link.start();
    if (typeof ui === "undefined") return;
    window = new StudioWindow(studio, () => setup ? `127.0.0.1:${setup.port}` : "run: loopwright serve --install-plugin");
    ui.registerMenuItem("loopwright", () => window?.open());
  };
  registerPlugin({
    name: "loopwright",
    version: "0.1.0",
    authors: ["loopwright"],
    type: "intransient",
    licence: "GPL-3.0-or-later",
    targetApiVersion: 114,
    minApiVersion: 114,
    main
  });
})();
