import { isClass, isFunction, keyOf, type Node, type Oxc } from "../ast.ts";
import { type Entity, plain } from "./entity.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";
import { isStable, type Variable, valueDefinitions } from "./variable.ts";

/** What a binding denotes: what it was initialised with, when it keeps that for good; itself otherwise. */
export function entityOfVariable(names: Names, tree: ModuleTree, variable: Variable): Entity {
  const itself = plain({ kind: "variable", tree, variable });
  const definition = valueDefinitions(variable)[0];
  if (definition === undefined || !isStable(variable)) return itself;
  const { node } = definition;
  switch (definition.kind) {
    case "import":
      return importEntity(names, tree, node, variable) ?? itself;
    case "function":
    case "class":
      return isFunction(node) || isClass(node) ? plain({ kind: "code", tree, node }) : itself;
    case "variable":
      return (node.type === "VariableDeclarator" && initialised(names, tree, node, variable)) || itself;
    default:
      return itself;
  }
}

function importEntity(names: Names, tree: ModuleTree, node: Node, variable: Variable): Entity | undefined {
  if (node.type === "TSImportEqualsDeclaration") return importEquals(names, tree, node);
  const taken = takenBy(variable);
  return taken === undefined ? undefined : names.ofImport(tree, taken.specifier, taken.imported);
}

/** What a name that an import declaration binds is taken from; `imported` is `*` for a namespace. `undefined` for any other. */
export function takenBy(
  variable: Variable,
): { readonly specifier: string; readonly imported: string } | undefined {
  const definition = valueDefinitions(variable)[0];
  if (definition?.kind !== "import" || !isStable(variable)) return undefined;
  const { node } = definition;
  const declaration = node.parent;
  if (declaration?.type !== "ImportDeclaration") return undefined;
  const specifier = declaration.source.value;
  switch (node.type) {
    case "ImportNamespaceSpecifier":
      return { specifier, imported: "*" };
    case "ImportDefaultSpecifier":
      return { specifier, imported: "default" };
    case "ImportSpecifier":
      return { specifier, imported: importedName(node) };
    default:
      return undefined;
  }
}

function importedName(node: Oxc.ImportSpecifier): string {
  return node.imported.type === "Literal" ? node.imported.value : node.imported.name;
}

function importEquals(
  names: Names,
  tree: ModuleTree,
  node: Oxc.TSImportEqualsDeclaration,
): Entity | undefined {
  const target = node.moduleReference;
  if (target.type === "TSExternalModuleReference") return names.ofImport(tree, target.expression.value, "*");
  return qualified(names, tree, target);
}

function qualified(
  names: Names,
  tree: ModuleTree,
  node: Exclude<Oxc.TSModuleReference, Oxc.TSExternalModuleReference>,
): Entity | undefined {
  if (node.type === "Identifier") {
    const variable = tree.scopes.references.get(node)?.variable;
    return variable === undefined ? undefined : names.ofVariable(tree, variable);
  }
  if (node.left.type === "ThisExpression") return undefined;
  const left = qualified(names, tree, node.left);
  return left === undefined ? undefined : names.member(left, node.right.name);
}

function initialised(
  names: Names,
  tree: ModuleTree,
  declarator: Oxc.VariableDeclarator,
  variable: Variable,
): Entity | undefined {
  if (declarator.init === null) return undefined;
  const path = patternPath(declarator.id, variable.definitions[0]?.name);
  if (path === undefined) return undefined;
  const value = names.ofExpression(tree, declarator.init);
  if (path.length === 0 && value.base.kind === "value" && value.path.length === 0) {
    // The result of a call has no better name than the binding that holds it.
    return undefined;
  }
  return path.reduce((entity, name) => names.member(entity, name), value);
}

/** Members that a destructuring pattern reads on its way to a name; `undefined` for defaults, rests and arrays. */
export function patternPath(pattern: Node, name: Node | undefined): readonly string[] | undefined {
  if (pattern === name) return [];
  if (pattern.type !== "ObjectPattern") return undefined;
  for (const property of pattern.properties) {
    if (property.type !== "Property") continue;
    const key = keyOf(property);
    const rest = patternPath(property.value, name);
    if (rest !== undefined && key !== undefined) return [key, ...rest];
  }
  return undefined;
}
