import { followExport } from "./follow.ts";
import type { ModuleGraph } from "./graph.ts";
import type { Offer } from "./module-takes.ts";
import { followSymbol } from "./names.ts";

/** Home of the only thing that an offer can be, as far as that is known without a tree; `undefined` where it is not. */
export type Lead = string | undefined;

export function leadOf(graph: ModuleGraph, { target, imported, holder }: Offer): Lead {
  if (imported === "") return holder;
  if (imported === "*") return target.kind === "module" ? undefined : holder;
  const followed =
    target.kind === "module"
      ? followExport(graph, target.path, imported)
      : followSymbol(graph, { module: target.specifier, export: imported });
  switch (followed.kind) {
    case "external":
      return `\0${followed.module}`;
    case "namespace":
      return followed.path;
    case "local": {
      const shape = graph.shape(followed.path);
      const isOwn = shape !== undefined && !shape.aliases.includes(followed.local ?? "default");
      return isOwn ? followed.path : undefined;
    }
    case "missing":
    case "unknown":
      return undefined;
  }
}
