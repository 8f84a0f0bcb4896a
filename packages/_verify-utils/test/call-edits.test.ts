import { readTree } from "@phasegate/code-facts/tree";
import { describe, expect, test } from "vitest";
import { callsSymbol, followed, guarded, NotApplicable } from "../src/index.ts";
import { codesOf, contextFor, probesOf, weakProbes, workspaceOf } from "./support.ts";

const tool =
  "export function mark<T>(one: T, ...all: unknown[]): T {\n  return one;\n}\nexport async function tell(all: unknown): Promise<void> {\n  void all;\n}\n";
const imports = 'import { mark, tell } from "./tool.ts";\nimport { Sender } from "elsewhere";\n';

/** Ways to write a call whose arguments are more than names. */
const forms = [
  ["an awaited argument", "async function f(x: any) {\n  mark(await x());\n  await new Sender().send(x);\n}"],
  ["a call in a call", "async function f(x: any) {\n  mark(mark(x));\n  await new Sender().send(x);\n}"],
  [
    "calls in calls, awaited",
    "async function f(x: any) {\n  mark(mark(await x.y(), mark(1)), (() => [x])());\n  await new Sender().send(x);\n}",
  ],
  [
    "a function as an argument, which waits",
    "async function f(x: any) {\n  mark(x, async () => { await x; mark(x); });\n  await new Sender().send(x);\n}",
  ],
  [
    "type arguments",
    "async function f(x: any) {\n  mark<(one: string) => void>(x);\n  await new Sender().send(x);\n}",
  ],
  ["a callee in parentheses", "async function f(x: any) {\n  (mark)(x);\n  await new Sender().send(x);\n}"],
  [
    "a text with a parenthesis",
    "async function f(x: any) {\n  mark(x, '(', 'await x');\n  await new Sender().send(x);\n}",
  ],
  [
    "a value that is used",
    "async function f(x: any) {\n  const y = mark(await x);\n  await new Sender().send(y);\n}",
  ],
  ["a generator", "function* f(x: any): Generator {\n  mark(yield x);\n  new Sender().send(x);\n}"],
] as const;

const module = "src/a.ts";
const files = (code: string) => ({
  "package.json": JSON.stringify({ name: "one", dependencies: { elsewhere: "1.0.0" } }),
  "src/tool.ts": tool,
  [module]: `${imports}export ${code}\nvoid tell;\n`,
});
const symbol = { module: "src/tool.ts", export: "mark" };
const checks = {
  callsSymbol: callsSymbol({ symbol, from: { module } }),
  guarded: guarded({
    effect: { constructor: { module: "elsewhere", export: "Sender" }, method: "send" },
    by: symbol,
    within: [module],
    claim: "what is sent is marked",
  }),
};

describe.each(forms)("%s", (_, code) => {
  const workspace = () => workspaceOf(files(code));

  test.each(Object.entries(checks))("%s: every edit is well-formed", (_kind, check) => {
    const view = workspace();
    const context = contextFor(view);
    const broken = [...check.counterexamples, ...check.invariances].flatMap(({ name, apply }) => {
      const edits = apply(context);
      if (edits instanceof NotApplicable) return [];
      return Object.entries(edits).flatMap(([path, text]) =>
        typeof text === "string" && readTree(path, text).kind !== "tree" ? [`${name}\n${text}`] : [],
      );
    });
    expect(broken).toEqual([]);
  });

  test("callsSymbol: its edits do what they are for", () => {
    const view = workspace();
    expect(codesOf(checks.callsSymbol, view)).toEqual([]);
    expect(weakProbes(probesOf(checks.callsSymbol, view))).toEqual([]);
  });
});

test("what comes after, with arguments that wait", () => {
  const code = "export async function f(x: any) {\n  mark(x);\n  await tell(await x());\n}\n";
  const check = followed({
    first: symbol,
    by: { module: "src/tool.ts", export: "tell" },
    within: [module],
  });
  const view = workspaceOf({ ...files(""), [module]: `import { mark, tell } from "./tool.ts";\n${code}` });
  expect(codesOf(check, view)).toEqual([]);
  expect(weakProbes(probesOf(check, view))).toEqual([]);
});
