import {
  type RepoPath,
  readText,
  type Workspace,
  WorkspaceError,
  type WorkspacePackage,
} from "@phasegate/workspace";
import { z } from "zod";

const declarationSchema = z.looseObject({
  phasegate: z
    .looseObject({
      evidence: z
        .strictObject({
          /** Patterns relative to the repository root: files outside the packages that the tests depend on. */
          rootInputs: z.array(z.string().min(1)).default([]),
          /** Names of environment variables that the tests depend on. */
          env: z.array(z.string().min(1)).default([]),
        })
        .optional(),
    })
    .optional(),
});

export interface DeclaredInputs {
  readonly rootInputs: readonly string[];
  readonly env: readonly string[];
}

/**
 * What a package declares at `phasegate.evidence` in its package.json.
 * @throws WorkspaceError `unreadable` when the declaration has another shape
 */
export function declaredInputs(workspace: Workspace, one: WorkspacePackage): DeclaredInputs {
  const path = manifestPath(one.folder);
  const parsed = declarationSchema.safeParse(JSON.parse(readText(workspace, path) ?? "{}"));
  if (!parsed.success) {
    throw new WorkspaceError("unreadable", path, z.prettifyError(parsed.error).replaceAll("\n", "; "));
  }
  return parsed.data.phasegate?.evidence ?? { rootInputs: [], env: [] };
}

export function manifestPath(folder: RepoPath): RepoPath {
  return folder === "" ? "package.json" : `${folder}/package.json`;
}
