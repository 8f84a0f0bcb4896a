import { describe, expect, test } from "vitest";
import { decisionRules } from "../../src/index.ts";
import { asFile, entriesOf } from "./formats.ts";
import { files, register } from "./register.ts";
import { type Files, outcomes, policyOf } from "./support.ts";

const perFile = Object.fromEntries(entriesOf(register).list.map(asFile));
const repositories: readonly (readonly [string, Files, string])[] = [
  ["a register", files, "DECISIONS.md"],
  ["a file for each decision", perFile, "docs/decisions/*.md"],
];

describe.each(repositories)("%s", (_, content, entry) => {
  const policy = policyOf({ registers: [entry] });
  const checks = [...decisionRules(), ...decisionRules({ ids: ["D-001"] })];
  test.each(checks.map((check) => [check.name, check] as const))(
    "%s: every edit that must turn it red does, no other one does",
    (__, check) => {
      const all = outcomes(check, content, policy);
      const wrong = all.filter(({ result }) => !["killed", "quiet", "not-applicable"].includes(result));
      expect(wrong).toEqual([]);
      expect(all.filter(({ result }) => result === "killed")).toHaveLength(check.counterexamples.length);
    },
  );
});
