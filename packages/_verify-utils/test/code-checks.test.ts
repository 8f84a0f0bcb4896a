import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  callsSymbol,
  exportsSymbol,
  followed,
  globalsWithin,
  guarded,
  importConfined,
  keyedBy,
  notReachable,
  setsAgree,
} from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

const files = {
  "package.json": JSON.stringify({ name: "host", dependencies: { "@orpc/server": "1.0.0" } }),
  "src/policy.ts": `export const policy = {
  rpc: ["caller"],
  openapi: ["caller"],
} as const;
`,
  "src/context.ts": `export function assertMarkers(context: object, markers: readonly string[]): void {
  if (markers.length > Object.keys(context).length) throw new Error("missing");
}
`,
  "src/store.ts": `const stores = new WeakMap<object, string>();
export function keep(request: object, value: string): void {
  stores.set(request, value);
}
export function kept(request: object): string | undefined {
  return stores.get(request);
}
`,
  "src/heavy.ts": `export function define(definition: { readonly marker: string }): string {
  return definition.marker;
}
`,
  "src/caller.ts": `import { define } from "./heavy.ts";
import { keep } from "./store.ts";
export const caller = define({ marker: "caller" });
export function evaluate(request: object): void {
  keep(request, caller);
}
`,
  "src/registry.ts": `export const markers = ["caller"] as const;
`,
  "src/runs.ts": `export async function storeEnd(run: string): Promise<void> {
  void run;
}
export async function tell(run: string): Promise<void> {
  void run;
}
`,
  "src/end.ts": `import { storeEnd, tell } from "./runs.ts";
interface Step {
  run<T>(id: string, body: () => T): T;
}
export async function end(run: string, step: Step): Promise<void> {
  await step.run("store", () => storeEnd(run));
  await step.run("tell", () => tell(run));
}
`,
  "src/outcome.ts": `import { z } from "zod";
export const outcomes = ["succeeded", "failed", "skipped"] as const;
export type Outcome = z.infer<typeof record>["outcome"];
export const record = z.strictObject({ outcome: z.enum(outcomes), attempts: z.number() });
`,
  "src/orpc.ts": `import { RPCHandler } from "@orpc/server/fetch";
import { assertMarkers } from "./context.ts";
import { policy } from "./policy.ts";

const handler = new RPCHandler({});

export function dispatchRpc(context: object) {
  assertMarkers(context, policy.rpc);
  return handler.handle(new Request("http://host/"), { context });
}

export function dispatchOpenApi(context: object) {
  assertMarkers(context, policy.openapi);
  return context;
}
`,
};

const markers = z.array(z.string()).min(1);
const checks = {
  exports: exportsSymbol({
    symbol: { module: "src/policy.ts", export: "policy" },
    value: z.object({ rpc: markers, openapi: markers }),
  }),
  calls: callsSymbol({
    symbol: { module: "src/context.ts", export: "assertMarkers" },
    from: { module: "src/orpc.ts", functions: ["dispatchRpc", "dispatchOpenApi"] },
  }),
  guarded: guarded({
    effect: { constructor: { module: "@orpc/server/fetch", export: "RPCHandler" }, method: "handle" },
    by: { module: "src/context.ts", export: "assertMarkers" },
    same: { guardArgument: 0, effectArgument: "1.context" },
    policy: { argument: 1, is: { module: "src/policy.ts", export: "policy", member: ["rpc"] } },
    within: ["src/orpc.ts"],
  }),
  keyed: keyedBy({
    cache: { module: "src/store.ts", name: "stores" },
    keys: [
      { function: { module: "src/store.ts", export: "keep" }, parameter: 0 },
      { function: { module: "src/store.ts", export: "kept" }, parameter: 0 },
    ],
  }),
  reached: notReachable({
    target: { module: "src/store.ts", export: "keep" },
    construct: { module: "src/caller.ts", export: "evaluate" },
  }),
  agree: setsAgree({
    lists: [
      { label: "the policy", values: { module: "src/policy.ts", export: "policy" } },
      { label: "the registry", values: { module: "src/registry.ts", export: "markers" } },
      {
        label: "the definitions",
        argumentsTo: { module: "src/heavy.ts", export: "define" },
        argument: 0,
        path: ["marker"],
        in: ["src/**"],
      },
    ],
  }),
  followed: followed({
    first: { module: "src/runs.ts", export: "storeEnd" },
    by: { module: "src/runs.ts", export: "tell" },
    same: { firstArgument: 0, nextArgument: 0 },
    within: ["src/end.ts"],
    combinators: [{ callee: { method: "run" }, callback: 1, reason: "memoised step" }],
  }),
  outcomes: setsAgree({
    lists: [
      { label: "the decision", texts: ["succeeded", "failed", "skipped"] },
      { label: "the type", type: { module: "src/outcome.ts", export: "Outcome" } },
      { label: "the schema", schema: { module: "src/outcome.ts", export: "record" }, path: ["outcome"] },
    ],
  }),
  globals: globalsWithin({ modules: ["src/store.ts"], allowed: ["WeakMap"] }),
  confined: importConfined({
    symbols: [{ module: "@orpc/server/fetch", export: "RPCHandler" }],
    to: ["src/orpc.ts"],
  }),
};

