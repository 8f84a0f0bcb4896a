import { readContract } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { demandsOf } from "../demand/demand.ts";
import { atMost, byKey, same, wherePresent } from "../demand/orders.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { configuredCadence, configuredGates, type ListedGate } from "../wiring/configured-gates.ts";
import { rootScripts } from "../wiring/root-scripts.ts";
import { contractFinding } from "./contract-findings.ts";
import { documentFinding, factsOf } from "./documents.ts";
import { gatesContract } from "./gates-stated.contract.ts";
import { gatesDue } from "./gates-stated.due.ts";
import { gatesStatedCounterexamples, gatesStatedInvariances } from "./gates-stated.probes.ts";
import { gateRowFindings, suiteRowFindings } from "./gates-stated.rows.ts";

export interface GatesStated extends CheckOptions {
  /**
   * The document that people read. Its section «Gates» has a row of `Slice`, `Gate` and `Script` for each gate, «Suites» one of
   * `Suite`, `Command` and `When` for each suite; lines of the cadence are parted by `;`.
   */
  readonly document: RepoPath;
  /** By suite, the script of the root that its command starts. */
  readonly suites: Readonly<Record<string, string>>;
  /** Globs of slices whose gates stand elsewhere. */
  readonly except?: readonly string[];
}

const demand = demandsOf<Omit<GatesStated, "claim" | "name">>({
  document: same,
  suites: byKey(wherePresent),
  except: atMost,
});

/** A document says of gates and suites what the configuration does: slices, scripts, commands and cadence, row by row. */
export function gatesStated(args: GatesStated): Check {
  const { document } = args;
  return ownCheck({
    kind: "gatesStated",
    name: args.name ?? `gatesStated:${document}`,
    claim: args.claim ?? `${document} says of gates and suites what the configuration does`,
    subject: { kind: "document", path: document },
    supports: everyKind,
    demand: demand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: gatesStatedCounterexamples(args),
    invariances: gatesStatedInvariances(args),
  });
}

function evaluate(args: GatesStated, context: CheckContext): Evaluation {
  const { document } = args;
  const configured = configuredGates(context);
  const gates = gatesDue(configured.gates, args);
  const scope = {
    selected: gates.length,
    candidates: configured.gates.length,
    unit: "gates",
    roster: configured.path,
  };
  const undecided = [...configured.findings, ...computedSlices(gates)];
  if (undecided.length > 0) return { findings: undecided, scope };
  const broken = documentFinding(context, document, "the gate", { path: document });
  if (broken !== undefined) return { findings: [broken], scope };
  const { facts, finding } = factsOf(
    document,
    "the gate",
    readContract(context.workspace, document, gatesContract, context.memo),
  );
  if (facts === undefined) return { findings: [finding], scope };
  const cadence = configuredCadence(context, configured.path);
  const rows = (key: "gates" | "suites") => facts.sections[key]?.rows ?? [];
  const suites = [...configured.suites.keys()].map((suite) => ({
    suite,
    script: args.suites[suite],
    when: cadence?.filter((line) => line.suite === suite).map(({ when }) => when),
  }));
  return {
    findings: [
      ...facts.problems.map((problem) => contractFinding(document, problem)),
      ...gateRowFindings(document, gates, rows("gates"), context),
      ...suiteRowFindings(document, suites, rows("suites"), rootScripts(context).manager),
      ...(cadence === undefined ? [computedCadence(configured.path)] : []),
    ],
    scope,
  };
}

function computedSlices(gates: readonly ListedGate[]): readonly Finding[] {
  return gates
    .filter(({ slice }) => slice === undefined)
    .map(({ id, script: path }) =>
      found("wiring-undecidable", { path, why: `the slice of ${id} is computed` }, { path }),
    );
}

function computedCadence(path: RepoPath): Finding {
  return found("wiring-undecidable", { path, why: "policy.cadence is computed" }, { path });
}
