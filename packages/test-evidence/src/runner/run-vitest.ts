import { join } from "node:path";
import type { RepoPath, Workspace } from "@phasegate/workspace";
import type { TestRunResult, Vitest } from "vitest/node";
import type { CrashCode, FinishedDocument, Key } from "../document.ts";
import { enforce, enforcedOptions } from "./enforce.ts";
import { inputsBesideKey } from "./inputs-beside-key.ts";
import type { Portable } from "./portable.ts";
import { recordError } from "./record-error.ts";
import { recordModules } from "./record-modules.ts";
import { configurationFiles, recordFilter, recordProjects } from "./record-projects.ts";
import { refusePools, refusePreloads, refuseReplacedVitest, refuseUnlocked } from "./refusals.ts";
import { RunCrash } from "./run-crash.ts";

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
  refusePreloads(process.env);
  const root = join(workspace.root, folder);
  setEnvironment(process.env);
  const vitest = await attempt("configuration", () =>
    withSourceMaps(() => createVitest("test", { ...enforcedOptions, root })),
  );
  try {
    const replaced = enforce(vitest, workspace.root);
    refusePools(vitest);
    const { testModules, unhandledErrors } = await runTests(vitest);
    await refuseReplacedVitest(testModules);
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

/**
 * A configuration runs as a bundle of its own; its errors shall name the lines that people wrote. Only for so long (an
 * error that is thrown here is put into lines later): it makes every module slower to load and every error slower to make.
 */
async function withSourceMaps<T>(action: () => Promise<T>): Promise<T> {
  process.setSourceMapsEnabled(true);
  const result = await action();
  process.setSourceMapsEnabled(false);
  return result;
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

async function attempt<T>(code: CrashCode, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new RunCrash(code, error);
  }
}
