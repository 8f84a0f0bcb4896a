import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "@phasegate/workspace";

const packages = 20;

/** A repository of as many modules: packages that import earlier ones by name, modules that import earlier ones by path, and seeded violations. */
export function makeSynthetic(folder: string, modules: number): void {
  const each = Math.floor(modules / packages);
  write(
    folder,
    "package.json",
    json({ name: "bench", private: true, type: "module", workspaces: ["packages/*/*"] }),
  );
  write(
    folder,
    "tsconfig.json",
    json({
      compilerOptions: { module: "nodenext", paths: { "@alias/*": ["./packages/group/*/src/index.ts"] } },
    }),
  );
  for (let at = 0; at < packages; at += 1) {
    const root = `packages/group/p${at}`;
    const dependencies = Object.fromEntries(
      Array.from({ length: at }, (_, other) => [`@bench/p${other}`, "workspace:*"]),
    );
    write(
      folder,
      `${root}/package.json`,
      json({
        name: `@bench/p${at}`,
        type: "module",
        exports: { ".": "./src/index.ts", "./m/*": "./src/d0/m*.ts" },
        dependencies,
      }),
    );
    write(folder, `${root}/src/index.ts`, 'export * from "./d0/m0.ts";\n');
    for (let index = 0; index < each - 1; index += 1)
      write(folder, `${root}/src/${pathOf(index)}`, moduleText(at, index));
    mkdirSync(join(folder, "node_modules/@bench"), { recursive: true });
    symlinkSync(join("../../", root), join(folder, `node_modules/@bench/p${at}`));
  }
  write(folder, ".gitignore", "node_modules\n");
  git(folder, ["init", "-q"]);
  git(folder, ["add", "-A"]);
}

const pathOf = (index: number): string => `d${Math.floor(index / 50)}/m${index}.ts`;
const json = (value: unknown): string => JSON.stringify(value, undefined, 2);

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Ways against the grain: every 97th module of a package names a later package. */
const against = [
  (name: string) => `import * as later from "${name}";\nexport const seeded = later;`,
  (name: string) => `import type * as Later from "${name}";\nexport type Seeded = typeof Later;`,
  (name: string) => `export * as seeded from "${name}";`,
  (name: string) => `export const seeded = () => import("${name}");`,
  (name: string) => `export type Seeded = typeof import("${name}");`,
  (name: string) => `import seeded = require("${name}");\nexport { seeded };`,
];

function moduleText(at: number, index: number): string {
  const earlier = [1, 7, 31, 131].filter((step) => step <= index).map((step) => index - step);
  const own = earlier.map((other) => `import { value${other} } from "../${pathOf(other)}";`);
  const foreign = at > 0 ? [`import type { Shape0 } from "@bench/p${(index * 7) % at}";`] : [];
  const later =
    at + 1 < packages && index % 97 === 50
      ? [against[(at + index) % against.length]?.(`@bench/p${at + 1}`) ?? ""]
      : [];
  const circle =
    index % 211 === 100
      ? [
          `import type { value${index + 1} as Circle } from "../${pathOf(index + 1)}";\nexport type Circled = typeof Circle;`,
        ]
      : [];
  const uses = earlier.map((other) => `value${other}(input)`).join(" + ") || "1";
  const work = Array.from({ length: 4 }, (_, one) => functionText(index, one)).join("\n");
  return `${[...own, ...foreign, ...later, ...circle].join("\n")}
export interface Shape${index} { readonly id: string; readonly items: readonly number[] }
export const value${index} = (input: { readonly items: readonly number[] }): number => input.items.length + ${uses};
${work}
`;
}

function functionText(index: number, at: number): string {
  return `/** Adds up what passes (${at}), and imports nothing: import("x") is only said here. */
export async function work${index}x${at}(list: readonly Shape${index}[], limit = ${at}): Promise<number> {
  let total = 0;
  for (const one of list) {
    if (one.items.length === 0 || total > limit) continue;
    try {
      const found = one.items.filter((item) => item > limit).map((item) => item * 2);
      total += (await Promise.all(found.map(async (item) => item + value${index}(one))))[0] ?? 0;
    } catch (error) {
      if (error instanceof TypeError) throw error;
      total -= 1;
    }
  }
  return total;
}`;
}
