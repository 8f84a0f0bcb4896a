import type { CodeFacts, KeptFacts } from "@phasegate/code-facts";
import type { RunDocument } from "@phasegate/report";
import { type Base, type Edits, overlay, type Workspace } from "@phasegate/workspace";
import { type Check, type CheckContext, type Counterexample, NotApplicable, type Probe } from "./check.ts";
import { type ContextOptions, contextOf, type SharedCode } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { FindingCode } from "./findings/index.ts";
import type { Gate } from "./gate.ts";
import type { KnownBefore } from "./known-before.ts";
import { readsOf } from "./reads-of.ts";
import { run } from "./run.ts";

/**
 * What an edit did to a check. `killed`: red, with the finding that it declares. `misnamed`: red with another one.
 * `survived`: a counterexample left it green. `quiet`: an invariance left it green. `false-alarm`: an invariance turned it red.
 */
export type ProbeOutcome = {
  readonly probe: string;
  readonly result: "killed" | "misnamed" | "survived" | "quiet" | "false-alarm" | "not-applicable";
  readonly findings: readonly FindingCode[];
  /** Why it could not be applied. */
  readonly reason?: string;
};

export interface ProbeOptions extends ContextOptions {
  readonly workspace: Workspace;
  readonly gate: Pick<Gate, "decisions"> & Partial<Gate>;
  /** What edits start from; everything is derived anew for each of them where absent. */
  readonly known?: KnownBefore | undefined;
}

/** A check that is red already would seem to catch every edit. */
export class RedBeforeError extends Error {
  override readonly name = "RedBeforeError";

  constructor(check: string, codes: readonly FindingCode[]) {
    super(`${check} is red before any edit: ${codes.join(", ")}`);
  }
}

/**
 * Applies every counterexample and invariance of a check to an overlay of the repository, one at a time.
 * @throws RedBeforeError when the check does not pass on the repository as it is
 */
export function probe(check: Check, options: ProbeOptions): readonly ProbeOutcome[] {
  const context = contextIn(options.workspace, options);
  const before = evaluate(check, context).findings;
  if (before.length > 0)
    throw new RedBeforeError(
      check.name,
      before.map((finding) => finding.code),
    );
  return [
    ...check.counterexamples.map((one) =>
      outcome(check, one, context, options, (codes) => killed(one, codes)),
    ),
    ...check.invariances.map((one) =>
      outcome(check, one, context, options, (codes) => (codes.length === 0 ? "quiet" : "false-alarm")),
    ),
  ];
}

function killed({ expect }: Counterexample, codes: readonly FindingCode[]): ProbeOutcome["result"] {
  if (codes.length === 0) return "survived";
  return expectedCodes(expect).some((code) => codes.includes(code)) ? "killed" : "misnamed";
}

export function expectedCodes(expect: Counterexample["expect"]): readonly FindingCode[] {
  return typeof expect === "string" ? [expect] : expect;
}

function outcome(
  check: Check,
  one: Probe,
  context: CheckContext,
  options: ProbeOptions,
  judge: (codes: readonly FindingCode[]) => ProbeOutcome["result"],
): ProbeOutcome {
  const edits = one.apply(context);
  if (edits instanceof NotApplicable) return notApplicable(one, edits);
  const before = one.base?.(context);
  if (before instanceof NotApplicable) return notApplicable(one, before);
  const gates = one.gates?.(context);
  if (gates instanceof NotApplicable) return notApplicable(one, gates);
  const gatesAtBase = gates === undefined ? options.gatesAtBase : () => gates;
  const told = one.rehearsal?.(context);
  if (told instanceof NotApplicable) return notApplicable(one, told);
  const rehearsal = told === undefined ? options.rehearsal : () => told;
  const edited = editedContext(edits, { ...options, gatesAtBase, rehearsal }, before);
  const codes = evaluate(check, edited).findings.map((finding) => finding.code);
  return { probe: one.name, result: judge(codes), findings: codes };
}

/** What a check sees of the repository with these edits, beside a base with those. */
export function editedContext(edits: Edits, options: ProbeOptions, before?: Edits): CheckContext {
  const base = before === undefined ? options.base : () => revisionOf(overlay(options.workspace, before));
  return contextIn(overlay(options.workspace, edits), { ...options, base }, edits);
}

function notApplicable(one: Probe, { reason }: NotApplicable): ProbeOutcome {
  return { probe: one.name, result: "not-applicable", findings: [], reason };
}

/** A made-up revision with the content of a workspace. */
function revisionOf(workspace: Workspace): Base {
  return { kind: "revision", how: "named", commit: "0".repeat(40), ref: "a probe", workspace };
}

/** The gates that the check's gate needs are judged on the edited repository as well, once they are asked for. */
export function contextIn(
  workspace: Workspace,
  { gate, known, ...options }: ProbeOptions,
  edits: Edits = {},
): CheckContext {
  const facts = known && once(() => factsFor(workspace, known.kept, edits));
  const config = { ...options.config, waivers: [] };
  const judge = (gates: readonly Gate[], code?: SharedCode): RunDocument =>
    run({ ...options, workspace, config, code, target: "probe", gates, head: null, now: new Date(0) });
  const needed = gate.needs ?? [];
  // Nobody asks what these results were read from.
  const needs = () =>
    judge(known?.rested.of(needed, edits) ?? needed, facts && { facts: facts(), seen: () => new Map() })
      .gates;
  const reads = () => {
    const others = (gate.checks ?? []).filter(({ judgesReads }) => judgesReads !== true);
    const own = { id: "probe", slice: "probe", ...gate, needs: needed, checks: others };
    // What other gates looked at is nothing that this one reads.
    const { gates, codeReads } = judge([own], known?.codeOf(gate).edited(workspace, edits));
    return readsOf(gates, codeReads);
  };
  return contextOf(workspace, gate, { ...options, needs, reads }, facts);
}

function factsFor(workspace: Workspace, kept: KeptFacts, edits: Edits): CodeFacts {
  return Object.keys(edits).length === 0 ? kept.facts : kept.edited(workspace, edits);
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
