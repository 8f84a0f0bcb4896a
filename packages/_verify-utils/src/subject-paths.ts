import { joinRepoPath, type RepoPath, WorkspaceError } from "@phasegate/workspace";
import type { Check, CheckContext, Subject } from "./check.ts";

/** Files of the repository that a check's claim is about. A package from outside, or a decision, is no file. */
export function subjectPaths(
  check: Pick<Check, "subject" | "subjects">,
  context: CheckContext,
): readonly RepoPath[] {
  try {
    const paths = [check.subject, ...(check.subjects ?? [])].flatMap((one) => pathOf(one, context) ?? []);
    return [...new Set(paths)].filter((path) => isSource(path, context));
  } catch (error) {
    // What the workspace refuses, the check has said; it has no subject then.
    if (error instanceof WorkspaceError) return [];
    throw error;
  }
}

function isSource(path: RepoPath, { workspace }: CheckContext): boolean {
  const state = workspace.gitState(path);
  return state === "tracked" || state === "untracked";
}

function pathOf(subject: Subject, context: CheckContext): RepoPath | undefined {
  switch (subject.kind) {
    case "export":
      return subject.module;
    case "document":
      return subject.path;
    case "decision":
    case "decisions":
      return undefined;
    case "tests": {
      const folder = context.packages.find(({ name }) => name === subject.package)?.folder;
      return folder === undefined ? undefined : joinRepoPath(folder, subject.file);
    }
  }
}
