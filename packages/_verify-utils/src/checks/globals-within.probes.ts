import type { Counterexample, Invariance } from "../check.ts";
import { nodesOf, rewriting } from "../edits/source.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { GlobalsWithin } from "./globals-within.ts";

type Args = Pick<GlobalsWithin, "modules" | "allowed">;

/** Ways to ask what is around the program, with the global name that each needs. */
const asks = [
  ["the environment", "process", "process.env.PROBE"],
  ["the environment by another way", "process", 'process["env"]["PROBE"]'],
  ["the clock", "Date", "Date.now()"],
  ["the date", "Date", "new Date()"],
  ["another clock", "performance", "performance.now()"],
  ["chance", "Math", "Math.random()"],
  ["the network", "fetch", 'fetch("http://127.0.0.1")'],
  ["the global object", "globalThis", 'Reflect.get(globalThis, "probe")'],
  ["Node's global object", "global", "Reflect.ownKeys(global)"],
  ["what a text computes", "eval", 'eval("1")'],
  ["what a text makes", "Function", 'new Function("return 1")()'],
  ["a timer", "setTimeout", "setTimeout(() => undefined, 1)"],
  ["what is only there sometimes", "process", "typeof process"],
] as const;

export function globalsCounterexamples({ modules: [module], allowed }: Args): readonly Counterexample[] {
  const forbidden = asks.filter(([, name]) => !allowed.includes(name));
  const at: Counterexample["at"] = { path: module, line: "edited" };
  return [
    ...forbidden.map(
      ([what, , code]): Counterexample => ({
        name: `it asks ${what}`,
        expect: "ambient-input",
        at,
        apply: editing(module, (text) => `${text}\nexport const probe = () => ${code};\n`),
      }),
    ),
    ...forbidden.slice(0, 1).flatMap(([what, , code]): Counterexample[] => [
      {
        name: `each of its functions asks ${what}`,
        expect: "ambient-input",
        at,
        apply: rewriting(module, "it has no function with a body", (source) =>
          nodesOf(source, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression").flatMap(
            ({ body }) =>
              body?.type === "BlockStatement"
                ? [{ start: body.start + 1, end: body.start + 1, by: ` void ${code};` }]
                : [],
          ),
        ),
      },
      {
        name: `it asks ${what} by default`,
        expect: "ambient-input",
        at,
        apply: editing(module, (text) => `${text}\nexport const probe = (one: unknown = ${code}) => one;\n`),
      },
      {
        name: `a class in it asks ${what}`,
        expect: "ambient-input",
        at,
        apply: editing(
          module,
          (text) => `${text}\nexport class Probe {\n  static readonly one = ${code};\n}\n`,
        ),
      },
    ]),
    ...imports.map(
      ([name, statement]): Counterexample => ({
        name,
        expect: "ambient-input",
        at,
        apply: editing(module, (text) => `${statement}\n${text}`),
      }),
    ),
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

const imports = [
  ["it imports from the platform", 'import { env } from "node:process";\nexport const probe = () => env;'],
  [
    "it imports the platform as a whole",
    'import * as platform from "node:process";\nexport const probe = () => platform;',
  ],
  ["it imports from the platform for effect", 'import "node:process";'],
  ["it imports from the platform when it runs", 'export const probe = () => import("node:process");'],
  ["it re-exports from the platform", 'export { env as probe } from "node:process";'],
] as const;

export function globalsInvariances({ modules: [module] }: Args): readonly Invariance[] {
  return [
    ...harmlessModuleEdits(module),
    {
      name: "a parameter with the name of a global",
      apply: editing(module, (text) => `${text}\nvoid ((process: object) => process);\n`),
    },
    {
      name: "the name of a global in a type",
      apply: editing(module, (text) => `${text}\ntype Probe = typeof globalThis;\n`),
    },
    {
      name: "the name of a global as a key",
      apply: editing(module, (text) => `${text}\nvoid { process: 1, Date: 2 };\n`),
    },
    {
      name: "a type of the platform",
      apply: editing(
        module,
        (text) =>
          `import type { ProcessEnv } from "node:process";\n${text}\nexport type Probe = ProcessEnv;\n`,
      ),
    },
    {
      name: "the name of a global in a text and a comment",
      apply: editing(module, (text) => `${text}\n// process.env\nvoid "Date.now()";\n`),
    },
  ];
}
