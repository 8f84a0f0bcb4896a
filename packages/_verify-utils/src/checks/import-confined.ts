import { isBuiltin } from "node:module";
import type { ImportSite, SymbolRef } from "@phasegate/code-facts";
import { type RepoPath, readText, type WorkspacePackage } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { excerpt, moduleFinding, modulesAmong, packageName, packageOf, symbolText } from "./code-places.ts";
import { confinedDemand } from "./import-confined.demand.ts";
import { otherEntryFindings } from "./import-confined.entries.ts";
import { confinedCounterexamples, confinedInvariances } from "./import-confined.probes.ts";
import { waysAround } from "./import-confined.ways.ts";

export interface ImportConfined extends CheckOptions {
  /** What is confined; `export: "*"` for a whole module. */
  readonly symbols: readonly [SymbolRef, ...SymbolRef[]];
  /** The only modules that may import them; none where empty. */
  readonly to: readonly RepoPath[];
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
  /** Of the packages of the symbols, the only other entry points that anything imports (`hono/factory`); any where absent. */
  readonly otherEntries?: readonly string[];
}

/** Of all modules in git's roster, only the named ones import the symbols, and they do not hand them on. */
export function importConfined(args: ImportConfined): Check {
  const { symbols, to, among, otherEntries } = args;
  const [first] = symbols;
  const names = symbols.map(({ export: name, module }) => (name === "*" ? module : name)).join(", ");
  return ownCheck({
    kind: "importConfined",
    name: args.name ?? `importConfined:${names}`,
    claim:
      args.claim ?? (to.length === 0 ? `Nothing imports ${names}` : `Only ${to.join(", ")} imports ${names}`),
    subject: { kind: "export", ...first },
    subjects: [...symbols.slice(1), ...to.map((module) => ({ module, export: "*" }))].map((one) => ({
      kind: "export",
      ...one,
    })),
    supports: everyKind,
    demand: confinedDemand(spoken(args)),
    evaluate: (context) => {
      const modules = modulesAmong(context, among);
      const judged = symbols.map((symbol) => judge(symbol, to, modules, context));
      return {
        findings: [
          ...to.flatMap((module) => moduleFinding(context, module) ?? []),
          ...installedPaths(context, modules, first),
          ...ownLoaders(context, modules, first),
          ...judged.flatMap((one) => one.findings),
          ...(otherEntries === undefined ? [] : otherEntryFindings(symbols, otherEntries, modules, context)),
        ],
        scope: {
          selected: judged.reduce((sum, one) => sum + one.inside, 0),
          candidates: modules.length,
          unit: "modules",
          roster: among === undefined ? "git" : `git, ${among.join(", ")}`,
          // That nothing imports it says something as long as there is somebody who could.
          emptyIsFine: to.length === 0 && modules.length > 0,
        },
      };
    },
    counterexamples: confinedCounterexamples(args),
    invariances: confinedInvariances(args),
  });
}

function judge(
  symbol: SymbolRef,
  to: readonly RepoPath[],
  modules: readonly RepoPath[],
  context: CheckContext,
) {
  const { sites, unknown } = context.code.importsOf(symbol, modules, { types: false });
  const uses = sites.filter((site) => !site.typeOnly);
  const outside = uses
    .filter((site) => !to.includes(site.module) && site.module !== symbol.module)
    .filter((site) => !isIdleNamespace(symbol, site, context));
  // Those are reported once, where they import.
  const importers = new Set(outside.map((site) => site.module));
  return {
    inside: new Set(uses.filter((site) => to.includes(site.module)).map((site) => site.module)).size,
    findings: [
      ...outside.map((site) =>
        found(
          "import-outside",
          { symbol: symbolText(symbol), importer: site.module, allowed: to },
          locationOf(site.location),
        ),
      ),
      ...uses
        .filter((site) => to.includes(site.module) && site.kind === "re-export")
        .map((site) =>
          found(
            "confined-exported",
            { symbol: symbolText(symbol), module: site.module },
            locationOf(site.location),
          ),
        ),
      ...unknown.flatMap((one) => undecidable(context, symbol, one)),
      ...handedOn(
        symbol,
        to,
        modules.filter((module) => !importers.has(module)),
        context,
      ),
    ],
  };
}

/** A namespace holds everything; a module that never takes the symbol out of it, nor hands it on, does not use it. */
function isIdleNamespace(symbol: SymbolRef, site: ImportSite, { code }: CheckContext): boolean {
  if (symbol.export === "*" || site.kind !== "import" || site.imported !== "*") return false;
  const { calls, escapes } = code.callsOf(symbol, [site.module]);
  return calls.length === 0 && escapes.length === 0;
}

