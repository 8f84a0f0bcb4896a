import type { RepoPath } from "@phasegate/workspace";
import type { Location, Span } from "./location.ts";
import { entityKey, homeOf, plain } from "./names/entity.ts";
import { followExport } from "./names/follow.ts";
import type { Names } from "./names/names.ts";
import type { ReadableRecord } from "./record.ts";
import type { Resolution } from "./resolve/resolution.ts";
import type { SymbolRef } from "./symbol.ts";
import { locator, type UnknownImport, unknownIn } from "./unknown-imports.ts";

export interface ImportSite {
  readonly module: RepoPath;
  readonly kind: "import" | "re-export" | "dynamic-import" | "require";
  /** Name that the site takes from the module: `default`, `*` for the namespace, `""` for an import for effect. */
  readonly imported: string;
  readonly typeOnly: boolean;
  readonly specifier: string;
  readonly location: Location;
}

export interface ImportsOptions {
  /** Whether imports that are gone at run time are looked for as well. */
  readonly types: boolean;
}

export interface ImportsAnswer {
  readonly sites: readonly ImportSite[];
  /** What could not be decided: computed `import()` and `require()`, files that cannot be parsed. */
  readonly unknown: readonly UnknownImport[];
}

type Wanted =
  | { readonly kind: "module"; readonly key: string; readonly home: string }
  | {
      readonly kind: "symbol";
      readonly key: string;
      /** Where it is declared, as the import index names modules. */
      readonly home: string;
      /** The module that the symbol is asked of. */
      readonly holder: string;
      /** The module of the repository that makes it. */
      readonly declaredIn: RepoPath | undefined;
    };

/** Every place among `candidates` that takes the symbol, or anything of the module, from where it is declared or re-exported. */
export function importsOf(
  names: Names,
  subject: SymbolRef | { readonly module: string },
  candidates: readonly RepoPath[],
  options: ImportsOptions = { types: true },
): ImportsAnswer {
  const wanted = wantedOf(names, subject);
  const upstream = names.upstreamOf(wanted.home, candidates);
  const also = names.alsoChanged(wanted.home, upstream);
  const question = questionOf(wanted);
  const sites: ImportSite[] = [];
  const unknown: UnknownImport[] = [];
  for (const path of candidates) {
    const record = names.graph.record(path);
    if (record === undefined) continue;
    unknown.push(...unknownIn(names.graph, path, record));
    if (record.kind === "unparsable") continue;
    // What a module does not reach when it runs, it can only name in types.
    const which = upstream.has(path)
      ? options.types
        ? "all"
        : "values"
      : options.types
        ? "types"
        : undefined;
    if (which === undefined) continue;
    const found = names.imports.ask(`${which}\0${question}`, path, also, (asked) =>
      importsIn(asked, path, which, wanted),
    );
    for (const site of found) sites.push(site);
  }
  return { sites, unknown };
}

/** Places of one module that take a symbol. */
export type FoundImports = readonly ImportSite[];
type Which = "all" | "values" | "types";

function importsIn(names: Names, path: RepoPath, which: Which, wanted: Wanted): FoundImports {
  const record = names.graph.record(path);
  const relevant = record?.kind !== "module" ? undefined : which === "types" ? typesOf(record) : record;
  if (relevant === undefined) return [];
  const at = locator(names.graph, path);
  const sites: ImportSite[] = [];
  for (const { span, ...site } of sitesIn(names, path, relevant, wanted)) {
    if (which !== "values" || !site.typeOnly) sites.push({ ...site, location: at(span) });
  }
  return sites;
}

function questionOf(wanted: Wanted): string {
  return wanted.kind === "module" ? wanted.key : `${wanted.key}\0\0${wanted.holder}`;
}

function wantedOf(names: Names, subject: SymbolRef | { readonly module: string }): Wanted {
  const isSymbol = "export" in subject && subject.export !== "*";
  const whole = names.ofSymbol({ module: subject.module, export: "*" });
  if (!isSymbol) return { kind: "module", key: entityKey(whole), home: homeOf(whole) };
  const entity = names.ofSymbol(subject);
  const declaredIn = "tree" in entity.base ? entity.base.tree.path : undefined;
  return {
    kind: "symbol",
    key: entityKey(entity),
    home: homeOf(entity),
    holder: entityKey(whole),
    declaredIn,
  };
}

const typeParts = new WeakMap<ReadableRecord, ReadableRecord | undefined>();

/** The imports of a record that are gone at run time, with computed ones; `undefined` when there are none. */
function typesOf(record: ReadableRecord): ReadableRecord | undefined {
  if (typeParts.has(record)) return typeParts.get(record);
  const part: ReadableRecord = {
    ...record,
    imports: record.imports.filter(({ typeOnly, names }) => typeOnly || names.some((one) => one.typeOnly)),
    exports: record.exports.filter(({ typeOnly, from }) => typeOnly && from !== undefined),
    stars: record.stars.filter(({ typeOnly }) => typeOnly),
    dynamic: record.dynamic.filter(({ kind }) => kind === "import-type"),
  };
  const isEmpty = [part.imports, part.exports, part.stars, part.dynamic].every((list) => list.length === 0);
  typeParts.set(record, isEmpty ? undefined : part);
  return typeParts.get(record);
}

