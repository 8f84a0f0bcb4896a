import { isErrorCall } from "../syntax/errors.ts";
import { bare, isFunction, isText, lastName, type Node, type Oxc } from "../syntax/nodes.ts";
import { type Edit, type Operator, type Place, replace } from "./operator.ts";

const combinators: Readonly<Record<string, string>> = {
  all: "race",
  allSettled: "all",
  any: "race",
  race: "all",
};

const methods: Readonly<Record<string, string>> = {
  endsWith: "startsWith",
  startsWith: "endsWith",
  every: "some",
  some: "every",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  toLocaleLowerCase: "toLocaleUpperCase",
  toLocaleUpperCase: "toLocaleLowerCase",
  trimStart: "trimEnd",
  trimEnd: "trimStart",
  min: "max",
  max: "min",
  push: "unshift",
  unshift: "push",
};

/** Methods that give back what they were called on, more or less: the call can be left out. */
const passing: ReadonlySet<string> = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "trim",
  "substring",
  "substr",
  "concat",
  "normalize",
]);

export const methodCalls: Operator = (node, place) => {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const { callee } = node;
  const name = lastName(callee);
  if (name === undefined || node.optional || callee.optional) return [];
  const { object, property } = callee;
  if (isNamed(object, "Promise")) return swapName("PromiseCombinator", property, combinators[name]);
  if (isNamed(object, "Object")) return unwrapped(node, name, place);
  const other = swapName("MethodExpression", property, methods[name]);
  if (!passing.has(name) || object.type === "Super") return other;
  return [...other, replace("MethodExpression", node, place.source.textOf(object))];
};

function swapName(mutator: "MethodExpression" | "PromiseCombinator", name: Node, other: string | undefined) {
  return other === undefined ? [] : [replace(mutator, name, other)];
}

/** `Object.freeze(x)` is `x` that can be changed. */
function unwrapped(node: Oxc.CallExpression, name: string, { source }: Place): Edit[] {
  const [only, ...more] = node.arguments;
  if (!["freeze", "seal", "preventExtensions"].includes(name)) return [];
  if (only === undefined || more.length > 0 || only.type === "SpreadElement") return [];
  return [replace("CallUnwrapping", node, `(${source.textOf(only)})`)];
}

export const copies: Operator = (node, { source }) => {
  if (node.type !== "CallExpression" || !isNamed(node.callee, "structuredClone")) return [];
  const [only] = node.arguments;
  return only === undefined ? [] : [replace("CallUnwrapping", node, `(${source.textOf(only)})`)];
};

/** The first two arguments in the other order. Forms that nobody mistakes for each other stay: a text, a function, an object. */
export const swappedArguments: Operator = (node, { source, around }) => {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return [];
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined) return [];
  if (first.type === "SpreadElement" || second.type === "SpreadElement" || isCommutative(node)) return [];
  if (isErrorCall(node, around) && [first, second].some(isText)) return [];
  const kinds = [first, second].flatMap((one) => formOf(bare(one)) ?? []);
  if (kinds.length === 2 && kinds[0] !== kinds[1]) return [];
  const [a, b] = [source.textOf(first), source.textOf(second)];
  if (a === b) return [];
  const between = source.text.slice(first.end, second.start);
  return [
    { mutator: "ArgumentSwap", start: first.start, end: second.end, replacement: `${b}${between}${a}` },
  ];
};

/** What a value is by its form alone; `undefined` for what only types tell. */
function formOf(node: Node): string | undefined {
  if (isText(node)) return "text";
  if (node.type === "Literal") return typeof node.value;
  if (isFunction(node)) return "function";
  return node.type === "ObjectExpression" || node.type === "ArrayExpression" ? node.type : undefined;
}

function isCommutative(node: Oxc.CallExpression | Oxc.NewExpression): boolean {
  return ["min", "max", "hypot"].includes(lastName(node.callee) ?? "");
}

export const optionalChains: Operator = (node, { source }) => {
  if (node.type === "CallExpression" && node.optional) {
    return [required(node.callee.end, source.text, "")];
  }
  if (node.type !== "MemberExpression" || !node.optional) return [];
  return [required(node.object.end, source.text, node.computed ? "" : ".")];
};

/** The `?.` behind an object or callee; a comment, a line end or `!` may stand between. */
function required(from: number, text: string, replacement: string): Edit {
  const start = text.indexOf("?.", from);
  return { mutator: "OptionalChaining", start, end: start + 2, replacement };
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
