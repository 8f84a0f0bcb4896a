import type { FinishedDocument, RecordedError, RecordedModule, RecordedTest } from "./document.ts";
import type { FoundTest } from "./select.ts";

/** Why a test does not count (law 6). */
export const testReasonCodes = [
  "skipped",
  "todo",
  "filtered-out",
  "not-finished",
  "failed",
  "expected-to-fail",
  "retried",
  "no-assertions",
  "swallowed-failure",
  "module-failed",
] as const;
export type TestReasonCode = (typeof testReasonCodes)[number];

export type TestReason =
  | { readonly code: "skipped"; readonly note: string | null }
  | { readonly code: "todo" }
  | { readonly code: "filtered-out"; readonly testNamePattern: string }
  | { readonly code: "not-finished" }
  | { readonly code: "failed"; readonly errors: readonly RecordedError[] }
  | { readonly code: "expected-to-fail" }
  | { readonly code: "retried"; readonly retryCount: number }
  | { readonly code: "no-assertions" }
  | { readonly code: "swallowed-failure"; readonly errors: readonly RecordedError[] }
  | { readonly code: "module-failed"; readonly errors: readonly RecordedError[] };

/** Why a run does not count, whatever its tests say. */
export const runReasonCodes = ["interrupted", "unhandled-error", "undeclared-input", "no-tests"] as const;
export type RunReasonCode = (typeof runReasonCodes)[number];

export type RunReason =
  | { readonly code: "interrupted" }
  | { readonly code: "unhandled-error"; readonly errors: readonly RecordedError[] }
  | { readonly code: "undeclared-input"; readonly paths: readonly string[] }
  | { readonly code: "no-tests" };

/** Every reason why a test does not count; none means that it ran, asserted and passed. */
export function judgeTest(document: FinishedDocument, { module, test }: FoundTest): readonly TestReason[] {
  return [...reasonsOfModule(module), ...reasonsOfState(document, test), ...reasonsOfManner(test)];
}

/** Every reason why the run as a whole does not count. */
export function judgeRun(document: FinishedDocument): readonly RunReason[] {
  const reasons: RunReason[] = [];
  if (document.reason === "interrupted") reasons.push({ code: "interrupted" });
  if (document.unhandledErrors.length > 0) {
    reasons.push({ code: "unhandled-error", errors: document.unhandledErrors });
  }
  if (document.undeclaredInputs.length > 0) {
    reasons.push({ code: "undeclared-input", paths: document.undeclaredInputs });
  }
  if (!document.modules.some((module) => module.tests.some(ran))) reasons.push({ code: "no-tests" });
  return reasons;
}

function ran(test: RecordedTest): boolean {
  return test.state === "passed" || test.state === "failed";
}

function reasonsOfModule(module: RecordedModule): readonly TestReason[] {
  return module.errors.length > 0 ? [{ code: "module-failed", errors: module.errors }] : [];
}

function reasonsOfState(document: FinishedDocument, test: RecordedTest): readonly TestReason[] {
  switch (test.state) {
    case "passed":
      return [];
    case "failed":
      return [{ code: "failed", errors: test.errors }];
    case "pending":
      return [{ code: "not-finished" }];
    case "skipped":
      return [whySkipped(document, test)];
  }
}

/** Vitest marks a test that a name pattern leaves out as skipped; its own mode stays as written. */
function whySkipped(document: FinishedDocument, test: RecordedTest): TestReason {
  if (test.mode === "todo") return { code: "todo" };
  const pattern = document.filter.testNamePattern;
  if (pattern !== null) return { code: "filtered-out", testNamePattern: pattern };
  return { code: "skipped", note: test.note };
}

function reasonsOfManner(test: RecordedTest): readonly TestReason[] {
  if (test.state !== "passed") return [];
  const reasons: TestReason[] = [];
  if (test.fails) reasons.push({ code: "expected-to-fail" });
  if (test.retryCount > 0 || test.flaky) reasons.push({ code: "retried", retryCount: test.retryCount });
  if ((test.assertions ?? 0) === 0) reasons.push({ code: "no-assertions" });
  if (test.swallowedFailures.length > 0) {
    reasons.push({ code: "swallowed-failure", errors: test.swallowedFailures });
  }
  return reasons;
}
