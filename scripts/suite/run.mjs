import { existsSync } from "node:fs";

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
