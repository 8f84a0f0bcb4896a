import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { type ParseResult, type ParserOptions, parseSync } from "oxc-parser";
import { expect, it } from "vitest";
import { readMentions } from "../src/mentions/read-mentions.ts";
import { parseInBlock } from "../src/parse-in-block.ts";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const options = { lang: "tsx", astType: "ts" } as const satisfies ParserOptions;

/** Without ranges, which only lists that are read in the block have. */
function surfaceOf({ module, comments, errors }: Omit<ParseResult, "program">): unknown {
  return JSON.parse(
    JSON.stringify({ module, comments, errors }, (key, value) => (key === "range" ? undefined : value)),
  );
}

function readBothWays(text: string, how: ParserOptions = options) {
  const inBlock = parseInBlock("a.tsx", text, how);
  if (inBlock === undefined) throw new Error("the parser's memory cannot be read on this machine");
  return { inBlock: surfaceOf(inBlock), handedOver: surfaceOf(parseSync("a.tsx", text, how)) };
}

const texts: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a byte order mark", '\uFEFFimport a from "b";'],
  ["a hashbang", '#!/usr/bin/env node\nimport a from "b";'],
  [
    "every import",
    'import "a"; import b from "b"; import * as c from "c"; import { d, type e as f } from "d";',
  ],
  [
    "types",
    'import type { A } from "a"; export type { B } from "b"; export type * from "c"; export type D = A;',
  ],
  [
    "every export",
    'export * from "a"; export * as b from "b"; export { c, d as default } from "c"; export default 1;',
  ],
  ["attributes", 'import a from "a" with { type: "json" }; export { b } from "b" with {};'],
  ["import()", 'const a = import("a"), b = import("b" + a, { with: {} }); import.meta.url;'],
  ["escapes", 'import { "a-b" as c } from "\\u0061\\n"; export { c as "d e" };'],
  ["other scripts", '/* é😀 */ import { ñ } from "日本"; export const 変数 = "ü"; // ß'],
  ["directives", '"use strict"; "use client"; import a from "a";'],
  ["syntax errors", 'import { a from "b";\nexport const = 1;'],
  ["syntax errors behind other scripts", '/* 日本 */ import a from "é";\nexport const = 1;'],
];

it.each(texts)("reads what the parser hands over: %s", (_name, text) => {
  const { inBlock, handedOver } = readBothWays(text);
  expect(inBlock).toEqual(handedOver);
});

/** Of what a process of its own says, where it may not take another 6 GiB of addresses and where it may. */
function readWith(limits: readonly string[]): unknown {
  const module = (name: string) => JSON.stringify(new URL(`../src/${name}.ts`, import.meta.url).href);
  const program = `
    import { execFileSync } from "node:child_process";
    import { readFileSync } from "node:fs";
import { parseInBlock } from ${module("parse-in-block")};
    import { readPacked } from ${module("mentions/packed")};
    const used = Number(/VmSize:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
    for (const more of ${JSON.stringify(limits)})
      execFileSync("prlimit", ["--pid", String(process.pid), "--as=" + (used + Number(more))]);
    const isLeft = parseInBlock("a.ts", "", { lang: "ts", astType: "ts" }) === undefined;
    const bytes = new TextEncoder().encode('import a from "b"; export * from "c";');
    console.log(JSON.stringify({ isLeft, mentions: readPacked("a.ts", bytes) }));`;
  const args = ["--import", "tsx", "--input-type=module"];
  return JSON.parse(execFileSync(process.execPath, args, { input: program, encoding: "utf8", cwd: folder }));
}

it.runIf(process.platform === "linux")("leaves texts to the parser where its memory cannot be had", () => {
  const mentions = [0, 14, 1, 15, "b", 0, 33, 1, 34, "c"];
  expect(readWith([String(3 * 1024 ** 3)])).toEqual({ isLeft: true, mentions });
  expect(readWith([])).toEqual({ isLeft: false, mentions });
});

it("leaves texts to the parser that would not fit into its memory", () => {
  const lines = (line: (at: number) => string) => Array.from({ length: 8000 }, (_, at) => line(at)).join("");
  const imports = lines((at) => `import I${at} from "./icons/I${at}.js";\n`);
  const icons = readMentions("a.ts", new TextEncoder().encode(imports));
  expect(icons.kind === "read" && icons.mentions.length).toBe(8000);
  const errors = readMentions("a.ts", new TextEncoder().encode(lines(() => "new.target;").slice(0, 55_000)));
  expect(errors.kind).toBe("unparsable");
});

it("reads every source of this package as it is handed over", () => {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /^(?:src|test)\b.*\.ts$/.test(path) && !path.includes("node_modules"),
  );
  expect(sources.length).toBeGreaterThan(100);
  for (const path of sources) {
    const { inBlock, handedOver } = readBothWays(readFileSync(join(folder, path), "utf8"), {
      lang: "ts",
      astType: "ts",
    });
    expect(inBlock, path).toEqual(handedOver);
  }
});

it("reads any text as it is handed over", () => {
  const piece = fc.constantFrom(
    ...['import a from "b";', "export", " ", "*", "{", "}", "é", "😀", "\n", '"', "`", "//", "/*", "*/", "a"],
    ...["import(", ")", "from", 'export { a } from "c";', "type ", "default", ";", "\u2028", "\r\n", "="],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { inBlock, handedOver } = readBothWays(pieces.join(""));
      expect(inBlock).toEqual(handedOver);
    }),
  );
});
