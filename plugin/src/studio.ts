/** What the studio has and what became of it here: designs are fetched, built, tested and reported. */

import { build, finish, type Built, type Way } from "./build";
import type { Design, Gate, Piece, Place } from "./design";
import { sendLand, widened, type Area } from "./land";
import type { Link, Message } from "./link";
import { areaOf } from "./ride";
import { test, type Figures, type Tested } from "./trial";

/** A design in the list of the studio. */
export interface Offer {
    id: string;
    name: string;
    /** Hundredths of excitement, intensity, nausea. */
    ratings: [number, number, number] | null;
    /** Tiles across and down. */
    size: [number, number] | null;
}

/** The search that is open in the studio. */
export interface Search {
    name: string;
    title: string;
    doing: string;
    /** Whether its designs have places in a park. */
    park: boolean;
    generation: number;
    evaluations: number;
}

/** A ride type of which the park has vehicles. */
export interface RideKind { ride: string; label: string; vehicles: string[] }

/** A ride that was built or finished, with what was predicted for it. */
export interface Trial {
    name: string;
    expected: Figures;
    tested: Tested | null;
    /** What the program says to the figures. */
    verdict: string;
}

/** An entry of the account of a ride's ratings. */
export interface Line { what: string; met: boolean | null; before: [number, number, number]; after: [number, number, number]; why: string }

/** Why a ride is rated so. */
export interface Account { name: string; words: string; lines: Line[] }

/** What is missing of a ride to be finished. */
interface Rest { ride: number; rideType: number; place: Place; pieces: Piece[]; entrances: Gate[]; expected: Figures }

/** Pieces in an answer. */
const PORTION = 60;
/** Tiles around a ride on which it may spread when it is improved, and that are shown when it is finished. */
const SPREAD = 3, REACH = 12;

const lost = (answer: Message) => String(answer.error ?? "the connection was lost");

export class Studio {
    offers: Offer[] = [];
    search: Search | null = null;
    kinds: RideKind[] = [];
    /** The design that was sent from the page, if one was. */
    sent = "";
    trial: Trial | null = null;
    account: Account | null = null;
    words = "";
    /** The ride that a search improves. */
    private improved: { search: string; ride: number } | null = null;

    constructor(private readonly link: Link, private readonly changed: () => void) {}

    /** Says something in the window. */
    say(words: string) {
        this.words = words;
        this.changed();
    }

    /** Sends a message, and says what went wrong if the answer is of another kind. */
    private ask(message: Message, kind: string, done: (answer: Message) => void) {
        this.link.send(message, (answer) => {
            if (answer.kind === kind) done(answer); else this.say(lost(answer));
        });
    }

    /** Asks what there is. */
    refresh() {
        if (!this.link.open) return;
        this.link.send({ kind: "designs" }, (answer) => {
            if (answer.kind !== "designs") return;
            this.offers = answer.designs as Offer[];
            this.search = (answer.search ?? null) as Search | null;
            this.sent = String(answer.sent ?? "");
            this.changed();
        });
    }

    /** Asks which of the park's vehicles can be bred for. */
    learnKinds() {
        if (!this.link.open) return;
        const vehicles = objectManager.getAllObjects("ride").filter(({ legacyIdentifier }) => legacyIdentifier)
            .flatMap(({ legacyIdentifier, rideType }) => rideType.filter((type) => type < 255).map((type) => [type, legacyIdentifier.trim()]));
        // What does not fit a line is left out.
        this.link.send({ kind: "types", vehicles: vehicles.slice(0, 450) }, (answer) => {
            if (answer.kind !== "types") return;
            this.kinds = answer.types as RideKind[];
            this.changed();
        });
    }

    /** Begins a search on an area of the park. */
    evolve(area: Area, { ride, vehicles }: RideKind) {
        this.say("the land is read");
        sendLand(this.link, area, null, (trouble) => {
            if (trouble) { this.say(trouble); return; }
            const fields = { ride, vehicle: vehicles.join(), area: areaWords(area) };
            this.ask({ kind: "evolve", fields }, "begun", (answer) => this.begun(answer, null));
        });
    }

