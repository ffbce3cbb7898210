/** Builds a design in one action of the game, or not at all. */

import { faultOf, vehicleIndex, type Design, type Place } from "./design";

/** What became of a design: the ride and what it cost, or where it failed. */
export type Built =
    | { ride: number; cost: number; refused: string[] }
    | { stage: string; index: number; error: number; title: string; message: string };

type Answer = { error?: number; cost?: number; ride?: number; errorTitle?: string; errorMessage?: string };

const ACTION = "loopwright.build";
const NO_SPENDING = 32;

/** The design and place of each action that is under way: its arguments are too small for a design. */
const waiting = new Map<number, { design: Design; place: Place; isTrial: boolean; done: (built: Built) => void }>();
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

const trackArgs = (design: Design, place: Place, ride: number, index: number) => {
    const [trackType, x, y, z, direction, trackPlaceFlags, brakeSpeed, colour, seatRotation] = design.pieces[index]!;
    return {
        x: place.x + x, y: place.y + y, z: place.z + z, direction, ride, trackType, rideType: design.rideType,
        brakeSpeed, colour, seatRotation, trackPlaceFlags, isFromTrackDesign: design.overlaps,
    };
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
    const undo = (stage: string, index: number, answer: Answer): Built => {
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
        const { x, y, direction, station, isExit } = design.entrances[index]!;
        const answer = act("rideentranceexitplace", { x: place.x + x, y: place.y + y, direction, ride, station, isExit });
        if (answer.error) return undo("entrance", index, answer);
        cost += answer.cost ?? 0;
    }
    const refused = applySettings(design, ride);
    nameRide(ride, design.name);
    return { ride, cost, refused };
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
        if (order) {
            const rideObject = vehicleIndex(order.design)!;
            order.done((order.isTrial ? price : construct)(order.design, order.place, rideObject));
        }
        // What the nested actions cost is charged by them.
        return { error: 0, cost: 0 };
    },
);

const isOutside = (design: Design, place: Place): boolean => design.pieces.some(([, x, y]) => {
    const [column, row] = [(place.x + x) / 32, (place.y + y) / 32];
    return column < 1 || row < 1 || column > map.size.x - 2 || row > map.size.y - 2;
});

/** Builds a design at a place, or asks its price there. */
export const build = (design: Design, place: Place, isTrial: boolean, done: (built: Built) => void) => {
    if (network.mode !== "none") { done(refusal("game", 0, "a game that others join builds piece by piece, so nothing is built at once")); return; }
    const fault = faultOf(design);
    if (fault) { done(refusal("piece", fault.index, fault.reason)); return; }
    if (vehicleIndex(design) === null) { done(refusal("vehicle", 0, `the vehicle ${design.vehicle} is not in this park`)); return; }
    if (isOutside(design, place)) { done(refusal("place", 0, "it would leave the park")); return; }
    const number = count += 1;
    waiting.set(number, { design, place, isTrial, done });
    // Paused, nested actions would be queued: the game runs for the one tick that it takes.
    const wasPaused = context.paused;
    if (wasPaused) context.paused = false;
    context.executeAction(ACTION, { number }, (answer) => {
        if (wasPaused) context.paused = true;
        if (waiting.delete(number)) done(failure("action", 0, answer as Answer));
    });
};
