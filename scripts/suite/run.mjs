import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

// A run of the gates is over before most of what V8 would optimise has paid for it, which was a third of its CPU time; what
// stays hot, as in proofs, is optimised all the same. Bytes of bytecode that a function runs through before (default: 67584).
setFlagsFromString("--interrupt-budget=400000");

// Starts the bundle. Gate scripts inside it see that they are not the program, and stay quiet.
const bundle = new URL("../../.phasegate/bundle/suite.mjs", import.meta.url);
process.exitCode = 2;
if (existsSync(bundle)) {
  try {
    await import(bundle.href);
  } catch (error) {
    // A configuration that cannot be meant is a usage error here as everywhere.
    const isUsage = error?.name === "ConfigError" || error?.name === "GateDefinitionError";
    if (isUsage) process.exitCode = 3;
    console.error(`phasegate: ${isUsage ? "" : "blocked: "}${error?.message ?? error}`);
  }
} else {
  console.error(
    "phasegate: blocked: the gates are not bundled; `pnpm turbo run bundle` says why, or bundles them",
  );
}