const among = importConfined({
  symbols: [{ module: "node:fs", export: "*" }],
  to: [],
  among: ["src/**", "!src/*.test.ts"],
});

test("only the modules that are named are judged", () => {
  const reads = 'import { readFileSync } from "node:fs";\nvoid readFileSync;';
  expect(codesOf(among, workspaceOf({ ...files, "test/x.ts": reads }))).toEqual([]);
  expect(codesOf(among, workspaceOf({ ...files, "src/x.ts": reads }))).toEqual(["import-outside src/x.ts:1"]);
  expect(codesOf(among, workspaceOf({ ...files, "src/x.test.ts": reads }))).toEqual([]);
  const loads = 'import { createRequire } from "node:module";\ncreateRequire(import.meta.url)("node:fs");';
  expect(codesOf(among, workspaceOf({ ...files, "src/x.ts": loads }))).toEqual([
    "import-undecidable src/x.ts:1",
    "import-outside src/x.ts:2",
  ]);
  const computed = "export const load = (name: string) => import(name);";
  expect(codesOf(among, workspaceOf({ ...files, "src/x.ts": computed }))).toEqual([
    "import-undecidable src/x.ts:1",
  ]);
  const used = { ...files, "src/x.test.ts": reads, "src/y.ts": 'import "./x.test.ts";' };
  expect(codesOf(among, workspaceOf(used))).toEqual(["import-outside src/x.test.ts:1"]);
  expect(codesOf(among, workspaceOf({ "test/x.ts": reads }))).toEqual(["scope-empty"]);
  expect(weakProbes(probesOf(among, workspaceOf(files)))).toEqual([]);
});

type Change = Record<string, string | ((text: string) => string)>;

function codes(check: keyof typeof checks, change: Change): string[] {
  const edits = Object.entries(change).map(([path, edit]) => {
    const before = files[path as keyof typeof files] ?? "";
    return [path, typeof edit === "string" ? edit : edit(before)] as const;
  });
  return codesOf(checks[check], workspaceOf({ ...files, ...Object.fromEntries(edits) }));
}

const orpc = (from: string | RegExp, to: string): Change => ({
  "src/orpc.ts": (text) => text.replace(from, to),
});
const policy = (text: string): Change => ({ "src/policy.ts": text });
const extra = (text: string, path = "src/extra.ts"): Change => ({ [path]: text });

const end = (from: string | RegExp, to: string): Change => ({
  "src/end.ts": (text) => text.replace(from, to),
});
const outcome = (from: string | RegExp, to: string): Change => ({
  "src/outcome.ts": (text) => text.replace(from, to),
});

