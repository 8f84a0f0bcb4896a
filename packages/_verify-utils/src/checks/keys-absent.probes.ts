import { readText } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { KeysAbsent } from "./keys-absent.ts";
import { others, ways } from "./keys-absent.ways.ts";

type Args = Pick<KeysAbsent, "keys" | "about" | "naming" | "among">;

export function keysAbsentCounterexamples({
  keys,
  about,
  naming = [],
  among,
}: Args): readonly Counterexample[] {
  const [{ module, export: name }] = about;
  const [first] = keys;
  return [
    ...ways.map(
      ([title, code]): Counterexample => ({
        name: `${module}: ${title} (${first})`,
        expect: "key-present",
        at: { path: module, line: "edited" },
        apply: editing(module, (text) => `${text}\n${code(first)}\n`),
      }),
    ),
    ...keys.slice(1).map(
      (key): Counterexample => ({
        name: `${module}: an object is made with ${key}`,
        expect: "key-present",
        at: { path: module, line: "edited" },
        apply: editing(module, (text) => `${text}\nexport const probe = { ${key}: "one" };\n`),
      }),
    ),
    {
      name: `a new module imports ${name}, and reads ${first}`,
      expect: "key-present",
      apply: newModule(
        among,
        module,
        (from) =>
          `import type { ${name} } from "./${from}";\nexport const probe = (one: ${name} & { ${first}: string }) => one.${first};\n`,
      ),
    },
    {
      name: `a new module declares ${first} for ${name}`,
      expect: "key-present",
      apply: newModule(
        among,
        module,
        (from) =>
          `export {};\ndeclare module "./${from}" {\n  interface ${name} {\n    readonly ${first}?: string;\n  }\n}\n`,
      ),
    },
    ...naming.slice(0, 1).map(
      (key): Counterexample => ({
        name: `a new module names ${key}, and reads ${first} beside it`,
        expect: "key-present",
        apply: newModule(
          among,
          module,
          () => `export const probe = (one: { ${key}: Record<string, string> }) => one.${key}.${first};\n`,
        ),
      }),
    ),
    {
      name: `${module}: ${name} admits any property`,
      expect: "key-admitted",
      at: { path: module, line: "edited" },
      apply: (context) => {
        const text = readText(context.workspace, module) ?? "";
        const opened = text.replace(new RegExp(`\\binterface ${name} \\{`), "$& [key: string]: unknown;");
        return opened === text ? new NotApplicable(`${name} is no plain interface`) : { [module]: opened };
      },
    },
    ...naming.slice(0, 1).map(
      (key): Counterexample => ({
        name: `a new module lets any property of ${key} through`,
        expect: "key-admitted",
        apply: newModule(among, module, () => schema(key, "z.looseObject({})")),
      }),
    ),
    { name: `${module} is deleted`, expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

const schema = (key: string, of: string) =>
  `import { z } from "zod";\nexport const probe = z.strictObject({ ${key}: ${of} });\n`;

/** A module beside the first one, which any globs that hold that one hold too. */
function newModule(_among: Args["among"], beside: string, text: (from: string) => string): Probe["apply"] {
  return ({ workspace }) => {
    const path = beside.replace(/[^/]*$/, "phasegate-probe.ts");
    if (workspace.entry(beside) !== "file") return new NotApplicable(`${beside} does not exist`);
    return { [path]: text(beside.replace(/^.*\//, "")) };
  };
}

export function keysAbsentInvariances({
  keys: [first],
  about,
  naming = [],
  among,
}: Args): readonly Invariance[] {
  const [{ module }] = about;
  const harmless = (name: string, code: string): Invariance => ({
    name,
    apply: editing(module, (text) => `${text}\n${code}\n`),
  });
  return [
    ...harmlessModuleEdits(module),
    ...others.map(([title, code]) => harmless(title, code(first))),
    ...naming.slice(0, 1).map(
      (key): Invariance => ({
        name: `a new module lets no property of ${key} through`,
        apply: newModule(among, module, () => schema(key, "z.looseObject({}).strict()")),
      }),
    ),
    harmless("a type has a table beside it", "export interface ProbeTable {\n  [name: string]: number;\n}"),
  ];
}
