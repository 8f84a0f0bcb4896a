import type { Counterexample, Invariance } from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { NotBranchedOn } from "./not-branched-on.ts";

type Args = Pick<NotBranchedOn, "term" | "values" | "roots">;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export function notBranchedCounterexamples({ term, values, roots }: Args): readonly Counterexample[] {
  const [root] = roots;
  const [value] = values;
  const given = `one: { ${term}: string }`;
  const ways: readonly (readonly [string, string])[] = [
    ["it is compared with a value", `(${given}) => one.${term} === "${value}"`],
    ["a value is compared with it", `(${given}) => "${value}" !== one["${term}"]`],
    [
      "it chooses a case",
      `(${given}) => {\n  switch (one.${term}) {\n    case "${value}":\n      return 1;\n    default:\n      return 2;\n  }\n}`,
    ],
    ["something is looked up by it", `(${given}) => ({ ${value}: 1 })[one.${term}]`],
    ["a map is asked by it", `(${given}) => new Map([["${value}", 1]]).get(one.${term})`],
    [
      "a flag of its value is tested",
      `(is${capital(term)}${capital(value)}: boolean) => (is${capital(term)}${capital(value)} ? 1 : 2)`,
    ],
    ["it is compared under another name", `({ ${term}: way }: { ${term}: string }) => way === "${value}"`],
    [
      "it is compared after a constant took it",
      `(${given}) => {\n  const way = one.${term};\n  return way === "${value}" ? 1 : 2;\n}`,
    ],
    ["it is compared in lower case", `(${given}) => one.${term}.toLowerCase() === "${value.toLowerCase()}"`],
    ["its absence decides", `(${given}) => (one.${term} ? 1 : 2)`],
    ["a value that says the term is compared", `(kind: string) => kind === "${term}-${value.toLowerCase()}"`],
    ["the environment's decides", `() => (process.env.${term.toUpperCase()} === "${value}" ? 1 : 2)`],
  ];
  return [
    ...ways.map(
      ([name, code]): Counterexample => ({
        name,
        expect: "branched-on",
        at: { path: root },
        apply: editing(root, (text) => `${text}\nexport const probe = ${code};\n`),
      }),
    ),
    {
      name: "a module that it comes to import decides",
      expect: "branched-on",
      apply: (context) => {
        const beside = root.replace(/[^/]*$/, "phasegate-probe.ts");
        const edited = editing(root, (text) => `import "./phasegate-probe.ts";\n${text}`)(context);
        if (!("reason" in edited)) {
          return {
            ...edited,
            [beside]: `export const probe = (one: { ${term}: string }) => one.${term} === "${value}";\n`,
          };
        }
        return edited;
      },
    },
    ...values.slice(1).map(
      (other): Counterexample => ({
        name: `it is compared with ${other}`,
        expect: "branched-on",
        at: { path: root },
        apply: editing(
          root,
          (text) =>
            `${text}\nexport const probe = (one: { ${term}: string }) => one.${term} === "${other}";\n`,
        ),
      }),
    ),
    { name: `${root} is deleted`, expect: "module-missing", apply: () => ({ [root]: null }) },
  ];
}

export function notBranchedInvariances({ term, values, roots }: Args): readonly Invariance[] {
  const [root] = roots;
  const [value] = values;
  const harmless = (name: string, code: string): Invariance => ({
    name,
    apply: editing(root, (text) => `${text}\n${code}\n`),
  });
  return [
    ...harmlessModuleEdits(root),
    harmless("a comment speaks of it", `// if (one.${term} === "${value}")`),
    harmless("a text speaks of it", `void "${capital(term)} ${value}: a surface of commands";`),
    harmless("a type has it", `export type Probe = { readonly ${term}?: "${value}" };`),
    harmless(
      "it is written down",
      `export const probe = (one: { ${term}: string }) => ({ seen: one.${term} });`,
    ),
    harmless("another thing has the value", `void ((grade: string) => grade === "${value}");`),
    harmless("a name begins with it", `void ((${term}s: readonly string[]) => ${term}s.length > 0);`),
    harmless(
      "a name that ends with it is compared with something else",
      `void ((alert${capital(term)}: string) => alert${capital(term)} === "email");`,
    ),
  ];
}
