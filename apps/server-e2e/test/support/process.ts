import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const root = dirname(createRequire(import.meta.url).resolve("@rawr/server/package.json"));

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly finished: Promise<Finished>;
}

/** Starts a program of the server's package with exactly this environment (and a PATH). */
export function start(program: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on("close", (code) => resolve({ code, ...output }));
  });
  return { child, output, finished };
}

/** The address that a started server logs. Rejects when it ends instead. */
export async function addressOf({ child, output, finished }: Running): Promise<string> {
  let found: string | undefined;
  const listening = new Promise<void>((resolve) => {
    child.stdout?.on("data", () => {
      found ??= /"url":"([^"]+)"/.exec(output.stdout)?.[1];
      if (found !== undefined) resolve();
    });
  });
  await Promise.race([listening, finished]);
  if (found === undefined) throw new Error(`the server did not start: ${output.stderr}`);
  return found;
}
