import type { RepoPath } from "@phasegate/workspace";
import type { ModuleGraph } from "./names/graph.ts";
import type { Names } from "./names/names.ts";
import type { ReadableRecord } from "./record.ts";
import type { Resolution } from "./resolve/resolution.ts";
import type { Rests } from "./rests.ts";

export interface ModuleEdge {
  readonly from: RepoPath;
  readonly specifier: string;
  readonly to: Resolution;
  /** Every mention of the specifier in the module is type-only. */
  readonly typeOnly: boolean;
}

export interface ModuleGraphAnswer {
  readonly edges: readonly ModuleEdge[];
  /** Files that could not be parsed; what they import is not known. */
  readonly unparsable: readonly RepoPath[];
  /** Modules with an `import()` or `require()` of a computed specifier. */
  readonly computed: readonly RepoPath[];
}

/** Who imports whom among the modules of a workspace. */
export function moduleGraph(names: Names, files: readonly RepoPath[]): ModuleGraphAnswer {
  const edges: ModuleEdge[] = [];
  const unparsable: RepoPath[] = [];
  const computed: RepoPath[] = [];
  for (const from of files) {
    const found = names.edges.ask("", from, nothing, ({ graph }) => importsIn(graph, from));
    if (found === undefined) continue;
    if (found.kind === "unparsable") unparsable.push(from);
    else {
      if (found.computes) computed.push(from);
      for (const edge of found.edges) edges.push(edge);
    }
  }
  return { edges, unparsable, computed };
}

/** What one module imports; `undefined` for one that is not there. */
export type ModuleImports =
  | { readonly kind: "unparsable" }
  | { readonly kind: "module"; readonly edges: readonly ModuleEdge[]; readonly computes: boolean }
  | undefined;

const nothing: Rests = new Set();

function importsIn(graph: ModuleGraph, from: RepoPath): ModuleImports {
  const record = graph.record(from);
  if (record === undefined) return undefined;
  if (record.kind === "unparsable") return { kind: "unparsable" };
  const edges = [...mentions(record)].map(([specifier, typeOnly]) => {
    return { from, specifier, to: graph.resolve(from, specifier), typeOnly };
  });
  return { kind: "module", edges, computes: record.dynamic.some((one) => one.specifier === null) };
}

function mentions(record: ReadableRecord): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const mention = (specifier: string, typeOnly: boolean): void => {
    found.set(specifier, typeOnly && (found.get(specifier) ?? true));
  };
  for (const one of record.imports) mention(one.specifier, one.typeOnly);
  for (const one of record.exports) if (one.from !== undefined) mention(one.from.specifier, one.typeOnly);
  for (const one of record.stars) mention(one.specifier, one.typeOnly);
  for (const one of record.dynamic) {
    if (one.specifier !== null) mention(one.specifier, one.kind === "import-type");
  }
  return found;
}
