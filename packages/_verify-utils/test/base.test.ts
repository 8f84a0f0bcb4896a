import type { Base } from "@phasegate/workspace";
import { expect, test } from "vitest";
import { compared, defineGate } from "../src/index.ts";
import { fixedCheck, judge, workspaceOf } from "./support.ts";

const scope = { selected: 1, candidates: 1, unit: "files", roster: "fixture" };

test.each([
  [{ kind: "none" }, "base-waived"],
  [{ kind: "unknown", why: "the clone is shallow", command: "git fetch --unshallow" }, "base-unknown"],
] satisfies [Base, string][])("a check that compares is blocked on the base %o", (base, code) => {
  const check = fixedCheck("a", (context) => {
    const { finding } = compared(context.base);
    return { findings: finding === undefined ? [] : [finding], scope };
  });
  const gate = defineGate({ id: "g", slice: "E1", checks: [check] });
  const [result] = judge([gate], { base: () => base }).gates;
  expect(result?.verdict).toBe("blocked");
  expect(result?.checks[0]?.findings.map((finding) => finding.code)).toEqual([code]);
});

test("a base with content is that content", () => {
  const workspace = workspaceOf({});
  expect(compared({ kind: "root", workspace }).workspace).toBe(workspace);
});
