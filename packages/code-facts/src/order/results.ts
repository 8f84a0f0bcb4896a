import { bare, memberName, type Node, type Oxc } from "../ast.ts";
import { isSameEntity } from "../names/entity.ts";
import { isStable, type Variable } from "../names/variable.ts";
import { outermost } from "../uses/outermost.ts";
import type { Analysis } from "./analysis.ts";
import { type Fact, factOfComparison, judgeFact } from "./fact.ts";
import type { Frame } from "./frame.ts";
import { functionOf, invocationOf } from "./invocation.ts";
import { both, doubt, either, type Judgement } from "./judgement.ts";
import { stillSpeaks } from "./kept.ts";
import { initialiserOf, isSkippable, valueOfConstant } from "./promises.ts";
import { provides } from "./provides.ts";
import { isGuardCall, type Want } from "./want.ts";

/** Whether a condition that turned out as `truth` implies that the guard has spoken for the effect. */
export function impliedBy(
  analysis: Analysis,
  frame: Frame,
  condition: Node,
  truth: boolean,
  want: Want,
): Judgement {
  const node = bare(condition);
  const again = (part: Node, as: boolean) => () => impliedBy(analysis, frame, part, as, want);
  switch (node.type) {
    case "UnaryExpression":
      return node.operator === "!" ? again(node.argument, !truth)() : "no";
    case "LogicalExpression": {
      if (node.operator === "??") return "no";
      const combine = (node.operator === "&&") === truth ? either : both;
      return combine(again(node.left, truth)(), again(node.right, truth));
    }
    case "BinaryExpression": {
      const found = factOfComparison(node, truth);
      return found === undefined ? "no" : valueImplies(analysis, frame, found.value, found.fact, want, []);
    }
    default:
      return valueImplies(analysis, frame, node, { kind: "truth", truth }, want, []);
  }
}

/** As {@link impliedBy}, for what a function returns to a caller that awaits it. */
export function returnImplies(
  analysis: Analysis,
  frame: Frame,
  condition: Node,
  truth: boolean,
  want: Want,
): Judgement {
  const plain = impliedBy(analysis, frame, condition, truth, want);
  if (!isReturned(condition, frame.unit)) return plain;
  return either(plain, () =>
    resultImplies(analysis, frame, condition, { kind: "truth", truth }, want, [], true),
  );
}

/** The expression's value is what the unit returns. */
function isReturned(condition: Node, unit: Node): boolean {
  const node = outermost(condition);
  const parent = node.parent;
  switch (parent?.type) {
    case "ReturnStatement":
      return true;
    case "ArrowFunctionExpression":
      return parent === unit && parent.body === node;
    case "LogicalExpression":
      return parent.right === node && isReturned(parent, unit);
    case "ConditionalExpression":
      return parent.test !== node && isReturned(parent, unit);
    default:
      return false;
  }
}

/** Whether a value that is known to be so implies the guard. `path`: members of the value that the fact is about. */
function valueImplies(
  analysis: Analysis,
  frame: Frame,
  value: Node,
  fact: Fact,
  want: Want,
  path: readonly string[],
): Judgement {
  const node = bare(value);
  switch (node.type) {
    case "MemberExpression": {
      const name = memberName(node);
      return name === undefined
        ? "no"
        : valueImplies(analysis, frame, node.object, fact, want, [name, ...path]);
    }
    case "AwaitExpression":
      return resultImplies(analysis, frame, node.argument, fact, want, path, true);
    case "CallExpression":
      if (isBoolean(node) && node.arguments[0] !== undefined && fact.kind === "truth") {
        return impliedBy(analysis, frame, node.arguments[0], fact.truth, want);
      }
      return resultImplies(analysis, frame, node, fact, want, path, false);
    case "AssignmentExpression":
      return node.operator === "=" ? valueImplies(analysis, frame, node.right, fact, want, path) : "no";
    case "Identifier":
      return bindingImplies(analysis, frame, node, fact, want, path);
    case "UnaryExpression":
    case "LogicalExpression":
    case "BinaryExpression":
      return fact.kind === "truth" && path.length === 0
        ? impliedBy(analysis, frame, node, fact.truth, want)
        : "no";
    default:
      return "no";
  }
}

function isBoolean({ callee }: Oxc.CallExpression): boolean {
  return callee.type === "Identifier" && callee.name === "Boolean";
}

