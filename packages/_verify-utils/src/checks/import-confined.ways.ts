import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";

/** What goes around names, whatever is confined: looked for once for all checks on the same facts. */
export function waysAround({ code }: CheckContext, modules: readonly RepoPath[]): WaysAround {
  const byModules = around.get(code) ?? new WeakMap<readonly RepoPath[], WaysAround>();
  around.set(code, byModules);
  const known = byModules.get(modules);
  if (known !== undefined) return known;
  const paths: { readonly module: RepoPath; readonly specifier: string }[] = [];
  for (const module of modules) {
    const facts = code.module(module);
    if (facts?.kind !== "module") continue;
    for (const specifier of installedOf(facts.imports)) paths.push({ module, specifier });
  }
  const loaders = code.importsOf({ module: "node:module", export: "createRequire" }, modules, {
    types: false,
  }).sites;
  const ways = { paths, loaders };
  byModules.set(modules, ways);
  return ways;
}

/** The specifiers that are paths into installed packages; looked for once in each list. */
function installedOf(imports: readonly string[]): readonly string[] {
  const known = installed.get(imports) ?? imports.filter((one) => /(^|\/)node_modules\//.test(one));
  installed.set(imports, known);
  return known;
}

const installed = new WeakMap<readonly string[], readonly string[]>();

interface WaysAround {
  readonly paths: readonly { readonly module: RepoPath; readonly specifier: string }[];
  readonly loaders: ReturnType<CheckContext["code"]["importsOf"]>["sites"];
}

const around = new WeakMap<CheckContext["code"], WeakMap<readonly RepoPath[], WaysAround>>();