    private begun(answer: Message, ride: number | null) {
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
    private showRide(ride: Ride, tiles: number, done: (area: Area) => void) {
        const area = areaOf(ride.id);
        if (!area) { this.say("nothing of this ride stands"); return; }
        this.say(`${ride.name} is read`);
        const around = widened(area, tiles);
        sendLand(this.link, around, ride.id, (trouble) => { if (trouble) this.say(trouble); else done(around); });
    }

    /** Begins a search from a ride, with its platform where it is. */
    improve(ride: Ride) {
        this.showRide(ride, SPREAD, (area) => {
            this.ask({ kind: "improve", ride: ride.id, fields: { area: areaWords(area) } }, "begun", (answer) => this.begun(answer, ride.id));
        });
    }

    /** Asks why a ride is rated as it is. */
    explain(ride: Ride) {
        this.showRide(ride, 0, () => this.ask({ kind: "explain", ride: ride.id }, "explained", (head) => {
            const account: Account = { name: ride.name, words: String(head.words), lines: [] }, count = Number(head.lines);
            const more = () => {
                if (account.lines.length >= count) {
                    this.account = account;
                    this.say(`${account.name}: ${account.words}`);
                    return;
                }
                this.ask({ kind: "lines", from: account.lines.length }, "lines", (answer) => {
                    const lines = answer.lines as Line[];
                    if (!lines.length) { this.say("the account did not come whole"); return; }
                    account.lines.push(...lines);
                    more();
                });
            };
            more();
        }));
    }

    /** Adds what a ride lacks to be tested, and tests it. */
    finish(ride: Ride) {
        this.showRide(ride, REACH, () => this.ask({ kind: "finish", ride: ride.id }, "finished", (answer) => {
            const rest = answer as unknown as Rest;
            finish(ride.id, rest, rest.place, (built) => {
                this.stands(ride.name, rest.expected, built, "is finished");
                if ("ride" in built) test(built.ride, (tested) => this.measured(tested));
            });
        }));
    }

    /** Fetches a design in a direction: its head, then its pieces in portions. */
    fetch(id: string, direction: number, done: (design: Design | null, expected: Figures) => void) {
        this.link.send({ kind: "design", design: id, direction }, (head) => {
            if (head.kind !== "design") { this.say(lost(head)); done(null, {}); return; }
            const design = { ...(head.head as Design), pieces: [] as Piece[], entrances: head.entrances as Gate[] };
            const count = Number(head.pieces);
            const more = () => {
                if (design.pieces.length >= count) { done(design, (head.expected ?? {}) as Figures); return; }
                this.link.send({ kind: "pieces", design: id, direction, from: design.pieces.length, count: PORTION }, (answer: Message) => {
                    const pieces = answer.kind === "pieces" ? answer.pieces as Piece[] : [];
                    if (!pieces.length) { this.say("the design did not come whole"); done(null, {}); return; }
                    design.pieces.push(...pieces);
                    more();
                });
            };
            more();
        });
    }

    /** Builds a design, at its own place where none is given, and tests it; asks its price alone where it is a trial. */
    put(offer: Offer, at: Place | null, direction: number, isTrial: boolean) {
        this.say(`${offer.name} is fetched`);
        this.fetch(offer.id, direction, (design, expected) => {
            if (!design) return;
            const place = at ?? design.place;
            if (!place) { this.say("this design has no place in a park; build it elsewhere"); return; }
            const ride = at || this.improved?.search !== this.search?.name ? null : this.improved?.ride ?? null;
            const way: Way = isTrial ? "price" : ride === null ? "build" : { replaces: ride };
            build(design, place, way, (built) => this.became(offer, place, direction, isTrial, expected, built));
        });
    }

    private became(offer: Offer, place: Place, direction: number, isTrial: boolean, expected: Figures, built: Built) {
        if (isTrial) {
            this.say("ride" in built ? `would cost ${money(built.cost)}` : `cannot stand here: ${reason(built)}`);
            return;
        }
        this.stands(offer.name, expected, built, "stands");
        this.link.send({ kind: "built", design: offer.id, direction, place, built }, () => undefined);
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

    private stands(name: string, expected: Figures, built: Built, words: string) {
        this.trial = "ride" in built ? { name, expected, tested: null, verdict: "" } : null;
        this.say("ride" in built ? `${name} ${words}; cost ${money(built.cost)}; the test runs` : `was not built: ${reason(built)}`);
    }

    private measured(tested: Tested) {
        if (this.trial) this.trial.tested = tested;
        this.say(tested.outcome === "tested" ? "tested" : `the test ended: ${tested.outcome} ${tested.message ?? ""}`.trim());
    }
}

const areaWords = ([x, y, width, length]: Area) => `${x},${y},${width}x${length}`;
const money = (cost: number) => context.formatString("{CURRENCY2DP}", cost);
const reason = (built: Built) => "ride" in built ? "" : `${built.stage} ${built.index}: ${built.title} ${built.message}`.trim();
