import { bare, type Node } from "../syntax/nodes.ts";
import { type Edit, type Operator, type Place, parentOf, replace } from "./operator.ts";

/** A list without one of its elements; one without its only element is empty. */
export const lists: Operator = (node, place) => {
  if (node.type !== "ArrayExpression" || isPairOf(place)) return [];
  const elements = node.elements.filter((element) => element !== null);
  if (elements.length !== node.elements.length) return [];
  if (elements.length === 1) return [replace("ArrayDeclaration", node, "[]")];
  return elements.map((element, index) => without("ElementRemoval", elements, element, index));
};

/** An object without one of its properties. */
export const objects: Operator = (node) => {
  if (node.type !== "ObjectExpression") return [];
  if (node.properties.length === 1) return [replace("ObjectLiteral", node, "({})")];
  return node.properties.map((property, index) =>
    without("PropertyRemoval", node.properties, property, index),
  );
};

/** Takes the comma with it, the one behind or, of the last, the one before. */
function without(
  mutator: "ElementRemoval" | "PropertyRemoval",
  all: readonly Node[],
  one: Node,
  index: number,
): Edit {
  const next = all[index + 1];
  const before = all[index - 1];
  if (next !== undefined) return { mutator, start: one.start, end: next.start, replacement: "" };
  return { mutator, start: before?.end ?? one.start, end: one.end, replacement: "" };
}

/** Entries of `new Map([[key, value]])` are pairs: half of one is a type error, not a defect. */
function isPairOf(place: Place): boolean {
  const parent = parentOf(place);
  return parent?.type === "ArrayExpression" && parent.elements.every((element) => isArray(element));
}

function isArray(element: Node | null): boolean {
  return element !== null && bare(element).type === "ArrayExpression";
}
