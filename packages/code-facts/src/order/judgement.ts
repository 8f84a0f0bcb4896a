import type { Node } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { Step, UndecidedReason } from "./query.ts";

export interface Doubt {
  readonly kind: "maybe";
  readonly tree: ModuleTree;
  readonly node: Node;
  readonly reason: UndecidedReason;
}

/** Three-valued: it holds, it may hold for all that is known, it does not. */
export type Judgement = "yes" | Doubt | "no";

export function doubt(tree: ModuleTree, node: Node, reason: UndecidedReason): Doubt {
  return { kind: "maybe", tree, node, reason };
}

/** The better of two ways to establish the same thing. */
export function either(a: Judgement, b: () => Judgement): Judgement {
  if (a === "yes") return a;
  const other = b();
  return other === "no" ? a : other === "yes" || a === "no" ? other : a;
}

/** What holds when both are needed. */
export function both(a: Judgement, b: () => Judgement): Judgement {
  if (a === "no") return a;
  const other = b();
  return other === "no" || a === "yes" ? other : a;
}

/** Whether a place is guarded; a way around carries its steps. */
export type Verdict =
  | { readonly kind: "guarded" }
  | { readonly kind: "open"; readonly steps: readonly Step[] }
  | Doubt;
