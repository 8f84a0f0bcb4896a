import { bare, keyOf, memberName, type Node, type Oxc } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Entity } from "./names/entity.ts";
import { isChanged } from "./names/is-changed.ts";
import { isFreeze } from "./names/member.ts";
import type { Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import { isStable, type Variable } from "./names/variable.ts";
import type { SymbolRef } from "./symbol.ts";

/** What a constant certainly holds, as data. */
export type StaticValue =
  | { readonly kind: "string"; readonly value: string; readonly location: Location }
  | { readonly kind: "number"; readonly value: number; readonly location: Location }
  | { readonly kind: "boolean"; readonly value: boolean; readonly location: Location }
  | { readonly kind: "null"; readonly location: Location }
  | { readonly kind: "undefined"; readonly location: Location }
  | { readonly kind: "array"; readonly items: readonly StaticValue[]; readonly location: Location }
  | { readonly kind: "object"; readonly properties: readonly StaticProperty[]; readonly location: Location }
  /** A function, a class or something imported: `ref` names it by its declaration. */
  | { readonly kind: "symbol"; readonly ref: SymbolRef; readonly location: Location }
  | {
      readonly kind: "call";
      readonly callee: SymbolRef;
      readonly args: readonly StaticValue[];
      readonly location: Location;
    }
  | { readonly kind: "unknown"; readonly location: Location };

export interface StaticProperty {
  readonly key: string;
  readonly value: StaticValue;
  readonly location: Location;
}

const maxDepth = 64;
/** Values that are shared by reference could unfold exponentially (`b = [a, a]; c = [b, b]; …`). */
const maxNodes = 20_000;

/** Reads values; one per question, so that the budget is per question. */
export class ValueReader {
  readonly #names: Names;
  readonly #only: ReadonlySet<string> | undefined;
  #nodes = 0;

  /** @param only keys of objects to read; what stands under others is unknown, and costs nothing */
  constructor(names: Names, only?: readonly string[]) {
    this.#names = names;
    this.#only = only === undefined ? undefined : new Set(only);
  }

  ofEntity(entity: Entity, location: Location, depth: number): StaticValue {
    const { base, path } = entity;
    switch (base.kind) {
      case "external":
        return { kind: "symbol", ref: { module: base.module, export: path.join(".") || "*" }, location };
      case "namespace":
        return { kind: "symbol", ref: { module: base.module, export: "*" }, location };
      case "code":
        return this.#ofCode(base.tree, base.node, path, location);
      case "value":
        return this.#members(this.read(base.tree, base.node, depth + 1), path, location);
      case "variable":
        return this.#members(this.#ofVariable(base.tree, base.variable, location, depth), path, location);
      case "global":
        return base.name === "undefined" && path.length === 0
          ? { kind: "undefined", location }
          : { kind: "unknown", location };
      case "unknown":
        return { kind: "unknown", location };
    }
  }

  read(tree: ModuleTree, expression: Node, depth: number): StaticValue {
    const node = bare(expression);
    const location = locationOf(tree, node);
    this.#nodes += 1;
    if (depth > maxDepth || this.#nodes > maxNodes) return { kind: "unknown", location };
    switch (node.type) {
      case "Literal":
        return ofLiteral(node.value, location);
      case "TemplateLiteral":
        return this.#template(tree, node, location, depth);
      case "ArrayExpression":
        return this.#array(tree, node, location, depth);
      case "ObjectExpression":
        return this.#object(tree, node, location, depth);
      case "UnaryExpression":
        return ofUnary(node.operator, this.read(tree, node.argument, depth + 1), location);
      case "CallExpression":
        return this.#call(tree, node, location, depth);
      case "MemberExpression":
        return this.#member(tree, node, location, depth);
      case "Identifier":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
      case "ClassExpression": {
        const entity = this.#names.ofExpression(tree, node);
        return entity.base.kind === "value" && entity.base.node === node
          ? { kind: "unknown", location }
          : this.ofEntity(entity, location, depth + 1);
      }
      default:
        return { kind: "unknown", location };
    }
  }

  /** Only functions and classes that a module declares have a name that others can use. */
  #ofCode(tree: ModuleTree, node: Node, path: readonly string[], location: Location): StaticValue {
    const local = topLevelName(tree, node);
    if (local === undefined || path.length > 0) return { kind: "unknown", location };
    const record = this.#names.graph.record(tree.path);
    const exported =
      record?.kind === "module" ? record.exports.find((one) => one.local === local) : undefined;
    return { kind: "symbol", ref: { module: tree.path, export: exported?.exported ?? local }, location };
  }

  #ofVariable(tree: ModuleTree, variable: Variable, location: Location, depth: number): StaticValue {
    const node = variable.definitions[0]?.node;
    const known = isStable(variable) && node?.type === "VariableDeclarator" && node.id.type === "Identifier";
    if (!known || node.init === null) return { kind: "unknown", location };
    return isChanged(variable) ? { kind: "unknown", location } : this.read(tree, node.init, depth + 1);
  }

  #member(tree: ModuleTree, node: Oxc.MemberExpression, location: Location, depth: number): StaticValue {
    const entity = this.#names.ofExpression(tree, node);
    const isItself = entity.base.kind === "value" && entity.base.node === node;
    if (!isItself) return this.ofEntity(entity, location, depth + 1);
    const name = memberName(node);
    return name === undefined
      ? { kind: "unknown", location }
      : this.#members(this.read(tree, node.object, depth + 1), [name], location);
  }

  #members(value: StaticValue, path: readonly string[], location: Location): StaticValue {
    let current = value;
    for (const name of path) {
      if (current.kind === "array") current = current.items[Number(name)] ?? { kind: "unknown", location };
      else if (current.kind === "object") {
        current = current.properties.findLast((one) => one.key === name)?.value ?? {
          kind: "unknown",
          location,
        };
      } else return { kind: "unknown", location };
    }
    return current;
  }

  #template(tree: ModuleTree, node: Oxc.TemplateLiteral, location: Location, depth: number): StaticValue {
    let text = node.quasis[0]?.value.cooked ?? "";
    for (const [index, hole] of node.expressions.entries()) {
      const value = this.read(tree, hole, depth + 1);
      if (value.kind !== "string" && value.kind !== "number" && value.kind !== "boolean") {
        return { kind: "unknown", location };
      }
      text += `${value.value}${node.quasis[index + 1]?.value.cooked ?? ""}`;
    }
    return { kind: "string", value: text, location };
  }

  #array(tree: ModuleTree, node: Oxc.ArrayExpression, location: Location, depth: number): StaticValue {
    const items: StaticValue[] = [];
    for (const element of node.elements) {
      if (element === null) items.push({ kind: "undefined", location });
      else if (element.type !== "SpreadElement") items.push(this.read(tree, element, depth + 1));
      else {
        const spread = this.read(tree, element.argument, depth + 1);
        if (spread.kind !== "array") return { kind: "unknown", location: locationOf(tree, element) };
        items.push(...spread.items);
      }
    }
    return { kind: "array", items, location };
  }

  #object(tree: ModuleTree, node: Oxc.ObjectExpression, location: Location, depth: number): StaticValue {
    const properties = new Map<string, StaticProperty>();
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const spread = this.read(tree, property.argument, depth + 1);
        if (spread.kind !== "object") return { kind: "unknown", location: locationOf(tree, property) };
        for (const one of spread.properties) properties.set(one.key, one);
        continue;
      }
      const key = keyOf(property);
      if (key === undefined || key === "__proto__") {
        return { kind: "unknown", location: locationOf(tree, property) };
      }
      const at = locationOf(tree, property);
      const value: StaticValue =
        property.kind === "init" && (this.#only?.has(key) ?? true)
          ? this.read(tree, property.value, depth + 1)
          : { kind: "unknown", location: at };
      properties.set(key, { key, value, location: at });
    }
    return { kind: "object", properties: [...properties.values()], location };
  }

  #call(tree: ModuleTree, node: Oxc.CallExpression, location: Location, depth: number): StaticValue {
    const first = node.arguments[0];
    if (isFreeze(node) && first !== undefined) return this.read(tree, first, depth + 1);
    const callee = this.ofEntity(this.#names.ofExpression(tree, node.callee), location, depth + 1);
    if (callee.kind !== "symbol" || node.optional) return { kind: "unknown", location };
    const args: StaticValue[] = [];
    for (const argument of node.arguments) {
      if (argument.type === "SpreadElement") return { kind: "unknown", location };
      args.push(this.read(tree, argument, depth + 1));
    }
    return { kind: "call", callee: callee.ref, args, location };
  }
}

function ofLiteral(value: unknown, location: Location): StaticValue {
  if (typeof value === "string") return { kind: "string", value, location };
  if (typeof value === "number") return { kind: "number", value, location };
  if (typeof value === "boolean") return { kind: "boolean", value, location };
  return value === null ? { kind: "null", location } : { kind: "unknown", location };
}

function ofUnary(operator: Oxc.UnaryOperator, value: StaticValue, location: Location): StaticValue {
  if (operator === "-" && value.kind === "number") return { kind: "number", value: -value.value, location };
  if (operator === "!" && value.kind === "boolean") return { kind: "boolean", value: !value.value, location };
  return operator === "void" ? { kind: "undefined", location } : { kind: "unknown", location };
}

function topLevelName(tree: ModuleTree, node: Node): string | undefined {
  const holder = node.parent;
  if (holder?.type === "ExportDefaultDeclaration") return "default";
  const declarator = holder?.type === "VariableDeclarator" ? holder : node;
  for (const [name, variable] of tree.scopes.topLevel) {
    if (variable.definitions.some((one) => one.node === declarator)) return name;
  }
  return undefined;
}
