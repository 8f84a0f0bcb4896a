import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadScript, optimiseLate } from "./script.mjs";

optimiseLate();

const file = fileURLToPath(new URL("../../.phasegate/bundle/suite.cjs", import.meta.url));
const code = fileURLToPath(new URL("../../.phasegate/code", import.meta.url));

/** @typedef {{ bytes: Buffer | undefined, program?: import("./script.mjs").Program, error?: unknown }} Prepared */

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
    return bytes === undefined ? { bytes } : { bytes, program: loadScript(file, bytes, code) };
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
