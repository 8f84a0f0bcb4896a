import type { SymbolRef } from "@phasegate/code-facts";
import { parentOf, type RepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { moduleRoster, modulesAmong } from "./code-places.ts";
import { editing } from "./edits.ts";

/** One of the symbols. */
export interface Args {
  readonly symbol: SymbolRef;
  readonly to: readonly RepoPath[];
  /** Globs of the modules that are judged. */
  readonly among?: readonly string[] | undefined;
}

/**
 * Where a new module stands that is judged: beside the first allowed one, in the folder that the globs start with, or
 * beside the first module that they name.
 */
function folderOf({ to, among }: Args, context: CheckContext): RepoPath {
  const [named] = among ?? [];
  if (named === undefined) return parentOf(to[0] ?? "");
  const start = named.replace(/\/?[^/]*[*?{[].*$/, "");
  if (named === "**" || named === `${start}/**`) return start;
  const modules = modulesAmong(context, among);
  const isJudged = modules.some((module) => parentOf(module) === start);
  return isJudged ? start : parentOf(modules[0] ?? start);
}

/** How a new module beside the first allowed one would write the specifier. */
function specifierFor({ symbol }: Args, context: CheckContext, inside: RepoPath): string {
  return specifierFrom(inside, symbol, context);
}

function specifierFrom(from: RepoPath, symbol: SymbolRef, { workspace }: CheckContext): string {
  if (workspace.entry(symbol.module) !== "file") return symbol.module;
  const folder = from.split("/").filter((part) => part !== "");
  return `${folder.map(() => "../").join("") || "./"}${symbol.module}`;
}

/** A new module beside the first allowed one. */
export function added(
  args: Args,
  name: string,
  source: (specifier: string) => string,
  more: Readonly<Record<string, string>> = {},
): Probe["apply"] {
  return (context) => {
    const folder = folderOf(args, context);
    const all = { [name]: source(JSON.stringify(specifierFor(args, context, folder))), ...more };
    const placed = Object.entries(all).map(([file, text]) => [
      folder === "" ? file : `${folder}/${file}`,
      text,
    ]);
    return Object.fromEntries(placed);
  };
}

/** Ways in which a module that may have it gives it to others, with the name that it has there. */
export const leaks = [
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
export function intoNeighbour(args: Args, statement: (specifier: string) => string): Probe["apply"] {
  return (context) => {
    const folder = folderOf(args, context) || parentOf(args.symbol.module);
    const { sites } = context.code.importsOf(args.symbol, moduleRoster(context));
    const taken = new Set([...args.to, args.symbol.module, ...sites.map(({ module }) => module)]);
    const free = modulesAmong(context, args.among).filter((one) => isTypeScript(one) && !taken.has(one));
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
export function throughThird(args: Args, name: string): Probe["apply"] {
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
export function putAway(args: Args, module: string): Probe["apply"] {
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

export function handOn(
  args: Args,
  module: string,
  statement = "export const handedOn = handedOnProbe;",
  local = "handedOnProbe",
): Probe["apply"] {
  return editing(module, (text, context) => {
    const { symbol } = args;
    const imported = context.code.importsOf(symbol, [module]).sites.some((site) => !site.typeOnly);
    const from = JSON.stringify(specifierFor(args, context, parentOf(module)));
    return imported
      ? `import { ${symbol.export} as ${local} } from ${from};\n${statement}\n${text}`
      : undefined;
  });
}
