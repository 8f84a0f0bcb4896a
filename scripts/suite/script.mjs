import { createRequire } from "node:module";
import { dirname } from "node:path";
import { setFlagsFromString } from "node:v8";
import { constants, Script } from "node:vm";
import { codeCache } from "./code-cache.mjs";

/**
 * A run of the gates is over before most of what V8 would optimise has paid for it, which was a third of its processor
 * time; what stays hot, as in proofs, is optimised all the same.
 */
export function optimiseLate() {
  // Bytes of bytecode that a function runs through before (default: 67584).
  setFlagsFromString("--interrupt-budget=700000");
}

/** @typedef {{ start: () => Promise<void>, prove: () => void, keep: () => void }} Program */

/**
 * A CommonJS script that exports `start` and may export `prove`, run with its compiled form where that was kept; `keep` keeps it.
 * @param {string} file
 * @param {Buffer} bytes what the file holds
 * @param {string} codeFolder where compiled forms are kept
 * @returns {Program}
 */
export function loadScript(file, bytes, codeFolder) {
  const cache = codeCache(bytes, codeFolder);
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
    prove: module.exports.prove,
    // By then it holds the functions that a run needs.
    keep: () => isKept || cache.write(script.createCachedData()),
  };
}
