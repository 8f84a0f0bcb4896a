import { bare, type Node } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitExpression } from "./expressions.ts";

/** What a literal condition always is. Other conditions are never weighed. */
export function constantTruth(expression: Node): boolean | undefined {
  const node = bare(expression);
  switch (node.type) {
    case "Literal":
      return "regex" in node || "bigint" in node ? undefined : Boolean(node.value);
    case "UnaryExpression": {
      if (node.operator === "void") return false;
      const inner = node.operator === "!" ? constantTruth(node.argument) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case "Identifier":
      return undefined;
    case "ObjectExpression":
    case "ArrayExpression":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassExpression":
    case "NewExpression":
      return true;
    default:
      return undefined;
  }
}

/** Evaluates a condition and goes to one of two points, with what is then known about each part of it. */
export function emitCondition(
  builder: FlowBuilder,
  expression: Node,
  whenTrue: number,
  whenFalse: number,
): void {
  const node = expression.type === "ChainExpression" ? expression : withoutTypes(expression);
  if (node.type === "SequenceExpression") {
    for (const one of node.expressions.slice(0, -1)) emitExpression(builder, one);
    const last = node.expressions.at(-1);
    if (last !== undefined) emitCondition(builder, last, whenTrue, whenFalse);
  } else if (node.type === "UnaryExpression" && node.operator === "!") {
    emitCondition(builder, node.argument, whenFalse, whenTrue);
  } else if (node.type === "LogicalExpression" && node.operator !== "??") {
    const middle = builder.point("join", node);
    if (node.operator === "&&") emitCondition(builder, node.left, middle, whenFalse);
    else emitCondition(builder, node.left, whenTrue, middle);
    builder.moveTo(middle);
    emitCondition(builder, node.right, whenTrue, whenFalse);
  } else if (node.type === "ConditionalExpression") {
    const left = builder.point("join", node.consequent);
    const right = builder.point("join", node.alternate);
    emitCondition(builder, node.test, left, right);
    builder.moveTo(left);
    emitCondition(builder, node.consequent, whenTrue, whenFalse);
    builder.moveTo(right);
    emitCondition(builder, node.alternate, whenTrue, whenFalse);
  } else {
    emitExpression(builder, node);
    decide(builder, bare(node), whenTrue, whenFalse);
  }
}

function withoutTypes(node: Node): Node {
  switch (node.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSInstantiationExpression":
      return withoutTypes(node.expression);
    default:
      return node;
  }
}

function decide(builder: FlowBuilder, node: Node, whenTrue: number, whenFalse: number): void {
  const constant = constantTruth(node);
  const at = builder.at;
  for (const truth of [true, false]) {
    if (constant !== undefined && constant !== truth) continue;
    builder.moveTo(at);
    builder.step("assume", node, truth);
    builder.leadTo(truth ? whenTrue : whenFalse);
  }
  builder.moveTo(undefined);
}

/** Splits at a value that is already evaluated: `emit` runs only when it has that truth; both ways meet again. */
export function emitWhen(builder: FlowBuilder, value: Node, truth: boolean, emit: () => void): void {
  const start = builder.at;
  const end = builder.point("join", value);
  builder.step("assume", value, !truth);
  builder.leadTo(end);
  builder.moveTo(start);
  builder.step("assume", value, truth);
  emit();
  builder.meetAt(end);
  if (start === undefined) builder.moveTo(undefined);
}

/** Something that happens or does not, for a reason that is no condition of the program (a default, a nullish link). */
export function emitMaybe(builder: FlowBuilder, node: Node, emit: () => void): void {
  const start = builder.at;
  if (start === undefined) return;
  const end = builder.point("join", node);
  builder.leadTo(end);
  emit();
  builder.meetAt(end);
}
