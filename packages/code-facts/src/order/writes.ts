import { bare, type Node, walk } from "../ast.ts";
import { unitOf } from "../flow/flow-of.ts";
import type { FlowGraph } from "../flow/graph.ts";
import { type Entity, entityKey } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable } from "../names/variable.ts";
import { type Doubt, doubt } from "./judgement.ts";
import type { Want } from "./want.ts";

/** Points after which the wanted expression means another thing. */
export type Writes =
  | Doubt
  | { readonly kind: "known"; readonly points: (graph: FlowGraph) => readonly number[] };

const none: Writes = { kind: "known", points: () => [] };

/**
 * Writes to the wanted variable, or to a member on the way to the wanted one, within a unit. A variable that other
 * functions write as well cannot be followed.
 */
export function writesTo(names: Names, tree: ModuleTree, unit: Node, { identity }: Want): Writes {
  if (identity === undefined) return none;
  const { base, path } = identity.entity;
  const nodes: Node[] = [];
  if (base.kind === "variable" && base.tree === tree && !isStable(base.variable)) {
    for (const { node, write } of base.variable.references) {
      if (!write) continue;
      if (unitOf(node) !== unit) return doubt(tree, node, "identity-unknown");
      nodes.push(node);
    }
  }
  if (path.length > 0) nodes.push(...memberWrites(names, tree, unit, identity.entity));
  if (nodes.length === 0) return none;
  return { kind: "known", points: (graph) => nodes.flatMap((node) => graph.pointsOf(node, "write")) };
}

function memberWrites(names: Names, tree: ModuleTree, unit: Node, entity: Entity): readonly Node[] {
  const prefixes = new Set(
    entity.path.map((_, index) => entityKey({ base: entity.base, path: entity.path.slice(0, index + 1) })),
  );
  const found: Node[] = [];
  walk(unit, (node) => {
    const target =
      node.type === "AssignmentExpression"
        ? node.left
        : node.type === "UpdateExpression"
          ? node.argument
          : undefined;
    if (target === undefined || target.type !== "MemberExpression") return true;
    if (prefixes.has(entityKey(names.ofExpression(tree, bare(target))))) found.push(target);
    return true;
  });
  return found;
}
