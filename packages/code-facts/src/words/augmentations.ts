import type { RepoPath } from "@phasegate/workspace";
import type { Location } from "../location.ts";
import type { ModuleGraph } from "../names/graph.ts";
import { ofBytes } from "./of-bytes.ts";

export interface Augmentation {
  /** The module of the repository whose declarations are added to. */
  readonly module: RepoPath;
  readonly location: Location;
}

/** Modules of the repository that a module declares more of: `declare module "./a.ts" { … }`. */
export function augmentationsOf(graph: ModuleGraph, path: RepoPath): readonly Augmentation[] {
  const sites = ofBytes<"augmented">(graph, path, {
    space: "code-facts/augmentations/1",
    words: ["declare"],
    inParts: false,
    read: ({ program }) =>
      program.body.flatMap((node) =>
        node.type === "TSModuleDeclaration" && node.id.type === "Literal"
          ? [{ name: String(node.id.value), position: "augmented" as const, node }]
          : [],
      ),
  });
  return sites.flatMap(({ name, location }) => {
    const to = graph.resolve(path, name);
    return to.kind === "module" ? [{ module: to.path, location }] : [];
  });
}
