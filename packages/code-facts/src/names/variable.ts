import type { Node, Oxc } from "../ast.ts";

export type DefinitionKind =
  | "import"
  | "function"
  | "class"
  | "variable"
  | "parameter"
  | "catch"
  | "enum"
  | "namespace"
  | "type"
  | "other";

export interface Definition {
  readonly kind: DefinitionKind;
  /** The declaring node: declarator, function, class, import specifier, … */
  readonly node: Node;
  readonly name: Node;
}

/** One binding of one scope. */
export interface Variable {
  readonly name: string;
  readonly definitions: readonly Definition[];
  /** Node of the scope that holds it. */
  readonly scope: Node;
  readonly topLevel: boolean;
  readonly references: Reference[];
}

/** One identifier that names a variable; `variable` is absent for globals. */
export interface Reference {
  readonly node: Oxc.IdentifierReference | Oxc.JSXIdentifier;
  readonly variable: Variable | undefined;
  readonly read: boolean;
  readonly write: boolean;
  /** The write is the initialiser of the declaration. */
  readonly init: boolean;
  /** Stands in a type: gone at run time. */
  readonly typeOnly: boolean;
}

/** Definitions that exist at run time. */
export function valueDefinitions(variable: Variable): readonly Definition[] {
  return variable.definitions.filter(
    ({ kind, node }) => kind !== "type" && node.type !== "TSDeclareFunction",
  );
}

/** True when the binding keeps its first value for good. */
export function isStable(variable: Variable): boolean {
  return (
    valueDefinitions(variable).length === 1 &&
    variable.references.every((reference) => !reference.write || reference.init)
  );
}
