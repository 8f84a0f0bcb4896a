import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { edgesOfAll, packagesOf } from "./boundary/edges.ts";
import { type Edge, placeOf, targetText } from "./boundary/module-edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import type { Exception } from "./boundary/rule.ts";
import { fileMatcher, matcher } from "./boundary/selector.ts";
import { reachingDemand } from "./no-reaching.demand.ts";
import { reachingCounterexamples, reachingInvariances } from "./no-reaching.probes.ts";

export interface NoReaching extends CheckOptions {
  readonly reason: string;
  readonly except?: readonly Exception[];
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
}

/** A package of the repository is imported by its name and what its `exports` offer, never by where its files lie. */
export function noReaching(args: NoReaching): Check {
  return ownCheck({
    kind: "noReaching",
    name: args.name ?? "noReaching",
    claim: args.claim ?? `No module reaches into the files of another package: ${args.reason}`,
    subject: { kind: "export", module: args.among?.[0] ?? "**", export: "*" },
    supports: everyKind,
    demand: reachingDemand(args),
    evaluate: (context) => evaluate(args, context),
    counterexamples: reachingCounterexamples(args),
    invariances: reachingInvariances(args),
  });
}

function evaluate(
  { reason, among, except = [] }: NoReaching,
  context: CheckContext,
): ReturnType<Check["evaluate"]> {
  const modules = judgedModules(context, among);
  const packages = packagesOf(context);
  const exceptions = except.map(({ from, to }) => [fileMatcher(from, packages), matcher(to)] as const);
  const findings: Finding[] = [];
  for (const { edges, broken } of edgesOfAll(context, modules)) {
    findings.push(...broken);
    for (const edge of edges) {
      const how = reachOf(edge, context);
      if (how === undefined || exceptions.some(([from, to]) => from(edge.from) && to(edge.target))) continue;
      const args = {
        importer: edge.from,
        specifier: edge.specifier,
        target: targetText(edge.target),
        how,
        reason,
      };
      findings.push(found("package-reached-into", args, placeOf(edge)));
    }
  }
  const roster = among === undefined ? "git" : `git, ${among.join(", ")}`;
  return {
    findings,
    scope: { selected: modules.length, candidates: modules.length, unit: "modules", roster },
  };
}

type Reach = "a relative path" | "a name that is not offered" | "an alias" | "a path of node_modules";

function reachOf(edge: Edge, context: CheckContext): Reach | undefined {
  const { target, from, specifier } = edge;
  if (target.kind === "npm") return target.around === undefined ? undefined : "a path of node_modules";
  if (target.kind !== "file") return undefined;
  if (target.around === "installed") return "a path of node_modules";
  const packages = packagesOf(context);
  if (target.package === undefined || target.package === packages.of(from)) return undefined;
  if (target.around === "not-offered") return "a name that is not offered";
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return isDocument(edge) ? undefined : "a relative path";
  return byName(edge, target, context);
}

/** What only asks where a document or a folder lies imports no code. */
function isDocument({ kind, target }: Edge): boolean {
  return kind === "resolve" && target.kind === "file" && !/\.[cm]?[jt]sx?$|\.json$/.test(target.path);
}

/** A name is what `exports` offer when it leads to the same file without tsconfig. */
function byName(
  { from, specifier, kind }: Edge,
  { path, as }: Extract<Edge["target"], { kind: "file" }>,
  context: CheckContext,
): Reach | undefined {
  const entry = context.code.mentions.named(from, as ?? specifier, kind);
  if (entry === undefined) return "an alias";
  if (entry.targets.length === 0) return "a name that is not offered";
  return as === undefined && entry.to.kind === "module" && entry.to.path !== path ? "an alias" : undefined;
}
