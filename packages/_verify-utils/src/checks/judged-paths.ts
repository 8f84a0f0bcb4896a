import type { GateResult } from "@phasegate/report";
import { toRepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import type { NamedPath } from "./evidence-paths.ts";
import { gateScriptId } from "./gate-script.ts";

/** A path that exists and that none of some gates judged, nor is the script of. */
export function unjudgedFinding(
  decision: string,
  named: NamedPath,
  gates: readonly GateResult[],
  context: CheckContext,
): Finding | undefined {
  const path = toRepoPath(named.path);
  // Where such a check did not pass, its gate has been named already.
  if (gates.some(({ checks }) => checks.some(({ subjects }) => subjects.includes(path)))) return undefined;
  const script = gateScriptId(context, path);
  if (gates.some(({ id }) => id === script)) return undefined;
  const args = { decision, path, gates: gates.map(({ id }) => id) };
  return found("evidence-not-judged", args, locationOf(named.value.location));
}