const violations: readonly (readonly [keyof typeof checks, string, Change, string])[] = [
  [
    "exports",
    "an empty family",
    policy('export const policy = { rpc: [], openapi: ["caller"] };'),
    "value-mismatch src/policy.ts:1",
  ],
  [
    "exports",
    "a missing family",
    policy('export const policy = { rpc: ["caller"] };'),
    "value-mismatch src/policy.ts:1",
  ],
  [
    "exports",
    "not exported",
    policy('const policy = { rpc: ["a"], openapi: ["a"] };\nexport default policy;'),
    "export-missing src/policy.ts",
  ],
  [
    "exports",
    "only a type",
    policy("export interface policy { rpc: string }"),
    "export-type-only src/policy.ts:1",
  ],
  [
    "exports",
    "declared, not defined",
    policy("export declare const policy: { rpc: string[]; openapi: string[] };"),
    "value-undecidable src/policy.ts:1",
  ],
  [
    "exports",
    "emptied later",
    policy('export let policy = { rpc: ["a"], openapi: ["a"] };\npolicy = { rpc: [], openapi: [] };'),
    "value-undecidable src/policy.ts:1",
  ],
  [
    "exports",
    "a condition",
    policy('export const policy = process.env.X ? { rpc: [] } : { rpc: ["a"], openapi: ["a"] };'),
    "value-undecidable src/policy.ts:1",
  ],
  [
    "exports",
    "a spread of something unknown",
    policy('export const policy = { rpc: ["a"], openapi: ["a"], ...JSON.parse("{}") };'),
    "value-undecidable src/policy.ts:1",
  ],
  [
    "exports",
    "from a package",
    policy('export { policy } from "somewhere";'),
    "export-undecidable src/policy.ts",
  ],
  [
    "calls",
    "removed in one function",
    orpc("  assertMarkers(context, policy.openapi);\n", ""),
    "call-missing src/orpc.ts:12",
  ],
  [
    "calls",
    "commented out",
    orpc("assertMarkers(context, policy.rpc);", "// assertMarkers(context, policy.rpc);"),
    "call-missing src/orpc.ts:7",
  ],
  [
    "calls",
    "shadowed by a parameter",
    orpc(
      "dispatchRpc(context: object)",
      "dispatchRpc(context: object, assertMarkers = (..._: unknown[]) => {})",
    ),
    "call-missing src/orpc.ts:7",
  ],
  [
    "calls",
    "shadowed by a local function",
    orpc(
      "  assertMarkers(context, policy.rpc);",
      "  function assertMarkers(..._: unknown[]) {}\n  assertMarkers(context, policy.rpc);",
    ),
    "call-missing src/orpc.ts:7",
  ],
  [
    "calls",
    "imported from another module",
    {
      ...orpc('"./context.ts"', '"./fake.ts"'),
      "src/fake.ts": "export function assertMarkers(..._: unknown[]) {}",
    },
    "call-missing src/orpc.ts:8",
  ],
  [
    "calls",
    "optional",
    orpc("assertMarkers(context, policy.rpc)", "assertMarkers?.(context, policy.rpc)"),
    "call-missing src/orpc.ts:7",
  ],
  [
    "calls",
    "moved into a callback",
    orpc(
      "assertMarkers(context, policy.rpc);",
      "const later = () => assertMarkers(context, policy.rpc);\n  void later;",
    ),
    "call-missing src/orpc.ts:7",
  ],
  [
    "calls",
    "handed to somebody else instead",
    orpc("assertMarkers(context, policy.rpc)", "queueMicrotask(assertMarkers)"),
    "call-undecidable src/orpc.ts:8",
  ],
  [
    "calls",
    "no longer parsable",
    orpc("export function", "export functio n"),
    "module-unparsable src/orpc.ts:7",
  ],
  [
    "confined",
    "imported elsewhere",
    extra('import { RPCHandler } from "@orpc/server/fetch";\nnew RPCHandler({});'),
    "import-outside src/extra.ts:1",
  ],
  [
    "confined",
    "imported elsewhere under another name",
    extra('import { RPCHandler as H } from "@orpc/server/fetch";\nnew H({});'),
    "import-outside src/extra.ts:1",
  ],
  [
    "confined",
    "required elsewhere",
    extra('const { RPCHandler } = require("@orpc/server/fetch");', "src/extra.cjs"),
    "import-outside src/extra.cjs:1",
  ],
  [
    "confined",
    "loaded elsewhere when it runs",
    extra('const m = await import("@orpc/server/fetch");\nnew m.RPCHandler({});'),
    "import-outside src/extra.ts:1",
  ],
  [
    "confined",
    "loaded by a computed name",
    extra('const name = "@orpc/" + process.env.X;\nawait import(name);'),
    "import-undecidable src/extra.ts:2",
  ],
  ["confined", "handed on", orpc(/$/, "\nexport { RPCHandler };\n"), "confined-exported src/orpc.ts:17"],
  [
    "confined",
    "taken out of something exported",
    {
      ...orpc(/$/, "\nexport const box = { RPCHandler };\n"),
      ...extra('import { box } from "./orpc.ts";\nnew box.RPCHandler({});'),
    },
    "import-outside src/extra.ts:2",
  ],
  [
    "confined",
    "given to somebody",
    orpc(/$/, "\nqueueMicrotask(RPCHandler as never);\n"),
    "confined-escapes src/orpc.ts:17",
  ],
  [
    "confined",
    "imported by a path into what is installed",
    extra('import * as all from "../node_modules/@orpc/server/dist/fetch.mjs";\nvoid all;'),
    "import-undecidable src/extra.ts",
  ],
  [
    "confined",
    "handed on under another name",
    orpc(/$/, "\nexport const Handler = RPCHandler;\n"),
    "confined-exported src/orpc.ts:17",
  ],
  [
    "confined",
    "in a test folder, too",
    extra('import { RPCHandler } from "@orpc/server/fetch";\nnew RPCHandler({});', "test/x.test.ts"),
    "import-outside test/x.test.ts:1",
  ],
  ["confined", "not used where it is allowed", { "src/orpc.ts": "export {};" }, "scope-empty"],
  [
    "followed",
    "on one branch",
    end('await step.run("tell"', 'if (run !== "") await step.run("tell"'),
    "follow-skipped src/end.ts:6",
  ],
  ["followed", "for another run", end("tell(run)", 'tell("other")'), "follow-skipped src/end.ts:6"],
  [
    "followed",
    "not awaited",
    end('await step.run("tell"', 'void step.run("tell"'),
    "follow-skipped src/end.ts:6",
  ],
  [
    "followed",
    "left early",
    end('await step.run("tell"', 'if (run === "") return;\n  await step.run("tell"'),
    "follow-skipped src/end.ts:6",
  ],
  [
    "followed",
    "by another function of the name",
    end(/$/, "const tell = async (_: string) => {};\n"),
    "follow-skipped src/end.ts:6",
  ],
  [
    "followed",
    "elsewhere, too",
    extra('import { storeEnd } from "./runs.ts";\nawait storeEnd("x");'),
    "follow-skipped src/extra.ts:2",
  ],
  [
    "followed",
    "handed on",
    end(/$/, "\nqueueMicrotask(storeEnd as never);\n"),
    "follow-undecidable src/end.ts:10",
  ],
  [
    "outcomes",
    "one more in the list",
    outcome('"skipped"]', '"skipped", "late"]'),
    "sets-differ src/outcome.ts:2",
  ],
  ["outcomes", "one less in the list", outcome(', "skipped"', ""), "sets-differ"],
  [
    "outcomes",
    "the type is widened",
    outcome('["outcome"];', '["outcome"] | "late";'),
    "sets-differ src/outcome.ts:3",
  ],
  [
    "outcomes",
    "the type is any text",
    outcome('["outcome"];', '["outcome"] | (string & {});'),
    "value-undecidable src/outcome.ts:3",
  ],
  [
    "outcomes",
    "the schema says its own",
    outcome("z.enum(outcomes)", 'z.enum(["succeeded", "failed"])'),
    "sets-differ",
  ],
  [
    "outcomes",
    "the schema is lax",
    outcome("z.enum(outcomes)", "z.enum(outcomes).or(z.string())"),
    "value-undecidable src/outcome.ts:4",
  ],
  [
    "keyed",
    "asked by an id",
    {
      "src/store.ts": (text) =>
        text
          .replace("stores.get(request)", "stores.get(idOf(request))")
          .concat("declare function idOf(x: object): object;\n"),
    },
    "cache-key-differs src/store.ts:6",
  ],
  [
    "keyed",
    "asked by one object for all",
    {
      "src/store.ts": (text) =>
        text.replace("stores.get(request)", "stores.get(all)").concat("const all = {};\n"),
    },
    "cache-key-differs src/store.ts:6",
  ],
  [
    "keyed",
    "asked by the second argument",
    { "src/store.ts": (text) => text.replace("kept(request: object)", "kept(_: object, request: object)") },
    "cache-key-differs src/store.ts:6",
  ],
  [
    "keyed",
    "handed to others",
    { "src/store.ts": (text) => `${text}queueMicrotask(stores as never);\n` },
    "cache-undecidable src/store.ts:8",
  ],
  [
    "keyed",
    "gone",
    { "src/store.ts": (text) => text.replace("new WeakMap<object, string>()", "make()") },
    "cache-key-differs src/store.ts:1",
  ],
  [
    "reached",
    "called elsewhere",
    extra('import { keep } from "./store.ts";\nexport const sneak = (r: object) => keep(r, "x");'),
    "reached-outside src/extra.ts:2",
  ],
  [
    "reached",
    "called at the top level",
    extra('import { keep as k } from "./store.ts";\nk({}, "x");'),
    "reached-outside src/extra.ts:2",
  ],
  [
    "reached",
    "handed on",
    extra('import { keep } from "./store.ts";\nexport const table = [keep];'),
    "reach-undecidable src/extra.ts:2",
  ],
  [
    "agree",
    "a marker that nothing produces",
    { "src/registry.ts": 'export const markers = ["caller", "tenant"] as const;' },
    "sets-differ src/registry.ts:1",
  ],
  [
    "agree",
    "a marker that is not in the policy",
    extra('import { define } from "./heavy.ts";\nexport const tenant = define({ marker: "tenant" });'),
    "sets-differ src/extra.ts:2",
  ],
  [
    "agree",
    "a misspelt marker",
    { "src/caller.ts": (text) => text.replace('marker: "caller"', 'marker: "called"') },
    "sets-differ src/caller.ts:3",
  ],
  [
    "agree",
    "a computed marker",
    { "src/caller.ts": (text) => text.replace('marker: "caller"', "marker: String(process.pid)") },
    "value-undecidable src/caller.ts:3",
  ],
  ["agree", "no definition at all", { "src/caller.ts": "export {};" }, "sets-differ src/policy.ts:2"],
  [
    "globals",
    "a switch in the environment",
    {
      "src/store.ts": (text) =>
        text.replace("  return stores", "  if (process.env.OFF) return undefined;\n  return stores"),
    },
    "ambient-input src/store.ts:6",
  ],
  [
    "globals",
    "the clock",
    {
      "src/store.ts": (text) =>
        text.replace("  return stores", "  if (Date.now() > 1) return undefined;\n  return stores"),
    },
    "ambient-input src/store.ts:6",
  ],
  [
    "globals",
    "the platform by import",
    { "src/store.ts": (text) => `import { env } from "node:process";\n${text}void env;\n` },
    "ambient-input src/store.ts:1",
  ],
  [
    "confined",
    "re-exported by the allowed module",
    orpc(/$/, '\nexport { RPCHandler as Again } from "@orpc/server/fetch";\n'),
    "confined-exported src/orpc.ts:17",
  ],
  [
    "confined",
    "through a loader of its own",
    extra(
      'import { createRequire } from "node:module";\nconst load = createRequire(import.meta.url);\nload("@orpc/server/fetch");',
    ),
    "import-undecidable src/extra.ts:1",
  ],
  [
    "confined",
    "an unparsable module that names it",
    extra('import { RPCHandler } from "@orpc/server/fetch";\nconst = ;'),
    "module-unparsable src/extra.ts:2",
  ],
  [
    "confined",
    "taken out of a namespace",
    extra('import * as all from "@orpc/server/fetch";\nexport const taken = all.RPCHandler;'),
    "import-outside src/extra.ts:1",
  ],
  [
    "confined",
    "in a namespace that is handed on",
    extra('import * as all from "@orpc/server/fetch";\nqueueMicrotask(all as never);'),
    "import-outside src/extra.ts:1",
  ],
  [
    "confined",
    "constructed through a namespace",
    extra('import * as all from "@orpc/server/fetch";\nnew all.RPCHandler({});'),
    "import-outside src/extra.ts:1",
  ],
];

