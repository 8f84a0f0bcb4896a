import type { Memo, RepoPath } from "@phasegate/workspace";
import type { TreeAnswer } from "./tree.ts";

/** Trees weigh some 60 times their text, so only the ones used last are kept. */
const kept = 400;

/**
 * Trees by path and digest, shared by everything that uses the same memo. They are derived from bytes alone, so a cache
 * that outlives a workspace is sound as long as each use asks the workspace for the digest.
 */
export class TreeCache {
  static readonly #shared = new WeakMap<Memo, TreeCache>();
  readonly #trees = new Map<string, TreeAnswer>();

  static for(memo: Memo | undefined): TreeCache {
    if (memo === undefined) return new TreeCache();
    const known = TreeCache.#shared.get(memo);
    if (known !== undefined) return known;
    const cache = new TreeCache();
    TreeCache.#shared.set(memo, cache);
    return cache;
  }

  get(path: RepoPath, digest: string, read: () => TreeAnswer): TreeAnswer {
    const key = `${digest}\0${path}`;
    const known = this.#trees.get(key);
    if (known !== undefined) this.#trees.delete(key);
    const tree = known ?? read();
    this.#trees.set(key, tree);
    if (this.#trees.size > kept) this.#forgetOldest();
    return tree;
  }

  #forgetOldest(): void {
    for (const key of this.#trees.keys()) {
      this.#trees.delete(key);
      return;
    }
  }
}
