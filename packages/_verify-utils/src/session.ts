import { join } from "node:path";
import { explanationToJson, explanationToText, type RunDocument, toJson, toText } from "@phasegate/report";
import {
  type Base,
  codeId,
  createMemo,
  headCommit,
  keepDigests,
  type Memo,
  openDiskMemo,
  readText,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import { type AtBaseRequest, gatesAtBase } from "./base-tool/gates-at-base.ts";
import { gatesOfChange } from "./base-tool/gates-of-change.ts";
import { chosenBase } from "./base-trace.ts";
import type { Config } from "./config.ts";
import { type ExplainAnswer, explainDecision } from "./explain-decision.ts";
import { type Gate, inOrder } from "./gate.ts";
import type { BaseGates } from "./gates-kept/base-gates.ts";
import { baseOf, type Judged, openJudged } from "./judged.ts";
import { readAhead } from "./read-ahead.ts";
import type { Rehearsal } from "./rehearsal/rehearsal.ts";
import { rehearse } from "./rehearsal/rehearse.ts";
import { outputFolder, type ResultEnd, resultFile } from "./result-file.ts";
import { run, runObserving } from "./run.ts";
import { observeTasks } from "./turborepo/observe-tasks.ts";
import type { ObservedTasks } from "./turborepo/observed-tasks.ts";
import { type Proven, withProof } from "./with-proof.ts";

/** What a command may use of its process. */
export interface Process {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

export interface VerifyRequest {
  readonly target: string;
  readonly gates: readonly Gate[];
  readonly only?: ReadonlySet<string>;
  readonly json: boolean;
  readonly judged: Judged;
  /** What to compare with: a commit by any name, or `none`; chosen where absent. */
  readonly base?: string;
  /** The gates come from this folder's repository, not from the one that is judged: absolute path. */
  readonly gatesFolder?: string | undefined;
  /** Proves the gates after they were judged; not called for a run of only some checks. */
  readonly prove?: ProveGates | undefined;
}

export interface ProveGatesOptions {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly memo: Memo;
  /** What was judged, each gate after its needs. */
  readonly gates: readonly Gate[];
  readonly head: string | null;
  readonly now: Date;
  /** What the gates say as they are. */
  readonly judged: RunDocument;
}

/** Proves gates, and tells what to leave beside the result document. */
export type ProveGates = (
  options: ProveGatesOptions,
) => Promise<Proven & { readonly documents: readonly { readonly end: ResultEnd; readonly text: string }[] }>;

/**
 * Judges gates on the repository around `process.cwd`, writes the result document, and prints the report.
 * A run of only some checks leaves no document: it is no result.
 * @throws UsageError for a commit that is not there; WorkspaceError `git-unavailable` outside a repository
 */
export async function verify(request: VerifyRequest, config: Config, process: Process): Promise<RunDocument> {
  const opened = openJudged(request.judged, process);
  const { workspace, head } = opened;
  const { gatesFolder } = request;
  const gatesFrom = gatesFolder === undefined ? undefined : (headCommit(gatesFolder) ?? undefined);
  const given = baseOf(opened, request.base, config, process);
  const base = once(given);
  // What the kit of the judged repository has kept proves nothing to another one.
  const memo = gatesFrom === undefined ? openMemo(workspace, process.env) : forgetful();
  const name = gatesFrom === undefined ? request.target : `${request.target} by ${gatesFrom.slice(0, 12)}`;
  const result = resultFile(workspace.root, name);
  // What an earlier run said is no answer to this one, also when this one does not come to an end.
  if (request.only === undefined) result.clear();
  const options = { workspace, config, memo, base, head, gatesFrom, now: new Date() };
  const of = { ...options, gatesFolder, judged: request.judged, process };
  const { tasks, end } = observeTasks(request.gates, of);
  try {
    const known = await gatesBefore(request.gates, of);
    await readAhead(request.gates, workspace, memo);
    const wanted = typeof given === "function" ? base : given;
    const rehearsal = await rehearsals(request.gates, { ...of, tasks });
    const judged = await runObserving(
      { ...request, ...options, base: wanted, gatesAtBase: known, rehearsal },
      tasks,
    );
    memo.flush();
    const proven =
      request.only === undefined
        ? await request.prove?.({ ...options, gates: inOrder(request.gates), judged })
        : undefined;
    const document = proven === undefined ? judged : withProof(judged, proven, options);
    memo.flush();
    if (request.only === undefined) {
      for (const { end: ending, text } of proven?.documents ?? []) result.write(text, ending);
      result.write(toJson(document));
    }
    process.stdout.write(request.json ? toJson(document) : toText(document, textOptions(workspace, process)));
    return document;
  } finally {
    end();
  }
}

export interface ExplainRequest {
  /** Id of a decision of the registers. */
  readonly id: string;
  readonly json: boolean;
  /** Whether the text names every test, instead of how many there are. JSON always does. */
  readonly tests: boolean;
  /** Commit to compare with, or `none`; chosen where absent. */
  readonly base?: string | undefined;
}

/**
 * Judges what supports a decision, and prints the chain down to its tests. Leaves no document.
 * @throws WorkspaceError `git-unavailable` outside a repository
 */
export async function explainChain(
  { id, json, tests, base }: ExplainRequest,
  config: Config,
  process: Process,
): Promise<ExplainAnswer> {
  const opened = openJudged("working-tree", process);
  const { workspace, head } = opened;
  const memo = openMemo(workspace, process.env);
  const options = { workspace, config, memo, base: once(baseOf(opened, base, config, process)), head };
  const { gates } = config;
  const of = { ...options, judged: "working-tree", process } as const;
  const { tasks, end } = observeTasks(gates, of);
  const supporting = gates.filter(({ decisions }) => decisions.includes(id));
  const [gatesAtBase, known] = await Promise.all([gatesBefore(gates, of), tasks]).finally(end);
  const rehearsal = await rehearsals(supporting, { ...of, tasks: Promise.resolve(known) });
  const answer = explainDecision({
    id,
    ...options,
    gates,
    gatesAtBase,
    rehearsal,
    tasks: () => known,
    now: new Date(),
  });
  memo.flush();
  if (answer.kind === "unknown") return answer;
  const { explanation } = answer;
  const { color } = textOptions(workspace, process);
  process.stdout.write(
    json ? explanationToJson(explanation) : explanationToText(explanation, { color, tests }),
  );
  return answer;
}

/** A base that is chosen when it is first asked for, and never again. */
function once(given: Base | (() => Base)): () => Base {
  let chosen = typeof given === "function" ? undefined : given;
  return () => {
    chosen ??= typeof given === "function" ? chosenBase(given) : given;
    return chosen;
  };
}

interface BeforeOptions extends Omit<AtBaseRequest, "base"> {
  readonly base: () => Base;
  readonly gatesFolder?: string | undefined;
}

/** The gates of the base, had before anything is judged, where a check will ask for them. */
async function gatesBefore(
  gates: readonly Gate[],
  { base, gatesFolder, ...request }: BeforeOptions,
): Promise<(() => BaseGates) | undefined> {
  const asks = inOrder(gates).some(({ checks }) => checks.some((check) => check.comparesGates === true));
  if (!asks) return undefined;
  const known: BaseGates =
    gatesFolder === undefined
      ? await gatesAtBase({ ...request, base: base() })
      : await gatesOfChange({ ...request, gatesFolder });
  return () => known;
}

interface RehearsalOptions extends BeforeOptions {
  readonly head: string | null;
  /** What the task runner says of its tasks here; the clone asks its own. */
  readonly tasks: Promise<ObservedTasks>;
}

/** What suites decide in a clean clone, had before anything is judged, where a check will ask for them. */
async function rehearsals(
  gates: readonly Gate[],
  { base, tasks, ...options }: RehearsalOptions,
): Promise<((suite: string) => Rehearsal) | undefined> {
  const checks = inOrder(gates).flatMap((gate) => gate.checks);
  const suites = new Set(checks.flatMap(({ rehearses }) => rehearses ?? []));
  if (suites.size === 0) return undefined;
  const told = new Map<string, Rehearsal>();
  const known = await tasks;
  for (const suite of suites) {
    const gates = options.config.suites[suite] ?? [];
    const here = () => run({ ...options, base, tasks: () => known, target: suite, gates, now: new Date() });
    told.set(suite, await rehearse({ ...options, base: base(), suite, here }));
  }
  return (suite) =>
    told.get(suite) ?? { kind: "unknown", why: "it was not rehearsed", command: "phasegate verify" };
}

export interface FlushableMemo extends Memo {
  flush(): void;
}

/**
 * In CI nothing is remembered: there, every fact is derived anew.
 * @param module `import.meta.url` of a module of the code that derives: what other code derived is not found
 */
export function openMemo(
  workspace: Workspace,
  env: Process["env"],
  module: string = import.meta.url,
): FlushableMemo {
  const inCi = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
  if (inCi) return forgetful();
  const memo = openDiskMemo(join(workspace.root, outputFolder, "memo"), { code: codeId(module) });
  keepDigests(workspace, memo);
  return memo;
}

function forgetful(): FlushableMemo {
  return { ...createMemo(), flush: () => undefined };
}

/** Whether what is printed is coloured: by `FORCE_COLOR`, `NO_COLOR`, or whether a person looks at it. */
export function wantsColor({ env, stdout }: Pick<Process, "env" | "stdout">): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0";
  return stdout.isTTY === true && env["NO_COLOR"] === undefined;
}

function textOptions(workspace: Workspace, process: Process) {
  const color = wantsColor(process);
  const source = (path: string): string | undefined => {
    try {
      return readText(workspace, path);
    } catch (error) {
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
  };
  return { color, source };
}
