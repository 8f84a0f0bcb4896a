import { isFunction, type Node } from "../ast.ts";
import { FlowBuilder } from "./builder.ts";
import { emitExpression, emitReturn } from "./expressions.ts";
import { type FlowGraph, FlowTooLarge } from "./graph.ts";
import { emitWrite } from "./patterns.ts";
import { emitBlock } from "./statements.ts";

const known = new WeakMap<Node, FlowGraph | "too-large">();

/** The graph of a unit: a function, a program, or the initialiser of an instance field. */
export function flowOf(unit: Node): FlowGraph | "too-large" {
  const found = known.get(unit);
  if (found !== undefined) return found;
  const graph = build(unit);
  known.set(unit, graph);
  return graph;
}

function build(unit: Node): FlowGraph | "too-large" {
  const builder = new FlowBuilder(unit);
  try {
    emitUnit(builder, unit);
  } catch (error) {
    if (error instanceof FlowTooLarge || error instanceof RangeError) return "too-large";
    throw error;
  }
  return builder.graph;
}

function emitUnit(builder: FlowBuilder, unit: Node): void {
  if (unit.type === "Program") {
    emitBlock(builder, unit.body);
  } else if (isFunction(unit)) {
    for (const parameter of unit.params) emitWrite(builder, parameter);
    const { body } = unit;
    if (body === null) return;
    if (body.type !== "BlockStatement") {
      emitReturn(builder, body, body);
      return;
    }
    emitBlock(builder, body.body);
  } else if (
    (unit.type === "PropertyDefinition" || unit.type === "AccessorProperty") &&
    unit.value !== null
  ) {
    emitExpression(builder, unit.value);
  }
  builder.leadTo(builder.exitFalsy);
}

/** The unit that a node's code runs in: static parts of a class belong to the code around the class. */
export function unitOf(node: Node): Node {
  let child = node;
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (at.type === "Program" || isFunction(at)) return at;
    if (
      (at.type === "PropertyDefinition" || at.type === "AccessorProperty") &&
      !at.static &&
      at.value === child
    ) {
      return at;
    }
    child = at;
  }
  return node;
}
