/** The window: what the studio offers, where to put it, and how it turned out. */

import type { Place } from "./design";
import type { Offer, Studio } from "./studio";

const CLASS = "loopwright";
const TOOL = "loopwright.place";
const [WIDTH, HEIGHT] = [380, 330];
/** Ticks between two looks at what the studio offers. */
const EVERY = 120;
const DIRECTIONS = ["0: to -x", "1: to +y", "2: to +x", "3: to -y"];

const rating = (hundredths: number) => (hundredths / 100).toFixed(2);

/** The height of the land on a tile, that of its highest corner: where the platform stands unless the player raises it. */
const landAt = (x: number, y: number): number => {
    const tile = map.getTile(x / 32, y / 32);
    const surface = tile.elements.find((element) => element.type === "surface") as SurfaceElement | undefined;
    const slope = surface?.slope ?? 0;
    return (surface?.baseZ ?? 112) + (slope ? (slope & 16 ? 32 : 16) : 0);
};

export class StudioWindow {
    private chosen = 0;
    private direction = 0;
    private raised = 0;
    private status = "";
    private ticks = 0;

    constructor(private readonly studio: Studio, private readonly address: () => string) {}

    open() {
        const window = ui.getWindow(CLASS);
        if (window) { window.bringToFront(); return; }
        this.studio.refresh();
        const line = (name: string, y: number, height = 14): WidgetDesc => ({ type: "label", name, x: 10, y, width: WIDTH - 20, height, text: "" });
        ui.openWindow({
            classification: CLASS, title: "loopwright", width: WIDTH, height: HEIGHT,
            widgets: [
                line("status", 20),
                {
                    type: "listview", name: "offers", x: 10, y: 38, width: WIDTH - 20, height: 120, scrollbars: "vertical", isStriped: true, canSelect: true, showColumnHeaders: true,
                    columns: [{ header: "Design", width: 150 }, { header: "Excitement" }, { header: "Intensity" }, { header: "Nausea" }, { header: "Tiles" }], items: [],
                    onClick: (item) => { this.chosen = item; },
                },
                { type: "label", x: 10, y: 166, width: 70, height: 14, text: "Direction" },
                { type: "dropdown", x: 80, y: 164, width: 90, height: 14, items: DIRECTIONS, onChange: (index) => { this.direction = index; } },
                { type: "label", x: 185, y: 166, width: 70, height: 14, text: "Raised by" },
                { type: "spinner", name: "raised", x: 255, y: 164, width: 110, height: 14, text: "0", onDecrement: () => this.raise(-1), onIncrement: () => this.raise(1) },
                { type: "button", x: 10, y: 184, width: 115, height: 18, text: "Ask the price", onClick: () => this.point(true) },
                { type: "button", x: 130, y: 184, width: 115, height: 18, text: "Build here...", onClick: () => this.point(false) },
                { type: "button", x: 250, y: 184, width: 115, height: 18, text: "Refresh", onClick: () => this.studio.refresh() },
                line("words", 210, 28),
                line("predicted", 244), line("measured", 260), line("verdict", 276, 28),
                line("address", 310),
            ],
            onUpdate: () => this.wait(),
            onClose: () => this.rest(),
        });
        this.show();
    }

    /** Asks now and then what there is to build. */
    private wait() {
        this.ticks += 1;
        if (this.ticks % EVERY === 0) this.studio.refresh();
    }

    private rest() {
        if (ui.tool?.id === TOOL) ui.tool.cancel();
        ui.tileSelection.range = null;
    }

    private raise(step: number) {
        this.raised = Math.max(0, Math.min(40, this.raised + step));
        this.show();
    }

    setStatus(words: string) {
        this.status = words;
        this.show();
    }

    /** Shows what is known now. */
    show() {
        const window = typeof ui === "undefined" ? null : ui.getWindow(CLASS);
        if (!window) return;
        const { offers, trial, words, sent } = this.studio;
        const label = (name: string, text: string) => { window.findWidget<LabelWidget>(name).text = text; };
        const row = ({ id, name, ratings, size }: Offer) => [id === sent ? `> ${name}` : name, ...ratings.map(rating), `${size[0]} x ${size[1]}`];
        window.findWidget<ListViewWidget>("offers").items = offers.map(row);
        window.findWidget<SpinnerWidget>("raised").text = String(this.raised);
        const figures = trial?.tested?.figures;
        label("status", this.status);
        label("words", words);
        label("predicted", trial ? `Predicted: ${trial.offer.ratings.map(rating).join(" / ")} (${trial.offer.name})` : "");
        label("measured", figures ? `In the game: ${[figures.excitement!, figures.intensity!, figures.nausea!].map(rating).join(" / ")}` : "");
        label("verdict", trial?.verdict ?? "");
        label("address", this.address());
    }

    /** Lets the player point at the tile of the platform's front. */
    private point(isTrial: boolean) {
        const offer = this.studio.offers[this.chosen];
        if (!offer) return;
        const place = (event: ToolEventArgs): Place | null => {
            const at = event.mapCoords;
            if (!at || at.x < 32 || at.y < 32 || at.x >= (map.size.x - 1) * 32 || at.y >= (map.size.y - 1) * 32) return null;
            return { x: at.x, y: at.y, z: landAt(at.x, at.y) + 16 * this.raised };
        };
        ui.activateTool({
            id: TOOL, cursor: "cross_hair", filter: ["terrain", "water"],
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
            onFinish: () => { ui.tileSelection.range = null; },
        });
    }
}
