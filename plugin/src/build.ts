/** Builds a design in one action of the game, or not at all. */

import { faultOf, vehicleIndex, worksFault, type Design, type Gate, type Piece, type Place } from "./design";
import { standing } from "./ride";

/** What became of a design: the ride and what it cost, or where it failed. */
export type Built =
    | { ride: number; cost: number; refused: string[] }
    | { stage: string; index: number; error: number; title: string; message: string };

type Answer = { error?: number; cost?: number; ride?: number; errorTitle?: string; errorMessage?: string };

const ACTION = "loopwright.build";
const NO_SPENDING = 32;

/** What each action that is under way has to do: its arguments are too small for a design. */
const waiting = new Map<number, { work: () => Built; done: (built: Built) => void }>();
let count = 0;

const failure = (stage: string, index: number, answer: Answer): Built => ({
    stage, index, error: answer.error ?? 65535, title: answer.errorTitle ?? "", message: answer.errorMessage ?? "",
});
const refusal = (stage: string, index: number, message: string): Built => failure(stage, index, { error: 1, errorTitle: "loopwright", errorMessage: message });

/** Carries an action out, which within a custom action answers before it returns. */
const act = (action: string, args: object): Answer => {
    let answer: Answer = { error: 65535, errorMessage: "the game did not answer" };
    context.executeAction(action, args, (result) => { answer = result; });
    return answer;
};
const query = (action: string, args: object): Answer => {
    let answer: Answer = { error: 65535 };
    context.queryAction(action, args, (result) => { answer = result; });
    return answer;
};

/** What is laid: a design, or the rest of a ride. */
interface Works { rideType: number; pieces: Piece[]; entrances: Gate[]; overlaps: boolean }

const trackArgs = ({ pieces, rideType, overlaps }: Works, place: Place, ride: number, index: number) => {
    const [trackType, x, y, z, direction, trackPlaceFlags, brakeSpeed, colour, seatRotation] = pieces[index]!;
    return {
        x: place.x + x, y: place.y + y, z: place.z + z, direction, ride, trackType, rideType,
        brakeSpeed, colour, seatRotation, trackPlaceFlags, isFromTrackDesign: overlaps,
    };
};

/** Lays pieces and entrances; calls `undo` with how many of both lie when one is refused. */
const lay = (works: Works, place: Place, ride: number, undo: (pieces: number, gates: number) => void): Built => {
    const { pieces, entrances } = works;
    let cost = 0;
    for (let index = 0; index < pieces.length; index += 1) {
        const answer = act("trackplace", trackArgs(works, place, ride, index));
        if (answer.error) { undo(index, 0); return failure("piece", index, answer); }
        cost += answer.cost ?? 0;
    }
    for (let index = 0; index < entrances.length; index += 1) {
        const { x, y, direction, station, isExit } = entrances[index]!;
        const answer = act("rideentranceexitplace", { x: place.x + x, y: place.y + y, direction, ride, station, isExit });
        if (answer.error) { undo(pieces.length, index); return failure("entrance", index, answer); }
        cost += answer.cost ?? 0;
    }
    return { ride, cost, refused: [] };
};

/** All settings in the order in which none undoes another. One that the type refuses makes no difference to a ride. */
const settingCalls = (design: Design, ride: number): [string, string, object][] => {
    const { settings, trackColours, vehicleColours } = design;
    const setting = (name: string, number: number, value: number): [string, string, object] => [name, "ridesetsetting", { ride, setting: number, value }];
    const vehicle = (name: string, type: number, value: number): [string, string, object] => [name, "ridesetvehicle", { ride, type, value, colour: 0 }];
    const appearance = (type: number, value: number, index: number): [string, string, object] => ["colour", "ridesetappearance", { ride, type, value, index }];
    return [
        setting("mode", 0, settings.mode), vehicle("trains", 0, settings.trains), vehicle("cars", 1, settings.cars),
        setting("departure", 1, settings.departFlags), setting("least wait", 2, settings.minWait), setting("greatest wait", 3, settings.maxWait),
        setting("operation", 4, settings.operation), setting("lift speed", 8, settings.liftSpeed), setting("circuits", 9, settings.circuits),
        ...trackColours.flatMap((colours, scheme) => colours.map((colour, part) => appearance(part, colour, scheme))),
        appearance(6, design.vehicleColourMode, 0),
        ...vehicleColours.flatMap((colours, car) => colours.map((colour, part) => appearance(3 + part, colour, car))),
    ];
};

/** Applies settings; names of those that the ride refuses. They are queried first: a refusal would open a red box. */
const applySettings = (design: Design, ride: number): string[] => {
    const refused = settingCalls(design, ride).filter(([, action, args]) => query(action, args).error || act(action, args).error);
    return [...new Set(refused.map(([name]) => name))];
};

const nameRide = (ride: number, name: string) => {
    for (let number = 1; number < 100; number += 1) {
        const args = { ride, name: number === 1 ? name : `${name} ${number}` };
        if (!query("ridesetname", args).error) { act("ridesetname", args); return; }
    }
};

