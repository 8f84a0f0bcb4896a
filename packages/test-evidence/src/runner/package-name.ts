import { type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import { manifestPath } from "../declared-inputs.ts";

/** The package's name, or its folder when its package.json does not tell: evidence is voided before anything is judged. */
export function packageName(workspace: Workspace, folder: RepoPath): string {
  try {
    const manifest: unknown = JSON.parse(readText(workspace, manifestPath(folder)) ?? "{}");
    const name: unknown = typeof manifest === "object" && manifest !== null && Reflect.get(manifest, "name");
    return typeof name === "string" ? name : folder;
  } catch (error) {
    if (error instanceof Error) return folder;
    throw error;
  }
}
