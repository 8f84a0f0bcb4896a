import { type Counterexamples, counterexamplesSchema } from "@phasegate/report";
import { createMemo } from "@phasegate/workspace";
import type { Config } from "./config.ts";
import { makeCounterexamples } from "./gates-kept/make-counterexamples.ts";
import { baseOf, type Judged, openJudged } from "./judged.ts";
import type { Process } from "./process.ts";

export interface TellRequest {
  readonly judged: Judged;
  readonly base?: string | undefined;
  /** As `gate/check`; every check where absent. */
  readonly wanted?: ReadonlySet<string>;
}

/**
 * What must turn the gates of a configuration red, made from the content of the repository around `process.cwd`.
 * @throws UsageError for a commit that is not there; WorkspaceError `git-unavailable` outside a repository
 */
export function tellCounterexamples(
  { judged, base, wanted }: TellRequest,
  config: Config,
  process: Process,
): Counterexamples {
  const opened = openJudged(judged, process);
  const given = baseOf(opened, base, config, process);
  return counterexamplesSchema.parse(
    makeCounterexamples({
      workspace: opened.workspace,
      config,
      memo: createMemo(),
      base: typeof given === "function" ? given : () => given,
      wanted,
    }),
  );
}
