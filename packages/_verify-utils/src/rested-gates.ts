import { type Base, type Edits, overlay, type Seen, trace, type Workspace } from "@phasegate/workspace";
import type { Check, CheckContext, Evaluation } from "./check.ts";
import { type ContextOptions, contextOf, type SharedCode, shareCode, watched } from "./context.ts";
import type { Gate } from "./gate.ts";

/** What a check said of a repository before any edit, with everything that it looked at for that. */
interface Rested {
  readonly evaluation: Evaluation;
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * Gates as they are judged on edits of one repository: a check that looked at nothing that an edit changes says what it
 * said without it, and is not asked again.
 */
export class RestedGates {
  readonly #workspace: Workspace;
  readonly #options: ContextOptions;
  readonly #known = new Map<Check, Rested | undefined>();
  #code: SharedCode | undefined;

  constructor(workspace: Workspace, options: ContextOptions) {
    this.#workspace = overlay(workspace, {});
    this.#options = options;
  }

  /**
   * Gates and what they need, for edits that change only what files hold; other edits may change any answer.
   */
  of(gates: readonly Gate[], edits: Edits): readonly Gate[] {
    const paths = Object.keys(edits);
    const keepsPaths = paths.every((path) => edits[path] !== null && this.#workspace.entry(path) === "file");
    if (!keepsPaths) return gates;
    const made = new Map<Gate, Gate>();
    const rested = (gate: Gate): Gate => {
      const known = made.get(gate);
      if (known !== undefined) return known;
      const checks = gate.checks.map((check) => ({
        ...check,
        evaluate: (context: CheckContext) => {
          const before = this.#before(check, gate);
          if (before === undefined || paths.some((path) => before.seen.has(path)))
            return check.evaluate(context);
          return before.evaluation;
        },
      }));
      const one = { ...gate, needs: gate.needs.map(rested), checks };
      made.set(gate, one);
      return one;
    };
    return gates.map(rested);
  }

  /** `undefined` for a check that asks for the base or for other gates, which edits may change as well. */
  #before(check: Check, gate: Gate): Rested | undefined {
    if (!this.#known.has(check)) this.#known.set(check, this.#evaluate(check, gate));
    return this.#known.get(check);
  }

  #evaluate(check: Check, gate: Gate): Rested | undefined {
    let asksElse = false;
    const { workspace, seen } = trace(this.#workspace);
    this.#code ??= shareCode(this.#workspace, this.#options.memo);
    const options: ContextOptions = {
      ...this.#options,
      base: (): Base => {
        asksElse = true;
        return this.#options.base();
      },
      gatesAtBase: () => {
        asksElse = true;
        return this.#options.gatesAtBase?.() ?? { kind: "waived" };
      },
      rehearsal: (suite) => {
        asksElse = true;
        return this.#options.rehearsal?.(suite) ?? { kind: "told", here: [], there: [] };
      },
      needs: () => {
        asksElse = true;
        return [];
      },
      reads: () => {
        asksElse = true;
        return [];
      },
    };
    const { context, usedCode } = watched(contextOf(workspace, gate, options, this.#code.facts));
    const evaluation = check.evaluate(context);
    if (asksElse) return undefined;
    return { evaluation, seen: usedCode() ? new Map([...seen, ...this.#code.seen()]) : seen };
  }
}
