import { describe, expect, it } from "vitest";
import { createCodeFacts, type GuardedQuery } from "../src/index.ts";
import {
  assertion,
  type Case,
  denial,
  middleware,
  moduleOf,
  nullable,
  policy,
  property,
  query,
  support,
  truthy,
} from "./guarded-cases.ts";
import { workspaceOf } from "./memory-workspace.ts";

function answer(source: string, question: Omit<GuardedQuery, "candidates">) {
  const workspace = workspaceOf({ ...support, "src/run.ts": moduleOf(source) });
  return createCodeFacts({ workspace }).guarded({ ...question, candidates: workspace.files() });
}

function check([, source, ...expected]: Case, question: Omit<GuardedQuery, "candidates">): void {
  expect(expected).toContain(answer(source, question).kind);
}

describe("a guard that throws", () => {
  it.each(assertion.map((one) => [one[0], one] as const))("%s", (title, one) => {
    check(one, query(/^synchronous|generator helper|class field/.test(title) ? "assert" : "guard"));
  });
});

describe("a guard whose result decides", () => {
  it.each(truthy.map((one) => [one[0], one] as const))("%s", (_title, one) => {
    check(one, query("allowed", { guardReturns: "truthy" }));
  });
});

describe("a middleware that calls the next one", () => {
  it.each(middleware.map((one) => [one[0], one] as const))("%s", (_title, one) => {
    const effect = { inside: { module: "src/run.ts", export: "auth" }, parameter: "next" };
    const { same: _, ...rest } = query("allowed", { guardReturns: "truthy" });
    check(one, { ...rest, effect });
  });
});

describe.each([
  ["a guard that gives null", nullable, query("session", { guardReturns: "truthy" })],
  [
    "a guard that answers in a property",
    property,
    query("check", { guardReturns: "truthy", guardProperty: "ok" }),
  ],
  ["a guard that gives its refusal", denial, query("denies", { guardReturns: "falsy" })],
  [
    "a guard with a policy",
    policy,
    query("guard", { policy: { argument: 1, is: { module: "src/guard.ts", export: "strict" } } }),
  ],
] as const)("%s", (_title, cases, question) => {
  it.each(cases.map((one) => [one[0], one] as const))("%s", (_name, one) => {
    check(one, question);
  });
});

describe("a method of what a constructor makes", () => {
  const effect = { constructor: { module: "@orpc/server/fetch", export: "RPCHandler" }, method: "handle" };
  const same = { guardArgument: 0, effectArgument: "1.context" };
  const head = `import { RPCHandler } from "@orpc/server/fetch";\nimport { assert } from "./guard.ts";\n`;
  const cases: readonly Case[] = [
    [
      "passed on as a property",
      `const h = new RPCHandler({}); export async function run(request, context) { assert(context); return h.handle(request, { prefix: "/rpc", context }); }`,
      "passed",
    ],
    [
      "options in a constant",
      `const h = new RPCHandler({}); export async function run(request, context) { assert(context); const options = { context }; return h.handle(request, options); }`,
      "passed",
    ],
    [
      "spread before",
      `const h = new RPCHandler({}); export async function run(r, context, o) { assert(context); return h.handle(r, { ...o, context }); }`,
      "passed",
    ],
    [
      "made on the spot",
      `export async function run(r, context) { assert(context); return new RPCHandler({}).handle(r, { context }); }`,
      "passed",
    ],
    [
      "another context",
      `const h = new RPCHandler({}); export async function run(r, context, other) { assert(context); return h.handle(r, { context: other }); }`,
      "failed",
    ],
    [
      "spread after",
      `const h = new RPCHandler({}); export async function run(r, context, o) { assert(context); return h.handle(r, { context, ...o }); }`,
      "undecided",
    ],
    [
      "no guard",
      `const h = new RPCHandler({}); export async function run(r, context) { return h.handle(r, { context }); }`,
      "failed",
    ],
    [
      "destructured method",
      `const { handle } = new RPCHandler({}); export async function run(r, context) { return handle(r, { context }); }`,
      "failed",
      "undecided",
    ],
    [
      "given away",
      `const h = new RPCHandler({}); mount(h); export async function run(r, context) { assert(context); return h.handle(r, { context }); }`,
      "undecided",
    ],
    ["returned by a factory", `export const make = () => new RPCHandler({});`, "undecided"],
    ["extended", `class Own extends RPCHandler {} export const h = new Own();`, "undecided"],
  ];
  it.each(cases.map((one) => [one[0], one] as const))("%s", (_name, [title, source, ...expected]) => {
    check([title, `${head}${source}`, ...expected], { ...query("assert", { same }), effect });
  });
});

