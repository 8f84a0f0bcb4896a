import { type CheckResult, type GateResult, type RunDocument, worst } from "@phasegate/report";
import { type Base, type Memo, type Seen, trace, type Workspace } from "@phasegate/workspace";
import { type BaseTrace, openBase } from "./base-trace.ts";
import { type Check, type CheckReads, subjectText } from "./check.ts";
import type { Config } from "./config.ts";
import { contextOf, type SharedCode, shareCode, watched } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { Finding } from "./finding.ts";
import { isProofFinding } from "./findings/proof.ts";
import { type Gate, inOrder } from "./gate.ts";
import { allWaived, unmetNeeds } from "./gate-findings.ts";
import type { BaseGates } from "./gates-kept/base-gates.ts";
import { readsOf } from "./reads-of.ts";
import type { Rehearsal } from "./rehearsal/rehearsal.ts";
import { dayOf, gateVerdict, toResult, toWaived, verdictOf } from "./results.ts";
import { note, seenPaths } from "./seen-paths.ts";
import { subjectPaths } from "./subject-paths.ts";
import { toolVersions } from "./tools.ts";
import { notObserved, type ObservedTasks } from "./turborepo/observed-tasks.ts";
import { openWaivers, type Waived, type Waivers } from "./waive.ts";

export interface RunOptions {
  readonly workspace: Workspace;
  readonly config: Pick<Config, "policy" | "waivers"> & Partial<Config>;
  /** The gates of the base, for checks that compare gates. */
  readonly gatesAtBase?: (() => BaseGates) | undefined;
  /** What the task runner says of its tasks, for checks that compare it. */
  readonly tasks?: (() => ObservedTasks) | undefined;
  /** What suites decide in a clean clone, for checks that rehearse. */
  readonly rehearsal?: ((suite: string) => Rehearsal) | undefined;
  /** Commit whose gates and kit these are, where that is not the judged repository. */
  readonly gatesFrom?: string | undefined;
  /** Suite or gate ids as they were asked for; for the report. */
  readonly target: string;
  readonly gates: readonly Gate[];
  /** Names of the only checks to evaluate; every check where absent. */
  readonly only?: ReadonlySet<string>;
  readonly memo: Memo;
  /** Facts on the code of the workspace, where they are known already; derived where absent. */
  readonly code?: SharedCode | undefined;
  /** What the change is compared with; or how to choose it, which is done when a check asks first. */
  readonly base: Base | (() => Base);
  /** Commit that is checked out. */
  readonly head: string | null;
  readonly now: Date;
}

interface Judging extends Omit<RunOptions, "base" | "code"> {
  readonly code: SharedCode;
  /** Everything that was looked at so far. */
  readonly paths: Map<string, Seen>;
  readonly baseline: BaseTrace;
  readonly waivers: Waivers;
  readonly verdicts: Map<string, GateResult>;
}

/**
 * Judges gates and their needs in one process, in topological order; nothing is remembered from runs before.
 * @throws GateDefinitionError for needs that run in a circle
 */
