import { bare, type Node, type Oxc } from "../syntax/nodes.ts";
import { type Edit, isInComparator, type Operator, type Place, parentOf, replace } from "./operator.ts";
import { weakerPatterns } from "./patterns.ts";

export const literals: Operator = (node, place) => {
  if (node.type === "TemplateLiteral") return template(node, place);
  if (node.type !== "Literal" || isSwitchedOff(node, place)) return [];
  if ("regex" in node) {
    return weakerPatterns(node.regex.pattern, node.regex.flags).map((text) => replace("Regex", node, text));
  }
  if (typeof node.value === "boolean") return [replace("BooleanLiteral", node, String(!node.value))];
  if (typeof node.value === "string") return text(node, node.value, place);
  if (typeof node.value !== "number") return [];
  const others = isInComparator(place) ? ["0"] : numbers(node.value);
  return others.map((one) => replace("NumericLiteral", node, one));
};

/** `if (false)`: somebody's switch for code that never runs. */
function isSwitchedOff(node: Node, place: Place): boolean {
  const parent = parentOf(place);
  if (parent?.type !== "IfStatement" && parent?.type !== "ConditionalExpression") return false;
  return bare(parent.test) === node;
}

function text(node: Node, value: string, place: Place): Edit[] {
  if (isTypeName(place)) return [];
  return [replace("StringLiteral", node, value === "" ? '"mutated"' : '""')];
}

function template(node: Oxc.TemplateLiteral, place: Place): Edit[] {
  if (parentOf(place)?.type === "TaggedTemplateExpression") return [];
  const isEmpty = node.expressions.length === 0 && node.quasis.every((quasi) => quasi.value.raw === "");
  return isEmpty ? [] : [replace("StringLiteral", node, "``")];
}

/** `typeof x === "string"` with another text is the comparison made false, which is an edit of its own. */
function isTypeName(place: Place): boolean {
  const parent = parentOf(place);
  if (parent?.type !== "BinaryExpression") return false;
  return [parent.left, parent.right].some((side) => {
    const value = bare(side);
    return value.type === "UnaryExpression" && value.operator === "typeof";
  });
}

/**
 * Nothing at all, and one more; of what is large (times, sizes, limits) nobody can tell one more, but ten times as much.
 */
function numbers(value: number): readonly string[] {
  if (value === 0) return ["1"];
  const more = value < 100 ? value + 1 : value * 10;
  return ["0", String(more)];
}
