/** Ways to name a property, each as something at the end of a module. */
export const ways = [
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
  [
    "a list of keys to read has it",
    (key: string) =>
      `const probeKeys = ["${key}"];\nexport const probe = (one: Record<string, string>) => probeKeys.map((k) => one[k]);`,
  ],
  [
    "a list of keys to take away has it",
    (key: string) =>
      `export function probe(one: Record<string, string>) {\n  for (const k of ["one", "${key}"]) delete one[k];\n}`,
  ],
  [
    "an object is made of entries with it",
    (key: string) => `export const probe = Object.fromEntries([["${key}", "one"]]);`,
  ],
  [
    "a record of a schema has it",
    (key: string) =>
      `import { z as probeZ } from "zod";\nexport const probe = probeZ.record(probeZ.enum(["${key}"]), probeZ.string());`,
  ],
  [
    "a union of keys with a name declares it",
    (key: string) => `type ProbeKey = "one" | "${key}";\nexport type Probe = Record<ProbeKey, string>;`,
  ],
  ["it stands in a text of JSON", (key: string) => `export const probe = '{ "${key}": "one" }';`],
] as const;

/** Ways to use the word that name no property. */
export const others = [
  ["the word stands in a comment", (key: string) => `// { ${key}: "one" } is gone`],
  ["the word stands in prose", (key: string) => `void "the key ${key} is gone for good";`],
  ["a variable has the word as its name", (key: string) => `const ${key} = 1;\nvoid ${key};`],
  ["a parameter has the word as its name", (key: string) => `void ((${key}: number) => ${key} + 1);`],
  ["something is compared with the word", (key: string) => `void ((one: string) => one === "${key}");`],
  ["another property begins with the word", (key: string) => `void { ${key}Count: 1 };`],
  ["a list of words has it", (key: string) => `void ["${key}"].map((word) => word.length);`],
  ["an entry has it as its value", (key: string) => `void Object.fromEntries([["one", "${key}"]]);`],
  ["a type does without it", (key: string) => `export type Probe<T> = Omit<T, "${key}">;`],
] as const;
