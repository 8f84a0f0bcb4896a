import type { Node } from "../ast.ts";
import type { Location } from "../location.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";

export interface Text {
  readonly value: string;
  readonly location: Location;
}

/** The texts that a type or a schema admits. `unknown` names the part that admits something else, or cannot be read. */
export type TextsAnswer =
  | { readonly kind: "texts"; readonly texts: readonly Text[] }
  | { readonly kind: "unknown"; readonly location: Location };

export function unknownAt(tree: ModuleTree, node: Node): TextsAnswer {
  return { kind: "unknown", location: locationOf(tree, node) };
}

export function textAt(tree: ModuleTree, node: Node, value: string): TextsAnswer {
  return { kind: "texts", texts: [{ value, location: locationOf(tree, node) }] };
}

/** What any of several parts admits. */
export function anyOf(parts: readonly TextsAnswer[]): TextsAnswer {
  const texts: Text[] = [];
  for (const part of parts) {
    if (part.kind === "unknown") return part;
    texts.push(...part.texts);
  }
  return { kind: "texts", texts };
}
