import type { SeenPath } from "@phasegate/report";
import type { Seen, Workspace } from "@phasegate/workspace";

/** The paths, each once, which are kept with what was seen there first. */
export function note(paths: Map<string, Seen>, seen: ReadonlyMap<string, Seen>): string[] {
  for (const [path, what] of seen) if (!paths.has(path)) paths.set(path, what);
  return [...seen.keys()];
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
