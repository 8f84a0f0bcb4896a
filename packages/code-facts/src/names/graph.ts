import { type Memo, type RepoPath, readText, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { languageOf } from "../parse.ts";
import { readRecordBytes } from "../read-record.ts";
import type { ModuleRecord } from "../record.ts";
import type { Condition, Resolution } from "../resolve/resolution.ts";
import { Resolver } from "../resolve/resolver.ts";
import { type ModuleShape, readShape } from "./shapes.ts";
import { type ModuleTree, readTree, type TreeAnswer } from "./tree.ts";
import { TreeCache } from "./tree-cache.ts";

/** Bumped whenever a record of the same bytes would come out different. */
const recordVersion = 2;
const shapeVersion = 4;

/** Modules of one workspace: their surfaces from the memo, their trees from a bounded cache, their connections. */
export class ModuleGraph {
  readonly workspace: Workspace;
  readonly #memo: Memo | undefined;
  readonly #trees: TreeCache;
  readonly #resolver: Resolver;
  readonly #records = new Map<RepoPath, ModuleRecord | undefined>();

  constructor(workspace: Workspace, memo: Memo | undefined, resolver = new Resolver(workspace)) {
    this.workspace = workspace;
    this.#memo = memo;
    this.#trees = TreeCache.for(memo);
    this.#resolver = resolver;
  }

  get resolver(): Resolver {
    return this.#resolver;
  }

  /** `undefined` when the file is absent. */
  record(path: RepoPath): ModuleRecord | undefined {
    if (this.#records.has(path)) return this.#records.get(path);
    const record = this.#readRecord(path);
    this.#records.set(path, record);
    return record;
  }

  hasRecord(path: RepoPath): boolean {
    const digest = this.#records.has(path) ? undefined : this.workspace.digest(path);
    return digest === undefined || this.#memo?.get(recordSpace(path), digest) !== undefined;
  }

  /** Takes a record that was read elsewhere from the file's very bytes. */
  keepRecord(path: RepoPath, record: ModuleRecord): void {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return;
    this.#records.set(path, record);
    this.#memo?.set(recordSpace(path), digest, record);
  }

  #readRecord(path: RepoPath): ModuleRecord | undefined {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    const space = recordSpace(path);
    const known = this.#memo?.get(space, digest);
    // Only this function writes the namespace, whose version names the shape.
    if (known !== undefined) return known as ModuleRecord;
    const bytes = this.workspace.read(path);
    if (bytes === undefined) return undefined;
    const record = readRecordBytes(path, bytes);
    this.#memo?.set(space, digest, record);
    return record;
  }

  tree(path: RepoPath): TreeAnswer | undefined {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    return this.#trees.get(path, digest, () => {
      const text = this.#text(path);
      return typeof text === "string" || text === undefined ? readTree(path, text ?? "") : text;
    });
  }

  /** `undefined` when the file is absent or cannot be parsed. */
  shape(path: RepoPath): ModuleShape | undefined {
    const digest = this.workspace.digest(path);
    if (digest === undefined) return undefined;
    const space = `code-facts/shape/${shapeVersion}/${languageOf(path)}`;
    const known = this.#memo?.get(space, digest);
    // As for records: only this function writes the namespace.
    if (known !== undefined) return known as ModuleShape;
    const tree = this.tree(path);
    if (tree?.kind !== "tree") return undefined;
    const shape = readShape(tree);
    this.#memo?.set(space, digest, shape);
    return shape;
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
