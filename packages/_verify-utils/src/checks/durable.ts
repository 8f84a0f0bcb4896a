import { isInside, parentOf, type RepoPath, type Workspace } from "@phasegate/workspace";
import picomatch from "picomatch";

/** Why a path that exists would not survive cleanup, or `undefined` when it would. */
export function whyNotDurable(
  workspace: Workspace,
  path: RepoPath,
  ephemeral: readonly string[],
): string | undefined {
  const pattern = ephemeral.find(
    (glob) =>
      picomatch.isMatch(path, glob, { dot: true }) || picomatch.isMatch(`${path}/x`, glob, { dot: true }),
  );
  if (pattern !== undefined) return `ephemeral by policy (${pattern})`;
  if (workspace.entry(path) === "file")
    return workspace.gitState(path) === "ignored" ? "ignored by git" : undefined;
  const holdsFiles = workspace
    .files()
    .some((file) => file !== path && isInside(path, file) && parentOf(file) !== "");
  return holdsFiles ? undefined : "a folder without a file that git keeps";
}

/** The same for a file that a closure rests on: there, what git does not track yet is nothing yet. */
export function whyNotKept(
  workspace: Workspace,
  path: RepoPath,
  ephemeral: readonly string[],
): string | undefined {
  const why = whyNotDurable(workspace, path, ephemeral);
  if (why !== undefined || workspace.entry(path) !== "file") return why;
  return workspace.gitState(path) === "tracked" ? undefined : "not tracked by git";
}