const guardLine = "  assertMarkers(context, policy.rpc);";
const unguarded: readonly (readonly [string, Change, string])[] = [
  [
    "after the effect",
    {
      "src/orpc.ts": (text) =>
        text
          .replace(`${guardLine}\n`, "")
          .replace(
            'return handler.handle(new Request("http://host/"), { context });',
            `const done = handler.handle(new Request("http://host/"), { context });\n${guardLine}\n  return done;`,
          ),
    },
    "guard-bypassed src/orpc.ts:8",
  ],
  [
    "on one branch",
    orpc(guardLine, `  if (process.env.STRICT) assertMarkers(context, policy.rpc);`),
    "guard-bypassed src/orpc.ts:9",
  ],
  [
    "with its error swallowed",
    orpc(guardLine, `  try {\n  ${guardLine}\n  } catch {}`),
    "guard-bypassed src/orpc.ts:11",
  ],
  ["with another policy", orpc("policy.rpc", "policy.openapi"), "guard-bypassed src/orpc.ts:9"],
  ["with no markers", orpc("policy.rpc", "[]"), "guard-bypassed src/orpc.ts:9"],
  [
    "on another context",
    orpc("assertMarkers(context, policy.rpc)", "assertMarkers({}, policy.rpc)"),
    "guard-bypassed src/orpc.ts:9",
  ],
  [
    "in a callback that may never run",
    orpc(guardLine, "  setTimeout(() => assertMarkers(context, policy.rpc));"),
    "guard-bypassed src/orpc.ts:9",
  ],
  [
    "not at all in a second function",
    orpc(
      /$/,
      '\nexport const again = (context: object) => handler.handle(new Request("http://host/"), { context });\n',
    ),
    "guard-bypassed src/orpc.ts:17",
  ],
  ["and the handler is given away", orpc(/$/, "\nexport { handler };\n"), "guard-undecidable src/orpc.ts:17"],
];

