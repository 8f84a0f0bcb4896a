import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Memo } from "./memo.ts";
import { writeWhole } from "./whole-file.ts";

export interface DiskMemo extends Memo {
  /** Writes what was used in this run; what was not used is forgotten, so the memo never outgrows the repository. */
  flush(): void;
}

export interface DiskMemoOptions {
  /** Id of the code that derives the facts, as a file name: other code finds none of them. */
  readonly code: string;
  /** Most bytes of a namespace; what is over is not kept. */
  readonly mostBytes?: number;
}

/** Facts of so many states of the code are kept: a bundle, the sources, and one more. */
const mostCodes = 3;

/**
 * Keeps facts between runs. Each code has a folder, each namespace a file in it: `<sha256 of the rest>\n`, the code and
 * the namespace as JSON, `\n`, and an object of facts by digest. A file that is torn, edited, or written for something else is a miss. Files are replaced in
 * one step, so that of several runs at once the last one's facts stay, whole.
 * @param folder absolute path of a folder that holds nothing else
 */
export function openDiskMemo(folder: string, { code, mostBytes = 32 << 20 }: DiskMemoOptions): DiskMemo {
  const own = join(folder, code);
  const spaces = new Map<string, Space>();
  const spaceOf = (namespace: string): Space => {
    const known = spaces.get(namespace);
    if (known !== undefined) return known;
    const stored = load(fileOf(own, namespace), headOf(code, namespace));
    const space: Space = { stored, used: new Map(), fresh: 0 };
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
      const fresh = [...spaces].filter(([, space]) => space.fresh > 0);
      if (fresh.length === 0) return;
      for (const [namespace, space] of fresh) {
        const text = textOf(headOf(code, namespace), space.used, mostBytes);
        writeWhole(fileOf(own, namespace), text);
        space.fresh = 0;
      }
      forgetOthers(folder, code);
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

function headOf(code: string, namespace: string): string {
  return JSON.stringify({ code, namespace });
}

function load(file: string, head: string): ReadonlyMap<string, unknown> {
  try {
    const text = readFileSync(file, "utf8");
    const body = text.slice(65);
    if (text[64] !== "\n" || checksum(body) !== text.slice(0, 64)) return new Map();
    if (!body.startsWith(`${head}\n`)) return new Map();
    return new Map(Object.entries(JSON.parse(body.slice(head.length + 1))));
  } catch (error) {
    // An absent or unreadable memo only means that facts are derived again.
    if (error instanceof Error) return new Map();
    throw error;
  }
}

function textOf(head: string, facts: ReadonlyMap<string, unknown>, mostBytes: number): string {
  let bytes = 0;
  const kept: string[] = [];
  for (const [digest, value] of facts) {
    const entry = `${JSON.stringify(digest)}:${JSON.stringify(value)}`;
    bytes += Buffer.byteLength(entry) + 1;
    if (bytes > mostBytes) break;
    kept.push(entry);
  }
  const body = `${head}\n{${kept.join(",")}}`;
  return `${checksum(body)}\n${body}`;
}

/** Of other states of the code, those that were written last stay. Another process may be doing the same. */
function forgetOthers(folder: string, code: string): void {
  const now = new Date();
  mkdirSync(join(folder, code), { recursive: true });
  utimesSync(join(folder, code), now, now);
  const others = readdirSync(folder)
    .filter((name) => name !== code)
    .map((name) => ({ name, at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(mostCodes - 1))
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
}

function checksum(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}
