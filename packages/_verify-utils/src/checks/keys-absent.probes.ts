import { readText } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { KeysAbsent } from "./keys-absent.ts";

type Args = Pick<KeysAbsent, "keys" | "about" | "naming" | "among">;

/** Ways to name a property, each as something at the end of a module. */
const ways = [
  ["a type declares it", (key: string) => `export interface Probe {\n  readonly ${key}?: string;\n}`],
  ["a union of keys declares it", (key: string) => `export type Probe = Record<"one" | "${key}", string>;`],
  ["a mapped type declares it", (key: string) => `export type Probe = { [Key in "${key}"]?: string };`],
  ["an object is made with it", (key: string) => `export const probe = { ${key}: "one" };`],
  ["an object is made with it in quotes", (key: string) => `export const probe = { "${key}": "one" };`],
  [
    "an object is made with it in parts",
    (key: string) => `export const probe = { ["${key.slice(0, 3)}" + "${key.slice(3)}"]: "one" };`,
  ],
  ["a class has it", (key: string) => `export class Probe {\n  ${key} = "one";\n}`],
  [
    "a class is given it",
    (key: string) => `export class Probe {\n  constructor(readonly ${key}: string) {}\n}`,
  ],
  ["it is read", (key: string) => `export const probe = (one: { ${key}?: string }) => one.${key};`],
  [
    "it is read by a constant",
    (key: string) =>
      `const probeKey = "${key}";\nexport const probe = (one: Record<string, string>) => one[probeKey];`,
  ],
  [
    "it is taken out of an object",
    (key: string) => `export const probe = ({ ${key}: one }: Record<string, string>) => one;`,
  ],
  ["it is asked for", (key: string) => `export const probe = (one: object) => "${key}" in one;`],
  [
    "it is got by its name",
    (key: string) => `export const probe = (one: object) => Reflect.get(one, "${key}");`,
  ],
  ["it stands in a text of JSON", (key: string) => `export const probe = '{ "${key}": "one" }';`],
] as const;

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
    harmless("the word stands in a comment", `// { ${first}: "one" } is gone`),
    harmless("the word stands in prose", `void "the key ${first} is gone for good";`),
    harmless("a variable has the word as its name", `const ${first} = 1;\nvoid ${first};`),
    harmless("a parameter has the word as its name", `void ((${first}: number) => ${first} + 1);`),
    harmless("something is compared with the word", `void ((one: string) => one === "${first}");`),
    harmless("another property begins with the word", `void { ${first}Count: 1 };`),
    ...naming.slice(0, 1).map(
      (key): Invariance => ({
        name: `a new module lets no property of ${key} through`,
        apply: newModule(among, module, () => schema(key, "z.looseObject({}).strict()")),
      }),
    ),
    harmless("a type has a table beside it", "export interface ProbeTable {\n  [name: string]: number;\n}"),
    harmless("a type does without it", `export type Probe<T> = Omit<T, "${first}">;`),
  ];
}