describe("a guard", () => {
  test.each(unguarded)("%s", (_, change, code) => {
    expect(codes("guarded", change)).toContain(code);
  });

  test.each<[string, Change]>([
    [
      "in a helper",
      {
        "src/orpc.ts": (text) =>
          `${text.replace(guardLine, "  admit(context);")}\nfunction admit(context: object) {\n${guardLine}\n}\n`,
      },
    ],
    [
      "with renamed locals",
      {
        "src/orpc.ts": (text) =>
          text
            .replaceAll("context: object", "ctx: object")
            .replaceAll("(context,", "(ctx,")
            .replace("{ context }", "{ context: ctx }")
            .replace("return context", "return ctx"),
      },
    ],
    ["in a try with a finally", orpc(guardLine, `  try {\n  ${guardLine}\n  } finally {\n    void 0;\n  }`)],
    [
      "and an awaited effect",
      {
        "src/orpc.ts": (text) =>
          text
            .replace("export function dispatchRpc", "export async function dispatchRpc")
            .replace("return handler", "return await handler"),
      },
    ],
  ])("%s is the same guard", (_, change) => {
    expect(codes("guarded", change)).toEqual([]);
  });
});

describe("violations", () => {
  test.each(violations)("%s: %s", (check, _, change, code) => {
    expect(codes(check, change)).toContain(code);
  });
});

