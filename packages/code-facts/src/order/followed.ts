import { type FunctionNode, isFunction, memberName, type Node } from "../ast.ts";
import { flowOf, unitOf } from "../flow/flow-of.ts";
import type { FlowGraph } from "../flow/graph.ts";
import type { Names } from "../names/names.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import { outermost } from "../uses/outermost.ts";
import { type Analysis, maxCallerDepth } from "./analysis.ts";
import { callbackCallOf } from "./callback-call.ts";
import { isOwn, usesOfFunction, wantOutside } from "./callers.ts";
import { Fixpoint } from "./fixpoint.ts";
import { frameOf } from "./frame.ts";
import { judgeCalls } from "./guarded.ts";
import { type Doubt, doubt, type Verdict } from "./judgement.ts";
import { passesOf } from "./passes.ts";
import type { CallTarget, GuardAnswer, GuardedQuery, MemberRef } from "./query.ts";
import { wayAround } from "./search.ts";
import { type Want, wantKey } from "./want.ts";
import { nameOf, stepsOf } from "./witness.ts";
import { writesTo } from "./writes.ts";

export interface FollowedQuery
  extends Pick<GuardedQuery, "within" | "candidates" | "combinators" | "neverReturns" | "unknownCallers"> {
  readonly first: CallTarget;
  readonly next: MemberRef;
  /** Both calls are given the same thing. */
  readonly same?: { readonly firstArgument: number | string; readonly nextArgument: number | string };
}

/**
 * Decides whether, wherever `first` has come to its end, `next` has too by the time that the code around is left: by a
 * normal end, or by a `throw` of its own. What an exception of some other call interrupts has to be done again, so it is
 * no way around, unless a caller catches it and goes on. That `next` does not come before `first` is for `guarded` to say.
 */
export function followed(names: Names, query: FollowedQuery): GuardAnswer {
  const { first, next, same, ...rest } = query;
  const rules: GuardedQuery = {
    ...rest,
    effect: first,
    guard: next,
    ...(same === undefined
      ? {}
      : { same: { effectArgument: same.firstArgument, guardArgument: same.nextArgument } }),
  };
  const units = new Fixpoint<Verdict>({ kind: "guarded" });
  return judgeCalls(names, rules, {
    verdictOf: (analysis, { tree, node }, want) =>
      verdictAfter({ analysis, units }, tree, node, want, "ended"),
    witness: (way, call) => [call, ...way],
  });
}

interface Following {
  readonly analysis: Analysis;
  /** Whether what comes after a unit is followed; a recursive call ends in one that does not recurse. */
  readonly units: Fixpoint<Verdict>;
}

/** What is to be looked for behind a call. After an exception, a `throw` only passes it on. */
const waysOut = {
  ended: ["lost", "ended", "interrupted"],
  interrupted: ["ended", "interrupted"],
} as const satisfies Record<Left, readonly ("lost" | Left)[]>;

/** How a call was left: it came to its end, or an exception came out of it after `first` had. */
type Left = "ended" | "interrupted";

/** Whether every run that has left a call in this way passes the other one. */
function verdictAfter(following: Following, tree: ModuleTree, call: Node, want: Want, left: Left): Verdict {
  const { analysis } = following;
  const unit = unitOf(call);
  const graph = flowOf(unit);
  if (graph === "too-large") return doubt(tree, call, "too-complex");
  const writes = writesTo(analysis.names, tree, unit, want);
  if (writes.kind === "maybe") return writes;
  const passes = passesOf(
    analysis,
    frameOf(tree, unit),
    graph,
    want,
    isFunction(unit) ? "fulfils" : "returns",
  );
  const search = { graph, sources: sourcesOf(graph, call, left), writes: new Set(writes.points(graph)) };
  const isSure = (point: number): boolean => passes.sure.has(point);
  const isLikely = (point: number): boolean => isSure(point) || passes.unsure.has(point);
  for (const leaving of waysOut[left]) {
    if (wayOut(search, leaving, isSure) === undefined) continue;
    const way = wayOut(search, leaving, isLikely);
    const outer: Verdict =
      leaving === "lost" ? { kind: "open", steps: [] } : afterUnit(following, tree, unit, want, leaving);
    if (outer.kind === "guarded") continue;
    if (way === undefined) return [...passes.unsure.values()][0] ?? outer;
    return outer.kind === "open"
      ? { kind: "open", steps: [...stepsOf(tree, graph, way), ...outer.steps] }
      : outer;
  }
  return { kind: "guarded" };
}

interface Search {
  readonly graph: FlowGraph;
  readonly sources: readonly number[];
  /** Points after which the wanted expression means another thing. */
  readonly writes: ReadonlySet<number>;
}

/** A way on which the other call does not come: to another meaning or a `throw`, to the normal end, out by an exception. */
function wayOut(
  { graph, sources, writes }: Search,
  leaving: "lost" | Left,
  isClosed: (point: number) => boolean,
): readonly number[] | undefined {
  const ends = new Set(graph.pointsOfKind(leaving === "ended" ? "exit" : "throw"));
  if (leaving !== "lost") return wayAround(graph, sources, ends, isClosed);
  const isRaised = (from: number, to: number): boolean =>
    graph.points[from]?.kind === "raise" || !graph.exceptionsOf(from).includes(to);
  return wayAround(graph, sources, writes, isClosed) ?? wayAround(graph, sources, ends, isClosed, isRaised);
}

