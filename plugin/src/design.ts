/** A design as the program sends it, and what the game does not check of it. */

/** Track type, x, y, z, direction, flags, speed, colour scheme, seat rotation; the place is that of its origin. */
export type Piece = [number, number, number, number, number, number, number, number, number];

export interface Gate {
    x: number;
    y: number;
    direction: number;
    station: number;
    isExit: boolean;
}

export interface Settings {
    mode: number;
    trains: number;
    cars: number;
    departFlags: number;
    minWait: number;
    maxWait: number;
    operation: number;
    liftSpeed: number;
    circuits: number;
}

/** Lengths are map units from the first piece's tile, heights z units above the land there. */
export interface Design {
    id: string;
    name: string;
    rideType: number;
    /** Name of the vehicle's object, as track files have it. */
    vehicle: string;
    pieces: Piece[];
    entrances: Gate[];
    settings: Settings;
    /** Whether track crosses track at another height on the same tile, so that the game must be told. */
    overlaps: boolean;
    trackColours: [number, number, number][];
    vehicleColours: [number, number, number][];
    vehicleColourMode: number;
    /** Where it was judged, of a search in a park. */
    place?: Place;
}

/** A place for a design: map units of a tile, and z of the land there. */
export interface Place {
    x: number;
    y: number;
    z: number;
}

const TILE = 32;
const MOST_PIECES = 1000;
const STEPS: [number, number][] = [[-TILE, 0], [0, TILE], [TILE, 0], [0, -TILE]];

const turned = (x: number, y: number, direction: number): [number, number] => {
    for (let turn = 0; turn < direction; turn += 1) [x, y] = [y, -x];
    return [x, y];
};

const isWithin = (value: unknown, most: number): boolean =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;

/** What is wrong with a piece by itself. */
const flawOf = ([type, x, y, z, direction, flags, speed, colour, seat]: Piece): string | null => {
    if (!context.getTrackSegment(type)) return `there is no piece ${type}`;
    if (![x, y, z].every((place) => Number.isInteger(place)) || x % TILE || y % TILE || z % 8) return "it lies between tiles";
    const isSound = isWithin(direction, 3) && isWithin(flags, 3) && isWithin(speed, 30) && isWithin(colour, 3) && isWithin(seat, 15);
    return isSound ? null : "a number of it is out of range";
};

/** Where the piece behind this one begins: x, y, joint height, direction; of a piece that ends diagonally, by the game's rule. */
const jointAfter = ([type, x, y, z, direction]: Piece): [number, number, number, number] => {
    const segment = context.getTrackSegment(type)!;
    const [endX, endY] = turned(segment.endX, segment.endY, direction);
    const next = (direction + segment.endDirection - segment.beginDirection) & 3;
    const isDiagonal = (segment.endDirection & 4) !== 0;
    const [stepX, stepY] = isDiagonal ? [0, 0] : STEPS[next]!;
    return [x + endX + stepX, y + endY + stepY, z + segment.endZ, next];
};

/**
 * What no two pieces may share: the joint where they begin; of level pieces of one tile the whole tile, as the game builds track
 * that crosses track at the same height, and a train then takes the wrong way.
 */
const spotOf = ([type, x, y, z, direction]: Piece): string => {
    const { beginZ, endZ, endX, endY } = context.getTrackSegment(type)!;
    const isLevelTile = beginZ === endZ && endX === 0 && endY === 0;
    return [x, y, z + beginZ, isLevelTile ? "tile" : direction].join();
};

interface Fault { index: number; reason: string }

/** The first fault of a design that the game would build all the same, and the number of its piece. */
export const faultOf = (design: Design): Fault | null => worksFault(design.pieces) ?? gateFault(design);

/** The first fault of a run of pieces. */
export const worksFault = (pieces: Piece[]): Fault | null => {
    if (!pieces.length || pieces.length > MOST_PIECES) return { index: 0, reason: `it has ${pieces.length} pieces` };
    const taken = new Set<string>();
    for (let index = 0; index < pieces.length; index += 1) {
        const piece = pieces[index]!, reason = flawOf(piece);
        if (reason) return { index, reason };
        const place = spotOf(piece);
        if (taken.has(place)) return { index, reason: "another piece lies on the same spot" };
        taken.add(place);
        const next = pieces[index + 1];
        if (!next || !context.getTrackSegment(next[0])) continue;
        const [x, y, z, direction] = jointAfter(piece), [, toX, toY, toZ, toDirection] = next;
        const isJoined = x === toX && y === toY && z === toZ + context.getTrackSegment(next[0])!.beginZ && direction === toDirection;
        // Of rides with loose ends, what lies behind the platform begins anew.
        if (!isJoined && !isStationEdge(piece, next)) return { index: index + 1, reason: "it does not join the piece before" };
    }
    return null;
};

const STATION = [1, 2, 3];
const isStationEdge = (piece: Piece, next: Piece): boolean => STATION.includes(piece[0]) || STATION.includes(next[0]);

/** An entrance that stands beside no platform. */
const gateFault = ({ pieces, entrances }: Design): Fault | null => {
    const platform = new Set(pieces.filter(([type]) => STATION.includes(type)).map(([, x, y]) => `${x},${y}`));
    const index = entrances.findIndex(({ x, y, direction }) => {
        const [stepX, stepY] = STEPS[direction & 3]!;
        return !platform.has(`${x + stepX},${y + stepY}`);
    });
    return index < 0 ? null : { index, reason: "an entrance or exit stands beside no platform" };
};

/** The number of a design's vehicle among the objects of the park; null where it is not loaded. */
export const vehicleIndex = (design: Design): number | null => {
    const found = objectManager.getAllObjects("ride").find((object) =>
        object.legacyIdentifier.trim() === design.vehicle && object.rideType.includes(design.rideType));
    return found ? found.index : null;
};
