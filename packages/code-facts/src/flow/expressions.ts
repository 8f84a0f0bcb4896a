import { childrenOf, type Node, type Oxc } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitClass } from "./classes.ts";
import { constantTruth, emitCondition, emitMaybe, emitWhen } from "./conditions.ts";
import { emitTarget, emitWrite } from "./patterns.ts";

/** Evaluates an expression. */
export function emitExpression(builder: FlowBuilder, node: Node): void {
  switch (node.type) {
    case "Literal":
    case "ThisExpression":
    case "Super":
    case "MetaProperty":
    case "TemplateElement":
    case "PrivateIdentifier":
    case "JSXText":
    case "JSXIdentifier":
    case "JSXEmptyExpression":
      return;
    case "Identifier":
      builder.mayThrow();
      return;
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      builder.step("create", node);
      return;
    case "ClassExpression":
    case "ClassDeclaration":
      emitClass(builder, node);
      return;
    case "LogicalExpression":
      emitLogical(builder, node);
      return;
    case "ConditionalExpression":
      emitConditional(builder, node);
      return;
    case "AssignmentExpression":
      emitAssignment(builder, node);
      return;
    case "UpdateExpression":
      emitTarget(builder, node.argument);
      builder.mayThrow();
      emitWrite(builder, node.argument);
      return;
    case "CallExpression":
      emitCall(builder, node);
      return;
    case "NewExpression":
      emitExpression(builder, node.callee);
      emitAll(builder, node.arguments);
      emitInvocation(builder, node);
      return;
    case "TaggedTemplateExpression":
      emitExpression(builder, node.tag);
      emitAll(builder, node.quasi.expressions);
      emitInvocation(builder, node);
      return;
    case "ImportExpression":
      emitExpression(builder, node.source);
      if (node.options !== null) emitExpression(builder, node.options);
      builder.mayThrow();
      return;
    case "ChainExpression":
      emitChain(builder, node);
      return;
    case "MemberExpression":
      emitExpression(builder, node.object);
      emitLink(builder, node.optional, node.object);
      if (node.computed) emitExpression(builder, node.property);
      builder.mayThrow();
      return;
    case "AwaitExpression":
      emitExpression(builder, node.argument);
      builder.mayThrow();
      builder.step("await-end", node);
      return;
    case "YieldExpression":
      emitYield(builder, node);
      return;
    case "ObjectExpression":
      emitObject(builder, node);
      return;
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSInstantiationExpression":
    case "ParenthesizedExpression":
      emitExpression(builder, node.expression);
      return;
    default:
      emitInOrder(builder, node);
      return;
  }
}

/** Operators, arrays, templates, spreads, sequences, JSX: parts from left to right, then something that may throw. */
function emitInOrder(builder: FlowBuilder, node: Node): void {
  if (node.type.startsWith("TS")) return;
  emitAll(builder, childrenOf(node));
  builder.mayThrow();
}

function emitAll(builder: FlowBuilder, nodes: readonly Node[]): void {
  for (const node of nodes) emitExpression(builder, node);
}

function emitLogical(builder: FlowBuilder, node: Oxc.LogicalExpression): void {
  if (node.operator === "??") {
    emitExpression(builder, node.left);
    emitMaybe(builder, node, () => emitExpression(builder, node.right));
    return;
  }
  const right = builder.point("join", node.right);
  const end = builder.point("join", node);
  const isAnd = node.operator === "&&";
  const reachable = builder.at !== undefined;
  emitCondition(builder, node.left, isAnd ? right : end, isAnd ? end : right);
  builder.moveTo(reachable ? right : undefined);
  emitExpression(builder, node.right);
  builder.leadTo(end);
  builder.moveTo(reachable ? end : undefined);
}

function emitConditional(builder: FlowBuilder, node: Oxc.ConditionalExpression): void {
  const left = builder.point("join", node.consequent);
  const right = builder.point("join", node.alternate);
  const end = builder.point("join", node);
  const reachable = builder.at !== undefined;
  emitCondition(builder, node.test, left, right);
  for (const [start, branch] of [
    [left, node.consequent],
    [right, node.alternate],
  ] as const) {
    builder.moveTo(reachable ? start : undefined);
    emitExpression(builder, branch);
    builder.leadTo(end);
  }
  builder.moveTo(reachable ? end : undefined);
}

function emitAssignment(builder: FlowBuilder, node: Oxc.AssignmentExpression): void {
  if (node.left.type === "ObjectPattern" || node.left.type === "ArrayPattern") {
    emitExpression(builder, node.right);
    emitWrite(builder, node.left);
    return;
  }
  emitTarget(builder, node.left);
  const store = (): void => {
    emitExpression(builder, node.right);
    builder.mayThrow();
    emitWrite(builder, node.left);
  };
  if (node.operator === "&&=") {
    emitWhen(builder, node.left, true, store);
    return;
  }
  if (node.operator === "||=") {
    emitWhen(builder, node.left, false, store);
    return;
  }
  node.operator === "??=" ? emitMaybe(builder, node, store) : store();
  return;
}

function emitCall(builder: FlowBuilder, node: Oxc.CallExpression): void {
  emitExpression(builder, node.callee);
  emitLink(builder, node.optional, node.callee);
  emitAll(builder, node.arguments);
  emitInvocation(builder, node);
}

export function emitInvocation(builder: FlowBuilder, node: Node): void {
  builder.mayThrow();
  builder.step("call-start", node);
  builder.mayThrow();
  builder.step("call-end", node);
}

/** `?.`: a nullish value ends the whole chain. */
function emitLink(builder: FlowBuilder, optional: boolean, value: Node): void {
  if (!optional) return;
  const at = builder.at;
  const end = builder.chainEnd;
  if (end === undefined) return;
  builder.step("assume", value, false);
  builder.leadTo(end);
  builder.moveTo(at);
}

function emitChain(builder: FlowBuilder, node: Oxc.ChainExpression): void {
  const reachable = builder.at !== undefined;
  const end = builder.point("join", node);
  builder.inChain(end, () => emitExpression(builder, node.expression));
  builder.leadTo(end);
  builder.moveTo(reachable ? end : undefined);
}

/** At a `yield` the consumer can go on, throw into the generator, or return from it. */
function emitYield(builder: FlowBuilder, node: Oxc.YieldExpression): void {
  if (node.argument !== null) emitExpression(builder, node.argument);
  builder.mayThrow();
  builder.mayJump({ point: builder.exit, depth: 0 });
  builder.step("yield-end", node);
}

function emitObject(builder: FlowBuilder, node: Oxc.ObjectExpression): void {
  for (const property of node.properties) {
    if (property.type === "SpreadElement") emitExpression(builder, property.argument);
    else {
      if (property.computed) emitExpression(builder, property.key);
      emitExpression(builder, property.value);
    }
    builder.mayThrow();
  }
}

/** `return`: the value is evaluated, then the finalizers run. */
export function emitReturn(builder: FlowBuilder, node: Node, value: Node | null): void {
  if (value === null) {
    builder.jump({ point: builder.exitFalsy, depth: 0 });
    return;
  }
  const constant = constantTruth(value);
  const truthy = builder.point("join", value);
  const falsy = builder.point("join", value);
  emitCondition(builder, value, truthy, falsy);
  for (const [start, exit, truth] of [
    [truthy, builder.exitTruthy, true],
    [falsy, builder.exitFalsy, false],
  ] as const) {
    if (constant !== undefined && constant !== truth) continue;
    builder.moveTo(start);
    builder.mayThrow();
    builder.step("return", node);
    builder.jump({ point: exit, depth: 0 });
  }
}
