import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { ownCheck } from "../own-check.ts";
import { readWorkBreakdown } from "../work-breakdown/read.ts";
import { documentFinding } from "./documents.ts";
import { breakdownDemand } from "./work-breakdown.demand.ts";
import { gateFindingsOf } from "./work-breakdown.gates.ts";
import { placeFindings } from "./work-breakdown.paths.ts";
import { breakdownCounterexamples, breakdownInvariances } from "./work-breakdown.probes.ts";
import { sliceFindingsOf } from "./work-breakdown.slices.ts";

export interface BreakdownHolds extends CheckOptions {
  /** The work breakdown, YAML or JSON, by `workBreakdownSchema`. */
  readonly path: RepoPath;
  /** Slices of gates that belong to something else, as globs: `["K*"]`. */
  readonly except?: readonly string[];
}

/**
 * The work breakdown of a phase holds: its slices are each one, wait for one another in no circle and are stacked so;
 * owners, paths and decisions are there, and the gates are gates of its slices.
 */
export function workBreakdown(args: BreakdownHolds): Check {
  const { path, except = [] } = args;
  return ownCheck({
    kind: "workBreakdown",
    name: args.name ?? `workBreakdown:${path}`,
    claim:
      args.claim ??
      `${path} names each slice once, with owner, branch, order, paths and acceptance that hold, and gates close its slices`,
    subject: { kind: "document", path },
    supports: everyKind,
    demand: breakdownDemand({ path, except }),
    evaluate: (context) => evaluate(path, except, context),
    counterexamples: breakdownCounterexamples(path, except),
    invariances: breakdownInvariances(path),
  });
}

function evaluate(path: RepoPath, except: readonly string[], context: CheckContext): Evaluation {
  const scope = (count: number) => ({ selected: count, candidates: count, unit: "slices", roster: path });
  const broken = documentFinding(context, path, "the gate", { path });
  if (broken !== undefined) return { findings: [broken], scope: scope(0) };
  const answer = readWorkBreakdown(context.workspace, path, context.memo);
  if (answer.kind === "refused") return { findings: answer.findings, scope: scope(0) };
  const { breakdown } = answer;
  const places = placeFindings(path, answer, context);
  return {
    findings: [
      ...sliceFindingsOf(path, answer),
      ...places.findings,
      ...gateFindingsOf(path, answer, except, context),
    ],
    scope: scope(breakdown.slices.length),
    ...(places.arrived.length === 0
      ? {}
      : { assumptions: [`planned, and there by now: ${places.arrived.join(", ")}`] }),
  };
}
