import { bare, type FunctionNode, isFunction, keyOf, type Node } from "../ast.ts";
import { type Entity, entityKey } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { Variable } from "../names/variable.ts";
import { isStable } from "../names/variable.ts";
import { patternPath } from "../names/variable-entity.ts";
import type { Frame } from "./frame.ts";
import type { ArgumentPath } from "./query.ts";

/** Which thing an argument is, in terms of one frame; `undefined` when that cannot be told. */
export interface Identity {
  readonly entity: Entity;
  /** Activation whose local it is; 0 outside of followed calls. */
  readonly frame: number;
}

export function identityKey({ entity, frame }: Identity): string {
  return `${entityKey(entity)}\0@${frame}`;
}

export function identityOf(names: Names, frame: Frame, expression: Node): Identity | undefined {
  return localIdentity(names, frame, names.ofExpression(frame.tree, expression));
}

function localIdentity(names: Names, frame: Frame, entity: Entity): Identity | undefined {
  const { base, path } = entity;
  switch (base.kind) {
    case "unknown":
    case "namespace":
      return undefined;
    case "external":
    case "global":
    case "code":
      return { entity, frame: 0 };
    case "value":
      return isIdentifiable(base.node)
        ? { entity, frame: isInside(base.node, frame.unit) ? frame.id : 0 }
        : undefined;
    case "variable":
      break;
  }
  const outer = frame.call?.frame;
  const declared = base.variable.definitions[0]?.node;
  if (outer !== undefined && !isInside(declared, frame.unit) && isInside(declared, outer.unit)) {
    return localIdentity(names, outer, entity);
  }
  const parameter = parameterOf(frame.unit, base.variable);
  if (parameter === undefined || frame.call === undefined) {
    return { entity, frame: isInside(declared, frame.unit) ? frame.id : 0 };
  }
  if (!isStable(base.variable)) return undefined;
  const argument = argumentAt(frame.call.args, parameter.index);
  return argument === undefined
    ? undefined
    : memberIdentity(names, frame.call.frame, argument, [...parameter.path, ...path]);
}

/** Identity of a member of an expression; an object literal gives the property's own value. */
export function memberIdentity(
  names: Names,
  frame: Frame,
  expression: Node,
  path: readonly string[],
): Identity | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return identityOf(names, frame, expression);
  const literal = literalBehind(names, frame.tree, expression);
  if (literal !== undefined) {
    const value = propertyValue(literal, first);
    return value === undefined ? undefined : memberIdentity(names, frame, value, rest);
  }
  const entity = path.reduce(
    (one, name) => names.member(one, name),
    names.ofExpression(frame.tree, expression),
  );
  return localIdentity(names, frame, entity);
}

/** The expression that a member of another one is, where it stands in an object literal. */
export function memberNode(
  names: Names,
  tree: ModuleTree,
  expression: Node,
  path: readonly string[],
): Node | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return expression;
  const literal = literalBehind(names, tree, expression);
  const value = literal === undefined ? undefined : propertyValue(literal, first);
  return value === undefined ? undefined : memberNode(names, tree, value, rest);
}

/** The object literal that an expression is, also through a constant that only ever holds it. */
function literalBehind(names: Names, tree: ModuleTree, expression: Node): Node | undefined {
  const node = bare(expression);
  if (node.type === "ObjectExpression") return node;
  const { base, path } = names.ofExpression(tree, node);
  if (base.kind !== "variable" || path.length > 0 || !isStable(base.variable)) return undefined;
  const declarator = base.variable.definitions[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return undefined;
  const value = bare(declarator.init);
  const written = base.variable.references.some(({ node: use }) => {
    const member = use.parent;
    return member?.type === "MemberExpression" && member.parent?.type === "AssignmentExpression";
  });
  return value.type === "ObjectExpression" && !written ? value : undefined;
}

/** Later properties win; a spread or computed key after the property could replace it. */
function propertyValue(literal: Node, name: string): Node | undefined {
  if (literal.type !== "ObjectExpression") return undefined;
  for (const property of literal.properties.toReversed()) {
    if (property.type !== "Property") return undefined;
    const key = keyOf(property);
    if (key === undefined) return undefined;
    if (key === name) return property.kind === "init" ? property.value : undefined;
  }
  return undefined;
}

export interface ParameterPlace {
  readonly index: number;
  /** Members of the argument, for a destructured parameter. */
  readonly path: readonly string[];
}

/** Which parameter of a function a variable is. */
export function parameterOf(unit: Node, variable: Variable): ParameterPlace | undefined {
  const definition = variable.definitions[0];
  if (definition?.kind !== "parameter" || !isFunction(unit) || definition.node !== unit) return undefined;
  for (const [index, parameter] of parametersOf(unit).entries()) {
    const path = patternPath(parameter, definition.name);
    if (path !== undefined) return { index, path };
  }
  return undefined;
}

/** Parameters without TypeScript's `this`, which is no argument. */
export function parametersOf(unit: FunctionNode): readonly Node[] {
  return unit.params
    .filter((one) => !(one.type === "Identifier" && one.name === "this"))
    .map((one) => (one.type === "TSParameterProperty" ? one.parameter : one));
}

export function argumentAt(args: readonly Node[] | undefined, index: number): Node | undefined {
  return args?.[index];
}

/** `"1.context"` → position 1, members `["context"]`. */
export function parseArgumentPath(path: ArgumentPath): ParameterPlace {
  const [index, ...members] = String(path).split(".");
  return { index: Number(index), path: members };
}

/** Values that are the same thing each time they are looked at. A call or literal is another thing at each evaluation. */
function isIdentifiable(node: Node): boolean {
  return node.type === "ThisExpression" || node.type === "AwaitExpression" || node.type === "CallExpression";
}

function isInside(node: Node | undefined, unit: Node): boolean {
  for (let at = node; at !== undefined; at = at.parent ?? undefined) if (at === unit) return true;
  return false;
}
