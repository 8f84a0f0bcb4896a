import type { RepoPath } from "@phasegate/workspace";
import type { ReadableRecord } from "../record.ts";
import { type Entity, homeOf, plain, stepsTo } from "./entity.ts";
import { type Followed, followImport } from "./follow.ts";
import type { ImportIndex } from "./import-index.ts";
import { propertyNames } from "./member.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";

/**
 * Knows which imports can give a target, without building trees of modules that cannot know it: a constant that renames
 * the target is only looked for in modules that import the target's module, however far away.
 */
export class Carriers {
  readonly #names: Names;
  readonly #target: Entity;
  readonly #isUpstream: (path: RepoPath) => boolean;
  readonly #literals = new Map<Variable, boolean>();
  readonly #namespaces = new Map<RepoPath, boolean>();

  constructor(names: Names, target: Entity, index: ImportIndex) {
    this.#names = names;
    this.#target = target;
    this.#isUpstream = index.upstreamOf(homeOf(target));
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
    return this.#givenBy(followImport(this.#names.graph, from, specifier, imported));
  }

  /** The thing is the target, or the target can be reached by reading its members. */
  holds(entity: Entity): boolean {
    if (stepsTo(entity, this.#target) !== undefined) return true;
    if (entity.path.length > 0) return false;
    if (entity.base.kind === "namespace") return this.#namespaceHolds(entity.base.module);
    if (entity.base.kind !== "variable") return false;
    return this.#literalHolds(entity.base.tree, entity.base.variable);
  }

  #givenBy(followed: Followed): boolean {
    if (followed.kind === "namespace") return this.#namespaceHolds(followed.path);
    if (followed.kind === "local" && !this.#isUpstream(followed.path)) return false;
    if (followed.kind === "missing" || followed.kind === "unknown") return false;
    if (followed.kind === "local" && followed.path !== homeOf(this.#target) && this.#isPlain(followed))
      return false;
    return this.holds(this.#names.ofFollowed(followed));
  }

  /** The declaration alone shows that this is neither the target nor anything that holds it. */
  #isPlain({ path, local = "default" }: Extract<Followed, { kind: "local" }>): boolean {
    const shape = this.#names.graph.shape(path);
    return shape !== undefined && !shape.aliases.includes(local) && !shape.containers.includes(local);
  }

  #literalHolds(tree: ModuleTree, variable: Variable): boolean {
    const known = this.#literals.get(variable);
    if (known !== undefined) return known;
    this.#literals.set(variable, false);
    const found = propertyNames(variable).some((name) =>
      this.holds(this.#names.member(plain({ kind: "variable", tree, variable }), name)),
    );
    this.#literals.set(variable, found);
    return found;
  }

  #namespaceHolds(path: RepoPath): boolean {
    const known = this.#namespaces.get(path);
    if (known !== undefined) return known;
    this.#namespaces.set(path, false);
    const found = this.#isUpstream(path) && this.#exportsHold(path);
    this.#namespaces.set(path, found);
    return found;
  }

  #exportsHold(path: RepoPath): boolean {
    const { graph } = this.#names;
    const record = graph.record(path);
    if (record?.kind !== "module") return false;
    const { base } = this.#target;
    if (base.kind === "namespace" && base.module === path) return true;
    return (
      record.exports.some((one) => {
        if (one.typeOnly) return false;
        return this.holds(this.#names.ofExport(path, one.exported));
      }) || record.stars.some((one) => !one.typeOnly && this.gives(path, one.specifier, "*"))
    );
  }
}

function importedNames(record: ReadableRecord): readonly { specifier: string; imported: string }[] {
  return [
    ...record.imports.flatMap(({ specifier, names }) =>
      names.filter((one) => !one.typeOnly).map(({ imported }) => ({ specifier, imported })),
    ),
    ...record.dynamic.flatMap(({ specifier }) => (specifier === null ? [] : { specifier, imported: "*" })),
  ];
}
