import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { prove } from "@phasegate/prove";
import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import config from "../../phasegate.config.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const workspace = openWorkingTree(root);
const memo = createMemo();
const base = () => ({ kind: "none" }) as const;
const right = ["killed", "quiet", "not-applicable"];

describe.each(config.gates.map((gate) => [gate.id, gate] as const))("%s", (_, gate) => {
  test("every edit that must turn a check red does, no other one does, and each check has such an edit", () => {
    const how = { seed: 1, pairs: 4, head: null, now: new Date() };
    const proof = prove({ workspace, config, memo, base, gates: [gate], ...how });
    const wrong = proof.probes.filter(({ outcome }) => !right.includes(outcome));
    expect(wrong.map(({ check, probe, outcome, reason }) => ({ check, probe, outcome, reason }))).toEqual([]);
    expect(proof.gates.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict !== "passed"))).toEqual(
      [],
    );
    expect(proof.verdict).toBe("passed");
  }, 300_000);
});
