import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { copyMarks } from "./copy-marks.ts";

/** Functions that read what a file holds; their first argument is the path, their second may be flags to open it with. */
const readers = [
  "readFileSync",
  "readFile",
  "createReadStream",
  "openSync",
  "open",
  "copyFileSync",
  "copyFile",
  "cpSync",
] as const;
const promisedReaders = ["readFile", "open", "copyFile", "cp"] as const;

const marker = Symbol.for("phasegate.test-evidence.reads");

/**
 * Listens to file reads in this process or thread, `require` included; child processes and native code are not heard.
 * Once per worker: told again, it only replaces who is told.
 */
export function observeReads(tell: (path: string) => void): void {
  const known: unknown = Reflect.get(fs, marker);
  if (typeof known === "object" && known !== null) {
    Reflect.set(known, "tell", tell);
    return;
  }
  const listener = { tell };
  Object.defineProperty(fs, marker, { value: listener });
  for (const name of readers) listen(fs, name, listener);
  for (const name of promisedReaders) listen(fs.promises, name, listener);
  syncBuiltinESMExports();
}

function listen(owner: object, name: string, listener: { readonly tell: (path: string) => void }): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function") return;
  const listening = function (this: unknown, ...args: readonly unknown[]): unknown {
    const path = opensForWriting(args[1]) ? undefined : pathOf(args[0]);
    if (path !== undefined) listener.tell(path);
    return Reflect.apply(original, this, args);
  };
  copyMarks(original, listening);
  Reflect.set(owner, name, listening);
}

function opensForWriting(flags: unknown): boolean {
  return typeof flags === "string" && /^[wa]x?s?\+?$/.test(flags);
}

function pathOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value instanceof URL && value.protocol === "file:") return fileURLToPath(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString() : undefined;
}
