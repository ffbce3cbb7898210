/** What the studio has and what became of it here: designs are fetched, built, tested and reported. */

import { build, type Built } from "./build";
import type { Design, Gate, Piece, Place } from "./design";
import type { Link, Message } from "./link";
import { test, type Tested } from "./trial";

/** A design in the list of the studio. */
export interface Offer {
    id: string;
    name: string;
    /** Hundredths of excitement, intensity, nausea. */
    ratings: [number, number, number];
    /** Tiles across and down. */
    size: [number, number];
}

/** A ride that stands, with what was predicted for it. */
export interface Trial {
    offer: Offer;
    built: Built;
    tested: Tested | null;
    /** What the program says to the figures. */
    verdict: string;
}

/** Pieces in an answer. */
const PORTION = 60;

export class Studio {
    offers: Offer[] = [];
    /** The design that was sent from the page, if one was. */
    sent = "";
    trial: Trial | null = null;
    words = "";

    constructor(private readonly link: Link, private readonly changed: () => void) {}

    private say(words: string) {
        this.words = words;
        this.changed();
    }

    /** Asks what there is. */
    refresh() {
        if (!this.link.open) return;
        this.link.send({ kind: "designs" }, (answer) => {
            if (answer.kind !== "designs") return;
            this.offers = answer.designs as Offer[];
            this.sent = String(answer.sent ?? "");
            this.changed();
        });
    }

    /** Fetches a design in a direction: its head, then its pieces in portions. */
    fetch(id: string, direction: number, done: (design: Design | null) => void) {
        this.link.send({ kind: "design", design: id, direction }, (head) => {
            if (head.kind !== "design") { this.say(String(head.error ?? "the connection was lost")); done(null); return; }
            const design = { ...(head.head as Design), pieces: [] as Piece[], entrances: head.entrances as Gate[] };
            const count = Number(head.pieces);
            const more = () => {
                if (design.pieces.length >= count) { done(design); return; }
                this.link.send({ kind: "pieces", design: id, direction, from: design.pieces.length, count: PORTION }, (answer: Message) => {
                    const pieces = answer.kind === "pieces" ? answer.pieces as Piece[] : [];
                    if (!pieces.length) { this.say("the design did not come whole"); done(null); return; }
                    design.pieces.push(...pieces);
                    more();
                });
            };
            more();
        });
    }

    /** Builds a design at a place and tests it; asks its price alone where it is a trial. */
    put(offer: Offer, place: Place, direction: number, isTrial: boolean) {
        this.say(`${offer.name} is fetched`);
        this.fetch(offer.id, direction, (design) => {
            if (!design) return;
            build(design, place, isTrial, (built) => this.stands(offer, place, direction, isTrial, built));
        });
    }

    private stands(offer: Offer, place: Place, direction: number, isTrial: boolean, built: Built) {
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
        this.link.send({ kind: "built", design: offer.id, direction, place, built }, () => undefined);
        if ("ride" in built) test(built.ride, (tested) => this.measured(offer, direction, place, tested));
    }

    private measured(offer: Offer, direction: number, place: Place, tested: Tested) {
        if (this.trial) this.trial.tested = tested;
        this.say(tested.outcome === "tested" ? "tested" : `the test ended: ${tested.outcome} ${tested.message ?? ""}`.trim());
        this.link.send({ kind: "tested", design: offer.id, direction, place, tested }, (answer) => {
            if (this.trial && answer.kind === "verdict") this.trial.verdict = String(answer.words);
            this.changed();
        });
    }
}
