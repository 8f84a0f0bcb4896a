import type { RepoPath } from "@phasegate/workspace";
import { isClass, isFunction, type Node } from "../ast.ts";
import type { Location } from "../location.ts";
import type { ModuleImports } from "../module-graph.ts";
import { Answers, type Kept, presenceOf, type Rests, standsAfter } from "../rests.ts";
import type { SymbolRef } from "../symbol.ts";
import type { ModuleUses } from "../uses/module-uses.ts";
import { Carriers } from "./carriers.ts";
import { EditedImportIndex } from "./edited-import-index.ts";
import { type Entity, entityKey, homeOf, plain } from "./entity.ts";
import { entityOfExpression } from "./expression-entity.ts";
import { type Followed, followExport, followImport } from "./follow.ts";
import type { ModuleGraph } from "./graph.ts";
import { ImportIndex, type Targets, type Upstream } from "./import-index.ts";
import { memberOf } from "./member.ts";
import { Questions } from "./questions.ts";
import { Takes } from "./takes.ts";
import { targetsOf } from "./targets.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";
import { entityOfVariable } from "./variable-entity.ts";

/** Names before edits, and what these changed. */
export interface NamesBefore {
  readonly names: Names;
  readonly changed: Rests;
}

/** Up to this many modules are looked through one by one, rather than by way of everything that they reach. */
const few = 64;
const nothing: Rests = new Set();
const everyone: Upstream = { has: () => true, joined: new Set() };

/** Answers what names and expressions denote. One per workspace; entities of variables are kept. */
export class Names {
  readonly graph: ModuleGraph;
  /** Uses of things in single modules. */
  readonly uses: Questions<Names, ModuleUses>;
  /** Who takes what. */
  readonly takes: Takes;
  /** Whether what is taken gives what a question is about, by its key. */
  readonly taken: Questions<Names, boolean>;
  /** Where modules write into what a constant holds. */
  readonly changes: Questions<Names, readonly Location[]>;
  /** Who imports whom. */
  readonly edges: Questions<Names, ModuleImports>;
  readonly #before: NamesBefore | undefined;
  readonly #variables: Answers<Variable, Entity>;
  readonly #targets: Answers<RepoPath, readonly string[]>;
  readonly #index: ImportIndex | EditedImportIndex;
  readonly #carriers = new Map<string, Carriers>();
  readonly #open = new Set<Variable>();

  constructor(graph: ModuleGraph, before?: NamesBefore) {
    const { gatherer } = graph;
    const questions = <T>(known: Questions<Names, T> | undefined): Questions<Names, T> =>
      new Questions(
        this,
        gatherer,
        known === undefined || before === undefined
          ? undefined
          : { questions: known, changed: before.changed },
      );
    this.graph = graph;
    this.uses = questions(before?.names.uses);
    this.takes = new Takes(graph, before && { takes: before.names.takes, changed: before.changed });
    this.taken = questions(before?.names.taken);
    this.changes = questions(before?.names.changes);
    this.edges = questions(before?.names.edges);
    this.#before = before;
    this.#variables = new Answers(gatherer);
    this.#targets = new Answers(gatherer);
    const targets = (path: RepoPath) => this.#targetsOf(path);
    this.#index =
      before !== undefined && before.names.#index instanceof ImportIndex
        ? new EditedImportIndex(before.names.#index, before.changed, targets)
        : new ImportIndex(targets);
  }

  /** Where the imports of a module lead when it runs: module paths, and external specifiers behind a NUL. */
  #targetsOf(path: RepoPath): Targets {
    return this.#targets.kept(path, () => this.#targetsBefore(path) ?? targetsOf(this.graph, path));
  }

