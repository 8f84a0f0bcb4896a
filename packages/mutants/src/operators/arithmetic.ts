import { bare, isText, type Node } from "../syntax/nodes.ts";
import { type Operator, parentOf, replace } from "./operator.ts";

const operators: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
};

/** Texts that are put together are no sums. */
export const arithmetic: Operator = (node, { source }) => {
  if (node.type !== "BinaryExpression") return [];
  const other = operators[node.operator];
  if (other === undefined || (node.operator === "+" && (joins(node.left) || joins(node.right)))) return [];
  return [
    replace(
      "ArithmeticOperator",
      node,
      `((${source.textOf(node.left)}) ${other} (${source.textOf(node.right)}))`,
    ),
  ];
};

function joins(node: Node): boolean {
  const value = bare(node);
  if (value.type === "BinaryExpression" && value.operator === "+")
    return joins(value.left) || joins(value.right);
  return isText(value);
}

export const signs: Operator = (node, { source }) => {
  if (node.type !== "UnaryExpression") return [];
  if (node.operator !== "-" && node.operator !== "~") return [];
  return [replace("UnaryOperator", node, `(${source.textOf(node.argument)})`)];
};

/** A loop's own step is left alone: turned round, all that it can do is hang. */
export const updates: Operator = (node, place) => {
  if (node.type !== "UpdateExpression") return [];
  const parent = parentOf(place);
  if (parent?.type === "ForStatement" && parent.update === node) return [];
  const operator = node.operator === "++" ? "--" : "++";
  const argument = place.source.textOf(node.argument);
  return [replace("UpdateOperator", node, node.prefix ? `${operator}${argument}` : `${argument}${operator}`)];
};

const assignments: Readonly<Record<string, string>> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "%=": "*=",
  "&&=": "||=",
  "||=": "&&=",
  "??=": "&&=",
};

export const assignmentOperators: Operator = (node, { source }) => {
  if (node.type !== "AssignmentExpression") return [];
  const other = assignments[node.operator];
  if (other === undefined || (node.operator === "+=" && joins(node.right))) return [];
  return [
    replace("AssignmentOperator", node, `${source.textOf(node.left)} ${other} ${source.textOf(node.right)}`),
  ];
};
