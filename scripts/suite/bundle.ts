import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";
import picomatch from "picomatch";
import { z } from "zod";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const outFolder = resolve(root, ".phasegate/bundle");

/** Loaded from where they are installed: native code, WebAssembly, and a CommonJS form that hides its parts from bundlers. */
const unbundled = ["oxc-parser", "jsonc-parser", "@dprint/formatter", "@dprint/typescript"];
const late = ["satteri"];

const keepInstalled: Plugin = {
  name: "keep-installed",
  setup({ onResolve }) {
    const filter = new RegExp(`^(${unbundled.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      const entry = createRequire(resolve(resolveDir, "x.js")).resolve(path);
      return { path: relative(outFolder, entry), external: true };
    });
  },
};

/** The same, and loaded when something of it is used first: what was read before is not read again. */
const loadLate: Plugin = {
  name: "load-late",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${late.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      const entry = createRequire(resolve(resolveDir, "x.js")).resolve(path);
      return { path: relative(outFolder, entry), namespace: "late" };
    });
    onResolve({ filter: /./, namespace: "late" }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: "late" }, async ({ path }) => {
      const module: object = await import(pathToFileURL(resolve(outFolder, path)).href);
      const members = Object.keys(module).map((name) => `get ${name}() { return load().${name}; }`);
      return {
        loader: "js",
        contents: `let known; const load = () => known ??= require(${JSON.stringify(path)}); module.exports = { ${members.join(", ")} };`,
      };
    });
  },
};

// A build that fails must not leave the gates of an earlier one behind.
const clear = () => rmSync(outFolder, { recursive: true, force: true });
clear();
const { build } = await import("esbuild");

const shared: BuildOptions = {
  outdir: outFolder,
  bundle: true,
  platform: "node",
  target: "node20",
  // Half the bytes to compile at every start.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  plugins: [keepInstalled, loadLate],
  logLevel: "warning",
};

// Starting TypeScript through a loader costs three times as much as starting this. It is one script, since V8 keeps
// compiled code of scripts (load.mjs) and not of modules.
const suite = await build({
  ...shared,
  metafile: true,
  entryPoints: {
    suite: resolve(root, "scripts/suite/main.ts"),
    // What threads run that read modules ahead; it is looked for beside the suite.
    "record-worker": fileURLToPath(import.meta.resolve("@phasegate/code-facts/record-worker")),
  },
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  define: { "import.meta.url": "ownUrl", "import.meta.resolve": "ownResolve" },
  banner: {
    js: 'const { pathToFileURL: urlOf } = require("node:url"), ownUrl = urlOf(__filename).href, ownResolve = (name) => urlOf(require.resolve(name)).href;',
  },
});

const started = await build({
  ...shared,
  metafile: true,
  entryPoints: {
    // A process that runs tests.
    host: fileURLToPath(import.meta.resolve("@phasegate/mutants/host")),
    // A second thread of a proof.
    prover: resolve(root, "scripts/suite/prover.ts"),
  },
  outExtension: { ".js": ".mjs" },
  format: "esm",
  // CommonJS dependencies ask for Node's modules through require.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
});

// A source that Turborepo does not hash would leave its old self in a cached bundle.
const { tasks } = z
  .object({ tasks: z.object({ "//#bundle": z.object({ inputs: z.array(z.string()) }) }) })
  .parse(JSON.parse(readFileSync(resolve(root, "turbo.json"), "utf8")));
const covers = picomatch(tasks["//#bundle"].inputs);
const inputs = [suite, started].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const sources = [...new Set(inputs)].map((path) => relative(root, resolve(path)));
const uncovered = sources.filter((path) => !path.includes("node_modules/") && !covers(path));
if (uncovered.length > 0) {
  clear();
  throw new Error(
    `turbo.json: add to the inputs of //#bundle what the gates import: ${uncovered.join(", ")}`,
  );
}
