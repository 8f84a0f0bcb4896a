import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { createCodeFacts, flowStatistics, isModulePath } from "@phasegate/code-facts";
import { createMemo, git, openWorkingTree, type Workspace } from "@phasegate/workspace";

/**
 * Figures of `@phasegate/code-facts`, for people. Usage: `node --import tsx scripts/bench/code-facts.ts [folder]`.
 * Without a folder a repository of 10,000 modules is made in the temporary folder.
 */
const seconds = (from: number): number => (performance.now() - from) / 1000;
const megabytes = (): number => process.memoryUsage.rss() / 1e6;
const print = (name: string, value: number, unit: string): void =>
  console.log(`${name.padEnd(52)} ${value.toFixed(3)} ${unit}`);

function moduleText(index: number, count: number): string {
  const imports = [1, 2, 3, 4, 5, 6]
    .map((step) => (index * 7 + step * 131) % count)
    .filter((other) => other !== index)
    .map(
      (other, at) =>
        `import { value${other}, type Shape${other} as S${at} } from "../${folderOf(other)}/m${other}.js";`,
    );
  const functions = Array.from({ length: 4 }, (_, at) => functionText(index, at)).join("\n");
  return `${imports.join("\n")}
export interface Shape${index} { readonly id: string; readonly items: readonly number[] }
export const value${index} = (input: Shape${index}): number => input.items.length;
${functions}
`;
}

function functionText(index: number, at: number): string {
  return `/** Adds up what passes (${at}). */
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
    } finally {
      limit += 1;
    }
  }
  switch (total) {
    case 0:
      return limit;
    default:
      return total;
  }
}`;
}

const folderOf = (index: number): string => `d${Math.floor(index / 50)}`;

function makeRepository(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "name": "bench", "type": "module" }`);
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, "src", folderOf(index), `m${index}.ts`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, moduleText(index, count));
  }
  git(folder, ["init", "-q"]);
  git(folder, ["add", "-A"]);
}

async function graph(name: string, workspace: Workspace): Promise<void> {
  const files = workspace.files().filter(isModulePath);
  const memo = createMemo();
  const cold = performance.now();
  const facts = createCodeFacts({ workspace, memo });
  await facts.prepare(files, { workers: 2 });
  const edges = facts.moduleGraph(files).edges.length;
  print(`${name}: ${files.length} files, ${edges} edges, cold, 2 workers`, seconds(cold), "s");
  const warm = performance.now();
  createCodeFacts({ workspace, memo }).moduleGraph(files);
  print(`${name}: warm`, seconds(warm), "s");
  print(`${name}: resident memory`, megabytes(), "MB");
  const single = performance.now();
  createCodeFacts({ workspace, memo: createMemo() }).moduleGraph(files);
  print(`${name}: cold, one thread`, seconds(single), "s");
}

function flows(): void {
  const perModule = 250;
  const text = Array.from({ length: perModule }, (_, at) => functionText(0, at)).join("\n");
  flowStatistics("warm-up.ts", text);
  for (const functions of [1000, 2000, 4000]) {
    let total = 0;
    for (let done = 0; done < functions; done += perModule)
      total += flowStatistics("bench.ts", text).milliseconds;
    print(`control flow of ${functions} functions`, total, "ms");
  }
}

const hostile: Readonly<Record<string, string>> = {
  "100,000 parentheses": `x=${"(".repeat(100_000)}1${")".repeat(100_000)}`,
  "100,000 unclosed brackets": "[".repeat(100_000),
  "5 MB on one line": `x=[${"1,".repeat(2_500_000)}]`,
  "5 MB of calls on one line": "f(1);".repeat(1_000_000),
  "20,000 additions": `x=${"a+".repeat(20_000)}a`,
  "100,000 additions": `x=${"a+".repeat(100_000)}a`,
  "100,000 arrows": `x=${"a=>".repeat(100_000)}1`,
  "50,000 else if": `if(a){}${"else if(a){}".repeat(50_000)}`,
  "50,000 JSX elements": `x=${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`,
  "20,000 templates": `x=${"`${".repeat(20_000)}1${"}`".repeat(20_000)}`,
  "20 finalizers in finalizers": `function f(){${"try{a()}finally{".repeat(20)}b()${"}".repeat(20)}}`,
  "1,000 decorators": `${"@a ".repeat(1000)}class A{}`,
  "syntax errors": "export const = ;\n".repeat(10_000),
  "100,000 aliases": `const a0=f;${Array.from({ length: 100_000 }, (_, i) => `const a${i + 1}=a${i};`).join("")}`,
};

function survive(): void {
  for (const [name, text] of Object.entries(hostile)) {
    const start = performance.now();
    const { kind } = flowStatistics("hostile.tsx", text);
    readSurface(text);
    print(`hostile: ${name} (${kind})`, seconds(start), "s");
  }
}

function readSurface(text: string): void {
  const folder = join(made, "hostile");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "hostile.tsx"), text);
  git(folder, ["init", "-q"]);
  createCodeFacts({ workspace: openWorkingTree(folder) }).module("hostile.tsx");
}

const given = process.argv[2];
const made = join(tmpdir(), `code-facts-bench-${process.pid}`);
try {
  if (given !== undefined) await graph(basename(given), openWorkingTree(given));
  else {
    for (const count of [2500, 5000, 10_000]) {
      const folder = join(made, String(count));
      makeRepository(folder, count);
      // A process of its own for each size, so that memory is that of one run.
      spawnSync(process.execPath, [...process.execArgv, import.meta.filename, folder, "--graph-only"], {
        stdio: "inherit",
      });
    }
  }
  if (!process.argv.includes("--graph-only")) {
    flows();
    survive();
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}
