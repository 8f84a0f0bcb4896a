import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "phasegate-base-";

export interface TemporaryFolder {
  /** Absolute path, links resolved. */
  readonly path: string;
  /** Deletes it; once. */
  dispose(): void;
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * A folder outside of every repository that goes away with this process: also when it is interrupted or throws. Of a
 * process that was killed, the next one takes it away.
 * @param interrupted what else has to end on a signal, before the folder is deleted
 */
export function openTemporaryFolder(interrupted: () => void): TemporaryFolder {
  sweep();
  const path = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const handlers = Object.entries(signals).map(([signal, number]) => {
    const handle = () => {
      interrupted();
      remove();
      process.exit(128 + number);
    };
    process.once(signal, handle);
    return () => process.off(signal, handle);
  });
  process.once("exit", remove);
  return {
    path,
    dispose: () => {
      for (const off of handlers) off();
      process.off("exit", remove);
      remove();
    },
  };
}

/** Folders of processes that are no more. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, owner] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (owner === undefined || isAlive(Number(owner))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