function bindingImplies(
  analysis: Analysis,
  frame: Frame,
  node: Node,
  fact: Fact,
  want: Want,
  path: readonly string[],
): Judgement {
  const value = initialiserOf(analysis, frame.tree, node);
  if (value !== undefined) {
    return both(valueImplies(analysis, frame, value, fact, want, path), () =>
      stillSpeaks(analysis, frame, value, node, want),
    );
  }
  const { base, path: members } = analysis.names.ofExpression(frame.tree, node);
  if (base.kind === "value" && base.tree === frame.tree && base.node !== node) {
    return both(valueImplies(analysis, frame, base.node, fact, want, [...members, ...path]), () =>
      stillSpeaks(analysis, frame, base.node, node, want),
    );
  }
  if (base.kind !== "variable" || base.tree !== frame.tree) return "no";
  const whole = members.length === 0 ? undefined : valueOfConstant(base.variable);
  if (whole !== undefined) {
    return both(valueImplies(analysis, frame, whole, fact, want, [...members, ...path]), () =>
      stillSpeaks(analysis, frame, whole, node, want),
    );
  }
  return assignedImplies(analysis, frame, { variable: base.variable, use: node }, fact, want, [
    ...members,
    ...path,
  ]);
}

/** `let user; …; user = await guard(c); …; if (user)`: what is true of the variable is true of the result, if only results are stored. */
function assignedImplies(
  analysis: Analysis,
  frame: Frame,
  { variable, use }: { readonly variable: Variable; readonly use: Node },
  fact: Fact,
  want: Want,
  path: readonly string[],
): Judgement {
  if (isStable(variable) || !(fact.kind === "truth" && fact.truth)) return "no";
  let judgement: Judgement = "no";
  for (const { node, write, init } of variable.references) {
    if (!write) continue;
    const parent = node.parent;
    const stored =
      parent?.type === "AssignmentExpression" && parent.operator === "=" && parent.left === node
        ? parent.right
        : init && parent?.type === "VariableDeclarator"
          ? parent.init
          : undefined;
    if (stored === undefined || stored === null) return "no";
    if (isFalsyLiteral(stored)) continue;
    const one = both(valueImplies(analysis, frame, stored, fact, want, path), () =>
      stillSpeaks(analysis, frame, stored, use, want),
    );
    if (one === "no") return "no";
    judgement = judgement === "no" ? one : both(judgement, () => one);
  }
  return judgement;
}

function isFalsyLiteral(node: Node): boolean {
  const value = bare(node);
  if (value.type === "Identifier") return value.name === "undefined";
  return value.type === "Literal" && (value.value === null || value.value === false);
}

/** The result of a call: of the guard itself, or of a helper whose result tells the same. */
function resultImplies(
  analysis: Analysis,
  frame: Frame,
  expression: Node,
  fact: Fact,
  want: Want,
  path: readonly string[],
  awaited: boolean,
): Judgement {
  const node = bare(expression);
  if (node.type !== "CallExpression") {
    const promise =
      node.type === "Identifier" && awaited ? initialiserOf(analysis, frame.tree, node) : undefined;
    if (promise === undefined) return "no";
    return both(resultImplies(analysis, frame, promise, fact, want, path, true), () =>
      stillSpeaks(analysis, frame, promise, node, want),
    );
  }
  const { names, rules } = analysis;
  const call = invocationOf(names, frame.tree, node);
  if (call === undefined) return "no";
  if (isSkippable(node) && !(fact.kind === "truth" && fact.truth)) return "no";
  if (isSameEntity(call.callee, rules.guard)) {
    const isGuard = isGuardCall(names, rules, frame, call, want);
    if (isGuard === "no" || rules.answer === "normally") return "no";
    const told = judgeFact(rules, fact, path, frame.tree, node);
    if (awaited || rules.settling === "sync") return both(isGuard, () => told);
    if (rules.settling === "async") return "no";
    return both(isGuard, () => both(told, () => doubt(frame.tree, node, "guard-may-be-async")));
  }
  const target = functionOf(call.callee);
  if (target === undefined || target.node.generator) return "no";
  if (target.node.async && !awaited) return "no";
  const exit = path.length === 0 ? exitOf(fact) : exitOfMember(fact);
  if (exit === undefined) return "no";
  const leaving = awaited ? "fulfils" : "returns";
  return provides(analysis, frame, target.tree, target.node, call.args, want, leaving, exit);
}

/** Something with a member that is there is something. */
function exitOfMember(fact: Fact): "exit-truthy" | undefined {
  const isThere =
    fact.kind === "truth" ? fact.truth : fact.equal && (fact.literal === "true" || fact.literal === "other");
  return isThere ? "exit-truthy" : undefined;
}

function exitOf(fact: Fact): "exit-truthy" | "exit-falsy" | undefined {
  if (fact.kind === "truth") return fact.truth ? "exit-truthy" : "exit-falsy";
  if (!fact.equal)
    return fact.literal === "false" ? "exit-truthy" : fact.literal === "true" ? "exit-falsy" : undefined;
  return fact.literal === "true" || fact.literal === "other" ? "exit-truthy" : "exit-falsy";
}
