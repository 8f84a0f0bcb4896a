import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { moduleRoster, placesOf } from "../code-places.ts";
import { edgesOf } from "./edges.ts";

const selections = new WeakMap<CheckContext["code"], Map<string, readonly RepoPath[]>>();

/**
 * The modules of git's roster that globs name; what a glob with `!` takes away comes back when something judged loads it.
 * The same list each time.
 */
export function judgedModules(
  context: CheckContext,
  among: readonly string[] | undefined,
): readonly RepoPath[] {
  const roster = moduleRoster(context);
  if (among === undefined) return roster;
  const known = selections.get(context.code) ?? new Map<string, readonly RepoPath[]>();
  selections.set(context.code, known);
  const key = among.join("\0");
  const found = known.get(key) ?? select(context, roster, among);
  known.set(key, found);
  return found;
}

function select(
  context: CheckContext,
  roster: readonly RepoPath[],
  among: readonly string[],
): readonly RepoPath[] {
  const placeOf = placesOf(context, among);
  const named = roster.filter((path) => placeOf(path) !== "outside");
  const judged = new Set(named.filter((path) => placeOf(path) === "inside"));
  if (judged.size === named.length) return named;
  const all = new Set(named);
  for (const module of judged) {
    for (const { target, kind } of edgesOf(context, module).edges) {
      if (target.kind === "file" && kind !== "resolve" && kind !== "mock" && all.has(target.path))
        judged.add(target.path);
    }
  }
  return [...judged];
}
