import { type ClassNode, isClass, isFunction, keyOf, type Node, type Oxc } from "../ast.ts";
import { type Entity, plain } from "./entity.ts";
import { externalEntity, type Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";
import { isStable, type Variable } from "./variable.ts";

/** What reading a member of something gives. */
export function memberOf(names: Names, { base, path }: Entity, name: string): Entity {
  const further: Entity = { base, path: [...path, name] };
  switch (base.kind) {
    case "external":
      return externalEntity(base.module, further.path);
    case "namespace":
      return path.length === 0 ? names.ofExport(base.module, name) : further;
    case "code":
      return (path.length === 0 && isClass(base.node) && staticMethod(base.tree, base.node, name)) || further;
    case "variable":
      return (path.length === 0 && propertyOf(names, base.tree, base.variable, name)) || further;
    default:
      return further;
  }
}

function staticMethod(tree: ModuleTree, node: ClassNode, name: string): Entity | undefined {
  const found = node.body.body.filter(
    (one) => one.type === "MethodDefinition" && one.static && keyOf(one) === name,
  );
  const method = found[0];
  if (found.length !== 1 || method?.type !== "MethodDefinition" || method.kind !== "method") return undefined;
  return plain({ kind: "code", tree, node: method.value });
}

/** A property of a `const` object literal that nothing in its module can have changed. */
function propertyOf(names: Names, tree: ModuleTree, variable: Variable, name: string): Entity | undefined {
  const literal = literalOf(variable);
  if (literal === undefined || !isOnlyRead(variable)) return undefined;
  let found: Oxc.ObjectProperty | undefined;
  for (const property of literal.properties) {
    if (property.type !== "Property") return undefined;
    const key = keyOf(property);
    if (key === undefined || (key === name && found !== undefined)) return undefined;
    if (key === name) found = property;
  }
  if (found === undefined || found.kind !== "init") return undefined;
  const value: Node = found.value;
  return isFunction(value) ? plain({ kind: "code", tree, node: value }) : names.ofExpression(tree, value);
}

/** Known keys of the object literal that a constant holds. */
export function propertyNames(variable: Variable): readonly string[] {
  const names: string[] = [];
  for (const property of literalOf(variable)?.properties ?? []) {
    const key = property.type === "Property" ? keyOf(property) : undefined;
    if (key !== undefined) names.push(key);
  }
  return names;
}

/** The property's value can be had only by reading the named member of a constant that is not changed. */
export function isTrackedLiteral(tree: ModuleTree, property: Node): boolean {
  const literal = property.parent;
  if (literal?.type !== "ObjectExpression") return false;
  let outer: Node = literal;
  while (outer.parent?.type === "TSAsExpression" || outer.parent?.type === "TSSatisfiesExpression") {
    outer = outer.parent;
  }
  if (outer.parent != null && isFreeze(outer.parent)) outer = outer.parent;
  const declarator = outer.parent;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return false;
  const variable = tree.scopes.declared.get(declarator.id);
  if (variable === undefined || literalOf(variable) !== literal || !isOnlyRead(variable)) return false;
  return literal.properties.every((one) => one.type === "Property" && keyOf(one) !== undefined);
}

function literalOf(variable: Variable): Oxc.ObjectExpression | undefined {
  const node = variable.definitions[0]?.node;
  if (!isStable(variable) || node?.type !== "VariableDeclarator" || node.id.type !== "Identifier")
    return undefined;
  let value: Node | null = node.init;
  for (;;) {
    if (value === null) return undefined;
    if (value.type === "ObjectExpression") return value;
    if (value.type === "TSAsExpression" || value.type === "TSSatisfiesExpression") value = value.expression;
    else if (isFreeze(value)) value = value.arguments[0] ?? null;
    else return undefined;
  }
}

export function isFreeze(node: Node): node is Oxc.CallExpression {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    node.callee.object.type === "Identifier" &&
    node.callee.object.name === "Object" &&
    node.callee.property.type === "Identifier" &&
    node.callee.property.name === "freeze"
  );
}

/** Every use reads a named member, exports the object, or stands in a type: nothing can write to it from here. */
function isOnlyRead(variable: Variable): boolean {
  return variable.references.every((reference) => {
    if (reference.init || reference.typeOnly) return true;
    const member = reference.node.parent;
    if (member?.type === "ExportSpecifier") return true;
    if (member?.type !== "MemberExpression" || member.object !== reference.node) return false;
    if (member.computed && member.property.type !== "Literal") return false;
    return !isWritten(member);
  });
}

function isWritten(member: Oxc.MemberExpression): boolean {
  const parent = member.parent;
  if (parent?.type === "AssignmentExpression") return parent.left === member;
  if (parent?.type === "UnaryExpression") return parent.operator === "delete";
  return (
    parent?.type === "UpdateExpression" ||
    parent?.type === "ForInStatement" ||
    parent?.type === "ForOfStatement" ||
    parent?.type === "ArrayPattern" ||
    parent?.type === "AssignmentPattern" ||
    (parent?.type === "Property" && parent.parent?.type === "ObjectPattern")
  );
}
