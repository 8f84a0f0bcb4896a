#!/usr/bin/env node
// Starts the command from source; the published package starts dist/bin.js. The sources are bundled first, once for each
// state that they are in: a loader for TypeScript would stay in the way of every module that is loaded later, Vitest and
// Vite included, in a thread of its own, and Vite would transform the test runner anew for every run.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspace = fileURLToPath(import.meta.resolve("@phasegate/workspace"));

const folder = join(root, "node_modules/.cache/phasegate-evidence", sourcesId());
if (!existsSync(folder)) await bundle(folder);
const { main } = await import(pathToFileURL(join(folder, "main.mjs")).href);
await main(process);

/** An id for all that goes into the bundle; installed packages are told by the lockfile. */
function sourcesId() {
  const files = [join(root, "src"), dirname(workspace)].flatMap((one) =>
    readdirSync(one, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    ),
  );
  const hash = createHash("sha256");
  for (const file of [...files.sort(), join(root, "../../pnpm-lock.yaml"), fileURLToPath(import.meta.url)]) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Makes the folder in one step, so that a run beside this one sees all of it or nothing. */
async function bundle(target) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: {
      main: join(root, "src/main.ts"),
      "worker/test-runner": join(root, "src/worker/test-runner.ts"),
    },
    outdir: target,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["vitest", "vitest/*"],
    alias: { "@phasegate/workspace": workspace },
    // Of the modules that are resolved by name, the test runner lies beside.
    define: { "import.meta.resolve": "__resolve" },
    banner: {
      js: `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);
const __resolve = (name) => name.endsWith("/vitest-runner") ? new URL("./worker/test-runner.mjs", import.meta.url).href : import.meta.resolve(name);`,
    },
  });
  const draft = `${target}.${process.pid}`;
  for (const { path, contents } of outputFiles) {
    const file = join(draft, path.slice(target.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}
