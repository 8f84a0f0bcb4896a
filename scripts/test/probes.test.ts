import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { probe } from "@phasegate/verify-utils";
import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import config from "../../phasegate.config.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const workspace = openWorkingTree(root);
const memo = createMemo();
const base = () => ({ kind: "none" }) as const;

describe.each(config.gates.map((gate) => [gate.id, gate] as const))("%s", (_, gate) => {
  test.each(gate.checks.map((check) => [check.name, check] as const))(
    "%s: every edit that must turn it red does, no other one does",
    (__, check) => {
      const outcomes = probe(check, { workspace, gate, config, memo, base });
      const wrong = outcomes.filter(
        ({ result }) => result === "survived" || result === "misnamed" || result === "false-alarm",
      );
      expect(wrong).toEqual([]);
      expect(outcomes.filter(({ result }) => result === "killed").length).toBeGreaterThan(0);
    },
    60_000,
  );
});
