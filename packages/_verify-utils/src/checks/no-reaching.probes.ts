import { joinRepoPath, type RepoPath, type WorkspacePackage } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { packagesOf } from "./boundary/edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import {
  appended,
  editedPlace,
  lookalikes,
  plainest,
  relativeSpecifier,
  ways,
} from "./boundary/probe-edits.ts";
import { moduleRoster } from "./code-places.ts";
import type { NoReaching } from "./no-reaching.ts";

interface Reach {
  readonly module: RepoPath;
  readonly own: WorkspacePackage;
  readonly other: WorkspacePackage;
  /** A module of the other package. */
  readonly inner: RepoPath;
}

export function reachingCounterexamples(args: NoReaching): readonly Counterexample[] {
  const reaching = (
    name: string,
    source: (reach: Reach, context: CheckContext) => string,
  ): Counterexample => ({
    name,
    expect: "package-reached-into",
    apply: (context) => at(args, context, (reach) => appended(context, reach.module, source(reach, context))),
    at: editedPlace,
  });
  return [
    ...ways.map((way) =>
      reaching(`a module reaches into another package ${way.name}`, ({ module, inner }) =>
        way.source(JSON.stringify(relativeSpecifier(module, inner))),
      ),
    ),
    reaching(
      "by a path that it asks a URL for",
      ({ module, inner }) =>
        `void new URL(${JSON.stringify(relativeSpecifier(module, inner))}, import.meta.url);`,
    ),
    reaching("by a path through node_modules", ({ own, module, other }) => {
      const link = joinRepoPath(own.folder, "node_modules", other.name, "package.json");
      return `void import.meta.resolve(${JSON.stringify(relativeSpecifier(module, link))});`;
    }),
    {
      name: "a module names what is not offered",
      expect: "package-reached-into",
      apply: (context) =>
        at(args, context, (reach) =>
          reach.other.manifest["exports"] === undefined
            ? new NotApplicable("the other package offers every file")
            : appended(context, reach.module, `void import("${reach.other.name}/phasegate/not/offered");`),
        ),
      at: editedPlace,
    },
  ];
}

export function reachingInvariances(args: NoReaching): readonly Invariance[] {
  return [
    ...lookalikes((context) =>
      at(args, context, ({ module, inner }) => ({ module, forbidden: relativeSpecifier(module, inner) })),
    ),
    {
      name: "a module of the own package by another way",
      apply: (context) =>
        at(args, context, ({ module, own }) => {
          const other = moduleRoster(context).find(
            (path) => path !== module && packagesOf(context).of(path) === own && path.endsWith(".ts"),
          );
          if (other === undefined) return new NotApplicable("the package has one module");
          const there = relativeSpecifier(module, other);
          return appended(context, module, `export type PhasegateProbe = typeof import("${there}");`);
        }),
    },
  ];
}

/** A module and a package that it is no part of. */
function at<Result>(
  args: NoReaching,
  context: CheckContext,
  use: (reach: Reach) => Result,
): Result | NotApplicable {
  const packages = packagesOf(context);
  const modules = judgedModules(context, args.among);
  const folders = packages.all.filter(({ folder }) => folder !== "");
  for (const own of folders) {
    const module = plainest(modules.filter((path) => packages.of(path) === own));
    if (module === undefined) continue;
    for (const other of folders) {
      if (other === own) continue;
      const inner = plainest(moduleRoster(context).filter((path) => packages.of(path) === other));
      if (inner !== undefined) return use({ module, own, other, inner });
    }
  }
  return new NotApplicable("there are no two packages with modules");
}
