import type { Stats } from "node:fs";
import type { Memo } from "./memo.ts";
import type { RepoPath } from "./path.ts";

/** What a system says of a file without reading it: no write leaves all of it as it was. */
export type StatData = readonly [
  size: number,
  modified: number,
  changed: number,
  inode: number,
  device: number,
];

export function statDataOf({ size, mtimeMs, ctimeMs, ino, dev }: Stats): StatData {
  return [size, mtimeMs, ctimeMs, ino, dev];
}

const space = "workspace/digests/1";

/**
 * Clocks of file systems tick as slowly as every two seconds (FAT): what was written this shortly before it was looked at
 * can be written again without a trace (git's "racy" entries). In milliseconds.
 */
const tick = 2_500;

/**
 * Digests of files between runs, each with what the system said of the file before it was read. They are digests of the
 * very bytes, so no attribute, filter or flag of git has a say.
 */
export class KeptDigests {
  readonly #memo: Memo;
  /** Files that were written after this are not kept. */
  readonly #latest: number;

  /** @param opened when the first file was looked at, or before; milliseconds since the epoch */
  constructor(memo: Memo, opened: number) {
    this.#memo = memo;
    this.#latest = opened - tick;
  }

  get(path: RepoPath, stat: StatData): string | undefined {
    const known = this.#memo.get(space, path);
    if (!Array.isArray(known)) return undefined;
    const kept: readonly unknown[] = known;
    for (let at = 0; at < stat.length; at += 1) if (kept[at + 1] !== stat[at]) return undefined;
    return typeof kept[0] === "string" ? kept[0] : undefined;
  }

  set(path: RepoPath, stat: StatData, digest: string): void {
    const [, modified, changed] = stat;
    if (modified < this.#latest && changed < this.#latest) this.#memo.set(space, path, [digest, ...stat]);
  }
}
