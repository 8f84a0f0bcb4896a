import picomatch from "picomatch";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { bindingKinds } from "./boundary/binding-kinds.ts";
import { edgesOf, packagesOf } from "./boundary/edges.ts";
import type { Edge } from "./boundary/module-edges.ts";
import { judgedModules } from "./boundary/modules.ts";
import { appended, besides, relativeSpecifier, type Way, ways } from "./boundary/probe-edits.ts";
import type { NoImportCycles } from "./no-import-cycles.ts";

export function cyclesCounterexamples(args: NoImportCycles): readonly Counterexample[] {
  const { kinds = bindingKinds } = args;
  const own = ways.filter(({ kind }) => kinds.includes(kind));
  const closing = own.map(
    (way): Counterexample => ({
      name: `what is imported imports back ${way.name}`,
      expect: "import-cycle",
      apply: (context) => closed(args, context, way),
    }),
  );
  const [way] = own;
  if (way === undefined || args.of === "packages") return closing;
  return [
    ...closing,
    {
      name: "a circle of three new modules",
      expect: "import-cycle",
      apply: (context) => {
        const [first] = judgedModules(context, args.among);
        if (first === undefined) return new NotApplicable("there is no module");
        const path = (name: string) => besides(first, `phasegate-probe-${name}.ts`);
        const source = (name: string) => `${way.source(`"./phasegate-probe-${name}.ts"`)}\n`;
        return { [path("a")]: source("b"), [path("b")]: source("c"), [path("c")]: source("a") };
      },
    },
  ];
}

/** An edge of the graph, with one added that leads back. */
function closed(args: NoImportCycles, context: CheckContext, way: Way) {
  const packages = packagesOf(context);
  for (const edge of edgesAmong(args, context)) {
    const { from, target } = edge;
    if (target.kind !== "file" || !/(?<!\.d)\.ts$/.test(target.path) || !/\.ts$/.test(from)) continue;
    const crosses = packages.of(from) !== target.package;
    if (crosses !== (args.of === "packages")) continue;
    return appended(context, target.path, way.source(JSON.stringify(relativeSpecifier(target.path, from))));
  }
  return new NotApplicable("nothing imports anything");
}

function edgesAmong(
  { among, kinds = bindingKinds, except = [] }: NoImportCycles,
  context: CheckContext,
): readonly Edge[] {
  const modules = judgedModules(context, among);
  const judged = new Set(modules);
  const isExcepted = picomatch(
    except.flatMap((one) => one.modules),
    { dot: true },
  );
  return modules
    .filter((path) => !isExcepted(path))
    .flatMap((path) => edgesOf(context, path).edges)
    .filter(({ kind, target }) => kinds.includes(kind) && target.kind === "file" && judged.has(target.path));
}

export function cyclesInvariances(args: NoImportCycles): readonly Invariance[] {
  const { kinds = bindingKinds } = args;
  const unbound = ways.find(({ kind }) => !kinds.includes(kind) && kind !== "mock");
  return [
    {
      name: "a new module that imports two others",
      apply: (context) => {
        const [first, second] = judgedModules(context, args.among).filter((path) => path.endsWith(".ts"));
        if (first === undefined || second === undefined) return new NotApplicable("there are no two modules");
        const path = besides(first);
        const lines = [first, second].map(
          (one) => `import ${JSON.stringify(relativeSpecifier(path, one))};\n`,
        );
        return { [path]: lines.join("") };
      },
    },
    {
      name: "a comment that closes a circle",
      apply: (context) =>
        closed(args, context, { name: "", kind: "value", source: (it) => `// import ${it};` }),
    },
    {
      name: "a text that closes a circle",
      apply: (context) => closed(args, context, { name: "", kind: "value", source: (it) => `void ${it};` }),
    },
    ...(unbound === undefined
      ? []
      : [
          {
            name: `what is imported imports back ${unbound.name}, which is no circle`,
            apply: (context: CheckContext) => closed(args, context, unbound),
          },
        ]),
  ];
}
