import { join } from "node:path";
import { type RunDocument, toJson, toText } from "@phasegate/report";
import {
  createMemo,
  headCommit,
  type Memo,
  openDiskMemo,
  openWorkingTree,
  readText,
  type Workspace,
  WorkspaceError,
} from "@phasegate/workspace";
import type { Config } from "./config.ts";
import type { Gate } from "./gate.ts";
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
}

/**
 * Judges gates on the working tree around `process.cwd`, writes the result document, and prints the report.
 * A run of only some checks leaves no document: it is no result.
 * @throws WorkspaceError `git-unavailable` outside a repository
 */
export function verify(request: VerifyRequest, config: Config, process: Process): RunDocument {
  const workspace = openWorkingTree(process.cwd);
  const memo = openMemo(workspace, process.env);
  const result = resultFile(workspace.root, request.target);
  // What an earlier run said is no answer to this one, also when this one does not come to an end.
  if (request.only === undefined) result.clear();
  const document = run({
    workspace,
    config,
    memo,
    head: headCommit(workspace.root),
    now: new Date(),
    ...request,
  });
  memo.flush();
  if (request.only === undefined) result.write(toJson(document));
  process.stdout.write(request.json ? toJson(document) : toText(document, textOptions(workspace, process)));
  return document;
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
