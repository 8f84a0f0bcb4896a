import { type KeptFacts, keepCodeFacts } from "@phasegate/code-facts";
import { overlay, type Workspace } from "@phasegate/workspace";
import type { ContextOptions } from "./context.ts";
import { RestedGates } from "./rested-gates.ts";
import { TracedCode } from "./traced-code.ts";

/** What many edits of one repository start from. */
export interface KnownBefore {
  readonly rested: RestedGates;
  readonly kept: KeptFacts;
  /** Facts for what one gate and those that it needs look at, and nobody else. */
  readonly codeOf: (gate: object) => TracedCode;
}

/** Derived when an edit first asks for it; what is read for it is read through this workspace. */
export function knownBefore(workspace: Workspace, options: ContextOptions): KnownBefore {
  const byGate = new WeakMap<object, TracedCode>();
  return {
    rested: new RestedGates(workspace, options),
    kept: keepCodeFacts({ workspace: overlay(workspace, {}), memo: options.memo }),
    codeOf: (gate) => {
      const code = byGate.get(gate) ?? new TracedCode(workspace, options.memo);
      byGate.set(gate, code);
      return code;
    },
  };
}
