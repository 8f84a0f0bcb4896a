import type { Config, Process, ProveGates } from "@phasegate/verify-utils";
import { progressLine } from "./progress.ts";

/** What a command may know of how it was put together. */
export interface Assembly {
  /** The module `@phasegate/mutants/host`, where it was bundled elsewhere. */
  readonly hostEntry?: URL;
}

/** How the gates of some targets are proved when they are judged; `undefined` when no suite among them is to be. */
export function proverOf(
  targets: readonly string[],
  { prove: { suites } }: Config,
  { stderr }: Pick<Process, "stderr">,
  { hostEntry }: Assembly,
): ProveGates | undefined {
  if (!targets.some((target) => suites.includes(target))) return undefined;
  return async (options) => {
    const { proveGates } = await import("@phasegate/prove");
    const progress = progressLine(stderr);
    try {
      return await proveGates(options, { hostEntry, onEdit: progress.show, onMutant: progress.showMutants });
    } finally {
      progress.clear();
    }
  };
}
