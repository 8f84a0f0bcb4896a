import { describe, expect, test } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

const head = 'import { Hono } from "hono";\nconst families = { rpc: "/rpc" } as const;\n';

function mounted(body: string): string[] {
  const files = { "src/host.ts": `${head}${body}` };
  const code = createCodeFacts({ workspace: workspaceOf(files) });
  const { calls, escapes } = code.callsOn(
    { module: "hono", export: "Hono" },
    ["use", "get", "all"],
    ["src/host.ts"],
  );
  return [
    ...calls.map(({ method, args, always }) => {
      const first = args?.[0];
      return `${method} ${first?.kind === "string" ? first.value : (first?.kind ?? "nothing")}${always ? "" : " (maybe)"}`;
    }),
    ...escapes.map(({ start }) => `escapes at ${start.line}`),
  ];
}

describe("calls on what a constructor makes", () => {
  test.each([
    [
      "const app = new Hono();\napp.use(families.rpc, one);\napp.get('/healthz', two);",
      ["use /rpc", "get /healthz"],
    ],
    ["new Hono().use(one).get('/a', two);", ["use unknown", "get /a"]],
    ["const app = new Hono().use(one);\napp.get('/a', two);", ["use unknown", "get /a"]],
    ["const app = new Hono();\napp.use(one).onError(two).get('/a', two);", ["use unknown", "get /a"]],
    [
      "function make() {\n  const app = new Hono();\n  try {\n    app.all('/a', one);\n  } catch (error) {\n    throw error;\n  }\n}",
      ["all /a"],
    ],
    [
      "function make() {\n  const app = new Hono();\n  try {\n    app.all('/a', one);\n  } catch {}\n}",
      ["all /a (maybe)"],
    ],
    [
      "function make() {\n  const app = new Hono();\n  app.all('/a', one);\n  return { fetch: (request: Request) => app.fetch(request) };\n}",
      ["all /a"],
    ],
    [
      "function make(on: boolean) {\n  const app = new Hono();\n  if (on) app.all('/a', one);\n}",
      ["all /a (maybe)"],
    ],
    [
      "function make(on: boolean) {\n  const app = new Hono();\n  if (on) return app;\n  app.all('/a', one);\n  return app;\n}",
      ["all /a (maybe)"],
    ],
    ["const app = new Hono();\nfor (const path of ['/a']) app.all(path, one);", ["all unknown (maybe)"]],
    [
      "const app = new Hono();\n['/a'].forEach((path) => {\n  app.all(path, one);\n});",
      ["all unknown (maybe)"],
    ],
    ["const app = new Hono();\non && app.all('/a', one);", ["all /a (maybe)"]],
  ])("%s", (body, expected) => {
    expect(mounted(body).filter((one) => !one.startsWith("escapes"))).toEqual(expected);
  });

  test("what is handed on gets away", () => {
    expect(mounted("const app = new Hono();\nmount(app);")).toEqual(["escapes at 4"]);
    expect(mounted("export const app = new Hono().all('/a', one);")).toEqual(["all /a", "escapes at 3"]);
    expect(mounted("const app = new Hono();\nexport { app as router };")).toContain("escapes at 3");
    expect(mounted("mount(new Hono().all('/a', one));")).toEqual(["all /a (maybe)", "escapes at 3"]);
    expect(mounted("const app = new Hono().all('/a', one);\nmount(app);")).toEqual([
      "all /a",
      "escapes at 4",
    ]);
  });
});
