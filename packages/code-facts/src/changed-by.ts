import {
  type Edits,
  parentOf,
  type RepoPath,
  untraced,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import { ModuleGraph } from "./names/graph.ts";
import { packagesRest, presenceOf, type Rests } from "./rests.ts";

/** What edits change of what answers can rest on. */
export function changedBy(edits: Edits, before: ModuleGraph, view: Workspace): Rests {
  const changed = new Set<string>();
  // Whether an edit matters is no look at what it changes.
  const plain = untraced(before.workspace);
  for (const [path, content] of Object.entries(edits)) {
    changed.add(path);
    const wasFile = plain.entry(path) === "file";
    if (wasFile !== (content !== null)) changed.add(presenceOf(path));
    if (content !== null && !wasFile) addFolders(changed, plain, path);
  }
  if (Object.keys(edits).some(saysPackages) && !hasSamePackages(before, view)) changed.add(packagesRest);
  return changed;
}

/** A new file can bring its folders with it. */
function addFolders(changed: Set<string>, before: Workspace, path: RepoPath): void {
  for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
    if (before.entry(folder) === "directory") return;
    changed.add(presenceOf(folder));
  }
}

function saysPackages(path: RepoPath): boolean {
  return path === "pnpm-workspace.yaml" || path === "package.json" || path.endsWith("/package.json");
}

function hasSamePackages(before: ModuleGraph, view: Workspace): boolean {
  try {
    const was = before.packageFolders();
    const is = new ModuleGraph(view, {}).packageFolders();
    return was.size === is.size && [...was].every(([name, folder]) => is.get(name) === folder);
  } catch (error) {
    // Who asks for a package meets the manifest that cannot be read.
    if (error instanceof WorkspaceError) return false;
    throw error;
  }
}
