import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

/** Loaded from where they are installed: native code, WebAssembly, and a CommonJS form that hides its parts from bundlers. */
const unbundled = ["@dprint/formatter", "@dprint/typescript"];
const late = ["oxc-parser", "oxc-parser/src-js/.*", "jsonc-parser", "satteri"];
/** Used by few runs, or late in them. */
const seldom = ["@typescript-eslint/scope-manager", "fast-glob", "yaml"];

const keepInstalled = (outFolder: string): Plugin => ({
  name: "keep-installed",
  setup({ onResolve }) {
    const filter = new RegExp(`^(${unbundled.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      const entry = createRequire(resolve(resolveDir, "x.js")).resolve(path);
      return { path: relative(outFolder, entry), external: true };
    });
  },
});

/** A module that is loaded when something of it is used first, called or read. */
function loadedLate(named: string, module: object): string {
  const members = Object.keys(module).map((name) => JSON.stringify(name));
  const getters = members.map((name) => `${name}: { enumerable: true, get: () => load()[${name}] }`);
  const itself = typeof module === "function" ? "(...args) => load()(...args)" : "{}";
  return `let known; const load = () => known ??= require(${JSON.stringify(named)});
module.exports = Object.defineProperties(${itself}, { ${getters.join(", ")} });`;
}

/** From where they are installed as well, when something of them is used first: what was read before is not read again. */
const loadInstalledLate = (outFolder: string): Plugin => ({
  name: "load-installed-late",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${late.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      const entry = createRequire(resolve(resolveDir, "x.js")).resolve(path);
      return { path: relative(outFolder, entry), namespace: "late" };
    });
    onResolve({ filter: /./, namespace: "late" }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: "late" }, async ({ path }) => {
      const module: object = await import(pathToFileURL(resolve(outFolder, path)).href);
      return { loader: "js", contents: loadedLate(path, module) };
    });
  },
});

/** What bundles hold of CommonJS modules, run when something of them is used first. */
const runLate: Plugin = {
  name: "run-late",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${seldom.join("|")})$`);
    onResolve({ filter }, ({ path, resolveDir }) => {
      return { path: createRequire(resolve(resolveDir, "x.js")).resolve(path), namespace: "seldom" };
    });
    onLoad({ filter: /./, namespace: "seldom" }, ({ path }) => {
      const module: object = createRequire(path)(path);
      return { loader: "js", resolveDir: dirname(path), contents: loadedLate(path, module) };
    });
  },
};

/** How everything that a suite starts is bundled into a folder. */
export function bundled(outFolder: string): BuildOptions {
  return {
    outdir: outFolder,
    bundle: true,
    platform: "node",
    target: "node20",
    // Half the bytes to compile at every start.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    plugins: [keepInstalled(outFolder), loadInstalledLate(outFolder), runLate],
    logLevel: "warning",
  };
}

/** As one CommonJS script, of which V8 keeps compiled code (script.mjs), with what modules know of themselves. */
export const asScript = {
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  define: { "import.meta.url": "ownUrl", "import.meta.resolve": "ownResolve" },
  banner: {
    js: 'const { pathToFileURL: urlOf } = require("node:url"), ownUrl = urlOf(__filename).href, ownResolve = (name) => urlOf(require.resolve(name)).href;',
  },
} as const satisfies BuildOptions;
