import { describe, expect, test } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { earlyErrors } from "../src/tree.ts";
import { workspaceOf } from "./memory-workspace.ts";

const declared = 'export const policy = { rpc: ["caller"] };\n';

function changes(own: string, other = ""): string[] {
  const files = { "src/a.ts": declared + own, "src/b.ts": other };
  const code = createCodeFacts({ workspace: workspaceOf(files) });
  return code
    .changesOf({ module: "src/a.ts", export: "policy" }, Object.keys(files))
    .map(({ path, start }) => `${path}:${start.line}`);
}

const imported = 'import { policy } from "./a.ts";\n';

describe("writing into an exported constant", () => {
  test.each([
    "policy.rpc = [];",
    'policy["rpc"] = [];',
    "(policy.rpc as unknown as string[]).length = 0;",
    "policy.rpc.push('x');",
    "(policy as { rpc: string[] }).rpc.splice(0);",
    "delete (policy as { rpc?: string[] }).rpc;",
    "Object.assign(policy, {});",
    "Reflect.set(policy, 'rpc', []);",
    "Object.defineProperty(policy.rpc, 0, { value: 'x' });",
    "[policy.rpc] = [[]];",
    "({ rpc: policy.rpc } = { rpc: [] });",
    "for (policy.rpc of [[]]) void 0;",
    "const same = policy;\nsame.rpc = [];",
  ])("%s", (statement) => {
    const line = statement.split("\n").length + 1;
    expect(changes(statement)).toEqual([`src/a.ts:${line}`]);
    expect(changes("", imported + statement)).toEqual([`src/b.ts:${line}`]);
  });

  test("by way of a namespace", () => {
    expect(changes("", 'import * as all from "./a.ts";\nall.policy.rpc.pop();')).toEqual(["src/b.ts:2"]);
  });
});

describe("no writing into it", () => {
  test.each([
    "void policy.rpc.length;",
    "void policy.rpc.map((one) => one);",
    "void Object.assign({}, policy);",
    "void [...policy.rpc].sort();",
    "void Object.freeze(policy);",
    "const { rpc } = policy;\nvoid rpc;",
    "let other = policy.rpc;\nother = [];",
    "void ((policy: { rpc: string[] }) => { policy.rpc = []; });",
    "const [first = policy.rpc] = [];\nvoid first;",
  ])("%s", (statement) => {
    expect(changes(statement)).toEqual([]);
    expect(changes("", imported + statement)).toEqual([]);
  });
});

test.each([
  [
    "a cache that is exported where it is declared",
    "export const cache = new Map<object, number>();",
    "undecided",
  ],
  ["a cache that is not", "const cache = new Map<object, number>();", "passed"],
])("%s", (_, declaration, kind) => {
  const text = `${declaration}\nexport function ask(key: object) {\n  return cache.get(key);\n}\n`;
  const code = createCodeFacts({ workspace: workspaceOf({ "a.ts": text }) });
  const keys = [{ function: { module: "a.ts", export: "ask" }, parameter: 0 }];
  expect(
    code.keyedBy({ cache: { module: "a.ts", name: "cache" }, keys, candidates: ["a.ts"] }),
  ).toMatchObject({ kind });
});

test("a module that would not load says why", () => {
  expect(earlyErrors("a.ts", "const a = 1;\n")).toEqual([]);
  expect(earlyErrors("a.ts", "const a = ;\n")).toHaveLength(1);
  expect(earlyErrors("a.ts", "let a = 1;\nlet a = 2;\n")).toHaveLength(1);
});
