import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  importConfined,
  keysAbsent,
  notBranchedOn,
  packageMetadata,
  routesMounted,
  setsAgree,
} from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

const files = {
  "package.json": JSON.stringify({ name: "root", workspaces: ["apps/*", "packages/*"] }),
  "hq.ts": `import { one } from "./apps/host/src/one.ts";
import { two } from "./apps/host/src/two.ts";
import { compose } from "./apps/host/src/manifest.ts";
export default compose({ capabilities: [one, two] });
`,
  "apps/host/package.json": `${JSON.stringify({ name: "host", rawr: { kind: "api", capability: "one" } }, null, 2)}\n`,
  "apps/host/src/manifest.ts": `export interface Identity {
  readonly kind: "api" | "workflows";
  readonly capability: string;
}
export const define = <T extends { rawr: Identity; families: readonly string[] }>(it: T): T => it;
export function compose(manifest: { capabilities: readonly { rawr: Identity }[] }) {
  return manifest;
}
`,
  "apps/host/src/one.ts": `import { define } from "./manifest.ts";
export const one = define({ rawr: { kind: "api", capability: "one" }, families: ["rpc", "openapi"] });
`,
  "apps/host/src/two.ts": `import { define } from "./manifest.ts";
export const two = define({ rawr: { kind: "workflows", capability: "two" }, families: ["workflows"] });
`,
  "apps/host/src/contract.ts": `import { contract } from "elsewhere";
const list = contract.errors({}).route({ method: "GET", path: "/two/runs" }).input(1);
const start = contract.route({ method: "POST", path: "/two/runs" });
export const routes = { list, start };
`,
  "apps/host/src/host.ts": `import { Hono } from "hono";
const families = { rpc: "/rpc", inngest: "/api/inngest" } as const;
function log() {
  return async (_: unknown, next: () => Promise<void>) => next();
}
export function createHost() {
  const app = new Hono();
  app.use(log());
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.use(\`\${families.inngest}/*\`, log());
  app.all(\`\${families.inngest}/*\`, (c) => c.text("ok"));
  app.all(\`\${families.rpc}/*\`, (c) => c.text("ok"));
  return { fetch: (request: Request) => app.fetch(request) };
}
`,
  "packages/two/package.json": `${JSON.stringify({ name: "two", rawr: { kind: "workflows", capability: "two" } }, null, 2)}\n`,
  "packages/two/src/client.ts": `import { Inngest } from "inngest";
export const client = new Inngest({ id: "two" });
`,
  "packages/plain/package.json": JSON.stringify({ name: "plain" }),
  "packages/plain/src/index.ts": "export const one = 1;\n",
};

const manifest = "apps/host/src/manifest.ts";

const metadata = packageMetadata({
  key: "rawr",
  schema: z.strictObject({ kind: z.enum(["api", "workflows"]), capability: z.string() }),
  contributors: [
    { module: manifest, export: "define" },
    { module: "inngest", export: "Inngest" },
  ],
  unique: ["kind", "capability"],
  forbidden: ["templateRole", "channel"],
});
const keys = keysAbsent({
  keys: ["templateRole", "channel"],
  about: [
    { module: manifest, export: "Identity" },
    { module: manifest, export: "define" },
  ],
  naming: ["rawr"],
});
const channel = notBranchedOn({
  term: "channel",
  values: ["A", "B"],
  roots: ["hq.ts", "apps/host/src/host.ts"],
});
const routes = routesMounted({
  router: { module: "hono", export: "Hono" },
  module: "apps/host/src/host.ts",
  mounts: ["use *", "get /healthz", "use /api/inngest/*", "all /api/inngest/*", "all /rpc/*"],
});
const registered = setsAgree({
  lists: [
    {
      label: "registered",
      argumentsTo: { module: manifest, export: "compose" },
      argument: 0,
      path: ["capabilities"],
      in: ["hq.ts"],
      items: [
        ["rawr", "kind"],
        ["rawr", "capability"],
      ],
    },
    {
      label: "defined",
      argumentsTo: { module: manifest, export: "define" },
      argument: 0,
      path: [],
      in: ["apps/host/src/**"],
      items: [
        ["rawr", "kind"],
        ["rawr", "capability"],
      ],
    },
    { label: "declared", metadata: "rawr", items: [["kind"], ["capability"]] },
  ],
  once: true,
});
const published = setsAgree({
  lists: [
    { label: "table", texts: ["GET /two/runs", "POST /two/runs"] },
    {
      label: "contracts",
      methodCalls: "route",
      in: ["apps/host/src/contract.ts"],
      items: [["method"], ["path"]],
    },
  ],
});
const families = setsAgree({
  lists: [
    { label: "table", texts: ["one openapi,rpc", "two workflows"] },
    {
      label: "capabilities",
      argumentsTo: { module: manifest, export: "define" },
      argument: 0,
      path: [],
      in: ["apps/host/src/**"],
      items: [["rawr", "capability"], ["families"]],
    },
  ],
});

