import { isInside, joinRepoPath, type RepoPath } from "@phasegate/workspace";
import { selects, type TaskGlob, taskGlobs } from "./task-glob.ts";
import type { TaskFields } from "./turbo-config.ts";

const byGit = "$TURBO_DEFAULT$";

/** Which files of a package, or of the repository, a task hashes. */
export interface TaskInputs {
  hashes(path: RepoPath): boolean;
  readonly unknown: readonly string[];
}

/** @param roster files that git tracks or would add */
export function taskInputs(
  folder: RepoPath,
  inputs: TaskFields["inputs"],
  roster: ReadonlySet<RepoPath>,
): TaskInputs {
  const isDefault = (path: RepoPath): boolean => roster.has(path) && isInside(folder, path);
  // An empty list is none.
  if (inputs === undefined || inputs === null || inputs.length === 0)
    return { hashes: isDefault, unknown: [] };
  const always = new Set(["package.json", "turbo.json"].map((name) => joinRepoPath(folder, name)));
  const texts = inputs.filter((input) => typeof input === "string");
  const structured = inputs
    .filter((input) => typeof input !== "string")
    .map((input) => JSON.stringify(input));
  const { globs, unknown } = taskGlobs(
    folder,
    texts.filter((text) => text !== byGit),
  );
  const byDefault =
    texts.includes(byGit) && ((path: RepoPath) => isDefault(path) && !isTakenAway(globs, path));
  return {
    hashes: (path) => always.has(path) || selects(globs, path) || (byDefault !== false && byDefault(path)),
    unknown: [...structured, ...unknown],
  };
}

/** From the files that git names, a folder's name alone takes nothing away. */
function isTakenAway(globs: readonly TaskGlob[], path: RepoPath): boolean {
  return globs.some((glob) => glob.isNegative && glob.names(path));
}
