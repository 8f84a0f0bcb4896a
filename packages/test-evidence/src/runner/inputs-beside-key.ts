import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { FinishedDocument, Key } from "../document.ts";

/**
 * What took part in a run beside its key. A source has to be declared; what git ignores is made from sources, and is
 * written down so that a reader sees when it was made anew.
 */
export function inputsBesideKey(
  workspace: Workspace,
  key: Key,
  paths: readonly RepoPath[],
): Pick<FinishedDocument, "undeclaredInputs" | "ignoredInputs"> {
  const beside = [...new Set(paths)]
    .filter((path) => !Object.hasOwn(key.inputs, path) && workspace.entry(path) === "file")
    .filter((path) => !/(^|\/)\.(evidence|git)\//.test(path))
    .sort();
  const ignored = beside.filter((path) => workspace.gitState(path) === "ignored");
  return {
    undeclaredInputs: beside.filter((path) => !ignored.includes(path)),
    ignoredInputs: Object.fromEntries(ignored.map((path) => [path, workspace.digest(path) ?? ""])),
  };
}
