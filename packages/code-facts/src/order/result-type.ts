import type { Node } from "../ast.ts";
import type { Entity } from "../names/entity.ts";
import { functionOf } from "./invocation.ts";

/** What a guard's declared result can be when it refuses: then "not that" means that it agrees. */
export type Refusal = "false" | "null" | "undefined" | "nullish";

/** Read from the return type: `boolean`, `x is T`, `T | null`, `T | undefined`, each also in a promise. */
export function refusalOf(entity: Entity): Refusal | undefined {
  const type = functionOf(entity)?.node.returnType?.typeAnnotation;
  return type === undefined ? undefined : ofType(awaitedType(type));
}

function awaitedType(type: Node): Node {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return type;
  const first = type.typeArguments?.params[0];
  return type.typeName.name === "Promise" && first !== undefined ? first : type;
}

function ofType(type: Node): Refusal | undefined {
  if (type.type === "TSBooleanKeyword" || type.type === "TSTypePredicate") return "false";
  if (type.type !== "TSUnionType") return undefined;
  const hasNull = type.types.some((one) => one.type === "TSNullKeyword");
  const hasUndefined = type.types.some((one) => one.type === "TSUndefinedKeyword");
  const rest = type.types.filter((one) => one.type !== "TSNullKeyword" && one.type !== "TSUndefinedKeyword");
  if (!rest.every((one) => one.type === "TSTypeReference" || one.type === "TSTypeLiteral")) return undefined;
  if (hasNull && hasUndefined) return "nullish";
  return hasNull ? "null" : hasUndefined ? "undefined" : undefined;
}
