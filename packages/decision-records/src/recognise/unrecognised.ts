import type { DecisionFile, UnrecognisedReason } from "../model/file.ts";
import type { Problem } from "../model/problem.ts";

export function unrecognised(
  path: string,
  reason: UnrecognisedReason,
  problems: readonly Problem[] = [],
): DecisionFile {
  return { kind: "unrecognised", path, reason, problems };
}