const harmless: readonly (readonly [keyof typeof checks, string, Change])[] = [
  [
    "exports",
    "satisfies and freeze",
    policy(
      'export const policy = Object.freeze({ rpc: ["a"], openapi: ["b", "c"] } satisfies Record<string, string[]>);',
    ),
  ],
  [
    "exports",
    "constants of another module",
    {
      ...policy(
        'import { caller } from "./names.ts";\nconst all = [caller];\nexport const policy = { rpc: all, openapi: [...all] };',
      ),
      "src/names.ts": 'export const caller = "caller";',
    },
  ],
  ["exports", "exported below", policy('const policy = { rpc: ["a"], openapi: ["a"] };\nexport { policy };')],
  [
    "exports",
    "moved and re-exported",
    {
      ...policy('export * from "./moved.ts";'),
      "src/moved.ts": 'export const policy = { rpc: ["a"], openapi: ["a"] };',
    },
  ],
  [
    "calls",
    "renamed import",
    {
      "src/orpc.ts": (text) =>
        text
          .replace("{ assertMarkers }", "{ assertMarkers as check }")
          .replaceAll("  assertMarkers(", "  check("),
    },
  ],
  [
    "calls",
    "namespace import",
    {
      "src/orpc.ts": (text) =>
        text
          .replace("{ assertMarkers }", "* as context_")
          .replaceAll("  assertMarkers(", "  context_.assertMarkers("),
    },
  ],
  [
    "calls",
    "an alias",
    {
      "src/orpc.ts": (text) =>
        text
          .replace("export function dispatchRpc", "const check = assertMarkers;\nexport function dispatchRpc")
          .replaceAll("  assertMarkers(", "  check("),
    },
  ],
  [
    "calls",
    "arrow functions",
    {
      "src/orpc.ts": (text) =>
        text.replace(
          "export function dispatchRpc(context: object) {",
          "export const dispatchRpc = (context: object) => {",
        ),
    },
  ],
  [
    "calls",
    "renamed locals",
    {
      "src/orpc.ts": (text) =>
        text
          .replaceAll("context:", "ctx:")
          .replaceAll("(context", "(ctx")
          .replace("return context", "return ctx"),
    },
  ],
  [
    "confined",
    "its type elsewhere",
    extra('import type { RPCHandler } from "@orpc/server/fetch";\nexport type H = RPCHandler;'),
  ],
  [
    "confined",
    "something else of that module elsewhere",
    extra('import { other } from "@orpc/server/fetch";\nvoid other;'),
  ],
  [
    "confined",
    "its name in a text and a comment",
    extra('// import { RPCHandler } from "@orpc/server/fetch"\nexport const s = "RPCHandler";'),
  ],
  ["confined", "a class of the same name", extra("export class RPCHandler {}\nnew RPCHandler();")],
  ["keyed", "another parameter name", { "src/store.ts": (text) => text.replaceAll("request", "req") }],
  [
    "keyed",
    "a helper in between",
    {
      "src/store.ts": (text) =>
        text
          .replace("return stores.get(request);", "return look(request);")
          .concat("function look(one: object) {\n  return stores.get(one);\n}\n"),
    },
  ],
  [
    "reached",
    "a helper that only the construct calls",
    {
      "src/caller.ts": (text) =>
        text
          .replace("  keep(request, caller);", "  help(request);")
          .concat("function help(r: object) {\n  keep(r, caller);\n}\n"),
    },
  ],
  [
    "agree",
    "a constant for the marker",
    {
      "src/caller.ts": (text) =>
        text
          .replace('marker: "caller"', "marker: name")
          .replace("export const caller", 'const name = "caller";\nexport const caller'),
    },
  ],
  [
    "globals",
    "a type of the platform",
    {
      "src/store.ts": (text) => `import type { Server } from "node:http";\n${text}export type S = Server;\n`,
    },
  ],
  [
    "followed",
    "both in one helper",
    {
      "src/end.ts": `import { storeEnd, tell } from "./runs.ts";
export async function end(run: string): Promise<void> {
  try {
    await both(run);
  } finally {
    console.log(run);
  }
}
async function both(id: string) {
  await storeEnd(id);
  console.log("stored");
  return tell(id);
}
`,
    },
  ],
  [
    "outcomes",
    "literals in a union",
    outcome("z.enum(outcomes)", 'z.union([z.literal(["failed", "skipped"]), z.literal("succeeded")])'),
  ],
  [
    "outcomes",
    "the type spelled out",
    outcome('z.infer<typeof record>["outcome"]', '"failed" | "succeeded" | "skipped"'),
  ],
  [
    "outcomes",
    "the list in a module of its own",
    {
      "src/outcome.ts": (text) =>
        text
          .replace(/export const outcomes.*/, 'export { outcomes } from "./list.ts";')
          .replace("import { z }", 'import { outcomes } from "./list.ts";\nimport { z }'),
      "src/list.ts": 'export const outcomes = ["skipped", "failed", "succeeded"] as const;',
    },
  ],
  ["confined", "an unparsable fixture that does not", extra("const = ;", "src/fixtures/broken.ts")],
  ["guarded", "an unparsable fixture", extra("const = ;", "src/fixtures/broken.ts")],
  [
    "guarded",
    "a helper that is given context and policy",
    {
      "src/orpc.ts": (text) =>
        text
          .replace(guardLine, "  admit(context, policy.rpc);")
          .concat(
            "function admit(one: object, markers: readonly string[]) {\n  assertMarkers(one, markers);\n}\n",
          ),
    },
  ],
  [
    "guarded",
    "the policy in a constant",
    {
      "src/orpc.ts": (text) =>
        text.replace(guardLine, "  const required = policy.rpc;\n  assertMarkers(context, required);"),
    },
  ],
  [
    "confined",
    "something else of a namespace elsewhere",
    extra('import * as all from "@orpc/server/fetch";\nexport const other = all.other;'),
  ],
];

describe("harmless edits", () => {
  test.each(harmless)("%s: %s", (check, _, change) => {
    expect(codes(check, change)).toEqual([]);
  });
});

test.each(Object.entries(checks))(
  "%s: every counterexample turns it red, every invariance leaves it green",
  (_, check) => {
    const outcomes = probesOf(check, workspaceOf(files));
    expect(weakProbes(outcomes)).toEqual([]);
    expect(outcomes).toHaveLength(check.counterexamples.length + check.invariances.length);
  },
);
