import type { ShapeSite, SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { moduleFinding, modulesAmong, symbolText } from "./code-places.ts";
import { keysAbsentDemand } from "./keys-absent.demand.ts";
import { keysAbsentCounterexamples, keysAbsentInvariances } from "./keys-absent.probes.ts";

export interface KeysAbsent extends CheckOptions {
  /** Names of properties that must be gone. */
  readonly keys: readonly [string, ...string[]];
  /** Types and functions of what must not have them: whatever module declares or imports one is looked at … */
  readonly about: readonly [SymbolRef, ...SymbolRef[]];
  /** … and whatever module names one of these properties, by which it reads or writes the same thing elsewhere. */
  readonly naming?: readonly string[];
  /** Globs of the modules that are looked at; every module of the roster where absent. */
  readonly among?: readonly string[];
}

/**
 * No module that has to do with something names one of some properties: none declares it in a type or class, or more of a type, makes it in an
 * object or a text of JSON, or reads it. What it is about lets no other property in: neither its types, wherever they have
 * their properties from, nor a schema of zod that names all that they declare. The word in prose, in a comment or as the name of a variable is harmless.
 */
export function keysAbsent(args: KeysAbsent): Check {
  const { keys, about } = args;
  const [first] = about;
  return ownCheck({
    kind: "keysAbsent",
    name: args.name ?? `keysAbsent:${first.export}`,
    claim:
      args.claim ??
      `Nothing that has to do with ${about.map(symbolText).join(", ")} names ${keys.join(", ")}`,
    subject: { kind: "export", ...first },
    subjects: about.map((symbol) => ({ kind: "export", ...symbol })),
    supports: everyKind,
    demand: keysAbsentDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: keysAbsentCounterexamples(args),
    invariances: keysAbsentInvariances(args),
  });
}

function evaluate({ keys, about, naming = [], among }: KeysAbsent, context: CheckContext): Evaluation {
  const { code } = context;
  const missing = about.flatMap((symbol) => symbolFindings(symbol, context));
  const candidates = modulesAmong(context, among);
  const modules = candidates.filter(
    (module) =>
      about.some((symbol) => symbol.module === module) ||
      code.augmentationsOf(module).some((one) => about.some((symbol) => symbol.module === one.module)) ||
      code.keysOf(module, { keys: naming, inParts: false }).length > 0,
  );
  const importing = about.flatMap((symbol) =>
    code.importsOf(symbol, candidates).sites.map(({ location }) => location.path),
  );
  const selected = [...new Set([...modules, ...importing])].sort();
  const findings = selected.flatMap((module) => keyFindings(module, keys, context));
  const shapes = about.map((symbol) => ({ symbol, sites: code.typeShape(symbol, naming) }));
  const elsewhere = shapes.flatMap(({ sites }) =>
    sites.filter(({ name, location }) => keys.includes(name) && !selected.includes(location.path)),
  );
  return {
    findings: once([
      ...missing,
      ...findings,
      ...elsewhere.map(({ name, position, location }) =>
        found("key-present", { key: name, position }, locationOf(location)),
      ),
      ...shapes.flatMap(({ symbol, sites }) =>
        sites.flatMap(({ position, location }) =>
          position === "open"
            ? found("key-admitted", { keys, by: symbolText(symbol) }, locationOf(location))
            : [],
        ),
      ),
      ...selected.flatMap((module) => looseFindings(module, { keys, naming, shapes }, context)),
    ]),
    scope: {
      selected: selected.length,
      candidates: candidates.length,
      unit: "modules",
      roster: among === undefined ? "git's roster" : `git's roster, among ${among.join(", ")}`,
    },
  };
}

interface Looked {
  readonly keys: readonly string[];
  readonly naming: readonly string[];
  readonly shapes: readonly { readonly sites: readonly ShapeSite[] }[];
}

function looseFindings(
  module: RepoPath,
  { keys, naming, shapes }: Looked,
  { code }: CheckContext,
): readonly Finding[] {
  const declared = shapes.map(({ sites }) => [
    ...new Set(sites.flatMap(({ name, position }) => (position === "declared" ? name : []))),
  ]);
  return code
    .looseSchemasOf(module, { naming, shapes: declared })
    .map(({ name, location }) =>
      found("key-admitted", { keys, by: `the schema of ${name}` }, locationOf(location)),
    );
}

/** Of several ways to one place, the first. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const places = new Map<string, Finding>();
  for (const one of findings) {
    const at = JSON.stringify([one.code, one.location]);
    if (!places.has(at)) places.set(at, one);
  }
  return [...places.values()];
}

/** What it is about has to be there, or the modules around it would be none. */
function symbolFindings(symbol: SymbolRef, context: CheckContext): readonly Finding[] {
  const broken = moduleFinding(context, symbol.module);
  if (broken !== undefined) return [broken];
  const { module, export: name } = symbol;
  if (context.code.exportOf(symbol).kind !== "missing") return [];
  return [found("export-missing", { module, name, near: [] }, { path: module })];
}

function keyFindings(module: RepoPath, keys: readonly string[], context: CheckContext): readonly Finding[] {
  const broken = moduleFinding(context, module);
  if (broken !== undefined) return [broken];
  return context.code
    .keysOf(module, { keys, inParts: true })
    .map(({ name, position, location }) =>
      found("key-present", { key: name, position }, locationOf(location)),
    );
}
