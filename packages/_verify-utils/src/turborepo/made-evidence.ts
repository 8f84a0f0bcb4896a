import { evidenceFile, evidenceTask } from "@phasegate/test-evidence";
import { isInside, joinRepoPath, type RepoPath, type WorkspacePackage } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { rootPackage } from "./package-graph.ts";
import { turboModel } from "./turbo-model.ts";

/** Who declares that a path is made. `unknown`: why that cannot be told. */
export type Made = "declared" | "undeclared" | { readonly unknown: string; readonly path: RepoPath };

/** The id of a package's task. */
function taskOf(one: Pick<WorkspacePackage, "name" | "folder">, task: string): string {
  return `${one.folder === "" ? rootPackage : one.name}#${task}`;
}

/**
 * Tells of a path that git ignores whether a task that makes evidence declares it: by its outputs where the repository
 * has Turborepo, else by being what the evidence command of a package writes.
 */
export function madeByTasks(context: CheckContext, task: string): (path: RepoPath) => Made {
  const { workspace, packages, memo } = context;
  const answer = turboModel(workspace, memo);
  if (answer.kind === "unreadable") return () => ({ unknown: answer.why, path: answer.path });
  const isMaker = (one: WorkspacePackage): boolean => evidenceTask(workspace, one).kind === "declared";
  if (answer.kind === "absent") {
    const files = new Set(packages.filter(isMaker).map(({ folder }) => joinRepoPath(folder, evidenceFile)));
    return (path) => (files.has(path) ? "declared" : "undeclared");
  }
  const { model } = answer;
  return (path) => {
    const owners = packages.filter(({ folder }) => isInside(folder, path));
    const kept = owners.map((one) => {
      const id = taskOf(one, task);
      return model.isImplemented(id) ? { id, keeps: model.keeps(id, path) } : { id, keeps: false };
    });
    if (kept.some(({ keeps }) => keeps === true)) return "declared";
    const unclear = kept.find(({ keeps }) => keeps === undefined);
    if (unclear === undefined) return "undeclared";
    return { unknown: `outputs of ${unclear.id}`, path: model.task(unclear.id)?.path ?? model.root.path };
  };
}
