/** The window: where to evolve, what the studio offers, where to put it, how it turned out, and the rides of the park. */

import type { Place } from "./design";
import type { Area } from "./land";
import type { Pictures } from "./pictures";
import type { Account, Offer, Studio } from "./studio";
import type { Figures } from "./trial";

const CLASS = "loopwright", ACCOUNT = "loopwright.account";
const TOOL = "loopwright.place", AREA_TOOL = "loopwright.area";
const [WIDTH, HEIGHT] = [500, 580];
/** Ticks between two looks at what the studio offers: while it breeds, and else. */
const EVERY = 40, SELDOM = 160;
const DIRECTIONS = ["0: to -x", "1: to +y", "2: to +x", "3: to -y"];
/** Pictures in a row, how many there are, and their size. */
const COLUMNS = 4, PICTURES = 8, PICTURE = [114, 82] as const;
/** The least side of an area that can hold a coaster. */
const LEAST_SIDE = 6;

const DOING: { [doing: string]: string } = {
    nothing: "no search is open", beginning: "the search begins", breeding: "breeding", paused: "paused", finished: "the search has ended",
    writing: "winners are being written",
};

/** What objects of rides with track say of cars on a flat ride. */
const NO_FLAT_RIDE = 255;

/** Figures of a ride with their labels and decimals. */
const FIGURES: [key: string, label: string, decimals: number][] = [
    ["excitement", "Excitement", 2], ["intensity", "Intensity", 2], ["nausea", "Nausea", 2], ["maxSpeed", "Highest speed (mph)", 0],
    ["averageSpeed", "Average speed (mph)", 0], ["rideLength", "Length (m)", 0], ["maxPositiveVerticalGs", "Highest vertical g", 2],
    ["maxNegativeVerticalGs", "Lowest vertical g", 2], ["maxLateralGs", "Lateral g", 2], ["totalAirTime", "Air time (s)", 2], ["numDrops", "Drops", 0],
    ["numLiftHills", "Lifts", 0], ["highestDropHeight", "Highest drop (steps)", 0],
];
/** The game has ratings in hundredths, everything else in its unit. */
const figure = (figures: Figures | undefined, key: string, decimals: number): string => {
    const value = figures?.[key];
    if (value === undefined) return "";
    return (["excitement", "intensity", "nausea"].includes(key) ? value / 100 : value).toFixed(decimals);
};

const rating = (hundredths: number) => (hundredths / 100).toFixed(2);
const ratings = ({ ratings }: Offer) => ratings ? ratings.map(rating).join(" / ") : "not rated";

/** The height of the land on a tile, that of its highest corner: where the platform stands unless the player raises it. */
const landAt = (x: number, y: number): number => {
    const tile = map.getTile(x / 32, y / 32);
    const surface = tile.elements.find((element) => element.type === "surface") as SurfaceElement | undefined;
    const slope = surface?.slope ?? 0;
    return (surface?.baseZ ?? 112) + (slope ? (slope & 16 ? 32 : 16) : 0);
};

/** The corner of the tile that is pointed at, if it lies in the park. */
const tileAt = ({ mapCoords: at }: ToolEventArgs): CoordsXY | null =>
    !at || at.x < 32 || at.y < 32 || at.x >= (map.size.x - 1) * 32 || at.y >= (map.size.y - 1) * 32 ? null : { x: at.x, y: at.y };

/** The corners of the rectangle between two tiles. */
const between = (a: CoordsXY, b: CoordsXY): MapRange => ({
    leftTop: { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) }, rightBottom: { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) },
});
const areaOf = ({ leftTop, rightBottom }: MapRange): Area =>
    [leftTop.x / 32, leftTop.y / 32, (rightBottom.x - leftTop.x) / 32 + 1, (rightBottom.y - leftTop.y) / 32 + 1];

export class StudioWindow {
    private chosen = "";
    private kind = 0;
    private direction = 0;
    private raised = 0;
    private ride = 0;
    private rides: Ride[] = [];
    private status = "";
    private ticks = 0;
    private told: Account | null = null;

    constructor(private readonly studio: Studio, private readonly pictures: Pictures, private readonly address: () => string) {}

    open() {
        const window = ui.getWindow(CLASS);
        if (window) { window.bringToFront(); return; }
        this.studio.refresh();
        this.studio.learnKinds();
        ui.openWindow({
            classification: CLASS, title: "loopwright", width: WIDTH, height: HEIGHT,
            widgets: [...this.search(), ...this.gallery(), ...this.building(), ...this.standing()],
            onUpdate: () => this.wait(),
            onClose: () => this.rest(),
        });
        this.show();
    }

    private search(): WidgetDesc[] {
        return [
            line("status", 20),
            { type: "label", x: 10, y: 40, width: 60, height: 14, text: "Ride type" },
            { type: "dropdown", name: "kinds", x: 75, y: 38, width: 225, height: 14, items: [], onChange: (index) => { this.kind = index; } },
            button("evolve", 310, 36, 110, "Evolve here...", () => this.drag(), "Drag an area of the park; coasters are bred for the land there"),
            button("toggle", 425, 36, 65, "Pause", () => this.studio.toggle()),
            line("search", 56),
        ];
    }

