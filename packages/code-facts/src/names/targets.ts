import type { RepoPath } from "@phasegate/workspace";
import type { ReadableRecord } from "../record.ts";
import type { ModuleGraph } from "./graph.ts";

/** Where the imports of a module lead when it runs: module paths, and external specifiers behind a NUL. */
export function targetsOf(graph: ModuleGraph, path: RepoPath): readonly string[] {
  const record = graph.record(path);
  if (record?.kind !== "module") return [];
  const targets: string[] = [];
  for (const specifier of valueSpecifiers(record)) {
    const target = graph.resolve(path, specifier);
    if (target.kind === "module") targets.push(target.path);
    else if (target.kind === "external") targets.push(`\0${target.specifier}`);
  }
  return targets;
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
