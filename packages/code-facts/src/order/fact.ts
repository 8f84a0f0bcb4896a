import { bare, type Node, type Oxc } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import { doubt, type Judgement } from "./judgement.ts";
import type { Rules } from "./want.ts";

/** What a test tells of a value. `other` stands for a truthy literal. */
export type Fact =
  | { readonly kind: "truth"; readonly truth: boolean }
  | {
      readonly kind: "equality";
      readonly literal: "true" | "false" | "null" | "undefined" | "nullish" | "other";
      readonly equal: boolean;
    };

export function factOfComparison(
  node: Oxc.BinaryExpression | Oxc.PrivateInExpression,
  truth: boolean,
): { readonly value: Node; readonly fact: Fact } | undefined {
  if (node.operator === "instanceof")
    return truth ? { value: node.left, fact: { kind: "truth", truth } } : undefined;
  const isEqual = node.operator === "===" || node.operator === "==";
  if (!isEqual && node.operator !== "!==" && node.operator !== "!=") return undefined;
  const loose = node.operator === "==" || node.operator === "!=";
  for (const [value, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    const literal = literalOf(other);
    if (literal === undefined) continue;
    const isNullish = loose && (literal === "null" || literal === "undefined");
    if (loose && !isNullish && literal !== "other") return undefined;
    const fact = {
      kind: "equality",
      literal: isNullish ? "nullish" : literal,
      equal: isEqual === truth,
    } as const;
    return { value, fact };
  }
  return undefined;
}

function literalOf(expression: Node): "true" | "false" | "null" | "undefined" | "other" | undefined {
  const node = bare(expression);
  if (node.type === "Identifier") return node.name === "undefined" ? "undefined" : undefined;
  if (node.type !== "Literal") return undefined;
  if (node.value === true) return "true";
  if (node.value === false) return "false";
  if (node.value === null) return "regex" in node ? undefined : "null";
  return node.value ? "other" : undefined;
}

/** Whether a fact on (a member of) the guard's result is the answer that the rules ask for. */
export function judgeFact(
  { answer, property, refusal }: Rules,
  fact: Fact,
  path: readonly string[],
  tree: ModuleTree,
  node: Node,
): Judgement {
  const isOn = path.length === property.length && startsWith(path, property);
  const isBelow = startsWith(path, property);
  if (fact.kind === "truth") {
    switch (answer) {
      case "truthy":
      case "non-nullish":
        return fact.truth && isBelow ? "yes" : "no";
      case "falsy":
        return !fact.truth && isOn ? "yes" : "no";
      case "nullish":
        return !fact.truth && isOn ? doubt(tree, node, "result-test-unclear") : "no";
      case "normally":
        return "no";
    }
  }
  if (!isBelow) return "no";
  if (isOn && !fact.equal && excludes(fact.literal, refusal)) {
    return answer === "truthy" || answer === "non-nullish" ? "yes" : "no";
  }
  return judgeEquality(answer, fact, isOn, tree, node);
}

/** "Not that" leaves nothing of what the guard refuses with. */
function excludes(literal: string, refusal: Rules["refusal"]): boolean {
  if (refusal === undefined) return false;
  return literal === refusal || (literal === "nullish" && refusal !== "false");
}

function judgeEquality(
  answer: Rules["answer"],
  { literal, equal }: Extract<Fact, { kind: "equality" }>,
  isOn: boolean,
  tree: ModuleTree,
  node: Node,
): Judgement {
  const isNull = literal === "nullish" || literal === "null" || literal === "undefined";
  if (answer === "truthy" || answer === "non-nullish") {
    if (equal)
      return literal === "true" || (literal === "other" && (answer === "non-nullish" || !isOn))
        ? "yes"
        : other(literal);
    if (!isOn) return "no";
    if (answer === "non-nullish" && literal === "nullish") return "yes";
    return isNull || literal === "false" ? doubt(tree, node, "result-test-unclear") : "no";
  }
  if (!isOn) return "no";
  if (!equal) return literal === "true" ? doubt(tree, node, "result-test-unclear") : "no";
  if (answer === "nullish") return isNull ? "yes" : "no";
  return isNull || literal === "false" ? "yes" : "no";
}

function other(literal: string): Judgement {
  return literal === "other" ? "yes" : "no";
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((name, index) => path[index] === name);
}
