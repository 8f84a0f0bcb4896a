import { parentOf } from "@phasegate/workspace";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { ImportConfined } from "./import-confined.ts";

type Args = Pick<ImportConfined, "symbol" | "to">;

/** How a new module beside the first allowed one would write the specifier. */
function specifierFor({ symbol, to }: Args, { workspace }: CheckContext): string {
  if (workspace.entry(symbol.module) !== "file") return symbol.module;
  const folder = parentOf(to[0] ?? "")
    .split("/")
    .filter((part) => part !== "");
  return `${folder.map(() => "../").join("") || "./"}${symbol.module}`;
}

/** A new module beside the first allowed one. */
function added(args: Args, name: string, source: (specifier: string) => string): Probe["apply"] {
  return (context) => {
    const [first] = args.to;
    if (first === undefined) return new NotApplicable("no module is allowed");
    const folder = parentOf(first);
    const path = folder === "" ? name : `${folder}/${name}`;
    return { [path]: source(JSON.stringify(specifierFor(args, context))) };
  };
}

export function confinedCounterexamples(args: Args): readonly Counterexample[] {
  const { symbol, to } = args;
  const name = symbol.export === "*" ? "default" : symbol.export;
  const outside = (
    title: string,
    source: (specifier: string) => string,
    file = "phasegate-probe.ts",
  ): Counterexample => ({
    name: title,
    expect: "import-outside",
    apply: added(args, file, source),
  });
  const [first] = to;
  return [
    outside(
      "another module imports it",
      (from) => `import { ${name} as taken } from ${from};\nvoid taken;\n`,
    ),
    outside(
      "another module imports the whole namespace",
      (from) => `import * as all from ${from};\nvoid all;\n`,
    ),
    outside("another module imports it when it runs", (from) => `void import(${from});\n`),
    outside("another module requires it", (from) => `require(${from});\n`, "phasegate-probe.cjs"),
    outside("another module re-exports it", (from) => `export { ${name} as taken } from ${from};\n`),
    outside("another module re-exports everything", (from) => `export * from ${from};\n`),
    ...(first === undefined || symbol.export === "*"
      ? []
      : [
          {
            name: "an allowed module hands it on",
            expect: "confined-exported",
            apply: handOn(args, first),
          } as const,
        ]),
  ];
}

function handOn(args: Args, module: string): Probe["apply"] {
  return editing(module, (text, context) => {
    const { symbol } = args;
    const imported = context.code.importsOf(symbol, [module]).sites.some((site) => !site.typeOnly);
    const from = JSON.stringify(specifierFor(args, context));
    return imported
      ? `import { ${symbol.export} as handedOnProbe } from ${from};\nexport const handedOn = handedOnProbe;\n${text}`
      : undefined;
  });
}

export function confinedInvariances(args: Args): readonly Invariance[] {
  const name =
    args.symbol.export === "*" || args.symbol.export === "default" ? "Confined" : args.symbol.export;
  const [first] = args.to;
  return [
    ...(first === undefined ? [] : harmlessModuleEdits(first)),
    {
      name: "another module imports its type",
      apply: added(
        args,
        "phasegate-probe.ts",
        (from) => `import type { ${name} } from ${from};\nexport type Taken = ${name};\n`,
      ),
    },
    {
      name: "another module speaks of it",
      apply: added(
        args,
        "phasegate-probe.ts",
        (from) =>
          `// import { ${name} } from ${from.replaceAll('"', "")}\nexport const text = ${JSON.stringify(`import ${name}`)};\n`,
      ),
    },
    {
      name: "another module has a class of that name",
      apply: added(args, "phasegate-probe.ts", () => `export class ${name} {}\n`),
    },
  ];
}
