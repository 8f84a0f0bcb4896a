import type { SeenPath } from "@phasegate/report";
import type { Seen, Workspace } from "@phasegate/workspace";

const nothing: ReadonlyMap<string, Seen> = new Map();

/** The paths, each once, which are kept with what was seen there. */
export function note(paths: Map<string, Seen>, seen: ReadonlyMap<string, Seen>, more = nothing): string[] {
  for (const [path, what] of seen) paths.set(path, what);
  const noted = [...seen.keys()];
  for (const [path, what] of more) {
    if (seen.has(path)) continue;
    // What many checks share was kept for the first of them.
    if (!paths.has(path)) paths.set(path, what);
    noted.push(path);
  }
  return noted;
}

/** What was seen in a workspace, for the document. */
export function seenPaths(paths: ReadonlyMap<string, Seen>, workspace: Workspace): SeenPath[] {
  return [...paths].map(([path, seen]) => seenPath(path, seen, workspace));
}

function seenPath(path: string, seen: Seen, workspace: Workspace): SeenPath {
  if (seen.kind === "absent") return { path, kind: "absent", class: "absent" };
  if (seen.kind === "directory") return { path, kind: "directory", class: "source" };
  const tracked = workspace.gitState(path);
  return { path, kind: "file", digest: seen.digest, class: tracked === "ignored" ? "derived" : "source" };
}