const checks = { metadata, keys, channel, routes, registered, published, families };
const names = Object.keys(checks) as (keyof typeof checks)[];

test.each(names)("%s passes", (name) => {
  expect(codesOf(checks[name], workspaceOf(files))).toEqual([]);
});

test.each(names)("%s notices each of its violations, and none of its harmless edits", (name) => {
  const outcomes = probesOf(checks[name], workspaceOf(files));
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes.filter(({ result }) => result === "killed").length).toBeGreaterThan(1);
});

const edited = (name: keyof typeof checks, edits: Record<string, string>) =>
  codesOf(checks[name], workspaceOf({ ...files, ...edits }));
const replaced = (path: keyof typeof files, from: string | RegExp, to: string) => {
  expect(files[path]).toMatch(from);
  return { [path]: files[path].replace(from, to) };
};

describe("metadata", () => {
  test.each([
    [
      "a kind that there is not",
      replaced("apps/host/package.json", '"api"', '"plugin"'),
      ["metadata-invalid apps/host/package.json:4"],
    ],
    [
      "an old key beside it",
      replaced("apps/host/package.json", '"name"', '"channel": "A",\n  "name"'),
      ["metadata-key-forbidden apps/host/package.json:2"],
    ],
    [
      "a package that starts to contribute",
      {
        "packages/plain/src/index.ts":
          'import { Inngest as I } from "inngest";\nexport const one = new I({ id: "x" });\n',
      },
      ["metadata-missing packages/plain/package.json"],
    ],
    [
      "a script that is named like an old key",
      { "packages/plain/package.json": '{ "name": "plain", "scripts": { "channel": "x" } }' },
      [],
    ],
    [
      "a dependency that is named like one",
      { "packages/plain/package.json": '{ "name": "plain", "dependencies": { "channel": "1" } }' },
      [],
    ],
  ])("%s", (_, edits, expected) => {
    expect(edited("metadata", edits)).toEqual(expected);
  });
});

test("two packages that claim one identity", () => {
  const edits = { "packages/two/package.json": files["apps/host/package.json"].replace('"host"', '"two"') };
  expect(edited("metadata", edits)).toEqual(["metadata-duplicate packages/two/package.json:3"]);
});

describe("a channel", () => {
  test.each([
    [
      'export const isA = (it: { channel: string }) => it.channel === "A";\n',
      ["branched-on apps/host/src/one.ts:3"],
    ],
    ["export const seen = (it: { channel: string }) => ({ seen: it.channel });\n", []],
  ])("%s", (text, expected) => {
    const edits = { "apps/host/src/one.ts": files["apps/host/src/one.ts"] + text };
    expect(edited("channel", edits)).toEqual(expected);
  });
});

