import type { SymbolRef } from "@phasegate/code-facts";
import { parentOf, type RepoPath } from "@phasegate/workspace";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { ImportConfined } from "./import-confined.ts";

type All = Pick<ImportConfined, "symbols" | "to" | "among">;
/** One of the symbols. */
interface Args {
  readonly symbol: SymbolRef;
  readonly to: readonly RepoPath[];
  readonly among?: readonly string[] | undefined;
}

/** Where a new module stands that is judged: beside the first allowed one, or in a folder that the globs name. */
function folderOf({ to, among }: Args): RepoPath {
  const named = among?.[0];
  return named === undefined ? parentOf(to[0] ?? "") : named.replace(/\/?[^/]*[*?{[].*$/, "");
}

/** How a new module in a folder would write the specifier. */
function specifierFor({ symbol }: Args, { workspace }: CheckContext, inside: RepoPath): string {
  if (workspace.entry(symbol.module) !== "file") return symbol.module;
  const folder = inside.split("/").filter((part) => part !== "");
  return `${folder.map(() => "../").join("") || "./"}${symbol.module}`;
}

/** A new module. */
function added(args: Args, name: string, source: (specifier: string) => string): Probe["apply"] {
  return (context) => {
    const folder = folderOf(args);
    const path = folder === "" ? name : `${folder}/${name}`;
    return { [path]: source(JSON.stringify(specifierFor(args, context, folder))) };
  };
}

export function confinedCounterexamples({ symbols, to, among }: All): readonly Counterexample[] {
  const several = symbols.length > 1;
  return symbols.flatMap((symbol) =>
    counterexamplesOf({ symbol, to, among }).map((one) =>
      several ? { ...one, name: `${one.name} (${symbol.export} of ${symbol.module})` } : one,
    ),
  );
}

function counterexamplesOf(args: Args): readonly Counterexample[] {
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
      "another module takes it out of the whole namespace",
      (from) => `import * as all from ${from};\nexport const taken = all.${name};\n`,
    ),
    outside("another module imports it when it runs", (from) => `void import(${from});\n`),
    outside("another module requires it", (from) => `require(${from});\n`, "phasegate-probe.cjs"),
    outside("another module re-exports it", (from) => `export { ${name} as taken } from ${from};\n`),
    outside("another module re-exports everything", (from) => `export * from ${from};\n`),
    ...(first === undefined || symbol.export === "*"
      ? []
      : ([
          { name: "an allowed module hands it on", expect: "confined-exported", apply: handOn(args, first) },
          {
            name: "another module takes it out of something exported",
            expect: "import-outside",
            apply: putAway(args, first),
          },
        ] as const)),
  ];
}

/** An allowed module exports a box with the symbol in it, and another one takes it out. */
function putAway(args: Args, module: string): Probe["apply"] {
  const box = handOn(args, module, "export const probeBox = { taken: handedOnProbe };");
  const name = module.slice(module.lastIndexOf("/") + 1);
  const user = `import { probeBox } from "./${name}";\nexport const probe = () => new (probeBox.taken as never)();\n`;
  return (context) => {
    const edits = box(context);
    if (edits instanceof NotApplicable) return edits;
    const folder = parentOf(module);
    return { ...edits, [`${folder === "" ? "" : `${folder}/`}phasegate-probe.ts`]: user };
  };
}

function handOn(
  args: Args,
  module: string,
  statement = "export const handedOn = handedOnProbe;",
): Probe["apply"] {
  return editing(module, (text, context) => {
    const { symbol } = args;
    const imported = context.code.importsOf(symbol, [module]).sites.some((site) => !site.typeOnly);
    const from = JSON.stringify(specifierFor(args, context, parentOf(module)));
    return imported
      ? `import { ${symbol.export} as handedOnProbe } from ${from};\n${statement}\n${text}`
      : undefined;
  });
}

export function confinedInvariances({ symbols: [symbol], to, among }: All): readonly Invariance[] {
  const args = { symbol, to, among };
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
