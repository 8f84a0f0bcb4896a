import type { Counterexample, Invariance } from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { GlobalsWithin } from "./globals-within.ts";

type Args = Pick<GlobalsWithin, "modules">;

export function globalsCounterexamples({ modules: [module] }: Args): readonly Counterexample[] {
  const reads = (name: string, code: string): Counterexample => ({
    name,
    expect: "ambient-input",
    apply: editing(module, (text) => `${text}\nexport const probe = () => ${code};\n`),
  });
  return [
    reads("it asks the environment", "process.env.PROBE"),
    reads("it asks the clock", "Date.now()"),
    reads("it asks the global object", 'Reflect.get(globalThis, "probe")'),
    {
      name: "it imports from the platform",
      expect: "ambient-input",
      apply: editing(
        module,
        (text) => `import { env } from "node:process";\n${text}\nexport const probe = () => env;\n`,
      ),
    },
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

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
  ];
}
