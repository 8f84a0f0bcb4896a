import type { Counterexample, Invariance, Probe } from "../check.ts";
import { nodesOf, rewriting, textOf } from "../edits/source.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { KeyedBy } from "./keyed-by.ts";

type Args = Pick<KeyedBy, "cache">;

/** Keys that are not the parameter itself. */
const otherKeys = [
  ["it is asked by a copy of the key", (it: string) => `{ ...${it} } as never`],
  ["it is asked by a member of the key", (it: string) => `Reflect.get(${it}, "url") as never`],
  [
    "it is asked by the key on one way only",
    (it: string) => `(process.argv.length > 2 ? ${it} : ({} as never))`,
  ],
  ["it is asked by the key or something else", (it: string) => `(${it} ?? ({} as never))`],
  ["it is asked by what a call makes of the key", (it: string) => `structuredClone(${it})`],
  ["it is asked by what wraps the key", (it: string) => `new Proxy(${it}, {})`],
] as const;

/** Ways in which the whole cache gets away. */
const leaks = [
  ["it is exported", (it: string) => `export { ${it} };`],
  ["it is exported by another name", (it: string) => `export const probe = ${it};`],
  ["it is returned", (it: string) => `export const probe = () => ${it};`],
  ["it is put where everybody can see it", (it: string) => `Reflect.set(globalThis, "probe", ${it});`],
  [
    "it is handed to a function",
    (it: string) => `export const probe = (take: (one: unknown) => void) => take(${it});`,
  ],
  ["it is kept in an object", (it: string) => `export const probe = { ${it} };`],
] as const;

/** Replaces the key of every access. */
function atKeys({ cache: { module, name } }: Args, by: (written: string) => string): Probe["apply"] {
  return rewriting(module, `nothing asks ${name} by a key`, (source) =>
    nodesOf(source, "CallExpression").flatMap(({ callee, arguments: [key] }) => {
      const isAccess =
        callee.type === "MemberExpression" &&
        callee.object.type === "Identifier" &&
        callee.object.name === name;
      return isAccess && key !== undefined
        ? [{ start: key.start, end: key.end, by: by(textOf(source, key)) }]
        : [];
    }),
  );
}

export function keyedCounterexamples(args: Args): readonly Counterexample[] {
  const { module, name } = args.cache;
  const escaped = name.replaceAll("$", "\\$");
  const access = new RegExp(`\\b${escaped}\\s*\\.\\s*(get|set|has|add)\\(\\s*([^,)]+)`, "g");
  const differs = (title: string, edit: (text: string) => string): Counterexample => ({
    name: title,
    expect: "cache-key-differs",
    apply: editing(module, edit),
  });
  return [
    differs("it is asked by a text", (text) => text.replace(access, `${name}.$1("probe" as never`)),
    differs(
      "it is asked by one object for all",
      (text) => `${text.replace(access, `${name}.$1(sharedProbe as never`)}\nconst sharedProbe = {};\n`,
    ),
    differs(
      "it is exported and asked by others",
      (text) => `${text}\nexport const probe = () => ${name}.get({} as never);\n`,
    ),
    differs("it is no longer a map of its own", (text) =>
      text.replace(
        new RegExp(`(const\\s+${escaped}\\b[^=]*=\\s*)new\\s+\\w+(<[^;]*>)?\\(`),
        "$1globalThis.structuredClone(",
      ),
    ),
    {
      name: "it is exported where it is declared",
      expect: "cache-undecidable",
      at: { path: module, line: "edited" },
      apply: rewriting(module, `${name} is exported already`, (source) =>
        nodesOf(source, "VariableDeclaration")
          .filter(
            ({ parent, declarations: [first] }) =>
              parent?.type === "Program" && first?.id.type === "Identifier" && first.id.name === name,
          )
          .map(({ start }) => ({ start, end: start, by: "export " })),
      ),
    },
    ...otherKeys.map(
      ([title, by]): Counterexample => ({
        name: title,
        expect: ["cache-key-differs", "cache-undecidable"],
        at: { path: module, line: "edited" },
        apply: atKeys(args, by),
      }),
    ),
    ...leaks.map(
      ([title, code]): Counterexample => ({
        name: title,
        expect: ["cache-key-differs", "cache-undecidable"],
        at: { path: module },
        apply: editing(module, (text) => `${text}\n${code(name)}\n`),
      }),
    ),
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

export function keyedInvariances(args: Args): readonly Invariance[] {
  const { module, name } = args.cache;
  return [
    { name: "its keys stand in parentheses", apply: atKeys(args, (it) => `(${it})`) },
    { name: "its keys are said to be of their type", apply: atKeys(args, (it) => `${it} satisfies object`) },
    ...harmlessModuleEdits(module),
    {
      name: "another local of that name",
      apply: editing(
        module,
        (text) => `${text}\nvoid (() => {\n  const ${name} = new Map();\n  return ${name}.get("x");\n});\n`,
      ),
    },
  ];
}
