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
  var faultOf = (design) => worksFault(design.pieces) ?? gateFault(design);
  var worksFault = (pieces) => {
    if (!pieces.length || pieces.length > MOST_PIECES) return { index: 0, reason: `it has ${pieces.length} pieces` };
    const taken = /* @__PURE__ */ new Set();
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index], reason2 = flawOf(piece);
      if (reason2) return { index, reason: reason2 };
      const place = spotOf(piece);
      if (taken.has(place)) return { index, reason: "another piece lies on the same spot" };
      taken.add(place);
      const next = pieces[index + 1];
      if (!next || !context.getTrackSegment(next[0])) continue;
      const [x, y, z, direction] = jointAfter(piece), [, toX, toY, toZ, toDirection] = next;
      const isJoined = x === toX && y === toY && z === toZ + context.getTrackSegment(next[0]).beginZ && direction === toDirection;
      if (!isJoined && !isStationEdge(piece, next)) return { index: index + 1, reason: "it does not join the piece before" };
    }
    return null;
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

  // src/land.ts
  var MARGIN = 8;
  var ELEMENT = 16;
  var MOST_BYTES = 5400;
  var OBJECTS = 80;
  var RIDES = 20;
  var UNDER_WAY = 6;
  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  var base64 = (bytes) => {
    let text = "";
    for (let index = 0; index < bytes.length; index += 3) {
      const [a, b = 0, c = 0] = bytes.slice(index, index + 3);
      const group = a << 16 | b << 8 | c;
      text += LETTERS[group >> 18] + LETTERS[group >> 12 & 63] + LETTERS[group >> 6 & 63] + LETTERS[group & 63];
    }
    const missing = (3 - bytes.length % 3) % 3;
    return missing ? text.slice(0, -missing) + "==".slice(0, missing) : text;
  };
  var widened = ([x, y, width, length], tiles) => {
    const [left, top] = [Math.max(0, x - tiles), Math.max(0, y - tiles)];
    return [left, top, Math.min(map.size.x, x + width + tiles) - left, Math.min(map.size.y, y + length + tiles) - top];
  };
  var kindOf = (data, at) => data[at] >> 2 & 15;
  var wordAt = (data, at) => data[at] | data[at + 1] << 8;
  var OBJECT_KINDS = { 3: "small_scenery", 5: "wall", 6: "large_scenery" };
  function* tileLines([x, y, width, length], used) {
    let from = 0, counts = [], bytes = [];
    const line2 = () => ({ kind: "tiles", from, counts, data: base64(bytes) });
    for (let row = y; row < y + length; row += 1) {
      for (let column = x; column < x + width; column += 1) {
        const { data } = map.getTile(column, row);
        if (bytes.length && bytes.length + data.length > MOST_BYTES) {
          yield line2();
          from += counts.length;
          [counts, bytes] = [[], []];
        }
        for (let at = 0; at < data.length; at += ELEMENT) {
          const kind = OBJECT_KINDS[kindOf(data, at)];
          if (kind) used.add(`${kind} ${wordAt(data, at + 5)}`);
        }
        counts.push(data.length / ELEMENT);
        for (const byte of data) bytes.push(byte);
      }
    }
    if (counts.length) yield line2();
  }
  var portions = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
  function* landLines(area, chosen) {
    yield {
      kind: "land",
      park: park.name,
      size: [map.size.x, map.size.y],
      area,
      ticks: date.ticksElapsed,
      noMoney: park.getFlag("noMoney"),
      forbidTreeRemoval: park.getFlag("forbidTreeRemoval"),
      forbidHighConstruction: park.getFlag("forbidHighConstruction")
    };
    const used = /* @__PURE__ */ new Set();
    yield* tileLines(area, used);
    map.rides.forEach(({ object }) => {
      if (object) used.add(`ride ${object.index}`);
    });
    const objects = [...used].flatMap((key) => {
      const [kind, index] = key.split(" ");
      const object = objectManager.getObject(kind, Number(index));
      return object ? [[kind, Number(index), object.identifier]] : [];
    });
    yield* portions(objects, OBJECTS).map((list) => ({ kind: "objects", objects: list }));
    const rides = map.rides.map((ride) => ({
      id: ride.id,
      type: ride.type,
      object: ride.object?.index ?? 0,
      name: ride.name,
      status: ride.status,
      departFlags: ride.departFlags,
      ...ride.id === chosen ? { settings: settingsOf(ride) } : {}
    }));
    yield* portions(rides, RIDES).map((list) => ({ kind: "rides", rides: list }));
  }
  var sendLand = (link, area, chosen, done) => {
    const lines = landLines(widened(area, MARGIN), chosen);
    let underWay = 0, isOver = false, isEmpty = false;
    const finish2 = (trouble) => {
      if (isOver) return;
      isOver = true;
      done(trouble);
    };
    const more = () => {
      while (!isOver && !isEmpty && underWay < UNDER_WAY) {
        const { value, done: isLast } = lines.next();
        if (isLast) {
          isEmpty = true;
          break;
        }
        underWay += 1;
        link.send(value, (answer) => {
          underWay -= 1;
          if (answer.kind === "ack") more();
          else finish2(String(answer.error ?? "the connection was lost"));
        });
      }
      if (isEmpty && !underWay) finish2(null);
    };
    more();
  };

  // src/ride.ts
  var TRACK = 2;
  var ENTRANCE = 4;
  var CHAIN = 1;
  var INVERTED = 2;
  var NO_TRAIN = 65535;
  var SCHEMES = 4;
  var SLOTS = 12;
  var trainsOf = (ride) => {
    const heads = ride.vehicles.filter((head) => head !== NO_TRAIN);
    let cars = 0;
    for (let id = heads[0] ?? null; id !== null && cars < 255; cars += 1) {
      const car = map.getEntity(id);
      id = car ? car.nextCarOnTrain : null;
    }
    return [Math.max(1, heads.length), Math.max(1, cars)];
  };
  var colours = (all, parts, most) => all.slice(0, most).map((one) => parts.map((part) => one[part] ?? 0));
  var trackColours = (ride) => colours(ride.colourSchemes, ["main", "additional", "supports"], SCHEMES);
  var vehicleColours = (ride) => colours(ride.vehicleColours, ["body", "trim", "tertiary"], SLOTS);
  var settingsOf = (ride) => {
    const [trains, cars] = trainsOf(ride);
    return {
      mode: ride.mode,
      trains,
      cars,
      minWait: ride.minimumWaitingTime,
      maxWait: ride.maximumWaitingTime,
      liftSpeed: ride.liftHillSpeed,
      minLiftSpeed: ride.minLiftHillSpeed,
      trackColours: trackColours(ride),
      vehicleColours: vehicleColours(ride),
      ratings: [ride.excitement, ride.intensity, ride.nausea]
    };
  };
  var eachElement = (id, call) => {
    for (let y = 1; y < map.size.y - 1; y += 1) {
      for (let x = 1; x < map.size.x - 1; x += 1) {
        const { data } = map.getTile(x, y);
        for (let at = 0; at < data.length; at += ELEMENT) {
          const kind = kindOf(data, at);
          const isIts = kind === TRACK && wordAt(data, at + 12) === id || kind === ENTRANCE && data[at + 5] < 2 && wordAt(data, at + 10) === id;
          if (isIts) call(data, at, x, y);
        }
      }
    }
  };
  var areaOf = (id) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    eachElement(id, (_data, _at, x, y) => {
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    });
    return right < left ? null : [left, top, right - left + 1, bottom - top + 1];
  };
  var standing = (ride) => {
    const found = [], entrances = [];
    eachElement(ride.id, (data, at, x, y) => {
      const direction = data[at] & 3;
      if (kindOf(data, at) === ENTRANCE) {
        entrances.push({ x: x * 32, y: y * 32, direction, station: data[at + 7], isExit: data[at + 5] === 1 });
        return;
      }
      if (data[at + 7] !== 0) return;
      const type = wordAt(data, at + 5), flags = (data[at + 11] & 1 ? CHAIN : 0) + (data[at + 11] & 2 ? INVERTED : 0);
      const speed = Math.min(30, data[at + 9] << 1);
      const station = type >= 1 && type <= 3 ? data[at + 10] : 255;
      const z = data[at + 2] * 8 - (context.getTrackSegment(type)?.elements[0]?.z ?? 0);
      found.push({ station, piece: [type, x * 32, y * 32, z, direction, flags, speed, data[at + 8] & 3, data[at + 8] >> 4] });
    });
    found.sort((a, b) => a.station - b.station);
    const { trains, cars, mode, minWait, maxWait, liftSpeed } = settingsOf(ride);
    const design = {
      id: "",
      name: ride.name,
      rideType: ride.type,
      vehicle: ride.object.legacyIdentifier.trim(),
      pieces: found.map(({ piece }) => piece),
      entrances,
      overlaps: true,
      settings: { mode, trains, cars, departFlags: ride.departFlags, minWait, maxWait, operation: 0, liftSpeed, circuits: 1 },
      trackColours: trackColours(ride),
      vehicleColours: vehicleColours(ride),
      vehicleColourMode: 0
    };
    return { design, place: { x: 0, y: 0, z: 0 } };
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
  var trackArgs = ({ pieces, rideType, overlaps }, place, ride, index) => {
    const [trackType, x, y, z, direction, trackPlaceFlags, brakeSpeed, colour, seatRotation] = pieces[index];
    return {
      x: place.x + x,
      y: place.y + y,
      z: place.z + z,
      direction,
      ride,
      trackType,
      rideType,
      brakeSpeed,
      colour,
      seatRotation,
      trackPlaceFlags,
      isFromTrackDesign: overlaps
    };
  };
  var lay = (works, place, ride, undo) => {
    const { pieces, entrances } = works;
    let cost = 0;
    for (let index = 0; index < pieces.length; index += 1) {
      const answer = act("trackplace", trackArgs(works, place, ride, index));
      if (answer.error) {
        undo(index, 0);
        return failure("piece", index, answer);
      }
      cost += answer.cost ?? 0;
    }
    for (let index = 0; index < entrances.length; index += 1) {
      const { x, y, direction, station, isExit } = entrances[index];
      const answer = act("rideentranceexitplace", { x: place.x + x, y: place.y + y, direction, ride, station, isExit });
      if (answer.error) {
        undo(pieces.length, index);
        return failure("entrance", index, answer);
      }
      cost += answer.cost ?? 0;
    }
    return { ride, cost, refused: [] };
  };
  var settingCalls = (design, ride) => {
    const { settings, trackColours: trackColours2, vehicleColours: vehicleColours2 } = design;
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
      ...trackColours2.flatMap((colours2, scheme) => colours2.map((colour, part) => appearance(part, colour, scheme))),
      appearance(6, design.vehicleColourMode, 0),
      ...vehicleColours2.flatMap((colours2, car) => colours2.map((colour, part) => appearance(3 + part, colour, car)))
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
    const built = lay(design, place, ride, () => {
      act("ridedemolish", { ride, modifyType: 0 });
    });
    if (!("ride" in built)) return built;
    const refused = applySettings(design, ride);
    nameRide(ride, design.name);
    return { ...built, refused };
  };
  var replace = (old, design, place, rideObject) => {
    const { design: former, place: origin } = standing(old), formerObject = old.object.index;
    act("ridesetstatus", { ride: old.id, status: 0 });
    const gone = act("ridedemolish", { ride: old.id, modifyType: 0 });
    if (gone.error) return failure("demolition", 0, gone);
    const built = construct({ ...design, name: former.name }, place, rideObject);
    if (!("ride" in built)) construct(former, origin, formerObject);
    return built;
  };
  var add = (works, place, ride) => {
    act("ridesetstatus", { ride, status: 0 });
    return lay(works, place, ride, (pieces, gates) => {
      works.entrances.slice(0, gates).forEach(({ x, y, station, isExit }) => act("rideentranceexitremove", { x: place.x + x, y: place.y + y, ride, station, isExit }));
      works.pieces.slice(0, pieces).reverse().forEach(([trackType, x, y, z, direction]) => act("trackremove", { x: place.x + x, y: place.y + y, z: place.z + z, direction, trackType, sequence: 0 }));
    });
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
      order?.done(order.work());
      return { error: 0, cost: 0 };
    }
  );
  var isOutside = (pieces, place) => pieces.some(([, x, y]) => {
    const [column, row] = [(place.x + x) / 32, (place.y + y) / 32];
    return column < 1 || row < 1 || column > map.size.x - 2 || row > map.size.y - 2;
  });
  var carryOut = (work, done) => {
    const number = count += 1;
    waiting.set(number, { work, done });
    const wasPaused = context.paused;
    if (wasPaused) context.paused = false;
    context.executeAction(ACTION, { number }, (answer) => {
      if (wasPaused) context.paused = true;
      if (waiting.delete(number)) done(failure("action", 0, answer));
    });
  };
  var SHARED = "a game that others join builds piece by piece, so nothing is built at once";
  var build = (design, place, way, done) => {
    if (network.mode !== "none") {
      done(refusal("game", 0, SHARED));
      return;
    }
    const fault = faultOf(design);
    if (fault) {
      done(refusal("piece", fault.index, fault.reason));
      return;
    }
    const rideObject = vehicleIndex(design);
    if (rideObject === null) {
      done(refusal("vehicle", 0, `the vehicle ${design.vehicle} is not in this park`));
      return;
    }
    if (isOutside(design.pieces, place)) {
      done(refusal("place", 0, "it would leave the park"));
      return;
    }
    const old = typeof way === "object" ? map.getRide(way.replaces) : null;
    carryOut(() => {
      if (way === "price") return price(design, place, rideObject);
      return old ? replace(old, design, place, rideObject) : construct(design, place, rideObject);
    }, done);
  };
  var finish = (ride, works, place, done) => {
    if (network.mode !== "none") {
      done(refusal("game", 0, SHARED));
      return;
    }
    const fault = works.pieces.length ? worksFault(works.pieces) : null;
    if (fault) {
      done(refusal("piece", fault.index, fault.reason));
      return;
    }
    if (isOutside(works.pieces, place)) {
      done(refusal("place", 0, "it would leave the park"));
      return;
    }
    carryOut(() => add({ ...works, overlaps: false }, place, ride), done);
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
          plugin: "0.2.0",
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
      for (const line2 of lines) {
        let message;
        try {
          message = JSON.parse(line2);
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
      const id = this.number += 1, line2 = ascii(JSON.stringify({ id, ...message })) + "\n";
      if (!this.socket || line2.length > LONGEST) {
        answer({ kind: "lost" });
        return;
      }
      this.waiting.set(id, answer);
      if (this.socket.write(line2)) this.drop("a line was lost");
    }
  };

  // src/pictures.ts
  var EMPTY = "";
  var Pictures = class {
    constructor(link, changed) {
      this.link = link;
      this.changed = changed;
    }
    link;
    changed;
    /** The image of each design. */
    images = /* @__PURE__ */ new Map();
    /** Designs whose picture is on its way, and those that have none. */
    coming = /* @__PURE__ */ new Set();
    without = /* @__PURE__ */ new Set();
    /** The number of a design's image; as long as it is not there, that of an empty one. */
    of(id) {
      const image = this.images.get(id) ?? this.images.get(EMPTY) ?? this.allocate(EMPTY, { type: "raw", width: 1, height: 1, data: [0] });
      return image ? image.start : 0;
    }
    /** Tries again what could not be had. */
    retry() {
      this.without.clear();
    }
    /** Fetches the pictures that are missing, one after the other, and lets go of all others. */
    show(ids) {
      [...this.images.keys()].filter((id) => id !== EMPTY && !ids.includes(id)).forEach((id) => this.free(id));
      const missing = ids.find((id) => !this.images.has(id) && !this.without.has(id));
      if (missing === void 0 || this.coming.size || typeof ui === "undefined") return;
      this.coming.add(missing);
      this.fetch(missing, "", 0, (data) => {
        this.coming.delete(missing);
        if (!data || !this.allocate(missing, { type: "png", palette: "closest", data })) this.without.add(missing);
        this.changed();
      });
    }
    fetch(design, sofar, from, done) {
      this.link.send({ kind: "picture", design, direction: 0, from }, (answer) => {
        const part = answer.kind === "picture" ? String(answer.data) : "";
        const next = from + Math.floor(part.length / 4) * 3;
        if (!part) done(null);
        else if (next < Number(answer.size)) this.fetch(design, sofar + part, next, done);
        else done(sofar + part);
      });
    }
    allocate(id, data) {
      const range = ui.imageManager.allocate(1);
      if (!range) return null;
      ui.imageManager.setPixelData(range.start, data);
      this.images.set(id, range);
      return range;
    }
    free(id) {
      ui.imageManager.free(this.images.get(id));
      this.images.delete(id);
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
    const finish2 = (tested) => {
      hook.dispose();
      done(tested);
    };
    const hook = context.subscribe("interval.tick", () => {
      const now = date.ticksElapsed, ride = map.getRide(id);
      const ticks = begun === null ? 0 : now - begun;
      if (!ride) {
        finish2({ outcome: "gone", ticks });
        return;
      }
      if (begun === null) {
        if (now % PHASE) return;
        begun = now;
        context.executeAction("ridesetstatus", { ride: id, status: TESTING }, (answer) => {
          if (answer.error) finish2({ outcome: "refused", ticks: 0, message: answer.errorMessage ?? "" });
        });
        return;
      }
      const flags = ride.lifecycleFlags;
      if (flags & CRASHED) {
        finish2({ outcome: "crashed", ticks });
        return;
      }
      if (flags & TESTED && ride.excitement >= 0) {
        finish2({ outcome: "tested", ticks, figures: figuresOf(ride) });
        return;
      }
      if (ticks > PATIENCE) {
        context.executeAction("ridesetstatus", { ride: id, status: CLOSED }, () => void 0);
        finish2({ outcome: "timeout", ticks });
      }
    });
  };

  // src/studio.ts
  var PORTION = 60;
  var SPREAD = 3;
  var REACH = 12;
  var lost = (answer) => String(answer.error ?? "the connection was lost");
  var Studio = class {
    constructor(link, changed) {
      this.link = link;
      this.changed = changed;
    }
    link;
    changed;
    offers = [];
    search = null;
    kinds = [];
    /** The design that was sent from the page, if one was. */
    sent = "";
    trial = null;
    account = null;
    words = "";
    /** The ride that a search improves. */
    improved = null;
    /** Says something in the window. */
    say(words) {
      this.words = words;
      this.changed();
    }
    /** Sends a message, and says what went wrong if the answer is of another kind. */
    ask(message, kind, done) {
      this.link.send(message, (answer) => {
        if (answer.kind === kind) done(answer);
        else this.say(lost(answer));
      });
    }
    /** Asks what there is. */
    refresh() {
      if (!this.link.open) return;
      this.link.send({ kind: "designs" }, (answer) => {
        if (answer.kind !== "designs") return;
        this.offers = answer.designs;
        this.search = answer.search ?? null;
        this.sent = String(answer.sent ?? "");
        this.changed();
      });
    }
    /** Asks which of the park's vehicles can be bred for. */
    learnKinds() {
      if (!this.link.open) return;
      const vehicles = objectManager.getAllObjects("ride").filter(({ legacyIdentifier }) => legacyIdentifier).flatMap(({ legacyIdentifier, rideType }) => rideType.filter((type) => type < 255).map((type) => [type, legacyIdentifier.trim()]));
      this.link.send({ kind: "types", vehicles: vehicles.slice(0, 450) }, (answer) => {
        if (answer.kind !== "types") return;
        this.kinds = answer.types;
        this.changed();
      });
    }
    /** Begins a search on an area of the park. */
    evolve(area, { ride, vehicles }) {
      this.say("the land is read");
      sendLand(this.link, area, null, (trouble) => {
        if (trouble) {
          this.say(trouble);
          return;
        }
        const fields = { ride, vehicle: vehicles.join(), area: areaWords(area) };
        this.ask({ kind: "evolve", fields }, "begun", (answer) => this.begun(answer, null));
      });
    }
    begun(answer, ride) {
      const search = String(answer.search);
      this.improved = ride === null ? null : { search, ride };
      const place = ride === null ? "" : "; built at its place, a coaster of it takes the place of the ride";
      this.say(`the search ${search} has begun${place}`);
      this.refresh();
    }
    /** Pauses the search, or lets it go on. */
    toggle() {
      this.ask({ kind: this.search?.doing === "breeding" ? "pause" : "go_on" }, "ack", () => this.refresh());
    }
    /** Shows the program a ride with the land around it. */
    showRide(ride, tiles, done) {
      const area = areaOf(ride.id);
      if (!area) {
        this.say("nothing of this ride stands");
        return;
      }
      this.say(`${ride.name} is read`);
      const around = widened(area, tiles);
      sendLand(this.link, around, ride.id, (trouble) => {
        if (trouble) this.say(trouble);
        else done(around);
      });
    }
    /** Begins a search from a ride, with its platform where it is. */
    improve(ride) {
      this.showRide(ride, SPREAD, (area) => {
        this.ask({ kind: "improve", ride: ride.id, fields: { area: areaWords(area) } }, "begun", (answer) => this.begun(answer, ride.id));
      });
    }
    /** Asks why a ride is rated as it is. */
    explain(ride) {
      this.showRide(ride, 0, () => this.ask({ kind: "explain", ride: ride.id }, "explained", (head) => {
        const account = { name: ride.name, words: String(head.words), lines: [] }, count2 = Number(head.lines);
        const more = () => {
          if (account.lines.length >= count2) {
            this.account = account;
            this.say(`${account.name}: ${account.words}`);
            return;
          }
          this.ask({ kind: "lines", from: account.lines.length }, "lines", (answer) => {
            const lines = answer.lines;
            if (!lines.length) {
              this.say("the account did not come whole");
              return;
            }
            account.lines.push(...lines);
            more();
          });
        };
        more();
      }));
    }
    /** Adds what a ride lacks to be tested, and tests it. */
    finish(ride) {
      this.showRide(ride, REACH, () => this.ask({ kind: "finish", ride: ride.id }, "finished", (answer) => {
        const rest = answer;
        finish(ride.id, rest, rest.place, (built) => {
          this.stands(ride.name, rest.expected, built, "is finished");
          if ("ride" in built) test(built.ride, (tested) => this.measured(tested));
        });
      }));
    }
    /** Fetches a design in a direction: its head, then its pieces in portions. */
    fetch(id, direction, done) {
      this.link.send({ kind: "design", design: id, direction }, (head) => {
        if (head.kind !== "design") {
          this.say(lost(head));
          done(null, {});
          return;
        }
        const design = { ...head.head, pieces: [], entrances: head.entrances };
        const count2 = Number(head.pieces);
        const more = () => {
          if (design.pieces.length >= count2) {
            done(design, head.expected ?? {});
            return;
          }
          this.link.send({ kind: "pieces", design: id, direction, from: design.pieces.length, count: PORTION }, (answer) => {
            const pieces = answer.kind === "pieces" ? answer.pieces : [];
            if (!pieces.length) {
              this.say("the design did not come whole");
              done(null, {});
              return;
            }
            design.pieces.push(...pieces);
            more();
          });
        };
        more();
      });
    }
    /** Builds a design, at its own place where none is given, and tests it; asks its price alone where it is a trial. */
    put(offer, at, direction, isTrial) {
      this.say(`${offer.name} is fetched`);
      this.fetch(offer.id, direction, (design, expected) => {
        if (!design) return;
        const place = at ?? design.place;
        if (!place) {
          this.say("this design has no place in a park; build it elsewhere");
          return;
        }
        const ride = at || this.improved?.search !== this.search?.name ? null : this.improved?.ride ?? null;
        const way = isTrial ? "price" : ride === null ? "build" : { replaces: ride };
        build(design, place, way, (built) => this.became(offer, place, direction, isTrial, expected, built));
      });
    }
    became(offer, place, direction, isTrial, expected, built) {
      if (isTrial) {
        this.say("ride" in built ? `would cost ${money(built.cost)}` : `cannot stand here: ${reason(built)}`);
        return;
      }
      this.stands(offer.name, expected, built, "stands");
      this.link.send({ kind: "built", design: offer.id, direction, place, built }, () => void 0);
      if (!("ride" in built)) return;
      if (this.improved) this.improved.ride = built.ride;
      test(built.ride, (tested) => {
        this.measured(tested);
        this.link.send({ kind: "tested", design: offer.id, direction, place, tested }, (answer) => {
          if (this.trial && answer.kind === "verdict") this.trial.verdict = String(answer.words);
          this.changed();
        });
      });
    }
    stands(name, expected, built, words) {
      this.trial = "ride" in built ? { name, expected, tested: null, verdict: "" } : null;
      this.say("ride" in built ? `${name} ${words}; cost ${money(built.cost)}; the test runs` : `was not built: ${reason(built)}`);
    }
    measured(tested) {
      if (this.trial) this.trial.tested = tested;
      this.say(tested.outcome === "tested" ? "tested" : `the test ended: ${tested.outcome} ${tested.message ?? ""}`.trim());
    }
  };
  var areaWords = ([x, y, width, length]) => `${x},${y},${width}x${length}`;
  var money = (cost) => context.formatString("{CURRENCY2DP}", cost);
  var reason = (built) => "ride" in built ? "" : `${built.stage} ${built.index}: ${built.title} ${built.message}`.trim();

  // src/window.ts
  var CLASS = "loopwright";
  var ACCOUNT = "loopwright.account";
  var TOOL = "loopwright.place";
  var AREA_TOOL = "loopwright.area";
  var [WIDTH, HEIGHT] = [500, 580];
  var EVERY = 40;
  var SELDOM = 160;
  var DIRECTIONS = ["0: to -x", "1: to +y", "2: to +x", "3: to -y"];
  var COLUMNS = 4;
  var PICTURES = 8;
  var PICTURE = [114, 82];
  var LEAST_SIDE = 6;
  var DOING = {
    nothing: "no search is open",
    beginning: "the search begins",
    breeding: "breeding",
    paused: "paused",
    finished: "the search has ended",
    writing: "winners are being written"
  };
  var NO_FLAT_RIDE = 255;
  var FIGURES2 = [
    ["excitement", "Excitement", 2],
    ["intensity", "Intensity", 2],
    ["nausea", "Nausea", 2],
    ["maxSpeed", "Highest speed (mph)", 0],
    ["averageSpeed", "Average speed (mph)", 0],
    ["rideLength", "Length (m)", 0],
    ["maxPositiveVerticalGs", "Highest vertical g", 2],
    ["maxNegativeVerticalGs", "Lowest vertical g", 2],
    ["maxLateralGs", "Lateral g", 2],
    ["totalAirTime", "Air time (s)", 2],
    ["numDrops", "Drops", 0],
    ["numLiftHills", "Lifts", 0],
    ["highestDropHeight", "Highest drop (steps)", 0]
  ];
  var figure = (figures, key, decimals) => {
    const value = figures?.[key];
    if (value === void 0) return "";
    return (["excitement", "intensity", "nausea"].includes(key) ? value / 100 : value).toFixed(decimals);
  };
  var rating = (hundredths) => (hundredths / 100).toFixed(2);
  var ratings = ({ ratings: ratings2 }) => ratings2 ? ratings2.map(rating).join(" / ") : "not rated";
  var landAt = (x, y) => {
    const tile = map.getTile(x / 32, y / 32);
    const surface = tile.elements.find((element) => element.type === "surface");
    const slope = surface?.slope ?? 0;
    return (surface?.baseZ ?? 112) + (slope ? slope & 16 ? 32 : 16 : 0);
  };
  var tileAt = ({ mapCoords: at }) => !at || at.x < 32 || at.y < 32 || at.x >= (map.size.x - 1) * 32 || at.y >= (map.size.y - 1) * 32 ? null : { x: at.x, y: at.y };
  var between = (a, b) => ({
    leftTop: { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) },
    rightBottom: { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) }
  });
  var areaOf2 = ({ leftTop, rightBottom }) => [leftTop.x / 32, leftTop.y / 32, (rightBottom.x - leftTop.x) / 32 + 1, (rightBottom.y - leftTop.y) / 32 + 1];
  var StudioWindow = class {
    constructor(studio, pictures, address) {
      this.studio = studio;
      this.pictures = pictures;
      this.address = address;
    }
    studio;
    pictures;
    address;
    chosen = "";
    kind = 0;
    direction = 0;
    raised = 0;
    ride = 0;
    rides = [];
    status = "";
    ticks = 0;
    told = null;
    open() {
      const window = ui.getWindow(CLASS);
      if (window) {
        window.bringToFront();
        return;
      }
      this.studio.refresh();
      this.studio.learnKinds();
      ui.openWindow({
        classification: CLASS,
        title: "loopwright",
        width: WIDTH,
        height: HEIGHT,
        widgets: [...this.search(), ...this.gallery(), ...this.building(), ...this.standing()],
        onUpdate: () => this.wait(),
        onClose: () => this.rest()
      });
      this.show();
    }
    search() {
      return [
        line("status", 20),
        { type: "label", x: 10, y: 40, width: 60, height: 14, text: "Ride type" },
        { type: "dropdown", name: "kinds", x: 75, y: 38, width: 225, height: 14, items: [], onChange: (index) => {
          this.kind = index;
        } },
        button("evolve", 310, 36, 110, "Evolve here...", () => this.drag(), "Drag an area of the park; coasters are bred for the land there"),
        button("toggle", 425, 36, 65, "Pause", () => this.studio.toggle()),
        line("search", 56)
      ];
    }
    gallery() {
      return Array.from({ length: PICTURES }, (_, index) => {
        const [x, y] = [10 + index % COLUMNS * 120, 74 + Math.floor(index / COLUMNS) * 102];
        const choose = () => {
          this.chosen = this.studio.offers[index]?.id ?? "";
          this.show();
        };
        return [
          { type: "button", name: `picture${index}`, x, y, width: PICTURE[0], height: PICTURE[1], border: true, image: this.pictures.of(""), onClick: choose },
          { type: "label", name: `figures${index}`, x, y: y + PICTURE[1] + 2, width: PICTURE[0], height: 14, textAlign: "centred", text: "" }
        ];
      }).flat();
    }
    building() {
      return [
        line("chosen", 282),
        button("own", 10, 300, 150, "Build at its place", () => this.put(null, false), "Where the search has judged it"),
        button("build", 165, 300, 110, "Build here...", () => this.point(false), "Point at the tile of the platform's front"),
        button("price", 280, 300, 110, "Ask the price...", () => this.point(true)),
        { type: "label", x: 10, y: 324, width: 60, height: 14, text: "Direction" },
        { type: "dropdown", x: 75, y: 322, width: 85, height: 14, items: DIRECTIONS, onChange: (index) => {
          this.direction = index;
        } },
        { type: "label", x: 170, y: 324, width: 60, height: 14, text: "Raised by" },
        { type: "spinner", name: "raised", x: 235, y: 322, width: 80, height: 14, text: "0", onDecrement: () => this.raise(-1), onIncrement: () => this.raise(1) },
        line("words", 342, 28),
        {
          type: "listview",
          name: "figures",
          x: 10,
          y: 372,
          width: WIDTH - 20,
          height: 116,
          scrollbars: "vertical",
          isStriped: true,
          showColumnHeaders: true,
          columns: [{ header: "Figure", width: 170 }, { header: "Predicted" }, { header: "In the game" }],
          items: []
        },
        line("verdict", 490, 28)
      ];
    }
    standing() {
      const act2 = (call) => () => {
        const ride = this.rides[this.ride];
        if (ride) call(ride);
      };
      return [
        { type: "label", x: 10, y: 524, width: 60, height: 14, text: "Your ride" },
        { type: "dropdown", name: "rides", x: 75, y: 522, width: 150, height: 14, items: [], onChange: (index) => {
          this.ride = index;
        } },
        button("explain", 230, 520, 100, "Why so rated?", act2((ride) => this.studio.explain(ride)), "Every bonus, requirement and penalty of its ratings"),
        button("improve", 333, 520, 80, "Improve", act2((ride) => this.studio.improve(ride)), "Breed from it, with its platform where it is; building one takes its place"),
        button("finish", 416, 520, 74, "Finish", act2((ride) => this.studio.finish(ride)), "Add the track, entrance and exit that are missing"),
        line("address", 556)
      ];
    }
    /** Asks now and then what there is to build. */
    wait() {
      this.ticks += 1;
      if (this.ticks % (this.studio.search?.doing === "breeding" ? EVERY : SELDOM) === 0) this.studio.refresh();
    }
    rest() {
      if (ui.tool && [TOOL, AREA_TOOL].includes(ui.tool.id)) ui.tool.cancel();
      ui.tileSelection.range = null;
      this.pictures.show([]);
    }
    raise(step) {
      this.raised = Math.max(0, Math.min(40, this.raised + step));
      this.show();
    }
    setStatus(words) {
      this.status = words;
      this.show();
    }
    /** The design that was chosen, or the first. */
    get offer() {
      return this.studio.offers.find(({ id }) => id === this.chosen) ?? this.studio.offers[0];
    }
    /** Shows what is known now. */
    show() {
      const window = typeof ui === "undefined" ? null : ui.getWindow(CLASS);
      if (!window) return;
      const { search, kinds, words, trial } = this.studio;
      const label = (name, text) => {
        window.findWidget(name).text = text;
      };
      label("status", this.status);
      label("search", search ? `${search.title} (${search.name}): ${DOING[search.doing] ?? search.doing}, generation ${search.generation}, ${search.evaluations} designs` : DOING.nothing);
      label("words", words);
      label("verdict", trial?.verdict ?? "");
      label("address", this.address());
      window.findWidget("toggle").text = search?.doing === "breeding" ? "Pause" : "Go on";
      window.findWidget("raised").text = String(this.raised);
      this.list(window, "kinds", kinds.map((kind) => kind.label));
      this.rides = map.rides.filter(({ classification, object }) => classification === "ride" && object.carsPerFlatRide === NO_FLAT_RIDE);
      this.list(window, "rides", this.rides.map(({ name }) => name));
      window.findWidget("figures").items = trial ? FIGURES2.map(([key, words2, decimals]) => [words2, figure(trial.expected, key, decimals), figure(trial.tested?.figures, key, decimals)]) : [];
      this.showOffers(window);
      this.tell();
    }
    /** Fills a list to choose from; only what has changed, as that closes it. */
    list(window, name, items) {
      const widget = window.findWidget(name);
      if (widget.items?.join("\n") !== items.join("\n")) widget.items = items;
    }
    showOffers(window) {
      const { offers, sent, search } = this.studio, { offer } = this;
      const shown = offers.slice(0, PICTURES);
      this.pictures.show(shown.map(({ id }) => id));
      for (let index = 0; index < PICTURES; index += 1) {
        const picture = window.findWidget(`picture${index}`), one = shown[index];
        picture.isPressed = one !== void 0 && one === offer;
        picture.image = this.pictures.of(one?.id ?? "");
        picture.isDisabled = !one;
        window.findWidget(`figures${index}`).text = one ? ratings(one) : "";
      }
      const mark = offer && offer.id === sent ? "> " : "", size = offer?.size ? `, ${offer.size[0]} x ${offer.size[1]} tiles` : "";
      window.findWidget("chosen").text = offer ? `${mark}${offer.name}: ${ratings(offer)}${size}` : "Nothing to build yet: evolve here, or begin a search on the page";
      window.findWidget("own").isDisabled = !offer || !search?.park;
    }
    /** Opens the account of a ride once it is there. */
    tell() {
      const { account } = this.studio;
      if (!account || account === this.told) return;
      this.told = account;
      ui.closeWindows(ACCOUNT);
      const change = (line2, part) => {
        const step = line2.after[part] - line2.before[part];
        return `${step > 0 ? "+" : ""}${rating(step)}`;
      };
      const met = (line2) => line2.met === null ? "" : line2.met ? " (met)" : " (missed)";
      ui.openWindow({
        classification: ACCOUNT,
        title: `Why is ${account.name} rated so?`,
        width: 560,
        height: 360,
        widgets: [
          { type: "label", x: 10, y: 20, width: 540, height: 14, text: account.words },
          {
            type: "listview",
            name: "lines",
            x: 10,
            y: 38,
            width: 540,
            height: 310,
            scrollbars: "vertical",
            isStriped: true,
            showColumnHeaders: true,
            columns: [{ header: "Entry", width: 150 }, { header: "Excitement", width: 65 }, { header: "Intensity", width: 60 }, { header: "Nausea", width: 55 }, { header: "Looks at" }],
            items: account.lines.map((one) => [one.what + met(one), change(one, 0), change(one, 1), change(one, 2), one.why])
          }
        ]
      });
    }
    put(place, isTrial) {
      const { offer } = this;
      if (offer) this.studio.put(offer, place, place ? this.direction : 0, isTrial);
    }
    /** Lets the player point at the tile of the platform's front. */
    point(isTrial) {
      if (!this.offer) return;
      this.studio.say("point at the tile of the platform's front");
      ui.activateTool({
        id: TOOL,
        cursor: "cross_hair",
        filter: ["terrain", "water"],
        onMove: (event) => {
          const at = tileAt(event);
          ui.tileSelection.range = at ? { leftTop: at, rightBottom: at } : null;
        },
        onDown: (event) => {
          const at = tileAt(event);
          if (!at) return;
          ui.tool?.cancel();
          this.put({ ...at, z: landAt(at.x, at.y) + 16 * this.raised }, isTrial);
        },
        onFinish: () => {
          ui.tileSelection.range = null;
        }
      });
    }
    /** Lets the player drag the area to evolve on. */
    drag() {
      const kind = this.studio.kinds[this.kind];
      if (!kind) {
        this.studio.say("this park has no vehicles of coasters, or loopwright does not run");
        return;
      }
      this.studio.say("drag over the area to build on");
      let corner = null, range = null;
      const paint = (event) => {
        const at = tileAt(event);
        if (!at) return;
        range = between(corner ?? at, at);
        ui.tileSelection.range = range;
      };
      ui.activateTool({
        id: AREA_TOOL,
        cursor: "cross_hair",
        filter: ["terrain", "water"],
        onDown: (event) => {
          corner = tileAt(event);
          paint(event);
        },
        onMove: paint,
        onUp: (event) => {
          paint(event);
          const area = corner && range ? areaOf2(range) : null;
          corner = null;
          if (!area || Math.min(area[2], area[3]) < LEAST_SIDE) {
            this.studio.say(`drag an area of at least ${LEAST_SIDE} tiles a side`);
            return;
          }
          ui.tool?.cancel();
          this.studio.evolve(area, kind);
        },
        onFinish: () => {
          ui.tileSelection.range = null;
        }
      });
    }
  };
  var line = (name, y, height = 14) => ({ type: "label", name, x: 10, y, width: WIDTH - 20, height, text: "" });
  var button = (name, x, y, width, text, onClick, tooltip = "") => ({ type: "button", name, x, y, width, height: 18, text, onClick, ...tooltip ? { tooltip } : {} });

  // src/main.ts
  var main = () => {
    const setup = typeof LOOPWRIGHT === "undefined" ? void 0 : LOOPWRIGHT;
    registerBuilding();
    let window = null;
    const link = new Link(setup?.port ?? 0, setup?.token ?? "", (isOpen, words) => {
      window?.setStatus(words);
      if (isOpen) {
        pictures.retry();
        studio.refresh();
        studio.learnKinds();
      }
    });
    const studio = new Studio(link, () => window?.show());
    const pictures = new Pictures(link, () => window?.show());
    if (setup) link.start();
    if (typeof ui === "undefined") return;
    window = new StudioWindow(studio, pictures, () => setup ? `127.0.0.1:${setup.port}` : "run: loopwright serve --install-plugin");
    ui.registerMenuItem("loopwright", () => window?.open());
  };
  registerPlugin({
    name: "loopwright",
    version: "0.2.0",
    authors: ["loopwright"],
    type: "intransient",
    licence: "GPL-3.0-or-later",
    targetApiVersion: 114,
    minApiVersion: 114,
    main
  });
})();
