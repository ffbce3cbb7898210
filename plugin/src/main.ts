/** Coasters of a loopwright studio inside the game. The program writes port and token in front of this file. */

import { registerBuilding } from "./build";
import { Link } from "./link";
import { Pictures } from "./pictures";
import { Studio } from "./studio";
import { StudioWindow } from "./window";

declare const LOOPWRIGHT: { port: number; token: string } | undefined;

const main = () => {
    const setup = typeof LOOPWRIGHT === "undefined" ? undefined : LOOPWRIGHT;
    registerBuilding();
    let window: StudioWindow | null = null;
    const link = new Link(setup?.port ?? 0, setup?.token ?? "", (isOpen, words) => {
        window?.setStatus(words);
        if (isOpen) { pictures.retry(); studio.refresh(); studio.learnKinds(); }
    });
    const studio = new Studio(link, () => window?.show());
    const pictures = new Pictures(link, () => window?.show());
    if (setup) link.start();
    // A game without a screen has no windows.
    if (typeof ui === "undefined") return;
    window = new StudioWindow(studio, pictures, () => setup ? `127.0.0.1:${setup.port}` : "run: loopwright serve --install-plugin");
    ui.registerMenuItem("loopwright", () => window?.open());
};

registerPlugin({
    name: "loopwright",
    version: "0.2.0",
    authors: ["loopwright"],
    type: "intransient",
    licence: "GPL-3.0-or-later",
    targetApiVersion: 114,
    minApiVersion: 114,
    main,
});