    private gallery(): WidgetDesc[] {
        return Array.from({ length: PICTURES }, (_, index) => {
            const [x, y] = [10 + (index % COLUMNS) * 120, 74 + Math.floor(index / COLUMNS) * 102];
            const choose = () => { this.chosen = this.studio.offers[index]?.id ?? ""; this.show(); };
            return [
                { type: "button", name: `picture${index}`, x, y, width: PICTURE[0], height: PICTURE[1], border: true, image: this.pictures.of(""), onClick: choose },
                { type: "label", name: `figures${index}`, x, y: y + PICTURE[1] + 2, width: PICTURE[0], height: 14, textAlign: "centred", text: "" },
            ] as WidgetDesc[];
        }).flat();
    }

    private building(): WidgetDesc[] {
        return [
            line("chosen", 282),
            button("own", 10, 300, 150, "Build at its place", () => this.put(null, false), "Where the search has judged it"),
            button("build", 165, 300, 110, "Build here...", () => this.point(false), "Point at the tile of the platform's front"),
            button("price", 280, 300, 110, "Ask the price...", () => this.point(true)),
            { type: "label", x: 10, y: 324, width: 60, height: 14, text: "Direction" },
            { type: "dropdown", x: 75, y: 322, width: 85, height: 14, items: DIRECTIONS, onChange: (index) => { this.direction = index; } },
            { type: "label", x: 170, y: 324, width: 60, height: 14, text: "Raised by" },
            { type: "spinner", name: "raised", x: 235, y: 322, width: 80, height: 14, text: "0", onDecrement: () => this.raise(-1), onIncrement: () => this.raise(1) },
            line("words", 342, 28),
            {
                type: "listview", name: "figures", x: 10, y: 372, width: WIDTH - 20, height: 116, scrollbars: "vertical", isStriped: true, showColumnHeaders: true,
                columns: [{ header: "Figure", width: 170 }, { header: "Predicted" }, { header: "In the game" }], items: [],
            },
            line("verdict", 490, 28),
        ];
    }

    private standing(): WidgetDesc[] {
        const act = (call: (ride: Ride) => void) => () => {
            const ride = this.rides[this.ride];
            if (ride) call(ride);
        };
        return [
            { type: "label", x: 10, y: 524, width: 60, height: 14, text: "Your ride" },
            { type: "dropdown", name: "rides", x: 75, y: 522, width: 150, height: 14, items: [], onChange: (index) => { this.ride = index; } },
            button("explain", 230, 520, 100, "Why so rated?", act((ride) => this.studio.explain(ride)), "Every bonus, requirement and penalty of its ratings"),
            button("improve", 333, 520, 80, "Improve", act((ride) => this.studio.improve(ride)), "Breed from it, with its platform where it is; building one takes its place"),
            button("finish", 416, 520, 74, "Finish", act((ride) => this.studio.finish(ride)), "Add the track, entrance and exit that are missing"),
            line("address", 556),
        ];
    }

    /** Asks now and then what there is to build. */
    private wait() {
        this.ticks += 1;
        if (this.ticks % (this.studio.search?.doing === "breeding" ? EVERY : SELDOM) === 0) this.studio.refresh();
    }

    private rest() {
        if (ui.tool && [TOOL, AREA_TOOL].includes(ui.tool.id)) ui.tool.cancel();
        ui.tileSelection.range = null;
        this.pictures.show([]);
    }

    private raise(step: number) {
        this.raised = Math.max(0, Math.min(40, this.raised + step));
        this.show();
    }

    setStatus(words: string) {
        this.status = words;
        this.show();
    }

    /** The design that was chosen, or the first. */
    private get offer(): Offer | undefined {
        return this.studio.offers.find(({ id }) => id === this.chosen) ?? this.studio.offers[0];
    }

    /** Shows what is known now. */
    show() {
        const window = typeof ui === "undefined" ? null : ui.getWindow(CLASS);
        if (!window) return;
        const { search, kinds, words, trial } = this.studio;
        const label = (name: string, text: string) => { window.findWidget<LabelWidget>(name).text = text; };
        label("status", this.status);
        label("search", search ? `${search.title} (${search.name}): ${DOING[search.doing] ?? search.doing}, generation ${search.generation}, ${search.evaluations} designs` : DOING.nothing!);
        label("words", words);
        label("verdict", trial?.verdict ?? "");
        label("address", this.address());
        window.findWidget<ButtonWidget>("toggle").text = search?.doing === "breeding" ? "Pause" : "Go on";
        window.findWidget<SpinnerWidget>("raised").text = String(this.raised);
        this.list(window, "kinds", kinds.map((kind) => kind.label));
        this.rides = map.rides.filter(({ classification, object }) => classification === "ride" && object.carsPerFlatRide === NO_FLAT_RIDE);
        this.list(window, "rides", this.rides.map(({ name }) => name));
        window.findWidget<ListViewWidget>("figures").items = trial
            ? FIGURES.map(([key, words, decimals]) => [words, figure(trial.expected, key, decimals), figure(trial.tested?.figures, key, decimals)]) : [];
        this.showOffers(window);
        this.tell();
    }

