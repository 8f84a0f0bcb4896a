import type { Counterexample, Invariance } from "../check.ts";
import { editing, harmlessModuleEdits } from "./edits.ts";
import type { KeyedBy } from "./keyed-by.ts";

type Args = Pick<KeyedBy, "cache">;

export function keyedCounterexamples({ cache: { module, name } }: Args): readonly Counterexample[] {
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
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
  ];
}

export function keyedInvariances({ cache: { module, name } }: Args): readonly Invariance[] {
  return [
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
