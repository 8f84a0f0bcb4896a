import {
  explanationToJson,
  explanationToText,
  type RunDocument,
  toJsonParts,
  toText,
} from "@phasegate/report";
import { headCommit, type Memo, type Workspace } from "@phasegate/workspace";
import { gatesBefore, once, rehearsals } from "./before-judging.ts";
import type { Config } from "./config.ts";
import { type ExplainAnswer, explainDecision } from "./explain-decision.ts";
import { type Gate, inOrder } from "./gate.ts";
import { baseOf, type Judged, openJudged } from "./judged.ts";
import { forgetful, openMemo } from "./open-memo.ts";
import { type Process, textOptions } from "./process.ts";
import { readAhead } from "./read-ahead.ts";
import { type ResultEnd, resultFile } from "./result-file.ts";
import { runObserving } from "./run.ts";
import { observeTasks } from "./turborepo/observe-tasks.ts";
import { type Proven, withProof } from "./with-proof.ts";

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
      result.write(toJsonParts(document));
    }
    const text = request.json
      ? toJsonParts(document).join("")
      : toText(document, textOptions(workspace, process));
    process.stdout.write(text);
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
