import { type CodeFacts, createCodeFacts } from "@phasegate/code-facts";
import type { GateResult } from "@phasegate/report";
import {
  type Base,
  type Memo,
  type Seen,
  trace,
  type Workspace,
  workspacePackages,
} from "@phasegate/workspace";
import type { CheckContext, CheckReads } from "./check.ts";
import type { Config } from "./config.ts";
import type { Gate } from "./gate.ts";
import type { BaseGates } from "./gates-kept/base-gates.ts";
import type { Rehearsal } from "./rehearsal/rehearsal.ts";
import { notObserved, type ObservedTasks } from "./turborepo/observed-tasks.ts";

/** What contexts are made from. */
export interface ContextOptions {
  readonly memo: Memo;
  readonly config: Pick<Config, "policy"> & Partial<Config>;
  /** Gives the gates of the base; they are not known where absent. */
  readonly gatesAtBase?: (() => BaseGates) | undefined;
  /** Gives what a suite decides in a clean clone; it is not known where absent. */
  readonly rehearsal?: ((suite: string) => Rehearsal) | undefined;
  /** Gives what the change is compared with; only called by a check that asks for it. */
  readonly base: () => Base;
  /** Gives the results of the gates that the check's gate needs; none where absent. */
  readonly needs?: () => readonly GateResult[];
  /** Gives what checks looked at that come before this one; nothing where absent. */
  readonly reads?: () => readonly CheckReads[];
  /** Gives what the task runner says of its tasks; it was not asked where absent. */
  readonly tasks?: (() => ObservedTasks) | undefined;
}

/** What a check of this gate may use, over one (traced) workspace. */
export function contextOf(
  workspace: Workspace,
  gate: Pick<Gate, "decisions">,
  options: ContextOptions,
  facts?: CodeFacts | (() => CodeFacts),
): CheckContext {
  let base: Base | undefined;
  let packages: CheckContext["packages"] | undefined;
  let code: CheckContext["code"] | undefined;
  let needs: CheckContext["needs"] | undefined;
  let reads: CheckContext["reads"] | undefined;
  return {
    workspace,
    memo: options.memo,
    policy: options.config.policy,
    config: whole(options.config),
    get gatesAtBase() {
      return options.gatesAtBase?.() ?? (this.base.kind === "none" ? { kind: "waived" } : notAsked);
    },
    rehearsal: options.rehearsal ?? (() => notRehearsed),
    decisions: gate.decisions,
    get needs() {
      needs ??= options.needs?.() ?? [];
      return needs;
    },
    get reads() {
      reads ??= options.reads?.() ?? [];
      return reads;
    },
    get tasks() {
      return options.tasks?.() ?? notObserved;
    },
    get base() {
      base ??= options.base();
      return base;
    },
    get packages() {
      packages ??= workspacePackages(workspace);
      return packages;
    },
    get code() {
      code ??=
        (typeof facts === "function" ? facts() : facts) ?? createCodeFacts({ workspace, memo: options.memo });
      return code;
    },
  };
}

const notAsked: BaseGates = {
  kind: "unknown",
  why: "this run does not look at the gates of its base",
  command: "phasegate verify",
};

const notRehearsed: Rehearsal = {
  kind: "unknown",
  why: "this run rehearses nothing",
  command: "phasegate verify",
};

function whole(config: ContextOptions["config"]): Config | undefined {
  const { gates, suites, waivers, policy, prove } = config;
  if (gates === undefined || suites === undefined || waivers === undefined || prove === undefined) {
    return undefined;
  }
  return { gates, suites, waivers, policy, prove };
}

/** Facts on the code, derived once for all checks of a run, with everything that was read for them so far. */
export interface SharedCode {
  readonly facts: CodeFacts;
  readonly seen: () => ReadonlyMap<string, Seen>;
}

export function shareCode(workspace: Workspace, memo: Memo): SharedCode {
  const traced = trace(workspace);
  return { facts: createCodeFacts({ workspace: traced.workspace, memo }), seen: () => traced.seen };
}

/** The same context, and whether facts on the code were asked for. */
export function watched(context: CheckContext) {
  let used = false;
  return {
    usedCode: () => used,
    context: {
      workspace: context.workspace,
      memo: context.memo,
      policy: context.policy,
      config: context.config,
      get gatesAtBase() {
        return context.gatesAtBase;
      },
      rehearsal: context.rehearsal,
      decisions: context.decisions,
      get needs() {
        return context.needs;
      },
      get reads() {
        return context.reads;
      },
      get tasks() {
        return context.tasks;
      },
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
