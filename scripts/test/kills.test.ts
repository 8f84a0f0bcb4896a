import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { killRuns } from "./support/kill.ts";
import { KilledRepository } from "./support/killed-repository.ts";

test("a run after one that was killed, at whatever moment, decides what an undisturbed one does", {
  timeout: 600_000,
}, async () => {
  const { kills, late, undisturbed, differences } = await killRuns(8, 7, { leavesTasks: false });
  expect(undisturbed).toEqual([
    expect.objectContaining({ code: 0, verdict: "passed" }),
    expect.objectContaining({ code: 1, verdict: "failed" }),
  ]);
  expect(differences).toEqual([]);
  expect(late).toBeLessThan(kills);
});

test("clones of different content that share a cache folder decide each on its own", {
  timeout: 600_000,
}, async () => {
  const cache = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-cache-")));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const clones = [await KilledRepository.create(cache), await KilledRepository.create(cache)];
  onTestFinished(() => {
    for (const clone of clones) clone.remove();
  });
  for (const first of [true, false, true]) {
    for (const [index, clone] of clones.entries()) {
      const passes = index === 0 ? first : !first;
      clone.change(passes ? "passes" : "fails", passes);
    }
    const verdicts = await Promise.all(clones.map((clone) => clone.decided()));
    expect(verdicts).toEqual(
      [first, !first].map((passes) =>
        expect.objectContaining({ verdict: passes ? "passed" : "failed", code: passes ? 0 : 1 }),
      ),
    );
  }
});
