import { type DocumentContract, readContract } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { demandsOf } from "../demand/demand.ts";
import { same } from "../demand/orders.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { configNames } from "../load-config.ts";
import { ownCheck } from "../own-check.ts";
import { configuredCadence } from "../wiring/configured-gates.ts";
import { cadenceCounterexamples, cadenceInvariances } from "./cadence-stated.probes.ts";
import { contractFinding } from "./contract-findings.ts";
import { documentFinding, factsOf } from "./documents.ts";
import { plain } from "./plain.ts";

export interface CadenceStated extends CheckOptions {
  /** The document that people read; its section «Cadence» has a row of `When` and `Suite` for each line. */
  readonly document: RepoPath;
}

const contract = {
  name: "cadence",
  sections: {
    cadence: {
      names: ["Cadence"],
      required: true,
      columns: {
        when: { names: ["When"], kind: "text", required: true },
        suite: { names: ["Suite"], kind: "text", required: true },
      },
    },
  },
} as const satisfies DocumentContract;

const demand = demandsOf<Omit<CadenceStated, "claim" | "name">>({ document: same });

/** A document says of when which suite is run what `policy.cadence` says, line by line. */
export function cadenceStated(args: CadenceStated): Check {
  const { document } = args;
  return ownCheck({
    kind: "cadenceStated",
    name: args.name ?? `cadenceStated:${document}`,
    claim: args.claim ?? `${document} says when which suite is run, as the configuration does`,
    subject: { kind: "document", path: document },
    supports: everyKind,
    demand: demand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: cadenceCounterexamples(args),
    invariances: cadenceInvariances(args),
  });
}

function evaluate({ document }: CadenceStated, context: CheckContext): Evaluation {
  const config = configNames.find((name) => context.workspace.entry(name) === "file") ?? configNames[0];
  const lines = context.workspace.entry(config) === "file" ? configuredCadence(context, config) : undefined;
  const scope = {
    selected: lines?.length ?? 0,
    candidates: lines?.length ?? 0,
    unit: "lines",
    roster: config,
  };
  if (lines === undefined) {
    const why = "policy.cadence is computed, or there is none";
    return { findings: [found("wiring-undecidable", { path: config, why }, { path: config })], scope };
  }
  const broken = documentFinding(context, document, "the gate", { path: document });
  if (broken !== undefined) return { findings: [broken], scope };
  const answer = readContract(context.workspace, document, contract, context.memo);
  const { facts, finding } = factsOf(document, "the gate", answer);
  if (facts === undefined) return { findings: [finding], scope };
  const rows = (facts.sections["cadence"]?.rows ?? []).map(({ cells, location }) => ({
    when: plain(cells["when"]?.text),
    suite: plain(cells["suite"]?.text),
    location,
  }));
  const differs = (why: string, location: Finding["location"]): Finding =>
    found("cadence-differs", { document, why }, location ?? { path: document });
  const isSame = (a: { when: string; suite: string }, b: { when: string; suite: string }) =>
    plain(a.when) === plain(b.when) && plain(a.suite) === plain(b.suite);
  return {
    findings: [
      ...facts.problems.map((problem) => contractFinding(document, problem)),
      ...lines
        .filter((line) => !rows.some((row) => isSame(row, line)))
        .map(({ when, suite }) => differs(`there is no row for «${when}» with ${suite}`, undefined)),
      ...rows
        .filter((row) => !lines.some((line) => isSame(row, line)))
        .map(({ when, suite, location }) =>
          differs(`policy.cadence does not say «${when}»: ${suite}`, locationOf(location)),
        ),
    ],
    scope,
  };
}
