import type { SymbolRef } from "@phasegate/code-facts";
import { parentOf, type RepoPath, readText } from "@phasegate/workspace";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { ImportConfined } from "./import-confined.ts";

type All = Pick<ImportConfined, "symbols" | "to">;
/** One of the symbols. */
interface Args {
  readonly symbol: SymbolRef;
  readonly to: readonly RepoPath[];
}

/** How a new module beside the first allowed one would write the specifier. */
function specifierFor({ symbol, to }: Args, context: CheckContext): string {
  return specifierFrom(parentOf(to[0] ?? ""), symbol, context);
}

function specifierFrom(from: RepoPath, symbol: SymbolRef, { workspace }: CheckContext): string {
  if (workspace.entry(symbol.module) !== "file") return symbol.module;
  const folder = from.split("/").filter((part) => part !== "");
  return `${folder.map(() => "../").join("") || "./"}${symbol.module}`;
}

/** A new module beside the first allowed one. */
function added(
  args: Args,
  name: string,
  source: (specifier: string) => string,
  more: Readonly<Record<string, string>> = {},
): Probe["apply"] {
  return (context) => {
    const folder = parentOf(args.to[0] ?? "");
    const all = { [name]: source(JSON.stringify(specifierFor(args, context))), ...more };
    const placed = Object.entries(all).map(([file, text]) => [
      folder === "" ? file : `${folder}/${file}`,
      text,
    ]);
    return Object.fromEntries(placed);
  };
}

export function confinedCounterexamples({ symbols, to }: All): readonly Counterexample[] {
  const several = symbols.length > 1;
  return symbols.flatMap((symbol) =>
    counterexamplesOf({ symbol, to }).map((one) =>
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

/** Ways in which a module that may have it gives it to others, with the name that it has there. */
const leaks = [
  ["exports it by a list", "export { handedOnProbe };"],
  ["exports it by another name", "const another = handedOnProbe;\nexport { another as handedOn };"],
  [
    "exports a class that extends it",
    "export class HandedOn extends (handedOnProbe as never as new () => object) {}",
  ],
  ["exports a function that returns it", "export function handedOn() {\n  return handedOnProbe;\n}"],
  ["exports an object with it", "export const handedOn = { deep: { inside: [handedOnProbe] } };"],
  ["puts it where everybody can see it", 'Reflect.set(globalThis, "handedOn", handedOnProbe);'],
  ["assigns it to something global", "(globalThis as Record<string, unknown>).handedOn = handedOnProbe;"],
  [
    "keeps it in something exported",
    'export const handedOn = new Map<string, unknown>();\nhandedOn.set("it", handedOnProbe);',
  ],
  [
    "hands it to a function that it is given",
    "export function handOn(take: (one: unknown) => void) {\n  take(handedOnProbe);\n}",
  ],
] as const;

/** An edit of a module beside the allowed one that does not name the symbol yet. */
function intoNeighbour(args: Args, statement: (specifier: string) => string): Probe["apply"] {
  return (context) => {
    const folder = parentOf(args.to[0] ?? args.symbol.module);
    const { sites } = context.code.importsOf(args.symbol, context.workspace.files().filter(isTypeScript));
    const taken = new Set([...args.to, args.symbol.module, ...sites.map(({ module }) => module)]);
    const free = context.workspace.files().filter((one) => isTypeScript(one) && !taken.has(one));
    const path = free.find((one) => parentOf(one) === folder) ?? free[0];
    if (path === undefined) return new NotApplicable("there is no other module");
    const text = readText(context.workspace, path) ?? "";
    return { [path]: statement(JSON.stringify(specifierFrom(parentOf(path), args.symbol, context))) + text };
  };
}

function isTypeScript(path: RepoPath): boolean {
  return path.endsWith(".ts") && !path.endsWith(".d.ts");
}

/** One new module re-exports it, another takes it from there. */
function throughThird(args: Args, name: string): Probe["apply"] {
  const first = added(args, "phasegate-first.ts", (from) => `export { ${name} as passed } from ${from};\n`);
  const second = added(
    args,
    "phasegate-probe.ts",
    () => 'import { passed } from "./phasegate-first.ts";\nexport const taken = () => passed;\n',
  );
  return (context) => {
    const [one, other] = [first(context), second(context)];
    if (one instanceof NotApplicable || other instanceof NotApplicable) return one;
    return { ...one, ...other };
  };
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
  local = "handedOnProbe",
): Probe["apply"] {
  return editing(module, (text, context) => {
    const { symbol } = args;
    const imported = context.code.importsOf(symbol, [module]).sites.some((site) => !site.typeOnly);
    const from = JSON.stringify(specifierFor(args, context));
    return imported
      ? `import { ${symbol.export} as ${local} } from ${from};\n${statement}\n${text}`
      : undefined;
  });
}

export function confinedInvariances({ symbols: [symbol], to }: All): readonly Invariance[] {
  const args = { symbol, to };
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
