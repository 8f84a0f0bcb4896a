import { spawnSync } from "node:child_process";

export interface Sample {
  readonly name: string;
  /** Wall seconds of each run. */
  readonly seconds: readonly number[];
}

export interface Contender {
  readonly name: string;
  readonly run: () => void;
  /** Before each run, not timed. */
  readonly prepare?: () => void;
}

/** Runs the contenders in turn (A B A B …), so that a slow moment of the machine hits them alike. */
export function inTurn(contenders: readonly Contender[], rounds: number): readonly Sample[] {
  const samples = contenders.map(({ name }) => ({ name, seconds: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      contender.prepare?.();
      const start = performance.now();
      contender.run();
      samples[index]?.seconds.push((performance.now() - start) / 1000);
    }
  }
  return samples;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** One line a sample: median, range, and the ratio of medians to the last one, which is the floor or peer. */
export function table(samples: readonly Sample[]): string {
  const floor = median(samples.at(-1)?.seconds ?? []);
  const width = Math.max(...samples.map(({ name }) => name.length));
  return samples
    .map(({ name, seconds }) => {
      const middle = median(seconds);
      const range = `${Math.min(...seconds).toFixed(3)}–${Math.max(...seconds).toFixed(3)}`;
      return `${name.padEnd(width)}  median ${middle.toFixed(3)} s  (${range}, ${seconds.length} runs)  ×${(middle / floor).toFixed(2)}`;
    })
    .join("\n");
}

/** The environment without what the package manager that started this benchmark told its children. */
function outside(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name)));
}

/** Runs a command and fails loudly: a benchmark of something that does not work measures nothing. */
export function command(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): void {
  const run = spawnSync(program, args, { cwd, env: { ...outside(), ...env }, encoding: "utf8" });
  if (run.status === 0) return;
  throw new Error(
    `${program} ${args.join(" ")} ended with ${run.status ?? run.signal}:\n${run.stdout}${run.stderr}`,
  );
}