/** Where a run goes on after a call, with the `await` around it. */
function sourcesOf(graph: FlowGraph, call: Node, left: Left): readonly number[] {
  const holder = outermost(call).parent;
  const ends = graph.pointsOf(call, "call-end");
  const awaited = holder?.type === "AwaitExpression" ? graph.pointsOf(holder, "await-end") : [];
  if (left === "ended") return awaited.length > 0 ? awaited : ends;
  const settles = isCaught(holder) ? ends : [];
  const from = [...graph.pointsOf(call, "call-start"), ...(awaited.length > 0 ? ends : [])];
  return [...settles, ...from.flatMap((point) => graph.exceptionsOf(point))];
}

/** `call().catch(f)`, `call().then(f, g)`: a rejection goes no further. */
function isCaught(holder: Node | null | undefined): boolean {
  if (holder?.type !== "MemberExpression") return false;
  const call = holder.parent;
  const name = memberName(holder);
  return (
    name === "catch" || (name === "then" && call?.type === "CallExpression" && call.arguments.length > 1)
  );
}

/** Whether wherever a unit is left in this way, the other call follows. */
function afterUnit(following: Following, tree: ModuleTree, unit: Node, want: Want, left: Left): Verdict {
  const { analysis, units } = following;
  if (!isFunction(unit)) return left === "ended" ? { kind: "open", steps: [] } : { kind: "guarded" };
  return units.solve(
    `${left}\0${tree.path}\0${unit.start}\0${unit.end}\0${wantKey(want)}`,
    () => {
      analysis.budget -= 1;
      if (analysis.budget < 0 || units.depth > maxCallerDepth) return doubt(tree, unit, "too-complex");
      const call = callbackCallOf(analysis, tree, unit);
      const verdict =
        call === undefined
          ? afterCallers(following, tree, unit, want, left)
          : afterCallback(following, tree, unit, call, want, left);
      const nobody = analysis.rules.query.unknownCallers === "unguarded";
      const isUnknown = verdict.kind === "maybe" && verdict.reason === "caller-unknown";
      return nobody && isUnknown ? { kind: "open", steps: [] } : verdict;
    },
    (verdict) => verdict.kind === "guarded",
  );
}

/** A function that a call has run by the time that it is over. */
function afterCallback(
  following: Following,
  tree: ModuleTree,
  unit: Node,
  call: Node,
  want: Want,
  left: Left,
): Verdict {
  const outside = isOwn(unit, want) ? doubt(tree, unit, "identity-unknown") : known(want);
  return afterCall(following, tree, call, outside, left);
}

function afterCallers(
  following: Following,
  tree: ModuleTree,
  unit: FunctionNode,
  want: Want,
  left: Left,
): Verdict {
  const { analysis } = following;
  const uses = usesOfFunction(analysis, tree, unit);
  let unsure: Verdict | undefined;
  for (const { tree: caller, use } of uses.calls) {
    const outside = wantOutside(analysis, caller, unit, use, want);
    const verdict = afterCall(following, caller, use.node, outside, left);
    if (verdict.kind === "open") {
      const call = { kind: "call", location: locationOf(caller, use.node), name: nameOf(unit) } as const;
      return { kind: "open", steps: [call, ...verdict.steps] };
    }
    if (verdict.kind === "maybe") unsure ??= verdict;
  }
  for (const handed of uses.escapes) {
    const verdict = afterHanded(following, unit, handed, want, left);
    if (verdict.kind === "open") return verdict;
    if (verdict.kind === "maybe") unsure ??= verdict;
  }
  // Whoever calls from outside sees the exception.
  if (left === "interrupted") return unsure ?? { kind: "guarded" };
  if (uses.isEntryPoint) return { kind: "open", steps: [] };
  return unsure ?? { kind: "guarded" };
}

/** What follows where a function is handed on. Who got it sees the exception that comes out of it, and goes no further. */
function afterHanded(following: Following, unit: Node, handed: Doubt, want: Want, left: Left): Verdict {
  const call = callbackCallOf(following.analysis, handed.tree, handed.node);
  if (call !== undefined) return afterCallback(following, handed.tree, unit, call, want, left);
  return left === "interrupted" ? { kind: "guarded" } : handed;
}

type Outside = Doubt | { readonly kind: "known"; readonly want: Want };

function known(want: Want): Outside {
  return { kind: "known", want };
}

/** Where the wanted thing has no name outside, only that nothing at all follows can be known. */
function afterCall(
  following: Following,
  tree: ModuleTree,
  call: Node,
  outside: Outside,
  left: Left,
): Verdict {
  if (outside.kind === "known") return verdictAfter(following, tree, call, outside.want, left);
  const verdict = verdictAfter(following, tree, call, { identity: undefined }, left);
  return verdict.kind === "guarded" && left === "ended" ? outside : verdict;
}
