import type { FinishedDocument, RecordedError, RunReason, TestReason } from "@phasegate/test-evidence";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, type Location } from "../finding.ts";

/** Why one test does not count, as a finding at the place where it went wrong. */
export function testFinding(
  name: string,
  test: string,
  reason: TestReason,
  place: Location,
  decisions: readonly string[],
): Finding {
  const of = { package: name, test };
  switch (reason.code) {
    case "skipped":
      return found(
        "test-skipped",
        { ...of, how: reason.note === null ? "skipped" : `skipped (${reason.note})` },
        place,
      );
    case "todo":
      return found("test-skipped", { ...of, how: "a todo" }, place);
    case "not-finished":
      return found("test-skipped", { ...of, how: "unfinished" }, place);
    case "filtered-out":
      return found("test-filtered", { ...of, filter: reason.testNamePattern }, place);
    case "failed":
      return found(
        "test-failed",
        { ...of, reason: first(reason.errors), decisions },
        errorPlace(reason.errors) ?? place,
      );
    case "expected-to-fail":
      return found("test-expected-to-fail", of, place);
    case "retried":
      return found("test-retried", { ...of, retries: reason.retryCount }, place);
    case "no-assertions":
      return found("test-without-assertion", of, place);
    case "swallowed-failure":
      return found(
        "test-swallowed-failure",
        { ...of, reason: first(reason.errors) },
        errorPlace(reason.errors) ?? place,
      );
    case "module-failed":
      return found(
        "test-file-failed",
        { package: name, file: place.path, reason: first(reason.errors) },
        errorPlace(reason.errors) ?? place,
      );
  }
}

/** Why a whole run does not count. */
export function runFinding(name: string, reason: RunReason, command: string): Finding {
  switch (reason.code) {
    case "interrupted":
      return found("tests-interrupted", {
        package: name,
        command,
      });
    case "unhandled-error":
      return found(
        "tests-unhandled-error",
        { package: name, reason: first(reason.errors) },
        errorPlace(reason.errors),
      );
    case "undeclared-input":
      return found("tests-undeclared-input", { package: name, paths: reason.paths });
    case "no-tests":
      return found("evidence-invalid", {
        package: name,
        reason: "no test ran",
        command,
      });
  }
}

/** Every test and module of a run that failed, whether a gate names it or not. */
export function failures(name: string, document: FinishedDocument, decisions: readonly string[]): Finding[] {
  return document.modules.flatMap(({ file, errors, tests }) => [
    ...(errors.length > 0
      ? [testFinding(name, file, { code: "module-failed", errors }, { path: file }, decisions)]
      : []),
    ...tests
      .filter(({ state }) => state === "failed")
      .map((test) =>
        testFinding(
          name,
          testTitle(test),
          { code: "failed", errors: test.errors },
          at(file, test.location),
          decisions,
        ),
      ),
  ]);
}

/** A test as reports name it. */
export function testTitle({
  path,
  title,
}: {
  readonly path: readonly string[];
  readonly title: string;
}): string {
  return [...path, title].join(" › ");
}

export function at(path: RepoPath, position: { line: number; column: number } | null): Location {
  return position === null ? { path } : { path, start: { line: position.line, column: position.column } };
}

function first(errors: readonly RecordedError[]): string {
  const [error] = errors;
  return error === undefined ? "no message" : firstLines(error.message);
}

function errorPlace(errors: readonly RecordedError[]): Location | undefined {
  const location = errors.find((error) => error.location !== null)?.location;
  return location ? at(location.path, location) : undefined;
}

/** Enough of an error to recognise it: its first line that says something. */
function firstLines(message: string): string {
  return (
    message
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "") ?? "no message"
  );
}
