import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { couldCross } from "./boundary/computed.ts";
import { edgesOfAll, packagesOf } from "./boundary/edges.ts";
import {
  type ComputedEdge,
  type Edge,
  type ModuleEdges,
  placeOf,
  targetText,
} from "./boundary/module-edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import { type Direction, isCrossing, isJudged, type Judge, judgeOf } from "./boundary/rule.ts";
import { namingNothing, selectFiles } from "./boundary/selector.ts";
import { moduleRoster } from "./code-places.ts";
import { boundaryDemand } from "./import-boundary.demand.ts";
import { boundaryCounterexamples, boundaryInvariances } from "./import-boundary.probes.ts";

export interface ImportBoundary extends CheckOptions, Direction {
  /** Name of the rule, unique within its gate. */
  readonly name: string;
  /** Why the direction is as it is; printed with each finding. */
  readonly reason: string;
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
  /** What an import of a computed name means that could be a forbidden one; `blocked` where absent. */
  readonly computed?: "blocked" | "assumed";
  /** No module, or nothing to forbid or to allow, is fine. */
  readonly emptyIsFine?: boolean;
}

/** Modules import, in whatever way, only in the direction of the rule. */
export function importBoundary(args: ImportBoundary): Check {
  const { name, reason, from, forbid, only } = args;
  if ((forbid === undefined) === (only === undefined))
    throw new TypeError(`importBoundary ${name}: expected either \`forbid\` or \`only\``);
  const to =
    forbid === undefined ? `nothing but ${only?.join(", ") || "themselves"}` : `none of ${forbid.join(", ")}`;
  const kept = new WeakMap<ModuleEdges, Kept>();
  return ownCheck({
    kind: "importBoundary",
    name: `importBoundary:${name}`,
    claim: args.claim ?? `${from.join(", ")} import ${to}: ${reason}`,
    subject: { kind: "export", module: from[0], export: "*" },
    supports: everyKind,
    demand: boundaryDemand(args),
    evaluate: (context) => evaluate(args, context, kept),
    counterexamples: boundaryCounterexamples(args),
    invariances: boundaryInvariances(args),
  });
}

function evaluate(
  rule: ImportBoundary,
  context: CheckContext,
  kept: WeakMap<ModuleEdges, Kept>,
): ReturnType<Check["evaluate"]> {
  const judge = judgeOf(rule, context);
  const judged = judgedModules(context, rule.among);
  const roster = moduleRoster(context);
  const modules = selectFiles(judged, rule.from, packagesOf(context));
  const findings: Finding[] = emptySides(rule, context);
  const assumptions: string[] = [];
  for (const edges of edgesOfAll(context, modules)) {
    if (edges.isQuiet(judge.mayBeForbidden)) continue;
    const before = kept.get(edges);
    const said = before?.roster === roster ? before : { roster, ...judgedEdges(rule, judge, edges, context) };
    kept.set(edges, said);
    findings.push(...said.findings);
    assumptions.push(...said.assumptions);
  }
  const { emptyIsFine = false } = rule;
  const among = rule.among === undefined ? "git" : `git, ${rule.among.join(", ")}`;
  const scope = {
    selected: modules.length,
    candidates: judged.length,
    unit: "modules",
    roster: among,
    emptyIsFine,
  };
  return { findings, scope, assumptions };
}

interface Said {
  readonly findings: readonly Finding[];
  readonly assumptions: readonly string[];
}

/** What a rule says of the edges of a module follows from them, and from what modules there are. */
interface Kept extends Said {
  readonly roster: readonly RepoPath[];
}

function judgedEdges(
  rule: ImportBoundary,
  judge: Judge,
  { edges, computed, broken }: ModuleEdges,
  context: CheckContext,
): Said {
  const crossed = edges.filter((edge) => isCrossing(judge, edge)).map((edge) => crossing(rule, edge));
  const unknown = computed.flatMap((edge) => computedFinding(rule, judge, edge, context) ?? []);
  return {
    findings: [...broken, ...crossed, ...unknown.filter((one) => typeof one !== "string")],
    assumptions: unknown.filter((one) => typeof one === "string"),
  };
}

function crossing({ name: rule, reason }: ImportBoundary, edge: Edge): Finding {
  const { from: importer, specifier, kind, target } = edge;
  const args = { rule, reason, importer, specifier, kind, target: targetText(target) };
  return found("boundary-crossed", args, placeOf(edge));
}

function computedFinding(
  { name, reason, computed: policy = "blocked" }: ImportBoundary,
  judge: Judge,
  edge: ComputedEdge,
  context: CheckContext,
): Finding | string | undefined {
  if (!isJudged(judge, edge) || !couldCross(judge, edge, context)) return undefined;
  const place = placeOf(edge);
  const at = `${edge.from}:${edge.line}`;
  if (policy === "assumed") return `the computed import at ${at} names nothing that «${name}» forbids`;
  return found(
    "boundary-undecidable",
    { rule: name, reason, importer: edge.from, begins: edge.begins },
    place,
  );
}

/** Selectors that name nothing guard nothing, as they would after a rename. */
function emptySides(
  { name, from, forbid, only, emptyIsFine }: ImportBoundary,
  context: CheckContext,
): Finding[] {
  if (emptyIsFine === true) return [];
  const files = context.workspace.files();
  const packages = packagesOf(context).all;
  const sides = [
    ["from", from],
    ["forbid", forbid ?? []],
    ["only", only ?? []],
  ] as const;
  return sides.flatMap(([side, selectors]) =>
    namingNothing(selectors, files, packages).map((selector) =>
      found("boundary-names-nothing", { rule: name, side, selector }),
    ),
  );
}
