import { join } from "node:path";
import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { TestProject, TestRunResult, Vitest } from "vitest/node";
import type { CrashCode, FinishedDocument, Key } from "../document.ts";
import { enforce, enforcedOptions } from "./enforce.ts";
import { inputsBesideKey } from "./inputs-beside-key.ts";
import type { Portable } from "./portable.ts";
import { recordError } from "./record-error.ts";
import { recordModules } from "./record-modules.ts";
import { configurationFiles, recordFilter, recordProjects } from "./record-projects.ts";

export type RunFacts = Pick<
  FinishedDocument,
  | "vitest"
  | "reason"
  | "unhandledErrors"
  | "filter"
  | "projects"
  | "modules"
  | "undeclaredInputs"
  | "ignoredInputs"
>;

/** The run could not be made. */
export class RunCrash extends Error {
  override readonly name = "RunCrash";
  readonly code: CrashCode;

  constructor(code: CrashCode, cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/**
 * Runs the package's suite in this process and tells what happened.
 * @throws RunCrash when Vitest could not be configured or started
 */
export async function runVitest(
  workspace: Workspace,
  folder: RepoPath,
  key: Key,
  to: Portable,
): Promise<RunFacts> {
  const { createVitest, version } = await import("vitest/node");
  refuseUnlocked(version, key);
  const root = join(workspace.root, folder);
  setEnvironment(process.env);
  // A configuration runs as a bundle of its own; its errors shall name the lines that people wrote.
  process.setSourceMapsEnabled(true);
  const vitest = await attempt("configuration", () => createVitest("test", { ...enforcedOptions, root }));
  try {
    const replaced = enforce(vitest, workspace.root);
    refusePools(vitest);
    const { testModules, unhandledErrors } = await runTests(vitest);
    const modules = recordModules(testModules, workspace, to);
    return {
      vitest: version,
      reason: reasonOf(modules, unhandledErrors),
      unhandledErrors: unhandledErrors.map((error) => recordError(error, to)),
      filter: recordFilter(vitest, to),
      projects: recordProjects(vitest, replaced, to),
      modules,
      ...inputsBesideKey(workspace, key, [
        ...configurationFiles(vitest, to),
        ...modules.flatMap(({ imported, read }) => [...imported, ...read].map(([path]) => path)),
      ]),
    };
  } finally {
    await vitest.close();
  }
}

/** What Vitest's own command sets before it reads the configuration (`startVitest`). */
function setEnvironment(env: NodeJS.ProcessEnv): void {
  env.TEST = "true";
  env.VITEST = "true";
  env.NODE_ENV ??= "test";
}

/** Running nothing is a result like any other: a document without modules. */
async function runTests(vitest: Vitest): Promise<TestRunResult> {
  try {
    return await vitest.start();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "VITEST_FILES_NOT_FOUND") {
      return { testModules: [], unhandledErrors: [] };
    }
    throw new RunCrash("start", error);
  }
}

function reasonOf(
  modules: FinishedDocument["modules"],
  unhandledErrors: readonly unknown[],
): FinishedDocument["reason"] {
  const states = modules.flatMap((module) => [module.state, ...module.tests.map((test) => test.state)]);
  if (states.includes("pending") || states.includes("queued")) return "interrupted";
  const failed = states.includes("failed") || unhandledErrors.length > 0 || modules.length === 0;
  return failed ? "failed" : "passed";
}

function refuseUnlocked(version: string, key: Key): void {
  const { vitest: locked } = key.runtime;
  if (locked.length === 0 || locked.includes(version)) return;
  throw new RunCrash(
    "vitest-not-locked",
    new Error(`Vitest ${version} is installed, the lockfile names ${locked.join(", ")}`),
  );
}

const pools: readonly string[] = ["forks", "threads", "vmForks", "vmThreads"];

/**
 * Assertions cannot be counted in a browser, a pool of somebody's own may report what it likes, and nobody sees which
 * modules are evaluated past Vite.
 */
function refusePools(vitest: Vitest): void {
  const strangers = vitest.projects.flatMap((project) => {
    const what = strangeAbout(project);
    return what === undefined ? [] : [`${project.name || "the only project"}: ${what}`];
  });
  if (strangers.length === 0) return;
  throw new RunCrash(
    "unsupported-pool",
    new Error(`expected one of ${pools.join(", ")} with Vite's module runner, got ${strangers.join("; ")}`),
  );
}

function strangeAbout({ config }: TestProject): string | undefined {
  if (config.browser.enabled) return "browser";
  if (config.experimental.viteModuleRunner === false) return "experimental.viteModuleRunner: false";
  if (config.poolRunner !== undefined || !pools.includes(String(config.pool))) return String(config.pool);
  return undefined;
}

async function attempt<T>(code: CrashCode, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new RunCrash(code, error);
  }
}
