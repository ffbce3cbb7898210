/** A ride of the park: where it lies, how it is run, and all of it as a design. */

import type { Design, Gate, Piece, Place } from "./design";
import { ELEMENT, kindOf, wordAt, type Area } from "./land";

const TRACK = 2, ENTRANCE = 4;
const CHAIN = 1, INVERTED = 2;
const NO_TRAIN = 65535;
/** Schemes of the track and slots of vehicle colours that are read. */
const SCHEMES = 4, SLOTS = 12;

/** Trains that a ride has, and cars of the first. */
const trainsOf = (ride: Ride): [trains: number, cars: number] => {
    const heads = ride.vehicles.filter((head) => head !== NO_TRAIN);
    let cars = 0;
    for (let id: number | null = heads[0] ?? null; id !== null && cars < 255; cars += 1) {
        const car = map.getEntity(id) as Car | null;
        id = car ? car.nextCarOnTrain : null;
    }
    return [Math.max(1, heads.length), Math.max(1, cars)];
};

const colours = (all: { [part: string]: number }[], parts: string[], most: number): number[][] =>
    all.slice(0, most).map((one) => parts.map((part) => one[part] ?? 0));
const trackColours = (ride: Ride) => colours(ride.colourSchemes as unknown as { [part: string]: number }[], ["main", "additional", "supports"], SCHEMES);
const vehicleColours = (ride: Ride) => colours(ride.vehicleColours as unknown as { [part: string]: number }[], ["body", "trim", "tertiary"], SLOTS);

/** How a ride is run, as far as the game tells: not with which launch speed, nor for how many circuits. */
export const settingsOf = (ride: Ride) => {
    const [trains, cars] = trainsOf(ride);
    return {
        mode: ride.mode, trains, cars, minWait: ride.minimumWaitingTime, maxWait: ride.maximumWaitingTime, liftSpeed: ride.liftHillSpeed,
        minLiftSpeed: ride.minLiftHillSpeed, trackColours: trackColours(ride), vehicleColours: vehicleColours(ride),
        ratings: [ride.excitement, ride.intensity, ride.nausea],
    };
};

/** Calls for every element of a ride. */
const eachElement = (id: number, call: (data: Uint8Array, at: number, x: number, y: number) => void) => {
    for (let y = 1; y < map.size.y - 1; y += 1) {
        for (let x = 1; x < map.size.x - 1; x += 1) {
            const { data } = map.getTile(x, y);
            for (let at = 0; at < data.length; at += ELEMENT) {
                const kind = kindOf(data, at);
                const isIts = kind === TRACK && wordAt(data, at + 12) === id || kind === ENTRANCE && data[at + 5]! < 2 && wordAt(data, at + 10) === id;
                if (isIts) call(data, at, x, y);
            }
        }
    }
};

/** The tiles that a ride takes; null where nothing of it stands. */
export const areaOf = (id: number): Area | null => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    eachElement(id, (_data, _at, x, y) => {
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    });
    return right < left ? null : [left, top, right - left + 1, bottom - top + 1];
};

/** All of a ride, so that it can be laid again. Stations come first, in the order of their numbers. */
export const standing = (ride: Ride): { design: Design; place: Place } => {
    const found: { station: number; piece: Piece }[] = [], entrances: Gate[] = [];
    eachElement(ride.id, (data, at, x, y) => {
        const direction = data[at]! & 3;
        if (kindOf(data, at) === ENTRANCE) {
            entrances.push({ x: x * 32, y: y * 32, direction, station: data[at + 7]!, isExit: data[at + 5] === 1 });
            return;
        }
        if (data[at + 7] !== 0) return;
        const type = wordAt(data, at + 5), flags = (data[at + 11]! & 1 ? CHAIN : 0) + (data[at + 11]! & 2 ? INVERTED : 0);
        const speed = Math.min(30, data[at + 9]! << 1);
        const station = type >= 1 && type <= 3 ? data[at + 10]! : 255;
        // The first block of some pieces lies above or below their origin.
        const z = data[at + 2]! * 8 - (context.getTrackSegment(type)?.elements[0]?.z ?? 0);
        found.push({ station, piece: [type, x * 32, y * 32, z, direction, flags, speed, data[at + 8]! & 3, data[at + 8]! >> 4] });
    });
    found.sort((a, b) => a.station - b.station);
    const { trains, cars, mode, minWait, maxWait, liftSpeed } = settingsOf(ride);
    const design: Design = {
        id: "", name: ride.name, rideType: ride.type, vehicle: ride.object.legacyIdentifier.trim(), pieces: found.map(({ piece }) => piece), entrances, overlaps: true,
        settings: { mode, trains, cars, departFlags: ride.departFlags, minWait, maxWait, operation: 0, liftSpeed, circuits: 1 },
        trackColours: trackColours(ride) as Design["trackColours"], vehicleColours: vehicleColours(ride) as Design["vehicleColours"], vehicleColourMode: 0,
    };
    return { design, place: { x: 0, y: 0, z: 0 } };
};
