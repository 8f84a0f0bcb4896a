import type { ProofDocument } from "@phasegate/report";
import { createMemo, openEmptyTree, openWorkingTree } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import { type Progress, prove, proveInThreads, type ThreadedOptions } from "../src/index.ts";
import config, { files } from "./support/thread-config.ts";

const entry = new URL("./support/thread.ts", import.meta.url);

function options(more: Partial<ThreadedOptions> = {}): ThreadedOptions {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  return {
    workspace: openWorkingTree(repository.root),
    config,
    memo: createMemo(),
    gates: config.gates,
    seed: 3,
    pairs: 5,
    head: null,
    now: new Date("2026-06-15T12:00:00Z"),
    ...more,
  };
}

function timeless({ probes, milliseconds: _, ...document }: ProofDocument) {
  return { ...document, probes: probes.map(({ milliseconds: __, ...probe }) => probe) };
}

test("two threads say what one says, in the same order", async () => {
  const given = options();
  const alone = prove({ ...given, base: () => ({ kind: "none" }) });
  expect(alone.verdict).toBe("passed");
  expect(alone.gates.map(({ id }) => id)).toEqual(["calls", "lists"]);
  expect(timeless(await proveInThreads(given, entry))).toEqual(timeless(alone));
});

test("progress counts the edits of both", async () => {
  const seen: Progress[] = [];
  const { probes } = await proveInThreads(options({ onProgress: (at) => seen.push(at) }), entry);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every(({ done, total }) => done > 0 && done <= total)).toBe(true);
  expect(Math.max(...seen.map(({ done }) => done))).toBeLessThanOrEqual(probes.length);
});

test("a thread that cannot start is told, and nothing is proved by halves", async () => {
  const broken = new URL("./support/broken-thread.ts", import.meta.url);
  await expect(proveInThreads(options(), broken)).rejects.toThrow("this configuration cannot be loaded");
});

test("what is no working tree is proved by one thread, which needs no other", async () => {
  const { workspace } = options();
  const nowhere = new URL("./support/gone.ts", import.meta.url);
  const proof = await proveInThreads(options({ workspace: openEmptyTree(workspace.root) }), nowhere);
  expect(proof.gates.map(({ id }) => id)).toEqual(["calls", "lists"]);
});
