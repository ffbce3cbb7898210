// Bundles the plug-in into the one file that the program carries: a plain script, as the game wants it.
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.ts"],
  outfile: process.argv[2] ?? "../data/plugin/loopwright.js",
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  banner: { js: "// loopwright: GPL-3.0-or-later. Built from the folder `plugin` of its source." },
});
