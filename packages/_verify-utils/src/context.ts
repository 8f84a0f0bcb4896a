import { type CodeFacts, createCodeFacts } from "@phasegate/code-facts";
import {
  type Base,
  type Memo,
  type Seen,
  trace,
  type Workspace,
  workspacePackages,
} from "@phasegate/workspace";
import type { CheckContext } from "./check.ts";
import type { Config } from "./config.ts";
import type { Gate } from "./gate.ts";

/** What contexts are made from. */
export interface ContextOptions {
  readonly memo: Memo;
  readonly config: Pick<Config, "policy">;
  /** Gives what the change is compared with; only called by a check that asks for it. */
  readonly base: () => Base;
}

/** What a check of this gate may use, over one (traced) workspace. */
export function contextOf(
  workspace: Workspace,
  gate: Pick<Gate, "decisions">,
  options: ContextOptions,
  facts?: CodeFacts,
): CheckContext {
  let base: Base | undefined;
  let packages: CheckContext["packages"] | undefined;
  let code: CheckContext["code"] | undefined = facts;
  return {
    workspace,
    policy: options.config.policy,
    decisions: gate.decisions,
    get base() {
      base ??= options.base();
      return base;
    },
    get packages() {
      packages ??= workspacePackages(workspace);
      return packages;
    },
    get code() {
      code ??= createCodeFacts({ workspace, memo: options.memo });
      return code;
    },
  };
}

/** Facts on the code, derived once for all checks of a run, with everything that was read for them so far. */
export interface SharedCode {
  readonly facts: CodeFacts;
  readonly seen: ReadonlyMap<string, Seen>;
}

export function shareCode(workspace: Workspace, memo: Memo): SharedCode {
  const traced = trace(workspace);
  return { facts: createCodeFacts({ workspace: traced.workspace, memo }), seen: traced.seen };
}

/** The same context, and whether facts on the code were asked for. */
export function watched(context: CheckContext) {
  let used = false;
  return {
    usedCode: () => used,
    context: {
      workspace: context.workspace,
      policy: context.policy,
      decisions: context.decisions,
      get base() {
        return context.base;
      },
      get packages() {
        return context.packages;
      },
      get code() {
        used = true;
        return context.code;
      },
    } satisfies CheckContext,
  };
}
