import { isJsonError } from "../syntax/json-errors.ts";
import { bare, type Node, type Oxc } from "../syntax/nodes.ts";
import { type Edit, isInComparator, type Operator, type Place, parentOf, replace } from "./operator.ts";

/** Branches that are always or never taken. A loop is only ended: one that never ends says nothing but that it hangs. */
export const conditions: Operator = (node, { around, source }) => {
  switch (node.type) {
    case "IfStatement":
      return decided(node.test, isJsonError(node.test, [node, ...around]) ? ["false"] : ["true", "false"]);
    case "ConditionalExpression":
      return decided(node.test, isPresence(node, source) ? ["true"] : ["true", "false"]);
    case "WhileStatement":
      return decided(node.test, ["false"]);
    case "ForStatement":
      return node.test === null ? [] : decided(node.test, ["false"]);
    case "SwitchCase":
      return emptyCase(node);
    default:
      return [];
  }
};

/** `x === undefined ? {} : { x }`: without the question, `x` is there and undefined, which hardly any reader tells from absent. */
function isPresence({ test, consequent, alternate }: Oxc.ConditionalExpression, source: Place["source"]) {
  if (test.type !== "BinaryExpression" || test.operator !== "===") return false;
  if (test.right.type !== "Identifier" || test.right.name !== "undefined") return false;
  if (consequent.type !== "ObjectExpression" || alternate.type !== "ObjectExpression") return false;
  const [only, ...more] = alternate.properties;
  if (consequent.properties.length > 0 || more.length > 0 || only?.type !== "Property") return false;
  return source.textOf(only.value) === source.textOf(test.left);
}

function decided(test: Node, values: readonly string[]): Edit[] {
  const known = bare(test);
  if (known.type === "Literal") return [];
  return values.map((value) => replace("ConditionalExpression", test, value));
}

function emptyCase(node: Oxc.SwitchCase): Edit[] {
  const [first] = node.consequent;
  const last = node.consequent.at(-1);
  if (first === undefined || last === undefined || first.type === "BreakStatement") return [];
  return [{ mutator: "ConditionalExpression", start: first.start, end: last.end, replacement: "break;" }];
}

const boundaries: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "===": ["!=="],
  "!==": ["==="],
};
const negations: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
  "===": "!==",
  "!==": "===",
};

/** The negation of a whole test says no more than the test made `true` and made `false`. */
export const comparisons: Operator = (node, place) => {
  if (node.type !== "BinaryExpression" || node.left.type === "PrivateIdentifier") return [];
  const operands = { left: node.left, right: node.right };
  const whole = isWholeTest(node, place);
  return (boundaries[node.operator] ?? [])
    .filter((operator) => !(whole && operator === negations[node.operator]))
    .filter((operator) => operator === negations[node.operator] || !isInComparator(place))
    .map((operator) => replace("EqualityOperator", node, joined(operands, operator, place)));
};

const logic: Readonly<Record<string, string>> = { "&&": "||", "||": "&&", "??": "&&" };

export const logicalOperators: Operator = (node, place) => {
  if (node.type !== "LogicalExpression") return [];
  const other = logic[node.operator];
  return other === undefined ? [] : [replace("LogicalOperator", node, joined(node, other, place))];
};

/** `!` of a whole test is dropped by the test made `true` and `false`. */
export const negation: Operator = (node, place) => {
  if (node.type !== "UnaryExpression" || node.operator !== "!" || isWholeTest(node, place)) return [];
  return [replace("BooleanLiteral", node, `(${place.source.textOf(node.argument)})`)];
};

/** Both operands in parentheses of their own, so that the new operator binds where the old one did. */
function joined({ left, right }: Operands, operator: string, { source }: Place): string {
  return `((${source.textOf(left)}) ${operator} (${source.textOf(right)}))`;
}

interface Operands {
  readonly left: Node;
  readonly right: Node;
}

function isWholeTest(node: Node, place: Place): boolean {
  const parent = parentOf(place);
  if (parent?.type !== "IfStatement" && parent?.type !== "ConditionalExpression") return false;
  return bare(parent.test) === node;
}
