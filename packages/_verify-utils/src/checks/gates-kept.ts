import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { demandsOf } from "../demand/demand.ts";
import { found } from "../finding.ts";
import { definedGates } from "../gates-kept/definition.ts";
import { gateSources } from "../gates-kept/gate-sources.ts";
import { judgeGates } from "../gates-kept/judge-gates.ts";
import { configNames } from "../load-config.ts";
import { ownCheck } from "../own-check.ts";
import { keptCounterexamples, keptInvariances } from "./gates-kept.probes.ts";

export type GatesKept = CheckOptions;

const demand = demandsOf<object>({});

/**
 * The gates demand at least what those of the base did, unless a closed decision says which one may demand less, and
 * why. Where gates, configuration and kit are what they were byte for byte, that is seen without running anything;
 * otherwise the base's own kit, checked out and installed apart, says what its gates demand.
 */
export function gatesKept(options: GatesKept = {}): Check {
  return ownCheck({
    kind: "gatesKept",
    name: options.name ?? "gatesKept",
    claim:
      options.claim ?? "No gate demands less than it did at the base, unless a closed decision allows it",
    subject: { kind: "document", path: configNames[0] },
    supports: everyKind,
    demand: demand({}),
    comparesGates: true,
    evaluate,
    counterexamples: keptCounterexamples,
    invariances: keptInvariances,
  });
}

function evaluate(context: CheckContext): Evaluation {
  record(context);
  const { config, gatesAtBase: before } = context;
  const scope = {
    selected: config?.gates.length ?? 0,
    candidates: config?.gates.length ?? 0,
    unit: "gates",
    roster: "gates of the base",
  };
  if (config === undefined) {
    const command = "phasegate verify";
    return { findings: [found("gates-unknown", { why: "the check is judged alone", command })], scope };
  }
  switch (before.kind) {
    case "same":
      return { findings: [], scope };
    case "absent":
      return { findings: [], scope, assumptions: ["the base has no gates, so none of them demands less"] };
    case "waived":
      return { findings: [], scope, assumptions: ["nothing was compared: this run has no base"] };
    case "unknown":
      return {
        findings: [found("gates-unknown", { why: before.why, command: before.command })],
        scope,
      };
    case "known": {
      const judgement = judgeGates(before, before.now ?? definedGates(config), context);
      const names = new Set(before.definition.gates.map(({ id }) => id));
      const told = before.now === undefined ? [] : ["the change's own kit tells what its gates demand"];
      const assumptions = [...judgement.assumptions, ...told];
      return { ...judgement, assumptions, scope: { ...scope, selected: names.size, candidates: names.size } };
    }
  }
}

/** What the comparison rests on was read before anything was judged; here it is read again, to be seen. */
function record({ workspace, base, memo }: CheckContext): void {
  gateSources(workspace, memo);
  if ("workspace" in base) gateSources(base.workspace, memo);
}
