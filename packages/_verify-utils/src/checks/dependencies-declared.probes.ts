import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { packagesOf } from "./boundary/edges.ts";
import { declaredIn } from "./boundary/linked-package.ts";
import { judgedModules } from "./boundary/modules.ts";
import { appended, editedPlace, lookalikes, plainest, ways } from "./boundary/probe-edits.ts";
import type { DependenciesDeclared } from "./dependencies-declared.ts";

const stranger = "phasegate-undeclared-probe";

export function declaredCounterexamples(args: DependenciesDeclared): readonly Counterexample[] {
  const { ships = [] } = args;
  const undeclared = ways.map(
    (way): Counterexample => ({
      name: `a module imports an undeclared package ${way.name}`,
      expect: "dependency-undeclared",
      apply: (context) =>
        at(args, context, (module) => appended(context, module, way.source(JSON.stringify(stranger)))),
      at: editedPlace,
    }),
  );
  if (ships.length === 0) return undeclared;
  return [
    ...undeclared,
    {
      name: "what ships imports what is declared for development",
      expect: "dependency-undeclared",
      apply: (context) => {
        const isShipped = picomatch([...ships], { dot: true });
        const modules = judgedModules(context, args.among).filter((path) => isShipped(path));
        for (const module of modules) {
          const own = packagesOf(context).of(module);
          const name = Object.keys(own?.manifest.devDependencies ?? {}).find(
            (one) => own !== undefined && declaredIn(one, own).length === 1,
          );
          if (name !== undefined) return appended(context, module, `import ${JSON.stringify(name)};`);
        }
        return new NotApplicable("nothing is declared for development only");
      },
      at: editedPlace,
    },
  ];
}

export function declaredInvariances(args: DependenciesDeclared): readonly Invariance[] {
  const harmless: readonly (readonly [name: string, source: string])[] = [
    ["a module of Node.js", 'import "node:os";'],
    ["a module of Node.js without its prefix", 'import "os";'],
    ["what a tool makes", 'export type PhasegateProbe = typeof import("virtual:phasegate");'],
    ["what a URL names", 'void import("https://example.com/phasegate.js");'],
    ["a file by its URL", 'void new URL("phasegate.txt", import.meta.url);'],
  ];
  return [
    ...lookalikes((context) => at(args, context, (module) => ({ module, forbidden: stranger }))),
    ...harmless.map(
      ([name, source]): Invariance => ({
        name,
        apply: (context) => at(args, context, (module) => appended(context, module, source)),
      }),
    ),
    {
      name: "a declared package once more",
      apply: (context) =>
        at(args, context, (module) => {
          const own = packagesOf(context).of(module);
          const [name] = Object.keys(own?.manifest.dependencies ?? {});
          return name === undefined
            ? new NotApplicable("the package declares none")
            : appended(context, module, `import type * as PhasegateProbe from ${JSON.stringify(name)};`);
        }),
    },
  ];
}

function at<Result>(
  { among }: DependenciesDeclared,
  context: CheckContext,
  use: (module: RepoPath) => Result,
): Result | NotApplicable {
  const module = plainest(judgedModules(context, among));
  return module === undefined ? new NotApplicable("there is no module") : use(module);
}
