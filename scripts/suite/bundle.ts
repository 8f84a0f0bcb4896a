import { readFileSync, rmSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import picomatch from "picomatch";
import { z } from "zod";
import { asScript, bundled } from "./bundled.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const outFolder = resolve(root, ".phasegate/bundle");

// A build that fails must not leave the gates of an earlier one behind.
const clear = () => rmSync(outFolder, { recursive: true, force: true });
clear();
const { build } = await import("esbuild");

const shared = bundled(outFolder);

// Starting TypeScript through a loader costs three times as much as starting this. It is one script, since V8 keeps
// compiled code of scripts (load.mjs) and not of modules.
const suite = await build({
  ...shared,
  ...asScript,
  metafile: true,
  entryPoints: {
    suite: resolve(root, "scripts/suite/main.ts"),
    // What threads run that read modules ahead; it is looked for beside the suite.
    "record-worker": fileURLToPath(import.meta.resolve("@phasegate/code-facts/record-worker")),
  },
});

const started = await build({
  ...shared,
  metafile: true,
  entryPoints: {
    // A process that runs tests.
    host: fileURLToPath(import.meta.resolve("@phasegate/mutants/host")),
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
