import { type RepoPath, toRepoPath } from "./path.ts";
import type { Workspace } from "./workspace.ts";

/** What was seen at a path: a file's digest, a folder's listing, or nothing at all. */
export type Seen =
  | { readonly kind: "file"; readonly digest: string }
  | { readonly kind: "directory" }
  | { readonly kind: "absent" };

export interface Trace {
  readonly workspace: Workspace;
  /** Everything that was looked at through `workspace`, by path; grows while it is used. */
  readonly seen: ReadonlyMap<RepoPath, Seen>;
}

/** The same workspace, with a record of every path that was looked at and what was found there. */
export function trace(inner: Workspace): Trace {
  const seen = new Map<RepoPath, Seen>();
  const record = (input: RepoPath): RepoPath => {
    // What was seen is normal already.
    if (seen.has(input)) return input;
    const path = toRepoPath(input);
    if (seen.has(path)) return path;
    const kind = inner.entry(path);
    if (kind === "file") seen.set(path, { kind, digest: inner.digest(path) ?? "" });
    else seen.set(path, { kind });
    return path;
  };
  const workspace: Workspace = {
    kind: inner.kind,
    origin: inner.origin,
    root: inner.root,
    entry: (path) => inner.entry(record(path)),
    read: (path) => inner.read(record(path)),
    digest: (path) => inner.digest(record(path)),
    list: (path) => inner.list(record(path)),
    files: () => inner.files(),
    gitState: (path) => inner.gitState(path),
    linksOn: (path) => inner.linksOn(path),
    ignores: (path, among) => inner.ignores(path, among),
  };
  inners.set(workspace, inner);
  return { workspace, seen };
}

const inners = new WeakMap<Workspace, Workspace>();

/** The same workspace without the record, for questions whose answers nothing rests on. */
export function untraced(workspace: Workspace): Workspace {
  const inner = inners.get(workspace);
  return inner === undefined ? workspace : untraced(inner);
}
