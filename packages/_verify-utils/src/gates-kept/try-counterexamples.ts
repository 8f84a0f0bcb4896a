import type { DefinedCheck, DefinedCounterexample } from "@phasegate/report";
import type { Check, CheckContext } from "../check.ts";
import { evaluate } from "../evaluate.ts";
import type { Gate } from "../gate.ts";
import { contextIn, editedContext } from "../probe.ts";
import { toEdits } from "./edited-content.ts";

/** What became of a check of the base, by its counterexamples. */
export type Trial =
  | { readonly kind: "kept"; readonly killed: number }
  | { readonly kind: "survived"; readonly edit: string }
  /** There is none that could be tried. */
  | { readonly kind: "untried"; readonly why: string };

/** Tries whether a gate of now turns red on each edit that a check of the base turns red on. */
export function tryCounterexamples(
  before: DefinedCheck,
  gate: Gate,
  edits: readonly DefinedCounterexample[],
  context: CheckContext,
): Trial {
  const fresh = { ...optionsOf(context), gate };
  const green = (check: Check): boolean =>
    evaluate(check, contextIn(context.workspace, fresh)).findings.length === 0;
  const kin = gate.checks.filter(({ kind }) => kind === before.kind);
  const near = kin.filter(green);
  if (near.length < kin.length)
    return { kind: "untried", why: "a check of its kind is red already, which the gate itself says" };
  const others = gate.checks.filter(
    (check) => check.kind !== before.kind && check.comparesGates !== true && check.rehearses === undefined,
  );
  let killed = 0;
  let far: readonly Check[] | undefined;
  for (const one of edits) {
    const isKilledBy = (check: Check): boolean => isRed(check, one, gate, context);
    if (!near.some(isKilledBy)) {
      far ??= others.filter(green);
      if (!far.some(isKilledBy)) return { kind: "survived", edit: one.name };
    }
    killed += 1;
  }
  return killed === 0
    ? { kind: "untried", why: "no edit that its own counterexamples make finds a place here" }
    : { kind: "kept", killed };
}

function isRed(check: Check, one: DefinedCounterexample, gate: Gate, context: CheckContext): boolean {
  const { workspace } = context;
  const options = { ...optionsOf(context), gate };
  const before = one.base === undefined ? undefined : toEdits(one.base, workspace);
  const edited = editedContext(toEdits(one.edits, workspace), options, before);
  return evaluate(check, edited).findings.length > 0;
}

function optionsOf(context: CheckContext) {
  const { workspace, memo, policy } = context;
  return { workspace, memo, config: { policy }, base: () => context.base };
}
