import type { FunctionNode, Node } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";

/** A unit in the analysis; `call` is present when it is looked at as called from one certain place. */
export interface Frame {
  readonly tree: ModuleTree;
  readonly unit: Node;
  /** Distinguishes the locals of two activations of one function. */
  readonly id: number;
  readonly call?: {
    readonly callee: FunctionNode;
    readonly args: readonly Node[] | undefined;
    readonly frame: Frame;
  };
}

export function frameOf(tree: ModuleTree, unit: Node): Frame {
  return { tree, unit, id: 0 };
}

let frames = 0;

export function calledFrame(
  tree: ModuleTree,
  callee: FunctionNode,
  args: readonly Node[] | undefined,
  frame: Frame,
): Frame {
  frames += 1;
  return { tree, unit: callee, id: frames, call: { callee, args, frame } };
}

/** How many calls deep a frame lies. */
export function depthOf(frame: Frame): number {
  let depth = 0;
  for (let at = frame.call; at !== undefined; at = at.frame.call) depth += 1;
  return depth;
}