  #targetsBefore(path: RepoPath): readonly string[] | undefined {
    if (this.#before === undefined || this.#before.changed.has(path)) return undefined;
    const { value, rests } = this.#before.names.#targetsOf(path);
    return standsAfter(rests, this.#before.changed) ? value : undefined;
  }

  /**
   * What reaches a module or package when it runs, among the candidates; too often true for few of them, which are
   * faster looked through than followed.
   */
  upstreamOf(home: string, candidates: readonly RepoPath[]): Upstream {
    if (candidates.length <= few) return everyone;
    this.#index.cover(candidates);
    return this.#index.upstreamOf(home);
  }

  /** The modules, and whatever they import when they run, directly or through others, of what is among these. */
  reachedFrom(
    question: string,
    modules: readonly RepoPath[],
    among: readonly RepoPath[],
  ): readonly RepoPath[] {
    this.#index.cover(modules);
    return this.#index.reachedFrom(question, modules, among);
  }

  /** Whether modules are looked through without regard to what they reach. */
  isOpen(upstream: Upstream): boolean {
    return upstream === everyone;
  }

  /** What a question about a thing rests on beside the edits themselves; `undefined` when the thing was edited. */
  alsoChanged(home: string, { joined }: Upstream): Rests | undefined {
    return this.#before?.changed.has(home) === true ? undefined : joined;
  }

  /** The same for a question that does not ask what reaches the thing. */
  alsoEdited(home: string): Rests | undefined {
    return this.#before?.changed.has(home) === true ? undefined : nothing;
  }

  /** What can give a target, as far as its upstream reaches. */
  carriers(target: Entity, isOpen: boolean): Carriers {
    const key = `${isOpen}\0${entityKey(target)}`;
    const known = this.#carriers.get(key);
    if (known !== undefined) return known;
    const home = homeOf(target);
    const carriers = new Carriers(this, target, (path) => isOpen || this.#index.upstreamOf(home).has(path));
    this.#carriers.set(key, carriers);
    return carriers;
  }

  /** A variable that is defined in terms of itself denotes itself. */
  ofVariable(tree: ModuleTree, variable: Variable): Entity {
    if (this.#open.has(variable)) return plain({ kind: "variable", tree, variable });
    return this.#keptVariable(tree, variable).value;
  }

  #keptVariable(tree: ModuleTree, variable: Variable): Kept<Entity> {
    return this.#variables.kept(variable, () => {
      const before = this.#variableBefore(tree, variable);
      if (before !== undefined) return before;
      this.#open.add(variable);
      try {
        return entityOfVariable(this, tree, variable);
      } finally {
        this.#open.delete(variable);
      }
    });
  }

  #variableBefore(tree: ModuleTree, variable: Variable): Entity | undefined {
    if (this.#before === undefined || !this.graph.isUnchanged(tree.path)) return undefined;
    const { names, changed } = this.#before;
    if (names.#open.has(variable)) return undefined;
    const { value, rests } = names.#keptVariable(tree, variable);
    return standsAfter(rests, changed) ? value : undefined;
  }

  ofExpression(tree: ModuleTree, node: Node): Entity {
    return entityOfExpression(this, tree, node);
  }

  /** What a name in a type denotes: `z.infer`, the `list` of `typeof list`. */
  ofName(tree: ModuleTree, name: Node): Entity {
    if (name.type !== "TSQualifiedName") return this.ofExpression(tree, name);
    return this.member(this.ofName(tree, name.left), name.right.name);
  }

  member(entity: Entity, name: string): Entity {
    return memberOf(this, entity, name);
  }

  /** `module` may be a repository path, a workspace package or an external specifier. */
  ofSymbol(symbol: SymbolRef): Entity {
    return this.ofFollowed(followSymbol(this.graph, symbol));
  }

  ofExport(path: RepoPath, name: string): Entity {
    return this.ofFollowed(followExport(this.graph, path, name));
  }

  ofImport(tree: ModuleTree, specifier: string, name: string): Entity {
    return this.ofFollowed(followImport(this.graph, tree.path, specifier, name));
  }

  ofFollowed(followed: Followed): Entity {
    switch (followed.kind) {
      case "external":
        return externalEntity(followed.module, followed.name === "*" ? [] : [followed.name]);
      case "namespace":
        return plain({ kind: "namespace", module: followed.path });
      case "missing":
        return plain({ kind: "unknown", reason: "missing", module: followed.module });
      case "unknown":
        return plain({ kind: "unknown", reason: followed.reason, module: followed.path });
      case "local":
        return this.#ofLocal(followed);
    }
  }

  #ofLocal(followed: Extract<Followed, { kind: "local" }>): Entity {
    const tree = this.graph.tree(followed.path);
    if (tree?.kind !== "tree") {
      return plain({ kind: "unknown", reason: "unparsable", module: followed.path });
    }
    if (followed.local !== undefined) {
      const variable = tree.scopes.topLevel.get(followed.local);
      if (variable !== undefined) return this.ofVariable(tree, variable);
    }
    const value = defaultExpression(tree);
    if (value === undefined) return plain({ kind: "unknown", reason: "missing", module: followed.path });
    if (isFunction(value) || isClass(value)) return plain({ kind: "code", tree, node: value });
    return this.ofExpression(tree, value);
  }
}

/** A symbol's module is a path when such a file exists, a specifier seen from the root otherwise. */
export function followSymbol(graph: ModuleGraph, symbol: SymbolRef): Followed {
  graph.gatherer?.touch(presenceOf(symbol.module));
  if (graph.workspace.entry(symbol.module) === "file")
    return followExport(graph, symbol.module, symbol.export);
  return followImport(graph, "package.json", symbol.module, symbol.export);
}

/** Built-in modules give the same functions by name and on their default export. */
export function externalEntity(module: string, path: readonly string[]): Entity {
  const names = module.startsWith("node:") && path[0] === "default" ? path.slice(1) : path;
  return { base: { kind: "external", module }, path: names };
}

function defaultExpression(tree: ModuleTree): Node | undefined {
  for (const statement of tree.program.body) {
    if (statement.type === "ExportDefaultDeclaration") return statement.declaration;
  }
  return undefined;
}
