import { memberName, type Node, type Oxc, stringOf, walk } from "../ast.ts";
import type { Carriers } from "../names/carriers.ts";
import { type Entity, isSameEntity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { patternPath } from "../names/variable-entity.ts";
import { classify } from "./classify.ts";
import { outermost } from "./outermost.ts";
import type { Use } from "./use.ts";

/** Every place of a module that names the target, or something that holds it, and what happens there. */
export function* usesOf(names: Names, tree: ModuleTree, target: Entity, carriers: Carriers): Generator<Use> {
  const find = (node: Node, entity: Entity): Use | undefined =>
    climb(names, tree, node, entity, target, carriers);
  for (const { node, typeOnly, read, variable } of tree.scopes.references.values()) {
    if (typeOnly || !read || variable === undefined || !carriers.mayBe(tree, variable)) continue;
    const use = find(node, names.ofVariable(tree, variable));
    if (use !== undefined) yield use;
  }
  if (!/\bimport\s*\(|\brequire\s*\(/.test(tree.text)) return;
  for (const node of loadersOf(tree)) {
    const specifier = stringOf(node.type === "ImportExpression" ? node.source : node.arguments[0]);
    if (specifier === undefined) continue;
    const entity = names.ofImport(tree, specifier, "*");
    const value = node.type === "ImportExpression" ? awaitOf(node) : node;
    if (value === undefined && carriers.holds(entity)) yield unawaited(node);
    const use = value === undefined ? undefined : find(value, entity);
    if (use !== undefined) yield use;
  }
}

function awaitOf(node: Node): Node | undefined {
  const outer = outermost(node);
  return outer.parent?.type === "AwaitExpression" ? outer.parent : undefined;
}

function unawaited(node: Node): Use {
  return outermost(node).parent?.type === "ExpressionStatement"
    ? { kind: "harmless", node }
    : { kind: "escape", node, escape: "container" };
}

function loadersOf(tree: ModuleTree): readonly (Oxc.ImportExpression | Oxc.CallExpression)[] {
  const found: (Oxc.ImportExpression | Oxc.CallExpression)[] = [];
  walk(tree.program, (node) => {
    if (node.type === "ImportExpression") found.push(node);
    else if (node.type === "CallExpression" && isRequire(tree, node)) found.push(node);
    return true;
  });
  return found;
}

function isRequire(tree: ModuleTree, { callee }: Oxc.CallExpression): boolean {
  if (callee.type !== "Identifier" || callee.name !== "require") return false;
  return tree.scopes.references.get(callee)?.variable === undefined;
}

/** Reads members as long as the value is not the target itself but may hold it. */
function climb(
  names: Names,
  tree: ModuleTree,
  start: Node,
  first: Entity,
  target: Entity,
  carriers: Carriers,
): Use | undefined {
  let entity = first;
  let node = start;
  for (;;) {
    if (isSameEntity(entity, target)) return classify(tree, node);
    if (!carriers.holds(entity)) return undefined;
    const outer = outermost(node);
    const parent = outer.parent;
    if (parent?.type !== "MemberExpression" || parent.object !== outer) return containerUse(tree, node);
    const name = memberName(parent);
    if (name === undefined) return { kind: "escape", node: parent, escape: "computed" };
    entity = names.member(entity, name);
    node = parent;
  }
}

/** A holder can be bound to a name or taken apart; any other use lets what it holds out. */
function containerUse(tree: ModuleTree, node: Node): Use {
  const use = classify(tree, node);
  const parent = outermost(node).parent;
  if (parent?.type === "VariableDeclarator" && parent.id.type === "ObjectPattern") {
    return takesApart(parent.id) ? use : { kind: "escape", node, escape: "container" };
  }
  if (use.kind === "call") return { kind: "harmless", node };
  return use.kind === "escape" && use.escape !== "exported" ? { ...use, escape: "container" } : use;
}

/** Every property has a known key and a plain name or pattern, so each name is followed on its own. */
function takesApart(pattern: Oxc.ObjectPattern): boolean {
  return pattern.properties.every((property) => {
    if (property.type !== "Property") return false;
    if (property.value.type === "ObjectPattern") return takesApart(property.value);
    return property.value.type === "Identifier" && patternPath(pattern, property.value) !== undefined;
  });
}
