import type { RepoPath } from "@phasegate/workspace";
import type { Node } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Entity } from "./names/entity.ts";
import type { Followed } from "./names/follow.ts";
import { followSymbol, type Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import { type Variable, valueDefinitions } from "./names/variable.ts";
import type { SymbolRef } from "./symbol.ts";

export const declarationKinds = [
  "function",
  "class",
  "const",
  "let",
  "var",
  "using",
  "enum",
  "namespace",
  "type",
  "expression",
] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

export interface Declaration {
  readonly module: RepoPath;
  /** Local name; `default` for an anonymous default export. */
  readonly name: string;
  readonly location: Location;
  readonly declarationKind: DeclarationKind;
}

export type ExportAnswer =
  | { readonly kind: "found"; readonly declaration: Declaration }
  /** A whole module: `export *` as a name, or a symbol with the export `*`. */
  | { readonly kind: "module"; readonly module: RepoPath }
  | { readonly kind: "external"; readonly module: string; readonly export: string }
  | { readonly kind: "missing"; readonly module: string; readonly moduleExists: boolean }
  | { readonly kind: "unknown"; readonly reason: string; readonly location: Location };

/** Where an exported name is declared, through re-exports and through constants that only rename something else. */
export function exportOf(names: Names, symbol: SymbolRef): ExportAnswer {
  const followed = followSymbol(names.graph, symbol);
  switch (followed.kind) {
    case "external":
      return { kind: "external", module: followed.module, export: followed.name };
    case "namespace":
      return { kind: "module", module: followed.path };
    case "missing":
      return { kind: "missing", module: followed.module, moduleExists: followed.exists };
    case "unknown":
      return unknown(names, followed.path, followed.reason);
    case "local":
      return declared(names, followed);
  }
}

function declared(names: Names, followed: Extract<Followed, { kind: "local" }>): ExportAnswer {
  const tree = names.graph.tree(followed.path);
  if (tree?.kind !== "tree") return unknown(names, followed.path, "unparsable");
  const entity = names.ofFollowed(followed);
  const elsewhere = renamed(entity);
  if (elsewhere !== undefined) return elsewhere;
  const variable = followed.local === undefined ? undefined : tree.scopes.topLevel.get(followed.local);
  if (variable !== undefined) return { kind: "found", declaration: ofVariable(tree, variable) };
  const node = tree.program.body.find((one) => one.type === "ExportDefaultDeclaration");
  if (node === undefined) return { kind: "missing", module: followed.path, moduleExists: true };
  return {
    kind: "found",
    declaration: {
      module: tree.path,
      name: "default",
      location: locationOf(tree, node),
      declarationKind: "expression",
    },
  };
}

/** `export const a = b` is `b`, wherever that is declared. */
function renamed({ base, path }: Entity): ExportAnswer | undefined {
  if (base.kind === "external") {
    return { kind: "external", module: base.module, export: path.length === 0 ? "*" : path.join(".") };
  }
  if (path.length > 0) return undefined;
  if (base.kind === "namespace") return { kind: "module", module: base.module };
  if (base.kind === "variable") return { kind: "found", declaration: ofVariable(base.tree, base.variable) };
  if (base.kind !== "code") return undefined;
  const { tree, node } = base;
  const variable = nameOf(tree, node);
  if (variable !== undefined) return { kind: "found", declaration: ofVariable(tree, variable) };
  return {
    kind: "found",
    declaration: {
      module: tree.path,
      name: node.id?.name ?? "default",
      location: locationOf(tree, node),
      declarationKind:
        node.type === "ClassDeclaration" || node.type === "ClassExpression" ? "class" : "function",
    },
  };
}

function nameOf(tree: ModuleTree, node: Node): Variable | undefined {
  const holder = node.parent?.type === "VariableDeclarator" ? node.parent : node;
  for (const variable of tree.scopes.topLevel.values()) {
    if (variable.definitions.some((one) => one.node === holder)) return variable;
  }
  return undefined;
}

function ofVariable(tree: ModuleTree, variable: Variable): Declaration {
  const definition = valueDefinitions(variable)[0] ?? variable.definitions[0];
  const node = definition?.node ?? tree.program;
  return {
    module: tree.path,
    name: variable.name,
    location: locationOf(tree, node),
    declarationKind: kindOf(node),
  };
}

function kindOf(node: Node): DeclarationKind {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "TSDeclareFunction":
      return "function";
    case "ClassDeclaration":
    case "ClassExpression":
      return "class";
    case "TSEnumDeclaration":
      return "enum";
    case "TSModuleDeclaration":
      return "namespace";
    case "VariableDeclarator": {
      const kind = node.parent?.type === "VariableDeclaration" ? node.parent.kind : "const";
      return kind === "await using" ? "using" : kind;
    }
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return "type";
    default:
      return "expression";
  }
}

function unknown(names: Names, path: RepoPath, reason: string): ExportAnswer {
  const tree = names.graph.tree(path);
  const start = { line: 1, column: 1, offset: 0 };
  const location = tree?.kind === "tree" ? tree.lines.location(path, [0, 0]) : { path, start, end: start };
  return { kind: "unknown", reason, location };
}