type FoundSite = Omit<ImportSite, "location"> & { readonly span: Span };

function* sitesIn(
  names: Names,
  path: RepoPath,
  record: ReadableRecord,
  wanted: Wanted,
): Generator<FoundSite> {
  const takes = (specifier: string, imported: string): boolean =>
    isWanted(names, path, specifier, imported, wanted);
  for (const { specifier, span, typeOnly, names: imported } of record.imports) {
    if (imported.length === 0 && takes(specifier, "")) {
      yield { module: path, kind: "import", imported: "", typeOnly, specifier, span };
    }
    for (const name of imported) {
      if (!takes(specifier, name.imported)) continue;
      yield {
        module: path,
        kind: "import",
        imported: name.imported,
        typeOnly: name.typeOnly,
        specifier,
        span: name.span,
      };
    }
  }
  for (const { from, span, typeOnly } of record.exports) {
    if (from === undefined || !takes(from.specifier, from.imported)) continue;
    yield { module: path, kind: "re-export", ...from, typeOnly, span };
  }
  for (const { specifier, span, typeOnly } of record.stars) {
    if (takes(specifier, "*"))
      yield { module: path, kind: "re-export", imported: "*", specifier, typeOnly, span };
  }
  for (const one of record.dynamic) {
    if (one.specifier === null || !takes(one.specifier, "*")) continue;
    const kind = one.kind === "import" || one.kind === "import-type" ? "dynamic-import" : "require";
    yield {
      module: path,
      kind,
      imported: "*",
      typeOnly: one.kind === "import-type",
      specifier: one.specifier,
      span: one.span,
    };
  }
}

/** Whether an import takes what is wanted; asked once of all that take the same. */
function isWanted(
  names: Names,
  path: RepoPath,
  specifier: string,
  imported: string,
  wanted: Wanted,
): boolean {
  const target = names.graph.resolve(path, specifier);
  if (target.kind !== "module" && target.kind !== "external") return false;
  const holder = target.kind === "module" ? target.path : `\0${target.specifier}`;
  return names
    .taken(questionOf(wanted))
    .get(`${holder}\0${imported}`, () => isTaken(names, target, imported, wanted));
}

/** A namespace, star or dynamic import takes everything that its module exports, hence also the symbol. */
function isTaken(names: Names, target: Resolution, imported: string, wanted: Wanted): boolean {
  const key = moduleKey(target);
  if (key === undefined) return false;
  if (wanted.kind === "module")
    return key === wanted.key || (imported !== "" && reaches(names, target, imported, wanted.key));
  if (imported === "") return false;
  if (imported === "*") return key === wanted.holder || gives(names, target, wanted);
  return target.kind === "module"
    ? isExport(names, target.path, imported, wanted)
    : target.kind === "external" &&
        entityKey(names.ofSymbol({ module: target.specifier, export: imported })) === wanted.key;
}

/** Whether an export is the wanted symbol. A thing that is made elsewhere cannot be, which is known without a tree. */
function isExport(
  names: Names,
  path: RepoPath,
  exported: string,
  wanted: Extract<Wanted, { kind: "symbol" }>,
): boolean {
  const followed = followExport(names.graph, path, exported);
  if (followed.kind === "local" && wanted.declaredIn !== followed.path) {
    const shape = names.graph.shape(followed.path);
    if (shape !== undefined && !shape.aliases.includes(followed.local ?? "default")) return false;
  }
  return entityKey(names.ofFollowed(followed)) === wanted.key;
}

function moduleKey(target: Resolution): string | undefined {
  if (target.kind === "module") return namespaceKey(target.path);
  if (target.kind === "external") return entityKey(plain({ kind: "external", module: target.specifier }));
  return undefined;
}

/** A name that is re-exported from the wanted module by another one, or renamed there. */
function reaches(names: Names, target: Resolution, imported: string, key: string): boolean {
  if (target.kind !== "module" || imported === "*") return false;
  const followed = followExport(names.graph, target.path, imported);
  if (followed.kind === "local") {
    if (namespaceKey(followed.path) === key) return true;
    const shape = names.graph.shape(followed.path);
    if (shape !== undefined && !shape.aliases.includes(followed.local ?? "default")) return false;
  }
  const { base } = names.ofFollowed(followed);
  if (base.kind === "external" || base.kind === "namespace") return entityKey(plain(base)) === key;
  return (base.kind === "code" || base.kind === "variable") && namespaceKey(base.tree.path) === key;
}

const namespaceKey = (path: RepoPath): string => entityKey(plain({ kind: "namespace", module: path }));

/** True when some export of a module is the symbol, also through `export *`. */
function gives(names: Names, target: Resolution, wanted: Extract<Wanted, { kind: "symbol" }>): boolean {
  if (target.kind !== "module") return false;
  const open = [target.path];
  const seen = new Set(open);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const record = names.graph.record(path);
    if (record?.kind !== "module") continue;
    for (const one of record.exports) {
      if (!one.typeOnly && isExport(names, path, one.exported, wanted)) return true;
    }
    for (const star of record.stars) {
      const next = names.graph.resolve(path, star.specifier);
      if (moduleKey(next) === wanted.holder) return true;
      if (next.kind === "module" && !seen.has(next.path)) {
        seen.add(next.path);
        open.push(next.path);
      }
    }
  }
  return false;
}
