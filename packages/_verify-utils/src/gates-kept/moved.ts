import type { Definition, Json } from "@phasegate/report";
import type { RepoPath, WorkspacePackage } from "@phasegate/workspace";
import { isList } from "../demand/json.ts";

/** The definition with the paths of files that were moved as they are now; also where they are told from a package's folder. */
export function moved(
  definition: Definition,
  renames: ReadonlyMap<RepoPath, RepoPath>,
  packages: readonly WorkspacePackage[],
): Definition {
  if (renames.size === 0) return definition;
  const paths = new Map(renames);
  for (const { folder } of packages) {
    const prefix = `${folder}/`;
    for (const [from, to] of renames)
      if (folder !== "" && from.startsWith(prefix) && to.startsWith(prefix))
        paths.set(from.slice(prefix.length), to.slice(prefix.length));
  }
  const move = (value: Json): Json => {
    if (typeof value === "string") return paths.get(value) ?? value;
    if (isList(value)) return value.map(move);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, move(one)]));
  };
  const moveAll = (record: Readonly<Record<string, Json>>) =>
    Object.fromEntries(Object.entries(record).map(([key, one]) => [key, move(one)]));
  return {
    ...definition,
    policy: moveAll(definition.policy),
    gates: definition.gates.map((gate) => ({
      ...gate,
      checks: gate.checks.map((check) => ({ ...check, demands: moveAll(check.demands) })),
    })),
  };
}
