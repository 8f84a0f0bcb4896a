import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";

/** What goes around names, whatever is confined: looked for once for all checks on the same facts. */
export function waysAround({ code }: CheckContext, modules: readonly RepoPath[]): WaysAround {
  const byModules = around.get(code) ?? new WeakMap<readonly RepoPath[], WaysAround>();
  around.set(code, byModules);
  const known = byModules.get(modules);
  if (known !== undefined) return known;
  const loaders = code.importsOf({ module: "node:module", export: "createRequire" }, modules, {
    types: false,
  }).sites;
  const ways = { paths: code.installedPathsOf(modules), loaders };
  byModules.set(modules, ways);
  return ways;
}

/** Where modules import an entry point of a package when they run, by the name that it is had under: `hono`, `hono/tiny`. */
export function entriesOf(
  { code }: CheckContext,
  modules: readonly RepoPath[],
  name: string,
): readonly EntrySite[] {
  // A name of the importing package's own (`#router`) may lead anywhere.
  const mayLead = (one: string) => one === name || one.startsWith(`${name}/`) || one.startsWith("#");
  const importing = modules.filter((module) => {
    const facts = code.module(module);
    return facts?.kind === "module" && facts.imports.some(mayLead);
  });
  return code.moduleGraph(importing).edges.flatMap(({ from, to, typeOnly }) => {
    const isOne = !typeOnly && to.kind === "external" && to.package === name;
    return isOne ? [{ module: from, entry: `${name}${to.subpath.slice(1)}` }] : [];
  });
}

export interface EntrySite {
  readonly module: RepoPath;
  readonly entry: string;
}

interface WaysAround {
  readonly paths: readonly { readonly module: RepoPath; readonly specifier: string }[];
  readonly loaders: ReturnType<CheckContext["code"]["importsOf"]>["sites"];
}

const around = new WeakMap<CheckContext["code"], WeakMap<readonly RepoPath[], WaysAround>>();
