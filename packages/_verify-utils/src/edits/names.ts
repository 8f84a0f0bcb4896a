import type { Node, Variable } from "@phasegate/code-facts/tree";
import type { Rewrite, Source } from "./source.ts";

type Named = Node & { readonly name: string };

function isNamed(node: Node): node is Named {
  return "name" in node && typeof node.name === "string";
}

/** Every place that names a variable, with another name; shorthand properties keep theirs. */
export function renamed(variable: Variable, by: string): readonly Rewrite[] {
  const places = [
    ...variable.definitions.map(({ name }) => name),
    ...variable.references.map(({ node }) => node),
  ];
  const unique = new Map(places.filter(isNamed).map((node) => [node.start, node]));
  return [...unique.values()].map((node) => {
    const end = node.start + node.name.length;
    return { start: node.start, end, by: isShorthand(node) ? `${node.name}: ${by}` : by };
  });
}

/** `{ a }` and `{ a = 1 }`, in objects and in patterns. */
function isShorthand(node: Node): boolean {
  const parent = node.parent;
  const property = parent?.type === "AssignmentPattern" && parent.left === node ? parent.parent : parent;
  return property?.type === "Property" && property.shorthand;
}

/** Variables of the module in the order of their declarations. */
export function variablesOf({ scopes }: Source): readonly Variable[] {
  return [...new Set(scopes.declared.values())];
}

/** A name that nothing in the module has. */
export function freeName({ text }: Source, wanted: string): string {
  let name = wanted;
  while (text.includes(name)) name += "_";
  return name;
}

/** A type predicate names its parameter outside every scope. */
export function isPredicated({ text }: Source, variable: Variable): boolean {
  return variable.definitions.some(({ node }) => {
    const returned = "returnType" in node ? node.returnType : null;
    return (
      returned !== null &&
      returned !== undefined &&
      /\b(is|asserts)\b/.test(text.slice(returned.start, returned.end))
    );
  });
}
