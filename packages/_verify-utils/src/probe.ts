import type { CodeFacts } from "@phasegate/code-facts";
import { type Edits, type Memo, overlay, type Workspace } from "@phasegate/workspace";
import { type Check, type CheckContext, type Counterexample, NotApplicable, type Probe } from "./check.ts";
import type { Config } from "./config.ts";
import { contextOf } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { FindingCode } from "./findings/index.ts";
import type { Gate } from "./gate.ts";

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

export interface ProbeOptions {
  readonly workspace: Workspace;
  readonly gate: Pick<Gate, "decisions">;
  readonly config: Pick<Config, "policy">;
  readonly memo: Memo;
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
  const context = contextOf(options.workspace, options.gate, options);
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

/** What a check sees of the repository with these edits. */
export function editedContext(edits: Edits, options: ProbeOptions, facts?: CodeFacts): CheckContext {
  return contextOf(overlay(options.workspace, edits), options.gate, options, facts);
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
  if (edits instanceof NotApplicable) {
    return { probe: one.name, result: "not-applicable", findings: [], reason: edits.reason };
  }
  const codes = evaluate(check, editedContext(edits, options)).findings.map((finding) => finding.code);
  return { probe: one.name, result: judge(codes), findings: codes };
}
