import type { Node } from "../ast.ts";
import { type Followed, followImport } from "./follow.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";

/** What an alias stands for, or an interface. */
export interface DeclaredType {
  readonly tree: ModuleTree;
  readonly node: Node;
}

/** The declaration of a type, in whatever module it stands. */
export function declaredType(names: Names, followed: Followed): DeclaredType | undefined {
  if (followed.kind !== "local" || followed.local === undefined) return undefined;
  const tree = names.graph.tree(followed.path);
  if (tree?.kind !== "tree") return undefined;
  const definitions = tree.scopes.topLevel.get(followed.local)?.definitions ?? [];
  const types = definitions.filter(({ kind }) => kind === "type");
  const node = types.length === 1 ? types[0]?.node : undefined;
  if (node?.type === "TSTypeAliasDeclaration") return { tree, node: node.typeAnnotation };
  return node?.type === "TSInterfaceDeclaration" && node.extends.length === 0 ? { tree, node } : undefined;
}

/** The type that a name of the module's top level stands for, wherever it was imported from. */
export function typeOfName(names: Names, tree: ModuleTree, name: string): DeclaredType | undefined {
  return declaredType(names, followName(names, tree, name));
}

/** Where a name of a module's top level leads. */
export function followName(names: Names, tree: ModuleTree, name: string): Followed {
  const record = names.graph.record(tree.path);
  for (const one of record?.kind === "module" ? record.imports : []) {
    const imported = one.names.find(({ local }) => local === name);
    if (imported !== undefined) return followImport(names.graph, tree.path, one.specifier, imported.imported);
  }
  return { kind: "local", path: tree.path, local: name, exported: name };
}
