import type { RepoPath } from "@phasegate/workspace";
import type { TestModule, Vite } from "vitest/node";
import type { Portable } from "./portable.ts";

/**
 * Repository files that Vite prepared for a test module and its setup files, sorted: those that any of them may import.
 * Not all of them are evaluated (mocked ones, those behind `import()`).
 */
export function preparedFiles(module: TestModule, to: Portable): readonly RepoPath[] {
  const graph = module.viteEnvironment?.moduleGraph;
  const starts = [module.moduleId, ...module.project.config.setupFiles];
  const waiting = starts.flatMap((id) => graph?.getModuleById(id) ?? []);
  const seen = new Set<Vite.EnvironmentModuleNode>(waiting);
  for (const node of seen) for (const next of node.importedModules) seen.add(next);
  const files = [...seen].flatMap((node) => (node.file === null ? [] : (to.path(node.file) ?? [])));
  return [...new Set([...starts.flatMap((id) => to.path(id) ?? []), ...files])].sort();
}
