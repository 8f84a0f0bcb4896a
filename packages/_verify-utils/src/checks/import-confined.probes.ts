import type { Counterexample, Invariance } from "../check.ts";
import { packageName } from "./code-places.ts";
import { harmlessModuleEdits } from "./edits.ts";
import {
  type Args,
  added,
  handOn,
  intoNeighbour,
  leaks,
  putAway,
  throughThird,
} from "./import-confined.edits.ts";
import type { ImportConfined } from "./import-confined.ts";

type All = Pick<ImportConfined, "symbols" | "to" | "among" | "otherEntries">;

export function confinedCounterexamples(all: All): readonly Counterexample[] {
  const { symbols, to, among } = all;
  const several = symbols.length > 1;
  return [
    ...symbols.flatMap((symbol) =>
      counterexamplesOf({ symbol, to, among }).map((one) =>
        several ? { ...one, name: `${one.name} (${symbol.export} of ${symbol.module})` } : one,
      ),
    ),
    ...entryCounterexamples(all),
  ];
}

/** Another way into the same package. */
function entryCounterexamples({
  symbols: [symbol],
  to,
  among,
  otherEntries,
}: All): readonly Counterexample[] {
  if (otherEntries === undefined) return [];
  const entry = JSON.stringify(`${packageName(symbol.module)}/phasegate-probe`);
  const sources = [
    ["imports", `import { ${symbol.export} as taken } from ${entry};\nvoid taken;\n`],
    ["imports for effect", `import ${entry};\n`],
    ["imports when it runs", `void import(${entry});\n`],
    ["hands on all of", `export * from ${entry};\n`],
  ] as const;
  return sources.map(([what, source]) => ({
    name: `another module ${what} another entry point of the package`,
    expect: "import-outside",
    apply: added({ symbol, to, among }, "phasegate-probe.ts", () => source),
    at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
  }));
}

function entryInvariances({ symbols: [symbol], to, among, otherEntries }: All): readonly Invariance[] {
  if (otherEntries === undefined) return [];
  const args = { symbol, to, among };
  const entry = JSON.stringify(`${packageName(symbol.module)}/phasegate-probe`);
  const [open] = otherEntries;
  return [
    {
      name: "another module imports types of another entry point",
      apply: added(
        args,
        "phasegate-probe.ts",
        () => `import type { Some } from ${entry};\nexport type Own = Some;\n`,
      ),
    },
    ...(open === undefined
      ? []
      : [
          {
            name: "another module imports an entry point that is let through",
            apply: added(
              args,
              "phasegate-probe.ts",
              () => `import * as all from ${JSON.stringify(open)};\nvoid all;\n`,
            ),
          },
        ]),
  ];
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
    at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
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
    outside("another module re-exports it as a namespace", (from) => `export * as taken from ${from};\n`),
    outside(
      "another module imports it when it runs, and takes it apart",
      (from) =>
        `export async function taken() {\n  const { ${name}: one } = await import(${from});\n  return one;\n}\n`,
    ),
    outside(
      "another module names it by a template",
      (from) => `export const taken = () => import(\`${from.slice(1, -1)}\`);\n`,
    ),
    outside(
      "another module of another kind imports it",
      (from) => `import { ${name} as taken } from ${from};\nvoid taken;\n`,
      "phasegate-probe.mts",
    ),
    outside(
      "a script imports it",
      (from) => `import { ${name} as taken } from ${from};\nvoid taken;\n`,
      "phasegate-probe.mjs",
    ),
    outside(
      "another module imports it by an assignment",
      (from) => `import taken = require(${from});\nvoid taken;\n`,
      "phasegate-probe.cts",
    ),
    outside(
      "another module imports it beside its type",
      (from) =>
        `import { type ${name} as Kept, ${name} as taken } from ${from};\nvoid taken;\nexport type Own = Kept;\n`,
    ),
    {
      name: "a module that is there imports it",
      expect: "import-outside",
      apply: intoNeighbour(
        args,
        (from) => `import { ${name} as takenProbe } from ${from};\nvoid takenProbe;\n`,
      ),
      at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
    },
    {
      name: "another module imports it through a third one",
      expect: "import-outside",
      apply: throughThird(args, name),
    },
    ...(first === undefined || symbol.export === "*"
      ? []
      : ([
          { name: "an allowed module hands it on", expect: "confined-exported", apply: handOn(args, first) },
          ...leaks.map(
            ([title, statement]): Counterexample => ({
              name: `an allowed module ${title}`,
              expect: ["confined-exported", "confined-escapes", "import-outside"],
              apply: handOn(args, first, statement),
              at: { path: first },
            }),
          ),
          {
            name: "another module takes it out of something exported",
            expect: "import-outside",
            apply: putAway(args, first),
          },
        ] satisfies Counterexample[])),
  ];
}

export function confinedInvariances(all: All): readonly Invariance[] {
  const {
    symbols: [symbol],
    to,
    among,
  } = all;
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
    {
      name: "another module re-exports its type",
      apply: added(args, "phasegate-probe.ts", (from) => `export type { ${name} as Taken } from ${from};\n`),
    },
    {
      name: "another module speaks of its type only in a type",
      apply: added(args, "phasegate-probe.ts", (from) => `export type Taken = typeof import(${from});\n`),
    },
    {
      name: "another module imports another one of a like name",
      apply: added(
        args,
        "phasegate-probe.ts",
        () => `import { ${name} } from "./phasegate-lookalike.ts";\nvoid ${name};\n`,
        { "phasegate-lookalike.ts": `export class ${name} {}\n` },
      ),
    },
    ...entryInvariances(all),
    ...(first === undefined || symbol.export === "*"
      ? []
      : [
          {
            name: "an allowed module uses it once more",
            apply: handOn(
              args,
              first,
              "function onceMore(): void {\n  const kept = usedProbe;\n  void kept;\n}\nvoid onceMore;",
              "usedProbe",
            ),
          },
        ]),
  ];
}
