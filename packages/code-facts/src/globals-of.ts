import type { RepoPath } from "@phasegate/workspace";
import type { Location } from "./location.ts";
import type { Names } from "./names/names.ts";
import { locationOf } from "./names/tree.ts";

/** A name that no scope of the module declares, and that is there when the program runs. */
export interface GlobalUse {
  readonly name: string;
  readonly location: Location;
}

/** Every use of a global in a module, in the order of the text; empty when the module is absent or cannot be parsed. */
export function globalsOf(names: Names, path: RepoPath): readonly GlobalUse[] {
  const tree = names.graph.tree(path);
  if (tree?.kind !== "tree") return [];
  return [...tree.scopes.references.values()]
    .filter(({ variable, typeOnly }) => variable === undefined && !typeOnly)
    .map(({ node }) => ({ name: node.name, location: locationOf(tree, node) }));
}
