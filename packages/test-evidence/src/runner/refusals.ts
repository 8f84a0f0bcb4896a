import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestModule, TestProject, Vitest } from "vitest/node";
import type { Key } from "../document.ts";
import { nodeOptions, preloads } from "./preloads.ts";
import { RunCrash } from "./run-crash.ts";

const pools: readonly string[] = ["forks", "threads", "vmForks", "vmThreads"];

/** @throws RunCrash for a Vitest that is not the one the lockfile names */
export function refuseUnlocked(version: string, key: Key): void {
  const { vitest: locked } = key.runtime;
  if (locked.length === 0 || locked.includes(version)) return;
  throw new RunCrash(
    "vitest-not-locked",
    new Error(`Vitest ${version} is installed, the lockfile names ${locked.join(", ")}`),
  );
}

/**
 * What the caller's environment made this process load first is in no key. (Arguments of node cannot be given to the
 * `test` script that counts.)
 * @throws RunCrash
 */
export function refusePreloads(env: NodeJS.ProcessEnv): void {
  const found = preloads(nodeOptions(env));
  if (found.length === 0) return;
  throw new RunCrash(
    "preloaded",
    new Error(`expected no modules loaded first by NODE_OPTIONS, got ${found.join(", ")}`),
  );
}

/**
 * Assertions cannot be counted in a browser, a pool of somebody's own may report what it likes, and nobody sees which
 * modules are evaluated past Vite.
 * @throws RunCrash
 */
export function refusePools(vitest: Vitest): void {
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

/**
 * Tests have to import Vitest itself: an alias or a plugin could put anything in its place.
 * @throws RunCrash
 */
export async function refuseReplacedVitest(modules: readonly TestModule[]): Promise<void> {
  const own = dirname(fileURLToPath(import.meta.resolve("vitest"))) + sep;
  for (const { moduleId, viteEnvironment } of modules) {
    const resolved = await viteEnvironment?.pluginContainer.resolveId("vitest", moduleId);
    const id = resolved?.id ?? "vitest";
    if (id === "vitest" || id.startsWith(own) || /[\\/]node_modules[\\/]vitest[\\/]dist[\\/]/.test(id))
      continue;
    throw new RunCrash("vitest-replaced", new Error(`expected "vitest" to be Vitest itself, got ${id}`));
  }
}
