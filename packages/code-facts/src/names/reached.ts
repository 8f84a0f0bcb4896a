import type { RepoPath } from "@phasegate/workspace";

type TargetsOf = (path: RepoPath) => readonly string[];

/** Modules, and whatever they reach of what is among some. */
export class Reached {
  readonly from: readonly RepoPath[];
  readonly of: readonly RepoPath[];
  readonly list: readonly RepoPath[];
  readonly #starts: ReadonlySet<RepoPath>;
  readonly #among: ReadonlySet<RepoPath>;
  readonly #found: ReadonlySet<RepoPath>;

  constructor(from: readonly RepoPath[], of: readonly RepoPath[], targetsOf: TargetsOf) {
    this.from = from;
    this.of = of;
    this.#starts = new Set(from);
    this.#among = new Set(of);
    const found = new Set(from);
    for (const path of found)
      for (const target of targetsOf(path)) if (this.#among.has(target)) found.add(target);
    this.#found = found;
    this.list = [...found];
  }

  /**
   * The same after edits that only add to what is reached; `undefined` where they take something away.
   * @param now targets of each module whose imports may have changed
   * @param wasThere whether a module was known before the edits
   */
  after(
    from: readonly RepoPath[],
    of: readonly RepoPath[],
    now: ReadonlyMap<RepoPath, readonly string[]>,
    before: { readonly targetsOf: TargetsOf; readonly has: (path: RepoPath) => boolean },
  ): readonly RepoPath[] | undefined {
    const starts = added(from, this.#starts);
    const fresh = added(of, this.#among);
    // What was there and is among them only now may be imported by anybody.
    if (starts === undefined || fresh === undefined || fresh.some(before.has)) return undefined;
    const isNew = new Set(fresh);
    const isAmong = (path: string): boolean => this.#among.has(path) || isNew.has(path);
    const open = starts.filter((path) => !this.#found.has(path));
    for (const [path, targets] of now) {
      if (!this.#found.has(path)) continue;
      const still = new Set(targets);
      if (before.targetsOf(path).some((one) => this.#among.has(one) && !still.has(one))) return undefined;
      for (const one of targets) if (isAmong(one) && !this.#found.has(one)) open.push(one);
    }
    if (open.length === 0) return this.list;
    const more = new Set(open);
    for (const path of more)
      for (const target of now.get(path) ?? before.targetsOf(path))
        if (isAmong(target) && !this.#found.has(target)) more.add(target);
    return [...this.list, ...more];
  }
}

/** What a list holds beyond what it held before; `undefined` where something is gone. */
function added(list: readonly RepoPath[], before: ReadonlySet<RepoPath>): RepoPath[] | undefined {
  const more = list.filter((path) => !before.has(path));
  return list.length - more.length === before.size ? more : undefined;
}
