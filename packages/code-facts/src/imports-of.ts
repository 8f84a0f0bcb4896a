import type { RepoPath } from "@phasegate/workspace";
import type { Location } from "./location.ts";
import { entityKey, homeOf, plain } from "./names/entity.ts";
import { followExport } from "./names/follow.ts";
import { locationOfTake, type Offer, type Take } from "./names/module-takes.ts";
import type { Names } from "./names/names.ts";
import type { Resolution } from "./resolve/resolution.ts";
import type { SymbolRef } from "./symbol.ts";
import type { UnknownImport } from "./unknown-imports.ts";

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
  | {
      readonly kind: "module";
      readonly key: string;
      readonly home: string;
      readonly homes: ReadonlySet<string>;
    }
  | {
      readonly kind: "symbol";
      readonly key: string;
      /** Where it is declared, as the import index names modules. */
      readonly home: string;
      /** The same, and the module that it is asked of. */
      readonly homes: ReadonlySet<string>;
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
  const order = names.takes.cover(candidates);
  const { types } = options;
  // What a module does not reach when it runs, it can only name in types.
  const isAsked = ({ module, typeOnly, besideTypes }: Take): boolean =>
    order.has(module) && (upstream.has(module) ? types || !typeOnly : types && besideTypes);
  // What runs comes from a module that reaches where it is made, when it runs.
  const mayReach = (holder: string): boolean =>
    types || wanted.homes.has(holder) || holder.startsWith("\0") || upstream.has(holder);
  const found: Take[] = [];
  for (const { offer, takers } of names.takes.leadingTo(wanted.homes, mayReach, isAsked)) {
    if (isWanted(names, offer, wanted)) for (const take of takers) found.push(take);
  }
  const at = ({ module }: Take): number => order.get(module) ?? -1;
  found.sort((a, b) => at(a) - at(b) || a.index - b.index);
  return {
    sites: found.map((take) => siteOf(names, take)),
    unknown: names.takes.unknownIn(candidates),
  };
}

function siteOf({ graph }: Names, take: Take): ImportSite {
  const { module, kind, offer, typeOnly, specifier } = take;
  const location = locationOfTake(graph, take);
  return { module, kind, imported: offer.imported, typeOnly, specifier, location };
}

function questionOf(wanted: Wanted): string {
  return wanted.kind === "module" ? wanted.key : `${wanted.key}\0\0${wanted.holder}`;
}

function wantedOf(names: Names, subject: SymbolRef | { readonly module: string }): Wanted {
  const isSymbol = "export" in subject && subject.export !== "*";
  const whole = names.ofSymbol({ module: subject.module, export: "*" });
  const holderHome = homeOf(whole);
  if (!isSymbol) {
    return { kind: "module", key: entityKey(whole), home: holderHome, homes: new Set([holderHome]) };
  }
  const entity = names.ofSymbol(subject);
  const declaredIn = "tree" in entity.base ? entity.base.tree.path : undefined;
  const home = homeOf(entity);
  return {
    kind: "symbol",
    key: entityKey(entity),
    home,
    homes: new Set([home, holderHome]),
    holder: entityKey(whole),
    declaredIn,
  };
}

/** Whether what is taken is what is wanted; asked once of all that take the same. */
function isWanted(names: Names, { key, target, imported }: Offer, wanted: Wanted): boolean {
  return names.taken.ask(questionOf(wanted), key, names.alsoEdited(wanted.home), (asked) =>
    isTaken(asked, target, imported, wanted),
  );
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
