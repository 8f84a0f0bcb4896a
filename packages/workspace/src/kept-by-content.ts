import { overlaid } from "./overlay.ts";
import type { RepoPath } from "./path.ts";
import { trace, untraced } from "./trace.ts";
import type { Workspace } from "./workspace.ts";

interface Kept<T> {
  readonly value: T;
  readonly seen: ReadonlySet<RepoPath>;
}

/**
 * What follows from a workspace alone, derived once for everybody who looks at the same content; edits of the content of
 * files that nobody looked at for it leave it as it is.
 */
export class KeptByContent<T> {
  readonly #kept = new WeakMap<object, Map<string, Kept<T>>>();

  /** @param key everything beside the workspace that the value follows from */
  get(workspace: Workspace, key: string, derive: (workspace: Workspace) => T): T {
    const { value, seen } = this.#of(workspace, key, derive);
    // Whoever looks through a trace has looked at these, also when they were looked at before.
    for (const path of seen) workspace.entry(path);
    return value;
  }

  #of(workspace: Workspace, key: string, derive: (workspace: Workspace) => T): Kept<T> {
    const byKey = this.#kept.get(workspace.origin) ?? new Map<string, Kept<T>>();
    this.#kept.set(workspace.origin, byKey);
    const known = byKey.get(key) ?? this.#below(workspace, key, derive) ?? derived(workspace, derive);
    byKey.set(key, known);
    return known;
  }

  #below(workspace: Workspace, key: string, derive: (workspace: Workspace) => T): Kept<T> | undefined {
    const layer = overlaid(workspace);
    if (layer === undefined) return undefined;
    const plain = untraced(workspace);
    const { below, paths } = layer;
    for (const path of paths)
      if (below.entry(path) !== "file" || plain.entry(path) !== "file") return undefined;
    const known = this.#of(below, key, derive);
    for (const path of paths) if (known.seen.has(path)) return undefined;
    return known;
  }
}

function derived<T>(workspace: Workspace, derive: (workspace: Workspace) => T): Kept<T> {
  const { workspace: traced, seen } = trace(workspace);
  const value = derive(traced);
  return { value, seen: new Set(seen.keys()) };
}
