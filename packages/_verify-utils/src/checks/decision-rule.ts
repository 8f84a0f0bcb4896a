import { byKey, type DecisionRecord, decisionKey, idKey } from "@phasegate/decision-records";
import {
  type Check,
  type CheckContext,
  type CheckOptions,
  type Counterexample,
  everyKind,
  type Invariance,
} from "../check.ts";
import type { Demand } from "../demand/demand.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type Registers, readRegisters } from "./registers.ts";

/** What every rule on decisions takes. */
export interface DecisionRuleOptions extends CheckOptions {
  /** The only decisions to judge; every decision of the registers where absent. */
  readonly ids?: readonly string[];
}

/** What a rule looks at. */
export interface RuleView {
  readonly context: CheckContext;
  readonly registers: Registers;
  /** The decisions to judge. */
  readonly chosen: readonly DecisionRecord[];
  /** Whether a rule that is narrowed to some ids judges the decision; also one that is only in the base. */
  readonly isChosen: (record: DecisionRecord) => boolean;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly assumptions?: readonly string[];
}

interface Rule {
  readonly kind: string;
  readonly claim: string;
  readonly options: DecisionRuleOptions;
  readonly demand: Demand;
  /** Keys that headings declare beyond the ones that every decision has. */
  readonly headings: readonly string[];
  readonly judge: (view: RuleView) => Judgement;
  readonly counterexamples: readonly Counterexample[];
  readonly invariances: readonly Invariance[];
}

/** A check of one rule on the decisions of all registers. */
export function decisionRule(rule: Rule): Check {
  const { kind, options, headings } = rule;
  const { ids } = options;
  return ownCheck({
    kind,
    name: options.name ?? (ids === undefined ? kind : `${kind}:${ids.join(",")}`),
    claim: options.claim ?? rule.claim,
    subject: { kind: "decisions", ...(ids === undefined ? {} : { ids }) },
    supports: everyKind,
    demand: rule.demand,
    evaluate: (context) => {
      const registers = readRegisters(context, headings);
      const isChosen = chooser(ids);
      const chosen = registers.records.filter(isChosen);
      const judgement = rule.judge({ context, registers, chosen, isChosen });
      return {
        ...judgement,
        findings: [...registers.findings, ...absent(ids ?? [], registers, context), ...judgement.findings],
        scope: {
          selected: chosen.length,
          candidates: registers.records.length,
          unit: "decisions",
          roster: "registers in the policy",
        },
      };
    },
    counterexamples: rule.counterexamples,
    invariances: rule.invariances,
  });
}

function chooser(ids: readonly string[] | undefined): RuleView["isChosen"] {
  if (ids === undefined) return () => true;
  const keys = new Set(ids.map(idKey));
  return (record) => keys.has(decisionKey(record));
}

function absent(ids: readonly string[], { records }: Registers, { policy }: CheckContext): Finding[] {
  const known = byKey(records);
  return ids
    .filter((id) => !known.has(idKey(id)))
    .map((id) =>
      found("decision-missing", {
        decision: id,
        register: policy.registers.join(", ") || "no register (the policy names none)",
        known: records.flatMap((record) => record.id ?? []),
      }),
    );
}

/** What a decision is called in a finding: its id, or its title where it has none. */
export function nameOf({ id, title }: DecisionRecord): string {
  return id ?? `«${title}»`;
}

export function placeOfTitle({ titleLocation }: DecisionRecord): Location {
  return locationOf(titleLocation);
}

/** Whether something stands within a decision. */
export function isWithin(location: DecisionRecord["location"], record: DecisionRecord): boolean {
  return (
    location.path === record.location.path &&
    record.location.start.offset <= location.start.offset &&
    location.start.offset <= record.location.end.offset
  );
}
