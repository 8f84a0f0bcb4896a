import { type Memo, type RepoPath, readText, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { languageOf } from "../parse.ts";
import { readRecordBytes } from "../read-record.ts";
import type { ModuleRecord } from "../record.ts";
import type { Condition, Resolution } from "../resolve/resolution.ts";
import { Resolver } from "../resolve/resolver.ts";
import { Answers, type Gatherer, type Rests } from "../rests.ts";
import type { Followed } from "./follow.ts";
import { type ModuleShape, readShape } from "./shapes.ts";
import { type ModuleTree, readTree, type TreeAnswer } from "./tree.ts";
import { TreeCache } from "./tree-cache.ts";

/** Bumped whenever a record of the same bytes would come out different. */
const recordVersion = 3;
const shapeVersion = 6;

/** Modules before edits, and what these changed. */
export interface GraphBefore {
  readonly graph: ModuleGraph;
  readonly changed: Rests;
}

interface GraphOptions {
  readonly memo?: Memo | undefined;
  readonly resolver?: Resolver | undefined;
  /** Told what each answer rests on. */
  readonly gatherer?: Gatherer | undefined;
  readonly before?: GraphBefore | undefined;
}

/** Modules of one workspace: their surfaces from the memo, their trees from a bounded cache, their connections. */
export class ModuleGraph {
  readonly workspace: Workspace;
  readonly memo: Memo | undefined;
  readonly #trees: TreeCache;
  readonly #resolver: Resolver;
  readonly #records = new Map<RepoPath, ModuleRecord | undefined>();
  readonly gatherer: Gatherer | undefined;
  /** Where exports come from, by module and name. */
  readonly followed: Answers<string, Followed>;
  readonly #before: GraphBefore | undefined;
  /** What answers rest on keeps its identity: trees of a workspace whose edits are asked about. */
  readonly #kept = new Map<RepoPath, TreeAnswer | undefined>();

  constructor(workspace: Workspace, { memo, resolver, gatherer, before }: GraphOptions = {}) {
    this.workspace = workspace;
    this.memo = memo;
    this.#trees = TreeCache.for(memo);
    this.gatherer = gatherer;
    this.followed = new Answers(gatherer);
    this.#before = before;
    const resolvers = before && { resolver: before.graph.#resolver, changed: before.changed };
    this.#resolver = resolver ?? new Resolver(workspace, { gatherer, before: resolvers });
  }

  /** The graph from before the edits, of a file that they left as it was. */
  #unchanged(path: RepoPath): ModuleGraph | undefined {
    return this.#before === undefined || this.#before.changed.has(path) ? undefined : this.#before.graph;
  }

  /** Whether edits left the file as it was. */
  isUnchanged(path: RepoPath): boolean {
    return this.#unchanged(path) !== undefined;
  }

  packageFolders(): ReadonlyMap<string, RepoPath> {
    return this.#resolver.packageFolders();
  }

  get resolver(): Resolver {
    return this.#resolver;
  }

  /** `undefined` when the file is absent. */
  record(path: RepoPath): ModuleRecord | undefined {
    this.gatherer?.touch(path);
    const before = this.#unchanged(path);
    if (before !== undefined) return before.record(path);
    if (this.#records.has(path)) return this.#records.get(path);
    const record = this.#readRecord(path);
    this.#records.set(path, record);
    return record;
  }

  hasRecord(path: RepoPath): boolean {
    const digest = this.#records.has(path) ? undefined : this.workspace.digest(path);
    return digest === undefined || this.memo?.get(recordSpace(path), digest) !== undefined;
  }

  /** Takes a record that was read elsewhere from the file's very bytes. */
  keepRecord(path: RepoPath, record: ModuleRecord): void {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return;
    this.#records.set(path, record);
    this.memo?.set(recordSpace(path), digest, record);
  }

  #readRecord(path: RepoPath): ModuleRecord | undefined {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    const space = recordSpace(path);
    const known = this.memo?.get(space, digest);
    // Only this function writes the namespace, whose version names the shape.
    if (known !== undefined) return known as ModuleRecord;
    const bytes = this.workspace.read(path);
    if (bytes === undefined) return undefined;
    const record = readRecordBytes(path, bytes);
    this.memo?.set(space, digest, record);
    return record;
  }

  tree(path: RepoPath): TreeAnswer | undefined {
    const before = this.#unchanged(path);
    if (before !== undefined) return before.tree(path);
    if (this.gatherer === undefined) return this.#readTree(path);
    this.gatherer.touch(path);
    if (!this.#kept.has(path)) this.#kept.set(path, this.#readTree(path));
    return this.#kept.get(path);
  }

  #readTree(path: RepoPath): TreeAnswer | undefined {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    return this.#trees.get(path, digest, () => {
      const text = this.#text(path);
      return typeof text === "string" || text === undefined ? readTree(path, text ?? "") : text;
    });
  }

  /** `undefined` when the file is absent or cannot be parsed. */
  shape(path: RepoPath): ModuleShape | undefined {
    this.gatherer?.touch(path);
    const before = this.#unchanged(path);
    if (before !== undefined) return before.shape(path);
    return this.derived(`code-facts/shape/${shapeVersion}`, path, () => {
      const tree = this.tree(path);
      return tree?.kind === "tree" ? readShape(tree) : undefined;
    });
  }

  /**
   * What follows from a module's bytes alone, kept by their digest; `undefined` when the file is absent. The namespace names
   * what is derived and the version of the code that derives it; nothing else writes it.
   */
  derived<Fact>(namespace: string, path: RepoPath, derive: () => Fact | undefined): Fact | undefined {
    this.gatherer?.touch(path);
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    const space = `${namespace}/${languageOf(path)}`;
    const known = this.memo?.get(space, digest);
    if (known !== undefined) return known as Fact;
    const fact = derive();
    if (fact !== undefined) this.memo?.set(space, digest, fact);
    return fact;
  }

  /** Stands for a file that has no tree, so that a place in it can be named. */
  emptyTree(path: RepoPath): ModuleTree {
    const tree = readTree(path, "");
    if (tree.kind !== "tree") throw new Error("an empty module is a module");
    return tree;
  }

  resolve(from: RepoPath, specifier: string, condition?: Condition): Resolution {
    return this.#resolver.resolve(from, specifier, condition);
  }

  /** `undefined` when the file is absent or no text. */
  text(path: RepoPath): string | undefined {
    this.gatherer?.touch(path);
    const text = this.#text(path);
    return typeof text === "string" ? text : undefined;
  }

  #text(path: RepoPath): string | Extract<ModuleRecord, { kind: "unparsable" }> | undefined {
    try {
      return readText(this.workspace, path);
    } catch (error) {
      if (!(error instanceof WorkspaceError) || error.code !== "not-utf8") throw error;
      return { kind: "unparsable", problems: [{ message: error.detail, span: [0, 0] }] };
    }
  }
}

function recordSpace(path: RepoPath): string {
  return `code-facts/record/${recordVersion}/${languageOf(path)}`;
}
