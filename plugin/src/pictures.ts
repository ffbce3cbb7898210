/** Pictures of designs: fetched in parts, and kept among the images of the game while they are shown. */

import type { Link } from "./link";

/** Stands for the design that an empty place shows. */
const EMPTY = "";

export class Pictures {
    /** The image of each design. */
    private readonly images = new Map<string, ImageIndexRange>();
    /** Designs whose picture is on its way, and those that have none. */
    private readonly coming = new Set<string>();
    private readonly without = new Set<string>();

    constructor(private readonly link: Link, private readonly changed: () => void) {}

    /** The number of a design's image; as long as it is not there, that of an empty one. */
    of(id: string): number {
        const image = this.images.get(id) ?? this.images.get(EMPTY) ?? this.allocate(EMPTY, { type: "raw", width: 1, height: 1, data: [0] });
        return image ? image.start : 0;
    }

    /** Tries again what could not be had. */
    retry() { this.without.clear(); }

    /** Fetches the pictures that are missing, one after the other, and lets go of all others. */
    show(ids: string[]) {
        [...this.images.keys()].filter((id) => id !== EMPTY && !ids.includes(id)).forEach((id) => this.free(id));
        const missing = ids.find((id) => !this.images.has(id) && !this.without.has(id));
        if (missing === undefined || this.coming.size || typeof ui === "undefined") return;
        this.coming.add(missing);
        this.fetch(missing, "", 0, (data) => {
            this.coming.delete(missing);
            if (!data || !this.allocate(missing, { type: "png", palette: "closest", data })) this.without.add(missing);
            this.changed();
        });
    }

    private fetch(design: string, sofar: string, from: number, done: (data: string | null) => void) {
        this.link.send({ kind: "picture", design, direction: 0, from }, (answer) => {
            const part = answer.kind === "picture" ? String(answer.data) : "";
            const next = from + Math.floor(part.length / 4) * 3;
            if (!part) done(null);
            else if (next < Number(answer.size)) this.fetch(design, sofar + part, next, done);
            else done(sofar + part);
        });
    }

    private allocate(id: string, data: PixelData): ImageIndexRange | null {
        const range = ui.imageManager.allocate(1);
        if (!range) return null;
        ui.imageManager.setPixelData(range.start, data);
        this.images.set(id, range);
        return range;
    }

    private free(id: string) {
        ui.imageManager.free(this.images.get(id)!);
        this.images.delete(id);
    }
}
