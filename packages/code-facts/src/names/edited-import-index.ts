import type { RepoPath } from "@phasegate/workspace";
import type { Rests } from "../rests.ts";
import type { ImportIndex, Targets, Upstream } from "./import-index.ts";
import { Reached } from "./reached.ts";

/** Imports as edits leave them: those of every module whose imports they changed, over the index from before them. */
export class EditedImportIndex {
  readonly #before: ImportIndex;
  readonly #changed: Rests;
  readonly #targetsOf: (path: RepoPath) => Targets;
  /** Modules that are not there without the edits. */
  readonly #added = new Set<RepoPath>();
  readonly #upstream = new Map<string, Upstream>();
  readonly #covered = new WeakSet<readonly RepoPath[]>();

  constructor(before: ImportIndex, changed: Rests, targetsOf: (path: RepoPath) => Targets) {
    this.#before = before;
    this.#changed = changed;
    this.#targetsOf = targetsOf;
  }

  cover(modules: readonly RepoPath[]): void {
    // Of what was covered before, edits add nothing.
    if (this.#covered.has(modules) || this.#before.isCovered(modules)) return;
    const more = modules.filter((path) => !this.#before.has(path) && !this.#added.has(path));
    if (more.length > 0) {
      for (const path of more) if (this.#changed.has(path)) this.#added.add(path);
      this.#before.cover(more.filter((path) => !this.#changed.has(path)));
      this.#upstream.clear();
    }
    this.#covered.add(modules);
  }

  reachedFrom(
    question: string,
    modules: readonly RepoPath[],
    among: readonly RepoPath[],
  ): readonly RepoPath[] {
    const now = this.#redone();
    const before = {
      targetsOf: (path: RepoPath) => this.#before.targetsOf(path),
      has: (path: RepoPath) => this.#before.has(path),
    };
    const known = this.#before.reachedBy(question)?.after(modules, among, now, before);
    return known ?? new Reached(modules, among, (path) => now.get(path) ?? before.targetsOf(path)).list;
  }

  upstreamOf(home: string): Upstream {
    const known = this.#upstream.get(home);
    if (known !== undefined) return known;
    const now = this.#redone();
    const upstream = this.#after(home, now);
    this.#upstream.set(home, upstream);
    return upstream;
  }

  /** Targets of each module whose imports may have changed. */
  #redone(): ReadonlyMap<RepoPath, readonly string[]> {
    const now = new Map<RepoPath, readonly string[]>();
    for (let isOpen = true; isOpen; ) {
      isOpen = false;
      for (const path of this.#affected()) {
        if (now.has(path)) continue;
        isOpen = true;
        const targets = this.#targetsOf(path).value;
        now.set(path, targets);
        this.#coverTargets(targets);
      }
    }
    return now;
  }

  #coverTargets(targets: readonly string[]): void {
    for (const target of targets) {
      if (target.startsWith("\0") || this.#before.has(target)) continue;
      if (this.#changed.has(target)) this.#added.add(target);
      else this.#before.cover([target]);
    }
  }

  #affected(): ReadonlySet<RepoPath> {
    const affected = new Set(this.#added);
    for (const key of this.#changed) for (const path of this.#before.restingOn(key)) affected.add(path);
    return affected;
  }

  #after(home: string, now: ReadonlyMap<RepoPath, readonly string[]>): Upstream {
    const before = this.#before.membersUpstreamOf(home);
    const isUnmoved = [...now].every(([path, targets]) =>
      isSame(
        new Set(targets.filter((one) => before.has(one))),
        new Set(this.#before.targetsOf(path).filter((one) => before.has(one))),
      ),
    );
    // No way there was opened or closed.
    if (isUnmoved) return { has: (path) => before.has(path), joined: new Set() };
    const importers = new Map<string, RepoPath[]>();
    for (const [path, targets] of now) {
      for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), path]);
    }
    const after = new Set([home]);
    for (const one of after) {
      for (const path of this.#before.importersOf(one)) if (!now.has(path)) after.add(path);
      for (const path of importers.get(one) ?? []) after.add(path);
    }
    const joined = new Set([...after].filter((path) => !before.has(path)));
    return { has: (path) => after.has(path), joined };
  }
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
