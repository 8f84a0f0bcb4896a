import { type KeptFacts, keepCodeFacts } from "@phasegate/code-facts";
import { overlay, type Workspace } from "@phasegate/workspace";
import type { ContextOptions } from "./context.ts";
import { RestedGates } from "./rested-gates.ts";

/** What many edits of one repository start from. */
export interface KnownBefore {
  readonly rested: RestedGates;
  readonly kept: KeptFacts;
}

/** Derived when an edit first asks for it; what is read for it is read through this workspace. */
export function knownBefore(workspace: Workspace, options: ContextOptions): KnownBefore {
  return {
    rested: new RestedGates(workspace, options),
    kept: keepCodeFacts({ workspace: overlay(workspace, {}), memo: options.memo }),
  };
}
