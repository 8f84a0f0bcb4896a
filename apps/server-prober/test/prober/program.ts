import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the prober starts, in the package of the server: what its users start. */
export const programs = { server: "src/main.ts", credentials: "src/cli.ts" } as const;

const root = fileURLToPath(new URL("../../../server", import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a program with exactly this environment (and a PATH). */
export function start(
  program: keyof typeof programs,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Started {
  const child = spawn(process.execPath, ["--import", "tsx", programs[program], ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  // A test run that ends early takes along what it started.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve)).finally(() =>
    process.off("exit", end),
  );
  return { child, output, ended };
}

/** @throws Error with what it said, when it ends instead */
export async function addressOf({ child, output, ended }: Started): Promise<string> {
  const listening = new Promise<string>((resolve) => {
    child.stdout?.on("data", () => {
      const url = /"url":"([^"]+)"/.exec(output.stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listening, ended]);
  if (typeof url !== "string") throw new Error(`the server did not start: ${output.stderr}`);
  return url;
}
