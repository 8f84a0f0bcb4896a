import {
  analyze,
  type DefinitionType,
  type Scope,
  type Variable as ScopeVariable,
} from "@typescript-eslint/scope-manager";
import { visitorKeys } from "oxc-parser";
import type { Node, Oxc } from "../ast.ts";
import type { Definition, DefinitionKind, Reference, Variable } from "./variable.ts";

export interface Scopes {
  readonly topLevel: ReadonlyMap<string, Variable>;
  readonly references: ReadonlyMap<Node, Reference>;
  readonly declared: ReadonlyMap<Node, Variable>;
}

const kinds: Readonly<Record<`${DefinitionType}`, DefinitionKind>> = {
  CatchClause: "catch",
  ClassName: "class",
  FunctionName: "function",
  ImplicitGlobalVariable: "other",
  ImportBinding: "import",
  Parameter: "parameter",
  TSEnumName: "enum",
  TSEnumMemberName: "other",
  TSModuleName: "namespace",
  Type: "type",
  Variable: "variable",
};

/** Bindings and references of a module, every scope. Throws `RangeError` for a tree that is too deep to be visited. */
export function readScopes(program: Oxc.Program): Scopes {
  const manager = analyze(asEstree(program), {
    sourceType: "module",
    childVisitorKeys: visitorKeys,
    jsxPragma: null,
    lib: [],
  });
  const variables = new Map<ScopeVariable, Variable>();
  const topLevel = new Map<string, Variable>();
  const declared = new Map<Node, Variable>();
  for (const scope of manager.scopes) {
    for (const one of scope.variables) {
      const variable = readVariable(one, scope);
      variables.set(one, variable);
      for (const { name } of variable.definitions) declared.set(name, variable);
      if (variable.topLevel) topLevel.set(variable.name, variable);
    }
  }
  const references = new Map<Node, Reference>();
  for (const scope of manager.scopes) {
    for (const one of scope.references) {
      const variable = one.resolved === null ? undefined : variables.get(one.resolved);
      const node: Reference["node"] = fromEstree(one.identifier);
      const reference: Reference = {
        node,
        variable,
        read: one.isRead(),
        write: one.isWrite(),
        init: one.init === true,
        typeOnly: !one.isValueReference || isQueried(node),
      };
      references.set(node, reference);
      variable?.references.push(reference);
    }
  }
  return { topLevel, references, declared };
}

function readVariable(one: ScopeVariable, scope: Scope): Variable {
  return {
    name: one.name,
    definitions: one.defs.map(
      (definition): Definition => ({
        kind: kinds[definition.type],
        node: fromEstree(definition.node),
        name: fromEstree(definition.name),
      }),
    ),
    scope: fromEstree(scope.block),
    topLevel: scope.type === "module",
    references: [],
  };
}

/*
 * The parser's tree is TS-ESTree by construction (`astType: "ts"`); the two packages only name its types differently.
 * This is the one place where one name is taken for the other.
 */
function asEstree(program: Oxc.Program): Parameters<typeof analyze>[0] {
  return program as unknown as Parameters<typeof analyze>[0];
}

function fromEstree<T extends Node = Node>(node: object): T {
  return node as T;
}

/** `typeof x` in a type: the name of a value, gone at run time all the same. */
function isQueried(node: Node): boolean {
  let at = node.parent;
  while (at?.type === "TSQualifiedName") at = at.parent;
  return at?.type === "TSTypeQuery";
}
