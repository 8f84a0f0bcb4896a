import type { RepoPath } from "@phasegate/workspace";
import type { FunctionNode, Node } from "../ast.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { Fixpoint } from "./fixpoint.ts";
import type { Judgement, Verdict } from "./judgement.ts";
import type { Passes } from "./passes.ts";
import type { Rules } from "./want.ts";

/** What one question carries along. */
export interface Analysis {
  readonly names: Names;
  readonly rules: Rules;
  readonly candidates: readonly RepoPath[];
  /** Whether functions are only entered after the guard: a recursive call comes after the first one. */
  readonly entries: Fixpoint<Verdict>;
  /** Whether functions are only left after the guard: a recursive call ends in one that does not recurse. */
  readonly exits: Fixpoint<Judgement>;
  /** Passes of units on their own, not as called from somewhere. */
  readonly passes: Map<Node, Map<string, Passes>>;
  /** Functions that do, or do not, lead to the guard in any way. */
  readonly reach: Map<FunctionNode, boolean>;
  readonly named: Map<
    FunctionNode,
    "guard" | readonly { readonly tree: ModuleTree; readonly node: FunctionNode }[]
  >;
  /** Functions that may still be looked into. */
  budget: number;
}

/** How deep calls are followed, inwards and outwards. */
export const maxCallDepth = 12;
export const maxCallerDepth = 40;
/** Members that an identity may have: `f(x.next)` in `f` would grow for ever. */
export const maxMembers = 12;
const budget = 5000;

export function newAnalysis(names: Names, rules: Rules, candidates: readonly RepoPath[]): Analysis {
  return {
    names,
    rules,
    candidates,
    entries: new Fixpoint<Verdict>({ kind: "guarded" }),
    exits: new Fixpoint<Judgement>("yes"),
    passes: new Map(),
    reach: new Map(),
    named: new Map(),
    budget,
  };
}
