import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Replaces a file in one step: a reader sees the old text or the new one, whoever else writes and wherever this process
 * ends. What a process that was killed left of its draft is removed.
 * @param file absolute path; its folder is made
 * @param text all of it, or parts that make it up
 */
export function writeWhole(file: string, text: string | readonly string[]): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  sweep(folder, basename(file));
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    writeParts(draft, typeof text === "string" ? [text] : text);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeParts(draft: string, parts: readonly string[]): void {
  const to = openSync(draft, "wx");
  try {
    for (const part of parts) writeFileSync(to, part);
  } finally {
    closeSync(to);
  }
}

function sweep(folder: string, name: string): void {
  for (const other of readdirSync(folder)) {
    if (!other.startsWith(`${name}.`)) continue;
    const pid = /^\.(\d+)\.[0-9a-f]{8}\.tmp$/.exec(other.slice(name.length))?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, other), { force: true });
  }
}

/** Whether a process of this id runs, somebody else's included. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
