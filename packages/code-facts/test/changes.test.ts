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

test.each([
  "const tamper = (it: { rpc: string[] }): void => { it.rpc = []; };\ntamper(policy);",
  "function inner(list: string[]) { list.push('x'); }\nfunction outer(it: typeof policy) { inner(it.rpc); }\nouter(policy);",
])("handing it to what writes, where it is declared: %s", (statement) => {
  expect(changes(statement)).toEqual([`src/a.ts:${statement.split("\n").length + 1}`]);
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
    "function look(it: { rpc: string[] }): number { const own = [...it.rpc]; own.push('x'); return own.length; }\nlook(policy);",
    "function loop(it: unknown): void { loop(it); }\nloop(policy);",
    "function second(one: string[], other: unknown): void { one.push(String(other)); }\nsecond([], policy);",
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

describe("writing into what a function hands back", () => {
  const define =
    "export function define<T>(it: T): T {\n  if (it === null) throw new Error();\n  return it;\n}\n";
  function changed(own: string, other = "", definition = define): string[] {
    const files = { "src/define.ts": definition, "src/hq.ts": own, "src/b.ts": other };
    const code = createCodeFacts({ workspace: workspaceOf(files) });
    const all = Object.keys(files);
    return code
      .changesOfGiven({ module: "src/define.ts", export: "define" }, 0, all, all)
      .map(({ path, start }) => `${path}:${start.line}`);
  }
  const imports = 'import { define } from "./define.ts";\n';
  const named = `${imports}const hq: any = define({ all: [1] });\nexport default hq;\n`;
  const direct = `${imports}export default define({ all: [1] });\n`;

  test.each([
    ["assigned", `${named}hq.all = [];\n`, "", ["src/hq.ts:4"]],
    ["Object.assign", `${named}Object.assign(hq, { all: [] });\n`, "", ["src/hq.ts:4"]],
    ["pushed", `${named}hq.all.push(2);\n`, "", ["src/hq.ts:4"]],
    [
      "around the call",
      `${imports}export default Object.assign(define({ all: [1] }), { all: [] });\n`,
      "",
      ["src/hq.ts:2"],
    ],
    ["a part taken out", `${named}const { all } = hq;\nall.push(2);\n`, "", ["src/hq.ts:5"]],
    ["from another module", named, 'import hq from "./hq.ts";\nhq.all.push(2);\n', ["src/b.ts:2"]],
    ["a default export", direct, 'import hq from "./hq.ts";\nObject.assign(hq, {});\n', ["src/b.ts:2"]],
    [
      "by a helper",
      `${named}function more(it: any) {\n  it.all.push(2);\n}\nmore(hq);\n`,
      "",
      ["src/hq.ts:7"],
    ],
  ])("%s", (_, own, other, expected) => expect(changed(own, other)).toEqual(expected));

  test.each([
    ["read", `${named}void hq.all.map(String);\n`, ""],
    ["copied", `${named}const own = Object.assign({}, hq);\nown.all = [];\n`, ""],
    ["something else", `${named}const other = { all: [] as number[] };\nother.all.push(2);\n`, ""],
    ["another default", direct, 'import hq from "./define.ts";\nObject.assign(hq, {});\n'],
    ["handed to a reader", `${named}function look(it: any) {\n  return it.all.length;\n}\nlook(hq);\n`, ""],
  ])("%s: nothing", (_, own, other) => expect(changed(own, other)).toEqual([]));

  test("a function that makes something else hands nothing back", () => {
    const copies = "export function define<T extends object>(it: T): T {\n  return { ...it };\n}\n";
    expect(changed(`${named}hq.all = [];\n`, "", copies)).toEqual([]);
  });
});
