import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Copies are called so, followed by the id of the process that made them. */
export const copyPrefix = "phasegate-mutants-";

/** Removes copies whose process was killed before it could. */
export function sweepCopies(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${copyPrefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is alive, too.
    return error instanceof Error && "code" in error && error.code !== "ESRCH";
  }
}