describe("old keys", () => {
  test.each([
    [
      "a parser elsewhere reads one beside rawr",
      { "packages/plain/src/index.ts": "export const role = (it: any) => it.rawr?.templateRole;\n" },
      ["key-present packages/plain/src/index.ts:1"],
    ],
    [
      "a module that has nothing to do with it has one",
      { "packages/plain/src/index.ts": "export const alert = { channel: 'email' };\n" },
      [],
    ],
    [
      "by way of a re-export",
      {
        "packages/plain/src/types.ts":
          'export type { Identity as Id } from "../../../apps/host/src/manifest.ts";\n',
        "packages/plain/src/index.ts":
          'import type { Id } from "./types.ts";\nexport type Old = Id & { channel?: string };\n',
      },
      ["key-present packages/plain/src/index.ts:2"],
    ],
    [
      "an identity that is open to any property",
      replaced(manifest, "interface Identity {", "interface Identity extends Record<string, unknown> {"),
      ["key-admitted apps/host/src/manifest.ts:1"],
    ],
    [
      "a registration that is open where it names its identity",
      replaced(manifest, "rawr: Identity; families", "rawr: Identity & { [key: string]: string }; families"),
      ["key-admitted apps/host/src/manifest.ts:5"],
    ],
    [
      "a base of the identity, in another module, has one",
      {
        "apps/host/src/base.ts": "export interface Base {\n  channel?: string;\n}\n",
        ...replaced(
          manifest,
          "export interface Identity {",
          'import type { Base } from "./base.ts";\nexport interface Identity extends Base {',
        ),
      },
      ["key-present apps/host/src/base.ts:2"],
    ],
    [
      "a parser of an identity keeps what it does not name",
      {
        "packages/plain/src/index.ts":
          'import { z } from "zod";\nimport type { Identity } from "../../../apps/host/src/manifest.ts";\nconst schema = z.object({ kind: z.string(), capability: z.string() });\nexport const read = (it: unknown): Identity => schema.passthrough().parse(it);\n',
      },
      ["key-admitted packages/plain/src/index.ts:4"],
    ],
    [
      "another module declares one for it",
      {
        "packages/plain/src/index.ts":
          'export {};\ndeclare module "../../../apps/host/src/manifest.ts" {\n  interface Identity {\n    channel?: string;\n  }\n}\n',
      },
      ["key-present packages/plain/src/index.ts:4"],
    ],
    [
      "another module declares one for something else",
      {
        "packages/plain/src/index.ts":
          'export {};\ndeclare module "./alerts.ts" {\n  interface Alert {\n    channel?: string;\n  }\n}\n',
        "packages/plain/src/alerts.ts": "export interface Alert {}\n",
      },
      [],
    ],
    [
      "a list of old keys is taken away beside rawr",
      {
        "packages/plain/src/index.ts":
          'const old = ["templateRole"] as const;\nexport const strip = (it: any) => old.forEach((key) => delete it.rawr[key]);\n',
      },
      ["key-present packages/plain/src/index.ts:2"],
    ],
    [
      "tables that have nothing to do with it",
      {
        "packages/plain/src/index.ts":
          'import { z } from "zod";\nimport type { Identity } from "../../../apps/host/src/manifest.ts";\nexport const labels: Record<string, Identity> = {};\nexport const payload = z.looseObject({ kind: z.string() });\n',
      },
      [],
    ],
  ])("%s", (_, edits, expected) => {
    expect(edited("keys", edits)).toEqual(expected);
  });
});

describe("routes", () => {
  test.each([
    [
      "a route more",
      replaced(
        "apps/host/src/host.ts",
        "  return {",
        '  app.all("/rpc/workflows/*", (c) => c.text("x"));\n  return {',
      ),
      ["mount-unexpected apps/host/src/host.ts:13"],
    ],
    [
      "a longer chain",
      replaced("apps/host/src/host.ts", "  app.use(log());\n  app.get(", "  app.use(log()).get("),
      [],
    ],
    [
      "a family moves",
      replaced("apps/host/src/host.ts", 'rpc: "/rpc"', 'rpc: "/rpc2"'),
      ["mount-missing apps/host/src/host.ts", "mount-unexpected apps/host/src/host.ts:12"],
    ],
    [
      "another router",
      replaced(
        "apps/host/src/host.ts",
        "  return {",
        '  const other = new Hono();\n  other.get("/x", (c) => c.text("x"));\n  return {',
      ),
      ["mount-unexpected apps/host/src/host.ts:14"],
    ],
  ])("%s", (_, edits, expected) => {
    expect(edited("routes", edits)).toEqual(expected);
  });
});

