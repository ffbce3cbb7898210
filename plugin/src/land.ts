/** The land of an area and what stands there, read from the game and sent line by line. */

import type { Link, Message } from "./link";
import { settingsOf } from "./ride";

/** Least x and y, and tiles along both. */
export type Area = [x: number, y: number, width: number, length: number];

/** Tiles around an area that are sent, too: scenery and tracks near a coaster count for its ratings. */
const MARGIN = 8;
/** Bytes of an element, and the most of a line, which carries four letters for three of them. */
export const ELEMENT = 16;
const MOST_BYTES = 5400;
/** Objects and rides of a line. */
const OBJECTS = 80, RIDES = 20;
/** Lines that may be under way before the first of them is acknowledged. */
const UNDER_WAY = 6;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes as text; the game has no function for it. */
export const base64 = (bytes: number[]): string => {
    let text = "";
    for (let index = 0; index < bytes.length; index += 3) {
        const [a, b = 0, c = 0] = bytes.slice(index, index + 3) as [number, number?, number?];
        const group = a << 16 | b << 8 | c;
        text += LETTERS[group >> 18]! + LETTERS[group >> 12 & 63]! + LETTERS[group >> 6 & 63]! + LETTERS[group & 63]!;
    }
    const missing = (3 - bytes.length % 3) % 3;
    return missing ? text.slice(0, -missing) + "==".slice(0, missing) : text;
};

/** An area with some tiles around it, as far as the map reaches. */
export const widened = ([x, y, width, length]: Area, tiles: number): Area => {
    const [left, top] = [Math.max(0, x - tiles), Math.max(0, y - tiles)];
    return [left, top, Math.min(map.size.x, x + width + tiles) - left, Math.min(map.size.y, y + length + tiles) - top];
};

export const kindOf = (data: Uint8Array, at: number): number => data[at]! >> 2 & 15;
export const wordAt = (data: Uint8Array, at: number): number => data[at]! | data[at + 1]! << 8;

/** Kinds of elements that have an object, by number. */
const OBJECT_KINDS: { [kind: number]: ObjectType } = { 3: "small_scenery", 5: "wall", 6: "large_scenery" };

/** Lines with all tiles of an area; `used` gathers the objects that stand there. */
function* tileLines([x, y, width, length]: Area, used: Set<string>): Generator<Message> {
    let from = 0, counts: number[] = [], bytes: number[] = [];
    const line = (): Message => ({ kind: "tiles", from, counts, data: base64(bytes) });
    for (let row = y; row < y + length; row += 1) {
        for (let column = x; column < x + width; column += 1) {
            const { data } = map.getTile(column, row);
            if (bytes.length && bytes.length + data.length > MOST_BYTES) {
                yield line();
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
    if (counts.length) yield line();
}

const portions = <T>(list: T[], size: number): T[][] =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/** All lines: what the park is like, the tiles, the objects on them, the rides. */
function* landLines(area: Area, chosen: number | null): Generator<Message> {
    yield {
        kind: "land", park: park.name, size: [map.size.x, map.size.y], area, ticks: date.ticksElapsed, noMoney: park.getFlag("noMoney"),
        forbidTreeRemoval: park.getFlag("forbidTreeRemoval"), forbidHighConstruction: park.getFlag("forbidHighConstruction"),
    };
    const used = new Set<string>();
    yield* tileLines(area, used);
    map.rides.forEach(({ object }) => { if (object) used.add(`ride ${object.index}`); });
    const objects = [...used].flatMap((key) => {
        const [kind, index] = key.split(" ") as [ObjectType, string];
        const object = objectManager.getObject(kind, Number(index));
        return object ? [[kind, Number(index), object.identifier]] : [];
    });
    yield* portions(objects, OBJECTS).map((list) => ({ kind: "objects", objects: list }));
    const rides = map.rides.map((ride) => ({
        id: ride.id, type: ride.type, object: ride.object?.index ?? 0, name: ride.name, status: ride.status, departFlags: ride.departFlags,
        ...ride.id === chosen ? { settings: settingsOf(ride) } : {},
    }));
    yield* portions(rides, RIDES).map((list) => ({ kind: "rides", rides: list }));
}

/** Sends an area and its surroundings, and how a ride there is run if one was chosen; says what went wrong, if something did. */
export const sendLand = (link: Link, area: Area, chosen: number | null, done: (trouble: string | null) => void) => {
    const lines = landLines(widened(area, MARGIN), chosen);
    let underWay = 0, isOver = false, isEmpty = false;
    const finish = (trouble: string | null) => {
        if (isOver) return;
        isOver = true;
        done(trouble);
    };
    const more = () => {
        while (!isOver && !isEmpty && underWay < UNDER_WAY) {
            const { value, done: isLast } = lines.next();
            if (isLast) { isEmpty = true; break; }
            underWay += 1;
            link.send(value, (answer) => {
                underWay -= 1;
                if (answer.kind === "ack") more(); else finish(String(answer.error ?? "the connection was lost"));
            });
        }
        if (isEmpty && !underWay) finish(null);
    };
    more();
};
