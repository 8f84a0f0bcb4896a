import {
  isInside,
  type RepoPath,
  type Workspace,
  type WorkspacePackage,
  workspacePackages,
} from "@phasegate/workspace";
import type { FinishedDocument } from "./document.ts";

/** How a test module is named, by Vitest's own default `include`. */
const testModule = /\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** Test modules of the package (tracked, or untracked and not ignored) that took no part in the run, sorted. */
export function modulesLeftOut(
  workspace: Workspace,
  one: WorkspacePackage,
  document: FinishedDocument,
): readonly RepoPath[] {
  const ran = new Set(document.modules.map((module) => module.file));
  const nested = workspacePackages(workspace)
    .map((other) => other.folder)
    .filter((folder) => folder !== one.folder && isInside(one.folder, folder));
  return workspace
    .files()
    .filter((path) => isInside(one.folder, path) && testModule.test(path) && !ran.has(path))
    .filter((path) => !nested.some((folder) => isInside(folder, path)));
}
