import { type Base, createMemo, openWorkingTree, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import { onTestFinished } from "vitest";
import {
  type Check,
  type CheckContext,
  contextOf,
  defaultPolicy,
  defineConfig,
  type Evaluation,
  evaluate,
  everyKind,
  type Gate,
  type Policy,
  type ProbeOutcome,
  plainDemand,
  probe,
  run,
} from "../src/index.ts";

function temporaryRepository(files: Readonly<Record<string, string>> = {}): TemporaryRepository {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  return repository;
}

export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  return openWorkingTree(temporaryRepository(files).root);
}

/** A check with a given outcome. */
export function fixedCheck(
  name: string,
  outcome: Partial<Evaluation> | ((context: CheckContext) => Evaluation) = {},
): Check {
  const scope = { selected: 1, candidates: 2, unit: "things", roster: "fixture" };
  return {
    kind: "fixed",
    name,
    claim: `${name} holds`,
    subject: { kind: "decision", id: "D-001" },
    supports: everyKind,
    demand: plainDemand({ name }),
    evaluate: typeof outcome === "function" ? outcome : () => ({ findings: [], scope, ...outcome }),
    counterexamples: [],
    invariances: [],
  };
}

export interface JudgeOptions {
  readonly config?: Parameters<typeof defineConfig>[0];
  readonly now?: string;
  readonly only?: readonly string[];
  readonly workspace?: Workspace;
  readonly base?: Base | (() => Base);
}

const noBase = (): Base => ({ kind: "none" });

export function judge(gates: readonly Gate[], options: JudgeOptions = {}) {
  return run({
    workspace: options.workspace ?? workspaceOf({}),
    config: defineConfig(options.config ?? { gates, suites: {} }),
    target: "test",
    gates,
    memo: createMemo(),
    base: options.base ?? noBase,
    head: null,
    now: new Date(options.now ?? "2026-06-15T12:00:00Z"),
    ...(options.only === undefined ? {} : { only: new Set(options.only) }),
  });
}

/** Codes of a check's findings on a workspace, with their places. */
export function contextFor(workspace: Workspace, policy: Partial<Policy> = {}): CheckContext {
  return contextOf(
    workspace,
    { decisions: ["D-009"] },
    { memo: createMemo(), base: noBase, config: { policy: { ...defaultPolicy, ...policy } } },
  );
}

export function codesOf(check: Check, workspace: Workspace, policy: Partial<Policy> = {}): string[] {
  return evaluate(check, contextFor(workspace, policy)).findings.map(({ code, location }) => {
    const line = location?.start === undefined ? "" : `:${location.start.line}`;
    return location === undefined ? code : `${code} ${location.path}${line}`;
  });
}

export function probesOf(
  check: Check,
  workspace: Workspace,
  policy: Partial<Policy> = {},
): readonly ProbeOutcome[] {
  return probe(check, {
    workspace,
    gate: { decisions: ["D-009"] },
    memo: createMemo(),
    base: noBase,
    config: { policy: { ...defaultPolicy, ...policy } },
  });
}

/** The probes that did not do what they are for; not every edit has a place in every fixture. */
export function weakProbes(outcomes: readonly ProbeOutcome[]): readonly ProbeOutcome[] {
  return outcomes.filter(({ result }) => !["killed", "quiet", "not-applicable"].includes(result));
}
