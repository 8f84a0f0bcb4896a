import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const outFile = resolve(root, ".phasegate/bundle/suite.mjs");

/** Loaded from where they are installed: native code, and a CommonJS form that hides its parts from bundlers. */
const unbundled = ["oxc-parser", "satteri", "jsonc-parser"];

const keepInstalled: Plugin = {
  name: "keep-installed",
  setup({ onResolve }) {
    const filter = new RegExp(`^(${unbundled.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      const entry = createRequire(resolve(resolveDir, "x.js")).resolve(path);
      return { path: relative(dirname(outFile), entry), external: true };
    });
  },
};

// A build that fails must not leave the gates of an earlier one behind.
rmSync(outFile, { force: true });
const { build } = await import("esbuild");

// Starting TypeScript through a loader costs three times as much as starting this one file.
await build({
  entryPoints: [resolve(root, "scripts/suite/main.ts")],
  outfile: outFile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // Half the bytes to compile at every start.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  // CommonJS dependencies ask for Node's modules through require.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
  plugins: [keepInstalled],
  logLevel: "warning",
});
