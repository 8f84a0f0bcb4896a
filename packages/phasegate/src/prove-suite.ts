import type { Config, Process, ProveGates } from "@phasegate/verify-utils";
import { progressLine } from "./progress.ts";

/** What a command may know of how it was put together. */
export interface Assembly {
  /** The module `@phasegate/mutants/host`, where it was bundled elsewhere. */
  readonly hostEntry?: URL;
  /** A module that calls `proveInThread` of `@phasegate/prove/thread`, where this was bundled. */
  readonly threadEntry?: URL;
}

/** The entry of a second thread lies beside this file, in source and in the built package. */
export function threadBeside(): URL {
  const own = import.meta.url;
  return new URL(own.endsWith(".ts") ? "./prover.ts" : "./installed-prover.js", own);
}

/** How the gates of some targets are proved when they are judged; `undefined` when no suite among them is to be. */
export function proverOf(
  targets: readonly string[],
  { prove: { suites } }: Config,
  { stderr }: Pick<Process, "stderr">,
  { hostEntry, threadEntry = threadBeside() }: Assembly,
): ProveGates | undefined {
  if (!targets.some((target) => suites.includes(target))) return undefined;
  return async (options) => {
    const { proveGates } = await import("@phasegate/prove");
    const progress = progressLine(stderr);
    try {
      const shown = { onEdit: progress.show, onMutant: progress.showMutants };
      return await proveGates(options, { hostEntry, threadEntry, ...shown });
    } finally {
      progress.clear();
    }
  };
}
