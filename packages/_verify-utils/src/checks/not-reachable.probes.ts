import { isInside, parentOf } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { harmlessModuleEdits } from "./edits.ts";
import type { NotReachable } from "./not-reachable.ts";

type Args = Pick<NotReachable, "target" | "construct">;

/** A new module beside the construct that has the target. */
function beside({ target, construct }: Args, body: (name: string) => string): Probe["apply"] {
  return () => {
    if ("method" in target) return new NotApplicable("the target is a method, which needs an instance");
    const folder = parentOf(construct.module);
    if (!target.module.includes("/") || !isInside(folder.split("/")[0] ?? "", target.module))
      return new NotApplicable("the target is no module of this repository");
    const up = folder
      .split("/")
      .map(() => "..")
      .join("/");
    const name = target.export === "default" ? "taken" : target.export;
    const clause = target.export === "default" ? name : `{ ${name} }`;
    return {
      [`${folder}/phasegate-probe.ts`]: `import ${clause} from "${up}/${target.module}";\n${body(name)}\n`,
    };
  };
}

export function reachCounterexamples(args: Args): readonly Counterexample[] {
  const { construct } = args;
  return [
    {
      name: "another module calls it",
      expect: "reached-outside",
      apply: beside(args, (name) => `export const probe = (...all: never[]) => ${name}(...all);`),
    },
    {
      name: "another module hands it on",
      expect: "reach-undecidable",
      apply: beside(args, (name) => `globalThis.queueMicrotask(${name} as never);`),
    },
    {
      name: "the construct's module is deleted",
      expect: "module-missing",
      apply: () => ({ [construct.module]: null }),
    },
  ];
}

export function reachInvariances(args: Args): readonly Invariance[] {
  return [
    ...harmlessModuleEdits(args.construct.module),
    {
      name: "another module only speaks of its type",
      apply: beside(args, (name) => `export type Probe = typeof ${name};`),
    },
  ];
}