it("names the way around line by line", () => {
  const source = `async function send(c) {\n  await effect(c);\n}\nexport async function run(ctx) {\n  if (ctx.fast) {\n    await send(ctx);\n  }\n  await guard(ctx);\n  await send(ctx);\n}`;
  const found = answer(moduleOf(source), query("guard"));
  expect(found.kind).toBe("failed");
  if (found.kind !== "failed") return;
  const lines = found.witness.map(({ kind, location, truth, name }) =>
    [location.start.line, kind, name ?? truth].join(" "),
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "6 entry run",
      "7 branch true",
      "8 call send",
      "3 entry send",
      "4 effect ",
    ]
  `);
});

describe("a guard whose type says how it speaks", () => {
  const claim = `
    type Lease = { id: string };
    type Claim = { lease: Lease; later?: undefined } | { lease?: undefined; later: number };
    interface Done { at: number }
    export function claim(ctx: object): Readonly<Claim> { return { later: 1 }; }
    export function done(ctx: object): Done { return { at: 1 }; }`;
  const asked = (body: string, question: Partial<GuardedQuery>) => {
    const workspace = workspaceOf({
      ...support,
      "src/claim.ts": claim,
      "src/run.ts": `import { claim, done } from "./claim.ts";
        import { effect } from "./effect.ts";
        export async function run(ctx) { ${body} }`,
    });
    const guard = { module: "src/claim.ts", export: "claim" };
    return createCodeFacts({ workspace }).guarded({
      effect,
      guard,
      ...question,
      candidates: workspace.files(),
    }).kind;
  };
  const effect = { module: "src/effect.ts", export: "effect" };
  const lease = { guardReturns: "non-nullish", guardProperty: "lease" } as const;

  it.each([
    ["passed", "const c = claim(ctx); if (c.lease === undefined) return c.later; await effect(ctx);"],
    ["failed", "const c = claim(ctx); if (c.later !== undefined) await effect(ctx);"],
    ["failed", "const c = claim(ctx); if (c.lease === undefined) await effect(ctx);"],
  ])("%s: %s", (expected, body) => {
    expect(asked(body, lease)).toBe(expected);
  });

  it("is over when it returns something that is no promise", () => {
    const guard = { module: "src/claim.ts", export: "done" };
    expect(asked("done(ctx); await effect(ctx);", { guard })).toBe("passed");
  });
});

describe("calls that are given one value", () => {
  const question = query("assert", {
    where: { argument: "1.prefix", is: { module: "src/prefixes.ts", export: "prefixes", member: ["one"] } },
    policy: { argument: 1, is: { module: "src/guard.ts", export: "strict" } },
  });
  const prefixes = `export const prefixes = { one: "/one", two: "/two" } as const;`;
  const answerOf = (body: string) => {
    const source = `import { prefixes } from "./prefixes.ts"; import { assert, strict, loose } from "./guard.ts"; import { effect } from "./effect.ts";
      export async function asked(ctx, given) { assert(ctx, strict); await effect(ctx, { prefix: prefixes.one }); }
      export async function other(ctx, given) { ${body} }`;
    const workspace = workspaceOf({ ...support, "src/prefixes.ts": prefixes, "src/run.ts": source });
    return createCodeFacts({ workspace }).guarded({ ...question, candidates: workspace.files() });
  };

  it.each([
    [
      "another member is not asked about",
      "assert(ctx, loose); await effect(ctx, { prefix: prefixes.two });",
      1,
    ],
    ["another text is not asked about", `await effect(ctx, { prefix: "/else" });`, 1],
    [
      "another member through a constant is not asked about",
      "const prefix = prefixes.two; await effect(ctx, { prefix });",
      1,
    ],
  ])("%s", (_title, body, selected) => {
    expect(answerOf(body)).toMatchObject({ kind: "passed", scope: { selected } });
  });

  it.each([
    ["the same value", "assert(ctx, loose); await effect(ctx, { prefix: prefixes.one });"],
    ["the same text", `assert(ctx, loose); await effect(ctx, { prefix: "/one" });`],
    ["a value that is not known", "assert(ctx, loose); await effect(ctx, { prefix: given });"],
    [
      "options that could replace it",
      "assert(ctx, loose); await effect(ctx, { prefix: prefixes.two, ...given });",
    ],
    ["options that are not known", "assert(ctx, loose); await effect(ctx, given);"],
    ["no options", "assert(ctx, loose); await effect(ctx);"],
  ])("%s is asked about", (_title, body) => {
    expect(answerOf(body)).toMatchObject({ kind: "failed", scope: { selected: 2 } });
  });
});
