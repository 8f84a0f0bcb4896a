import {
  type Check,
  callsSymbol,
  defaultPolicy,
  defineGate,
  exportsSymbol,
  guarded,
  importConfined,
} from "@phasegate/verify-utils";
import { createMemo, type Edits, openWorkingTree } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { proveIn } from "../src/testing.ts";

const guard = { module: "packages/a/src/guard.ts", export: "guard" };
const effect = { module: "packages/a/src/effect.ts", export: "effect" };
const user = "packages/b/src/use.ts";

/** More modules than are looked through one by one. */
const fillers = Array.from({ length: 70 }, (_, index) => [
  `packages/b/src/filler/f${index}.ts`,
  `import { f${index + 1} } from "./f${index + 1}.ts";\nexport const f${index} = () => f${index + 1};\n`,
]);

const files = {
  "package.json": '{ "name": "root", "dependencies": { "libsql": "1" } }\n',
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "packages/a/package.json":
    '{ "name": "@acme/a", "exports": { ".": "./src/index.ts", "./*": "./src/*.ts" } }\n',
  "packages/a/src/index.ts": 'export * from "./guard.ts";\nexport * from "./effect.ts";\n',
  "packages/a/src/guard.ts": "export function guard(on: object): void {\n  void on;\n}\n",
  "packages/a/src/effect.ts": "export function effect(on: object): void {\n  void on;\n}\n",
  "packages/a/src/policy.ts": 'export const policy = { rule: "once", most: 3 } as const;\n',
  "packages/b/package.json": '{ "name": "@acme/b", "dependencies": { "@acme/a": "*", "libsql": "1" } }\n',
  [user]:
    'import { effect } from "@acme/a/effect";\nimport { guard } from "@acme/a";\n\nexport function use(on: object): void {\n  guard(on);\n  effect(on);\n}\n',
  "packages/b/src/open.ts":
    'import Database from "libsql";\n\nexport const open = () => new Database("a");\n',
  "packages/b/test/open.test.ts": 'import { open } from "../src/open.ts";\nopen();\n',
  "packages/b/src/filler/f70.ts": 'import { use } from "../use.ts";\nexport const f70 = use;\n',
  ...Object.fromEntries(fillers),
};
const among = ["**", "!packages/*/test/**"];

const checks: readonly Check[] = [
  importConfined({ symbols: [effect], to: [user], among: ["packages/b/**"], name: "confined" }),
  importConfined({
    symbols: [{ module: "libsql", export: "*" }],
    to: ["packages/b/src/open.ts"],
    among,
    name: "opened",
  }),
  importConfined({ symbols: [{ module: "node:fs", export: "*" }], to: [], among: ["packages/a/**"] }),
  callsSymbol({ symbol: guard, from: { module: user } }),
  guarded({
    effect,
    by: guard,
    same: { guardArgument: 0, effectArgument: 0 },
    within: [user],
    unknownCallers: "unguarded",
  }),
  exportsSymbol({
    symbol: { module: "packages/a/src/policy.ts", export: "policy" },
    value: z.strictObject({ rule: z.literal("once"), most: z.literal(3) }),
  }),
];

const edit: fc.Arbitrary<Edits> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(
        ...Object.keys(files).filter((path) => !path.includes("/filler/")),
        "packages/b/src/filler/f9.ts",
        "packages/b/src/new.ts",
        "packages/a/src/guard.js",
        "packages/a/src/policy/index.ts",
        "packages/b/tsconfig.json",
      ),
      fc.constantFrom(
        null,
        "export {};\n",
        'export * from "@acme/a";\n',
        'import { effect } from "@acme/a/effect";\nexport const taken = effect;\n',
        'import { effect } from "@acme/a";\neffect({});\n',
        'import { policy } from "@acme/a/policy";\nReflect.set(policy, "most", 9);\n',
        'import { guard } from "./guard.ts";\nexport { guard as effect };\nexport const policy = { rule: "once", most: 3 };\n',
        'import "node:fs";\nimport Database from "libsql";\nvoid Database;\n',
        "const = 1;\n",
        '{ "name": "@acme/a", "main": "./src/effect.ts" }\n',
        '{ "compilerOptions": { "paths": { "@acme/a": ["./src/new.ts"] } } }\n',
      ),
    ),
    { minLength: 1, maxLength: 3, selector: ([path]) => path },
  )
  .map((all) => Object.fromEntries(all));

function proofs(of: readonly Check[]) {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  const proofOf = (anew: boolean) => {
    const proof = proveIn(
      { anew },
      {
        workspace: openWorkingTree(repository.root),
        config: { policy: defaultPolicy },
        memo: createMemo(),
        base: () => ({ kind: "none" }),
        gates: [defineGate({ id: "g", slice: "E1", checks: of })],
        seed: 1,
        pairs: 4,
        head: null,
        now: new Date("2026-06-15T12:00:00Z"),
      },
    );
    return { ...proof, milliseconds: 0, probes: proof.probes.map((one) => ({ ...one, milliseconds: 0 })) };
  };
  return { anew: proofOf(true), quick: proofOf(false) };
}

test("what edits do to checks is the same whether facts start from those before the edit or not", () => {
  const { anew, quick } = proofs(checks);
  expect(quick).toEqual(anew);
  expect(quick.gates.flatMap((gate) => gate.checks.filter(({ before }) => before.length > 0))).toEqual([]);
}, 60_000);

test("edits of any kind do the same to checks either way", () => {
  const seen = fc.sample(edit, { numRuns: 60, seed: 20 }).map((edits, index) => ({
    name: `edit ${index}`,
    apply: () => edits,
  }));
  const tried = checks.map((check): Check => ({ ...check, counterexamples: [], invariances: seen }));
  const { anew, quick } = proofs(tried);
  expect(quick.probes).toEqual(anew.probes);
  // They mean something: some turn checks red, and some do not load.
  const outcomes = new Set(quick.probes.map(({ outcome }) => outcome));
  expect([...outcomes]).toEqual(expect.arrayContaining(["quiet", "false-alarm", "unusable"]));
}, 60_000);
