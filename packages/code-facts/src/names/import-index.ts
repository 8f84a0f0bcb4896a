import type { RepoPath } from "@phasegate/workspace";
import type { ReadableRecord } from "../record.ts";
import type { ModuleGraph } from "./graph.ts";

/** Up to this many modules are looked through one by one, rather than by way of everything that they reach. */
const few = 64;

/** Which modules import which, over a set of modules and everything that they reach. */
export class ImportIndex {
  readonly #graph: ModuleGraph;
  readonly #isOpen: boolean;
  /** Importers by module path, or by external specifier behind a NUL. */
  readonly #importers = new Map<string, RepoPath[]>();

  constructor(graph: ModuleGraph, candidates: readonly RepoPath[]) {
    this.#graph = graph;
    this.#isOpen = candidates.length <= few;
    if (this.#isOpen) return;
    const open: RepoPath[] = [...candidates];
    const seen = new Set<RepoPath>(open);
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const next of this.#targetsOf(path)) {
        const list = this.#importers.get(next);
        if (list === undefined) this.#importers.set(next, [path]);
        else list.push(path);
        if (next.startsWith("\0") || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
  }

  /** Whether a module is `home` or imports it, directly or through others; too often true for few candidates. */
  upstreamOf(home: string): (path: RepoPath) => boolean {
    if (this.#isOpen) return () => true;
    const upstream = new Set<string>([home]);
    for (const one of upstream) for (const importer of this.#importers.get(one) ?? []) upstream.add(importer);
    return (path) => upstream.has(path);
  }

  #targetsOf(path: RepoPath): readonly string[] {
    const record = this.#graph.record(path);
    if (record?.kind !== "module") return [];
    const targets: string[] = [];
    for (const specifier of valueSpecifiers(record)) {
      const target = this.#graph.resolve(path, specifier);
      if (target.kind === "module") targets.push(target.path);
      else if (target.kind === "external") targets.push(`\0${target.specifier}`);
    }
    return targets;
  }
}

function valueSpecifiers(record: ReadableRecord): ReadonlySet<string> {
  const found = new Set<string>();
  for (const one of record.imports) if (!one.typeOnly) found.add(one.specifier);
  for (const one of record.exports)
    if (one.from !== undefined && !one.typeOnly) found.add(one.from.specifier);
  for (const one of record.stars) if (!one.typeOnly) found.add(one.specifier);
  for (const one of record.dynamic) {
    if (one.specifier !== null && one.kind !== "import-type") found.add(one.specifier);
  }
  return found;
}
