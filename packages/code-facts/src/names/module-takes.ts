import type { RepoPath } from "@phasegate/workspace";
import type { Location, Span } from "../location.ts";
import type { ReadableRecord } from "../record.ts";
import type { Resolution } from "../resolve/resolution.ts";
import { locator, type UnknownImport, unknownIn } from "../unknown-imports.ts";
import type { ModuleGraph } from "./graph.ts";

/** What imports can take: a name of a module, `*` for all of it, `""` for nothing. Equal keys, same thing. */
export interface Offer {
  readonly key: string;
  readonly target: Extract<Resolution, { kind: "module" | "external" }>;
  /** The target as keys name it: a path, or an external specifier behind a NUL. */
  readonly holder: string;
  readonly imported: string;
}

/** A place of a module that takes something of another one. */
export interface Take {
  readonly module: RepoPath;
  /** Its place among those of its module. */
  readonly index: number;
  readonly kind: "import" | "re-export" | "dynamic-import" | "require";
  readonly offer: Offer;
  readonly typeOnly: boolean;
  /** Whether its statement takes a type, beside it or with it. */
  readonly besideTypes: boolean;
  readonly specifier: string;
  readonly span: Span;
}

/** An import by a path into an installed package, which goes around the package's name. */
export interface InstalledPath {
  readonly module: RepoPath;
  readonly specifier: string;
}

export interface ModuleTakes {
  readonly takes: readonly Take[];
  readonly unknown: readonly UnknownImport[];
  readonly installed: readonly InstalledPath[];
}

const nothing: ModuleTakes = { takes: [], unknown: [], installed: [] };

/** Everything that a module takes from others, in the order of its record. */
export function takesOf(graph: ModuleGraph, path: RepoPath): ModuleTakes {
  const record = graph.record(path);
  if (record === undefined) return nothing;
  const unknown = unknownIn(graph, path, record);
  if (record.kind === "unparsable") return { takes: [], unknown, installed: [] };
  const takes: Take[] = [];
  const installed = new Set<string>();
  for (const { imported, ...written } of writtenIn(record)) {
    const isType = written.typeOnly && written.kind === "dynamic-import";
    if (!isType && /(^|\/)node_modules\//.test(written.specifier)) installed.add(written.specifier);
    const target = graph.resolve(path, written.specifier);
    if (target.kind !== "module" && target.kind !== "external") continue;
    const holder = target.kind === "module" ? target.path : `\0${target.specifier}`;
    const offer = { key: `${holder}\0${imported}`, target, holder, imported };
    takes.push({ module: path, index: takes.length, offer, ...written });
  }
  return { takes, unknown, installed: [...installed].map((specifier) => ({ module: path, specifier })) };
}

type Written = Omit<Take, "module" | "index" | "offer"> & { readonly imported: string };

function* writtenIn(record: ReadableRecord): Generator<Written> {
  for (const { specifier, span, typeOnly, names } of record.imports) {
    const besideTypes = typeOnly || names.some((one) => one.typeOnly);
    const written = { kind: "import", specifier, besideTypes } as const;
    if (names.length === 0) yield { ...written, imported: "", typeOnly, span };
    for (const one of names) {
      yield { ...written, imported: one.imported, typeOnly: one.typeOnly, span: one.span };
    }
  }
  for (const { from, span, typeOnly } of record.exports) {
    if (from !== undefined) yield { kind: "re-export", ...from, typeOnly, besideTypes: typeOnly, span };
  }
  for (const { specifier, span, typeOnly } of record.stars) {
    yield { kind: "re-export", imported: "*", specifier, typeOnly, besideTypes: typeOnly, span };
  }
  for (const { kind, specifier, span } of record.dynamic) {
    if (specifier === null) continue;
    const typeOnly = kind === "import-type";
    const way = typeOnly || kind === "import" ? "dynamic-import" : "require";
    yield { kind: way, imported: "*", specifier, typeOnly, besideTypes: typeOnly, span };
  }
}

const locations = new WeakMap<Take, Location>();

/** Where a take stands. The graph is of a workspace that holds its module as it was when the take was found. */
export function locationOfTake(graph: ModuleGraph, take: Take): Location {
  const known = locations.get(take);
  if (known !== undefined) return known;
  const location = locator(graph, take.module)(take.span);
  locations.set(take, location);
  return location;
}
