import { bare, keyOf, memberName, type Node, type Oxc } from "../ast.ts";
import type { Entity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable } from "../names/variable.ts";
import { zodExport } from "../names/zod.ts";
import { type StaticValue, ValueReader } from "../static-value.ts";
import { anyOf, type TextsAnswer, unknownAt } from "./answer.ts";

/** Methods of a zod schema that admit the same values as before. */
const neutral: ReadonlySet<string> = new Set(["describe", "meta", "readonly", "register", "brand"]);
const objects: ReadonlySet<string> = new Set(["object", "strictObject", "looseObject"]);
const maxDepth = 32;

/** An expression, and where it stands. */
export interface Place {
  readonly tree: ModuleTree;
  readonly node: Node;
}

/**
 * The texts that a zod schema admits: `z.enum`, `z.literal`, unions of those, and (by `path`) properties of objects and
 * of unions of objects.
 */
export function schemaTexts(names: Names, place: Place, path: readonly string[], depth = 0): TextsAnswer {
  const { tree } = place;
  const node = bare(place.node);
  if (depth > maxDepth) return unknownAt(tree, node);
  if (node.type !== "CallExpression") {
    const declared = declaredBy(names.ofExpression(tree, node));
    return declared === undefined || declared.node === node
      ? unknownAt(tree, node)
      : schemaTexts(names, declared, path, depth + 1);
  }
  const callee = bare(node.callee);
  if (callee.type === "MemberExpression" && neutral.has(memberName(callee) ?? "")) {
    return schemaTexts(names, { tree, node: callee.object }, path, depth + 1);
  }
  const maker = zodExport(names.ofExpression(tree, callee));
  const first = node.arguments[0];
  if (maker === undefined || first === undefined || first.type === "SpreadElement")
    return unknownAt(tree, node);
  const inner = (part: Node, rest: readonly string[]): TextsAnswer =>
    schemaTexts(names, { tree, node: part }, rest, depth + 1);
  if (objects.has(maker)) return propertyTexts(tree, node, first, path, inner);
  if (maker === "union") return unionTexts(tree, node, first, path, inner);
  if (maker === "discriminatedUnion") return unionTexts(tree, node, node.arguments[1], path, inner);
  if (path.length > 0 || (maker !== "enum" && maker !== "literal" && maker !== "nativeEnum"))
    return unknownAt(tree, node);
  return valueTexts(new ValueReader(names).read(tree, first, 0));
}

function propertyTexts(
  tree: ModuleTree,
  node: Node,
  shape: Node,
  [name, ...rest]: readonly string[],
  inner: (part: Node, rest: readonly string[]) => TextsAnswer,
): TextsAnswer {
  const literal = bare(shape);
  if (name === undefined || literal.type !== "ObjectExpression") return unknownAt(tree, node);
  // What is spread may hold the property, or override it.
  if (literal.properties.some((one) => one.type === "SpreadElement")) return unknownAt(tree, literal);
  const property = literal.properties.findLast(
    (one): one is Oxc.ObjectProperty => one.type === "Property" && keyOf(one) === name,
  );
  return property === undefined ? unknownAt(tree, literal) : inner(property.value, rest);
}

function unionTexts(
  tree: ModuleTree,
  node: Node,
  options: Node | undefined,
  path: readonly string[],
  inner: (part: Node, rest: readonly string[]) => TextsAnswer,
): TextsAnswer {
  const list = options === undefined ? undefined : bare(options);
  if (list?.type !== "ArrayExpression") return unknownAt(tree, node);
  return anyOf(
    list.elements.map((one) =>
      one === null || one.type === "SpreadElement" ? unknownAt(tree, node) : inner(one, path),
    ),
  );
}

/** Texts in a list, or the values of an object. */
export function valueTexts(value: StaticValue): TextsAnswer {
  switch (value.kind) {
    case "string":
      return { kind: "texts", texts: [{ value: value.value, location: value.location }] };
    case "array":
      return anyOf(value.items.map(valueTexts));
    case "object":
      return anyOf(value.properties.map((one) => valueTexts(one.value)));
    default:
      return { kind: "unknown", location: value.location };
  }
}

/** What a constant was declared with. */
export function declaredBy({ base, path }: Entity): Place | undefined {
  if (path.length > 0) return undefined;
  if (base.kind === "value") return { tree: base.tree, node: base.node };
  if (base.kind !== "variable" || !isStable(base.variable)) return undefined;
  const declarator = base.variable.definitions[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return undefined;
  return declarator.init === null ? undefined : { tree: base.tree, node: declarator.init };
}
