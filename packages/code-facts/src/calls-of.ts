import type { RepoPath } from "@phasegate/workspace";
import { isClass, isFunction, keyOf, type Node } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Names } from "./names/names.ts";
import { locationOf } from "./names/tree.ts";
import type { SymbolRef } from "./symbol.ts";
import { allUses } from "./uses/module-uses.ts";
import type { CallKind, EscapeKind } from "./uses/use.ts";

export interface CallSite {
  readonly module: RepoPath;
  readonly kind: CallKind;
  /** Something before a `?.` can skip the call. */
  readonly optional: boolean;
  readonly location: Location;
  /** Name of the innermost function around the call; `(anonymous)` for one without a name, `undefined` at the top level. */
  readonly enclosing: string | undefined;
  /** Names of all functions and classes around the call, outermost first, joined by dots: `createDispatch.dispatch`. */
  readonly enclosingPath: string;
}

/** A place where the value gets away, so that calls of it may happen elsewhere. */
export interface Escape {
  readonly module: RepoPath;
  readonly kind: EscapeKind | "unparsable";
  readonly location: Location;
  readonly enclosing: string | undefined;
}

export interface CallsAnswer {
  readonly calls: readonly CallSite[];
  readonly escapes: readonly Escape[];
}

/** Calls of a symbol among `candidates`, through aliases, namespaces, renamed imports and re-exports. */
export function callsOf(names: Names, symbol: SymbolRef, candidates: readonly RepoPath[]): CallsAnswer {
  const calls: CallSite[] = [];
  const escapes: Escape[] = [];
  for (const { tree, use } of allUses(names, names.ofSymbol(symbol), candidates)) {
    const place = {
      module: tree.path,
      location: locationOf(tree, use.node),
      enclosing: enclosingName(use.node),
    };
    if (use.kind === "call") {
      const enclosingPath = enclosingNames(use.node).join(".");
      calls.push({ ...place, enclosingPath, kind: use.call, optional: use.optional });
    } else if (use.kind === "escape") escapes.push({ ...place, kind: use.escape });
  }
  return { calls, escapes: [...escapes, ...unparsable(names, candidates)] };
}

function unparsable(names: Names, candidates: readonly RepoPath[]): readonly Escape[] {
  return names.takes.unknownIn(candidates).flatMap(({ module, reason }): Escape[] => {
    if (reason !== "unparsable") return [];
    const start = { line: 1, column: 1, offset: 0 };
    return [
      { module, kind: "unparsable", location: { path: module, start, end: start }, enclosing: undefined },
    ];
  });
}

function enclosingFunction(node: Node): Node | undefined {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (isFunction(at) || at.type === "StaticBlock") return at;
  }
  return undefined;
}

function enclosingNames(node: Node): readonly string[] {
  const names: string[] = [];
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (isFunction(at)) names.unshift(functionName(at));
    else if (isClass(at)) names.unshift(at.id?.name ?? "(anonymous)");
  }
  return names;
}

function enclosingName(node: Node): string | undefined {
  const found = enclosingFunction(node);
  return found === undefined ? undefined : functionName(found);
}

export function functionName(node: Node): string {
  if (isFunction(node) && node.id !== null) return node.id.name;
  const holder = node.parent;
  if (holder?.type === "VariableDeclarator" && holder.id.type === "Identifier") return holder.id.name;
  if (
    holder?.type === "MethodDefinition" ||
    holder?.type === "PropertyDefinition" ||
    holder?.type === "Property"
  ) {
    return keyOf(holder) ?? "(anonymous)";
  }
  return holder?.type === "ExportDefaultDeclaration" ? "default" : "(anonymous)";
}
