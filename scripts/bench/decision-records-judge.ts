/**
 * Holds the fast Markdown parser against remark-parse on every Markdown file of a folder: the trees, positions
 * included, and what the decision parser makes of each.
 *
 *     node --import tsx scripts/bench/decision-records-judge.ts <folder>
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseDecisions } from "@phasegate/decision-records";
import { judgeMarkdown, parseMarkdown } from "@phasegate/decision-records/judge";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: decision-records-judge.ts <folder>");
  process.exit(3);
}

const utf8 = new TextDecoder("utf-8");
const seconds = { fast: 0, judge: 0 };
const differ = { trees: 0, records: 0 };
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".md"),
);
for (const path of paths.sort()) {
  const text = utf8.decode(readFileSync(join(folder, path)));
  const fast = timed("fast", () => parseMarkdown(text));
  const judge = timed("judge", () => judgeMarkdown(text));
  if (!isDeepStrictEqual(bare(fast), bare(judge))) report("trees", path);
  const read = parseDecisions({ path, text });
  const judged = parseDecisions({ path, text }, { parse: () => judge });
  if (!isDeepStrictEqual(plain(read), plain(judged))) report("records", path);
}
console.log(`${paths.length} files; differing trees ${differ.trees}, differing records ${differ.records}`);
console.log(`fast ${seconds.fast.toFixed(2)} s, remark ${seconds.judge.toFixed(2)} s`);

function timed<T>(name: keyof typeof seconds, action: () => T): T {
  const start = performance.now();
  const result = action();
  seconds[name] += (performance.now() - start) / 1000;
  return result;
}

function report(what: keyof typeof differ, path: string): void {
  differ[what] += 1;
  console.log(`${what} differ: ${path}`);
}

/** What a tree says, whatever the order of its keys and the class of its objects. */
function bare(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === "data") return undefined;
      if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner ?? undefined;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }),
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
