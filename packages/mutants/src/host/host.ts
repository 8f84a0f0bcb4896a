import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TestCase, TestModule, TestRunResult, Vitest } from "vitest/node";
import type { HostAnswer, HostRan, HostRequest, HostTest, HostTestName } from "./protocol.ts";

/**
 * A process that keeps one package's Vitest open and runs one test file at a time, in a worker of its own each time. It
 * uses the package's own Vitest and configuration, and leads a process group: whatever tests leave behind ends with it.
 */
let vitest: Vitest | undefined;

/** The messages with which Vitest tells that a worker is gone. */
const workerGone = /Worker exited unexpectedly|Worker \w+ emitted error|Failed to start|Timeout starting/;

async function open(folder: string): Promise<HostAnswer> {
  process.env.TEST = "true";
  process.env.VITEST = "true";
  process.env.NODE_ENV ??= "test";
  process.chdir(folder);
  const { createVitest, version } = await import(pathToFileURL(vitestOf(folder)).href);
  if (!/^4\./.test(version)) return { kind: "refused", detail: `Vitest ${version} is installed, expected 4` };
  const opened: Vitest = await createVitest("test", {
    root: folder,
    watch: false,
    run: true,
    update: "none",
    reporters: [{ onTestCaseResult: cutAt }],
    coverage: { enabled: false },
    typecheck: { enabled: false },
    allowOnly: false,
    passWithNoTests: true,
    maxWorkers: 1,
    fileParallelism: false,
    bail: 0,
    retry: 0,
    silent: true,
  });
  boundMemory(opened);
  await opened.globTestSpecifications();
  vitest = opened;
  return { kind: "opened" };
}

/** A mutant that gathers without end is to end itself, not the machine. Of the heap's old generation, in megabytes. */
const mostMemory = 2048;

function boundMemory({ projects }: Vitest): void {
  for (const { config } of projects) {
    const isOwn = config.execArgv.some((one) => one.startsWith("--max-old-space-size"));
    if (isOwn || !["forks", "vmForks"].includes(String(config.pool))) continue;
    config.execArgv = [...config.execArgv, `--max-old-space-size=${mostMemory}`];
  }
}

function vitestOf(folder: string): string {
  return createRequire(join(folder, "package.json")).resolve("vitest/node");
}

/** Of the run that is going on: the tests whose failure ends it, and whether one failed. */
let wanted: ReadonlySet<string> = new Set();
let cut = false;

function cutAt(test: TestCase): void {
  if (cut || test.result().state !== "failed" || !wanted.has(keyOf(namesOf(test)))) return;
  cut = true;
  void vitest?.cancelCurrentRun("test-failure");
}

function keyOf({ path, title }: HostTestName): string {
  return JSON.stringify([path, title]);
}

async function run(request: Extract<HostRequest, { kind: "run" }>): Promise<HostAnswer> {
  if (vitest === undefined) return { kind: "refused", detail: "nothing was opened" };
  for (const file of request.changed) vitest.invalidateFile(file);
  const specifications = vitest.getModuleSpecifications(request.file);
  if (specifications.length === 0) return { ...nothing, selected: false };
  limit(vitest, request.testMs);
  wanted = new Set((request.until ?? []).map(keyOf));
  cut = false;
  // What is told after a run is everything that Vitest remembers.
  vitest.state.filesMap.clear();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
  return ranOf(
    testModules.filter((module) => specifications.some((one) => one.moduleId === module.moduleId)),
    unhandledErrors,
  );
}

const configured = new WeakMap<object, { readonly test: number; readonly hook: number }>();

/** `0` is configured where there is no limit. */
function limit({ projects }: Vitest, testMs: number | undefined): void {
  for (const { config } of projects) {
    const own = configured.get(config) ?? { test: config.testTimeout, hook: config.hookTimeout };
    configured.set(config, own);
    config.testTimeout = testMs === undefined ? own.test : Math.min(own.test || testMs, testMs);
    config.hookTimeout = testMs === undefined ? own.hook : Math.min(own.hook || testMs, testMs);
  }
}

const nothing: HostRan = {
  kind: "ran",
  selected: true,
  tests: [],
  moduleErrors: [],
  unhandled: [],
  cut: false,
  crashed: false,
};

function ranOf(
  testModules: readonly TestModule[],
  unhandledErrors: TestRunResult["unhandledErrors"],
): HostRan {
  const unhandled = unhandledErrors.map(lineOf);
  return {
    ...nothing,
    tests: testModules.flatMap(testsOf),
    moduleErrors: testModules.flatMap((module) => [
      ...module.errors().map(lineOf),
      ...[...module.children.allSuites()].flatMap((suite) => suite.errors().map(lineOf)),
    ]),
    unhandled,
    cut,
    crashed: unhandledErrors.some((error) => messages(error).some((message) => workerGone.test(message))),
  };
}

function testsOf(module: TestModule): HostTest[] {
  return [...module.children.allTests()].map((test) => {
    const result = test.result();
    const error = result.errors?.[0];
    return {
      ...namesOf(test),
      state: result.state,
      durationMs: test.diagnostic()?.duration ?? 0,
      ...(error === undefined ? {} : { error: lineOf(error) }),
    };
  });
}

function namesOf(test: TestCase): Pick<HostTest, "path" | "title"> {
  const path: string[] = [];
  for (let parent = test.parent; parent.type === "suite"; parent = parent.parent) path.unshift(parent.name);
  return { path, title: test.name };
}

function messages(error: unknown): readonly string[] {
  if (typeof error !== "object" || error === null) return [String(error)];
  return [String(Reflect.get(error, "message")), ...messagesOfCause(Reflect.get(error, "cause"))];
}

function messagesOfCause(cause: unknown): readonly string[] {
  return cause === undefined ? [] : messages(cause);
}

function lineOf(error: unknown): string {
  return (messages(error).join(": ").split("\n")[0] ?? "").slice(0, 300);
}

async function answer(request: HostRequest): Promise<HostAnswer> {
  try {
    return request.kind === "open" ? await open(request.folder) : await run(request);
  } catch (error) {
    return { kind: "refused", detail: lineOf(error) };
  }
}

/** Ends the group, this process included: tests may have started others, and mutants may hang. */
function endGroup(): void {
  process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
}

process.on("message", (request: HostRequest) => {
  void answer(request).then((told) => process.send?.(told));
});
process.on("disconnect", endGroup);
