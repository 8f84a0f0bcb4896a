import { createRequire } from "node:module";
import { resolve, sep } from "node:path";
import type { Mocked } from "./observe-mocks.ts";

/** What the worker tells of one test module. */
export interface WorkerFileFacts {
  /** Modules that were evaluated for it, by absolute path or URL, wherever they lie. */
  readonly evaluated: readonly string[];
  /** Absolute paths below the repository root that were read, outside of installed packages. */
  readonly reads: readonly string[];
  readonly mocked: readonly Mocked[];
}

interface Sources {
  /** Absolute path of the repository root. */
  readonly root: string;
  readonly evaluated: () => readonly string[];
  readonly mocked: () => readonly Mocked[];
}

const { cache } = createRequire(import.meta.url);

/** Collects what happens in a worker while one test module is loaded and run. */
export class FileRecord {
  readonly #sources: Sources;
  readonly #inside: string;
  readonly #reads = new Set<string>();
  readonly #requiredBefore = new Set(Object.keys(cache));

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#inside = sources.root + sep;
  }

  read(path: string): void {
    const absolute = resolve(path);
    if (this.#isOwn(absolute)) this.#reads.add(absolute);
  }

  facts(): WorkerFileFacts {
    const required = Object.keys(cache).filter(
      (path) => this.#isOwn(path) && !this.#requiredBefore.has(path),
    );
    return {
      evaluated: [...this.#sources.evaluated(), ...required],
      reads: [...this.#reads],
      mocked: this.#sources.mocked(),
    };
  }

  #isOwn(absolute: string): boolean {
    return absolute.startsWith(this.#inside) && !absolute.includes(`${sep}node_modules${sep}`);
  }
}
