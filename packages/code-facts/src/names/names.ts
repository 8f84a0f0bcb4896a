import type { RepoPath } from "@phasegate/workspace";
import { isClass, isFunction, type Node } from "../ast.ts";
import type { SymbolRef } from "../symbol.ts";
import { type Entity, plain } from "./entity.ts";
import { entityOfExpression } from "./expression-entity.ts";
import { type Followed, followExport, followImport } from "./follow.ts";
import type { ModuleGraph } from "./graph.ts";
import { ImportIndex } from "./import-index.ts";
import { memberOf } from "./member.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";
import { entityOfVariable } from "./variable-entity.ts";

/** Answers what names and expressions denote. One per workspace; entities of variables are kept. */
export class Names {
  readonly graph: ModuleGraph;
  readonly #variables = new Map<Variable, Entity>();
  readonly #indexes = new WeakMap<readonly RepoPath[], ImportIndex>();
  readonly #open = new Set<Variable>();

  constructor(graph: ModuleGraph) {
    this.graph = graph;
  }

  importIndex(candidates: readonly RepoPath[]): ImportIndex {
    const known = this.#indexes.get(candidates);
    if (known !== undefined) return known;
    const index = new ImportIndex(this.graph, candidates);
    this.#indexes.set(candidates, index);
    return index;
  }

  /** A variable that is defined in terms of itself denotes itself. */
  ofVariable(tree: ModuleTree, variable: Variable): Entity {
    const known = this.#variables.get(variable);
    if (known !== undefined) return known;
    if (this.#open.has(variable)) return plain({ kind: "variable", tree, variable });
    this.#open.add(variable);
    const entity = entityOfVariable(this, tree, variable);
    this.#open.delete(variable);
    this.#variables.set(variable, entity);
    return entity;
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
