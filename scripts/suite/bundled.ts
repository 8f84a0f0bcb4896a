import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";

/** Loaded from where they are installed: native code, WebAssembly, and a CommonJS form that hides its parts from bundlers. */
const unbundled = ["@dprint/formatter", "@dprint/typescript"];
const late = ["oxc-parser", "jsonc-parser", "satteri"];

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

/** The same, and loaded when something of it is used first: what was read before is not read again. */
const loadLate = (outFolder: string): Plugin => ({
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
});

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
    plugins: [keepInstalled(outFolder), loadLate(outFolder)],
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
