import { posix } from "node:path";
import { isInside, type RepoPath, toRepoPath, WorkspaceError } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location } from "../finding.ts";
import type { LocatedBreakdown } from "../work-breakdown/read.ts";
import type { PlannedPath } from "../work-breakdown/schema.ts";
import { ephemeralBy, whyNotDurable } from "./durable.ts";

interface Places {
  readonly findings: readonly Finding[];
  /** Planned paths that exist by now. */
  readonly arrived: readonly string[];
}

/** Paths and artifacts of slices against the repository. */
export function placeFindings(
  breakdown: RepoPath,
  { breakdown: { slices, passes }, locate }: LocatedBreakdown,
  context: CheckContext,
): Places {
  const folders = Object.values(passes);
  const planned = slices.flatMap(({ paths, artifacts }) => [...paths, ...artifacts]).flatMap(normalOf);
  const findings: Finding[] = [];
  const arrived = new Set<string>();
  for (const [index, slice] of slices.entries()) {
    for (const key of ["paths", "artifacts"] as const)
      for (const [position, place] of slice[key].entries()) {
        const { path } = place;
        const args = { breakdown, slice: slice.id, path };
        const at = locate(["slices", index, key, position]);
        const finding = placeFinding(args, place, at, context, planned);
        if (finding !== undefined) findings.push(finding);
        else if (key === "artifacts" && !folders.some((folder) => liesIn(folder, toRepoPath(path))))
          findings.push(found("slice-artifact-misplaced", { ...args, folders }, at));
        else if (place.isPlanned && context.workspace.entry(toRepoPath(path)) !== "absent") arrived.add(path);
      }
  }
  return { findings, arrived: [...arrived] };
}

/** The path of a place that is planned, where it is one. */
function normalOf({ path, isPlanned }: PlannedPath): readonly RepoPath[] {
  try {
    return isPlanned ? [toRepoPath(path)] : [];
  } catch (error) {
    if (error instanceof WorkspaceError) return [];
    throw error;
  }
}

function liesIn(folder: string, path: RepoPath): boolean {
  return isInside(folder.replace(/\/$/, ""), path) && path !== folder.replace(/\/$/, "");
}

function placeFinding(
  args: { readonly breakdown: RepoPath; readonly slice: string; readonly path: string },
  { path: written, isPlanned }: PlannedPath,
  at: Location,
  { workspace, policy }: CheckContext,
  planned: readonly RepoPath[],
): Finding | undefined {
  const refused = (why: string) => found("slice-path-refused", { ...args, why }, at);
  try {
    const path = toRepoPath(written);
    if (path === "") return refused("the root of the repository");
    if (workspace.entry(path) === "absent" && !isPlanned) {
      const near = workspace
        .files()
        .filter((file) => posix.basename(file).toLowerCase() === posix.basename(path).toLowerCase());
      return found("slice-path-missing", { ...args, near: near.slice(0, 3) }, at);
    }
    const why =
      workspace.entry(path) === "absent"
        ? whyItWillNotLast(path, policy.ephemeral, workspace.ignores(path, planned))
        : whyNotDurable(workspace, path, policy.ephemeral);
    return why === undefined ? undefined : refused(why);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return refused(error.detail);
  }
}

function whyItWillNotLast(
  path: RepoPath,
  ephemeral: readonly string[],
  isIgnored: boolean,
): string | undefined {
  const pattern = ephemeralBy(path, ephemeral);
  if (pattern !== undefined) return `ephemeral by policy (${pattern})`;
  return isIgnored ? "ignored by git" : undefined;
}
