import { createRequire } from "node:module";
import { z } from "zod";

/** Versions of what judged, for the report. */
export function toolVersions(): Record<string, string> {
  return { node: process.versions.node, phasegate: kitVersion() };
}

/** By its own name, so that it is found from a bundle too. */
export function kitVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("@phasegate/verify-utils/package.json");
  return z.object({ version: z.string() }).parse(manifest).version;
}
