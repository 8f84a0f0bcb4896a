import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { moduleFinding } from "./code-places.ts";
import { globalsDemand } from "./globals-within.demand.ts";
import { globalsCounterexamples, globalsInvariances } from "./globals-within.probes.ts";

export interface GlobalsWithin extends CheckOptions {
  readonly modules: readonly [RepoPath, ...RepoPath[]];
  /** Global names that they may use. */
  readonly allowed: readonly string[];
}

/**
 * The modules use no other global than the allowed ones, and import no package as a value: what they do follows from
 * their arguments and from modules of the repository, not from the environment, the clock or a header of the process.
 */
export function globalsWithin(args: GlobalsWithin): Check {
  const { modules, allowed } = args;
  const [first] = modules;
  return ownCheck({
    kind: "globalsWithin",
    name: args.name ?? `globalsWithin:${first}`,
    claim: args.claim ?? `${modules.join(", ")} use no other globals than ${allowed.join(", ") || "none"}`,
    subject: { kind: "export", module: first, export: "*" },
    subjects: modules.map((module) => ({ kind: "export", module, export: "*" })),
    supports: everyKind,
    demand: globalsDemand(spoken(args)),
    evaluate: (context) => {
      const findings = modules.flatMap((module) => moduleFindings(module, allowed, context));
      return {
        findings,
        scope: { selected: modules.length, candidates: modules.length, unit: "modules", roster: "the gate" },
      };
    },
    counterexamples: globalsCounterexamples(args),
    invariances: globalsInvariances(args),
  });
}

function moduleFindings(module: RepoPath, allowed: readonly string[], context: CheckContext): Finding[] {
  const broken = moduleFinding(context, module);
  if (broken !== undefined) return [broken];
  const globals = context.code
    .globalsOf(module)
    .filter(({ name }) => name !== "undefined" && !allowed.includes(name))
    .map(({ name, location }) => found("ambient-input", { module, name }, locationOf(location)));
  const { edges } = context.code.moduleGraph([module]);
  const packages = edges
    .filter(({ specifier, typeOnly }) => !typeOnly && !specifier.startsWith("."))
    .map(({ specifier }) => specifier);
  const imports = packages.flatMap((specifier) =>
    context.code
      .importsOf({ module: specifier }, [module])
      .sites.filter((site) => !site.typeOnly && site.specifier === specifier)
      .map((site) => found("ambient-input", { module, name: specifier }, locationOf(site.location))),
  );
  return [...globals, ...imports];
}
