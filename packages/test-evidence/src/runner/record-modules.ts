import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { TestCase, TestModule } from "vitest/node";
import { z } from "zod";
import type { RecordedError, RecordedModule, RecordedTest } from "../document.ts";
import type { WorkerFileFacts } from "../worker/file-record.ts";
import { metaKey, type WorkerCounts } from "../worker/ledger.ts";
import type { Portable } from "./portable.ts";
import { preparedFiles } from "./prepared-files.ts";
import { locate, recordError } from "./record-error.ts";

/** The modules of a run as they are written down, sorted by file and project; their tests keep the order of the source. */
export function recordModules(
  modules: readonly TestModule[],
  workspace: Workspace,
  to: Portable,
): RecordedModule[] {
  return modules
    .map((module) => recordModule(module, workspace, to))
    .sort((a, b) => compare(a.file, b.file) || compare(a.project, b.project));
}

function recordModule(module: TestModule, workspace: Workspace, to: Portable): RecordedModule {
  const file = to.path(module.moduleId) ?? to.text(module.moduleId);
  const facts = fileFactsSchema.safeParse(Reflect.get(module.meta(), metaKey));
  const { evaluated, reads, mocked } = facts.success ? facts.data : noFacts;
  const imported = new Set(evaluated.flatMap((id) => to.path(id) ?? []));
  const others = [...preparedFiles(module, to), ...reads.flatMap((path) => to.path(path) ?? [])];
  const errors = module.errors().map((error) => recordError(error, to));
  const unseen = errors.length === 0 && !imported.has(file);
  return {
    file,
    project: module.project.name,
    state: unseen && module.state() === "passed" ? "failed" : module.state(),
    errors: unseen ? [unobserved] : errors,
    imported: [...imported].sort().flatMap((path) => withDigest(workspace, path)),
    read: [...new Set(others)]
      .filter((path) => !imported.has(path))
      .sort()
      .flatMap((path) => withDigest(workspace, path)),
    mocked: mocked
      .map(({ id, kind }) => ({ module: to.path(id) ?? to.text(id), kind }))
      .sort((a, b) => compare(a.module, b.module) || compare(a.kind, b.kind)),
    tests: [...module.children.allTests()].map((test) => recordTest(test, to)),
  };
}

/** A module of which the worker told nothing, not even that it was evaluated, cannot count: what it replaced is unknown. */
const unobserved: RecordedError = {
  name: "EvidenceError",
  message: "the worker did not tell what this module imported and replaced",
  location: null,
};

/** What a test wrote for itself and took away again is no part of the closure. */
function withDigest(workspace: Workspace, path: RepoPath): readonly [string, string][] {
  const digest = workspace.entry(path) === "file" ? workspace.digest(path) : undefined;
  return digest === undefined ? [] : [[path, digest]];
}

const fileFactsSchema = z.object({
  evaluated: z.array(z.string()),
  reads: z.array(z.string()),
  mocked: z.array(z.object({ id: z.string(), kind: z.string() })),
}) satisfies z.ZodType<WorkerFileFacts>;

const noFacts: WorkerFileFacts = { evaluated: [], reads: [], mocked: [] };

function recordTest(test: TestCase, to: Portable): RecordedTest {
  const result = test.result();
  const diagnostic = test.diagnostic();
  const { options } = test;
  return {
    path: describePath(test),
    title: test.name,
    state: result.state,
    mode: options.mode,
    note: result.state === "skipped" && result.note !== undefined ? to.text(result.note) : null,
    fails: options.fails ?? false,
    each: options.each ?? false,
    concurrent: options.concurrent ?? false,
    retries: retriesOf(options.retry),
    retryCount: diagnostic?.retryCount ?? 0,
    flaky: diagnostic?.flaky ?? false,
    repeats: options.repeats ?? 0,
    ...assertionsOf(test, result.state, to),
    errors: (result.errors ?? []).map((error) => recordError(error, to)),
    location: test.location === undefined ? null : { line: test.location.line, column: test.location.column },
    durationMs: Math.max(0, Math.round((diagnostic?.duration ?? 0) * 100) / 100),
  };
}

function describePath(test: TestCase): string[] {
  const titles: string[] = [];
  for (let parent = test.parent; parent.type === "suite"; parent = parent.parent) titles.unshift(parent.name);
  return titles;
}

function retriesOf(retry: TestCase["options"]["retry"]): number {
  return typeof retry === "number" ? retry : (retry?.count ?? 0);
}

const frameSchema = z.object({ file: z.string(), line: z.number(), column: z.number() });
const countsSchema = z.object({
  assertions: z.number(),
  swallowed: z.array(z.object({ name: z.string(), message: z.string(), frame: frameSchema.nullable() })),
  recovered: z.number(),
}) satisfies z.ZodType<WorkerCounts>;

function assertionsOf(test: TestCase, state: RecordedTest["state"], to: Portable) {
  const counts = countsSchema.safeParse(Reflect.get(test.meta(), metaKey));
  if (!counts.success) return { assertions: null, swallowedFailures: [], recoveredFailures: 0 };
  const { assertions, swallowed, recovered } = counts.data;
  const failures = swallowed.map(({ name, message, frame }) => ({
    name,
    message: to.text(message),
    location: frame && locate(frame, to),
  }));
  return {
    assertions,
    swallowedFailures: state === "passed" && test.options.fails !== true ? failures : [],
    recoveredFailures: recovered,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
