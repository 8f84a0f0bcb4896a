import type { SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { excerpt, moduleFinding, moduleRoster, packageOf, symbolText } from "./code-places.ts";
import { confinedCounterexamples, confinedInvariances } from "./import-confined.probes.ts";

export interface ImportConfined extends CheckOptions {
  /** What is confined; `export: "*"` for a whole module. */
  readonly symbol: SymbolRef;
  /** The only modules that may import it. */
  readonly to: readonly RepoPath[];
}

/** Of all modules in git's roster, only the named ones import the symbol, and they do not hand it on. */
export function importConfined(args: ImportConfined): Check {
  const { symbol, to } = args;
  return {
    kind: "importConfined",
    name: args.name ?? `importConfined:${symbol.export === "*" ? symbol.module : symbol.export}`,
    claim: args.claim ?? `Only ${to.join(", ")} imports \`${symbol.export}\` of ${symbol.module}`,
    subject: { kind: "export", ...symbol },
    supports: everyKind,
    evaluate: (context) => {
      const modules = moduleRoster(context);
      const { sites, unknown } = context.code.importsOf(symbol, modules);
      const uses = sites.filter((site) => !site.typeOnly);
      const outside = uses.filter((site) => !to.includes(site.module) && site.module !== symbol.module);
      const findings = [
        ...to.flatMap((module) => moduleFinding(context, module) ?? []),
        ...outside.map((site) =>
          found(
            "import-outside",
            { symbol: symbolText(symbol), importer: site.module, allowed: to },
            locationOf(site.location),
          ),
        ),
        ...unknown
          .filter((one) => couldImport(context, one.module, symbol))
          .map((one) => undecidable(context, symbol, one)),
        ...handedOn(args, context),
      ];
      return {
        findings,
        scope: {
          selected: uses.length - outside.length,
          candidates: modules.length,
          unit: "modules",
          roster: "git",
        },
      };
    },
    counterexamples: confinedCounterexamples(args),
    invariances: confinedInvariances(args),
  };
}

type Unknown = ReturnType<CheckContext["code"]["importsOf"]>["unknown"][number];

function undecidable(context: CheckContext, symbol: SymbolRef, one: Unknown): Finding {
  if (one.reason === "unparsable")
    return found(
      "module-unparsable",
      { module: one.module, reason: "its imports are not known" },
      locationOf(one.location),
    );
  return found(
    "import-undecidable",
    { symbol: symbolText(symbol), expression: excerpt(context, one.location) },
    locationOf(one.location),
  );
}

/** A computed import can reach what its package declares: a package that does not depend on the holder cannot load it. */
function couldImport({ packages }: CheckContext, module: RepoPath, symbol: SymbolRef): boolean {
  const own = packageOf(packages, module);
  if (own === undefined) return true;
  const holder = packageOf(packages, symbol.module);
  const isPath =
    symbol.module.includes("/") &&
    holder !== undefined &&
    holder.folder !== "" &&
    symbol.module.startsWith(`${holder.folder}/`);
  if (isPath && own.folder === holder.folder) return true;
  const name = isPath ? holder.name : packageName(symbol.module);
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = own.manifest;
  return [dependencies, devDependencies, peerDependencies, optionalDependencies].some(
    (field) => field !== undefined && Object.hasOwn(field, name),
  );
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function handedOn({ symbol, to }: ImportConfined, context: CheckContext): Finding[] {
  if (symbol.export === "*") return [];
  const { escapes } = context.code.callsOf(symbol, to);
  return escapes
    .filter((one) => one.kind === "exported")
    .map((one) =>
      found(
        "confined-exported",
        { symbol: symbolText(symbol), module: one.module },
        locationOf(one.location),
      ),
    );
}
