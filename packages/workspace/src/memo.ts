/**
 * Facts that follow from bytes alone, kept by the digest of those bytes. A namespace names what was derived
 * (`code-facts/3`); facts of other code are kept apart by whoever keeps them between runs. Values survive JSON.
 */
export interface Memo {
  get(namespace: string, digest: string): unknown;
  set(namespace: string, digest: string, value: unknown): void;
}

/** Keeps facts for one process. */
export function createMemo(): Memo {
  const spaces = new Map<string, Map<string, unknown>>();
  return {
    get: (namespace, digest) => spaces.get(namespace)?.get(digest),
    set: (namespace, digest, value) => {
      const space = spaces.get(namespace) ?? new Map<string, unknown>();
      space.set(digest, value);
      spaces.set(namespace, space);
    },
  };
}
