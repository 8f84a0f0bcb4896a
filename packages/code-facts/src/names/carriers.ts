import type { RepoPath } from "@phasegate/workspace";
import type { ReadableRecord } from "../record.ts";
import type { Kept } from "../rests.ts";
import { type Entity, homeOf, plain, stepsTo } from "./entity.ts";
import { type Followed, followImport } from "./follow.ts";
import { propertyNames } from "./member.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";
import { takenBy } from "./variable-entity.ts";

/** Something whose members can be the target: a module with its exports, or a constant with its properties. */
type Holder = RepoPath | { readonly tree: ModuleTree; readonly variable: Variable };

/**
 * Knows which imports can give a target, without building trees of modules that cannot know it: a constant that renames
 * the target is only looked for in modules that import the target's module, however far away.
 */
export class Carriers {
  readonly #names: Names;
  readonly #target: Entity;
  readonly #isUpstream: (path: RepoPath) => boolean;
  readonly #known = new Map<RepoPath | Variable, Kept<boolean>>();

  constructor(names: Names, target: Entity, isUpstream: (path: RepoPath) => boolean) {
    this.#names = names;
    this.#target = target;
    this.#isUpstream = isUpstream;
  }

  /** True for the declaring module, and for modules with an import that gives the target or something that holds it. */
  mayName(path: RepoPath): boolean {
    if (path === homeOf(this.#target)) return true;
    const record = this.#names.graph.record(path);
    if (record?.kind !== "module" || !this.#isUpstream(path)) return false;
    return importedNames(record).some(({ specifier, imported }) => this.gives(path, specifier, imported));
  }

  /** The import gives the target or something that holds it. */
  gives(from: RepoPath, specifier: string, imported: string): boolean {
    const given = this.#givenBy(followImport(this.#names.graph, from, specifier, imported));
    return given !== undefined && this.holds(given);
  }

  /**
   * False for an imported name that gives neither the target nor anything that holds it, which is known without the trees
   * of where it comes from.
   */
  mayBe({ path }: ModuleTree, variable: Variable): boolean {
    const taken = takenBy(variable);
    return taken === undefined || this.gives(path, taken.specifier, taken.imported);
  }

  /** The thing is the target, or the target can be reached by reading its members. */
  holds(entity: Entity): boolean {
    if (stepsTo(entity, this.#target) !== undefined) return true;
    const holder = holderOf(entity);
    if (holder === undefined) return false;
    const { gatherer } = this.#names.graph;
    const known = this.#known.get(keyOf(holder));
    if (known !== undefined) {
      gatherer?.touchAll(known.rests);
      return known.value;
    }
    const seen = new Map([[keyOf(holder), holder]]);
    const search = () => this.#searchIn(seen);
    const found = gatherer?.gather(search) ?? { value: search(), rests: new Set() };
    // Where nothing was found, nothing is to be found from anywhere that was looked at.
    for (const key of found.value ? [keyOf(holder)] : seen.keys()) this.#known.set(key, found);
    return found.value;
  }

  /** Looks through everything that can be reached by reading members; what holds each other is looked at once. */
  #searchIn(open: Map<RepoPath | Variable, Holder>): boolean {
    for (const holder of open.values()) {
      for (const entity of this.#contentsOf(holder)) {
        if (stepsTo(entity, this.#target) !== undefined) return true;
        const next = holderOf(entity);
        if (next === undefined) continue;
        const known = this.#known.get(keyOf(next));
        if (known === undefined) open.set(keyOf(next), next);
        else {
          this.#names.graph.gatherer?.touchAll(known.rests);
          if (known.value) return true;
        }
      }
    }
    return false;
  }

  *#contentsOf(holder: Holder): Generator<Entity> {
    if (typeof holder === "string") {
      yield* this.#exportsOf(holder);
      return;
    }
    const { tree, variable } = holder;
    for (const name of propertyNames(variable)) {
      yield this.#names.member(plain({ kind: "variable", tree, variable }), name);
    }
  }

  *#exportsOf(path: RepoPath): Generator<Entity> {
    const { graph } = this.#names;
    const record = graph.record(path);
    if (record?.kind !== "module" || !this.#isUpstream(path)) return;
    for (const one of record.exports) if (!one.typeOnly) yield this.#names.ofExport(path, one.exported);
    for (const { specifier, typeOnly } of record.stars) {
      const given = typeOnly ? undefined : this.#givenBy(followImport(graph, path, specifier, "*"));
      if (given !== undefined) yield given;
    }
  }

  #givenBy(followed: Followed): Entity | undefined {
    if (followed.kind === "missing" || followed.kind === "unknown") return undefined;
    if (followed.kind === "local") {
      if (!this.#isUpstream(followed.path)) return undefined;
      if (followed.path !== homeOf(this.#target) && this.#isPlain(followed)) return undefined;
    }
    return this.#names.ofFollowed(followed);
  }

  /** The declaration alone shows that this is neither the target nor anything that holds it. */
  #isPlain({ path, local = "default" }: Extract<Followed, { kind: "local" }>): boolean {
    const shape = this.#names.graph.shape(path);
    return shape !== undefined && !shape.aliases.includes(local) && !shape.containers.includes(local);
  }
}

function holderOf({ base, path }: Entity): Holder | undefined {
  if (path.length > 0) return undefined;
  if (base.kind === "namespace") return base.module;
  return base.kind === "variable" ? { tree: base.tree, variable: base.variable } : undefined;
}

function keyOf(holder: Holder): RepoPath | Variable {
  return typeof holder === "string" ? holder : holder.variable;
}

function importedNames(record: ReadableRecord): readonly { specifier: string; imported: string }[] {
  return [
    ...record.imports.flatMap(({ specifier, names }) =>
      names.filter((one) => !one.typeOnly).map(({ imported }) => ({ specifier, imported })),
    ),
    ...record.dynamic.flatMap(({ specifier }) => (specifier === null ? [] : { specifier, imported: "*" })),
  ];
}
