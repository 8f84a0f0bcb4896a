import type { SeenPath } from "@phasegate/report";
import type { Seen, Workspace } from "@phasegate/workspace";

const nothing: ReadonlyMap<string, Seen> = new Map();

/**
 * The paths, each once, which are kept with what was seen there.
 * @param more what many checks share: it only grows
 */
export function note(paths: Map<string, Seen>, seen: ReadonlyMap<string, Seen>, more = nothing): string[] {
  for (const [path, what] of seen) paths.set(path, what);
  const shared = shareIn(paths, more);
  const noted = [...seen.keys()];
  const isApart = seen.size < shared.length && !noted.some((path) => more.has(path));
  return noted.concat(isApart ? shared : shared.filter((path) => !seen.has(path)));
}

/** Of what is shared, the paths that were kept so far, by what they are kept in. */
const kept = new WeakMap<object, { readonly more: ReadonlyMap<string, Seen>; readonly shared: string[] }>();

/** Keeps what was shared since, unless it was seen before, and gives all paths of it. */
function shareIn(paths: Map<string, Seen>, more: ReadonlyMap<string, Seen>): readonly string[] {
  const known = kept.get(paths);
  const shared: string[] = known?.more === more ? known.shared : [];
  if (shared.length === more.size) return shared;
  let at = 0;
  for (const [path, what] of more) {
    at += 1;
    if (at <= shared.length) continue;
    if (!paths.has(path)) paths.set(path, what);
    shared.push(path);
  }
  kept.set(paths, { more, shared });
  return shared;
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