/** Builds everything; what stands of it after a refusal is taken away in the same action. */
const construct = (design: Design, place: Place, rideObject: number): Built => {
    const created = act("ridecreate", { rideType: design.rideType, rideObject, entranceObject: 0, colour1: 0, colour2: 0, inspectionInterval: 2 });
    if (created.error || created.ride === undefined) return failure("ride", 0, created);
    const { ride } = created;
    const built = lay(design, place, ride, () => { act("ridedemolish", { ride, modifyType: 0 }); });
    if (!("ride" in built)) return built;
    const refused = applySettings(design, ride);
    nameRide(ride, design.name);
    return { ...built, refused };
};

/** Takes a ride down and builds a design in its place, under its name; where that is refused, the ride is laid again. */
const replace = (old: Ride, design: Design, place: Place, rideObject: number): Built => {
    const { design: former, place: origin } = standing(old), formerObject = old.object.index;
    act("ridesetstatus", { ride: old.id, status: 0 });
    const gone = act("ridedemolish", { ride: old.id, modifyType: 0 });
    if (gone.error) return failure("demolition", 0, gone);
    const built = construct({ ...design, name: former.name }, place, rideObject);
    if (!("ride" in built)) construct(former, origin, formerObject);
    return built;
};

/** Adds what a ride lacks; what was added goes again when a part is refused. */
const add = (works: Works, place: Place, ride: number): Built => {
    act("ridesetstatus", { ride, status: 0 });
    return lay(works, place, ride, (pieces, gates) => {
        works.entrances.slice(0, gates).forEach(({ x, y, station, isExit }) =>
            act("rideentranceexitremove", { x: place.x + x, y: place.y + y, ride, station, isExit }));
        works.pieces.slice(0, pieces).reverse().forEach(([trackType, x, y, z, direction]) =>
            act("trackremove", { x: place.x + x, y: place.y + y, z: place.z + z, direction, trackType, sequence: 0 }));
    });
};

/** The price without building: every piece is queried on a ride that is gone again at the end. */
const price = (design: Design, place: Place, rideObject: number): Built => {
    const created = act("ridecreate", { rideType: design.rideType, rideObject, entranceObject: 0, colour1: 0, colour2: 0, inspectionInterval: 2 });
    if (created.error || created.ride === undefined) return failure("ride", 0, created);
    let cost = 0, refused: Built | null = null;
    for (let index = 0; index < design.pieces.length && !refused; index += 1) {
        const answer = query("trackplace", { ...trackArgs(design, place, created.ride, index), flags: NO_SPENDING });
        if (answer.error) refused = failure("piece", index, answer);
        cost += answer.cost ?? 0;
    }
    act("ridedemolish", { ride: created.ride, modifyType: 0 });
    return refused ?? { ride: created.ride, cost, refused: [] };
};

/** Makes the action known to the game, once. */
export const registerBuilding = () => context.registerAction<{ number: number }>(
    ACTION,
    () => ({ error: 0, cost: 0 }),
    ({ args }) => {
        const order = waiting.get(args.number);
        waiting.delete(args.number);
        order?.done(order.work());
        // What the nested actions cost is charged by them.
        return { error: 0, cost: 0 };
    },
);

const isOutside = (pieces: Piece[], place: Place): boolean => pieces.some(([, x, y]) => {
    const [column, row] = [(place.x + x) / 32, (place.y + y) / 32];
    return column < 1 || row < 1 || column > map.size.x - 2 || row > map.size.y - 2;
});

/** Does work within one action of the game. */
const carryOut = (work: () => Built, done: (built: Built) => void) => {
    const number = count += 1;
    waiting.set(number, { work, done });
    // Paused, nested actions would be queued: the game runs for the one tick that it takes.
    const wasPaused = context.paused;
    if (wasPaused) context.paused = false;
    context.executeAction(ACTION, { number }, (answer) => {
        if (wasPaused) context.paused = true;
        if (waiting.delete(number)) done(failure("action", 0, answer as Answer));
    });
};

const SHARED = "a game that others join builds piece by piece, so nothing is built at once";

/** How a design is put into the park: for good, in place of a ride, or only to ask its price. */
export type Way = "build" | "price" | { replaces: number };

/** Builds a design at a place, or asks its price there. */
export const build = (design: Design, place: Place, way: Way, done: (built: Built) => void) => {
    if (network.mode !== "none") { done(refusal("game", 0, SHARED)); return; }
    const fault = faultOf(design);
    if (fault) { done(refusal("piece", fault.index, fault.reason)); return; }
    const rideObject = vehicleIndex(design);
    if (rideObject === null) { done(refusal("vehicle", 0, `the vehicle ${design.vehicle} is not in this park`)); return; }
    if (isOutside(design.pieces, place)) { done(refusal("place", 0, "it would leave the park")); return; }
    const old = typeof way === "object" ? map.getRide(way.replaces) : null;
    carryOut(() => {
        if (way === "price") return price(design, place, rideObject);
        return old ? replace(old, design, place, rideObject) : construct(design, place, rideObject);
    }, done);
};

/** Adds pieces, entrances and exits to a ride that stands. */
export const finish = (ride: number, works: Omit<Works, "overlaps">, place: Place, done: (built: Built) => void) => {
    if (network.mode !== "none") { done(refusal("game", 0, SHARED)); return; }
    const fault = works.pieces.length ? worksFault(works.pieces) : null;
    if (fault) { done(refusal("piece", fault.index, fault.reason)); return; }
    if (isOutside(works.pieces, place)) { done(refusal("place", 0, "it would leave the park")); return; }
    carryOut(() => add({ ...works, overlaps: false }, place, ride), done);
};