export function run(options: RunOptions): RunDocument {
  const steps = judge(options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, with what the task runner says of its tasks: waited for when the first gate that compares it comes. */
export async function runObserving(
  options: Omit<RunOptions, "tasks">,
  tasks: Promise<ObservedTasks>,
): Promise<RunDocument> {
  let known: ObservedTasks | undefined;
  const steps = judge({ ...options, tasks: () => known ?? notObserved });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    known = await tasks;
  }
}

/** Yields before each gate that compares what the task runner says. */
function* judge(options: RunOptions): Generator<void, RunDocument> {
  const started = performance.now();
  // What a proof may find is not known here: its waivers are judged with it.
  const waivers = openWaivers(
    options.config.waivers.filter(({ finding }) => !isProofFinding(finding)),
    dayOf(options.now),
  );
  const code = options.code ?? shareCode(options.workspace, options.memo);
  const baseline = openBase(options.base);
  const judging: Judging = { ...options, baseline, code, waivers, verdicts: new Map(), paths: new Map() };
  const asked = inOrder(options.gates).filter((gate) =>
    gate.checks.some((check) => isWanted(check, options.only)),
  );
  for (const gate of asked) {
    if (gate.checks.some(({ observesTasks }) => observesTasks !== undefined)) yield;
    judging.verdicts.set(gate.id, judgeGate(gate, judging));
  }
  const gates = [...judging.verdicts.values()];
  const whole = new Set(gates.filter((gate) => !gate.partial).map((gate) => gate.id));
  const findings = waivers.findings(whole).map(toResult);
  const usesCode = gates.some(({ checks }) => checks.some(({ readsCode }) => readsCode));
  return {
    schema: "phasegate.run/1",
    target: options.target,
    verdict: worst([...gates.map((gate) => gate.verdict), ...findings.map((one) => one.verdict)]),
    startedAt: options.now.toISOString(),
    milliseconds: performance.now() - started,
    workspace: { kind: options.workspace.kind, head: options.head },
    base: baseline.result(),
    ...(options.gatesFrom === undefined ? {} : { gatesFrom: options.gatesFrom }),
    tools: toolVersions(),
    findings,
    gates,
    codeReads: usesCode ? note(judging.paths, code.seen()) : [],
    paths: seenPaths(judging.paths, options.workspace),
  };
}

/**
 * Results of everything that a gate needs, in order: those of this run, or, where it judges only some checks, of a run
 * of their own.
 */
function needsOf(gate: Gate, judging: Judging): readonly GateResult[] {
  const needed = inOrder(gate.needs);
  const known = needed.flatMap(({ id }) => judging.verdicts.get(id) ?? []);
  if (known.length === needed.length && known.every((one) => !one.partial)) return known;
  const { only: _, ...whole } = judging;
  return run({ ...whole, base: whole.baseline.trace().base, gates: gate.needs }).gates;
}

/** In the order of the gate, but for what judges the others' reads. */
function readersFirst(checks: readonly Check[]): readonly Check[] {
  return [...checks].sort((a, b) => Number(a.judgesReads === true) - Number(b.judgesReads === true));
}

/**
 * What was looked at by everything that a gate needs, and by its own other checks; where this run judges only some
 * checks, by those in a run of their own.
 */
function readsBefore(
  gate: Gate,
  judging: Judging,
  results: ReadonlyMap<Check, CheckResult>,
): readonly CheckReads[] {
  const others = gate.checks.filter(({ judgesReads }) => judgesReads !== true);
  const own = others.flatMap((check) => results.get(check) ?? []);
  if (own.length === others.length)
    return readsOf([...needsOf(gate, judging), { id: gate.id, checks: own }], codeReads(judging));
  const { only: _, ...whole } = judging;
  const gates = [{ ...gate, checks: others }];
  return readsOf(run({ ...whole, base: whole.baseline.trace().base, gates }).gates, codeReads(judging));
}

/** Whoever asked first: a check that asked for facts on the code rests on all that they were derived from. */
function codeReads({ code }: Judging): readonly string[] {
  return [...code.seen().keys()];
}

function isWanted(check: Check, only: ReadonlySet<string> | undefined): boolean {
  return only === undefined || only.has(check.name);
}

function judgeGate(gate: Gate, judging: Judging): GateResult {
  const started = performance.now();
  const wanted = gate.checks.filter((check) => isWanted(check, judging.only));
  const results = new Map<Check, CheckResult>();
  for (const check of readersFirst(wanted)) results.set(check, judgeCheck(check, gate, judging, results));
  const checks = wanted.flatMap((check) => results.get(check) ?? []);
  const partial = wanted.length < gate.checks.length;
  // A question about single checks is not about the gates below.
  const needs = (partial ? [] : gate.needs).map((need) => ({
    gate: need.id,
    verdict: judging.verdicts.get(need.id)?.verdict ?? "blocked",
  }));
  const findings = [...unmetNeeds(needs, judging.verdicts), ...allWaived(checks)].map(toResult);
  return {
    id: gate.id,
    slice: gate.slice,
    decisions: [...gate.decisions],
    needs,
    verdict: gateVerdict(checks, findings),
    partial,
    findings,
    checks,
    milliseconds: performance.now() - started,
  };
}

function judgeCheck(
  check: Check,
  gate: Gate,
  judging: Judging,
  results: ReadonlyMap<Check, CheckResult>,
): CheckResult {
  const started = performance.now();
  const { workspace, seen } = trace(judging.workspace);
  const before = judging.baseline.trace();
  const options = {
    ...judging,
    base: before.base,
    needs: () => needsOf(gate, judging),
    reads: () =>
      check.judgesReads === true
        ? readsBefore(gate, judging, results)
        : readsOf(needsOf(gate, judging), codeReads(judging)),
  };
  const { context, usedCode } = watched(contextOf(workspace, gate, options, judging.code.facts));
  const evaluation = evaluate(check, context);
  // A check that asked for facts on the code rests on all that they were derived from, whoever asked first.
  const reads = note(judging.paths, seen);
  const standing: Finding[] = [];
  const waived: Waived[] = [];
  for (const finding of evaluation.findings) {
    const waiver = judging.waivers.cover(finding, gate.id, check.name);
    if (waiver === undefined) standing.push(finding);
    else waived.push({ finding, waiver });
  }
  const findings = standing.map(toResult);
  return {
    name: check.name,
    kind: check.kind,
    claim: check.claim,
    subject: subjectText(check.subject),
    subjects: [...subjectPaths(check, context)],
    verdict: verdictOf(findings, waived.length),
    ...(evaluation.scope === undefined
      ? {}
      : { scope: { ...evaluation.scope, emptyIsFine: evaluation.scope.emptyIsFine ?? false } }),
    findings,
    waived: waived.map(toWaived),
    assumptions: [...(evaluation.assumptions ?? [])],
    ...(evaluation.changes === undefined ? {} : { changes: [...evaluation.changes] }),
    ...(evaluation.matrix === undefined ? {} : { matrix: evaluation.matrix }),
    reads,
    readsCode: usedCode(),
    baseReads: before.reads(),
    milliseconds: performance.now() - started,
  };
}
