import type { Node } from "../ast.ts";
import { type Entity, isSameEntity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import { isStable } from "../names/variable.ts";
import type { Frame } from "./frame.ts";
import {
  argumentAt,
  type Identity,
  identityKey,
  identityOf,
  memberIdentity,
  parameterOf,
  parseArgumentPath,
} from "./identity.ts";
import type { Invocation } from "./invocation.ts";
import { doubt, type Judgement } from "./judgement.ts";
import type { GuardAnswerKind, GuardedQuery, MemberRef } from "./query.ts";
import { type Refusal, refusalOf } from "./result-type.ts";
import { type Settling, settlingOf } from "./settling.ts";

/** The query with its names resolved. */
export interface Rules {
  readonly query: GuardedQuery;
  readonly guard: Entity;
  readonly policy: { readonly argument: number; readonly is: Entity } | undefined;
  readonly answer: GuardAnswerKind;
  readonly property: readonly string[];
  readonly settling: Settling;
  /** What the guard's result is when it refuses, where its declaration says so. */
  readonly refusal: Refusal | undefined;
  readonly neverReturns: readonly Entity[];
}

/** What the effect that is looked at needs: a guard call for this very thing. No identity, any call will do. */
export interface Want {
  readonly identity: Identity | undefined;
}

export function rulesOf(names: Names, query: GuardedQuery): Rules {
  const { guard, policy, neverReturns = [] } = query;
  const entity = entityOf(names, guard);
  return {
    query,
    guard: entity,
    policy: policy === undefined ? undefined : { argument: policy.argument, is: entityOf(names, policy.is) },
    answer: query.guardReturns ?? "normally",
    property: query.guardProperty === undefined ? [] : query.guardProperty.split("."),
    settling: query.guardSettles ?? settlingOf(names, entity),
    refusal: refusalOf(names, entity, query.guardProperty?.split(".") ?? []),
    neverReturns: neverReturns.map((one) => names.ofSymbol(one)),
  };
}

function entityOf(names: Names, { member = [], ...symbol }: MemberRef): Entity {
  return member.reduce((one, name) => names.member(one, name), names.ofSymbol(symbol));
}

export function wantKey(want: Want): string {
  return want.identity === undefined ? "" : identityKey(want.identity);
}

/** Whether a call is the guard's, for the wanted thing and under the wanted policy. */
export function isGuardCall(
  names: Names,
  rules: Rules,
  frame: Frame,
  call: Invocation,
  want: Want,
): Judgement {
  if (!isSameEntity(call.callee, rules.guard)) return "no";
  if (call.node.type === "NewExpression") return "no";
  const policy = hasPolicy(names, rules, frame, call);
  return policy === "no" ? "no" : hasIdentity(names, rules, frame, call, want, policy);
}

function hasPolicy(names: Names, rules: Rules, frame: Frame, call: Invocation): Judgement {
  if (rules.policy === undefined) return "yes";
  const argument = argumentAt(call.args, rules.policy.argument);
  if (argument === undefined) {
    return call.args === undefined ? doubt(frame.tree, call.node, "identity-unknown") : "no";
  }
  // A policy is a value: the same literal is the same policy, however often it is evaluated.
  const value = valueIn(names, frame, argument);
  if (isSameEntity(value, rules.policy.is)) return "yes";
  if (isLiteral(value)) return "no";
  const identity = identityOf(names, frame, argument);
  if (identity === undefined) return doubt(frame.tree, argument, "identity-unknown");
  return isSameEntity(identity.entity, rules.policy.is) ? "yes" : "no";
}

/** What an argument denotes, through constants, and through parameters of followed calls to what those were given. */
export function valueIn(names: Names, frame: Frame, argument: Node, depth = 0): Entity {
  const entity = names.ofExpression(frame.tree, argument);
  const { base, path } = entity;
  if (base.kind !== "variable" || depth > maxHelperDepth || !isStable(base.variable)) return entity;
  const members = (of: Entity, steps: readonly string[]) =>
    steps.reduce((one, name) => names.member(one, name), of);
  const parameter = parameterOf(frame.unit, base.variable);
  if (parameter !== undefined) {
    const given = argumentAt(frame.call?.args, parameter.index);
    if (given === undefined || frame.call === undefined) return entity;
    return members(valueIn(names, frame.call.frame, given, depth + 1), [...parameter.path, ...path]);
  }
  const declared = base.variable.definitions[0]?.node;
  if (declared?.type !== "VariableDeclarator" || declared.id.type !== "Identifier" || declared.init === null)
    return entity;
  if (base.tree !== frame.tree) return entity;
  return members(valueIn(names, frame, declared.init, depth + 1), path);
}

const maxHelperDepth = 16;

/** Written down on the spot, hence nothing else. */
function isLiteral({ base, path }: Entity): boolean {
  return base.kind === "value" && path.length === 0 && literalTypes.has(base.node.type);
}

const literalTypes: ReadonlySet<string> = new Set([
  "ArrayExpression",
  "ObjectExpression",
  "Literal",
  "TemplateLiteral",
]);

function hasIdentity(
  names: Names,
  { query }: Rules,
  frame: Frame,
  call: Invocation,
  want: Want,
  otherwise: Judgement,
): Judgement {
  if (query.same === undefined || want.identity === undefined) return otherwise;
  const { index, path } = parseArgumentPath(query.same.guardArgument);
  const argument = argumentAt(call.args, index);
  if (argument === undefined) {
    return call.args === undefined ? doubt(frame.tree, call.node, "identity-unknown") : "no";
  }
  const identity = memberIdentity(names, frame, argument, path);
  if (identity === undefined && path.length === 0 && isLiteral(names.ofExpression(frame.tree, argument)))
    return "no";
  if (identity === undefined) return doubt(frame.tree, argument, "identity-unknown");
  return identityKey(identity) === identityKey(want.identity) ? otherwise : "no";
}
