import type { RepoPath } from "@phasegate/workspace";
import type { Rests } from "../rests.ts";
import { Reached } from "./reached.ts";

/** Which modules can reach a module or package when they run. */
export interface Upstream {
  has(path: RepoPath): boolean;
  /** Modules that only reach it since the edits. */
  readonly joined: Rests;
}

/** Where the imports of a module lead when it runs, with what that rests on. */
export interface Targets {
  /** Module paths, and external specifiers behind a NUL. */
  readonly value: readonly string[];
  readonly rests: Rests;
}

const nobody: ReadonlySet<RepoPath> = new Set();

/** Which modules import which, over every module that was asked about and everything that they reach. */
export class ImportIndex {
  readonly #targetsOf: (path: RepoPath) => Targets;
  readonly #targets = new Map<RepoPath, readonly string[]>();
  readonly #importers = new Map<string, RepoPath[]>();
  /** Modules whose targets rest on something. */
  readonly #resting = new Map<string, Set<RepoPath>>();
  /** Modules that are still to be followed. */
  readonly #open: RepoPath[] = [];
  readonly #covered = new WeakSet<readonly RepoPath[]>();
  readonly #upstream = new Map<string, Set<string>>();
  readonly #reached = new Map<string, Reached>();

  constructor(targetsOf: (path: RepoPath) => Targets) {
    this.#targetsOf = targetsOf;
  }

  cover(modules: readonly RepoPath[]): void {
    if (this.#covered.has(modules)) return;
    for (const path of modules) if (!this.#targets.has(path)) this.#open.push(path);
    // What throws stays open, so that whoever asks next is told as well.
    for (let path = this.#open.at(-1); path !== undefined; path = this.#open.at(-1)) {
      const next = this.#targets.has(path) ? [] : this.#add(path);
      this.#open.pop();
      for (const one of next) if (!one.startsWith("\0")) this.#open.push(one);
    }
    this.#covered.add(modules);
  }

  #add(path: RepoPath): readonly string[] {
    const { value, rests } = this.#targetsOf(path);
    this.#targets.set(path, value);
    for (const next of value) {
      const list = this.#importers.get(next);
      if (list === undefined) this.#importers.set(next, [path]);
      else list.push(path);
    }
    for (const key of rests) {
      const resting = this.#resting.get(key) ?? new Set();
      this.#resting.set(key, resting.add(path));
    }
    this.#upstream.clear();
    return value;
  }

  upstreamOf(home: string): Upstream {
    const members = this.membersUpstreamOf(home);
    return { has: (path) => members.has(path), joined: nobody };
  }

  /** Of what was covered, the module or package `home` and whatever imports it, directly or through others. */
  membersUpstreamOf(home: string): ReadonlySet<string> {
    const known = this.#upstream.get(home);
    if (known !== undefined) return known;
    const upstream = new Set<string>([home]);
    for (const one of upstream) for (const importer of this.importersOf(one)) upstream.add(importer);
    this.#upstream.set(home, upstream);
    return upstream;
  }

  /** Modules that were covered, and what they reach of what is among these. */
  reachedFrom(
    question: string,
    modules: readonly RepoPath[],
    among: readonly RepoPath[],
  ): readonly RepoPath[] {
    const known = this.#reached.get(question);
    if (known?.from === modules && known.of === among) return known.list;
    const reached = new Reached(modules, among, (path) => this.targetsOf(path));
    this.#reached.set(question, reached);
    return reached.list;
  }

  /** The last answer to a question. */
  reachedBy(question: string): Reached | undefined {
    return this.#reached.get(question);
  }

  isCovered(modules: readonly RepoPath[]): boolean {
    return this.#covered.has(modules);
  }

  importersOf(target: string): Iterable<RepoPath> {
    return this.#importers.get(target) ?? nobody;
  }

  targetsOf(path: RepoPath): readonly string[] {
    return this.#targets.get(path) ?? [];
  }

  has(path: RepoPath): boolean {
    return this.#targets.has(path);
  }

  restingOn(key: string): ReadonlySet<RepoPath> {
    return this.#resting.get(key) ?? nobody;
  }
}
