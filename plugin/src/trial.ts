/** Tests a ride as the game does and reads its figures. */

/** Figures in the units of the game's interface; the program knows their units. */
export interface Figures { [key: string]: number }

export interface Tested {
    outcome: "tested" | "crashed" | "gone" | "timeout" | "refused";
    ticks: number;
    message?: string;
    figures?: Figures;
}

const FIGURES = [
    "excitement", "intensity", "nausea", "maxSpeed", "averageSpeed", "rideTime", "rideLength", "maxPositiveVerticalGs",
    "maxNegativeVerticalGs", "maxLateralGs", "totalAirTime", "numDrops", "numLiftHills", "highestDropHeight", "runningCost",
] as const;
const TESTED = 2, CRASHED = 1024;
/** Station timers count on these ticks, so only a test that begins on one repeats. */
const PHASE = 32;
const PATIENCE = 20_000;
const TESTING = 2, CLOSED = 0;

const figuresOf = (ride: Ride): Figures =>
    Object.fromEntries(FIGURES.map((name) => [name, (ride as unknown as Figures)[name] ?? 0]));

/** Presses test and waits for the ratings. */
export const test = (id: number, done: (tested: Tested) => void) => {
    let begun: number | null = null;
    const finish = (tested: Tested) => { hook.dispose(); done(tested); };
    const hook = context.subscribe("interval.tick", () => {
        const now = date.ticksElapsed, ride = map.getRide(id);
        const ticks = begun === null ? 0 : now - begun;
        if (!ride) { finish({ outcome: "gone", ticks }); return; }
        if (begun === null) {
            if (now % PHASE) return;
            begun = now;
            context.executeAction("ridesetstatus", { ride: id, status: TESTING }, (answer) => {
                if (answer.error) finish({ outcome: "refused", ticks: 0, message: answer.errorMessage ?? "" });
            });
            return;
        }
        const flags = ride.lifecycleFlags;
        if (flags & CRASHED) { finish({ outcome: "crashed", ticks }); return; }
        if (flags & TESTED && ride.excitement >= 0) { finish({ outcome: "tested", ticks, figures: figuresOf(ride) }); return; }
        if (ticks > PATIENCE) {
            context.executeAction("ridesetstatus", { ride: id, status: CLOSED }, () => undefined);
            finish({ outcome: "timeout", ticks });
        }
    });
};
