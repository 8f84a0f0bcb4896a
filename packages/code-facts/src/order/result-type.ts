import { keyOf, type Node, type Oxc } from "../ast.ts";
import { type DeclaredType, typeOfName } from "../names/declared-type.ts";
import type { Entity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import { functionOf } from "./invocation.ts";

/** What a guard's declared result can be when it refuses: then "not that" means that it agrees. */
export type Refusal = "false" | "null" | "undefined" | "nullish";

const maxAliases = 16;

/**
 * Read from the return type: `boolean`, `x is T`, `T | null`, `T | undefined`, each also in a promise, behind an alias, or
 * as the property of an object or of a union of objects.
 */
export function refusalOf(names: Names, entity: Entity, property: readonly string[]): Refusal | undefined {
  const found = functionOf(entity);
  const type = found?.node.returnType?.typeAnnotation;
  if (found === undefined || type === undefined) return undefined;
  const parts = partsOf(names, { tree: found.tree, node: awaitedType(type) }, 0);
  return ofParts(
    property.reduce((types, name) => types.flatMap((one) => memberTypes(names, one, name)), parts),
  );
}

/** One of the types that a value can have; `optional` stands for a property that may be left out. */
type Part = DeclaredType | "optional" | "unknown";

/** The members of a union, through aliases. */
function partsOf(names: Names, { tree, node }: DeclaredType, depth: number): readonly Part[] {
  if (node.type === "TSUnionType") {
    return node.types.flatMap((one) => partsOf(names, { tree, node: one }, depth));
  }
  if (node.type !== "TSTypeReference" || node.typeName.type !== "Identifier") return [{ tree, node }];
  const { name } = node.typeName;
  const [argument] = node.typeArguments?.params ?? [];
  if (depth > maxAliases) return [{ tree, node }];
  if (name === "Readonly" && argument !== undefined)
    return partsOf(names, { tree, node: argument }, depth + 1);
  const declared = argument === undefined ? typeOfName(names, tree, name) : undefined;
  if (declared === undefined) return [{ tree, node }];
  return partsOf(names, declared, depth + 1);
}

function memberTypes(names: Names, part: Part, name: string): readonly Part[] {
  if (part === "optional" || part === "unknown") return ["unknown"];
  const { tree, node } = part;
  const members: readonly Node[] =
    node.type === "TSTypeLiteral"
      ? node.members
      : node.type === "TSInterfaceDeclaration"
        ? node.body.body
        : [];
  const member = members.find(
    (one): one is Oxc.TSPropertySignature => one.type === "TSPropertySignature" && keyOf(one) === name,
  );
  const type = member?.typeAnnotation?.typeAnnotation;
  if (member === undefined || type === undefined) return ["unknown"];
  const types = partsOf(names, { tree, node: type }, 0);
  return member.optional ? ["optional", ...types] : types;
}

function awaitedType(type: Node): Node {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return type;
  const first = type.typeArguments?.params[0];
  return type.typeName.name === "Promise" && first !== undefined ? first : type;
}

function ofParts(parts: readonly Part[]): Refusal | undefined {
  const kinds = parts.map(kindOf);
  if (kinds.length === 1 && kinds[0] === "truth") return "false";
  if (kinds.includes("other") || !kinds.includes("object")) return undefined;
  const hasNull = kinds.includes("null");
  const hasUndefined = kinds.includes("undefined");
  if (hasNull && hasUndefined) return "nullish";
  return hasNull ? "null" : hasUndefined ? "undefined" : undefined;
}

function kindOf(part: Part): "truth" | "null" | "undefined" | "object" | "other" {
  if (part === "optional") return "undefined";
  if (part === "unknown") return "other";
  switch (part.node.type) {
    case "TSBooleanKeyword":
    case "TSTypePredicate":
      return "truth";
    case "TSNullKeyword":
      return "null";
    case "TSUndefinedKeyword":
      return "undefined";
    case "TSTypeReference":
    case "TSTypeLiteral":
    case "TSInterfaceDeclaration":
      return "object";
    default:
      return "other";
  }
}
