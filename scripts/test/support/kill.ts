import { execFileSync } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { KilledRepository } from "./killed-repository.ts";

export interface KillReport {
  readonly kills: number;
  /** Runs that had ended before they were killed. */
  readonly late: number;
  /** What undisturbed runs decide: of content whose test passes, and of content whose test fails. */
  readonly undisturbed: readonly unknown[];
  /** Those after which a run decided something else than an undisturbed one. */
  readonly differences: readonly {
    readonly kill: number;
    readonly expected: unknown;
    readonly got: unknown;
  }[];
}

export interface KillOptions {
  /** Every third kill is of Turborepo alone: its tasks live on, and end beside the next run. */
  readonly leavesTasks: boolean;
  readonly onKill?: (kill: number) => void;
}

/**
 * Kills runs, half of them at a random moment and half as soon as something is written; and compares the run after each with one that nothing disturbed. Contents whose test passes and contents whose test fails take turns.
 * @param seed of the moments
 */
export async function killRuns(
  count: number,
  seed: number,
  { leavesTasks, onKill = () => undefined }: KillOptions,
): Promise<KillReport> {
  const random = numbers(seed);
  const [repository, undisturbed] = [await KilledRepository.create(), await KilledRepository.create()];
  try {
    const expected = new Map<boolean, unknown>();
    for (const passes of [true, false]) {
      undisturbed.change("undisturbed", passes);
      expected.set(passes, await undisturbed.decided());
    }
    const differences: { kill: number; expected: unknown; got: unknown }[] = [];
    let late = 0;
    for (let kill = 0; kill < count; kill += 1) {
      const passes = kill % 4 < 2;
      // Every other content is new, so that its evidence has to be made; the others come out of the cache.
      repository.change(`content ${kill - (kill % 2)}`, passes);
      const writes = kill % 2 === 0 ? undefined : Math.floor(random() * 12);
      if (!(await killOne(repository, random() * 4_000, writes, leavesTasks && kill % 3 === 0))) late += 1;
      const got = await repository.decided();
      const wanted = expected.get(passes);
      if (JSON.stringify(got) !== JSON.stringify(wanted)) differences.push({ kill, expected: wanted, got });
      onKill(kill);
    }
    return { kills: count, late, undisturbed: [...expected.values()], differences };
  } finally {
    for (const one of [repository, undisturbed]) one.remove();
  }
}

/** @returns whether it still ran */
async function killOne(
  repository: KilledRepository,
  atMost: number,
  writes: number | undefined,
  alone: boolean,
): Promise<boolean> {
  const child = repository.start();
  const closed = new Promise<boolean>((done) => child.on("exit", () => done(false)));
  let seen = 0;
  let written: (value: true) => void = () => undefined;
  const enough = new Promise<true>((done) => {
    written = done;
  });
  const folders = [".phasegate", "packages/one"].map((folder) =>
    watch(join(repository.root, folder), { recursive: true }, () => {
      seen += 1;
      if (writes !== undefined && seen > writes) written(true);
    }),
  );
  const timer = setTimeout(() => written(true), writes === undefined ? atMost : 60_000);
  const isRunning = await Promise.race([closed, enough]);
  clearTimeout(timer);
  for (const one of folders) one.close();
  if (isRunning && child.pid !== undefined) {
    for (const pid of alone ? turboOf(child.pid) : descendants(child.pid)) end(pid);
    end(child.pid);
    await closed;
  }
  return isRunning;
}

/** The processes below one, itself left out. */
function descendants(pid: number): readonly number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = [pid];
  for (const at of below) for (const [one = 0, parent] of pairs) if (parent === at) below.push(one);
  return below.slice(1);
}

/** Turborepo is started by a script of Node's. */
function turboOf(pid: number): readonly number[] {
  return descendants(pid).slice(0, 1);
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Mulberry32 by Tommy Ettinger. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
