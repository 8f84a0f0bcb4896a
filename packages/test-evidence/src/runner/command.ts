import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { openWorkingTree, WorkspaceError } from "@phasegate/workspace";
import { evidenceFile } from "../document.ts";
import { startRun } from "./run.ts";
import { summary } from "./summary.ts";

const usage = `Usage: phasegate-evidence

Runs the Vitest suite of the package in the current folder and writes what happened to ${evidenceFile}.
It takes no arguments: what runs is what the package's configuration says, or the evidence would speak of less.

Exit codes: 0 every test that ran passed, 1 otherwise, 3 usage.
`;

export interface CommandProcess {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** The whole command. @returns its exit code */
export async function runCommand({ args, cwd, stdout, stderr }: CommandProcess): Promise<0 | 1 | 3> {
  if (args.length === 1 && (args[0] === "--help" || args[0] === "-h")) {
    stdout.write(usage);
    return 0;
  }
  if (args.length > 0) {
    stderr.write(`phasegate-evidence takes no arguments, got: ${args.join(" ")}\n\n${usage}`);
    return 3;
  }
  const folder = realpathSync.native(cwd);
  const workspace = open(folder);
  if (workspace instanceof WorkspaceError) {
    rmSync(join(folder, evidenceFile), { force: true });
    stderr.write(`phasegate-evidence: ${workspace.message}\n`);
    return 3;
  }
  if (!existsSync(join(folder, "package.json"))) {
    stderr.write(`phasegate-evidence: ${folder} holds no package.json\n`);
    return 3;
  }
  const result = await startRun(workspace, folder);
  (result.ok ? stdout : stderr).write(summary(result));
  return result.ok ? 0 : 1;
}

function open(folder: string) {
  try {
    return openWorkingTree(folder);
  } catch (error) {
    if (error instanceof WorkspaceError) return error;
    throw error;
  }
}
