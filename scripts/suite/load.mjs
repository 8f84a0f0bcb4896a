import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { constants, Script } from "node:vm";
import { codeCache } from "./code-cache.mjs";

// A run of the gates is over before most of what V8 would optimise has paid for it, which was a third of its CPU time; what
// stays hot, as in proofs, is optimised all the same. Bytes of bytecode that a function runs through before (default: 67584).
setFlagsFromString("--interrupt-budget=1000000");

const file = fileURLToPath(new URL("../../.phasegate/bundle/suite.cjs", import.meta.url));

/** @typedef {{ start: () => Promise<void>, keep: () => void }} Program */
/** @typedef {{ bytes: Buffer | undefined, program?: Program, error?: unknown }} Prepared */

/** The bundle as it is now; `undefined` when there is none. */
function readBundle() {
  return existsSync(file) ? readFileSync(file) : undefined;
}

/**
 * Loads the bundle, which judges nothing yet. Gate scripts inside it see that they are not the program, and stay quiet.
 * @returns {Prepared}
 */
export function prepare() {
  const bytes = readBundle();
  try {
    return bytes === undefined ? { bytes } : { bytes, program: load(bytes) };
  } catch (error) {
    return { bytes, error };
  }
}

/** The same, unless the bundle is another one by now. @param {Prepared} before @returns {Prepared} */
export function prepared(before) {
  const now = readBundle();
  const isSame = now === undefined ? before.bytes === undefined : before.bytes?.equals(now) === true;
  return isSame ? before : prepare();
}

/** Judges by the arguments of the process, and sets its exit code. @param {Prepared} prepared */
export async function judge({ bytes, program, error }) {
  process.exitCode = 2;
  if (bytes === undefined) {
    console.error(
      "phasegate: blocked: the gates are not bundled; `pnpm turbo run bundle` says why, or bundles them",
    );
    return;
  }
  try {
    if (program === undefined) throw error;
    await program.start();
    program.keep();
  } catch (reason) {
    process.exitCode = 2;
    // A configuration that cannot be meant is a usage error here as everywhere.
    const isUsage = reason?.name === "ConfigError" || reason?.name === "GateDefinitionError";
    if (isUsage) process.exitCode = 3;
    console.error(`phasegate: ${isUsage ? "" : "blocked: "}${reason?.message ?? reason}`);
  }
}

/** @param {Buffer} bytes @returns {Program} */
function load(bytes) {
  const cache = codeCache(bytes);
  const cachedData = cache.read();
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${bytes.toString("utf8")}\n})`,
    {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === undefined ? {} : { cachedData }),
    },
  );
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    start: module.exports.start,
    // By then it holds the functions that a run needs.
    keep: () => isKept || cache.write(script.createCachedData()),
  };
}
