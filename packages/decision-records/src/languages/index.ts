import type { CanonicalStatus } from "../model/status.ts";

export const statusWords: ReadonlyMap<string, CanonicalStatus> = new Map<string, CanonicalStatus>([
  ["open", "open"],
  ["proposed", "proposed"],
  ["draft", "draft"],
  ["accepted", "accepted"],
  ["approved", "accepted"],
  ["locked", "locked"],
  ["implemented", "implemented"],
  ["closed", "closed"],
  ["deferred", "deferred"],
  ["deprecated", "deprecated"],
  ["superseded", "superseded"],
  ["rejected", "rejected"],
  ["withdrawn", "withdrawn"],
]);

export const statusKeys: ReadonlySet<string> = new Set(["status"]);