test("routes in another order, and under a condition", () => {
  const host = files["apps/host/src/host.ts"];
  const health = '  app.get("/healthz", (c) => c.json({ status: "ok" }));\n';
  const moved = host.replace(health, "").replace("  return {", `${health}  return {`);
  expect(edited("routes", { "apps/host/src/host.ts": moved })).toEqual([
    "mount-out-of-order apps/host/src/host.ts:9",
  ]);
  const maybe = host.replace("  app.get(", "  if (process.env.HEALTH) app.get(");
  expect(edited("routes", { "apps/host/src/host.ts": maybe })).toEqual([
    "mount-undecidable apps/host/src/host.ts:9",
  ]);
});

describe("registration", () => {
  test.each([
    [
      "one is not registered",
      replaced("hq.ts", "[one, two]", "[one]"),
      ["sets-differ apps/host/src/two.ts:2", "sets-differ packages/two/package.json:3"],
    ],
    [
      "one is registered twice",
      replaced("hq.ts", "[one, two]", "[one, two, two]"),
      ["named-twice apps/host/src/two.ts:2"],
    ],
    [
      "through a constant",
      replaced(
        "hq.ts",
        "export default compose({ capabilities: [one, two] });",
        "const all = [one, two];\nexport default compose({ capabilities: all });",
      ),
      [],
    ],
    [
      "and written over",
      replaced(
        "hq.ts",
        /export default (.*);/,
        "const hq = $1;\nObject.assign(hq, { capabilities: [] });\nexport default hq;",
      ),
      ["value-undecidable hq.ts:5"],
    ],
    [
      "and added to",
      replaced(
        "hq.ts",
        /export default (.*);/,
        "const hq = $1;\n(hq.capabilities as unknown[]).push(one);\nexport default hq;",
      ),
      ["value-undecidable hq.ts:5"],
    ],
    [
      "and written over by another module",
      {
        "apps/host/src/tamper.ts": 'import hq from "../../../hq.ts";\nReflect.set(hq, "capabilities", []);\n',
      },
      ["value-undecidable apps/host/src/tamper.ts:2"],
    ],
    [
      "and a capability is written over",
      replaced("apps/host/src/one.ts", /$/, 'Object.assign(one.rawr, { capability: "x" });\n'),
      ["value-undecidable hq.ts:4", "value-undecidable apps/host/src/one.ts:3"],
    ],
    [
      "and read",
      replaced(
        "hq.ts",
        /export default (.*);/,
        "const hq = $1;\nvoid hq.capabilities.map((one) => one.rawr.kind);\nexport default hq;",
      ),
      [],
    ],
    [
      "and copied",
      replaced(
        "hq.ts",
        /export default (.*);/,
        "const hq = $1;\nconst names = [...hq.capabilities];\nnames.push(one);\nexport default hq;",
      ),
      [],
    ],
  ])("%s", (_, edits, expected) => {
    expect(edited("registered", edits)).toEqual(expected);
  });
});

describe("what lies in a folder whose name begins with a dot", () => {
  const confined = importConfined({
    symbols: [{ module: "inngest", export: "Inngest" }],
    to: ["packages/two/src/client.ts"],
    among: ["**", "!**/test/**"],
  });
  const hole = 'import { Inngest } from "inngest";\nexport const hole = new Inngest({ id: "x" });\n';
  test.each([
    [".internal/hole.ts", "", ["import-outside .internal/hole.ts:1"]],
    [".scratch/hole.ts", 'import "../../../.scratch/hole.ts";\n', ["import-outside .scratch/hole.ts:1"]],
  ])("%s, imported by %j", (path, text, expected) => {
    const workspace = workspaceOf({ ...files, [path]: hole, "packages/plain/src/index.ts": text });
    expect(codesOf(confined, workspace)).toEqual(expected);
  });
});
