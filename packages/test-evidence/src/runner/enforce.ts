import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { ResolvedConfig, Vitest } from "vitest/node";
import type {} from "../worker/test-runner.ts";

/** Options that Vitest takes over those of the configuration file. */
export const enforcedOptions = {
  watch: false,
  run: true,
  allowOnly: false,
  update: "none",
  passWithNoTests: false,
  dangerouslyIgnoreUnhandledErrors: false,
  includeTaskLocation: true,
  reporters: "default",
  coverage: { enabled: false },
  typecheck: { enabled: false },
} as const;

/** Runners that the configuration named, by project. */
export type ReplacedRunners = ReadonlyMap<ResolvedConfig, string>;

const evidenceRunner = fileURLToPath(import.meta.resolve("@phasegate/test-evidence/vitest-runner"));
const ownFolder = dirname(evidenceRunner).replaceAll("\\", "/");

/**
 * Sets what evidence depends on in every resolved configuration, after plugins and projects have had their say:
 * an option given to Vitest does not reach every project.
 */
export function enforce(vitest: Vitest, repositoryRoot: string): ReplacedRunners {
  for (const project of vitest.projects) project.provide("phasegateRoot", repositoryRoot);
  const replaced = new Map<ResolvedConfig, string>();
  delete vitest.state.onUnhandledError;
  for (const config of new Set([vitest.config, ...vitest.projects.map((project) => project.config)])) {
    if (config.runner !== undefined) replaced.set(config, config.runner);
    config.runner = evidenceRunner;
    config.onStackTrace = withoutOwnFrames(config.onStackTrace);
    config.watch = false;
    config.allowOnly = false;
    config.passWithNoTests = false;
    config.dangerouslyIgnoreUnhandledErrors = false;
    config.includeTaskLocation = true;
    config.snapshotOptions.updateSnapshot = "none";
    config.typecheck.enabled = false;
    config.typecheck.only = false;
  }
  return replaced;
}

/** Reports show the line of an assertion, not the line that watches it. */
function withoutOwnFrames(others: ResolvedConfig["onStackTrace"]): ResolvedConfig["onStackTrace"] {
  return (error, frame) => (frame.file.startsWith(ownFolder) ? false : others?.(error, frame));
}
