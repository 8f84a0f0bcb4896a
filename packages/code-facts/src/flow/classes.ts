import type { Oxc } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitExpression, emitInvocation } from "./expressions.ts";
import { emitBlock } from "./statements.ts";

/**
 * Evaluates a class definition (ECMA-262 §15.7.14): heritage, then every key, then static fields and blocks in order,
 * then decorators are applied. Instance fields run in the constructor and are units of their own.
 */
export function emitClass(builder: FlowBuilder, node: Oxc.Class): void {
  if (node.declare === true) return;
  for (const decorator of node.decorators) emitExpression(builder, decorator.expression);
  if (node.superClass !== null) emitExpression(builder, node.superClass);
  for (const element of node.body.body) emitKey(builder, element);
  builder.mayThrow();
  builder.step("create", node);
  for (const element of node.body.body) emitStatic(builder, element);
  for (const element of node.body.body) {
    if ("decorators" in element)
      for (const decorator of element.decorators) emitInvocation(builder, decorator);
  }
  for (const decorator of node.decorators) emitInvocation(builder, decorator);
}

function emitKey(builder: FlowBuilder, element: Oxc.ClassElement): void {
  if (element.type === "StaticBlock" || element.type === "TSIndexSignature") return;
  for (const decorator of element.decorators) emitExpression(builder, decorator.expression);
  if (element.computed) emitExpression(builder, element.key);
  builder.mayThrow();
}

function emitStatic(builder: FlowBuilder, element: Oxc.ClassElement): void {
  if (element.type === "StaticBlock") {
    emitBlock(builder, element.body);
    return;
  }
  if (element.type !== "PropertyDefinition" && element.type !== "AccessorProperty") return;
  if (!element.static || element.value === null) return;
  emitExpression(builder, element.value);
  builder.mayThrow();
}
