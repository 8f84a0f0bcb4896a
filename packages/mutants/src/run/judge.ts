import type { HostRan, HostTest } from "../host/protocol.ts";
import type { MutantStatus, TestRef } from "../proof.ts";
import type { PlannedFile } from "./plan.ts";

/** What one test file made of one mutant. */
export interface FileVerdict {
  readonly status: Extract<MutantStatus, "killed" | "survived" | "crashed">;
  readonly killedBy: readonly TestRef[];
  readonly noticedBy: readonly TestRef[];
}

/** The tests of a file that count: the named ones, or all that passed without a mutant. */
export function countedTests(file: PlannedFile, dry: HostRan): readonly TestRef[] {
  if (file.named.length > 0) return file.named;
  const names = new Set<string>();
  return dry.tests.flatMap((test) => {
    if (test.state !== "passed" || names.has(keyOf(test))) return [];
    names.add(keyOf(test));
    return [refOf(file, test)];
  });
}

/** Names of which there is a test, and every one that has it passed; of a run that was cut short, all that did not fail. */
function passing({ tests, cut }: HostRan): ReadonlySet<string> {
  const others = new Set(
    tests.filter(({ state }) => (cut ? state === "failed" : state !== "passed")).map(keyOf),
  );
  return new Set(tests.map(keyOf).filter((key) => !others.has(key)));
}

/**
 * Judges a run against the one without a mutant. A named test that is skipped, or that is not there any more, did not pass;
 * an error that no test caught, and a module that did not load, fail the run as they do in evidence.
 */
export function judge(
  file: PlannedFile,
  counted: readonly TestRef[],
  dry: HostRan,
  ran: HostRan,
): FileVerdict {
  const passed = passing(ran);
  const named = new Set(counted.map(keyOf));
  const failing = counted.filter((test) => !passed.has(keyOf(test)));
  const noticedBy = countedTests({ ...file, named: [] }, dry).filter(
    (test) => !named.has(keyOf(test)) && !passed.has(keyOf(test)),
  );
  if (ran.crashed) return { status: "crashed", killedBy: [], noticedBy: [] };
  const asWhole = ran.moduleErrors.length > 0 || ran.unhandled.length > 0;
  if (asWhole && ran.tests.length === 0) return { status: "killed", killedBy: [], noticedBy: [] };
  return { status: failing.length > 0 || asWhole ? "killed" : "survived", killedBy: failing, noticedBy };
}

/** Why a file cannot be a witness: a named test of it does not pass, or the file as a whole has errors. */
export function objections(
  file: PlannedFile,
  ran: HostRan,
): readonly { readonly test?: TestRef; readonly detail: string }[] {
  const whole = [...ran.moduleErrors, ...ran.unhandled];
  if (whole.length > 0) return whole.map((detail) => ({ detail }));
  const missing = file.named.flatMap((test) => {
    const found = ran.tests.filter((one) => keyOf(one) === keyOf(test));
    const [only] = found;
    if (only === undefined) return [{ test, detail: "it is not there" }];
    if (found.length > 1) return [{ test, detail: `${found.length} tests have this name` }];
    return only.state === "passed" ? [] : [{ test, detail: only.error ?? only.state }];
  });
  if (missing.length > 0) return missing;
  if (file.named.length === 0) {
    const failed = ran.tests.filter((test) => test.state === "failed");
    if (failed.length > 0) {
      return failed.map((test) => ({ test: refOf(file, test), detail: test.error ?? test.state }));
    }
  }
  return ran.tests.some((test) => test.state === "passed") ? [] : [{ detail: "no test passed" }];
}

function refOf({ file }: PlannedFile, { path, title }: HostTest): TestRef {
  return { file, path, title };
}

function keyOf({ path, title }: Pick<TestRef, "path" | "title">): string {
  return JSON.stringify([path, title]);
}
