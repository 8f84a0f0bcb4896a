import { resolve } from "node:path";
import type { ResolvedConfig, TestProject, Vitest } from "vitest/node";
import type { ProjectFacts, RunFilter } from "../document.ts";
import type { ReplacedRunners } from "./enforce.ts";
import type { Portable } from "./portable.ts";
import { nodeOptions, preloads } from "./preloads.ts";

/** The facts of the configuration that decide which tests run and how. */
export function recordProjects(vitest: Vitest, replaced: ReplacedRunners, to: Portable): ProjectFacts[] {
  return vitest.projects.map((project) => {
    const { config } = project;
    const runner = replaced.get(config);
    return {
      name: project.name,
      root: to.path(config.root) ?? to.text(config.root),
      configFile: configFileOf(project, to),
      setupFiles: config.setupFiles.map((file) => to.path(file) ?? to.text(file)),
      globalSetup: globalSetupOf(config).map((file) => to.path(file) ?? to.text(file)),
      include: config.include.map(to.text),
      exclude: config.exclude.map(to.text),
      environment: config.environment,
      pool: String(config.pool),
      preloads: preloadsOf(config).map((file) => to.path(file) ?? to.text(file)),
      aliases: aliasesOf(project, to),
      retry: typeof config.retry === "number" ? config.retry : (config.retry?.count ?? 0),
      replacedRunner: runner === undefined ? null : (to.path(runner) ?? to.text(runner)),
    };
  });
}

export function recordFilter({ config }: Vitest, to: Portable): RunFilter {
  return {
    testNamePattern: config.testNamePattern?.source ?? null,
    tags: [...(config.tagsFilter ?? [])],
    projects: [...config.project],
    shard: config.shard === undefined ? null : `${config.shard.index}/${config.shard.count}`,
    changed: Boolean(config.changed),
    related: (config.related ?? []).map(to.text),
    dir: config.dir === undefined ? null : (to.path(config.dir) ?? to.text(config.dir)),
    bail: config.bail ?? 0,
  };
}

/** Repository files that a configuration was made of: the file itself, what it imports, setup files. */
export function configurationFiles(vitest: Vitest, to: Portable): readonly string[] {
  const files = vitest.projects.flatMap(({ config, vite }) => [
    ...vite.config.configFileDependencies,
    ...config.setupFiles,
    ...globalSetupOf(config),
    ...preloadsOf(config),
  ]);
  return [...new Set(files.flatMap((file) => to.path(file) ?? []))];
}

/** Vite's and Vitest's own aliases lead into installed packages. */
function aliasesOf(project: TestProject, to: Portable): ProjectFacts["aliases"] {
  return project.vite.config.resolve.alias.flatMap(({ find, replacement }) => {
    const inside = to.path(replacement);
    return inside === null ? [] : [{ find: String(find), replacement: inside }];
  });
}

/** Paths as absolute ones; names of packages as they are. */
function preloadsOf({ execArgv, env }: ResolvedConfig): readonly string[] {
  const named = [...preloads(execArgv ?? []), ...preloads(nodeOptions(env ?? {}))];
  return named.map((one) => (/^\.{0,2}[\\/]/.test(one) ? resolve(one) : one));
}

function globalSetupOf(config: ResolvedConfig): readonly string[] {
  return [config.globalSetup ?? []].flat();
}

function configFileOf(project: TestProject, to: Portable): string | null {
  const file = project.vite.config.configFile;
  return file === undefined ? null : (to.path(file) ?? to.text(file));
}
