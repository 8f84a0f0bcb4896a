import type { DefinedCheck, DefinedCounterexample } from "@phasegate/report";
import type { Check, CheckContext } from "../check.ts";
import type { ContextOptions } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import type { Gate } from "../gate.ts";
import { type KnownBefore, knownBefore } from "../known-before.ts";
import { contextIn, editedContext } from "../probe.ts";
import { toEdits } from "./edited-content.ts";

/** What became of a check of the base, by its counterexamples. */
export type Trial =
  | { readonly kind: "kept"; readonly killed: number }
  | { readonly kind: "survived"; readonly edit: string }
  /** There is none that could be tried. */
  | { readonly kind: "untried"; readonly why: string };

/** Tries whether gates of now turn red on edits that checks of the base turn red on. */
export class Trials {
  readonly #workspace: CheckContext["workspace"];
  readonly #options: ContextOptions & { readonly known: KnownBefore };
  readonly #green = new Map<Check, boolean>();

  constructor(context: CheckContext) {
    const { workspace, memo, policy } = context;
    const options = { memo, config: { policy }, base: () => context.base };
    this.#workspace = workspace;
    this.#options = { ...options, known: knownBefore(workspace, options) };
  }

  of(before: DefinedCheck, gate: Gate, edits: readonly DefinedCounterexample[]): Trial {
    const kin = gate.checks.filter(({ kind }) => kind === before.kind);
    if (!kin.every((check) => this.#isGreen(check, gate)))
      return { kind: "untried", why: "a check of its kind is red already, which the gate itself says" };
    // Its heir most likely sees what it saw.
    const near = [...kin].sort((a, b) => Number(b.name === before.name) - Number(a.name === before.name));
    const others = gate.checks.filter(
      (check) => check.kind !== before.kind && check.comparesGates !== true && check.rehearses === undefined,
    );
    for (const one of edits) {
      const edited = this.#edited(one, gate);
      const isRed = (check: Check): boolean => evaluate(check, edited).findings.length > 0;
      if (!near.some(isRed) && !others.some((check) => this.#isGreen(check, gate) && isRed(check)))
        return { kind: "survived", edit: one.name };
    }
    return edits.length === 0
      ? { kind: "untried", why: "no edit that its own counterexamples make finds a place here" }
      : { kind: "kept", killed: edits.length };
  }

  #isGreen(check: Check, gate: Gate): boolean {
    const known = this.#green.get(check);
    if (known !== undefined) return known;
    const context = contextIn(this.#workspace, { ...this.#options, workspace: this.#workspace, gate });
    const green = evaluate(check, context).findings.length === 0;
    this.#green.set(check, green);
    return green;
  }

  #edited(one: DefinedCounterexample, gate: Gate): CheckContext {
    const workspace = this.#workspace;
    const before = one.base === undefined ? undefined : toEdits(one.base, workspace);
    return editedContext(toEdits(one.edits, workspace), { ...this.#options, workspace, gate }, before);
  }
}
