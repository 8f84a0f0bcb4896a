import { resolve, sep } from "node:path";
import type { Mocked } from "./observe-mocks.ts";

/** What the worker tells of one test module. */
export interface WorkerFileFacts {
  /** Absolute paths below the repository root that were read, outside of installed packages. */
  readonly reads: readonly string[];
  readonly mocked: readonly Mocked[];
}

/** Collects what happens in a worker while one test module is loaded and run. */
export class FileRecord {
  readonly #root: string;
  readonly #reads = new Set<string>();
  readonly #mocked = new Map<string, Mocked>();

  constructor(root: string) {
    this.#root = root + sep;
  }

  read(path: string): void {
    const absolute = resolve(path);
    if (absolute.startsWith(this.#root) && !absolute.includes(`${sep}node_modules${sep}`))
      this.#reads.add(absolute);
  }

  mock(mocked: Mocked): void {
    this.#mocked.set(`${mocked.kind} ${mocked.id}`, mocked);
  }

  facts(): WorkerFileFacts {
    return { reads: [...this.#reads], mocked: [...this.#mocked.values()] };
  }
}
