import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Cost {
  /** Seconds, process start included. */
  readonly wall: number;
  readonly cpu: number;
  /** Megabytes at most. */
  readonly memory: number;
}

const hook = fileURLToPath(new URL("./cpu-hook.cjs", import.meta.url));

/** Runs a program of Node.js to its end. @throws Error when it ends otherwise than by one of the codes */
export function timed(
  args: readonly string[],
  cwd: string,
  scratch: string,
  codes: readonly number[] = [0],
): Cost {
  const file = join(scratch, "cpu.json");
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", hook, ...args], {
    cwd,
    env: { ...process.env, BENCH_CPU: file, CI: "" },
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const wall = (performance.now() - start) / 1000;
  if (!codes.includes(status ?? -1))
    throw new Error(`${args[0]} ended with ${status}: ${stderr.slice(-2000)}`);
  // The hook wrote it just now.
  const { cpu, memory } = JSON.parse(readFileSync(file, "utf8")) as { cpu: number; memory: number };
  return { wall, cpu, memory: memory / 1000 };
}
