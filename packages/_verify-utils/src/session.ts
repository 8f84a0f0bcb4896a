import { join } from "node:path";
import { explanationToJson, explanationToText, type RunDocument, toJson, toText } from "@phasegate/report";
import {
  createMemo,
  type Memo,
  openDiskMemo,
  readText,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import type { Config } from "./config.ts";
import { type ExplainAnswer, explainDecision } from "./explain-decision.ts";
import type { Gate } from "./gate.ts";
import { baseOf, type Judged, openJudged } from "./judged.ts";
import { outputFolder, resultFile } from "./result-file.ts";
import { run } from "./run.ts";

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
}

/**
 * Judges gates on the repository around `process.cwd`, writes the result document, and prints the report.
 * A run of only some checks leaves no document: it is no result.
 * @throws UsageError for a commit that is not there; WorkspaceError `git-unavailable` outside a repository
 */
export function verify(request: VerifyRequest, config: Config, process: Process): RunDocument {
  const opened = openJudged(request.judged, process);
  const { workspace, head } = opened;
  const base = baseOf(opened, request.base, config, process);
  const memo = openMemo(workspace, process.env);
  const result = resultFile(workspace.root, request.target);
  // What an earlier run said is no answer to this one, also when this one does not come to an end.
  if (request.only === undefined) result.clear();
  const document = run({
    ...request,
    workspace,
    config,
    memo,
    base,
    head,
    now: new Date(),
  });
  memo.flush();
  if (request.only === undefined) result.write(toJson(document));
  process.stdout.write(request.json ? toJson(document) : toText(document, textOptions(workspace, process)));
  return document;
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
export function explainChain(
  { id, json, tests, base }: ExplainRequest,
  config: Config,
  process: Process,
): ExplainAnswer {
  const opened = openJudged("working-tree", process);
  const { workspace, head } = opened;
  const memo = openMemo(workspace, process.env);
  const given = baseOf(opened, base, config, process);
  const answer = explainDecision({
    id,
    workspace,
    config,
    gates: config.gates,
    memo,
    base: typeof given === "function" ? given : () => given,
    head,
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

export interface FlushableMemo extends Memo {
  flush(): void;
}

/** In CI nothing is remembered: there, every fact is derived anew. */
export function openMemo(workspace: Workspace, env: Process["env"]): FlushableMemo {
  const inCi = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
  if (inCi) return { ...createMemo(), flush: () => undefined };
  return openDiskMemo(join(workspace.root, outputFolder, "memo"));
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
