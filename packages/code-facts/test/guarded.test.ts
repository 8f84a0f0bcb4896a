import { describe, expect, it } from "vitest";
import { createCodeFacts, type GuardedQuery } from "../src/index.ts";
import { assertion, type Case, moduleOf, query, support, truthy } from "./guarded-cases.ts";
import { workspaceOf } from "./memory-workspace.ts";

function answer(source: string, question: Omit<GuardedQuery, "candidates">) {
  const workspace = workspaceOf({ ...support, "src/run.ts": moduleOf(source) });
  return createCodeFacts({ workspace }).guarded({ ...question, candidates: workspace.files() });
}

function check([, source, ...expected]: Case, question: Omit<GuardedQuery, "candidates">): void {
  expect(expected).toContain(answer(source, question).kind);
}

describe("a guard that throws", () => {
  it.each(assertion.map((one) => [one[0], one] as const))("%s", (title, one) => {
    check(one, query(/^synchronous|generator helper|class field/.test(title) ? "assert" : "guard"));
  });
});

describe("a guard whose result decides", () => {
  it.each(truthy.map((one) => [one[0], one] as const))("%s", (_title, one) => {
    check(one, query("allowed", { guardReturns: "truthy" }));
  });
});
