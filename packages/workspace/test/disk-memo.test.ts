import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDiskMemo as open } from "../src/index.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "memo-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const openDiskMemo = (path: string, code = "c1", mostBytes?: number) =>
  open(path, { code, ...(mostBytes === undefined ? {} : { mostBytes }) });

function filled(path: string): string {
  const memo = openDiskMemo(path);
  memo.set("facts/1", "d1", { a: 1 });
  memo.set("facts/1", "d2", { b: [2] });
  memo.flush();
  return join(path, "c1", readdirSync(join(path, "c1"))[0] ?? "");
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
    expect(readdirSync(join(path, "c1"))).toEqual(["facts_1.json"]);
  });

  test("removes the drafts of processes that were killed, not those of others", async () => {
    const path = folder();
    const file = filled(path);
    const ended = spawn(process.execPath, ["-e", ""]);
    await once(ended, "close");
    writeFileSync(`${file}.${ended.pid}.0123abcd.tmp`, "half");
    writeFileSync(`${file}.${process.ppid}.0123abcd.tmp`, "half");
    filled(path);
    expect(readdirSync(join(path, "c1")).sort()).toEqual([
      "facts_1.json",
      `facts_1.json.${process.ppid}.0123abcd.tmp`,
    ]);
  });

  test("what other code derived is not found, under its name or moved to another", () => {
    const path = folder();
    const file = filled(path);
    expect(openDiskMemo(path, "c2").get("facts/1", "d1")).toBeUndefined();
    mkdirSync(join(path, "c2"));
    copyFileSync(file, join(path, "c2/facts_1.json"));
    expect(openDiskMemo(path, "c2").get("facts/1", "d1")).toBeUndefined();
  });

  test("facts of another namespace are not found, moved or of a name that is written alike", () => {
    const path = folder();
    const file = filled(path);
    copyFileSync(file, join(path, "c1/other.json"));
    expect(openDiskMemo(path).get("other", "d1")).toBeUndefined();
    expect(openDiskMemo(path).get("facts_1", "d1")).toBeUndefined();
  });

  test("keeps what was written last of three states of the code", () => {
    const path = folder();
    for (const [index, code] of ["c1", "c2", "c3", "c4"].entries()) {
      const memo = openDiskMemo(path, code);
      memo.set("facts/1", "d", 1);
      memo.flush();
      utimesSync(join(path, code), index + 1, index + 1);
    }
    expect(readdirSync(path).sort()).toEqual(["c2", "c3", "c4"]);
  });

  test("keeps no more bytes than it may", () => {
    const path = folder();
    const memo = openDiskMemo(path, "c1", 1_000);
    for (let one = 0; one < 100; one += 1) memo.set("facts/1", `d${one}`, "x".repeat(90));
    memo.flush();
    const later = openDiskMemo(path);
    const kept = [...Array(100).keys()].filter((one) => later.get("facts/1", `d${one}`) !== undefined);
    expect(kept).toEqual([...Array(kept.length).keys()]);
    expect(kept.length).toBeGreaterThan(5);
    expect(readFileSync(join(path, "c1/facts_1.json")).length).toBeLessThan(1_200);
  });
});

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
/** Writes ever more facts, each derived from its digest, and ends with an error when it is told a wrong one. */
const writer = fileURLToPath(new URL("./support/memo-writer.ts", import.meta.url));

function startWriter(path: string, seed: number) {
  const child = spawn(process.execPath, ["--import", tsx, writer, path, String(seed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, started: once(child.stdout, "data"), ended: once(child, "close") };
}

describe("several writers of one memo", () => {
  test("are never told a wrong fact, however often they are killed", { timeout: 120_000 }, async () => {
    const path = folder();
    for (let round = 0; round < 7; round += 1) {
      const writers = [0, 1, 2].map((seed) => startWriter(path, seed + round));
      await Promise.all(writers.map(({ started }) => started));
      await new Promise((done) => setTimeout(done, (round * 37) % 101));
      for (const { child } of writers) child.kill("SIGKILL");
      const ends = await Promise.all(writers.map(({ ended }) => ended));
      // A wrong fact would have ended it before.
      expect(ends.map(([code, signal]) => code ?? signal)).toEqual(["SIGKILL", "SIGKILL", "SIGKILL"]);
      const memo = openDiskMemo(path);
      for (let one = 0; one < 300; one += 1)
        expect([undefined, `fact of d${one}`]).toContain(memo.get("facts/1", `d${one}`));
    }
    filled(path);
    expect(readdirSync(join(path, "c1"))).toEqual(["facts_1.json"]);
  });
});