/** A path into an installed package goes around its name, so it is not known what it reaches. */
function installedPaths(context: CheckContext, modules: readonly RepoPath[], symbol: SymbolRef): Finding[] {
  return waysAround(context, modules).paths.map(({ module, specifier }) =>
    found("import-undecidable", { symbol: symbolText(symbol), expression: specifier }, { path: module }),
  );
}

type Unknown = ReturnType<CheckContext["code"]["importsOf"]>["unknown"][number];

function undecidable(context: CheckContext, symbol: SymbolRef, one: Unknown): Finding[] {
  if (one.reason === "unparsable") {
    if (!couldImport(context, one.module, symbol) || !names(context, one.module, symbol)) return [];
    const reason = "its imports are not known";
    return [found("module-unparsable", { module: one.module, reason }, locationOf(one.location))];
  }
  if (!couldImport(context, one.module, symbol)) return [];
  const expression = excerpt(context, one.location);
  return [found("import-undecidable", { symbol: symbolText(symbol), expression }, locationOf(one.location))];
}

/** Whether the text holds what every import of the symbol's module has to name. */
function names({ workspace }: CheckContext, module: RepoPath, symbol: SymbolRef): boolean {
  const word =
    symbol.module
      .split("/")
      .at(-1)
      ?.replace(/\.[cm]?[jt]sx?$/, "") ?? symbol.module;
  return readText(workspace, module)?.includes(word) ?? true;
}

/** `createRequire` makes loaders of any name, whose calls are not followed; a package can be had from one by its name. */
function ownLoaders(context: CheckContext, modules: readonly RepoPath[], symbol: SymbolRef): Finding[] {
  if (context.workspace.entry(symbol.module) === "file") return [];
  return waysAround(context, modules)
    .loaders.filter((site) => !site.typeOnly && couldImport(context, site.module, symbol))
    .map((site) =>
      found(
        "import-undecidable",
        { symbol: symbolText(symbol), expression: excerpt(context, site.location) },
        locationOf(site.location),
      ),
    );
}

/**
 * A computed import is taken to reach what its own package declares, and the package's own modules. Something that is
 * declared elsewhere could be reached as well; that its package declares it is what a reviewer sees.
 */
function couldImport({ packages }: CheckContext, module: RepoPath, symbol: SymbolRef): boolean {
  const own = packageOf(packages, module);
  // Nobody declares what comes with the runtime.
  if (own === undefined || isBuiltin(symbol.module)) return true;
  const holder = packageOf(packages, symbol.module);
  const isPath =
    symbol.module.includes("/") &&
    holder !== undefined &&
    holder.folder !== "" &&
    symbol.module.startsWith(`${holder.folder}/`);
  if (isPath && own.folder === holder.folder) return true;
  const name = isPath ? holder.name : packageName(symbol.module);
  return declares(own, name);
}

function declares({ manifest }: WorkspacePackage, name: string): boolean {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  return [dependencies, devDependencies, peerDependencies, optionalDependencies].some(
    (field) => field !== undefined && Object.hasOwn(field, name),
  );
}

/** What happens to the value itself: called elsewhere through something exported, or gone where nobody looks. */
function handedOn(
  symbol: SymbolRef,
  to: readonly RepoPath[],
  modules: readonly RepoPath[],
  context: CheckContext,
): Finding[] {
  if (symbol.export === "*") return [];
  const named = symbolText(symbol);
  const { calls, escapes } = context.code.callsOf(symbol, modules);
  const inside = (module: RepoPath) => to.includes(module) || module === symbol.module;
  const outside = calls.filter(({ module }) => !inside(module));
  return [
    ...outside.map(({ module, location }) =>
      found("import-outside", { symbol: named, importer: module, allowed: to }, locationOf(location)),
    ),
    ...escapes.flatMap(({ kind, module, location }) => {
      // A module that cannot be parsed is reported with its imports, as is one that imports from outside.
      if (kind === "unparsable" || !to.includes(module)) return [];
      const at = locationOf(location);
      if (kind === "exported") return [found("confined-exported", { symbol: named, module }, at)];
      return [
        found(
          "confined-escapes",
          { symbol: named, how: escapeTexts[kind], expression: excerpt(context, location) },
          at,
        ),
      ];
    }),
  ];
}

const escapeTexts = {
  argument: "handed to a function",
  stored: "stored",
  returned: "returned",
  assigned: "assigned",
  computed: "used through a computed name",
  reassigned: "reassigned",
  extended: "extended by a class",
  jsx: "used as an element",
  container: "put into something",
  other: "used as a value",
} as const;
