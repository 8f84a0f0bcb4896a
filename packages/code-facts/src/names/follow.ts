import type { RepoPath } from "@phasegate/workspace";
import type { ReadableRecord } from "../record.ts";
import type { Resolution } from "../resolve/resolution.ts";
import type { ModuleGraph } from "./graph.ts";

/** Where an exported name comes from, by the module surfaces alone. */
export type Followed =
  /** `local` is absent for an anonymous default export. */
  | { readonly kind: "local"; readonly path: RepoPath; readonly local?: string; readonly exported: string }
  | { readonly kind: "namespace"; readonly path: RepoPath }
  /** `name` is `*` for the whole module. */
  | { readonly kind: "external"; readonly module: string; readonly name: string }
  | { readonly kind: "missing"; readonly module: string; readonly exists: boolean }
  | { readonly kind: "unknown"; readonly reason: UnknownExport; readonly path: RepoPath };

const unknownExports = ["unparsable", "commonjs", "external-star", "ambiguous", "cycle", "asset"] as const;
type UnknownExport = (typeof unknownExports)[number];

/** Follows an import from the importing module. `name` is `*` for the namespace. */
export function followImport(graph: ModuleGraph, from: RepoPath, specifier: string, name: string): Followed {
  const target = graph.resolve(from, specifier);
  return target.kind === "module"
    ? followExport(graph, target.path, name)
    : elsewhere(target, specifier, name);
}

/** Follows an export of a module of the repository through re-exports (ECMA-262 §16.2.1.6.3 ResolveExport). */
export function followExport(graph: ModuleGraph, path: RepoPath, name: string): Followed {
  return graph.followed.get(`${path}\0${name}`, () => fromModule(graph, path, name, new Set()));
}

function follow(
  graph: ModuleGraph,
  from: RepoPath,
  specifier: string,
  name: string,
  seen: ReadonlySet<string>,
): Followed {
  const target = graph.resolve(from, specifier);
  return target.kind === "module"
    ? fromModule(graph, target.path, name, seen)
    : elsewhere(target, specifier, name);
}

function elsewhere(
  target: Exclude<Resolution, { readonly kind: "module" }>,
  specifier: string,
  name: string,
): Followed {
  switch (target.kind) {
    case "asset":
      return { kind: "unknown", reason: "asset", path: target.path };
    case "external":
      return { kind: "external", module: target.specifier, name };
    case "missing":
      return { kind: "missing", module: specifier, exists: false };
  }
}

function fromModule(graph: ModuleGraph, path: RepoPath, name: string, seen: ReadonlySet<string>): Followed {
  const record = graph.record(path);
  if (record === undefined) return { kind: "missing", module: path, exists: false };
  if (record.kind === "unparsable") return { kind: "unknown", reason: "unparsable", path };
  if (name === "*") return { kind: "namespace", path };
  const key = `${path}\0${name}`;
  if (seen.has(key)) return { kind: "unknown", reason: "cycle", path };
  const now = new Set(seen).add(key);
  return (
    ownExport(graph, path, record, name, now) ??
    (record.commonJs
      ? { kind: "unknown", reason: "commonjs", path }
      : starExport(graph, path, record, name, now))
  );
}

function ownExport(
  graph: ModuleGraph,
  path: RepoPath,
  record: ReadableRecord,
  name: string,
  seen: ReadonlySet<string>,
): Followed | undefined {
  const named = record.exports.filter((one) => one.exported === name);
  const found = named.find((one) => !one.typeOnly) ?? named[0];
  if (found === undefined) return undefined;
  if (found.from !== undefined) return follow(graph, path, found.from.specifier, found.from.imported, seen);
  if (found.local === undefined) return { kind: "local", path, exported: name };
  return localName(graph, path, record, found.local, name, seen);
}

/** `import { a } from "x"; export { a }` is a re-export as well. */
function localName(
  graph: ModuleGraph,
  path: RepoPath,
  record: ReadableRecord,
  local: string,
  exported: string,
  seen: ReadonlySet<string>,
): Followed {
  for (const one of record.imports) {
    const name = one.names.find((candidate) => candidate.local === local);
    if (name !== undefined) return follow(graph, path, one.specifier, name.imported, seen);
  }
  return { kind: "local", path, local, exported };
}

/** `default` does not pass `export *`. Two stars that give different things make a name ambiguous. */
function starExport(
  graph: ModuleGraph,
  path: RepoPath,
  record: ReadableRecord,
  name: string,
  seen: ReadonlySet<string>,
): Followed {
  const missing: Followed = { kind: "missing", module: path, exists: true };
  if (name === "default") return missing;
  let found: Followed | undefined;
  let doubt: Followed | undefined;
  for (const star of record.stars) {
    const one = follow(graph, path, star.specifier, name, seen);
    if (one.kind === "external") doubt = { kind: "unknown", reason: "external-star", path };
    else if (one.kind === "unknown") doubt = one.reason === "cycle" ? doubt : one;
    else if (one.kind === "missing") continue;
    else if (found !== undefined && !isSame(found, one))
      return { kind: "unknown", reason: "ambiguous", path };
    else found = one;
  }
  return found ?? doubt ?? missing;
}

function isSame(a: Followed, b: Followed): boolean {
  return JSON.stringify({ ...a, exported: "" }) === JSON.stringify({ ...b, exported: "" });
}