    /** Fills a list to choose from; only what has changed, as that closes it. */
    private list(window: Window, name: string, items: string[]) {
        const widget = window.findWidget<DropdownWidget>(name);
        if (widget.items?.join("\n") !== items.join("\n")) widget.items = items;
    }

    private showOffers(window: Window) {
        const { offers, sent, search } = this.studio, { offer } = this;
        const shown = offers.slice(0, PICTURES);
        this.pictures.show(shown.map(({ id }) => id));
        for (let index = 0; index < PICTURES; index += 1) {
            const picture = window.findWidget<ButtonWidget>(`picture${index}`), one = shown[index];
            picture.isPressed = one !== undefined && one === offer;
            picture.image = this.pictures.of(one?.id ?? "");
            picture.isDisabled = !one;
            window.findWidget<LabelWidget>(`figures${index}`).text = one ? ratings(one) : "";
        }
        const mark = offer && offer.id === sent ? "> " : "", size = offer?.size ? `, ${offer.size[0]} x ${offer.size[1]} tiles` : "";
        window.findWidget<LabelWidget>("chosen").text = offer ? `${mark}${offer.name}: ${ratings(offer)}${size}` : "Nothing to build yet: evolve here, or begin a search on the page";
        window.findWidget<ButtonWidget>("own").isDisabled = !offer || !search?.park;
    }

    /** Opens the account of a ride once it is there. */
    private tell() {
        const { account } = this.studio;
        if (!account || account === this.told) return;
        this.told = account;
        ui.closeWindows(ACCOUNT);
        const change = (line: { before: number[]; after: number[] }, part: number) => {
            const step = line.after[part]! - line.before[part]!;
            return `${step > 0 ? "+" : ""}${rating(step)}`;
        };
        const met = (line: { met: boolean | null }) => line.met === null ? "" : line.met ? " (met)" : " (missed)";
        ui.openWindow({
            classification: ACCOUNT, title: `Why is ${account.name} rated so?`, width: 560, height: 360,
            widgets: [
                { type: "label", x: 10, y: 20, width: 540, height: 14, text: account.words },
                {
                    type: "listview", name: "lines", x: 10, y: 38, width: 540, height: 310, scrollbars: "vertical", isStriped: true, showColumnHeaders: true,
                    columns: [{ header: "Entry", width: 150 }, { header: "Excitement", width: 65 }, { header: "Intensity", width: 60 }, { header: "Nausea", width: 55 }, { header: "Looks at" }],
                    items: account.lines.map((one) => [one.what + met(one), change(one, 0), change(one, 1), change(one, 2), one.why]),
                },
            ],
        });
    }

    private put(place: Place | null, isTrial: boolean) {
        const { offer } = this;
        if (offer) this.studio.put(offer, place, place ? this.direction : 0, isTrial);
    }

    /** Lets the player point at the tile of the platform's front. */
    private point(isTrial: boolean) {
        if (!this.offer) return;
        this.studio.say("point at the tile of the platform's front");
        ui.activateTool({
            id: TOOL, cursor: "cross_hair", filter: ["terrain", "water"],
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
            onFinish: () => { ui.tileSelection.range = null; },
        });
    }

    /** Lets the player drag the area to evolve on. */
    private drag() {
        const kind = this.studio.kinds[this.kind];
        if (!kind) { this.studio.say("this park has no vehicles of coasters, or loopwright does not run"); return; }
        this.studio.say("drag over the area to build on");
        let corner: CoordsXY | null = null, range: MapRange | null = null;
        const paint = (event: ToolEventArgs) => {
            const at = tileAt(event);
            if (!at) return;
            range = between(corner ?? at, at);
            ui.tileSelection.range = range;
        };
        ui.activateTool({
            id: AREA_TOOL, cursor: "cross_hair", filter: ["terrain", "water"],
            onDown: (event) => { corner = tileAt(event); paint(event); },
            onMove: paint,
            onUp: (event) => {
                paint(event);
                const area = corner && range ? areaOf(range) : null;
                corner = null;
                if (!area || Math.min(area[2], area[3]) < LEAST_SIDE) { this.studio.say(`drag an area of at least ${LEAST_SIDE} tiles a side`); return; }
                ui.tool?.cancel();
                this.studio.evolve(area, kind);
            },
            onFinish: () => { ui.tileSelection.range = null; },
        });
    }
}

const line = (name: string, y: number, height = 14): WidgetDesc => ({ type: "label", name, x: 10, y, width: WIDTH - 20, height, text: "" });
const button = (name: string, x: number, y: number, width: number, text: string, onClick: () => void, tooltip = ""): WidgetDesc =>
    ({ type: "button", name, x, y, width, height: 18, text, onClick, ...tooltip ? { tooltip } : {} });
