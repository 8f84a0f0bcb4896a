import type { Counterexamples, DefinedCounterexample } from "@phasegate/report";
import type { Base, Memo, Workspace } from "@phasegate/workspace";
import { type Check, NotApplicable } from "../check.ts";
import type { Config } from "../config.ts";
import { evaluate } from "../evaluate.ts";
import type { Gate } from "../gate.ts";
import { knownBefore } from "../known-before.ts";
import { contextIn, editedContext, type ProbeOptions } from "../probe.ts";
import { toContents } from "./edited-content.ts";

export interface MakeOptions {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly memo: Memo;
  readonly base: () => Base;
  /** Gate id and name of the check; every check where absent. */
  readonly wanted?: ReadonlySet<string> | undefined;
}

export function checkKey(gate: string, check: string): string {
  return `${gate}/${check}`;
}

/** Every edit of the content that turns a check of these gates red, though it is green without it. */
export function makeCounterexamples({ config, wanted, ...options }: MakeOptions): Counterexamples {
  const made: Counterexamples = {
    schema: "phasegate.counterexamples/1",
    counterexamples: [],
    notApplicable: [],
  };
  const known = knownBefore(options.workspace, { config, ...options });
  for (const gate of config.gates)
    for (const check of gate.checks)
      if (wanted === undefined || wanted.has(checkKey(gate.id, check.name)))
        addOf(check, gate, { ...options, known, config, gate }, made);
  return made;
}

function addOf(check: Check, gate: Gate, options: ProbeOptions, made: Counterexamples): void {
  const context = contextIn(options.workspace, options);
  const [red] = evaluate(check, context).findings;
  for (const one of check.counterexamples) {
    const named = { gate: gate.id, check: check.name, name: one.name };
    const not = (reason: string) => void made.notApplicable.push({ ...named, reason });
    if (red !== undefined) {
      not(`the base's check is red without it (${red.code})`);
      continue;
    }
    // Gates and clones that are made up cannot be told to another process.
    if (one.gates !== undefined || one.rehearsal !== undefined) continue;
    const edits = one.apply(context);
    const before = one.base?.(context);
    if (edits instanceof NotApplicable) not(edits.reason);
    else if (before instanceof NotApplicable) not(before.reason);
    else {
      const edited = editedContext(edits, options, before);
      const told: DefinedCounterexample = {
        ...named,
        edits: toContents(edits, options.workspace),
        ...(before === undefined ? {} : { base: toContents(before, options.workspace) }),
      };
      if (evaluate(check, edited).findings.length > 0) made.counterexamples.push(told);
      else not("the base's check does not notice it");
    }
  }
}
