import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDiskMemo } from "../src/index.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "memo-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function filled(path: string): string {
  const memo = openDiskMemo(path);
  memo.set("facts/1", "d1", { a: 1 });
  memo.set("facts/1", "d2", { b: [2] });
  memo.flush();
  return join(path, readdirSync(path)[0] ?? "");
}

describe("the memo on disk", () => {
  test("gives back what an earlier run derived", () => {
    const path = folder();
    filled(path);
    expect(openDiskMemo(path).get("facts/1", "d2")).toEqual({ b: [2] });
    expect(openDiskMemo(path).get("facts/2", "d2")).toBeUndefined();
  });

  test("forgets what a run that derived something new did not use", () => {
    const path = folder();
    filled(path);
    const memo = openDiskMemo(path);
    memo.get("facts/1", "d1");
    memo.set("facts/1", "d3", 3);
    memo.flush();
    const later = openDiskMemo(path);
    expect([later.get("facts/1", "d1"), later.get("facts/1", "d2"), later.get("facts/1", "d3")]).toEqual([
      { a: 1 },
      undefined,
      3,
    ]);
  });

  test("a file that is cut at any length, or has one byte changed, is a miss", () => {
    const path = folder();
    const file = filled(path);
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      expect(openDiskMemo(path).get("facts/1", "d1")).toBeUndefined();
    }
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      expect(openDiskMemo(path).get("facts/1", "d1")).toBeUndefined();
    }
  });

  test("leaves no draft behind", () => {
    const path = folder();
    filled(path);
    expect(readdirSync(path).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
