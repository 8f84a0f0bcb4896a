import type { RepoPath } from "@phasegate/workspace";
import { bare, memberName, walk } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Names } from "./names/names.ts";
import { locationOf } from "./names/tree.ts";
import { type StaticValue, ValueReader } from "./static-value.ts";
import type { SymbolRef } from "./symbol.ts";
import { allUses } from "./uses/module-uses.ts";

/** One call with its arguments as data; `undefined` when a spread leaves open which argument is which. */
export interface CallArguments {
  readonly module: RepoPath;
  readonly location: Location;
  readonly args: readonly StaticValue[] | undefined;
}

export function argumentsOf(
  names: Names,
  symbol: SymbolRef,
  candidates: readonly RepoPath[],
): readonly CallArguments[] {
  const found: CallArguments[] = [];
  for (const { tree, use } of allUses(names, names.ofSymbol(symbol), candidates)) {
    if (use.kind !== "call") continue;
    const args = use.args?.map((node) => new ValueReader(names).read(tree, node, 0));
    found.push({ module: tree.path, location: locationOf(tree, use.node), args });
  }
  return found;
}

/** Every call of a method of this name in a module, on whatever. */
export function methodArgumentsOf(names: Names, path: RepoPath, method: string): readonly CallArguments[] {
  const tree = names.graph.tree(path);
  if (tree?.kind !== "tree") return [];
  const found: CallArguments[] = [];
  walk(tree.program, (node) => {
    const callee = node.type === "CallExpression" ? bare(node.callee) : undefined;
    if (
      node.type === "CallExpression" &&
      callee?.type === "MemberExpression" &&
      memberName(callee) === method
    ) {
      const isSpread = node.arguments.some((one) => one.type === "SpreadElement");
      const args = isSpread
        ? undefined
        : node.arguments.map((one) => new ValueReader(names).read(tree, one, 0));
      found.push({ module: path, location: locationOf(tree, node), args });
    }
    return true;
  });
  return found;
}
