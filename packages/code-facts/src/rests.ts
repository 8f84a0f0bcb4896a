/**
 * What an answer rests on: the path of each file whose content was asked for, `?` and a path where it was asked whether
 * something is there, `packages` for which packages there are. Where none of it changes, the answer does not.
 */
export type Rests = ReadonlySet<string>;

/** Rests on the list of the workspace's packages. */
export const packagesRest = "packages";

export function presenceOf(path: string): string {
  return `?${path}`;
}

/** An answer with what it rests on. */
export interface Kept<T> {
  readonly value: T;
  readonly rests: Rests;
}

/** Writes down what answers rest on, while they are worked out. */
export class Gatherer {
  #open: Set<string> | undefined;

  touch(key: string): void {
    this.#open?.add(key);
  }

  touchAll(keys: Rests): void {
    if (this.#open === undefined) return;
    for (const key of keys) this.#open.add(key);
  }

  /** What was gathered inside counts outside as well. */
  gather<T>(work: () => T): Kept<T> {
    const outer = this.#open;
    const rests = new Set<string>();
    this.#open = rests;
    try {
      return { value: work(), rests };
    } finally {
      this.#open = outer;
      this.touchAll(rests);
    }
  }
}

/** Answers by key, each worked out once; with a gatherer, what they rest on is kept with them. */
export class Answers<K, V> {
  readonly #gatherer: Gatherer | undefined;
  readonly #known = new Map<K, Kept<V>>();

  constructor(gatherer: Gatherer | undefined) {
    this.#gatherer = gatherer;
  }

  get(key: K, work: () => V): V {
    return this.kept(key, work).value;
  }

  kept(key: K, work: () => V): Kept<V> {
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#gatherer?.touchAll(known.rests);
      return known;
    }
    const kept = this.#gatherer?.gather(work) ?? { value: work(), rests: nothing };
    this.#known.set(key, kept);
    return kept;
  }
}

const nothing: Rests = new Set();

/** Whether an answer rests on nothing that changed. */
export function standsAfter(rests: Rests, changed: Rests): boolean {
  for (const key of changed) if (rests.has(key)) return false;
  return true;
}

/** Things by what they rest on: which of them a change may matter to is asked again and again. */
export class ByRests<T> {
  readonly #by = new Map<string, T[]>();

  add(one: T, rests: Rests): void {
    for (const key of rests) {
      const known = this.#by.get(key);
      if (known === undefined) this.#by.set(key, [one]);
      else known.push(one);
    }
  }

  /** What rests on something that changed. */
  touchedBy(changed: Rests): Set<T> {
    const found = new Set<T>();
    for (const key of changed) for (const one of this.#by.get(key) ?? []) found.add(one);
    return found;
  }
}
