import type { Node } from "../ast.ts";
import type { FlowBuilder } from "./builder.ts";
import { emitMaybe } from "./conditions.ts";
import { emitExpression } from "./expressions.ts";

/** Evaluates what a plain assignment target needs before the value: the object and the key of a member. */
export function emitTarget(builder: FlowBuilder, target: Node): void {
  switch (target.type) {
    case "MemberExpression":
      emitExpression(builder, target.object);
      if (target.computed) emitExpression(builder, target.property);
      return;
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
      emitTarget(builder, target.expression);
      return;
    default:
      builder.mayThrow();
      return;
  }
}

/** Stores a value into a binding, a member, or each part of a pattern, defaults included. */
export function emitWrite(builder: FlowBuilder, target: Node): void {
  switch (target.type) {
    case "ObjectPattern":
      builder.mayThrow();
      for (const property of target.properties) {
        if (property.type === "Property") {
          if (property.computed) emitExpression(builder, property.key);
          builder.mayThrow();
          emitPart(builder, property.value);
        } else emitPart(builder, property.argument);
      }
      return;
    case "ArrayPattern":
      builder.mayThrow();
      for (const element of target.elements) {
        builder.mayThrow();
        if (element !== null) emitPart(builder, element);
      }
      builder.mayThrow();
      return;
    case "RestElement":
      emitPart(builder, target.argument);
      return;
    case "TSParameterProperty":
      emitPart(builder, target.parameter);
      return;
    case "AssignmentPattern":
      emitPart(builder, target);
      return;
    default:
      builder.step("write", target);
      builder.mayThrow();
  }
}

function emitPart(builder: FlowBuilder, target: Node): void {
  if (target.type === "AssignmentPattern") {
    emitMaybe(builder, target, () => emitExpression(builder, target.right));
    emitPart(builder, target.left);
    return;
  }
  if (target.type === "MemberExpression") emitTarget(builder, target);
  emitWrite(builder, target);
}
