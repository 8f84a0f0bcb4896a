import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Memo } from "./memo.ts";

export interface DiskMemo extends Memo {
  /** Writes what was used in this run; what was not used is forgotten, so the memo never outgrows the repository. */
  flush(): void;
}

/**
 * Keeps facts between runs: one file a namespace, `<sha256 of the rest>\n<JSON object>`. A file that is torn, foreign or
 * edited is a miss. Files are replaced in one step, so a reader sees the old one or the new one.
 * @param folder absolute path of a folder that holds nothing else
 */
export function openDiskMemo(folder: string): DiskMemo {
  const spaces = new Map<string, Space>();
  const spaceOf = (namespace: string): Space => {
    const known = spaces.get(namespace);
    if (known !== undefined) return known;
    const space: Space = { stored: load(fileOf(folder, namespace)), used: new Map(), fresh: 0 };
    spaces.set(namespace, space);
    return space;
  };
  return {
    get(namespace, digest) {
      const space = spaceOf(namespace);
      const value = space.used.get(digest) ?? space.stored.get(digest);
      if (value !== undefined) space.used.set(digest, value);
      return value;
    },
    set(namespace, digest, value) {
      const space = spaceOf(namespace);
      space.used.set(digest, value);
      space.fresh += 1;
    },
    flush() {
      for (const [namespace, space] of spaces) {
        if (space.fresh > 0) store(folder, namespace, space);
        space.fresh = 0;
      }
    },
  };
}

interface Space {
  readonly stored: ReadonlyMap<string, unknown>;
  readonly used: Map<string, unknown>;
  fresh: number;
}

function fileOf(folder: string, namespace: string): string {
  return join(folder, `${namespace.replaceAll(/[^a-zA-Z0-9.-]+/g, "_")}.json`);
}

function load(file: string): ReadonlyMap<string, unknown> {
  try {
    const text = readFileSync(file, "utf8");
    const cut = text.indexOf("\n");
    const body = text.slice(cut + 1);
    if (cut !== 64 || checksum(body) !== text.slice(0, cut)) return new Map();
    return new Map(Object.entries(JSON.parse(body)));
  } catch (error) {
    // An absent or unreadable memo only means that facts are derived again.
    if (error instanceof Error) return new Map();
    throw error;
  }
}

function store(folder: string, namespace: string, space: Space): void {
  const body = JSON.stringify(Object.fromEntries(space.used));
  const file = fileOf(folder, namespace);
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(draft, `${checksum(body)}\n${body}`);
  renameSync(draft, file);
}

function checksum(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}
