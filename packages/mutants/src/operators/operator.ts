import { isFunction, lastName, type Node } from "../syntax/nodes.ts";
import type { Source } from "../syntax/source.ts";

/**
 * Names of the operators. Those that StrykerJS has too carry its names, so that results fit the mutation report schema
 * (mutation-testing-elements, schema 2); `own` ones have no counterpart there.
 */
export const strykerMutators = [
  "ArithmeticOperator",
  "ArrayDeclaration",
  "ArrowFunction",
  "AssignmentOperator",
  "BlockStatement",
  "BooleanLiteral",
  "ConditionalExpression",
  "EqualityOperator",
  "LogicalOperator",
  "MethodExpression",
  "ObjectLiteral",
  "OptionalChaining",
  "Regex",
  "StringLiteral",
  "UnaryOperator",
  "UpdateOperator",
] as const;
export const ownMutators = [
  "ArgumentSwap",
  "AwaitRemoval",
  "CallUnwrapping",
  "CatchRemoval",
  "ElementRemoval",
  "NumericLiteral",
  "PromiseCombinator",
  "PropertyRemoval",
  "ReturnValue",
  "StatementRemoval",
] as const;
export const mutators = [...strykerMutators, ...ownMutators] as const;
export type MutatorName = (typeof mutators)[number];

/** One way to change a text: what stands in `[start, end)`, UTF-16 offsets, becomes something else. */
export interface Edit {
  readonly mutator: MutatorName;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Where a node stands. */
export interface Place {
  readonly source: Source;
  /** The nodes around it, innermost first; type assertions are among them. */
  readonly around: readonly Node[];
}

/** Edits of one node, in no order. It is asked at places only that mean something when the program runs. */
export type Operator = (node: Node, place: Place) => readonly Edit[];

/** Puts another text in the place of a node. */
export function replace(mutator: MutatorName, node: Node, replacement: string): Edit {
  return { mutator, start: node.start, end: node.end, replacement };
}

/** Whether a place is in a function that orders: of what it returns the sign counts, and equal ones are one. */
export function isInComparator({ around }: Place): boolean {
  const at = around.findIndex(isFunction);
  const call = around[at + 1];
  if (at === -1 || call?.type !== "CallExpression") return false;
  return ["sort", "toSorted"].includes(lastName(call.callee) ?? "");
}

/** The nearest node around that is not gone at run time. */
export function parentOf({ around }: Place): Node | undefined {
  return around.find(
    (node) =>
      !/^(TS(As|Satisfies|NonNull|Instantiation)Expression|TSTypeAssertion|ChainExpression)$/.test(node.type),
  );
}
