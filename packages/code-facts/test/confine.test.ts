import { describe, expect, it } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

describe("a symbol that only its construct may call", () => {
  const verify = `export function verify() {}`;
  it.each<[string, Record<string, string>, string]>([
    [
      "inside",
      {
        "a.ts": `import { verify } from "./verify.ts"; export function heavy() { return [1].map(() => verify()); }`,
      },
      "passed",
    ],
    [
      "in a helper of it",
      {
        "a.ts": `import { verify } from "./verify.ts"; function help() { verify(); } export function heavy() { help(); }`,
      },
      "passed",
    ],
    ["nowhere", { "a.ts": `export function heavy() {}` }, "passed"],
    [
      "beside it",
      {
        "a.ts": `import { verify } from "./verify.ts"; export function heavy() { verify(); } export function light() { verify(); }`,
      },
      "failed",
    ],
    [
      "in another module",
      { "a.ts": `export function heavy() {}`, "b.ts": `import * as v from "./verify.ts"; v.verify();` },
      "failed",
    ],
    [
      "in a helper that others call",
      {
        "a.ts": `import { verify } from "./verify.ts"; function help() { verify(); } export function heavy() { help(); } help();`,
      },
      "failed",
    ],
    [
      "given away",
      {
        "a.ts": `import { verify } from "./verify.ts"; export function heavy() { verify(); } register(verify);`,
      },
      "undecided",
    ],
  ])("%s", (_title, files, kind) => {
    const workspace = workspaceOf({ "verify.ts": verify, ...files });
    const answer = createCodeFacts({ workspace }).notReachable({
      target: { module: "verify.ts", export: "verify" },
      construct: { module: "a.ts", export: "heavy" },
      candidates: workspace.files(),
    });
    expect(answer.kind).toBe(kind);
  });
});

describe("a cache that is keyed by a parameter", () => {
  it.each<[string, string, string]>([
    [
      "direct",
      `export function once(request, f) { const known = cache.get(request); if (known) return known; cache.set(request, f()); }`,
      "passed",
    ],
    [
      "through a helper",
      `function store(key, value) { cache.set(key, value); } export function once(request) { store(request, 1); return cache.has(request); }`,
      "passed",
    ],
    ["in a closure", `export function once(request) { return () => cache.get(request); }`, "passed"],
    ["another parameter", `export function once(request, f) { return cache.get(f); }`, "failed"],
    ["a member", `export function once(request) { return cache.get(request.url); }`, "failed"],
    ["a constant", `export function once(request) { return cache.get("x"); }`, "failed"],
    [
      "helper with another thing",
      `function store(key) { cache.add(key); } export function once(request) { store(request); store({}); }`,
      "undecided",
    ],
    [
      "iterated",
      `export function once(request) { cache.forEach(() => 1); return cache.get(request); }`,
      "failed",
    ],
    ["given away", `export function once(request) { dump(cache); return cache.get(request); }`, "undecided"],
    [
      "used elsewhere",
      `export function once(request) { return cache.get(request); } export { cache };`,
      "failed",
    ],
  ])("%s", (_title, source, kind) => {
    const workspace = workspaceOf({
      "a.ts": `const cache = new WeakMap();\n${source}`,
      "b.ts": `import { cache } from "./a.ts"; cache.get({});`,
    });
    const answer = createCodeFacts({ workspace }).keyedBy({
      cache: { module: "a.ts", name: "cache" },
      keys: [{ function: { module: "a.ts", export: "once" }, parameter: 0 }],
      candidates: workspace.files(),
    });
    expect(answer.kind).toBe(kind);
  });
});
