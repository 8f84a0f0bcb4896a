import { bare, type FunctionNode, type Node } from "../ast.ts";
import { flowOf, unitOf } from "../flow/flow-of.ts";
import type { PointKind } from "../flow/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { type Analysis, maxCallDepth } from "./analysis.ts";
import { calledFrame, depthOf, type Frame } from "./frame.ts";
import { identityKey, memberIdentity } from "./identity.ts";
import { doubt, type Judgement } from "./judgement.ts";
import { type Leaving, passesOf } from "./passes.ts";
import { mayReachGuard } from "./reach.ts";
import { wayAround } from "./search.ts";
import { type Want, wantKey } from "./want.ts";

export type Exit = Extract<PointKind, "exit" | "exit-truthy" | "exit-falsy">;

/**
 * Whether every way out of a function passes the guard. A recursive call is taken to do so: it ends in a call that does
 * not recurse, and of that one it is shown.
 */
export function provides(
  analysis: Analysis,
  frame: Frame,
  tree: ModuleTree,
  callee: FunctionNode,
  args: readonly Node[] | undefined,
  want: Want,
  leaving: Leaving,
  exit: Exit = "exit",
): Judgement {
  if (callee.body === null) return "no";
  if (!mayReachGuard(analysis, tree, callee)) return "no";
  const inner = calledFrame(tree, callee, args, frame);
  const key = [
    tree.path,
    callee.start,
    leaving,
    exit,
    wantKey(want),
    ...argumentKeys(analysis, frame, callee, args),
  ];
  return analysis.exits.solve(
    key.join("\0"),
    () => {
      analysis.budget -= 1;
      if (depthOf(inner) > maxCallDepth || analysis.budget < 0) return doubt(tree, callee, "too-complex");
      return judgeExits(analysis, inner, want, leaving, exit);
    },
    (judgement) => judgement === "yes",
  );
}

/** A call with other arguments is another question. A closure also depends on the activation that it was made in. */
function argumentKeys(
  { names }: Analysis,
  frame: Frame,
  callee: FunctionNode,
  args: readonly Node[] | undefined,
): readonly string[] {
  const isClosure = unitOf(callee) !== callee && unitOf(callee).type !== "Program";
  const made = isClosure ? [String(frame.id)] : [];
  if (args === undefined) return [...made, "?"];
  return [
    ...made,
    ...args.map((one) => {
      const identity = memberIdentity(names, frame, one, []);
      return identity === undefined ? literalKey(frame, one) : identityKey(identity);
    }),
  ];
}

/** An object literal carries things by its properties, so each one is a thing of its own. A number or a text carries none. */
function literalKey(frame: Frame, node: Node): string {
  const place = `${frame.tree.path}:${node.start}`;
  return primitives.has(bare(node).type) ? place : `${place}@${frame.id}`;
}

const primitives: ReadonlySet<Node["type"]> = new Set([
  "Literal",
  "TemplateLiteral",
  "UnaryExpression",
  "BinaryExpression",
  "UpdateExpression",
]);

function judgeExits(analysis: Analysis, frame: Frame, want: Want, leaving: Leaving, exit: Exit): Judgement {
  const graph = flowOf(frame.unit);
  if (graph === "too-large") return doubt(frame.tree, frame.unit, "too-complex");
  const passes = passesOf(analysis, frame, graph, want, leaving);
  const exits = new Set(graph.pointsOfKind(exit));
  const isSure = (point: number): boolean => passes.sure.has(point);
  if (wayAround(graph, [graph.entry], exits, isSure) === undefined) return "yes";
  const isClosed = (point: number): boolean => isSure(point) || passes.unsure.has(point);
  if (wayAround(graph, [graph.entry], exits, isClosed) !== undefined) return "no";
  return [...passes.unsure.values()][0] ?? "no";
}
