import { z } from "zod";

/**
 * The evidence document, `<package>/.evidence/vitest.json`. All paths are relative to the repository root with `/`;
 * nothing in it names the machine that wrote it, so that it may come out of a cache.
 */
export const evidenceSchemaId = "phasegate.test-evidence/2";

/** Where a package's evidence lies, relative to its folder. */
export const evidenceFile = ".evidence/vitest.json";

const count = z.int().nonnegative();

export const positionSchema = z.strictObject({ line: count, column: count });
/** One-based line and column. */
export type Position = z.infer<typeof positionSchema>;

export const locationSchema = z.strictObject({ path: z.string(), line: count, column: count });
export type Location = z.infer<typeof locationSchema>;

export const recordedErrorSchema = z.strictObject({
  name: z.string(),
  message: z.string(),
  /** First frame that lies in the repository and outside node_modules. */
  location: locationSchema.nullable(),
});
export type RecordedError = z.infer<typeof recordedErrorSchema>;

export const keySchema = z.strictObject({
  /** SHA-256 over the other fields and the package's folder. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Git blob ids by path. */
  inputs: z.record(z.string(), z.string()),
  runtime: z.strictObject({
    node: z.string(),
    /** Versions of Vitest that the lockfile names, sorted; empty without a lockfile that can be read. */
    vitest: z.array(z.string()),
  }),
  /** Declared environment variables; `null` for one that is not set. */
  env: z.record(z.string(), z.string().nullable()),
});
export type Key = z.infer<typeof keySchema>;

export const keyChangeSchema = z.strictObject({
  of: z.enum(["file", "runtime", "env"]),
  name: z.string(),
  was: z.string().nullable(),
  is: z.string().nullable(),
});
/** One difference between two keys; `null` stands for absent. */
export type KeyChange = z.infer<typeof keyChangeSchema>;

export const testStates = ["passed", "failed", "skipped", "pending"] as const;
export const testModes = ["run", "only", "skip", "todo"] as const;
export const moduleStates = ["passed", "failed", "skipped", "pending", "queued"] as const;

export const recordedTestSchema = z.strictObject({
  /** Titles of the `describe` blocks around it, outermost first. */
  path: z.array(z.string()),
  title: z.string(),
  state: z.enum(testStates),
  mode: z.enum(testModes),
  /** Note given to `ctx.skip(note)`. */
  note: z.string().nullable(),
  fails: z.boolean(),
  each: z.boolean(),
  concurrent: z.boolean(),
  /** Configured retries. */
  retries: count,
  /** Retries that were made. */
  retryCount: count,
  flaky: z.boolean(),
  /** Configured repetitions. */
  repeats: count,
  /** Matchers that were evaluated and held in the test's body, in its last attempt; `null` when it was not counted. */
  assertions: count.nullable(),
  /** Assertions that did not hold in a test that passed, neither repeated until they held nor asserted upon. */
  swallowedFailures: z.array(recordedErrorSchema),
  /** Assertions that did not hold at first and held when the same line was evaluated again (`vi.waitFor`). */
  recoveredFailures: count,
  errors: z.array(recordedErrorSchema),
  location: positionSchema.nullable(),
  durationMs: z.number().nonnegative(),
});
export type RecordedTest = z.infer<typeof recordedTestSchema>;

export const recordedModuleSchema = z.strictObject({
  file: z.string(),
  /** Name of the Vitest project; `""` without projects. */
  project: z.string(),
  state: z.enum(moduleStates),
  errors: z.array(recordedErrorSchema),
  /** Repository files whose own code was evaluated as a module for it, setup files included, with blob ids. */
  imported: z.array(z.tuple([z.string(), z.string()])),
  /** Other repository files that took part: read as data, or prepared as modules and not evaluated; with blob ids. */
  read: z.array(z.tuple([z.string(), z.string()])),
  /** Modules that it or its setup files replaced: a path in the repository, or a package's module. */
  mocked: z.array(z.strictObject({ module: z.string(), kind: z.string() })),
  tests: z.array(recordedTestSchema),
});
export type RecordedModule = z.infer<typeof recordedModuleSchema>;

export const projectFactsSchema = z.strictObject({
  name: z.string(),
  root: z.string(),
  configFile: z.string().nullable(),
  setupFiles: z.array(z.string()),
  globalSetup: z.array(z.string()),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  environment: z.string(),
  pool: z.string(),
  retry: count,
  /** Imports that resolve to a file of the repository by configuration rather than by name. */
  aliases: z.array(z.strictObject({ find: z.string(), replacement: z.string() })),
  /** Modules that its workers load before everything else (`execArgv`, `env.NODE_OPTIONS`). */
  preloads: z.array(z.string()),
  /** A test runner that the configuration names; it was replaced by this package's own. */
  replacedRunner: z.string().nullable(),
});
export type ProjectFacts = z.infer<typeof projectFactsSchema>;

export const filterSchema = z.strictObject({
  testNamePattern: z.string().nullable(),
  tags: z.array(z.string()),
  projects: z.array(z.string()),
  shard: z.string().nullable(),
  changed: z.boolean(),
  related: z.array(z.string()),
  dir: z.string().nullable(),
  bail: count,
});
/** What the configuration leaves out of a run beside `include` and `exclude`. */
export type RunFilter = z.infer<typeof filterSchema>;

export const crashCodes = [
  "configuration",
  "start",
  "not-a-package",
  "unsupported-pool",
  "preloaded",
  "vitest-replaced",
  "vitest-not-locked",
  "unreadable-input",
  "exit",
  "signal",
  "exception",
] as const;
export type CrashCode = (typeof crashCodes)[number];

const header = {
  schema: z.literal(evidenceSchemaId),
  package: z.strictObject({ name: z.string(), folder: z.string() }),
  /** Tells runs apart, so that a run does not write over a later one. */
  run: z.string(),
  startedAt: z.iso.datetime(),
};

export const runningDocumentSchema = z.strictObject({ ...header, state: z.literal("running") });
export type RunningDocument = z.infer<typeof runningDocumentSchema>;

export const crashedDocumentSchema = z.strictObject({
  ...header,
  state: z.literal("crashed"),
  finishedAt: z.iso.datetime(),
  crash: z.strictObject({ code: z.enum(crashCodes), error: recordedErrorSchema }),
});
export type CrashedDocument = z.infer<typeof crashedDocumentSchema>;

export const finishedDocumentSchema = z.strictObject({
  ...header,
  state: z.literal("finished"),
  finishedAt: z.iso.datetime(),
  /** Version of Vitest that ran. */
  vitest: z.string(),
  key: keySchema,
  changedDuringRun: z.array(keyChangeSchema),
  /** Repository files that took part and that the key does not cover: they have to be declared as root inputs. */
  undeclaredInputs: z.array(z.string()),
  /** Files that git ignores and that took part (builds, as a rule), with blob ids: they may go, but not change. */
  ignoredInputs: z.record(z.string(), z.string()),
  reason: z.enum(["passed", "failed", "interrupted"]),
  unhandledErrors: z.array(recordedErrorSchema),
  filter: filterSchema,
  projects: z.array(projectFactsSchema),
  modules: z.array(recordedModuleSchema),
});
export type FinishedDocument = z.infer<typeof finishedDocumentSchema>;

export const evidenceDocumentSchema = z.discriminatedUnion("state", [
  runningDocumentSchema,
  crashedDocumentSchema,
  finishedDocumentSchema,
]);
export type EvidenceDocument = z.infer<typeof evidenceDocumentSchema>;
