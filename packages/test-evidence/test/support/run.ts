import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Repository } from "./repository.ts";

const bin = fileURLToPath(new URL("../../bin/phasegate-evidence.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error as one text. */
  readonly output: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface RunOptions {
  readonly folder?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command in a package of a repository, outside of this Vitest's environment. */
export function start(repository: Repository, options: RunOptions = {}): Running {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|TEST$|CI$|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(process.execPath, [bin, ...(options.args ?? [])], {
    cwd: join(repository.root, options.folder ?? "packages/a"),
    env: { ...Object.fromEntries(env), NO_COLOR: "1", ...options.env },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output }));
  });
  return { child, ended };
}

export function run(repository: Repository, options?: RunOptions): Promise<Ended> {
  return start(repository, options).ended;
}
